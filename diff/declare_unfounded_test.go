package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
)

// TestRowsOfWhatWasNotDone: a row that claims what a text shows if it was done, where nothing like
// it is among the edits, declares none of them.
func TestRowsOfWhatWasNotDone(t *testing.T) {
	duty := [2]string{"The porter must ring the harbour desk by noon.", "The porter should ring the harbour desk by noon."}
	for _, row := range []string{
		"New paragraph on the use of drones by journalists added.", "A section on barges was inserted.", "New form added to this page",
		"Appendix 4 removed.", "The paragraph on barges was deleted as it was out of date.", "Removal of the table of fees",
		"First issue of this chapter.", "This is the first edition.", "New chapter.",
		"Review date moved to 2028.", "Next review date changed",
		"Names of the chairs brought up to date.", "Staff names updated",
		"The section on equipment loans now says that loans must be signed for.",
	} {
		d, change := retold(t, duty[0], duty[1], row)
		if d.State != diff.NotDetected || declaration.AgainstTheRow(d.Reason) != "says something else" || change.Declared != "undeclared" {
			t.Errorf("%q: %s (%s); the change is %s", row, d.State, d.Reason, change.Declared)
		}
	}
}

// TestRowsOfWhatMayHaveBeenDone: where words came or went that may be what a row claims, or the row
// says more than can be checked, it declares the edit.
func TestRowsOfWhatMayHaveBeenDone(t *testing.T) {
	const noon = "The porter must ring the harbour desk by noon."
	for _, c := range []struct{ was, is, row string }{
		{noon, noon + " Nobody rows at night.", "New paragraph on curfews added."},
		{noon, noon + " Signal fires.", "New section on beacons added."},
		{noon + " Nobody rows at night.", noon, "The paragraph on curfews was removed."},
		{noon + " See Appendix 4.", noon, "Appendix 4 removed."},
		{noon, "The porter should ring the harbour desk by noon.", "Appendix 4 removed. Updated in line with guidance."},
		{noon, "The porter should ring the harbour desk by noon.", "Paragraph on the porter updated."},
		{noon, "The porter should ring the harbour desk by noon.", "The text now says should, where it was must."},
		{"Ask Ann Lee at the desk.", "Ask Bob Day at the desk.", "Names of the chairs brought up to date."},
		{"Next review: May 2026, at the desk.", "Next review: May 2028, at the desk.", "Review date moved to 2028."},
		{"The porter may ring the harbour desk.", "The porter must ring the harbour desk.", "The section on loans now says that loans must be signed for."},
	} {
		if d, change := retold(t, c.was, c.is, c.row); d.State != diff.Confirmed || change.Declared != "confirmed" {
			t.Errorf("%q: %s (%s); the change is %s", c.row, d.State, d.Reason, change.Declared)
		}
	}
}
