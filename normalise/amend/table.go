package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// row reads one table row of an amendments page.
func (r *amendReader) row(b *parse.Block) {
	r.inTable = len(b.Cells) > 1
	defer func() { r.inTable = false }()
	rows := r.tables[b.Table]
	if b.Table != r.table {
		r.table, r.columns = b.Table, r.columnsOf(b.Table)
	}
	cells := layout.Filled(b.Cells)
	if len(cells) == 0 {
		return
	}
	if len(cells) == 1 && !r.columns.Known && len(b.Cells) == 1 {
		r.loneCell(b, cells[0])
		return
	}
	if kindsHead(rows[0].Cells) {
		r.kindCells(b, rows[0].Cells)
		return
	}
	if r.bandOf(cells) {
		return
	}
	if _, ok := layout.NameColumns(b.Cells); ok && layout.NamesColumns(b) && !r.holdsTitle(b.Cells) || b.Header || b == rows[0] && isHead(b, r.columns, rows) {
		return
	}
	c := r.columns
	if !c.Known {
		c = r.guessColumns(b.Cells)
	}
	r.cells(b.Cells, c)
}

// holdsTitle reports cells one of which is a title of the manual and names no column.
func (r *amendReader) holdsTitle(cells []parse.Cell) bool {
	return slices.ContainsFunc(cells, func(c parse.Cell) bool {
		text := wording.Squeeze(c.Text)
		return layout.ColumnKey(text) == layout.KeyNone && r.titles.find(text) >= 0
	})
}

// kindsHead reports a head whose columns are sorts of change: "New | Revised | Removed".
func kindsHead(cells []parse.Cell) bool {
	for _, c := range cells {
		if len(c.Text) > 80 || !saysKind(wording.Squeeze(c.Text)) {
			return false
		}
	}
	return len(cells) > 1
}

// kindCells makes a row of each line of the cells below such a head.
func (r *amendReader) kindCells(b *parse.Block, head []parse.Cell) {
	isNew, kinded := r.isNew, r.kinded
	for i := range b.Cells[:min(len(b.Cells), len(head))] {
		if saysKind(wording.Squeeze(b.Cells[i].Text)) {
			continue
		}
		r.isNew, r.kinded = newHead.MatchString(wording.Squeeze(head[i].Text)), true
		r.lineEntries(layout.SplitLines(b.Cells[i].Text, b.Cells[i].Links))
	}
	r.isNew, r.kinded, r.open = isNew, kinded, -1
}

// bandOf takes a row that stands over others: one cell that tells when, what sort or whose
// they are, or the name of a part of the manual beside what the part is called ("Part one
// | Core Procedures").
func (r *amendReader) bandOf(cells []parse.Cell) bool {
	last := strings.Trim(wording.Squeeze(cells[len(cells)-1].Text), ":")
	if len(cells) == 1 {
		return saysNothing(last) || r.setContext(last) || r.kindLines(cells[0])
	}
	return len(cells) == 2 && wording.CountWords(cells[0].Text) <= 3 && !r.titles.isChapter(wording.Squeeze(cells[0].Text)) && r.setPart(last)
}

// kindLines makes rows of a cell over all columns whose first line tells the sort of change
// of the chapters on the lines below it: "Removed Chapters / Lone Working / Travel".
func (r *amendReader) kindLines(cell parse.Cell) bool {
	lines := layout.SplitLines(strings.TrimSpace(cell.Text), cell.Links)
	if len(lines) < 2 || !r.setKind(strings.Trim(wording.Squeeze(lines[0].Text), ":")) {
		return false
	}
	r.lineEntries(lines[1:])
	r.open = -1
	return true
}

// lineEntries makes a row of each line that says something.
func (r *amendReader) lineEntries(lines []layout.Line) {
	for _, l := range lines {
		if text := strings.TrimSpace(l.Text); text != "" && !saysNothing(text) {
			r.entry(&parse.Block{Kind: parse.Item, Text: l.Text, Links: l.Links})
		}
	}
}

