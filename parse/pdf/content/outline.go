package content

import (
	"strings"

	"manualwatch/parse/pdf/object"
	"manualwatch/parse/pdf/writing"
)

// An OutlineItem is an entry of the document outline (bookmarks).
type OutlineItem struct {
	Title string // its words, with single spaces
	Level int    // from 1
	Page  int    // from 1, 0 if unknown
}

const maxOutline = 20000

// An Addresser finds the page of a destination.
type Addresser struct {
	f     *object.File
	pages map[string]int           // number by reference
	names map[string]object.Object // named destinations
}

// NewAddresser reads the named destinations of a file with these pages.
func NewAddresser(f *object.File, sheets []*Sheet) *Addresser {
	a := &Addresser{f: f, pages: map[string]int{}, names: map[string]object.Object{}}
	for _, s := range sheets {
		if s.ref != "" {
			a.pages[s.ref] = s.Number
		}
	}
	root := f.Trailer().Key("Root")
	dests := root.Key("Dests")
	for i, k := range dests.Keys() {
		if i >= maxOutline {
			break
		}
		a.names[k] = dests.Key(k)
	}
	a.nameTree(root.Key("Names").Key("Dests"), 0)
	return a
}

// nameTree collects named destinations.
func (a *Addresser) nameTree(n object.Object, depth int) {
	if depth > 32 || len(a.names) > maxOutline || !n.IsDict() {
		return
	}
	list := n.Key("Names")
	for i := 0; i+1 < min(list.Len(), 2*maxOutline); i += 2 {
		a.names[list.Index(i).Raw()] = list.Index(i + 1)
	}
	kids := n.Key("Kids")
	for i := range min(kids.Len(), 4096) {
		a.nameTree(kids.Index(i), depth+1)
	}
}

// page returns the page of a destination: an array, a name, or a dictionary with
// either.
func (a *Addresser) page(dest object.Object) int {
	for range 4 {
		switch {
		case dest.IsArray():
			return a.arrayPage(dest)
		case dest.IsDict():
			dest = dest.Key("D")
		case dest.IsName():
			dest = a.names[dest.Name()]
		case dest.IsString():
			dest = a.names[dest.Raw()]
		default:
			return 0
		}
	}
	return 0
}

func (a *Addresser) arrayPage(dest object.Object) int {
	if first := dest.Index(0); first.IsNumber() {
		return first.Int() + 1
	}
	list, _ := (&object.Lexer{Bytes: []byte(dest.Identity())}).Value().([]any)
	if len(list) > 0 {
		if r, ok := list[0].(object.Ref); ok {
			return a.pages[r.String()]
		}
	}
	return 0
}

// target is where a link annotation or an outline item leads: a page of this
// document, or an address.
func (a *Addresser) target(o object.Object) (page int, uri string) {
	if d := o.Key("Dest"); !d.IsNull() {
		return a.page(d), ""
	}
	act := o.Key("A")
	switch act.Key("S").Name() {
	case "GoTo":
		return a.page(act.Key("D")), ""
	case "URI":
		return 0, strings.TrimSpace(writing.Clean(a.f.Text(act.Key("URI"))))
	case "GoToR", "Launch":
		file := act.Key("F")
		if file.IsDict() {
			file = file.Key("F")
		}
		return 0, strings.TrimSpace(writing.Clean(a.f.Text(file)))
	}
	return 0, ""
}

// Outline reads the document outline in order.
func (a *Addresser) Outline() []OutlineItem {
	w := &outlineWalk{a: a, seen: map[string]bool{}}
	root := a.f.Trailer().Key("Root").Key("Outlines")
	w.level(root, 1)
	return w.items
}

type outlineWalk struct {
	a     *Addresser
	seen  map[string]bool
	items []OutlineItem
}

// level reads the children of an item; an item that was seen before ends it, so
// that a cycle does no harm.
func (w *outlineWalk) level(parent object.Object, depth int) {
	if depth > 32 {
		return
	}
	key, from := "First", parent
	for len(w.items) < maxOutline {
		r, ok := from.Refs()[key].(object.Ref)
		if ok && w.seen[r.String()] {
			w.a.f.NoteDamage(0, "the outline goes in a circle")
			return
		}
		item := from.Key(key)
		if !ok || !item.IsDict() {
			return
		}
		w.seen[r.String()] = true
		page, _ := w.a.target(item)
		title := writing.Squeeze(writing.Regular(writing.Clean(w.a.f.Text(item.Key("Title")))))
		w.items = append(w.items, OutlineItem{title, depth, page})
		w.level(item, depth+1)
		key, from = "Next", item
	}
}
