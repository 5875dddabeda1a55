package truth

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/out"
)

// A quotation counts what is shown of the places of one change.
type quotation struct {
	n     *night
	c     *out.ChangeRow
	shown int
}

// quoted are the labels of quotations; a Now stands with its Was.
var quoted = regexp.MustCompile(`^(Was|The heading was|Now|Added|Removed|A column was added|A column was taken out|Row was|Row added|Row removed|Not taken over|Moved with the heading “.*?”|Moved to here|Moved from here|Moved from under “.*?” to under “.*?”|Moved from under “.*?”|Moved to under “.*?”|Moved)(?:, under “(.*?)”)?: ?“(.*)”$`)

// read checks a quotation: its words stand in the change and in the edition that it
// is quoted from, what is marked came or went, and it stands under the heading named.
func (q *quotation) read(l *line) string {
	m := quoted.FindStringSubmatch(l.text)
	if m == nil && pattern(`^And {n} more rows?\.$`).MatchString(l.text) {
		return ""
	}
	if m == nil {
		return "no form knows the quotation"
	}
	if q.c == nil {
		return "it belongs to no change"
	}
	if m[1] != "Now" && !strings.HasPrefix(m[1], "Row ") { // further rows of a table are of one place
		q.shown++
	}
	old := m[1] == "Was" || m[1] == "The heading was" || m[1] == "A column was taken out" || m[1] == "Row was" || m[1] == "Row removed" || m[1] == "Removed" || m[1] == "Not taken over" || m[1] == "Moved from here"
	side, marks := q.side(old)
	for _, p := range pieces(m[3]) {
		if !strings.Contains(side, p) {
			return "the change does not have the words " + p
		}
		if e := map[bool]*edition{true: q.n.before, false: q.n.after}[old]; e != nil && !q.swept() && !strings.Contains(e.all(), p) {
			return "the edition does not have the words " + p
		}
	}
	text := l.text[strings.Index(l.text, ": "):]
	for _, mark := range l.marks {
		if strings.Contains(text, mark) && !strings.Contains(marks, bare(mark)) {
			return "what is marked did not come or go: " + mark
		}
	}
	return unless(m[2] == "" || strings.Contains(bare(q.headings()), bare(m[2])), "the change has no heading %q", m[2])
}

// side is the text of the change before or after it, and the words of it that went or
// came, both bare.
func (q *quotation) side(old bool) (text, marks string) {
	var all, some strings.Builder
	for _, e := range q.c.Edits {
		switch own := old && e.Op == "delete" || !old && e.Op == "insert"; {
		case own:
			some.WriteString(e.Text)
			all.WriteString(e.Text)
		case e.Op == "keep", e.Op == "move_from", e.Op == "move_to":
			all.WriteString(e.Text)
		}
	}
	return bare(all.String()), bare(some.String())
}

func (q *quotation) headings() string {
	var b strings.Builder
	for _, e := range q.c.Edits {
		b.WriteString(e.Text + "\n")
	}
	return b.String()
}

// swept reports whether a term was replaced throughout on the same night: quotations
// then show its new form on both sides.
func (q *quotation) swept() bool {
	return slices.ContainsFunc(q.n.changes, func(c *out.ChangeRow) bool { return c.Kind == "terms_swept" })
}

// pieces are the stretches of a quotation between omissions and ends of lines, bare.
func pieces(s string) []string {
	var list []string
	for _, p := range strings.Split(strings.ReplaceAll(s, "[…]", " / "), " / ") {
		if p = bare(p); p != "" {
			list = append(list, p)
		}
	}
	return list
}

// places counts the places of a change that a document could quote.
func placesOf(c *out.ChangeRow) int {
	if c.Kind == "terms_swept" {
		return 0
	}
	n, open := 0, false
	var gone, came, whole []string
	for i := 0; i < len(c.Edits); i++ {
		e := c.Edits[i]
		if run := c.Edits[i:][:runOf(c.Edits[i:])]; isMovedAndChanged(run) { // quoted as a whole
			n, open, i = n+1, false, i+len(run)-1
			whole = append(whole, wordsBut(run, "insert"))
			continue
		}
		switch {
		case e.Op == "skip" || e.Op == "under":
			open = false
		case one(e.Text) == "":
		case e.Op == "move_from":
			gone = append(gone, one(e.Text))
		case e.Op == "move_to":
			came = append(came, one(e.Text))
		case (e.Op == "insert" || e.Op == "delete") && !open:
			n, open = n+1, true
		}
	}
	for _, to := range came {
		if i := slices.IndexFunc(gone, func(from string) bool { return strings.HasPrefix(to, from) }); i >= 0 {
			gone = slices.Delete(gone, i, i+1)
		}
	}
	for _, was := range whole {
		if i := slices.IndexFunc(gone, func(from string) bool { return strings.HasPrefix(was, from) }); i >= 0 {
			gone = slices.Delete(gone, i, i+1)
		}
	}
	return n + len(came) + len(gone)
}

// runOf counts the edits up to the end of a sentence that moved, or to words that stay.
func runOf(edits []out.EditRow) int {
	for i, e := range edits {
		if !slices.Contains([]string{"move_to", "insert", "delete"}, e.Op) {
			return i
		}
		if text := strings.TrimRight(e.Text, `"”’')] `); text != "" && strings.ContainsRune(".?!", rune(text[len(text)-1])) && (e.Op == "move_to" || i+1 < len(edits) && edits[i+1].Op == "move_to") {
			return i + 1
		}
	}
	return len(edits)
}

// isMovedAndChanged tells whether some edits are one passage that moved and was changed.
func isMovedAndChanged(run []out.EditRow) bool {
	moved := slices.ContainsFunc(run, func(e out.EditRow) bool { return e.Op == "move_to" })
	return moved && slices.ContainsFunc(run, func(e out.EditRow) bool { return e.Op != "move_to" })
}

// wordsBut is the text of edits without those of one op.
func wordsBut(edits []out.EditRow, but string) string {
	text := ""
	for _, e := range edits {
		if e.Op != but {
			text += e.Text
		}
	}
	return one(text)
}

// all is the text of an edition, bare.
func (e *edition) all() string {
	if e.whole == "" {
		var b strings.Builder
		for _, s := range e.sections {
			b.WriteString(s.Title + "\n" + s.Text + "\n")
		}
		e.whole = bare(b.String())
	}
	return e.whole
}
