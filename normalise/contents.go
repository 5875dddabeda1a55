package normalise

import (
	"slices"
	"strings"
	"sync"

	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

// enoughEntries is the size of a list on a start page that ends the search.
const enoughEntries = 30

// maxDepth bounds how far index pages are followed into index pages.
const maxDepth = 5

// A list is a list of contents found on a page, its menus included.
type list struct {
	roots   []*node
	entries int  // rows that are chapters, placeholders or lead to a page
	page    int  // where it stands, -1 if nowhere
	nav     bool // read from the menus
	own     bool // read from what menus show below the entry of the page
	label   Date
	text    string // release label as printed
}

// A reading is the state of one Read.
type reading struct {
	*site
	trails  trails
	rows    sync.Map // see rowsOf: regionOf to func() []row
	counted sync.Once
	parted  int // see manyParted
}

// findList finds the manual's list of contents: on a start page, on a page it
// links to, or in the menus.
func (rd *reading) findList() list {
	var best list
	best.page = -1
	weight := 0.0
	try := func(l list, w float64) {
		if v := float64(l.entries) * w; v > weight {
			best, weight = l, v
		}
	}
	starts := rd.startPages()
	if l, ok := rd.together(starts); ok {
		try(l, 1.8)
	}
	ways := []struct {
		find   func(p int) list
		weight float64
	}{{rd.mainList, 1.6}, {rd.menuList, 1.3}, {rd.navList, 0.9}}
	found := make([]list, len(starts)*len(ways))
	parallel.Do(len(found), func(i int) { found[i] = ways[i%len(ways)].find(starts[i/len(ways)]) })
	for i, l := range found {
		try(l, ways[i%len(ways)].weight)
	}
	if best.entries >= enoughEntries {
		return best
	}
	pages := slices.DeleteFunc(rd.linkedPages(starts), func(p int) bool { return !rd.mayList(p) })
	found = make([]list, len(pages))
	parallel.Do(len(found), func(i int) { found[i] = rd.mainList(pages[i]) })
	for i, l := range found {
		w := 1.0
		if contentsTitle.MatchString(rd.in.Pages[pages[i]].Title) {
			w = 1.4
		}
		try(l, w)
	}
	if l := rd.sectionsBeside(starts, &best); l.entries > best.entries {
		return l
	}
	return best
}

var (
	contentsTitle = pattern.New(`(?i)\b(?:contents|procedures?\s+manual|manual|chapters|policies\s+and\s+procedures)\b`)
	sideTitle     = pattern.New(`(?i)\b(?:search|site\s*map|a\s*(?:-|to)\s*z|news|events?|cookies?|accessibility|print|login|tags?|archive|index\s+of)\b`)
)

// mayList is a cheap test of a page for a list of contents: at least four links
// in its main part, and not drowned in other text than that of their entries.
func (rd *reading) mayList(p int) bool {
	words, links, linked := 0, 0, 0
	d := rd.in.Pages[p].Document
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Main {
			continue
		}
		words += ownLetters(b)
		for _, k := range b.AllLinks() {
			links++
			linked += letters(k.Text)
		}
	}
	if links >= 4 && linked*5 >= words {
		return true
	}
	x := rd.leads(p, nil) // a few words of each entry
	return x != nil && len(x.rows) >= 4
}

// startPages are the start pages that were read; if none is known by address,
// every page may be one.
func (rd *reading) startPages() []int {
	var out []int
	seen := make(map[int]bool)
	for _, a := range rd.in.Start {
		if i := rd.site.page(a); i >= 0 && !seen[i] && rd.role[i] == rolePage {
			seen[i] = true
			out = append(out, i)
		}
	}
	if len(out) > 0 || len(rd.in.Pages) > 20 {
		return out
	}
	for i := range rd.in.Pages {
		if rd.role[i] == rolePage {
			out = append(out, i)
		}
	}
	return out
}

