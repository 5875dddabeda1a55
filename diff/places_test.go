package diff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

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
