package chaptertext

import (
	"testing"

	"manualwatch/parse"
)

// TestOwnNumber reads chapters whose pages print no title but their numbers: these are no headings,
// unless the headings below are counted on from them or name the chapter.
func TestOwnNumber(t *testing.T) {
	head := func(level int, text string) parse.Block {
		return parse.Block{Kind: parse.Heading, Level: level, Text: text}
	}
	text := parse.Block{Kind: parse.Paragraph, Text: "A boat is counted twice before it leaves the shore."}
	for _, c := range []struct {
		name, number string
		blocks       []parse.Block
		first        string
		heads        int
	}{
		{"in digits", "2", []parse.Block{head(2, "Chapter 2"), head(3, "Oars"), text, head(3, "Sails"), text}, "Oars", 2},
		{"in words", "Two", []parse.Block{head(2, "Chapter 2"), head(3, "Oars"), text, head(3, "Sails"), text}, "Oars", 2},
		{"below the name of the whole", "2", []parse.Block{head(1, "The handbook"), head(2, "Chapter Two"), text, head(3, "Oars"), text}, "Oars", 1},
		{"over its title", "2", []parse.Block{head(2, "Chapter 2"), head(2, "Boats"), text, head(3, "Oars"), text}, "Oars", 1},
		{"another number", "3", []parse.Block{head(2, "Chapter 2"), text, head(2, "Oars"), text}, "Chapter 2", 2},
		{"counted on", "1", []parse.Block{head(2, "Part 1"), text, head(2, "Part 2"), text}, "Part 1", 2},
		{"without number", "", []parse.Block{head(2, "Chapter 2"), text, head(2, "Oars"), text}, "Chapter 2", 2},
	} {
		d := &parse.Document{URL: "http://example.test/boats", Title: "The handbook", MediaType: "text/html", Blocks: c.blocks}
		got := Read(d, c.blocks, c.number, "Boats")
		if len(got.Heads) != c.heads || got.Heads[0].Num.Keyword+got.Heads[0].Title != c.first && got.Heads[0].Title != c.first {
			t.Errorf("%s: read the headings %d, first %+v", c.name, len(got.Heads), got.Heads[0].Row)
		}
	}
}
