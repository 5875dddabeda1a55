package pdf

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCellsCloseTogether reads a table without lines that a program writes with a space
// behind every cell: one cell ends near the next, and the heading above it and the one on
// the next page stand over its columns.
func TestCellsCloseTogether(t *testing.T) {
	table := show("F1", 14, 210, 740, "AMENDMENT SHEET")
	for i, row := range [][3]string{{"Date", "Section", "Amendment"}, {"May 2003", "Lamps", "Wicks changed."}, {"June 2004", "Boats and Oars", "Knots added."}, {"February 2005", "Ropes", "Old name replaced."}} {
		for c, text := range row {
			table += show("F1", 11, []float64{72, 153.5, 320}[c], 715-float64(i)*20, text+" ")
		}
	}
	next := show("F1", 14, 190, 760, "HOW IT IS USED") + show("F1", 11, 72, 730, "Everybody who keeps a lamp reads these pages at the start of the year and again at its end.")
	want := []string{"h1: AMENDMENT SHEET", "row: Date | Section | Amendment", "row: May 2003 | Lamps | Wicks changed.", "row: June 2004 | Boats and Oars | Knots added.",
		"row: February 2005 | Ropes | Old name replaced.", "h1: HOW IT IS USED", "p: Everybody who keeps a lamp reads these pages at the start of the year and again at its end."}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, manyPages(table, next)))); diff != "" {
		t.Error(diff)
	}
}

// TestTitlesSetLikeTheText reads the titles that are counted below a heading as headings
// though they are set like the text, and paragraphs that are counted as such.
func TestTitlesSetLikeTheText(t *testing.T) {
	page := func(number string, lines ...string) string {
		content := show("F1", 17, 72, 760, number+". Keeping of "+map[string]string{"1": "Lamps", "2": "Boats by Night"}[number]) + show("F1", 11, 72, 735, "Everybody who keeps a lamp reads these pages at the start of the year and again at its end.")
		for i, l := range lines {
			content += show("F1", 11, 72, 710-float64(i)*42, number+"."+string(rune('1'+i))) + show("F1", 11, 107, 710-float64(i)*42, l) +
				show("F1", 11, 72, 690-float64(i)*42, "The keeper says what was done with it and by whom, and the time of each as it was.")
		}
		return content
	}
	heads := func(lines ...string) (n int) {
		for _, l := range outlineOf(mustRead(t, manyPages(page("1", lines...), page("2", lines...)))) {
			if l[:2] == "h2" {
				n++
			}
		}
		return n
	}
	if n := heads("Wicks and Oil", "Glass"); n != 4 {
		t.Errorf("%d headings, want 4", n)
	}
	if n := heads("The wicks are dry.", "The oil is kept cool.", "Glass"); n != 0 {
		t.Errorf("%d headings among counted paragraphs, want none", n)
	}
}