// spreadTables are the rows of each table of a page, with the cells that reach down
// from rows above, and the same rows by their place among the blocks.
func (r *amendReader) spreadTables(blocks []parse.Block) (tables map[int][]*parse.Block, at map[int]*parse.Block) {
	tables, at = make(map[int][]*parse.Block), make(map[int]*parse.Block)
	var spans []layout.Span
	last := 0
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Row || b.Region != parse.Main {
			continue
		}
		if b.Table != last {
			last, spans = b.Table, nil
		}
		at[i], spans = layout.Spread(b, spans)
		if at[i].Header && r.entryAsHead(at[i].Cells) {
			row := *at[i]
			row.Header, row.Bold = false, false
			at[i] = &row
		}
		if at[i] == b {
			row := *b
			at[i] = &row
		}
		tables[b.Table] = append(tables[b.Table], at[i])
	}
	for _, rows := range tables {
		r.joinNumbers(rows)
	}
	return tables, at
}

// entryAsHead reports the cells of a row that is set as the head of its table and is the
// first of its entries: none names a column, and one tells a change as a sentence, or
// says beside the name of a chapter that or in so many words what was changed.
func (r *amendReader) entryAsHead(cells []parse.Cell) bool {
	if layout.ColumnNames(cells) > 0 {
		return false
	}
	sentence, told, named := false, false, false
	for i := range cells {
		c := &cells[i]
		text := wording.Squeeze(c.Text)
		changed := tellsChange(text)
		switch {
		case r.titles.isChapter(text) || layout.LinkShare(c.Text, c.Links) > 0.6 && r.titles.byLink(layout.LinkOf(c.Links)) >= 0:
			named = true
		case changed && wording.CountWords(text) > 3 && strings.HasSuffix(text, "."):
			sentence = true
		default:
			told = told || changed || wording.CountWords(text) > longestHead
		}
	}
	return len(layout.Filled(cells)) > 1 && (sentence || told && named)
}

// longestHead is how many words the name of a column has at most.
const longestHead = 5

func (r *amendReader) loneCell(b *parse.Block, cell parse.Cell) {
	if r.setContext(strings.Trim(wording.Squeeze(cell.Text), ":")) {
		return
	}
	lone := *b
	lone.Kind, lone.Text, lone.Links, lone.Cells = parse.Paragraph, cell.Text, cell.Links, nil
	if b.Header || cell.Header || b.Bold {
		r.heading(&lone)
		return
	}
	r.paragraph(&lone)
}

// cells makes a row of cells whose columns are known.
func (r *amendReader) cells(cells []parse.Cell, c layout.Columns) {
	at := func(i int) parse.Cell {
		if i >= 0 && i < len(cells) {
			return cells[i]
		}
		return parse.Cell{}
	}
	chapter, details := at(c.Chapter), at(c.Details)
	if c.Chapter < 0 && r.chapter == "" && r.severalRows(details, at(c.Date), 2) {
		return
	}
	if c.Chapter < 0 || c.Details < 0 {
		chapter, details = r.headed(chapter, details)
	}
	chapter, day, printed := datedCell(chapter)
	undated := r.date.IsZero() && strings.TrimSpace(at(c.Date).Text) == ""
	if undated && day.IsZero() {
		chapter, day, printed = r.withoutDay(chapter)
	}
	name := r.namesOf(chapter)
	if name == "" {
		name = wording.Squeeze(at(c.OldPlace).Text)
	}
	if name == "" && r.chapter == "" && r.severalRows(details, at(c.Date), 0) {
		return
	}
	words, quoted := lastChange(details.Text)
	if words == "" && r.tellsOfAll(name) {
		name, words = "", name // over all columns
	}
	if name == "" && words == "" || saysNothing(words) && (noDate(at(c.Date).Text) || reviewWord.MatchString(words)) {
		return
	}
	link := layout.LinkOf(chapter.Links)
	if link == "" && name == "" {
		link = layout.LinkOf(details.Links)
	}
	if name == "" && c.Chapter < 0 && r.chapter != "" {
		name, link = r.chapter, r.link
	}
	if d, words, rest := r.frontDay(name); !d.IsZero() && r.titles.find(rest) >= 0 {
		name, day, printed = rest, d, words
	}
	changes := []change{{day, printed, words}}
	if undated && day.IsZero() && name != "" {
		if dated := datedChanges(details.Text); dated != nil {
			changes = dated
		}
	}
	for _, ch := range changes {
		words, isNew := withoutTag(ch.words)
		a := r.add(name, words, link)
		a.New = a.New || isNew
		if !ch.date.IsZero() {
			a.Date, a.DateText = ch.date, ch.printed
		}
		if quoted {
			a.Scope = "page"
		}
		r.tellBeside(a, at, c)
	}
	r.open = -1
}

