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

// TestTableOverTheColumn joins a table that goes on in the next column of its page, where its first
// row is printed again; one that says other things there stays apart.
func TestTableOverTheColumn(t *testing.T) {
	row := func(x, y float64, font, a, b string) string {
		return frame(y-5, y+10, x, x+110, x+220) + show(font, 9, x+4, y, a) + show(font, 9, x+114, y, b)
	}
	page := func(head string) string {
		return columnText(72, 770, 38, "Left") + row(72, 300, "F2", "Service", "Hours") + row(72, 285, "F1", "Harbour desk", "All day") + row(72, 270, "F1", "Boats", "9 to 5") +
			row(310, 770, "F2", head, "Hours") + row(310, 755, "F1", "Lamp room", "At night") + columnText(310, 730, 40, "Right")
	}
	for head, want := range map[string]int{"Service": 1, "Person": 2} {
		tables := map[int]bool{}
		var rows []string
		for _, b := range mustRead(t, manyPages(page(head))).Blocks {
			if b.Kind == parse.Row {
				tables[b.Table] = true
				rows = append(rows, b.Text)
			}
		}
		if len(tables) != want || len(rows) != 3+want || !slices.Contains(rows, "Lamp room | At night") {
			t.Errorf("%s: %d tables, %q", head, len(tables), rows)
		}
	}
}
