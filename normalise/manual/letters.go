package manual

import (
	"slices"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
)

// minTopics is how many pages of topics a list by letters is replaced by at least.
const minTopics = 2

// byTopics replaces a list of contents by the letters of the alphabet, which is an
// index, with the sections that other pages give the same chapters: pages of topics
// that its page links to, or one page with all of them. A chapter that stands in no
// topic stays behind them.
func (rd *reading) byTopics(l *list) {
	if l.page < 0 || !toc.Alphabetic(l.roots) {
		return
	}
	l.roots = slices.DeleteFunc(l.roots, func(n *toc.Node) bool { return toc.IsLetterHead(n) && len(n.Kids) == 0 })
	chapters := make(map[int]*toc.Node)
	for _, head := range l.roots {
		if toc.IsLetterHead(head) { // beside the letters the pages of topics may be listed
			toc.Walk(head.Kids, func(n *toc.Node) {
				if n.Target >= 0 {
					chapters[n.Target] = n
				}
			})
		}
	}
	visited, told := map[int]bool{l.page: true}, make(map[int]bool)
	var topics []*toc.Node
	for _, n := range rd.elsewhere(l.page, chapters) {
		rows := rd.mainRows(n.Target)
		if !mostlyOf(rows, chapters) {
			continue
		}
		visited[n.Target] = true
		n.Kids = rd.below(n, &index{rows: rows}, visited, 1)
		here := make(map[int]bool)
		toc.Walk(n.Kids, func(k *toc.Node) {
			if chapters[k.Target] != nil {
				here[k.Target], told[k.Target] = true, true
			}
		})
		if len(here)*10 >= len(chapters)*9 {
			if toc.HasKids(n.Kids) && !toc.Alphabetic(n.Kids) {
				l.roots = append(n.Kids, loose(l.roots, here)...)
				return
			}
			continue // the same index, or all in one list
		}
		topics = append(topics, n)
	}
	if len(topics) >= minTopics && len(told)*10 >= len(chapters)*9 {
		for _, n := range topics {
			told[n.Target] = true
		}
		l.roots = append(topics, loose(l.roots, told)...)
	}
}

// elsewhere makes nodes of the pages that a page links to, anywhere on it, that are
// no chapters.
func (rd *reading) elsewhere(p int, chapters map[int]*toc.Node) []*toc.Node {
	var out []*toc.Node
	seen := map[int]bool{p: true}
	d := rd.Input.Pages[p].Document
	for i := range d.Blocks {
		for _, k := range d.Blocks[i].AllLinks() {
			t := rd.Site.PageAt(k.Href)
			if t < 0 || seen[t] || chapters[t] != nil || rd.Roles[t] != toc.RolePage || !rd.Input.Pages[t].Document.IsWebPage() {
				continue
			}
			seen[t] = true
			out = append(out, &toc.Node{Row: toc.Row{Title: wording.Squeeze(k.Text), Href: webaddress.Clean(k.Href), Rank: toc.RankEntry, Page: p, Block: i, Target: t}})
		}
	}
	return out
}

// mostlyOf reports whether most rows that lead to a page lead to one of the chapters.
func mostlyOf(rows []toc.Row, chapters map[int]*toc.Node) bool {
	of, all := 0, 0
	for i := range rows {
		if rows[i].Target >= 0 {
			all++
			of += wording.BoolInt(chapters[rows[i].Target] != nil)
		}
	}
	return of*2 > all
}

// loose lists the chapters of a list that are not told.
func loose(roots []*toc.Node, told map[int]bool) []*toc.Node {
	var out []*toc.Node
	toc.Walk(roots, func(n *toc.Node) {
		if n.Linked() && !told[n.Target] && len(n.Kids) == 0 {
			n.Parent = nil
			out = append(out, n)
		}
	})
	return out
}
