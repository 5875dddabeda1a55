package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// columnText shows n lines of text that fill a column, each of them another.
func columnText(x, y float64, n int, mark string) string {
	out := ""
	for i := range n {
		out += show("F1", 10, x, y-float64(i)*12, fmt.Sprintf("%s%d keep a record of each visit and of", mark, i+1))
	}
	return out
}

// headTexts lists the headings of a document in order.
func headTexts(d *parse.Document) (out []string) {
	for _, b := range d.Blocks {
		if b.Kind == parse.Heading {
			out = append(out, b.Text)
		}
	}
	return out
}

// TestColumnsOfADocument reads pages in the columns in which the document is set: where
// a heading stands in one of them or two side by side, where one holds a list, and where
// only a few lines are left.
func TestColumnsOfADocument(t *testing.T) {
	left, right := 60.0, 310.0
	full := columnText(left, 760, 40, "l") + columnText(right, 760, 40, "r")
	mixed := columnText(left, 760, 10, "a") + show("F2", 12, left, 620, "Signs") + columnText(left, 600, 10, "b") +
		columnText(right, 760, 4, "c") + show("F2", 12, right, 700, "Records") + columnText(right, 680, 3, "d") +
		show("F1", 10, right, 636, "Notes") + show("F1", 10, right, 624, "Plans") + show("F1", 10, right, 612, "Letters") + show("F1", 10, right, 600, "Forms") +
		show("F2", 12, left, 460, "Visits") + columnText(left, 444, 4, "e") + show("F2", 12, right, 460, "Reviews") + columnText(right, 444, 4, "f")
	rest := columnText(left, 760, 3, "g") + columnText(right, 760, 2, "h")
	doc := mustRead(t, manyPages(full, mixed, full, rest))
	if diff := cmp.Diff([]string{"Signs", "Visits", "Records", "Reviews"}, headTexts(doc)); diff != "" {
		t.Error(diff)
	}
	for _, b := range doc.Blocks {
		if b.Kind == parse.Row {
			t.Errorf("%q is no row", b.Text)
		}
	}
	all := strings.Join(texts(doc), " ")
	for _, pair := range [][2]string{{"a10", "b1 "}, {"b10", "e1 "}, {"e4", "c1 "}, {"d3", "f1 "}, {"g3", "h1 "}} {
		if a, b := strings.Index(all, pair[0]), strings.Index(all, pair[1]); a < 0 || b < a {
			t.Errorf("%q at %d, %q at %d", pair[0], a, pair[1], b)
		}
	}
}

// TestItemAboveTitleOfLeftColumn reads a page whose right column goes on with an item that
// stands higher than the title in the left one.
func TestItemAboveTitleOfLeftColumn(t *testing.T) {
	left, right := 60.0, 310.0
	page := show("F2", 16, left, 752, "Codes of Conduct") + columnText(left, 720, 12, "l") +
		show("F1", 10, left, 560, "*") + show("F1", 10, left+14, 560, "Ring the team and say that you need to") + show("F1", 10, left+14, 548, "talk") +
		show("F1", 10, left, 534, "*") + show("F1", 10, left+14, 534, "Write to the school within seven days") +
		show("F1", 10, right, 776, "*") + show("F1", 10, right+14, 776, "Note the number of the team on the") + show("F1", 10, right+14, 762, "first page") +
		columnText(right, 740, 18, "r")
	got := outlineOf(mustRead(t, contentPDF(strings.ReplaceAll(page, "(*)", "(\\225)"), "", "null")))
	at := func(words string) int {
		return slices.IndexFunc(got, func(l string) bool { return strings.Contains(l, words) })
	}
	if order := []int{at("Codes of Conduct"), at("l12 keep"), at("Write to the school within seven days"), at("Note the number of the team on the first page"), at("r1 keep")}; order[0] != 0 || !slices.IsSorted(order) {
		t.Errorf("%v\n%s", order, strings.Join(got, "\n"))
	}
}

