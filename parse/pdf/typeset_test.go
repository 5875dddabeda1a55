package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// manyPages makes a file of several pages, each with its content; the fonts are
// those of contentPDF.
func manyPages(contents ...string) []byte {
	var kids strings.Builder
	var objects []string
	for i, c := range contents {
		n := 8 + 2*i
		fmt.Fprintf(&kids, " %d 0 R", n)
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>", n+1),
			fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(c), c))
	}
	body := contentPDF("", "", append([]string{"null"}, objects...)...)
	return bytes.Replace(body, []byte("/Count 1/Kids[3 0 R]"), fmt.Appendf(nil, "/Count %d/Kids[%s]", len(contents), kids.String()), 1)
}

// TestNumberApartFromItsHeading reads headings as typesetters set them: the number
// stands in a column of its own, at the top of a page like a page's number, and
// under another one like a table.
func TestNumberApartFromItsHeading(t *testing.T) {
	page := func(n, sub, title, lower string) string {
		return show("F2", 14, 72, 765, n) + show("F2", 14, 100, 765, title) +
			show("F2", 12, 72, 740, sub) + show("F2", 12, 102, 740, lower) +
			show("F1", 11, 72, 720, "Staff keep a record of each visit and show it to the chair when asked.") +
			show("F1", 11, 290, 40, n)
	}
	doc := mustRead(t, manyPages(page("1", "1.1", "Visits", "Before the visit"), page("2", "2.1", "Records", "Keeping the record"), page("3", "3.1", "Reviews", "The first review")))
	var want []string
	for i, h := range []string{"1 Visits", "2 Records", "3 Reviews"} {
		sub := []string{"1.1 Before the visit", "2.1 Keeping the record", "3.1 The first review"}[i]
		want = append(want, "h1: "+h, "h2: "+sub, "p: Staff keep a record of each visit and show it to the chair when asked.", "p: "+h[:1])
	}
	if diff := cmp.Diff(want, outlineOf(doc)); diff != "" {
		t.Error(diff)
	}
}

// TestWideSentenceSpaces keeps a justified paragraph whole whose sentences stand
// far apart.
func TestWideSentenceSpaces(t *testing.T) {
	content := show("F1", 11, 72, 720, "The worker writes down the words of the child and the time at which they were said.") +
		show("F1", 11, 72, 706, "Nobody waits for the next day.") + show("F1", 11, 234, 706, "The chair of the meeting reads the notes and asks the") +
		show("F1", 11, 72, 692, "worker what was seen and whether anybody else in the family was at home that evening") +
		show("F1", 11, 72, 678, "or had been there before.")
	want := []string{"The worker writes down the words of the child and the time at which they were said. Nobody waits for the next day. The chair of the meeting reads the notes and asks the worker what was seen and whether anybody else in the family was at home that evening or had been there before."}
	if diff := cmp.Diff(want, texts(mustRead(t, contentPDF(content, "", "null")))); diff != "" {
		t.Error(diff)
	}
}

// TestSpacedLeaders reads a list of contents whose dots are words of their own and
// whose page numbers stand in a column.
func TestSpacedLeaders(t *testing.T) {
	dots := strings.Repeat(". ", 20)
	content := show("F2", 14, 72, 600, "Contents")
	for i, l := range []string{"Visits and what to do before them", "Records", "Reviews of the plan"} {
		y := 570 - float64(i)*16
		content += show("F1", 11, 90, y, []string{"1.1", "1.2", "1.3"}[i]) + show("F1", 11, 115, y, l) + show("F1", 11, 330, y, dots) + show("F1", 11, 500, y, []string{"3", "4", "12"}[i])
	}
	for _, b := range mustRead(t, contentPDF(content, "", "null")).Blocks {
		if b.Region != parse.Contents || b.Kind == parse.Row {
			t.Errorf("%q is no line of the contents: region %d, kind %d", b.Text, b.Region, b.Kind)
		}
	}
}

