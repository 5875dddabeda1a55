package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSheetsOfChanges reads what handbooks tell of their changes: in a box, on sheets that
// were put in later, in a table whose columns alone say what it is.
func TestSheetsOfChanges(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	book, outline := "", ""
	for i, title := range []string{"Visits", "Plans", "Records", "Transfers"} {
		number := string(rune('1' + i))
		book += "# " + number + " " + title + p + "## Why" + p + "## How" + p
		outline += "chapter|" + number + "|" + title + "\n heading||Why\n heading||How\n"
	}
	three := outline + "amendment|2 Plans|Times changed.|2023-05-01\namendment|4 Transfers|New form.|2023-05-01\namendment|1 Visits|Rewritten.|2021-06-01"
	bare := strings.NewReplacer("|2 ", "|", "|4 ", "|", "amendment|1 ", "amendment|").Replace(three[len(outline):])
	dotted := outline + "amendment|2. Plans|Times changed.|2023-05-01\namendment|4. Transfers|New form.|2023-05-01\namendment|1. Visits|Rewritten.|2021-06-01"
	cases := []struct{ name, text, want string }{
		{"a box of one cell", "|What is new in this version / Version 7, May 2023 / 2 Plans: Times changed. / 4 Transfers: New form. / Version 6, June 2021 / 1 Visits: Rewritten.|\nThe manual is for all staff.\n" + book, three},
		{"a box with its title in a bar", "|*Changes since the last edition|\n|May 2023 / 2 Plans – Times changed. / 4 Transfers – New form.|\n|June 2021 / 1 Visits – Rewritten.|\n" + book, three},
		{"a box at the back", book + "|Amendments / May 2023 / 2 Plans: Times changed. / 4 Transfers: New form. / June 2021 / 1 Visits: Rewritten.|\nPrinted by the board", three},
		{"a box of paragraphs", "^What is new in this version\n^Version 7, May 2023\n^2 Plans: Times changed.\n^4 Transfers: New form.\n^Version 6, June 2021\n^1 Visits: Rewritten.\nThe manual is for all staff.\n" + book, three},
		{"sheets, numbers before the chapters", book + "### Amendment Sheet 2 – May 2023\n+[2.] Plans: Times changed.\n+[4.] Transfers: New form.\n### Amendment Sheet 1 – June 2021\n1. Visits: Rewritten.", dotted},
		{"sheets in bold", book + "*Amendment No. 2 (May 2023)\n2 Plans: Times changed.\n4 Transfers: New form.\n*Amendment No. 1 (June 2021)\n1 Visits: Rewritten.", three},
		{"supplements before the text", "## Update 2: May 2023\n2 Plans – Times changed.\n4 Transfers – New form.\n## Update 1: June 2021\n1 Visits – Rewritten.\n## Contents\n~1 Visits\n~2 Plans\n~3 Records\n~4 Transfers\n" + book, three},
		{"a table below a name of its own", book + "*How this handbook has grown\n|*Date|Chapter|What we changed|\n|May 2023|2 Plans|Times changed.|\n|May 2023|4 Transfers|New form.|\n|June 2021|1 Visits|Rewritten.|", three},
		{"a table below a sentence", book + "# The life of this book\nThe table tells what we did.\n|*Chapter|Change|Month|\n|2 Plans|Times changed.|May 2023|\n|4 Transfers|New form.|May 2023|\n|1 Visits|Rewritten.|June 2021|", three},
		{"a count of revisions", book + "Document revisions\n|*Revision|Date|Chapter|Change|\n|8|May 2023|Plans|Times changed.|\n|8|May 2023|Transfers|New form.|\n|7|June 2021|Visits|Rewritten.|", outline + bare},
		{"a table with days below the names", book + "*Log of amendments\n|*Chapter and date|What has changed|\n|2 Plans / 3 May 2023|Times changed.|\n|4 Transfers / 2 May 2023|New form.|\n|1 Visits / 1 June 2021|Rewritten.|", strings.NewReplacer("changed.|2023-05-01", "changed.|2023-05-03", "form.|2023-05-01", "form.|2023-05-02").Replace(three)},
		{"a table of other dates", strings.TrimSpace(book + "*When to ring\n|*Date|Team|Number|\n|May 2023|Plans|12|\n|June 2021|Visits|13|"), outline + "  heading||When to ring"},
	}
	for _, c := range cases {
		e := readBook(t, c.text)
		if d := cmp.Diff(strings.Split(c.want, "\n"), bookLines(e)); d != "" {
			t.Errorf("%s -want +got\n%s", c.name, d)
		}
		for _, s := range e.Sections {
			for _, b := range s.Blocks {
				if strings.HasPrefix(b.Text, "Part ") {
					t.Errorf("%s: %q has the text %q", c.name, s.Title, b.Text)
				}
			}
		}
	}
}

// TestPartsThatAreOnlyListed reads manuals whose parts have no heading: their names stand in
// the list of contents, and small above chapters.
func TestPartsThatAreOnlyListed(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	want := "section|1|Cases\n chapter|1|Visits\n  heading||Why\n chapter|2|Plans\nsection|2|Staff\n chapter|3|Vetting\n chapter|4|Cover\n  heading||Why"
	unnumbered := strings.NewReplacer("section|1|", "section||", "section|2|", "section||").Replace(want)
	text := "## 1. Visits" + p + "### Why" + p + "## 2. Plans" + p + "## 3. Vetting" + p + "## 4. Cover" + p + "### Why" + p
	small := strings.NewReplacer("## 1.", "*Part 1: Cases\n## 1.", "## 2.", "*Part 1: Cases\n## 2.", "## 3.", "*Part 2: Staff\n## 3.", "## 4.", "*Part 2: Staff\n## 4.").Replace(text)
	cases := []struct{ name, text, want string }{
		{"only listed", "~Part 1: Cases\n~1. Visits\n~2. Plans\n~Part 2: Staff\n~3. Vetting\n~4. Cover\n" + text, want},
		{"small above each chapter, a list in rows", "## Contents\n### Part 1: Cases\n|1. Visits|3|\n|2. Plans|5|\n|Part 2: Staff|\n|3. Vetting|7|\n|4. Cover|9|\n" + small, want},
		{"chapters set highest", "~Part 1 – Cases\n~1. Visits\n~2. Plans\n~Part 2 – Staff\n~3. Vetting\n~4. Cover\n" + strings.ReplaceAll(text, "## ", "# "), want},
		{"in two lines above their first chapters", "~Part 1: Cases\n~1. Visits\n~2. Plans\n~Part 2: Staff\n~3. Vetting\n~4. Cover\n" + strings.NewReplacer("## 1.", "Part 1\n*Cases\n## 1.", "## 3.", "Part 2\n*Staff\n## 3.").Replace(text), want},
		{"without a count", "~Cases\n~1. Visits\n~2. Plans\n~Staff\n~3. Vetting\n~4. Cover\n" + text, unnumbered},
		{"lines of titles are no parts", "~1. Visits\n~2. Plans\n~3. Vetting and\n~Other Checks\n~4. Cover by Night and\n~by Day\n" + strings.NewReplacer("Vetting", "Vetting and Other Checks", "Cover", "Cover by Night and by Day").Replace(text),
			"chapter|1|Visits\n heading||Why\nchapter|2|Plans\nchapter|3|Vetting and Other Checks\nchapter|4|Cover by Night and by Day\n heading||Why"},
	}
	for _, c := range cases {
		if d := cmp.Diff(strings.Split(c.want, "\n"), bookLines(readBook(t, c.text))); d != "" {
			t.Errorf("%s -want +got\n%s", c.name, d)
		}
	}
}
