package report

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/diff"
	"manualwatch/out"
)

// passages cuts the edits of a change into quotations of at most limit words a
// line: the places that changed in order, then what was moved. It returns the
// passages left out over the most that are shown.
func passages(c *out.ChangeRow, limit int) (shown []Passage, more int) {
	var all []Passage
	var moves []move
	var part []out.EditRow
	under, run := "", 0
	flush := func() {
		heading, rest := headingFirst(part, under)
		if p := passage(heading, limit); p != nil {
			p[0].Label = "The heading " + strings.ToLower(p[0].Label)
			all = append(all, p)
		}
		rest, at := withoutHeading(rest, under)
		if p := passage(rest, limit); p != nil {
			if p[0].Label == "Removed" && diff.Kind(c.Kind) == diff.Merged {
				p[0].Label = "Not taken over"
			}
			if at != "" {
				p[0].Label += ", under " + quoted(at)
			}
			all = append(all, p)
		}
	}
	var changed []movedEdit
	for i := 0; i < len(c.Edits); i++ {
		e := c.Edits[i]
		if n := movedAndChanged(c.Edits[i:]); n > 0 {
			flush()
			part = nil
			changed = append(changed, movedEdit{under: under, edits: c.Edits[i : i+n]})
			all = append(all, changed[len(changed)-1].passage(c.Edits, limit))
			i += n - 1
			continue
		}
		switch op := diff.Op(e.Op); op {
		case diff.Skip, diff.Under:
			flush()
			part = nil
			run++
			if op == diff.Under {
				under = e.Text
			}
		case diff.MoveFrom, diff.MoveTo:
			moves = append(moves, move{op: op, under: under, text: Clean(e.Text), raw: e.Text, run: run, cut: op == diff.MoveFrom && isCut(c.Edits[i+1:])})
			part = append(part, out.EditRow{Op: string(diff.Break)})
		default:
			if op != diff.Break {
				run++
			}
			part = append(part, e)
		}
	}
	flush()
	moves = withoutChanged(moves, changed)
	all = append(all, movePassages(moves, limit)...)
	if n := len(all) - mostPassages; n > 0 {
		return all[:mostPassages], n
	}
	return all, 0
}

// headingFirst cuts the heading itself off the passage below it where its words were changed:
// nothing stands under a heading that it is.
func headingFirst(part []out.EditRow, under string) (heading, rest []out.EditRow) {
	end := slices.IndexFunc(part, func(e out.EditRow) bool { return diff.Op(e.Op) == diff.Break })
	if end < 0 {
		end = len(part)
	}
	now := ""
	for _, e := range part[:end] {
		if diff.Op(e.Op) != diff.Delete {
			now += e.Text
		}
	}
	if under == "" || Clean(now) != Clean(under) || !slices.ContainsFunc(part[:end], func(e out.EditRow) bool { return diff.Op(e.Op) != diff.Insert && Clean(e.Text) != "" }) {
		return nil, part
	}
	return part[:end], part[end:]
}

// withoutHeading takes a heading off the passage below it, as the label names it;
// a passage that is nothing else keeps it and needs no label.
func withoutHeading(part []out.EditRow, under string) ([]out.EditRow, string) {
	first := slices.IndexFunc(part, func(e out.EditRow) bool { return Clean(e.Text) != "" })
	if first < 0 || under == "" || Clean(part[first].Text) != Clean(under) {
		return part, under
	}
	rest := part[first+1:]
	if !slices.ContainsFunc(rest, func(e out.EditRow) bool { return Clean(e.Text) != "" }) {
		return part, ""
	}
	if diff.Op(rest[0].Op) != diff.Break && !strings.HasSuffix(part[first].Text, "\n") {
		return part, under // words of a longer line
	}
	return rest, under
}

// A move is a passage that went or came.
type move struct {
	op               diff.Op
	under, text, raw string
	run              int  // of lines that follow each other
	cut              bool // more of it went than is told
}

