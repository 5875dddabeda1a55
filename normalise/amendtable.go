package normalise

import (
	"strings"

	"manualwatch/parse"
)

// columns tells which cell of a table holds what; -1 where there is no such
// column.
type columns struct {
	known                                         bool
	chapter, details, date, scope, oldPlace, kind int
}

var columnWords = []struct {
	name *anchored
	set  func(*columns, int)
}{
	{anchor(`(?i)^(?:old|previous|former)\b.*(?:location|place|section|paragraph|reference|number)?`), func(c *columns, i int) { c.oldPlace = i }},
	{anchor(`(?i)^(?:date|when|updated(?:\s+on)?|published|uploaded|month|release|amendment\s+date|date\s+.*|last\s+updated|effective(?:\s+date)?|month\s+.*)$`), func(c *columns, i int) { c.date = i }},
	{anchor(`(?i)^(?:(?:name\s+of\s+)?(?:chapter|section|procedure|policy|page|document|title|guidance|item|protocol)s?(?:\s+(?:name|title|number|no\.?|ref(?:erence)?|amended|updated|affected|heading|revised|changed|concerned|of\s+\w+))*|(?:new|current)\s+(?:location|place|section|paragraph).*|location|where|name|chapter/section|section/page|ref(?:erence)?|(?:chapter|section|policy|page|paragraph|procedure)\s*(?:/|and|&|or)\s*\w+(?:\s+\w+)?)$`), func(c *columns, i int) { c.chapter = i }},
	{anchor(`(?i)^(?:details?(?:\s+of\s+.*)?|amendments?(?:\s+made|\s+details?)?|changes?(?:\s+made|\s+details?)?|description(?:\s+of\s+.*)?|summary(?:\s+of\s+.*)?|updates?(?:\s+made)?|what.*|reasons?.*|nature\s+of\s+.*|comments?|notes?|revision(?:s|\s+details?)?|brief\s+.*)$`), func(c *columns, i int) { c.details = i }},
	{anchor(`(?i)^(?:area|board|scope|local(?:/shared)?|shared(?:/local)?|partnership)$`), func(c *columns, i int) { c.scope = i }},
	{anchor(`(?i)^(?:status|type|kind|level|significance|category|new/updated|type\s+of\s+.*)$`), func(c *columns, i int) { c.kind = i }},
	{anchor(`(?i)^(?:version(?:\s+no\.?|\s+number)?|issue|author|by|name\s+of\s+author|owner|editor|(?:\w+\s+)?by(?:\s+whom)?|initials|no\.?|number|lead(?:\s+\w+)?)$`), func(*columns, int) {}},
}

func noColumns() columns {
	return columns{chapter: -1, details: -1, date: -1, scope: -1, oldPlace: -1, kind: -1}
}

// columnNames counts the cells that are names of columns.
func columnNames(cells []parse.Cell) int {
	n := 0
	for _, c := range cells {
		for _, w := range columnWords {
			if countWords(c.Text) <= 5 && w.name.MatchString(strings.TrimSpace(strings.Trim(c.Text, ":"))) {
				n++
				break
			}
		}
	}
	return n
}

// namesColumns reports whether a row is set as a header or all its cells but one,
// at most, are names of columns.
func namesColumns(b *parse.Block) bool {
	return b.Header || columnNames(b.Cells)+1 >= len(filled(b.Cells))
}

// nameColumns reads a header row; ok is false if it is none.
func nameColumns(cells []parse.Cell) (columns, bool) {
	c := noColumns()
	named, other, others := 0, -1, 0
	for i, cell := range cells {
		text := strings.TrimSpace(strings.Trim(squeeze(cell.Text), ":"))
		at := named
		for _, w := range columnWords {
			if w.name.MatchString(text) {
				w.set(&c, i)
				named++
				break
			}
		}
		if at == named && text != "" {
			other, others = i, others+1
		}
	}
	c.known = named*2 >= len(filled(cells)) && named >= 2 && (c.details >= 0 || c.chapter >= 0)
	if c.known && c.details < 0 {
		for i := range cells {
			if i != c.chapter && i != c.date && i != c.scope && i != c.oldPlace && i != c.kind {
				c.details = i
			}
		}
	}
	if c.known && c.chapter < 0 && c.oldPlace < 0 && others == 1 && other < c.details {
		c.chapter = other // before the details: what they are details of, by whatever name
	}
	return c, c.known
}

