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
)

// weaker is a night on which the duties of some chapters of [declared] were weakened.
func weaker(at ...int) func(ed *normalise.Edition) {
	return func(ed *normalise.Edition) {
		for _, i := range at {
			setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, "must", "should", 1))
		}
	}
}

// TestRowThatListsChapters: of a row that names several chapters each is looked for, and one that
// did not change so is missing, or named with the others where none did.
func TestRowThatListsChapters(t *testing.T) {
	for _, c := range []struct {
		change          func(ed *normalise.Edition)
		chapter, row    string
		state           diff.State
		missing, reason []string
	}{
		{weaker(1, 2), "1.1 Lantern rules; 1.2 Orchard visits and 1.3 Kettle safety", "Checks are now advised.", diff.Confirmed, []string{"Kettle safety"}, []string{"“Kettle safety” did not change so"}},
		{weaker(1, 2, 3), "1.1 Lantern rules; 1.2 Orchard visits and 1.3 Kettle safety", "Checks are now advised.", diff.Confirmed, nil, nil},
		{weaker(), "1.1 Lantern rules, 1.2 Orchard visits", "Updated.", diff.NotDetected, nil, []string{"nothing in “Lantern rules” changed", "nothing in “Orchard visits” changed"}},
		{weaker(), "1.1 Lantern rules, 1.2 Orchard visits", "Withdrawn from the manual.", diff.NotDetected, nil, []string{"“Lantern rules” is still in the manual", "“Orchard visits” is still in the manual"}},
		{weaker(), "1.1 Lantern rules", "Chapter removed.", diff.NotDetected, nil, []string{"“Lantern rules” is still in the manual, and nothing in it changed"}},
		{weaker(), "1.1 Lantern rules, 1.2 Orchard visits", "Reviewed, no changes.", diff.NotDetected, nil, []string{declaration.UnchangedAsSaid}},
		{weaker(1), "1.1 Lantern rules, 1.2 Orchard visits", "The flag was removed.", diff.Confirmed, []string{"Orchard visits"}, nil},
		{func(ed *normalise.Edition) { removeSection(ed, 2) }, "1.1 Lantern rules, 1.2 Orchard visits", "Withdrawn from the manual.", diff.Confirmed, []string{"Lantern rules"}, nil},
		// parts of the manual
		{weaker(1), "Section 1, Core", "Checks are now advised.", diff.Confirmed, nil, []string{"“Lantern rules” named by its part of the manual"}},
		{weaker(1, 6), "Core and Special", "Checks are now advised.", diff.Confirmed, nil, []string{"“Lantern rules” named by its part", "“Needle care” named by its part"}},
		{weaker(1, 6), "Section 1, Section 2", "Checks are now advised.", diff.Confirmed, nil, []string{"“Lantern rules” named by its part", "“Needle care” named by its part"}},
		{weaker(1, 2), "1.1, 1.2 and 1.3", "Checks are now advised.", diff.Confirmed, []string{"Kettle safety"}, nil},
		{weaker(1), "1.1, Lantern rules", "Checks are now advised.", diff.Confirmed, nil, nil},
		{weaker(1), "Core and Special", "Checks are now advised.", diff.Confirmed, []string{"Special"}, nil},
		{weaker(6), "Section 1, Core", "Checks are now advised.", diff.NotDetected, nil, []string{"nothing in “Core” changed"}},
		{weaker(1), "Section 1, Core", "Telephone numbers updated.", diff.NotDetected, nil, []string{"chapters of “Core” changed", "but not as the row says"}},
	} {
		changes, got, _ := declared(t, c.change, declaration.History{}, row2(c.chapter, c.row))
		if len(got) != 1 || got[0].State != c.state || !slices.Equal(got[0].Missing, c.missing) {
			t.Errorf("%s, %q: %+v", c.chapter, c.row, got)
			continue
		}
		for _, r := range c.reason {
			if !strings.Contains(got[0].Reason, r) {
				t.Errorf("%s, %q: %s, want %q", c.chapter, c.row, got[0].Reason, r)
			}
		}
		for _, ch := range changes {
			if ch.Kind == diff.Edited && (ch.Declared == "confirmed") != (c.state == diff.Confirmed) {
				t.Errorf("%s, %q: the edit of %q is %s", c.chapter, c.row, ch.NewTitle, ch.Declared)
			}
		}
	}
}

