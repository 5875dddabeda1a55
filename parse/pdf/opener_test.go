package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestChapterOpeners reads a designed handbook: the number of a chapter stands large beside its
// title, of one line or two, and the name of the part runs up the edge of each of its pages.
func TestChapterOpeners(t *testing.T) {
	tab := func(name string) string { return fmt.Sprintf("BT /F2 8 Tf 0 1 -1 0 20 500 Tm (%s) Tj ET\n", name) }
	text := show("F1", 10, 72, 600, "Staff keep a record of each visit and show it to the chair when asked.") + show("F1", 10, 72, 580, "Nobody waits for the next day.")
	opener := func(number string, title ...string) string {
		out := show("F2", 44, 84, 720, number)
		for i, line := range title {
			out += show("F2", 21, 160, 735-24*float64(i), line)
		}
		return out + show("F2", 9, 160, 680, "In this chapter") + show("F1", 9, 160, 668, "Before") + show("F1", 9, 160, 656, "After") + text
	}
	doc := mustRead(t, manyPages(
		tab("Part 1 Foundations")+opener("1", "Visits"), tab("Part 1 Foundations")+show("F2", 14, 72, 700, "Before")+text,
		tab("Part 1 Foundations")+opener("2", "Records of Visits and", "of Calls"),
		tab("Part 2 Harm")+opener("3", "Reviews"), tab("Part 2 Harm")+show("F2", 14, 72, 700, "After")+text))
	var got []string
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Region == parse.Main && (b.Kind == parse.Heading || strings.HasPrefix(b.Text, "Part")) {
			got = append(got, b.Text)
		}
	}
	want := []string{"Part 1 Foundations", "1 Visits", "Before", "2 Records of Visits and of Calls", "Part 2 Harm", "3 Reviews", "After"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
