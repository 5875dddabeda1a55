package pdf

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestNotesInTheMargin reads the notes beside the columns of a document after the paragraphs
// beside which they begin: the headings and sentences on their lines stay whole.
func TestNotesInTheMargin(t *testing.T) {
	left, right := 60.0, 280.0
	full := columnText(left, 760, 40, "l") + columnText(right, 760, 40, "r")
	noted := columnText(left, 760, 20, "a") +
		show("F2", 12, right, 760, "Signs") + columnText(right, 740, 4, "b") +
		show("F2", 12, right, 660, "Visits") + columnText(right, 640, 10, "c") +
		show("F1", 8, 490, 661, "Ask for the words") + show("F1", 8, 490, 651, "of the child.") + show("F1", 8, 490, 580, "Write them down.")
	doc := mustRead(t, manyPages(full, noted, full))
	if d := cmp.Diff([]string{"Signs", "Visits"}, headTexts(doc)); d != "" {
		t.Error(d)
	}
	var got []string
	for _, b := range doc.Blocks {
		if b.Region == parse.Main && b.Page == 2 && !strings.HasPrefix(b.Text, "a1") {
			first, _, _ := strings.Cut(b.Text, " keep")
			got = append(got, first)
		}
	}
	if d := cmp.Diff([]string{"Signs", "b1", "Visits", "Ask for the words of the child.", "c1", "Write them down."}, got); d != "" {
		t.Error(d)
	}
}
