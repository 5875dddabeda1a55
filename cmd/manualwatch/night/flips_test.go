package night

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/history"
	"manualwatch/out"
	"manualwatch/out/report"
)

func TestChangesBackAndForthAreMarked(t *testing.T) {
	first := diff.Change{ID: "1", RunID: "20260301T020000Z", Kind: diff.Edited, SectionID: "s"}
	changes := []diff.Change{{ID: "2", RunID: "20260302T020000Z", Kind: diff.Edited, SectionID: "s"}}
	if again := mark(changes, []history.Flip{{There: first, Back: changes[0]}}); len(again) != 0 || changes[0].Reasons[0] != "takes back the change of 1 March 2026" {
		t.Fatalf("the change back must say that it is one: %+v", changes)
	}
	third := []diff.Change{{ID: "3", RunID: "20260303T020000Z", Kind: diff.Edited, SectionID: "s"}}
	again := mark(third, []history.Flip{{There: changes[0], Back: third[0], First: &first}})
	if len(again) != 1 || third[0].Reasons[0] != diff.BackAndForth+"1 March 2026" {
		t.Errorf("a page that goes on flipping does not say so: %+v", third)
	}
}

// TestStateAfterBackAndForthIsTold lets a chapter go from one state to another, back, and
// there again, where it stays: the changes lead from one edition to the next, the changelog
// of each night says which state it is, the words are quoted twice only, and when the state
// has stood for three nights that is told, once.
func TestStateAfterBackAndForthIsTold(t *testing.T) {
	m := newSmallManual(t)
	pages := func(hours, more string) map[string]string {
		body := func(s string) string {
			return strings.Repeat("<p>Whoever sees the "+s+" writes down what was said, by whom and when, and keeps the note.</p>", 3)
		}
		return map[string]string{
			"/":  `<h1>Procedures</h1><h2>1. Cases</h2><ul><li><a href="/a">1.1 Referrals</a></li><li><a href="/b">1.2 Plans</a></li><li><a href="/c">1.3 Visits</a></li></ul>`,
			"/a": "<h1>Referrals</h1>" + body("child") + "<p>The school must ring within " + hours + " hours.</p>", "/b": "<h1>Plans</h1>" + body("plan"), "/c": "<h1>Visits</h1>" + body("house") + more,
		}
	}
	a, b := pages("24", ""), pages("48", "")
	later := pages("48", "<p>Shoes are left at the door.</p>")
	var past *Past
	told := map[int]string{}
	dir := t.TempDir()
	for i, p := range []map[string]string{a, b, a, b, b, later, later, later} {
		var s Summary
		s, past = m.night(i+1, p, past, pdfSaying(""))
		if err := report.WriteChangelogs(dir, m.data, s.Run.RunID, []out.Board{{ID: "sample", Name: "Sample"}}, report.Options{}); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "changelogs", "sample", s.Run.RunID+".md"))
		if err == nil {
			told[i+1] = string(text)
		}
	}
	for night, wants := range map[int][]string{
		2: {"## Changes to practice", "within **48** hours"},
		3: {"## Changes to practice", "within **24** hours", "takes back the change of 2 March 2026"},
		4: {"1 chapter going back and forth.", "## Going back and forth", "1.1 Referrals", "is again as told on 2 March 2026", "“24 hours” became “48 hours”"},
		6: {"Shoes are left"},
		7: {"“1.1 Referrals” went back and forth, and has stood since 4 March 2026 as it was told on 2 March 2026."},
	} {
		for _, want := range wants {
			if !strings.Contains(told[night], want) {
				t.Errorf("the changelog of night %d lacks %q:\n%s", night, want, told[night])
			}
		}
	}
	if strings.Contains(told[4], "within **") || strings.Contains(told[4], "No chapter changed") || told[5] != "" || told[8] != "" {
		t.Errorf("told again:\n%s\n%s\n%s", told[4], told[5], told[8])
	}
	editions, err := m.data.Editions("sample")
	if err != nil || len(editions) != 5 {
		t.Fatalf("%d editions, %v", len(editions), err)
	}
	for i := 1; i < len(editions); i++ {
		if rows, err := m.data.Changes(out.Filter{RunID: editions[i].RunID}); err != nil || len(rows) != 1 || rows[0].FromEditionID != editions[i-1].EditionID {
			t.Errorf("%+v do not lead from %s to %s: %v", rows, editions[i-1].EditionID, editions[i].EditionID, err)
		}
	}
}
