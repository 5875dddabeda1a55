package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Some boards print what was changed by chapter: below each its history, one change after the
// other, behind words that say which is which: "Last amended 4 July 2025: a tool was added.
// Previously amended 10 February 2025: links mended." Each change is a row of its own.

// historyVerb is what a history says became of a chapter.
const historyVerb = `(?:updated?|amend(?:ed|ments?)|revis(?:ed|ions?)|chang(?:ed?)|published|issued|added|written)`

// historyLead are the words before the day of a change in the history of a chapter, that day
// and the sign behind it; the second group tells an earlier change than the last.
var historyLead = pattern.New(`(?i)(?:^|\s|[(\[])((?:last|latest|most\s+recent(?:ly)?|first|originally|initially|(previous(?:ly)?|earlier|prior|before\s+that))\b[,:]?(?:\s+(?:was\s+|to\s+that\s*,?\s+)?` + historyVerb + `)?|` + historyVerb + `)\s*[:,–—-]?\s*(?:(?:on|in|of|dated?)\b:?\s*)?[(\[]?` + dates.WeekdayPattern + `(` + dates.DatePhrase + `)[)\]]?(\s*[:–—-]\s*|\s*\()\S`)

// historyLines are blocks in which each change of a history stands on a line of its own that
// begins with its day.
func historyLines(blocks []parse.Block) []parse.Block {
	told := slices.ContainsFunc(blocks, tellsEarlier)
	out, copied := blocks, false
	for i := range blocks {
		b := blocks[i]
		if b.Region != parse.Main || b.Kind == parse.Heading || b.Kind == parse.Image || !dates.MayHoldDate(b.Text) || !partHistory(&b, told) {
			continue
		}
		if !copied {
			out, copied = slices.Clone(blocks), true
		}
		out[i] = b
	}
	return out
}

// tellsEarlier reports a block with the day of an earlier change than the last, or with those
// of several.
func tellsEarlier(b parse.Block) bool {
	if b.Region != parse.Main || b.Kind == parse.Image || !dates.MayHoldDate(b.Text) {
		return false
	}
	leads := historyLeads(b.Text)
	return len(leads) > 1 || slices.ContainsFunc(leads, func(m []int) bool { return m[4] >= 0 })
}

// partHistory writes the changes that a block, or a cell of a row, tells on lines of their own;
// false if there is nothing to part. told says that the page tells which of them are earlier.
func partHistory(b *parse.Block, told bool) bool {
	if b.Kind != parse.Row {
		edits := historyEdits(b.Text, told)
		if len(edits) == 0 {
			return false
		}
		b.Text, b.Links = edited(b.Text, b.Links, edits)
		b.Lead, b.Seams = min(b.Lead, edits[0].from), nil
		return true
	}
	cells, parted := slices.Clone(b.Cells), false
	var texts []string
	for k := range cells {
		if edits := historyEdits(cells[k].Text, told); len(edits) > 0 {
			cells[k].Text, cells[k].Links = edited(cells[k].Text, cells[k].Links, edits)
			parted = true
		}
		if cells[k].Text != "" {
			texts = append(texts, cells[k].Text)
		}
	}
	if parted {
		b.Cells, b.Text = cells, strings.Join(texts, " | ")
	}
	return parted
}

// An edit puts other words in the place of a part of a text.
type edit struct {
	from, to int
	with     string
}

// edited is a text after edits in the order of their places, and those of its links that
// none of them touches.
func edited(text string, links []parse.Link, edits []edit) (string, []parse.Link) {
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(text[at:e.from] + e.with)
		at = e.to
	}
	b.WriteString(text[at:])
	var out []parse.Link
	for _, l := range links {
		shift, whole := 0, true
		for _, e := range edits {
			if e.to <= l.Start {
				shift += len(e.with) - (e.to - e.from)
			} else if e.from < l.End {
				whole = false
			}
		}
		if whole {
			l.Start, l.End = l.Start+shift, l.End+shift
			out = append(out, l)
		}
	}
	return b.String(), out
}

// historyLeads are the places in a text, as groups of historyLead, at which the changes of a
// history begin: at its front, behind a sign or with a capital.
func historyLeads(text string) [][]int {
	if !historyLead.MatchString(text) {
		return nil
	}
	return slices.DeleteFunc(historyLead.FindAllStringSubmatchIndex(text, -1), func(m []int) bool {
		before := strings.TrimRight(text[:m[2]], " ")
		return before != "" && !strings.ContainsAny(before[len(before)-1:], ".;:)|/\n") && !beginsUpper(text[m[2]:]) && !endsInDash(before)
	})
}

