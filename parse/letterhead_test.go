package parse

import (
	"fmt"
	"strings"
	"testing"
)

// TestLetterheads takes the line that opens most PDF files of a site for no text.
func TestLetterheads(t *testing.T) {
	var docs []*Document
	for c := range 5 {
		docs = append(docs, &Document{MediaType: TypePDF, Title: fmt.Sprintf("Lamp %d", c), Blocks: []Block{
			{Text: "Isle Keepers", Page: 1}, {Kind: Heading, Level: 1, Text: fmt.Sprintf("Lamp %d", c), Page: 1}, {Text: "Trim it.", Page: 1},
			{Text: "Isle Keepers is the name of the guild, and its lamps are trimmed by all, which is why every chapter says so.", Page: 1},
		}})
	}
	MarkFurniture(docs)
	for _, doc := range docs {
		for i, b := range doc.Blocks {
			if (b.Region == Furniture) != (i == 0) {
				t.Errorf("%q: region %d", b.Text, b.Region)
			}
		}
	}
}

// TestFootsOfOnePage: the line at the foot of the pages is known in files of several pages, and
// is none of the text of those of one page, be they fewer.
func TestFootsOfOnePage(t *testing.T) {
	const foot = "A print may be out of date"
	var docs []*Document
	for c := range 6 {
		doc := &Document{MediaType: TypePDF, Title: fmt.Sprintf("Lamp %d", c), Blocks: []Block{
			{Kind: Heading, Level: 1, Text: fmt.Sprintf("Lamp %d", c), Page: 1}, {Text: fmt.Sprintf("Trim lamp %d.", c), Page: 1}, {Text: foot, Page: 1},
		}}
		if c > 1 {
			doc.Blocks[2].Region = Furniture
			doc.Blocks = append(doc.Blocks, Block{Text: fmt.Sprintf("Lamp %d is lit at dusk.", c), Page: 2}, Block{Text: foot, Page: 2, Region: Furniture})
		}
		docs = append(docs, doc)
	}
	MarkFurniture(docs)
	for _, doc := range docs {
		for i, b := range doc.Blocks {
			if (b.Region == Furniture) != (b.Text == foot) {
				t.Errorf("block %d, %q: region %d", i, b.Text, b.Region)
			}
		}
	}
}

// TestHeadingsThatOpenPages keeps a heading that most files of a site have after a page
// break, and a line in bold above the table on their last page.
func TestHeadingsThatOpenPages(t *testing.T) {
	var docs []*Document
	for c := range 5 {
		docs = append(docs, &Document{MediaType: TypePDF, Title: fmt.Sprintf("Lamp %d", c), Blocks: []Block{
			{Text: "Isle Keepers", Page: 1}, {Kind: Heading, Level: 1, Text: fmt.Sprintf("Lamp %d", c), Page: 1}, {Text: fmt.Sprintf("Trim lamp %d.", c), Page: 1},
			{Kind: Heading, Level: 2, Text: "Introduction", Page: 2}, {Text: fmt.Sprintf("Lamp %d is lit at dusk.", c), Page: 2}, {Text: "Isle Keepers", Page: 2},
			{Bold: true, Text: "Version control", Page: 3}, {Kind: Row, Table: 1, Text: fmt.Sprintf("%d | May 2024 | Wick added", c), Page: 3},
		}})
	}
	MarkFurniture(docs)
	for _, doc := range docs {
		for i, b := range doc.Blocks {
			if (b.Region == Furniture) != (b.Text == "Isle Keepers") {
				t.Errorf("block %d, %q: region %d", i, b.Text, b.Region)
			}
		}
	}
}

// TestSharedContacts keeps the last line of a list of contacts that most files of
// a site end with.
func TestSharedContacts(t *testing.T) {
	var docs []*Document
	for c := range 5 {
		docs = append(docs, &Document{MediaType: TypePDF, Title: fmt.Sprintf("Lamp %d", c), Blocks: []Block{
			{Kind: Heading, Level: 1, Text: fmt.Sprintf("Lamp %d", c), Page: 1}, {Text: "Trim it.", Page: 1},
			{Text: fmt.Sprintf("Watch: bell %d", c), Page: 1}, {Text: "Mail: watch@isle.example", Page: 1},
		}})
	}
	MarkFurniture(docs)
	for _, doc := range docs {
		if b := doc.Blocks[3]; b.Region != Main {
			t.Errorf("%q: region %d", b.Text, b.Region)
		}
	}
}

