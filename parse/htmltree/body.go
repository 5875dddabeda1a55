package htmltree

import (
	"golang.org/x/net/html/atom"
)

// start reads a start tag and does what it says.
func (b *builder) start() {
	from := b.at
	t := b.tag(true)
	if b.odd {
		return
	}
	t.kind = kindOf(t.atom)
	for b.place < inBody {
		if b.startHead(t) {
			return
		}
	}
	if b.place == inBody {
		b.startIn(t, from)
	} else {
		b.odd = true
	}
}

// frame are the elements that a page is made of, by the place before each.
var frame = [...]atom.Atom{beforeHTML: atom.Html, beforeHead: atom.Head, inHead: 0, afterHead: atom.Body}

// startHead does what a start tag before the body says, and reports whether that is all. Else the
// tag stands behind what it ended, or in what the author left out.
func (b *builder) startHead(t tag) bool {
	ofHead := t.kind.is(headOnly) || isHeadText(t.atom)
	switch at := b.place; {
	case at == inHead && ofHead:
		if t.kind.is(rawText) {
			b.raw(t)
		} else {
			b.add(t)
		}
		return true
	case at != inHead && t.atom == frame[at]:
		b.push(t)
		b.place++
		return true
	case at == afterHead && (ofHead || t.kind.is(strange)), t.atom == atom.Html || t.atom == atom.Head || t.atom == atom.Template:
		b.odd = true
		return true
	case at == inHead:
		b.pop(len(b.open) - 1)
	default:
		b.pushNew(frame[at])
	}
	b.place++
	return false
}

// isHeadText reports an element whose text is no markup and that may stand in the head.
func isHeadText(a atom.Atom) bool {
	return a == atom.Script || a == atom.Style || a == atom.Title || a == atom.Noscript || a == atom.Noframes
}

// startIn does what a start tag in the body says.
func (b *builder) startIn(t tag, from int) {
	switch top := b.top(); {
	case t.kind.is(part) && t.atom != atom.Table:
		b.startPart(t)
	case top.kind.is(space):
		if b.odd = t.atom != atom.Script && t.atom != atom.Style || top.n.DataAtom == atom.Colgroup; !b.odd {
			b.raw(t)
		}
	case t.kind.is(strange):
		b.odd = true
	case t.kind.is(block):
		b.endParagraph()
		b.push(t)
	case t.kind.is(format):
		b.startFormat(t)
	case t.kind.is(heading):
		b.endParagraph()
		if b.top().kind.is(heading) {
			b.pop(len(b.open) - 1)
		}
		b.push(t)
	case t.kind.is(void):
		b.startVoid(t)
	case t.kind.is(headOnly):
		b.add(t)
	case t.kind.is(rawText):
		if t.atom == atom.Xmp {
			b.endParagraph()
		}
		b.raw(t)
	default:
		b.startOther(t, from)
	}
}

// startOther does what the start tags say that have rules of their own, and those that have none.
func (b *builder) startOther(t tag, from int) {
	switch t.atom {
	case atom.Li:
		b.endItem(atom.Li, atom.Li)
		b.push(t)
	case atom.Dd, atom.Dt:
		b.endItem(atom.Dd, atom.Dt)
		b.push(t)
	case atom.Form:
		if b.form != nil {
			return
		}
		b.endParagraph()
		b.push(t)
		b.form = b.top().n
	case atom.Table:
		if b.strict {
			b.endParagraph()
		}
		b.push(t)
	case atom.Button, atom.Select:
		b.odd = b.odd || b.inScope(t.atom, scope) >= 0
		b.push(t)
	case atom.Option, atom.Optgroup:
		b.startOption(t)
	case atom.Svg, atom.Template:
		b.foreign(t, from)
	case atom.Html, atom.Head, atom.Body:
		b.odd = true
	default:
		b.push(t)
	}
}

// startOption begins a choice of a list of them, which ends the choice before.
func (b *builder) startOption(t tag) {
	if b.inScope(atom.Select, scope) >= 0 {
		but := atom.Atom(0)
		if t.atom == atom.Option {
			but = atom.Optgroup
		}
		b.endImplied(but)
	} else if b.top().n.DataAtom == atom.Option {
		b.pop(len(b.open) - 1)
	}
	b.push(t)
}

// startVoid adds an element without content.
func (b *builder) startVoid(t tag) {
	switch t.atom {
	case atom.Hr:
		b.endParagraph()
		if b.inScope(atom.Select, scope) >= 0 {
			b.endImplied(0)
		}
	case atom.Input:
		b.odd = b.odd || b.inScope(atom.Select, scope) >= 0
	}
	b.add(t)
}

// mostAlike is how many formatting elements of a name are open within each other on a plain page:
// of more the library counts those that are alike.
const mostAlike = 3

// startFormat opens a formatting element. A link within a link is odd.
func (b *builder) startFormat(t tag) {
	alike := 0
	for k := len(b.active) - 1; k >= 0 && b.active[k] != marker; k-- {
		if b.open[b.active[k]].n.DataAtom == t.atom {
			alike++
		}
	}
	b.odd = b.odd || alike >= mostAlike || alike > 0 && t.atom == atom.A
	sortAttributes(t.attr)
	b.push(t)
	b.active = append(b.active, len(b.open)-1)
}

// endItem ends the item that another follows.
func (b *builder) endItem(one, other atom.Atom) {
	for i := len(b.open) - 1; i >= 0; i-- {
		a := b.open[i].n.DataAtom
		if a == one || a == other {
			b.pop(i)
			break
		}
		if b.open[i].kind.is(special) && a != atom.Address && a != atom.Div && a != atom.P {
			break
		}
	}
	b.endParagraph()
}

