package chaptertext

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

var (
	noteDate = pattern.New(`(?i)^(?:this\s+chapter\s+was\s+(?:updated|amended|revised|added|reviewed)\s+in\s+|in\s+|on\s+|(?:updated|amended|revised)\s*:?\s*(?:in\s+|on\s+)?)(` + dates.DatePhrase + `)\s*[,:;.\-–]?\s*|^(` + dates.DatePhrase + `)\s*[:\-–]\s+`)
	// versionNote begins with the number of a version and its day: "Version 2 – 3 May 2024 – ...".
	versionNote = pattern.New(`(?i)^(?:version|issue|edition|revision|v)\.?\s*\d+(?:\.\d+)*\s*[-–—,:;|(]*\s*(` + dates.DatePhrase + `)\s*\)?\s*[-–—,:;|.]*\s+`)
	// changeNote is a line of a history that has no name: "Revised May 2011 – ...", "3.6.2008
	// 2.2 Neglect ...".
	changeNote = pattern.New(`(?i)^(?:(?:updated|amended|revised)\s*:?\s*(?:in\s+|on\s+)?(?:` + dates.DatePhrase + `)\s*[:\-–]|(?:` + dates.DayDigits + `))\s+\S`)
	amendMark  = pattern.New(`(?i)\bamend(?:ment)?s?(?:-(?:list|box|table|log|history))?\b|\bamend-|version-?control|change-?log`)
)

// takeNotes takes what a chapter itself says of its changes out of its text: an
// AMENDMENT box, a "Show amendments" block, a version-control table.
func (c *Text) takeNotes(blocks []parse.Block) []parse.Block {
	first := 0
	for first < len(blocks) && noteRun(blocks, first) == 0 {
		first++
	}
	if first == len(blocks) {
		return blocks
	}
	out := append(make([]parse.Block, 0, len(blocks)), blocks[:first]...)
	for i := first; i < len(blocks); {
		n := noteRun(blocks, i)
		if n == 0 {
			out = append(out, blocks[i])
			i++
			continue
		}
		c.Notes = append(c.Notes, readNotes(layout.HeadedTables(blocks[i:i+n]))...)
		i += n
	}
	return out
}

// marksAmendment reports a class that says of itself that it holds amendments.
func marksAmendment(class string) bool {
	if len(class) < len("amend") {
		return false
	}
	low := wording.LowerLetters(class)
	return (strings.Contains(low, "amend") || strings.Contains(low, "version") || strings.Contains(low, "change")) && amendMark.MatchString(class)
}

// noteRun counts the blocks from i on that tell amendments and nothing else.
func noteRun(blocks []parse.Block, i int) int {
	b := &blocks[i]
	text := strings.TrimSpace(b.Text)
	if b.Kind == parse.Row && marksAmendment(b.Class) {
		return 1
	}
	if (b.Kind == parse.Paragraph || b.Kind == parse.Item) && dates.LeadDate.MatchString(text) && marksAmendment(b.Class) {
		return 1 // its label is a button
	}
	if b.Kind == parse.Row && (startsLog(blocks, i) || bareLog(blocks, i) || endsLog(blocks, i)) {
		return beforeOther(blocks[i:TableEnd(blocks, i)])
	}
	if n := changeNotes(blocks[i:]); n > 1 && WithoutCount(blocks, text) == text && !(i > 0 && signedBelow.MatchString(blocks[i-1].Text)) {
		return n
	}
	if b.Kind == parse.Paragraph && tellsAfterLabel(text) && !headed(blocks[:i]) {
		return 1
	}
	if len(text) > 80 || !AmendLabel.MatchString(text) || b.Kind == parse.Item || b.Kind == parse.Row && len(layout.Filled(b.Cells)) > 1 {
		return 0
	}
	k := i + 1
	for k < len(blocks) && (inNote(b, &blocks[k], k-i) || k > i+1 && ListGoesOn(&blocks[k-1], &blocks[k])) {
		k++
	}
	if k == i+1 && b.Kind == parse.Heading || IsControl(blocks[i+1:k]) || comparesTexts(blocks[i+1:k]) {
		return 0
	}
	return beforeOther(blocks[i:k])
}

// labelAhead is the label of a note in the line of its words: "Amendment: A form was added."
var labelAhead = pattern.New(`(?i)^(?:amendments?|amended|updates?|updated|change(?:s|\s+note)?|revision)\s*:\s+`)

// longestLabelled is how many words such a line has at most.
const longestLabelled = 60

// tellsAfterLabel reports a line that says behind such a label when what was changed.
func tellsAfterLabel(text string) bool {
	label := labelAhead.FindString(text)
	if label == "" || wording.CountWords(text) > longestLabelled || !tellsChange.MatchString(text[len(label):]) {
		return false
	}
	_, _, dated := dates.FirstDate(text)
	return dated
}