// TestLetterheadsAboveTexts takes the name of the board, set as a title, in a table or
// plainly above the text of most Word or PDF files, for no text, and a heading or a sentence that
// they share for one.
func TestLetterheadsAboveTexts(t *testing.T) {
	var docs []*Document
	for c := range 10 {
		title := fmt.Sprintf("Lamp %d", c)
		docs = append(docs, &Document{MediaType: []string{TypeDOCX, TypePDF}[c/5], Title: title, Blocks: []Block{
			{Kind: []BlockKind{Row, Paragraph}[c/5], Table: 1 - c/5, Text: "Isle Keepers | Bright nights"}, {Kind: Heading, Level: 1, Class: "title", Text: title},
			{Kind: Heading, Level: 1, Class: "title", Text: "Isle Keepers"}, {Text: fmt.Sprintf("Isle Keepers, %d May 20%d", c+1, c+19)}, {Text: "Read this by day."}, {Text: "Keep it dry"}, {Kind: Heading, Level: 1, Text: "Purpose"}, {Text: fmt.Sprintf("Trim lamp %d.", c)},
		}})
	}
	MarkFurniture(docs)
	for _, doc := range docs {
		for i, b := range doc.Blocks {
			if (b.Region == Furniture) != (i == 0 || i == 2 || i == 3) {
				t.Errorf("%q: region %d", b.Text, b.Region)
			}
		}
	}
}

// TestSeriesBelowTitles takes the name of the manual below the titles of its PDF files for no
// text, also where the title is set in bold only, the name is that of the page heads with more
// behind it, or the parts are counted; it keeps contacts, and numbered headings that files begin with.
func TestSeriesBelowTitles(t *testing.T) {
	file := func(c int, title Block, below string) *Document {
		return &Document{MediaType: TypePDF, Title: "Purpose", Blocks: []Block{
			{Text: "Bright Nights", Page: 1, Region: Furniture}, title, {Text: below, Page: 1}, {Kind: Heading, Level: 1, Text: "Purpose", Page: 1}, {Text: fmt.Sprintf("Trim lamp %d.", c), Page: 1},
		}}
	}
	bold := func(c int) Block { return Block{Text: fmt.Sprintf("Lamp %d", c), Bold: true, Page: 1} }
	for _, c := range []struct {
		name string
		file func(c int) *Document
		text bool // what stands below the title
	}{
		{"title in bold", func(c int) *Document { return file(c, bold(c), "Isle Keepers") }, false},
		{"name of the page heads", func(c int) *Document { return file(c, bold(c), "Bright Nights: lamps, wicks and oil") }, false},
		{"parts", func(c int) *Document { return file(c, bold(c), fmt.Sprintf("Lamp Keeping – Part B%d", c%2+1)) }, false},
		{"contact", func(c int) *Document { return file(c, bold(c), "Watch: bell 4") }, true},
		{"numbers that are no part's", func(c int) *Document { return file(c, bold(c), fmt.Sprintf("Bell %d", c%2+1)) }, true},
		{"first heading", func(c int) *Document {
			return file(c, Block{Kind: Heading, Level: 1, Text: "1. Scope", Page: 1}, "For keepers of the isle")
		}, true},
	} {
		var docs []*Document
		for n := range 6 {
			docs = append(docs, c.file(n))
		}
		MarkFurniture(docs)
		for _, doc := range docs {
			if title, b := doc.Blocks[1], doc.Blocks[2]; title.Region != Main || (b.Region == Main) != c.text {
				t.Errorf("%s: %q is %d, %q is %d", c.name, title.Text, title.Region, b.Text, b.Region)
			}
		}
	}
}