// startPart opens a part of a table: it ends the parts before that it does not stand in, and
// begins those that the author left out.
func (b *builder) startPart(t tag) {
	want := level(t.atom)
	i := b.innermostPart()
	for i >= 0 && (level(b.open[i].n.DataAtom) >= want || b.open[i].n.DataAtom == atom.Colgroup && t.atom != atom.Col) {
		if b.open[i].n.DataAtom == atom.Caption {
			b.odd = true
			return
		}
		b.endPartAt(i)
		i = b.innermostPart()
	}
	if i < 0 || b.open[i].n.DataAtom == atom.Caption {
		b.odd = true
		return
	}
	if t.atom == atom.Col {
		b.startColumn(t)
		return
	}
	if want > 1 && b.top().n.DataAtom == atom.Table {
		b.pushNew(atom.Tbody)
	}
	if want > 2 && b.top().n.DataAtom != atom.Tr {
		b.pushNew(atom.Tr)
	}
	b.push(t)
}

// startColumn adds a column to the group of columns that is open, or to one that the author left
// out.
func (b *builder) startColumn(t tag) {
	switch b.top().n.DataAtom {
	case atom.Table:
		b.pushNew(atom.Colgroup)
	case atom.Colgroup:
	default:
		b.odd = true
		return
	}
	b.add(t)
}

// innermostPart is the place of the innermost open part of a table, -1 outside of tables.
func (b *builder) innermostPart() int {
	i := len(b.open) - 1
	for i >= 0 && !b.open[i].kind.is(part) {
		i--
	}
	return i
}

// endPartAt ends a part of a table with all that is open in it.
func (b *builder) endPartAt(i int) {
	if b.open[i].kind.is(bounds) {
		b.popBounds(i)
	} else {
		b.pop(i)
	}
}

// endPart ends a part of a table by its end tag, and first the parts in it.
func (b *builder) endPart(a atom.Atom) {
	for {
		i := b.innermostPart()
		if i < 0 || level(b.open[i].n.DataAtom) < level(a) {
			b.odd = true
			return
		}
		at := b.open[i].n.DataAtom
		if at != a && level(at) == level(a) {
			b.odd = true
			return
		}
		b.endPartAt(i)
		if at == a {
			return
		}
	}
}

// end reads an end tag and does what it says.
func (b *builder) end() {
	t := b.tag(false)
	if b.odd {
		return
	}
	switch {
	case b.place == inBody:
		t.kind = kindOf(t.atom)
		b.endIn(t)
	case b.place == inHead && t.atom == atom.Head:
		b.pop(len(b.open) - 1)
		b.place = afterHead
	case b.place == afterBody && t.atom == atom.Html:
		b.place = afterHTML
	default:
		b.odd = true
	}
}

// endIn does what an end tag in the body says.
func (b *builder) endIn(t tag) {
	switch {
	case t.kind.is(part):
		b.endPart(t.atom)
	case b.top().kind.is(space) || t.atom == atom.Br:
		b.odd = true
	case t.kind.is(closed):
		if i := b.inScope(t.atom, scope); i >= 0 {
			b.pop(i)
		}
	case t.kind.is(format):
		b.endFormat(t)
	case t.kind.is(heading):
		b.endTitle()
	default:
		b.endOther(t)
	}
}

// endOther does what the end tags say that have rules of their own, and those that have none.
func (b *builder) endOther(t tag) {
	bound := scope
	switch t.atom {
	case atom.P:
		bound |= buttonScope
		if b.paras == 0 || b.inScope(atom.P, bound) < 0 {
			b.pushNew(atom.P)
		}
	case atom.Li:
		bound |= listScope
	case atom.Dd, atom.Dt:
	case atom.Form:
		b.endForm()
		return
	case atom.Body, atom.Html:
		b.endBody(t.atom)
		return
	default:
		b.endInline(t)
		return
	}
	if i := b.inScope(t.atom, bound); i >= 0 {
		b.pop(i)
	}
}

// endBody ends the body, and the page.
func (b *builder) endBody(a atom.Atom) {
	if b.odd = b.odd || b.inScope(atom.Body, scope) < 0; b.odd {
		return
	}
	b.place = afterBody
	if a == atom.Html {
		b.place = afterHTML
	}
}

// endForm ends a form. One that ends within something else is odd.
func (b *builder) endForm() {
	form := b.form
	b.form = nil
	i := b.inScope(atom.Form, scope)
	if form == nil || i < 0 || b.open[i].n != form {
		return
	}
	b.endImplied(0)
	b.odd = b.odd || b.top().n != form
	b.pop(i)
}

// endTitle ends a heading, of whatever rank.
func (b *builder) endTitle() {
	for i := len(b.open) - 1; i >= 0 && !b.open[i].kind.is(scope); i-- {
		if b.open[i].kind.is(heading) {
			b.pop(i)
			return
		}
	}
}

// endFormat ends a formatting element. One that ends after what was begun before it, or before
// what was begun in it, is odd.
func (b *builder) endFormat(t tag) {
	k := len(b.active) - 1
	if k < 0 || b.active[k] == marker {
		return // none is open here
	}
	at := b.active[k]
	if b.odd = b.odd || b.open[at].n.DataAtom != t.atom; b.odd {
		return
	}
	for _, o := range b.open[at+1:] {
		b.odd = b.odd || o.kind.is(special)
	}
	b.active = b.active[:k]
	b.pop(at)
}

// endInline ends the innermost element of a name, if no block was begun in it.
func (b *builder) endInline(t tag) {
	for i := len(b.open) - 1; i >= 0; i-- {
		if o := &b.open[i]; o.n.DataAtom == t.atom && (t.atom != 0 || o.n.Data == t.name) {
			b.pop(i)
			return
		} else if o.kind.is(special) {
			return
		}
	}
}
