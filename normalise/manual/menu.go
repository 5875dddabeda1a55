package manual

import (
	"slices"
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
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
	return list{page: p, nav: true, roots: roots, entries: toc.CountEntries(roots)}
}

// isTab reports whether a page is itself one of the few entries of its menu, each a
// part of the manual on a page of its own.
func isTab(roots []*toc.Node, p int) bool {
	return len(roots) <= 12 && !toc.HasKids(roots) && slices.ContainsFunc(roots, func(n *toc.Node) bool { return n.Target == p })
}

func (rd *reading) navTree(p int) []*toc.Node {
	return manualPart(toc.BuildTree(rd.Site, rd.navRows(p)))
}

// manualPart finds the manual in the menu of a whole site: the entry that holds most
// of its pages and either is called after a manual or is the only one with lists of
// lists. Without one the menu is the manual's.
func manualPart(roots []*toc.Node) []*toc.Node {
	roots = slices.DeleteFunc(roots, tellsOfSite)
	all := toc.CountEntries(roots)
	for _, n := range roots {
		own := toc.CountEntries(n.Kids)
		if own*2 < all || n.Num.Text != "" || !toc.HasKids(n.Kids) || len(n.Kids) < 2 {
			continue
		}
		others := 0
		for _, o := range roots {
			others += wording.BoolInt(o != n && toc.HasKids(o.Kids))
		}
		if toc.ListTitle.MatchString(n.Title) || others == 0 && own*3 >= all*2 {
			for _, k := range n.Kids {
				k.Parent = nil
			}
			return n.Kids
		}
	}
	return roots
}

// navRows reads the menus of page p that hold chapters.
func (rd *reading) navRows(p int) []toc.Row {
	d := rd.Input.Pages[p].Document
	rows := toc.DropRows(rd.rowsOf(p, parse.Nav), func(rw *toc.Row) bool {
		b := &d.Blocks[rw.Block]
		return b.Kind == parse.Paragraph && len(b.Links) > 0 && isTrailLine(b)
	})
	rows = withoutSaidBelow(withoutTurns(withoutNamedTwice(rows)), d)
	rows = withoutSitePages(rd.withoutTools(rd.withoutFrame(rows, d), d), d)
	rd.markStart(rows, p)
	if menus := menuRows(rows, d); len(menus) > 0 {
		rd.linkShown(menus, p)
		return menus
	}
	if lists := rd.titledLists(rows, p); len(lists) > 0 {
		return lists
	}
	if guide := rd.guideRows(rows, p); len(guide) > 0 {
		return guide
	}
	return rd.bookList(rows, p)
}

// withoutSaidBelow drops, in place, the loose links below a menu that name an entry of it again, as
// the links to the neighbouring pages do that have no more than the titles of these.
func withoutSaidBelow(rows []toc.Row, d *parse.Document) []toc.Row {
	loose := func(rw *toc.Row) bool {
		return rw.Linked() && !rw.Head && rw.Group == 0 && d.Blocks[rw.Block].Kind == parse.Paragraph
	}
	last := len(rows) - 1
	for last >= 0 && !loose(&rows[last]) {
		last--
	}
	said := func(rw *toc.Row) string { return rw.Place() + "\x00" + rw.Num.Text + "\x00" + wording.Fold(rw.Title) }
	named := make(map[string]bool)
	out := rows[:0]
	for i := range rows {
		rw := &rows[i]
		opens := i+1 < len(rows) && rows[i+1].Group != 0 && rows[i+1].Block == rw.Block+1
		if loose(rw) && !opens && named[said(rw)] {
			continue
		}
		if i < last && rw.Linked() && rw.Group != 0 {
			named[said(rw)] = true
		}
		out = append(out, *rw)
	}
	return out
}

// withoutNamedTwice drops, in place, the second of two lines side by side that say the same if it
// leads nowhere: a branch of a menu may have its name before it and, for small screens, in it.
func withoutNamedTwice(rows []toc.Row) []toc.Row {
	out := rows[:0]
	for i := range rows {
		if k := len(out) - 1; k >= 0 && !rows[i].Linked() && rows[i].Block == out[k].Block+1 && wording.Fold(rows[i].Title) == wording.Fold(out[k].Title) && rows[i].Num.Text == out[k].Num.Text {
			continue
		}
		out = append(out, rows[i])
	}
	return out
}

