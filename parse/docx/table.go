package docx

import (
	"strings"

	"manualwatch/parse"
)

// A cellPlace is where a cell that goes on downwards began.
type cellPlace struct{ row, cell int }

// A tableReader builds the rows of one table.
type tableReader struct {
	r     *reader
	id    int
	rows  []parse.Block
	spans map[int]cellPlace
}

// table reads a w:tbl. A table of one cell is only a frame around its content.
func (r *reader) table(n *node) {
	r.flushParagraph()
	rows := tableRows(n, nil)
	if len(rows) == 1 {
		if cells := rowCells(rows[0], nil); len(cells) == 1 {
			r.box(cells[0].kids)
			return
		}
	}
	r.tables++
	t := &tableReader{r: r, id: r.tables, spans: map[int]cellPlace{}}
	for _, row := range rows {
		if row.child("w:trPr").child("w:del") != nil {
			r.tracked++
			continue
		}
		t.row(row)
	}
	t.flush()
}

// tableRows finds the rows of a table, also inside content controls.
func tableRows(n *node, rows []*node) []*node {
	for _, k := range n.kids {
		switch k.name {
		case "w:tr":
			rows = append(rows, k)
		case "w:tblPr", "w:tblGrid", "w:sdtPr", "w:del", "w:moveFrom":
		default:
			rows = tableRows(k, rows)
		}
	}
	return rows
}

func rowCells(n *node, cells []*node) []*node {
	for _, k := range n.kids {
		switch k.name {
		case "w:tc":
			cells = append(cells, k)
		case "w:trPr", "w:tblPrEx", "w:sdtPr", "w:p", "w:tbl":
		default:
			cells = rowCells(k, cells)
		}
	}
	return cells
}

// row reads a w:tr.
func (t *tableReader) row(n *node) {
	props := n.child("w:trPr")
	b := parse.Block{Kind: parse.Row, Table: t.id, Header: on(props, "w:tblHeader")}
	col := 0
	if props != nil {
		col, _ = props.intVal("w:gridBefore")
	}
	cells := rowCells(n, nil)
	contents := make([][]parse.Block, len(cells))
	for i, c := range cells {
		contents[i] = t.r.aside(func() { t.r.blocks(c.kids) })
	}
	if t.flow(contents) {
		return
	}
	for i, c := range cells {
		props := c.child("w:tcPr")
		span := 1
		if props != nil {
			if v, ok := props.intVal("w:gridSpan"); ok && v > 1 {
				span = min(v, 1000)
			}
		}
		if t.continues(props, col, contents[i]) {
			col += span
			continue
		}
		cell := t.cell(&b, contents[i])
		cell.ColSpan, cell.RowSpan, cell.Header = span, 1, b.Header
		b.Cells = append(b.Cells, cell)
		t.track(props, col, len(b.Cells)-1)
		col += span
	}
	t.add(b)
}

// continues reports whether a cell is the lower part of the one above it, and
// lengthens that one.
func (t *tableReader) continues(props *node, col int, content []parse.Block) bool {
	merge := props.child("w:vMerge")
	if merge == nil || merge.attr("w:val") == "restart" {
		return false
	}
	at, ok := t.spans[col]
	if !ok || len(content) > 0 && content[0].Text != "" {
		return false // words in a covered cell are kept in a cell of their own
	}
	t.rows[at.row].Cells[at.cell].RowSpan++
	return true
}

// track remembers where the cell of a column began.
func (t *tableReader) track(props *node, col, cell int) {
	if m := props.child("w:vMerge"); m != nil {
		t.spans[col] = cellPlace{len(t.rows), cell}
		return
	}
	delete(t.spans, col)
}

// cell makes a Cell of the blocks that were read in it: a line each. The number
// of a first cell that holds nothing but an automatic number is the row's.
func (t *tableReader) cell(row *parse.Block, content []parse.Block) parse.Cell {
	var c parse.Cell
	var b strings.Builder
	for _, k := range content {
		if k.Kind == parse.Image { // the cell holds them apart from its text
			c.Alts = append(c.Alts, k.Text)
			continue
		}
		c.Alts = append(c.Alts, blockAlts(k)...)
		if row.Page == 0 {
			row.Page = k.Page
		}
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
func (t *tableReader) flow(contents [][]parse.Block) bool {
	var filled [][]parse.Block
	for _, c := range contents {
		if len(c) > 0 {
			filled = append(filled, c)
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
		t.r.emit(b)
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

// add keeps a row that has text.
func (t *tableReader) add(b parse.Block) {
	var texts []string
	for _, c := range b.Cells {
		if c.Text != "" {
			texts = append(texts, c.Text)
		}
	}
	b.Text = strings.Join(texts, " | ")
	t.rows = append(t.rows, b)
}

// flush writes the rows read so far. Rows without text only carried the spans.
func (t *tableReader) flush() {
	for _, b := range t.rows {
		if b.Text != "" || len(blockAlts(b)) > 0 {
			t.r.emit(b)
		}
	}
	t.rows = nil
	clear(t.spans)
}
