package pdf

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestBoldLead tells the bold words that begin a paragraph or an item from the rest.
func TestBoldLead(t *testing.T) {
	content := show("F2", 18, 60, 780, "What has changed") +
		show("F2", 11, 60, 740, "Visits") + show("F1", 11, 96, 740, "Times changed by the board in May, and the form with them.") +
		show("F1", 11, 60, 710, "No words of this line are bold, as those of all the text below.") +
		show("F2", 11, 60, 680, "3. Plans") + show("F1", 11, 108, 680, "New form for those who write down what they saw.") +
		show("F1", 11, 60, 650, "\\225") + show("F2", 11, 72, 650, "Calls:") + show("F1", 11, 112, 650, "the list of whom to ring is on the last page.")
	doc := mustRead(t, contentPDF(content, ""))
	var got []string
	for _, b := range doc.Blocks {
		if b.Kind != parse.Heading {
			got = append(got, b.Marker+"|"+b.Text[:b.Lead])
		}
	}
	if d := cmp.Diff([]string{"|Visits", "|", "3.|Plans", "|Calls:"}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestSubtitleIsNoHeading reads a file whose title has a line below it that is set as no
// heading is: in plain letters, or in italics.
func TestSubtitleIsNoHeading(t *testing.T) {
	text := "Staff write down what they saw on the day, and who was told of it."
	page := func(subtitle, font string) []byte {
		content := show("F2", 24, 60, 780, "Visits") + show(font, 16, 60, 750, subtitle)
		for i, title := range []string{"Purpose", "Records", "Reviews"} {
			y := 700 - 100*float64(i)
			content += show("F2", 14, 60, y+30, title) + show("F1", 11, 60, y, text) + show("F1", 11, 60, y-13, text)
		}
		return contentPDF(content, "")
	}
	for font, want := range map[string][]string{"F1": {"Visits", "Purpose", "Records", "Reviews"}, "F2": {"Visits", "Guidance", "Purpose", "Records", "Reviews"}} {
		if d := cmp.Diff(want, headTexts(mustRead(t, page("Guidance", font)))); d != "" {
			t.Errorf("%s -want +got\n%s", font, d)
		}
	}
}