var (
	aboutTitle = pattern.New(`(?i)^about(?:\s+(?:us|this\s+(?:site|website|manual|handbook|toolkit|resource)|these\s+(?:pages|procedures|policies|guidelines)|the\s+(?:site|website|manual|handbook|toolkit|resource|board|partnership)))?$`)
	aboutEntry = pattern.New(`(?i)^(?:contacts?|contact\s+(?:us|details|(?:the|your)\s+(?:\S+\s+){0,3}(?:office|board|partnership|team|committee))|help|feedback|accessibility(?:\s+statement)?|licen[cs]e|privacy(?:\s+(?:policy|notice))?|cookies|the\s+(?:board|partnership|team))$`)
)

// tellsOfSite reports a branch of a menu on the site itself, "About" with "Contact" in it.
func tellsOfSite(n *toc.Node) bool {
	return len(n.Kids) > 0 && aboutTitle.MatchString(n.Title) && !slices.ContainsFunc(n.Kids, func(k *toc.Node) bool { return len(k.Kids) > 0 || k.Num.Text != "" || !aboutEntry.MatchString(k.Title) })
}

// withoutFrame drops the lines of the site's frame between and around the menus that hold the
// manual, "Hide this page" or "Website by ...": lines outside any list that lead off the site,
// where hardly any line of the menus does.
func (rd *reading) withoutFrame(rows []toc.Row, d *parse.Document) []toc.Row {
	leadsOff := func(rw *toc.Row) bool {
		return rw.Linked() && !rw.Also && !rw.Head && rw.Group == 0 && rw.Num.Text == "" && rw.Target < 0 && d.Blocks[rw.Block].Kind == parse.Paragraph && !rd.Site.Internal(rw.Href)
	}
	off := 0
	for i := range rows {
		off += wording.BoolInt(leadsOff(&rows[i]))
	}
	if off == 0 || off*3 > len(rows) {
		return rows
	}
	return toc.DropRows(rows, leadsOff)
}

// withoutTools drops the links of the site beside the rows of the manual, most of them with
// numbers, each on a line of its own: those that stand side by side on one line, "Home |
// Glossary", and those of a list that leads to the start or to the amendments.
func (rd *reading) withoutTools(rows []toc.Row, d *parse.Document) []toc.Row {
	beside, deep, about := make(map[int]int), make(map[int]bool), make(map[int]bool)
	numbered := 0
	for i := range rows {
		rw := &rows[i]
		b := &d.Blocks[rw.Block]
		if b.Kind == parse.Paragraph && rw.Linked() && rw.Num.Text == "" && !strings.Contains(b.Text, "\n") {
			beside[rw.Block]++
		}
		deep[rw.Group] = deep[rw.Group] || rw.Num.Text != "" || rw.Rank > toc.RankEntry
		numbered += wording.BoolInt(rw.Num.Text != "")
	}
	if numbered*3 < toc.LeastListed*2 {
		return rows
	}
	for i := range rows {
		if rw := &rows[i]; rw.Group != 0 && !deep[rw.Group] && rw.Linked() && rd.leadsAbout(rw.Target) {
			about[rw.Group] = true
		}
	}
	parts := overNumbers(rows)
	isTool := func(rw *toc.Row) bool { return (beside[rw.Block] > 1 || about[rw.Group]) && !parts[rw.Block] }
	others := 0
	for i := range rows {
		others += wording.BoolInt(!isTool(&rows[i]))
	}
	if others < toc.LeastListed || numbered*3 < others*2 {
		return rows
	}
	return toc.DropRows(rows, isTool)
}

// overNumbers are the blocks of the rows in lists that have rows with numbers below them: parts
// of the manual, whatever stands beside them.
func overNumbers(rows []toc.Row) map[int]bool {
	out := make(map[int]bool)
	for i := range rows {
		for k := i + 1; k < len(rows) && rows[i].Group != 0 && rows[k].Rank > rows[i].Rank && !out[rows[i].Block]; k++ {
			out[rows[i].Block] = rows[k].Num.Text != ""
		}
	}
	return out
}

// leadsAbout reports a page of amendments or a start page: no chapter.
func (rd *reading) leadsAbout(p int) bool {
	return p >= 0 && (rd.Roles[p] == toc.RoleAmendments || slices.ContainsFunc(rd.Input.Start, func(a string) bool { return rd.Site.PageAt(a) == p }))
}

// menuRows keeps the menus that hold chapters: a nested menu, one with titles among
// its entries or one with numbers. A menu ends where another list of the first level begins.
func menuRows(rows []toc.Row, d *parse.Document) []toc.Row {
	menus := slices.DeleteFunc(splitMenus(rows, d), func(m []toc.Row) bool { return !manualMenu(m) })
	return withoutOpened(menus)
}