// tellBeside gives a row what the cells beside its name and words tell: when, whose and what
// sort of change.
func (r *amendReader) tellBeside(a *normalise.Amendment, at func(int) parse.Cell, c layout.Columns) {
	if t := wording.Squeeze(at(c.Date).Text); t != "" {
		a.DateText = t
		if d, ok := dates.Parse(t); ok {
			a.Date = d
		} else if d, _, ok := dates.FirstDate(t); ok {
			a.Date = d
		} else if d, ok := r.quarter(t); ok {
			a.Date = d
		} else if m, ok := dates.MonthName(t); ok && r.years.first > 0 {
			a.Date = normalise.Date{Y: r.years.yearOf(m), M: m, D: 1, Precision: normalise.Month}
		}
	}
	if t := wording.Squeeze(at(c.Scope).Text); t != "" {
		a.Scope = scopeOf(t, a.Scope)
	}
	if t := wording.Fold(at(c.Kind).Text); strings.HasPrefix(t+" ", "new ") {
		a.New = true
	}
}

// namesOf is the name in a cell; lines that are all titles of the manual are parted by
// commas, but for words in brackets, which belong to the name above. The section of the
// one name above it only tells where that stands.
func (r *amendReader) namesOf(c parse.Cell) string {
	lines := strings.Split(strings.TrimSpace(c.Text), "\n")
	at := make([]int, len(lines))
	for i := range lines {
		lines[i] = wording.Squeeze(lines[i])
		if at[i] = r.titles.find(lines[i]); at[i] < 0 || strings.HasPrefix(lines[i], "(") {
			return wording.Squeeze(c.Text)
		}
	}
	if len(lines) == 2 && r.titles.sections[at[0]].Parent == at[1] {
		return lines[0]
	}
	return strings.Join(lines, ", ")
}

// severalRows makes rows of a cell most of whose lines, and at least so many with words
// of change, each begin with a title of the manual: the changes of one day in one cell.
func (r *amendReader) severalRows(cell, date parse.Cell, least int) bool {
	var rows []piece
	known, told, above := 0, 0, 0
	for _, l := range layout.SplitLines(strings.TrimSpace(cell.Text), cell.Links) {
		p := piece{text: wording.Squeeze(l.Text), links: l.Links}
		r.understand(&p, l)
		if name, rest := r.unglue(p.text); !p.known && name != "" && rest != "" {
			p.known, p.name, p.rest = r.titles.find(name) >= 0, strings.TrimRight(name, ".:–—- "), rest
		}
		known += wording.BoolInt(p.known)
		told += wording.BoolInt(p.known && p.rest != "")
		if last := len(rows) - 1; last >= 0 && !p.known && rows[last].known && rows[last].rest == "" {
			told++ // a name, and its change on the line below
		}
		rows = append(rows, p)
		if known == 0 {
			above = len(rows) // is said of all
		}
	}
	if known == 0 || told < least || known*2 < len(rows)-above || len(rows) == 1 && rows[0].rest == "" {
		return false
	}
	first := len(r.rows)
	for i := range rows {
		p := &rows[i]
		if !p.known && r.leadSentence(p) == "" {
			if len(r.rows) > first {
				a := &r.rows[len(r.rows)-1]
				a.Details = wording.JoinLines(a.Details, p.text)
			}
			continue
		}
		a := r.add(p.name, p.rest, p.link)
		if d, ok := dates.Parse(date.Text); ok {
			a.Date, a.DateText = d, wording.Squeeze(date.Text)
		}
	}
	return true
}

// leadSentence takes the name off a line that begins like its neighbours without being a
// title of the manual: "All chapters. Names were brought up to date."
func (r *amendReader) leadSentence(p *piece) string {
	name, rest := r.split(p.text)
	if name == "" || rest == "" {
		name, rest, _ = strings.Cut(p.text, ". ")
	}
	if rest == "" || wording.CountWords(name) > 12 || !canNameText(name) || changeStart.MatchString(name) && !setAsTitle(name) {
		return ""
	}
	p.name, p.rest = name, rest
	return name
}

