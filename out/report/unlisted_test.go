package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"manualwatch/out"
)

// TestManualWithoutAList: changes of a manual of which no list of amendments is known are not held
// against a list; those of one whose list was read once, and is gone now, are.
func TestManualWithoutAList(t *testing.T) {
	var nights []out.Tables
	for i, day := range []int{7, 8} {
		at := time.Date(2026, 10, day, 2, 0, 0, 0, time.UTC)
		run := at.Format("20060102T150405Z")
		n := out.Tables{Runs: []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}}}
		for _, b := range []string{"ash", "brook"} {
			o := out.ObservationRow{RunID: run, BoardID: b, Status: out.StatusChanged, EditionID: b + run, LastSuccessAt: at}
			n.Editions = append(n.Editions, out.EditionRow{EditionID: b + run, BoardID: b, RunID: run, ObservedAt: at})
			n.Sections = append(n.Sections, out.SectionRow{EditionID: b + run, BoardID: b, SectionID: "s", Ordinal: 1, Depth: 1, Kind: "chapter", Title: "Ropes"})
			if i == 1 {
				o.PreviousEditionID = b + nights[0].Runs[0].RunID
				n.Changes = append(n.Changes, out.ChangeRow{RunID: run, BoardID: b, ChangeID: b, Kind: "edited", Significance: "practice", Reasons: []string{"timescale"}, SectionID: "s", NewTitle: "Ropes", WordsAdded: 1, Declared: "undeclared"})
			}
			n.Observations = append(n.Observations, o)
		}
		if i == 0 {
			n.Amendments = []out.AmendmentRow{{EditionID: "brook" + run, BoardID: "brook", Ordinal: 1, Scope: "page", Details: "The manual was published."}}
		}
		nights = append(nights, n)
	}
	dir, d := stage(t, scene{Boards: []out.Board{{ID: "ash", Name: "Ash"}, {ID: "brook", Name: "Brook"}}, Nights: nights})
	run := nights[1].Runs[0].RunID
	for board, listed := range map[string]bool{"ash": false, "brook": true} {
		b, err := os.ReadFile(filepath.Join(dir, "changelogs", board, run+".md"))
		if err != nil {
			t.Fatal(err)
		}
		if text := string(b); strings.Contains(text, "Not declared by the board.") != listed || strings.Contains(text, NoList) == listed {
			t.Errorf("of %s, with a list %t, the changelog says:\n%s", board, listed, text)
		}
	}
	if rows, err := d.Changes(out.Filter{BoardID: "ash"}); err != nil || rows[0].Declared != "undeclared" {
		t.Errorf("the dataset has %v, %v", rows, err)
	}
}
