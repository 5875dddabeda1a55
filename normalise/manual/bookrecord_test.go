package manual

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// recordNames are names of the record of changes that a manual in one document keeps.
var recordNames = strings.Split("Release notes;Change log;Document history;What has changed;What we have changed;Record of updates;Additions and corrections;Policies and their versions", ";")

// recordForms print the same changes in lines as fileOf reads them.
var recordForms = map[string]string{
	"dates lead items":       "+[] 3 May 2023: Home Visits – Times were changed.\n+[] 3 May 2023: Case Records – A form was added.\n+[] 4 June 2021: Care Plans – Rewritten after consultation.",
	"dates behind titles":    "Home Visits (3 May 2023): Times were changed.\nCase Records (3 May 2023): A form was added.\nCare Plans (4 June 2021): Rewritten after consultation.",
	"dates end lines":        "+[] Home Visits: Times were changed. (3 May 2023)\n+[] Case Records: A form was added. (3 May 2023)\n+[] Care Plans: Rewritten after consultation. (4 June 2021)",
	"verbs before dates":     "Revised 3 May 2023 – Home Visits: Times were changed.\nRevised 3 May 2023 – Case Records: A form was added.\nRevised 4 June 2021 – Care Plans: Rewritten after consultation.",
	"dates in bold":          "*3 May 2023\n+[] Home Visits: Times were changed.\n+[] Case Records: A form was added.\n*4 June 2021\n+[] Care Plans: Rewritten after consultation.",
	"days below years":       "*2023\n+[] 3 May – Home Visits: Times were changed.\n+[] 3 May – Case Records: A form was added.\n*2021\n+[] 4 June – Care Plans: Rewritten after consultation.",
	"dates as headings":      "### 3 May 2023\nHome Visits – Times were changed.\nCase Records – A form was added.\n### 4 June 2021\nCare Plans – Rewritten after consultation.",
	"table":                  "|*Date|Chapter|Change|\n|3 May 2023|Home Visits|Times were changed.|\n|3 May 2023|Case Records|A form was added.|\n|4 June 2021|Care Plans|Rewritten after consultation.|",
	"table of all":           "|*Policy|Version|Last amended|Summary of amendment|\n|Home Visits|1.2|3 May 2023|Times were changed.|\n|Staff Vetting|1.0|–|–|\n|Case Records|1.1|3 May 2023|A form was added.|\n|Care Plans|1.1|4 June 2021|Rewritten after consultation.|",
	"table without its head": "|3 May 2023|Home Visits|Times were changed.|\n|3 May 2023|Case Records|A form was added.|\n|4 June 2021|Care Plans|Rewritten after consultation.|",
}

const (
	recordContents = "*Contents\n~Home Visits\n~Care Plans\n~Case Records\n~Staff Vetting\n"
	recordWant     = "chapter||Home Visits\n heading||Why\n heading||How\nchapter||Care Plans\n heading||Why\n heading||How\nchapter||Case Records\n heading||Why\n heading||How\nchapter||Staff Vetting\n heading||Why\n heading||How\namendment|Home Visits|Times were changed|2023-05-03\namendment|Case Records|A form was added|2023-05-03\namendment|Care Plans|Rewritten after consultation|2021-06-04"
)

// recordBook is a manual of four chapters with what stands before its contents and at its back.
func recordBook(front, back string) string {
	text := "# Handbook\nIssued by the Vale Board\n" + front + recordContents
	for _, title := range []string{"Home Visits", "Care Plans", "Case Records", "Staff Vetting"} {
		text += "# " + title + "\n" + fillerWords(6) + "\n## Why\n" + fillerWords(6) + "\n## How\n" + fillerWords(6) + "\n"
	}
	return text + back
}

// TestRecordsOfBooks prints a record of changes under any name and in these forms, at the
// back of a manual and before its contents: each is read alike, and no chapter holds it.
func TestRecordsOfBooks(t *testing.T) {
	for _, name := range recordNames {
		for form, record := range recordForms {
			for _, head := range []string{"*", "# ", "## "} {
				whole := head + name + "\n" + record + "\n"
				for place, text := range map[string]string{"back": recordBook("", whole), "front": recordBook(whole, "")} {
					e := readBookOf(t, text, nil)
					got := bookLines(e)
					for i := range got {
						got[i] = strings.Replace(got[i], ".|", "|", 1)
					}
					slices.Sort(got)
					want := strings.Split(recordWant, "\n")
					slices.Sort(want)
					if !slices.Equal(got, want) {
						t.Errorf("%s, %s, %q at the %s:\n%s", name, form, head, place, strings.Join(bookLines(e), "\n"))
					}
					for _, s := range e.Sections {
						if strings.Contains(s.Text, "consultation") {
							t.Errorf("%s, %s, %q at the %s: %s holds the record: %q", name, form, head, place, s.Title, s.Text)
						}
					}
				}
			}
		}
	}
}

