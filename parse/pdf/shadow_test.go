package pdf

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestShadowOfATitle reads words that are painted twice, a little down and aside, once: the letters
// have a shadow, narrow ones and those of pairs too.
func TestShadowOfATitle(t *testing.T) {
	text := show("F1", 10, 72, 600, "Staff keep a record of each visit and show it to the chair when asked.") + show("F1", 10, 72, 588, "Nobody waits for the next day.")
	for _, size := range []float64{20, 26, 28, 40} {
		for _, shift := range []float64{1, 0.055 * size, 0.09 * size} {
			t.Run(fmt.Sprintf("%g by %g", size, shift), func(t *testing.T) {
				title := show("F2", size, 72+shift, 700-shift, "All illegal Files") + show("F2", size, 72, 700, "All illegal Files")
				doc := mustRead(t, manyPages(title+text))
				var got []string
				for i := range doc.Blocks {
					if b := &doc.Blocks[i]; b.Region == parse.Main && b.Kind == parse.Heading {
						got = append(got, b.Text)
					}
				}
				if diff := cmp.Diff([]string{"All illegal Files"}, got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}
