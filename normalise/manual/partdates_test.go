package manual

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// TestReviewsInPartsOfAPage reads the dates of review of chapters that share a page. What is
// printed for the whole page is no chapter's, and told of.
func TestReviewsInPartsOfAPage(t *testing.T) {
	const list = `<h1>Contents</h1><h2>1. Part</h2><ul><li><a href="/part#a">1.1 Referrals</a></li><li><a href="/part#b">1.2 Visits</a></li><li><a href="/part#c">1.3 Meetings</a></li></ul>`
	part := func(id, title, above, below string) string {
		return fmt.Sprintf("<section><h2 id=%q>%s</h2>%s<p>The worker must tell the manager of %s within two days.</p>%s</section>", id, title, above, strings.ToLower(title), below)
	}
	const both, other = "<p>Last reviewed: March 2024. Next review: March 2026.</p>", "<p>Last reviewed: 1 May 2025</p><p>Next review: 1 May 2027</p>"
	for _, c := range []struct {
		name, page string
		want       []string // last and next review of each chapter
		doubt      string
	}{
		{"each its own, above and below", part("a", "1.1 Referrals", both, "") + part("b", "1.2 Visits", "", other) + part("c", "1.3 Meetings", "", ""),
			[]string{"2024-03-01 2026-03-01", "2025-05-01 2027-05-01", " "}, ""},
		{"one in the middle", part("a", "1.1 Referrals", "", "") + part("b", "1.2 Visits", "", other) + part("c", "1.3 Meetings", "", ""),
			[]string{" ", "2025-05-01 2027-05-01", " "}, ""},
		{"the page's, below all", part("a", "1.1 Referrals", "", "") + part("b", "1.2 Visits", "", "") + part("c", "1.3 Meetings", "", "") + both,
			[]string{" ", " ", " "}, "dates of review are printed that no chapter has: last review March 2024, next review March 2026"},
		{"the page's, above all", both + part("a", "1.1 Referrals", "", "") + part("b", "1.2 Visits", other, "") + part("c", "1.3 Meetings", "", ""),
			[]string{" ", "2025-05-01 2027-05-01", " "}, "dates of review are printed that no chapter has: last review March 2024, next review March 2026"},
		{"the clock of the site", part("a", "1.1 Referrals", "", "<p>Last updated: March 2024</p>") + part("b", "1.2 Visits", "", "") + part("c", "1.3 Meetings", "", ""),
			[]string{" ", " ", " "}, ""},
	} {
		e := readSite(t, normalise.Input{Start: []string{"/contents"}}, map[string]string{"/contents": list, "/part": "<h1>Part 1</h1>" + c.page})
		var got []string
		for i := range e.Sections {
			if s := &e.Sections[i]; s.Kind == normalise.KindChapter {
				got = append(got, s.LastReviewed.String()+" "+s.NextReview.String())
			}
		}
		doubt := ""
		for _, f := range e.Findings {
			if f.Code == normalise.CodeInNone && strings.Contains(f.Detail, "review") {
				doubt += f.Detail
			}
		}
		if strings.Join(got, "; ") != strings.Join(c.want, "; ") || doubt != c.doubt {
			t.Errorf("%s: %q, doubt %q", c.name, got, doubt)
		}
	}
}
