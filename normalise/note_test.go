package normalise

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestDayBesideNote reads amendment boxes whose day stands on a line of its own: it is
// the note's, if the note tells no other month, and no amendment by itself.
func TestDayBesideNote(t *testing.T) {
	for _, c := range []struct {
		lines, want []string
	}{
		{[]string{"In June 2023, the part on nights was rewritten.", "June 28, 2023"}, []string{"In June 2023, the part on nights was rewritten. 2023-06-28"}},
		{[]string{"3 May 2024", "Links were mended.", "Names were added."}, []string{"Links were mended. 2024-05-03", "Names were added. "}},
		{[]string{"In June 2023, the part on nights was rewritten.", "1 May 2024", "Links were mended."}, []string{"In June 2023, the part on nights was rewritten. 2023-06-01", "Links were mended. 2024-05-01"}},
		{[]string{"June 28, 2023"}, nil},
	} {
		var blocks []parse.Block
		for _, l := range c.lines {
			blocks = append(blocks, parse.Block{Kind: parse.Paragraph, Text: l})
		}
		var got []string
		for _, a := range readNotes(blocks) {
			got = append(got, a.Details+" "+a.Date.String())
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%q: -want +got\n%s", c.lines, d)
		}
	}
}
