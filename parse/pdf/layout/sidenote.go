package layout

import (
	"math"
	"slices"
	"sort"
	"unicode/utf8"
)

// noteEdge is the right edge of the last of the columns in which a document is set, if notes
// stand in the margin beyond it; 0 if none do.
func noteEdge(pages []*Page, gutters []float64) float64 {
	if len(gutters) == 0 {
		return 0
	}
	edge := lastColumnEdge(pages, gutters[len(gutters)-1])
	for _, p := range pages {
		var items []Item
		for _, it := range p.Items {
			if it.Line == nil || !it.Line.Artifact {
				items = append(items, it)
			}
		}
		if _, notes := partNotes(items, edge); len(notes) > 0 {
			return edge
		}
	}
	return 0
}

// lastColumnEdge is how far the lines of the column behind a gutter reach, but for the
// farthest few; 0 if there are none.
func lastColumnEdge(pages []*Page, gutter float64) float64 {
	ends, best := map[int][]float64{}, 0
	for _, p := range pages {
		for _, it := range onlyLines(p.Items) {
			if it.X0 < gutter || utf8.RuneCountInString(it.Line.Text()) < 20 {
				continue
			}
			k := int(math.Round(it.X0))
			ends[k] = append(ends[k], it.X1)
			if n := len(ends[k]) - len(ends[best]); n > 0 || n == 0 && k < best {
				best = k
			}
		}
	}
	xs := ends[best]
	if len(xs) == 0 {
		return 0
	}
	sort.Float64s(xs)
	return xs[len(xs)-1-min(2, len(xs)/20)]
}

// PartNotes parts the notes in the margin beyond the columns of a page from the rest.
func (set Setting) PartNotes(items []Item) (text, notes []Item) {
	return partNotes(items, set.Notes)
}

// mostNotes is how many lines of notes stand beside a page at most.
const mostNotes = 60

// partNotes parts the few lines beyond an edge from the rest. Where something stands across
// the edge, the page is set in another way and has none.
func partNotes(items []Item, edge float64) (text, notes []Item) {
	if edge == 0 {
		return items, nil
	}
	for _, it := range items {
		switch {
		case it.Line != nil && it.X0 > edge:
			notes = append(notes, it)
		case it.X1 <= edge+gutterWidth:
			text = append(text, it)
		default:
			return items, nil
		}
	}
	if len(notes) > mostNotes || 4*len(notes) > len(items) {
		return items, nil
	}
	return text, notes
}

// Edges are the right edges of the columns in which a document is set, but for the last: that
// is known only where notes stand beyond it.
func (set Setting) Edges() []float64 {
	if set.Notes == 0 {
		return set.Columns
	}
	return append(slices.Clip(set.Columns), set.Notes)
}
