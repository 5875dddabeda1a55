package manual

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// Bounds of a manual whose sections are one page each: how many pages it has at most, how
// many chapters at least, and how much of what stands below the chapters has a title that
// another chapter has too.
const (
	mostSectionPages = 12
	mostOpened       = 60 // where each page has a menu of its own in which the first of its pages has another address
	leastOnPages     = 6
	sharedBelow      = 4 // one in so many
)

// sectionPages finds the pages of a short list that are sections, with chapters as their
// headings or as the pages of a guide, and reads them; nil if they are chapters. The list at
// the top of such a page leads to the chapters. Many a long chapter begins with such a list
// too: but the headings of chapters are the same in one after the other ("Introduction",
// "Background"), while those of sections are all different, and what is repeated stands
// below them, or the record of changes names them, or they are counted "2.1" in section 2
// and have headings of their own.
func (rd *reading) sectionPages(roots []*toc.Node) map[*toc.Node]*book {
	var leaves []*toc.Node
	toc.Walk(roots, func(n *toc.Node) {
		if len(n.Kids) == 0 && n.Target >= 0 && !n.Also && rd.Roles[n.Target] == toc.RolePage {
			leaves = append(leaves, n)
		}
	})
	if len(leaves) < 2 || len(leaves) > mostOpened {
		return nil
	}
	read := make([]*book, len(leaves))
	parallel.Do(len(leaves), func(i int) {
		if len(leaves) > mostSectionPages {
			if read[i] = rd.guideOf(leaves[i]); read[i] != nil && !read[i].opened {
				read[i] = nil // one of many chapters over pages
			}
			return
		}
		read[i] = rd.chaptersOf(leaves[i])
		if read[i] == nil || read[i].unlisted {
			read[i] = cmp.Or(rd.guideOf(leaves[i]), read[i])
		}
	})
	withoutOverviews(read)
	if books := rd.sectionBooks(leaves, read); books != nil {
		return books
	}
	isUnlisted := func(b *book) bool { return b != nil && b.unlisted }
	if !slices.ContainsFunc(read, isUnlisted) {
		return nil
	}
	for i, b := range read {
		if isUnlisted(b) {
			read[i] = nil
		}
	}
	return rd.sectionBooks(leaves, read)
}

// withoutOverviews takes the first page of each guide off its chapters where it has the same name
// in most of them, "Overview": it is on the section.
func withoutOverviews(read []*book) {
	names, guides := make(map[string]int), 0
	name := func(b *book) string {
		if b == nil || !b.guide || b.opened || len(b.roots) < 2 || b.roots[0].Target != b.page {
			return ""
		}
		return wording.Fold(b.roots[0].Title)
	}
	for _, b := range read {
		guides += wording.BoolInt(b != nil && b.guide)
		names[name(b)]++
	}
	for _, b := range read {
		if s := name(b); s != "" && names[s] > 1 && names[s]*2 > guides {
			b.overview, b.roots = b.roots[0].Title, b.roots[1:]
		}
	}
}

// sectionBooks are those of the pages of a list that were read as sections, if they are most
// of them and their headings are chapters. Where no list of places says so, the record of
// changes must, or all of the pages be panels with headings in them, see inPanels.
func (rd *reading) sectionBooks(leaves []*toc.Node, read []*book) map[*toc.Node]*book {
	books := make(map[*toc.Node]*book)
	var chapters []*toc.Node
	unlisted := false
	for i, b := range read {
		if b != nil {
			books[leaves[i]] = b
			chapters = append(chapters, b.roots[wording.BoolInt(b.opened):]...) // many a book begins with an introduction
			unlisted = unlisted || b.unlisted
		}
	}
	if len(books)*4 < len(leaves)*3 || len(chapters) < leastOnPages {
		return nil
	}
	known, above := rd.recordNames(chapters, leaves)
	panels := unlisted && !known && above == 0 && rd.inPanels(books)
	if unlisted && !known && !panels || !ownTitles(chapters, known || countedBelow(books) || panels && countedByPlace(leaves, books)) {
		return nil
	}
	set := rd.setAs(books)
	for i, n := range leaves {
		if read[i] == nil && set != "" {
			if b := rd.loneChapter(n, set); b != nil {
				books[n] = b
			}
		}
	}
	return books
}

