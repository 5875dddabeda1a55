package diff_test

import (
	"slices"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestSentenceTwice: a sentence that stands twice lays down nothing new, and when one copy goes
// nothing is gone. Under another heading, or in another list, it may be said of something else.
func TestSentenceTwice(t *testing.T) {
	const duty, other = "The keeper must check the tank with a mate.", "The rope is dried."
	night := func(blocks ...parse.Block) *normalise.Edition {
		ed := oneChapter("", parse.Paragraph)
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, blocks...)
		seal(ed)
		return ed
	}
	head := func(s string) parse.Block { return parse.Block{Kind: parse.Heading, Level: 2, Text: s} }
	para := func(s string) parse.Block { return parse.Block{Text: s} }
	item := func(s string) parse.Block { return parse.Block{Kind: parse.Item, Text: s} }
	list := []parse.Block{para("In fog, the mate must:"), item("ring the bell in the tower."), para("At night, the mate must:"), item("light the lamp.")}
	const repeated, takenOut = "a sentence was repeated and stands twice now", "one of two copies of a sentence was taken out"
	for name, c := range map[string]struct {
		old, new *normalise.Edition
		want     diff.Significance
		reasons  []string
	}{
		"repeated":              {night(para(duty), para(other)), night(para(duty), para(other), para(duty)), diff.Minor, []string{repeated}},
		"repeated in its line":  {night(para(duty + " " + other)), night(para(duty + " " + other + " " + duty)), diff.Minor, []string{repeated}},
		"one copy taken out":    {night(para(duty), para(other), para(duty)), night(para(duty), para(other)), diff.Minor, []string{takenOut}},
		"both taken out":        {night(para(duty), para(other), para(duty)), night(para(other)), diff.Practice, []string{`a passage with an obligation ("must") was removed`}},
		"new, twice":            {night(para(other)), night(para(other), para(duty), para(duty)), diff.Practice, []string{`new passage with an obligation ("must")`}},
		"under another heading": {night(head("Fog"), para(duty), head("Night"), para(other)), night(head("Fog"), para(duty), head("Night"), para(other), para(duty)), diff.Practice, []string{`new passage with an obligation ("must")`, `the same sentence stands under "Fog" as well`}},
		"in another list":       {night(list...), night(append(slices.Clone(list), item("ring the bell in the tower."))...), diff.Practice, []string{"a list that lays something down gained a point"}},
	} {
		got := compared(c.old, c.new)
		if len(got) != 1 || got[0].Significance != c.want || !slices.Equal(got[0].Reasons, c.reasons) {
			t.Errorf("%s: %s, want %s because of %q", name, describe(got), c.want, c.reasons)
		}
	}
}