// TestContentsWithoutLeaders reads a list of contents whose page numbers stand in a
// column without dots before them.
func TestContentsWithoutLeaders(t *testing.T) {
	content := show("F2", 15, 72, 600, "Contents")
	for i, l := range []string{"1 Visits and what to do before them", "1.1 Records", "2 Reviews of the plan", "2.1 The first review"} {
		content += show("F1", 11, 72, 580-float64(i)*13, l) + show("F1", 11, 500, 580-float64(i)*13, []string{"3", "3", "9", "12"}[i])
	}
	for _, b := range mustRead(t, contentPDF(content, "", "null")).Blocks {
		if b.Region != parse.Contents || b.Kind == parse.Row {
			t.Errorf("%q is no line of the contents: region %d, kind %d", b.Text, b.Region, b.Kind)
		}
	}
}

// TestHyphensAtTheEndsOfLines keeps the hyphen of a compound that stands but once, at the
// end of a line, and drops the one that breaks a word.
func TestHyphensAtTheEndsOfLines(t *testing.T) {
	content := show("F1", 11, 72, 720, "The worker tells the adult what was agreed in a short talk and then in an easy-") +
		show("F1", 11, 72, 706, "read letter, and keeps a copy of it in the file for those who come later to safe-") +
		show("F1", 11, 72, 692, "guarding work, as they may ask how the plan came about and who wanted a whole-") +
		show("F1", 11, 72, 678, "family plan.")
	want := []string{"The worker tells the adult what was agreed in a short talk and then in an easy-read letter, and keeps a copy of it in the file for those who come later to safeguarding work, as they may ask how the plan came about and who wanted a whole-family plan."}
	if diff := cmp.Diff(want, texts(mustRead(t, contentPDF(content, "", "null")))); diff != "" {
		t.Error(diff)
	}
}

// TestTitlePageIsNoOutline reads a title page: publisher and version are no
// headings.
func TestTitlePageIsNoOutline(t *testing.T) {
	front := show("F1", 24, 150, 600, "Safeguarding Handbook") + show("F1", 14, 180, 560, "Northtown Safeguarding Board") + show("F1", 14, 180, 530, "Version 4")
	text := show("F2", 16, 72, 760, "Visits") + show("F1", 11, 72, 740, "Staff keep a record of each visit and show it to the chair when they are asked to.") +
		show("F2", 16, 72, 700, "Records") + show("F1", 11, 72, 680, "The record says who was there and what was said by whom, and the time of each.")
	want := []string{
		"h1: Safeguarding Handbook", "p: Northtown Safeguarding Board", "p: Version 4",
		"h2: Visits", "p: Staff keep a record of each visit and show it to the chair when they are asked to.",
		"h2: Records", "p: The record says who was there and what was said by whom, and the time of each.",
	}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, manyPages(front, text)))); diff != "" {
		t.Error(diff)
	}
}

// TestRomanNumberOfAHeading tells the number of a heading at the top of a page from
// a page's number in Roman numerals.
func TestRomanNumberOfAHeading(t *testing.T) {
	text := show("F1", 11, 72, 720, "Staff keep a record of each visit and show it to the chair when asked.")
	doc := mustRead(t, manyPages(show("F2", 14, 72, 765, "I")+show("F2", 14, 92, 765, "Visits")+text+show("F1", 11, 290, 40, "i"),
		show("F2", 14, 72, 765, "II")+show("F2", 14, 96, 765, "Records")+text+show("F1", 11, 290, 40, "ii")))
	for _, b := range doc.Blocks {
		if head := b.Kind == parse.Heading; head != strings.HasPrefix(b.Text, "I") || len(b.Text) < 3 && b.Region != parse.Furniture {
			t.Errorf("%q: kind %d, region %d", b.Text, b.Kind, b.Region)
		}
	}
}

