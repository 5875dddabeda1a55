package report

import (
	"bytes"
	"strings"
	"testing"

	"manualwatch/out"
)

// TestChangedSinceASplit: passages that were changed on their way into the new part of a split
// stand under the new chapter, with the one that they were part of.
func TestChangedSinceASplit(t *testing.T) {
	split := out.ChangeRow{RunID: "r", ChangeID: "a", SectionID: "s", Kind: "split", Significance: "practice", OldTitle: "Lamps", NewTitle: "Wicks", OtherSectionIDs: []string{"w"}, Detail: "part of “Lamps” is now “Wicks”"}
	edit := out.ChangeRow{RunID: "r", ChangeID: "b", SectionID: "w", Kind: "edited", Significance: "practice", OldTitle: "Lamps", NewTitle: "Wicks", WordsAdded: 2, Detail: "since it was part of “Lamps”",
		Edits: []out.EditRow{{Op: "keep", Text: "Wicks are cut"}, {Op: "insert", Text: " at noon"}, {Op: "keep", Text: "."}}}
	n := &Night{Board: out.Board{ID: "ash"}, Run: out.RunRow{RunID: "r"}, Observation: out.ObservationRow{Status: out.StatusChanged, PreviousEditionID: "e"},
		Edition: &out.EditionRow{}, Changes: []out.ChangeRow{split, edit}}
	var b bytes.Buffer
	BoardMarkdown(&b, n, Options{})
	_, below, found := strings.Cut(b.String(), "### Wicks")
	if !found || !strings.Contains(below, "- Text changed since it was part of “Lamps”: 2 words added.") {
		t.Errorf("the changelog:\n%s", b.String())
	}
}
