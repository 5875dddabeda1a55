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

// TestRowsThatAreGoneAreNamed: which row left the board's own list, with its words where they may
// be quoted.
func TestRowsThatAreGoneAreNamed(t *testing.T) {
	rows := []out.ChangeRow{
		{Kind: "amendment_removed", OldTitle: "Lamps; Boats", Detail: "Lamps; Boats | Wicks | oil added. | 2026-01-10"},
		{Kind: "amendment_removed", OldTitle: "Piers", Detail: "Piers | 2026-01"}, {Kind: "amendment_removed", Detail: "Log extended."},
	}
	const head = "3 rows gone from the board’s own list of amendments: "
	if got, want := (Options{}).FoldedWords(rows, out.Board{}, nil), head+"“Lamps; Boats”: “Wicks | oil added”; “Piers”; a chapter not named: “Log extended”."; len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := (Options{QuoteWords: -1}).FoldedWords(rows, out.Board{}, nil), head+"“Lamps; Boats”; “Piers”; a chapter not named."; len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestRowsWithAnotherDateAreNamed: a row whose date was corrected neither came nor went.
func TestRowsWithAnotherDateAreNamed(t *testing.T) {
	rows := []out.ChangeRow{
		{Kind: "amendment_added", Reasons: []string{diff.RedatedReason}, OldTitle: "Lamps", NewTitle: "Lamps", Detail: "Lamps | Oil added. | 3 May 2026 became 5 May 2026"},
		{Kind: "amendment_added", Reasons: []string{diff.RedatedReason}, Detail: "3 May 2026 became 6 May 2026"},
	}
	const want = "2 rows of the board’s own list of amendments with other dates: “Lamps”: “Oil added”, 3 May 2026 became 5 May 2026; a chapter not named, 3 May 2026 became 6 May 2026."
	if got := (Options{}).FoldedWords(rows, out.Board{}, nil); len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q", got, want)
	}
}
