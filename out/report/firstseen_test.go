package report

import (
	"strings"
	"testing"

	"manualwatch/out"
)

// TestFirstSeenIsTold: a night on which pages were seen at last says so, beside that nothing changed.
func TestFirstSeenIsTold(t *testing.T) {
	n := &Night{Board: out.Board{ID: "ash", Name: "Ash"}, Observation: out.ObservationRow{Status: out.StatusChanged, EditionID: "ash-2", PreviousEditionID: "ash-1"},
		Edition: &out.EditionRow{EditionID: "ash-2"}, FirstSeen: 16}
	var w strings.Builder
	BoardMarkdown(&w, n, Options{})
	if want := "No chapter changed in its words.\n\n16 pages could be seen for the first time: what stands there is no change.\n"; !strings.Contains(w.String(), want) {
		t.Errorf("want %q:\n%s", want, w.String())
	}
}
