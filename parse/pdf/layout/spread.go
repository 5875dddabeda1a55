package layout

import (
	"math"
	"slices"
	"strconv"
)

// Booklets are put on the web as their printer had them: two pages side by side on a
// sheet, each with its number.

// Sheets are the sheets on which the pages of a document stand, by page, both from 1; nil
// where each page is a sheet.
type Sheets []int

// Halves are the pages of a document whose sheets hold two each, numbered through, and
// the sheet of each; the pages themselves and nil for any other document. A sheet
// on which something stands across the middle stays whole.
func Halves(pages []*Page) (out []*Page, on Sheets) {
	if !areSpreads(pages) {
		return pages, nil
	}
	for i, p := range pages {
		parts := []*Page{p}
		if p.wide() && !p.crossed() {
			parts = p.cut()
		}
		for _, half := range parts {
			half.Number = len(out) + 1
			out, on = append(out, half), append(on, i+1)
		}
	}
	return out, on
}

// areSpreads reports whether most sheets are wide and have in their left half the number
// of a page and in their right that of the next.
func areSpreads(pages []*Page) bool {
	const least = 3
	both, counted := 0, 0
	for _, p := range pages {
		if !p.wide() || p.crossed() {
			continue
		}
		parts := p.cut()
		if len(parts[0].Items) == 0 || len(parts[1].Items) == 0 {
			continue
		}
		both++
		counted += boolInt(p.countsOn(parts[0], parts[1]))
	}
	return counted >= least && 2*counted >= both && 2*both > len(pages)
}

// wide reports a sheet in whose halves pages may stand.
func (p *Page) wide() bool { return p.Width > 1.2*p.Height }

// crossed reports whether something of the page stands across its middle.
func (p *Page) crossed() bool {
	return len(p.Turned) > 0 || slices.ContainsFunc(p.Items, func(it Item) bool { return it.X0 < p.Width/2-1 && it.X1 > p.Width/2+1 })
}

// cut parts a page in the middle.
func (p *Page) cut() []*Page {
	parts := make([]*Page, 2)
	for i := range parts {
		// The right half keeps the places of the sheet, and reaches to its edge.
		parts[i] = &Page{Width: p.Width / float64(2-i), Height: p.Height, BodySize: p.BodySize}
	}
	for _, it := range p.Items {
		half := parts[boolInt(it.X0+it.X1 > p.Width)]
		half.Items = append(half.Items, it)
	}
	return parts
}

// countsOn reports whether two lines in the margin stand on one height in the halves of a
// page, and the number at the right edge is the one after that at the left.
func (p *Page) countsOn(left, right *Page) bool {
	for _, a := range left.Items {
		if a.Line == nil || !p.inMargin(&a) {
			continue
		}
		n, err := strconv.Atoi(firstNumber.FindString(a.Line.Text()))
		if err != nil {
			continue
		}
		for _, b := range right.Items {
			if b.Line != nil && math.Abs(a.Line.Y-b.Line.Y) < 2 && lastNumber.FindString(b.Line.Text()) == strconv.Itoa(n+1) {
				return true
			}
		}
	}
	return false
}

// inMargin reports an item at the upper or lower edge of a page.
func (p *Page) inMargin(it *Item) bool {
	return it.Y1 < margin*p.Height || it.Y0 > (1-margin)*p.Height
}

// SheetOf is the sheet on which a page stands.
func (s Sheets) SheetOf(page int) int {
	if page < 1 || page > len(s) {
		return page
	}
	return s[page-1]
}

// PageOf is the first page on a sheet.
func (s Sheets) PageOf(sheet int) int {
	if k := slices.Index(s, sheet); k >= 0 {
		return k + 1
	}
	return sheet
}