// TestHeadingCloseBelowATable keeps a heading out of the table without lines that
// it follows.
func TestHeadingCloseBelowATable(t *testing.T) {
	content := ""
	for i, row := range [][2]string{{"Level", "Action"}, {"Low", "Ask the family and write it down"}, {"High", "Call the duty team at once"}} {
		content += show("F1", 11, 72, 700-float64(i)*15, row[0]) + show("F1", 11, 200, 700-float64(i)*15, row[1])
	}
	content += show("F2", 13, 72, 650, "4 Records") + show("F1", 11, 72, 630, "The record says who was there and what was said by whom, and the time of each.")
	want := []string{"row: Level | Action", "row: Low | Ask the family and write it down", "row: High | Call the duty team at once", "h1: 4 Records",
		"p: The record says who was there and what was said by whom, and the time of each."}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(content, "", "null")))); diff != "" {
		t.Error(diff)
	}
}

// TestHeadingInTwoPiecesBesideATable keeps a heading whose number stands apart out
// of the tables without lines above and below it.
func TestHeadingInTwoPiecesBesideATable(t *testing.T) {
	rows := func(y float64) string {
		out := ""
		for i, row := range [][2]string{{"Level", "Action"}, {"Low", "Ask the family and write it down"}, {"High", "Call the duty team at once"}} {
			out += show("F1", 11, 72, y-float64(i)*14, row[0]) + show("F1", 11, 240, y-float64(i)*14, row[1])
		}
		return out
	}
	content := show("F1", 11, 72, 760, "Everybody who works with children reads these pages at the start of the year.") + rows(700) + show("F2", 16, 72, 648, "Appendix B") + show("F2", 16, 240, 648, "Threshold Matrix") + rows(625)
	table := []string{"row: Level | Action", "row: Low | Ask the family and write it down", "row: High | Call the duty team at once"}
	want := append([]string{"p: Everybody who works with children reads these pages at the start of the year."}, table...)
	want = append(append(want, "h1: Appendix B Threshold Matrix"), table...)
	if diff := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(content, "", "null")))); diff != "" {
		t.Error(diff)
	}
}

// TestRowsAsCloseAsLines reads a table without lines whose rows stand no farther
// apart than the lines of a cell.
func TestRowsAsCloseAsLines(t *testing.T) {
	content := ""
	for i, row := range [][3]string{{"Section", "Amendment", "Date"}, {"3.4 Visits", "Links to national", "5 Oct 2015"}, {"", "guidance updated.", ""},
		{"3.8 Safety at", "The timescale was", "22 Mar 2015"}, {"the table", "changed.", ""}, {"4 Records", "New section.", "3 Sep 2014"}} {
		for c, text := range row {
			if text != "" {
				content += show("F1", 11, []float64{72, 220, 370}[c], 700-float64(i)*13, text)
			}
		}
	}
	want := []string{"row: Section | Amendment | Date", "row: 3.4 Visits | Links to national guidance updated. | 5 Oct 2015",
		"row: 3.8 Safety at the table | The timescale was changed. | 22 Mar 2015", "row: 4 Records | New section. | 3 Sep 2014"}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(content, "", "null")))); diff != "" {
		t.Error(diff)
	}
}

// TestGlyphsNamedAfterTheirCodes reads the bitmap fonts of TeX, whose glyphs have
// names such as a65 and no other sign of what they are.
func TestGlyphsNamedAfterTheirCodes(t *testing.T) {
	body := contentPDF(`BT /F1 11 Tf 72 700 Td (The o\036cer\047s \020sta\033\021 notes) Tj ET`, "", "null")
	var names strings.Builder
	for c := 16; c < 127; c++ {
		fmt.Fprintf(&names, " %d/a%d", c, c)
	}
	body = bytes.Replace(body, []byte("/Encoding/WinAnsiEncoding"), []byte("/Encoding<</Differences["+names.String()+"]>>"), 1)
	if diff := cmp.Diff([]string{"The officer’s “staff” notes"}, texts(mustRead(t, body))); diff != "" {
		t.Error(diff)
	}
}

