package diff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// weather adds a part with a group and chapters below it to the small manual; words are those
// of the group itself.
func weather(words string) func(ed *normalise.Edition) {
	return func(ed *normalise.Edition) {
		n := len(ed.Sections)
		group := normalise.Section{Parent: n, Depth: 2, Kind: normalise.KindGroup, Title: "Rain and wind"}
		if words != "" {
			group.Blocks = []parse.Block{{Text: words}}
		}
		ed.Sections = append(ed.Sections, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Number: "3", Title: "Weather and tides"}, group,
			normalise.Section{Parent: n + 1, Depth: 3, Kind: normalise.KindChapter, Number: "3.1", Title: "Parasols", Blocks: []parse.Block{{Text: "A parasol must be dried before it is folded and hung in the porch."}}},
			normalise.Section{Parent: n + 1, Depth: 3, Kind: normalise.KindChapter, Number: "3.2", Title: "Gales", Blocks: []parse.Block{{Text: "Whoever sees the cone rings the bell of the watch and bars the lower gate."}}})
	}
}

// TestGroupsOfANewPart: a part that comes or goes is told with the groups in it, and each
// chapter by itself. A group with words of its own, or in a part that stays, is news.
func TestGroupsOfANewPart(t *testing.T) {
	quiet, wordy := next(small(), weather("")), next(small(), weather("This group is on what falls from the sky."))
	intoOld := next(small(), func(ed *normalise.Edition) {
		weather("")(ed)
		removeSection(ed, 10)
		ed.Sections[10].Parent = 5
	})
	for _, test := range []struct {
		name      string
		prev, cur *normalise.Edition
		want      []string
		detail    string
	}{
		{"a part came", small(), quiet, []string{"added Weather and tides", "added Parasols", "added Gales"}, "with “Rain and wind”"},
		{"a part went", quiet, next(quiet, func(ed *normalise.Edition) { ed.Sections = ed.Sections[:10] }), []string{"removed Weather and tides", "removed Parasols", "removed Gales"}, "with “Rain and wind”"},
		{"a group with words came", small(), wordy, []string{"added Weather and tides", "added Rain and wind", "added Parasols", "added Gales"}, ""},
		{"a group came into a part", small(), intoOld, []string{"added Rain and wind", "added Parasols", "added Gales"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := compared(test.prev, test.cur)
			if d := cmp.Diff(test.want, facts(got)); d != "" {
				t.Fatal(d)
			}
			if got[0].Kind == diff.Removed && (got[0].Significance != diff.Minor || got[1].Significance != diff.Practice) {
				t.Errorf("the name of a part is no practice, its chapters are: %s", describe(got))
			}
			if got[0].Detail != test.detail || len(got[0].OtherIDs) > 0 != (test.detail != "") {
				t.Errorf("detail %q, other sections %q; want %q", got[0].Detail, got[0].OtherIDs, test.detail)
			}
		})
	}
}

// TestPartsThatAreReplaced: where parts give way to others, each chapter went to another part, also
// those that stand in the old order there; of parts that were put together those of one moved.
func TestPartsThatAreReplaced(t *testing.T) {
	prev := manual(5, 3, 6, 90)
	share := func(into func(k int) int) *normalise.Edition {
		return next(prev, func(ed *normalise.Edition) {
			old := ed.Sections
			ed.Sections = nil
			for part, title := range []string{"Urban", "Rural"} {
				parent := len(ed.Sections)
				ed.Sections = append(ed.Sections, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Number: fmt.Sprint(part + 7), Title: title})
				for k, n := 0, 0; k < len(old); k++ {
					if old[k].Kind != normalise.KindSection && into(k) == part {
						n++
						s := old[k]
						s.Parent, s.Number = parent, fmt.Sprintf("%d.%d", part+7, n)
						ed.Sections = append(ed.Sections, s)
					}
				}
			}
		})
	}
	for name, test := range map[string]struct {
		into func(k int) int
		want int
	}{"shared out": {func(k int) int { return k % 2 }, 18}, "two of three put together": {func(k int) int { return k / 14 }, 6}} {
		moved := 0
		for _, c := range compared(prev, share(test.into)) {
			switch c.Kind {
			case diff.Moved:
				moved++
			case diff.Renumbered:
				if test.want == 18 {
					t.Errorf("%s: %s", name, c.Detail)
				}
			}
		}
		if moved != test.want {
			t.Errorf("%s: %d moves, want %d", name, moved, test.want)
		}
	}
}

