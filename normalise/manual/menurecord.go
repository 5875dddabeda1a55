package manual

import (
	"maps"
	"slices"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// leastRecorded is how many pages of a branch the record of changes leads to at least.
const leastRecorded = 2

// addRecorded adds to a list that is a branch of a menu the branches beside it whose pages the
// record of the manual's changes leads to: the board keeps them as it does the others. A record
// that leads to more pages beside the manual than in it is one of the whole site.
func (rd *reading) addRecorded(l *list) {
	recorded := rd.recorded()
	if !l.nav && !l.own || len(recorded) == 0 {
		return
	}
	listed := make(map[int]bool)
	toc.Walk(l.roots, func(n *toc.Node) { listed[n.Target] = true })
	own, beside := 0, 0
	for t := range recorded {
		own += wording.BoolInt(listed[t])
	}
	var more []*toc.Node
	toc.Walk(toc.BuildTree(rd.Site, rd.menuOf(l.page)), func(n *toc.Node) {
		told, shown := 0, listed[n.Target] && n.Target >= 0
		for _, k := range n.Kids {
			told += wording.BoolInt(recorded[k.Target] && !listed[k.Target])
			shown = shown || len(k.Kids) > 0 || listed[k.Target]
		}
		if told >= leastRecorded && !shown && n.Target != l.page {
			more, beside = append(more, n), beside+told
		}
	})
	if beside > own {
		return
	}
	for _, n := range more {
		n.Parent = nil
		l.entries += toc.CountEntries(n.Kids)
		at := slices.IndexFunc(l.roots, func(o *toc.Node) bool { return o.Page == n.Page && o.Block > n.Block })
		if at < 0 {
			at = len(l.roots)
		}
		l.roots = slices.Insert(l.roots, at, n)
	}
}

// menuOf are the rows of the menus of a page without what turns to other pages and the tools of
// the site.
func (rd *reading) menuOf(p int) []toc.Row {
	return rd.withoutTools(withoutTurns(rd.rowsOf(p, parse.Nav)), rd.Input.Pages[p].Document)
}

// recorded are the pages to which the rows of the record of changes lead.
func (rd *reading) recorded() map[int]bool {
	out := make(map[int]bool)
	for i, role := range rd.Roles {
		if role == toc.RoleAmendments {
			maps.Copy(out, rd.ledTo(rd.Input.Pages[i].Document))
		}
	}
	return out
}
