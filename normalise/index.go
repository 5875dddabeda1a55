package normalise

import (
	"slices"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// An index is what a page lists of the pages below it.
type index struct {
	rows []row
	sure bool // the pages that it leads to say themselves that they stand below it
	lead bool // its entries are headings with the first words of the pages below them
}

// expand follows rows to index pages and hangs their rows below them. It returns the
// nodes that stay where they were.
func (rd *reading) expand(nodes []*node, visited map[int]bool, depth int) []*node {
	if depth > maxDepth {
		return nodes
	}
	listed := make(map[int]bool)
	walk(nodes, func(n *node) {
		if n.target >= 0 && !n.jump {
			listed[n.target] = true
		}
	})
	rd.nestRuns(&nodes, listed, visited, depth)
	var leaves []*node
	walk(nodes, func(n *node) {
		if len(n.kids) == 0 && n.target >= 0 && !n.also && !visited[n.target] && rd.role[n.target] == rolePage {
			leaves = append(leaves, n)
		}
	})
	read := make([]*index, len(leaves))
	parallel.Do(len(leaves), func(i int) { read[i] = rd.indexOf(leaves[i], nodes, listed) })
	indexes := make(map[*node]*index)
	for i, x := range read {
		if x != nil {
			indexes[leaves[i]] = x
		}
	}
	rd.complete(nodes, listed, visited, depth)
	govuk := rd.in.Platform == "govuk"
	walkOnce(nodes, func(n *node) {
		x, ok := indexes[n]
		if !ok || visited[n.target] {
			return
		}
		if !govuk && !x.sure && len(indexes)*2 < len(leaves) && !continues(n, x.rows) {
			return
		}
		visited[n.target] = true
		n.kids = rd.below(n, x, visited, depth)
	})
	return nodes
}

// complete gives a section of which the list shows the first chapters only all that
// the section's own page lists.
func (rd *reading) complete(nodes []*node, listed, visited map[int]bool, depth int) {
	walkOnce(nodes, func(n *node) {
		if len(n.kids) == 0 || n.target < 0 || n.also || visited[n.target] || rd.role[n.target] != rolePage {
			return
		}
		known := make(map[int]*node)
		for _, k := range n.kids {
			if k.target >= 0 && len(k.kids) == 0 {
				known[k.target] = k
				delete(listed, k.target)
			}
		}
		x := rd.indexOf(n, nodes, listed)
		for t := range known {
			listed[t] = true
		}
		if x == nil || len(known) < len(n.kids) || !x.holds(known) {
			return
		}
		rd.hang(n, x, known, visited, depth)
		for _, k := range n.kids {
			listed[k.target] = true
		}
	})
}

// hang puts below n what its own page lists; known entries stay the nodes they are.
func (rd *reading) hang(n *node, x *index, known map[int]*node, visited map[int]bool, depth int) {
	visited[n.target] = true
	n.kids = rd.below(n, x, visited, depth)
	for i, k := range n.kids {
		old := known[k.target]
		if old == nil {
			continue
		}
		n.kids[i], old.parent, old.kids = old, n, k.kids
		for _, kk := range old.kids {
			kk.parent = old
		}
	}
}

// holds reports whether an index lists all of some pages, and others too.
func (x *index) holds(known map[int]*node) bool {
	pages, others := make(map[int]bool), 0
	for i := range x.rows {
		if t := x.rows[i].target; t >= 0 && !pages[t] {
			pages[t] = true
			others += boolInt(known[t] == nil)
		}
	}
	return others > 0 && len(pages)-others == len(known)
}

// below makes the nodes of an index page that row n leads to.
func (rd *reading) below(n *node, x *index, visited map[int]bool, depth int) []*node {
	rows, used := rd.withoutSelf(withoutTitle(x.rows, n), n.target)
	kids := buildTree(rd.site, rows)
	walk(kids, func(k *node) { used[k.block] = used[k.block] || k.page == n.target })
	n.doc = rd.in.Pages[n.target].Document
	for i := range n.doc.Blocks {
		if x.lead && used[i] {
			break // from here on it tells how the pages below begin
		}
		if b := &n.doc.Blocks[i]; b.Region == parse.Main && !used[i] && !headsList(n.doc.Blocks, i, used) {
			n.own = append(n.own, *b)
		}
	}
	for _, k := range kids {
		k.parent = n
	}
	return rd.expand(kids, visited, depth+1)
}

// headsList reports a heading that only says that a list follows, right above an entry.
func headsList(blocks []parse.Block, i int, used map[int]bool) bool {
	if blocks[i].Kind != parse.Heading || !listTitle.MatchString(strings.TrimSpace(blocks[i].Text)) {
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
func withoutTitle(rows []row, n *node) []row {
	var out []row
	for _, rw := range rows {
		if rw.head && (!rw.linked() && rw.rank == 1 || fold(rw.title) == fold(n.title)) {
			continue
		}
		out = append(out, rw)
	}
	return out
}

// walkOnce is walk over the nodes as they are before f adds any.
func walkOnce(nodes []*node, f func(*node)) {
	var all []*node
	walk(nodes, func(n *node) { all = append(all, n) })
	for _, n := range all {
		f(n)
	}
}

// indexOf reads the page of row n as an index page: most of its words are links to pages that
// are not listed yet, or its links lead to pages that stand below it. It returns nil
// for a page of text. Its links to the entries beside and above n are no entries of it.
func (rd *reading) indexOf(n *node, level []*node, listed map[int]bool) *index {
	p := n.target
	d := rd.in.Pages[p].Document
	if !d.IsWebPage() || rd.inParts(d) {
		return nil
	}
	share := 0.5
	if rd.in.Platform == "govuk" {
		share = 0
	}
	if linked := rd.linkedLetters(d); linked == 0 || tooWordy(d, float64(linked), share) {
		if x := rd.leads(p, listed); x != nil {
			x.rows = withoutWaysOut(x.rows, around(n, level, listed))
			return x
		}
		return rd.ownMenu(p, listed)
	}
	if rd.in.Platform == "govuk" && !rd.leadsDown(d, listed) {
		return nil
	}
	fresh, entries, told := 0, 0, false
	var kept []row
	met := make(map[string]bool) // places
	for _, rw := range withoutWaysOut(rd.mainRows(p), around(n, level, listed)) {
		if rd.in.Platform == "govuk" && (rw.target < 0 || rw.num.text == "" || !underManual(rd.in.Start, rw.href)) {
			continue
		}
		kept = append(kept, rw)
		if rw.linked() && !junkTitle.MatchString(rw.title) && !met[rw.place()] {
			met[rw.place()] = true
			entries++
			if rw.target >= 0 && !listed[rw.target] || rw.target < 0 && rd.site.internal(rw.href) {
				fresh++
				told = told || rw.target >= 0 && (rd.childOf(rw.target, p) || n.num.text != "" && numberPrefix(n.num.text, rw.num.text))
			}
		}
	}
	if fresh < 2 && !told && rd.in.Platform != "govuk" || fresh < 1 || fresh*2 < entries {
		return rd.ownMenu(p, listed)
	}
	x := &index{rows: kept}
	if entries == 1 {
		if menu := rd.ownMenu(p, listed); menu.goesOn(x) {
			return menu
		}
	}
	return x
}

// goesOn reports whether an index lists the pages of another, and others too: a page may say
// "Start with" and the first of those that its menu lists.
func (x *index) goesOn(first *index) bool {
	if x == nil {
		return false
	}
	known := make(map[int]*node)
	for i := range first.rows {
		if rw := &first.rows[i]; rw.linked() {
			known[rw.target] = &node{row: *rw}
		}
	}
	return x.holds(known)
}

// withoutWaysOut leaves out the links with which an index page begins or ends that lead
// to the entries around it ("Other sections: ..."), not to any below it.
func withoutWaysOut(rows []row, around map[int]bool) []row {
	leadsOut := func(r *row) bool { return r.linked() && r.num.text == "" && around[r.target] }
	end := len(rows)
	for end > 0 && leadsOut(&rows[end-1]) {
		end--
	}
	if end > 0 && end < len(rows) && rows[end-1].head && !rows[end-1].linked() && rows[end-1].rank > 1 {
		end-- // what was said over them
	}
	start := 0
	for start < end && rows[start].head && rows[start].rank == 1 {
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

// leads reads a page whose entries each have a few words of what they lead to, and
// which says hardly anything else. It returns nil if the page has text of its own.
func (rd *reading) leads(p int, listed map[int]bool) *index {
	if !rd.mayLead(p, listed) {
		return nil
	}
	rows := rd.mainRows(p)
	told := false
	led, headed := make(map[int]bool), make(map[int]bool) // pages
	for i := range rows {
		if t := rows[i].target; t >= 0 && !listed[t] && rows[i].linked() {
			led[t] = true
			if rows[i].head && rows[i].rank > 1 {
				headed[t] = true
			}
			told = told || rd.childOf(t, p)
		}
	}
	heads, fresh := len(headed), len(led)
	byHead := heads > 1 && heads*2 >= fresh
	if byHead {
		fresh = heads
	}
	x := &index{sure: true, lead: true}
	entries := make(map[int]bool) // blocks
	for i, rw := range rows {
		switch {
		case rw.rank == 1 && rw.head, byHead && !rw.head, !rw.linked() && !rw.head:
			continue
		case !rw.linked() && (i+1 == len(rows) || !rows[i+1].linked()):
			continue // it heads something else
		}
		if rw.page == p {
			entries[rw.block] = true
		}
		x.rows = append(x.rows, rw)
	}
	if fresh < 2 && !told || fresh == 0 || !saysLittle(rd.in.Pages[p].Document, entries, fresh) {
		return nil
	}
	return x
}

// mayLead is a cheap test for leads: two links to pages that are not listed yet, or
// one to a page that stands below this one.
func (rd *reading) mayLead(p int, listed map[int]bool) bool {
	d, n := rd.in.Pages[p].Document, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Main && !asideButton(b) || b.Kind == parse.Row || linkShare(b.Text, b.Links) < 0.5 && !tellsOfLink(b) {
			continue
		}
		for _, k := range b.Links {
			if t := rd.site.page(k.Href); t >= 0 && t != p && !listed[t] {
				n += 1 + boolInt(rd.childOf(t, p))
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// tellsOfLink reports an item of a list that begins with its one link and goes on to say what
// it leads to.
func tellsOfLink(b *parse.Block) bool {
	return b.Kind == parse.Item && len(b.Links) == 1 && letters(b.Text[:b.Links[0].Start]) == 0
}

// Bounds of what a page of entries says: words before the first, words for each, and
// blocks between one and the next.
const (
	introWords = 60
	leadWords  = 70
	leadBlocks = 3
)

// saysLittle reports whether a page says little before its entries and little of each.
func saysLittle(d *parse.Document, entries map[int]bool, fresh int) bool {
	before, after, gap, seen := 0, 0, 0, false
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch {
		case entries[i]:
			seen, gap = true, 0
			after += countWords(b.Text) * boolInt(tellsOfLink(b))
		case b.Region != parse.Main || b.Kind == parse.Image || b.Kind == parse.Heading && !seen:
		case !seen:
			before += countWords(b.Text)
		default:
			gap++
			after += countWords(b.Text)
			if gap > leadBlocks {
				return false
			}
		}
	}
	return before <= introWords && after <= leadWords*fresh
}

// leadsDown reports whether a page of govuk links to a page of the manual that is
// not listed yet.
func (rd *reading) leadsDown(d *parse.Document, listed map[int]bool) bool {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Main {
			continue
		}
		for _, k := range b.AllLinks() {
			if t := rd.site.page(k.Href); t >= 0 && !listed[t] && underManual(rd.in.Start, k.Href) {
				return true
			}
		}
	}
	return false
}

// linkedLetters counts the letters of the links in the main part of a page that
// lead to other pages.
func (rd *reading) linkedLetters(d *parse.Document) int {
	linked := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Main || b.Kind == parse.Heading {
			continue
		}
		for _, k := range b.AllLinks() {
			if !rd.site.samePage(k.Href, d.URL) {
				linked += letters(k.Text)
			}
		}
	}
	return linked
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
		if linked < share*float64(words-introLetters) {
			return true
		}
	}
	return false
}

// ownLetters counts the letters of a block. A row of a table that opens with a link
// tells of what it leads to, and only that cell counts; names of columns count not.
func ownLetters(b *parse.Block) int {
	switch {
	case b.Kind == parse.Row && b.Header:
		return 0
	case b.Kind == parse.Row && len(b.Cells) > 1 && linkShare(b.Cells[0].Text, b.Cells[0].Links) > 0.7:
		return letters(b.Cells[0].Text)
	}
	return letters(b.Text)
}

// underManual reports whether an address lies under one of the start addresses.
func underManual(starts []string, href string) bool {
	key := addressKey(href)
	for _, s := range starts {
		if underKey(key, addressKey(s)) {
			return true
		}
	}
	return false
}

// continues reports whether the numbers of rows go on from n's number.
func continues(n *node, rows []row) bool {
	if n.num.text == "" {
		return false
	}
	hit, all := 0, 0
	for i := range rows {
		if rows[i].linked() {
			all++
			if numberPrefix(n.num.text, rows[i].num.text) {
				hit++
			}
		}
	}
	return hit >= 2 && hit*2 > all
}

// around are the listed pages of the entries beside n, which are level if it has no
// parent, and those of the entries over it and beside these.
func around(n *node, level []*node, listed map[int]bool) map[int]bool {
	out := make(map[int]bool)
	if n.parent != nil {
		level = n.parent.kids
	}
	for _, b := range level {
		out[b.target] = b != n && listed[b.target] || out[b.target]
	}
	for a := n.parent; a != nil; a = a.parent {
		out[a.target] = true
		if a.parent != nil {
			for _, b := range a.parent.kids {
				out[b.target] = true
			}
		}
	}
	delete(out, -1)
	return out
}
