package diff_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/diff/history"
	"manualwatch/normalise"
)

// partsOf is a manual of parts in an order, each with three chapters of its own.
func partsOf(name func(part string) (number, title string), parts ...string) *normalise.Edition {
	ed := &normalise.Edition{ID: "b-1", BoardID: "b", RunID: "1", ObservedAt: time.Date(2020, 1, 1, 2, 0, 0, 0, time.UTC)}
	for _, part := range parts {
		at := len(ed.Sections)
		number, title := name(part)
		ed.Sections = append(ed.Sections, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Number: number, Title: title})
		for i := range 3 {
			r := rand.New(rand.NewPCG(uint64(part[0]), uint64(i)))
			ed.Sections = append(ed.Sections, chapter(r, at, "", fmt.Sprintf("%s %s", part, inventNouns[i]), 60))
		}
	}
	seal(ed)
	return ed
}

// TestPlaceInsideAPart: a part that gets another place without a number is told with the place
// that it had and has; it goes back only where it stands again as it did.
func TestPlaceInsideAPart(t *testing.T) {
	named := func(part string) (string, string) { return "", part }
	orders := [][]string{
		{"Dolphins", "Baskets", "Candles", "Anchors", "Engines", "Feathers"},
		{"Engines", "Dolphins", "Baskets", "Candles", "Anchors", "Feathers"},
		{"Dolphins", "Baskets", "Candles", "Anchors", "Engines", "Feathers"},
		{"Dolphins", "Baskets", "Engines", "Candles", "Anchors", "Feathers"},
	}
	want := []string{
		"moved inside “the manual”; it stood 5th (after “Anchors”), and stands first now",
		"moved inside “the manual”; it stood first, and stands 5th (after “Anchors”) now",
		"moved inside “the manual”; it stood 5th (after “Anchors”), and stands 3rd (after “Baskets”) now",
	}
	prev := partsOf(named, orders[0]...)
	var nights []declaration.Night
	for i, detail := range want {
		cur := next(prev, func(ed *normalise.Edition) { ed.Sections = partsOf(named, orders[i+1]...).Sections })
		for k := range cur.Sections {
			cur.Sections[k].ID = ""
		}
		seal(cur)
		got := compared(prev, cur)
		if len(got) != 1 || got[0].Kind != diff.Moved || got[0].Detail != detail {
			t.Fatalf("night %d: %s, want %q", i, describe(got), detail)
		}
		if back := len(history.FlipFlop(nights, got, cur.ObservedAt, 7*24*time.Hour)) > 0; back != (i == 1) {
			t.Errorf("night %d: goes back and forth: %v", i, back)
		}
		nights = append(nights, declaration.Night{RunID: cur.RunID, ObservedAt: cur.ObservedAt, Changes: got})
		prev = cur
	}
}

// TestPartsWithANumberAlone: a chapter that went from one part to another is told with both where
// the parts are called “Part A” and “Part B” and no more.
func TestPartsWithANumberAlone(t *testing.T) {
	prev := partsOf(func(part string) (string, string) { return "Part " + part[:1], "" }, "Anchors", "Baskets", "Candles")
	cur := next(prev, func(ed *normalise.Edition) {
		ed.Sections[1].Parent = 8
		moved := ed.Sections[1]
		removeSection(ed, 1)
		moved.Parent = 7
		ed.Sections = append(ed.Sections, moved)
	})
	got := compared(prev, cur)
	if len(got) != 1 || got[0].Kind != diff.Moved || got[0].OldPath != "Part A > Anchors ladder" || got[0].NewPath != "Part C > Anchors ladder" {
		t.Errorf("%s %+v", describe(got), got)
	}
}
