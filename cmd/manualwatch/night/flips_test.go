package night

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/history"
)

func TestFlipFlopIsToldOnce(t *testing.T) {
	first := diff.Change{ID: "1", RunID: "20260301T020000Z", Kind: diff.Edited, SectionID: "s"}
	back := diff.Change{ID: "2", RunID: "20260302T020000Z", Kind: diff.Edited, SectionID: "s"}
	told, hidden := settle([]diff.Change{back}, []history.Flip{{SectionID: "s", There: first, Back: back}})
	if len(told) != 1 || len(hidden) != 0 || !alreadyTold(told[0]) {
		t.Fatalf("the change back must be told, and say that it is one: %+v", told)
	}
	again := diff.Change{ID: "3", RunID: "20260303T020000Z", Kind: diff.Edited, SectionID: "s"}
	more, hidden := settle([]diff.Change{again}, []history.Flip{{SectionID: "s", There: told[0], Back: again}})
	if len(more) != 0 || len(hidden) != 1 {
		t.Errorf("a page that goes on flipping is told again: %+v", more)
	}
}
