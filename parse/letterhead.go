package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

const (
	letterheadFiles = 4   // least number of files from which repetition says anything
	letterheadLine  = 100 // most bytes of such a line
)

// markLetterheads moves out the first or last line of pages that most PDF files of
// a site share, and what most PDF or most Word files, or most of both, have above their text. In
// a file of one page nothing else tells it from text.
func markLetterheads(docs []*Document) {
	isPDF := func(doc *Document) bool { return doc.MediaType == TypePDF }
	markShared(docs, isPDF, pageEdges, untitled)
	markShared(docs, isPDF, topLines, undated)
	isWord := func(doc *Document) bool {
		return doc.MediaType == TypeDOCX || doc.MediaType == TypeODT || doc.MediaType == TypeDOC
	}
	markShared(docs, isWord, topLines, undated)
	markShared(docs, func(doc *Document) bool { return isPDF(doc) || isWord(doc) }, topLines, undated)
}

// markShared moves out the lines among edges that most files of a kind share, those counted
// where they were moved out already; key is what they share of one.
func markShared(docs []*Document, isKind func(*Document) bool, edges func(*Document) []int, key func(*Document, *Block) string) {
	var files []*Document
	count := map[string]int{}
	for _, doc := range docs {
		if doc == nil || !isKind(doc) {
			continue
		}
		files = append(files, doc)
		seen := map[string]bool{}
		for _, i := range edges(doc) {
			seen[key(doc, &doc.Blocks[i])] = true
		}
		for i := range doc.Blocks {
			if b := &doc.Blocks[i]; b.Region == Furniture && len(b.Text) <= letterheadLine {
				seen[key(doc, b)] = true // known by its pages
			}
		}
		for k := range seen {
			count[k]++
		}
	}
	if len(files) < letterheadFiles {
		return
	}
	for _, doc := range files {
		shared := func(b *Block) bool { return count[key(doc, b)]*5 >= len(files)*3 }
		for _, i := range edges(doc) {
			if b := &doc.Blocks[i]; shared(b) && b.Text != doc.Title && !headsOwn(doc.Blocks[i:], shared) {
				b.Region = Furniture
			}
		}
	}
}

// headsOwn reports the head of a table that opens blocks, over a row of the file's own. A
// row of three names of columns is one though the file does not mark it so.
func headsOwn(blocks []Block, shared func(*Block) bool) bool {
	b := &blocks[0]
	return b.Kind == Row && (b.Header || len(b.Cells) > 2 && !hasDigit(b.Text)) && len(blocks) > 1 && blocks[1].Kind == Row && blocks[1].Table == b.Table && !shared(&blocks[1])
}

// untitled is a line without the title of the file that it ends in, "Isle Keepers: Lamps".
func untitled(doc *Document, b *Block) string {
	before := strings.TrimSuffix(b.Text, doc.Title)
	if before == "" || before == b.Text {
		return b.Text
	}
	return before + "#"
}

// undated is a line without the day on which the file was issued, and without the number of the
// part that it belongs to.
func undated(_ *Document, b *Block) string {
	if b.Kind == Row {
		return b.Text
	}
	return partNumber.ReplaceAllString(issueDate.ReplaceAllString(b.Text, "#"), "#")
}

// partNumber is how a line ends that names a part of a manual, "Procedures - Part B2".
var partNumber = pattern.New(`(?i)\b(?:part|volume|section|book)\s+(?:[a-z]?\d{1,2}|[a-z]|[ivx]{1,4})$`)

// issueDate is a month with its year, and the day before it.
var issueDate = pattern.New(`(?i)\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:` + pattern.Months + `)\s+(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b`)

// topLines are the title and the lines set like it, the rows of a table, of a PDF those above
// the title, and the plain lines that open a file, who publishes it and when, without the
// first heading of another style and what follows it. What a PDF begins with is its title or
// stands above it, however it is set.
func topLines(doc *Document) []int {
	var tops []int
	titled := false
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		title := b.Class == "title" || b.Class == "subtitle" || b.Kind == Heading && b.Text == doc.Title ||
			len(tops) == 0 && doc.MediaType == TypePDF && b.Kind != Row && !(b.Kind == Heading && numbered(b.Text))
		plain := b.Kind == Paragraph && !b.Bold && len(b.Links) == 0 && (!labelled(b.Text) || runsOn(doc, b.Text)) && !strings.ContainsAny(b.Text[max(len(b.Text)-1, 0):], ".:;,?!")
		switch {
		case b.Region != Main || b.Kind == Image:
		case len(b.Text) > letterheadLine, !title && !plain && (b.Kind != Row || doc.MediaType == TypePDF && titled):
			return tops
		default:
			tops, titled = append(tops, i), titled || title
		}
	}
	return tops
}

// runsOn reports a line such as "Safe Hands: policies for parishes" where its label is the name
// that the pages of the file bear.
func runsOn(doc *Document, line string) bool {
	label, _, _ := strings.Cut(line, ": ")
	return AnyBlock(doc.Blocks, func(b *Block) bool { return b.Region == Furniture && b.Text == label })
}

// labelled reports a line such as "Duty desk: 01632 960001".
func labelled(s string) bool {
	label, value, ok := strings.Cut(s, ": ")
	return ok && value != "" && label != "" && len(label) <= 40 && label[0] >= 'A' && label[0] <= 'Z'
}

// pageEdges are the short plain lines that begin or end a page of a document.
func pageEdges(doc *Document) []int {
	var edges, main []int
	for i := range doc.Blocks {
		if doc.Blocks[i].Region == Main {
			main = append(main, i)
		}
	}
	heads := pageHeads(doc, main)
	for k, i := range main {
		b := &doc.Blocks[i]
		first := k == 0 || doc.Blocks[main[k-1]].Page != b.Page
		last := k+1 == len(main) || doc.Blocks[main[k+1]].Page != b.Page
		if last && k > 0 && labelled(b.Text) && labelled(doc.Blocks[main[k-1]].Text) {
			continue // the last line of a list of contacts that chapters share
		}
		if k > 0 && first && !last && heads.opens(b) {
			continue // "Introduction", "Version control"
		}
		if (first || last) && len(b.Text) <= letterheadLine && (b.Kind == Paragraph || b.Kind == Heading && !numbered(b.Text)) {
			edges = append(edges, i)
		}
	}
	return edges
}

// openers are the lines that open the pages of a document after the first.
type openers struct {
	pages  int
	times  map[string]int // of a line
	levels map[int]bool   // of headings amid pages
}

func pageHeads(doc *Document, main []int) openers {
	o := openers{times: map[string]int{}, levels: map[int]bool{}}
	for k, i := range main {
		b := &doc.Blocks[i]
		switch {
		case k > 0 && doc.Blocks[main[k-1]].Page != b.Page:
			o.pages++
			o.times[b.Text]++
		case k > 0 && b.Kind == Heading:
			o.levels[b.Level] = true
		}
	}
	return o
}

// opens reports a heading or a line in bold that a page break put first: it opens one page
// only of some, or the document has such headings amid its pages, too.
func (o openers) opens(b *Block) bool {
	set := b.Bold || b.Kind == Heading
	return set && o.times[b.Text] == 1 && (o.pages > 1 || b.Kind == Heading && o.levels[b.Level])
}
