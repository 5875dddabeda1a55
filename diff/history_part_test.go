package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/history"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestLifeOfAPart: changes are told of chapters; that the words of one part changed is a day in
// its life, and none in that of the part beside it.
func TestLifeOfAPart(t *testing.T) {
	whole := small()
	part := func(title, text string) normalise.Section {
		return normalise.Section{Parent: 2, Depth: 3, Kind: normalise.KindHeading, Title: title, URL: whole.Sections[2].URL, Text: text, Blocks: []parse.Block{{Kind: parse.Paragraph, Text: text}}}
	}
	insertSection(whole, 3, part("Ladders in rain", "Nobody climbs a ladder in the rain before the warden has looked at it."))
	insertSection(whole, 4, part("Baskets and bags", "The warden must count the baskets within 5 working days."))
	eds, h := chain(whole, func(ed *normalise.Edition) {
		s := &ed.Sections[4]
		s.Text = strings.Replace(s.Text, "5 working", "30 working", 1)
		s.Blocks = slices.Clone(s.Blocks)
		s.Blocks[0].Text = s.Text
	})
	events := history.Life(eds, h, "Baskets and bags")
	if len(events) != 2 || events[1].Chapter != eds[1].Sections[2].Title || len(events[1].Changes) != 1 || events[1].Changes[0].Kind != diff.Edited {
		t.Errorf("the part that changed: %+v", events)
	}
	if events := history.Life(eds, h, "Ladders in rain"); len(events) != 1 {
		t.Errorf("the part beside it: %d events", len(events))
	}
}
