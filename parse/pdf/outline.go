package pdf

import (
	"strings"
)

// An outlineItem is an entry of the document outline (bookmarks).
type outlineItem struct {
	title string
	level int // from 1
	page  int // from 1, 0 if unknown
}

const maxOutline = 20000

// An addresser finds the page of a destination.
type addresser struct {
	f     *file
	pages map[string]int    // number by reference
	names map[string]object // named destinations
}

func newAddresser(f *file, sheets []*sheet) *addresser {
	a := &addresser{f: f, pages: map[string]int{}, names: map[string]object{}}
	for _, s := range sheets {
		if s.ref != "" {
			a.pages[s.ref] = s.number
		}
	}
	root := f.trailer().key("Root")
	dests := root.key("Dests")
	for i, k := range dests.keys() {
		if i >= maxOutline {
			break
		}
		a.names[k] = dests.key(k)
	}
	a.nameTree(root.key("Names").key("Dests"), 0)
	return a
}

// nameTree collects named destinations.
func (a *addresser) nameTree(n object, depth int) {
	if depth > 32 || len(a.names) > maxOutline || !n.isDict() {
		return
	}
	list := n.key("Names")
	for i := 0; i+1 < min(list.len(), 2*maxOutline); i += 2 {
		a.names[list.index(i).raw()] = list.index(i + 1)
	}
	kids := n.key("Kids")
	for i := range min(kids.len(), 4096) {
		a.nameTree(kids.index(i), depth+1)
	}
}

// page returns the page of a destination: an array, a name, or a dictionary with
// either.
func (a *addresser) page(dest object) int {
	for range 4 {
		switch {
		case dest.isArray():
			return a.arrayPage(dest)
		case dest.isDict():
			dest = dest.key("D")
		case dest.isName():
			dest = a.names[dest.name()]
		case dest.isString():
			dest = a.names[dest.raw()]
		default:
			return 0
		}
	}
	return 0
}

func (a *addresser) arrayPage(dest object) int {
	if first := dest.index(0); first.isNumber() {
		return first.int() + 1
	}
	list, _ := (&lexer{b: []byte(dest.identity())}).value().([]any)
	if len(list) > 0 {
		if r, ok := list[0].(ref); ok {
			return a.pages[r.String()]
		}
	}
	return 0
}

// target is where a link annotation or an outline item leads: a page of this
// document, or an address.
func (a *addresser) target(o object) (page int, uri string) {
	if d := o.key("Dest"); !d.null() {
		return a.page(d), ""
	}
	act := o.key("A")
	switch act.key("S").name() {
	case "GoTo":
		return a.page(act.key("D")), ""
	case "URI":
		return 0, strings.TrimSpace(cleanText(a.f.text(act.key("URI"))))
	case "GoToR", "Launch":
		file := act.key("F")
		if file.isDict() {
			file = file.key("F")
		}
		return 0, strings.TrimSpace(cleanText(a.f.text(file)))
	}
	return 0, ""
}

// outline reads the document outline in order.
func (a *addresser) outline() []outlineItem {
	w := &outlineWalk{a: a, seen: map[string]bool{}}
	root := a.f.trailer().key("Root").key("Outlines")
	w.level(root, 1)
	return w.items
}

type outlineWalk struct {
	a     *addresser
	seen  map[string]bool
	items []outlineItem
}

// level reads the children of an item; an item that was seen before ends it, so
// that a cycle does no harm.
func (w *outlineWalk) level(parent object, depth int) {
	if depth > 32 {
		return
	}
	key, from := "First", parent
	for len(w.items) < maxOutline {
		r, ok := from.refs()[key].(ref)
		if ok && w.seen[r.String()] {
			w.a.f.damaged(0, "the outline goes in a circle")
			return
		}
		item := from.key(key)
		if !ok || !item.isDict() {
			return
		}
		w.seen[r.String()] = true
		page, _ := w.a.target(item)
		title := squeeze(wordText(cleanText(w.a.f.text(item.key("Title")))))
		w.items = append(w.items, outlineItem{title, depth, page})
		w.level(item, depth+1)
		key, from = "Next", item
	}
}
