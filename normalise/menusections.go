package normalise

import (
	"slices"

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
func (rd *reading) sectionMenu(p int) []*node {
	var menus [][]row
	for _, rows := range rd.menusOf(p) {
		if entries := rd.mayBeSections(rows, p); entries != nil {
			menus = append(menus, entries)
		}
	}
	if len(menus) == 0 || countEntries(buildTree(rd.site, rd.mainRows(p))) > 0 {
		return nil
	}
	var best []*node
	for _, entries := range menus {
		if roots := rd.sectionsOf(entries, p); countEntries(roots) > countEntries(best) {
			best = roots
		}
	}
	return best
}

// menusOf are the rows of each menu of a page.
func (rd *reading) menusOf(p int) [][]row {
	var menus [][]row
	rows := rd.rowsOf(p, parse.Nav)
	for i := 0; i < len(rows); {
		k := i + 1
		for k < len(rows) && !newMenu(rows[i:], k-i, rd.in.Pages[p].Document) {
			k++
		}
		menus = append(menus, rows[i:k])
		i = k
	}
	return menus
}

// sectionsBeside finds the sections of a manual of which a list on another page holds only one:
// where the start page lists nothing, the other entries of the menu that leads to that page may
// list chapters too. No entry holds most of them, since then it is the manual and the others,
// "Training" and "Resources", stand beside it.
func (rd *reading) sectionsBeside(starts []int, one *list) list {
	none := list{page: -1}
	if one.page < 0 || slices.Contains(starts, one.page) || hasKids(one.roots) || contentsTitle.MatchString(rd.in.Pages[one.page].Title) || listTitle.MatchString(rd.in.Pages[one.page].Title) {
		return none
	}
	for _, p := range starts {
		if countEntries(buildTree(rd.site, rd.mainRows(p))) > 0 {
			continue
		}
		for _, rows := range rd.menusOf(p) {
			l := list{page: p, nav: true, roots: rd.listing(rows, p)}
			if l.entries = countEntries(l.roots); l.areSections(one) {
				return l
			}
		}
	}
	return none
}

// listing are the entries of a menu whose pages list others, but for those that tell by their
// names that they are no part of a manual.
func (rd *reading) listing(rows []row, p int) []*node {
	var roots []*node
	for _, rw := range rows {
		if rw.target >= 0 && rw.target != p && rw.frag == "" && !junkTitle.MatchString(rw.title) && !sideTitle.MatchString(rw.title) && !besideManual.MatchString(rw.title) {
			roots = append(roots, &node{row: rw})
		}
	}
	if len(roots) < leastSections || len(roots) > mostSections {
		return nil
	}
	return slices.DeleteFunc(rd.expand(roots, map[int]bool{p: true}, 1), func(n *node) bool { return len(n.kids) < 2 })
}

// besideManual names what boards have beside their manual.
var besideManual = pattern.New(`(?i)\b(?:training|learning|courses?|resources|publications|reports?|campaigns?|about|contacts?|partners?|vacancies|meetings|minutes|videos?|links|forms)\b`)

// areSections reports whether the entries of a list share its chapters, and one of them is the
// page of another list.
func (l *list) areSections(one *list) bool {
	holds := false
	for _, n := range l.roots {
		holds = holds || n.target == one.page
		if countEntries(n.kids)*5 > l.entries*3 {
			return false
		}
	}
	return holds && len(l.roots) >= leastSections
}

// mayBeSections are the entries of a menu, if they are as many as the sections of a manual
// and each leads to another page.
func (rd *reading) mayBeSections(rows []row, p int) []row {
	var entries []row
	for _, rw := range rows {
		if rw.head && !rw.linked() {
			continue // it names the menu
		}
		if rw.target < 0 || rw.target == p || rw.frag != "" {
			return nil
		}
		entries = append(entries, rw)
	}
	if len(entries) < leastSections || len(entries) > mostSections {
		return nil
	}
	called := rd.callsSections(p, entries[0].block)
	for i := range entries {
		if !called && junkTitle.MatchString(entries[i].title) {
			return nil
		}
	}
	return entries
}

// sectionsOf makes sections of the entries of a menu; none if one of them leads to no page
// that lists others.
func (rd *reading) sectionsOf(entries []row, p int) []*node {
	roots := make([]*node, len(entries))
	for i := range entries {
		roots[i] = &node{row: entries[i]}
	}
	for _, n := range rd.expand(roots, map[int]bool{p: true}, 1) {
		if len(n.kids) == 0 {
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
	b := &rd.in.Pages[p].Blocks[block-1]
	return len(b.Links) == 0 && countWords(b.Text) <= 6 && sectionsLabel.MatchString(b.Text)
}

var sectionsLabel = pattern.New(`(?i)\b(?:sections|chapters|contents|manual|handbook)\b`)
