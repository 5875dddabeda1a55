package chaptertext

import (
	"testing"

	"manualwatch/parse"
)

// TestParagraphsKeepLinks makes sure that taking a number off the front of a
// paragraph moves its links.
func TestParagraphsKeepLinks(t *testing.T) {
	b := parse.Block{Kind: parse.Paragraph, Text: "3.1 See the form.", Links: []parse.Link{{Start: 12, End: 16, Text: "form", Href: "http://example.test/f"}}}
	got := cleanBlocks([]parse.Block{b}, "3")[0]
	if l := got.Links[0]; got.Text[l.Start:l.End] != "form" || got.Marker != "3.1" {
		t.Errorf("got %+v", got)
	}
}