// TestPartsAtTheTopOfPages keeps the number of a part that stands above its title, also
// where its letters are set apart, and drops running heads that name the part.
func TestPartsAtTheTopOfPages(t *testing.T) {
	tracked := func(y float64, text string) string {
		return fmt.Sprintf("BT /F2 16 Tf 72 %g Td [(%s)] TJ ET\n", y, strings.Join(strings.Split(text, ""), ") -200 ("))
	}
	text := show("F1", 10, 72, 700, "Staff keep a record of each visit and show it to the chair of the board when asked.")
	opener := func(i int, number string, title string) string {
		n := show("F2", 16, 72, 760, number)
		if i > 0 {
			n = tracked(760, number)
		}
		return show("F1", 8, 400, 800, title) + n + show("F2", 16, 72, 735, title) + text
	}
	inner := func(title string) string {
		return show("F1", 8, 400, 800, title) + text + show("F1", 10, 72, 680, "The record says who was there and what was said by whom.")
	}
	doc := mustRead(t, manyPages(opener(0, "PART 1", "Visits"), inner("Visits"), opener(0, "PART 2", "Records"), inner("Records"), opener(1, "PART 3", "Reviews")))
	var got []string
	for _, b := range doc.Blocks {
		if b.Region == parse.Main && len(b.Text) < 12 {
			got = append(got, b.Text)
		}
	}
	if diff := cmp.Diff([]string{"PART 1", "Visits", "PART 2", "Records", "PART 3", "Reviews"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestHeadingAmongNumberedParagraphs keeps a heading out of a table where the numbers of
// paragraphs hang beside them.
func TestHeadingAmongNumberedParagraphs(t *testing.T) {
	para := func(y float64, n string) string {
		return show("F1", 11, 72, y, n) + show("F1", 11, 130, y, "Staff keep a record of each visit and show it to the chair when they are") + show("F1", 11, 130, y-14, "asked to by the board.")
	}
	doc := mustRead(t, contentPDF(para(740, "2.1.9")+para(700, "2.1.10")+show("F2", 11, 72, 660, "Police")+para(640, "2.1.11"), "", "null"))
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, fmt.Sprint(b.Kind == parse.Row)+" "+b.Marker+" "+strings.Fields(b.Text)[0])
	}
	if diff := cmp.Diff([]string{"false 2.1.9 Staff", "false 2.1.10 Staff", "false  Police", "false 2.1.11 Staff"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestRunningHeadsWithNumbers drops running heads that name the chapter beside the
// page's number, on the left and on the right in turn.
func TestRunningHeadsWithNumbers(t *testing.T) {
	var pages []string
	for i := range 6 {
		head := fmt.Sprintf("%d  |  Part %c Visits", i+3, 'A'+i/3)
		if i%2 == 1 {
			head = fmt.Sprintf("B.%d Records of visit %d  |  %d", i, i, i+3)
		}
		pages = append(pages, show("F1", 8, 72+float64(i%2)*200, 800, head)+show("F1", 11, 72, 720, fmt.Sprintf("Visit %d is written down and shown to the chair of the board when asked.", i+1)))
	}
	var got []string
	for _, b := range mustRead(t, manyPages(pages...)).Blocks {
		if b.Region == parse.Main {
			got = append(got, b.Text[:7])
		}
	}
	if diff := cmp.Diff([]string{"Visit 1", "Visit 2", "Visit 3", "Visit 4", "Visit 5", "Visit 6"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestFirstHeadingsInOnePlace keeps the titles of chapters that each begin a page, and the
// heading below them, "Introduction", which stands in one place on all these pages; the
// running head, on two lines, goes.
func TestFirstHeadingsInOnePlace(t *testing.T) {
	var pages []string
	var want []string
	for i, name := range []string{"Referrals", "Visits", "Letters", "Records", "Reviews"} {
		title := fmt.Sprintf("B%d %s", i+1, name)
		pages = append(pages, show("F1", 8, 72, 812, "Board of the Isle")+show("F1", 8, 72, 802, "Procedures of 2015")+show("F2", 17, 72, 770, title)+show("F2", 12.5, 72, 736, "Introduction")+
			columnText(72, 715, 3, name)+show("F2", 12.5, 72, 660, "After "+name)+columnText(72, 640, 3, "Of "+name))
		want = append(want, title, "Introduction", "After "+name)
	}
	doc := mustRead(t, manyPages(pages...))
	if diff := cmp.Diff(want, headTexts(doc)); diff != "" {
		t.Error(diff)
	}
	for _, b := range doc.Blocks {
		if b.Region == parse.Main && strings.Contains(b.Text, "Isle") {
			t.Errorf("%q is a running head", b.Text)
		}
	}
}

// frame draws a row of cells between the heights y0 and y1, parted at xs.
func frame(y0, y1 float64, xs ...float64) string {
	out := fmt.Sprintf("%g %g m %g %g l S %g %g m %g %g l S ", xs[0], y0, xs[len(xs)-1], y0, xs[0], y1, xs[len(xs)-1], y1)
	for _, x := range xs {
		out += fmt.Sprintf("%g %g m %g %g l S ", x, y0, x, y1)
	}
	return out
}

// TestRunningTables takes the ruled table at the top of pages, whose cells name the chapter
// and count its pages, for no text; a table below a title at the top of a chapter stays, and
// so do those at the top of procedures of a page each.
func TestRunningTables(t *testing.T) {
	var pages, want, single, wantSingle []string
	head := func(i int, name, page string) string {
		return frame(800, 820, 72, 200, 350, 500) + show("F1", 10, 76, 806, "Vale Manual") + show("F1", 10, 204, 806, "Section: "+name) + show("F1", 10, 354, 806, fmt.Sprintf("Page %d-%s", i+1, page))
	}
	for i, name := range []string{"Visits", "Records", "Letters", "Reviews"} {
		single = append(single, head(i, name, "1")+columnText(72, 700, 3, name))
		pages = append(pages, head(i, name, "1")+show("F2", 16, 72, 770, name)+frame(730, 750, 72, 200, 350)+show("F1", 10, 76, 736, "Led by")+show("F1", 10, 204, 736, "Team "+name)+columnText(72, 700, 3, name),
			head(i, name, "2")+columnText(72, 770, 3, "More "+name))
		want = append(want, name, "Led by | Team "+name)
		wantSingle = append(wantSingle, fmt.Sprintf("Vale Manual | Section: %s | Page %d-1", name, i+1))
	}
	short := func(pages []string) (out []string) {
		for _, b := range mustRead(t, manyPages(pages...)).Blocks {
			if b.Region == parse.Main && len(b.Text) < 60 {
				out = append(out, b.Text)
			}
		}
		return out
	}
	if diff := cmp.Diff(want, short(pages)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(wantSingle, short(single)); diff != "" {
		t.Error(diff)
	}
}

// TestRunningTablesAboveNumbers takes the table at the foot of pages for no text where only the
// number of the page stands below it; one that a single page has there stays.
func TestRunningTablesAboveNumbers(t *testing.T) {
	foot := func(issue, name, day string) string {
		return frame(70, 90, 72, 150, 350, 500) + show("F1", 9, 76, 76, issue) + show("F1", 9, 154, 76, name) + show("F1", 9, 354, 76, day)
	}
	pages := chapterPages(5, 770)
	for i := range pages {
		if i != 2 {
			pages[i] += foot("Three", "Visits to Homes", "April 2019")
		}
	}
	pages[2] += foot("Lost", "Keys", "Front door")
	text := mainOf(mustRead(t, manyPages(pages...)))
	if strings.Contains(text, "Visits to Homes") {
		t.Error("the table at the foot of the pages is text")
	}
	if !strings.Contains(text, "Lost | Keys | Front door") {
		t.Error("a table of one page is lost")
	}
}

// TestContentsInColumns keeps both columns of a list of contents.
func TestContentsInColumns(t *testing.T) {
	content := show("F2", 15, 72, 600, "Contents")
	for i, l := range []string{"A.1 Visits", "A.2 Records", "A.3 Reviews", "A.4 Letters"} {
		y := 580 - float64(i)*13
		content += show("F1", 9, 72, y, l+" "+strings.Repeat(".", 20)+" "+fmt.Sprint(3+i)) + show("F1", 9, 320, y, "B"+l[1:]+" again "+strings.Repeat(".", 20)+" "+fmt.Sprint(13+i))
	}
	want := []string{"Contents", "A.1 Visits", "A.2 Records", "A.3 Reviews", "A.4 Letters", "B.1 Visits again", "B.2 Records again", "B.3 Reviews again", "B.4 Letters again"}
	doc := mustRead(t, contentPDF(content, "", "null"))
	if diff := cmp.Diff(want, texts(doc)); diff != "" {
		t.Error(diff)
	}
	for _, b := range doc.Blocks {
		if b.Region != parse.Contents {
			t.Errorf("%q is no line of the contents", b.Text)
		}
	}
}

// TestNotesAtTheFoot puts the notes at the foot of a page behind the paragraphs that
// cite them, and lets a paragraph go on over the page.
func TestNotesAtTheFoot(t *testing.T) {
	note := func(y float64, n, text string) string { return show("F1", 8, 72, y, n) + show("F1", 8, 80, y, text) }
	cite := func(y float64, text, mark string) string {
		return fmt.Sprintf("BT /F1 11 Tf 72 %g Td (%s) Tj /F1 6 Tf 4 Ts (%s) Tj 0 Ts ET\n", y, text, mark)
	}
	first := cite(760, "Staff keep a record of each visit.", "1") + show("F2", 13, 72, 720, "Records") +
		cite(700, "The record says who was there and what was said by whom, and the time at which it was", "2") +
		note(80, "1", "Agreed by the board in May.") + note(70, "2", "See the form.") + show("F1", 9, 290, 40, "1")
	second := show("F1", 11, 72, 760, "said.") + show("F1", 9, 290, 40, "2")
	want := []string{"p: Staff keep a record of each visit.", "p: Agreed by the board in May.", "h1: Records",
		"p: The record says who was there and what was said by whom, and the time at which it was said.", "p: See the form.", "p: 1", "p: 2"}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, manyPages(first, second)))); diff != "" {
		t.Error(diff)
	}
}

// TestCountedChaptersAtTheTop keeps the titles of chapters that each take one page, so that
// their numbers keep step with those of the pages, and reads the contents above them whose
// page numbers stand near the words; the running head above the titles is none.
func TestCountedChaptersAtTheTop(t *testing.T) {
	titles := []string{"Visits", "Records", "Reviews", "Letters", "Meetings"}
	contents := show("F2", 18, 64, 760, "Contents")
	pages := []string{""}
	for i, title := range titles {
		contents += show("F1", 11, 64, 725-20*float64(i), fmt.Sprintf("%d    %s    %d", i+1, title, i+2))
		pages = append(pages, show("F1", 9, 64, 808, "Guide to visits v3")+show("F2", 18, 64, 760, fmt.Sprintf("%d %s", i+1, title))+
			show("F1", 11, 64, 720, "Staff keep a record of each visit and show it to the chair of the board when asked.")+show("F1", 9, 290, 36, fmt.Sprint(i+2)))
	}
	pages[0] = contents
	var listed, heads []string
	for _, b := range mustRead(t, manyPages(pages...)).Blocks {
		switch {
		case b.Region == parse.Contents:
			listed = append(listed, b.Text)
		case b.Region == parse.Main && b.Kind == parse.Heading:
			heads = append(heads, b.Text)
		}
	}
	want := []string{"1 Visits", "2 Records", "3 Reviews", "4 Letters", "5 Meetings"}
	if diff := cmp.Diff(want, heads); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(append([]string{"Contents"}, want...), listed); diff != "" {
		t.Error(diff)
	}
}

// TestFootOfASinglePage drops a small foot that ends in the page's number, set apart, and
// keeps a small note that ends in a number of its own.
func TestFootOfASinglePage(t *testing.T) {
	text := show("F1", 12, 72, 720, "Staff keep a record of each visit and show it to the chair when asked.")
	for foot, main := range map[string]int{"July 2012    1": 1, "July 2012    4": 2, "Read this with form 1": 2} {
		got := 0
		for _, b := range mustRead(t, contentPDF(text+show("F1", 9, 270, 50, foot), "", "null")).Blocks {
			if b.Region == parse.Main {
				got++
			}
		}
		if got != main {
			t.Errorf("with the foot %q, %d blocks are text, want %d", foot, got, main)
		}
	}
}
