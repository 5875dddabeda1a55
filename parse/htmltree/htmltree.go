// Package htmltree makes the tree of a page that [html.Parse] makes, in a third of the time
// where the page is written plainly.
//
// Most pages are: a start tag, its end tag, what HTML lets an author leave out, and no more.
// For them the rules of the HTML Standard ("Tree construction") come down to a stack of open
// elements. The rules for everything else, such as tags that cross, text between the rows of a
// table, templates and frames, are left to the library: as soon as a page shows anything of the
// kind, what was made of it is thrown away and the library reads it from its beginning. A test
// holds both trees against each other.
package htmltree

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Tree is the tree of a page.
type Tree struct {
	Root *html.Node
	b    *builder // that made it, nil if the library did
}

// Parse makes the tree of a page in UTF-8. The tree and the error are those of [html.Parse].
func Parse(body []byte) (Tree, error) {
	b := builders.Get().(*builder)
	if root := b.build(body); root != nil {
		return Tree{root, b}, nil
	}
	b.release()
	root, err := html.Parse(bytes.NewReader(body))
	return Tree{Root: root}, err
}

// Release gives the nodes of a tree back for trees to come. Nothing may hold one of them after
// that; texts and values stay.
func (t Tree) Release() {
	if t.b != nil {
		t.b.release()
	}
}

// A place is the part of a page that is being read. The parts follow each other.
type place uint8

const (
	beforeHTML place = iota
	beforeHead
	inHead
	afterHead
	inBody
	afterBody
	afterHTML
)

// An open element is one whose end was not read yet.
type open struct {
	n    *html.Node
	kind kind
}

// A builder makes the tree of a page that is written plainly.
type builder struct {
	scanner
	doc    *html.Node
	place  place
	open   []open
	active []int      // formatting elements that are open, by their places in open; marker at a cell
	form   *html.Node // the form that the next end of a form ends
	paras  int        // paragraphs that are open
	strict bool       // the page's type ends a paragraph before a table
	typed  pageType   // of the last page whose type is none of today's
	nodes  slab[html.Node]
	names  []string // of the tags that are open in a drawing or a template
	pieces int      // drawings and templates so far
}

// marker stands in builder.active where a cell, a caption or the like begins: the formatting
// outside goes on inside, and is not ended there.
const marker = -1

// mostOpen is how deep a plain page is nested: the library refuses deeper ones (512).
const mostOpen = 500

// builders are those that made trees before.
var builders = sync.Pool{New: func() any { return new(builder) }}

// release makes a builder ready for the next page. That of a huge page is left to the garbage.
func (b *builder) release() {
	const most = 100 // rooms of nodes
	if len(b.nodes.rooms) > most || len(b.room.rooms) > most {
		return
	}
	b.nodes.clear()
	b.room.clear()
	clear(b.open[:cap(b.open)])
	clear(b.attr[:cap(b.attr)])
	clear(b.names[:cap(b.names)])
	*b = builder{
		scanner: scanner{room: b.room, attr: b.attr[:0]},
		typed:   b.typed, nodes: b.nodes, open: b.open[:0], active: b.active[:0], names: b.names[:0],
	}
	builders.Put(b)
}

// build makes the tree of a page that is written plainly; nil for any other.
func (b *builder) build(body []byte) *html.Node {
	if bytes.IndexByte(body, 0) >= 0 {
		return nil
	}
	b.begin(body)
	b.doc = &b.nodes.take(1)[0]
	b.doc.Type = html.DocumentNode
	for b.at < len(b.page) && !b.odd {
		b.token()
	}
	if b.odd || b.place < inBody {
		return nil
	}
	return b.doc
}

// token reads what comes next: a tag, a comment, or the text up to it.
func (b *builder) token() {
	switch b.next() {
	case startToken:
		b.start()
	case endToken:
		b.end()
	case commentToken:
		b.comment(b.commentText())
	case doctypeToken:
		b.doctype()
	case textToken:
		b.text(b.unescaped(b.textRun()))
	}
}

