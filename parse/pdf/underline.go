package pdf

import (
	"cmp"
	"slices"
	"sort"
)

// Where the line that underlines a word is painted, in sizes of its letters from the
// baseline, and how far it may reach beyond the words, the width of a space.
const (
	lineAbove = 0.05
	lineBelow = 0.3
	lineOver  = 0.4
)

// markLined marks the words that a painted line underlines: it begins and ends with them,
// which a border of a table or of a page does not.
func markLined(ws []word, rules []rule) {
	if len(ws) == 0 || len(rules) == 0 {
		return
	}
	order := make([]int, len(ws))
	most := 0.0
	for i := range ws {
		order[i], most = i, max(most, ws[i].size)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ws[a].y, ws[b].y) })
	for i := range rules {
		r := &rules[i]
		if r.vertical {
			continue
		}
		from := sort.Search(len(order), func(k int) bool { return ws[order[k]].y >= r.y0-lineBelow*most })
		underline(ws, order[from:], r)
	}
}

// underline marks the words that stand on a line, if it underlines them; order are words
// from above the line down.
func underline(ws []word, order []int, r *rule) {
	var on []int
	left, right, size := r.x1, r.x0, 0.0
	for _, i := range order {
		w := &ws[i]
		if w.y > r.y0+lineAbove*w.size+1 {
			break
		}
		if w.y < r.y0-lineBelow*w.size || w.x0 < r.x0-lineOver*w.size || w.x1 > r.x1+lineOver*w.size {
			continue
		}
		on = append(on, i)
		left, right, size = min(left, w.x0), max(right, w.x1), max(size, w.size)
	}
	if left-r.x0 > lineOver*size || r.x1-right > lineOver*size {
		return
	}
	for _, i := range on {
		ws[i].lined = true
	}
}
