package layout

import "manualwatch/parse"

// A Span is a cell that reaches down over rows.
type Span struct {
	column, left int
	cell         parse.Cell
}

// Spread puts the cells that reach down from rows above into a row, which it leaves as it is,
// and returns those that reach below it; the spans of the row above in the same table are given.
func Spread(b *parse.Block, above []Span) (*parse.Block, []Span) {
	var cells []parse.Cell
	var spans []Span
	next := 0
	for col := 0; next < len(b.Cells) || spanAt(above, col) >= 0; col++ {
		if i := spanAt(above, col); i >= 0 {
			s := above[i]
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
			spans = append(spans, Span{column: col, left: c.RowSpan - 1, cell: one})
		}
		col += max(0, min(c.ColSpan, 50)-1)
	}
	if len(cells) == len(b.Cells) {
		return b, spans
	}
	full := *b
	full.Cells = cells
	return &full, spans
}

func spanAt(spans []Span, col int) int {
	for i := range spans {
		if spans[i].column == col {
			return i
		}
	}
	return -1
}
