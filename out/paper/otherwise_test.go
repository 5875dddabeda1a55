package paper

import (
	"strings"
	"testing"
	"time"

	"manualwatch/out"
)

// TestChangedOtherwiseThanARowSays: of chapters that were changed and not declared, the summary
// tells apart those without a word, those of which a row tells a part, and those of which it says
// the contrary; the row stands beside each.
func TestChangedOtherwiseThanARowSays(t *testing.T) {
	d, err := out.OpenDataset(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	runs := []string{"20261101T020000Z", "20261102T020000Z"}
	change := func(run, section string, ordinal int32) out.ChangeRow {
		return out.ChangeRow{RunID: run, BoardID: "ash", ChangeID: run + section, Kind: "edited", Significance: "practice", SectionID: section, OldNumber: "1", OldTitle: "Owls " + section, NewNumber: "1", NewTitle: "Owls " + section,
			Declared: "undeclared", AmendmentOrdinal: ordinal, WordsAdded: 1, Reasons: []string{`timescale: "five days" became "ten days"`}, Edits: []out.EditRow{{Op: "keep", Text: "Reply within "}, {Op: "delete", Text: "five"}, {Op: "insert", Text: "ten"}, {Op: "keep", Text: " days."}}}
	}
	row := func(ordinal int32, section, details, state, reason string, ids ...string) out.DeclarationRow {
		return out.DeclarationRow{RunID: runs[1], BoardID: "ash", Ordinal: ordinal, Chapter: "Owls " + section, SectionID: section, Details: details, State: state, Reason: reason, ChangeIDs: ids}
	}
	var net []out.ChangeRow
	for i, run := range runs {
		at, e := time.Date(2026, 11, i+1, 2, 0, 0, 0, time.UTC), "ash-"+run
		tables := out.Tables{
			Runs:         []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}},
			Observations: []out.ObservationRow{{RunID: run, BoardID: "ash", Status: "changed", EditionID: e, LastSuccessAt: at}},
			Editions:     []out.EditionRow{{EditionID: e, BoardID: "ash", RunID: run, ObservedAt: at}},
			Amendments:   aList(e),
		}
		for k, id := range []string{"a", "b", "c"} {
			tables.Sections = append(tables.Sections, out.SectionRow{EditionID: e, BoardID: "ash", SectionID: id, Ordinal: int32(k), Depth: 1, Kind: "chapter", Number: "1", Title: "Owls " + id})
			if i == 1 {
				tables.Changes = append(tables.Changes, change(run, id, int32(k)))
				net = append(net, change("net", id, 0))
			}
		}
		if i == 1 {
			tables.Declarations = []out.DeclarationRow{
				row(1, "b", "Now available as PDF.", "confirmed", "named by its title", run+"b"),
				row(2, "c", "The time was cut from ten to five days.", "not_detected", "“Owls c” changed, but the row says the contrary: its text was edited (1 word in, 1 out)"),
			}
		}
		if err := d.WriteRun(run, tables); err != nil {
			t.Fatal(err)
		}
	}
	told := markdownOf(t, d, Period{From: day("2026-11-01"), To: day("2026-11-30"), Net: net})
	for _, want := range []string{
		"- 1 chapter changed without a word in the board’s own list of amendments; of 1 more it tells only a part (minor changes not counted).",
		"- 1 chapter changed otherwise than the board’s own list of amendments says (minor changes not counted).",
		"its row says only “Now available as PDF”.", "its row says the contrary: “The time was cut from ten to five days”.", "| Changed and not declared | 3 |",
	} {
		if !strings.Contains(told, want) {
			t.Errorf("the paper lacks %q:\n%s", want, told)
		}
	}
}
