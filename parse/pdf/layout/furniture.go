package layout

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// pageNumber matches a line that says only which page it is.
var pageNumber = regexp.MustCompile(`(?i)^(page\s*)?[-–—|]?\s*(\d{1,4}|[ivxl]{1,6})\s*[-–—|]?(\s*(of|/)\s*\d{1,4})?$`)

// margin is the part of a page's height in which headers and footers stand.
const margin = 0.13

// smallPrint is how small a line is set, compared with the text, that is none of it.
const smallPrint = 0.82

// LargeHead is how much larger than the text a line is set that may be a heading.
const LargeHead = 1.15

// A marginLine is a line in the upper or lower margin of a page.
type marginLine struct {
	page int // index of the page
	seg  *line.Line
	keys []string // text in the forms in which it comes again
	y    float64
	top  bool
}

// MarkFurniture marks headers, footers and page numbers as artifacts: lines that
// come again in the same place on other pages, and numbers of pages.
func MarkFurniture(pages []*Page) {
	lines, at := marginLines(pages)
	once := map[string]int{} // lines in a place that come only once
	for _, m := range lines {
		if len(at[m.place(at, len(pages))]) == 1 {
			for dy := -1; dy <= 1; dy++ {
				once[m.height(dy)]++
			}
		}
	}
	again := map[*line.Line]bool{}
	for _, m := range lines {
		on := at[m.place(at, len(pages))]
		again[m.seg] = m.comesAgain(on, len(pages)) && (2*len(on) >= len(pages) || once[m.height(0)] <= len(on))
	}
	keepText(lines, at, pages, again)
	folios := foliosOf(lines, pages)
	for _, m := range lines {
		p := pages[m.page]
		if m.countsTitle(p, again, lines) {
			continue
		}
		if again[m.seg] && !m.underTitle(p, again) || isPageNumber(m, pages) || isFooter(m, pages) && !m.continuesRow(pages) || isEcho(m, p) || 2*folios[m.folio(p.BodySize)] >= len(pages) && len(pages) > 3 {
			m.seg.Artifact = true
		}
	}
	markTabs(pages)
	for _, p := range pages {
		p.spread()
	}
}

// A shelf is the lines in one place that say the same but for their numbers, by page, some
// of them where they are very many.
type shelf map[int][]*marginLine

// shelfWidth bounds the lines of a shelf on one page.
const shelfWidth = 4

// every reports whether all of the lines are so.
func (s shelf) every(is func(*marginLine) bool) bool {
	for _, ls := range s {
		if !slices.ContainsFunc(ls, is) {
			return false
		}
	}
	return true
}

// marginLines finds the lines in the margins of pages, and for each place and form those
// that stand there, give or take a step.
func marginLines(pages []*Page) (lines []*marginLine, at map[string]shelf) {
	at = map[string]shelf{}
	for i, p := range pages {
		for j := range p.Items {
			m, ok := marginOf(i, p, &p.Items[j])
			if !ok {
				continue
			}
			lines = append(lines, m)
			for dy := -1; dy <= 1; dy++ {
				for _, key := range m.keys {
					k := m.height(dy) + key
					if at[k] == nil {
						at[k] = shelf{}
					}
					if len(at[k][i]) < shelfWidth {
						at[k][i] = append(at[k][i], m)
					}
				}
			}
		}
	}
	return lines, at
}

// comesAgain reports whether a line that stands in one place on some pages may be a
// running header or footer: it is common, or says the same on half of a few pages, on the
// next page or the one before, or on every second page. A heading that chapters repeat
// comes to the top of pages by chance only, and other pages have other lines in that place.
func (m *marginLine) comesAgain(on shelf, pages int) bool {
	if common(on, pages) {
		return true
	}
	same := m.sameWords(on)
	if len(same) > 1 && 2*len(same) >= pages {
		return true
	}
	return len(same[m.page-1])+len(same[m.page+1]) > 0 || len(same) >= 3 && len(same[m.page-2])+len(same[m.page+2]) > 0
}

// underTitle reports whether a line at the top of its page, no smaller than the text, stands
// below a larger one that is on no other page: the first heading of a chapter, such as
// "Introduction", stands in the same place wherever a chapter begins a page.
func (m *marginLine) underTitle(p *Page, again map[*line.Line]bool) bool {
	if !m.top || m.seg.Size < p.BodySize {
		return false
	}
	return slices.ContainsFunc(p.Items, func(it Item) bool {
		return it.Line != nil && !again[it.Line] && it.Y1 < m.seg.Y0+1 && it.Line.Size > LargeHead*p.BodySize && it.Line.Size > m.seg.Size
	})
}

