package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestRowsOnAppendicesByNumber: a row on "Appendix 1" is none on section 1, whatever changed
// there; it is one on the appendix of that number.
func TestRowsOnAppendicesByNumber(t *testing.T) {
	edition := func(section, appendix string) *normalise.Edition {
		ed := small()
		ed.Sections[0].Blocks = []parse.Block{{Text: "Every garden has a gate." + section}}
		ed.Sections = append(ed.Sections, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindAppendix, Number: "Appendix 1", Title: "Letter to gardens",
			Blocks: []parse.Block{{Text: "Thank you for your letter on the gate." + appendix}}})
		return ed
	}
	const more = " Stewards must ring the family within two days."
	for _, test := range []struct {
		section, appendix string
		want              bool
	}{{more, "", false}, {"", more, true}} {
		prev := edition("", "")
		lineage.Carry(nil, prev)
		changed := edition(test.section, test.appendix)
		cur := next(prev, func(ed *normalise.Edition) {
			for i := range ed.Sections {
				ed.Sections[i].Blocks = changed.Sections[i].Blocks
			}
			a := row2("Appendix 1", "Timescale added.")
			a.Ordinal = 1
			ed.Amendments = []normalise.Amendment{a}
		})
		m := lineage.Carry(prev, cur)
		changes := compare.Editions(m, compare.Options{RunID: cur.RunID})
		ds := declaration.Judge(prev, cur, changes, declaration.History{})
		if found := ds[0].State == diff.Confirmed; len(changes) == 0 || found != test.want {
			t.Errorf("section %q, appendix %q: %d changes, row %s, %s", test.section, test.appendix, len(changes), ds[0].State, ds[0].Reason)
		}
	}
}
