package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// divided is a chapter that is withdrawn in the tests below.
var divided = strings.Split("The kennel clerk must photograph the animal on the same day.|A pet with a broken limb is reported to the vet within two days.|The rescue centre should keep the collar for six months.|Owners may ask for the collar to be returned.|"+
	"A stable hand who sees a beaten horse must ring the stable line.|The stable line is answered between eight and six.|The farrier should note the state of the hooves in the yard book.|The yard book must be shown to the inspector once a quarter.", "|")

// divide is a night on which that chapter is gone and its sentences, edited, stand in others: each
// chapter gets them up to the next place given.
func divide(edit *strings.Replacer, at ...int) []diff.Change {
	prev := manual(3, 2, 5, 120)
	own := normalise.Section{Parent: 6, Depth: 2, Kind: normalise.KindChapter, Number: "2.6", Title: "Kennels", URL: "https://manual.example/kennels.html", Blocks: blocksOf(divided...)}
	prev.Sections = append(prev.Sections, own)
	seal(prev)
	return compared(prev, next(prev, func(ed *normalise.Edition) {
		ed.Sections = ed.Sections[:len(ed.Sections)-1]
		for k, i := range []int{2, 4, 8}[:len(at)-1] {
			for _, sentence := range divided[at[k]:at[k+1]] {
				ed.Sections[i].Blocks = append(ed.Sections[i].Blocks, parse.Block{Text: edit.Replace(sentence)})
			}
		}
	}))
}

func blocksOf(texts ...string) []parse.Block {
	var out []parse.Block
	for _, t := range texts {
		out = append(out, parse.Block{Text: t})
	}
	return out
}

// TestDividedAmongSeveral: a chapter that is gone and whose words stand in others, in two halves or
// in three parts, was withdrawn into these: none of its duties came or went.
func TestDividedAmongSeveral(t *testing.T) {
	for _, at := range [][]int{{0, 4, 8}, {0, 5, 8}, {0, 3, 6, 8}, {0, 7, 8}} {
		got := divide(strings.NewReplacer(), at...)
		if len(got) != len(at)-1 {
			t.Errorf("%v: %s, want %d mergers", at, describe(got), len(at)-1)
		}
		for _, c := range got {
			if c.Kind != diff.Merged || !slices.Equal(c.Reasons, []string{diff.DividedReason}) || len(c.Edits) > 0 || !strings.HasPrefix(c.Detail, "part of “Kennels” is now part of “") {
				t.Errorf("%v: %s %q %s because of %q", at, c.Kind, c.Detail, c.Edits, c.Reasons)
			}
		}
	}
}

// TestEditedWhileDivided: what became other words on the way, or went, is told, and that alone.
func TestEditedWhileDivided(t *testing.T) {
	got := divide(strings.NewReplacer("book must be shown", "book may be shown"), 0, 4, 8)
	if len(got) != 3 || got[2].Kind != diff.Edited || !slices.Equal(got[2].Reasons, []string{`obligation: "must" became "may"`}) {
		t.Errorf("must became may: %s", describe(got))
	}
	got = divide(strings.NewReplacer(), 0, 3, 5)
	gone := ""
	for _, c := range got {
		if c.Kind != diff.Merged {
			t.Errorf("%s", describe(got))
		}
		gone += joined(c.Edits, diff.Delete)
	}
	if want := strings.Join(divided[5:], ""); strings.ReplaceAll(gone, ". ", ".") != want {
		t.Errorf("%s are gone, not %s", gone, want)
	}
}

// TestNotDivided: a chapter of which little stands elsewhere was withdrawn; one that went into one
// other, as it is, is merged.
func TestNotDivided(t *testing.T) {
	got := divide(strings.NewReplacer(), 0, 1, 3)
	if !slices.ContainsFunc(got, func(c diff.Change) bool { return c.Kind == diff.Removed }) {
		t.Errorf("three of eight sentences: %s", describe(got))
	}
	got = divide(strings.NewReplacer(), 0, 8)
	if len(got) != 1 || got[0].Kind != diff.Merged || got[0].Reasons[0] != "two chapters became one" {
		t.Errorf("all into one: %s", describe(got))
	}
}
