package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// mainOf is what a document says outside headers and footers.
func mainOf(doc *parse.Document) string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Region == parse.Main {
			out = append(out, b.Text)
		}
	}
	return strings.Join(out, "\n")
}

// chapterPages are pages of text, each of them on from y, with a number at the foot.
func chapterPages(n int, y float64) (pages []string) {
	for i := range n {
		pages = append(pages, columnText(72, y, 20+i, fmt.Sprintf("Page%dline", i+1))+show("F1", 8, 500, 30, fmt.Sprintf("Page %d", i+1)))
	}
	return pages
}

// TestChaptersBeginAtTheFoot keeps the first lines of chapters that come to stand at the foot
// of two pages, on one height: headings alike but for their numbers or alike altogether, with
// text below; and sentences that paragraphs at the end of two pages share.
func TestChaptersBeginAtTheFoot(t *testing.T) {
	begin := func(head, name string) string {
		return show("F2", 11, 72, 92, head) + columnText(72, 76, 3, name)
	}
	for _, heads := range [][2]string{{"7.1 Introduction", "8.1 Introduction"}, {"7 Introduction", "8 Introduction"}, {"Introduction", "Introduction"}} {
		pages := chapterPages(8, 770)
		pages[2] += begin(heads[0], "Third")
		pages[3] += begin(heads[1], "Fourth")
		text := mainOf(mustRead(t, manyPages(pages...)))
		for _, want := range []string{heads[0], heads[1], "Third1", "Third3", "Fourth1", "Fourth3"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q: %q is lost", heads, want)
			}
		}
		if strings.Contains(text, "Page 4") {
			t.Errorf("%q: the number of a page is text", heads)
		}
	}
	pages := chapterPages(8, 770)
	for i := range 2 {
		pages[i+2] += columnText(72, 84, 2, fmt.Sprintf("Closing%d.", i)) + show("F1", 10, 72, 60, "told to the chair at the end of each visit.")
	}
	if n := strings.Count(mainOf(mustRead(t, manyPages(pages...))), "told to the chair"); n != 2 {
		t.Errorf("%d of 2 ends of paragraphs are text", n)
	}
}

// TestRunningHeadsOfChapters drops what is no text: the running head of a chapter of a few
// pages in a long document, the header of a document of two pages, close above its text, and
// a footer in two lines that is set as the text is.
func TestRunningHeadsOfChapters(t *testing.T) {
	long := chapterPages(12, 770)
	for i := 3; i < 6; i++ {
		long[i] += show("F1", 10, 72, 800, "Acting on concerns")
	}
	two := chapterPages(2, 770)
	foot := chapterPages(6, 770)
	for i := range two {
		two[i] += show("F1", 10, 72, 795, "Anytown Safeguarding Partnership")
	}
	for i := range foot {
		foot[i] += show("F1", 10, 72, 62, "Anytown Safeguarding Partnership") + show("F1", 10, 72, 50, "Procedures of 2026")
	}
	for _, pages := range [][]string{long, two, foot} {
		text := mainOf(mustRead(t, manyPages(pages...)))
		for _, head := range []string{"Acting", "Anytown", "Procedures of"} {
			if strings.Contains(text, head) {
				t.Errorf("%q is text", head)
			}
		}
	}
}

// TestSentenceAtTheTopOfForms keeps the sentence with which each form of a file begins, close
// above its title, and drops one that stands above text that goes on over the page.
func TestSentenceAtTheTopOfForms(t *testing.T) {
	sentence := "The form must be kept in a locked cabinet at all times."
	var forms, running []string
	for i, name := range []string{"Visits", "Records", "Letters", "Reviews"} {
		forms = append(forms, show("F1", 10, 72, 770, sentence)+show("F2", 13, 72, 745, "Form of "+name)+columnText(72, 720, 10+i, name))
		running = append(running, show("F1", 10, 72, 770, sentence)+columnText(72, 720, 10+i, name))
	}
	got := []int{}
	for _, pages := range [][]string{forms, running} {
		got = append(got, strings.Count(mainOf(mustRead(t, manyPages(pages...))), sentence))
	}
	if diff := cmp.Diff([]int{4, 0}, got); diff != "" {
		t.Error(diff)
	}
}
