package diff_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/history"
	"manualwatch/normalise"
)

// outOfUse lets a chapter make room for a number "Not in use".
func outOfUse(at int) func(ed *normalise.Edition) {
	return func(ed *normalise.Edition) {
		old := &ed.Sections[at]
		ed.Sections[at] = normalise.Section{Parent: old.Parent, Depth: old.Depth, Kind: normalise.KindPlaceholder, Number: old.Number, Title: "Not in use"}
	}
}

func idOf(ed *normalise.Edition, title string) string {
	i := slices.IndexFunc(ed.Sections, func(s normalise.Section) bool { return s.Title == title })
	if i < 0 {
		return ""
	}
	return ed.Sections[i].ID
}

// A number that went out of use and is given to another chapter is no bridge between the two:
// the paper says that one was withdrawn and one is new, and the life of each is its own.
func TestNumberGivenToAnotherChapter(t *testing.T) {
	first := small()
	gone, number := first.Sections[2].Title, first.Sections[2].Number
	fill := func(title string) func(ed *normalise.Edition) {
		return func(ed *normalise.Edition) {
			ed.Sections[2] = chapter(rand.New(rand.NewPCG(9, 9)), 0, number, title, 120)
		}
	}
	eds, h := chain(first, outOfUse(2), func(*normalise.Edition) {}, fill("Tides and moorings"))
	if old, now := idOf(eds[0], gone), idOf(eds[3], "Tides and moorings"); old == now || now == "" {
		t.Errorf("the chapters share the ID %s", now)
	}
	changes, flips, _ := history.Net(history.Earlier{}, eds, compare.Options{})
	if got := facts(changes); !slices.Equal(got, []string{"added Tides and moorings", "removed " + gone}) && !slices.Equal(got, []string{"removed " + gone, "added Tides and moorings"}) {
		t.Errorf("over the whole time: %q", got)
	}
	if len(flips) > 0 {
		t.Errorf("told as taken back: %v", flips)
	}
	if last := h.Nights[2].Changes; len(last) != 1 || last[0].Kind != diff.Activated || last[0].SectionID != idOf(eds[3], "Tides and moorings") {
		t.Errorf("on the last night: %q", facts(last))
	}
	if events := history.Life(eds, h, "Tides and moorings"); len(events) != 1 {
		t.Errorf("the life of the new chapter has %d events", len(events))
	}
	events := history.Life(eds, h, gone)
	if len(events) != 2 || events[1].Changes[0].Kind != diff.Retired {
		t.Errorf("the life of the old chapter has %d events", len(events))
	}

	eds, _ = chain(small(), outOfUse(2), fill(gone+" and gardens"))
	if old, now := idOf(eds[0], gone), idOf(eds[2], gone+" and gardens"); old != now {
		t.Errorf("a chapter that came back under a like title has the ID %s, not %s", now, old)
	}
}

// A chapter that comes back has its ID again each time, at another number too, while the number
// that it had stays out of use.
func TestChapterComesBackBesideItsNumber(t *testing.T) {
	first := small()
	kept := first.Sections[2]
	back := func(ed *normalise.Edition) {
		s := kept
		s.ID, s.Number = "", "1.9"
		ed.Sections = append(ed.Sections, s)
	}
	away := func(ed *normalise.Edition) { removeSection(ed, len(ed.Sections)-1) }
	eds, _ := chain(first, outOfUse(2), back, away, back)
	for i, n := range []int{2, 4} {
		if got := idOf(eds[n], kept.Title); got != eds[0].Sections[2].ID {
			t.Errorf("the %d. time it came back with the ID %s, not %s", i+1, got, eds[0].Sections[2].ID)
		}
	}
	changes, _, _ := history.Net(history.Earlier{}, eds[1:3], compare.Options{})
	if got := facts(changes); !slices.Equal(got, []string{"added " + kept.Title}) {
		t.Errorf("between the nights: %q", got)
	}
}
