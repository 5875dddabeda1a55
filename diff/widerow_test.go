package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/normalise"
)

// TestWideRows edits the first three chapters of the first part and lets one row declare
// what was done, by many ways of naming several chapters.
func TestWideRows(t *testing.T) {
	const vague, told = "Updated.", "Timescales have been changed."
	for _, test := range []struct {
		name, details string
		state         diff.State
		declared      int // of the three edits
	}{
		{"Chapters 1.1, 1.2 and 1.3", vague, diff.Confirmed, 3},
		{"1.1 - 1.3", vague, diff.Confirmed, 3},
		{"Sections 1.2 to 1.4", vague, diff.Confirmed, 2},
		{"1.1 Lantern rules + 1.2 Orchard visits", vague, diff.Confirmed, 2},
		{"Lantern rules; also Orchard visits", vague, diff.Confirmed, 2},
		{"All chapters in Core", vague, diff.Confirmed, 3},
		{"Core (all chapters)", told, diff.Confirmed, 3},
		{"Core", vague, diff.Confirmed, 3},
		{"Special", vague, diff.NotDetected, 0},
		{"Special", told, diff.NotDetected, 0},
		{"All chapters", told, diff.Confirmed, 3},
		{"Throughout", told, diff.Confirmed, 3},
		{"All chapters", vague, diff.NotDetected, 0},
		{"All chapters", "Contact details updated.", diff.NotDetected, 0},
		{"All together now", told, diff.UnknownChapter, 0},
	} {
		changes, got, _ := declared(t, func(ed *normalise.Edition) {
			for _, i := range []int{1, 2, 3} {
				setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, "five", "three", 1))
			}
		}, declaration.History{}, row2(test.name, test.details))
		n := 0
		for _, c := range changes {
			if c.Kind == diff.Edited && c.Declared == "confirmed" {
				n++
			}
		}
		if len(got) != 1 || got[0].State != test.state || n != test.declared || len(got[0].ChangeIDs) != n {
			t.Errorf("%s | %s: %d changes declared, %+v", test.name, test.details, n, got)
		}
	}
}

// TestWideRowLeavesWhatOthersDeclare gives a part's row only what no row of a chapter
// declares.
func TestWideRowLeavesWhatOthersDeclare(t *testing.T) {
	_, got, _ := declared(t, func(ed *normalise.Edition) {
		for _, i := range []int{1, 2} {
			setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, "five", "three", 1))
		}
	}, declaration.History{}, row2("Core", "Updated."), row2("Lantern rules", "Timescale changed."))
	if len(got) != 2 || got[0].State != diff.Confirmed || got[1].State != diff.Confirmed || len(got[0].ChangeIDs) != 1 || got[0].ChangeIDs[0] == got[1].ChangeIDs[0] {
		t.Errorf("%+v", got)
	}
}

// TestRowOnAllChaptersEdited edits a sentence of its own in each chapter, or in half of
// them: a row for all chapters that does not say in which words declares the former.
func TestRowOnAllChaptersEdited(t *testing.T) {
	for _, test := range []struct {
		details  string
		last     int // chapter that is edited
		state    diff.State
		declared int
	}{
		{"Yearly review: a sentence of each chapter was brought up to date.", 9, diff.Confirmed, 8},
		{"Yearly review: a sentence of each chapter was brought up to date.", 4, diff.NotDetected, 0},
		{"Contact details updated.", 9, diff.NotDetected, 0},
	} {
		changes, got, _ := declared(t, func(ed *normalise.Edition) {
			for i := range ed.Sections[:test.last+1] {
				if ed.Sections[i].Kind == normalise.KindChapter {
					setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, "rings twice", "waits beside the "+inventNouns[i+3], 1))
				}
			}
		}, declaration.History{}, row2("All chapters", test.details))
		n := 0
		for _, c := range changes {
			if c.Kind == diff.Edited && c.Declared == "confirmed" {
				n++
			}
		}
		if len(got) != 1 || got[0].State != test.state || n != test.declared {
			t.Errorf("%s, to chapter %d: %d changes declared, %+v", test.details, test.last, n, got)
		}
	}
}

// TestRowThatSaysAllChapters: a row that leaves the chapter empty and speaks of all of them in its
// words is one on all chapters.
func TestRowThatSaysAllChapters(t *testing.T) {
	for details, want := range map[string]string{
		"In all chapters 'porter' was replaced by 'warden'.":        "confirmed",
		"All chapters: references to the porter now say warden.":    "confirmed",
		"The warden replaces the porter throughout the manual.":     "confirmed",
		"All chapters: reference to the porter was changed to cook": "undeclared",
	} {
		changes, got, _ := declared(t, func(ed *normalise.Edition) {
			for _, i := range []int{1, 2, 3} {
				setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, "porter", "warden", 1))
			}
		}, declaration.History{}, row2("", details))
		for _, c := range changes {
			if c.Kind == diff.Edited && c.Declared != want {
				t.Errorf("%q: %s; %+v", details, c.Declared, got)
			}
		}
	}
}

// TestRowOnAllChaptersDatedOtherwise: a row on all chapters that comes with its date printed more
// exactly declares nothing anew, and is no new row.
func TestRowOnAllChaptersDatedOtherwise(t *testing.T) {
	row := row2("All chapters", "The porter of the manor is now the warden of the manor.")
	month := row
	month.Date.D, month.Date.Precision = 1, normalise.Month
	other := row
	other.Date.M, other.Date.Precision = 3, normalise.Month
	for _, c := range []struct {
		first, then normalise.Amendment
		same        bool
	}{{row, month, true}, {month, row, true}, {row, other, false}} {
		text := []string{"The porter of the manor rings.", "The warden of the manor rings.", "The warden of the manor rings."}
		got := nights(text, [][]normalise.Amendment{nil, {c.first}, {c.then}})
		if d := got[2].Declarations; len(d) != 1 || c.same && d[0].State != diff.Duplicate {
			t.Errorf("%+v", d)
		}
		if listed := len(got[2].Changes) > 0; listed == c.same {
			t.Errorf("%s and then %s: %+v", c.first.Date.Printed(), c.then.Date.Printed(), got[2].Changes)
		}
	}
}
