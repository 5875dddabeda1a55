package layout

import (
	"math"
	"sort"
	"unicode/utf8"
)

// partsOf cuts items at gutters.
func partsOf(items []Item, gutters []span) (parts [][]Item, cuts []float64) {
	for _, g := range gutters {
		cuts = append(cuts, (g.from+g.to)/2)
	}
	parts = make([][]Item, len(cuts)+1)
	for _, it := range items {
		k := sort.SearchFloat64s(cuts, (it.X0+it.X1)/2)
		parts[k] = append(parts[k], it)
	}
	return joinMarkers(parts, cuts)
}

// keeps reports whether a zone keeps to the columns in which the document is set: its
// gutters are theirs, and a line in each part fills it.
func (a arranger) keeps(gutters []span, parts [][]Item) bool {
	if !a.has(gutters) || len(parts) != len(gutters)+1 {
		return false
	}
	for i, p := range parts {
		b := p[0].Box
		if i < len(a.usual) {
			b.X1 = max(b.X1, a.usual[i]-1.5*gutterWidth)
		}
		long := 0
		for _, it := range p {
			long += boolInt(it.Line != nil && it.Width() > 0.7*b.Width() && utf8.RuneCountInString(it.Line.Text()) >= 20)
		}
		if long == 0 {
			return false
		}
	}
	return true
}

// has reports whether gutters are those of the columns in which the document is set.
func (a arranger) has(gutters []span) bool {
	if len(a.usual) == 0 || len(gutters) != len(a.usual) {
		return false
	}
	for i, g := range gutters {
		if a.usual[i] < g.from || a.usual[i] > g.to {
			return false
		}
	}
	return true
}

// usualColumns finds the gutters of the columns in which a document is set: those of
// running text that stand in one place on at least two pages, and on most of those that
// have any.
func usualColumns(pages []*Page) []float64 {
	count, found := map[int]int{}, 0
	cuts := map[int][]float64{}
	for _, p := range pages {
		seen := map[int]bool{}
		bands := bandsOf(onlyLines(p.Items))
		for i := 0; i < len(bands); {
			gutters, n := arranger{}.growZone(bands[i:])
			if n == 0 {
				i++
				continue
			}
			zone := itemsOf(bands[i : i+n])
			i += n
			parts, at := partsOf(zone, gutters)
			if len(parts) < 2 || !areColumns(parts) {
				continue
			}
			key := len(at)<<16 | int(math.Round(at[0]/10))
			if !seen[key] {
				seen[key] = true
				count[key]++
				found++
				cuts[key] = at
			}
		}
	}
	for key, n := range count {
		if n >= 2 && 2*n > found {
			return cuts[key]
		}
	}
	return nil
}

// titleAcross reports whether band n is the title of what follows over the whole width,
// although it is short: alone left of the gutter, with lines right of it above and below,
// and larger than any heading there.
func titleAcross(bands []band, n int, gutter span) bool {
	b := &bands[n]
	if b.X1 > gutter.from || n+1 == len(bands) || !b.heads(&bands[n+1]) {
		return false
	}
	above, below := false, false
	for i := range bands {
		for _, it := range bands[i].items {
			if it.X0 < gutter.to {
				continue
			}
			if it.Line != nil && it.Line.Bold && it.Line.Size > 0.87*b.items[0].Line.Size {
				return false
			}
			above, below = above || i < n, below || i > n && i <= n+titleReach
		}
	}
	return above && below
}

// titleReach is how many bands below a title the columns reach at least.
const titleReach = 6

// runs reports whether bands are columns of running text.
func runs(bands []band, gutters []span) bool {
	parts, _ := partsOf(itemsOf(bands), gutters)
	return len(parts) > 1 && areColumns(parts)
}

// areColumns reports whether parts are columns of running text: each with several lines
// that fill it, which most of them do, or which go on below headings or at other heights
// than those beside them, as the cells of a row do not.
func areColumns(parts [][]Item) bool {
	return mostlyFilled(parts) || twiceFilled(parts) && (headedWithin(parts) || !sideBySide(parts))
}

