package diff_test

import (
	"testing"

	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
)

// TestRowsFollowTheirChapters keeps rows of the amendments with their chapters over a new
// title and a new number, and lets none of them go over to another chapter that only has
// the number now.
func TestRowsFollowTheirChapters(t *testing.T) {
	prev := small()
	lineage.Carry(nil, prev)
	prev.Amendments = []normalise.Amendment{
		{Chapter: "1.1 Lantern rules", Details: "Updated.", SectionID: prev.Sections[1].ID},
		{Chapter: "1.2 Orchard visits", Details: "Updated.", SectionID: prev.Sections[2].ID},
		{Chapter: "1.3 Kettle safety", Details: "Updated.", SectionID: prev.Sections[3].ID},
	}
	cur := next(prev, func(ed *normalise.Edition) {
		removeSection(ed, 1)
		ed.Sections[1].Title = "Visits to gardens"
		number(ed)
		for i := range ed.Amendments { // as numbers alone would have it
			ed.Amendments[i].SectionID = ed.Sections[i+1].ID
		}
		ed.Amendments[1].SectionID = ""
		ed.Amendments[1].Reason = "no section of this edition has this title, number or address"
		ed.Findings = []normalise.Finding{normalise.Unresolved(&ed.Amendments[1])}
	})
	lineage.Carry(prev, cur)
	rows := cur.Amendments
	if rows[0].SectionID != "" || rows[1].SectionID != prev.Sections[2].ID || rows[2].SectionID != prev.Sections[3].ID {
		t.Errorf("%+v", rows)
	}
	if len(cur.Findings) > 0 {
		t.Errorf("a doubt that is settled: %+v", cur.Findings)
	}
}

// TestSortedListMovesNothing puts chapters without numbers in the order of their titles,
// and in another.
func TestSortedListMovesNothing(t *testing.T) {
	for order, moved := range map[[4]int]bool{{4, 3, 1, 2}: false, {2, 1, 3, 4}: true} {
		prev := small()
		for i := range prev.Sections {
			prev.Sections[i].Number = ""
		}
		seal(prev)
		cur := next(prev, func(ed *normalise.Edition) {
			for k, i := range order {
				ed.Sections[k+1] = prev.Sections[i]
				ed.Sections[k+1].ID = ""
			}
		})
		lineage.Carry(nil, prev)
		got := facts(compare.Editions(lineage.Carry(prev, cur), compare.Options{}))
		if (len(got) > 0) != moved {
			t.Errorf("order %v: told %q", order, got)
		}
	}
}
