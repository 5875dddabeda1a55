package manual

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// TestStrayNumber reads a manual on one page of which one heading in a chapter has a number
// typed before it: it stands where it stood.
func TestStrayNumber(t *testing.T) {
	read := func(stray string) (lines []string) {
		var page strings.Builder
		page.WriteString("<main><h1>Keepers of the isle</h1>")
		for s, section := range []string{"Lamps", "Boats", "Bells"} {
			fmt.Fprintf(&page, "<h2>%d. %s</h2>", s+1, section)
			for c, chapter := range []string{"By day", "By night", "In fog"} {
				fmt.Fprintf(&page, "<h3>%d.%d %s: %s</h3><p>%s</p><h4>Signals</h4><p>%s</p>", s+1, c+1, section, chapter, strings.Repeat("Two keepers look after "+section+". ", 12), strings.Repeat("Three flashes mean fog. ", 12))
				if s == 1 && c == 0 {
					fmt.Fprintf(&page, "<h4>%sWhat to do</h4><p>The keeper must ring the bell.</p>", stray)
				}
			}
		}
		page.WriteString("</main>")
		for _, s := range readSite(t, normalise.Input{Start: []string{"/"}}, map[string]string{"/": page.String()}).Sections {
			lines = append(lines, fmt.Sprintf("%d %s", s.Depth, s.Title))
		}
		return lines
	}
	was := read("")
	if !slices.Contains(was, "3 What to do") {
		t.Fatalf("got %q", was)
	}
	for _, number := range []string{"9. ", "5. ", "1. "} {
		if got := read(number); !slices.Equal(got, was) {
			t.Errorf("%s\nwas %q\ngot %q", number, was, got)
		}
	}
}
