package report

import (
	"bytes"
	"strings"
	"testing"

	"manualwatch/out"
)

// TestRowFoundInPart: beside a change and under what was not found stands what its row says of
// which nothing was seen, unless nothing may be quoted.
func TestRowFoundInPart(t *testing.T) {
	row := out.DeclarationRow{RunID: "r", Ordinal: 1, Chapter: "Lamps", SectionID: "s", State: "confirmed", Details: "Lamps must be lit. A section on wicks was added and the fee is new.",
		ChangeIDs: []string{"c"}, Missing: []string{"A section on wicks was added", "the fee is new"}}
	change := out.ChangeRow{RunID: "r", ChangeID: "c", SectionID: "s", Kind: "edited", Significance: "practice", NewTitle: "Lamps", Declared: "confirmed", AmendmentOrdinal: 1, WordsAdded: 1}
	n := &Night{Board: out.Board{ID: "ash"}, Run: out.RunRow{RunID: "r"}, Observation: out.ObservationRow{Status: out.StatusChanged, PreviousEditionID: "e"},
		Edition: &out.EditionRow{}, Changes: []out.ChangeRow{change}, Declarations: []out.DeclarationRow{row}}
	var b bytes.Buffer
	BoardMarkdown(&b, n, Options{})
	for _, want := range []string{
		"and the fee is new”. Of this nothing was seen: “A section on wicks was added” and “the fee is new”.",
		"## Declared but not found\n\nOf these a part was seen, and the rest was not.\n\n- Lamps: found in part; nothing was seen of “A section on wicks was added” and “the fee is new”.\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the changelog lacks %q:\n%s", want, b.String())
		}
	}
	b.Reset()
	if BoardMarkdown(&b, n, Options{QuoteWords: -1}); strings.Contains(b.String(), "wicks") || !strings.Contains(b.String(), "- Lamps: found in part.\n") {
		t.Errorf("where nothing may be quoted:\n%s", b.String())
	}
}
