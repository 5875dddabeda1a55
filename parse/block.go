package parse

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"manualwatch/parse/pattern"
)

// An item is a list item, or a term or text of a definition list, that is being
// read.
type item struct {
	level  int
	group  int
	marker string
	bold   bool
	used   bool // its first block is written
}

// blockElement reads an element that breaks the line, or an inline element around
// blocks, and keeps the regions apart.
func (r *reader) blockElement(i int32) {
	e := &r.s.elems[i]
	if e.sort < block && e.sort != anchor && e.sort != bold && !e.is(deepBlock) && !r.isRoot(i) {
		r.container(i)
		return
	}
	region, root, named := r.region, r.root, r.named
	r.enter(i)
	if r.region != region {
		defer func() {
			r.flush()
			r.region, r.root, r.named = region, root, named
		}()
	}
	part, floor, entries := r.part, r.floor, r.entries
	if r.root >= 0 && r.besideText(i) && r.isFrame(i) {
		r.part = int(i)
	}
	if r.root >= 0 && r.oneOfSeveral(i) {
		r.entries = append(entries[:len(entries):len(entries)], int(i))
	}
	caption := r.tabCaption(i)
	if caption < 0 && r.tabHeading(i) || e.heads > 0 && r.underControl(i) {
		r.floor = min(r.lastRank+1, 6)
	}
	r.blockBySort(i)
	if caption >= 0 {
		r.flush()
		r.groups++
		for k := caption; k < len(r.doc.Blocks); k++ {
			r.doc.Blocks[k].BoxGroup = r.groups
		}
	}
	r.part, r.floor, r.entries = part, floor, entries
}

// besideText reports an element that stands directly in the element whose children
// are the parts of the main region, or beside that in one around it.
func (r *reader) besideText(i int32) bool {
	up := r.s.elems[i].up
	if up == r.frames {
		return true
	}
	within := func(k int32) bool { return k <= r.frames && r.frames < r.s.elems[k].end }
	return up >= r.root && within(up) && !within(i)
}

// isFrame reports an element that is a part of the page: one that can hold blocks,
// or one with a line of its own between such. A line among lines is text.
func (r *reader) isFrame(i int32) bool {
	e := &r.s.elems[i]
	if container(e) {
		return true
	}
	if e.sort != block || e.n.DataAtom == atom.P {
		return false
	}
	prev, next := r.before(i), r.sibling(i)
	return (prev < 0 || r.s.elems[prev].is(hasBlock)) && (next < 0 || r.s.elems[next].is(hasBlock))
}

// enter sets region and root for element i.
func (r *reader) enter(i int32) {
	in := r.region
	r.region = r.regionFor(i)
	if in == Main && (r.region == Furniture || r.region == Nav) && r.s.elems[i].onlyCalledSo() {
		r.named = int(i)
	}
	if r.isRoot(i) {
		r.root, r.frames = i, r.s.descend(i)
	}
}

// regionFor is the region of element i, given the region the walk is in.
func (r *reader) regionFor(i int32) Region {
	e := &r.s.elems[i]
	switch {
	case r.isRoot(i) || e.is(ruledList) || e.up >= 0 && r.region == Main && r.inList(e.up):
		return Main
	case e.is(ruledTOC) && r.region == Main && e.heads == 0:
		return Contents
	case r.region == Contents:
		return Contents
	}
	return r.s.regionOf(i, r.region, max(r.root, 0))
}

// inList reports whether an element stands in what the register calls the manual's
// list of contents: there every list is text.
func (r *reader) inList(i int32) bool {
	if !r.listed {
		return false
	}
	for ; i >= 0; i = r.s.elems[i].up {
		if r.s.elems[i].is(ruledList) {
			return true
		}
	}
	return false
}

// isRoot reports whether a main region begins at element i.
func (r *reader) isRoot(i int32) bool {
	return slices.Contains(r.roots, i)
}

func (r *reader) blockBySort(i int32) {
	e := &r.s.elems[i]
	defer r.intoLink(e)()
	switch e.sort {
	case heading:
		r.heading(i)
	case list:
		r.listElement(i)
	case listItem:
		r.listItem(i)
	case defTerm, defText:
		r.definition(i)
	case tableSort:
		r.table(i)
	case pre:
		r.preformatted(i)
	case anchor:
		r.container(i)
	case bold:
		r.bold++
		r.container(i)
		r.bold--
	default:
		r.blockDefault(i)
	}
}

// intoLink makes what is read until leave is called the words of a link, if the element is one
// that leads anywhere.
func (r *reader) intoLink(e *element) (leave func()) {
	href := attr(e.n, "href")
	if !e.isLink() || href == "" {
		return func() {}
	}
	r.turnsTo(e, href)
	outer := r.link
	r.link = e.n
	return func() {
		r.run.closeLink()
		r.link = outer
	}
}

