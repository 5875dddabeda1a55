package dates

import "testing"

// TestFirstDate: a date in a text begins at the edge of a word; what only looks like one is
// passed over.
func TestFirstDate(t *testing.T) {
	for text, want := range map[string]string{
		"Agreed on 3 May 2019, and again on 4 June 2020": "3 May 2019",
		"Form x3 May 2019":                 "May 2019",
		"Form _3/5/2019":                   "",
		"Version 99/99/2019 of 12/06/2019": "12/06/2019",
		"(March 2017)":                     "March 2017",
		"ref2019-05-03":                    "",
		"The month may pass; 2019 did":     "",
		"Reviewed September 2021":          "September 2021",
	} {
		if _, got, _ := FirstDate(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