// linkedPages are pages one step from the start pages that may hold the list.
func (rd *reading) linkedPages(starts []int) []int {
	var out []int
	seen := make(map[int]bool)
	for _, p := range starts {
		seen[p] = true
	}
	for _, p := range starts {
		for i := range rd.in.Pages[p].Blocks {
			for _, k := range rd.in.Pages[p].Blocks[i].AllLinks() {
				t := rd.site.page(k.Href)
				if t < 0 || seen[t] || rd.role[t] != rolePage || !rd.in.Pages[t].Document.IsWebPage() {
					continue
				}
				seen[t] = true
				if !sideTitle.MatchString(rd.in.Pages[t].Title) && len(out) < 200 {
					out = append(out, t)
				}
			}
		}
	}
	return out
}

// together reads several start pages as one list, one part each.
func (rd *reading) together(starts []int) (list, bool) {
	if len(starts) < 2 || len(starts) > 30 || len(rd.in.Start) < 2 {
		return list{}, false
	}
	all := list{page: starts[0]}
	have := make(map[string]bool)
	lists := 0
	for _, p := range starts {
		l := rd.mainList(p)
		if l.entries < 3 {
			continue
		}
		lists++
		if all.text == "" {
			all.label, all.text = l.label, l.text
		}
		fresh := unseen(l.roots, have)
		all.entries += countEntries(fresh)
		all.roots = append(all.roots, rd.underTitle(p, fresh)...)
		walk(fresh, func(n *node) {
			if n.linked() {
				have[n.place()] = true
			}
		})
	}
	return all, lists > 1
}

// unseen leaves out roots whose every link is known.
func unseen(roots []*node, have map[string]bool) []*node {
	var out []*node
	for _, n := range roots {
		fresh := false
		walk([]*node{n}, func(k *node) {
			fresh = fresh || !k.linked() && len(k.kids) == 0 || k.linked() && !have[k.place()]
		})
		if fresh {
			out = append(out, n)
		}
	}
	return out
}

// underTitle puts chapters that stand in no section under the title of their
// page, where each page is a part of the manual.
func (rd *reading) underTitle(p int, roots []*node) []*node {
	for _, n := range roots {
		if len(n.kids) > 0 {
			return roots
		}
	}
	title := rd.in.Pages[p].Title
	if title == "" || listTitle.MatchString(title) || len(roots) == 0 {
		return roots
	}
	top := &node{row: row{title: title, head: true, rank: 1, page: p, target: -1}}
	if num, rest, ok := splitNumber(title); ok && rest != "" && (num.sure || num.keyword != "") {
		top.num, top.title = num, rest
	}
	for _, n := range roots {
		n.parent = top
	}
	top.kids = roots
	return []*node{top}
}

// mainList reads the list in the main part of a page, with the pages that
// continue it and the index pages below it.
func (rd *reading) mainList(p int) list {
	l := list{page: p, roots: buildTree(rd.site, rd.mainRows(p))}
	l.label, l.text = releaseLabel(rd.in.Pages[p].Document)
	visited := map[int]bool{p: true}
	l.roots = rd.expand(l.roots, visited, 1)
	rd.behindCall(&l)
	l.entries = countEntries(l.roots)
	return l
}

// callsManual is what a start page says of the link that leads on to the list.
var callsManual = pattern.New(`(?i)^(?:read|view|open|see|browse|explore|enter|visit|go\s+to|start|access|continue\s+to|click\s+here\s+(?:for|to\s+(?:read|view|see|open|access)))\s+(?:\S+\s+){0,6}(?:procedures?|polic(?:y|ies)|manual|handbook|chapters|contents|guidance)(?:\s+(?:manual|handbook|contents|online|here|page|site|website))*$`)

// behindCall makes a page that only calls to the list of contents, "Read the procedures", give
// the list to which it leads: what is called is no section over all others.
func (rd *reading) behindCall(l *list) {
	at := -1
	for i, n := range l.roots {
		switch {
		case len(n.kids) == 0 && n.num.text == "":
		case at < 0 && n.num.text == "" && n.doc != nil && len(n.kids) > 1 && (callsManual.MatchString(n.title) || hasKids(n.kids) && listTitle.MatchString(n.title)):
			at = i
		default:
			return
		}
	}
	if at < 0 {
		return
	}
	n := l.roots[at]
	if own := countEntries(n.kids); own < 3*(countEntries(l.roots)-own) {
		return
	}
	l.page, l.roots = n.target, n.kids
	if l.text == "" {
		l.label, l.text = releaseLabel(n.doc)
	}
	for _, k := range l.roots {
		k.parent = nil
	}
}

