package pdf

import (
	"strings"
	"unicode"
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

func (f *file) addresser(sheets []*sheet) *addresser {
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

// applyOutline gives the pieces that the outline names the rank of their entry,
// and reports whether most of its entries were found.
func (e *engine) applyOutline(items []outlineItem) bool {
	if len(items) < 2 {
		return false
	}
	first := map[int]int{} // first piece of a page
	for i := len(e.pieces) - 1; i >= 0; i-- {
		first[e.pieces[i].page] = i
	}
	found := make([]int, 0, len(items))
	levels := make([]int, 0, len(items))
	wanted := 0
	used := map[int]bool{}
	for _, it := range items {
		if it.page < 1 || it.title == "" {
			continue
		}
		it.page = e.pageOf(it.page)
		wanted++
		if i := e.findTitle(it, first, used); i >= 0 {
			used[i] = true
			found = append(found, i)
			levels = append(levels, it.level)
			_, e.pieces[i].opens = fileTitle(it.title)
		}
	}
	if 2*len(found) < wanted || len(found) < 2 {
		return false
	}
	e.rankOutline(found, levels)
	e.dropEmpty()
	return true
}

// rankOutline sets the ranks; they begin one lower where a title above the first
// entry is set larger than all of them.
func (e *engine) rankOutline(found, levels []int) {
	shift := 0
	largest := 0.0
	for _, i := range found {
		largest = max(largest, e.pieces[i].size)
	}
	for i := range e.pieces {
		p := &e.pieces[i]
		if i >= found[0] || p.page > 2 {
			break
		}
		if p.region == inMain && p.row == nil && p.size > largest*1.05 && len(p.lines) <= 4 && hasLetter(p.text) {
			p.role, shift = "H1", 1
			break
		}
	}
	for k, i := range found {
		e.pieces[i].role = "H" + string(rune('0'+min(6, levels[k]+shift)))
	}
}

// findTitle finds the piece that an entry names, on its page or the pages beside
// it; pieces that together make up the title are joined.
func (e *engine) findTitle(it outlineItem, first map[int]int, used map[int]bool) int {
	title, file := fileTitle(it.title)
	want := titleKey(title)
	if want == "" {
		return -1
	}
	for _, page := range []int{it.page, it.page + 1, it.page - 1} {
		start, ok := first[page]
		if !ok {
			continue
		}
		for i := start; i < len(e.pieces) && e.pieces[i].page == page; i++ {
			if !used[i] && e.isTitle(i, want) {
				return i
			}
		}
	}
	if start, ok := first[it.page]; ok && file {
		return e.opening(start, used)
	}
	return -1
}

// isTitle reports whether piece i says what an outline entry says; the number may
// be missing on one side.
func (e *engine) isTitle(i int, want string) bool {
	p := &e.pieces[i]
	if p.region != inMain || p.row != nil || len(p.lines) == 0 || len(p.text) > 300 {
		return false
	}
	got := titleKey(p.fullText())
	if got == want || got != "" && titleKey(stripNumber(p.fullText())) == want {
		return true
	}
	if len(got) >= 4 && strings.HasSuffix(want, got) && numeralKey(strings.TrimSuffix(want, got)) {
		return true
	}
	if len(got) < 3 || !strings.HasPrefix(want, got) {
		return false
	}
	// a title over several pieces
	for j := i + 1; j < len(e.pieces) && j <= i+3; j++ {
		q := &e.pieces[j]
		if q.page != p.page || q.row != nil || q.region != inMain || len(q.lines) == 0 {
			return false
		}
		got += titleKey(q.fullText())
		if got != want {
			continue
		}
		for k := i + 1; k <= j; k++ {
			p.text += " " + e.pieces[k].fullText()
			p.lines = append(p.lines, e.pieces[k].lines...)
			e.pieces[k].lines = nil
		}
		return true
	}
	return false
}

func stripNumber(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if ok && isSectionNumber(first) {
		return rest
	}
	return s
}

// titleKey folds a title to its letters and digits.
func titleKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// numeralKey reports whether a folded text can be a number: digits, with words
// such as "section" before them.
func numeralKey(s string) bool {
	for _, w := range []string{"section", "chapter", "part", "appendix"} {
		s = strings.TrimPrefix(s, w)
	}
	return len(s) <= 8 && strings.Trim(s, "0123456789abcdefghijklmnopqrstuvwxyz") == "" && (s == "" || strings.ContainsAny(s, "0123456789") || len(s) == 1)
}
