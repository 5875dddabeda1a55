package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// raised shows a text with a raised mark of a size after it.
func raised(y float64, text, mark string, size float64) string {
	return fmt.Sprintf("BT /F1 10 Tf 72 %g Td (%s) Tj /F1 %g Tf 5 Ts (%s) Tj 0 Ts ET\n", y, text, size, mark)
}

// TestNotesHaveNoNumbers reads notes without their raised numbers, which count on when one is put
// in: below a paragraph, and with marks in the text that are little smaller than it.
func TestNotesHaveNoNumbers(t *testing.T) {
	page := func(first int) string {
		note := func(y float64, n int, text string) string {
			return fmt.Sprintf("BT /F1 6 Tf 72 %g Td 4 Ts (%d) Tj 0 Ts ET\n", y, n) + show("F1", 7.5, 77, y, text)
		}
		return raised(760, "Staff keep a record of each visit.", fmt.Sprint(first), 8) + note(742, first, "Agreed by the board in May.") +
			raised(700, "The record is kept for 25 years.", fmt.Sprint(first+1), 8) + note(682, first+1, "See the form of the county.")
	}
	want := []string{"p: Staff keep a record of each visit.", "p: Agreed by the board in May.", "p: The record is kept for 25 years.", "p: See the form of the county."}
	for _, first := range []int{1, 9} {
		if diff := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(page(first), "", "null")))); diff != "" {
			t.Errorf("from %d: %s", first, diff)
		}
	}
}

// TestNotesInTheSizeOfTheText puts notes at the foot of a page, to whose words the numbers are
// glued and which are set as large as the text, behind the paragraphs that cite them; the
// paragraph above goes on over the page. A number that nothing cites belongs to its word.
func TestNotesInTheSizeOfTheText(t *testing.T) {
	first := raised(760, "Staff keep a record of each visit.", "1", 6) + show("F2", 13, 72, 730, "Records") + raised(710, "The chair reads each record.", "2", 6) +
		columnText(72, 690, 1, "Visitors") + show("F1", 10, 72, 678, "this is what the record says who was there and what was said by whom, and the time at") +
		show("F1", 10, 72, 100, "1See the form of the county.") + show("F1", 10, 72, 85, "2Agreed by the board in May.")
	second := show("F1", 10, 72, 760, "which it was said.") + show("F1", 10, 72, 730, "7Up is no name of a chapter.")
	want := []string{"p: Staff keep a record of each visit.", "p: See the form of the county.", "h1: Records", "p: The chair reads each record.", "p: Agreed by the board in May."}
	got := outlineOf(mustRead(t, manyPages(first, second)))
	if diff := cmp.Diff(want, got[:min(len(got), 5)]); diff != "" {
		t.Error(diff)
	}
	rest := strings.Join(got[5:], "\n")
	for _, text := range []string{"and the time at which it was said.", "7Up is no name"} {
		if !strings.Contains(rest, text) {
			t.Errorf("%q is not in %q", text, rest)
		}
	}
}

// TestFractionsAreNoMarks keeps the raised number of a fraction, and parts it from the number
// before.
func TestFractionsAreNoMarks(t *testing.T) {
	fraction := "BT /F1 10 Tf 72 760 Td (The rate is 48) Tj /F1 6 Tf 4 Ts (1) Tj 0 Ts (/2) Tj /F1 10 Tf ( pence a mile, or ) Tj /F1 6 Tf 4 Ts (1) Tj 0 Ts (/3) Tj /F1 10 Tf ( of it.) Tj ET\n"
	if diff := cmp.Diff([]string{"p: The rate is 48 1/2 pence a mile, or 1/3 of it."}, outlineOf(mustRead(t, contentPDF(fraction, "", "null")))); diff != "" {
		t.Error(diff)
	}
}