// TestLedRecordsOfBooks prints changes whose date is told once, in the sentences that lead them
// in or in the heading above them: each row has it, and that of an earlier edition has none.
func TestLedRecordsOfBooks(t *testing.T) {
	leads := map[string]string{
		"two editions":          "Changes since the last edition\nThe second edition was issued in March 2021. The changes below were agreed by the Board in May 2023.",
		"two editions, a month": "Changes since the last edition\nThis edition was published in May 2023. It differs from the edition of 2021 as follows:",
		"what is to come":       "What has changed\nThis version was approved in May 2023. It will be reviewed in May 2025.",
		"a sentence":            "What is new\nThe following changes were made in May 2023:",
		"the heading":           "Changes made in May 2023",
		"another heading":       "About this edition\nThis is the third edition of the handbook, published in May 2023. It replaces the edition of March 2020. Changes have been made to these chapters:",
	}
	forms := map[string]string{
		"items":     "\n+[] Home Visits: Times were changed.\n+[] Case Records: A form was added.\n+[] Care Plans: Rewritten after consultation.\n",
		"lines":     "\nHome Visits – Times were changed.\nCase Records – A form was added.\nCare Plans – Rewritten after consultation.\n",
		"table":     "\n|*Chapter|Change|\n|Home Visits|Times were changed.|\n|Case Records|A form was added.|\n|Care Plans|Rewritten after consultation.|\n",
		"no header": "\n|Home Visits|Times were changed.|\n|Case Records|A form was added.|\n|Care Plans|Rewritten after consultation.|\n",
	}
	want := strings.Split("Care Plans|Rewritten after consultation.|2023-05-01;Case Records|A form was added.|2023-05-01;Home Visits|Times were changed.|2023-05-01", ";")
	for lead, above := range leads {
		for form, rows := range forms {
			for _, head := range []string{"*", "# ", "## "} {
				for place, text := range map[string]string{"back": recordBook("", head+above+rows), "front": recordBook(head+above+rows, "")} {
					e := readBookOf(t, text, nil)
					var got []string
					for _, a := range e.Amendments {
						got = append(got, a.Chapter+"|"+a.Details+"|"+a.Date.String())
					}
					slices.Sort(got)
					if !slices.Equal(got, want) || len(bookLines(e)) != 12+len(want) {
						t.Errorf("%s, %s, %q at the %s:\n%s", lead, form, head, place, strings.Join(bookLines(e), "\n"))
					}
				}
			}
		}
	}
}

// TestShortRecordsOfBooks prints records of few lines or without a date, and one of whose lines
// names no chapter, below a head that says what they are.
func TestShortRecordsOfBooks(t *testing.T) {
	for name, c := range map[string]struct{ record, want string }{
		"no date":   {"\nThe main changes are as follows:\n+[] Home Visits: Times were changed.\n+[] Case Records: A form was added.\n", "Home Visits|Times were changed.|;Case Records|A form was added.|"},
		"two lines": {"\nAgreed by the Board on 3 May 2023\nHome Visits – Times were changed.\nCase Records – Rewritten.\n", "Home Visits|Times were changed.|2023-05-03;Case Records|Rewritten.|2023-05-03"},
		"throughout": {"\nThis edition takes effect on 3 May 2023.\n+[] Home Visits: Times were changed.\n+[] Throughout: Names of agencies were corrected.\n+[] Case Records: A form was added.\n",
			"Home Visits|Times were changed.|2023-05-03;Throughout|Names of agencies were corrected.|2023-05-03;Case Records|A form was added.|2023-05-03"},
	} {
		record := "*Changes since the last edition" + c.record
		for place, text := range map[string]string{"back": recordBook("", record), "front": recordBook(record, "")} {
			e := readBookOf(t, text, nil)
			var got []string
			for _, a := range e.Amendments {
				got = append(got, a.Chapter+"|"+a.Details+"|"+a.Date.String())
			}
			if strings.Join(got, ";") != c.want || len(bookLines(e)) != 12+len(got) {
				t.Errorf("%s at the %s:\n%s", name, place, strings.Join(bookLines(e), "\n"))
			}
		}
	}
}

