package night

import (
	"slices"
	"testing"

	"manualwatch/out"
)

// TestDatesPassOnQuietNights reads a manual that does not change while one more date of review
// passes: the newest rows of the table hold both, and no night without news writes any.
func TestDatesPassOnQuietNights(t *testing.T) {
	m := newSmallManual(t)
	pages := map[string]string{
		"/":   `<h1>Procedures</h1><h2>1. Cases</h2><ul><li><a href="/c1">1.1 Referrals</a></li><li><a href="/c2">1.2 Visits</a></li></ul>`,
		"/c1": "<h1>1.1 Referrals</h1><p>Whoever is worried about a child must ring the duty team on the same day.</p><p>Next review: January 2026</p>",
		"/c2": "<h1>1.2 Visits</h1><p>The social worker must see the child alone within five working days of the call.</p><p>Next review: March 2026</p>",
	}
	var past *Past
	for _, c := range []struct {
		day  int // from 1 March on
		want []string
	}{
		{1, []string{"Referrals"}},
		{2, nil},
		{31, nil},
		{32, []string{"Referrals", "Visits"}},
		{33, nil},
	} {
		var s Summary
		s, past = m.night(c.day, pages, past, pdfSaying(""))
		rows, err := m.data.Overdue(out.Filter{RunID: s.Run.RunID})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range rows {
			got = append(got, r.Title)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: overdue are %q, want %q", s.Run.RunID, got, c.want)
		}
	}
}
