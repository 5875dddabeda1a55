package manual

import (
	"slices"
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
)

// guideRows are the rows of a list of one level that names the pages of a guide, where page p is
// one of them: nothing in the list says that these are chapters, but its pages do, see isGuide.
// The start page is a chapter as the others are.
func (rd *reading) guideRows(rows []toc.Row, p int) []toc.Row {
	for i, end := 0, 0; i < len(rows); i = end {
		for end = i + 1; end < len(rows) && rows[end].Group == rows[i].Group && rows[end].Rank == rows[i].Rank; end++ {
		}
		if rows[i].Group == 0 || end-i < leastEntries {
			continue
		}
		list := slices.Clone(rows[i:end])
		if at := rd.entryOf(list, p); at >= 0 && rd.isGuide(list) {
			list[at].Chapter = true
			if shown := rows[i+at : i+at+1]; !shown[0].Linked() {
				rd.linkShown(rows[i:end], p)
				if shown[0].Linked() {
					list[at] = shown[0]
				}
			}
			return list
		}
	}
	return nil
}

// entryOf finds the row of a list that leads to page p, -1 if none does. A menu need not link the
// page that it stands on: then it is the one row without a link, if its neighbour or the title of
// the page says so.
func (rd *reading) entryOf(list []toc.Row, p int) int {
	if at := toc.IndexRow(list, func(rw *toc.Row) bool { return rw.Target == p && rw.Frag == "" }); at >= 0 {
		return at
	}
	unlinked := func(rw *toc.Row) bool { return !rw.Linked() }
	at := toc.IndexRow(list, unlinked)
	if at < 0 || toc.AnyRow(list[at+1:], unlinked) {
		return -1
	}
	rd.leadTo(&list[at], p)
	if rd.turnsOn(list, at) || rd.turnsOn(list, at-1) || rd.guideOfPage(&list[at]) != "" {
		return at
	}
	return -1
}

// isGuide reports a list whose pages are read one after the other: each names the next entry's as
// its next page, or all are titled as parts of one, "Working together - Visits". A few that could
// not be read change nothing.
func (rd *reading) isGuide(list []toc.Row) bool {
	read, pairs, turns, named := 0, 0, 0, 0
	names := make(map[string]int)
	for i := range list {
		if list[i].Target < 0 {
			continue
		}
		read++
		if name := rd.guideOfPage(&list[i]); name != "" {
			names[name]++
			named = max(named, names[name])
		}
		pairs += wording.BoolInt(i+1 < len(list) && list[i+1].Target >= 0)
		turns += wording.BoolInt(rd.turnsOn(list, i))
	}
	return read*5 >= len(list)*4 && (turns*5 >= pairs*4 || named*5 >= read*4)
}

// turnsOn reports whether the page of an entry names that of the entry behind it as the next.
func (rd *reading) turnsOn(list []toc.Row, at int) bool {
	if at < 0 || at+1 >= len(list) || list[at].Target < 0 || list[at+1].Target < 0 {
		return false
	}
	return rd.Site.PageAt(rd.Input.Pages[list[at].Target].Next) == list[at+1].Target
}

// guideOfPage is the name of the guide before the words of an entry in the title of its page, or
// all of the title where these words head the page below it; "" if it says none.
func (rd *reading) guideOfPage(rw *toc.Row) string {
	d := rd.Input.Pages[rw.Target].Document
	if name, ok := strings.CutSuffix(wording.Fold(d.Title), wording.Fold(rw.Title)); ok {
		return strings.Trim(name, " -–—:|")
	}
	if headedBy(d, rw.Title) {
		return wording.Fold(d.Title)
	}
	return ""
}