// TestNoRecordsOfBooks has backs of manuals that tell of chapters or of dates and are no
// records of changes: they stay in the text.
func TestNoRecordsOfBooks(t *testing.T) {
	for name, back := range map[string]string{
		"plan of reviews": "*Timetable of reviews\n|*Chapter|Next review|\n|Home Visits|3 May 2027|\n|Case Records|3 May 2027|\n|Care Plans|4 June 2028|\n",
		"register":        "*Register\n|*Ref|Chapter|Issued|\n|P-01|Home Visits|03.05.2017|\n|P-02|Case Records|03.05.2018|\n|P-03|Care Plans|04.06.2018|\n",
		"further reading": "## Further reading\n+[] The Home Visits Study, Vale Press, 2011\n+[] Care Plans That Work, Vale Press, 2014\n+[] A History of Case Records, Vale Press, 2018\n",
		"who reads what":  "## Who should read what\nThis guide was agreed in May 2023.\n+[] Home Visits: all who drive to homes\n+[] Care Plans: all who write plans\n+[] Case Records: all who keep records\n",
		"how to use it":   "## How to use this edition\nThis edition was published in May 2023. Use these chapters as follows:\n+[] Home Visits: for all who drive to homes\n+[] Care Plans: for all who write plans\n+[] Case Records: for all who keep records\n",
		"one chapter":     "## History\nStaff vetting began in May 2011.\nThe first staff vetting form is of June 2012.\nSince then, staff vetting has a panel, see Case Records.\n",
		"see also":        "## See also\n+[] Home Visits\n+[] Care Plans\n+[] Case Records\n",
	} {
		if e := readBookOf(t, recordBook("", back), nil); len(e.Amendments) > 0 || !slices.ContainsFunc(e.Sections, func(s normalise.Section) bool { return strings.Contains(s.Text, "Case Records") }) {
			t.Errorf("%s:\n%s", name, strings.Join(bookLines(e), "\n"))
		}
	}
}

// TestParagraphNumbersLikeDays has typed numbers of paragraphs that could be days: "4.2.10"
// is no 4 February where "4.2.9" stands above it, neither in the last chapter nor before.
func TestParagraphNumbersLikeDays(t *testing.T) {
	numbered := func(chapter string) (text string) {
		for n := 8; n <= 12; n++ {
			text += fmt.Sprintf("%s.%d Home visits and care plans are told of here, %d in all.\n", chapter, n, n)
		}
		return text
	}
	text := "# Handbook\n|*Section|Amendment|Date|\n|1 Home Visits|Times were changed.|03.05.23|\n*Contents\n~1 Home Visits\n~2 Care Plans\n~3 Case Records\n"
	for i, title := range []string{"Home Visits", "Care Plans", "Case Records"} {
		text += fmt.Sprintf("# %d %s\n%s\n## Why\n%s\n## How\n%s\n", i+1, title, fillerWords(6), fillerWords(6), strings.TrimSpace(numbered(fmt.Sprintf("%d.2", i+1))))
	}
	e := readBookOf(t, text, nil)
	if len(e.Amendments) != 1 {
		t.Errorf("amendments:\n%s", strings.Join(bookLines(e), "\n"))
	}
	how := 0
	for _, s := range e.Sections {
		if s.Title == "How" && strings.Count(s.Text, "Home visits") == 5 {
			how++
		}
	}
	if how != 3 {
		t.Errorf("%d of 3 texts are whole", how)
	}
}

// readBookOf reads a Word file as readBook does; amendments are the addresses of the register.
func readBookOf(t *testing.T, text string, amendments []string) *normalise.Edition {
	t.Helper()
	d := fileOf("http://example.test/handbook.docx", "Handbook", text)
	return readBookFile(d, amendments)
}

// readBookFile reads a manual that is one file, to which a page leads.
func readBookFile(d *parse.Document, amendments []string) *normalise.Edition {
	start := &parse.Document{URL: "http://example.test/", MediaType: "text/html", Title: "Handbook", Blocks: []parse.Block{{Kind: parse.Item, Level: 1, Text: "Handbook (Word)", Links: []parse.Link{{Start: 0, End: 15, Text: "Handbook (Word)", Href: d.URL}}}}}
	return Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "document", Start: []string{start.URL}, Amendments: amendments, Hosts: []string{"example.test"}, Pages: []normalise.Page{{Document: start}, {Document: d}}})
}

// TestVersionTables: the head of a table of versions stands on a line above it, as in PDFs;
// versions are no chapters.
func TestVersionTables(t *testing.T) {
	for head, row := range map[string]string{
		"Version Date Description of change":                    "|4.0|2 December 2024|Layout was simplified.|\n|3.4|11 March 2024|Contact details were checked.|",
		"Version No. Date of issue Summary of amendment Author": "|4.0|2 December 2024|Layout was simplified.|J Hale|\n|3.4|11 March 2024|Contact details were checked.|M Orr|",
		"Issue | Date issued | Amended by | Pages | Reason":     "|4|2 December 2024|J Hale|all|Layout was simplified.|\n|3|11 March 2024|M Orr|4-16|Contact details were checked.|",
		"Issue | Date | Reason for change":                      "|4|2 December 2024|Layout was simplified.|\n|3|11 March 2024|Contact details were checked.|",
	} {
		e := readBookOf(t, recordBook("# Version history\n*"+head+"\n"+row+"\n", ""), []string{"http://example.test/handbook.docx"})
		want := []string{"amendment||Layout was simplified.|2024-12-02", "amendment||Contact details were checked.|2024-03-11"}
		if got := bookLines(e); !slices.Equal(got[len(e.Sections):], want) {
			t.Errorf("%s:\n%s", head, strings.Join(got, "\n"))
		}
	}
}