// TestRowWithAnotherNumber: a row that names a chapter by its title and another number is remarked
// on, and none whose number is that of the chapter, or part of its title.
func TestRowWithAnotherNumber(t *testing.T) {
	for chapter, want := range map[string]string{
		"9.9 Lantern rules":         "there is no 9.9",
		"1.2 Lantern rules":         "1.2 is “Orchard visits”",
		"1.1 Lantern rules":         "",
		"Section 1.1 Lantern rules": "",
		"Lantern rules":             "",
	} {
		_, got, _ := declared(t, weaker(1), declaration.History{}, row2(chapter, "Updated."))
		if len(got) != 1 || got[0].State != diff.Confirmed || !strings.Contains(got[0].Reason, want) || strings.Contains(got[0].Reason, "not by its number") != (want != "") {
			t.Errorf("%s: %+v", chapter, got)
		}
	}
}

// TestListedChapterChangesLater: where one of the chapters that a row names changes a night later
// than the others, the row declares that too, and nothing of it is missing any more.
func TestListedChapterChangesLater(t *testing.T) {
	shorter := func(ed *normalise.Edition, i int) {
		setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, "five", "three", 1))
	}
	for _, c := range []struct {
		first, second []int
		states        []diff.State
		missing       [][]string
	}{
		{[]int{1}, []int{2}, []diff.State{diff.Confirmed, diff.ConfirmedEarly}, [][]string{{"Orchard visits", "Kettle safety"}, {"Kettle safety"}}},
		{nil, []int{2, 3}, []diff.State{diff.NotDetected, diff.ConfirmedEarly}, [][]string{nil, {"Lantern rules"}}},
		{[]int{1}, []int{4}, []diff.State{diff.Confirmed}, [][]string{{"Orchard visits", "Kettle safety"}}},
	} {
		n1 := small()
		for i := 1; i < 5; i++ {
			setText(n1, i, 0, "The "+inventNouns[i]+" must be checked within five working days. The porter has the key of the shed.")
		}
		seal(n1)
		lineage.Carry(nil, n1)
		var h declaration.History
		var last []diff.Change
		prev := n1
		for _, chapters := range [][]int{c.first, c.second} {
			cur := next(prev, func(ed *normalise.Edition) {
				for _, i := range chapters {
					shorter(ed, i)
				}
				ed.Amendments = []normalise.Amendment{row2("1.1 Lantern rules, 1.2 Orchard visits, 1.3 Kettle safety", "The time limit for checks was reduced from five to three working days.")}
				ed.Amendments[0].Ordinal = 1
			})
			last = compare.Editions(lineage.Carry(prev, cur), compare.Options{RunID: cur.RunID})
			h.Nights = append(h.Nights, declaration.Night{RunID: cur.RunID, ObservedAt: cur.ObservedAt, Changes: last, Declarations: declaration.Judge(prev, cur, last, h)})
			prev = cur
		}
		var states []diff.State
		var missing [][]string
		for _, n := range h.Nights {
			for _, d := range n.Declarations {
				states, missing = append(states, d.State), append(missing, d.Missing)
			}
		}
		if !slices.Equal(states, c.states) || !slices.EqualFunc(missing, c.missing, func(a, b []string) bool { return slices.Equal(a, b) }) {
			t.Errorf("%v then %v: %v, missing %q", c.first, c.second, states, missing)
		}
		for _, ch := range last {
			if ch.Kind == diff.Edited && (ch.Declared == "confirmed") != (len(states) > 1) {
				t.Errorf("%v then %v: the edit of %q is %s", c.first, c.second, ch.NewTitle, ch.Declared)
			}
		}
	}
}
