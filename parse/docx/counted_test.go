package docx

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTypedCounts reads lines that hang on numbers typed before a tab: those that count on are
// items, also below each other and past a passage between them; others stay as they are.
func TestTypedCounts(t *testing.T) {
	at := func(left int, number, words string) string {
		return fmt.Sprintf(`<w:p><w:pPr><w:ind w:left="%d" w:hanging="360"/></w:pPr><w:r><w:t>%s</w:t><w:tab/><w:t>%s</w:t></w:r></w:p>`, left, number, words)
	}
	flat := func(number, words string) string {
		return `<w:p><w:r><w:t>` + number + `</w:t><w:tab/><w:t>` + words + `</w:t></w:r></w:p>`
	}
	text := p("", "Then:")
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"steps":                 {text + at(700, "1.", "Trim it.") + at(700, "2.", "Light it.") + at(700, "3.", "Lock up."), []string{"Then:", "* [1.] Trim it.", "* [2.] Light it.", "* [3.] Lock up."}},
		"letters below numbers": {at(700, "1)", "Trim it:") + at(1400, "(a)", "above") + at(1400, "(b)", "below") + at(700, "2)", "Light it:") + at(1400, "(a)", "at dusk"), []string{"* [1)] Trim it:", "** [(a)] above", "** [(b)] below", "* [2)] Light it:", "** [(a)] at dusk"}},
		"a passage between":     {at(700, "1.", "Trim it.") + at(700, "2.", "Light it.") + text + at(700, "3.", "Lock up."), []string{"* [1.] Trim it.", "* [2.] Light it.", "Then:", "* [3.] Lock up."}},
		"one alone":             {at(700, "1.", "Lamps") + text + at(700, "2.", "Boats") + text, []string{"1. Lamps", "Then:", "2. Boats", "Then:"}},
		"no count":              {at(700, "3.", "Lamps") + at(700, "5.", "Boats"), []string{"3. Lamps", "5. Boats"}},
		"days":                  {at(700, "3 May", "Trimmed.") + at(700, "4 May", "Lit."), []string{"3 May Trimmed.", "4 May Lit."}},
		"nothing hangs":         {flat("1.", "Lamps") + flat("2.", "Boats"), []string{"1. Lamps", "2. Boats"}},
	} {
		d := readBytes(t, wordFile(t, p(`<w:outlineLvl w:val="0"/>`, "Lamps")+c.body))
		if diff := cmp.Diff(c.want, lines(d.Blocks)[1:]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
