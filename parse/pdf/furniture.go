package pdf

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// pageNumber matches a line that says only which page it is.
var pageNumber = regexp.MustCompile(`(?i)^(page\s*)?[-–—|]?\s*(\d{1,4}|[ivxl]{1,6})\s*[-–—|]?(\s*(of|/)\s*\d{1,4})?$`)

// margin is the part of a page's height in which headers and footers stand.
const margin = 0.13

// largeHead is how much larger than the text a line is set that may be a heading.
const largeHead = 1.15

// A marginLine is a line in the upper or lower margin of a page.
type marginLine struct {
	page int // index of the page
	seg  *line
	keys []string // text in the forms in which it comes again
	y    float64
	top  bool
}

// markFurniture marks headers, footers and page numbers as artifacts: lines that
// come again in the same place on other pages, and numbers of pages.
func markFurniture(pages []*pageItems) {
	var lines []marginLine
	count := map[string]map[int]bool{}
	for i, p := range pages {
		for j := range p.items {
			m, ok := marginOf(i, p, &p.items[j])
			if !ok {
				continue
			}
			lines = append(lines, m)
			for dy := -1; dy <= 1; dy++ {
				for _, key := range m.keys {
					k := m.height(dy) + key
					if count[k] == nil {
						count[k] = map[int]bool{}
					}
					count[k][i] = true
				}
			}
		}
	}
	once := map[string]int{} // lines in a place that come only once
	for _, m := range lines {
		if len(m.pages(count, len(pages))) == 1 {
			for dy := -1; dy <= 1; dy++ {
				once[m.height(dy)]++
			}
		}
	}
	again := map[*line]bool{}
	for _, m := range lines {
		on := m.pages(count, len(pages))
		again[m.seg] = comesAgain(on, m.page, len(pages)) && (2*len(on) >= len(pages) || once[m.height(0)] <= len(on))
	}
	folios := foliosOf(lines, pages)
	for _, m := range lines {
		p := pages[m.page]
		if m.countsTitle(p, again, lines) {
			continue
		}
		if again[m.seg] && !m.underTitle(p, again) || isPageNumber(m, pages) || isFooter(m, pages) || isEcho(m, p) || 2*folios[m.folio(p.bodySize)] >= len(pages) && len(pages) > 3 {
			m.seg.art = true
		}
	}
	for _, p := range pages {
		p.spread()
	}
}

// comesAgain reports whether a line that stands in one place on some pages is a
// running header or footer of page i: it is there on half of the pages, or on the
// next page or the one before, or on every second page. A heading that chapters
// repeat comes to the top of pages by chance only, and other pages have other
// lines in that place.
func comesAgain(on map[int]bool, i, pages int) bool {
	if len(on) < 2 {
		return false
	}
	if 2*len(on) >= pages || on[i-1] || on[i+1] {
		return true
	}
	return len(on) >= 3 && (on[i-2] || on[i+2])
}

// underTitle reports whether a line at the top of its page, no smaller than the text, stands
// below a larger one that is on no other page: the first heading of a chapter, such as
// "Introduction", stands in the same place wherever a chapter begins a page.
func (m marginLine) underTitle(p *pageItems, again map[*line]bool) bool {
	if !m.top || m.seg.size < p.bodySize {
		return false
	}
	for _, it := range p.items {
		if it.seg != nil && !again[it.seg] && it.y1 < m.seg.y0+1 && it.seg.size > largeHead*p.bodySize && it.seg.size > m.seg.size {
			return true
		}
	}
	return false
}

// titleCount is a line that does nothing but count the title below it.
var titleCount = regexp.MustCompile(`(?i)^(?:chapter|section|part|procedure|protocol|policy|appendix|annex|module|unit) (?:[0-9]{1,3}|[A-Z]|[IVX]{1,5})$`)

// countsTitle reports whether a line is the number of the larger title right below it,
// "Chapter 3", which no other page has: that of a running head is on all of its pages.
func (m marginLine) countsTitle(p *pageItems, again map[*line]bool, lines []marginLine) bool {
	if !m.top || !titleCount.MatchString(m.seg.text()) {
		return false
	}
	for _, o := range lines {
		if o.page != m.page && o.seg.text() == m.seg.text() {
			return false
		}
	}
	return slices.ContainsFunc(p.items, func(it item) bool {
		return it.seg != nil && !again[it.seg] && it.seg.size > largeHead*m.seg.size && it.y0 > m.seg.y1-1 && it.y0-m.seg.y1 < 1.5*it.seg.size
	})
}