// row reads one table row of an amendments page.
func (r *amendReader) row(b *parse.Block) {
	if b.Table != r.table {
		r.table, r.columns, r.spans = b.Table, noColumns(), nil
	}
	b = r.spread(b)
	cells := filled(b.Cells)
	if len(cells) == 0 {
		return
	}
	if len(cells) == 1 && !r.columns.known && len(b.Cells) == 1 {
		r.loneCell(b, cells[0])
		return
	}
	if len(cells) == 1 {
		if r.setContext(strings.Trim(squeeze(cells[0].Text), ":")) {
			return
		}
	}
	if c, ok := nameColumns(b.Cells); ok && namesColumns(b) {
		r.columns = c
		return
	}
	if b.Header && !r.columns.known {
		return
	}
	c := r.columns
	if !c.known {
		c = r.guessColumns(b.Cells)
	}
	r.cells(b.Cells, c)
}

// A span is a cell that reaches down over rows.
type span struct {
	column, left int
	cell         parse.Cell
}

// spread puts the cells that reach down from rows above into a row.
func (r *amendReader) spread(b *parse.Block) *parse.Block {
	var cells []parse.Cell
	var spans []span
	next := 0
	for col := 0; next < len(b.Cells) || r.spanAt(col) >= 0; col++ {
		if i := r.spanAt(col); i >= 0 {
			s := r.spans[i]
			cells = append(cells, s.cell)
			if s.left--; s.left > 0 {
				spans = append(spans, s)
			}
			continue
		}
		c := b.Cells[next]
		next++
		cells = append(cells, c)
		if c.RowSpan > 1 && c.RowSpan < 1000 {
			one := c
			one.RowSpan = 1
			spans = append(spans, span{column: col, left: c.RowSpan - 1, cell: one})
		}
		col += max(0, min(c.ColSpan, 50)-1)
	}
	r.spans = spans
	if len(cells) == len(b.Cells) {
		return b
	}
	full := *b
	full.Cells = cells
	return &full
}

func (r *amendReader) spanAt(col int) int {
	for i := range r.spans {
		if r.spans[i].column == col {
			return i
		}
	}
	return -1
}

