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

// TestSignIsNoHeading reads a chapter with boxes that a program marks with an empty heading
// beside its sign: these are no headings, and no text.
func TestSignIsNoHeading(t *testing.T) {
	blocks := []parse.Block{
		{Kind: parse.Heading, Level: 3, Text: "\U0001F4D8"},
		{Kind: parse.Paragraph, Text: "Key point: the visit is made on the same day."},
		{Kind: parse.Heading, Level: 2, Text: "\u26A0\uFE0F Warning signs"},
		{Kind: parse.Paragraph, Text: "A bruise is seen by somebody on the same day."},
		{Kind: parse.Heading, Level: 3, Text: "\U0001F6A7"},
		{Kind: parse.Paragraph, Text: "Do not wait for the next meeting."},
	}
	c := Read(&parse.Document{URL: "http://example.test/visits", Title: "Visits", MediaType: "text/html", Blocks: blocks}, blocks, "", "Visits")
	if len(c.Own) != 1 || len(c.Heads) != 1 || c.Heads[0].Title != "Warning signs" || len(c.Heads[0].Own) != 2 || len(c.Heads[0].Kids) > 0 {
		t.Errorf("read %d blocks and the headings %+v", len(c.Own), c.Heads)
	}
}
