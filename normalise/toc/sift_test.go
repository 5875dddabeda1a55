package toc

import (
	"testing"

	"manualwatch/normalise/layout"
	"manualwatch/parse"
)

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
		"Home Visits":                     false,
		"Share":                           true,
		"Share this chapter":              true,
		"Share on Facebook":               true,
		"Share the page":                  true,
		"Share with a friend":             true,
		"Share Information with a School": false,
		"Share Concerns with the Watch":   false,
	} {
		if got := JunkTitle.MatchString(title); got != junk {
			t.Errorf("%q: junk %v", title, got)
		}
	}
}

// TestRowsHaveWords: a link that only shows an arrow to the next page is no row of a list.
func TestRowsHaveWords(t *testing.T) {
	for title, row := range map[string]bool{"<": false, ">": false, "→": false, "…": false, "": false, "Nets": true, "网": true, "999": true} {
		r := &rowReader{}
		rw := &Row{Title: title, Href: "http://isle.example/nets"}
		if got := r.keep(rw, parse.Paragraph, layout.Line{Text: title}); got != row {
			t.Errorf("%q: row %v", title, got)
		}
	}
}