func (r *amendReader) loneCell(b *parse.Block, cell parse.Cell) {
	if r.setContext(strings.Trim(squeeze(cell.Text), ":")) {
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

// guessColumns tells the columns of a row without header by what stands in it:
// the cell that is a date, the one that links or is short, the longest.
func (r *amendReader) guessColumns(cells []parse.Cell) columns {
	c := noColumns()
	for i, cell := range cells {
		if _, ok := ParseDate(cell.Text); ok && c.date < 0 {
			c.date = i
		}
	}
	longest := -1
	for i, cell := range cells {
		if i == c.date || strings.TrimSpace(cell.Text) == "" {
			continue
		}
		if longest < 0 || len(cell.Text) > len(cells[longest].Text) {
			longest = i
		}
		if c.chapter < 0 && (len(cell.Links) > 0 && linkShare(cell.Text, cell.Links) > 0.6 || r.titles.fit(squeeze(cell.Text)) >= 1) {
			c.chapter = i
		}
	}
	for i, cell := range cells {
		if i == c.date || i == c.chapter || strings.TrimSpace(cell.Text) == "" {
			continue
		}
		if c.chapter < 0 && len(filled(cells)) > boolInt(c.date >= 0)+1 {
			c.chapter = i
			continue
		}
		if c.details < 0 || len(cell.Text) > len(cells[c.details].Text) {
			c.details = i
		}
	}
	if c.details < 0 && c.chapter < 0 {
		c.details = longest
	}
	return c
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// cells makes a row of cells whose columns are known.
func (r *amendReader) cells(cells []parse.Cell, c columns) {
	at := func(i int) parse.Cell {
		if i >= 0 && i < len(cells) {
			return cells[i]
		}
		return parse.Cell{}
	}
	chapter, details := at(c.chapter), at(c.details)
	if c.chapter < 0 || c.details < 0 {
		chapter, details = r.headed(chapter, details)
	}
	name := squeeze(chapter.Text)
	if name == "" {
		name = squeeze(at(c.oldPlace).Text)
	}
	words, quoted := lastChange(details.Text)
	if name == "" && words == "" {
		return
	}
	link := linkOf(chapter.Links)
	if link == "" && name == "" {
		link = linkOf(details.Links)
	}
	if name == "" && c.chapter < 0 && r.chapter != "" {
		name, link = r.chapter, firstOf(link, r.link)
	}
	a := r.add(name, words, link)
	if quoted {
		a.Scope = "page"
	}
	if t := squeeze(at(c.date).Text); t != "" {
		a.DateText = t
		if d, ok := ParseDate(t); ok {
			a.Date = d
		} else if d, _, ok := firstDate(t); ok {
			a.Date = d
		}
	}
	if t := squeeze(at(c.scope).Text); t != "" {
		a.Scope = scopeOf(t, a.Scope)
	}
	if t := fold(at(c.kind).Text); strings.HasPrefix(t, "new") {
		a.New = true
	}
	r.open = -1
}

// headed parts the only cell of words where its first line names the chapter and the
// lines below tell the change.
func (r *amendReader) headed(chapter, details parse.Cell) (parse.Cell, parse.Cell) {
	only := details
	if details.Text == "" {
		only = chapter
	}
	lines := splitLines(strings.TrimSpace(only.Text), only.Links)
	if len(lines) < 2 {
		return chapter, details
	}
	first := lines[0]
	if link, ok := leadLink(&parse.Block{Text: first.text, Links: first.links}); !(ok && link.Start == 0 && link.End == len(first.text)) && !r.namesChapter(strings.TrimSpace(first.text)) {
		return chapter, details
	}
	rest := make([]string, 0, len(lines))
	for _, l := range lines[1:] {
		rest = append(rest, l.text)
	}
	return parse.Cell{Text: first.text, Links: first.links}, parse.Cell{Text: strings.Join(rest, "\n")}
}

func scopeOf(text, fallback string) string {
	f := fold(text)
	switch {
	case strings.Contains(f, "shared"), strings.Contains(f, "regional"), f == "all":
		return "shared"
	case f == "local":
		return "local"
	}
	if s := slug(text); s != "" {
		return s
	}
	return fallback
}

// lastChange reads the details of a row. Where a site copies the changed page's
// text into the cell, only the last paragraph tells the change; quoted is true.
func lastChange(text string) (words string, quoted bool) {
	var paras []string
	for _, p := range strings.Split(text, "\n") {
		if p = squeeze(p); p != "" {
			paras = append(paras, p)
		}
	}
	if len(paras) == 0 {
		return "", false
	}
	last := paras[len(paras)-1]
	if len(paras) < 2 || !changeVerb.MatchString(last) || countWords(last) > 40 {
		return strings.Join(paras, "\n"), false
	}
	body := 0
	for _, p := range paras[:len(paras)-1] {
		if changeVerb.MatchString(p) {
			return strings.Join(paras, "\n"), false
		}
		body += countWords(p)
	}
	if body < 15 {
		return strings.Join(paras, "\n"), false
	}
	return last, true
}

var changeVerb = anchor(`(?i)^(?:\W*)(?:(?:minor|small|slight|further|significant|various)\s+)?(?:changed|removed|added|updated|amended|replaced|deleted|revised|corrected|renamed|included|inserted|moved|clarified|reworded|new\b|link|links|typo|section\s+\S+.{0,60}(?:updated|amended|added|revised|changed|removed)|this\s+(?:chapter|section|procedure)\s+(?:has|was|is|now)|(?:the\s+)?(?:chapter|title|link|section|contact|wording|reference)\b.{0,80}\b(?:updated|amended|added|changed|removed|revised|replaced))`)