// TestParticularsBesideRecords: a table in which a document tells of itself stands behind the
// record of its changes or far from it, whole or with its first row run together, and under
// any labels. It tells no change.
func TestParticularsBesideRecords(t *testing.T) {
	record := "Amendments\n|*Date|Chapter|Amendment|\n|03.05.23|Home Visits|Times were changed.|\n|03.05.23|Case Records|A form was added.|\n|04.06.21|Care Plans|Rewritten after consultation.|\n"
	led := "Changes since the last edition\nEdition 4 was issued in May 2023. These are the changes from edition 3.\n+[] Home Visits: Times were changed.\n+[] Case Records: A form was added.\n+[] Care Plans: Rewritten after consultation.\n"
	for _, particulars := range []string{
		"|Document title|Handbook|\n|Version|4|\n|Date approved|3 May 2023|\n|Approved by|Policy group|\n|Next review|May 2025|\n|Distribution|All partners; published on the website|\n",
		"Document title Handbook\n|Version|4|\n|Date approved|3 May 2023|\n|Approved by|Policy group|\n|Next review|May 2025|\n|Audience|All who work for us|\n",
		"|Policy reference|H17|Issue|4|\n|Issue date|3 May 2023|Review date|May 2025|\n|Author|J Hale|Status|Final|\n",
	} {
		for _, head := range []string{"# ", "### "} {
			control := head + "Document control\n" + particulars
			for place, text := range map[string]string{
				"behind the record":   recordBook("", "# "+record+control),
				"below a led record":  recordBook("", "# "+led+control),
				"far from the record": recordBook("# "+led, control),
				"before the record":   recordBook(control, "# "+record),
			} {
				for _, own := range [][]string{nil, {"http://example.test/handbook.docx"}} {
					e := readBookOf(t, text, own)
					got := bookLines(e)[len(e.Sections):]
					if len(got) != 3 || !strings.HasPrefix(got[0], "amendment|Home Visits|Times were changed") || !strings.HasPrefix(got[1], "amendment|Case Records|A form was added") || !strings.HasPrefix(got[2], "amendment|Care Plans|Rewritten after consultation") {
						t.Errorf("%s %v:\n%s\n%s", place, own, head+particulars, strings.Join(got, "\n"))
					}
				}
			}
		}
	}
}

// TestWhoChangedIsNoChapter: of the record of a manual's versions no row is about a chapter, though
// a chapter be called after who made the changes; and the table in which the manual tells of itself
// above the record is no row of it.
func TestWhoChangedIsNoChapter(t *testing.T) {
	for name, front := range map[string]string{
		"changed by": "|*Recommended by|Home Visits|\n|Approval date|3 May 2023|\n|Version number|2|\n|Responsible Manager (Sponsor)|Care Plans|\n|For use by|Staff Vetting|\n*Change record form\n" +
			"|*Version|Date of change|Date of release|Changed by|Reason for change|\n|x1|11 March 2021|12 March 2021|Care Plans|Contact details were checked.|\n|2|2 May 2023|3 May 2023|Care Plans|Layout was simplified.|\n",
		"notes": "*Document History\n|*Version|Date|Author/Consulted|Notes on Revisions|\n|V1.0|11 March 2021|J Hale / Quality|Contact details were checked.|\n|V2.0|2 May 2023|Working Group|Layout was simplified.|\n",
	} {
		want := []string{"amendment||Contact details were checked.|2021-03-11", "amendment||Layout was simplified.|2023-05-02"}
		e := readBookOf(t, recordBook(front, ""), []string{"http://example.test/handbook.docx"})
		if got := bookLines(e); !slices.Equal(got[len(e.Sections):], want) {
			t.Errorf("%s:\n%s", name, strings.Join(got, "\n"))
		}
	}
}

// TestChaptersBelowNumber: a column that is headed as one of numbers may name the chapters.
func TestChaptersBelowNumber(t *testing.T) {
	record := "# Amendments\n|*No.|Date|Change|\n|Home Visits|3 May 2023|Times were changed.|\n|Case Records|3 May 2023|A form was added.|\n|Care Plans|4 June 2021|Rewritten after consultation.|\n"
	e := readBookOf(t, recordBook("", record), []string{"http://example.test/handbook.docx"})
	want := []string{"amendment|Home Visits|Times were changed.|2023-05-03", "amendment|Case Records|A form was added.|2023-05-03", "amendment|Care Plans|Rewritten after consultation.|2021-06-04"}
	if got := bookLines(e)[len(e.Sections):]; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
