package normalise

import (
	"slices"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// navList reads a list of contents that stands only in the menus of a page.
func (rd *reading) navList(p int) list {
	roots := rd.navTree(p)
	if isTab(roots, p) {
		roots = rd.expand(roots, make(map[int]bool), 1)
	}
	if len(roots) == 0 {
		roots = rd.sectionMenu(p)
	}
	return list{page: p, nav: true, roots: roots, entries: countEntries(roots)}
}

// isTab reports whether a page is itself one of the few entries of its menu, each a
// part of the manual on a page of its own.
func isTab(roots []*node, p int) bool {
	return len(roots) <= 12 && !hasKids(roots) && slices.ContainsFunc(roots, func(n *node) bool { return n.target == p })
}

func (rd *reading) navTree(p int) []*node {
	return manualPart(buildTree(rd.site, rd.navRows(p)))
}

// manualPart finds the manual in the menu of a whole site: the entry that holds most
// of its pages and either is called after a manual or is the only one with lists of
// lists. Without one the menu is the manual's.
func manualPart(roots []*node) []*node {
	roots = slices.DeleteFunc(roots, tellsOfSite)
	all := countEntries(roots)
	for _, n := range roots {
		own := countEntries(n.kids)
		if own*2 < all || n.num.text != "" || !hasKids(n.kids) || len(n.kids) < 2 {
			continue
		}
		others := 0
		for _, o := range roots {
			others += boolInt(o != n && hasKids(o.kids))
		}
		if listTitle.MatchString(n.title) || others == 0 && own*3 >= all*2 {
			for _, k := range n.kids {
				k.parent = nil
			}
			return n.kids
		}
	}
	return roots
}

// navRows reads the menus of page p that hold chapters.
func (rd *reading) navRows(p int) []row {
	d := rd.in.Pages[p].Document
	rows := slices.DeleteFunc(rd.rowsOf(p, parse.Nav), func(rw row) bool {
		b := &d.Blocks[rw.block]
		return b.Kind == parse.Paragraph && len(b.Links) > 0 && isTrailLine(b)
	})
	rows = withoutTurns(withoutNamedTwice(rows))
	return menuRows(rd.withoutTools(rd.withoutFrame(rows, d), d), d)
}

// turnWord is the whole of a link that turns to the neighbouring page, with the title of that
// page in a line of its own.
var turnWord = pattern.New(`(?i)^(?:next|prev|previous)(?:\s+(?:page|chapter|section|procedure|policy|topic|article))?\s*:?$`)

// withoutTurns drops what turns to the neighbouring pages: "Next" and below it the title of
// the page, both links to it. What each page has is no view of the menu of all.
func withoutTurns(rows []row) []row {
	var out []row
	for i := 0; i < len(rows); i++ {
		turn := &rows[i]
		if !turn.linked() || turn.group != 0 || i+1 == len(rows) || rows[i+1].place() != turn.place() || !turnWord.MatchString(turn.title) {
			out = append(out, *turn)
			continue
		}
		for i+1 < len(rows) && rows[i+1].place() == turn.place() {
			i++
		}
	}
	return out
}

// withoutNamedTwice drops the second of two lines side by side that say the same and lead
// nowhere: a branch of a menu may have its name before it and, for small screens, in it.
func withoutNamedTwice(rows []row) []row {
	var out []row
	for i := range rows {
		if k := len(out) - 1; k >= 0 && !rows[i].linked() && !out[k].linked() && rows[i].block == out[k].block+1 && fold(rows[i].title) == fold(out[k].title) && rows[i].num.text == out[k].num.text {
			continue
		}
		out = append(out, rows[i])
	}
	return out
}

var (
	aboutTitle = pattern.New(`(?i)^about(?:\s+(?:us|this\s+(?:site|website|manual|handbook)|the\s+(?:site|website|manual|handbook|board|partnership)))?$`)
	aboutEntry = pattern.New(`(?i)^(?:contacts?|contact\s+(?:us|details)|help|feedback|accessibility(?:\s+statement)?|licen[cs]e|privacy(?:\s+(?:policy|notice))?|cookies|the\s+(?:board|partnership|team))$`)
)

// tellsOfSite reports a branch of a menu on the site itself, "About" with "Contact" in it.
func tellsOfSite(n *node) bool {
	return len(n.kids) > 0 && aboutTitle.MatchString(n.title) && !slices.ContainsFunc(n.kids, func(k *node) bool { return len(k.kids) > 0 || k.num.text != "" || !aboutEntry.MatchString(k.title) })
}

// withoutFrame drops the lines of the site's frame between and around the menus that hold the
// manual, "Hide this page" or "Website by ...": lines outside any list that lead off the site,
// where hardly any line of the menus does.
func (rd *reading) withoutFrame(rows []row, d *parse.Document) []row {
	leadsOff := func(rw row) bool {
		return rw.linked() && !rw.also && !rw.head && rw.group == 0 && rw.num.text == "" && rw.target < 0 && d.Blocks[rw.block].Kind == parse.Paragraph && !rd.site.internal(rw.href)
	}
	off := 0
	for i := range rows {
		off += boolInt(leadsOff(rows[i]))
	}
	if off == 0 || off*3 > len(rows) {
		return rows
	}
	return slices.DeleteFunc(rows, leadsOff)
}

// withoutTools drops the links of the site beside the rows of the manual, most of them with
// numbers, each on a line of its own: those that stand side by side on one line, "Home |
// Glossary", and those of a list that leads to the start or to the amendments.
func (rd *reading) withoutTools(rows []row, d *parse.Document) []row {
	beside, deep, about := make(map[int]int), make(map[int]bool), make(map[int]bool)
	numbered := 0
	for i := range rows {
		rw := &rows[i]
		b := &d.Blocks[rw.block]
		if b.Kind == parse.Paragraph && rw.linked() && rw.num.text == "" && !strings.Contains(b.Text, "\n") {
			beside[rw.block]++
		}
		deep[rw.group] = deep[rw.group] || rw.num.text != "" || rw.rank > rankEntry
		numbered += boolInt(rw.num.text != "")
	}
	if numbered*3 < leastListed*2 {
		return rows
	}
	for i := range rows {
		if rw := &rows[i]; rw.group != 0 && !deep[rw.group] && rw.linked() && rd.leadsAbout(rw.target) {
			about[rw.group] = true
		}
	}
	isTool := func(rw row) bool { return beside[rw.block] > 1 || about[rw.group] }
	others := 0
	for i := range rows {
		others += boolInt(!isTool(rows[i]))
	}
	if others < leastListed || numbered*3 < others*2 {
		return rows
	}
	return slices.DeleteFunc(rows, isTool)
}

// leadsAbout reports a page of amendments or a start page: no chapter.
func (rd *reading) leadsAbout(p int) bool {
	return p >= 0 && (rd.role[p] == roleAmendments || slices.ContainsFunc(rd.in.Start, func(a string) bool { return rd.site.page(a) == p }))
}

// menuRows keeps the menus that hold chapters: a nested menu, one with titles among
// its entries or one with numbers. A menu ends where another list of the first level begins.
func menuRows(rows []row, d *parse.Document) []row {
	var out []row
	for i := 0; i < len(rows); {
		k := i + 1
		for k < len(rows) && !newMenu(rows[i:], k-i, d) {
			k++
		}
		if manualMenu(rows[i:k]) {
			out = append(out, rows[i:k]...)
		}
		i = k
	}
	return out
}

func newMenu(rows []row, k int, d *parse.Document) bool {
	if rows[k].rank > rankEntry {
		return false
	}
	if b := rows[k]; b.head && !b.linked() && listTitle.MatchString(b.title) {
		return true
	}
	a, b := rows[k-1], rows[k]
	if a.rank > rankEntry {
		// Back at the first level: the same menu goes on if an earlier row of
		// this level has the same list.
		for j := k - 1; j >= 0; j-- {
			if rows[j].rank <= rankEntry {
				a = rows[j]
				break
			}
		}
	}
	if b.group == 0 && a.group != 0 {
		return (!b.head || listTitle.MatchString(b.title)) && !slices.ContainsFunc(rows[:k], func(rw row) bool { return rw.group == 0 })
	}
	return a.group != b.group && a.group != 0
}

func manualMenu(rows []row) bool {
	nested, numbered := 0, 0
	title := -1 // group in which a title stands among the entries
	for i := range rows {
		if rows[i].head && !rows[i].linked() && rows[i].rank == rankEntry-1 && rows[i].group != 0 {
			title = rows[i].group
		}
		if rows[i].linked() && (rows[i].rank > rankEntry || rows[i].group == title) {
			nested++
		}
		if rows[i].num.text != "" {
			numbered++
		}
	}
	return nested >= 3 || numbered >= 4
}

// addAreas adds what only pages of one area show: sections behind a chooser of
// boards. A section that some page shows to all has no areas.
func (rd *reading) addAreas(l *list) {
	seen := seenMenus{rd: rd, list: l}
	for _, p := range rd.variants(l) {
		area := rd.area(rd.in.Pages[p].URL)
		if l.nav {
			seen.add(p, area)
		} else {
			rd.addView(l, rd.mainList(p).roots, area)
		}
	}
}

// addView merges another view into the list if it is a view of it. plain tells that
// the list has all of it, for every area.
func (rd *reading) addView(l *list, roots []*node, area string) (merged, plain bool) {
	if !sameList(l.roots, roots) {
		return false, false
	}
	m := merger{area: area}
	l.roots = m.roots(l.roots, sectionsOnly(l.roots, roots))
	return true, !m.told
}

// sameList reports whether b is a view of the list a: it has most of its roots.
func sameList(a, b []*node) bool {
	have := make(map[string]bool)
	for _, n := range b {
		have[nodeKey(n)] = true
	}
	shared, all := 0, 0
	for _, n := range a {
		if len(n.areas) == 0 {
			all++
			if have[nodeKey(n)] {
				shared++
			}
		}
	}
	return shared > 0 && shared*4 >= all*3
}

// sectionsOnly leaves out loose rows of another view where the list has none:
// what stands beside sections in a menu is no chapter.
func sectionsOnly(list, view []*node) []*node {
	for _, n := range list {
		if len(n.kids) == 0 {
			return view
		}
	}
	var out []*node
	for _, n := range view {
		if len(n.kids) > 0 {
			out = append(out, n)
		}
	}
	return out
}

// variants are the other views of a list: the same address with another query,
// and for menus every page, those with a query first.
func (rd *reading) variants(l *list) []int {
	if l.page < 0 {
		return nil
	}
	base, _, _ := strings.Cut(addressKey(rd.in.Pages[l.page].URL), "?")
	var first, rest []int
	for i := range rd.in.Pages {
		if i == l.page {
			continue
		}
		path, query, has := strings.Cut(addressKey(rd.in.Pages[i].URL), "?")
		switch {
		case path == base && has && query != "":
			first = append(first, i)
		case l.nav && has && rd.area(rd.in.Pages[i].URL) != "":
			rest = append(rest, i)
		}
	}
	out := append(first, rest...)
	slices.SortStableFunc(out, func(a, b int) int { return rd.areaAt(a) - rd.areaAt(b) })
	if l.nav {
		for i := range rd.in.Pages {
			if i != l.page && !slices.Contains(out, i) && rd.in.Pages[i].Document.IsWebPage() {
				out = append(out, i)
			}
		}
	}
	return out
}

// areaAt is the place of a page's area among those of the register, which is the
// order in which the chooser shows them; pages of no known area come last.
func (rd *reading) areaAt(page int) int {
	area := rd.area(rd.in.Pages[page].URL)
	at := slices.IndexFunc(rd.in.Areas, func(a string) bool { return slug(a) == area })
	if at < 0 {
		return len(rd.in.Areas)
	}
	return at
}

// A merger adds what one area's view of a list has to the list.
type merger struct {
	area string
	told bool // the view has a row that the list had not, or had for some areas only
}

// roots adds the sections and rows of b that a lacks.
func (m *merger) roots(a, b []*node) []*node {
	index, titles := make(map[string]*node, len(a)), make(map[string]*node, len(a))
	for _, n := range a {
		index[nodeKey(n)] = n
		if n.linked() {
			titles[fold(n.title)] = n
		}
	}
	for _, n := range b {
		key := nodeKey(n)
		same, ok := index[key]
		if !ok && !n.linked() && n.num.text == "" {
			same, ok = titles[fold(n.title)] // the menu of a page does not link the page itself
		}
		if !ok {
			m.told = true
			markArea(n, m.area)
			a = append(a, n)
			index[key] = n
			continue
		}
		m.told = m.told || len(same.areas) > 0
		addArea(same, m.area)
		if len(n.kids) == 0 {
			continue
		}
		same.kids = m.roots(same.kids, n.kids)
		for _, k := range same.kids {
			k.parent = same
		}
	}
	return a
}

func markArea(n *node, area string) {
	if area == "" {
		return
	}
	walk([]*node{n}, func(k *node) { k.areas = []string{area} })
}

func addArea(n *node, area string) {
	if area != "" && len(n.areas) > 0 && !slices.Contains(n.areas, area) {
		n.areas = append(n.areas, area)
		slices.Sort(n.areas)
	}
}
