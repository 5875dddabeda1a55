package parse

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readPaged reads a PDF whose pages are given as lines, with "#" before headings.
func readPaged(t *testing.T, pages ...string) *Document {
	t.Helper()
	reader := func(context.Context, Input) (*Document, error) {
		d := &Document{MediaType: TypePDF, Pages: len(pages), Meta: map[string]string{}}
		for n, page := range pages {
			for _, l := range strings.Split(page, "\n") {
				b := Block{Text: strings.TrimPrefix(l, "# "), Page: n + 1}
				if b.Text != l {
					b.Kind, b.Level = Heading, 1
				}
				if d.Title == "" {
					d.Title = b.Text
				}
				d.Blocks = append(d.Blocks, b)
			}
		}
		return d, nil
	}
	doc, err := Parse(context.Background(), Input{URL: "http://isle.example/manual.pdf", Body: []byte("%PDF-1.4")}, Formats{TypePDF: reader})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// shownOf are the lines of a document's text, with "#" before headings, and its facts.
func shownOf(doc *Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Region == Main {
			out = append(out, strings.Repeat("# ", b.Level)+b.Text)
		}
	}
	return append(out, fmt.Sprint(doc.Meta))
}

// TestTitlePage: the day and the version on the title page are facts of the document, and none
// of its lines but the title is a heading, although they are set as the chapters are.
func TestTitlePage(t *testing.T) {
	const text = "# Lamps\nTrim them before noon."
	for _, c := range []struct {
		cover string
		want  []string
	}{
		{"# Lamp Keeping\n# Guild of the Isle\n# Version 3\n# 1 April 2026", []string{"# Lamp Keeping", "Guild of the Isle", "map[published:1 April 2026 version:Version 3]"}},
		{"# Lamp Keeping\nVersion 7 – January 2026\nNext review: May 2027", []string{"# Lamp Keeping", "Next review: May 2027", "map[version:Version 7 – January 2026]"}},
		{"# Lamp Keeping\n# 1 Wicks\nIssued: March 2026", []string{"# Lamp Keeping", "# 1 Wicks", "map[published:March 2026]"}},
		{"# Lamp Keeping\n# Wicks\nVersion 3 was the first to speak of wicks.", []string{"# Lamp Keeping", "# Wicks", "Version 3 was the first to speak of wicks.", "map[]"}},
	} {
		facts := len(c.want) - 1
		want := append(append(append([]string{}, c.want[:facts]...), "# Lamps", "Trim them before noon."), c.want[facts])
		if d := cmp.Diff(want, shownOf(readPaged(t, c.cover, text))); d != "" {
			t.Errorf("%q: %s", c.cover, d)
		}
	}
	one := readPaged(t, "# Changes\n# March 2026\n# May 2026")
	if d := cmp.Diff([]string{"# Changes", "# March 2026", "# May 2026", "map[]"}, shownOf(one)); d != "" {
		t.Error("a document of one page: ", d)
	}
}

// TestBlankPages: the notice on an empty page is no text of the chapter before it; a sentence on
// blank pages is, and what a file says that says nothing else.
func TestBlankPages(t *testing.T) {
	for _, c := range []struct {
		notice string
		text   bool
	}{
		{"This page is intentionally left blank", false},
		{"# This page has been left blank intentionally.", false},
		{"[Page left intentionally blank]", false},
		{"A page left blank is signed by the keeper.", true},
		{"This page is left blank where no lamp was lit.", true},
	} {
		got := shownOf(readPaged(t, "# Lamps\nTrim them before noon.", c.notice, "# Boats\nTie them up."))
		want := []string{"# Lamps", "Trim them before noon.", "# Boats", "Tie them up.", "map[]"}
		if c.text {
			want = slices.Insert(want, 2, c.notice)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", c.notice, d)
		}
	}
	if got := shownOf(readPaged(t, "This page is intentionally left blank")); got[0] != "This page is intentionally left blank" {
		t.Errorf("a file of one notice says %q", got)
	}
}
