package layout

import (
	"math"
	"slices"
	"sort"
	"strings"

	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/writing"
)

// A Column is a run of items that are read from top to bottom, with the right
// edge to which its lines may reach.
type Column struct {
	Items []Item
	Right float64   // 0 where it is that of the page's text
	Table bool      // the columns of one zone that are read row by row
	Zone  []ZoneRow // the rows of such a table, from top to bottom
	Cuts  []float64 // where its columns are parted, from left to right
	Inset bool      // text is set around it: it is read behind the paragraph beside which it begins
}

// An arranger puts what stands on a page in reading order. usual are the places of the
// white space between the columns in which the document is set, none where it is not;
// painted are the areas and frames of the page.
type arranger struct {
	usual   []float64
	painted []geometry.Box
}

// arrange makes columns of items.
func (a arranger) arrange(items []Item, depth int) []Column {
	bands := bandsOf(items)
	var out, insets []Column
	for i := 0; i < len(bands); {
		gutters, n := a.growZone(bands[i:])
		if n == 0 || !bands[i].parted() {
			if right, k := a.rightFirst(bands[i:]); k > 0 {
				gutters, n = right, k
			}
		}
		if n == 0 || depth > 4 {
			out = appendPlain(out, bands[i].items)
			i++
			continue
		}
		zone := itemsOf(bands[i : i+n])
		if text, inset := a.inset(bands, i, n, gutters); inset != nil && depth == 0 {
			out = appendPlain(out, text)
			insets = append(insets, Column{Items: inset, Right: rightEdge(inset), Inset: true})
		} else if cols := a.splitZone(zone, gutters, depth); len(cols) == 1 && !cols[0].Table {
			out = appendPlain(out, cols[0].Items) // no zone after all: the paragraphs around it go on
		} else {
			out = append(out, cols...)
		}
		i += n
	}
	return append(out, insets...)
}

// appendPlain adds items of a single column to the last column if that is one.
func appendPlain(out []Column, items []Item) []Column {
	if len(items) == 0 {
		return out
	}
	if n := len(out); n > 0 && !out[n-1].Table && out[n-1].Right == 0 {
		out[n-1].Items = append(out[n-1].Items, items...)
		return out
	}
	return append(out, Column{Items: items})
}

// A band is a horizontal stripe of the page that white space parts from others.
type band struct {
	geometry.Box
	items []Item
}

func bandsOf(items []Item) []band {
	items = append([]Item(nil), items...)
	sort.SliceStable(items, func(i, j int) bool {
		a, b := items[i], items[j]
		if ya, yb := math.Round(a.Y0*2), math.Round(b.Y0*2); ya != yb {
			return ya < yb
		}
		return a.X0 < b.X0
	})
	var out []band
	for _, it := range items {
		if n := len(out); n > 0 && it.Y0 < out[n-1].Y1-0.15*min(it.Height(), 14) {
			out[n-1].Box = out[n-1].Box.Union(it.Box)
			out[n-1].items = append(out[n-1].items, it)
			continue
		}
		out = append(out, band{it.Box, []Item{it}})
	}
	return out
}

// A span is a stretch of the page's width.
type span struct{ from, to float64 }

// free lists the stretches of the page's width that no item of a band covers.
func (b *band) free() []span {
	its := append([]Item(nil), b.items...)
	sort.Slice(its, func(i, j int) bool { return its[i].X0 < its[j].X0 })
	out := []span{}
	at := math.Inf(-1)
	for _, it := range its {
		if it.X0 > at {
			out = append(out, span{at, it.X0})
		}
		at = max(at, it.X1)
	}
	return append(out, span{at, math.Inf(1)})
}

// parted reports whether white space parts what stands on a band, other than the mark of an
// item from its text.
func (b *band) parted() bool {
	gaps := inner(b.free())
	return len(gaps) > 0 && slices.ContainsFunc(b.items, func(it Item) bool {
		return it.X1 <= gaps[len(gaps)-1].from && (it.Line == nil || !writing.IsMark(it.Line.Text()))
	})
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
	for n > 1 && bands[n-1].X1 <= gutters[0].from && bands[n-1].heads(&bands[n-2]) {
		n-- // it heads what follows over the whole width
	}
	// trailing bands that lie wholly on one side do not belong to the zone
	for n > 1 && len(inner(bands[n-1].free())) == 0 && bands[n-1].X0 < gutters[0].from && bands[n-1].X1 <= gutters[0].from && shortTail(bands[:n]) {
		n--
	}
	return gutters, n
}

