package manual

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/amend"
	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

func sortNumbers(numbers []string) {
	sort.SliceStable(numbers, func(a, b int) bool { return wording.NumberKey(numbers[a]) < wording.NumberKey(numbers[b]) })
}

// A book is a manual in one document.
type book struct {
	page  int
	many  int // a page with headings that is no book since it is one of many, -1 if none
	roots []*toc.Node
	front []normalise.Amendment // version control before the first section
	apart []normalise.Page      // the record of changes that the document keeps itself
	text  chaptertext.Text
	guide bool // roots are the pages of a guide

	opened bool // the address of the guide shows the first of these, which has its own

	overview string // what the guide calls its first page where that is on the guide itself

	unlisted bool // no list of places on the page names its headings
}

// findBook finds the one document that is the manual: the one with the most
// headings among the files and pages in reach, but for pages of which there are many. A
// copy in another format with the same words is an alias. What says less than the start page that
// is itself the text is not the manual.
func (rd *reading) findBook(own policyPage) (book, bool) {
	best, weight := book{page: -1, many: -1}, 0.0
	sizes := rd.textSizes()
	for i, near := range rd.inReach(own) {
		d, size := rd.Input.Pages[i].Document, sizes[i]
		if !near || own.long && size.words < sizes[own.page].words || !(own.long && i == own.page) && (size.heads < toc.LeastHeads || size.words < toc.LeastWords) {
			continue
		}
		w := float64(size.heads)
		if i == own.page {
			w = max(w, float64(own.heads))
		}
		switch {
		case strings.Contains(d.MediaType, "officedocument") || strings.Contains(d.MediaType, "opendocument"):
			w *= 1.5 // a Word file tells its headings, a PDF only how they look
		case d.IsWebPage():
			w *= 0.8
		}
		switch {
		case w <= weight:
		case i != own.page && rd.oneOfMany(i, sizes):
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
	out := make([]textSize, len(rd.Input.Pages))
	parallel.Do(len(out), func(i int) {
		if rd.Roles[i] == toc.RolePage {
			out[i].heads, out[i].words = toc.BookSize(rd.Input.Pages[i].Document)
		}
	})
	return out
}

// oneOfMany reports a web page beside which many others have at least half its headings and
// half its words, and say something else: it is a chapter of a manual whose list was not
// understood, and to take it for the manual would hide that.
func (rd *reading) oneOfMany(page int, sizes []textSize) bool {
	d, size := rd.Input.Pages[page].Document, sizes[page]
	if !d.IsWebPage() {
		return false
	}
	others := 0
	for i, o := range sizes {
		if i == page || o.heads*2 < size.heads || o.words*2 < size.words {
			continue
		}
		if to := rd.Input.Pages[i].Document; to.IsWebPage() && !isCopy(d, to) {
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
	d := rd.Input.Pages[l.page].Document
	rows, away := 0, 0
	toc.Walk(l.roots, func(n *toc.Node) {
		rows++
		if n.Linked() && !rd.Site.SamePage(n.Href, d.URL) {
			away++
		}
	})
	return away*4 < rows && (layout.MainWords(d, 30*rows) > 30*rows || rd.listsItself(l) || rd.headsText(l))
}

// listsItself reports whether the page of a list has, beside the rows, the text of the headings
// that its own list of places names: the rows may be the points of that text, "Listen calmly",
// and as many as make it look like a list of titles.
func (rd *reading) listsItself(l list) bool {
	d := rd.Input.Pages[l.page].Document
	rows := make(map[int]bool)
	toc.Walk(l.roots, func(n *toc.Node) { rows[n.Block] = rows[n.Block] || n.Page == l.page })
	places := rd.placesOn(d)
	named, words := 0, 0
	for i := range d.Blocks {
		switch b := &d.Blocks[i]; {
		case b.Region != parse.Main:
		case b.Kind == parse.Heading:
			named += wording.BoolInt(places[wording.Fold(b.Text)] || places[wording.Fold(toc.HeadRow(b).Title)])
		case !rows[i]:
			words += wording.CountWords(b.Text)
		}
	}
	return named >= toc.LeastHeads && words > 30*named
}

// headsText reports a list that is the headings of a file and the points below them, where most of
// the headings have a line of text right below: a short policy says hardly more than its rows.
func (rd *reading) headsText(l list) bool {
	d := rd.Input.Pages[l.page].Document
	if !d.IsFile() {
		return false
	}
	rows := make(map[int]bool)
	toc.Walk(l.roots, func(n *toc.Node) { rows[n.Block] = rows[n.Block] || n.Page == l.page })
	heads, told, below := 0, 0, false
	for i, b := range parse.InMain(d.Blocks) {
		heads += wording.BoolInt(b.Kind == parse.Heading)
		told += wording.BoolInt(below && b.Kind == parse.Paragraph && !rows[i])
		below = b.Kind == parse.Heading
	}
	return heads >= toc.LeastHeads && told*3 > heads*2
}

// read makes sections and chapters of the headings of the document; part is the row
// that leads to it where it is a part of the manual, nil for the whole.
func (b *book) read(rd *reading, part *toc.Node) {
	d := rd.Input.Pages[b.page].Document
	b.take(readWhole(d, part), d, part)
	if part != nil || !d.IsFile() {
		return
	}
	if rest, record := amend.TakeRecord(d, b.roots); record != nil {
		page := rd.Input.Pages[b.page]
		page.Document = record
		b.apart = []normalise.Page{page}
		b.take(readWhole(rest, nil), rest, nil)
	}
}

// readWhole reads the text of a document, or of the row that leads to it.
func readWhole(d *parse.Document, part *toc.Node) chaptertext.Text {
	if part == nil {
		return chaptertext.Read(d, d.Blocks, "", d.Title)
	}
	return chaptertext.Read(d, d.Blocks, part.Num.Text, part.Title)
}

// take makes the chapters of the text of a document, which is the book's from now on.
func (b *book) take(text chaptertext.Text, d *parse.Document, part *toc.Node) {
	b.text = text
	b.front = b.text.Notes
	for i := range b.front {
		b.front[i].Scope, b.front[i].URL = amend.DefaultScope, d.URL
		splitFront(&b.front[i])
	}
	b.roots = foldTail(b.text.Heads)
	if part == nil {
		b.roots = withoutCover(b.roots)
	}
	b.roots = b.roots[frontOf(b.roots):]
	style := styleOfBook(b.roots)
	b.roots = appendicesBelow(b.roots)
	style.setKinds(b.roots, 1, webaddress.Clean(d.URL))
}

// appendicesBelow puts the appendices that follow a heading for them all, and are set as large as
// that, below it.
func appendicesBelow(roots []*toc.Node) []*toc.Node {
	var out []*toc.Node
	var all *toc.Node
	for _, n := range roots {
		if all != nil && n.CallsAppendix() {
			n.Parent, all.Kids = all, append(all.Kids, n)
			continue
		}
		if all = nil; toc.AppendicesTitle.MatchString(n.Title) && len(n.Kids) == 0 {
			all = n
		}
		out = append(out, n)
	}
	return out
}

// withoutCover takes away the headings of a cover: those set lower than the chapters
// below them, what only tells a day, "Approved 3 May 2024", and the one that was read to hold the whole document since it is set
// largest. None has a number or says anything itself.
func withoutCover(roots []*toc.Node) []*toc.Node {
	const coverWords, chapters = 12, 3
	says := func(n *toc.Node) bool {
		return n.Listed || n.Num.Text != "" || n.Apart != nil || ownWords(n) > coverWords
	}
	from := 0
	for from+1 < len(roots) && len(roots[from].Kids) == 0 && (roots[from].Level > roots[from+1].Level || toc.TitleDate(roots[from].Title) != "") && !says(roots[from]) {
		from++
	}
	if rest := roots[from:]; len(rest) != 1 || says(rest[0]) || len(rest[0].Kids) < chapters {
		return rest
	}
	for _, n := range roots[from].Kids {
		n.Parent = nil
	}
	return roots[from].Kids
}

// ownWords counts the words of a heading's own text, outside tables.
func ownWords(n *toc.Node) int {
	words := 0
	for i := range n.Own {
		if n.Own[i].Kind != parse.Row {
			words += wording.CountWords(n.Own[i].Text)
		}
	}
	return words
}

// frontWords is what a part before the first chapter says at least that is no cover.
const frontWords = 40

// frontOf counts the headings that open a document before the first one that its list
// of contents names, where they say hardly anything: cover, imprint, document control.
func frontOf(roots []*toc.Node) int {
	first := slices.IndexFunc(roots, func(n *toc.Node) bool { return n.Listed })
	for k := range max(first, 0) {
		words := 0
		toc.Walk(roots[k:k+1], func(n *toc.Node) { words += ownWords(n) })
		if words > frontWords {
			return k
		}
	}
	return max(first, 0)
}

var tailTitle = pattern.New(`(?i)\b(?:links?|useful|further\s+reading|bibliography|references)\b`)

// foldTail puts a last heading without number that holds but a few links into
// the text of the last numbered section: it is the back of the book.
func foldTail(roots []*toc.Node) []*toc.Node {
	if len(roots) < 4 {
		return roots
	}
	last, before := roots[len(roots)-1], roots[len(roots)-2]
	links, words := 0, 0
	for i := range last.Own {
		links += len(last.Own[i].Links)
		words += wording.CountWords(last.Own[i].Text)
	}
	if last.Num.Text != "" || last.Apart != nil || wording.AppendixStart.MatchString(last.Title) || before.Num.Text == "" || len(last.Kids) > 0 || links == 0 && !tailTitle.MatchString(last.Title) || words > 60 {
		return roots
	}
	before.Own = append(before.Own, parse.Block{Kind: parse.Paragraph, Text: last.Title})
	before.Own = append(before.Own, last.Own...)
	return roots[:len(roots)-1]
}

// splitFront parts a version-control row "10.13 | Introduction amended" into
// chapter and details.
func splitFront(a *normalise.Amendment) {
	left, right, ok := strings.Cut(a.Details, " | ")
	if ok && wording.CountWords(left) <= 20 {
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

func styleOfBook(roots []*toc.Node) bookStyle {
	var s bookStyle
	unlistRepeats(roots)
	xy, below := 0, false
	toc.Walk(roots, func(n *toc.Node) { s.listed = s.listed || n.Listed })
	toc.Walk(roots, func(n *toc.Node) {
		below = below || n.Parent != nil && n.Num.Parts == 2
		if s.listed && !n.Listed {
			return
		}
		depth := wording.BoolInt(s.listed)
		for p := n; p != nil; p = p.Parent {
			depth++
		}
		s.deep = max(s.deep, depth)
		xy += wording.BoolInt(n.Num.Parts == 2 && n.Num.Keyword == "")
	})
	if !s.listed && fewParts(roots) {
		s.numbered = true
		return s
	}
	if !s.listed && countAnew(roots) {
		s.worded = true
		return s
	}
	s.numbered = xy >= 2 && below // where only the first level has codes, S4, they count chapters
	s.worded = mostly(roots, codeLettersOf) || mostly(roots, chapterWord) && !onlyHold(roots) || !s.numbered && !s.listed && seldomParted(roots)
	return s
}

// fewParts reports whether what is no appendix stands under two or three headings without number
// that say hardly anything themselves, "Policy" and "Procedure", and is counted from 1 below each: the
// parts of one manual. Where the same titles come again, they are procedures that were bound
// together.
func fewParts(roots []*toc.Node) bool {
	const most = 3
	parts, chapters, titles := 0, 0, make(map[string]bool)
	for _, n := range roots {
		if n.CallsAppendix() || len(n.Kids) == 0 {
			continue
		}
		if n.Num.Text != "" || ownWords(n) > frontWords || len(n.Kids) < toc.LeastListed {
			return false
		}
		for i, k := range n.Kids {
			if !isCount(k, i+1) {
				return false
			}
			titles[wording.Fold(k.Title)] = true
		}
		parts, chapters = parts+1, chapters+len(n.Kids)
	}
	return parts > 1 && parts <= most && len(titles) == chapters
}

// isCount reports a heading with a whole number.
func isCount(n *toc.Node, number int) bool {
	return n.Num.Parts == 1 && strings.TrimRight(n.Num.Text, ".") == strconv.Itoa(number)
}

// countAnew reports whether most headings of the first level have no number, and those
// below each are counted from 1: they are procedures that were bound together, not
// sections.
func countAnew(roots []*toc.Node) bool {
	const least = 3
	anew := 0
	for _, n := range roots {
		first := n.Num.Text == "" && len(n.Kids) > 1
		for i, k := range n.Kids[:min(len(n.Kids), 2)] {
			first = first && isCount(k, i+1)
		}
		anew += wording.BoolInt(first)
	}
	return anew >= least && anew*3 >= len(roots)*2
}

// seldomParted reports whether hardly any heading of the second level has others below it:
// these are the headings of chapters, and not chapters of sections.
func seldomParted(roots []*toc.Node) bool {
	second, parted := 0, 0
	for _, n := range roots {
		second += len(n.Kids)
		for _, k := range n.Kids {
			parted += wording.BoolInt(len(k.Kids) > 0)
		}
	}
	return second >= 6 && parted > 0 && parted*2 <= second
}

// onlyHold reports headings of the first level most of which say nothing themselves and stand
// above others that the list of contents names: what a handbook calls its chapters are sections
// then, and the topics below them chapters.
func onlyHold(roots []*toc.Node) bool {
	hold, all := 0, 0
	for _, n := range roots {
		if len(n.Kids) == 0 {
			continue
		}
		listed := 0
		for _, k := range n.Kids {
			listed += wording.BoolInt(k.Listed)
		}
		hold += wording.BoolInt(ownWords(n) == 0 && listed*2 > len(n.Kids))
		all++
	}
	return hold*3 > all*2
}

// mostly reports headings most of which are counted in the same way: by a word for
// chapters, "Chapter 3" or "Protocol 4", or by the code of a document, "SP04". What stands
// below them are headings in them.
func mostly(roots []*toc.Node, way func(*toc.Node) string) bool {
	counts := make(map[string]int)
	for _, n := range roots {
		if w := way(n); w != "" {
			counts[w]++
		}
	}
	for _, count := range counts {
		if count >= toc.LeastListed && count*2 > len(roots) {
			return true
		}
	}
	return false
}

// chapterWord is the word that counts a heading, if it is one for chapters.
func chapterWord(n *toc.Node) string {
	if isChapterWord[n.Num.Keyword] {
		return n.Num.Keyword
	}
	return ""
}

// codeLettersOf are the letters of the code that counts a heading.
func codeLettersOf(n *toc.Node) string { return toc.CodeLetters(n.Num) }

// isChapterWord holds the words that count chapters.
var isChapterWord = map[string]bool{"chapter": true, "protocol": true, "procedure": true, "policy": true, "standard": true, "module": true, "unit": true, "topic": true}

// unlistRepeats takes what a list of contents names below its first level for headings,
// not chapters, where many chapters have one of the same title, "Introduction", and hardly
// any has headings of its own.
func unlistRepeats(roots []*toc.Node) {
	var below []*toc.Node
	titles, rich := make(map[string]bool), 0
	for _, r := range roots {
		toc.Walk(r.Kids, func(n *toc.Node) {
			if n.Listed {
				below = append(below, n)
				titles[wording.Fold(n.Title)] = true
				rich += wording.BoolInt(len(n.Kids) > 0)
			}
		})
	}
	if len(below) < 6 || len(titles)*4 > len(below)*3 || rich*4 > len(below) {
		return
	}
	for _, n := range below {
		n.Listed = false
	}
}

// setKinds gives headings of a handbook their kinds: the first level are sections,
// numbered headings below them chapters, all else headings. Without numbers the second
// of three levels are the chapters.
func (s *bookStyle) setKinds(nodes []*toc.Node, depth int, url string) {
	parted := 0 // with chapters below
	for _, n := range nodes {
		parted += wording.BoolInt(depth == 1 && len(n.Kids) > 0)
	}
	for _, n := range nodes {
		if n.Href = url; n.Anchor != "" && url != "" {
			n.Href += "#" + n.Anchor
		}
		switch n.Kind = s.kind(n, depth); {
		case n.Kind == normalise.KindAppendix:
			readAppendixTitle(n)
		case n.Kind != normalise.KindHeading && len(n.Kids) == 0 && titleflag.IsPlaceholder(n.Title):
			n.Kind = normalise.KindPlaceholder
		case n.Kind == normalise.KindSection && s.alone(n) && parted > 1:
			n.Kind = normalise.KindChapter
		}
		s.setKinds(n.Kids, depth+1, url)
	}
}

// alone reports a heading without a number that has text and no chapter below it, a foreword
// beside sections: it has none, or such as the list of contents leaves out.
func (s *bookStyle) alone(n *toc.Node) bool {
	words, chapters := 0, 0
	toc.Walk([]*toc.Node{n}, func(k *toc.Node) {
		words += ownWords(k)
		chapters += wording.BoolInt(k != n && (!s.listed || k.Listed || k.Num.Text != ""))
	})
	least := frontWords
	if s.numbered { // a part would have a number
		least = 10
	}
	return n.Num.Text == "" && chapters == 0 && words > least
}

func (s *bookStyle) kind(n *toc.Node, depth int) normalise.Kind {
	inChapter := false
	for p := n.Parent; p != nil; p = p.Parent {
		inChapter = inChapter || p.Kind == normalise.KindChapter || p.Kind == normalise.KindAppendix
	}
	switch {
	case depth == 1 && (n.Num.Keyword == "appendix" || wording.AppendixStart.MatchString(n.Title) || toc.AppendixTitle.MatchString(n.Title) && len(n.Kids) == 0) && !strings.EqualFold(n.Title, "appendices"):
		return normalise.KindAppendix
	case depth == 1:
		if s.worded || !s.numbered && s.deep < 3 {
			return normalise.KindChapter
		}
		return normalise.KindSection
	case n.CallsAppendix():
		return normalise.KindAppendix
	case s.worded, s.listed && !n.Listed:
		return normalise.KindHeading
	case depth == 2 && s.numbered && n.Num.Text != "" && !inChapter:
		return normalise.KindChapter
	case depth == 2 && !s.numbered && s.deep >= 3:
		return normalise.KindChapter
	}
	return normalise.KindHeading
}

// readAppendixTitle takes "Appendix 1" off the title of an appendix of the
// manual; inside a chapter the words stay.
func readAppendixTitle(n *toc.Node) {
	if n.Parent != nil && n.Parent.Kind == normalise.KindChapter {
		return
	}
	if n.Apart != nil {
		n.Num, n.Title = *n.Apart, wording.TrimLead(n.Title[len(n.Apart.Text):])
		return
	}
	if num, rest, ok := toc.SplitAppendix(n.Title); ok && n.Num.Text == "" {
		n.Num, n.Title = num, rest
	}
}
