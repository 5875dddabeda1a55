package line

import (
	"cmp"
	"slices"
	"sort"

	"manualwatch/parse/pdf/content"
)

// Where the line that underlines a word is painted, in sizes of its letters from the
// baseline, and how far it may reach beyond the words, the width of a space.
const (
	lineAbove = 0.05
	lineBelow = 0.3
	lineOver  = 0.4
)

// MarkLined marks the words that a painted line underlines: it begins and ends with them,
// which a border of a table or of a page does not.
func MarkLined(ws []Word, rules []content.Rule) {
	if len(ws) == 0 || len(rules) == 0 {
		return
	}
	order := make([]int, len(ws))
	most := 0.0
	for i := range ws {
		order[i], most = i, max(most, ws[i].Size)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ws[a].Y, ws[b].Y) })
	for i := range rules {
		r := &rules[i]
		if r.Vertical {
			continue
		}
		from := sort.Search(len(order), func(k int) bool { return ws[order[k]].Y >= r.Y0-lineBelow*most })
		underline(ws, order[from:], r)
	}
}

// underline marks the words that stand on a line, if it underlines them; order are words
// from above the line down.
func underline(ws []Word, order []int, r *content.Rule) {
	var on []int
	left, right, size := r.X1, r.X0, 0.0
	for _, i := range order {
		w := &ws[i]
		if w.Y > r.Y0+lineAbove*w.Size+1 {
			break
		}
		if w.Y < r.Y0-lineBelow*w.Size || w.X0 < r.X0-lineOver*w.Size || w.X1 > r.X1+lineOver*w.Size {
			continue
		}
		on = append(on, i)
		left, right, size = min(left, w.X0), max(right, w.X1), max(size, w.Size)
	}
	if left-r.X0 > lineOver*size || r.X1-right > lineOver*size {
		return
	}
	for _, i := range on {
		ws[i].lined = true
	}
}
