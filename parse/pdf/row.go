package pdf

import (
	"math"
	"sort"
)

// rowsOf joins the pieces of lines that stand on one baseline and sorts lines and
// tables from top to bottom.
func rowsOf(items []item) []item {
	items = append([]item(nil), items...)
	sort.SliceStable(items, func(i, j int) bool { return top(items[i]) < top(items[j]) })
	var out []item
	for _, it := range items {
		if n := len(out); n > 0 && it.seg != nil && out[n-1].seg != nil && sameRow(out[n-1].seg, it.seg) {
			ws := append(append([]word(nil), out[n-1].seg.words...), it.seg.words...)
			sort.SliceStable(ws, func(a, b int) bool { return ws[a].x0 < ws[b].x0 })
			l := newLine(ws)
			out[n-1] = item{box: l.box, seg: &l}
			continue
		}
		out = append(out, it)
	}
	return out
}

func top(it item) float64 {
	if it.seg != nil {
		return math.Round(it.seg.y*2)/2 + it.x0/1e6
	}
	return it.y0
}

func sameRow(a, b *line) bool {
	if math.Abs(a.y-b.y) > 0.35*min(a.size, b.size) {
		return false
	}
	return a.x1 <= b.x0+1 || b.x1 <= a.x0+1
}

// cellLines orders the words of a cell.
func cellLines(ws []word) []line {
	segs := segments(ws)
	items := make([]item, 0, len(segs))
	for i := range segs {
		items = append(items, item{box: segs[i].box, seg: &segs[i]})
	}
	var out []line
	for _, it := range rowsOf(items) {
		out = append(out, *it.seg)
	}
	return out
}

func cellFromLines(ls []line) []line {
	items := make([]item, 0, len(ls))
	for i := range ls {
		items = append(items, item{box: ls[i].box, seg: &ls[i]})
	}
	var out []line
	for _, it := range rowsOf(items) {
		out = append(out, *it.seg)
	}
	return out
}