// titleCount is a line that does nothing but count the title below it.
var titleCount = regexp.MustCompile(`(?i)^(?:chapter|section|part|procedure|protocol|policy|appendix|annex|module|unit) (?:[0-9]{1,3}|[A-Z]|[IVX]{1,5})$`)

// countsTitle reports whether a line is the number of the larger title right below it,
// "Chapter 3", which no other page has: that of a running head is on all of its pages.
func (m *marginLine) countsTitle(p *Page, again map[*line.Line]bool, lines []*marginLine) bool {
	if !m.top || !titleCount.MatchString(m.seg.Text()) {
		return false
	}
	for _, o := range lines {
		if o.page != m.page && o.seg.Text() == m.seg.Text() {
			return false
		}
	}
	return slices.ContainsFunc(p.Items, func(it Item) bool {
		return it.Line != nil && !again[it.Line] && it.Line.Size > LargeHead*m.seg.Size && it.Y0 > m.seg.Y1-1 && it.Y0-m.seg.Y1 < 1.5*it.Line.Size
	})
}

// place names the shelf of the line. Numbers that count the pages do so on most of them.
func (m *marginLine) place(at map[string]shelf, all int) string {
	k := m.height(0) + m.keys[0]
	for _, key := range m.keys[1:] {
		if other := m.height(0) + key; 2*len(at[other]) >= all {
			k = other
		}
	}
	return k
}

// height names where on the page a line stands, dy steps away.
func (m *marginLine) height(dy int) string {
	side := "b"
	if m.top {
		side = "t"
	}
	return side + string(rune(0x100+int(math.Round(m.y/2))+dy))
}

// isPageNumber reports whether a line at the very edge is the number of its page.
func isPageNumber(m *marginLine, pages []*Page) bool {
	if !pageNumber.MatchString(m.seg.Text()) {
		return false
	}
	p := pages[m.page]
	for _, it := range p.Items {
		if it.Line == nil || it.Line == m.seg {
			continue
		}
		if !m.top && it.Y0 > m.seg.Y1 || m.top && it.Y1 < m.seg.Y0 {
			return pageNumber.MatchString(it.Line.Text()) || it.Line.Artifact
		}
	}
	return true
}

// namesPage matches a line that ends or begins with the number of its page.
var namesPage = regexp.MustCompile(`(?i)(^page\s+\d{1,4}(\s+of\s+\d{1,4})?\b|\bpage\s+\d{1,4}(\s+of\s+\d{1,4})?$|\b\d{1,4}\s*/\s*\d{1,4}$)`)

// isFooter reports whether a line at the edge of its page can be told for a header
// or footer by itself, as in a document of one page: it names the page, or it is
// small and stands apart from the text.
func isFooter(m *marginLine, pages []*Page) bool {
	p := pages[m.page]
	near, body := math.Inf(1), 0.0
	for _, it := range p.Items {
		if it.Line == nil || it.Line == m.seg || math.Abs(it.Line.Y-m.seg.Y) < 2 {
			continue
		}
		body = max(body, it.Line.Size)
		beyond := !m.top && it.Y0 > m.seg.Y1 || m.top && it.Y1 < m.seg.Y0
		if beyond && !it.Line.Artifact {
			return false
		}
		near = min(near, max(it.Y0-m.seg.Y1, m.seg.Y0-it.Y1))
	}
	if near < 0.8*m.seg.Size {
		return false
	}
	return namesPage.MatchString(m.seg.Text()) || m.top && m.seg.X0 > p.Width/2 && printedFrom.MatchString(m.seg.Text()) || m.seg.Size < smallPrint*p.BodySize && (m.top && near > 1.5*m.seg.Size || m.endsInPage())
}

// continuesRow reports a line at the top of its page that stands in a row of a table that the
// page before ends with: small, and apart from the text below, but no running head.
func (m *marginLine) continuesRow(pages []*Page) bool {
	if !m.top || m.page == 0 {
		return false
	}
	var columns []float64
	for _, it := range pages[m.page].Items {
		if it.Line != nil && math.Abs(it.Line.Y-m.seg.Y) < 2 && math.Abs(it.Line.Size-m.seg.Size) < 0.5 {
			columns = append(columns, it.X0)
		}
	}
	in := func(x float64) bool {
		return slices.ContainsFunc(columns, func(c float64) bool { return math.Abs(c-x) < 2 })
	}
	before, last, rows := pages[m.page-1], Item{}, map[int]int{}
	for _, it := range before.Items {
		if it.Line == nil || it.Y1 < margin*before.Height || it.Y0 > (1-margin)*before.Height {
			continue
		}
		if it.Y1 > last.Y1 {
			last = it
		}
		if in(it.X0) && math.Abs(it.Line.Size-m.seg.Size) < 0.5 {
			rows[int(math.Round(it.Line.Y))]++
		}
	}
	if len(columns) < 2 || last.Line == nil || !in(last.X0) {
		return false
	}
	for _, n := range rows {
		if n >= len(columns) {
			return true
		}
	}
	return false
}