// shared are the gutters that bands share, from the first on, how many bands do, and how
// many come before the first heading among them, or end with it; 0 if there is none.
func (a arranger) shared(bands []band, gutters []span) (shared []span, n, head int) {
	for n = 1; n < len(bands); n++ {
		gap := bands[n].Y0 - bands[n-1].Y1
		next := intersect(gutters, bands[n].free(), gutterWidth)
		if gap > 2.5*min(20, bands[n-1].items[0].Height())+6 || len(next) == 0 || titleAcross(bands, n, next[0]) {
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
	for j < len(bands) && j < 12 && !bands[j].parted() && bands[j].X0 > bands[0].X0-30 {
		j++
	}
	if j == len(bands) || !bands[j].parted() {
		return nil, 0
	}
	gutters, n := a.growZone(bands[j:])
	if n < 4 {
		return nil, 0
	}
	for _, b := range bands[:j] {
		if b.X0 < gutters[0].from {
			return nil, 0
		}
		if len(intersect(gutters, b.free(), gutterWidth)) < len(gutters) {
			return nil, 0 // it heads the columns on both sides of a gutter
		}
	}
	return gutters, j + n
}

// shortTail reports whether the last band stands apart from the one before it.
func shortTail(bands []band) bool {
	n := len(bands)
	return bands[n-1].Y0-bands[n-2].Y1 > 0.5*bands[n-1].Height()
}

// hasGrid reports whether a table with painted lines is among items.
func hasGrid(items []Item) bool {
	return slices.ContainsFunc(items, func(it Item) bool { return it.Grid != nil })
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

// intersect lists the gaps of at least some width that two rows have in common.
func intersect(a, b []span, width float64) []span {
	var out []span
	for _, x := range a {
		for _, y := range b {
			if s := (span{max(x.from, y.from), min(x.to, y.to)}); s.to-s.from >= width {
				out = append(out, s)
			}
		}
	}
	return out
}

// splitZone cuts items at gutters and decides how they are read.
func (a arranger) splitZone(items []Item, gutters []span, depth int) []Column {
	parts, cuts := partsOf(items, gutters)
	if len(parts) == 1 {
		return []Column{{Items: items}}
	}
	if isContents(items) {
		if slices.ContainsFunc(parts, func(p []Item) bool { return !isContents(p) }) {
			return []Column{{Items: items}}
		}
		return a.columns(parts, depth)
	}
	if areColumns(parts) || a.keeps(gutters, parts) {
		return a.columns(parts, depth)
	}
	if hasGrid(items) {
		return []Column{{Items: items}}
	}
	rows := zoneRows(items, cuts)
	if len(rows) >= 2 && isTable(rows) {
		table, after := cutHeading(rows, items)
		if len(after) > 0 {
			rows = rows[:len(rows)-1]
		}
		return appendPlain([]Column{{Table: true, Zone: rows, Items: table, Cuts: cuts}}, after)
	}
	return []Column{{Items: items}}
}

// columns reads parts one after the other.
func (a arranger) columns(parts [][]Item, depth int) []Column {
	var out []Column
	for _, p := range parts {
		cols := a.arrange(p, depth+1)
		right := rightEdge(p)
		for i := range cols {
			cols[i].Right = right
		}
		out = append(out, cols...)
	}
	return out
}

// joinMarkers takes back gutters between list marks, paragraph numbers or the
// numbers of headings and their text.
func joinMarkers(parts [][]Item, cuts []float64) ([][]Item, []float64) {
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
func allMarkers(items, beside []Item) bool {
	marks := 0
	for _, it := range items {
		if it.Line == nil {
			return false
		}
		text := it.Line.Text()
		if writing.IsMark(text) || it.Line.Words[0].Number && len(it.Line.Words) == 1 {
			marks++
		} else if !(it.Line.Bold && (writing.IsSectionNumber(text) || stands(it, beside))) && !numberGoesOn(text, items) {
			return false
		}
	}
	return marks > 0
}

// numberGoesOn reports whether an item goes on with a number.
func numberGoesOn(number string, items []Item) bool {
	stem := strings.TrimRight(number, ".") + "."
	return writing.IsSectionNumber(number) && slices.ContainsFunc(items, func(it Item) bool {
		return it.Line != nil && len(it.Line.Text()) > len(stem) && strings.HasPrefix(it.Line.Text(), stem)
	})
}

// stands reports whether nothing stands beside an item.
func stands(it Item, beside []Item) bool {
	return !slices.ContainsFunc(beside, func(o Item) bool { return o.Y0 < it.Y1-1 && it.Y0 < o.Y1-1 })
}

// headNumbers reports whether items are the numbers of headings: in bold, as the
// numbers in a table's first column hardly ever are, and one of them divided, or each
// beside a title in bold above plain text.
func headNumbers(items, beside []Item) bool {
	divided, titles := false, 0
	for _, it := range items {
		if it.Line == nil || !it.Line.Bold || !writing.IsSectionNumber(it.Line.Text()) {
			return false
		}
		divided = divided || strings.Contains(strings.TrimRight(it.Line.Text(), "."), ".")
		titles += boolInt(slices.ContainsFunc(beside, func(o Item) bool { return o.Line != nil && o.Line.Bold && math.Abs(o.Line.Y-it.Line.Y) < 2 }))
	}
	return divided || titles == len(items) && slices.ContainsFunc(beside, func(o Item) bool { return o.Line != nil && !o.Line.Bold })
}

func rightEdge(items []Item) float64 {
	right := 0.0
	for _, it := range items {
		right = max(right, it.X1)
	}
	return right
}
