package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/normalise"
)

// TestStampsInChapters: where a manual lists its amendments, a date of update inside a chapter
// declares nothing that the list leaves out; a note that says what was done does, and so does
// any note where there is no list.
func TestStampsInChapters(t *testing.T) {
	list := row2("Kettle safety", "Reviewed, no changes.")
	stamp := func(details string) normalise.Amendment {
		a := row2("Lantern rules", details)
		a.Scope = "chapter"
		return a
	}
	for _, test := range []struct {
		rows []normalise.Amendment
		want string
	}{
		{[]normalise.Amendment{list, stamp("This chapter was refreshed in January 2020.")}, "undeclared"},
		{[]normalise.Amendment{list, stamp("Last updated 2 January 2020")}, "undeclared"},
		{[]normalise.Amendment{list, stamp("Reviewed and updated by the Harbour Group, 02/01/2020")}, "undeclared"},
		{[]normalise.Amendment{list, stamp("Updated")}, "undeclared"},
		{[]normalise.Amendment{list, stamp("This chapter was extensively updated in January 2020 and should be re-read.")}, "confirmed"},
		{[]normalise.Amendment{list, stamp("Section 1 was updated in January 2020.")}, "confirmed"},
		{[]normalise.Amendment{list, stamp("In January 2020, the wording on checks was updated.")}, "confirmed"},
		{[]normalise.Amendment{list, stamp("Updated"), row2("Lantern rules", "Updated.")}, "confirmed"},
		{[]normalise.Amendment{list, stamp("Updated"), row2("Lantern rules", "Telephone number of the night desk amended.")}, "undeclared"},
		{[]normalise.Amendment{stamp("This chapter was refreshed in January 2020.")}, "confirmed"},
		{[]normalise.Amendment{row2("Lantern rules", "This chapter was refreshed in January 2020.")}, "confirmed"},
	} {
		changes, ds, _ := declared(t, func(ed *normalise.Edition) {
			b := ed.Sections[1].Blocks
			b[0].Text = strings.Replace(b[0].Text, "must", "should", 1)
			b[len(b)-1].Text = "Ring 01632 960222 in the evening."
		}, declaration.History{}, test.rows...)
		what := test.rows[len(test.rows)-1].Details
		if d := ds[len(ds)-1]; d.State != diff.Confirmed {
			t.Errorf("%s: %s, %s; want a row that is borne out", what, d.State, d.Reason)
		}
		for _, c := range changes {
			if c.Kind == diff.Edited && (c.Declared != test.want || c.AmendmentOrdinal == 0) {
				t.Errorf("%s: the edit is %s, row %d, want it %s", what, c.Declared, c.AmendmentOrdinal, test.want)
			}
		}
	}
}
