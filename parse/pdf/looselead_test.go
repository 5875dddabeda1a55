package pdf

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLooseLines reads a page set more loosely than the rest of the file: its lines are paragraphs
// still, and what stands there line by line is not.
func TestLooseLines(t *testing.T) {
	lines := func(who string) []string {
		const l = " the keeper of lamps reads these pages at the start of the year to all who row and to those who wait"
		return []string{who + l, "and" + l, "and" + l, "and so on."}
	}
	var want []string
	page := func(lead float64, who []string, more ...string) string {
		out, y := "", 700.0
		for _, w := range who {
			for _, l := range lines(w) {
				out += show("F1", 10, 72, y, l)
				y -= lead
			}
			y -= lead * 0.6
			want = append(want, "p: "+strings.Join(lines(w), " "))
		}
		for _, l := range more {
			out += show("F1", 10, 72, y, l)
			y -= lead
			want = append(want, "p: "+l)
		}
		return out
	}
	body := manyPages(page(12, []string{"Here", "Then"}), page(12, []string{"Once", "Soon"}), page(17.5, []string{"Ever", "Thus"}, "Lamps", "Wicks", "Oil"))
	if diff := cmp.Diff(want, outlineOf(mustRead(t, body))); diff != "" {
		t.Error(diff)
	}
}
