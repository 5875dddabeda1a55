package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/history"
	"manualwatch/normalise"
)

// TestChapterComesBackWithOtherWords takes a chapter out of the manual and puts it back with
// another duty: over any time that ends with it the duty is told, and that it was away; with the
// words that it had, nothing but that it was.
func TestChapterComesBackWithOtherWords(t *testing.T) {
	first := small()
	last := len(first.Sections) - 1
	setText(first, last, 1, "The porter must fill the kettle before the bell rings at noon.")
	kept := first.Sections[last]
	put := func(words string) func(ed *normalise.Edition) {
		return func(ed *normalise.Edition) {
			s := kept
			s.ID, s.Blocks = "", slices.Clone(kept.Blocks)
			ed.Sections = append(ed.Sections, s)
			setText(ed, last, 1, words)
		}
	}
	takeOut := func(ed *normalise.Edition) { removeSection(ed, last) }
	for _, c := range []struct {
		name, words string
		out, in     func(ed *normalise.Edition)
		told        []string // from the first edition, and from the one without the chapter
	}{
		{"other words", "The porter may fill the kettle before the bell rings at noon.", takeOut, nil, []string{"edited " + kept.Title, "added edited " + kept.Title}},
		{"the same words", "The porter must fill the kettle before the bell rings at noon.", takeOut, nil, []string{"", "added " + kept.Title}},
		{"out of use", "The porter may fill the kettle before the bell rings at noon.", outOfUse(last), func(ed *normalise.Edition) { removeSection(ed, last) }, []string{"edited " + kept.Title, "activated edited " + kept.Title}},
	} {
		steps := []func(ed *normalise.Edition){c.out, func(ed *normalise.Edition) {
			if c.in != nil {
				c.in(ed)
			}
			put(c.words)(ed)
		}}
		eds, _ := chain(first, steps...)
		other := strings.Contains(c.told[0], "edited")
		earlier := history.Earlier{Outlines: eds[:1], Read: func(i int) (*normalise.Edition, error) { return eds[i], nil }}
		whole, flips, err := history.Net(history.Earlier{}, eds, compare.Options{})
		if err != nil || len(flips) != 1 || flips[0].Otherwise != other {
			t.Errorf("%s: %v taken back, %v", c.name, flips, err)
		}
		late, _, err := history.Net(earlier, eds[1:], compare.Options{})
		if err != nil {
			t.Error(err)
		}
		for i, changes := range [][]diff.Change{whole, late} {
			var kinds []string
			for _, ch := range changes {
				kinds = append(kinds, string(ch.Kind))
				if ch.Kind == diff.Edited && (ch.Significance != diff.Practice || !slices.Contains(ch.Reasons, `obligation: "must" became "may"`)) {
					t.Errorf("%s: the duty is told as %s, %q", c.name, ch.Significance, ch.Reasons)
				}
				if ch.Kind != diff.Edited && !ch.IsBack() {
					t.Errorf("%s: it is told as new: %q", c.name, ch.Reasons)
				}
			}
			if got := strings.TrimSpace(strings.Join(kinds, " ")); got != strings.TrimSpace(strings.TrimSuffix(c.told[i], kept.Title)) {
				t.Errorf("%s: told %q, not %q", c.name, got, c.told[i])
			}
		}
	}
}
