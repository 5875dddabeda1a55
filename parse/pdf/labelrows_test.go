package pdf

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLabelsBesideCloseRows reads a table of labels and texts without lines, as word processors
// set one, although its rows stand no farther apart than the lines of its cells.
func TestLabelsBesideCloseRows(t *testing.T) {
	const text = "The worker writes down what the child said and tells the lead the same day, and so does"
	label := func(y float64, s string) string { return show("F1", 11, 72, y, s) }
	cell := func(y float64, s string) string { return show("F1", 11, 200, y, s) }
	content := show("F1", 11, 72, 720, text) + show("F1", 11, 72, 706, "whoever was there.") +
		label(680, "Duty team") + cell(680, "Ring the team on 01632 960 001 between nine and five, and leave") +
		cell(666, "word where nobody answers.") +
		label(652, "School") + cell(652, "Ask for the lead.") +
		label(638, "Housing officer of") + cell(638, "Ask the officer who has the keys to the homes and knows who lives") +
		label(624, "the estate") + cell(624, "in each. Others at the council may know them too, and may tell who") +
		cell(610, "was there last.") +
		label(596, "Police") + cell(596, "Ring 999.") +
		show("F1", 11, 72, 570, text) + show("F1", 11, 72, 556, "whoever was there.")
	want := []string{
		"p: " + text + " whoever was there.",
		"row: Duty team | Ring the team on 01632 960 001 between nine and five, and leave word where nobody answers.",
		"row: School | Ask for the lead.",
		"row: Housing officer of the estate | Ask the officer who has the keys to the homes and knows who lives in each. Others at the council may know them too, and may tell who was there last.",
		"row: Police | Ring 999.",
		"p: " + text + " whoever was there.",
	}
	if d := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(content, "", "null")))); d != "" {
		t.Error(d)
	}
}

// TestSignsAreNoLabels keeps items whose mark is no bullet that is known as what they are.
func TestSignsAreNoLabels(t *testing.T) {
	content := show("F1", 11, 72, 720, "The worker does three things at once when a child tells of harm:")
	for i, l := range []string{"Writes down what was said and by whom, in the words that were used", "and no others.", "Tells the lead.", "Asks the manager whether the family is to be told now or only when", "the police say so."} {
		y := 690 - 14*float64(i)
		if i != 1 && i != 4 {
			content += show("F1", 11, 72, y, "!")
		}
		content += show("F1", 11, 110, y, l)
	}
	for _, l := range outlineOf(mustRead(t, contentPDF(content, "", "null"))) {
		if l[:3] == "row" {
			t.Errorf("an item was taken for a row: %q", l)
		}
	}
}