// TestPageOnItsSide reads a page whose text runs from bottom to top like any other.
func TestPageOnItsSide(t *testing.T) {
	upright := show("F2", 18, 72, 500, "Visits") + show("F1", 11, 72, 470, "Staff keep a record of each visit and show it to the chair when") +
		show("F1", 11, 72, 456, "they are asked.") + "72 400 m 472 400 l S 72 380 m 472 380 l S 72 360 m 472 360 l S 72 360 m 72 400 l S 272 360 m 272 400 l S 472 360 m 472 400 l S\n" +
		show("F1", 10, 76, 386, "Sign") + show("F1", 10, 276, 386, "Action") + show("F1", 10, 76, 366, "A bruise") + show("F1", 10, 276, 366, "Ask")
	want := []string{"h1: Visits", "p: Staff keep a record of each visit and show it to the chair when they are asked.", "row: Sign | Action", "row: A bruise | Ask"}
	for name, turn := range map[string]string{"up": "0 1 -1 0 595 0 cm\n", "down": "0 -1 1 0 0 842 cm\n", "upside down": "-1 0 0 -1 595 842 cm\n"} {
		doc := mustRead(t, contentPDF(turn+upright, "", "null"))
		if diff := cmp.Diff(want, outlineOf(doc)); diff != "" || len(doc.Findings) > 0 {
			t.Errorf("%s: %s %v", name, diff, doc.Findings)
		}
	}
}

// TestSignsAreNoText doubts a page whose characters are mostly signs, as a font
// without any table of its characters gives them.
func TestSignsAreNoText(t *testing.T) {
	if doc := mustRead(t, contentPDF(show("F1", 11, 72, 700, `!"# $%&'* +, -!/ "$% #&'* $+,!`), "", "null")); !hasFinding(doc, findQuality) {
		t.Errorf("findings %v", doc.Findings)
	}
}

// TestNumbersInTheMarginOfPolicies reads policies whose numbers stand in a column of
// their own: "1" before titles, "1.1" before paragraphs, and the marks of lists.
func TestNumbersInTheMarginOfPolicies(t *testing.T) {
	const first, more = "Staff keep a record of each visit and show it to the chair when asked, and the", "chair reads it before the meeting."
	page := func(font string, lines ...string) string {
		out, y := "", 760.0
		for _, l := range lines {
			number, words, _ := strings.Cut(l, " ")
			f := "F1"
			if words == strings.ToUpper(words) {
				f, y = font, y-10
			}
			if number != "" {
				x := 72.0
				if number == "-" {
					x = 90
				}
				out += show(f, 11, x, y, number)
			}
			out += show(f, 11, 108, y, words)
			y -= 14
		}
		return out
	}
	want := []string{"h1: 1 VISITS", "item1 1.1: " + first + " " + more, "item1 1.2: Look for:", "item2: Burns", "item2: Cuts", "h1: 2 RECORDS", "item1 2.1: " + first + " " + more, "h1: 3 SOURCES", "item1: The handbook"}
	for _, font := range []string{"F2", "F1"} {
		lines := []string{"1 VISITS", "1.1 " + first, " " + more, "1.2 Look for:", "- Burns", "- Cuts", "2 RECORDS", "2.1 " + first, " " + more}
		w := want
		if font == "F2" {
			lines = append(lines, "3 SOURCES", "- The handbook")
		} else {
			w = want[:7]
		}
		if d := cmp.Diff(w, outlineOf(mustRead(t, manyPages(page(font, lines...))))); d != "" {
			t.Errorf("%s -want +got\n%s", font, d)
		}
	}
	lines := []string{"1 VISITS", " " + first, " " + more, "2 RECORDS", " " + first, " " + more, "3 SOURCES", " " + first, " " + more}
	p := "p: " + first + " " + more
	w := []string{"h1: 1 VISITS", p, "h1: 2 RECORDS", p, "h1: 3 SOURCES", p}
	if d := cmp.Diff(w, outlineOf(mustRead(t, manyPages(page("F2", lines...))))); d != "" {
		t.Errorf("plain -want +got\n%s", d)
	}
}

// TestNumbersThatFillTheirRoom reads paragraphs numbered through a document, where the
// number leaves no room before the words; initials of names stay.
func TestNumbersThatFillTheirRoom(t *testing.T) {
	content := show("F1", 12, 72, 720, "9.") + show("F1", 12, 86, 720, "Staff keep a record.") +
		show("F1", 12, 72, 700, "10.") + show("F1", 12, 90, 700, "The chair reads it.") +
		show("F1", 12, 72, 680, "11.") + show("F1", 12, 89.9, 680, "Nobody waits.") +
		show("F1", 12, 72, 640, "J.") + show("F1", 12, 82.5, 640, "Smith signs it.")
	want := []string{"item1 9.: Staff keep a record.", "item1 10.: The chair reads it.", "item1 11.: Nobody waits.", "p: J.Smith signs it."}
	if d := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(content, "", "null")))); d != "" {
		t.Error(d)
	}
}

