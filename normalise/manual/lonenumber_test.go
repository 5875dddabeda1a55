package manual

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// TestLoneHeadingKeepsItsNumberApart: where the chapters of a manual count their headings, the
// only heading of one that has no more is the first of them; elsewhere its 1 may be a word of it.
func TestLoneHeadingKeepsItsNumberApart(t *testing.T) {
	const counted = `<h2>1 Purpose</h2><p>Lamps are lit at dusk by the keeper.</p><h2>2 Signals</h2><p>Three flashes mean fog on the bar.</p>`
	const plain = `<h2>Purpose</h2><p>Lamps are lit at dusk by the keeper.</p><h2>Signals</h2><p>Three flashes mean fog on the bar.</p>`
	const counts = `<table><tr><td>1.1</td><td><p>This chapter is no longer kept here: see the book of sails.</p></td></tr></table>`
	for _, test := range []struct{ name, others, lone, number, title string }{
		{"counted by its paragraphs", plain, "1 Purpose</h2>" + counts + "<h2>", "1", "Purpose"},
		{"counted", counted, "1 Purpose", "1", "Purpose"},
		{"counted with dots", strings.NewReplacer("1 P", "1. P", "2 S", "2. S").Replace(counted), "1. Purpose", "1", "Purpose"},
		{"not counted", plain, "1 Minute Guide", "", "1 Minute Guide"},
		{"a count of things", counted, "1 in four boats", "", "1 in four boats"},
		{"no number", counted, "Purpose", "", "Purpose"},
	} {
		var contents strings.Builder
		pages := map[string]string{"/c5": "<h1>Sails</h1><h2>" + test.lone + "</h2><p>This chapter is no longer kept here.</p>"}
		for i, title := range []string{"Lamps", "Ropes", "Tides", "Boats", "Sails"} {
			at := fmt.Sprintf("/c%d", i+1)
			fmt.Fprintf(&contents, `<li><a href="%s">3.%d %s</a></li>`, at, i+1, title)
			if pages[at] == "" {
				pages[at] = "<h1>" + title + "</h1>" + strings.ReplaceAll(test.others, "Lamps", title)
			}
		}
		pages["/contents"] = "<h1>Contents</h1><h2>3. Work</h2><ul>" + contents.String() + "</ul>"
		const origin = "http://example.test"
		in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/contents"}, Hosts: []string{"example.test"}}
		for _, at := range []string{"/contents", "/c1", "/c2", "/c3", "/c4", "/c5"} {
			in.Pages = append(in.Pages, normalise.Page{Document: parseKit(t, "generic", origin+at, []byte("<!DOCTYPE html><html><head><title>Page</title></head><body><main>"+pages[at]+"</main></body></html>"))})
		}
		s := Read(in).Sections
		if last := s[len(s)-1]; last.Kind != normalise.KindHeading || last.Number != test.number || last.Title != test.title {
			t.Errorf("%s: %s %q %q, want heading %q %q", test.name, last.Kind, last.Number, last.Title, test.number, test.title)
		}
	}
}
