package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// retold is a night on which one paragraph of a chapter was changed, with a row on the chapter.
func retold(t *testing.T, was, is, row string) (diff.Declaration, diff.Change) {
	t.Helper()
	prev := next(small(), func(ed *normalise.Edition) {
		ed.Sections[1].Blocks = append(ed.Sections[1].Blocks, parse.Block{Text: was})
	})
	lineage.Carry(nil, prev)
	cur := next(prev, func(ed *normalise.Edition) {
		ed.Sections[1].Blocks[len(ed.Sections[1].Blocks)-1].Text = is
		ed.Amendments = append(ed.Amendments, row2("Lantern rules", row))
		ed.Amendments[0].Ordinal = 1
	})
	changes := compare.Editions(lineage.Carry(prev, cur), compare.Options{RunID: cur.RunID})
	got := declaration.Judge(prev, cur, changes, declaration.History{})
	at := slices.IndexFunc(changes, func(c diff.Change) bool { return c.Kind == diff.Edited })
	if len(got) != 1 || at < 0 {
		t.Fatalf("%+v\n%+v", got, changes)
	}
	return got[0], changes[at]
}

// TestRowOfSeveralThings: each thing that a row says is weighed by itself; what is not there is
// named, and what is there is not denied for it.
func TestRowOfSeveralThings(t *testing.T) {
	const was, is = "The porter may ring the harbour desk, and the wicks are trimmed every month.", "The porter must ring the harbour desk, and the wicks are trimmed every week."
	for _, c := range []struct {
		row     string
		state   diff.State
		missing []string
	}{
		{"The porter must now ring the harbour desk. A new section on stray boats has been added and the timescale for answers to visitors has been shortened.", diff.Confirmed,
			[]string{"A new section on stray boats has been added", "the timescale for answers to visitors has been shortened"}},
		{"The wicks are now trimmed weekly. The named warden of bridges has changed.", diff.Confirmed, []string{"The named warden of bridges has changed"}},
		{"The duty to ring the harbour desk has been strengthened, a flowchart was added and a table on barges was removed.", diff.Confirmed, []string{"a flowchart was added"}},
		{"The porter must now ring the harbour desk. The timescale for wicks has been shortened.", diff.Confirmed, nil},
		{"Links checked. Minor amendments.", diff.Confirmed, nil},
		{"The timescale for the wicks was changed and the porter must ring.", diff.Confirmed, nil},
		{"A chapter on barges was withdrawn. A flowchart was added.", diff.NotDetected, nil},
	} {
		d, change := retold(t, was, is, c.row)
		if d.State != c.state || !slices.Equal(d.Missing, c.missing) || strings.Contains(d.Reason, "nothing was seen of") != (len(c.missing) > 0) {
			t.Errorf("%q: %s, missing %q (%s)", c.row, d.State, d.Missing, d.Reason)
		}
		if (change.Declared == "confirmed") != (c.state == diff.Confirmed) {
			t.Errorf("%q: the change is %s", c.row, change.Declared)
		}
	}
}

// TestDeadlineHidesNoDuty: a row that tells of a limit of time does not declare that a duty is
// another one.
func TestDeadlineHidesNoDuty(t *testing.T) {
	const was, is = "All stewards must log the boats. Proposals are sent ten days before each meeting.", "All stewards should log the boats. Proposals are sent fifteen days before each meeting."
	for row, want := range map[string]string{
		"Deadline for proposals changed to fifteen days.":      "undeclared",
		"Changed time limit for proposals":                     "undeclared",
		"The timescales have been updated.":                    "undeclared",
		"Deadline changed and stewards should log the boats":   "confirmed",
		"Timescales and duties updated":                        "confirmed",
		"Updated throughout, among it the deadline":            "confirmed",
		"The deadline was changed. The duty to log was eased.": "confirmed",
	} {
		d, change := retold(t, was, is, row)
		if d.State != diff.Confirmed || change.Declared != want || change.AmendmentOrdinal == 0 {
			t.Errorf("%q: the row is %s, the change %s (row %d)", row, d.State, change.Declared, change.AmendmentOrdinal)
		}
	}
	if _, change := retold(t, was, strings.Replace(was, "ten", "fifteen", 1), "Deadline for proposals changed to fifteen days."); change.Declared != "confirmed" {
		t.Errorf("a deadline alone is %s", change.Declared)
	}
}

// TestSplitSaysNewTitles: who says that a chapter was divided, and into what, tells of the new
// title of the half that goes on; a row that does not say it tells nothing of it.
func TestSplitSaysNewTitles(t *testing.T) {
	divide := func(ed *normalise.Edition) {
		n := ed.Sections[2]
		n.Title, n.URL, n.Blocks = "Gates and stiles", "https://manual.example/gates.html", slices.Clone(n.Blocks[1:])
		ed.Sections[2].Blocks, ed.Sections[2].Title = ed.Sections[2].Blocks[:1], "Orchard rounds by night"
		insertSection(ed, 3, n)
	}
	for row, want := range map[string]string{
		"This chapter has been divided into two: Orchard Rounds by Night, and Gates and Stiles.": "confirmed",
		"This chapter has been divided into two.":                                                "undeclared",
	} {
		changes, got, _ := declared(t, divide, declaration.History{}, row2("Orchard visits", row))
		if got[0].State != diff.Confirmed || !slices.ContainsFunc(changes, func(c diff.Change) bool { return c.Kind == diff.Split && c.Declared == "confirmed" }) {
			t.Errorf("%q: %+v", row, got[0])
		}
		if !slices.ContainsFunc(changes, func(c diff.Change) bool { return c.Kind == diff.Renamed && c.Declared == want }) {
			t.Errorf("%q: the new title is not %s: %+v", row, want, changes)
		}
	}
}
