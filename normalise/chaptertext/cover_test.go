package chaptertext

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestTitleBelowCover reads files whose title stands below a cover or letterhead, in the words of
// the list of contents or in others: it is no heading of the text, and nor are the lines above it.
func TestTitleBelowCover(t *testing.T) {
	const text = "The keeper of the boats counts them in the morning and again in the evening, and writes down how many there were."
	for _, c := range []struct {
		name, title string
		lines       []string // "#" to "###" begin headings, "*" a bold line
		want        string   // headings, with those below in brackets
	}{
		{"over all, below a cover", "Boats policy", []string{"# Boat House", "Version 3", "## Policy 7", "## Boats Policy", "### Aims", text, "### Oars", text}, "Aims Oars"},
		{"in more words", "Boats policy", []string{"# Boat House", "## Boats and Small Rafts Policy", "### Aims", text, "### Oars", text}, "Aims Oars"},
		{"beside the others, empty", "Boat policy", []string{"# Boat House", "## Boats Policy", "## AIMS", text, "### Why", text, "## OARS", text}, "AIMS(Why) OARS"},
		{"the only heading, below a letterhead", "Boat house boats policy", []string{"*The Boat House", "*Keeper of the boats", "## Boats Policy", text, text}, ""},
		{"a heading over its own text", "Boats", []string{"# Boats", "## Boats at night", text, "## Oars", text}, "Boats at night Oars"},
		{"below the text", "Boats", []string{text, "## Boats in winter", text}, "Boats in winter"},
		{"a sentence set as a heading", "Boats", []string{"## Aims", "## " + text, "## Oars", text, "## Why it is done by two.", text}, "Aims Oars Why it is done by two."},
		{"broken in two", "Boats", []string{"## Rules of the House", "## of the Old Harbour", text, "## Oars", text}, "Rules of the House of the Old Harbour Oars"},
	} {
		var blocks []parse.Block
		for _, l := range c.lines {
			b := parse.Block{Kind: parse.Paragraph, Text: strings.TrimLeft(l, "#* "), Bold: l[0] == '*'}
			if n := strings.Count(l, "#"); n > 0 {
				b.Kind, b.Level = parse.Heading, n
			}
			blocks = append(blocks, b)
		}
		d := &parse.Document{URL: "http://example.test/boats.docx", MediaType: parse.TypeDOCX, Blocks: blocks}
		var got []string
		for _, n := range Read(d, blocks, "", c.title).Heads {
			var kids []string
			for _, k := range n.Kids {
				kids = append(kids, k.Title)
			}
			if kids != nil {
				n.Title += "(" + strings.Join(kids, " ") + ")"
			}
			got = append(got, n.Title)
		}
		if d := cmp.Diff(c.want, strings.Join(got, " ")); d != "" {
			t.Errorf("%s: -want +got\n%s", c.name, d)
		}
	}
}
