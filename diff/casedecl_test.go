package diff_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
)

// TestTreeCaseDeclarations holds the synthetic amendment rows of the tree cases
// against the changes found, where the cases are at hand.
func TestTreeCaseDeclarations(t *testing.T) {
	dir := *casesDir
	if dir == "" {
		dir = "../../shared/differ/cases"
	}
	names, _ := filepath.Glob(filepath.Join(dir, "[SNH]*.json*"))
	if len(names) == 0 {
		t.Skip("no tree cases beside the repository")
	}
	var named, right, phantoms, denied, blank, blankRight, blankWrong int
	for _, name := range names {
		c := readCase(t, name)
		prev, _ := c.Old.edition("1")
		cur, newIDs := c.New.edition("2")
		prev.ObservedAt, cur.ObservedAt = time.Date(2018, 1, 1, 2, 0, 0, 0, time.UTC), time.Date(2018, 12, 31, 2, 0, 0, 0, time.UTC)
		for i, r := range c.Declared {
			d, _ := time.Parse("02-01-2006", r.Date)
			cur.Amendments = append(cur.Amendments, normalise.Amendment{Ordinal: i + 1, Chapter: r.Chapter, Details: r.Details, Date: normalise.Date{Y: d.Year(), M: d.Month(), D: d.Day(), Precision: normalise.Day}})
		}
		lineage.Carry(nil, prev)
		m := lineage.Carry(prev, cur)
		changes := compare.Editions(m, compare.Options{Bytes: true})
		node := idsBySection(cur, newIDs)
		for i, d := range declaration.Judge(prev, cur, changes, declaration.History{}) {
			r := c.Declared[i]
			ok := strings.HasPrefix(string(d.State), "confirmed")
			hit := ok && (r.TruthNew == nil || node[d.SectionID] == *r.TruthNew)
			switch {
			case r.TruthOp < 0:
				phantoms++
				if !ok {
					denied++
				} else {
					t.Logf("%s: phantom confirmed: %s | %s: %s", c.ID, r.Chapter, r.Details, d.Reason)
				}
			case r.Chapter == "":
				blank++
				if hit {
					blankRight++
				} else if ok {
					blankWrong++
					t.Logf("%s: nameless row to the wrong chapter: %s: %s", c.ID, r.Details, d.Reason)
				}
			default:
				named++
				if hit {
					right++
				} else {
					t.Logf("%s: %s | %s: %s, %s", c.ID, r.Chapter, r.Details, d.State, d.Reason)
				}
			}
		}
	}
	t.Logf("named rows confirmed %d/%d, phantoms denied %d/%d, nameless rows found %d/%d (%d wrong)", right, named, denied, phantoms, blankRight, blank, blankWrong)
	if float64(right) < .95*float64(named) || float64(denied) < .9*float64(phantoms) || blankWrong*20 > blank {
		t.Error("declarations are worse than they were")
	}
}
