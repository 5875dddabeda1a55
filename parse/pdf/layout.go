package pdf

import (
	"math"
	"slices"
	"sort"
	"strings"
)

// A column is a run of items that are read from top to bottom, with the right
// edge to which its lines may reach.
type column struct {
	items []item
	right float64
	table bool // the columns of one zone that are read row by row
	zone  []zoneRow
	cuts  []float64
}

// An arranger puts what stands on a page in reading order. usual are the places of the
// white space between the columns in which the document is set, none where it is not.
type arranger struct{ usual []float64 }

// arrange makes columns of items.
func (a arranger) arrange(items []item, depth int) []column {
	bands := bandsOf(items)
	var out []column
	for i := 0; i < len(bands); {
		gutters, n := a.growZone(bands[i:])
		if n == 0 {
			gutters, n = a.rightFirst(bands[i:])
		}
		if n == 0 || depth > 4 {
			out = appendPlain(out, bands[i].items)
			i++
			continue
		}
		var zone []item
		for _, b := range bands[i : i+n] {
			zone = append(zone, b.items...)
		}
		if cols := a.splitZone(zone, gutters, depth); len(cols) == 1 && !cols[0].table {
			out = appendPlain(out, cols[0].items) // no zone after all: the paragraphs around it go on
		} else {
			out = append(out, cols...)
		}
		i += n
	}
	return out
}

// appendPlain adds items of a single column to the last column if that is one.
func appendPlain(out []column, items []item) []column {
	if len(items) == 0 {
		return out
	}
	if n := len(out); n > 0 && !out[n-1].table && out[n-1].right == 0 {
		out[n-1].items = append(out[n-1].items, items...)
		return out
	}
	return append(out, column{items: items})
}

// A band is a horizontal stripe of the page that white space parts from others.
type band struct {
	box
	items []item
}

func bandsOf(items []item) []band {
	items = append([]item(nil), items...)
	sort.SliceStable(items, func(i, j int) bool {
		a, b := items[i], items[j]
		if ya, yb := math.Round(a.y0*2), math.Round(b.y0*2); ya != yb {
			return ya < yb
		}
		return a.x0 < b.x0
	})
	var out []band
	for _, it := range items {
		if n := len(out); n > 0 && it.y0 < out[n-1].y1-0.15*min(it.height(), 14) {
			out[n-1].box = out[n-1].box.union(it.box)
			out[n-1].items = append(out[n-1].items, it)
			continue
		}
		out = append(out, band{it.box, []item{it}})
	}
	return out
}

// A span is a stretch of the page's width.
type span struct{ from, to float64 }

// free lists the stretches of the page's width that no item of a band covers.
func (b *band) free() []span {
	its := append([]item(nil), b.items...)
	sort.Slice(its, func(i, j int) bool { return its[i].x0 < its[j].x0 })
	out := []span{}
	at := math.Inf(-1)
	for _, it := range its {
		if it.x0 > at {
			out = append(out, span{at, it.x0})
		}
		at = max(at, it.x1)
	}
	return append(out, span{at, math.Inf(1)})
}

const gutterWidth = 6.5 // points, least white space between columns

// growZone finds how many bands, from the first on, share a gutter. A heading ends them,
// but in columns of running text and in those in which the document is set.
func (a arranger) growZone(bands []band) ([]span, int) {
	gutters := inner(bands[0].free())
	if len(gutters) == 0 {
		return nil, 0
	}
	gutters, n, head := a.shared(bands, gutters)
	if head > 0 && !runs(bands[:n], gutters) {
		gutters, n, _ = a.shared(bands[:head], inner(bands[0].free()))
	}
	for n > 1 && bands[n-1].x1 <= gutters[0].from && bands[n-1].heads(&bands[n-2]) {
		n-- // it heads what follows over the whole width
	}
	// trailing bands that lie wholly on one side do not belong to the zone
	for n > 1 && len(inner(bands[n-1].free())) == 0 && bands[n-1].x0 < gutters[0].from && bands[n-1].x1 <= gutters[0].from && shortTail(bands[:n]) {
		n--
	}
	return gutters, n
}

// shared are the gutters that bands share, from the first on, how many bands do, and how
// many come before the first heading among them, or end with it; 0 if there is none.
func (a arranger) shared(bands []band, gutters []span) (shared []span, n, head int) {
	for n = 1; n < len(bands); n++ {
		gap := bands[n].y0 - bands[n-1].y1
		next := intersect(gutters, bands[n].free())
		if gap > 2.5*min(20, bands[n-1].items[0].height())+6 || len(next) == 0 || titleAcross(bands, n, next[0]) {
			break
		}
		if head == 0 && !a.has(next) && (bands[n].heads(&bands[n-1]) || bands[n-1].heads(&bands[n])) {
			head = n
		}
		gutters = next
	}
	return gutters, n, head
}

// rightFirst finds a zone that begins with bands of the right column alone, as
// where a title stands lower in the left one.
func (a arranger) rightFirst(bands []band) ([]span, int) {
	j := 1
	for j < len(bands) && j < 12 && len(inner(bands[j].free())) == 0 && bands[j].x0 > bands[0].x0-30 {
		j++
	}
	if j == len(bands) || len(inner(bands[j].free())) == 0 {
		return nil, 0
	}
	gutters, n := a.growZone(bands[j:])
	if n < 4 {
		return nil, 0
	}
	for _, b := range bands[:j] {
		if b.x0 < gutters[0].from {
			return nil, 0
		}
		if len(intersect(gutters, b.free())) < len(gutters) {
			return nil, 0 // it heads the columns on both sides of a gutter
		}
	}
	return gutters, j + n
}

