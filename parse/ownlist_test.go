package parse

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readLines reads a file given as lines: "#" begins headings, "-" items, "~" lines of
// the list of contents, all else are paragraphs.
func readLines(t *testing.T, text string) *Document {
	t.Helper()
	reader := func(context.Context, Input) (*Document, error) {
		d := &Document{MediaType: TypePDF}
		for _, l := range strings.Split(text, "\n") {
			b := Block{Kind: Paragraph, Text: l}
			if body := strings.TrimLeft(l, "#"); body != l {
				b.Kind, b.Level, b.Text = Heading, len(l)-len(body), strings.TrimSpace(body)
			}
			if body, ok := strings.CutPrefix(l, "- "); ok {
				b.Kind, b.Level, b.Group, b.Text = Item, 1, len(d.Blocks), body
				if n := len(d.Blocks); d.Blocks[n-1].Kind == Item {
					b.Group = d.Blocks[n-1].Group
				}
			}
			if body, ok := strings.CutPrefix(l, "~"); ok {
				b.Region, b.Text = Contents, body
			}
			d.Blocks = append(d.Blocks, b)
		}
		return d, nil
	}
	doc, err := Parse(context.Background(), Input{URL: "http://isle.example/manual.pdf", Body: []byte("%PDF-1.4")}, Formats{TypePDF: reader})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestOwnLists leaves the lists that chapters of a file print of their own headings out
// of its text; the list of the whole file and lists that only look so stay.
func TestOwnLists(t *testing.T) {
	doc := readLines(t, `# Keeping of Lamps
Contents
- Wicks
- Oil
## Chapter 1: Wicks
##### In this chapter:
- 1.1 Trimming
- 1.2 Drying
Wicks are kept dry.
### 1.1 Trimming
Trim them before noon.
### 1.2 Drying
Dry them by the stove.
## Chapter 2: Oil
In this chapter
2.1 Casks
2.2 Funnels
Oil is kept cool.
### 2.1 Casks
Two to a room.
### 2.2 Funnels
##### In this section:
- a funnel
- two casks
Wipe them.`)
	var got []string
	for _, b := range doc.Blocks {
		if b.Region != Main {
			got = append(got, b.Text)
		}
	}
	want := []string{"In this chapter:", "1.1 Trimming", "1.2 Drying", "In this chapter", "2.1 Casks", "2.2 Funnels"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestLabelOfContents takes the label above a list of contents for no text.
func TestLabelOfContents(t *testing.T) {
	doc := readLines(t, "# Keeping of Lamps\nContents\n~1 Wicks\n~2 Oil\n## 1 Wicks\nWicks are kept dry.\n## 2 Oil\nSections\nOil is kept cool.")
	var got []string
	for _, b := range doc.Blocks {
		if b.Region == Main {
			got = append(got, b.Text)
		}
	}
	want := []string{"Keeping of Lamps", "1 Wicks", "Wicks are kept dry.", "2 Oil", "Sections", "Oil is kept cool."}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
