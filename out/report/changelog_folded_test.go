package report

import (
	"slices"
	"testing"

	"manualwatch/diff"
	"manualwatch/out"
)

// TestMarksAreNamed tells which mark a chapter was given, and which it lost.
func TestMarksAreNamed(t *testing.T) {
	row := func(title, detail string) out.ChangeRow {
		return out.ChangeRow{Kind: string(diff.Flagged), NewNumber: "1.1", NewTitle: title, Detail: detail}
	}
	got := Options{}.FoldedWords([]out.ChangeRow{
		row("Neglect", "none became under review"), row("Bullying", "new became none"), row("Referrals", "new became updated"),
	}, out.Board{}, nil)
	want := []string{"3 marks such as “new” or “updated” set or taken away: “1.1 Neglect”: now “under review”; “1.1 Bullying”: no longer “new”; “1.1 Referrals”: “new” became “updated”."}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
