package chaptertext

import (
	"testing"

	"manualwatch/parse"
)

// TestTitleOfParticularsAlone reads chapters that close with who made them and when, of which the
// lines stand on most pages and were taken out: their title is no heading of the chapter. One with
// lines of its own below it is.
func TestTitleOfParticularsAlone(t *testing.T) {
	visits := []parse.Block{
		{Kind: parse.Heading, Level: 2, Text: "First visit"},
		{Text: "Two workers make the first visit."},
	}
	title := parse.Block{Kind: parse.Heading, Level: 2, Text: "Editorial information"}
	author := parse.Block{Kind: parse.Item, Level: 1, Region: parse.Furniture, Text: "Author(s): Child Protection Committee."}
	feedback := parse.Block{Kind: parse.Heading, Level: 2, Region: parse.Furniture, Text: "Provide feedback"}
	telling := parse.Block{Text: "Whoever finds a mistake here tells the lead officer, who puts it right."}
	for name, c := range map[string]struct {
		end  []parse.Block
		want int // headings
	}{
		"at the end":                {[]parse.Block{title, author}, 1},
		"above what the site has":   {[]parse.Block{title, author, feedback}, 1},
		"above a heading":           {[]parse.Block{title, author, {Kind: parse.Heading, Level: 2, Text: "Second visit"}, telling}, 2},
		"with a line of its own":    {[]parse.Block{title, author, telling}, 2},
		"without anything below it": {[]parse.Block{title}, 2},
	} {
		d := &parse.Document{Blocks: append(visits[:len(visits):len(visits)], c.end...)}
		if got := Read(d, d.Blocks, "", "Visits").Heads; len(got) != c.want {
			t.Errorf("%s: %d headings", name, len(got))
		}
	}
}