func (r *reader) blockDefault(i int32) {
	e := &r.s.elems[i]
	switch {
	case e.n.DataAtom == atom.Summary, e.is(toggle) && r.rank == 0 && !r.holdsPanel(i):
		if r.opener(i) {
			return
		}
	case e.n.DataAtom == atom.Form && e.text+e.link < 200 && e.heads <= 1 && r.region == Main && !r.s.holdsColumns(i):
		r.region = Furniture
		r.container(i)
		r.region = Main
		return
	case e.n.DataAtom == atom.Dl:
		r.definitionList(i)
		return
	case r.loneNumber(i), r.gridRow(i):
		return
	case r.titlesPair(i):
		r.titled(i, r.openerRank(i))
		r.next = e.end
		return
	}
	r.container(i)
}

// container reads an element that is only a frame for others.
func (r *reader) container(i int32) {
	e := &r.s.elems[i]
	r.flush()
	owner, from := r.owner, len(r.doc.Blocks)
	r.owner = e.n
	r.children(e.n)
	r.flush()
	r.owner = owner
	if e.n.DataAtom == atom.Article && r.region == Main && r.s.holdsMost(i, r.root) {
		r.over = len(r.doc.Blocks)
	}
	if e.is(hasBlock) && r.cell == nil {
		r.boxed(i, from)
	}
}

// heading reads a heading. One that was never closed holds the text behind it as
// well: then only its first line is the heading.
func (r *reader) heading(i int32) {
	e := &r.s.elems[i]
	if r.cell != nil || r.rank > 0 {
		r.container(i)
		return
	}
	if e.is(hasBlock) && e.text+e.link > 250 {
		r.flush()
		r.rank = -headingRank(e.n)
		r.container(i)
		r.rank = 0
		return
	}
	if region := r.region; region != Furniture && r.namesMenu(i) {
		r.region = Furniture
		defer func() { r.region = region }()
	}
	r.titled(i, headingRank(e.n))
}

// titled reads an element as a heading.
func (r *reader) titled(i int32, rank int) {
	e := &r.s.elems[i]
	r.flush()
	owner := r.owner
	r.owner, r.rank = e.n, rank
	r.children(e.n)
	r.rank = 0
	r.flushHeading(rank)
	r.owner = owner
}

// headingRank is the rank of h1 to h6, or of a role.
func headingRank(n *html.Node) int {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	if l := attr(n, "aria-level"); len(l) == 1 && l[0] >= '1' && l[0] <= '6' {
		return int(l[0] - '0')
	}
	return 2
}

// preformatted keeps the lines of the source.
func (r *reader) preformatted(i int32) {
	e := &r.s.elems[i]
	if e.is(hasBlock) {
		r.container(i)
		return
	}
	r.flush()
	owner := r.owner
	r.owner = e.n
	r.preLines(e.n)
	r.flush()
	r.owner = owner
}

func (r *reader) preLines(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.FirstChild == nil {
			r.element(c)
			continue
		}
		if c.Type == html.ElementNode {
			r.next++
			r.preLines(c)
			continue
		}
		if c.Type != html.TextNode {
			continue
		}
		for k, l := range strings.Split(c.Data, "\n") {
			if k > 0 {
				r.run.breakLine()
			}
			r.text(l)
		}
	}
}

// flush ends the block that is being read, if it has anything.
func (r *reader) flush() {
	switch {
	case r.rank > 0:
		r.run.space = true
		return
	case r.cell != nil:
		r.run.breakLine()
		return
	case r.rank < 0 && !r.run.empty():
		rank := -r.rank
		r.rank = 0
		r.flushHeading(rank)
		return
	}
	if r.run.empty() {
		r.flushImages()
		return
	}
	r.run.breakLine()
	b := Block{Region: r.region, Alts: r.run.alts, AltAt: r.run.altAt, Srcs: r.run.srcs, Times: r.run.times}
	b.Text, b.Links = r.run.text()
	b.Bold = allBold(r.run.ends)
	if !b.Bold && r.run.lead < len(b.Text) {
		b.Lead = r.run.lead
	}
	if len(r.run.ends) == 1 {
		b.Look = r.run.ends[0].look
		r.run.takeSeams(&b)
	}
	if r.marker == "" && (r.item == nil || r.item.used || r.item.marker == "") {
		r.run.takeNumber(&b)
	}
	r.writeLines(&b, r.run.ends)
	r.run.reset()
}

// flushImages writes pictures that stand alone.
func (r *reader) flushImages() {
	if len(r.run.alts) == 0 {
		r.run.reset()
		return
	}
	alts, srcs := r.run.alts, r.run.srcs
	_, links := r.run.text()
	r.run.reset()
	for k, alt := range alts {
		b := Block{Kind: Image, Region: r.region, Text: alt, Srcs: srcs[k : k+1]}
		if len(links) > 0 {
			l := links[0]
			if len(links) == len(alts) {
				l = links[k] // each picture has its own
			}
			b.Links = []Link{{End: len(alt), Text: alt, Href: l.Href, Title: l.Title}}
		}
		r.emit(&b)
	}
}