// TestRowsThatNameANewGroup: a row on a chapter that names the group, or the part, in which it
// is new, declares both.
func TestRowsThatNameANewGroup(t *testing.T) {
	for details, want := range map[string]string{
		"This chapter is new and opens a new group, Rain and wind.":    "confirmed",
		"This chapter is new, in a new part called Weather and tides.": "confirmed",
		"This chapter is new.": "undeclared",
	} {
		changes, _, _ := declared(t, weather(""), declaration.History{}, row2("Parasols", details))
		i := slices.IndexFunc(changes, func(c diff.Change) bool { return c.Kind == diff.Added && c.NewTitle == "Weather and tides" })
		if i < 0 || changes[i].Declared != want {
			t.Errorf("%q: %s, want a part that is %s", details, describe(changes), want)
		}
	}
}

// TestWordsOfAMergerAreNotTheSurvivors: what a chapter that was absorbed said, and nobody says
// any more, is told with the merger; the chapter that took it in never had it. What it lost of
// its own is told of it.
func TestWordsOfAMergerAreNotTheSurvivors(t *testing.T) {
	own := parse.Block{Text: "Rowers must sign the book of the slipway."}
	prev := next(small(), func(ed *normalise.Edition) {
		ed.Sections[2].Blocks = append(ed.Sections[2].Blocks, own)
		ed.Sections = slices.Insert(ed.Sections, 4, normalise.Section{Parent: 3, Depth: 3, Kind: normalise.KindHeading, Title: "Who to ring",
			Blocks: []parse.Block{{Text: "The night porter must be rung before any kettle is thrown away."}}})
		for i := range ed.Sections[5:] {
			if s := &ed.Sections[5+i]; s.Parent > 3 {
				s.Parent++
			}
		}
	})
	for name, lost := range map[string]bool{"the survivor is as it was": false, "it lost words of its own": true} {
		t.Run(name, func(t *testing.T) {
			cur := next(prev, func(ed *normalise.Edition) {
				if lost {
					ed.Sections[2].Blocks = ed.Sections[2].Blocks[:len(ed.Sections[2].Blocks)-1]
				}
				ed.Sections[2].Blocks = append(ed.Sections[2].Blocks, ed.Sections[3].Blocks...)
				removeSection(ed, 4)
				removeSection(ed, 3)
			})
			got := compared(prev, cur)
			if !slices.ContainsFunc(got, func(c diff.Change) bool { return c.Kind == diff.Merged }) || lost != slices.ContainsFunc(got, func(c diff.Change) bool { return c.Kind == diff.Edited }) {
				t.Fatalf("%s", describe(got))
			}
			for _, c := range got {
				gone := joined(c.Edits, diff.Delete)
				switch c.Kind {
				case diff.Merged:
					if !strings.Contains(gone, "night porter") || strings.Contains(gone, "slipway") || joined(c.Edits, diff.Under) != "Who to ring" || len(c.Obligations) != 1 || !slices.Contains(c.Reasons, `a passage with an obligation ("must") was removed`) {
						t.Errorf("the merger: %v, because %q", c.Edits, c.Reasons)
					}
				case diff.Edited:
					if !lost || strings.Contains(gone, "night porter") || !strings.Contains(gone, "slipway") {
						t.Errorf("%s: %v", c.NewTitle, c.Edits)
					}
				}
			}
		})
	}
}

