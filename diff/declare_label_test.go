package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestRowsOnANumberByItsLabel: a row for all chapters on the number of somebody declares it in
// each chapter that prints it behind the name, without the number standing in the row, and
// nothing else; a row on the number of visits, or of somebody else, does not.
func TestRowsOnANumberByItsLabel(t *testing.T) {
	for _, test := range []struct {
		chapter, details string
		want             bool
	}{
		{"All chapters", "The number of the Front Desk has changed.", true},
		{"All chapters", "The Front Desk has a new telephone number.", true},
		{"All chapters", "The e-mail address for the Front Desk was updated", true},
		{"All chapters", "The number of visits has changed.", false},
		{"All chapters", "The number of the Harbour Office has changed.", false},
		{"1.2 Orchard visits", "The number of the Front Desk has changed.", true},
	} {
		prev := small()
		for _, i := range []int{2, 3, 4} {
			prev.Sections[i].Blocks = append(prev.Sections[i].Blocks, parse.Block{Text: "Whoever comes late must ring the bell."}, parse.Block{Text: "Advice: the Front Desk: 01632 960111, day and night."})
		}
		lineage.Carry(nil, prev)
		cur := next(prev, func(ed *normalise.Edition) {
			replaceWords(ed, "01632 960111", "01632 960222")
			b := ed.Sections[4].Blocks
			b[len(b)-2].Text = strings.Replace(b[len(b)-2].Text, "must", "should", 1)
			a := row2(test.chapter, test.details)
			a.Ordinal = 1
			ed.Amendments = []normalise.Amendment{a}
		})
		m := lineage.Carry(prev, cur)
		changes := compare.Editions(m, compare.Options{RunID: cur.RunID})
		ds := declaration.Judge(prev, cur, changes, declaration.History{})
		if found := ds[0].State == diff.Confirmed; found != test.want {
			t.Errorf("%s: %s, %s", test.details, ds[0].State, ds[0].Reason)
		}
		for _, c := range changes {
			if c.Kind != diff.Edited {
				continue
			}
			want, ordinal := "undeclared", 0
			if test.want && (test.chapter == "All chapters" || c.NewNumber == "1.2") {
				want, ordinal = "confirmed", 1
				if c.Significance == diff.Practice { // its duty is not what the row tells of
					want = "undeclared"
				}
			}
			if c.Declared != want || c.AmendmentOrdinal != ordinal {
				t.Errorf("%s: the edit of %q is %s, row %d; want %s", test.details, c.NewTitle, c.Declared, c.AmendmentOrdinal, want)
			}
		}
	}
}