// regionOf is a region of a page.
type regionOf struct {
	page   int
	region parse.Region
}

// rowsOf are the rows of one region of a page, which several ways of finding the list ask
// for: they are read once, and each gets a copy of its own.
func (rd *reading) rowsOf(p int, region parse.Region) []row {
	read, _ := rd.rows.LoadOrStore(regionOf{p, region}, sync.OnceValue(func() []row { return readRows(rd.site, p, region).rows }))
	return slices.Clone(read.(func() []row)())
}

// mainRows reads the rows in the main part of a page and of the pages that continue
// it, those without that lead to the record of the manual's changes.
func (rd *reading) mainRows(p int) []row {
	rows := rd.rowsOf(p, parse.Main)
	for _, next := range rd.pagination(p) {
		more := rd.rowsOf(next, parse.Main)
		if !hasFresh(rows, more) {
			continue
		}
		for _, rw := range more {
			if !(rw.head && rw.rank == 1) && !openHead(rows, &rw) {
				rows = append(rows, rw)
			}
		}
	}
	return slices.DeleteFunc(rows, rd.toRecord)
}

// toRecord reports a row that leads to a page or file of amendments and is called so, "Change
// log (PDF)": it stands beside the chapters.
func (rd *reading) toRecord(r row) bool {
	if r.num.text != "" || r.target < 0 || rd.role[r.target] != roleAmendments {
		return false
	}
	return namesRecord(squeeze(stripFormat(r.title)))
}

// menuList reads what the menus show below the entry of page p, with the index pages
// below it.
func (rd *reading) menuList(p int) list {
	x := rd.ownMenu(p, nil)
	if x == nil {
		return list{page: p}
	}
	l := list{page: p, own: true, roots: manualPart(buildTree(rd.site, x.rows))}
	l.roots = rd.expand(l.roots, map[int]bool{p: true}, 1)
	l.entries = countEntries(l.roots)
	return l
}

// hasFresh reports whether the rows of another page lead to pages that the list has
// not: the first page may be known by a second address.
func hasFresh(rows, more []row) bool {
	have := make(map[string]bool, len(rows))
	for i := range rows {
		if rows[i].linked() {
			have[addressKey(rows[i].href)] = true
		}
	}
	fresh, all := 0, 0
	for i := range more {
		if more[i].linked() && more[i].title != "" {
			all++
			if !have[addressKey(more[i].href)] {
				fresh++
			}
		}
	}
	return fresh*2 >= all
}

// openHead reports whether a heading says again what the last heading set alike
// said: a section that goes on over the page.
func openHead(rows []row, rw *row) bool {
	if !rw.head || rw.linked() {
		return false
	}
	for i := len(rows) - 1; i >= 0; i-- {
		if rows[i].head && rows[i].rank <= rw.rank {
			return rows[i].rank == rw.rank && rows[i].num.text == rw.num.text && fold(continued.ReplaceAllString(rows[i].title, "")) == fold(continued.ReplaceAllString(rw.title, ""))
		}
	}
	return false
}

var continued = pattern.New(`(?i)[\s(\[–-]*\b(?:continued|cont'?d?\.?)[)\]]?$`)

// releaseLabel finds the release that stands above the list: "March 2018".
func releaseLabel(d *parse.Document) (Date, string) {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Main || b.Kind == parse.Row {
			continue
		}
		if t := strings.TrimSpace(b.Text); len(t) < 30 && len(b.Links) == 0 {
			if dt, ok := ParseDate(t); ok && dt.Precision != Year {
				return dt, t
			}
		}
		if i > 60 {
			break
		}
	}
	return Date{}, ""
}
