package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// headLevels lists the headings of a document with their levels, in order.
func headLevels(d *parse.Document) (out []string) {
	for _, b := range d.Blocks {
		if b.Kind == parse.Heading {
			out = append(out, fmt.Sprintf("%d %s", b.Level, b.Text))
		}
	}
	return out
}

// TestCapitalsAboveLargerHeadings ranks headings in capitals above those in larger type that
// follow them in every chapter, be the chapters named by bookmarks or not. Labels that open the
// chapters, and stand nowhere else, head nothing of what is set larger.
func TestCapitalsAboveLargerHeadings(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair of the board when asked."
	type head struct {
		level int
		text  string
	}
	page := func(title string, heads []head) string {
		out := show("F2", 22, 72, 780, title)
		for i, h := range heads {
			y := 740 - 50*float64(i)
			if h.text == strings.ToUpper(h.text) {
				out += show("F2", 10, 72, y, h.text)
			} else {
				out += show("F1", 12, 72, y, h.text)
			}
			out += show("F1", 10, 72, y-18, text)
		}
		return out
	}
	for name, heads := range map[string][]head{
		"levels": {{2, "SIGNS"}, {2, "VISITS"}, {3, "At night"}, {3, "By day"}, {2, "RECORDS"}, {3, "On paper"}},
		"labels": {{3, "IN SHORT"}, {2, "At night"}, {2, "By day"}, {2, "On paper"}},
	} {
		var pages, want []string
		titles := []string{"Homes", "Schools", "Clubs"}
		for _, title := range titles {
			pages, want = append(pages, page(title, heads)), append(want, "1 "+title)
			for _, h := range heads {
				want = append(want, fmt.Sprintf("%d %s", h.level, h.text))
			}
		}
		if d := cmp.Diff(want, headLevels(mustRead(t, manyPages(pages...)))); d != "" {
			t.Error(name, d)
		}
		if name == "labels" {
			continue // full bookmarks leave them out
		}
		if d := cmp.Diff(want, headLevels(mustRead(t, bookmarked(titles, pages...)))); d != "" {
			t.Error(name, "with bookmarks", d)
		}
	}
}

// TestHeadingsShortOfTheEdge reads a heading on two lines as one although the second would fit
// behind the first: no line of such a heading is as long. Two headings with room between them,
// and lines set alike that the text follows as close, stay apart.
func TestHeadingsShortOfTheEdge(t *testing.T) {
	line := func(y float64, n int) string {
		return show("F1", 10, 72, y, fmt.Sprintf("%d Staff keep a record of each visit and show it to the chair of the board when", n)) +
			show("F1", 10, 72, y-12, "they are asked to do so, and keep it for as long as the board says that they are to keep it.")
	}
	page := func(below float64) string {
		out := ""
		for i, head := range []string{"SIGNS", "OUT OF HOURS", "WORKING ACROSS", "VISITS", "RECORDS KEPT"} {
			y := 690 - 70*float64(i)
			if out += show("F2", 10, 72, y, head); head == "WORKING ACROSS" {
				y -= 12
				out += show("F2", 10, 72, y, "CULTURES")
			}
			out += line(y-below, i)
		}
		return out + show("F2", 10, 72, 340, "YOUTH CLUBS") + show("F2", 10, 72, 315, "TEAM GAMES") + line(315-below, 9)
	}
	const wrapped = "WORKING ACROSS CULTURES"
	for below, want := range map[float64][]string{
		18: {"SIGNS", "OUT OF HOURS", wrapped, "VISITS", "RECORDS KEPT", "YOUTH CLUBS", "TEAM GAMES"},
		12: {"SIGNS", "OUT OF HOURS", "WORKING ACROSS", "CULTURES", "VISITS", "RECORDS KEPT", "YOUTH CLUBS", "TEAM GAMES"},
	} {
		if d := cmp.Diff(slices.Concat(want, want), headTexts(mustRead(t, manyPages(page(below), page(below))))); d != "" {
			t.Errorf("text %g below: %s", below, d)
		}
	}
}
