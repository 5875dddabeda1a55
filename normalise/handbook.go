package normalise

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

func sortNumbers(numbers []string) {
	sort.SliceStable(numbers, func(a, b int) bool { return NumberKey(numbers[a]) < NumberKey(numbers[b]) })
}

// A book is a manual in one document.
type book struct {
	page  int
	many  int // a page with headings that is no book since it is one of many, -1 if none
	roots []*node
	front []Amendment // version control before the first section
	apart []Page      // the record of changes that the document keeps itself
	text  chapterText
	guide bool // roots are the pages of a guide

	unlisted bool // no list of places on the page names its headings
}

// findBook finds the one document that is the manual: the one with the most
// headings among the files and pages in reach, but for pages of which there are many. A
// copy in another format with the same words is an alias.
func (rd *reading) findBook() (book, bool) {
	best, weight := book{page: -1, many: -1}, 0.0
	sizes := rd.textSizes()
	for i := range rd.in.Pages {
		d, size := rd.in.Pages[i].Document, sizes[i]
		if size.heads < leastHeads || size.words < leastWords {
			continue
		}
		w := float64(size.heads)
		switch {
		case strings.Contains(d.MediaType, "officedocument") || strings.Contains(d.MediaType, "opendocument"):
			w *= 1.5 // a Word file tells its headings, a PDF only how they look
		case d.IsWebPage():
			w *= 0.8
		}
		switch {
		case w <= weight:
		case rd.oneOfMany(i, sizes):
			best.many = i
		default:
			best.page, weight = i, w
		}
	}
	if best.page < 0 {
		return best, false
	}
	best.read(rd, nil)
	return best, len(best.roots) > 1
}

// A textSize is how many headings and words a page or document has.
type textSize struct{ heads, words int }

// textSizes are the sizes of all pages that may hold the manual.
func (rd *reading) textSizes() []textSize {
	out := make([]textSize, len(rd.in.Pages))
	for i := range out {
		if rd.role[i] == rolePage {
			out[i].heads, out[i].words = bookSize(rd.in.Pages[i].Document)
		}
	}
	return out
}

// oneOfMany reports a web page beside which many others have at least half its headings and
// half its words, and say something else: it is a chapter of a manual whose list was not
// understood, and to take it for the manual would hide that.
func (rd *reading) oneOfMany(page int, sizes []textSize) bool {
	d, size := rd.in.Pages[page].Document, sizes[page]
	if !d.IsWebPage() {
		return false
	}
	others := 0
	for i, o := range sizes {
		if i == page || o.heads*2 < size.heads || o.words*2 < size.words {
			continue
		}
		if to := rd.in.Pages[i].Document; to.IsWebPage() && !isCopy(d, to) {
			others++
		}
	}
	return others >= manyTexts
}

// isText reports whether a list stands on a page that is the manual itself: hardly a
// row leads to another page, and the page says much more than its rows.
func (rd *reading) isText(l list) bool {
	if l.page < 0 || l.nav {
		return false
	}
	d := rd.in.Pages[l.page].Document
	rows, away := 0, 0
	walk(l.roots, func(n *node) {
		rows++
		if n.linked() && !rd.site.samePage(n.href, d.URL) {
			away++
		}
	})
	return away*4 < rows && mainWords(d, 30*rows) > 30*rows
}

// read makes sections and chapters of the headings of the document; part is the row
// that leads to it where it is a part of the manual, nil for the whole.
func (b *book) read(rd *reading, part *node) {
	d := rd.in.Pages[b.page].Document
	b.readBlocks(d, part)
	if part != nil || !d.IsFile() {
		return
	}
	if rest, record := takeRecord(d, b.roots); record != nil {
		page := rd.in.Pages[b.page]
		page.Document = record
		b.apart = []Page{page}
		b.readBlocks(rest, nil)
	}
}

func (b *book) readBlocks(d *parse.Document, part *node) {
	number, title := "", d.Title
	if part != nil {
		number, title = part.num.text, part.title
	}
	b.text = readChapter(d, d.Blocks, number, title)
	b.front = b.text.notes
	for i := range b.front {
		b.front[i].Scope, b.front[i].URL = defaultScope, d.URL
		splitFront(&b.front[i])
	}
	b.roots = foldTail(b.text.heads)
	if part == nil {
		b.roots = withoutCover(b.roots)
	}
	b.roots = b.roots[frontOf(b.roots):]
	style := styleOfBook(b.roots)
	style.setKinds(b.roots, 1, cleanAddress(d.URL))
}

