package layout

import "math"

// An OpenTable is a table without rulings at the end of a page, which may go on.
type OpenTable struct {
	page int
	cuts []float64
	size float64 // of its largest line
}

// OpenTableOf is the table that column c is at the end of a page.
func OpenTableOf(page int, c Column) OpenTable { return OpenTable{page, c.Cuts, largest(c.Items)} }

// Continued gives the first lines of a page to the table that ended the page
// before, if they keep to its columns and are set no larger, and returns the others: the rest of a row
// does not look like a table, and it hides columns in which it is empty.
func (t *OpenTable) Continued(page int, items []Item) (table []Column, rest []Item) {
	cuts := t.cuts
	if len(cuts) == 0 || t.page != page-1 {
		return nil, items
	}
	bands := bandsOf(items)
	n, end := 0, math.Inf(1)
	var zone []Item
	for n < len(bands) && bands[n].keepsTo(cuts) && bands[n].Y0 < end && largest(bands[n].items) < t.size+1 {
		end = bands[n].Y1 + 1.5*bands[n].items[0].Height() + 12
		zone = append(zone, bands[n].items...)
		n++
	}
	if n == 0 {
		return nil, items
	}
	for _, b := range bands[n:] {
		rest = append(rest, b.items...)
	}
	return []Column{{Table: true, Zone: zoneRows(zone, cuts), Items: zone, Cuts: cuts}}, rest
}

// largest is the size of the largest line among items.
func largest(items []Item) float64 {
	size := 0.0
	for _, it := range items {
		if it.Line != nil {
			size = max(size, it.Line.Size)
		}
	}
	return size
}

// keepsTo reports whether lines lie between cuts and not all in the first column.
func (b *band) keepsTo(cuts []float64) bool {
	beyond := false
	for _, it := range b.items {
		if it.Line == nil {
			return false
		}
		for _, c := range cuts {
			if it.X0 < c && it.X1 > c {
				return false
			}
		}
		beyond = beyond || it.X0 > cuts[0]
	}
	return beyond
}
