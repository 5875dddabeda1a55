package manual

import (
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/parse"
)

// ownMenu reads what the menus of a page say about it: the entries below its own, or
// those whose pages stand below it, and are not listed yet. Without such a sign the
// page must say next to nothing itself. It returns nil if there are none.
func (rd *reading) ownMenu(p int, listed map[int]bool) *index {
	d := rd.Input.Pages[p].Document
	rows := withoutOpened(splitMenus(rd.menuOf(p), d))
	shareNumbers(rows)
	below := rd.rowsBelow(rows, p, d.Title)
	belowHeading(rows, d, below)
	rd.belowOverview(rows, p, below)
	kin := rd.kinOf(rows, p)
	files, unread := rd.filesBeside(rows, kin), rd.unreadBeside(rows, p, kin)
	rd.overBelow(rows, p, below)
	aside := rd.besideAbove(rows, p)
	seen := make(map[int]bool)
	x := &index{}
	var heads []toc.Row // lines right above an entry, which name a list
	var open toc.Row    // the last entry whose page stands below it; what is nested in it does too
	shown := false      // the menu shows entries below that of the page
	for i := range rows {
		rw := &rows[i]
		if open.Linked() && rw.Rank <= open.Rank {
			open = toc.Row{}
		}
		if !rw.Linked() {
			if !toc.IsTitle(rw.Title, d.Title) {
				heads = append(heads, *rw)
			}
			continue
		}
		if unread[i] {
			x.rows, heads = append(append(x.rows, naming(heads, rw)...), *rw), nil
			continue
		}
		if rw.Target < 0 || rw.Target == p || listed[rw.Target] || seen[rw.Target] || aside[i] || rd.Roles[rw.Target] != toc.RolePage || !(below[i] || files[i] || open.Linked() || rd.childOf(rw.Target, p)) {
			heads = nil
			continue
		}
		// What only the address puts below, beside entries that the menu shows there, may
		// stand in the section of one of these.
		rw.Jump = shown && !below[i] && !files[i] && !open.Linked()
		if !open.Linked() {
			open = *rw
		}
		seen[rw.Target], shown = true, shown || below[i]
		x.sure = x.sure || below[i] || rd.trails.up[rw.Target] == p
		x.rows, heads = append(append(x.rows, naming(heads, rw)...), *rw), nil
	}
	if !x.sure && (len(seen) < 2 || layout.MainWords(d, toc.StubWords) > toc.StubWords) || len(x.rows) == 0 {
		return nil
	}
	return x
}

// belowText reads a page that has a text of its own and lists pages as well, each in a line of
// its own, that say that they stand below it. It returns nil for any other page.
func (rd *reading) belowText(p int, listed map[int]bool) *index {
	const least = 2 // pages
	if rd.trails.below[p] < least {
		return nil
	}
	blocks := rd.Input.Pages[p].Blocks
	var entries []toc.Row
	seen := make(map[int]bool)
	for _, rw := range rd.mainRows(p) {
		b := &blocks[rw.Block]
		switch {
		case rw.Page != p || !rw.Linked() || layout.LinkShare(b.Text, b.Links) < 0.9:
		case rw.Target >= 0 && !listed[rw.Target] && rd.trails.up[rw.Target] == p:
			seen[rw.Target], entries = true, append(entries, rw)
		case rw.Target < 0 && len(entries) > 0 && b.Class == blocks[entries[0].Block].Class:
			entries = append(entries, rw) // an entry like those before it, of another site
		}
	}
	if len(seen) < least {
		return nil
	}
	return &index{rows: entries, sure: true}
}

// belowOverview adds the entries of a list that begins with the page itself under another name
// than its title, "Overview", by which the others call it too: it is on them all.
func (rd *reading) belowOverview(rows []toc.Row, p int, below map[int]bool) {
	for i := range rows {
		first := &rows[i]
		if first.Linked() || first.Head || first.Group == 0 || i > 0 && rows[i-1].Group == first.Group || toc.IsTitle(first.Title, rd.Input.Pages[p].Title) || !rd.calledBy(rows, first) {
			continue
		}
		for k := i + 1; k < len(rows) && rows[k].Group == first.Group; k++ {
			below[k] = true
		}
	}
}

// naming are those of the lines above an entry that may name the list in which it stands: the
// last step of the trail above a menu is in a list of its own.
func naming(heads []toc.Row, rw *toc.Row) []toc.Row {
	return toc.DropRows(heads, func(h *toc.Row) bool {
		return h.Group != 0 && rw.Group != 0 && h.Group != rw.Group && h.Rank >= rw.Rank
	})
}

// overBelow adds the entries of a menu that stand over others, all of whose pages say that they
// stand below page p: "Home > Core > Visits" need not lead to the page of Core.
func (rd *reading) overBelow(rows []toc.Row, p int, below map[int]bool) {
	for i := range rows {
		if rows[i].Target < 0 || rows[i].Target == p || rd.trails.up[rows[i].Target] >= 0 {
			continue
		}
		k := i + 1
		for k < len(rows) && rows[k].Rank > rows[i].Rank && rows[k].Target >= 0 && rd.trails.up[rows[k].Target] == p {
			k++
		}
		if k > i+1 && (k == len(rows) || rows[k].Rank <= rows[i].Rank) {
			below[i] = true
		}
	}
}

