package chaptertext

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// TestDayBesideNote reads amendment boxes whose day stands on a line of its own: it is
// the note's, if the note tells no other month, and no amendment by itself.
func TestDayBesideNote(t *testing.T) {
	for _, c := range []struct {
		lines, want []string
	}{
		{[]string{"In June 2023, the part on nights was rewritten.", "June 28, 2023"}, []string{"In June 2023, the part on nights was rewritten. 2023-06-28"}},
		{[]string{"3 May 2024", "Links were mended.", "Names were added."}, []string{"Links were mended. 2024-05-03", "Names were added. "}},
		{[]string{"In June 2023, the part on nights was rewritten.", "1 May 2024", "Links were mended."}, []string{"In June 2023, the part on nights was rewritten. 2023-06-01", "Links were mended. 2024-05-01"}},
		{[]string{"June 28, 2023"}, nil},
	} {
		var blocks []parse.Block
		for _, l := range c.lines {
			blocks = append(blocks, parse.Block{Kind: parse.Paragraph, Text: l})
		}
		var got []string
		for _, a := range readNotes(blocks) {
			got = append(got, a.Details+" "+a.Date.String())
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%q: -want +got\n%s", c.lines, d)
		}
	}
}

// TestDaysInText: sentences that tell a day are text; lines that begin with one, or with
// "Revised" and one, are notes of changes.
func TestDaysInText(t *testing.T) {
	for _, c := range []struct {
		lines [2]string
		notes int
	}{
		{[2]string{"The first part is due by 31/01/2007 (paid in full).", "The second part is due by 31/07/2007 (paid in full)."}, 0},
		{[2]string{"03.06.2008 2.2 Visits: nights added.", "21.01.2008 1.3 Nights: rewritten."}, 2},
		{[2]string{"3.6.10 Nights were added to the visits.", "3.6.11 Visits were rewritten."}, 2},
		{[2]string{"Revised May 2011 – nights added.", "Updated 03/06/2008 - rewritten."}, 2},
	} {
		blocks := []parse.Block{{Text: c.lines[0]}, {Text: c.lines[1]}}
		if got := noteRun(blocks, 0); got != c.notes {
			t.Errorf("%q: %d notes, want %d", c.lines, got, c.notes)
		}
	}
}

// TestHistoryOfAPolicy takes the record of changes out of a text with its label, whatever the document
// calls itself in that.
func TestHistoryOfAPolicy(t *testing.T) {
	row := func(header bool, date, change string) parse.Block {
		return parse.Block{Kind: parse.Row, Table: 1, Header: header, Text: date + " | " + change, Cells: []parse.Cell{{Text: date}, {Text: change}}}
	}
	for _, label := range []string{"Policy change history", "Document revision log", "Change history"} {
		d := &parse.Document{MediaType: parse.TypeDOCX, Blocks: []parse.Block{
			{Kind: parse.Paragraph, Bold: true, Text: label},
			row(true, "Date", "Change"), row(false, "May 2024", "Nights added."),
			{Kind: parse.Paragraph, Text: "Boats are watched by two."},
		}}
		if c := Read(d, d.Blocks, "", "Boats"); len(c.Own) != 1 || len(c.Heads) != 0 || len(c.Notes) != 1 {
			t.Errorf("%s: text %v, headings %v, notes %v", label, c.Own, c.Heads, c.Notes)
		}
	}
}