// beforeOther is how many blocks of a record stand before a table of something else that a paged
// document runs together with it: its title in bold over all columns, and below it labels with
// what they tell where the record has twice as many columns.
func beforeOther(blocks []parse.Block) int {
	wide := 0
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Row {
			continue
		}
		if b.Bold && len(layout.Filled(b.Cells)) == 1 && wide > 3 && !slices.ContainsFunc(blocks[i+1:], func(b parse.Block) bool { return len(b.Cells)*2 > wide }) && len(blocks)-i > 2 {
			return i
		}
		wide = max(wide, len(b.Cells))
	}
	return len(blocks)
}

var (
	formerHead = pattern.New(`(?i)^(?:previous|former|old|earlier|existing|original)(?:ly)?\b`)
	latestHead = pattern.New(`(?i)^(?:revised|new|current|amended|updated|latest)(?:ly)?\b`)
)

// comparesTexts reports a table of what was said before and what is said now, without a day:
// the matter of a chapter that explains a new edition, and no log.
func comparesTexts(rows []parse.Block) bool {
	if len(rows) < 2 || rows[0].Kind != parse.Row {
		return false
	}
	names := func(re *pattern.Pattern) bool {
		return slices.ContainsFunc(rows[0].Cells, func(c parse.Cell) bool { return re.MatchString(strings.TrimSpace(c.Text)) })
	}
	return names(formerHead) && names(latestHead) && !parse.AnyBlock(rows, func(b *parse.Block) bool {
		return slices.ContainsFunc(b.Cells, func(c parse.Cell) bool { _, _, dated := dates.FirstDate(c.Text); return dated })
	})
}

// changeNotes counts the lines that blocks begin with of which each tells a day or month and
// what was changed then.
func changeNotes(blocks []parse.Block) int {
	n := 0
	for n < len(blocks) && blocks[n].Kind == parse.Paragraph && changeNote.MatchString(blocks[n].Text) {
		n++
	}
	return n
}

// dottedCount is a number of three parts with which a line begins, without its last part.
var dottedCount = pattern.New(`^(?:\d{1,2}\.){2}`)

// WithoutCount is a line without the number of a paragraph that could be a day, "4.5.11":
// another line has a number of one digit in the same count, "4.5.9", as no day has a year.
func WithoutCount(blocks []parse.Block, text string) string {
	count := dottedCount.FindString(text)
	if count == "" || !parse.AnyBlock(blocks, func(b *parse.Block) bool { return countsOne(cmp.Or(b.Marker, b.Text), count) }) {
		return text
	}
	return strings.TrimLeft(text[len(count):], "0123456789")
}

// countsOne reports a line whose number goes on from count with a single digit.
func countsOne(line, count string) bool {
	last, ok := strings.CutPrefix(strings.TrimSpace(line), count)
	return ok && last != "" && wording.IsDigit(last[0]) && (len(last) == 1 || !wording.IsDigit(last[1]))
}

// controlField names what a document says of itself in a table of names and values.
var controlField = pattern.New(`(?i)^(?:document|policy|procedure|file|title|name|author|owner|lead|ratif|approv|agreed|adopted|issue|publi|review|next|last|target|audience|distribution|replaces|supersedes|what\s+does|version|status|reference|ref\b|effective|date|equality|contact|responsib|sponsor|expiry|circulation|scope|applies|consult|keyword)`)

// IsControl reports whether a table says what a document is, who answers for it and when
// it is reviewed, and not what was changed: names and values. A few sentences without a day
// may stand below it.
func IsControl(blocks []parse.Block) bool {
	fields, rows, others := 0, 0, 0
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Row {
			if _, _, dated := dates.FirstDate(b.Text); rows == 0 || dated && b.Region == parse.Main {
				return false
			}
			others++
			continue
		}
		cells := layout.Filled(b.Cells)
		if len(cells) > 2 {
			return false
		}
		rows++
		fields += wording.BoolInt(len(cells) == 2 && wording.CountWords(cells[0].Text) <= 6 && controlField.MatchString(strings.TrimSpace(cells[0].Text)))
	}
	return fields*2 > rows && fields > others
}

// startsLog reports whether a table before the first heading is a log of changes:
// its header names a date and what was changed, and a row has a date.
func startsLog(blocks []parse.Block, i int) bool {
	return !headed(blocks[:i]) && opensLog(blocks, i)
}

func headed(blocks []parse.Block) bool {
	return parse.AnyBlock(blocks, func(b *parse.Block) bool { return b.Kind == parse.Heading })
}

