package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestDrafts: the mark of a draft in a title is set or taken away, and is no new title; as a line
// of its own it is told as what it is.
func TestDrafts(t *testing.T) {
	titled := func(title string) *normalise.Edition {
		ed := oneChapter("The lamp is lit at dusk.", parse.Paragraph)
		ed.Sections[0].Title = title
		seal(ed)
		return ed
	}
	for _, c := range []struct {
		old, new, detail string
		want             diff.Kind
	}{
		{"Lamp Strategy", "Lamp Strategy (DRAFT)", "none became draft", diff.Flagged},
		{"Lamp Strategy - draft, not yet approved", "Lamp Strategy", "draft became none", diff.Flagged},
		{"Lamp Strategy", "Lamp Strategy – Draft for consultation", "none became draft", diff.Flagged},
		{"DRAFT: Lamp Strategy", "Lamp Strategy", "draft became none", diff.Flagged},
		{"Lamp Strategy", "Draft Lamp Strategy", "", diff.Renamed},
		{"Lamp Strategy", "Lamps and Draft Horses", "", diff.Renamed},
	} {
		got := compared(titled(c.old), titled(c.new))
		if len(got) != 1 || got[0].Kind != c.want || c.detail != "" && got[0].Detail != c.detail || got[0].Significance != diff.Minor {
			t.Errorf("%q -> %q: %s, want %s %q", c.old, c.new, describe(got), c.want, c.detail)
		}
	}
	for _, c := range []passageCase{
		{"", "DRAFT - not yet approved by the Board", parse.Heading, diff.Minor, "marked as a draft"},
		{"", "Draft for consultation until 30 September 2026", parse.Paragraph, diff.Minor, "marked as a draft"},
		{"", "This policy is still a draft.", parse.Paragraph, diff.Minor, "marked as a draft"},
		{"Draft for consultation", "", parse.Paragraph, diff.Minor, "no longer marked as a draft"},
		{"", "The draft horse pulls the boat along the bank.", parse.Paragraph, diff.NewText, "new passage"},
		{"", "A draft of the letter must be sent to the mate.", parse.Paragraph, diff.Practice, "obligation"},
	} {
		c.check(t)
	}
}
