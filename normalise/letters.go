package normalise

import "slices"

// minTopics is how many pages of topics a list by letters is replaced by at least.
const minTopics = 2

// byTopics replaces a list of contents by the letters of the alphabet, which is an
// index, with the sections that other pages give the same chapters: pages of topics
// that its page links to, or one page with all of them. A chapter that stands in no
// topic stays behind them.
func (rd *reading) byTopics(l *list) {
	if l.page < 0 || !alphabetic(l.roots) {
		return
	}
	l.roots = slices.DeleteFunc(l.roots, func(n *node) bool { return isLetterHead(n) && len(n.kids) == 0 })
	chapters := make(map[int]*node)
	walk(l.roots, func(n *node) {
		if n.target >= 0 {
			chapters[n.target] = n
		}
	})
	visited, told := map[int]bool{l.page: true}, make(map[int]bool)
	var topics []*node
	for _, n := range rd.elsewhere(l.page, chapters) {
		rows := rd.mainRows(n.target)
		if !mostlyOf(rows, chapters) {
			continue
		}
		visited[n.target] = true
		n.kids = rd.below(n, &index{rows: rows}, visited, 1)
		here := make(map[int]bool)
		walk(n.kids, func(k *node) {
			if chapters[k.target] != nil {
				here[k.target], told[k.target] = true, true
			}
		})
		if len(here)*10 >= len(chapters)*9 {
			if hasKids(n.kids) && !alphabetic(n.kids) {
				l.roots = append(n.kids, loose(l.roots, here)...)
				return
			}
			continue // the same index, or all in one list
		}
		topics = append(topics, n)
	}
	if len(topics) >= minTopics && len(told)*10 >= len(chapters)*9 {
		l.roots = append(topics, loose(l.roots, told)...)
	}
}

// elsewhere makes nodes of the pages that a page links to, anywhere on it, that are
// no chapters.
func (rd *reading) elsewhere(p int, chapters map[int]*node) []*node {
	var out []*node
	seen := map[int]bool{p: true}
	d := rd.in.Pages[p].Document
	for i := range d.Blocks {
		for _, k := range d.Blocks[i].AllLinks() {
			t := rd.site.page(k.Href)
			if t < 0 || seen[t] || chapters[t] != nil || rd.role[t] != rolePage || !rd.in.Pages[t].Document.IsWebPage() {
				continue
			}
			seen[t] = true
			out = append(out, &node{row: row{title: squeeze(k.Text), href: cleanAddress(k.Href), rank: rankEntry, page: p, block: i, target: t}})
		}
	}
	return out
}

// mostlyOf reports whether most rows that lead to a page lead to one of the chapters.
func mostlyOf(rows []row, chapters map[int]*node) bool {
	of, all := 0, 0
	for i := range rows {
		if rows[i].target >= 0 {
			all++
			of += boolInt(chapters[rows[i].target] != nil)
		}
	}
	return of > 0 && of*2 > all
}

// loose lists the chapters of a list that are not told.
func loose(roots []*node, told map[int]bool) []*node {
	var out []*node
	walk(roots, func(n *node) {
		if n.linked() && !told[n.target] && len(n.kids) == 0 {
			n.parent = nil
			out = append(out, n)
		}
	})
	return out
}
