package pdf

import (
	"math"
	"slices"
	"strconv"
)

// Booklets are put on the web as their printer had them: two pages side by side on a
// sheet, each with its number.

// sheets are the sheets on which the pages of a document stand, by page, both from 1; nil
// where each page is a sheet.
type sheets []int

// halves are the pages of a document whose sheets hold two each, numbered through, and
// the sheet of each; the pages themselves and nil for any other document. A sheet
// on which something stands across the middle stays whole.
func halves(pages []*pageItems) (out []*pageItems, on sheets) {
	if !areSpreads(pages) {
		return pages, nil
	}
	for i, p := range pages {
		parts := []*pageItems{p}
		if p.wide() && !p.crossed() {
			parts = p.cut()
		}
		for _, half := range parts {
			half.number = len(out) + 1
			out, on = append(out, half), append(on, i+1)
		}
	}
	return out, on
}

// areSpreads reports whether most sheets are wide and have in their left half the number
// of a page and in their right that of the next.
func areSpreads(pages []*pageItems) bool {
	const least = 3
	both, counted := 0, 0
	for _, p := range pages {
		if !p.wide() || p.crossed() {
			continue
		}
		parts := p.cut()
		if len(parts[0].items) == 0 || len(parts[1].items) == 0 {
			continue
		}
		both++
		counted += boolInt(p.countsOn(parts[0], parts[1]))
	}
	return counted >= least && 2*counted >= both && 2*both > len(pages)
}

// wide reports a sheet in whose halves pages may stand.
func (p *pageItems) wide() bool { return p.width > 1.2*p.height }

// crossed reports whether something of the page stands across its middle.
func (p *pageItems) crossed() bool {
	for _, it := range p.items {
		if it.x0 < p.width/2-1 && it.x1 > p.width/2+1 {
			return true
		}
	}
	return len(p.turned) > 0
}

// cut parts a page in the middle.
func (p *pageItems) cut() []*pageItems {
	parts := make([]*pageItems, 2)
	for i := range parts {
		// The right half keeps the places of the sheet, and reaches to its edge.
		parts[i] = &pageItems{width: p.width / float64(2-i), height: p.height, bodySize: p.bodySize}
	}
	for _, it := range p.items {
		half := parts[boolInt(it.x0+it.x1 > p.width)]
		half.items = append(half.items, it)
	}
	return parts
}

// countsOn reports whether two lines in the margin stand on one height in the halves of a
// page, and the number at the right edge is the one after that at the left.
func (p *pageItems) countsOn(left, right *pageItems) bool {
	for _, a := range left.items {
		if a.seg == nil || !p.inMargin(&a) {
			continue
		}
		n, err := strconv.Atoi(firstNumber.FindString(a.seg.text()))
		if err != nil {
			continue
		}
		for _, b := range right.items {
			if b.seg != nil && math.Abs(a.seg.y-b.seg.y) < 2 && lastNumber.FindString(b.seg.text()) == strconv.Itoa(n+1) {
				return true
			}
		}
	}
	return false
}

// inMargin reports an item at the upper or lower edge of a page.
func (p *pageItems) inMargin(it *item) bool {
	return it.y1 < margin*p.height || it.y0 > (1-margin)*p.height
}

// sheetOf is the sheet on which a page stands.
func (s sheets) sheetOf(page int) int {
	if page < 1 || page > len(s) {
		return page
	}
	return s[page-1]
}

// pageOf is the first page on a sheet.
func (s sheets) pageOf(sheet int) int {
	if k := slices.Index(s, sheet); k >= 0 {
		return k + 1
	}
	return sheet
}
