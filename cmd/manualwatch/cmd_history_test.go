package main

import (
	"strings"
	"testing"

	"manualwatch/diff/history"
	"manualwatch/normalise"
)

// TestLivesOfOneTitle: where several chapters answer, each is told with what asks for it alone.
func TestLivesOfOneTitle(t *testing.T) {
	life := func(id, path string) []history.Event {
		return []history.Event{{Section: normalise.Section{ID: id, Title: "Introduction"}, Path: path}}
	}
	var w strings.Builder
	printLives(&w, [][]history.Event{life("aa", "Referral > Introduction"), life("bb", "Reviews > Introduction")})
	for _, want := range []string{"2 sections answer to that", "aa  Referral > Introduction\n", "bb  Reviews > Introduction\n"} {
		if !strings.Contains(w.String(), want) {
			t.Errorf("%q is not in %s", want, w.String())
		}
	}
	w.Reset()
	printLives(&w, [][]history.Event{life("aa", "Referral > Introduction")})
	if strings.Contains(w.String(), "answer") || strings.Contains(w.String(), "aa") {
		t.Errorf("one chapter alone: %s", w.String())
	}
}