// endsLog reports whether the table with which a text ends is such a log, of its versions.
func endsLog(blocks []parse.Block, i int) bool {
	return opensLog(blocks, i) && TableEnd(blocks, i) == len(blocks) &&
		slices.ContainsFunc(blocks[i].Cells, func(c parse.Cell) bool { return versionHead.MatchString(strings.TrimSpace(c.Text)) })
}

// versionHead heads a column of versions.
var versionHead = pattern.New(`(?i)^(?:version|issue|edition|revision|rev\.?)(?:\s+(?:no\.?|number|control))?$`)

// opensLog reports the header of a table that names a date and what was changed, above a row
// with a date.
func opensLog(blocks []parse.Block, i int) bool {
	c, ok := layout.NameColumns(blocks[i].Cells)
	if !ok || c.Date < 0 || c.Details < 0 || i+1 >= len(blocks) {
		return false
	}
	next := blocks[i+1]
	if next.Kind != parse.Row || next.Table != blocks[i].Table || c.Date >= len(next.Cells) {
		return false
	}
	_, dated := dates.Parse(next.Cells[c.Date].Text)
	return dated
}

// TableEnd is the index after the last row of the table that row i stands in.
func TableEnd(blocks []parse.Block, i int) int {
	k := i
	for k < len(blocks) && blocks[k].Kind == parse.Row && blocks[k].Table == blocks[i].Table {
		k++
	}
	return k
}

// bareLog reports whether a table before the first heading is a log of changes
// without header: each row is a text and a day.
func bareLog(blocks []parse.Block, i int) bool {
	if headed(blocks[:i]) {
		return false
	}
	end := TableEnd(blocks, i)
	for k := i; k < end; k++ {
		cells := layout.Filled(blocks[k].Cells)
		if len(cells) != 2 {
			return false
		}
		d, dated := dates.Parse(cells[1].Text)
		if !dated {
			d, dated = dates.Parse(cells[0].Text)
		}
		if !dated || d.Precision != normalise.Day {
			return false
		}
	}
	return end > i && end < len(blocks)
}

var (
	// signedBelow stands over days with the names of those who reviewed or agreed on them.
	signedBelow = pattern.New(`(?i)\b(?:reviewed|approved|agreed|adopted|ratified|signed)(?:\s+(?:off|by|on|and|date))*\s*:\s*$`)
	// versionTopic may head what is said of keeping versions, as well as the versions of a document.
	versionTopic = pattern.New(`(?i)^version\s+(?:control|management)\s*:?$`)
	tellsChange  = pattern.New(`(?i)\b(?:updated?|amend\w*|revis\w*|added|new|chang\w*|removed?|replaced?|rewritten|reviewed|issued?|first)\b`)
)

// inNote reports whether block b, n after the label, still belongs to the note.
func inNote(label, b *parse.Block, n int) bool {
	if b.Kind == parse.Heading || b.Kind == parse.Box || boxLabel.MatchString(strings.TrimSpace(b.Text)) || toc.ContentLabel.MatchString(strings.TrimSpace(b.Text)) {
		return false
	}
	if label.Group != 0 && label.Kind == parse.Box {
		return b.Group == label.Group || b.Class == label.Class && marksAmendment(b.Class)
	}
	if b.Kind == parse.Row {
		return true
	}
	if b.Bold {
		_, day := dates.Parse(b.Text)
		return day && n <= 1 // above its words, as the terms of a list are
	}
	_, _, dated := dates.FirstDate(b.Text)
	undated := label.Kind == parse.Box || label.Bold && (!versionTopic.MatchString(strings.TrimSpace(label.Text)) || tellsChange.MatchString(b.Text))
	return n <= 1 && (dated || undated) || noteDate.MatchString(b.Text) || versionNote.MatchString(b.Text)
}

// ListGoesOn reports an item of the list in which the item before it stands.
func ListGoesOn(before, b *parse.Block) bool {
	return before.Kind == parse.Item && b.Kind == parse.Item && b.Group == before.Group && b.Group != 0
}

