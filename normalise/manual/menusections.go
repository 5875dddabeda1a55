package manual

import (
	"slices"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Bounds of a menu of sections, in entries.
const (
	leastSections = 3
	mostSections  = 20
)

// sectionMenu reads the menu of a page that lists nothing itself, where every entry of
// the menu leads to a page that lists others: these are the sections of the manual. The
// menu of a whole site leads to its start page, or to pages of text, as well.
func (rd *reading) sectionMenu(p int) []*toc.Node {
	var menus [][]toc.Row
	for _, rows := range rd.menusOf(p) {
		if entries := rd.mayBeSections(rows, p); entries != nil {
			menus = append(menus, entries)
		}
	}
	if len(menus) == 0 || toc.CountEntries(toc.BuildTree(rd.Site, rd.mainRows(p))) > 0 {
		return nil
	}
	var best []*toc.Node
	for _, entries := range menus {
		if roots := rd.sectionsOf(entries, p); toc.CountEntries(roots) > toc.CountEntries(best) {
			best = roots
		}
	}
	return best
}

// menusOf are the rows of each menu of a page.
func (rd *reading) menusOf(p int) [][]toc.Row {
	return splitMenus(rd.rowsOf(p, parse.Nav), rd.Input.Pages[p].Document)
}

// sectionsBeside finds the sections of a manual of which a list on another page holds only one:
// where the start page lists nothing, the other entries of the menu that leads to that page may
// list chapters too. No entry holds most of them, since then it is the manual and the others,
// "Training" and "Resources", stand beside it.
func (rd *reading) sectionsBeside(starts []int, one *list) list {
	none := list{page: -1}
	if one.page < 0 || slices.Contains(starts, one.page) || toc.HasKids(one.roots) || contentsTitle.MatchString(rd.Input.Pages[one.page].Title) || toc.ListTitle.MatchString(rd.Input.Pages[one.page].Title) {
		return none
	}
	for _, p := range starts {
		if toc.CountEntries(toc.BuildTree(rd.Site, rd.mainRows(p))) > 0 {
			continue
		}
		for _, rows := range rd.menusOf(p) {
			l := list{page: p, nav: true, roots: rd.listing(rows, p)}
			if l.entries = toc.CountEntries(l.roots); l.areSections(one) {
				return l
			}
		}
	}
	return none
}

// listing are the entries of a menu whose pages list others, but for those that tell by their
// names that they are no part of a manual.
func (rd *reading) listing(rows []toc.Row, p int) []*toc.Node {
	var roots []*toc.Node
	for _, rw := range rows {
		if rw.Target >= 0 && rw.Target != p && rw.Frag == "" && !toc.JunkTitle.MatchString(rw.Title) && !sideTitle.MatchString(rw.Title) && !besideManual.MatchString(rw.Title) {
			roots = append(roots, &toc.Node{Row: rw})
		}
	}
	if len(roots) < leastSections || len(roots) > mostSections {
		return nil
	}
	return slices.DeleteFunc(rd.expand(roots, map[int]bool{p: true}, 1), func(n *toc.Node) bool { return toc.CountEntries(n.Kids) < 2 })
}

// besideManual names what boards have beside their manual.
var besideManual = pattern.New(`(?i)\b(?:training|learning|courses?|resources|publications|reports?|campaigns?|about|contacts?|partners?|vacancies|meetings|minutes|videos?|links|forms)\b`)

// areSections reports whether the entries of a list share its chapters, and one of them is the
// page of another list.
func (l *list) areSections(one *list) bool {
	holds := false
	for _, n := range l.roots {
		holds = holds || n.Target == one.page
		if toc.CountEntries(n.Kids)*5 > l.entries*3 {
			return false
		}
	}
	return holds && len(l.roots) >= leastSections
}

// mayBeSections are the entries of a menu, if they are as many as the sections of a manual
// and each leads to another page.
func (rd *reading) mayBeSections(rows []toc.Row, p int) []toc.Row {
	var entries []toc.Row
	for _, rw := range rows {
		if rw.Head && !rw.Linked() {
			continue // it names the menu
		}
		if rw.Target < 0 || rw.Target == p || rw.Frag != "" {
			return nil
		}
		entries = append(entries, rw)
	}
	if len(entries) < leastSections || len(entries) > mostSections {
		return nil
	}
	called := rd.callsSections(p, entries[0].Block)
	for i := range entries {
		if !called && toc.JunkTitle.MatchString(entries[i].Title) {
			return nil
		}
	}
	return entries
}

// sectionsOf makes sections of the entries of a menu; none if one of them leads to no page
// that lists others.
func (rd *reading) sectionsOf(entries []toc.Row, p int) []*toc.Node {
	roots := make([]*toc.Node, len(entries))
	for i := range entries {
		roots[i] = &toc.Node{Row: entries[i]}
	}
	for _, n := range rd.expand(roots, map[int]bool{p: true}, 1) {
		if len(n.Kids) == 0 {
			return nil
		}
	}
	return roots
}

// callsSections reports whether the line above a block of page p says that these are the
// sections of a manual: then "About us" is one of them.
func (rd *reading) callsSections(p, block int) bool {
	if block == 0 {
		return false
	}
	b := &rd.Input.Pages[p].Blocks[block-1]
	return len(b.Links) == 0 && wording.CountWords(b.Text) <= 6 && sectionsLabel.MatchString(b.Text)
}

var sectionsLabel = pattern.New(`(?i)\b(?:sections|chapters|contents|manual|handbook)\b`)
