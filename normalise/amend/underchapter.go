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

// Where headings are chapters and the lines below each begin with their days, with or without a
// label, "Amended 17 October 2023: a tool was added", "03/01/2023 Links mended", or stand below
// them, each line is a change of the chapter above it: the page is a table whose first column
// are its headings.

// changeLead is the day that a line begins with, behind the label of a change.
var changeLead = pattern.New(`(?i)^(?:(?:(?:last|latest|most\s+recent(?:ly)?|first|originally|initially|previous(?:ly)?|earlier)\s+)?` + historyVerb + `\s*:?\s+(?:(?:on|in)\s+)?)?[(\[]?` + dates.WeekdayPattern + `(` + dates.DatePhrase + `)[)\]]?(\s*[:|–—-]\s*|[.,]?\s+)\S`)

// plainLead is such a day without a label and with a sign behind it.
var plainLead = pattern.New(`(?i)^` + dates.WeekdayPattern + `(?:` + dates.DatePhrase + `)\s*[:|–—-]`)

// countBehind is how many changes a chapter has, behind its title.
var countBehind = pattern.New(`(?i)\s*[(\[]\s*\d{1,3}(?:\s+(?:amendments?|changes?|updates?|entries|entry|versions?))?\s*[)\]]$`)

// onlyCounts is nothing but the number of changes of a chapter.
var onlyCounts = pattern.New(`(?i)^[(\[]?\s*(?:\d{1,3}|one|two|three|four|five|six)\s+(?:amendments?|changes?|updates?|revisions?|versions?|entries|entry)\s*[)\]]?\.?$`)

// A chapterChanges is a heading that names a chapter and the lines of changes below it.
type chapterChanges struct {
	head, end int
	name      entryName
	changes   []fields
	led       bool // the first line below it begins with its day
	plain     bool // any reader knows the chapter and all lines: "Neglect", "3 May 2024: links mended"
	other     int  // lines that begin with no day
}

// underChapters makes rows of a table of the dated lines below headings that name chapters.
func (r *amendReader) underChapters(blocks []parse.Block) []parse.Block {
	var all []chapterChanges
	led, known, empty := make(map[string]int), make(map[string]int), make(map[string]int)
	of, other := make(map[string]int), make(map[string]int)
	for i := range blocks {
		if !headsChapter(&blocks[i]) {
			continue
		}
		look := lookOf(&blocks[i])
		c := r.changesUnder(blocks, i)
		of[look]++
		switch {
		case c.end == i+1:
			empty[look]++
		case c.led && c.name.name != "":
			led[look]++
			known[look] += wording.BoolInt(c.name.known)
			other[look] += c.other
			all = append(all, c)
		}
	}
	if !slices.ContainsFunc(all, func(c chapterChanges) bool { return !c.plain }) {
		return blocks
	}
	w := fieldWriter{blocks: blocks}
	next := 0
	for _, c := range all {
		look := lookOf(&blocks[c.head])
		if n := led[look]; known[look] < leastRecords || known[look]*2 < n || n*10 < (of[look]-empty[look])*8 || other[look]*2 > n || empty[look] > n {
			continue
		}
		if w.out != nil {
			w.out = append(w.out, blocks[next:c.head]...)
		}
		for _, f := range c.changes {
			w.row(c.head, f)
		}
		next, w.last = c.end, c.end
	}
	if w.out == nil {
		return blocks
	}
	return append(w.out, blocks[next:]...)
}

// headsChapter reports a heading below the title of the page, or a line set as one.
func headsChapter(b *parse.Block) bool {
	if b.Region != parse.Main || b.Kind != parse.Heading && b.Kind != parse.Box && !(b.Kind == parse.Paragraph && b.Bold) {
		return false
	}
	return b.Kind != parse.Heading || b.Level > 1
}

