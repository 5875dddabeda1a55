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

// TestIssuerAboveTitle drops the line above the title of a form with the title, which a file without
// headings sets in bold; a line that says something stays.
func TestIssuerAboveTitle(t *testing.T) {
	for line, want := range map[string][]string{"The Vale Board": {"Text."}, "Ring the chair first.": {"Ring the chair first.", "Text."}} {
		blocks := []parse.Block{{Kind: parse.Paragraph, Bold: true, Text: line}, {Kind: parse.Paragraph, Bold: true, Text: "7.9 Visits"}, {Kind: parse.Paragraph, Text: "Text."}}
		var got []string
		for _, b := range dropTitle(blocks, "7.9", "Visits", "") {
			got = append(got, b.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestTitleUnderAnotherNumber drops the title of a file whose row in the contents got another
// number or title, though parts below are set and counted as it; what counts on from it is text.
func TestTitleUnderAnotherNumber(t *testing.T) {
	head := func(level int, text string) parse.Block {
		return parse.Block{Kind: parse.Heading, Level: level, Text: text}
	}
	parts := []parse.Block{head(2, "1. Before"), head(2, "2. After"), head(3, "2.1 Notes"), head(3, "2.2 Lamps"), head(3, "3.1 Boats")}
	for _, test := range []struct {
		top, number, title, doc string
		kept                    bool
	}{
		{"4.2 Visits", "4.3", "Visits", "Visits", false},
		{"4.1 Visits", "4.2", "Visits", "Visits", true}, // whose part 4 may have no heading
		{"2.1 Visits", "2.2", "Visits", "Visits", true}, // "2.2" counts on
		{"1.1 Visits", "1.2", "Visits", "Visits", false},
		{"4.2 Visits", "4.2", "Visist", "Visits", false},
	} {
		got := dropTitle(append([]parse.Block{head(3, test.top)}, parts...), test.number, test.title, test.doc)
		if kept := got[0].Text == test.top; kept != test.kept {
			t.Errorf("%s as %s %s: kept %v", test.top, test.number, test.title, kept)
		}
	}
}

// TestPartNameAboveText drops the name of the chapter's part, to whose page a menu leads, where the
// title of the page stands outside its text; another line is kept, and so is the name of a page that
// does not stand above.
func TestPartNameAboveText(t *testing.T) {
	const at = "https://manual.example/boats/oars"
	nav := func(text, href string) parse.Block {
		return parse.Block{Kind: parse.Item, Region: parse.Nav, Text: text, Links: []parse.Link{{Text: text, Href: href, End: len(text)}}}
	}
	for line, kept := range map[string]bool{"On Boats": false, "On Lamps": true, "On Ropes": true} {
		d := &parse.Document{URL: at, FinalURL: at, MediaType: "text/html", Title: "Oars", Blocks: []parse.Block{
			nav("On Boats", "https://manual.example/boats"), nav("On Ropes", "https://manual.example/ropes"),
			{Kind: parse.Heading, Level: 1, Region: parse.Furniture, Text: "Oars"},
			{Kind: parse.Paragraph, Text: line}, {Kind: parse.Paragraph, Text: "Oars lie in the boat, and two keepers look after them."},
		}}
		own := Read(d, d.Blocks, "", "Oars").Own
		if got := slices.ContainsFunc(own, func(b parse.Block) bool { return b.Text == line }); got != kept {
			t.Errorf("%s: kept %v", line, got)
		}
	}
}
