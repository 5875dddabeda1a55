package manual

import (
	"maps"
	"slices"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// An index is what a page lists of the pages below it.
type index struct {
	rows []toc.Row
	sure bool // the pages that it leads to say themselves that they stand below it
	lead bool // its entries are headings with the first words of the pages below them
	kids []*toc.Node
	used map[int]bool // blocks of the page that gave kids, nil before these are made
}

// expand follows rows to index pages and hangs their rows below them. It returns the
// nodes that stay where they were.
func (rd *reading) expand(nodes []*toc.Node, visited map[int]bool, depth int) []*toc.Node {
	if depth > maxDepth {
		return nodes
	}
	listed := make(map[int]bool)
	toc.Walk(nodes, func(n *toc.Node) {
		if n.Target >= 0 && !n.Jump {
			listed[n.Target] = true
		}
	})
	rd.nestRuns(&nodes, listed, visited, depth)
	var leaves []*toc.Node
	toc.Walk(nodes, func(n *toc.Node) {
		if len(n.Kids) == 0 && n.Target >= 0 && !n.Also && !visited[n.Target] && rd.Roles[n.Target] == toc.RolePage {
			leaves = append(leaves, n)
		}
	})
	read := make([]*index, len(leaves))
	parallel.Do(len(leaves), func(i int) {
		if read[i] = rd.indexOf(leaves[i], nodes, listed); read[i] != nil {
			rd.makeKids(leaves[i], read[i])
		}
	})
	indexes := make(map[*toc.Node]*index)
	for i, x := range read {
		if x != nil {
			indexes[leaves[i]] = x
		}
	}
	if depth < maxDepth {
		rd.readAhead(read, visited)
	}
	rd.complete(nodes, listed, visited, depth)
	govuk := rd.Input.Platform == "govuk"
	walkOnce(nodes, func(n *toc.Node) {
		x, ok := indexes[n]
		if !ok || visited[n.Target] {
			return
		}
		if !govuk && !x.sure && len(indexes)*2 < len(leaves) && !continues(n, x.rows) {
			return
		}
		visited[n.Target] = true
		n.Kids = rd.below(n, x, visited, depth)
	})
	return nodes
}

// readAhead reads the menus of pages that indexes lead to and that will be asked for theirs, all
// at the same time: each index leads to a few.
func (rd *reading) readAhead(indexes []*index, visited map[int]bool) {
	var pages []int
	seen := maps.Clone(visited)
	for _, x := range indexes {
		if x == nil {
			continue
		}
		for i := range x.rows {
			if t := x.rows[i].Target; t >= 0 && !seen[t] && rd.Roles[t] == toc.RolePage {
				seen[t] = true
				pages = append(pages, t)
			}
		}
	}
	parallel.Do(len(pages), func(i int) {
		if rd.lookOf(pages[i]) == wordyPage {
			rd.rowsOf(pages[i], parse.Nav)
		}
	})
}

// complete gives a section of which the list shows the first chapters only all that
// the section's own page lists.
func (rd *reading) complete(nodes []*toc.Node, listed, visited map[int]bool, depth int) {
	walkOnce(nodes, func(n *toc.Node) {
		if len(n.Kids) == 0 || n.Target < 0 || n.Also || visited[n.Target] || rd.Roles[n.Target] != toc.RolePage {
			return
		}
		known := make(map[int]*toc.Node)
		for _, k := range n.Kids {
			if k.Target >= 0 && len(k.Kids) == 0 {
				known[k.Target] = k
				delete(listed, k.Target)
			}
		}
		x := rd.indexOf(n, nodes, listed)
		for t := range known {
			listed[t] = true
		}
		if x == nil || len(known) < len(n.Kids) || !x.holds(known) {
			return
		}
		rd.hang(n, x, known, visited, depth)
		for _, k := range n.Kids {
			listed[k.Target] = true
		}
	})
}

// hang puts below n what its own page lists; known entries stay the nodes they are.
func (rd *reading) hang(n *toc.Node, x *index, known map[int]*toc.Node, visited map[int]bool, depth int) {
	visited[n.Target] = true
	n.Kids = rd.below(n, x, visited, depth)
	for i, k := range n.Kids {
		old := known[k.Target]
		if old == nil {
			continue
		}
		n.Kids[i], old.Parent, old.Kids = old, n, k.Kids
		for _, kk := range old.Kids {
			kk.Parent = old
		}
	}
}

// holds reports whether an index lists all of some pages, and others too.
func (x *index) holds(known map[int]*toc.Node) bool {
	pages, others := make(map[int]bool), 0
	for i := range x.rows {
		if t := x.rows[i].Target; t >= 0 && !pages[t] {
			pages[t] = true
			others += wording.BoolInt(known[t] == nil)
		}
	}
	return others > 0 && len(pages)-others == len(known)
}

// below reads what an index page lists that row n leads to.
func (rd *reading) below(n *toc.Node, x *index, visited map[int]bool, depth int) []*toc.Node {
	rd.makeKids(n, x)
	used := x.used
	n.Doc = rd.Input.Pages[n.Target].Document
	filed := toc.FiledLinks(n.Doc, parse.Main)
	for i := range n.Doc.Blocks {
		if x.lead && used[i] {
			break // from here on it tells how the pages below begin
		}
		b := &n.Doc.Blocks[i]
		if filed[i] || b.Kind == parse.Paragraph && titleflag.Particulars(b.Text) {
			continue // of an entry
		}
		if b.Region == parse.Main && !used[i] && !headsList(n.Doc.Blocks, i, used) && !rd.linksRecord(n.Doc.Blocks, i) {
			n.Own = append(n.Own, *b)
		}
	}
	if head := rd.listBelow(x.kids, n.Own); head >= 0 {
		n.Own = n.Own[:head]
	}
	for _, k := range x.kids {
		k.Parent = n
	}
	return rd.expand(x.kids, visited, depth+1)
}

// makeKids makes the nodes of an index page that row n leads to, once.
func (rd *reading) makeKids(n *toc.Node, x *index) {
	if x.used != nil {
		return
	}
	var rows []toc.Row
	rows, x.used = rd.withoutSelf(withoutTitle(x.rows, n), n.Target)
	x.kids = toc.BuildTree(rd.Site, rows)
	toc.Walk(x.kids, func(k *toc.Node) { x.used[k.Block] = x.used[k.Block] || k.Page == n.Target })
}

// linksRecord reports a block that is a link to the record of changes, or a heading over such a
// link and nothing else: a section's page that lists the chapters may show it above them.
func (rd *reading) linksRecord(blocks []parse.Block, i int) bool {
	isPointer := func(b *parse.Block) bool {
		if b.Region != parse.Main || len(b.Links) != 1 || layout.LinkShare(b.Text, b.Links) < 1 {
			return false
		}
		t := rd.Site.PageAt(b.Links[0].Href)
		return t >= 0 && rd.Roles[t] == toc.RoleAmendments
	}
	if blocks[i].Kind != parse.Heading {
		return isPointer(&blocks[i])
	}
	below := 0
	for k := i + 1; k < len(blocks) && blocks[k].Kind != parse.Heading; k++ {
		if blocks[k].Region != parse.Main {
			continue
		}
		if !isPointer(&blocks[k]) {
			return false
		}
		below++
	}
	return below > 0
}

// headsList reports a heading, or a bold line, that only says that a list follows, right
// above an entry.
func headsList(blocks []parse.Block, i int, used map[int]bool) bool {
	b := &blocks[i]
	if b.Kind != parse.Heading && !(b.Kind == parse.Paragraph && b.Bold) || !toc.ListTitle.MatchString(strings.TrimSpace(b.Text)) {
		return false
	}
	for i++; i < len(blocks); i++ {
		if blocks[i].Region == parse.Main && strings.TrimSpace(blocks[i].Text) != "" {
			return used[i]
		}
	}
	return false
}

// withoutTitle leaves out the title of an index page: the row that led to it says
// the same.
func withoutTitle(rows []toc.Row, n *toc.Node) []toc.Row {
	var out []toc.Row
	for _, rw := range rows {
		if rw.Head && (!rw.Linked() && rw.Rank == 1 || toc.SameTitle(rw.Title, n.Title)) {
			continue
		}
		out = append(out, rw)
	}
	return out
}

// walkOnce is walk over the nodes as they are before f adds any.
func walkOnce(nodes []*toc.Node, f func(*toc.Node)) {
	var all []*toc.Node
	toc.Walk(nodes, func(n *toc.Node) { all = append(all, n) })
	for _, n := range all {
		f(n)
	}
}

// indexOf reads the page of row n as an index page: most of its words are links to pages that
// are not listed yet, or its links lead to pages that stand below it. It returns nil
// for a page of text alone. Its links to the entries beside and above n are no entries of it.
func (rd *reading) indexOf(n *toc.Node, level []*toc.Node, listed map[int]bool) *index {
	p := n.Target
	d := rd.Input.Pages[p].Document
	switch rd.lookOf(p) {
	case noIndex:
		return nil
	case wordyPage:
		if x := rd.leads(p, listed); x != nil {
			x.rows = withoutWaysOut(x.rows, around(n, level, listed))
			return rd.wholeList(x, p, listed)
		}
		if x := rd.flagged(rd.ownMenu(p, listed), p); x != nil {
			return x
		}
		return rd.belowText(p, listed)
	}
	if rd.Input.Platform == "govuk" && !rd.leadsDown(d, listed) {
		return nil
	}
	fresh, entries, below, told := 0, 0, 0, false
	var kept []toc.Row
	met := make(map[string]bool) // places
	for _, rw := range withoutWaysOut(rd.mainRows(p), around(n, level, listed)) {
		if rd.Input.Platform == "govuk" && (rw.Target < 0 || rw.Num.Text == "" || !underManual(rd.Input.Start, rw.Href)) {
			continue
		}
		kept = append(kept, rw)
		if rw.Linked() && !toc.JunkTitle.MatchString(rw.Title) && !met[rw.Place()] {
			met[rw.Place()] = true
			entries++
			if rw.Target >= 0 && !listed[rw.Target] || rw.Target < 0 && rd.Site.Internal(rw.Href) {
				fresh++
				below += wording.BoolInt(rw.Target >= 0 && rd.trails.up[rw.Target] == p)
				told = told || rw.Target >= 0 && (rd.childOf(rw.Target, p) || n.Num.Text != "" && wording.NumberPrefix(n.Num.Text, rw.Num.Text))
			}
		}
	}
	if fresh < 2 && !told && rd.Input.Platform != "govuk" || fresh < 1 || fresh*2 < entries {
		return rd.ownMenu(p, listed)
	}
	return rd.wholeList(&index{rows: kept, sure: below > 1 && below == entries}, p, listed)
}

// wholeList is what page p lists: where it says "Start with" one page, and its menu lists that one and
// others, it is the menu.
func (rd *reading) wholeList(x *index, p int, listed map[int]bool) *index {
	places := make(map[string]bool)
	for i := range x.rows {
		if rw := &x.rows[i]; rw.Linked() && !toc.JunkTitle.MatchString(rw.Title) {
			places[rw.Place()] = true
		}
	}
	if len(places) == 1 {
		if menu := rd.ownMenu(p, listed); menu.goesOn(x) {
			return menu
		}
	}
	return x
}

// A look is what a page may be as an index page, by itself.
type look uint8

const (
	noIndex   look = iota // a file, or a chapter that goes on over pages
	wordyPage             // mostly text
	linkPage              // mostly links
)

// lookOf looks at page p, once.
func (rd *reading) lookOf(p int) look {
	return rd.looks.Get(p, func() look {
		d, share := rd.Input.Pages[p].Document, 0.5
		if !d.IsWebPage() || rd.inParts(d) {
			return noIndex
		}
		if rd.Input.Platform == "govuk" {
			share = 0
		}
		if linked := rd.linkedLetters(d); linked == 0 || tooWordy(d, float64(linked), share) {
			return wordyPage
		}
		return linkPage
	})
}

// goesOn reports whether an index lists the pages of another, and others too: a page may say
// "Start with" and the first of those that its menu lists.
func (x *index) goesOn(first *index) bool {
	if x == nil {
		return false
	}
	known := make(map[int]*toc.Node)
	for i := range first.rows {
		if rw := &first.rows[i]; rw.Linked() {
			known[rw.Target] = &toc.Node{Row: *rw}
		}
	}
	return x.holds(known)
}

// withoutWaysOut leaves out the links with which an index page begins or ends that lead
// to the entries around it ("Other sections: ..."), not to any below it.
func withoutWaysOut(rows []toc.Row, around map[int]bool) []toc.Row {
	leadsOut := func(r *toc.Row) bool { return r.Linked() && r.Num.Text == "" && around[r.Target] }
	end := len(rows)
	for end > 0 && leadsOut(&rows[end-1]) {
		end--
	}
	if end > 0 && end < len(rows) && rows[end-1].Head && !rows[end-1].Linked() && rows[end-1].Rank > 1 {
		end-- // what was said over them
	}
	start := 0
	for start < end && rows[start].Head && rows[start].Rank == 1 {
		start++
	}
	first := start
	for start < end && leadsOut(&rows[start]) {
		start++
	}
	if first == start {
		return rows[:end]
	}
	return slices.Concat(rows[:first], rows[start:end])
}

// leadsDown reports whether a page of govuk links to a page of the manual that is
// not listed yet.
func (rd *reading) leadsDown(d *parse.Document, listed map[int]bool) bool {
	for _, b := range parse.InMain(d.Blocks) {
		for _, k := range b.AllLinks() {
			if t := rd.Site.PageAt(k.Href); t >= 0 && !listed[t] && underManual(rd.Input.Start, k.Href) {
				return true
			}
		}
	}
	return false
}

// linkedLetters counts the letters of the links in the main part of a page that
// lead to other pages, without those under which its entries are filed.
func (rd *reading) linkedLetters(d *parse.Document) int {
	linked, filed := 0, toc.FiledLinks(d, parse.Main)
	for i, b := range parse.InMain(d.Blocks) {
		if b.Kind == parse.Heading || filed[i] {
			continue
		}
		if titles := titleLetters(b); titles > 0 {
			linked += titles
			continue
		}
		for _, k := range b.AllLinks() {
			if !rd.Site.SamePage(k.Href, d.URL) {
				linked += wording.Letters(k.Text)
			}
		}
	}
	return linked
}

// mostInTitle is how many words a cell may have that names what the link beside it leads to.
const mostInTitle = 25

// titleLetters counts the letters of the cells of a table row that name what its links lead to,
// where these only say that they do: "1.2A | Guidance on Visits | Download". It is 0 of any other block.
func titleLetters(b *parse.Block) int {
	if b.Kind != parse.Row || b.Header || len(b.Cells) < 2 {
		return 0
	}
	titles, called := 0, false
	for i := range b.Cells {
		c := &b.Cells[i]
		switch {
		case len(c.Links) > 0 && slices.ContainsFunc(c.Links, func(k parse.Link) bool { return !wording.IsFormatName(k.Text) }):
			return 0
		case len(c.Links) > 0:
			called = true
		case wording.CountWords(c.Text) <= mostInTitle:
			titles += wording.Letters(c.Text)
		}
	}
	if !called {
		return 0
	}
	return titles
}

// tooWordy reports whether the links of a page are less than a share of its words,
// some words of introduction left out.
func tooWordy(d *parse.Document, linked, share float64) bool {
	if share == 0 {
		return false
	}
	words := 0
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == parse.Main && b.Kind != parse.Heading {
			words += ownLetters(b)
		}
		if linked < share*float64(words-layout.IntroLetters) {
			return true
		}
	}
	return false
}

