package pdf

import (
	"math"
	"sort"
	"unicode/utf8"
)

// What tells a margin column: sideWidth points at least, with leastSides headings on
// leastSidePages, and beside it most of the long lines of the document.
const (
	sideWidth      = 50
	leastSides     = 4
	leastSidePages = 2
	longLine       = 0.35 // of the page's width
)

// sideMargin finds the left edge of the text of a document whose headings stand in a
// column of their own beside it, each on a line with the text that it heads; 0 where the
// document is not set so.
func sideMargin(pages []*pageItems) float64 {
	edge := textLeft(pages)
	if edge == 0 {
		return 0
	}
	left, bold, sides := 0, 0, 0
	on := map[int]bool{}
	for i, p := range pages {
		lines := onlyLines(p.items)
		for _, it := range lines {
			if it.x1 > edge-1 || it.x0 > edge-sideWidth || !hasLetter(it.seg.text()) {
				continue
			}
			left++
			if !it.seg.bold {
				continue
			}
			bold++
			if headsLine(it, lines, edge) {
				sides++
				on[i] = true
			}
		}
	}
	if sides < leastSides || len(on) < leastSidePages || bold*5 < left*4 {
		return 0
	}
	return edge
}

// headsLine reports whether text begins at an edge on the baseline of a line left of it.
func headsLine(head item, lines []item, edge float64) bool {
	for _, it := range lines {
		if math.Abs(it.seg.y-head.seg.y) < 2 && math.Abs(it.x0-edge) < 3 && !it.seg.bold {
			return true
		}
	}
	return false
}

// textLeft is the left edge of most of the long lines of a document, 0 if they have none.
func textLeft(pages []*pageItems) float64 {
	starts, long := map[int]int{}, 0
	best := 0
	for _, p := range pages {
		for _, it := range onlyLines(p.items) {
			if it.width() < longLine*p.width || it.seg.bold || utf8.RuneCountInString(it.seg.text()) < 30 {
				continue
			}
			long++
			k := int(math.Round(it.x0))
			if starts[k]++; starts[k] > starts[best] || starts[k] == starts[best] && k < best {
				best = k
			}
		}
	}
	if best == 0 || starts[best]*2 < long {
		return 0
	}
	return float64(best)
}

// sided makes columns of a page with headings left of an edge: each before the text from
// its baseline on.
func (a arranger) sided(items []item, edge float64) []column {
	var heads, text []item
	for _, it := range items {
		if it.seg != nil && it.seg.bold && it.x1 <= edge-1 && it.x0 <= edge-sideWidth && hasLetter(it.seg.text()) {
			heads = append(heads, it)
		} else {
			text = append(text, it)
		}
	}
	sort.SliceStable(heads, func(i, j int) bool { return heads[i].y0 < heads[j].y0 })
	sort.SliceStable(text, func(i, j int) bool { return top(text[i]) < top(text[j]) })
	var out []column
	for len(heads) > 0 {
		n := 1
		for n < len(heads) && heads[n].y0-heads[n-1].y1 < 0.6*heads[n].height() && heads[n].seg.size == heads[n-1].seg.size {
			n++
		}
		k := sort.Search(len(text), func(i int) bool { return beginsBeside(text[i], heads[0]) })
		out = append(out, a.arrange(text[:k], 0)...)
		out = append(out, column{items: heads[:n], right: edge})
		heads, text = heads[n:], text[k:]
	}
	return append(out, a.arrange(text, 0)...)
}

// beginsBeside reports whether an item stands on the line of a heading or below it.
func beginsBeside(it, head item) bool {
	if it.grid != nil {
		return it.y1 > head.y1
	}
	return it.seg.y > head.seg.y-2
}
