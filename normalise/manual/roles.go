package manual

import (
	"manualwatch/normalise/amend"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// roles tells what each page is for, by the register, by its title and by its
// shape.
func (rd *reading) roles() []toc.Role {
	out := make([]toc.Role, len(rd.Input.Pages))
	for _, a := range rd.Input.Amendments {
		if i := rd.Site.PageAt(a); i >= 0 && !amend.IsBook(rd.Input.Pages[i].Document) && !rd.IsParted(a) && !amend.OnlyStart(rd.Input, rd.Input.Pages[i].Document) {
			out[i] = toc.RoleAmendments
		}
	}
	parallel.Do(len(out), func(i int) {
		if out[i] == toc.RolePage && !rd.IsParted(rd.Input.Pages[i].URL) {
			out[i] = roleOf(rd.Input.Pages[i].Document)
		}
	})
	rd.addReleases(out)
	return out
}

// roleOf tells what a page is for by its title and its shape.
func roleOf(d *parse.Document) toc.Role {
	title := amend.TitleOf(d)
	switch {
	case guideShape(d):
		return toc.RoleGuide
	case amend.IsBook(d): // what opens it may be the history of its versions
		return toc.RolePage
	case amend.SpeaksOfChange(title) && (amend.NamesRecord(title) && amend.Shape(d) >= 2 || amend.ArchiveTitle.MatchString(title) && amend.Shape(d) >= 1), amend.TellsChanges(d):
		return toc.RoleAmendments
	}
	return toc.RolePage
}

// addReleases finds the pages that go on with a page of amendments of the register, and
// those that it leads to whose own title is that of a release: "Version 12.9 - May 2025".
func (rd *reading) addReleases(roles []toc.Role) {
	pages := rd.registered(roles)
	for _, p := range pages {
		for _, next := range rd.Pagination(p) {
			if roles[next] == toc.RolePage {
				roles[next] = toc.RoleAmendments
			}
			pages = append(pages, next)
		}
	}
	for _, p := range pages {
		d := rd.Input.Pages[p].Document
		for k := range d.Blocks {
			for _, l := range d.Blocks[k].AllLinks() {
				t := rd.Site.PageAt(l.Href)
				if t < 0 || roles[t] != toc.RolePage {
					continue
				}
				if d.Blocks[k].Region == parse.Main && amend.IsRelease(rd.Input.Pages[t].Document, l.Text) || rd.partOfLog(p, t, l.Text) {
					roles[t] = toc.RoleAmendments
				}
			}
		}
	}
}

// partOfLog reports a link that says a day, a month or a year and leads from page p to one
// that stands below it or has its title.
func (rd *reading) partOfLog(p, t int, link string) bool {
	if _, ok := dates.Parse(wording.Squeeze(link)); !ok && !amend.YearHead.MatchString(wording.Squeeze(link)) {
		return false
	}
	from, to := &rd.Input.Pages[p], &rd.Input.Pages[t]
	return amend.Below(from.URL, to.URL) || layout.SameSeries(from.Document, to.Document)
}

// registered are the pages of amendments that the register names.
func (rd *reading) registered(roles []toc.Role) []int {
	var out []int
	for _, a := range rd.Input.Amendments {
		if i := rd.Site.PageAt(a); i >= 0 && roles[i] == toc.RoleAmendments {
			out = append(out, i)
		}
	}
	return out
}
