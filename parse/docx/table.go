package docx

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// How a cell takes part in a merged column of cells.
type merge uint8

const (
	alone   merge = iota
	begins        // the uppermost of merged cells
	goesOn        // covered by the one above
	counted       // rowSpan says how many rows it covers
)

// A cellContent is one cell as a format's reader found it.
type cellContent struct {
	blocks           []parse.Block
	look             *blockLook // of its last paragraph, if that is set as a heading is
	colSpan, rowSpan int
	merge            merge
	header           bool
}

// A cellPlace is where a cell that goes on downwards began.
type cellPlace struct{ row, cell int }

// A tableWriter builds the rows of one table.
type tableWriter struct {
	w       *writer
	id      int
	ruled   bool // lines are drawn between or around the cells
	rows    []parse.Block
	content [][]cellContent   // by row: its cells, without those that are covered
	spans   map[int]cellPlace // by column
	title   titlePlace
}

// A titlePlace is the cell of a head table in which the title stands, "SP04 Managing
// Allegations" beside a logo and above issue and date.
type titlePlace struct {
	heading   parse.Block
	row, cell int
	headings  int // cells with headings in the table, besides those that flow
}

func (w *writer) newTable() *tableWriter {
	w.tables++
	return &tableWriter{w: w, id: w.tables, spans: map[int]cellPlace{}}
}

// row adds a row whose first cell stands in column col.
func (t *tableWriter) row(cells []cellContent, col int, header bool) {
	if t.flow(cells) {
		return
	}
	b := parse.Block{Kind: parse.Row, Table: t.id, Header: header, Bold: allBold(cells)}
	var content []cellContent
	for _, c := range cells {
		span := max(c.colSpan, 1)
		if t.covered(c, col) {
			col += span
			continue
		}
		cell := fillCell(&b, c.blocks)
		cell.ColSpan, cell.RowSpan, cell.Header = span, max(c.rowSpan, 1), header || c.header
		b.Cells = append(b.Cells, cell)
		content = append(content, c)
		delete(t.spans, col)
		if c.merge == begins || c.merge == goesOn {
			t.spans[col] = cellPlace{len(t.rows), len(b.Cells) - 1}
		}
		t.noteTitle(c.blocks, len(b.Cells)-1)
		col += span
	}
	t.content = append(t.content, content)
	t.add(b)
}

// lone is what stands in a row whose words all stand in one cell, nil otherwise.
func (t *tableWriter) lone(row int) []parse.Block {
	var lone []parse.Block
	for _, c := range t.content[row] {
		switch {
		case !blocksText(c.blocks):
		case lone != nil:
			return nil
		default:
			lone = c.blocks
		}
	}
	return lone
}

// bars are the rows of a form that head what stands in the row below each: a bold title
// alone across the table, and a text alone across it. Two of them make a form; in other
// tables such a row groups rows of several cells.
func (t *tableWriter) bars() []int {
	var bars []int
	for i := 1; i < len(t.rows); i++ {
		if t.lone(i) != nil && !t.rows[i].Bold && t.isBar(i-1) {
			bars = append(bars, i-1)
		}
	}
	if len(bars) < 2 {
		return nil
	}
	return bars
}

func (t *tableWriter) isBar(i int) bool {
	c := t.lone(i)
	return t.rows[i].Bold && len(c) == 1 && len(c[0].Text) <= maxBar && !strings.ContainsAny(c[0].Text[len(c[0].Text)-1:], ".;:,") && !strings.Contains(c[0].Text, "\n")
}

// Titles in the bars of a form are maxBar bytes long at most, and rank below that of the
// document.
const (
	maxBar   = 100
	barLevel = 2
)

// allBold reports whether everything that a row says is bold.
func allBold(cells []cellContent) bool {
	some := false
	for _, c := range cells {
		for _, b := range c.blocks {
			if b.Text != "" && !b.Bold {
				return false
			}
			some = some || b.Text != ""
		}
	}
	return some
}

