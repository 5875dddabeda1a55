package normalise

import (
	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// roles tells what each page is for, by the register, by its title and by its
// shape.
func (rd *reading) roles() []role {
	out := make([]role, len(rd.in.Pages))
	for _, a := range rd.in.Amendments {
		if i := rd.site.page(a); i >= 0 && !isBook(rd.in.Pages[i].Document) && !rd.isParted(a) && !onlyStart(rd.in, rd.in.Pages[i].Document) {
			out[i] = roleAmendments
		}
	}
	parallel.Do(len(out), func(i int) {
		if out[i] == rolePage && !rd.isParted(rd.in.Pages[i].URL) {
			out[i] = roleOf(rd.in.Pages[i].Document)
		}
	})
	rd.addReleases(out)
	return out
}

// roleOf tells what a page is for by its title and its shape.
func roleOf(d *parse.Document) role {
	title := titleOf(d)
	switch {
	case guideShape(d):
		return roleGuide
	case isBook(d): // what opens it may be the history of its versions
		return rolePage
	case speaksOfChange(title) && (namesRecord(title) && amendShape(d) >= 2 || archiveTitle.MatchString(title) && amendShape(d) >= 1), tellsChanges(d):
		return roleAmendments
	}
	return rolePage
}

// addReleases finds the pages that go on with a page of amendments of the register, and
// those that it leads to whose own title is that of a release: "Version 12.9 - May 2025".
func (rd *reading) addReleases(roles []role) {
	pages := rd.registered(roles)
	for _, p := range pages {
		for _, next := range rd.pagination(p) {
			if roles[next] == rolePage {
				roles[next] = roleAmendments
			}
			pages = append(pages, next)
		}
	}
	for _, p := range pages {
		d := rd.in.Pages[p].Document
		for k := range d.Blocks {
			for _, l := range d.Blocks[k].AllLinks() {
				t := rd.site.page(l.Href)
				if t < 0 || roles[t] != rolePage {
					continue
				}
				if d.Blocks[k].Region == parse.Main && isRelease(rd.in.Pages[t].Document, l.Text) || rd.partOfLog(p, t, l.Text) {
					roles[t] = roleAmendments
				}
			}
		}
	}
}

// partOfLog reports a link that says a day, a month or a year and leads from page p to one
// that stands below it or has its title.
func (rd *reading) partOfLog(p, t int, link string) bool {
	if _, ok := ParseDate(squeeze(link)); !ok && !yearHead.MatchString(squeeze(link)) {
		return false
	}
	from, to := &rd.in.Pages[p], &rd.in.Pages[t]
	return below(from.URL, to.URL) || sameSeries(from.Document, to.Document)
}

// registered are the pages of amendments that the register names.
func (rd *reading) registered(roles []role) []int {
	var out []int
	for _, a := range rd.in.Amendments {
		if i := rd.site.page(a); i >= 0 && roles[i] == roleAmendments {
			out = append(out, i)
		}
	}
	return out
}
