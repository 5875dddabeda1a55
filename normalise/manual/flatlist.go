package manual

import (
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/parse"
)

// nestRuns hangs entries below the one before them whose own page lists just these: a
// list may set the entries of all levels alike.
func (rd *reading) nestRuns(nodes *[]*toc.Node, listed, visited map[int]bool, depth int) {
	list := *nodes
	for i := 0; i+1 < len(list); i++ {
		n := list[i]
		if list[i+1].Jump || !rd.leadsTo(n, list[i+1]) || visited[n.Target] {
			continue
		}
		run := runOf(list[i+1:])
		for t := range run {
			delete(listed, t)
		}
		x := rd.indexOf(n, *nodes, listed)
		for t := range run {
			listed[t] = true
		}
		if k := x.opens(list[i+1:]); k > 0 && k+1 < len(list) {
			rd.hang(n, x, run, visited, depth)
			list = append(list[:i+1:i+1], list[i+1+k:]...)
		}
	}
	*nodes = list
	for _, n := range list {
		rd.nestRuns(&n.Kids, listed, visited, depth)
	}
}

// leadsTo reports whether an entry without any below it leads to a page that links to
// the next entry in its text, and whose number is not one of the next entry's count.
func (rd *reading) leadsTo(n, next *toc.Node) bool {
	if !isLeafPage(n) || !isLeafPage(next) || rd.Roles[n.Target] != toc.RolePage || n.Num.Text != "" && n.Num.Parts == next.Num.Parts {
		return false
	}
	d := rd.Input.Pages[n.Target].Document
	for _, b := range parse.InMain(d.Blocks) {
		for _, k := range b.AllLinks() {
			if strings.HasPrefix(k.Href, next.Href) && rd.Site.PageAt(k.Href) == next.Target {
				return true
			}
		}
	}
	return false
}

func isLeafPage(n *toc.Node) bool {
	return len(n.Kids) == 0 && n.Target >= 0 && n.Frag == "" && !n.Also
}

// runOf are the entries of pages that a list begins with.
func runOf(list []*toc.Node) map[int]*toc.Node {
	run := make(map[int]*toc.Node)
	for _, n := range list {
		if !isLeafPage(n) || run[n.Target] != nil {
			break
		}
		run[n.Target] = n
	}
	return run
}

// opens counts the entries that a list begins with if the index lists just these; 0 if
// it lists anything else.
func (x *index) opens(list []*toc.Node) int {
	if x == nil {
		return 0
	}
	pages := make(map[int]bool)
	for i := range x.rows {
		if rw := &x.rows[i]; rw.Linked() {
			if rw.Target < 0 {
				return 0
			}
			pages[rw.Target] = true
		}
	}
	if len(pages) > len(list) {
		return 0
	}
	for _, n := range list[:len(pages)] {
		if !pages[n.Target] {
			return 0
		}
	}
	return len(pages)
}