// TestWordsOfASplitAreNotTheOldChapters: what a chapter that was split off says beyond the old
// one is told with the split.
func TestWordsOfASplitAreNotTheOldChapters(t *testing.T) {
	prev := manual(3, 1, 4, 240)
	cur := next(prev, func(ed *normalise.Edition) {
		s := ed.Sections[2]
		s.Title, s.URL, s.ID = "Care of the umbrella", "https://manual.example/umbrella.html", ""
		half := len(s.Blocks) / 2
		ed.Sections[2].Blocks, s.Blocks = s.Blocks[:half], append(slices.Clone(s.Blocks[half:]), parse.Block{Text: "Porters must count the umbrellas at closing time."})
		ed.Sections = append(ed.Sections, s)
	})
	got := compared(prev, cur)
	i := slices.IndexFunc(got, func(c diff.Change) bool { return c.Kind == diff.Split })
	if i < 0 || !strings.Contains(joined(got[i].Edits, diff.Insert), "count the umbrellas") {
		t.Fatalf("%s", describe(got))
	}
	if slices.ContainsFunc(got, func(c diff.Change) bool { return c.Kind == diff.Edited }) {
		t.Errorf("told of the old chapter: %s", describe(got))
	}
}

// TestEditInASplitIsOfItsChapter: a duty that changed in the part that was split off is told with
// the split, which leads to the page that has it, and one in the part that stayed of the old chapter.
func TestEditInASplitIsOfItsChapter(t *testing.T) {
	prev := manual(3, 1, 4, 240)
	prev.Sections[2].Blocks[0].Text += " Porters must count the umbrellas at closing time."
	last := len(prev.Sections[2].Blocks) - 1
	prev.Sections[2].Blocks[last].Text += " Clerks must lock the loft at dusk."
	seal(prev)
	for _, test := range []struct {
		old, new string
		kind     diff.Kind
	}{
		{"Clerks must lock", "Clerks may lock", diff.Split},
		{"Porters must count", "Porters may count", diff.Edited},
	} {
		cur := next(prev, func(ed *normalise.Edition) {
			s := ed.Sections[2]
			s.Title, s.URL, s.ID = "Care of the umbrella", "https://manual.example/umbrella.html", ""
			half := len(s.Blocks) / 2
			ed.Sections[2].Blocks, s.Blocks = s.Blocks[:half], s.Blocks[half:]
			ed.Sections = append(ed.Sections, s)
			replaceWords(ed, test.old, test.new)
		})
		for _, c := range compared(prev, cur) {
			if told := strings.Contains(strings.Join(c.Reasons, " "), `"must" became "may"`); told != (c.Kind == test.kind) || told && (strings.TrimSpace(joined(c.Edits, diff.Insert)) != "may" || len(c.Obligations) != 1) {
				t.Errorf("%s: %s %q %+v", test.new, c.Kind, c.Reasons, c.Edits)
			}
		}
	}
}

// TestHeadingOfASplitIsNotTheOldChapters: the heading of an appendix that became a chapter has
// not become the first heading of that chapter.
func TestHeadingOfASplitIsNotTheOldChapters(t *testing.T) {
	prev := manual(3, 1, 4, 240)
	appendix := []parse.Block{{Kind: parse.Heading, Level: 2, Text: "Appendix 1: Checklist of umbrellas"}, {Text: "Porters must count the umbrellas at closing time, and the clerk writes the count into the long book by the door."}, {Text: "Umbrellas that nobody has asked for are kept dry in the loft until the first day of spring."}}
	prev.Sections[2].Blocks = append(prev.Sections[2].Blocks, appendix...)
	seal(prev)
	cur := next(prev, func(ed *normalise.Edition) {
		s := ed.Sections[2]
		s.Title, s.URL, s.ID = "Checklist of umbrellas", "https://manual.example/umbrella.html", ""
		s.Blocks = append([]parse.Block{{Kind: parse.Heading, Level: 2, Text: "Checklist"}}, appendix[1:]...)
		ed.Sections[2].Blocks = ed.Sections[2].Blocks[:len(ed.Sections[2].Blocks)-len(appendix)]
		ed.Sections = append(ed.Sections, s)
	})
	got := compared(prev, cur)
	if !slices.ContainsFunc(got, func(c diff.Change) bool { return c.Kind == diff.Split }) {
		t.Fatalf("%s", describe(got))
	}
	if i := slices.IndexFunc(got, func(c diff.Change) bool { return c.Kind == diff.Edited }); i >= 0 {
		t.Errorf("told of the old chapter: %s %q", describe(got), got[i].Reasons)
	}
}