// pages are those on which the line stands in its place. Numbers that count the pages
// do so on most of them.
func (m marginLine) pages(count map[string]map[int]bool, all int) map[int]bool {
	on := count[m.height(0)+m.keys[0]]
	for _, key := range m.keys[1:] {
		if other := count[m.height(0)+key]; 2*len(other) >= all {
			on = other
		}
	}
	return on
}

// height names where on the page a line stands, dy steps away.
func (m marginLine) height(dy int) string {
	side := "b"
	if m.top {
		side = "t"
	}
	return side + string(rune(0x100+int(math.Round(m.y/2))+dy))
}

// isPageNumber reports whether a line at the very edge is the number of its page.
func isPageNumber(m marginLine, pages []*pageItems) bool {
	if !pageNumber.MatchString(m.seg.text()) {
		return false
	}
	p := pages[m.page]
	for _, it := range p.items {
		if it.seg == nil || it.seg == m.seg {
			continue
		}
		if !m.top && it.y0 > m.seg.y1 || m.top && it.y1 < m.seg.y0 {
			return pageNumber.MatchString(it.seg.text()) || it.seg.art
		}
	}
	return true
}

// namesPage matches a line that ends or begins with the number of its page.
var namesPage = regexp.MustCompile(`(?i)(^page\s+\d{1,4}(\s+of\s+\d{1,4})?\b|\bpage\s+\d{1,4}(\s+of\s+\d{1,4})?$|\b\d{1,4}\s*/\s*\d{1,4}$)`)

// isFooter reports whether a line at the edge of its page can be told for a header
// or footer by itself, as in a document of one page: it names the page, or it is
// small and stands apart from the text.
func isFooter(m marginLine, pages []*pageItems) bool {
	p := pages[m.page]
	near, body := math.Inf(1), 0.0
	for _, it := range p.items {
		if it.seg == nil || it.seg == m.seg || math.Abs(it.seg.y-m.seg.y) < 2 {
			continue
		}
		body = max(body, it.seg.size)
		beyond := !m.top && it.y0 > m.seg.y1 || m.top && it.y1 < m.seg.y0
		if beyond && !it.seg.art {
			return false
		}
		near = min(near, max(it.y0-m.seg.y1, m.seg.y0-it.y1))
	}
	if near < 0.8*m.seg.size {
		return false
	}
	return namesPage.MatchString(m.seg.text()) || m.top && m.seg.x0 > p.width/2 && printedFrom.MatchString(m.seg.text()) || m.seg.size < 0.82*p.bodySize && (m.top && near > 1.5*m.seg.size || m.endsInPage())
}

// printedFrom matches the address that browsers print above a page, at the right.
var printedFrom = regexp.MustCompile(`^(?:https?|file)://[^ ]+$`)

// endsInPage reports whether the number of its page stands at the end of a line, apart
// from what is before it: "July 2012      1".
func (m marginLine) endsInPage() bool {
	n := len(m.seg.words)
	return n > 1 && m.seg.words[n-1].text == strconv.Itoa(m.page+1) && m.seg.words[n-1].x0-m.seg.words[n-2].x1 > m.seg.size
}

// A folio is a page's number in a line at the edge of the page: how far it is ahead of
// the page, and where the line stands.
type folio struct {
	ahead int
	at    string // "" where the line has none
}

// lastNumber and firstNumber are numbers at the ends of a line.
var (
	firstNumber = regexp.MustCompile(`^[0-9]{1,4}\b`)
	lastNumber  = regexp.MustCompile(`\b[0-9]{1,4}$`)
)

