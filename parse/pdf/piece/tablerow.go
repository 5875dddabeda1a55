package piece

import (
	"strings"

	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/line"
)

// grid makes a piece of each row of a table with painted lines.
func (f *flow) grid(t *layout.Grid) {
	*f.tables++
	id := *f.tables
	rows, cols := len(t.Ys)-1, len(t.Xs)-1
	for r := range rows {
		row := &TableRow{table: id, xs: t.Xs, loose: t.Loose}
		var lines []line.Line
		for c := range cols {
			if or, oc := t.Origin(r, c); or != r || oc != c {
				continue
			}
			cs, rs := t.Span(r, c)
			cell := tableCell{col: c, colSpan: cs, rowSpan: rs}
			cell.lines = layout.CellLines(t.Words[r][c])
			right := t.Xs[c+cs] - cellPadding(cell.lines, t.Xs[c])
			cell.text = cellText(cell.lines, right, f)
			row.cells = append(row.cells, cell)
			lines = append(lines, cell.lines...)
		}
		if len(lines) == 0 {
			continue
		}
		p := Piece{Page: f.page, Row: row, Lines: lines, Box: geometry.Box{X0: t.X0, Y0: t.Ys[r], X1: t.X1, Y1: t.Ys[r+1]}}
		p.finish()
		f.out = append(f.out, p)
	}
}

func cellPadding(lines []line.Line, left float64) float64 {
	pad := 12.0
	for i := range lines {
		pad = min(pad, max(0, lines[i].X0-left))
	}
	return min(pad, 8)
}

// cellText joins the lines of a cell; a new line of text stands for a paragraph.
func cellText(lines []line.Line, right float64, f *flow) string {
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
func (f *flow) zone(c layout.Column) {
	*f.tables++
	for _, zr := range c.Zone {
		row := &TableRow{table: *f.tables, xs: c.Cuts, loose: true}
		var lines []line.Line
		for k, cell := range zr {
			ls := layout.RowLines(cell)
			row.cells = append(row.cells, tableCell{lines: ls, text: f.wrapText(ls), col: k, colSpan: 1, rowSpan: 1})
			lines = append(lines, ls...)
		}
		if len(lines) == 0 {
			continue
		}
		p := Piece{Page: f.page, Row: row, Lines: lines, Box: lines[0].Box}
		for i := range lines {
			p.Box = p.Box.Union(lines[i].Box)
		}
		p.finish()
		f.out = append(f.out, p)
	}
}

// wrapText joins the lines of a cell whose edge is not known.
func (f *flow) wrapText(ls []line.Line) string {
	p := Piece{Lines: ls}
	if len(ls) == 0 {
		return ""
	}
	p.Marker, p.Item = lineMarker(&ls[0])
	p.bulletOnly()
	return pieceText(&p, f.vocab)
}

// A TableRow is a row of a table.
type TableRow struct {
	table  int
	cells  []tableCell
	header bool
	xs     []float64 // borders or cuts of the columns
	loose  bool      // the columns are parted by white space, so xs are not exact
}

type tableCell struct {
	lines   []line.Line
	text    string
	header  bool
	col     int // its first column, where the layout found the table
	colSpan int
	rowSpan int
}

func (r *TableRow) joined() string {
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
func markHeaders(ps []Piece) {
	for i := 0; i < len(ps); {
		if ps[i].Row == nil {
			i++
			continue
		}
		j := i + 1
		for j < len(ps) && ps[j].Row != nil && ps[j].Row.table == ps[i].Row.table {
			j++
		}
		if j > i+1 && ps[i].Bold && !ps[i].Row.header && !ps[i+1].Bold && len(ps[i].Row.cells) > 1 {
			ps[i].Row.header = true
			for k := range ps[i].Row.cells {
				ps[i].Row.cells[k].header = true
			}
		}
		i = j
	}
}