// splitMenus parts the rows of the menus of a page.
func splitMenus(rows []toc.Row, d *parse.Document) [][]toc.Row {
	var menus [][]toc.Row
	for i := 0; i < len(rows); {
		k := i + 1
		for k < len(rows) && !newMenu(rows[i:], k-i, d) {
			k++
		}
		menus = append(menus, rows[i:k])
		i = k
	}
	return menus
}

// withoutOpened are the rows of menus, but for those of a menu of the sections alone that
// another shows too, with their chapters below them.
func withoutOpened(menus [][]toc.Row) []toc.Row {
	if len(menus) == 1 {
		return menus[0] // of which no other shows anything
	}
	var out []toc.Row
	for i := range menus {
		out = append(out, notOpened(menus, i)...)
	}
	return out
}

// isNested reports a menu with entries below others.
func isNested(rows []toc.Row) bool {
	return toc.AnyRow(rows, func(rw *toc.Row) bool { return rw.Rank > toc.RankEntry })
}

// notOpened are the rows of one menu without those that a nested one shows.
func notOpened(menus [][]toc.Row, at int) []toc.Row {
	if len(menus[at]) < leastSections || isNested(menus[at]) {
		return menus[at]
	}
	for _, whole := range menus {
		if !isNested(whole) {
			continue
		}
		tops := make(map[string]bool)
		for _, rw := range whole {
			if rw.Linked() && rw.Rank == toc.RankEntry {
				tops[rw.Place()] = true
			}
		}
		left := toc.DropRows(slices.Clone(menus[at]), func(rw *toc.Row) bool { return rw.Linked() && tops[rw.Place()] })
		if n := len(menus[at]) - len(left); n >= leastSections && n*4 >= len(menus[at])*3 {
			return left
		}
	}
	return menus[at]
}

func newMenu(rows []toc.Row, k int, d *parse.Document) bool {
	if rows[k].Rank > toc.RankEntry {
		return false
	}
	a, b := &rows[k-1], &rows[k]
	if b.Head && !b.Linked() && toc.ListTitle.MatchString(b.Title) {
		return true
	}
	if a.Rank > toc.RankEntry {
		// Back at the first level: the same menu goes on if an earlier row of
		// this level has the same list.
		for j := k - 1; j >= 0; j-- {
			if rows[j].Rank <= toc.RankEntry {
				a = &rows[j]
				break
			}
		}
	}
	if b.Group != 0 && a.Group == 0 && allBeside(rows[:k], d) {
		return true
	}
	if b.Group == 0 && a.Group != 0 {
		return (!b.Head || toc.ListTitle.MatchString(b.Title)) && !toc.AnyRow(rows[:k], func(rw *toc.Row) bool { return rw.Group == 0 })
	}
	return a.Group != b.Group && a.Group != 0
}

// leastBeside is how many links on one line are more than the title of the list below and what
// stands beside it, "PDF".
const leastBeside = 3

// allBeside reports rows without a list that end in links without numbers on one line, "What's
// new | About | Contact": a menu of the site, though no list, and no title of the list below.
func allBeside(rows []toc.Row, d *parse.Document) bool {
	line := rows[len(rows)-1].Block
	if d.Blocks[line].Kind != parse.Paragraph || strings.Contains(d.Blocks[line].Text, "\n") {
		return false
	}
	beside := 0
	for i := range rows {
		rw := &rows[i]
		if rw.Group != 0 || rw.Num.Text != "" || rw.Block == line && (rw.Head || !rw.Linked()) {
			return false
		}
		beside += wording.BoolInt(rw.Block == line)
	}
	return beside >= leastBeside
}

