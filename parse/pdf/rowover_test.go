package pdf

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/parse"
)

// TestLastRowOverThePage keeps the last row of a table that stands alone at the top of the next
// page, below the running head: it is small and apart from the text, as such heads are. One that
// is in no row of the table before is no text.
func TestLastRowOverThePage(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair when asked."
	row := func(y float64, cells ...string) string {
		var out strings.Builder
		for k, c := range cells {
			out.WriteString(show("F1", 8.5, 72+float64(k)*170, y, c))
		}
		return out.String()
	}
	head := show("F1", 8.5, 72, 812, "Vale Handbook")
	first := head + show("F2", 18, 72, 770, "Visits")
	for y := 745.0; y > 300; y -= 15 {
		first += show("F1", 11, 72, y, text)
	}
	first += row(270, "Step", "By when", "Who") + row(245, "First call", "The same day", "Duty desk") +
		row(220, "Visit", "In two days", "Two workers") + row(195, "Plan", "In five days", "The chair")
	for y := 170.0; y > 60; y -= 25 {
		first += row(y, "Review", "In ten days", "The chair")
	}
	rest := show("F1", 11, 72, 730, text) + show("F1", 11, 72, 715, text) + show("F1", 11, 72, 700, text)
	for over, want := range map[string]bool{
		row(775, "Last letter", "In six weeks", "Duty desk"):                                true,
		show("F1", 8.5, 72, 775, "Last letter") + show("F1", 8.5, 430, 775, "In six weeks"): false,
	} {
		doc := mustRead(t, manyPages(first, head+over+rest, head+rest, head+rest))
		got := slices.ContainsFunc(doc.Blocks, func(b parse.Block) bool {
			return b.Region == parse.Main && strings.Contains(b.Text, "Last letter")
		})
		if got != want {
			t.Errorf("text %v, want %v: %q", got, want, outlineOf(doc))
		}
	}
}
