package declaration

import "testing"

func TestRowsThatSayThatNothingChanged(t *testing.T) {
	for details, want := range map[string]bool{
		"Reviewed, no changes": true, "Annual check complete no changes needed": true, "Review date moved to May 2027. No amendments.": true,
		"No changes following scheduled review": true, "Reviewed – no changes were made to the text.": true, "Read by legal services; text unchanged": true,
		"Reviewed, no changes of substance.": false, "Minor formatting. No change in meaning.": false, "No changes to thresholds": false,
		"Links updated; no other changes": false, "Text made shorter; no change": false, "Updated throughout": false, "Reviewed": false,
		"New section on neglect added. No further changes.": false,
	} {
		if c := ReadClaim(details, false); c.nothing != want {
			t.Errorf("%q: %v, want %v", details, c.nothing, want)
		}
	}
}