// isCut tells from what follows a passage that went whether more of its line went with it: what is
// left out between two lines stands alone.
func isCut(rest []out.EditRow) bool {
	return len(rest) > 0 && diff.Op(rest[0].Op) == diff.Skip && (len(rest) == 1 || slices.Contains([]diff.Op{diff.Skip, diff.Break, diff.Under}, diff.Op(rest[1].Op)))
}

// movePassages tells each moved passage once, lines that moved together as one: the place
// that it left may repeat only its beginning.
func movePassages(moves []move, limit int) []Passage {
	var labels []string
	var came [][]move // lines that moved together, under each label
	gone := slices.DeleteFunc(slices.Clone(moves), func(m move) bool { return m.op != diff.MoveFrom || m.text == "" })
	for _, to := range moves {
		if to.op != diff.MoveTo || to.text == "" {
			continue
		}
		label := "Moved to here" + underWords(to.under)
		if i := slices.IndexFunc(gone, func(m move) bool { return strings.HasPrefix(to.text, m.text) }); i >= 0 {
			label = movedLabel(gone[i].under, to.under)
			gone = slices.Delete(gone, i, i+1)
		}
		if n := len(came) - 1; n >= 0 && labels[n] == label && came[n][0].run == to.run {
			came[n] = append(came[n], to)
			continue
		}
		labels, came = append(labels, label), append(came, []move{to})
	}
	var ps []Passage
	for n, lines := range came {
		if lines[0].text == Clean(lines[0].under) && labels[n] == movedLabel(lines[0].under, lines[0].under) {
			labels[n] = "Moved with the heading " + quoted(lines[0].under)
		}
		if len(lines) > 1 && lines[0].text == Clean(lines[0].under) {
			lines = lines[1:] // the label names the heading
		}
		var raw []string
		for _, l := range lines {
			raw = append(raw, l.raw)
		}
		ps = append(ps, Passage{{Label: labels[n], Spans: clipAt([]Span{{Text: strings.Join(raw, "\n")}}, limit, 0)}})
	}
	for _, m := range gone {
		if m.cut {
			m.raw = strings.TrimSpace(m.raw) + " " + gap
		}
		ps = append(ps, Passage{{Label: "Moved from here" + underWords(m.under), Spans: clipAt([]Span{{Text: m.raw}}, limit, 0)}})
	}
	return ps
}

func movedLabel(from, to string) string {
	switch {
	case from == to:
		return "Moved" + underWords(to)
	case from == "":
		return "Moved to under " + quoted(to)
	case to == "":
		return "Moved from under " + quoted(from)
	}
	return "Moved from under " + quoted(from) + " to under " + quoted(to)
}

// underWords says under which heading a passage stands, if it does under one.
func underWords(under string) string {
	if under == "" {
		return ""
	}
	return ", under " + quoted(under)
}

// passages cuts with the limit of the options for a board.
func (o Options) Passages(c *out.ChangeRow, b out.Board) (shown []Passage, more int) {
	if l := o.limit(b); l > 0 && diff.Kind(c.Kind) != diff.TermsSwept { // whose detail names the terms
		return passages(c, l)
	}
	return nil, 0
}

func passage(edits []out.EditRow, limit int) Passage {
	var came, went bool
	for _, e := range edits {
		if Clean(e.Text) == "" {
			continue
		}
		switch diff.Op(e.Op) {
		case diff.Insert:
			came = true
		case diff.Delete:
			went = true
		}
	}
	switch {
	case came || went:
	default:
		return nil
	}
	if p := tablePassage(edits, limit); p != nil {
		return p
	}
	if came != went && inWholes(edits) {
		if came {
			return Passage{{Label: "Added", Spans: clip(pieces(edits, diff.Insert, Inserted), limit)}}
		}
		return Passage{{Label: "Removed", Spans: clip(pieces(edits, diff.Delete, Deleted), limit)}}
	}
	was, now := side(edits, diff.Delete, Deleted), side(edits, diff.Insert, Inserted)
	at := min(firstMarked(was), firstMarked(now))
	return Passage{{Label: "Was", Spans: clipAt(was, limit, at)}, {Label: "Now", Spans: clipAt(now, limit, at)}}
}

