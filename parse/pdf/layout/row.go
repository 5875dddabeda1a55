package layout

import (
	"math"
	"sort"

	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// RowsOf joins the pieces of lines that stand on one baseline and sorts lines and
// tables from top to bottom.
func RowsOf(items []Item) []Item {
	items = append([]Item(nil), items...)
	sort.SliceStable(items, func(i, j int) bool { return top(items[i]) < top(items[j]) })
	var out []Item
	for _, it := range items {
		if n := len(out); n > 0 && it.Line != nil && out[n-1].Line != nil && sameRow(out[n-1].Line, it.Line) {
			ws := append(append([]line.Word(nil), out[n-1].Line.Words...), it.Line.Words...)
			sort.SliceStable(ws, func(a, b int) bool { return ws[a].X0 < ws[b].X0 })
			l := line.New(ws)
			l.Right = max(out[n-1].Line.Right, it.Line.Right)
			out[n-1] = Item{Box: l.Box, Line: &l}
			continue
		}
		out = append(out, it)
	}
	return out
}

func top(it Item) float64 {
	if it.Line != nil {
		return math.Round(it.Line.Y*2)/2 + it.X0/1e6
	}
	return it.Y0
}

func sameRow(a, b *line.Line) bool {
	size := min(a.Size, b.Size)
	if isBullet(a) || isBullet(b) {
		size = max(a.Size, b.Size) // its dot stands as high as letters of the text
	}
	if math.Abs(a.Y-b.Y) > 0.35*size {
		return false
	}
	return a.X1 <= b.X0+1 || b.X1 <= a.X0+1
}

// isBullet reports a mark of a list that stands alone.
func isBullet(l *line.Line) bool { return len(l.Words) == 1 && writing.IsBullet(l.Words[0].Text) }

// CellLines makes lines of the words of a cell, from top to bottom.
func CellLines(ws []line.Word) []line.Line { return RowLines(line.Segments(ws)) }

// RowLines joins pieces of lines that stand on one baseline, from top to bottom.
func RowLines(ls []line.Line) []line.Line {
	items := make([]Item, 0, len(ls))
	for i := range ls {
		items = append(items, Item{Box: ls[i].Box, Line: &ls[i]})
	}
	var out []line.Line
	for _, it := range RowsOf(items) {
		out = append(out, *it.Line)
	}
	return out
}
