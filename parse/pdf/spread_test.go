package pdf

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSpreads reads a booklet with two pages on each sheet: its list of contents beside
// the first chapter, a short page beside a full one, a cover beside nothing.
func TestSpreads(t *testing.T) {
	half := func(x float64, folio int, lines ...string) string {
		out, y := "", 540.0
		for i, l := range lines {
			font, size := "F1", 9.0
			if i == 0 {
				font, size = "F2", 15
			}
			out += show(font, size, x, y, l)
			y -= size + 9
		}
		at := x
		if folio%2 == 1 {
			at = x + 330
		}
		return out + show("F2", 9, at, 25, fmt.Sprint(folio))
	}
	text := []string{"Staff keep a record of each visit and show it to the chair.", "Nobody waits for the next day before the notes are written."}
	chapter := func(title string) []string {
		return append([]string{title}, text[0], text[1], text[0], text[1], text[0], text[1], text[0])
	}
	sheets := []string{
		show("F2", 24, 470, 300, "Pocket Guide"),
		half(45, 2, "Contents", "Visits 3", "Records 4", "Reviews 5") + half(465, 3, chapter("Visits")...),
		half(45, 4, "Records", text[0]) + half(465, 5, chapter("Reviews")...),
		half(45, 6, chapter("Pets")...) + half(465, 7, "Amendments", "May 2015: Pets rewritten."),
	}
	wide := func(contents ...string) []byte {
		return bytes.ReplaceAll(manyPages(contents...), []byte("MediaBox[0 0 595 842]"), []byte("MediaBox[0 0 842 595]"))
	}
	doc := mustRead(t, wide(sheets...))
	var got []string
	for _, b := range doc.Blocks {
		if b.Region != 2 {
			got = append(got, fmt.Sprintf("%d %d %.20s", b.Page, b.Region, b.Text))
		}
	}
	want := []string{"1 0 Pocket Guide", "2 3 Contents", "2 3 Visits", "2 3 Records", "2 3 Reviews", "2 0 Visits", "2 0 Staff keep a record ", "3 0 Records", "3 0 Staff keep a record ",
		"3 0 Reviews", "3 0 Staff keep a record ", "4 0 Pets", "4 0 Staff keep a record ", "4 0 Amendments", "4 0 May 2015: Pets rewri"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
