package manual

import (
	"slices"
	"strings"
	"sync"

	"manualwatch/normalise"
	"manualwatch/normalise/amend"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

// mostDoors is how many links a start page has at most that only leads into the manual, "Read
// the procedures": the list of contents then stands in the menu of the pages behind.
const mostDoors = 6

// enoughEntries is the size of a list on a start page that ends the search.
const enoughEntries = 30

// maxDepth bounds how far index pages are followed into index pages.
const maxDepth = 5

// A list is a list of contents found on a page, its menus included.
type list struct {
	roots   []*toc.Node
	entries int  // rows that are chapters, placeholders or lead to a page
	page    int  // where it stands, -1 if nowhere
	nav     bool // read from the menus
	own     bool // read from what menus show below the entry of the page
	label   normalise.Date
	text    string // release label as printed
}

// A reading is the state of one Read.
type reading struct {
	*toc.Site
	trails  trails
	list    int      // the page with the list of contents, -1 if none
	book    int      // the one document that is the manual, -1 if none
	rows    sync.Map // see rowsOf: regionOf to func() []row
	whole   sync.Map // see textOf: *toc.Node to wholeText
	looks   parallel.Memo[int, look]
	counted sync.Once
	parted  int // see manyParted
	titled  sync.Once
	titles  map[string]int  // see alone
	fronts  map[string]bool // titles of front pages, see alone
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
	kept := len(starts) == 1 && rd.listsFolder(found[0].roots)
	for i, l := range found {
		if i%len(ways) == 0 && (rd.pointsOf(l, found[i+2]) || rd.onlyNames(l, found[i+2])) || kept && l.nav && !rd.keepsTo(folderOf(rd.Input.Start[0]), l.roots) {
			continue
		}
		try(l, ways[i%len(ways)].weight)
	}
	if l := rd.sectionsByRecord(starts, &best); l.entries > best.entries {
		return l
	}
	if best.entries >= enoughEntries {
		return best
	}
	linked := rd.linkedPages(starts)
	if !kept && best.entries < toc.LeastListed && len(linked) <= mostDoors {
		for _, p := range linked {
			if l := rd.navList(p); holdsManual(l.roots) {
				try(l, 1)
			}
		}
	}
	pages := slices.DeleteFunc(linked, func(p int) bool { return !rd.mayList(p) || kept && !rd.links(starts[0], p) })
	found = make([]list, len(pages))
	parallel.Do(len(found), func(i int) { found[i] = rd.mainList(pages[i]) })
	for i, l := range found {
		if leadsNowhere(l.roots, best.roots) {
			continue
		}
		w := 1.0
		if contentsTitle.MatchString(rd.Input.Pages[pages[i]].Title) {
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
	d := rd.Input.Pages[p].Document
	for _, b := range parse.InMain(d.Blocks) {
		words += ownLetters(b)
		for _, k := range b.AllLinks() {
			links++
			linked += wording.Letters(k.Text)
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
	for _, a := range rd.Input.Start {
		if i := rd.Site.PageAt(a); i >= 0 && !seen[i] && rd.Roles[i] == toc.RolePage {
			seen[i] = true
			out = append(out, i)
		}
	}
	if len(out) > 0 || len(rd.Input.Pages) > 20 {
		return rd.withFrames(out)
	}
	for i := range rd.Input.Pages {
		if rd.Roles[i] == toc.RolePage {
			out = append(out, i)
		}
	}
	return out
}

// holdsManual reports a menu with lists in it nearly all of whose entries lead to pages that
// were read: the menu of a manual, as that of a whole site does not.
func holdsManual(roots []*toc.Node) bool {
	const least = 6 // entries
	all, read := linkedEntries(roots)
	return toc.HasKids(roots) && read >= least && read*10 >= all*9
}

// leadsNowhere reports a list whose entries lead to pages that were not read, all but a few, where
// those of the list so far lead to more that were: links of a chapter to other sites, say.
func leadsNowhere(roots, best []*toc.Node) bool {
	all, read := linkedEntries(roots)
	_, known := linkedEntries(best)
	return read*10 < all && known >= toc.LeastListed && known > read
}

// linkedEntries counts the entries of a list that are links, and those whose page was read.
func linkedEntries(roots []*toc.Node) (all, read int) {
	toc.Walk(roots, func(n *toc.Node) {
		if n.Linked() {
			all++
			read += wording.BoolInt(n.Target >= 0)
		}
	})
	return all, read
}

// linkedPages are pages one step from the start pages that may hold the list.
func (rd *reading) linkedPages(starts []int) []int {
	var out []int
	seen := make(map[int]bool)
	for _, p := range starts {
		seen[p] = true
	}
	for _, p := range starts {
		for i := range rd.Input.Pages[p].Blocks {
			for _, k := range rd.Input.Pages[p].Blocks[i].AllLinks() {
				t := rd.Site.PageAt(k.Href)
				if t < 0 || seen[t] || rd.Roles[t] != toc.RolePage || !rd.Input.Pages[t].Document.IsWebPage() {
					continue
				}
				seen[t] = true
				if !sideTitle.MatchString(rd.Input.Pages[t].Title) && len(out) < 200 {
					out = append(out, t)
				}
			}
		}
	}
	return out
}

// together reads several start pages as one list, one part each.
func (rd *reading) together(starts []int) (list, bool) {
	if len(starts) < 2 || len(starts) > 30 || len(rd.Input.Start) < 2 {
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
		all.entries += toc.CountEntries(fresh)
		all.roots = append(all.roots, rd.underTitle(p, fresh)...)
		toc.Walk(fresh, func(n *toc.Node) {
			if n.Linked() {
				have[n.Place()] = true
			}
		})
	}
	return all, lists > 1
}

// unseen leaves out roots whose every link is known.
func unseen(roots []*toc.Node, have map[string]bool) []*toc.Node {
	var out []*toc.Node
	for _, n := range roots {
		fresh := false
		toc.Walk([]*toc.Node{n}, func(k *toc.Node) {
			fresh = fresh || !k.Linked() && len(k.Kids) == 0 || k.Linked() && !have[k.Place()]
		})
		if fresh {
			out = append(out, n)
		}
	}
	return out
}

// underTitle puts chapters that stand in no section under the title of their
// page, where each page is a part of the manual.
func (rd *reading) underTitle(p int, roots []*toc.Node) []*toc.Node {
	for _, n := range roots {
		if len(n.Kids) > 0 {
			return roots
		}
	}
	title := rd.Input.Pages[p].Title
	if title == "" || toc.ListTitle.MatchString(title) || len(roots) == 0 {
		return roots
	}
	top := &toc.Node{Row: toc.Row{Title: title, Head: true, Rank: 1, Page: p, Target: -1}}
	if num, rest, ok := wording.SplitNumber(title); ok && rest != "" && (num.Sure || num.Keyword != "") {
		top.Num, top.Title = num, rest
	}
	for _, n := range roots {
		n.Parent = top
	}
	top.Kids = roots
	return []*toc.Node{top}
}

// mainList reads the list in the main part of a page, with the pages that
// continue it and the index pages below it.
func (rd *reading) mainList(p int) list {
	l := list{page: p, roots: toc.BuildTree(rd.Site, rd.mainRows(p))}
	l.label, l.text = releaseLabel(rd.Input.Pages[p].Document)
	visited := map[int]bool{p: true}
	l.roots = toc.DropPageTitle(rd.Site, rd.expand(l.roots, visited, 1))
	rd.behindCall(&l)
	l.entries = toc.CountEntries(l.roots)
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
		case at < 0 && n.Num.Text == "" && n.Doc != nil && len(n.Kids) > 1 && (callsManual.MatchString(n.Title) || toc.HasKids(n.Kids) && toc.ListTitle.MatchString(n.Title)):
			at = i
		case n.Num.Text != "" || len(n.Kids) > 0 && !rd.besideManual(n):
			return
		}
	}
	if at < 0 {
		return
	}
	n := l.roots[at]
	if own := toc.CountEntries(n.Kids); own < 3*(toc.CountEntries(l.roots)-own) {
		return
	}
	l.page, l.roots = n.Target, n.Kids
	if l.text == "" {
		l.label, l.text = releaseLabel(n.Doc)
	}
	for _, k := range l.roots {
		k.Parent = nil
	}
}

// besideManual reports a box of a start page that holds no chapters: "Events", or one of which
// no page was read.
func (rd *reading) besideManual(n *toc.Node) bool {
	if toc.HasKids(n.Kids) {
		return false
	}
	return sideTitle.MatchString(n.Title) || !slices.ContainsFunc(n.Kids, func(k *toc.Node) bool { return k.Target >= 0 || k.Num.Text != "" })
}

// regionOf is a region of a page.
type regionOf struct {
	page   int
	region parse.Region
}

// rowsOf are the rows of one region of a page, which several ways of finding the list ask
// for: they are read once, and each gets a copy of its own.
func (rd *reading) rowsOf(p int, region parse.Region) []toc.Row {
	read, _ := rd.rows.LoadOrStore(regionOf{p, region}, sync.OnceValue(func() []toc.Row { return withoutTrailEnd(toc.ReadRows(rd.Site, p, region), rd.Input.Pages[p].Document) }))
	return slices.Clone(read.(func() []toc.Row)())
}

// mainRows reads the rows in the main part of a page and of the pages that continue
// it, those without that lead to the record of the manual's changes.
func (rd *reading) mainRows(p int) []toc.Row {
	rows := rd.rowsOf(p, parse.Main)
	for _, next := range rd.Pagination(p) {
		more := rd.rowsOf(next, parse.Main)
		if !hasFresh(rows, more) {
			continue
		}
		for _, rw := range more {
			if !(rw.Head && rw.Rank == 1) && !openHead(rows, &rw) {
				rows = append(rows, rw)
			}
		}
	}
	return rd.withoutRecord(rd.withoutNews(rd.withoutPagers(rows)))
}

// newsClass is the class of what sites put beside the matter of a page.
var newsClass = pattern.New(`(?i)(?:^|[\s_-])(?:news|campaigns?|promos?|promotions?|adverts?|events?)(?:$|[\s_-])`)

// withoutNews takes away the rows without a number that are set as news of the site, where most
// rows are not.
func (rd *reading) withoutNews(rows []toc.Row) []toc.Row {
	isNews := func(r *toc.Row) bool {
		return r.Num.Text == "" && r.Page >= 0 && r.Block >= 0 && newsClass.MatchString(rd.Input.Pages[r.Page].Blocks[r.Block].Class)
	}
	n := 0
	for i := range rows {
		n += wording.BoolInt(isNews(&rows[i]))
	}
	if n == 0 || n*4 > len(rows) {
		return rows
	}
	return toc.DropRows(rows, isNews)
}

// withoutRecord takes away the rows that lead to the record of the manual's changes, with
// what is said of it right below on the same card. The appendices that stood beside it keep
// their letters.
func (rd *reading) withoutRecord(rows []toc.Row) []toc.Row {
	lettered, before, record := letteredAppendices(rows), len(rows), -1
	rows = toc.DropRows(rows, func(r *toc.Row) bool {
		if r.Target < 0 || r.Target != record {
			record = -1
		}
		if rd.toRecord(r, lettered) {
			record = r.Target
		}
		return record >= 0
	})
	for i := range rows {
		if n := &rows[i].Num; lettered && len(rows) < before && isAppendixLetter(n) {
			n.Sure = true
		}
	}
	return rows
}

// toRecord reports a row that leads to a page or file of amendments and is called so, "Change
// log (PDF)": it stands beside the chapters, be it an appendix by its number, or by its
// letter where appendices have letters.
func (rd *reading) toRecord(r *toc.Row, lettered bool) bool {
	if r.Num.Text == "" && r.Target >= 0 && aboutTitle.MatchString(r.Title) && rd.pointsToRecord(r.Target) {
		return true
	}
	if r.Num.Text != "" && r.Num.Keyword != "appendix" && !(lettered && isAppendixLetter(&r.Num)) {
		return false
	}
	if r.Target < 0 || rd.Roles[r.Target] != toc.RoleAmendments {
		return false
	}
	title := wording.Squeeze(titleflag.StripFormat(r.Title))
	return amend.NamesRecord(title) || amend.SpeaksOfChange(title) && slices.Contains(rd.registered(rd.Roles), r.Target) || rd.linksRecordAs(r)
}

// linksRecordAs reports a row whose link alone is called as a record of changes is, behind other
// words: "Keeping track: Record of amendments".
func (rd *reading) linksRecordAs(r *toc.Row) bool {
	return slices.ContainsFunc(rd.Input.Pages[r.Page].Blocks[r.Block].Links, func(k parse.Link) bool {
		return rd.Site.PageAt(k.Href) == r.Target && amend.NamesRecord(wording.Squeeze(titleflag.StripFormat(k.Text)))
	})
}

// pointsToRecord reports a page of a few words that leads to the record of the manual's changes
// and nowhere else but to who keeps the manual: "The manual is kept by the lead officer, who
// notes what is changed."
func (rd *reading) pointsToRecord(p int) bool {
	d, leads := rd.Input.Pages[p].Document, false
	for _, b := range parse.InMain(d.Blocks) {
		for _, k := range b.AllLinks() {
			to := rd.Site.PageAt(k.Href)
			record := to >= 0 && rd.Roles[to] == toc.RoleAmendments
			if !record && !aboutEntry.MatchString(strings.TrimSpace(k.Text)) {
				return false
			}
			leads = leads || record
		}
	}
	return leads && layout.MainWords(d, toc.StubWords) <= toc.StubWords
}

// letteredAppendices reports a list that counts its chapters in digits and, behind the last of
// them, goes on with letters.
func letteredAppendices(rows []toc.Row) bool {
	digits, letters := 0, 0
	for i := range rows {
		switch n := &rows[i].Num; {
		case n.Text == "":
		case isAppendixLetter(n):
			letters++
		case wording.IsDigit(n.Text[0]):
			if digits++; letters > 0 {
				return false
			}
		}
	}
	return letters > 0 && digits >= toc.LeastListed
}

// isAppendixLetter reports a letter with a sign behind it, "A. Map", and none with
// which Romans count.
func isAppendixLetter(n *wording.Numeral) bool {
	return n.Keyword == "letter." && !strings.Contains("IVX", n.Text)
}

// menuList reads what the menus show below the entry of page p, with the index pages
// below it. Nothing is below a page of a guide: the others stand beside it.
func (rd *reading) menuList(p int) list {
	x := rd.ownMenu(p, nil)
	if x == nil || len(rd.guideRows(rd.rowsOf(p, parse.Nav), p)) > 0 {
		return list{page: p}
	}
	l := list{page: p, own: true, roots: manualPart(toc.BuildTree(rd.Site, rd.withPreface(x.rows, p)))}
	l.roots = rd.expand(l.roots, map[int]bool{p: true}, 1)
	l.entries = toc.CountEntries(l.roots)
	return l
}

// hasFresh reports whether the rows of another page lead to pages that the list has
// not: the first page may be known by a second address.
func hasFresh(rows, more []toc.Row) bool {
	have := make(map[string]bool, len(rows))
	for i := range rows {
		if rows[i].Linked() {
			have[webaddress.Key(rows[i].Href)] = true
		}
	}
	fresh, all := 0, 0
	for i := range more {
		if more[i].Linked() && more[i].Title != "" {
			all++
			if !have[webaddress.Key(more[i].Href)] {
				fresh++
			}
		}
	}
	return fresh*2 >= all
}

// openHead reports whether a heading says again what the last heading set alike
// said: a section that goes on over the page.
func openHead(rows []toc.Row, rw *toc.Row) bool {
	if !rw.Head || rw.Linked() {
		return false
	}
	for i := len(rows) - 1; i >= 0; i-- {
		if rows[i].Head && rows[i].Rank <= rw.Rank {
			return rows[i].Rank == rw.Rank && rows[i].Num.Text == rw.Num.Text && wording.Fold(continued.ReplaceAllString(rows[i].Title, "")) == wording.Fold(continued.ReplaceAllString(rw.Title, ""))
		}
	}
	return false
}

var continued = pattern.New(`(?i)[\s(\[–-]*\b(?:continued|cont'?d?\.?)[)\]]?$`)

// releaseLabel finds the release that stands above the list: "March 2018".
func releaseLabel(d *parse.Document) (normalise.Date, string) {
	for i, b := range parse.InMain(d.Blocks) {
		if b.Kind == parse.Row {
			continue
		}
		if t := strings.TrimSpace(b.Text); len(t) < 30 && len(b.Links) == 0 {
			if dt, ok := dates.Parse(t); ok && dt.Precision != normalise.Year {
				return dt, t
			}
		}
		if i > 60 {
			break
		}
	}
	return normalise.Date{}, ""
}