// shortTail reports whether the last band stands apart from the one before it.
func shortTail(bands []band) bool {
	n := len(bands)
	return bands[n-1].y0-bands[n-2].y1 > 0.5*bands[n-1].height()
}

// hasGrid reports whether a table with painted lines is among items.
func hasGrid(items []item) bool {
	for _, it := range items {
		if it.grid != nil {
			return true
		}
	}
	return false
}

// inner leaves out the margins.
func inner(free []span) []span {
	var out []span
	for _, s := range free {
		if !math.IsInf(s.from, 0) && !math.IsInf(s.to, 0) && s.to-s.from >= gutterWidth {
			out = append(out, s)
		}
	}
	return out
}

func intersect(a, b []span) []span {
	var out []span
	for _, x := range a {
		for _, y := range b {
			if s := (span{max(x.from, y.from), min(x.to, y.to)}); s.to-s.from >= gutterWidth {
				out = append(out, s)
			}
		}
	}
	return out
}

// splitZone cuts items at gutters and decides how they are read.
func (a arranger) splitZone(items []item, gutters []span, depth int) []column {
	parts, cuts := partsOf(items, gutters)
	if len(parts) == 1 {
		return []column{{items: items}}
	}
	if isContents(items) {
		if slices.ContainsFunc(parts, func(p []item) bool { return !isContents(p) }) {
			return []column{{items: items}}
		}
		return a.columns(parts, depth)
	}
	if areColumns(parts) || a.keeps(gutters, parts) {
		return a.columns(parts, depth)
	}
	if hasGrid(items) {
		return []column{{items: items}}
	}
	rows := zoneRows(items, cuts)
	if len(rows) >= 2 && isTable(rows) {
		table, after := cutHeading(rows, items)
		if len(after) > 0 {
			rows = rows[:len(rows)-1]
		}
		return appendPlain([]column{{table: true, zone: rows, items: table, cuts: cuts}}, after)
	}
	return []column{{items: items}}
}

// columns reads parts one after the other.
func (a arranger) columns(parts [][]item, depth int) []column {
	var out []column
	for _, p := range parts {
		cols := a.arrange(p, depth+1)
		right := rightEdge(p)
		for i := range cols {
			cols[i].right = right
		}
		out = append(out, cols...)
	}
	return out
}

// joinMarkers takes back gutters between list marks, paragraph numbers or the
// numbers of headings and their text.
func joinMarkers(parts [][]item, cuts []float64) ([][]item, []float64) {
	for k := 0; k+1 < len(parts); {
		if !allMarkers(parts[k], parts[k+1]) && !headNumbers(parts[k], parts[k+1]) {
			k++
			continue
		}
		parts[k+1] = append(parts[k], parts[k+1]...)
		parts = append(parts[:k:k], parts[k+1:]...)
		cuts = append(cuts[:k:k], cuts[k+1:]...)
	}
	return parts, cuts
}

// allMarkers reports whether items are the marks of what stands beside them. Among them
// may be a heading with nothing beside it, and the number of a heading: in bold, or one
// that others go on with, "1" above "1.1".
func allMarkers(items, beside []item) bool {
	marks := 0
	for _, it := range items {
		if it.seg == nil {
			return false
		}
		text := it.seg.text()
		if isMark(text) || it.seg.words[0].number && len(it.seg.words) == 1 {
			marks++
		} else if !(it.seg.bold && (isSectionNumber(text) || stands(it, beside))) && !numberGoesOn(text, items) {
			return false
		}
	}
	return marks > 0
}

// numberGoesOn reports whether an item goes on with a number.
func numberGoesOn(number string, items []item) bool {
	stem := strings.TrimRight(number, ".") + "."
	return isSectionNumber(number) && slices.ContainsFunc(items, func(it item) bool {
		return it.seg != nil && len(it.seg.text()) > len(stem) && strings.HasPrefix(it.seg.text(), stem)
	})
}

// stands reports whether nothing stands beside an item.
func stands(it item, beside []item) bool {
	for _, o := range beside {
		if o.y0 < it.y1-1 && it.y0 < o.y1-1 {
			return false
		}
	}
	return true
}

// headNumbers reports whether items are the numbers of headings: in bold, as the
// numbers in a table's first column hardly ever are, and one of them divided, or each
// beside a title in bold above plain text.
func headNumbers(items, beside []item) bool {
	divided, titles := false, 0
	for _, it := range items {
		if it.seg == nil || !it.seg.bold || !isSectionNumber(it.seg.text()) {
			return false
		}
		divided = divided || strings.Contains(strings.TrimRight(it.seg.text(), "."), ".")
		titles += boolInt(slices.ContainsFunc(beside, func(o item) bool { return o.seg != nil && o.seg.bold && math.Abs(o.seg.y-it.seg.y) < 2 }))
	}
	return divided || titles == len(items) && slices.ContainsFunc(beside, func(o item) bool { return o.seg != nil && !o.seg.bold })
}

func rightEdge(items []item) float64 {
	right := 0.0
	for _, it := range items {
		right = max(right, it.x1)
	}
	return right
}