// endsInDash reports words before a dash or a bullet.
func endsInDash(text string) bool {
	return strings.HasSuffix(text, " -") || strings.HasSuffix(text, "–") || strings.HasSuffix(text, "—") || strings.HasSuffix(text, "•")
}

// historyEdits put the changes of a history on lines of their own: behind the words that say
// which each is where the page has such, or behind a day each, the last change first.
func historyEdits(text string, told bool) []edit {
	if !told {
		return dayEdits(text)
	}
	leads := historyLeads(text)
	if leads == nil {
		return dayEdits(text)
	}
	var out []edit
	for i, m := range leads {
		date, sign := m[6], len(m)-2
		before := strings.TrimRight(text[:m[2]], " \n–—-:,;|•/(")
		e := edit{from: len(before), to: date, with: "\n"}
		if before == "" {
			e = edit{to: date}
		}
		out = append(out, e)
		if !strings.HasSuffix(text[m[sign]:m[sign+1]], "(") {
			continue
		}
		end := len(text)
		if i+1 < len(leads) {
			end = len(strings.TrimRight(text[:leads[i+1][2]], " \n–—-:,;|•/("))
		}
		if words := strings.TrimRight(text[m[sign+1]:end], " .;"); strings.IndexAny(words, "()") == len(words)-1 {
			closes := m[sign+1] + len(words) - 1
			out = append(out, edit{m[sign], m[sign+1], ": "}, edit{closes, closes + 1, ""})
		} else {
			out = append(out, edit{m[sign], m[sign+1], ": ("})
		}
	}
	return out
}

// nextDay is a day at the front of a sentence with the sign behind it.
var nextDay = pattern.New(`(?i)[.;]\s+` + dates.WeekdayPattern + `(` + dates.DatePhrase + `)\s*[:–—-]\s*\S`)

// dayEdits put the sentences of a text that begins with a day on lines of their own where each
// begins with an earlier day than the one before.
func dayEdits(text string) []edit {
	last, _, words := signedDate(text)
	if words == "" || !nextDay.MatchString(text) {
		return nil
	}
	var out []edit
	for _, m := range nextDay.FindAllStringSubmatchIndex(text, -1) {
		d, ok := dates.Parse(text[m[2]:m[3]])
		if !ok || d.Precision != last.Precision || !d.Time().Before(last.Time()) {
			return nil
		}
		out, last = append(out, edit{m[0] + 1, m[2], "\n"}), d
	}
	return out
}

// signedDate is the day or month that a line begins with before a sign that is more than a
// space, and what stands behind it.
func signedDate(line string) (normalise.Date, string, string) {
	d, printed, words := frontDate(line)
	if d.IsZero() || words == "" {
		return normalise.Date{}, "", ""
	}
	lead := strings.TrimRight(line[:len(line)-len(words)], " ")
	if !strings.HasSuffix(lead, ":") && !endsInDash(lead) {
		return normalise.Date{}, "", ""
	}
	return d, printed, words
}

// partHistories makes rows of their own of the changes that the words of a row tell below its
// own: lines that begin with a day each, or with an earlier one than the change before.
func (r *amendReader) partHistories() {
	for i := 0; i < len(r.rows); i++ {
		changes := historyOf(&r.rows[i])
		if len(changes) < 2 {
			continue
		}
		r.rows[i].Details = changes[0].words
		for _, c := range changes[1:] {
			row := r.rows[i]
			row.Date, row.DateText, row.Details, row.New = c.date, c.printed, c.words, tellsNew(c.words)
			i++
			r.rows = slices.Insert(r.rows, i, row)
			r.stands = slices.Insert(r.stands, i, r.stands[i-1])
		}
	}
}

// historyOf are the changes that a row tells, its own first. Days that a line leads in are no
// such: "New dates for courses:".
func historyOf(a *normalise.Amendment) []change {
	if a.Date.IsZero() || !strings.Contains(a.Details, "\n") {
		return nil
	}
	lines := strings.Split(a.Details, "\n")
	each := !slices.ContainsFunc(lines[1:], func(l string) bool {
		d, _, _ := signedDate(l)
		return d.Precision != a.Date.Precision
	})
	out := []change{{a.Date, a.DateText, lines[0]}}
	led := strings.HasSuffix(lines[0], ":")
	for _, l := range lines[1:] {
		last := &out[len(out)-1]
		d, printed, words := signedDate(l)
		if led = led || strings.HasSuffix(l, ":"); led || words == "" || !each && (d.Precision != last.date.Precision || !d.Time().Before(last.date.Time())) {
			last.words = wording.JoinLines(last.words, l)
			continue
		}
		out = append(out, change{d, printed, words})
	}
	return out
}
