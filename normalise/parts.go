package normalise

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// openParts takes apart the documents that a list leads to and that are no chapters but
// parts of the manual, "Section 2" or "Part B" with chapters of their own, those through
// which one count of chapters runs, or what a heading among those of sections stands for:
// their rows become sections with the chapters below. Where most that are named so have
// none, all are chapters. It returns the amendments that these documents tell before their
// first chapters.
func (rd *reading) openParts(roots []*node) []Amendment {
	var parts []*node
	books := make(map[*node]*book)
	counted := rd.countedOn(roots)
	walkOnce(roots, func(n *node) {
		if b := counted[n]; b != nil {
			parts, books[n] = append(parts, n), b
			return
		}
		if len(n.kids) > 0 || n.also || n.target < 0 || rd.role[n.target] != rolePage || !partNumber(n.num) && !echoesPart(n) && !headsFile(n, roots) {
			return
		}
		b := &book{page: n.target}
		b.read(rd, n)
		parts = append(parts, n)
		if len(b.roots) > 0 && b.isPart(n) {
			books[n] = b
		}
	})
	if len(books)*2 < len(parts) {
		return nil
	}
	var front []Amendment
	for _, n := range parts {
		if b := books[n]; b != nil {
			b.below(n)
			front = append(front, b.front...)
			if echoesPart(n) || onlyCalls(n) {
				foldUp(n)
			}
		}
	}
	return front
}

// countedOn are the documents of a list whose chapters are counted through all of them:
// each begins with the number after the last of the one before it.
func (rd *reading) countedOn(roots []*node) map[*node]*book {
	var files []*node
	walk(roots, func(n *node) {
		if len(n.kids) == 0 && !n.also && n.num.text == "" && n.target >= 0 && rd.role[n.target] == rolePage && rd.in.Pages[n.target].Document.IsFile() {
			files = append(files, n)
		}
	})
	last := 0
	for _, n := range files { // a cheap test: they begin with different numbers
		first := firstCount(rd.in.Pages[n.target].Document)
		if first <= last {
			return nil
		}
		last = first
	}
	books := make(map[*node]*book)
	next := 1
	for _, n := range files {
		b := &book{page: n.target}
		b.read(rd, n)
		for _, h := range b.roots {
			if h.num.text != strconv.Itoa(next) {
				return nil
			}
			next++
		}
		books[n] = b
	}
	if len(files) < 2 || next-1 < 2*len(files) {
		return nil
	}
	return books
}

// firstCount is the whole number before the first heading of a document that has one, 0
// if none has.
func firstCount(d *parse.Document) int {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Main || b.Kind != parse.Heading {
			continue
		}
		text := b.Text
		if b.Marker != "" {
			text = b.Marker + " " + text
		}
		if num, _, ok := splitNumber(text); ok && num.parts == 1 && num.keyword == "" {
			n, _ := strconv.Atoi(num.text)
			return n
		}
	}
	return 0
}

// below makes a section of row n with the chapters of the document below it.
func (b *book) below(n *node) {
	n.kind, n.kids, n.own = KindSection, b.roots, b.text.own
	if n.own == nil {
		n.own = []parse.Block{} // the document is read
	}
	for _, k := range n.kids {
		k.parent = n
		if k.kind == KindHeading || k.kind == KindSection {
			k.kind = KindChapter
		}
		walk(k.kids, func(h *node) { h.kind = KindHeading })
	}
}

// echoesPart reports the only entry below the heading of a part that says the same: the
// link to its document.
func echoesPart(n *node) bool {
	p := n.parent
	return p != nil && len(p.kids) == 1 && !p.linked() && partNumber(p.num) && fold(p.title) == fold(n.title) && (n.num.text == "" || n.num.text == p.num.text)
}

// headsFile reports the heading of a section with a file in place of entries, or the only
// entry below it, the link to the file, in words that say the same. Its neighbours are
// sections with entries, and its title speaks of several: "Core Procedures".
func headsFile(n *node, roots []*node) bool {
	head := n
	if onlyCalls(n) {
		head = n.parent
	}
	if !head.head || !isPaper(n.href) || !speaksOfSeveral.MatchString(head.title) {
		return false
	}
	beside := roots
	if head.parent != nil {
		beside = head.parent.kids
	}
	sections := 0
	for _, k := range beside {
		sections += boolInt(len(k.kids) > 1)
	}
	return sections >= 2 && (sections+1)*2 > len(beside)
}

// onlyCalls reports the only entry below a heading, which says hardly more: "Open the Core
// Procedures (PDF)".
func onlyCalls(n *node) bool {
	p := n.parent
	return p != nil && len(p.kids) == 1 && !p.linked() && strings.Contains(" "+fold(n.title)+" ", " "+fold(p.title)+" ") && countWords(n.title) <= countWords(p.title)+4
}

var speaksOfSeveral = pattern.New(`(?i)\b(?:procedures|policies|protocols|chapters|guidelines|standards|manual|handbook)$`)

