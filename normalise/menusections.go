package normalise

import (
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
	rows := rd.rowsOf(p, parse.Nav)
	for i := 0; i < len(rows); {
		k := i + 1
		for k < len(rows) && !newMenu(rows[i:], k-i, rd.in.Pages[p].Document) {
			k++
		}
		if entries := rd.mayBeSections(rows[i:k], p); entries != nil {
			menus = append(menus, entries)
		}
		i = k
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
