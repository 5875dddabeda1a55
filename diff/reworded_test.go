package diff_test

import (
	"strings"
	"testing"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
)

// A board that rewrites its page of amendments declares nothing anew by its old rows: the
// edit of tonight stays undeclared, and what became of a row stays what it was.
func TestOldRowInOtherWords(t *testing.T) {
	day := func(m time.Month, d int) normalise.Date {
		return normalise.Date{Y: 2019, M: m, D: d, Precision: normalise.Day}
	}
	n1 := small()
	n1.ObservedAt = time.Date(2019, 6, 1, 2, 0, 0, 0, time.UTC)
	n1.Amendments = []normalise.Amendment{{Ordinal: 1, Chapter: "Lantern rules", Details: "This chapter was extensively updated and should be read throughout.", Date: day(3, 1)}}
	lineage.Carry(nil, n1)
	h := declaration.History{Nights: []declaration.Night{{RunID: n1.RunID, ObservedAt: n1.ObservedAt, Declarations: declaration.Judge(nil, n1, nil, declaration.History{})}}}
	n2 := next(n1, func(ed *normalise.Edition) {
		ed.ObservedAt = time.Date(2019, 9, 1, 2, 0, 0, 0, time.UTC)
		ed.Amendments = append(ed.Amendments, normalise.Amendment{Ordinal: 2, Chapter: "Kettle safety", Details: "The chapter has been refreshed.", Date: day(8, 1)})
	})
	changes := compare.Editions(lineage.Carry(n1, n2), compare.Options{RunID: n2.RunID})
	h.Nights = append(h.Nights, declaration.Night{RunID: n2.RunID, ObservedAt: n2.ObservedAt, Changes: changes, Declarations: declaration.Judge(n1, n2, changes, h)})
	n3 := next(n2, func(ed *normalise.Edition) {
		ed.ObservedAt = time.Date(2019, 12, 1, 2, 0, 0, 0, time.UTC)
		setText(ed, 1, 0, strings.Replace(ed.Sections[1].Blocks[0].Text, ".", " and the clerk must know.", 1))
		ed.Amendments = []normalise.Amendment{
			{Ordinal: 1, Chapter: "Lantern rules", Details: "The procedure was extensively updated and should be read throughout.", Date: day(3, 1)},
			{Ordinal: 2, Chapter: "Kettle safety", Details: "The procedure has been refreshed.", Date: day(8, 1)},
		}
	})
	changes = compare.Editions(lineage.Carry(n2, n3), compare.Options{RunID: n3.RunID})
	got := declaration.Judge(n2, n3, changes, h)
	if len(got) != 2 || got[0].State != diff.BeforeBaseline || got[1].State != diff.NotDetected || !strings.Contains(got[0].Reason, "other words") {
		t.Errorf("rows: %+v", got)
	}
	for _, c := range changes {
		if c.Kind == diff.Edited && c.Declared != "undeclared" {
			t.Errorf("the edit is %s", c.Declared)
		}
	}
}

// A row on contact details declares the addresses that were replaced in all chapters.
func TestRowOnContactsDeclaresTheNewAddresses(t *testing.T) {
	prev := manual(5, 2, 10, 120)
	for i := range prev.Sections {
		if s := &prev.Sections[i]; len(s.Blocks) > 0 {
			s.Blocks[0].Text += " Write to desk@harbour.example for advice."
		}
	}
	lineage.Carry(nil, prev)
	cur := next(prev, func(ed *normalise.Edition) {
		replaceWords(ed, "@harbour.example", "@ferry.example")
		ed.Amendments = []normalise.Amendment{{Ordinal: 1, Chapter: ed.Sections[2].Title, Details: "Contact details were updated."}}
	})
	changes := compare.Editions(lineage.Carry(prev, cur), compare.Options{RunID: cur.RunID})
	if ds := declaration.Judge(prev, cur, changes, declaration.History{}); len(ds) != 1 || ds[0].State != diff.Confirmed || len(ds[0].ChangeIDs) != 1 {
		t.Errorf("got %+v of %s, want a row that is confirmed by the sweep", ds, describe(changes))
	}
}

// A row on one section of a chapter does not declare the term that was replaced in all
// chapters; one that speaks of the term does.
func TestRowOfOneSectionDeclaresNoSweep(t *testing.T) {
	for details, want := range map[string]string{
		"Section 2, Transport, has been amended.":                          "undeclared",
		"References to the Harbour Board now say the Harbour Partnership.": "confirmed",
	} {
		prev := manual(5, 2, 10, 120)
		for i := range prev.Sections {
			if s := &prev.Sections[i]; len(s.Blocks) > 0 {
				s.Blocks[0].Text += " The Harbour Board reads every report."
			}
		}
		lineage.Carry(nil, prev)
		cur := next(prev, func(ed *normalise.Edition) {
			replaceWords(ed, "Harbour Board", "Harbour Partnership")
			ed.Sections[2].Blocks[0].Text = strings.Replace(ed.Sections[2].Blocks[0].Text, "must", "should", 1) + " A new bell rings at noon."
			ed.Amendments = []normalise.Amendment{{Ordinal: 1, Chapter: ed.Sections[2].Title, Details: details}}
		})
		changes := compare.Editions(lineage.Carry(prev, cur), compare.Options{RunID: cur.RunID})
		declaration.Judge(prev, cur, changes, declaration.History{})
		for _, c := range changes {
			if c.Kind == diff.TermsSwept && c.Declared != want {
				t.Errorf("%q: the sweep is %s, want %s", details, c.Declared, want)
			}
		}
	}
}
