package layout

import (
	"math"
	"slices"
	"sort"
	"unicode/utf8"

	"manualwatch/parse/pdf/writing"
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
func sideMargin(pages []*Page) float64 {
	edge := textLeft(pages)
	if edge == 0 {
		return 0
	}
	left, bold, sides := 0, 0, 0
	on := map[int]bool{}
	for i, p := range pages {
		lines := onlyLines(p.Items)
		for _, it := range lines {
			if it.X1 > edge-1 || it.X0 > edge-sideWidth || !writing.HasLetter(it.Line.Text()) {
				continue
			}
			left++
			if !it.Line.Bold {
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
func headsLine(head Item, lines []Item, edge float64) bool {
	return slices.ContainsFunc(lines, func(it Item) bool {
		return math.Abs(it.Line.Y-head.Line.Y) < 2 && math.Abs(it.X0-edge) < 3 && !it.Line.Bold
	})
}

// textLeft is the left edge of most of the long lines of a document, 0 if they have none.
func textLeft(pages []*Page) float64 {
	starts, long := map[int]int{}, 0
	best := 0
	for _, p := range pages {
		for _, it := range onlyLines(p.Items) {
			if it.Width() < longLine*p.Width || it.Line.Bold || utf8.RuneCountInString(it.Line.Text()) < 30 {
				continue
			}
			long++
			k := int(math.Round(it.X0))
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
func (a arranger) sided(items []Item, edge float64) []Column {
	var heads, text []Item
	for _, it := range items {
		if it.Line != nil && it.Line.Bold && it.X1 <= edge-1 && it.X0 <= edge-sideWidth && writing.HasLetter(it.Line.Text()) {
			heads = append(heads, it)
		} else {
			text = append(text, it)
		}
	}
	sort.SliceStable(heads, func(i, j int) bool { return heads[i].Y0 < heads[j].Y0 })
	sort.SliceStable(text, func(i, j int) bool { return top(text[i]) < top(text[j]) })
	var out []Column
	for len(heads) > 0 {
		n := 1
		for n < len(heads) && heads[n].Y0-heads[n-1].Y1 < 0.6*heads[n].Height() && heads[n].Line.Size == heads[n-1].Line.Size {
			n++
		}
		k := sort.Search(len(text), func(i int) bool { return beginsBeside(text[i], heads[0]) })
		out = append(out, a.arrange(text[:k], 0)...)
		out = append(out, Column{Items: heads[:n], Right: edge})
		heads, text = heads[n:], text[k:]
	}
	return append(out, a.arrange(text, 0)...)
}

// beginsBeside reports whether an item stands on the line of a heading or below it.
func beginsBeside(it, head Item) bool {
	if it.Grid != nil {
		return it.Y1 > head.Y1
	}
	return it.Line.Y > head.Line.Y-2
}
