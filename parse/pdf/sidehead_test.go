package pdf

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestSideHeadings reads headings that stand in a column of their own beside the text, one
// of them on two lines, before what stands on their line and below it; the title over both
// columns, and a table beside a heading, stay what they are. Where the text begins at the
// left edge, bold terms beside passages are no headings of such a column.
func TestSideHeadings(t *testing.T) {
	const one, two, three = "Staff keep a record of each visit and show it to the chair", "when they are asked to, or when the plan is to be", "changed by the group that made it."
	passage := func(x, y float64) string {
		return show("F1", 11, x, y, one) + show("F1", 11, x, y-14, two) + show("F1", 11, x, y-28, three)
	}
	text := "p: " + one + " " + two + " " + three
	table := "200 560 m 480 560 l S 200 580 m 480 580 l S 200 560 m 200 580 l S 340 560 m 340 580 l S 480 560 m 480 580 l S " +
		show("F1", 11, 204, 566, "The chair") + show("F1", 11, 344, 566, "Within a week")
	page := func(title string) string {
		return show("F2", 16, 72, 770, title+" and all that comes before and after them") + show("F2", 11, 72, 740, "Before") + passage(200, 740) +
			show("F2", 11, 72, 690, "Those who go") + show("F2", 11, 72, 676, "along") + passage(200, 690) + passage(200, 640) + show("F2", 11, 72, 566, "Who leads") + table
	}
	var want []string
	for _, title := range []string{"Visits", "Records", "Reviews"} {
		want = append(want, "h1: "+title+" and all that comes before and after them", "h2: Before", text, "h2: Those who go along", text, text, "h2: Who leads", "row: The chair | Within a week")
	}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, manyPages(page("Visits"), page("Records"), page("Reviews"))))); diff != "" {
		t.Error(diff)
	}
	plain := func(term string) string {
		return passage(72, 740) + passage(72, 690) + passage(72, 640) + show("F2", 11, 72, 590, term) + show("F1", 11, 200, 590, "is who keeps the record of visits")
	}
	doc := mustRead(t, manyPages(plain("Chair"), plain("Lead"), plain("Clerk"), plain("Deputy")))
	for _, b := range doc.Blocks {
		if b.Kind == parse.Heading {
			t.Errorf("%q is a term", b.Text)
		}
	}
}