// headFirst makes a bold first row the table's header, where the file marks none
// and the next row is not bold as well.
func (t *tableWriter) headFirst() {
	if len(t.rows) < 2 || len(t.rows[0].Cells) < 2 || !t.rows[0].Bold || t.rows[0].Header || t.rows[1].Bold || t.rows[1].Header {
		return
	}
	t.rows[0].Header = true
	for i := range t.rows[0].Cells {
		t.rows[0].Cells[i].Header = true
	}
}

// covered reports whether a cell is the lower part of the one above it, and
// lengthens that one. Words in a covered cell are kept in a cell of their own.
func (t *tableWriter) covered(c cellContent, col int) bool {
	at, ok := t.spans[col]
	if c.merge != goesOn || !ok || blocksText(c.blocks) {
		return false
	}
	t.rows[at.row].Cells[at.cell].RowSpan++
	return true
}

func blocksText(blocks []parse.Block) bool {
	for _, b := range blocks {
		if b.Text != "" {
			return true
		}
	}
	return false
}

// fillCell makes a Cell of the blocks that were read in it: a line each. The
// number of a first cell that holds nothing but an automatic number is the row's.
func fillCell(row *parse.Block, content []parse.Block) parse.Cell {
	var c parse.Cell
	var b strings.Builder
	for _, k := range content {
		if k.Kind == parse.Image { // the cell holds them apart from its text
			c.Alts = append(c.Alts, k.Text)
			continue
		}
		c.Alts = append(c.Alts, blockAlts(k)...)
		row.Page = cmp.Or(row.Page, k.Page)
		if row.Anchor == "" {
			row.Anchor, row.Anchors = k.Anchor, k.Anchors
		}
		if row.Marker == "" && len(row.Cells) == 0 && b.Len() == 0 {
			row.Marker = k.Marker
		}
		if k.Text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		c.Links = append(c.Links, shiftLinks(blockLinks(k), b.Len())...)
		b.WriteString(k.Text)
	}
	c.Text = b.String()
	return c
}

// blockLinks returns the links of a block by offsets in its Text, those of a
// nested row's cells included.
func blockLinks(b parse.Block) []parse.Link {
	if b.Kind != parse.Row {
		return b.Links
	}
	var links []parse.Link
	at := 0
	for _, c := range b.Cells {
		if c.Text == "" {
			continue
		}
		links = append(links, shiftLinks(c.Links, at)...)
		at += len(c.Text) + len(" | ")
	}
	return links
}

// blockAlts returns the alternative texts of a block, those of a nested row's
// cells included.
func blockAlts(b parse.Block) []string {
	alts := b.Alts
	for _, c := range b.Cells {
		alts = append(alts, c.Alts...)
	}
	return alts
}

func shiftLinks(links []parse.Link, by int) []parse.Link {
	out := make([]parse.Link, 0, len(links))
	for _, l := range links {
		l.Start += by
		l.End += by
		out = append(out, l)
	}
	return out
}

// flow writes a row that is only a frame: one filled cell in which a heading
// stands, with or without a cell for the heading's number before it. The table
// is cut there.
func (t *tableWriter) flow(cells []cellContent) bool {
	var filled [][]parse.Block
	for _, c := range cells {
		if len(c.blocks) > 0 {
			filled = append(filled, c.blocks)
		}
	}
	if len(filled) == 0 || len(filled) > 2 {
		return false
	}
	number, body := "", filled[len(filled)-1]
	if len(filled) == 2 {
		if number = cellNumber(filled[0]); number == "" || body[0].Kind != parse.Heading {
			return false
		}
	}
	headed := false
	for _, b := range body {
		headed = headed || b.Kind == parse.Heading
	}
	if !headed {
		return false
	}
	t.flush()
	for i, b := range body {
		if i == 0 && b.Marker == "" {
			b.Marker = number
		}
		t.w.emit(b)
	}
	return true
}

// cellNumber returns the number that is all a cell holds, typed or automatic, ""
// if it holds anything else.
func cellNumber(c []parse.Block) string {
	if len(c) != 1 || len(c[0].Text) > 12 {
		return ""
	}
	s := c[0].Text
	if s == "" {
		return c[0].Marker
	}
	if !strings.ContainsAny(s, "0123456789") || strings.Contains(s, " ") {
		return ""
	}
	return s
}

