package pdf

import (
	"strings"
	"testing"
)

// TestNumberOfLastItem reads a list that ends at the foot of its page, with its numbers
// set larger than its words as lists of some writers are: the last number is not the
// page's, and the words beside it are text.
func TestNumberOfLastItem(t *testing.T) {
	content := show("F2", 18, 60, 780, "Visits") + show("F1", 10.5, 60, 740, "Staff write down what they saw on the day, and who was told of it, in the book.")
	for i, words := range []string{"Ring first and say when you come", "Take a colleague at night", "Write it down on the same day"} {
		y := 110 - 21*float64(i)
		content += show("F1", 12, 62, y, string(rune('1'+i))) + show("F1", 10.5, 80, y+1.5, words)
	}
	content += show("F1", 8, 514, 28, "Page 1")
	var got []string
	for _, b := range mustRead(t, contentPDF(content, "")).Blocks {
		if b.Region == 0 {
			got = append(got, b.Marker+b.Text)
		}
	}
	text := strings.Join(got, "\n")
	if !strings.Contains(text, "Write it down on the same day") || strings.Contains(text, "Page 1") {
		t.Errorf("text:\n%s", text)
	}
}