// foldUp gives what a node leads to and holds to its parent, in its place.
func foldUp(n *node) {
	p := n.parent
	p.href, p.frag, p.target, p.kids, p.own = n.href, n.frag, n.target, n.kids, n.own
	for _, k := range p.kids {
		k.parent = p
	}
}

// isPart reports whether the document of row n has chapters: at least two of its
// headings, most of them with headings of their own, go on from the number of the row or
// are named by the document's list of contents. Those of a volume, whatever their
// numbers.
func (b *book) isPart(n *node) bool {
	chapters, rich := 0, 0
	for _, k := range b.roots {
		if k.listed || partNumber(n.num) && n.num.keyword != "section" || numberPrefix(n.num.text, k.num.text) {
			chapters++
			rich += boolInt(len(k.kids) > 0)
		}
	}
	return chapters >= 2 && chapters*2 > len(b.roots) && rich*2 >= chapters
}

// shareFiles parts a file among the rows that all lead to it: each gets the blocks from
// the heading that says what the row says, or from the page that the row leads to, to
// the next one's. The rows between them that lead nowhere head what stands below them.
func (a *assembly) shareFiles(roots []*node) {
	a.leadIntoFiles(roots)
	files := make(map[int][]*node)
	walk(roots, func(n *node) {
		if n.target >= 0 && !n.also && n.doc == nil && n.own == nil && a.rd.in.Pages[n.target].Document.IsFile() {
			files[n.target] = append(files[n.target], n)
		}
	})
	for page, nodes := range files {
		if len(nodes) > 1 {
			a.shareFile(a.rd.in.Pages[page].Document, withHeads(nodes))
		}
	}
}

// leadIntoFiles leads the rows below that of a file, which lead nowhere, to this file,
// where it has most of them as titles: "Section 3 (Word)", and in plain words below it the
// chapters of this section.
func (a *assembly) leadIntoFiles(roots []*node) {
	walk(roots, func(n *node) {
		if n.target < 0 || n.also || n.own != nil || len(n.kids) == 0 || !a.rd.in.Pages[n.target].Document.IsFile() {
			return
		}
		var below []*node
		for _, k := range n.kids {
			if !k.linked() && len(k.kids) == 0 {
				below = append(below, k)
			}
		}
		found := findListed(a.rd.in.Pages[n.target].Blocks, asListed(below))
		if len(found) < 2 || len(found)*2 <= len(below) {
			return
		}
		for _, h := range found {
			below[h.entry].href, below[h.entry].target = n.href, n.target
		}
	})
}

// asListed are the rows as entries of a list of contents of the file they lead to.
func asListed(nodes []*node) []listedTitle {
	list := make([]listedTitle, len(nodes))
	for i, n := range nodes {
		w := listedWords{num: n.num, title: solid(n.title), whole: solid(n.num.text + n.title)}
		list[i] = listedTitle{words: w, cut: w}
	}
	return list
}

// withHeads adds the rows without a link that stand above others before their first one.
func withHeads(nodes []*node) []*node {
	var out []*node
	seen := make(map[*node]bool)
	for _, n := range nodes {
		var above []*node
		for p := n.parent; p != nil && !seen[p] && !p.linked(); p = p.parent {
			seen[p] = true
			above = append(above, p)
		}
		slices.Reverse(above)
		seen[n] = true
		out = append(append(out, above...), n)
	}
	return out
}

func (a *assembly) shareFile(d *parse.Document, nodes []*node) {
	starts := make(map[*node]int)
	taken := make(map[int]bool)
	for _, h := range findListed(d.Blocks, asListed(nodes)) {
		starts[nodes[h.entry]], taken[h.at] = h.at, true
	}
	for _, n := range nodes {
		if _, found := starts[n]; found {
			continue
		}
		if i := pageBlock(d, n.frag); i >= 0 && !taken[i] {
			starts[n], taken[i] = i, true
		}
	}
	if len(starts) < 2 {
		return
	}
	for _, n := range nodes {
		if _, found := starts[n]; !found && n.linked() && len(n.kids) > 0 && !taken[0] {
			starts[n], taken[0] = 0, true // it has what stands before those below it
		}
	}
	order := slices.Sorted(maps.Keys(taken))
	for n, from := range starts {
		to := len(d.Blocks)
		if k, _ := slices.BinarySearch(order, from); k+1 < len(order) {
			to = order[k+1]
		}
		n.doc, n.own = d, d.Blocks[from:to]
		if n.frag != "" {
			n.href += "#" + n.frag
		}
	}
}

// pageBlock is the first block of the page that a fragment opens, -1 if none.
func pageBlock(d *parse.Document, frag string) int {
	m := pageFrag.FindStringSubmatch(frag)
	if m == nil {
		return -1
	}
	page, _ := strconv.Atoi(m[1])
	return slices.IndexFunc(d.Blocks, func(b parse.Block) bool { return b.Page >= page && b.Region == parse.Main })
}
