package normalise

import (
	"slices"

	"manualwatch/parse"
)

// ownMenu reads what the menus of a page say about it: the entries below its own, or
// those whose pages stand below it, and are not listed yet. Without such a sign the
// page must say next to nothing itself. It returns nil if there are none.
func (rd *reading) ownMenu(p int, listed map[int]bool) *index {
	d := rd.in.Pages[p].Document
	rows := rd.withoutTools(rd.rowsOf(p, parse.Nav), d)
	shareNumbers(rows)
	below := rd.rowsBelow(rows, p, d.Title)
	belowHeading(rows, d, below)
	files := rd.filesBeside(rows, p)
	rd.overBelow(rows, p, below)
	seen := make(map[int]bool)
	x := &index{}
	var heads []row // lines right above an entry, which name a list
	var open row    // the last entry whose page stands below it; what is nested in it does too
	shown := false  // the menu shows entries below that of the page
	for i, rw := range rows {
		if open.linked() && rw.rank <= open.rank {
			open = row{}
		}
		if !rw.linked() {
			if !isTitle(rw.title, d.Title) {
				heads = append(heads, rw)
			}
			continue
		}
		if rw.target < 0 || rw.target == p || listed[rw.target] || seen[rw.target] || rd.role[rw.target] != rolePage || !(below[i] || files[i] || open.linked() || rd.childOf(rw.target, p)) {
			heads = nil
			continue
		}
		// What only the address puts below, beside entries that the menu shows there, may
		// stand in the section of one of these.
		rw.jump = shown && !below[i] && !files[i] && !open.linked()
		if !open.linked() {
			open = rw
		}
		seen[rw.target], shown = true, shown || below[i]
		x.sure = x.sure || below[i] || rd.trails.up[rw.target] == p
		x.rows, heads = append(append(x.rows, heads...), rw), nil
	}
	if !x.sure && (len(seen) < 2 || mainWords(d, stubWords) > stubWords) || len(x.rows) == 0 {
		return nil
	}
	return x
}

// overBelow adds the entries of a menu that stand over others, all of whose pages say that they
// stand below page p: "Home > Core > Visits" need not lead to the page of Core.
func (rd *reading) overBelow(rows []row, p int, below map[int]bool) {
	for i := range rows {
		if rows[i].target < 0 || rows[i].target == p || rd.trails.up[rows[i].target] >= 0 {
			continue
		}
		k := i + 1
		for k < len(rows) && rows[k].rank > rows[i].rank && rows[k].target >= 0 && rd.trails.up[rows[k].target] == p {
			k++
		}
		if k > i+1 && (k == len(rows) || rows[k].rank <= rows[i].rank) {
			below[i] = true
		}
	}
}

// filesBeside finds the rows of menus that lead to files, which have no place below a page,
// in lists most of whose entries are pages that stand below page p.
func (rd *reading) filesBeside(rows []row, p int) map[int]bool {
	children, others := make(map[int]int), make(map[int]int)
	files := make(map[int]bool)
	for i, rw := range rows {
		switch {
		case rw.target < 0 || rw.group == 0:
		case rd.in.Pages[rw.target].Document.IsFile():
			files[i] = true
		case rd.childOf(rw.target, p):
			children[rw.group]++
		default:
			others[rw.group]++
		}
	}
	for i := range files {
		if g := rows[i].group; children[g] <= others[g] {
			delete(files, i)
		}
	}
	return files
}

// rowsBelow finds the rows of a menu that stand below the page's own entry. Below its title
// in the frame of the site, the menu of the site may stand, which leads to the start.
func (rd *reading) rowsBelow(rows []row, page int, title string) map[int]bool {
	below := make(map[int]bool)
	for i := range rows {
		if rows[i].target != page && (rows[i].linked() || !isTitle(rows[i].title, title)) {
			continue
		}
		end := i + 1
		for end < len(rows) && rows[end].rank > rows[i].rank && !endsList(&rows[end], &rows[i+1], &rows[i]) {
			end++
		}
		if !rows[i].linked() && slices.ContainsFunc(rows[i+1:end], func(rw row) bool { return rd.leadsAbout(rw.target) }) {
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
func endsList(rw, first, title *row) bool {
	return rw.group != first.group && (rw.rank == first.rank || title.head && rw.rank < first.rank)
}

// belowHeading adds the entries of the list right below the heading of a page that
// says nothing else.
func belowHeading(rows []row, d *parse.Document, below map[int]bool) {
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
		if rows[i].block > head && rows[i].group == d.Blocks[at].Group {
			below[i] = true
		}
	}
}