// changesUnder reads the lines below a heading, up to the next.
func (r *amendReader) changesUnder(blocks []parse.Block, head int) chapterChanges {
	b := &blocks[head]
	c := chapterChanges{head: head, end: head + 1, name: r.countedName(b)}
	c.plain = !countBehind.MatchString(wording.Squeeze(b.Text))
	for ; c.end < len(blocks); c.end++ {
		line := &blocks[c.end]
		if line.Region != parse.Main {
			break
		}
		below := line.Kind == parse.Heading && line.Level > b.Level || line.Kind == parse.Paragraph
		if line.Kind == parse.Row || line.Kind == parse.Image || (headsChapter(line) || line.Kind == parse.Heading) && !(below && isDay(line.Text)) {
			break
		}
		if r.onlyMore(line.Text, line.Links) || writtenBy.MatchString(wording.Squeeze(line.Text)) {
			continue
		}
		for text := range strings.SplitSeq(line.Text, "\n") {
			f, ok := changeOf(text)
			switch {
			case ok && onlyCounts.MatchString(f[fieldDetails].Text):
				c.plain = false // "Last amended: 9 May 2024 (3 revisions)", above these
			case isDay(text):
				c.led = c.led || len(c.changes) == 0 && c.other == 0
				c.plain = false
				c.add(b, fields{fieldDate: parse.Cell{Text: strings.TrimSpace(text)}})
			case ok:
				if at := strings.LastIndex(line.Text, f[fieldDetails].Text); at >= 0 && !strings.Contains(line.Text, "\n") {
					f[fieldDetails] = partCell(line, at, len(line.Text))
				}
				c.plain = c.plain && plainLead.MatchString(strings.TrimSpace(text))
				c.led = c.led || len(c.changes) == 0 && c.other == 0
				c.add(b, f)
			case len(c.changes) > 0 && strings.TrimSpace(text) != "":
				last := &c.changes[len(c.changes)-1][fieldDetails]
				c.other += wording.BoolInt(last.Text != "")
				last.Text = wording.JoinLines(last.Text, strings.TrimSpace(text))
			case strings.TrimSpace(text) != "":
				c.other++
			}
		}
	}
	return c
}

// add takes a change of the chapter that the heading names.
func (c *chapterChanges) add(head *parse.Block, f fields) {
	f[fieldChapter] = parse.Cell{Text: c.name.name, Links: head.Links}
	if c.name.isNew {
		f[fieldKind].Text = "New"
	}
	c.changes = append(c.changes, f)
}

// isDay reports a line that is a day or a month and nothing else: what was changed then stands
// below it.
func isDay(text string) bool {
	d, ok := dates.Parse(strings.TrimSpace(text))
	return ok && d.Precision != normalise.Year
}

// changeOf parts a line into the day that it begins with and the words on a change.
func changeOf(text string) (f fields, ok bool) {
	text = strings.TrimSpace(text)
	m := changeLead.FindStringSubmatchIndex(text)
	if m == nil {
		return f, false
	}
	sign := m[len(m)-2:]
	words := text[sign[1]:]
	d, ok := dates.Parse(text[m[2]:m[3]])
	if !ok || d.Precision == normalise.Year || strings.TrimSpace(text[sign[0]:sign[1]]) == "" && words[0] >= 'a' && words[0] <= 'z' {
		return f, false // "May 2024 saw a new tool"
	}
	if _, _, more := dates.FirstDate(words); more && wording.CountWords(words) < 4 {
		return f, false // from one day to another
	}
	f[fieldDate].Text, f[fieldDetails].Text = text[m[2]:m[3]], words
	return f, true
}

// countedName is the chapter that a heading names, without the number of its changes.
func (r *amendReader) countedName(b *parse.Block) entryName {
	text := wording.Squeeze(b.Text)
	if rest := countBehind.ReplaceAllString(text, ""); rest != "" && r.titles.find(text) < 0 {
		text = rest
	}
	if i := r.titles.find(text); i >= 0 && !r.titles.parent(i) {
		return entryName{text, true, false}
	}
	like := *b
	like.Text = text
	if _, _, dated := dates.FirstDate(text); dated {
		return entryName{}
	}
	return r.entryName(&like)
}