// inWholes tells whether what came or went are whole sentences or lines. Where it is a word of
// a sentence that stays ("must not ask"), neither the sentence nor a new one is gone or new.
func inWholes(edits []out.EditRow) bool {
	before := "" // the kept words of the line so far
	for i, e := range edits {
		text := Clean(e.Text)
		switch {
		case diff.Op(e.Op) == diff.Break:
			before = ""
		case text == "":
		case diff.Op(e.Op) == diff.Keep:
			before = text
		case before != "" && !ends(before, ".?!:;"), !ends(text, ".?!;") && !endsLine(edits[i+1:]):
			return false
		}
	}
	return true
}

// ends reports a text that ends with one of some marks, whatever quotes and brackets close
// behind it.
func ends(text, marks string) bool {
	text = strings.TrimRight(text, `"”’')] `)
	return text != "" && strings.ContainsRune(marks, rune(text[len(text)-1]))
}

// endsLine tells whether no more words of a line follow.
func endsLine(edits []out.EditRow) bool {
	for _, e := range edits {
		if diff.Op(e.Op) == diff.Break {
			return true
		}
		if Clean(e.Text) != "" {
			return false
		}
	}
	return true
}

// pieces are the whole sentences and lines that op touches, without what stands between them.
func pieces(edits []out.EditRow, op diff.Op, mark Mark) []Span {
	var spans []Span
	between := ""
	for _, e := range edits {
		switch diff.Op(e.Op) {
		case diff.Break:
			between = "\n"
		case diff.Keep:
			if Clean(e.Text) != "" && between == "" && len(spans) > 0 {
				between = " " + gap + " "
			}
		case op:
			if len(spans) > 0 && between != "" {
				spans = append(spans, Span{Text: between})
			}
			spans, between = append(spans, Span{Text: e.Text, Mark: mark}), ""
		}
	}
	return spans
}

// side picks one side of a passage: what is kept, and what op does. What is kept is printed as
// it is now: on the older side no space of it stands before a mark that went, or before one that
// words which are new parted from it, and one stands between words that these parted.
func side(edits []out.EditRow, op diff.Op, mark Mark) []Span {
	var spans []Span
	parted := false // by words of the other side
	for _, e := range edits {
		m := Same
		switch diff.Op(e.Op) {
		case diff.Keep:
		case diff.Break:
			e.Text = "\n"
		case op:
			m = mark
		default:
			parted = true
			continue
		}
		n := len(spans)
		if n > 0 && op == diff.Delete && (m == mark && spans[n-1].Mark == Same || parted) && closing.MatchString(e.Text) {
			spans[n-1].Text = strings.TrimRight(spans[n-1].Text, " \u00a0")
		}
		if n > 0 && op == diff.Delete && parted && diff.RunTogether(spans[n-1].Text, e.Text) {
			spans[n-1].Text += " "
		}
		parted = false
		if n > 0 && spans[n-1].Mark == m {
			spans[n-1].Text += e.Text
			continue
		}
		spans = append(spans, Span{Text: e.Text, Mark: m})
	}
	return spans
}

// closing begins with a mark that follows a word without a space.
var closing = regexp.MustCompile(`^[,.;:!?)\]”’]`)

const (
	gap     = "[…]"
	lineEnd = "/" // of a heading, a list item or a table row inside a quotation
)

// firstMarked counts the words before the first one that is marked.
func firstMarked(spans []Span) int {
	words := split(spans)
	if i := slices.IndexFunc(words, func(w word) bool { return w.mark != Same }); i >= 0 {
		return i
	}
	return len(words)
}

