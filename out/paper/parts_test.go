package paper

import (
	"strings"
	"testing"

	"manualwatch/out"
)

// TestPartsAreNoChapters: parts of the manual that have another name or place are counted by
// themselves, as the changelogs do.
func TestPartsAreNoChapters(t *testing.T) {
	d, err := out.OpenDataset(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var net []out.ChangeRow
	for i, date := range []string{"2026-10-07", "2026-10-08"} {
		at := day(date)
		run := at.Format("20060102T150405Z")
		section := func(id, kind string, ordinal int32) out.SectionRow {
			return out.SectionRow{EditionID: run, BoardID: "ash", SectionID: id, Ordinal: ordinal, Depth: 1, Kind: kind, Title: "Now " + id}
		}
		tables := out.Tables{
			Runs:         []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}},
			Observations: []out.ObservationRow{{RunID: run, BoardID: "ash", Status: out.StatusChanged, EditionID: run, LastSuccessAt: at}},
			Editions:     []out.EditionRow{{EditionID: run, BoardID: "ash", RunID: run, ObservedAt: at}},
			Amendments:   aList(run),
			Sections:     []out.SectionRow{section("Birds", "section", 1), section("Owls", "chapter", 2), section("Fish", "group", 3), section("Eels", "chapter", 4)},
		}
		if i == 1 {
			change := func(kind, id string) out.ChangeRow {
				return out.ChangeRow{RunID: run, BoardID: "ash", ChangeID: kind + id, Kind: kind, Significance: "minor", SectionID: id, OldTitle: "Then " + id, NewTitle: "Now " + id, OldPath: "Seas > Then " + id, NewPath: "Lands > Now " + id, Declared: "undeclared"}
			}
			net = []out.ChangeRow{change("renamed", "Birds"), change("renamed", "Owls"), change("renamed", "Fish"), change("moved", "Fish"), change("moved", "Eels")}
			tables.Changes = net
		}
		if err := d.WriteRun(run, tables); err != nil {
			t.Fatal(err)
		}
	}
	got := markdownOf(t, d, Period{From: day("2026-10-08"), To: day("2026-10-08"), Net: net})
	for _, want := range []string{"; 1 chapter was renamed; 2 parts of the manual were renamed.", "- 4 chapters or parts of the manual changed without a word in the board’s own list", "| Renamed | 1 |", "| Moved, split, merged or renumbered | 1 |", "| Parts of the manual renamed | 2 |", "| Parts of the manual moved or renumbered | 1 |"} {
		if !strings.Contains(got, want) {
			t.Errorf("the paper lacks %q:\n%s", want, got)
		}
	}
}
