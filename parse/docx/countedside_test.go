package docx

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestCountedSides: a table without lines that sets numbers in the margin of a text is read as the
// text, the titles beside numbers as its headings. Tables with lines and lists of contents stay
// tables.
func TestCountedSides(t *testing.T) {
	run := func(size int, s string) string {
		return fmt.Sprintf(`<w:p><w:r><w:rPr><w:b/><w:sz w:val="%d"/></w:rPr><w:t>%s</w:t></w:r></w:p>`, size, s)
	}
	number := func(s string) string { return `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>` + s + `</w:t></w:r></w:p>` }
	none, text := p("", ""), p("", "Two workers go, and write down what they see.")
	title := run(36, "3 Visits")
	rows := []string{number("3.1"), run(30, "Before"), none, text, number("3.2"), run(30, "At the Door"), none, text + p("", "Ring first."), number("3.2.1"), run(26, "By Night"), number("3.2.2"), text, none, run(30, "Appendix 1: Form"), none, text}
	list := []string{number("3.1"), run(30, "Before"), number("3.2"), run(30, "At the Door"), number("3.3"), run(30, "By Night")}
	const plain = "Two workers go, and write down what they see."
	for name, c := range map[string]struct{ body, want string }{
		"by look": {title + sideTable("", rows...), "title: 3 Visits|## [3.1] Before|" + plain + "|## [3.2] At the Door|" + plain + "|Ring first.|### [3.2.1] By Night|[3.2.2] " + plain + "|## Appendix 1: Form|" + plain},
		"below a heading with a style": {p(`<w:outlineLvl w:val="0"/>`, "Visits") + sideTable("", rows...) + p(`<w:outlineLvl w:val="0"/>`, "Records"),
			"# Visits|## [3.1] Before|" + plain + "|## [3.2] At the Door|" + plain + "|Ring first.|### [3.2.1] By Night|[3.2.2] " + plain + "|## Appendix 1: Form|" + plain + "|# Records"},
		"with lines":         {title + sideTable(`<w:tblBorders><w:insideV w:val="single"/></w:tblBorders>`, rows[:8]...), "title: 3 Visits|row: 3.1 | Before|row: " + plain + "|row: 3.2 | At the Door|row: " + plain + "\nRing first."},
		"a list of contents": {title + sideTable("", list...), "title: 3 Visits|row: 3.1 | Before|row: 3.2 | At the Door|row: 3.3 | By Night"},
	} {
		got := lines(readBytes(t, wordFile(t, c.body)).Blocks)
		if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestCountedSidesOfOtherFormats reads the same table out of an old Word file and an OpenDocument
// text, both made by LibreOffice.
func TestCountedSidesOfOtherFormats(t *testing.T) {
	const plain = "Two workers go, and write down what they see."
	want := []string{"title: 3 Visits", "## [3.1] Before", plain, "## [3.2] At the Door", plain, "Ring first.", "### [3.2.1] By Night", "[3.2.2] " + plain, "## Appendix 1: Form", plain}
	for file, read := range map[string]func(context.Context, parse.Input) (*parse.Document, error){"countedside.doc": ReadDOC, "countedside.odt": ReadODT} {
		body, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := read(context.Background(), parse.Input{URL: "http://board.example/d", Body: body})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}
