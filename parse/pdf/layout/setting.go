package layout

import (
	"math"
	"sort"

	"manualwatch/parse/pdf/geometry"
)

// A Setting is how the pages of a document are set, as far as it tells in which order
// they are read and where paragraphs end.
type Setting struct {
	Leading map[int]float64 // usual distance of baselines, by SizeKey of the text's size
	Right   map[int]float64 // right edge of the text, by SizeKey of the page's width
	Columns []float64       // the gutters of the columns in which the document is set
	Edge    float64         // the left edge of the text where headings stand beside it, see sideMargin
	Notes   float64         // the right edge of the last column where notes stand beside it, see noteEdge
}

// Measure measures the pages of a document, whose furniture is marked.
func Measure(pages []*Page) Setting {
	set := Setting{Right: textRight(pages), Edge: sideMargin(pages)}
	set.Leading = usualLeading(pages, set.Right)
	if set.Edge == 0 {
		set.Columns = usualColumns(pages)
		set.Notes = noteEdge(pages, set.Columns)
	}
	return set
}

// Arrange puts what stands on a page, but for headers and footers, in order. painted are the
// areas and frames of the page.
func (set Setting) Arrange(items []Item, painted []geometry.Box) []Column {
	if set.Edge > 0 {
		return arranger{}.sided(items, set.Edge)
	}
	return arranger{set.Columns, painted}.arrange(items, 0)
}

// usualLeading finds the usual distance of baselines of each size of text, from
// lines that reach the right edge and so go on with the next line.
func usualLeading(pages []*Page, right map[int]float64) map[int]float64 {
	counts := map[int]map[int]int{}
	for _, p := range pages {
		edge := right[SizeKey(p.Width)]
		rows := RowsOf(onlyLines(p.Items))
		for i := 1; i < len(rows); i++ {
			a, b := rows[i-1].Line, rows[i].Line
			d := b.Y - a.Y
			if SizeKey(a.Size) != SizeKey(b.Size) || d < 0.85*b.Size || d > 2.2*b.Size || a.X1 < b.X0 || b.X1 < a.X0 {
				continue
			}
			k := SizeKey(b.Size)
			if counts[k] == nil {
				counts[k] = map[int]int{}
			}
			weight := 1
			if a.X1 > edge-6*a.Size {
				weight = 20
			}
			counts[k][int(math.Round(d*4))] += weight
		}
	}
	out := map[int]float64{}
	for k, m := range counts {
		out[k] = commonest(m)
	}
	return out
}

// commonest is the most frequent distance in quarter points, the smaller of two
// that are alike in number.
func commonest(m map[int]int) float64 {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	best, n := 0, 0
	for _, k := range keys {
		if c := m[k] + m[k+1]/2 + m[k-1]/2; c > n+n/10 {
			best, n = k, c
		}
	}
	return float64(best) / 4
}

// textRight finds, for each width of page, the right edge of the text: the
// farthest that several lines reach.
func textRight(pages []*Page) map[int]float64 {
	ends := map[int][]float64{}
	for _, p := range pages {
		for _, it := range onlyLines(p.Items) {
			k := SizeKey(p.Width)
			ends[k] = append(ends[k], it.X1)
		}
	}
	out := map[int]float64{}
	for k, xs := range ends {
		sort.Float64s(xs)
		out[k] = xs[len(xs)-1-min(2, len(xs)/20)]
	}
	return out
}

// SizeKey is a size or width in half points, to tell those apart that differ.
func SizeKey(size float64) int { return int(math.Round(size * 2)) }
