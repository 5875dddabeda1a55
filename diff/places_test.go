package diff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"manualwatch/diff"
	"manualwatch/normalise"
)

// In a list from A to Z the letters follow from the titles of the chapters: a letter that
// comes, goes or stands above a chapter that was renamed is no change of its own.
func TestLettersOfAnAlphabetAreNoChanges(t *testing.T) {
	alphabet := func(run string, titles ...string) *normalise.Edition {
		ed := &normalise.Edition{ID: "b-" + run, BoardID: "b", RunID: run, ObservedAt: time.Date(2020, 1, 1, 2, 0, 0, 0, time.UTC)}
		letter, at := "", -1
		for _, title := range titles {
			if title[:1] != letter {
				letter, at = title[:1], len(ed.Sections)
				ed.Sections = append(ed.Sections, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Title: letter})
			}
			seed := uint64(title[len(title)-1])
			c := chapter(rand.New(rand.NewPCG(seed, 1)), at, "", title, 120)
			c.URL = fmt.Sprintf("https://manual.example/%d", seed)
			ed.Sections = append(ed.Sections, c)
		}
		seal(ed)
		return ed
	}
	got := facts(compared(
		alphabet("1", "Assessment p", "Bruises q", "Neglect r", "Young Carers s"),
		alphabet("11", "Assessment p", "Bruises q", "Contextual Harm t", "Emotional Neglect r")))
	want := []string{"added Contextual Harm t", "renamed Emotional Neglect r", "removed Young Carers s"}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A number "Not in use" that is filled on the night a chapter before it goes, so that its
// own number shifts, became a chapter: nothing was added beside it.
func TestFilledWhileNumbersShift(t *testing.T) {
	prev := manual(3, 1, 4, 120)
	prev.Sections = append(prev.Sections, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindPlaceholder, Number: "1.5", Title: "Not in use"})
	seal(prev)
	cur := next(prev, func(ed *normalise.Edition) {
		ed.Sections = append(ed.Sections[:2], ed.Sections[3:]...) // 1.2 goes
		for i := range ed.Sections[1:] {
			ed.Sections[i+1].Number = fmt.Sprintf("1.%d", i+1)
		}
		ed.Sections[4] = chapter(rand.New(rand.NewPCG(9, 9)), 0, "1.4", "Talking about Race", 120)
	})
	got := facts(compared(prev, cur))
	if !slices.Contains(got, "activated Talking about Race") || slices.Contains(got, "added Talking about Race") {
		t.Errorf("got %q", got)
	}
}

// Where two chapters came at the place of a number "Not in use" while the numbers shift, the
// board's own row tells which of them took it; without one the number does.
func TestFilledAsDeclared(t *testing.T) {
	for details, want := range map[string][]string{
		"This number is now in use, for talks about race.": {"activated Talking about Race", "added Tides and Moorings"},
		"New chapter.": {"activated Tides and Moorings", "added Talking about Race"},
	} {
		prev := manual(3, 1, 4, 120)
		insertSection(prev, 4, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindPlaceholder, Number: "1.4", Title: "Not in use"})
		prev.Sections[5].Number = "1.5"
		seal(prev)
		cur := next(prev, func(ed *normalise.Edition) {
			removeSection(ed, 2) // 1.2 goes
			ed.Sections[3] = chapter(rand.New(rand.NewPCG(9, 9)), 0, "", "Talking about Race", 120)
			insertSection(ed, 4, chapter(rand.New(rand.NewPCG(8, 8)), 0, "", "Tides and Moorings", 120))
			number(ed)
			ed.Sections[3].ID = "talking"
			ed.Amendments = []normalise.Amendment{{Ordinal: 1, Chapter: "Talking about Race", Details: details, SectionID: "talking"}}
		})
		got := facts(compared(prev, cur))
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%q: got %q, want %q", details, got, w)
			}
		}
	}
}

// A chapter that took a number "Not in use" and has only the address of one that was withdrawn the
// same night, named after the words that both titles begin with, is not that one renamed.
func TestFilledAtAnOldAddress(t *testing.T) {
	for name, test := range map[string]struct {
		number string
		seed   uint64
		want   []string
	}{
		"another chapter": {"1.5", 9, []string{"activated Children missing from School", "removed Children missing from Home"}},
		"its own number":  {"1.2", 9, []string{"renamed Children missing from School"}},
		"its own text":    {"1.5", 4, []string{"moved Children missing from School", "renamed Children missing from School"}},
	} {
		prev := manual(3, 1, 4, 120)
		home := chapter(rand.New(rand.NewPCG(4, 4)), 0, "1.2", "Children missing from Home", 120)
		home.URL = "https://manual.example/children_missing_from.html"
		prev.Sections[2] = home
		prev.Sections = append(prev.Sections, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindPlaceholder, Number: "1.5", Title: "Not in use"})
		seal(prev)
		cur := next(prev, func(ed *normalise.Edition) {
			school := chapter(rand.New(rand.NewPCG(test.seed, test.seed)), 0, test.number, "Children missing from School", 120)
			school.URL = home.URL
			if test.number == home.Number {
				ed.Sections[2] = school
				return
			}
			removeSection(ed, 2)
			ed.Sections[4] = school
		})
		var got []string
		for _, f := range facts(compared(prev, cur)) {
			if strings.Contains(f, "missing from") && !strings.HasPrefix(f, "edited") {
				got = append(got, f)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

// The number of the last appendix, which follows from one put in before it, is told on the
// appendix: nothing stands above it.
func TestNumberOfOneAppendix(t *testing.T) {
	prev := manual(5, 1, 3, 60)
	for i, title := range []string{"Record of a Catch", "Telephone Numbers of the Quay"} {
		s := chapter(rand.New(rand.NewPCG(uint64(i), 4)), -1, fmt.Sprintf("Appendix %d", i+1), title, 120)
		s.Depth, s.Kind = 1, normalise.KindAppendix
		prev.Sections = append(prev.Sections, s)
	}
	seal(prev)
	cur := next(prev, func(ed *normalise.Edition) {
		s := chapter(rand.New(rand.NewPCG(7, 4)), -1, "Appendix 2", "Drawing of a Hull", 120)
		s.Depth, s.Kind = 1, normalise.KindAppendix
		ed.Sections[len(ed.Sections)-1].Number = "Appendix 3"
		insertSection(ed, len(ed.Sections)-1, s)
	})
	got := compared(prev, cur)
	at := slices.IndexFunc(got, func(c diff.Change) bool { return c.Kind == diff.Renumbered })
	if len(got) != 2 || at < 0 || got[at].NewTitle != "Telephone Numbers of the Quay" || got[at].OldNumber != "Appendix 2" || got[at].NewNumber != "Appendix 3" || got[at].CausedBy != got[1-at].ID || got[at].Significance != diff.Editorial {
		t.Errorf("got %+v", got)
	}
}
