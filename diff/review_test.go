package diff_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/history"
	"manualwatch/normalise"
)

func month(year int, m time.Month) normalise.Date {
	return normalise.Date{Y: year, M: m, D: 1, Precision: normalise.Month}
}

// reviewChanges are what is told of dates of review, one line a change.
func reviewChanges(changes []diff.Change) []string {
	var told []string
	for _, c := range changes {
		if c.Kind == diff.ReviewChanged && c.CausedBy == "" {
			told = append(told, strings.TrimSpace(c.NewTitle+": "+c.Detail+" ("+strings.Join(c.Reasons, ", ")+")"))
		}
	}
	return told
}

// TestDatesOfReview tells that a chapter prints another date of review, though its words are
// the same, and whether that was overdue.
func TestDatesOfReview(t *testing.T) {
	due := func(ed *normalise.Edition, i int, d normalise.Date) { ed.Sections[i].NextReview = d }
	for _, test := range []struct {
		name        string
		old, change func(ed *normalise.Edition)
		want        []string
	}{
		{"put off", func(ed *normalise.Edition) { due(ed, 1, month(2019, 5)) }, func(ed *normalise.Edition) { due(ed, 1, month(2022, 5)) },
			[]string{"Lantern rules: next review: May 2019 became May 2022 (a date of review changed, the review was overdue until then)"}},
		{"reviewed in time", func(ed *normalise.Edition) { due(ed, 1, month(2021, 5)); ed.Sections[1].LastReviewed = month(2017, 5) }, func(ed *normalise.Edition) {
			ed.Sections[1].LastReviewed, ed.Sections[1].NextReview = month(2020, 1), normalise.Date{Y: 2023, M: 5, D: 3, Precision: normalise.Day}
		}, []string{"Lantern rules: last review: May 2017 became January 2020; next review: May 2021 became 3 May 2023 (a date of review changed)"}},
		{"taken away", func(ed *normalise.Edition) { due(ed, 1, month(2019, 5)) }, func(ed *normalise.Edition) { due(ed, 1, normalise.Date{}) },
			[]string{"Lantern rules: next review: May 2019 became none (a date of review changed, the review was overdue until then)"}},
		{"still late", func(ed *normalise.Edition) { due(ed, 1, month(2018, 5)) }, func(ed *normalise.Edition) { due(ed, 1, month(2019, 5)) },
			[]string{"Lantern rules: next review: May 2018 became May 2019 (a date of review changed, the review is overdue all the same)"}},
		{"the clock of a web site", func(ed *normalise.Edition) { ed.Sections[1].LastReviewed = month(2019, 5) }, func(ed *normalise.Edition) { ed.Sections[1].LastReviewed = month(2019, 6) }, nil},
		{"a day that came", func(ed *normalise.Edition) { due(ed, 1, month(2022, 5)); ed.Sections[1].ReviewToCome = month(2020, 1) }, func(ed *normalise.Edition) {
			ed.Sections[1].LastReviewed, ed.Sections[1].ReviewToCome = month(2020, 1), normalise.Date{}
		}, nil},
		{"all chapters", func(ed *normalise.Edition) {
			for i := range ed.Sections {
				due(ed, i, month(2019, 5))
			}
		}, func(ed *normalise.Edition) {
			for i := range ed.Sections {
				due(ed, i, month(2022, 5))
			}
		}, []string{"Core: next review: May 2019 became May 2022, in 10 chapters (a date of review changed, the review was overdue until then)"}},
	} {
		prev := small()
		test.old(prev)
		changes := compared(prev, next(prev, test.change))
		if d := cmp.Diff(test.want, reviewChanges(changes)); d != "" {
			t.Errorf("%s: %s", test.name, d)
		}
		if own := slices.DeleteFunc(slices.Clone(changes), func(c diff.Change) bool { return c.CausedBy != "" }); len(own) != len(test.want) {
			t.Errorf("%s: more is told: %q", test.name, facts(own))
		}
		for _, c := range changes {
			if c.Significance != diff.Minor {
				t.Errorf("%s: %s is %s", test.name, c.Kind, c.Significance)
			}
		}
	}
}

// TestDateOfReviewTakenBack: a date that was put off and put back cancels out over the period.
func TestDateOfReviewTakenBack(t *testing.T) {
	a := small()
	a.Sections[1].NextReview = month(2021, 5)
	b := next(a, func(ed *normalise.Edition) { ed.Sections[1].NextReview = month(2024, 5) })
	c := next(b, func(ed *normalise.Edition) { ed.Sections[1].NextReview = month(2021, 5) })
	compared(a, b)
	compared(b, c)
	changes, flips, _ := history.Net(history.Earlier{}, []*normalise.Edition{a, b, c}, compare.Options{})
	if len(changes) != 0 || len(flips) != 1 || flips[0].Back.Kind != diff.ReviewChanged {
		t.Errorf("the period has the changes %q and was taken back in %d", facts(changes), len(flips))
	}
}

// TestRowsOnDatesOfReview: a row declares a new date of review where it says so, and where it
// tells of something else the date bears nothing out.
func TestRowsOnDatesOfReview(t *testing.T) {
	for details, want := range map[string]diff.State{
		"Next review date moved to May 2022.":               diff.Confirmed,
		"Date of next review changed.":                      diff.Confirmed,
		"Reviewed, no changes. Review date now updated.":    diff.Confirmed,
		"Timescales for the lantern check were shortened.":  diff.NotDetected,
		"Review date changed and a paragraph on oil added.": diff.NotDetected,
	} {
		changes, ds, _ := declared(t, func(ed *normalise.Edition) { ed.Sections[1].NextReview = month(2022, 5) }, declaration.History{}, row2("Lantern rules", details))
		if d := ds[len(ds)-1]; d.State != want {
			t.Errorf("%s: %s, %s; want %s", details, d.State, d.Reason, want)
		}
		for _, c := range changes {
			if c.Kind == diff.ReviewChanged && (c.Declared == "confirmed") != (want == diff.Confirmed) {
				t.Errorf("%s: the date is %s", details, c.Declared)
			}
		}
	}
}

// TestDateOfReviewOfEdited tells of another date of review with the edit of the chapter's words.
func TestDateOfReviewOfEdited(t *testing.T) {
	prev := small()
	prev.Sections[1].NextReview = month(2021, 5)
	changes := compared(prev, next(prev, func(ed *normalise.Edition) {
		ed.Sections[1].NextReview = month(2024, 5)
		setText(ed, 1, 0, ed.Sections[1].Blocks[0].Text+" A keeper stays with the lantern until dawn.")
	}))
	if len(changes) != 1 || changes[0].Kind != diff.Edited || !slices.Contains(changes[0].Reasons, "next review: May 2021 became May 2024") {
		t.Errorf("%q", facts(changes))
	}
}