// recordNames reports whether the records of changes name headings, and hardly the pages on
// which these stand, and how many of these pages they name.
func (rd *reading) recordNames(heads, pages []*toc.Node) (known bool, above int) {
	const least, few = 3, 2 // few are enough where no page is named
	said := rd.saidInRecords()
	count := func(nodes []*toc.Node) int {
		n := 0
		for _, k := range nodes {
			n += wording.BoolInt(said[wording.Fold(k.Title)] || k.Num.Text != "" && said[wording.Fold(k.Num.Text+" "+k.Title)])
		}
		return n
	}
	named, above := count(heads), count(pages)
	return named >= least && named > 2*above || named >= few && above == 0, above
}

// saidInRecords are the words that may be names in the records of changes, folded: cells, links and
// what begins a line.
func (rd *reading) saidInRecords() map[string]bool {
	said := make(map[string]bool)
	for i := range rd.Input.Pages {
		if rd.Roles[i] != toc.RoleAmendments {
			continue
		}
		for _, b := range parse.InMain(rd.Input.Pages[i].Blocks) {
			for line := range strings.SplitSeq(b.Text, "\n") {
				for _, sign := range []string{":", " – ", " — ", " - ", " | "} {
					before, _, _ := strings.Cut(line, sign)
					said[wording.Fold(before)] = true
				}
			}
			said[wording.Fold(b.Text[:min(b.Lead, len(b.Text))])] = true
			for c := range b.Cells {
				said[wording.Fold(b.Cells[c].Text)] = true
			}
			for _, l := range b.AllLinks() {
				said[wording.Fold(l.Text)] = true
			}
		}
	}
	return said
}

// chaptersOf reads the page of row n as a section: it has at least two headings that have
// headings of their own, and a list of places on it names most of them, or there is no such
// list. It returns nil for any other page.
func (rd *reading) chaptersOf(n *toc.Node) *book {
	d := rd.Input.Pages[n.Target].Document
	if !d.IsWebPage() || isChapterWord[n.Num.Keyword] || n.Frag != "" {
		return nil
	}
	text := readWhole(d, n)
	if !holdsChapters(text.Heads) {
		rd.whole.Store(n, wholeText{doc: d, number: n.Num.Text, title: n.Title, text: text})
		return nil
	}
	places := rd.placesOn(d)
	b := &book{page: n.Target, unlisted: len(places) < 2}
	b.take(text, d, n)
	told, rich := 0, 0
	for _, k := range b.roots {
		told += wording.BoolInt(places[wording.Fold(k.Title)] || places[wording.Fold(k.Num.Text+" "+k.Title)])
		rich += wording.BoolInt(len(k.Kids) > 0)
	}
	listed := told >= 2 && told*5 >= len(b.roots)*4
	if len(b.roots) < 2 || rich*2 < len(b.roots) || !listed && !b.unlisted {
		return nil
	}
	return b
}

// loneChapter reads the page of row n as a section that has one chapter only: its one heading
// is set as those of the chapters on the other pages and has headings of its own. It returns
// nil for any other page.
func (rd *reading) loneChapter(n *toc.Node, set string) *book {
	d := rd.Input.Pages[n.Target].Document
	if !d.IsWebPage() || isChapterWord[n.Num.Keyword] || n.Frag != "" {
		return nil
	}
	b := &book{page: n.Target}
	if b.read(rd, n); len(b.roots) != 1 || len(b.roots[0].Kids) == 0 || rd.classOfHead(b.page, b.roots[0]) != set {
		return nil
	}
	return b
}

// setAs is the class of nearly all headings that are the chapters of section pages, "" if they
// have none.
func (rd *reading) setAs(books map[*toc.Node]*book) string {
	count, all, most := make(map[string]int), 0, ""
	for _, b := range books {
		for _, k := range b.roots {
			class := rd.classOfHead(b.page, k)
			all++
			if count[class]++; count[class]*5 >= all*4 {
				most = class
			}
		}
	}
	if all < leastOnPages || count[most]*5 < all*4 {
		return ""
	}
	return most
}

// classOfHead is the class of the heading of a page that a node was read from.
func (rd *reading) classOfHead(page int, n *toc.Node) string {
	if b := rd.headOf(page, n); b != nil {
		return b.Class
	}
	return ""
}

