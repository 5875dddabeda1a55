package diff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/history"
	"manualwatch/normalise"
)

// counted makes a part of n chapters with a long text each, numbered as form says.
func counted(n int, form func(i int) string) *normalise.Edition {
	r := rand.New(rand.NewPCG(3, 9))
	ed := &normalise.Edition{ID: "b-1", BoardID: "b", RunID: "1"}
	ed.Sections = append(ed.Sections, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Number: "1", Title: "On the quay"})
	for i := range n {
		ed.Sections = append(ed.Sections, chapter(r, 0, form(i+1), "The "+inventNouns[i], 120))
	}
	seal(ed)
	return ed
}

// TestRangesSayOnlyWhatIsTrue: a range of numbers names none that stayed, and each shift has its
// own.
func TestRangesSayOnlyWhatIsTrue(t *testing.T) {
	dotted := func(i int) string { return fmt.Sprintf("1.%d", i) }
	letter := func(i int) string { return "Annex " + string(rune('A'+i-1)) }
	none := func(int) string { return "" }
	r := rand.New(rand.NewPCG(5, 5))
	stranger := chapter(r, 0, "", "The sundial", 120)
	for _, test := range []struct {
		name      string
		old, form func(i int) string
		order     []int // older places in the newer order; 0 is a new chapter
		want      string
	}{
		{"one came", dotted, dotted, []int{1, 2, 0, 3, 4, 5, 6}, "1.3-1.6 became 1.4-1.7 (4 numbers)"},
		{"some stay between", dotted, dotted, []int{1, 2, 4, 5, 6, 0, 7, 9, 10}, "1.4-1.6 became 1.3-1.5, 1.9-1.10 became 1.8-1.9 (5 numbers)"},
		{"some go up, some down", dotted, dotted, []int{1, 0, 2, 3, 6, 7}, "1.2-1.3 became 1.3-1.4, 1.6-1.7 became 1.5-1.6 (4 numbers)"},
		{"letters", letter, letter, []int{1, 0, 2, 3, 4}, "Annex B-Annex D became Annex C-Annex E (3 numbers)"},
		{"numbers for the first time", none, dotted, []int{1, 2, 3, 4}, "none became 1.1-1.4 (4 numbers)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			prev := counted(slices.Max(test.order), test.old)
			cur := next(prev, func(ed *normalise.Edition) {
				old := ed.Sections
				ed.Sections = old[:1:1]
				for i, from := range test.order {
					s := stranger
					if from > 0 {
						s = old[from]
					}
					s.Number = test.form(i + 1)
					ed.Sections = append(ed.Sections, s)
				}
			})
			var got []string
			for _, c := range compared(prev, cur) {
				if c.Kind == diff.Renumbered {
					got = append(got, c.Detail)
				}
			}
			if all := strings.Join(got, " | "); all != test.want {
				t.Errorf("%s; want %s", all, test.want)
			}
		})
	}
}

// TestManyRangesAreCounted: a numbering that was thrown about is not told number by number.
func TestManyRangesAreCounted(t *testing.T) {
	prev := counted(24, func(i int) string { return fmt.Sprint(i) })
	cur := next(prev, func(ed *normalise.Edition) {
		for i := 1; i < len(ed.Sections); i++ {
			ed.Sections[i].Number = fmt.Sprint(100 + 3*i)
		}
	})
	got := compared(prev, cur)
	if len(got) != 1 || !strings.HasPrefix(got[0].Detail, "1 became 103, 2 became 106, ") || !strings.HasSuffix(got[0].Detail, ", 8 became 124 and 16 more (24 numbers)") {
		t.Errorf("%s", describe(got))
	}
}

// TestNumbersInAPartThatMoved: a chapter whose part got another place and number, and whose
// neighbour went, or whose part has no number, has one that the number of its part does not give: it is told, with what
// it follows from, and its history knows the day.
func TestNumbersInAPartThatMoved(t *testing.T) {
	for _, form := range []struct{ part, was, to, from, becomes, detail string }{
		{"2.2", "2.2.%d", "3.1", "2.2.%d", "3.1.%d", "2.2.3 became 3.1.2"},
		{"C", "C0%d", "D", "C0%d", "D0%d", "C03 became D02"},
		{"", "2.%d", "", "2.%d", "3.%d", "2.1 became 3.1, 2.3 became 3.2 (2 numbers)"}, // no number of the part tells of them
	} {
		r := rand.New(rand.NewPCG(5, 5))
		first := small()
		top := len(first.Sections)
		first.Sections = append(first.Sections, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Number: "7", Title: "On the water"},
			normalise.Section{Parent: top, Depth: 2, Kind: normalise.KindGroup, Number: form.part, Title: "Rain and wind"})
		for i, title := range []string{"Parasols", "Gales", "Fog"} {
			first.Sections = append(first.Sections, chapter(r, top+1, fmt.Sprintf(form.was, i+1), title, 120))
		}
		seal(first)
		eds, h := chain(first, func(ed *normalise.Edition) {
			removeSection(ed, top+3) // Gales
			insertSection(ed, top+1, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Number: "8", Title: "Weather"})
			for i := top + 2; i < len(ed.Sections); i++ {
				ed.Sections[i].Parent = top + 2
			}
			ed.Sections[top+2].Parent, ed.Sections[top+2].Number = top+1, form.to
			for i, at := range []int{top + 3, top + 4} {
				ed.Sections[at].Number = fmt.Sprintf(form.becomes, i+1)
			}
		})
		var got []string
		for _, c := range h.Nights[0].Changes {
			if c.Kind == diff.Renumbered {
				got = append(got, c.Detail)
				if !slices.ContainsFunc(h.Nights[0].Changes, func(o diff.Change) bool { return o.ID == c.CausedBy }) {
					t.Errorf("%s: without a cause", c.Detail)
				}
			}
		}
		if strings.Join(got, "; ") != form.detail {
			t.Errorf("numbers below %q: %q, want %q", form.part, got, form.detail)
		}
		events := history.Life(eds, h, "Fog")
		if n := len(events); n != 2 || events[1].Section.Number != fmt.Sprintf(form.becomes, 2) {
			t.Errorf("the life of a chapter below %q has %d events", form.part, n)
		}
	}
}
