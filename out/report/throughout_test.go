package report

import (
	"strings"
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

// TestChaptersOfAChangeThroughout: the changelog names the chapters in which one change was made,
// also one that is gone since, with nothing of their titles as markup, and a hundred at most.
func TestChaptersOfAChangeThroughout(t *testing.T) {
	swept := out.ChangeRow{Kind: "terms_swept", Significance: "minor", Reasons: []string{"one term was replaced throughout"}, Detail: "“Board” became “Partnership”: 3 places in 3 chapters",
		OtherSectionIDs: []string{"a", "b", "c"}}
	n := &Night{Observation: out.ObservationRow{Status: out.StatusChanged}, Changes: []out.ChangeRow{swept},
		Before: NewOutline([]out.SectionRow{{SectionID: "c", Kind: "chapter", Title: "Gone Since"}}),
		Now:    NewOutline([]out.SectionRow{{SectionID: "a", Kind: "chapter", Number: "1.1", Title: "Lamps"}, {SectionID: "b", Kind: "chapter", Number: "1.2", Title: "[Oil](x) *Wicks*"}})}
	said := func() string {
		var b strings.Builder
		BoardMarkdown(&b, n, Options{})
		return b.String()
	}
	if want := "Quotations show the new form.\n  - In these chapters: 1.1 Lamps; 1.2 \\[Oil\\](x) \\*Wicks\\*; Gone Since.\n"; !strings.Contains(said(), want) {
		t.Errorf("%s\nwant %s", said(), want)
	}
	for range 200 {
		n.Changes[0].OtherSectionIDs = append(n.Changes[0].OtherSectionIDs, "a")
	}
	if got := said(); strings.Count(got, "1.1 Lamps") != 98 || !strings.Contains(got, "1.1 Lamps; 103 more.\n") {
		t.Error(got)
	}
}
