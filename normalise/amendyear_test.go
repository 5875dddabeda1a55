package normalise

import (
	"strings"
	"testing"
)

// TestPrintedDates: a day below a year is a whole date, and what was printed of it is
// kept as it was.
func TestPrintedDates(t *testing.T) {
	for name, page := range map[string]string{
		"lines": `<h1>Amendments</h1><h2>2025</h2><h3>12 March</h3><ul><li>Neglect: A tool was added.</li></ul><h3>Friday 3rd January</h3><ul><li>Bullying: New links.</li></ul>`,
		"cells": `<h1>Amendments</h1><h2>2025</h2><table><tr><th>Date</th><th>Chapter</th><th>Change</th></tr><tr><td>12 March</td><td>Neglect</td><td>A tool was added.</td></tr><tr><td>Friday 3rd January</td><td>Bullying</td><td>New links.</td></tr></table>`,
	} {
		var got []string
		for _, a := range readAmended(t, page, nil).Amendments {
			got = append(got, a.Date.String()+" "+a.DateText)
		}
		if want := "2025-03-12 12 March, 2025-01-03 Friday 3rd January"; strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
