package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestAppendicesChangePlaces: a part that moved and has another number in its heading is told as
// that; one with another title is another part.
func TestAppendicesChangePlaces(t *testing.T) {
	body := func(of string) parse.Block {
		return parse.Block{Text: "The " + of + " is filled in by the porter of the quay before the boats are let down, and the mate reads it aloud. A copy of the " + of + " goes to the harbour desk, where it is kept in a box with the key."}
	}
	head := func(text string) parse.Block { return parse.Block{Kind: parse.Heading, Level: 2, Text: text} }
	whole := func(blocks ...parse.Block) []parse.Block {
		return append([]parse.Block{{Text: "Boats are let down at noon, and not before the bell has rung twice."}}, blocks...)
	}
	old := whole(head("Appendix 2: Rope Form"), body("rope form"), head("Appendix 3: Sail Map"), body("sail map"))
	for name, test := range map[string]struct {
		new  []parse.Block
		want []string
	}{
		"places exchanged": {whole(head("Appendix 2: Sail Map"), body("sail map"), head("Appendix 3: Rope Form"), body("rope form")),
			[]string{`heading "Appendix 3: Sail Map" became "Appendix 2: Sail Map"`, "a passage was moved", `heading "Appendix 2: Rope Form" became "Appendix 3: Rope Form"`}},
		"another title": {whole(head("Appendix 2: Sail Map"), body("sail map"), head("Appendix 3: Oar Form"), body("rope form")),
			[]string{`heading "Appendix 2: Rope Form" removed`, `new heading "Appendix 3: Oar Form"`}},
	} {
		prev, cur := oneChapter("", parse.Paragraph), oneChapter("", parse.Paragraph)
		prev.Sections[0].Blocks, cur.Sections[0].Blocks = old, test.new
		seal(prev)
		seal(cur)
		got := compared(prev, cur)
		if len(got) != 1 || got[0].Significance != diff.Minor || slices.ContainsFunc(test.want, func(w string) bool { return !slices.Contains(got[0].Reasons, w) }) {
			t.Errorf("%s: %s, want %s", name, describe(got), strings.Join(test.want, "; "))
		}
	}
}
