package pdf

import "math"

// An openTable is a table without rulings at the end of a page, which may go on.
type openTable struct {
	page int
	cuts []float64
	size float64 // of its largest line
}

// openTableOf is the table that column c is at the end of a page.
func openTableOf(page int, c column) openTable { return openTable{page, c.cuts, largest(c.items)} }

// continued gives the first lines of a page to the table that ended the page
// before, if they keep to its columns and are set no larger, and returns the others: the rest of a row
// does not look like a table, and it hides columns in which it is empty.
func (t *openTable) continued(page int, items []item) (table []column, rest []item) {
	cuts := t.cuts
	if len(cuts) == 0 || t.page != page-1 {
		return nil, items
	}
	bands := bandsOf(items)
	n, end := 0, math.Inf(1)
	var zone []item
	for n < len(bands) && bands[n].keepsTo(cuts) && bands[n].y0 < end && largest(bands[n].items) < t.size+1 {
		end = bands[n].y1 + 1.5*bands[n].items[0].height() + 12
		zone = append(zone, bands[n].items...)
		n++
	}
	if n == 0 {
		return nil, items
	}
	for _, b := range bands[n:] {
		rest = append(rest, b.items...)
	}
	return []column{{table: true, zone: zoneRows(zone, cuts), items: zone, cuts: cuts}}, rest
}

// largest is the size of the largest line among items.
func largest(items []item) float64 {
	size := 0.0
	for _, it := range items {
		if it.seg != nil {
			size = max(size, it.seg.size)
		}
	}
	return size
}

// keepsTo reports whether lines lie between cuts and not all in the first column.
func (b *band) keepsTo(cuts []float64) bool {
	beyond := false
	for _, it := range b.items {
		if it.seg == nil {
			return false
		}
		for _, c := range cuts {
			if it.x0 < c && it.x1 > c {
				return false
			}
		}
		beyond = beyond || it.x0 > cuts[0]
	}
	return beyond
}
