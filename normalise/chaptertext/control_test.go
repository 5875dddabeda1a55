package chaptertext

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestTitleOfParticularsAlone reads chapters that close with who made them and when, of which the
// lines stand on most pages and were taken out: their title is no heading of the chapter. One with
// lines of its own below it is.
func TestTitleOfParticularsAlone(t *testing.T) {
	visits := []parse.Block{
		{Kind: parse.Heading, Level: 2, Text: "First visit"},
		{Text: "Two workers make the first visit."},
	}
	title := parse.Block{Kind: parse.Heading, Level: 2, Text: "Editorial information"}
	author := parse.Block{Kind: parse.Item, Level: 1, Region: parse.Furniture, Text: "Author(s): Child Protection Committee."}
	feedback := parse.Block{Kind: parse.Heading, Level: 2, Region: parse.Furniture, Text: "Provide feedback"}
	telling := parse.Block{Text: "Whoever finds a mistake here tells the lead officer, who puts it right."}
	for name, c := range map[string]struct {
		end  []parse.Block
		want int // headings
	}{
		"at the end":                {[]parse.Block{title, author}, 1},
		"above what the site has":   {[]parse.Block{title, author, feedback}, 1},
		"above a heading":           {[]parse.Block{title, author, {Kind: parse.Heading, Level: 2, Text: "Second visit"}, telling}, 2},
		"with a line of its own":    {[]parse.Block{title, author, telling}, 2},
		"without anything below it": {[]parse.Block{title}, 2},
	} {
		d := &parse.Document{Blocks: append(visits[:len(visits):len(visits)], c.end...)}
		if got := Read(d, d.Blocks, "", "Visits").Heads; len(got) != c.want {
			t.Errorf("%s: %d headings", name, len(got))
		}
	}
}

// TestRecordAsAChapter: a chapter that is called after the record of the document and says nothing
// else has the record for its text; as a part of any other chapter, and of a chapter that is not
// called so, it is none.
func TestRecordAsAChapter(t *testing.T) {
	row := func(cells ...string) parse.Block {
		b := tableRow(1, cells...)
		b.Header = cells[0] == "Version"
		return b
	}
	record := []parse.Block{row("Version", "Date", "Changes"), row("1.0", "01/09/2023", "First web edition"), row("1.1", "12/02/2024", "Section 8 revised after a review")}
	visits := parse.Block{Text: "Two workers make the first visit, and write down what they saw on the same day."}
	for _, c := range []struct {
		title string
		above []parse.Block
		want  int // blocks of text
	}{
		{"Version control", nil, 3}, {"Document control", nil, 3}, {"Visits", nil, 0}, {"Visits", []parse.Block{visits}, 1}, {"Version control", []parse.Block{visits}, 1},
	} {
		d := &parse.Document{Blocks: append(c.above[:len(c.above):len(c.above)], record...)}
		if got := Read(d, d.Blocks, "", c.title); len(got.Own) != c.want || len(got.Notes) == 0 {
			t.Errorf("%s: %d blocks of text, want %d, and %d notes", c.title, len(got.Own), c.want, len(got.Notes))
		}
	}
}

// tableRow is a row of a table.
func tableRow(table int, cells ...string) parse.Block {
	b := parse.Block{Kind: parse.Row, Table: table, Text: strings.Join(cells, " | ")}
	for _, c := range cells {
		b.Cells = append(b.Cells, parse.Cell{Text: c, ColSpan: 1, RowSpan: 1})
	}
	return b
}

// TestFrontOfPolicy reads the front of a policy: the table on its first page tells when it is to be
// reviewed, the schedule of its versions what was changed in each, and neither is text of it.
func TestFrontOfPolicy(t *testing.T) {
	for _, review := range []string{"Review date:", "Policy Review Date:", "Review date"} {
		testFrontOfPolicy(t, review)
	}
}

func testFrontOfPolicy(t *testing.T, review string) {
	d := &parse.Document{Blocks: []parse.Block{
		{Kind: parse.Heading, Level: 1, Text: "Visits"},
		tableRow(1, "Document type:", "Policy"), tableRow(1, "Version:", "Four"), tableRow(1, "Author (name):", "J Penn"),
		tableRow(1, "Author (designation):", "Lead Nurse"), tableRow(1, "Validated by", "Visits Committee"), tableRow(1, "Date validated", "4th March 2019"),
		tableRow(1, "Name of responsible committee/individual:", "Visits Committee"), tableRow(1, "Key words", "Visits"), tableRow(1, "Policy Code:", "V4"), tableRow(1, "Policy Start Date:", "April 2019"), tableRow(1, review, "April 2022"),
		{Kind: parse.Heading, Level: 3, Text: "Version Control Schedule"},
		tableRow(2, "Version", "Date", "Revisions from previous issues"), tableRow(2, "Two", "June 2016", "New form."), tableRow(2, "Four", "April 2019", "Review on expiry."),
		{Kind: parse.Heading, Level: 2, Text: "First visit"},
		{Text: "Two workers make the first visit."},
	}}
	got := Read(d, d.Blocks, "", "Visits")
	if len(got.Own) > 0 || len(got.Heads) != 1 || got.Heads[0].Title != "First visit" {
		t.Errorf("%d blocks of text, headings %v", len(got.Own), got.Heads)
	}
	if want := (normalise.Date{Y: 2022, M: 4, D: 1, Precision: normalise.Month}); got.NextReview != want {
		t.Errorf("next review %v", got.NextReview)
	}
	var notes []string
	for _, n := range got.Notes {
		notes = append(notes, n.DateText+": "+n.Details)
	}
	if diff := cmp.Diff([]string{"June 2016: New form.", "April 2019: Review on expiry."}, notes); diff != "" {
		t.Error(diff)
	}
}

// TestControlOfDocuments leaves out the tables in which authorities say what a paper is, under their
// own labels, and reads the review; one with a row that says something else stays.
func TestControlOfDocuments(t *testing.T) {
	for name, c := range map[string]struct {
		table []string
		want  string
		rows  int
	}{
		"health":    {[]string{"Policy ref no:|SG 4/22", "Author (inc job title)|J Reed, Nurse", "Date approved|22/04/2023", "Date of next review|2025", "How is policy to be disseminated|Bulletin"}, "next review 2025", 0},
		"housing":   {[]string{"Policy|Boats", "Date adopted|May 2024", "Version|1.2", "Responsible board|Vale Board", "Equality Impact Assessment Date|2025"}, "", 0},
		"police":    {[]string{"Protective marking|Not marked", "Author|Inspector", "Agreement owner|Vale Board", "Date of agreement review|January 2027"}, "next review January 2027", 0},
		"of others": {[]string{"Policy|Boats", "Author|J Reed", "Lamps|Lit at dusk"}, "", 3},
	} {
		d := &parse.Document{MediaType: parse.TypeDOCX}
		for _, row := range c.table {
			label, words, _ := strings.Cut(row, "|")
			d.Blocks = append(d.Blocks, parse.Block{Kind: parse.Row, Table: 1, Text: row, Cells: []parse.Cell{{Text: label}, {Text: words}}})
		}
		d.Blocks = append(d.Blocks, parse.Block{Kind: parse.Paragraph, Text: "Boats are watched by two."})
		text := Read(d, d.Blocks, "", "Rivers")
		if got := text.Printed(); got != c.want || len(text.Own) != c.rows+1 {
			t.Errorf("%s: %q, %d blocks", name, got, len(text.Own))
		}
	}
}