func (t *tableWriter) add(b parse.Block) {
	var texts []string
	for _, c := range b.Cells {
		if c.Text != "" {
			texts = append(texts, c.Text)
		}
	}
	b.Text = strings.Join(texts, " | ")
	t.rows = append(t.rows, b)
}

// A head table has its title in one of its first titleRows rows, and few rows in all.
const (
	titleRows    = 3
	headTableMax = 12
)

// noteTitle remembers a cell that holds a heading.
func (t *tableWriter) noteTitle(content []parse.Block, cell int) {
	for _, b := range content {
		if b.Kind == parse.Heading {
			if t.title.headings++; t.title.headings == 1 {
				t.title.heading, t.title.row, t.title.cell = b, len(t.rows), cell
			}
			return
		}
	}
}

// headTable writes the only heading of a small table above it, as what it is: the title
// of what follows. Beside it stand a label or the name of the publisher.
func (t *tableWriter) headTable() {
	at := t.title
	if at.headings != 1 || at.row >= titleRows || len(t.rows) > headTableMax || len(t.rows[at.row].Cells) > titleRows {
		return
	}
	if ref := t.reference(); at.heading.Marker == "" && !strings.Contains(at.heading.Text, ref) {
		at.heading.Marker = ref
	}
	t.w.emit(at.heading)
	row := &t.rows[at.row]
	for i, c := range row.Cells {
		if text := strings.TrimSpace(strings.Replace(c.Text, at.heading.Text, "", boolInt(i == at.cell))); text != "" && !titleLabel.MatchString(text) {
			b := parse.Block{Kind: parse.Paragraph, Text: text, Page: row.Page}
			if i != at.cell {
				b.Links = c.Links
			}
			t.w.emit(b)
		}
		for _, alt := range c.Alts {
			t.w.emit(parse.Block{Kind: parse.Image, Text: alt, Page: row.Page})
		}
	}
	t.rows = slices.Delete(t.rows, at.row, at.row+1)
	t.content = slices.Delete(t.content, at.row, at.row+1)
}

// reference is the code that a head table gives as that of the document, "" if none.
func (t *tableWriter) reference() string {
	for _, r := range t.rows {
		for i, c := range r.Cells {
			label, code, _ := strings.Cut(c.Text, ":")
			if code = strings.TrimSpace(code); code == "" && i+1 < len(r.Cells) {
				code = strings.TrimSpace(r.Cells[i+1].Text)
			}
			if refLabel.MatchString(strings.TrimSpace(label)) && refCode.MatchString(code) {
				return code
			}
		}
	}
	return ""
}

var (
	refLabel = pattern.New(`(?i)^(?:(?:document|policy|procedure|protocol|guidance|chapter)\s+)?(?:ref(?:erence)?|code|number|no)\.?(?:\s+(?:no|number|code)\.?)?$`)
	refCode  = pattern.New(`^[A-Z]{2,8}[ .-]?\d{1,3}[A-Z]?$`)
)

// titleLabel says what stands beside it.
var titleLabel = pattern.New(`(?i)^(?:(?:document|policy|procedure|protocol|guidance|chapter)\s+)?(?:title|name|subject)\s*:?$`)

// flush writes the rows read so far. Rows without text only carried the spans.
func (t *tableWriter) flush() {
	if !t.countedSides() && !t.sideHeads() {
		t.writeRows()
	}
	t.rows, t.content, t.title = nil, nil, titlePlace{}
	clear(t.spans)
}

func (t *tableWriter) writeRows() {
	t.headTable()
	t.headFirst()
	bars := t.bars()
	for i, b := range t.rows {
		switch {
		case slices.Contains(bars, i):
			head := t.lone(i)[0]
			asHeading(&head, barLevel)
			t.w.emit(head)
		case len(bars) > 0 && i > bars[0] && t.lone(i) != nil:
			for _, k := range t.lone(i) {
				t.w.emit(k)
			}
		case b.Text != "" || len(blockAlts(b)) > 0:
			t.w.emit(b)
		}
	}
}