// clip shortens a quotation to limit words around the first words that are marked.
func clip(spans []Span, limit int) []Span { return clipAt(spans, limit, firstMarked(spans)) }

// clipAt shortens a quotation to limit words around the word at first, and keeps the spaces
// between its spans.
func clipAt(spans []Span, limit, first int) []Span {
	words := split(spans)
	from := 0
	if len(words) > limit && first > limit/4 {
		from = min(first-limit/4, len(words)-limit)
	}
	to := min(len(words), from+limit)
	var res []Span
	add := func(text string, m Mark) {
		if n := len(res); n > 0 && res[n-1].Mark == m {
			res[n-1].Text += text
			return
		}
		res = append(res, Span{Text: text, Mark: m})
	}
	if from > 0 {
		add(gap+" ", Same)
	}
	for i := from; i < to; i++ {
		w := words[i]
		if i > from && w.broken {
			add(" "+lineEnd+" ", Same)
		} else if i > from && w.spaced {
			m := Same
			if w.mark == words[i-1].mark {
				m = w.mark
			}
			add(" ", m)
		}
		add(w.text, w.mark)
	}
	if to < len(words) {
		add(" "+gap, Same)
	}
	return res
}

// A word of a quotation; spaced if a space stands before it, broken if a line
// ends before it. A word that is marked in part gives two.
type word struct {
	text   string
	mark   Mark
	spaced bool
	broken bool
}

func split(spans []Span) []word {
	var words []word
	var spaced, broken bool
	for _, s := range spans {
		rest := s.Text
		for rest != "" {
			i := strings.IndexFunc(rest, unicode.IsSpace)
			piece := rest
			if i >= 0 {
				piece = rest[:i]
			}
			if t := Clean(piece); t != "" {
				words = append(words, word{text: t, mark: s.Mark, spaced: spaced, broken: broken})
				spaced, broken = false, false
			}
			if i < 0 {
				break
			}
			spaced, broken = true, broken || rest[i] == '\n'
			_, size := utf8.DecodeRuneInString(rest[i:])
			rest = rest[i+size:]
		}
	}
	return words
}

// TakenBack cuts the words of a change that a later one took back into quotations: as they
// stand again, and as they stood in between.
func (o Options) TakenBack(there *out.ChangeRow, b out.Board) (shown []Passage, more int) {
	shown, more = o.Passages(there, b)
	for _, p := range shown {
		for i := range p {
			p[i].Label = backLabel(p[i].Label)
		}
	}
	return shown, more
}

func backLabel(label string) string {
	for _, l := range [...]struct{ from, to string }{
		{"Was", "Was, and is again"}, {"Row was", "Row was, and is again"}, {"Row added", "Row only in between"}, {"Row removed", "Row left out in between"}, {"A column was added", "A column only in between"}, {"A column was taken out", "A column left out in between"}, {"The heading was", "The heading was, and is again"}, {"Now", "In between"}, {"Added", "Only in between"}, {"Removed", "Left out in between"}, {"Moved", "In between moved"},
	} {
		if rest, ok := strings.CutPrefix(label, l.from); ok {
			return l.to + rest
		}
	}
	return label
}

// WriteTakenBack writes the words of a change that was taken back as list items below it.
func (o Options) WriteTakenBack(w io.Writer, there *out.ChangeRow, b out.Board) {
	shown, more := o.TakenBack(there, b)
	writePassages(w, shown, more)
}

// writePassages writes passages as list items of the second level.
func writePassages(w io.Writer, shown []Passage, more int) {
	for _, p := range shown {
		fmt.Fprintf(w, "  - %s", markdownLine(p[0]))
		for _, l := range p[1:] {
			fmt.Fprintf(w, "\\\n    %s", markdownLine(l)) // a backslash breaks the line
		}
		fmt.Fprint(w, "\n")
	}
	if more > 0 {
		fmt.Fprintf(w, "  - And %s.\n", Number(more, "more place", "more places"))
	}
}
