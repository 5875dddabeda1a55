package pdf

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestColumnsOfAShortPage reads the columns of leaflets and short chapters one after the
// other: their headings stand on one baseline, and few lines fill them.
func TestColumnsOfAShortPage(t *testing.T) {
	set := func(x, y float64, head string, lines ...string) string {
		out := show("F2", 15, x, y, head)
		for i, l := range lines {
			out += show("F1", 10, x, y-16-float64(i)*12, l)
		}
		return out
	}
	alike := show("F2", 24, 60, 780, "Hidden Harm") +
		set(60, 720, "What to Ask", "Ask each adult at home how the week", "has been and write their words down.", "Dogs", "Locks", "Heating") +
		set(60, 630, "Who Comes", "The nurse and the housing officer go", "together wherever that can be done.") +
		set(310, 720, "When to Ring", "Ring the duty team on the same day as", "the visit and tell the school as well.", "Stairs", "Windows", "Medicines") +
		set(310, 630, "Where to File", "The notes go into the file of the child", "and a copy goes to the chair.")
	apart := show("F2", 24, 60, 780, "Hidden Harm") +
		set(60, 720, "What to Ask", "Ask each adult at home how the week", "has been and write their words down.") +
		set(60, 650, "Who Comes", "The nurse and the housing officer go", "together wherever that can be done.", "Pens", "Forms") +
		show("F1", 10, 310, 720, "Badges") + show("F1", 10, 310, 708, "A spare form for the second child") +
		set(310, 675, "When to Ring", "Ring the duty team on the same day as", "the visit and tell the school as well.") +
		set(310, 614, "Where to File", "The notes go into the file of the child.")
	for name, c := range map[string]struct {
		content string
		want    []string
	}{
		"alike": {alike, []string{"h1: Hidden Harm",
			"h2: What to Ask", "p: Ask each adult at home how the week has been and write their words down. Dogs", "p: Locks", "p: Heating",
			"h2: Who Comes", "p: The nurse and the housing officer go together wherever that can be done.",
			"h2: When to Ring", "p: Ring the duty team on the same day as the visit and tell the school as well. Stairs", "p: Windows", "p: Medicines",
			"h2: Where to File", "p: The notes go into the file of the child and a copy goes to the chair."}},
		"apart": {apart, []string{"h1: Hidden Harm",
			"h2: What to Ask", "p: Ask each adult at home how the week has been and write their words down.",
			"h2: Who Comes", "p: The nurse and the housing officer go together wherever that can be done. Pens", "p: Forms", "p: Badges", "p: A spare form for the second child",
			"h2: When to Ring", "p: Ring the duty team on the same day as the visit and tell the school as well.",
			"h2: Where to File", "p: The notes go into the file of the child."}},
	} {
		if diff := cmp.Diff(c.want, outlineOf(mustRead(t, contentPDF(c.content, "", "null")))); diff != "" {
			t.Error(name, diff)
		}
	}
}