// doctype reads the type of the page, which only its first tag may follow.
func (b *builder) doctype() {
	whole, name := b.declaration()
	b.odd = b.odd || b.place != beforeHTML || b.doc.LastChild != nil
	if b.odd {
		return
	}
	if b.strict = name == "html"; b.strict {
		b.append(b.doc, html.DoctypeNode, name)
		return
	}
	if b.typed.whole != whole {
		b.typed = readType(whole)
	}
	if b.odd = b.typed.n == nil; b.odd {
		return
	}
	n := b.append(b.doc, html.DoctypeNode, b.typed.n.Data)
	n.Attr, b.strict = slices.Clone(b.typed.n.Attr), b.typed.strict
}

// A pageType is a type of pages as the library reads it.
type pageType struct {
	whole  string
	n      *html.Node // nil for none
	strict bool       // see builder
}

func readType(whole string) pageType {
	doc, err := html.Parse(strings.NewReader(whole + "<p><table>"))
	if err != nil || doc.FirstChild.Type != html.DoctypeNode {
		return pageType{whole: whole}
	}
	body := doc.LastChild.LastChild
	return pageType{strings.Clone(whole), doc.FirstChild, body.FirstChild.NextSibling != nil} // where the table is beside the paragraph
}

func (b *builder) comment(data string) {
	parent := b.doc
	switch b.place {
	case beforeHTML, afterHTML:
	case afterBody:
		parent = b.open[0].n
	default:
		parent = b.top().n
	}
	b.append(parent, html.CommentNode, data)
}

// text adds text where it stands. Only a body holds more than space.
func (b *builder) text(s string) {
	if b.place < inHead {
		b.odd = b.odd || !isSpace(s)
		return
	}
	top := b.top()
	if (b.place != inBody || top.kind.is(space)) && !isSpace(s) {
		b.odd = true
		return
	}
	if top.kind.is(keepsLines) && top.n.FirstChild == nil {
		s = withoutLine(s)
	}
	b.addText(top.n, s)
}

// mostJoined is how long a text may be to which another is added: such texts are the space at
// the page's end, and what stands beside a tag that counts for nothing.
const mostJoined = 1 << 12

func (b *builder) addText(parent *html.Node, s string) {
	if s == "" {
		return
	}
	if last := parent.LastChild; last != nil && last.Type == html.TextNode {
		b.odd = b.odd || len(last.Data) > mostJoined
		last.Data += s
		return
	}
	b.append(parent, html.TextNode, s)
}

// append adds a node to the children of another.
func (b *builder) append(parent *html.Node, typ html.NodeType, data string) *html.Node {
	c := &b.nodes.take(1)[0]
	c.Type, c.Data, c.Parent = typ, data, parent
	if last := parent.LastChild; last != nil {
		c.PrevSibling, last.NextSibling = last, c
	} else {
		parent.FirstChild = c
	}
	parent.LastChild = c
	return c
}

func (b *builder) top() open { return b.open[len(b.open)-1] }

// add adds an element that nothing stands in.
func (b *builder) add(t tag) *html.Node {
	parent := b.doc
	if len(b.open) > 0 {
		parent = b.top().n
	}
	n := b.append(parent, html.ElementNode, t.name)
	n.DataAtom, n.Attr = t.atom, t.attr
	return n
}

// push adds an element and opens it.
func (b *builder) push(t tag) {
	n := b.add(t)
	b.open = append(b.open, open{n, t.kind})
	b.odd = b.odd || len(b.open) > mostOpen
	if t.atom == atom.P {
		b.paras++
	}
	if t.kind.is(bounds) {
		b.active = append(b.active, marker)
	}
}

// pushNew opens an element that the author left out.
func (b *builder) pushNew(a atom.Atom) { b.push(tag{atom: a, name: a.String(), kind: kindOf(a)}) }

// pop ends the open elements from place i on. Formatting that ends with them would go on behind
// them, which is for the library.
func (b *builder) pop(i int) {
	if k := len(b.active); k > 0 && b.active[k-1] >= i {
		b.odd = true
	}
	for _, o := range b.open[i:] {
		if o.n.DataAtom == atom.P {
			b.paras--
		}
	}
	b.open = b.open[:i]
}

