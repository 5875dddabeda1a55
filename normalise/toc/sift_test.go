package toc

import "testing"

// TestJunkTitles holds what stands beside chapters in menus and bars against titles of
// chapters that sound like it.
func TestJunkTitles(t *testing.T) {
	for title, junk := range map[string]bool{
		"This site uses cookies.":                  true,
		"We use cookies to make this website work": true,
		"Our website only uses essential cookies":  true,
		"Home":                        true,
		"The site uses of play areas": false,
		"We use restraint only where nothing else will help": false,
		"Use of cookies and tracking in the home":            false,
		"Our Site Visits": false,
		"Contacting Families That We Place Children With": false,
		"Home Visits": false,
	} {
		if got := JunkTitle.MatchString(title); got != junk {
			t.Errorf("%q: junk %v", title, got)
		}
	}
}
