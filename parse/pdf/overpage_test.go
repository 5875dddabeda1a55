package pdf

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestParagraphOverThePage joins the end of a counted paragraph that stands alone on the next
// page, set in from the edge that the page before has, and keeps a paragraph apart from an item
// without a full stop that ends the page before.
func TestParagraphOverThePage(t *testing.T) {
	const last = "The keeper answers for the lamp as a whole and signs the log. Two mates travel where"
	counted := show("F1", 11, 72, 120, "7.1") + show("F1", 11, 112, 120, "The log asks for the bells, the boats and the places to which a keeper has gone before.") +
		show("F1", 11, 72, 90, "7.2") + show("F1", 11, 112, 90, last)
	items := show("F1", 10, 68, 120, "Each of these has to be done within two working days, as soon as the fog has come down:") +
		show("F1", 10, 71, 90, "\225") + show("F1", 10, 82, 90, "Ring the keeper and say in so many words that you need to talk within two working days")
	for name, c := range map[string]struct {
		pages []string
		want  []string
	}{
		"the rest alone on its page": {[]string{counted, show("F1", 11, 112, 780, "possible; when only one can, the bell is rung.")},
			[]string{"The log asks for the bells, the boats and the places to which a keeper has gone before.", last + " possible; when only one can, the bell is rung."}},
		"a paragraph left of the mark": {[]string{items, show("F1", 10, 68, 780, "Reasons are written down by the keeper.") + show("F1", 10, 68, 750, "The mate reads them.")},
			[]string{"Each of these has to be done within two working days, as soon as the fog has come down:", "Ring the keeper and say in so many words that you need to talk within two working days", "Reasons are written down by the keeper.", "The mate reads them."}},
	} {
		var got []string
		for _, b := range mustRead(t, manyPages(c.pages...)).Blocks {
			if b.Region == parse.Main {
				got = append(got, b.Text)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}
