package normalise

import (
	"regexp"
	"sort"
	"strings"

	"manualwatch/parse"
)

func sortNumbers(numbers []string) {
	sort.SliceStable(numbers, func(a, b int) bool { return NumberKey(numbers[a]) < NumberKey(numbers[b]) })
}

// A book is a manual in one document.
type book struct {
	page  int
	roots []*node
	front []Amendment // version control before the first section
	text  chapterText
}

// findBook finds the one document that is the manual: the one with the most
// headings among the files and pages in reach. A copy in another format with the
// same words is an alias.
func (rd *reading) findBook() (book, bool) {
	best, weight := book{page: -1}, 0.0
	for i := range rd.in.Pages {
		if rd.role[i] != rolePage {
			continue
		}
		d := rd.in.Pages[i].Document
		heads, words := bookSize(d)
		if heads < 5 || words < 200 {
			continue
		}
		w := float64(heads)
		switch {
		case strings.Contains(d.MediaType, "officedocument") || strings.Contains(d.MediaType, "opendocument"):
			w *= 1.5 // a Word file tells its headings, a PDF only how they look
		case isWebPage(d):
			w *= 0.8
		}
		if w > weight {
			best.page, weight = i, w
		}
	}
	if best.page < 0 {
		return best, false
	}
	best.read(rd)
	return best, len(best.roots) > 1
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

func bookSize(d *parse.Document) (heads, words int) {
	for i := range d.Blocks {
		if d.Blocks[i].Region == parse.Main {
			words += countWords(d.Blocks[i].Text)
			if d.Blocks[i].Kind == parse.Heading {
				heads++
			}
		}
	}
	return heads, words
}

// read makes sections and chapters of the headings of the document.
func (b *book) read(rd *reading) {
	d := rd.in.Pages[b.page].Document
	b.text = readChapter(d.Blocks, "", d.Title, d.Title)
	b.front = b.text.notes
	for i := range b.front {
		b.front[i].Scope, b.front[i].URL = defaultScope, d.URL
		splitFront(&b.front[i])
	}
	b.roots = foldTail(b.text.heads)
	url := cleanAddress(d.URL)
	numbered, deep := bookStyle(b.roots)
	setBookKinds(b.roots, 1, numbered, deep, url)
}

var tailTitle = regexp.MustCompile(`(?i)\b(?:links?|useful|further\s+reading|bibliography|references)\b`)

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
	if last.num.text != "" || before.num.text == "" || len(last.kids) > 0 || links == 0 && !tailTitle.MatchString(last.title) || words > 60 {
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

// bookStyle tells whether chapters are numbered x.y, and how deep headings go.
func bookStyle(roots []*node) (numbered bool, deep int) {
	xy := 0
	depth := func(n *node) int {
		d := 0
		for p := n; p != nil; p = p.parent {
			d++
		}
		return d
	}
	walk(roots, func(n *node) {
		deep = max(deep, depth(n))
		if n.num.parts == 2 && n.num.keyword == "" {
			xy++
		}
	})
	return xy >= 2, deep
}

// setBookKinds gives headings of a handbook their kinds: the first level are
// sections, numbered headings below them chapters, all else headings. Without
// numbers the second of three levels are the chapters.
func setBookKinds(nodes []*node, depth int, numbered bool, deep int, url string) {
	for _, n := range nodes {
		if n.href = url; n.anchor != "" && url != "" {
			n.href += "#" + n.anchor
		}
		n.kind = bookKind(n, depth, numbered, deep)
		if n.kind == KindAppendix {
			readAppendixTitle(n)
		}
		setBookKinds(n.kids, depth+1, numbered, deep, url)
	}
}

func bookKind(n *node, depth int, numbered bool, deep int) Kind {
	inChapter := false
	for p := n.parent; p != nil; p = p.parent {
		inChapter = inChapter || p.kind == KindChapter || p.kind == KindAppendix
	}
	inAppendices := n.parent != nil && fold(strings.TrimSuffix(n.parent.title, "s")) == "appendice"
	switch {
	case depth == 1 && appendixTitle.MatchString(n.title) && len(n.kids) == 0 && !strings.EqualFold(n.title, "appendices"):
		return KindAppendix
	case depth == 1:
		if !numbered && deep < 3 {
			return KindChapter
		}
		return KindSection
	case appendixTitle.MatchString(n.title) && (inAppendices || !inChapter):
		return KindAppendix
	case appendixTitle.MatchString(n.title):
		return KindAppendix
	case depth == 2 && numbered && n.num.text != "" && !inChapter:
		return KindChapter
	case depth == 2 && !numbered && deep >= 3:
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
	if n.apart.text != "" {
		n.num, n.title = n.apart, trimLead(n.title[len(n.apart.text):])
		return
	}
	if num, rest, ok := readAppendix(n.title); ok && n.num.text == "" {
		n.num, n.title = num, trimLead(rest)
	}
}