// TestVersionsAtTheEnd: a table of versions with which a text ends is none of it; one of dates
// without versions, or with text behind it, is.
func TestVersionsAtTheEnd(t *testing.T) {
	row := func(texts ...string) parse.Block {
		b := parse.Block{Kind: parse.Row, Table: 1}
		for _, s := range texts {
			b.Cells = append(b.Cells, parse.Cell{Text: s, ColSpan: 1, RowSpan: 1})
		}
		return b
	}
	head, text := parse.Block{Kind: parse.Heading, Level: 2, Text: "Training"}, parse.Block{Text: "All staff are trained."}
	versions, dates, changed := row("Version", "Date", "Change"), row("Event", "Date", "What changes"), row("2.0", "1 March 2025", "Nights were added.")
	for _, c := range []struct {
		blocks []parse.Block
		notes  int
	}{
		{[]parse.Block{head, text, versions, changed}, 2},
		{[]parse.Block{head, text, versions, changed, text}, 0},
		{[]parse.Block{head, text, dates, changed}, 0},
	} {
		if got := noteRun(c.blocks, 2); got != c.notes {
			t.Errorf("%d notes in %d blocks, want %d", got, len(c.blocks), c.notes)
		}
	}
}

// TestTableBelowRecord: what stands below a table of versions in the same table, under a title over
// all columns, is no change.
func TestTableBelowRecord(t *testing.T) {
	row := func(bold bool, texts ...string) parse.Block {
		b := parse.Block{Kind: parse.Row, Table: 1, Bold: bold, Text: strings.Join(texts, " | ")}
		for _, s := range texts {
			b.Cells = append(b.Cells, parse.Cell{Text: s, ColSpan: 1, RowSpan: 1})
		}
		return b
	}
	record := []parse.Block{{Kind: parse.Heading, Level: 2, Text: "Version control"}, row(true, "Date", "Change", "By", "Version"), row(false, "1 March 2025", "Nights were added.", "The boatman", "2.0")}
	below := []parse.Block{row(true, "THE CLUB"), row(false, "Name", "The boat house"), row(false, "Telephone", "01632 960 001")}
	var c Text
	left := c.takeNotes(slices.Concat(record, below))
	if len(c.Notes) != 1 || len(left) != len(below) {
		t.Errorf("%d changes and %d blocks are left, want 1 and %d: %+v", len(c.Notes), len(left), len(below), c.Notes)
	}
}

// TestEmptyContents leaves out the label of a list of contents that a program left empty, and
// keeps headings that say more.
func TestEmptyContents(t *testing.T) {
	prose := parse.Block{Text: "A plan is written with the family and looked at again within three months of the first visit."}
	for label, kept := range map[string]int{"Contents": 1, "Table of contents": 1, "Contents of the plan": 2} {
		if got := dropContents([]parse.Block{{Kind: parse.Heading, Level: 2, Text: label}, prose}, ""); len(got) != kept {
			t.Errorf("%q: %d blocks are left, want %d", label, len(got), kept)
		}
	}
	counted := parse.Block{Kind: parse.Heading, Level: 2, Text: "Contents", Marker: "2."}
	if got := dropContents([]parse.Block{counted, prose}, ""); len(got) != 2 {
		t.Errorf("of a heading with a number %d blocks are left, want 2", len(got))
	}
	if got := dropContents([]parse.Block{{Kind: parse.Heading, Level: 2, Text: "Who writes a plan"}, prose, {Kind: parse.Heading, Level: 2, Text: "Contents"}, prose}, ""); len(got) != 4 {
		t.Errorf("of a heading among others %d blocks are left, want 4", len(got))
	}
}

