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

// TestSentenceMovedToANewChapter: a duty that stands in a new chapter, which has more of its own
// than came from others, was not taken away, and the new chapter says where it stood.
func TestSentenceMovedToANewChapter(t *testing.T) {
	const duty = "Where a skipper refuses, the porter should tell the harbour what will be shared and why."
	own := []string{"Lamps are lit at dusk by the steward of the lower yard, who keeps the oil in the cellar.", "Wicks are trimmed on Fridays and the glass is wiped with a dry cloth.", "Lanterns that leak are taken to the smith, who lends another one meanwhile."}
	prev := next(small(), func(ed *normalise.Edition) {
		ed.Sections[1].Blocks = append(ed.Sections[1].Blocks, parse.Block{Text: duty})
	})
	lineage.Carry(nil, prev)
	cur := next(small(), func(ed *normalise.Edition) {
		made := normalise.Section{Parent: ed.Sections[1].Parent, Depth: ed.Sections[1].Depth, Kind: normalise.KindChapter, Title: "Oil and wicks", URL: "https://manual.example/oil.html", Blocks: blocksOf(append(own, duty)...)}
		insertSection(ed, 2, made)
	})
	var said []string
	for _, c := range compare.Editions(lineage.Carry(prev, cur), compare.Options{}) {
		switch c.Kind {
		case diff.Added:
			said = append(said, c.NewTitle+" "+c.Detail)
		case diff.Edited:
			said = append(said, string(c.Significance)+" "+strings.Join(c.Reasons, "; "))
		}
	}
	if want := []string{`minor a sentence was moved to another chapter: "Oil and wicks"`, "Oil and wicks some of its words stood in “1.1 Lantern rules” before"}; !slices.Equal(said, want) {
		t.Errorf("%q, want %q", said, want)
	}
}
