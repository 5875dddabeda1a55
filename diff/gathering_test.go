package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// gather is a night on which sentences of chapters that stay, edited, are those of a new chapter:
// each chapter gives those up to the next place given. The new chapter has others of its own.
func gather(edit *strings.Replacer, own []string, at ...int) []diff.Change {
	prev := manual(3, 2, 5, 120)
	from := []int{2, 4, 8}[:len(at)-1]
	var stood [][]parse.Block
	for k, i := range from {
		stood = append(stood, prev.Sections[i].Blocks)
		prev.Sections[i].Blocks = slices.Concat(prev.Sections[i].Blocks, blocksOf(divided[at[k]:at[k+1]]...))
	}
	seal(prev)
	return compared(prev, next(prev, func(ed *normalise.Edition) {
		for k, i := range from {
			ed.Sections[i].Blocks = stood[k]
		}
		made := normalise.Section{Parent: 6, Depth: 2, Kind: normalise.KindChapter, Number: "2.6", Title: "Kennels", URL: "https://manual.example/kennels.html"}
		for _, sentence := range divided[at[0]:at[len(at)-1]] {
			made.Blocks = append(made.Blocks, parse.Block{Text: edit.Replace(sentence)})
		}
		made.Blocks = append(made.Blocks, blocksOf(own...)...)
		ed.Sections = append(ed.Sections, made)
	}))
}

// TestMadeOfPartsOfSeveral: passages that left several chapters, which stand, and are a new chapter
// now were moved: none of their duties came or went.
func TestMadeOfPartsOfSeveral(t *testing.T) {
	for _, at := range [][]int{{0, 4, 8}, {0, 5, 8}, {0, 3, 6, 8}, {0, 7, 8}} {
		got := gather(strings.NewReplacer(), nil, at...)
		ids := map[string]bool{}
		for _, c := range got {
			if ids[c.ID] = true; c.Kind != diff.Split || !slices.Equal(c.Reasons, []string{diff.GatheredReason}) || len(c.Edits) > 0 || !strings.HasPrefix(c.Detail, "part of “") || !strings.HasSuffix(c.Detail, " is now part of “Kennels”") {
				t.Errorf("%v: %s %q %s because of %q", at, c.Kind, c.Detail, c.Edits, c.Reasons)
			}
		}
		if len(ids) != len(at)-1 || len(got) != len(ids) {
			t.Errorf("%v: %s, want %d splits", at, describe(got), len(at)-1)
		}
	}
}

// TestEditedWhileGathered: what became other words on the way, or is new beside it, is told, and
// that alone.
func TestEditedWhileGathered(t *testing.T) {
	got := gather(strings.NewReplacer("book must be shown", "book may be shown", "within two days", "within nine days"), nil, 0, 4, 8)
	var said []string
	ids := map[string]bool{}
	for _, c := range got {
		if ids[c.ID] = true; c.Kind == diff.Edited {
			said = append(said, c.NewTitle+": "+strings.Join(c.Reasons, "; "))
		}
	}
	if want := []string{`Kennels: timescale: "two days" became "nine days"`, `Kennels: obligation: "must" became "may"`}; len(got) != 4 || len(ids) != 4 || !slices.Equal(said, want) {
		t.Errorf("%q in %s", said, describe(got))
	}
	got = gather(strings.NewReplacer(), []string{"The groom must sign the yard book before the gate is locked."}, 0, 4, 8)
	come := ""
	for _, c := range got {
		if c.Kind != diff.Split || joined(c.Edits, diff.Delete) != "" {
			t.Errorf("%s", describe(got))
		}
		come += joined(c.Edits, diff.Insert)
	}
	if len(got) != 2 || come != "The groom must sign the yard book before the gate is locked." {
		t.Errorf("%q is new in %s", come, describe(got))
	}
}

// TestNotGathered: a new chapter that shares little with others is new, and one that is a part of
// one other was split off.
func TestNotGathered(t *testing.T) {
	own := []string{"Lamps are lit at dusk by the steward of the lower yard, who keeps the oil in the cellar.", "Wicks are trimmed on Fridays and the glass is wiped with a dry cloth.", "Lanterns that leak are taken to the smith, who lends another one meanwhile."}
	got := gather(strings.NewReplacer(), own, 0, 1, 2)
	if !slices.ContainsFunc(got, func(c diff.Change) bool { return c.Kind == diff.Added }) {
		t.Errorf("two of five sentences: %s", describe(got))
	}
	got = gather(strings.NewReplacer(), nil, 0, 8)
	if len(got) != 1 || got[0].Kind != diff.Split || got[0].Reasons[0] != "one chapter became two" {
		t.Errorf("all out of one: %s", describe(got))
	}
}
