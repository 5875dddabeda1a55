package report

import (
	"testing"

	"manualwatch/out"
)

// TestChangesThroughout: what was changed throughout is counted by the chapters in which it was,
// and is no chapter of its own; a chapter that changed beside it is one.
func TestChangesThroughout(t *testing.T) {
	swept := func(in ...string) out.ChangeRow {
		return out.ChangeRow{Kind: "terms_swept", Significance: "minor", Reasons: []string{"one term was replaced throughout"}, OtherSectionIDs: in}
	}
	edited := out.ChangeRow{Kind: "edited", Significance: "minor", SectionID: "a", NewTitle: "Lamps", Reasons: []string{"wording"}}
	for want, changes := range map[string][]out.ChangeRow{
		"one change throughout 3 chapters":                               {swept("a", "b", "c")},
		"2 changes throughout 4 chapters":                                {swept("a", "b", "c"), swept("c", "d")},
		"1 chapter with minor changes, one change throughout 2 chapters": {edited, swept("a", "b")},
	} {
		n := &Night{Changes: changes, Before: NewOutline(nil), Now: NewOutline([]out.SectionRow{{SectionID: "a", Kind: "chapter", Title: "Lamps"}})}
		if got := tallyWords(tallyOf(n), Practice); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
