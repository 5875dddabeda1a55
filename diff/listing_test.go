package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
)

// listedTwice is the small manual with a row in its second part that leads to a chapter of the
// first, and has no words of its own.
func listedTwice(change func(row *normalise.Section)) *normalise.Edition {
	return next(small(), func(ed *normalise.Edition) {
		row := ed.Sections[2]
		row.Parent, row.Number, row.Blocks = 5, "2.9", nil
		change(&row)
		ed.Sections = append(ed.Sections, row)
	})
}

// TestOneOfTwoPlacesGoes: a chapter that the contents list in two parts and then in one was not
// withdrawn and did not move, whichever row had its words; nor is it new where the second comes.
func TestOneOfTwoPlacesGoes(t *testing.T) {
	same := func(*normalise.Section) {}
	first := func(ed *normalise.Edition) { // the words come to stand in the other place
		words := ed.Sections[2].Blocks
		removeSection(ed, 2)
		ed.Sections[len(ed.Sections)-1].Blocks = words
	}
	second := func(ed *normalise.Edition) { removeSection(ed, len(ed.Sections)-1) }
	for _, test := range []struct {
		name   string
		row    func(*normalise.Section)
		change func(*normalise.Edition)
		number string
		minor  bool
	}{
		{"the second", same, second, "2.9", true},
		{"the first", same, first, "1.2", true},
		{"another address", func(s *normalise.Section) { s.URL += "?other" }, second, "2.9", false},
		{"another title", func(s *normalise.Section) { s.Title = "Rope ladders" }, second, "2.9", false},
	} {
		prev := listedTwice(test.row)
		cur := next(prev, test.change)
		went := withoutNumbers(compared(prev, cur))
		if len(went) != 1 || went[0].Kind != diff.Removed || went[0].OldNumber != test.number || (went[0].Significance == diff.Minor && went[0].NewPath != "") != test.minor {
			t.Errorf("%s goes: %q %+v", test.name, facts(went), went)
		}
		prev, cur = next(cur, func(*normalise.Edition) {}), next(prev, func(*normalise.Edition) {})
		came := withoutNumbers(compared(prev, cur))
		if len(came) != 1 || came[0].Kind != diff.Added || came[0].NewNumber != test.number || (came[0].Significance == diff.Minor && came[0].OldPath != "") != test.minor {
			t.Errorf("%s comes: %q %+v", test.name, facts(came), came)
		}
	}
}

// withoutNumbers leaves out the numbers that follow from another change.
func withoutNumbers(changes []diff.Change) (told []diff.Change) {
	for _, c := range changes {
		if c.Kind != diff.Renumbered || c.CausedBy == "" {
			told = append(told, c)
		}
	}
	return told
}

// TestChapterThatBecameAPointer: a chapter that is gone, and to whose subject the contents point
// elsewhere now, is told with where they do; the row itself is no chapter.
func TestChapterThatBecameAPointer(t *testing.T) {
	for title, told := range map[string]bool{
		"Orchard visits (Othertown Procedures Manual)": true,
		"Orchard visitsbook (Othertown)":               false,
		"Lamp care (Othertown Procedures Manual)":      false,
	} {
		cur := next(small(), func(ed *normalise.Edition) {
			s := &ed.Sections[2]
			s.Kind, s.Title, s.Number, s.URL, s.Blocks = normalise.KindSeeAlso, title, "", "https://othertown.example/a", nil
		})
		got := withoutNumbers(compared(small(), cur))
		if len(got) != 2 {
			t.Errorf("%s: %q", title, facts(got))
		}
		for _, c := range got {
			if c.Kind == diff.Removed && (c.Significance != diff.Practice || (c.Detail == "the contents point to “"+title+"” now") != told) {
				t.Errorf("%s: %q %s", title, c.Detail, c.Significance)
			}
			if c.Kind == diff.Added && c.Significance != diff.Links {
				t.Errorf("%s: the pointer is %s", title, c.Significance)
			}
		}
	}
}
