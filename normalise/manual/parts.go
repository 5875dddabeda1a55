package manual

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// openParts takes apart the documents that a list leads to and that are no chapters but
// parts of the manual, "Section 2" or "Part B" with chapters of their own, those through
// which one count of chapters runs, or what a heading among those of sections stands for:
// their rows become sections with the chapters below. Where most that are named so have
// none, all are chapters. It returns the amendments that these documents tell before their
// first chapters.
func (rd *reading) openParts(roots []*toc.Node) []normalise.Amendment {
	var parts []*toc.Node
	books := make(map[*toc.Node]*book)
	counted := rd.countedOn(roots)
	walkOnce(roots, func(n *toc.Node) {
		if b := counted[n]; b != nil {
			parts, books[n] = append(parts, n), b
			return
		}
		if len(n.Kids) > 0 || n.Also || n.Target < 0 || rd.Roles[n.Target] != toc.RolePage || !toc.PartNumber(n.Num) && !echoesPart(n) && !headsFile(n, roots) {
			return
		}
		b := &book{page: n.Target}
		b.read(rd, n)
		parts = append(parts, n)
		if len(b.roots) > 0 && b.isPart(n) {
			books[n] = b
		}
	})
	if len(books)*2 < len(parts) {
		return nil
	}
	var front []normalise.Amendment
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

// isVolume reports a document that is one of several parts to which a list leads: however short
// the others are, it is not the whole manual.
func (rd *reading) isVolume(page int, roots []*toc.Node) bool {
	parts := make(map[int]bool)
	for n := range rd.countedOn(roots) {
		parts[n.Target] = true
	}
	toc.Walk(roots, func(n *toc.Node) {
		if n.Target < 0 || parts[n.Target] || !toc.PartNumber(n.Num) {
			return
		}
		b := &book{page: n.Target}
		if b.read(rd, n); b.isPart(n) {
			parts[n.Target] = true
		}
	})
	return parts[page] && len(parts) > 1
}

// countedOn are the documents of a list whose chapters are counted through all of them:
// each begins with the number after the last of the one before it.
func (rd *reading) countedOn(roots []*toc.Node) map[*toc.Node]*book {
	var files []*toc.Node
	toc.Walk(roots, func(n *toc.Node) {
		if len(n.Kids) == 0 && !n.Also && n.Num.Text == "" && n.Target >= 0 && rd.Roles[n.Target] == toc.RolePage && rd.Input.Pages[n.Target].Document.IsFile() {
			files = append(files, n)
		}
	})
	last := 0
	for _, n := range files { // a cheap test: they begin with different numbers
		first := firstCount(rd.Input.Pages[n.Target].Document)
		if first <= last {
			return nil
		}
		last = first
	}
	books := make(map[*toc.Node]*book)
	next := 1
	for _, n := range files {
		b := &book{page: n.Target}
		b.read(rd, n)
		for _, h := range b.roots {
			if h.Num.Text != strconv.Itoa(next) {
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
	for _, b := range parse.InMain(d.Blocks) {
		if b.Kind != parse.Heading {
			continue
		}
		text := b.Text
		if b.Marker != "" {
			text = b.Marker + " " + text
		}
		if num, _, ok := wording.SplitNumber(text); ok && num.Parts == 1 && num.Keyword == "" {
			n, _ := strconv.Atoi(num.Text)
			return n
		}
	}
	return 0
}

// below makes a section of row n with the chapters of the document below it.
func (b *book) below(n *toc.Node) {
	n.Kind, n.Kids, n.Own = normalise.KindSection, b.roots, b.text.Own
	if n.Own == nil {
		n.Own = []parse.Block{} // the document is read
	}
	for _, k := range n.Kids {
		k.Parent = n
		if k.Kind == normalise.KindHeading || k.Kind == normalise.KindSection {
			k.Kind = normalise.KindChapter
		}
		if len(k.Kids) == 0 && ownWords(k) == 0 && (titleflag.IsPlaceholder(k.Title) || titleflag.IsPromise(k.Title)) {
			k.Kind = normalise.KindPlaceholder
		}
		toc.Walk(k.Kids, func(h *toc.Node) { h.Kind = normalise.KindHeading })
	}
}

// echoesPart reports the only entry below the heading of a part that says the same: the
// link to its document.
func echoesPart(n *toc.Node) bool {
	p := n.Parent
	return p != nil && len(p.Kids) == 1 && !p.Linked() && toc.PartNumber(p.Num) && wording.Fold(p.Title) == wording.Fold(n.Title) && (n.Num.Text == "" || n.Num.Text == p.Num.Text)
}

// headsFile reports the heading of a section with a file in place of entries, or the only
// entry below it, the link to the file, in words that say the same. Its neighbours are
// sections with entries, and its title speaks of several: "Core Procedures".
func headsFile(n *toc.Node, roots []*toc.Node) bool {
	head := n
	if onlyCalls(n) {
		head = n.Parent
	}
	if !head.Head || !toc.IsPaper(n.Href) || !speaksOfSeveral.MatchString(head.Title) {
		return false
	}
	beside := roots
	if head.Parent != nil {
		beside = head.Parent.Kids
	}
	sections := 0
	for _, k := range beside {
		sections += wording.BoolInt(len(k.Kids) > 1)
	}
	return sections >= 2 && (sections+1)*2 > len(beside)
}

// onlyCalls reports the only entry below a heading, which says hardly more: "Open the Core
// Procedures (PDF)".
func onlyCalls(n *toc.Node) bool {
	p := n.Parent
	return p != nil && len(p.Kids) == 1 && !p.Linked() && strings.Contains(" "+wording.Fold(n.Title)+" ", " "+wording.Fold(p.Title)+" ") && wording.CountWords(n.Title) <= wording.CountWords(p.Title)+4
}

var speaksOfSeveral = pattern.New(`(?i)\b(?:procedures|policies|protocols|chapters|guidelines|standards|manual|handbook)$`)

// foldUp gives what a node leads to and holds to its parent, in its place.
func foldUp(n *toc.Node) {
	p := n.Parent
	p.Href, p.Frag, p.Target, p.Kids, p.Own = n.Href, n.Frag, n.Target, n.Kids, n.Own
	for _, k := range p.Kids {
		k.Parent = p
	}
}

// isPart reports whether the document of row n has chapters: at least two of its
// headings, most of them with headings of their own, go on from the number of the row or
// are named by the document's list of contents. Those of a volume, whatever their
// numbers.
func (b *book) isPart(n *toc.Node) bool {
	chapters, rich := 0, 0
	for _, k := range b.roots {
		if k.Listed || toc.PartNumber(n.Num) && n.Num.Keyword != "section" || wording.NumberPrefix(n.Num.Text, k.Num.Text) {
			chapters++
			rich += wording.BoolInt(len(k.Kids) > 0)
		}
	}
	return chapters >= 2 && chapters*2 > len(b.roots) && rich*2 >= chapters
}

// shareFiles parts a file among the rows that all lead to it: each gets the blocks from
// the heading that says what the row says, or from the page that the row leads to, to
// the next one's. The rows between them that lead nowhere head what stands below them.
func (a *assembly) shareFiles(roots []*toc.Node) {
	a.leadIntoFiles(roots)
	files := make(map[int][]*toc.Node)
	toc.Walk(roots, func(n *toc.Node) {
		if n.Target >= 0 && !n.Also && n.Doc == nil && n.Own == nil && a.rd.Input.Pages[n.Target].Document.IsFile() {
			files[n.Target] = append(files[n.Target], n)
		}
	})
	for page, nodes := range files {
		if len(nodes) > 1 {
			a.shareFile(a.rd.Input.Pages[page].Document, withHeads(nodes))
		}
	}
}

// leadIntoFiles leads the rows below that of a file, which lead nowhere, to this file,
// where it has most of them as titles: "Section 3 (Word)", and in plain words below it the
// chapters of this section.
func (a *assembly) leadIntoFiles(roots []*toc.Node) {
	toc.Walk(roots, func(n *toc.Node) {
		if n.Target < 0 || n.Also || n.Own != nil || len(n.Kids) == 0 || !a.rd.Input.Pages[n.Target].Document.IsFile() {
			return
		}
		var below []*toc.Node
		for _, k := range n.Kids {
			if !k.Linked() && len(k.Kids) == 0 {
				below = append(below, k)
			}
		}
		found := toc.FindListed(a.rd.Input.Pages[n.Target].Blocks, asListed(below))
		if len(found) < 2 || len(found)*2 <= len(below) {
			return
		}
		for _, h := range found {
			below[h.Entry].Href, below[h.Entry].Target = n.Href, n.Target
		}
	})
}

// asListed are the rows as entries of a list of contents of the file they lead to.
func asListed(nodes []*toc.Node) []toc.ListedTitle {
	list := make([]toc.ListedTitle, len(nodes))
	for i, n := range nodes {
		w := toc.ListedWords{Num: n.Num, Title: wording.Solid(n.Title), Whole: wording.Solid(n.Num.Text + n.Title)}
		list[i] = toc.ListedTitle{Words: w, Cut: w}
	}
	return list
}

// withHeads adds the rows without a link that stand above others before their first one.
func withHeads(nodes []*toc.Node) []*toc.Node {
	var out []*toc.Node
	seen := make(map[*toc.Node]bool)
	for _, n := range nodes {
		var above []*toc.Node
		for p := n.Parent; p != nil && !seen[p] && !p.Linked(); p = p.Parent {
			seen[p] = true
			above = append(above, p)
		}
		slices.Reverse(above)
		seen[n] = true
		out = append(append(out, above...), n)
	}
	return out
}

func (a *assembly) shareFile(d *parse.Document, nodes []*toc.Node) {
	starts := make(map[*toc.Node]int)
	taken := make(map[int]bool)
	for _, h := range toc.FindListed(d.Blocks, asListed(nodes)) {
		starts[nodes[h.Entry]], taken[h.At] = h.At, true
	}
	for _, n := range nodes {
		if _, found := starts[n]; found {
			continue
		}
		if i := pageBlock(d, n.Frag); i >= 0 && !taken[i] {
			starts[n], taken[i] = i, true
		}
	}
	if len(starts) < 2 {
		return
	}
	for _, n := range nodes {
		if _, found := starts[n]; !found && n.Linked() && len(n.Kids) > 0 && !taken[0] {
			starts[n], taken[0] = 0, true // it has what stands before those below it
		}
	}
	order := slices.Sorted(maps.Keys(taken))
	for n, from := range starts {
		to := len(d.Blocks)
		if k, _ := slices.BinarySearch(order, from); k+1 < len(order) {
			to = order[k+1]
		}
		n.Doc, n.Own = d, d.Blocks[from:to]
		if len(n.Kids) > 0 {
			n.Own = toc.WithoutOwnList(n.Own, d.Blocks[to:])
		}
		if n.Frag != "" {
			n.Href += "#" + n.Frag
		}
	}
}

// pageBlock is the first block of the page that a fragment opens, -1 if none.
func pageBlock(d *parse.Document, frag string) int {
	m := toc.PageFrag.FindStringSubmatch(frag)
	if m == nil {
		return -1
	}
	page, _ := strconv.Atoi(m[1])
	return parse.IndexBlock(d.Blocks, func(b *parse.Block) bool { return b.Page >= page && b.Region == parse.Main })
}
