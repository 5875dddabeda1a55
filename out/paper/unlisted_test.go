package paper

import (
	"strings"
	"testing"

	"manualwatch/out"
)

// TestPaperOfAManualWithoutAList: nobody is held to a list of amendments that is not known.
func TestPaperOfAManualWithoutAList(t *testing.T) {
	d, err := out.OpenDataset(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var net []out.ChangeRow
	for i, date := range []string{"2026-10-07", "2026-10-08"} {
		at := day(date)
		run := at.Format("20060102T150405Z")
		tables := out.Tables{
			Runs:         []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}},
			Observations: []out.ObservationRow{{RunID: run, BoardID: "ash", Status: out.StatusChanged, EditionID: run, LastSuccessAt: at}},
			Editions:     []out.EditionRow{{EditionID: run, BoardID: "ash", RunID: run, ObservedAt: at}},
			Sections:     []out.SectionRow{{EditionID: run, BoardID: "ash", SectionID: "s", Ordinal: 1, Depth: 1, Kind: "chapter", Title: "Then Owls"}},
		}
		if i == 1 {
			tables.Sections[0].Title = "Now Owls"
			net = []out.ChangeRow{{RunID: run, BoardID: "ash", ChangeID: "c", Kind: "renamed", Significance: "minor", SectionID: "s", OldTitle: "Then Owls", NewTitle: "Now Owls", Declared: "undeclared"}}
			tables.Changes = net
		}
		if err := d.WriteRun(run, tables); err != nil {
			t.Fatal(err)
		}
	}
	got := markdownOf(t, d, Period{From: day("2026-10-08"), To: day("2026-10-08"), Net: net})
	for _, want := range []string{"- No list of amendments of this manual is known, so", "| Changed and not declared | not known |", "| 8 October 2026 | – |", "## Changed and not declared\n\nNot known: no list of amendments of this manual is known.\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("the paper lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "without a word") || strings.Contains(got, "Not declared by the board") {
		t.Errorf("the paper holds the board to a list:\n%s", got)
	}
	if got := markdownOf(t, d, Period{From: day("2026-10-09"), To: day("2026-10-09")}); strings.Contains(got, "No list of amendments") {
		t.Errorf("a paper without changes tells of lists:\n%s", got)
	}
}