// TestPageReviews reads the dates of review that a page prints around its text, and takes the day
// on which the site promises its next update for none.
func TestPageReviews(t *testing.T) {
	for line, want := range map[string]string{
		"Last reviewed: May 2024. Next review: May 2026":        "2024-05-01 2026-05-01",
		"Next update: July 2026":                                " ",
		"Last Updated: January 22, 2024 v10. Next update: 2026": " ",
		"Version 1 Review due: March 2027 Page 1 of 2":          " 2027-03-01",
		"Review due: March 2027 Page of":                        " 2027-03-01",
		"Page 3 | Review due: March 2027":                       " 2027-03-01",
		"Next review date: 1 May 2028 - 12":                     " 2028-05-01",
		"Review date: 05/2028 2/9":                              " 2028-05-01",
		"Review date: 1/5/28":                                   " 2028-05-01",
		"Isle Board | Review due: May 2027 | Page 1":            " 2027-05-01",
		"Isle Board • Guide of May 2027 • Page 1 of 5":          " ",
		"The visit is due by March 2027 Page 1":                 " ",
	} {
		var c Text
		c.PageReviews(&parse.Document{Blocks: []parse.Block{{Region: parse.Furniture, Text: line}}}, &parallel.Memo[string, ReviewDates]{})
		if got := c.LastReviewed.String() + " " + c.NextReview.String(); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestHeaderDraft reads that a document is a draft from its headers, once and without the number
// of the page, where its text does not say so.
func TestHeaderDraft(t *testing.T) {
	furniture := func(text string) parse.Block { return parse.Block{Region: parse.Furniture, Text: text} }
	text := parse.Block{Region: parse.Main, Text: "Staff keep a record."}
	for want, blocks := range map[string][]parse.Block{
		"DRAFT v0.3":             {furniture("DRAFT v0.3 | Page 1 of 2"), text, furniture("DRAFT v0.3 | Page 2 of 2")},
		"Draft for consultation": {text, furniture("Isle Board | Draft for consultation")},
		"":                       {furniture("Isle Board"), text, furniture("Report on the drafts of 2020")},
		" ":                      {furniture("Draft"), {Region: parse.Main, Text: "Draft"}, text},
	} {
		var c Text
		c.HeaderDraft(&parse.Document{Blocks: blocks})
		got := ""
		for _, b := range c.Own {
			got += b.Text
		}
		if got != strings.TrimSpace(want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestVersionsOfOneDay: a version and its day that reach down over several changes are those of
// each.
func TestVersionsOfOneDay(t *testing.T) {
	row := func(down int, texts ...string) parse.Block {
		b := parse.Block{Kind: parse.Row, Table: 1, Text: strings.Join(texts, " | ")}
		for i, s := range texts {
			c := parse.Cell{Text: s, ColSpan: 1, RowSpan: 1}
			if i < 2 && len(texts) == 4 {
				c.RowSpan = down
			}
			b.Cells = append(b.Cells, c)
		}
		return b
	}
	got := readNotes([]parse.Block{
		row(1, "Version", "Date", "Chapter", "What is different"),
		row(2, "3.6", "20.11.23", "Nights", "Porters were added."), row(2, "Visits", "Rewritten."),
		row(1, "3.5", "1.6.23", "Keys", "Locks were added."),
	})
	var lines []string
	for _, a := range got {
		lines = append(lines, a.Date.String()+" "+a.Details)
	}
	want := []string{"2023-11-20 Nights | Porters were added.", "2023-11-20 Visits | Rewritten.", "2023-06-01 Keys | Locks were added."}
	if !slices.Equal(lines, want) {
		t.Errorf("%q, want %q", lines, want)
	}
}

// TestReviewLines holds lines of review in many spellings against their last and next date, and
// whether they stay in the text: that of a day of issue alone does not.
func TestReviewLines(t *testing.T) {
	for line, want := range map[string]string{
		"Issued: 1 April 2024 | Review: 1 April 2026":                                   " 2026-04-01",
		"Approved March 2024, review March 2026":                                        " 2026-03-01",
		"Date of issue: May 2023. Review: May 2025.":                                    " 2025-05-01",
		"Ratified 3/2024; for review 3/2027":                                            " 2027-03-01",
		"Review: April 2026":                                                            " 2026-04-01",
		"Review: April 2024. Next review: April 2026.":                                  "2024-04-01 2026-04-01",
		"Reference: IK-03. Version 5.":                                                  " ",
		"Policy ref no: IK/12/3, version 2.1. Next review: April 2026.":                 " 2026-04-01",
		"Reference: the keepers of IK-03 have 5 versions of it.":                        "  text",
		"Version 3.1 - Reviewed 7/2024 - Next Review 7/2026":                            "2024-07-01 2026-07-01",
		"Reviewed July 2024 / Review due July 2026":                                     "2024-07-01 2026-07-01",
		"Reviewed and updated: July 2024":                                               "2024-07-01 ",
		"Last updated June 2017. Date of review June 2018.":                             "2017-06-01 2018-06-01",
		"Approved: May 2023":                                                            " ",
		"Review due Spring 2026":                                                        " 2026-05-01 text",
		"Policy review date - Autumn 2025":                                              " 2025-11-01 text",
		"Due for review: Winter 2025/26":                                                " 2026-02-01 text",
		"Reviewed and approved by the Board on 4 March 2024. Next review 4 March 2026.": "2024-03-04 2026-03-04 text",
		"Last reviewed by J Smith, 02/02/2024; due 02/02/2026":                          "2024-02-02 2026-02-02 text",
		"Next review: easter 2026":                                                      "  text",
		"The plan is reviewed in March 2027 by the panel, and in May 2028":              "  text",
	} {
		d := &parse.Document{Title: "Visits", Blocks: []parse.Block{{Text: "The worker visits the child at home every ten days."}, {Text: line}}}
		c := Read(d, d.Blocks, "", "Visits")
		got := c.LastReviewed.String() + " " + c.NextReview.String()
		if len(c.Own) == 2 {
			got += " text"
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestUnreadReview gives back to the text what the parser took for a date of review and is none,
// and keeps a row of particulars whose date of review cannot be read.
func TestUnreadReview(t *testing.T) {
	text := parse.Block{Text: "The worker visits the child at home every ten days."}
	line := parse.Block{Text: "Review due Spring 2026", Region: parse.Furniture}
	d := &parse.Document{Meta: map[string]string{"next_review": "Spring 2026"}, Blocks: []parse.Block{text, line}}
	if c := Read(d, d.Blocks, "", "Visits"); len(c.Own) != 2 || c.NextReview.String() != "2026-05-01" {
		t.Errorf("%d blocks, next review %s", len(c.Own), c.NextReview)
	}
	row := func(label, words string) parse.Block {
		return parse.Block{Kind: parse.Row, Table: 1, Text: label + " | " + words, Cells: []parse.Cell{{Text: label}, {Text: words}}}
	}
	blocks := []parse.Block{text, row("Owner", "Policy team"), row("Version", "4"), row("Review date", "31 June 2026"), row("Last review", "May 2024")}
	if c := Read(&parse.Document{Blocks: blocks}, blocks, "", "Visits"); len(c.Own) != 2 || c.Own[1].Text != "Review date | 31 June 2026" || c.LastReviewed.String() != "2024-05-01" {
		t.Errorf("%v, last review %s", c.Own, c.LastReviewed)
	}
}

// TestVersionsAsMatter: how versions are kept, below a heading that says so, and the days on which
// somebody reviewed a document are text, and no notes of changes.
func TestVersionsAsMatter(t *testing.T) {
	label := parse.Block{Kind: parse.Heading, Level: 2, Text: "Version control", Bold: true}
	p := func(text string) parse.Block { return parse.Block{Kind: parse.Paragraph, Text: text} }
	for _, c := range []struct {
		name   string
		blocks []parse.Block
		notes  int
	}{
		{"matter", []parse.Block{label, p("Each plan of a boat must carry its number, and whoever draws it keeps the one before.")}, 0},
		{"note", []parse.Block{label, p("The part on nights was rewritten.")}, 1},
		{"reviewed", []parse.Block{p("This policy was last reviewed on:"), p("21/10/2019 - J Keeper (Steward)"), p("22/10/2019 - A Rower (Steward and Chair)")}, 0},
		{"changed", []parse.Block{p("What was done to it:"), p("21/10/2019 - Nights were added"), p("22/10/2019 - Oars were counted")}, 2},
	} {
		var text Text
		left := text.takeNotes(c.blocks)
		if len(text.Notes) != c.notes || c.notes == 0 && len(left) != len(c.blocks) {
			t.Errorf("%s: %d notes, %d of %d lines left", c.name, len(text.Notes), len(left), len(c.blocks))
		}
	}
}