// folio reads the number that begins or ends a line, as those of pages do in running
// heads of chapters: "12 | Part A" on the left, "A.1 Referrals | 13" on the right. Those
// are not set larger than the text, of size body: "3 Visits" at the top of the fifth page
// is the title of a chapter where each begins a page and takes one.
func (m marginLine) folio(body float64) folio {
	if m.seg.size > largeHead*body {
		return folio{}
	}
	text := m.seg.text()
	number := lastNumber.FindString(text)
	if number == "" {
		number = firstNumber.FindString(text)
	}
	if number == "" || number == text {
		return folio{}
	}
	n, _ := strconv.Atoi(number)
	return folio{n - m.page, m.height(0)}
}

// foliosOf counts the pages that have a folio.
func foliosOf(lines []marginLine, pages []*pageItems) map[folio]int {
	count := map[folio]int{}
	for _, m := range lines {
		if f := m.folio(pages[m.page].bodySize); f.at != "" {
			count[f]++
		}
	}
	return count
}

// isEcho reports whether a line at the top of its page repeats, in smaller letters, a
// heading that stands on it: the running head of the heading's pages.
func isEcho(m marginLine, p *pageItems) bool {
	if !m.top {
		return false
	}
	for _, it := range p.items {
		if it.seg != nil && it.seg != m.seg && it.seg.size > 1.2*m.seg.size && it.seg.y > m.seg.y && titleKey(it.seg.text()) == titleKey(m.seg.text()) {
			return true
		}
	}
	return false
}

func marginOf(i int, p *pageItems, it *item) (marginLine, bool) {
	if it.seg == nil {
		return marginLine{}, false
	}
	h := p.height
	isTop, isBottom := it.y1 < margin*h, it.y0 > (1-margin)*h
	if !isTop && !isBottom || isMark(it.seg.text()) || p.ofContents(it.seg) || p.numbersText(it.seg) {
		return marginLine{}, false
	}
	return marginLine{i, it.seg, marginKeys(it.seg, i, p.bodySize), it.seg.y, isTop}, true
}

var digits = regexp.MustCompile(`[0-9]+`)

// marginKeys are the forms in which a line at the edge of page i comes again on other
// pages: with other numbers, or, where it is set larger than the text, as a heading
// such as "PART 2" is, with the same numbers or with numbers that count the pages.
func marginKeys(seg *line, i int, body float64) []string {
	text := seg.text()
	if seg.size < largeHead*body || !strings.ContainsAny(text, "0123456789") {
		return []string{digits.ReplaceAllString(text, "#")}
	}
	counted := digits.ReplaceAllStringFunc(text, func(s string) string {
		n, _ := strconv.Atoi(s)
		return "#" + strconv.Itoa(n-i)
	})
	return []string{text, counted}
}

// ofContents reports whether a line, or what stands on its height, has the dots that lead
// to a page of a list of contents.
func (p *pageItems) ofContents(seg *line) bool {
	return slices.ContainsFunc(p.items, func(it item) bool {
		return it.seg != nil && math.Abs(it.seg.y-seg.y) < 2 && leader.MatchString(it.seg.text())
	})
}

// likeSize is how much larger or smaller than its words a number may be set that belongs to
// them: lists are set with the numbers of another style.
const likeSize = 1.25

// numbersText reports whether a number stands just before other words of its line:
// it is a heading's or an item's and not the page's.
func (p *pageItems) numbersText(seg *line) bool {
	if text := seg.text(); !isSectionNumber(text) && !pageNumber.MatchString(text) {
		return false
	}
	for _, it := range p.items {
		if it.seg != nil && it.seg != seg && math.Abs(it.seg.y-seg.y) < 2 && it.x0 > seg.x1 && it.x0-seg.x1 < 4*seg.size && it.seg.size < likeSize*seg.size && seg.size < likeSize*it.seg.size {
			return true
		}
	}
	return false
}

// spread marks what stands outside of furniture, nearer to the edge, and pieces
// of the same line.
func (p *pageItems) spread() {
	for _, a := range p.items {
		if a.seg == nil || !a.seg.art {
			continue
		}
		isTop := a.y1 < margin*p.height
		isBottom := a.y0 > (1-margin)*p.height
		for _, b := range p.items {
			if b.seg == nil || b.seg.art {
				continue
			}
			if math.Abs(a.seg.y-b.seg.y) < 2 && (isTop || isBottom) ||
				isTop && b.y1 < a.y0+1 || isBottom && b.y0 > a.y1-1 {
				b.seg.art = true
			}
		}
	}
}