// besideAbove finds the rows of menus that stand side by side with a page above page p, other than the
// root of the site, amid one list: they are parts of the site beside the one that has the manual,
// whatever their own trails say. A list that begins or ends with that page has a way back. The page
// above need not have been read.
func (rd *reading) besideAbove(rows []toc.Row, p int) map[int]bool {
	above := make(map[string]bool)
	_, _, links := trailAt(rd.Input.Pages[p].Document, 0)
	for _, k := range links {
		if rd.Site.PageAt(k.Href) == p {
			break // what is behind the page itself is below it
		}
		if !isHome(k) {
			above[webaddress.Key(k.Href)] = true
		}
	}
	aside := make(map[int]bool)
	for i := range rows {
		if rows[i].Group == 0 || !rows[i].Linked() || !above[webaddress.Key(rows[i].Href)] {
			continue
		}
		beside := func(rw *toc.Row) bool { return rw.Group == rows[i].Group && rw.Rank == rows[i].Rank }
		if !toc.AnyRow(rows[:i], beside) || !toc.AnyRow(rows[i+1:], beside) {
			continue
		}
		for k := range rows {
			aside[k] = aside[k] || beside(&rows[k])
		}
	}
	return aside
}

// kinOf counts by list of a menu how many more of its entries are pages that stand below page p
// than other pages.
func (rd *reading) kinOf(rows []toc.Row, p int) map[int]int {
	kin := make(map[int]int)
	for i := range rows {
		switch rw := &rows[i]; {
		case rw.Target < 0 || rw.Group == 0 || rd.Input.Pages[rw.Target].Document.IsFile():
		case rd.childOf(rw.Target, p):
			kin[rw.Group]++
		default:
			kin[rw.Group]--
		}
	}
	return kin
}

// filesBeside finds the rows of menus that lead to files, which have no place below a page,
// in lists most of whose entries are pages that stand below it.
func (rd *reading) filesBeside(rows []toc.Row, kin map[int]int) map[int]bool {
	files := make(map[int]bool)
	for i := range rows {
		if rw := &rows[i]; rw.Target >= 0 && kin[rw.Group] > 0 && rd.Input.Pages[rw.Target].Document.IsFile() {
			files[i] = true
		}
	}
	return files
}

// unreadBeside finds the rows in such lists, with numbers or amid pages below page p, that lead to
// pages that were not read: these say nothing of where they stand, and are chapters as those beside
// them are.
func (rd *reading) unreadBeside(rows []toc.Row, p int, kin map[int]int) map[int]bool {
	stands := func(i, group int) bool {
		return i >= 0 && i < len(rows) && rows[i].Group == group && rows[i].Target >= 0 && rd.childOf(rows[i].Target, p)
	}
	unread, met := make(map[int]bool), make(map[string]bool)
	for i := range rows {
		rw := &rows[i]
		if rw.Target >= 0 || !rw.Linked() || kin[rw.Group] <= 0 || !rd.Site.Internal(rw.Href) || met[rw.Place()] {
			continue
		}
		if rw.Num.Text != "" || stands(i-1, rw.Group) && stands(i+1, rw.Group) {
			unread[i], met[rw.Place()] = true, true
		}
	}
	return unread
}

// rowsBelow finds the rows of a menu that stand below the page's own entry. Below its title
// in the frame of the site, the menu of the site may stand, which leads to the start.
func (rd *reading) rowsBelow(rows []toc.Row, page int, title string) map[int]bool {
	below := make(map[int]bool)
	for i := range rows {
		if rows[i].Target != page && (rows[i].Linked() || !toc.IsTitle(rows[i].Title, title)) {
			continue
		}
		end := i + 1
		for end < len(rows) && rows[end].Rank > rows[i].Rank && !endsList(&rows[end], &rows[i+1], &rows[i]) {
			end++
		}
		if (!rows[i].Linked() || rows[i].Group == 0) && toc.AnyRow(rows[i+1:end], func(rw *toc.Row) bool { return rd.leadsAbout(rw.Target) }) {
			continue
		}
		for k := i + 1; k < end; k++ {
			below[k] = true
		}
	}
	return below
}

// endsList reports a row that no longer stands in the list of the first row below a title: it
// is in another list, as deep or, since the title is a heading within an item, less deep.
func endsList(rw, first, title *toc.Row) bool {
	return rw.Group != first.Group && (rw.Rank == first.Rank || title.Head && rw.Rank < first.Rank)
}

// belowHeading adds the entries of the list right below the heading of a page that
// says nothing else.
func belowHeading(rows []toc.Row, d *parse.Document, below map[int]bool) {
	head := -1
	for i := range d.Blocks {
		switch b := &d.Blocks[i]; {
		case b.Region != parse.Main || b.Kind == parse.Image:
		case b.Kind == parse.Heading && head < 0:
			head = i
		default:
			return
		}
	}
	at := head + 1
	if at < len(d.Blocks) && d.Blocks[at].Kind == parse.Heading && len(d.Blocks[at].Links) == 0 {
		at++ // what the list is called: "Pages in this guide"
	}
	if head < 0 || at >= len(d.Blocks) || d.Blocks[at].Group == 0 {
		return
	}
	for i := range rows {
		if rows[i].Block > head && rows[i].Group == d.Blocks[at].Group {
			below[i] = true
		}
	}
}