// withoutCover takes away the headings of a cover: those set lower than the chapters
// below them, and the one that was read to hold the whole document since it is set
// largest. None has a number or says anything itself.
func withoutCover(roots []*node) []*node {
	const coverWords, chapters = 12, 3
	says := func(n *node) bool {
		return n.listed || n.num.text != "" || n.apart != nil || ownWords(n) > coverWords
	}
	from := 0
	for from+1 < len(roots) && len(roots[from].kids) == 0 && roots[from].level > roots[from+1].level && !says(roots[from]) {
		from++
	}
	if rest := roots[from:]; len(rest) != 1 || says(rest[0]) || len(rest[0].kids) < chapters {
		return rest
	}
	for _, n := range roots[from].kids {
		n.parent = nil
	}
	return roots[from].kids
}

// ownWords counts the words of a heading's own text, outside tables.
func ownWords(n *node) int {
	words := 0
	for i := range n.own {
		if n.own[i].Kind != parse.Row {
			words += countWords(n.own[i].Text)
		}
	}
	return words
}

// frontWords is what a part before the first chapter says at least that is no cover.
const frontWords = 40

// frontOf counts the headings that open a document before the first one that its list
// of contents names, where they say hardly anything: cover, imprint, document control.
func frontOf(roots []*node) int {
	first := slices.IndexFunc(roots, func(n *node) bool { return n.listed })
	for k := range max(first, 0) {
		words := 0
		walk(roots[k:k+1], func(n *node) { words += ownWords(n) })
		if words > frontWords {
			return k
		}
	}
	return max(first, 0)
}

var tailTitle = pattern.New(`(?i)\b(?:links?|useful|further\s+reading|bibliography|references)\b`)

// foldTail puts a last heading without number that holds but a few links into
// the text of the last numbered section: it is the back of the book.
func foldTail(roots []*node) []*node {
	if len(roots) < 4 {
		return roots
	}
	last, before := roots[len(roots)-1], roots[len(roots)-2]
	links, words := 0, 0
	for i := range last.own {
		links += len(last.own[i].Links)
		words += countWords(last.own[i].Text)
	}
	if last.num.text != "" || last.apart != nil || appendixStart.MatchString(last.title) || before.num.text == "" || len(last.kids) > 0 || links == 0 && !tailTitle.MatchString(last.title) || words > 60 {
		return roots
	}
	before.own = append(before.own, parse.Block{Kind: parse.Paragraph, Text: last.title})
	before.own = append(before.own, last.own...)
	return roots[:len(roots)-1]
}

// splitFront parts a version-control row "10.13 | Introduction amended" into
// chapter and details.
func splitFront(a *Amendment) {
	left, right, ok := strings.Cut(a.Details, " | ")
	if ok && countWords(left) <= 20 {
		a.Chapter, a.Details = left, strings.ReplaceAll(right, " | ", " ")
	}
}

// A bookStyle tells how the headings of a document are to be read.
type bookStyle struct {
	listed   bool // it has a list of contents, which names sections and chapters
	numbered bool // chapters are numbered x.y
	worded   bool // the headings of the first level are chapters: a word counts them as such, or hardly any below has others below it
	deep     int  // how deep headings go, one below those that are listed
}

func styleOfBook(roots []*node) bookStyle {
	var s bookStyle
	unlistRepeats(roots)
	xy, below := 0, false
	walk(roots, func(n *node) { s.listed = s.listed || n.listed })
	walk(roots, func(n *node) {
		below = below || n.parent != nil && n.num.parts == 2
		if s.listed && !n.listed {
			return
		}
		depth := boolInt(s.listed)
		for p := n; p != nil; p = p.parent {
			depth++
		}
		s.deep = max(s.deep, depth)
		xy += boolInt(n.num.parts == 2 && n.num.keyword == "")
	})
	if !s.listed && countAnew(roots) {
		s.worded = true
		return s
	}
	s.numbered = xy >= 2 && below // where only the first level has codes, S4, they count chapters
	s.worded = mostly(roots, codeLettersOf) || mostly(roots, chapterWord) || !s.numbered && !s.listed && seldomParted(roots)
	return s
}

// countAnew reports whether most headings of the first level have no number, and those
// below each are counted from 1: they are procedures that were bound together, not
// sections.
func countAnew(roots []*node) bool {
	const least = 3
	anew := 0
	for _, n := range roots {
		first := n.num.text == "" && len(n.kids) > 1
		for i, k := range n.kids[:min(len(n.kids), 2)] {
			first = first && k.num.parts == 1 && strings.TrimRight(k.num.text, ".") == strconv.Itoa(i+1)
		}
		anew += boolInt(first)
	}
	return anew >= least && anew*3 >= len(roots)*2
}

// seldomParted reports whether hardly any heading of the second level has others below it:
// these are the headings of chapters, and not chapters of sections.
func seldomParted(roots []*node) bool {
	second, parted := 0, 0
	for _, n := range roots {
		second += len(n.kids)
		for _, k := range n.kids {
			parted += boolInt(len(k.kids) > 0)
		}
	}
	return second >= 6 && parted > 0 && parted*2 <= second
}

