package paper

import (
	"strings"
	"testing"
	"time"

	"manualwatch/out"
)

// TestRowsOfWhatWasTakenBack: rows on a passage that stands as before declare nothing of another
// that the same nights changed; a row on that does.
func TestRowsOfWhatWasTakenBack(t *testing.T) {
	for row, want := range map[string]bool{"Strategy meeting is now held within eight working days.": false, "Outcome letters are now sent within 45 working days.": true, "Timescales updated.": true} {
		got := paperOf(t, row, "confirmed")
		if strings.Contains(got, "Declared by the board: “"+strings.TrimSuffix(row, ".")) != want || strings.Contains(got, "Not declared by the board.") == want {
			t.Errorf("%q:\n%s", row, got)
		}
	}
}

// TestRowThatStandsTwiceAndWasNotFound: the second of two rows that read the same takes nothing from
// what is said of the first.
func TestRowThatStandsTwiceAndWasNotFound(t *testing.T) {
	got := paperOf(t, "The pool is now heated.", "not_detected", "duplicate")
	if !strings.Contains(got, "| Declared and not found | 1 |") || !strings.Contains(got, "The pool is now heated") {
		t.Errorf("the row is missing:\n%s", got)
	}
}

// paperOf writes a paper on a chapter of which a night changed two limits, and a later one put the
// first back, with a row that has these states on the first of them.
func paperOf(t *testing.T, row string, states ...string) string {
	t.Helper()
	d, err := out.OpenDataset(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	runs := []string{"20261101T020000Z", "20261102T020000Z", "20261103T020000Z"}
	line := func(before, from, to string) []out.EditRow {
		return []out.EditRow{{Op: "keep", Text: before}, {Op: "delete", Text: from}, {Op: "insert", Text: to}, {Op: "keep", Text: " working days."}, {Op: "break"}}
	}
	meeting, letter := "The strategy meeting is held within ", "The outcome letter is sent within "
	edit := func(id, run, declared string, edits ...[]out.EditRow) out.ChangeRow {
		c := out.ChangeRow{RunID: run, BoardID: "ash", ChangeID: id, Kind: "edited", Significance: "practice", Reasons: []string{"timescale"}, SectionID: "a", NewTitle: "Referrals", WordsAdded: 1, WordsRemoved: 1, Declared: declared, OldSHA256: id, NewSHA256: id + "b"}
		for _, e := range edits {
			c.Edits = append(c.Edits, e...)
		}
		return c
	}
	said := "undeclared"
	if states[0] == "confirmed" {
		said = "confirmed"
	}
	first := edit("first", runs[1], said, line(meeting, "five", "eight"), line(letter, "30", "45"))
	back := edit("back", runs[2], "undeclared", line(meeting, "eight", "five"))
	for i, run := range runs {
		at, _ := time.Parse("20060102T150405Z", run)
		tables := out.Tables{Runs: []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}},
			Observations: []out.ObservationRow{{RunID: run, BoardID: "ash", Status: "changed", EditionID: run, LastSuccessAt: at}},
			Editions:     []out.EditionRow{{EditionID: run, BoardID: "ash", RunID: run, ObservedAt: at}},
			Sections:     []out.SectionRow{{EditionID: run, BoardID: "ash", SectionID: "a", Ordinal: 1, Depth: 1, Kind: "chapter", Title: "Referrals"}},
			Changes:      [][]out.ChangeRow{nil, {first}, {back}}[i]}
		for k, state := range states {
			if i == 1 {
				r := out.DeclarationRow{RunID: run, BoardID: "ash", Ordinal: int32(k + 1), Chapter: "Referrals", Details: row, State: state, Reason: state}
				if state == "confirmed" {
					r.ChangeIDs = []string{"first"}
				}
				tables.Declarations = append(tables.Declarations, r)
			}
		}
		if err := d.WriteRun(run, tables); err != nil {
			t.Fatal(err)
		}
	}
	net := edit("net", "net", "", line(letter, "30", "45"))
	return markdownOf(t, d, Period{From: day("2026-11-02"), To: day("2026-11-30"), Net: []out.ChangeRow{net}, TakenBack: []TakenBack{{There: first, Back: back, Part: true}}})
}