// flushHeading writes what was read as a heading.
func (r *reader) flushHeading(rank int) {
	if r.run.empty() {
		if len(r.run.alts) == 0 && r.region == Main {
			r.unnamed = r.links.resolve(firstHref(r.owner))
		}
		from := len(r.doc.Blocks)
		r.flushImages()
		for k := range r.doc.Blocks[from:] {
			r.doc.Blocks[from+k].Level = rank
		}
		return
	}
	rank = max(rank, r.floor)
	b := Block{Kind: Heading, Region: r.region, Level: rank, Alts: r.run.alts, Times: r.run.times}
	b.Text, b.Links = r.run.text()
	b.Text = strings.ReplaceAll(b.Text, "\n", " ")
	cutTool(&b)
	if r.marker == "" {
		r.run.takeNumber(&b)
	}
	r.run.reset()
	if r.floor > 0 && len(r.doc.Blocks) > 0 {
		if last := &r.doc.Blocks[len(r.doc.Blocks)-1]; last.Kind == Heading && fold(last.Text) == fold(b.Text) {
			return // the title of the panel once more
		}
	}
	if r.item != nil && !r.item.used {
		b.Group = r.item.group
		if b.Marker == "" {
			b.Marker = r.item.marker
		}
		r.item.used = true
	}
	if r.region == Main {
		r.lastRank = rank
	}
	r.emit(&b)
}

// firstHref is where the first link in an element leads, "" for none or one of the page itself.
func firstHref(n *html.Node) string {
	if n == nil {
		return ""
	}
	for d := range n.Descendants() {
		if href := attr(d, "href"); d.Data == "a" && !strings.HasPrefix(href, "#") {
			return href
		}
	}
	return ""
}

// cutTool cuts a tool off the end of a heading: a link in square brackets, such as
// "[edit]", or one that is only a sign.
func cutTool(b *Block) {
	if len(b.Links) == 0 {
		return
	}
	l := b.Links[len(b.Links)-1]
	before, after := strings.TrimRight(b.Text[:l.Start], " "), strings.TrimSpace(b.Text[l.End:])
	head, open := strings.CutSuffix(before, "[")
	if before == "" || !(open && after == "]") && !(after == "" && sign(l.Text)) {
		return
	}
	b.Text = strings.TrimRight(head, " ")
	b.Links = b.Links[:len(b.Links)-1]
}

// sign reports a text without letters and digits.
func sign(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) < 0
}

func allBold(ends []line) bool {
	return len(ends) > 0 && !slices.ContainsFunc(ends, func(l line) bool { return l.strong*20 < l.letter*19 })
}

// emit writes a block with what the walk knows of its place.
func (r *reader) emit(b *Block) {
	if b.Kind == Heading && len(b.Text) < 8 && onlySigns(b.Text) && len(b.Alts) == 0 {
		r.kept += len(b.Text)
		return // the triangle of a panel
	}
	if b.Marker == "" && r.marker != "" {
		b.Marker, r.marker = r.marker, ""
	}
	if len(r.ids) > 0 {
		r.place(b)
	}
	b.Class, b.Part, b.Entries, b.Named = r.class(), r.part, r.entries, r.named
	b.Unnamed, r.unnamed = r.unnamed, ""
	if r.root >= 0 {
		r.kept += len(b.Text) + len(b.Marker)
	}
	r.doc.Blocks = append(r.doc.Blocks, *b)
}

// onlySigns reports a text without a letter or a digit.
func onlySigns(text string) bool {
	return !strings.ContainsFunc(text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}

// place gives the waiting anchors to a block: its own id first, or else the
// nearest before it.
func (r *reader) place(b *Block) {
	own := len(r.ids) - 1
	if r.owner != nil {
		if id := attr(r.owner, "id"); id != "" {
			for k, v := range r.ids {
				if v == id {
					own = k
				}
			}
		}
	}
	b.Anchor = r.ids[own]
	for k, id := range r.ids {
		if k != own && len(b.Anchors) < 16 {
			b.Anchors = append(b.Anchors, id)
		}
	}
	r.ids = r.ids[:0]
}

// class is the class and id words of the block's element, or else of the nearest
// one around it that has any.
func (r *reader) class() string {
	for n := r.owner; n != nil && n.Type == html.ElementNode && n.DataAtom != atom.Body; n = n.Parent {
		if c := withoutPage(names(n)); c != "" {
			return c
		}
		if n.DataAtom == atom.Address {
			return "address" // who is to be asked about the page
		}
	}
	return ""
}

// pageWord is a class with the number of the page in the site's database, "post-1207": it
// tells pages apart that are made alike.
var pageWord = pattern.New(`^(?:post|postid|page|pageid|page-id|node|nid|item|entry|article|content|single)[-_]?\d+$|^[a-z_-]+[-_]\d{3,}$`)

// withoutPage takes such words out of a class.
func withoutPage(class string) string {
	if !hasDigit(class) {
		return class
	}
	words := strings.Fields(class)
	kept := slices.DeleteFunc(words, pageWord.MatchString)
	if len(kept) == len(words) {
		return class
	}
	return strings.Join(kept, " ")
}
