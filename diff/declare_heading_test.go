package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/normalise"
)

// TestRowsOnHeadingsAlone: a row that says that a heading has other words is borne out by that and
// does not declare that a duty below it was weakened; one that says what else was done does.
func TestRowsOnHeadingsAlone(t *testing.T) {
	for details, want := range map[string]string{
		"Heading changed.":                                    "undeclared",
		"One heading was renamed.":                            "undeclared",
		"The sub-headings have been reworded":                 "undeclared",
		"The heading of the second part was changed to Boats": "undeclared",
		"Heading changed. Typing errors corrected.":           "undeclared",
		"Heading and text changed.":                           "confirmed",
		"Heading changed. The duty of drivers is clearer.":    "confirmed",
		"Headings were changed and drivers need not wait":     "confirmed",
		"A new heading on drivers":                            "confirmed",
	} {
		changes, ds, _ := declared(t, func(ed *normalise.Edition) {
			b := ed.Sections[4].Blocks
			b[len(b)-2].Text = "Boats and Contact"
			b[len(b)-1].Text = strings.Replace(b[len(b)-1].Text, "must", "should", 1)
		}, declaration.History{}, row2("Harbour watch", details))
		if ds[0].State != diff.Confirmed {
			t.Errorf("%s: %s, %s", details, ds[0].State, ds[0].Reason)
		}
		for _, c := range changes {
			if c.Kind == diff.Edited && (c.Declared != want || c.AmendmentOrdinal != 1) {
				t.Errorf("%s: the edit is %s, row %d; want it %s", details, c.Declared, c.AmendmentOrdinal, want)
			}
		}
	}
}