// twiceFilled reports whether at least two long lines of each part fill it.
func twiceFilled(parts [][]Item) bool {
	for _, p := range parts {
		b := boxOf(p)
		filled := 0
		for _, it := range p {
			filled += boolInt(it.Line != nil && it.Width() > 0.8*b.Width() && utf8.RuneCountInString(it.Line.Text()) >= 25)
		}
		if filled < 2 {
			return false
		}
	}
	return true
}

// headedWithin reports whether a heading stands within a part, below other lines: in bold
// and larger than the text.
func headedWithin(parts [][]Item) bool {
	size := textSize(parts)
	for _, p := range parts {
		top := math.Inf(1)
		for _, it := range p {
			top = min(top, it.Y0)
		}
		for _, it := range p {
			if it.Line != nil && it.Line.Bold && it.Line.Size > 1.1*size && it.Y0 > top+3*size {
				return true
			}
		}
	}
	return false
}

// textSize is the size in which most letters of parts are set.
func textSize(parts [][]Item) float64 {
	count, best := map[float64]int{}, 0.0
	for _, p := range parts {
		for _, it := range p {
			if it.Line == nil {
				continue
			}
			size := math.Round(it.Line.Size*2) / 2
			count[size] += utf8.RuneCountInString(it.Line.Text())
			if n := count[size]; n > count[best] || n == count[best] && size < best {
				best = size
			}
		}
	}
	return best
}

// sideBySide reports whether most paragraphs of a part begin beside one of its
// neighbour's, as the cells of a row do.
func sideBySide(parts [][]Item) bool {
	for i := range parts[1:] {
		few, many := startsOf(parts[i]), startsOf(parts[i+1])
		if len(few) > len(many) {
			few, many = many, few
		}
		beside := 0
		for _, y := range few {
			k := sort.SearchFloat64s(many, y-2)
			beside += boolInt(k < len(many) && many[k] <= y+2)
		}
		if len(few) < 3 || 2*beside > len(few) {
			return true
		}
	}
	return false
}

// startsOf are the baselines of the first lines of paragraphs, from top to bottom: those
// with more white space above them than between the lines of one.
func startsOf(items []Item) []float64 {
	ys := baselines(items)
	pitch := pitchOf(ys)
	var out []float64
	for i, y := range ys {
		if i == 0 || y-ys[i-1] > 1.25*pitch {
			out = append(out, y)
		}
	}
	return out
}

// baselines are those of lines, from top to bottom.
func baselines(items []Item) (ys []float64) {
	for _, it := range items {
		if it.Line != nil {
			ys = append(ys, it.Line.Y)
		}
	}
	sort.Float64s(ys)
	return ys
}

// pitchOf is the least distance of baselines, which are in order, that are not one.
func pitchOf(ys []float64) float64 {
	pitch := math.Inf(1)
	for i := 1; i < len(ys); i++ {
		if dy := ys[i] - ys[i-1]; dy > 3 {
			pitch = min(pitch, dy)
		}
	}
	return pitch
}

// mostlyFilled reports whether several lines of each part mostly fill it.
func mostlyFilled(parts [][]Item) bool {
	for _, p := range parts {
		if len(p) < 4 {
			return false
		}
		b := boxOf(p)
		chars, filled := 0, 0
		for _, it := range p {
			if it.Line != nil {
				chars += utf8.RuneCountInString(it.Line.Text())
			}
			if it.Width() > 0.7*b.Width() {
				filled++
			}
		}
		if chars < 20*len(p) || 2*filled < len(p) {
			return false
		}
	}
	return true
}

// isTable reports whether rows look like a table: most of them have two cells or
// more, and cells are short.
func isTable(rows []ZoneRow) bool {
	full, cells, chars := 0, 0, 0
	for _, r := range rows {
		n := 0
		for _, c := range r {
			if len(c) == 0 {
				continue
			}
			n++
			for i := range c {
				chars += utf8.RuneCountInString(c[i].Text())
			}
		}
		cells += n
		if n >= 2 {
			full++
		}
	}
	return 3*full >= 2*len(rows) && chars < 200*max(1, cells)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