// printedFrom matches the address that browsers print above a page, at the right.
var printedFrom = regexp.MustCompile(`^(?:https?|file)://[^ ]+$`)

// endsInPage reports whether the number of its page stands at the end of a line, apart
// from what is before it: "July 2012      1".
func (m *marginLine) endsInPage() bool {
	n := len(m.seg.Words)
	return n > 1 && m.seg.Words[n-1].Text == strconv.Itoa(m.page+1) && m.seg.Words[n-1].X0-m.seg.Words[n-2].X1 > m.seg.Size
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
func (m *marginLine) folio(body float64) folio {
	if m.seg.Size > LargeHead*body {
		return folio{}
	}
	text := m.seg.Text()
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
func foliosOf(lines []*marginLine, pages []*Page) map[folio]int {
	count := map[folio]int{}
	for _, m := range lines {
		if f := m.folio(pages[m.page].BodySize); f.at != "" {
			count[f]++
		}
	}
	return count
}

// isEcho reports whether a line at the top of its page repeats, in smaller letters, a
// heading that stands on it: the running head of the heading's pages.
func isEcho(m *marginLine, p *Page) bool {
	if !m.top {
		return false
	}
	for _, it := range p.Items {
		if it.Line != nil && it.Line != m.seg && it.Line.Size > 1.2*m.seg.Size && it.Line.Y > m.seg.Y && writing.TitleKey(it.Line.Text()) == writing.TitleKey(m.seg.Text()) {
			return true
		}
	}
	return false
}

func marginOf(i int, p *Page, it *Item) (*marginLine, bool) {
	if it.Line == nil {
		return nil, false
	}
	h := p.Height
	isTop, isBottom := it.Y1 < margin*h, it.Y0 > (1-margin)*h
	if !isTop && !isBottom || writing.IsMark(it.Line.Text()) || p.ofContents(it.Line) || p.numbersText(it.Line) {
		return nil, false
	}
	return &marginLine{i, it.Line, marginKeys(it.Line, i, p.BodySize), it.Line.Y, isTop}, true
}

var digits = regexp.MustCompile(`[0-9]+`)

// marginKeys are the forms in which a line at the edge of page i comes again on other
// pages: with other numbers, or, where it is set larger than the text, as a heading
// such as "PART 2" is, with the same numbers or with numbers that count the pages.
func marginKeys(seg *line.Line, i int, body float64) []string {
	text := seg.Text()
	if seg.Size < LargeHead*body || !strings.ContainsAny(text, "0123456789") {
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
func (p *Page) ofContents(seg *line.Line) bool {
	return slices.ContainsFunc(p.Items, func(it Item) bool {
		return it.Line != nil && math.Abs(it.Line.Y-seg.Y) < 2 && line.Leader.MatchString(it.Line.Text())
	})
}

// likeSize is how much larger or smaller than its words a number may be set that belongs to
// them: lists are set with the numbers of another style.
const likeSize = 1.25

// numbersText reports whether a number stands just before other words of its line:
// it is a heading's or an item's and not the page's.
func (p *Page) numbersText(seg *line.Line) bool {
	if text := seg.Text(); !writing.IsSectionNumber(text) && !pageNumber.MatchString(text) {
		return false
	}
	for _, it := range p.Items {
		if it.Line != nil && it.Line != seg && math.Abs(it.Line.Y-seg.Y) < 2 && it.X0 > seg.X1 && it.X0-seg.X1 < 4*seg.Size && it.Line.Size < likeSize*seg.Size && seg.Size < likeSize*it.Line.Size {
			return true
		}
	}
	return false
}

// spread marks what stands outside of furniture, nearer to the edge, and pieces
// of the same line.
func (p *Page) spread() {
	for _, a := range p.Items {
		if a.Line == nil || !a.Line.Artifact {
			continue
		}
		isTop := a.Y1 < margin*p.Height
		isBottom := a.Y0 > (1-margin)*p.Height
		for _, b := range p.Items {
			if b.Line == nil || b.Line.Artifact {
				continue
			}
			if math.Abs(a.Line.Y-b.Line.Y) < 2 && (isTop || isBottom) ||
				isTop && b.Y1 < a.Y0+1 || isBottom && b.Y0 > a.Y1-1 {
				b.Line.Artifact = true
			}
		}
	}
}
