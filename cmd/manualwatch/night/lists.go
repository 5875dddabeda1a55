package night

import (
	"context"
	"maps"
	"regexp"
	"slices"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
)

// Why a page of amendments was not observed at which something else stands.
const (
	// NoRows begins the reason of one that had rows and has none.
	NoRows = "no row of the list of amendments stands on its page"
	// LedTo is in the reason of a page whose address leads to another one.
	LedTo = "its address leads to the page of "
)

// saysNone is how a board says that there is nothing to list.
var saysNone = regexp.MustCompile(`(?i)\b(?:no|not|nothing)\b[^.]{0,60}\b(?:amend|chang|updat|revis)`)

// lostLists returns the pages of amendments, with the reason, of whose rows tonight none stands
// there, though the page does not say that there are none, or whose address leads to another page
// of the manual's own as it did not before. What is read as rows on a page of another name, without
// a date, where those of before had dates, are lines of something else.
func (v *visit) lostLists(ctx context.Context, m manifest, own map[string]string, cur *normalise.Edition) (map[string]string, error) {
	lists, starts := canonicals(v.b.AmendmentPages()), canonicals(v.b.Start)
	replaced, _, err := v.replacedPages(ctx, m, func(page string) bool {
		return slices.Contains(lists, page) && !slices.Contains(starts, page)
	})
	if err != nil || len(replaced) == 0 {
		return nil, err
	}
	rows, err := v.n.Dataset.Amendments(v.prior)
	if err != nil {
		return nil, err
	}
	has, dated, why := map[string]bool{}, map[string]bool{}, map[string]string{}
	said := map[[2]string]bool{} // chapter and details of tonight's rows
	for i := range cur.Amendments {
		a := &cur.Amendments[i]
		page := pageOf(a.URL)
		has[page], dated[page] = true, dated[page] || a.DateText != ""
		said[[2]string{a.Chapter, a.Details}] = true
	}
	for _, p := range replaced {
		had, hadDate, stays := false, false, false // a row, and one that stands tonight as well: the list has moved
		for _, a := range rows {
			if pageOf(a.URL) == p.url {
				had, hadDate, stays = true, hadDate || a.DateText != "", stays || said[[2]string{a.Chapter, a.Details}]
			}
		}
		switch reason := ledTo(p, own); {
		case stays:
		case reason != "":
			why[p.url] = reason
		case had && ledAway(p):
			why[p.url] = NoRows + ": its address leads to " + p.led
		case had && (!has[p.url] || hadDate && !dated[p.url] && wording.Fold(p.now.Title) != wording.Fold(p.before.Title)) && !saysNone.MatchString(textOf(p.now)):
			why[p.url] = NoRows + ": " + beginning(p.now)
		}
	}
	return why, nil
}

// goneLists returns the pages of amendments of which the site says that they are gone, where the
// register names them or chapters were found by way of them: what they listed was not seen. Not those
// of which it is believed.
func (v *visit) goneLists(m manifest) []archive.Capture {
	had := map[string]bool{}
	for _, p := range m.pages {
		had[p.URL] = p.stale
	}
	return slices.DeleteFunc(listsGone(v.res.Captures, v.b), func(c archive.Capture) bool {
		return v.goneForGood[c.URL] || v.b.Amendments == nil && !(had[c.URL] && v.leads(c.URL))
	})
}

// listsGone are the pages of amendments of a board of which its site says that they are gone.
func listsGone(captures []archive.Capture, b crawl.Board) []archive.Capture {
	lists := canonicals(b.AmendmentPages())
	return slices.DeleteFunc(slices.Clone(captures), func(c archive.Capture) bool {
		return c.OK() || !crawl.Gone(&c) || !slices.Contains(lists, c.URL)
	})
}

// leads reports whether something was found by way of a page when the manual was last read.
func (v *visit) leads(page string) bool {
	return slices.ContainsFunc(v.before, func(p observed) bool { return p.From == page })
}