// ownLetters counts the letters of a block. A row of a table that opens with a link
// tells of what it leads to, and only that cell counts, as do the titles beside a link that says
// nothing; names of columns count not.
func ownLetters(b *parse.Block) int {
	if titles := titleLetters(b); titles > 0 {
		return titles
	}
	switch {
	case b.Kind == parse.Row && b.Header:
		return 0
	case b.Kind == parse.Row && len(b.Cells) > 1 && layout.LinkShare(b.Cells[0].Text, b.Cells[0].Links) > 0.7:
		return wording.Letters(b.Cells[0].Text)
	}
	return wording.Letters(b.Text)
}

// underManual reports whether an address lies under one of the start addresses.
func underManual(starts []string, href string) bool {
	key := webaddress.Key(href)
	return slices.ContainsFunc(starts, func(s string) bool { return webaddress.Under(key, webaddress.Key(s)) })
}

// continues reports whether the numbers of rows go on from n's number.
func continues(n *toc.Node, rows []toc.Row) bool {
	if n.Num.Text == "" {
		return false
	}
	hit, all := 0, 0
	for i := range rows {
		if rows[i].Linked() {
			all++
			if wording.NumberPrefix(n.Num.Text, rows[i].Num.Text) {
				hit++
			}
		}
	}
	return hit >= 2 && hit*2 > all
}

// around are the listed pages of the entries beside n, which are level if it has no
// parent, and those of the entries over it and beside these.
func around(n *toc.Node, level []*toc.Node, listed map[int]bool) map[int]bool {
	out := make(map[int]bool)
	if n.Parent != nil {
		level = n.Parent.Kids
	}
	for _, b := range level {
		out[b.Target] = b != n && listed[b.Target] || out[b.Target]
	}
	for a := n.Parent; a != nil; a = a.Parent {
		out[a.Target] = true
		if a.Parent != nil {
			for _, b := range a.Parent.Kids {
				out[b.Target] = true
			}
		}
	}
	delete(out, -1)
	return out
}
