package pdf

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNarrowParagraphs joins the lines of a box that is narrower than the text, and keeps short
// lines that end on purpose apart: a list, an address, lines of which each has room for more.
func TestNarrowParagraphs(t *testing.T) {
	wide := columnText(72, 760, 1, "Staff") + show("F1", 10, 72, 748, "who keep a record of each visit and of all that was said by those present on the day.")
	block := func(lines ...string) []string {
		content := wide
		for i, l := range lines {
			content += show("F1", 10, 72, 700-float64(i)*12, l)
		}
		return outlineOf(mustRead(t, contentPDF(content, "", "null")))[2:]
	}
	for _, c := range []struct{ lines, want []string }{
		{[]string{"Call the early help line and ask for the", "registrar on shift."}, []string{"p: Call the early help line and ask for the registrar on shift."}},
		{[]string{"Call the line. Ask for the registrar on", "shift, who keeps the key of the cabinet.", "Ring twice if nobody answers at once."}, []string{"p: Call the line. Ask for the registrar on shift, who keeps the key of the cabinet. Ring twice if nobody answers at once."}},
		{[]string{"Passport of the child", "school report", "letter of the doctor"}, nil},
		{[]string{"The Registrar", "1 High Street", "Anytown."}, nil},
	} {
		want := c.want
		if want == nil {
			for _, l := range c.lines {
				want = append(want, "p: "+l)
			}
		}
		if got := block(c.lines...); !slices.Equal(got, want) {
			t.Error(fmt.Sprint(c.lines), cmp.Diff(want, got))
		}
	}
}