// readNotes makes amendments of a note's blocks.
func readNotes(blocks []parse.Block) []normalise.Amendment {
	var out []normalise.Amendment
	var ahead normalise.Amendment // a day that stands before its note
	whole := false                // the last note tells its day itself: what follows without one belongs to it
	cols, logs := layout.NoColumns(), logTables(blocks)
	var spans []layout.Span
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == parse.Row {
			if i == 0 || !layout.SameTable(&blocks[i-1], b) {
				spans = nil
			}
			b, spans = layout.Spread(b, spans)
		}
		text := strings.TrimSpace(b.Text)
		if text == "" || AmendLabel.MatchString(text) || len(logs) > 0 && b.Kind == parse.Row && !logs[b.Table] {
			continue
		}
		if b.Kind == parse.Row {
			if named, ok := layout.NameColumns(b.Cells); ok && layout.NamesColumns(b) {
				cols = named
				continue
			}
			if a, ok := noteRow(b.Cells, cols); ok {
				out, whole = append(out, a), false
			}
			continue
		}
		if d, ok := dates.Parse(text); ok {
			whole = false
			if len(out) == 0 || !TellDay(&out[len(out)-1], d, text) {
				ahead.Date, ahead.DateText = d, text
			}
			continue
		}
		if len(logs) > 0 && !dates.HasYear(text) {
			continue // about the table: who is to sign it
		}
		from := len(out)
		if tellsAfterLabel(text) {
			text = labelAhead.Cut(text)
		}
		for _, l := range noteLines(text) {
			out = append(out, noteLine(l))
		}
		if last := from - 1; whole && !ListGoesOn(&blocks[i-1], b) && ahead.Date.IsZero() && out[from].Date.IsZero() {
			out[last].Details = wording.JoinLines(out[last].Details, text)
			out = out[:from]
			continue
		}
		whole = !out[len(out)-1].Date.IsZero()
		if !ahead.Date.IsZero() {
			TellDay(&out[from], ahead.Date, ahead.DateText)
			ahead = normalise.Amendment{}
		}
	}
	return out
}

// noteLines parts a text all of whose lines begin notes of their own.
func noteLines(text string) []string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		if lines[i] = strings.TrimSpace(lines[i]); !noteDate.MatchString(lines[i]) && !versionNote.MatchString(lines[i]) {
			return []string{text}
		}
	}
	return lines
}

// TellDay gives a note the date that stands on a line of its own beside it, unless the
// note tells another.
func TellDay(a *normalise.Amendment, d normalise.Date, printed string) bool {
	if !a.Date.IsZero() && !(a.Date.Precision == normalise.Month && a.Date.Y == d.Y && a.Date.M == d.M) {
		return false
	}
	a.Date, a.DateText = d, printed
	return true
}

// logTables are the tables of a note whose header names columns of dates and of changes:
// others beside them tell the owner and the version of the document.
func logTables(blocks []parse.Block) map[int]bool {
	var out map[int]bool
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Row || len(b.Cells) < 2 || !layout.NamesColumns(b) {
			continue
		}
		if c, ok := layout.NameColumns(b.Cells); ok && c.Date >= 0 && c.Details >= 0 {
			if out == nil {
				out = make(map[int]bool)
			}
			out[b.Table] = true
		}
	}
	return out
}

func noteRow(cells []parse.Cell, cols layout.Columns) (normalise.Amendment, bool) {
	a := normalise.Amendment{Scope: normalise.ScopeChapter}
	var words []string
	for i, c := range cells {
		text := strings.TrimSpace(c.Text)
		if text == "" {
			continue
		}
		if d, ok := dates.Parse(text); ok && a.Date.IsZero() && (cols.Date < 0 || cols.Date == i) {
			a.Date, a.DateText = d, wording.Squeeze(text)
			continue
		}
		if cols.Known && i != cols.Details && i != cols.Chapter {
			continue
		}
		words = append(words, text)
	}
	a.Details = strings.Join(words, " | ")
	return a, a.Details != "" && !versionState.MatchString(a.Details)
}

// versionState tells what became of a version, not what was changed in it.
var versionState = pattern.New(`(?i)^(?:current|superseded|live|in\s+force|archived|withdrawn|obsolete|expired)(?:\s+(?:version|edition|issue))?\.?$`)

func noteLine(text string) normalise.Amendment {
	a := normalise.Amendment{Scope: normalise.ScopeChapter, Details: text}
	if m := versionNote.FindStringSubmatch(text); m != nil && len(m[0]) < len(text) {
		if d, ok := dates.Parse(m[1]); ok {
			a.Date, a.DateText, a.Release, a.Details = d, m[1], m[1], strings.TrimSpace(text[len(m[0]):])
			return a
		}
	}
	if m := noteDate.FindStringSubmatch(text); m != nil && len(m[0]) < len(text) {
		printed := cmp.Or(m[1], m[3]) // 2 and 4 are the months
		if d, ok := dates.Parse(printed); ok {
			a.Date, a.DateText, a.Release = d, printed, printed
			if rest := text[len(m[0]):]; !wording.StartsLower(rest) && !inDate.MatchString(text) { // "In June 2025, a note was added." is one sentence
				a.Details = rest
			}
			return a
		}
	}
	if d, words, ok := dates.FirstDate(text); ok {
		a.Date, a.DateText = d, words
		if at := dates.DayEnding.FindStringSubmatchIndex(text); at != nil && at[0] > 0 && text[at[2]:at[3]] == words {
			a.Details = text[:at[0]]
		}
	}
	return a
}

// inDate begins a sentence that tells when.
var inDate = pattern.New(`(?i)^(?:in|on)\s[^:;–—]*,`)
