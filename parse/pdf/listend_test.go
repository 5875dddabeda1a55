package pdf

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestEndOfContents reads a list of contents of which the last lines have their leader run into the
// number of the page: they are entries as those above.
func TestEndOfContents(t *testing.T) {
	dots := strings.Repeat(".", 60)
	list := show("F2", 16, 72, 760, "Contents")
	for i, entry := range []string{"1 Visits" + dots + " 3", "2 Boats" + dots + " 4", "3 Lamps" + dots + " 5", "4 Bells" + dots + " 6", "5 Records" + dots + "9", "Appendix A Map" + dots + "10"} {
		list += show("F1", 11, 72, 730-17*float64(i), entry)
	}
	doc := mustRead(t, manyPages(list, show("F2", 16, 72, 760, "1 Visits")+show("F1", 11, 72, 730, "Staff keep a record of each visit and show it to the chair when asked.")))
	var entries, text []string
	for i := range doc.Blocks {
		switch b := &doc.Blocks[i]; b.Region {
		case parse.Contents:
			entries = append(entries, b.Text)
		case parse.Main:
			text = append(text, b.Text)
		}
	}
	if d := cmp.Diff([]string{"Contents", "1 Visits", "2 Boats", "3 Lamps", "4 Bells", "5 Records", "Appendix A Map"}, entries); d != "" {
		t.Error(d)
	}
	if len(text) != 2 {
		t.Errorf("text: %q", text)
	}
}