// TestShortTitleOverBothColumns reads what stands above a title in both columns before
// it, although the title reaches over the left one only, and a drop capital with the word
// that it begins.
func TestShortTitleOverBothColumns(t *testing.T) {
	column := func(x, y float64, lines ...string) string {
		out := ""
		for i, l := range lines {
			out += show("F1", 10, x, y-float64(i)*12, l)
		}
		return out
	}
	content := show("F2", 18, 60, 780, "1 Visits") +
		show("F1", 30, 60, 741, "N") + show("F1", 10, 84, 753, "obody goes alone to a home on the") + show("F1", 10, 84, 741, "first day, and both who go write") +
		column(60, 729, "down what they have seen and heard.", "The notes are read on the next day.") +
		column(310, 753, "Whoever opens the door is told why", "they came and who will read the notes", "that both of them take on the visit", "and where the notes are kept.") +
		show("F2", 18, 60, 685, "2 Plans") +
		show("F1", 30, 60, 648, "A") + show("F1", 10, 88, 660, "plan says who does what and by") + show("F1", 10, 84, 648, "when, and who tells the family") +
		column(60, 636, "what stands in it before Friday noon.", "Everybody who needs one has a copy.") +
		column(310, 660, "Plans are looked at again each month", "by somebody who did not write them,", "and what was not done is put down", "with the reason for it.")
	want := []string{"h1: 1 Visits", "p: Nobody goes alone to a home on the first day, and both who go write down what they have seen and heard. The notes are read on the next day.",
		"p: Whoever opens the door is told why they came and who will read the notes that both of them take on the visit and where the notes are kept.",
		"h1: 2 Plans", "p: A plan says who does what and by when, and who tells the family what stands in it before Friday noon. Everybody who needs one has a copy.",
		"p: Plans are looked at again each month by somebody who did not write them, and what was not done is put down with the reason for it."}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(content, "", "null")))); diff != "" {
		t.Error(diff)
	}
	letters := show("F2", 24, 60, 700, "A") + show("F1", 10, 90, 714, "Absence") + show("F1", 10, 90, 702, "Advocates") + show("F2", 24, 60, 660, "B") + show("F1", 10, 90, 674, "Bruises") + show("F1", 10, 90, 662, "Babies")
	for _, l := range texts(mustRead(t, contentPDF(letters, "", "null"))) {
		if l == "A Absence" || l == "AAbsence" {
			t.Errorf("a letter of the alphabet was taken for the first of a word: %q", l)
		}
	}
}

