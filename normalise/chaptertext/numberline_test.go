package chaptertext

import (
	"slices"
	"testing"

	"manualwatch/parse"
)

// TestNumberAboveNotice drops the line with a chapter's number above its title, with and without a
// notice between the two, which is kept; another number is no label of the chapter.
func TestNumberAboveNotice(t *testing.T) {
	const notice = "Christmas opening: our offices are closed from 24 December to 2 January."
	for label, want := range map[string][]string{"Procedure 7": {notice, "Text."}, "Procedure 8": {"Procedure 8", notice, "Text."}} {
		blocks := []parse.Block{{Kind: parse.Paragraph, Text: label}, {Kind: parse.Paragraph, Text: notice}, {Kind: parse.Heading, Level: 1, Text: "Visits"}, {Kind: parse.Paragraph, Text: "Text."}}
		var got []string
		for _, b := range dropTitle(blocks, "7", "Visits", "Visits") {
			got = append(got, b.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
}
