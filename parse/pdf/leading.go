package pdf

import (
	"math"
	"sort"
)

// A setting is how the pages of a document are set, as far as it tells in which order
// they are read and where paragraphs end.
type setting struct {
	leading map[int]float64 // usual distance of baselines, by sizeKey of the text's size
	right   map[int]float64 // right edge of the text, by sizeKey of the page's width
	columns []float64       // the gutters of the columns in which the document is set
	edge    float64         // the left edge of the text where headings stand beside it, see sideMargin
}

// settingOf measures the pages of a document, whose furniture is marked.
func settingOf(pages []*pageItems) setting {
	set := setting{right: textRight(pages), edge: sideMargin(pages)}
	set.leading = usualLeading(pages, set.right)
	if set.edge == 0 {
		set.columns = usualColumns(pages)
	}
	return set
}

// arrange puts what stands on a page, but for headers and footers, in order.
func (set setting) arrange(items []item) []column {
	if set.edge > 0 {
		return arranger{}.sided(items, set.edge)
	}
	return arranger{set.columns}.arrange(items, 0)
}

// usualLeading finds the usual distance of baselines of each size of text, from
// lines that reach the right edge and so go on with the next line.
func usualLeading(pages []*pageItems, right map[int]float64) map[int]float64 {
	counts := map[int]map[int]int{}
	for _, p := range pages {
		edge := right[sizeKey(p.width)]
		rows := rowsOf(onlyLines(p.items))
		for i := 1; i < len(rows); i++ {
			a, b := rows[i-1].seg, rows[i].seg
			d := b.y - a.y
			if sizeKey(a.size) != sizeKey(b.size) || d < 0.85*b.size || d > 2.2*b.size || a.x1 < b.x0 || b.x1 < a.x0 {
				continue
			}
			k := sizeKey(b.size)
			if counts[k] == nil {
				counts[k] = map[int]int{}
			}
			weight := 1
			if a.x1 > edge-6*a.size {
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
func textRight(pages []*pageItems) map[int]float64 {
	ends := map[int][]float64{}
	for _, p := range pages {
		for _, it := range onlyLines(p.items) {
			k := sizeKey(p.width)
			ends[k] = append(ends[k], it.x1)
		}
	}
	out := map[int]float64{}
	for k, xs := range ends {
		sort.Float64s(xs)
		out[k] = xs[len(xs)-1-min(2, len(xs)/20)]
	}
	return out
}

func sizeKey(size float64) int { return int(math.Round(size * 2)) }