// TestSeriesInAFewWordFiles: what stands below the titles of PDF files is no text of the one Word
// file among them.
func TestSeriesInAFewWordFiles(t *testing.T) {
	var docs []*Document
	for c := range 6 {
		title := fmt.Sprintf("Lamp %d", c)
		docs = append(docs, &Document{MediaType: []string{TypePDF, TypeDOCX}[c/5], Title: title, Blocks: []Block{
			{Kind: Heading, Level: 1, Text: title}, {Text: "Keeping of lamps, second edition"}, {Kind: Heading, Level: 1, Text: "Purpose"}, {Text: fmt.Sprintf("Trim lamp %d.", c)},
		}})
	}
	MarkFurniture(docs)
	for _, doc := range docs {
		for i, b := range doc.Blocks {
			if (b.Region == Furniture) != (i == 1) {
				t.Errorf("%s: %q: region %d", doc.MediaType, b.Text, b.Region)
			}
		}
	}
}

// TestRunningHeadsWithTitles: the line at the head of the later pages, the name of the board with
// the title of the file, is known by the files with several such pages.
func TestRunningHeadsWithTitles(t *testing.T) {
	var docs []*Document
	for c := range 5 {
		title := fmt.Sprintf("Lamp %c", 'A'+rune(c))
		doc := &Document{MediaType: TypePDF, Title: title, Blocks: []Block{
			{Kind: Heading, Level: 1, Text: title, Page: 1}, {Text: fmt.Sprintf("Trim lamp %d.", c), Page: 1}, {Text: "Isle " + title, Page: 2}, {Text: fmt.Sprintf("Lamp %d is lit at dusk.", c), Page: 2},
		}}
		if c > 0 {
			doc.Blocks[2].Region = Furniture
		}
		docs = append(docs, doc)
	}
	MarkFurniture(docs)
	for i, b := range docs[0].Blocks {
		if (b.Region == Furniture) != (i == 2) {
			t.Errorf("%q: region %d", b.Text, b.Region)
		}
	}
}

// TestColumnsAboveTexts keeps the names of the columns of each file's own table, which all
// files share, and takes out the row that is no such head.
func TestColumnsAboveTexts(t *testing.T) {
	row := func(table int, cells ...string) Block {
		b := Block{Kind: Row, Table: table, Text: strings.Join(cells, " | ")}
		for _, c := range cells {
			b.Cells = append(b.Cells, Cell{Text: c})
		}
		return b
	}
	var docs []*Document
	for c := range 5 {
		title := fmt.Sprintf("Lamp %d", c)
		docs = append(docs, &Document{MediaType: TypeDOCX, Title: title, Blocks: []Block{
			row(1, "Isle Keepers", "Bright nights"), row(1, "Number", title), {Kind: Heading, Level: 1, Class: "title", Text: title},
			row(2, "Issue", "Date", "Reason for issue"), row(2, fmt.Sprint(c), "May 2024", "Wick added"), {Kind: Heading, Level: 1, Text: "Purpose"},
		}})
	}
	MarkFurniture(docs)
	for _, doc := range docs {
		for i, b := range doc.Blocks {
			if (b.Region == Furniture) != (i == 0) {
				t.Errorf("%q: region %d", b.Text, b.Region)
			}
		}
	}
}

// TestTablesAboveTitles takes the table that most PDF files have above their titles for no
// text, and the one below for text.
func TestTablesAboveTitles(t *testing.T) {
	var docs []*Document
	for c := range 5 {
		title := fmt.Sprintf("Lamp %d", c)
		docs = append(docs, &Document{MediaType: TypePDF, Title: title, Blocks: []Block{
			{Kind: Row, Table: 1, Text: "Isle Keepers | Procedure", Page: 1}, {Kind: Row, Table: 3, Header: true, Text: "Version | Review", Page: 1}, {Kind: Row, Table: 3, Text: fmt.Sprintf("%d | May 2025", c), Page: 1}, {Kind: Heading, Level: 1, Text: title, Page: 1},
			{Kind: Row, Table: 2, Text: "Version | Date | Change", Page: 1}, {Kind: Row, Table: 2, Text: fmt.Sprintf("%d | May 2024 | Wick added", c), Page: 1}, {Text: fmt.Sprintf("Trim lamp %d.", c), Page: 1},
		}})
	}
	MarkFurniture(docs)
	for _, doc := range docs {
		for i, b := range doc.Blocks {
			if (b.Region == Furniture) != (i == 0) {
				t.Errorf("%q: region %d", b.Text, b.Region)
			}
		}
	}
}