// TestParagraphsCountedWithBareNumbers reads paragraphs that are counted through a
// document without a sign behind the numbers, and a table with numbers.
func TestParagraphsCountedWithBareNumbers(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair when asked, and the chair"
	var pages, want []string
	for n := 1; n <= 10; n += 5 {
		out := show("F2", 14, 72, 720, fmt.Sprintf("Part %d", n))
		want = append(want, fmt.Sprintf("h1: Part %d", n))
		for k := range 5 {
			y := 690 - 60*float64(k)
			out += show("F1", 11, 72, y, fmt.Sprint(n+k)) + show("F1", 11, 108, y, text) + show("F1", 11, 108, y-14, "reads it at once.")
			want = append(want, fmt.Sprintf("item1 %d: %s reads it at once.", n+k, text))
		}
		pages = append(pages, out)
	}
	if d := cmp.Diff(want, outlineOf(mustRead(t, manyPages(pages...)))); d != "" {
		t.Error(d)
	}
	table := func(from int) (out string) {
		for k := range 6 {
			out += show("F1", 11, 72, 690-16*float64(k), fmt.Sprint(from+k)) + show("F1", 11, 108, 690-16*float64(k), "Visits") + show("F1", 11, 300, 690-16*float64(k), "Duty team")
		}
		return out
	}
	if got := outlineOf(mustRead(t, manyPages(table(1), table(7)))); len(got) != 12 || got[0] != "row: 1 | Visits | Duty team" {
		t.Errorf("table: %q", got)
	}
}

// TestListsWithBareNumbers reads a short list whose numbers or letters have no sign and stand a little
// lower than its words, as one whether they are near or far and on which page it ends;
// rows of a table stay rows.
func TestListsWithBareNumbers(t *testing.T) {
	row := func(y, x float64, number, words string) string {
		return show("F1", 12, 72, y-1.4, number) + show("F1", 10.5, x, y, words)
	}
	for _, marks := range [][3]string{{"1", "2", "3"}, {"a", "b", "c"}} {
		want := []string{"p: The record holds:", "item1 " + marks[0] + ": who was seen and on which day", "item1 " + marks[1] + ": what the family said when they were asked on the way", "item1 " + marks[2] + ": names", "p: It is kept apart."}
		for _, x := range []float64{90, 94, 110} {
			lead, end := show("F1", 10.5, 72, 720, "The record holds:"), show("F1", 10.5, 72, 610, "It is kept apart.")
			two := row(699, x, marks[0], "who was seen and on which day") + row(678, x, marks[1], "what the family said when they were") + show("F1", 10.5, x, 665, "asked on the way")
			three := row(644, x, marks[2], "names")
			for name, pages := range map[string][]string{"one page": {lead + two + three + end}, "two pages": {lead + two, three + end}} {
				if d := cmp.Diff(want, outlineOf(mustRead(t, manyPages(pages...)))); d != "" {
					t.Errorf("%s, words at %.0f: %s", name, x, d)
				}
			}
		}
	}
	table := show("F1", 11, 72, 706, "The keepers are:")
	for i := range 6 {
		y := 690 - 16*float64(i)
		table += show("F1", 11, 72, y, fmt.Sprint(i+1)) + show("F1", 11, 108, y, "Visits") + show("F1", 11, 300, y, "Duty team")
	}
	if got := outlineOf(mustRead(t, manyPages(table))); !slices.Contains(got, "row: 2 | Visits | Duty team") {
		t.Errorf("table: %q", got)
	}
}