func manualMenu(rows []toc.Row) bool {
	nested, numbered := 0, 0
	title := -1 // group in which a title stands among the entries
	for i := range rows {
		if rows[i].Head && !rows[i].Linked() && rows[i].Rank == toc.RankEntry-1 && rows[i].Group != 0 {
			title = rows[i].Group
		}
		if rows[i].Linked() && (rows[i].Rank > toc.RankEntry || rows[i].Group == title) {
			nested++
		}
		if rows[i].Num.Text != "" {
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
		area := rd.AreaOf(rd.Input.Pages[p].URL)
		if l.nav {
			seen.add(p, area)
		} else {
			rd.addView(l, rd.mainList(p).roots, area)
		}
	}
}

// addView merges another view into the list if it is a view of it. plain tells that
// the list has all of it, for every area.
func (rd *reading) addView(l *list, roots []*toc.Node, area string) (merged, plain bool) {
	if !sameList(l.roots, roots) {
		return false, false
	}
	m := merger{area: area}
	l.roots = m.roots(l.roots, sectionsOnly(l.roots, roots))
	return true, !m.told
}

// sameList reports whether b is a view of the list a: it has most of its roots.
func sameList(a, b []*toc.Node) bool {
	have := make(map[string]bool)
	for _, n := range b {
		have[toc.NodeKey(n)] = true
	}
	shared, all := 0, 0
	for _, n := range a {
		if len(n.Areas) == 0 {
			all++
			if have[toc.NodeKey(n)] {
				shared++
			}
		}
	}
	return shared > 0 && shared*4 >= all*3
}

// sectionsOnly leaves out loose rows of another view where the list has none:
// what stands beside sections in a menu is no chapter, nor is a link beside the list of a menu.
func sectionsOnly(list, view []*toc.Node) []*toc.Node {
	flat := slices.ContainsFunc(list, func(n *toc.Node) bool { return len(n.Kids) == 0 })
	if flat && slices.ContainsFunc(list, func(n *toc.Node) bool { return n.Group == 0 }) {
		return view
	}
	var out []*toc.Node
	for _, n := range view {
		if len(n.Kids) > 0 || flat && n.Group != 0 {
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
	base, _, _ := strings.Cut(webaddress.Key(rd.Input.Pages[l.page].URL), "?")
	var first, rest []int
	for i := range rd.Input.Pages {
		if i == l.page {
			continue
		}
		path, query, has := strings.Cut(webaddress.Key(rd.Input.Pages[i].URL), "?")
		switch {
		case path == base && has && query != "":
			first = append(first, i)
		case l.nav && has && rd.AreaOf(rd.Input.Pages[i].URL) != "":
			rest = append(rest, i)
		}
	}
	out := append(first, rest...)
	slices.SortStableFunc(out, func(a, b int) int { return rd.areaAt(a) - rd.areaAt(b) })
	if l.nav {
		for i := range rd.Input.Pages {
			if i != l.page && !slices.Contains(out, i) && rd.Input.Pages[i].Document.IsWebPage() {
				out = append(out, i)
			}
		}
	}
	return out
}

// areaAt is the place of a page's area among those of the register, which is the
// order in which the chooser shows them; pages of no known area come last.
func (rd *reading) areaAt(page int) int {
	area := rd.AreaOf(rd.Input.Pages[page].URL)
	at := slices.IndexFunc(rd.Input.Areas, func(a string) bool { return wording.Slug(a) == area })
	if at < 0 {
		return len(rd.Input.Areas)
	}
	return at
}

// A merger adds what one area's view of a list has to the list.
type merger struct {
	area string
	told bool // the view has a row that the list had not, or had for some areas only
}

// roots adds the sections and rows of b that a lacks.
func (m *merger) roots(a, b []*toc.Node) []*toc.Node {
	index, titles := make(map[string]*toc.Node, len(a)), make(map[string]*toc.Node, len(a))
	for _, n := range a {
		index[toc.NodeKey(n)] = n
		if n.Linked() {
			titles[wording.Fold(n.Title)] = n
		}
	}
	for _, n := range b {
		key := toc.NodeKey(n)
		same, ok := index[key]
		if !ok && !n.Linked() && n.Num.Text == "" {
			same, ok = titles[wording.Fold(n.Title)] // the menu of a page does not link the page itself
		}
		if !ok {
			m.told = true
			markArea(n, m.area)
			a = append(a, n)
			index[key] = n
			continue
		}
		m.told = m.told || len(same.Areas) > 0
		addArea(same, m.area)
		if len(n.Kids) == 0 {
			continue
		}
		same.Kids = m.roots(same.Kids, n.Kids)
		for _, k := range same.Kids {
			k.Parent = same
		}
	}
	return a
}

func markArea(n *toc.Node, area string) {
	if area == "" {
		return
	}
	toc.Walk([]*toc.Node{n}, func(k *toc.Node) { k.Areas = []string{area} })
}

func addArea(n *toc.Node, area string) {
	if area != "" && len(n.Areas) > 0 && !slices.Contains(n.Areas, area) {
		n.Areas = append(n.Areas, area)
		slices.Sort(n.Areas)
	}
}