// mostly reports headings most of which are counted in the same way: by a word for
// chapters, "Chapter 3" or "Protocol 4", or by the code of a document, "SP04". What stands
// below them are headings in them.
func mostly(roots []*node, way func(*node) string) bool {
	counts := make(map[string]int)
	for _, n := range roots {
		if w := way(n); w != "" {
			counts[w]++
		}
	}
	for _, count := range counts {
		if count >= leastListed && count*2 > len(roots) {
			return true
		}
	}
	return false
}

// chapterWord is the word that counts a heading, if it is one for chapters.
func chapterWord(n *node) string {
	if isChapterWord[n.num.keyword] {
		return n.num.keyword
	}
	return ""
}

// codeLettersOf are the letters of the code that counts a heading.
func codeLettersOf(n *node) string { return codeLetters(n.num) }

// isChapterWord holds the words that count chapters.
var isChapterWord = map[string]bool{"chapter": true, "protocol": true, "procedure": true, "policy": true, "standard": true, "module": true, "unit": true, "topic": true}

// unlistRepeats takes what a list of contents names below its first level for headings,
// not chapters, where many chapters have one of the same title, "Introduction", and hardly
// any has headings of its own.
func unlistRepeats(roots []*node) {
	var below []*node
	titles, rich := make(map[string]bool), 0
	for _, r := range roots {
		walk(r.kids, func(n *node) {
			if n.listed {
				below = append(below, n)
				titles[fold(n.title)] = true
				rich += boolInt(len(n.kids) > 0)
			}
		})
	}
	if len(below) < 6 || len(titles)*4 > len(below)*3 || rich*4 > len(below) {
		return
	}
	for _, n := range below {
		n.listed = false
	}
}

// setKinds gives headings of a handbook their kinds: the first level are sections,
// numbered headings below them chapters, all else headings. Without numbers the second
// of three levels are the chapters.
func (s *bookStyle) setKinds(nodes []*node, depth int, url string) {
	parted := 0 // with chapters below
	for _, n := range nodes {
		parted += boolInt(depth == 1 && len(n.kids) > 0)
	}
	for _, n := range nodes {
		if n.href = url; n.anchor != "" && url != "" {
			n.href += "#" + n.anchor
		}
		switch n.kind = s.kind(n, depth); {
		case n.kind == KindAppendix:
			readAppendixTitle(n)
		case n.kind != KindHeading && len(n.kids) == 0 && isPlaceholder(n.title):
			n.kind = KindPlaceholder
		case n.kind == KindSection && s.alone(n) && parted > 1:
			n.kind = KindChapter
		}
		s.setKinds(n.kids, depth+1, url)
	}
}

// alone reports a heading without a number that has text and no chapter below it, a foreword
// beside sections: it has none, or such as the list of contents leaves out.
func (s *bookStyle) alone(n *node) bool {
	words, chapters := 0, 0
	walk([]*node{n}, func(k *node) {
		words += ownWords(k)
		chapters += boolInt(k != n && (!s.listed || k.listed || k.num.text != ""))
	})
	return n.num.text == "" && chapters == 0 && words > frontWords
}

func (s *bookStyle) kind(n *node, depth int) Kind {
	inChapter := false
	for p := n.parent; p != nil; p = p.parent {
		inChapter = inChapter || p.kind == KindChapter || p.kind == KindAppendix
	}
	switch {
	case depth == 1 && (n.num.keyword == "appendix" || appendixStart.MatchString(n.title) || appendixTitle.MatchString(n.title) && len(n.kids) == 0) && !strings.EqualFold(n.title, "appendices"):
		return KindAppendix
	case depth == 1:
		if s.worded || !s.numbered && s.deep < 3 {
			return KindChapter
		}
		return KindSection
	case n.callsAppendix():
		return KindAppendix
	case s.worded, s.listed && !n.listed:
		return KindHeading
	case depth == 2 && s.numbered && n.num.text != "" && !inChapter:
		return KindChapter
	case depth == 2 && !s.numbered && s.deep >= 3:
		return KindChapter
	}
	return KindHeading
}

// readAppendixTitle takes "Appendix 1" off the title of an appendix of the
// manual; inside a chapter the words stay.
func readAppendixTitle(n *node) {
	if n.parent != nil && n.parent.kind == KindChapter {
		return
	}
	if n.apart != nil {
		n.num, n.title = *n.apart, trimLead(n.title[len(n.apart.text):])
		return
	}
	if num, rest, ok := splitAppendix(n.title); ok && n.num.text == "" {
		n.num, n.title = num, rest
	}
}