// nothingChanged stands in a register of chapters for those that were never amended, and
// below an area or a month with nothing to tell.
var nothingChanged = pattern.New(`(?i)^(?:not\s+(?:yet\s+)?(?:amended|changed|updated|revised)|(?:there\s+(?:are|were|have\s+been)\s+(?:currently\s+)?)?no\s+(?:(?:local|shared|further|new|recent)\s+)?(?:amendments?|changes?|updates?)(?:\s+(?:to\s+date|made|yet|at\s+present|this\s+(?:time|month)))?|none|(?:next\s+)?review(?:\s+date)?|n/?a|nil|unchanged|[-–—])\.?$`)

// reviewWord labels the date of a review in a table on the document itself.
var reviewWord = pattern.New(`(?i)^(?:next\s+)?review(?:\s+date)?$`)

func noDate(text string) bool {
	_, _, ok := dates.FirstDate(text)
	return !ok && saysNothing(strings.TrimSpace(text)) || strings.TrimSpace(text) == ""
}

// headed parts the only cell of words where its first line names the chapter and the
// lines below tell the change.
func (r *amendReader) headed(chapter, details parse.Cell) (parse.Cell, parse.Cell) {
	only := details
	if details.Text == "" {
		only = chapter
	}
	lines := layout.SplitLines(strings.TrimSpace(only.Text), only.Links)
	if len(lines) < 2 {
		return chapter, details
	}
	first := lines[0]
	if link, ok := leadLink(&parse.Block{Text: first.Text, Links: first.Links}); !(ok && link.Start == 0 && link.End == len(first.Text)) && !r.namesChapter(strings.TrimSpace(first.Text)) {
		return chapter, details
	}
	rest := make([]string, 0, len(lines))
	for _, l := range lines[1:] {
		rest = append(rest, l.Text)
	}
	return parse.Cell{Text: first.Text, Links: first.Links}, parse.Cell{Text: strings.Join(rest, "\n")}
}

func scopeOf(text, fallback string) string {
	f := wording.Fold(text)
	switch {
	case strings.Contains(f, "shared"), strings.Contains(f, "regional"), f == "all", strings.HasPrefix(f, "all "):
		return "shared"
	case f == "local", strings.HasSuffix(f, " only"):
		return "local"
	}
	if s := wording.Slug(text); s != "" {
		return s
	}
	return fallback
}

// lastChange reads the details of a row. Where a site copies the changed page's
// text into the cell, only the last paragraph tells the change; quoted is true.
func lastChange(text string) (words string, quoted bool) {
	var paras []string
	for p := range strings.SplitSeq(text, "\n") {
		if p = wording.Squeeze(p); p != "" {
			paras = append(paras, p)
		}
	}
	if len(paras) == 0 {
		return "", false
	}
	last := paras[len(paras)-1]
	if len(paras) < 2 || !changeVerb.MatchString(last) || wording.CountWords(last) > 40 {
		return strings.Join(paras, "\n"), false
	}
	body := 0
	for _, p := range paras[:len(paras)-1] {
		if changeVerb.MatchString(p) || changeSentence.MatchString(p) {
			return strings.Join(paras, "\n"), false
		}
		body += wording.CountWords(p)
	}
	if body < 15 {
		return strings.Join(paras, "\n"), false
	}
	return last, true
}

var changeVerb = pattern.New(`(?i)^(?:\W*)(?:(?:minor|small|slight|further|significant|various)\s+)?(?:changed|removed|added|updated|amended|replaced|deleted|revised|corrected|renamed|included|inserted|moved|clarified|reworded|new\b|link|links|typo|section\s+\S+.{0,60}(?:updated|amended|added|revised|changed|removed)|this\s+(?:chapter|section|procedure)\s+(?:has|was|is|now)|(?:the\s+)?(?:chapter|title|link|section|contact|wording|reference)\b.{0,80}\b(?:updated|amended|added|changed|removed|revised|replaced))`)
