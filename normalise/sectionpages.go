package normalise

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// Bounds of a manual whose sections are one page each: how many pages it has at most, how
// many chapters at least, and how much of what stands below the chapters has a title that
// another chapter has too.
const (
	mostSectionPages = 12
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
func (rd *reading) sectionPages(roots []*node) map[*node]*book {
	var leaves []*node
	walk(roots, func(n *node) {
		if len(n.kids) == 0 && n.target >= 0 && !n.also && rd.role[n.target] == rolePage {
			leaves = append(leaves, n)
		}
	})
	if len(leaves) < 2 || len(leaves) > mostSectionPages {
		return nil
	}
	read := make([]*book, len(leaves))
	parallel.Do(len(leaves), func(i int) {
		read[i] = rd.chaptersOf(leaves[i])
		if read[i] == nil || read[i].unlisted {
			read[i] = cmp.Or(rd.guideOf(leaves[i]), read[i])
		}
	})
	if books := rd.sectionBooks(leaves, read); books != nil {
		return books
	}
	for i, b := range read {
		if b != nil && b.unlisted {
			read[i] = nil
		}
	}
	return rd.sectionBooks(leaves, read)
}

// sectionBooks are those of the pages of a list that were read as sections, if they are most
// of them and their headings are chapters. Where no list of places says so, the record of
// changes must: the panels that open on a page may be chapters or the headings of one.
func (rd *reading) sectionBooks(leaves []*node, read []*book) map[*node]*book {
	books := make(map[*node]*book)
	var chapters []*node
	unlisted := false
	for i, b := range read {
		if b != nil {
			books[leaves[i]] = b
			chapters = append(chapters, b.roots...)
			unlisted = unlisted || b.unlisted
		}
	}
	if len(books)*4 < len(leaves)*3 || len(chapters) < leastOnPages {
		return nil
	}
	known := rd.recordNames(chapters, leaves)
	if unlisted && !known || !ownTitles(chapters, known || countedBelow(books)) {
		return nil
	}
	return books
}

// recordNames reports whether the records of changes name headings, and hardly the pages on
// which these stand.
func (rd *reading) recordNames(heads, pages []*node) bool {
	const least = 3
	said := make(map[string]bool)
	for i := range rd.in.Pages {
		if rd.role[i] != roleAmendments {
			continue
		}
		for k := range rd.in.Pages[i].Blocks {
			b := &rd.in.Pages[i].Blocks[k]
			if b.Region != parse.Main {
				continue
			}
			before, _, _ := strings.Cut(b.Text, ":")
			said[fold(before)], said[fold(b.Text[:min(b.Lead, len(b.Text))])] = true, true
			for c := range b.Cells {
				said[fold(b.Cells[c].Text)] = true
			}
			for _, l := range b.AllLinks() {
				said[fold(l.Text)] = true
			}
		}
	}
	count := func(nodes []*node) int {
		n := 0
		for _, k := range nodes {
			n += boolInt(said[fold(k.title)] || k.num.text != "" && said[fold(k.num.text+" "+k.title)])
		}
		return n
	}
	named := count(heads)
	return named >= least && named > 2*count(pages)
}

// chaptersOf reads the page of row n as a section: it has at least two headings that have
// headings of their own, and a list of places on it names most of them, or there is no such
// list. It returns nil for any other page.
func (rd *reading) chaptersOf(n *node) *book {
	d := rd.in.Pages[n.target].Document
	if !d.IsWebPage() || isChapterWord[n.num.keyword] || n.frag != "" {
		return nil
	}
	places := rd.placesOn(d)
	b := &book{page: n.target, unlisted: len(places) < 2}
	b.read(rd, n)
	told, rich := 0, 0
	for _, k := range b.roots {
		told += boolInt(places[fold(k.title)] || places[fold(k.num.text+" "+k.title)])
		rich += boolInt(len(k.kids) > 0)
	}
	listed := told >= 2 && told*5 >= len(b.roots)*4
	if len(b.roots) < 2 || rich*2 < len(b.roots) || !listed && !b.unlisted {
		return nil
	}
	return b
}

// guideOf reads the page of row n as a section that is a guide: its pages have one title and
// list each other, each under the words that head it there below that title. What such a
// page says is read where it is opened. It returns nil for any other page.
func (rd *reading) guideOf(n *node) *book {
	d := rd.in.Pages[n.target].Document
	if !d.IsWebPage() || d.Title == "" || isChapterWord[n.num.keyword] || n.frag != "" {
		return nil
	}
	pages := []int{n.target}
	for _, t := range rd.further(d, d) {
		if !slices.Contains(pages, t) {
			pages = append(pages, t)
		}
	}
	titles := rd.titlesInGuide(pages)
	if len(titles) < 2 || len(titles) < len(pages)-1 {
		return nil
	}
	b := &book{page: n.target, guide: true}
	var rows []row
	for _, p := range pages {
		if titles[p] != "" { // the first may only say what the guide is about
			rw := headRow(&parse.Block{Text: titles[p]})
			rw.target, rw.page, rw.href = p, n.target, cleanAddress(rd.in.Pages[p].URL)
			rows = append(rows, rw)
		}
	}
	settleNumbers(rows)
	for _, rw := range rows {
		page := rd.in.Pages[rw.target].Document
		text := readChapter(page, page.Blocks, rw.num.text, rw.title)
		b.roots = append(b.roots, &node{row: rw, kind: KindChapter, kids: text.heads})
	}
	return b
}

// titlesInGuide are the words by which the pages of a guide call each other in a list, where
// these head the page below its title.
func (rd *reading) titlesInGuide(pages []int) map[int]string {
	titles := make(map[int]string)
	for _, p := range pages {
		blocks := rd.in.Pages[p].Blocks
		for i := range blocks {
			if blocks[i].Kind != parse.Item {
				continue
			}
			for _, k := range blocks[i].Links {
				if t := rd.site.page(k.Href); titles[t] == "" && slices.Contains(pages, t) && headedBy(rd.in.Pages[t].Document, k.Text) {
					titles[t] = squeeze(k.Text)
				}
			}
		}
	}
	return titles
}

// headedBy reports whether a heading below the title of a page says certain words.
func headedBy(d *parse.Document, words string) bool {
	said := solid(words)
	return said != "" && slices.ContainsFunc(d.Blocks, func(b parse.Block) bool {
		return b.Region == parse.Main && b.Kind == parse.Heading && b.Level > 1 && solid(b.Marker+b.Text) == said
	})
}

// countedBelow reports guides whose pages are counted in them, "2.1" in section 2, where most
// pages have headings. What is counted so on one page may be the headings of a chapter.
func countedBelow(books map[*node]*book) bool {
	all, rich := 0, 0
	for n, b := range books {
		for _, k := range b.roots {
			if !b.guide || n.num.parts != 1 || k.num.parts != 2 || !numberPrefix(n.num.text, k.num.text) {
				return false
			}
			all++
			rich += boolInt(len(k.kids) > 0)
		}
	}
	return rich*2 > all
}

// placesOn are the words of the links of a page that lead to places on itself, folded.
func (rd *reading) placesOn(d *parse.Document) map[string]bool {
	places := make(map[string]bool)
	for i := range d.Blocks {
		for _, k := range d.Blocks[i].AllLinks() {
			if strings.Contains(k.Href, "#") && rd.site.samePage(k.Href, d.URL) {
				places[fold(k.Text)] = true
			}
		}
	}
	return places
}

// ownTitles reports whether headings are titles of chapters: hardly two are the same, but of
// those below them many are, unless the headings are known for chapters.
func ownTitles(heads []*node, known bool) bool {
	titles, below := make(map[string]bool), make(map[string]int)
	all, shared := 0, 0
	for _, h := range heads {
		titles[fold(h.title)] = true
		own := make(map[string]bool)
		for _, k := range h.kids {
			if t := fold(k.title); !own[t] {
				own[t] = true
				below[t]++
			}
		}
	}
	for _, n := range below {
		all += n
		shared += n * boolInt(n > 1)
	}
	return len(titles)*10 >= len(heads)*9 && (known || shared*sharedBelow >= all)
}

// parted leaves the pages of a guide to be read where they are opened.
func (b *book) parted() {
	for _, k := range b.roots {
		k.kids = nil
	}
}

// openSectionPages puts the chapters of section pages below the rows of these. It returns
// the amendments that stand before the first chapters.
func openSectionPages(roots []*node, books map[*node]*book) (front []Amendment) {
	walkOnce(roots, func(n *node) {
		b := books[n]
		if b == nil {
			return
		}
		if b.guide {
			b.parted()
		}
		b.below(n)
		if b.guide && b.roots[0].target != n.target {
			n.own = nil // the page is read, for what it says of the guide
		}
		if !slices.Contains(roots, n) {
			n.kind = KindGroup
		}
		front = append(front, b.front...)
	})
	return front
}