// headOf is the heading of a page that a node was read from, nil if it is not found.
func (rd *reading) headOf(page int, n *toc.Node) *parse.Block {
	title := wording.Solid(n.Title)
	blocks := rd.Input.Pages[page].Blocks
	i := parse.IndexBlock(blocks, func(b *parse.Block) bool {
		return b.Region == parse.Main && b.Kind == parse.Heading && strings.HasSuffix(wording.Solid(b.Text), title)
	})
	if i < 0 {
		return nil
	}
	return &blocks[i]
}

// inFile lets a heading of a section page that is a link to a file and has nothing below it lead
// there: the file is the chapter.
func (rd *reading) inFile(page int, n *toc.Node) {
	if len(n.Kids) > 0 || len(n.Own) > 0 {
		return
	}
	head := rd.headOf(page, n)
	if head == nil || len(head.Links) != 1 || wording.Solid(head.Links[0].Text) != wording.Solid(head.Text) {
		return
	}
	if t := rd.Site.PageAt(head.Links[0].Href); t >= 0 && t != page && rd.Roles[t] == toc.RolePage && rd.Input.Pages[t].Document.IsFile() {
		n.Target, n.Href, n.Frag, n.Doc, n.Own = t, webaddress.Clean(head.Links[0].Href), "", nil, nil
	}
}

// headedBy reports whether a heading below the title of a page says certain words.
func headedBy(d *parse.Document, words string) bool {
	said := wording.Solid(words)
	return said != "" && parse.AnyBlock(d.Blocks, func(b *parse.Block) bool { return headsWith(b, said) })
}

// headsWith reports a heading below the title of a page that says certain words, in their solid form.
func headsWith(b *parse.Block, said string) bool {
	return b.Region == parse.Main && b.Kind == parse.Heading && b.Level > 1 && wording.Solid(b.Marker+b.Text) == said
}

// countedBelow reports guides whose pages are counted in them, "2.1" in section 2, where most
// pages have headings. What is counted so on one page may be the headings of a chapter.
func countedBelow(books map[*toc.Node]*book) bool {
	all, rich := 0, 0
	for n, b := range books {
		for _, k := range b.roots {
			if !b.guide || n.Num.Parts != 1 || k.Num.Parts != 2 || !wording.NumberPrefix(n.Num.Text, k.Num.Text) {
				return false
			}
			all++
			rich += wording.BoolInt(len(k.Kids) > 0)
		}
	}
	return rich*2 > all
}

// placesOn are the words of the links of a page that lead to places on itself, folded.
func (rd *reading) placesOn(d *parse.Document) map[string]bool {
	places := make(map[string]bool)
	for i := range d.Blocks {
		for _, k := range d.Blocks[i].AllLinks() {
			if strings.Contains(k.Href, "#") && rd.Site.SamePage(k.Href, d.URL) {
				places[wording.Fold(k.Text)] = true
			}
		}
	}
	return places
}

// ownTitles reports whether headings are titles of chapters: hardly two are the same, but of
// those below them many are, unless the headings are known for chapters.
func ownTitles(heads []*toc.Node, known bool) bool {
	titles, below := make(map[string]bool), make(map[string]int)
	all, shared := 0, 0
	for _, h := range heads {
		titles[wording.Fold(h.Title)] = true
		own := make(map[string]bool)
		for _, k := range h.Kids {
			if t := wording.Fold(k.Title); !own[t] {
				own[t] = true
				below[t]++
			}
		}
	}
	for _, n := range below {
		all += n
		shared += n * wording.BoolInt(n > 1)
	}
	return len(titles)*10 >= len(heads)*9 && (known || shared*sharedBelow >= all)
}

// openSectionPages puts the chapters of section pages below the rows of these. It returns
// the amendments that stand before the first chapters.
func (rd *reading) openSectionPages(roots []*toc.Node, books map[*toc.Node]*book) (front []normalise.Amendment) {
	walkOnce(roots, func(n *toc.Node) {
		b := books[n]
		if b == nil {
			return
		}
		if b.guide {
			b.parted()
		}
		b.below(n)
		if b.guide {
			n.Kids = nestEntries(n.Kids)
		}
		for _, k := range n.Kids {
			if !b.guide {
				rd.inFile(b.page, k)
			}
		}
		if b.guide && !b.opened && b.roots[0].Target != n.Target {
			n.Own, n.Called = nil, b.overview // the page is read, for what it says of the guide
		}
		if !slices.Contains(roots, n) {
			n.Kind = normalise.KindGroup
		}
		front = append(front, b.front...)
	})
	return front
}
