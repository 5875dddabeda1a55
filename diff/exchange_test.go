package diff_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// ringing is small with a line that stands in every chapter.
func ringing() *normalise.Edition {
	return next(small(), func(ed *normalise.Edition) {
		for i := range ed.Sections {
			if s := &ed.Sections[i]; s.Kind == normalise.KindChapter {
				s.Blocks = append(s.Blocks, parse.Block{Text: "Whom to ring"}, parse.Block{Text: "The porter sits at the gate."})
			}
		}
	})
}

// exchangeTitles gives two chapters each the title of the other and edits both.
func exchangeTitles(ed *normalise.Edition) {
	ed.Sections[1].Title, ed.Sections[3].Title = ed.Sections[3].Title, ed.Sections[1].Title
	for _, i := range []int{1, 3} {
		setText(ed, i, len(ed.Sections[i].Blocks)-1, "The porter sits at the wall.")
		ed.Sections[i].URL = ""
	}
}

// TestExchangedTitles: two chapters whose titles were put right are the same chapters, though
// both were edited on the same night; where a chapter was rewritten under its title it is itself.
func TestExchangedTitles(t *testing.T) {
	got := facts(compared(ringing(), next(ringing(), exchangeTitles)))
	got = slices.DeleteFunc(got, func(s string) bool { return s == "link_changed Lantern rules" || s == "link_changed Kettle safety" })
	if d := cmp.Diff([]string{"renamed Kettle safety", "edited Kettle safety", "renamed Lantern rules", "edited Lantern rules"}, got); d != "" {
		t.Error(d)
	}
	rewritten := facts(compared(ringing(), next(ringing(), func(ed *normalise.Edition) {
		s := &ed.Sections[1]
		s.Blocks = slices.Concat([]parse.Block{{Text: "Every lamp hangs from a hook of brass, and whoever lights one stays with it until it is out again and cold."}}, s.Blocks[len(s.Blocks)-2:])
	})))
	if d := cmp.Diff([]string{"edited Lantern rules"}, rewritten); d != "" {
		t.Error(d)
	}
}

// TestRowOnExchangedTitles: one row declares both, and nothing else.
func TestRowOnExchangedTitles(t *testing.T) {
	changes, _, _ := declared(t, func(ed *normalise.Edition) {
		exchangeTitles(ed)
		replaceWords(ed, "ladder", "stair")
	}, declaration.History{}, row2("Kettle safety", "The titles had been put on the wrong way round."))
	var got []string
	for _, c := range changes {
		if c.Declared == "confirmed" {
			got = append(got, string(c.Kind)+" "+c.NewTitle)
		}
	}
	if d := cmp.Diff([]string{"renamed Kettle safety", "renamed Lantern rules"}, got); d != "" {
		t.Error(d)
	}
}

// TestPartTakesTheNameOfItsGroup: a new part above a group that took the name of the group, which
// got another, is the new one.
func TestPartTakesTheNameOfItsGroup(t *testing.T) {
	prev := grouped() // part 1 with the groups Early and Late
	cur := next(prev, func(ed *normalise.Edition) {
		ed.Sections = slices.Insert(ed.Sections, 4, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Number: "2", Title: "Late"})
		for i := 5; i < len(ed.Sections); i++ {
			if s := &ed.Sections[i]; s.Parent >= 4 {
				s.Parent++
			}
		}
		ed.Sections[5].Parent, ed.Sections[5].Title = 4, "Kettles and quays"
		ed.Sections[8].Number = "3"
		number(ed)
	})
	lineage.Carry(nil, prev)
	lineage.Carry(prev, cur)
	if cur.Sections[5].ID != prev.Sections[4].ID {
		t.Error("the group lost its life to the part above it")
	}
	for i := range prev.Sections {
		if prev.Sections[i].ID == cur.Sections[4].ID {
			t.Errorf("the new part is %s", prev.Sections[i].Title)
		}
	}
}

// TestPartCutInHalves: where each half has as many chapters the name tells which goes on, or else
// the first does.
func TestPartCutInHalves(t *testing.T) {
	for name, test := range map[string]struct {
		titles [2]string
		heir   int // section
	}{
		"the first has most of the name":  {[2]string{"Core of the harbour", "Harbour nights"}, 0},
		"the second has most of the name": {[2]string{"Nights", "Core of the harbour"}, 3},
		"neither has":                     {[2]string{"Early", "Late"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			prev := next(small(), func(ed *normalise.Edition) { ed.Sections[0].Title = "Core of the harbour and quay" })
			cur := next(prev, func(ed *normalise.Edition) {
				insertSection(ed, 3, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Title: test.titles[1]})
				ed.Sections[0].Title = test.titles[0]
				ed.Sections[4].Parent, ed.Sections[5].Parent = 3, 3
			})
			lineage.Carry(nil, prev)
			lineage.Carry(prev, cur)
			if cur.Sections[test.heir].ID != prev.Sections[0].ID {
				t.Errorf("%q does not go on in %q", prev.Sections[0].Title, cur.Sections[test.heir].Title)
			}
		})
	}
}

// TestNumberNotInUseBelowAnotherPart: a number that is free below one part is not that of another,
// which had it before the parts were counted anew.
func TestNumberNotInUseBelowAnotherPart(t *testing.T) {
	free := normalise.Section{Parent: 5, Depth: 2, Kind: normalise.KindPlaceholder, Title: "Not in use"}
	prev := next(small(), func(ed *normalise.Edition) { ed.Sections = append(ed.Sections, free); number(ed) })
	cur := next(prev, func(ed *normalise.Edition) {
		n := len(ed.Sections)
		s := &ed.Sections[n-1]
		s.Kind, s.Title, s.Blocks = normalise.KindChapter, "Parasols", []parse.Block{{Text: "A parasol must be dried before it is folded and hung in the porch."}}
		ed.Sections[0].Number, ed.Sections[5].Number = "2", "3"
		insertSection(ed, 5, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindPlaceholder, Title: "Not in use"})
		number(ed)
	})
	got := facts(compared(prev, cur))
	if !slices.Contains(got, "activated Parasols") || slices.Contains(got, "added Parasols") {
		t.Error(got)
	}
}

// TestRowOnADividedPart: a row that says that a part was divided declares the new part, what moved
// into it, and the new title of the old one.
func TestRowOnADividedPart(t *testing.T) {
	divide := func(ed *normalise.Edition) {
		insertSection(ed, 3, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Title: "Harbour nights"})
		ed.Sections[0].Title = "Core of the day"
		ed.Sections[4].Parent, ed.Sections[5].Parent = 3, 3
	}
	changes, _, _ := declared(t, divide, declaration.History{}, row2("Harbour nights", "The first part has been divided and a part on nights has been made."))
	var got []string
	for _, c := range changes {
		if c.Declared == "confirmed" {
			got = append(got, string(c.Kind)+" "+c.NewTitle)
		}
	}
	if d := cmp.Diff([]string{"renamed Core of the day", "added Harbour nights", "moved Kettle safety", "moved Harbour watch"}, got); d != "" {
		t.Error(d)
	}
}
