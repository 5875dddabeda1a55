package textdiff

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/parse"
)

// TestPlaceOfWhatMoved: of a passage that moved below its heading, and of a heading that moved,
// it is told which place it had and which it has.
func TestPlaceOfWhatMoved(t *testing.T) {
	lines := func(texts ...string) []Line {
		var out []Line
		under := -1
		for _, s := range texts {
			l := Line{Text: s, Sum: Sum(FoldText(s)), Words: CountWords(FoldText(s)), Kind: parse.Paragraph, Under: under}
			if h, ok := strings.CutPrefix(s, "# "); ok {
				l.Text, l.Heading, l.Kind, l.Under, under = h, true, parse.Heading, -1, len(out)
			}
			out = append(out, l)
		}
		return out
	}
	for _, c := range []struct {
		name     string
		old, new []Line
		want     []string
	}{
		{"a point", lines("# Aims", "the views of the child and of the parents", "the home and what it is like", "the school and the nursery", "the health of the whole family"),
			lines("# Aims", "the home and what it is like", "the school and the nursery", "the health of the whole family", "the views of the child and of the parents"),
			[]string{`what stood first of 4 under "Aims" stands last of 4 now`}},
		{"headings that changed places", lines("Ring the hub at once.", "# Afterwards", "Write to the school today.", "# Later on that day", "Meet the family at home.", "# Records", "Keep the note."),
			lines("Ring the hub at once.", "# Later on that day", "Meet the family at home.", "# Afterwards", "Write to the school today.", "# Records", "Keep the note."),
			[]string{`the heading "Afterwards" stood first of 3 and stands 2nd of 3 now`}},
		{"under another heading", lines("# Aims", "the views of the child and of the parents", "the home and what it is like", "# Means", "the school and the nursery"),
			lines("# Aims", "the home and what it is like", "# Means", "the school and the nursery", "the views of the child and of the parents"), nil},
	} {
		var v Verdict
		CompareLines(c.old, c.new).Judge(&v, nil)
		got := slices.DeleteFunc(v.All(), func(r string) bool { return !strings.Contains(r, " stood ") })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q of %q", c.name, got, v.All())
		}
	}
}
