package pdf

import "strings"

// grid makes a piece of each row of a table with painted lines.
func (f *flow) grid(t *grid) {
	*f.tables++
	id := *f.tables
	rows, cols := len(t.ys)-1, len(t.xs)-1
	start := len(f.out)
	for r := range rows {
		row := &tableRow{table: id, xs: t.xs, loose: t.loose}
		var lines []line
		for c := 0; c < cols; c++ {
			if or, oc := t.origin(r, c); or != r || oc != c {
				continue
			}
			cs, rs := t.span(r, c)
			cell := tableCell{col: c, colSpan: cs, rowSpan: rs}
			cell.lines = cellLines(t.words[r][c])
			right := t.xs[c+cs] - cellPadding(cell.lines, t.xs[c])
			cell.text = cellText(cell.lines, right, f)
			row.cells = append(row.cells, cell)
			lines = append(lines, cell.lines...)
		}
		if len(lines) == 0 {
			continue
		}
		p := piece{page: f.page, row: row, lines: lines, box: box{t.x0, t.ys[r], t.x1, t.ys[r+1]}}
		p.finish()
		f.out = append(f.out, p)
	}
	f.endTable(start)
}

func (f *flow) endTable(start int) {
	if start < len(f.out) {
		f.out[start].row.first = true
		f.out[len(f.out)-1].row.last = true
	}
}

func cellPadding(lines []line, left float64) float64 {
	pad := 12.0
	for i := range lines {
		pad = min(pad, max(0, lines[i].x0-left))
	}
	return min(pad, 8)
}

// cellText joins the lines of a cell; a new line of text stands for a paragraph.
func cellText(lines []line, right float64, f *flow) string {
	sub := flow{page: f.page, leading: f.leading, right: right, tables: f.tables}
	sub.paragraphs(lines, right)
	var parts []string
	for i := range sub.out {
		sub.out[i].bulletOnly()
		if s := pieceText(&sub.out[i], f.vocab); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n")
}

// zone makes pieces of the rows of a table without painted lines.
func (f *flow) zone(c column) {
	*f.tables++
	start := len(f.out)
	for _, zr := range c.zone {
		row := &tableRow{table: *f.tables, xs: c.cuts, loose: true}
		var lines []line
		for k, cell := range zr {
			ls := cellFromLines(cell)
			row.cells = append(row.cells, tableCell{lines: ls, text: f.wrapText(ls), col: k, colSpan: 1, rowSpan: 1})
			lines = append(lines, ls...)
		}
		if len(lines) == 0 {
			continue
		}
		p := piece{page: f.page, row: row, lines: lines, box: lines[0].box}
		for i := range lines {
			p.box = p.box.union(lines[i].box)
		}
		p.finish()
		f.out = append(f.out, p)
	}
	f.endTable(start)
}

// wrapText joins the lines of a cell whose edge is not known.
func (f *flow) wrapText(ls []line) string {
	p := piece{lines: ls}
	if len(ls) == 0 {
		return ""
	}
	p.marker, p.item = lineMarker(&ls[0])
	p.bulletOnly()
	return pieceText(&p, f.vocab)
}

// A tableRow is a row of a table.
type tableRow struct {
	table  int
	cells  []tableCell
	header bool
	xs     []float64 // borders or cuts of the columns
	loose  bool      // the columns are parted by white space, so xs are not exact
	last   bool      // last row of its table on the page
	first  bool
}

type tableCell struct {
	lines   []line
	text    string
	header  bool
	col     int // its first column, where the layout found the table
	colSpan int
	rowSpan int
}

func (r *tableRow) joined() string {
	var parts []string
	for _, c := range r.cells {
		if c.text != "" {
			parts = append(parts, strings.ReplaceAll(c.text, "\n", " "))
		}
	}
	return strings.Join(parts, " | ")
}

// markHeaders finds the header rows of tables without tags: a first row in bold
// above rows that are not.
func markHeaders(ps []piece) {
	for i := 0; i < len(ps); {
		if ps[i].row == nil {
			i++
			continue
		}
		j := i + 1
		for j < len(ps) && ps[j].row != nil && ps[j].row.table == ps[i].row.table {
			j++
		}
		if j > i+1 && ps[i].bold && !ps[i].row.header && !ps[i+1].bold && len(ps[i].row.cells) > 1 {
			ps[i].row.header = true
			for k := range ps[i].row.cells {
				ps[i].row.cells[k].header = true
			}
		}
		i = j
	}
}
