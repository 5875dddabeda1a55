package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestSentenceMovedToAnotherChapter: a duty that only changed its chapter was neither taken away
// nor given anew, and each of the two chapters says where its sentence is or was; one that also
// stands in a third chapter, or that came into two, did not move.
func TestSentenceMovedToAnotherChapter(t *testing.T) {
	const duty = "Where a skipper refuses, the porter should tell the harbour what will be shared and why."
	const before = "The gate is shut at noon on Sundays."
	for _, c := range []struct {
		name      string
		was       map[int]string
		is        map[int]string
		wantMoved bool
	}{
		{"a paragraph", map[int]string{1: duty}, map[int]string{3: duty}, true},
		{"a sentence of a paragraph", map[int]string{1: before + " " + duty, 3: "Kettles stand in the yard until the bell has rung twice at dusk."}, map[int]string{1: before, 3: "Kettles stand in the yard until the bell has rung twice at dusk. " + duty}, true},
		{"into two chapters", map[int]string{1: duty}, map[int]string{3: duty, 4: duty}, false},
		{"one that stands elsewhere", map[int]string{1: duty, 6: duty}, map[int]string{3: duty, 6: duty}, false},
		{"a few words", map[int]string{1: "Staff must ring twice."}, map[int]string{3: "Staff must ring twice."}, false},
	} {
		with := func(texts map[int]string) func(ed *normalise.Edition) {
			return func(ed *normalise.Edition) {
				for i, text := range texts {
					ed.Sections[i].Blocks = append(ed.Sections[i].Blocks, parse.Block{Text: text})
				}
			}
		}
		prev := next(small(), with(c.was))
		lineage.Carry(nil, prev)
		cur := next(small(), with(c.is))
		changes := compare.Editions(lineage.Carry(prev, cur), compare.Options{})
		for i, want := range map[int]string{1: `a sentence was moved to another chapter: "1.3 Kettle safety"`, 3: `a sentence was moved here from another chapter: "1.1 Lantern rules"`} {
			at := slices.IndexFunc(changes, func(ch diff.Change) bool { return ch.SectionID == cur.Sections[i].ID && ch.Kind == diff.Edited })
			if at < 0 {
				t.Fatalf("%s: nothing is told of %s", c.name, cur.Sections[i].Title)
			}
			ch := changes[at]
			if c.wantMoved && (ch.Significance != diff.Minor || !slices.Equal(ch.Reasons, []string{want}) || len(ch.Obligations) != 0) {
				t.Errorf("%s: %s, %q", c.name, ch.Significance, ch.Reasons)
			}
			if !c.wantMoved && (ch.Significance != diff.Practice || strings.Contains(strings.Join(ch.Reasons, " "), "another chapter")) {
				t.Errorf("%s: %s, %q", c.name, ch.Significance, ch.Reasons)
			}
		}
	}
}
