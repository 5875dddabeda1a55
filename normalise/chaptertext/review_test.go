package chaptertext

import (
	"testing"

	"manualwatch/parse"
)

// TestWrittenAndUpdated reads the days below a title on which a chapter was written and updated, the
// last of them as that of its last review: they are neither heading nor text.
func TestWrittenAndUpdated(t *testing.T) {
	d := &parse.Document{MediaType: "text/html", Blocks: []parse.Block{
		{Kind: parse.Paragraph, Bold: true, Text: "Written 2009"},
		{Kind: parse.Paragraph, Text: "Updated May 2012, June 2013 and July 2014\nReview date: January 2017"},
		{Kind: parse.Heading, Level: 2, Text: "Visits"},
		{Kind: parse.Paragraph, Text: "Written 2009 and 2010 for the board, by its chair."},
	}}
	c := Read(d, d.Blocks, "", "Boats")
	if got := c.Printed(); got != "last review July 2014, next review January 2017" {
		t.Errorf("dates: %q", got)
	}
	if len(c.Own) > 0 || len(c.Heads) != 1 || c.Heads[0].Title != "Visits" || len(c.Heads[0].Own) != 1 {
		t.Errorf("text: %v, headings: %v", c.Own, c.Heads)
	}
}