// leadsAlone returns the pages by way of which chapters were found for which nobody asked tonight.
func (v *visit) leadsAlone() (map[string]bool, error) {
	rows, err := v.outlineBefore()
	chapter, leads := map[string]bool{}, map[string]bool{}
	for i := range rows {
		chapter[pageOf(rows[i].URL)] = true
	}
	for _, c := range v.res.Captures {
		delete(chapter, c.URL)
	}
	for _, p := range v.before {
		leads[p.From] = leads[p.From] || chapter[p.URL]
	}
	return leads, err
}

// withoutGoneLists reads tonight's edition again without the pages of amendments that the register
// names and of which it is believed that they are gone: the site says so for long, or somebody vouches
// for tonight's manual, while nothing else is amiss. Behind one that alone led to chapters nobody can
// look.
func (v *visit) withoutGoneLists(ctx context.Context, m manifest, r reading) (manifest, reading, error) {
	gone := listsGone(v.res.Captures, v.b)
	if v.prior.EditionID == "" || v.b.Amendments == nil || len(gone) == 0 {
		return m, r, nil
	}
	well := len(m.missing) == 0 && v.res.Complete
	nights, err := v.n.darkBefore(v.b.ID, v.n.Run.ID, v.n.Run.StartedAt)
	if err != nil {
		return m, r, err
	}
	settled, err := v.settledGone()
	if err != nil {
		return m, r, err
	}
	alone, err := v.leadsAlone()
	if err != nil {
		return m, r, err
	}
	believed, open := map[string]bool{}, map[string]bool{} // the views of one page are judged together
	for _, c := range gone {
		long := v.forLong(nights, func(d darkNight) bool { return crawl.Gone(&archive.Capture{Error: d.pages[c.URL]}) })
		if settled[c.URL] || well && (v.n.Run.Accept || long && !alone[c.URL]) {
			believed[c.URL] = true
		} else {
			open[viewKey(c.URL)] = true
		}
	}
	maps.DeleteFunc(believed, func(page string, _ bool) bool { return open[viewKey(page)] })
	if len(believed) == 0 {
		return m, r, nil
	}
	v.believeGone(believed)
	m = newManifest(without(v.res.Captures, believed), v.before, viewsOf(v.b))
	m.listWent = !maps.Equal(believed, settled)
	r, err = v.n.Reader.read(ctx, v.b, v.n.Run.ID, v.n.Run.StartedAt, m.pages)
	return m, r, err
}

// believedLists are the pages of amendments that were gone on an earlier night, and believed to be: of
// those that are not a finding tells.
func believedLists(captures []archive.Capture, b crawl.Board, unseen map[string]string) map[string]bool {
	believed := map[string]bool{}
	for _, c := range listsGone(captures, b) {
		if _, missed := unseen[c.URL]; !missed && b.Amendments != nil {
			believed[c.URL] = true
		}
	}
	return believed
}

// listsToJudge reports whether a page of amendments that the register names is gone, and it is not
// settled that it is.
func (v *visit) listsToJudge() (bool, error) {
	gone := listsGone(v.res.Captures, v.b)
	if v.b.Amendments == nil || len(gone) == 0 {
		return false, nil
	}
	settled, err := v.settledGone()
	return slices.ContainsFunc(gone, func(c archive.Capture) bool { return !settled[c.URL] }), err
}

// settledGone are the pages of amendments that were gone when the manual was last seen whole: it was
// believed.
func (v *visit) settledGone() (map[string]bool, error) {
	run := v.n.Past.lastWholeRun(v.b.ID, v.n.Run.ID)
	if run == "" {
		return nil, nil
	}
	caps, err := v.n.Archive.Captures(run, v.b.ID)
	gone := map[string]bool{}
	for _, c := range listsGone(caps, v.b) {
		gone[c.URL] = true
	}
	return gone, err
}

// without are the captures of all but some pages.
func without(captures []archive.Capture, pages map[string]bool) []archive.Capture {
	return slices.DeleteFunc(slices.Clone(captures), func(c archive.Capture) bool { return pages[c.URL] })
}
