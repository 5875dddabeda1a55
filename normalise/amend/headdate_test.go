package amend

import (
	"testing"
)

// TestHeadDate: a date with words of a release beside it heads what stands below it.
func TestHeadDate(t *testing.T) {
	for _, lead := range []string{"", "Amendments - ", "Latest Updates: ", "Updates made in ", "Version 3.1 - ", "(", "Uploaded on ", "Release, v2 ", "Update 14: ", "w/c "} {
		for _, date := range []string{"March 2018", "Tuesday 3rd May 2016", "27/02/2018", "3.5.20", "2019-05-04", "12 May 2020 at 5:30 pm"} {
			for _, trail := range []string{"", ")", " Updates", " release", ".", " ]"} {
				if text := lead + date + trail; !dated(text) {
					t.Errorf("%q was refused", text)
				}
			}
		}
	}
	for _, text := range []string{"Bullying (March 2018)", "Reviewed by the board in 2018", "A meeting of 3 May 2016 in the hall"} {
		if dated(text) {
			t.Errorf("%q heads nothing", text)
		}
	}
}

func dated(text string) bool {
	_, _, ok := headDate(text)
	return ok
}