// TestBulletsOfUnusedCodes reads the bullets that codes mean which an encoding does not use.
func TestBulletsOfUnusedCodes(t *testing.T) {
	content := show("F1", 11, 72, 720, "Signs are:") + show("F1", 12, 72, 699, `\177`) + show("F1", 11, 94, 700, "late visits") + show("F1", 12, 72, 679, `\177`) + show("F1", 11, 94, 680, "cold rooms")
	if d := cmp.Diff([]string{"p: Signs are:", "item1: late visits", "item1: cold rooms"}, outlineOf(mustRead(t, manyPages(content)))); d != "" {
		t.Error(d)
	}
}

// TestPrintedByABrowser leaves out what a browser prints above and below its only page.
func TestPrintedByABrowser(t *testing.T) {
	content := show("F1", 11, 40, 815, "Visits - Vale Board") + show("F1", 11, 400, 815, "https://www.vale.test/visits/") + show("F2", 18, 40, 770, "Visits") +
		show("F1", 11, 40, 740, "Staff keep a record of each visit.") + show("F1", 11, 40, 20, "1 of 1") + show("F1", 11, 480, 20, "28/11/2016, 16:24")
	var got []string
	for _, b := range mustRead(t, contentPDF(content, "", "null")).Blocks {
		if b.Region == parse.Main {
			got = append(got, b.Text)
		}
	}
	if d := cmp.Diff([]string{"Visits", "Staff keep a record of each visit."}, got); d != "" {
		t.Error(d)
	}
}

// TestLetterSpacingBetweenWords reads the spaces that some writers say as the letter spacing
// of few glyphs, no space that is taken back, and a word whose letters are set apart as one.
func TestLetterSpacingBetweenWords(t *testing.T) {
	content := "BT /F1 11 Tf 72 720 Td (Wh) Tj 2.75 Tc (yt) Tj 0 Tc [250 (his matters)] TJ ET\n" +
		"BT /F1 11 Tf 72 690 Td (Mak) Tj 2.75 Tc (eab) Tj 0 Tc [250 (ody map i)] TJ 2.75 Tc [(fi) 250 (tw)] TJ 0 Tc [250 (as seen)] TJ ET\n" +
		"BT /F1 11 Tf 72 665 Td [(They gav ) 278 (e it tw) 73 ( ) 205 (o)] TJ ET\n" +
		"BT /F1 11 Tf 72 640 Td 2.75 Tc (UK) Tj 0 Tc ET\n" +
		"BT /F1 11 Tf 72 590 Td 2.75 Tc (RECORDS) Tj 0 Tc ET\n"
	want := []string{"Why this matters", "Make a body map if it was seen", "They gave it two", "UK", "RECORDS"}
	if diff := cmp.Diff(want, texts(mustRead(t, contentPDF(content, "", "null")))); diff != "" {
		t.Error(diff)
	}
}

// TestBoundOfTwoSizes reads a file bound of two, of which one is set larger: its items and the
// text in its box are no headings beside the smaller text of the other.
func TestBoundOfTwoSizes(t *testing.T) {
	const text = "Staff keep a record of each visit, with the words of the child as they were said,"
	page := func(size, head float64, number, title string, more string) string {
		out := show("F2", head, 72, 780, number+" "+title)
		for i, l := range []string{text, "and show it to the chair."} {
			out += show("F1", size, 72, 740-size*1.2*float64(i), l) + show("F1", size, 72, 700-size*1.2*float64(i), l)
		}
		return out + more
	}
	items := show("F1", 12, 90, 650, "1. Call the duty team") + show("F1", 12, 90, 636, "2. Write it down") + show("F1", 12, 90, 600, "Two workers go, and one writes")
	doc := mustRead(t, manyPages(page(9, 11, "1", "Visits", ""), page(9, 11, "2", "Records", ""), page(9, 11, "3", "Notes", ""), page(12, 14, "4", "Reviews", items)))
	var heads []string
	for _, b := range doc.Blocks {
		if b.Kind == parse.Heading {
			heads = append(heads, b.Text)
		}
	}
	if diff := cmp.Diff([]string{"1 Visits", "2 Records", "3 Notes", "4 Reviews"}, heads); diff != "" {
		t.Error(diff)
	}
}