// TestLastPageOfOneColumn joins the lines of a document set in two columns on its last
// page too, where only the left one is filled and nothing shows how far its lines reach.
func TestLastPageOfOneColumn(t *testing.T) {
	running := show("F1", 8, 60, 800, "Practice Guide") + show("F1", 8, 480, 800, "Edition 4")
	column := func(x float64) string {
		out := ""
		for i := range 30 {
			out += show("F1", 10, x, 760-float64(i)*12, []string{"Staff keep a record of each visit and show it", "to the chair, who reads it on the same day and", "writes down in the file what was agreed there."}[i%3])
		}
		return out
	}
	last := show("F2", 13, 60, 760, "Changes in this edition") +
		show("F1", 10, 60, 738, "\x95") + show("F1", 10, 72, 738, "Home Visits: Section on keeping a written") + show("F1", 10, 72, 726, "record expanded.") +
		show("F1", 10, 60, 708, "\x95") + show("F1", 10, 72, 708, "Pets: Telephone numbers were checked.")
	var got []string
	for _, l := range outlineOf(mustRead(t, manyPages(running+column(60)+column(310), running+column(60)+column(310), running+last))) {
		if strings.Contains(l, "Home Visits") || strings.Contains(l, "expanded") || strings.Contains(l, "Pets") {
			got = append(got, l)
		}
	}
	want := []string{"item1: Home Visits: Section on keeping a written record expanded.", "item1: Pets: Telephone numbers were checked."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestContentsAtTheEdge keeps entries of a list of contents that stand where running heads
// do on other pages: their numbers are no page's own.
func TestContentsAtTheEdge(t *testing.T) {
	entry := func(y float64, num, name, page string) string {
		return show("F1", 10, 60, y, num) + show("F1", 10, 110, y, name) + show("F1", 10, 300, y, "..............................") + show("F1", 10, 520, y, page)
	}
	head := show("F2", 10, 60, 800, "Section") + show("F2", 10, 110, 800, "Contents") + show("F2", 10, 510, 800, "Page")
	chapter := func(title, folio string) string {
		return show("F2", 16, 60, 760, title) + show("F1", 10, 60, 730, "Staff keep a record of each visit and show it to the chair on the same day.") + show("F1", 10, 60, 718, "Nobody waits for the next day before the notes are written and signed.") + show("F1", 8, 300, 30, folio)
	}
	doc := mustRead(t, manyPages(
		head+entry(784, "S1", "Visits", "3")+entry(770, "S2", "Records", "4")+show("F1", 8, 300, 30, "1"),
		head+entry(784, "S3", "Reviews", "5")+entry(770, "S4", "Pets", "6")+show("F1", 8, 300, 30, "2"),
		chapter("S1 Visits", "3"), chapter("S2 Records", "4"), chapter("S3 Reviews", "5"), chapter("S4 Pets", "6")))
	var got []string
	for _, b := range doc.Blocks {
		if b.Region == parse.Contents {
			got = append(got, b.Text)
		}
	}
	want := []string{"S1 Visits", "S2 Records", "S3 Reviews", "S4 Pets"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestEntriesOfOneWord keeps entries of a list of contents apart whose dots stand close to a
// title of one word: the line is one word then, and the next entry no rest of it.
func TestEntriesOfOneWord(t *testing.T) {
	content := show("F2", 14, 60, 780, "Contents")
	for i, l := range []string{"Foreword", "Summary of visits", "Boats", "Lamps", "Key dates"} {
		content += show("F1", 10, 60, 750-float64(i)*14, l+strings.Repeat(".", 90-len(l))+strconv.Itoa(i+3))
	}
	var got []string
	for _, b := range mustRead(t, contentPDF(content, "")).Blocks {
		if b.Region == parse.Contents && b.Text != "Contents" {
			got = append(got, b.Text)
		}
	}
	if diff := cmp.Diff([]string{"Foreword", "Summary of visits", "Boats", "Lamps", "Key dates"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestAddressesBrokenAtHyphens keeps the hyphens of addresses that a line ends in: without them
// nobody is reached.
func TestAddressesBrokenAtHyphens(t *testing.T) {
	content := show("F1", 10, 60, 750, "Everybody who finds a lamp that nobody has lit writes on the same day to harbour-") +
		show("F1", 10, 60, 738, "lights@example.org and reads the notes for keepers at www.example.org/notes-for-") +
		show("F1", 10, 60, 726, "keepers before night falls, and whoever finds a second one asks for the har-") +
		show("F1", 10, 60, 714, "bour master.")
	want := []string{"p: Everybody who finds a lamp that nobody has lit writes on the same day to harbour-lights@example.org and reads the notes for keepers at www.example.org/notes-for-keepers before night falls, and whoever finds a second one asks for the harbour master."}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(content, "")))); diff != "" {
		t.Error(diff)
	}
}

// TestAddressesBrokenInColumns joins an address of mail that is longer than its column, and no
// word to one that ends with its line.
func TestAddressesBrokenInColumns(t *testing.T) {
	content := show("F1", 10, 60, 750, "Keepers who find a lamp unlit write at once to the office at the head of the pier, to night@isle.org") +
		show("F1", 10, 60, 738, "and keepers of the harbour, who stand at its far end, write to keepers-of-the-harbour@harbour.exam") +
		show("F1", 10, 60, 726, "ple or ring the bell of the next house; copies go to the isle, all to copies@harbour.isle.o") +
		show("F1", 10, 60, 714, "rg.uk, and to jo@isle.example.")
	want := []string{"p: Keepers who find a lamp unlit write at once to the office at the head of the pier, to night@isle.org and keepers of the harbour, who stand at its far end, write to keepers-of-the-harbour@harbour.example or ring the bell of the next house; copies go to the isle, all to copies@harbour.isle.org.uk, and to jo@isle.example."}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(content, "")))); diff != "" {
		t.Error(diff)
	}
}

// TestQuotationsSetIn reads what somebody said, set in from both edges in bold, as one paragraph
// and no heading, where a line of it ends far from the edge and in a colon.
func TestQuotationsSetIn(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair on the same day, when asked."
	content := show("F2", 14, 60, 780, "Visits") + show("F1", 10, 60, 750, text) +
		show("F2", 10, 110, 720, "\\223You should ring before you come and ask only:") + show("F2", 10, 110, 706, "who is at home, and for how long.\\224") +
		show("F1", 10, 60, 670, text)
	want := []string{"h1: Visits", "p: " + text, "p: “You should ring before you come and ask only: who is at home, and for how long.”", "p: " + text}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(content, "")))); diff != "" {
		t.Error(diff)
	}
}
