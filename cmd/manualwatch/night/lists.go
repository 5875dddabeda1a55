package night

import (
	"context"
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

// goneLists returns the pages of amendments, of those that were read before, of which the site
// says that they are gone, where the register names them or chapters were found by way of them:
// what they listed was not seen.
func (v *visit) goneLists(m manifest) []archive.Capture {
	lists, led := canonicals(v.b.AmendmentPages()), map[string]bool{}
	for _, p := range v.before {
		led[p.From] = true
	}
	had := map[string]bool{}
	for _, p := range m.pages {
		had[p.URL] = p.stale
	}
	return slices.DeleteFunc(slices.Clone(v.res.Captures), func(c archive.Capture) bool {
		return c.OK() || !crawl.Gone(&c) || !had[c.URL] || !slices.Contains(lists, c.URL) || v.b.Amendments == nil && !led[c.URL]
	})
}
