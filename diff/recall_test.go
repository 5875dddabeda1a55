package diff_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/history"
	"manualwatch/diff/lineage"
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

// One of several chapters of a title that comes back has its own ID again, and never that of its
// twin, though the outlines of earlier editions come without texts.
func TestTwinComesBackAsItself(t *testing.T) {
	first := small()
	r := rand.New(rand.NewPCG(3, 3))
	for _, part := range []string{"Boats", "Kites", "Trams"} {
		first.Sections = append(first.Sections, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Title: part})
		s := chapter(r, len(first.Sections)-1, "", "Recording", 120)
		s.URL, s.TextSHA256 = "https://manual.example/"+part, part // stands for the sum of its text
		first.Sections = append(first.Sections, s)
	}
	seal(first)
	n := len(first.Sections)
	boats, kites := first.Sections[n-5], first.Sections[n-3]
	put := func(ed *normalise.Edition, at int, s normalise.Section) {
		s.ID = ""
		ed.Sections = slices.Insert(ed.Sections, at, s)
		for k := at + 1; k < len(ed.Sections); k++ {
			if ed.Sections[k].Parent >= at {
				ed.Sections[k].Parent++
			}
		}
	}
	both := func(ed *normalise.Edition) {
		removeSection(ed, n-3)
		removeSection(ed, n-5)
	}
	reworded := func(s normalise.Section) normalise.Section {
		s.Blocks, s.TextSHA256 = chapter(rand.New(rand.NewPCG(8, 8)), 0, "", "", 120).Blocks, "other words"
		return s
	}
	for _, c := range []struct {
		name       string
		away, back func(ed *normalise.Edition)
		at         []int // of the chapters that came back, in the newest edition
	}{
		{"word for word", func(ed *normalise.Edition) { removeSection(ed, n-5) }, func(ed *normalise.Edition) { put(ed, n-5, boats) }, []int{n - 5}},
		{"with other words", func(ed *normalise.Edition) { removeSection(ed, n-5) }, func(ed *normalise.Edition) { put(ed, n-5, reworded(boats)) }, []int{n - 5}},
		{"elsewhere", func(ed *normalise.Edition) { removeSection(ed, n-5) }, func(ed *normalise.Edition) {
			s := boats
			s.Parent, s.URL = n-3, "https://manual.example/elsewhere" // beside the one in Trams
			put(ed, n-1, s)
		}, []int{n - 1}},
		{"two of them", both, func(ed *normalise.Edition) { put(ed, n-5, boats); put(ed, n-3, reworded(kites)) }, []int{n - 5, n - 3}},
	} {
		eds, _ := chain(first, c.away)
		cur := next(eds[1], c.back)
		m := lineage.Carry(eds[1], cur)
		history.Recall(cur, m, outlines(eds))
		for _, at := range c.at {
			was := slices.IndexFunc(eds[0].Sections, func(s normalise.Section) bool { return s.TextSHA256 == cur.Sections[at].TextSHA256 })
			if was < 0 {
				was = at // it has other words
			}
			if got, want := cur.Sections[at].ID, eds[0].Sections[was].ID; got != want {
				t.Errorf("%s: the chapter in %s has the ID %s, not %s", c.name, cur.Sections[at-1].Title, got, want)
			}
		}
	}
}

// outlines are editions as the dataset gives them back: without texts.
func outlines(eds []*normalise.Edition) []*normalise.Edition {
	var bare []*normalise.Edition
	for _, ed := range eds {
		o := *ed
		o.Sections = slices.Clone(ed.Sections)
		for i := range o.Sections {
			o.Sections[i].Text, o.Sections[i].Blocks = "", nil
		}
		bare = append(bare, &o)
	}
	return bare
}
