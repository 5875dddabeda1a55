package manual

import (
	"slices"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// Bounds of a menu of titled lists: how many lists and entries it has at least, and to how many
// pages that it does not show an entry leads that is a list of others and no chapter. leastOfBook is
// how many entries the menu of a book has that are pages that were read.
const (
	leastTitled  = 2
	leastEntries = 6
	leadsBeyond  = 4
	leastOfBook  = 5
)

// titledLists are the rows of menus in lists of one level, each below a heading of its own,
// "Getting started", where page p is an entry of one of them, a chapter that shows the manual
// beside itself, or goes on with the first of them. The menu of a whole site may be set so too, with a column for each of its
// services. But most entries of a manual were read as pages of it, and none leads to many pages
// that the menu does not show.
func (rd *reading) titledLists(rows []toc.Row, p int) []toc.Row {
	var out []toc.Row
	lists, shown := 0, make(map[int]bool)
	entries, read := 0, 0
	for i := 0; i+1 < len(rows); i++ {
		if h := &rows[i]; !h.Head || h.Linked() || h.Group != 0 || rows[i+1].Group == 0 || rows[i+1].Block != h.Block+1 {
			continue
		}
		end := i + 1
		for end < len(rows) && rows[end].Group == rows[i+1].Group && rows[end].Linked() {
			shown[rows[end].Target] = true
			entries++
			read += wording.BoolInt(rows[end].Target >= 0 && rd.Roles[rows[end].Target] == toc.RolePage)
			end++
		}
		if end > i+1 {
			out = append(out, rows[i:end]...)
			lists++
			i = end - 1
		}
	}
	if lists < leastTitled || entries < leastEntries || read*5 < entries*4 || !shown[p] && !rd.goesOnWith(out, p) {
		return nil
	}
	if toc.AnyRow(out, func(rw *toc.Row) bool { return rw.Target >= 0 && rd.leadsPast(rw.Target, shown) }) {
		return nil
	}
	return out
}

// bookList are the rows of a menu of one level that is the contents of a book: page p, which opens
// it, names as its next the entry behind its own, or the first where the list does not show it.
func (rd *reading) bookList(rows []toc.Row, p int) []toc.Row {
	for i := 0; i < len(rows); {
		k := i + 1
		for k < len(rows) && rows[i].Group != 0 && rows[k].Group == rows[i].Group {
			k++
		}
		list := rows[i:k]
		at := slices.IndexFunc(list, func(rw toc.Row) bool { return rw.Linked() && rw.Target == p }) + 1
		read := 0
		for r := range list[at:] {
			read += wording.BoolInt(list[at+r].Target >= 0 && rd.Roles[list[at+r].Target] == toc.RolePage)
		}
		if rd.goesOnWith(list[at:], p) && read >= leastOfBook && read*5 >= len(list[at:])*4 {
			return list[at:]
		}
		i = k
	}
	return nil
}

// goesOnWith reports whether what page p names as its next is the first link of some rows.
func (rd *reading) goesOnWith(rows []toc.Row, p int) bool {
	next := rd.Input.Pages[p].Next
	i := slices.IndexFunc(rows, func(rw toc.Row) bool { return rw.Linked() })
	return next != "" && i >= 0 && rows[i].Target >= 0 && rows[i].Target != p && rows[i].Target == rd.Site.PageAt(next)
}

// leadsPast reports a page whose text leads to many pages that a menu does not show.
func (rd *reading) leadsPast(p int, shown map[int]bool) bool {
	past := 0
	for to := range rd.ledTo(rd.Input.Pages[p].Document) {
		past += wording.BoolInt(!shown[to])
	}
	return past >= leadsBeyond
}

// ledTo are the pages to which the text of a document leads, but for those of amendments.
func (rd *reading) ledTo(d *parse.Document) map[int]bool {
	to := make(map[int]bool)
	for _, b := range parse.InMain(d.Blocks) {
		for _, k := range b.AllLinks() {
			if t := rd.Site.PageAt(k.Href); t >= 0 && rd.Roles[t] == toc.RolePage {
				to[t] = true
			}
		}
	}
	return to
}

// markStart marks the row of a menu that leads to page p where this is a start page and a chapter
// of the manual as well: the row stands in a section and is called as the page is, which says as
// much as a chapter does, as many others do. Other links to a start page lead to the manual. A
// menu need not link the page that it stands on, or only its top.
func (rd *reading) markStart(rows []toc.Row, p int) {
	in := &rd.Input.Pages[p]
	if !slices.ContainsFunc(rd.Input.Start, func(a string) bool { return rd.Site.PageAt(a) == p }) {
		return
	}
	head := false
	for i := range rows {
		rw := &rows[i]
		head = rw.Group != 0 && (head || i > 0 && rows[i-1].Head && !rows[i-1].Linked())
		here := rw.Target == p && rw.Frag == "" || !rw.Linked() && rw.Group != 0
		if !here || rw.Rank <= toc.RankEntry && !head || !toc.IsTitle(rw.Title, in.Title) || toc.ListTitle.MatchString(rw.Title) || i+1 < len(rows) && rows[i+1].Rank > rw.Rank {
			continue
		}
		if rw.Chapter = layout.MainWords(in.Document, chapterWords) > chapterWords && !rd.mayList(p) && rd.oneOfMany(p, rd.textSizes()); rw.Chapter && !rw.Linked() {
			rd.leadTo(rw, p)
		}
	}
	rd.markPreface(rows, p)
}

// markPreface marks the row of start page p where the page is the first chapter of a book or
// counted as one of its chapters; -1 if it is none.
func (rd *reading) markPreface(rows []toc.Row, p int) int {
	i := rd.preface(rows, p)
	if i < 0 {
		if i = rd.countedHere(rows, p); i < 0 {
			return -1
		}
		rd.leadTo(&rows[i], p)
	}
	rows[i].Chapter = true
	return i
}

// countedHere is the row of start page p in a list of numbered chapters where the page is one of
// them, -1 if it is none: headed by number and title, it has text and lists nothing. The menu
// need not link the page that it stands on.
func (rd *reading) countedHere(rows []toc.Row, p int) int {
	d := rd.Input.Pages[p].Document
	numbered := numberedLinks(rows)
	at := toc.IndexRow(rows, func(rw *toc.Row) bool {
		return !rw.Linked() && rw.Num.Text != "" && numbered[rw.Group] >= toc.LeastListed && rw.Group != 0 && isCountedTitle(rw, d.Title)
	})
	if at < 0 || layout.MainWords(d, leastPreface) < leastPreface || rd.mayList(p) {
		return -1
	}
	return at
}

// isCountedTitle reports a title of a page with the number and the words of a row.
func isCountedTitle(rw *toc.Row, title string) bool {
	n, rest, ok := wording.SplitNumber(title)
	return ok && n.Text == rw.Num.Text && n.Keyword == rw.Num.Keyword && wording.Fold(rest) == wording.Fold(rw.Title)
}

// numberedLinks counts the links with a number of each list.
func numberedLinks(rows []toc.Row) map[int]int {
	numbered := make(map[int]int)
	for i := range rows {
		numbered[rows[i].Group] += wording.BoolInt(rows[i].Num.Text != "" && rows[i].Linked())
	}
	return numbered
}

// leastPreface is how many words the first chapter of a book has at least that is its start page.
const leastPreface = 30

// preface is the row of start page p in its menu where the page is the first chapter of a book, -1
// if it is none: the row is called as the page is, which has text and lists nothing, and stands in
// a list of numbered chapters, right behind the name of the book, which leads there too.
func (rd *reading) preface(rows []toc.Row, p int) int {
	d := rd.Input.Pages[p].Document
	numbered := numberedLinks(rows)
	leadsHere := func(rw *toc.Row) bool {
		return rw.Target == p && rw.Frag == "" && rw.Num.Text == "" && rw.Group != 0 && numbered[rw.Group] >= toc.LeastListed
	}
	for i := 1; i < len(rows); i++ {
		rw, book := &rows[i], &rows[i-1]
		if leadsHere(rw) && leadsHere(book) && rw.Group == book.Group && toc.IsTitle(rw.Title, d.Title) && !toc.IsTitle(book.Title, d.Title) && !toc.ListTitle.MatchString(rw.Title) {
			if layout.MainWords(d, leastPreface) >= leastPreface && !rd.mayList(p) {
				return i
			}
			return -1
		}
	}
	return -1
}

// withPreface adds that row to those that the menu of start page p has below it.
func (rd *reading) withPreface(rows []toc.Row, p int) []toc.Row {
	menu := rd.rowsOf(p, parse.Nav)
	i := rd.markPreface(menu, p)
	if i < 0 {
		return rows
	}
	return slices.Concat(menu[i:i+1], rows)
}

// leadTo makes the row of a menu that has no link lead to page p, on which the menu stands.
func (rd *reading) leadTo(rw *toc.Row, p int) {
	rw.Href, rw.Target, rw.Prefix, rw.Head = webaddress.Clean(rd.Input.Pages[p].URL), p, "", false
}

// pointsOf reports whether the rows of a list are points of the text of a chapter, "Listen
// calmly": the page on which they stand is a chapter in its own menu, and hardly one leads to
// another page.
func (rd *reading) pointsOf(main, menu list) bool {
	chapter := false
	toc.Walk(menu.roots, func(n *toc.Node) { chapter = chapter || n.Target == main.page && n.Chapter })
	if !chapter {
		return false
	}
	rows, away := 0, 0
	toc.Walk(main.roots, func(n *toc.Node) {
		rows++
		away += wording.BoolInt(n.Linked() && n.Target != main.page)
	})
	return away*4 < rows
}

// onlyNames reports whether a list has no more than the names of what the menu beside it leads to:
// not one of its rows is a link, and it is no text. The menu then says the same titles, most of
// them, or is that of a book which the page opens, whatever it calls the chapters.
func (rd *reading) onlyNames(main, menu list) bool {
	linked, _ := linkedEntries(main.roots)
	entries, read := linkedEntries(menu.roots)
	if len(main.roots) == 0 || linked > 0 || read < leastOfBook || read*5 < entries*4 || rd.isText(main) {
		return false
	}
	names, first, same := make(map[string]bool), -1, 0
	toc.Walk(main.roots, func(n *toc.Node) { names[wording.Fold(n.Title)] = true })
	toc.Walk(menu.roots, func(n *toc.Node) {
		if first < 0 && n.Linked() {
			first = n.Target
		}
		same += wording.BoolInt(n.Target >= 0 && names[wording.Fold(n.Title)])
	})
	next := rd.Input.Pages[main.page].Next
	return same*2 > read || next != "" && first >= 0 && first == rd.Site.PageAt(next)
}
