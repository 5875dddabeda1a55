package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
)

// TestOneOfTwoCopiesGoes: a chapter that stood twice and stands once now was not withdrawn; one
// of another title, or other words, was.
func TestOneOfTwoCopiesGoes(t *testing.T) {
	for _, test := range []struct {
		name   string
		differ func(copied *normalise.Section)
		want   diff.Significance
	}{
		{"a copy", func(*normalise.Section) {}, diff.Minor},
		{"another title", func(s *normalise.Section) { s.Title = "Rope ladders" }, diff.Practice},
		{"other words", func(s *normalise.Section) { s.Blocks[0].Text = "Two of these words are others. " + s.Blocks[0].Text }, diff.Practice},
	} {
		prev := next(small(), func(ed *normalise.Edition) {
			s := ed.Sections[2]
			s.Parent, s.Number, s.URL = 5, "2.9", "https://manual.example/twice.html"
			s.Blocks = append(s.Blocks[:0:0], s.Blocks...)
			test.differ(&s)
			ed.Sections = append(ed.Sections, s)
		})
		cur := next(prev, func(ed *normalise.Edition) { removeSection(ed, 10) })
		changes := compared(prev, cur)
		if len(changes) != 1 || changes[0].Kind != diff.Removed || changes[0].OldNumber != "2.9" || changes[0].Significance != test.want {
			t.Errorf("%s: %q, %v", test.name, facts(changes), changes[0].Significance)
			continue
		}
		if told := strings.Contains(changes[0].Detail, "stands on as “1.2 Orchard visits”"); told != (test.want == diff.Minor) {
			t.Errorf("%s: %q", test.name, changes[0].Detail)
		}
	}
}