// popBounds ends a cell or a caption at place i, and the formatting in it.
func (b *builder) popBounds(i int) {
	k := len(b.active) - 1
	for b.active[k] != marker {
		k--
	}
	b.active = b.active[:k]
	b.pop(i)
}

// inScope is the place of the innermost open element of a name, -1 if there is none within the
// element that bounds the look.
func (b *builder) inScope(a atom.Atom, bound kind) int {
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.open[i].n.DataAtom == a {
			return i
		}
		if b.open[i].kind.is(bound) {
			return -1
		}
	}
	return -1
}

// endParagraph ends the paragraph that a block cannot stand in.
func (b *builder) endParagraph() {
	if b.paras == 0 {
		return
	}
	if i := b.inScope(atom.P, scope|buttonScope); i >= 0 {
		b.pop(i)
	}
}

// endImplied ends elements whose end tags may be left out, but not those of a name.
func (b *builder) endImplied(but atom.Atom) {
	i := len(b.open)
	for i > 0 && b.open[i-1].kind.is(implied) && b.open[i-1].n.DataAtom != but {
		i--
	}
	b.pop(i)
}

// raw adds an element whose text is no markup.
func (b *builder) raw(t tag) {
	n := b.add(t)
	s := b.rawText(t.name)
	switch t.atom {
	case atom.Title:
		s = b.unescaped(s)
	case atom.Textarea:
		s = withoutLine(b.unescaped(s))
	}
	b.addText(n, s)
}

// foreign adds a drawing or a template, which begins at a place of the page, as the library reads
// it. Where each tag in it has its end tag, nothing around it makes a difference.
func (b *builder) foreign(t tag, from int) {
	const most = 400 // on a page
	b.at = from
	b.skipNested(t.atom == atom.Svg)
	b.pieces++
	b.odd = b.odd || len(b.open) > mostOpen/2 || b.pieces > most
	if b.odd {
		return
	}
	doc, err := html.Parse(strings.NewReader("<!DOCTYPE html><body>" + b.page[from:b.at]))
	if b.odd = err != nil; b.odd {
		return
	}
	body := doc.LastChild.LastChild
	n := body.FirstChild
	b.odd = n.NextSibling != nil || t.atom == atom.Svg && hasOther(n, "svg")
	body.RemoveChild(n)
	b.top().n.AppendChild(n)
}

// skipNested moves behind an element in which each tag has its end tag.
func (b *builder) skipNested(drawing bool) {
	names := b.names[:0]
	for first := true; first || len(names) > 0 && !b.odd && b.at < len(b.page); first = false {
		switch b.next() {
		case startToken:
			names = b.skipStart(names, drawing)
		case endToken:
			b.odd = b.tag(false).name != names[len(names)-1] || b.odd
			names = names[:len(names)-1]
		case commentToken:
			b.commentText()
		case doctypeToken:
			b.odd = true
		case textToken:
			b.textRun()
		}
	}
	b.odd = b.odd || len(names) > 0
	b.names = names
}

// skipStart moves behind a start tag, and adds its name to those of the tags that are open.
func (b *builder) skipStart(names []string, drawing bool) []string {
	t := b.tag(true)
	if k := kindOf(t.atom); drawing && t.empty || !drawing && k.is(void|headOnly) {
		return names
	} else if !drawing && k.is(rawText) {
		b.rawText(t.name)
		return names
	}
	b.odd = b.odd || len(names) > mostOpen/2
	return append(names, t.name)
}

// hasOther reports a subtree with elements that are not of a namespace.
func hasOther(n *html.Node, namespace string) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Namespace != namespace {
			return true
		}
	}
	return n.Namespace != namespace
}

// sortAttributes sorts them by name, as the library leaves those of formatting elements.
func sortAttributes(attr []html.Attribute) {
	if len(attr) > 1 {
		slices.SortFunc(attr, func(x, y html.Attribute) int { return strings.Compare(x.Key, y.Key) })
	}
}
