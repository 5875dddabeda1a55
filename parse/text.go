package parse

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxTextLines bounds what is read of a plain text; no manual comes near it.
const maxTextLines = 500_000

// readText reads a plain text: a page as somebody copied it from a browser, or a
// text file. Each line is a block. Lines without an empty line between them carry
// the same Group; a line with a typed bullet, or an indented one with a number, is
// an Item; a line with tabs between words or bars around its cells is a Row, and so
// are the lines of a table that was copied cell by cell (see [stackedRows]).
// Nothing is known of headings, but in a text that was typed with underlined ones (see
// [typedText]): there lines of one width are joined to paragraphs.
func readText(in Input) (*Document, error) {
	body, findings := toUTF8(in.Body, in.MediaType)
	t := textReader{doc: newDocument(in, TypeText), group: 1}
	t.doc.Findings = findings
	lines := t.cut(string(body))
	if !t.typed(lines) {
		t.copied(lines)
	}
	sortLines(t.doc, nil)
	markTextTrail(t.doc)
	markRepeats(t.doc)
	t.doc.Title = firstLine(t.doc)
	if t.doc.Title == "" {
		return nil, fmt.Errorf("parse %s: the text has no words: nothing can be read from it", in.URL)
	}
	return t.doc, nil
}

// copied reads the lines of a text that was copied, each a block.
func (t *textReader) copied(lines []string) {
	for i, stacked := 0, stackedRows(lines); i < len(lines); i++ {
		if row, ok := stacked[i]; ok {
			t.stack(lines, row)
			i = row.end - 1
			continue
		}
		t.line(lines[i])
	}
}

// FindingCut says that a document is larger than the bounds of reading.
const FindingCut = "document_cut"

type textReader struct {
	doc   *Document
	group int
	gap   bool
	table int
	row   bool // the last line was a row
}

// cut splits a text into its lines.
func (t *textReader) cut(rest string) (lines []string) {
	for len(rest) > 0 {
		if len(lines) == maxTextLines {
			t.doc.Findings = append(t.doc.Findings, Finding{Code: FindingCut, Detail: fmt.Sprintf("only the first %d lines were read", maxTextLines)})
			break
		}
		var line string
		line, rest = cutLine(rest)
		lines = append(lines, line)
	}
	return lines
}

// cutLine takes the next line off, whatever ends it.
func cutLine(s string) (line, rest string) {
	k := strings.IndexAny(s, "\n\r\f\v\u2028\u0085")
	if k < 0 {
		return s, ""
	}
	_, n := utf8.DecodeRuneInString(s[k:])
	if strings.HasPrefix(s[k:], "\r\n") {
		n = 2
	}
	return s[:k], s[k+n:]
}

// line writes one line.
func (t *textReader) line(line string) {
	text := cleanText(line)
	if text == "" {
		t.gap = true
		return
	}
	if t.gap {
		t.group++
		t.gap, t.row = false, false
	}
	b := Block{Text: text, Group: t.group}
	if cells := strings.Split(strings.Trim(line, "\t "), "\t"); len(cells) > 1 {
		t.cells(&b, cells)
	} else if cells := barred(text); cells != nil {
		if ruled(cells) || t.goesOn(cells) {
			return
		}
		t.cells(&b, cells)
	} else {
		t.row = false
		itemise(&b, indentOf(line))
	}
	t.doc.Blocks = append(t.doc.Blocks, b)
}

// cells makes a row of a line's cells.
func (t *textReader) cells(b *Block, cells []string) {
	if !t.row {
		t.table++
		t.row = true
	}
	b.Kind, b.Table = Row, t.table
	for _, c := range cells {
		b.Cells = append(b.Cells, Cell{Text: cleanText(c), ColSpan: 1, RowSpan: 1})
	}
	joinCells(b)
}

// barred splits a line that a bar with a space begins or ends, as tables are written
// in Markdown and by tools that save pages as text; nil if it is none. The cells of
// "Title | Details |" are two.
func barred(line string) []string {
	whole := strings.HasPrefix(line, "|") && strings.HasSuffix(line, "|")
	if !whole && !strings.HasPrefix(line, "| ") && !strings.HasSuffix(line, " |") {
		return nil
	}
	line = strings.TrimPrefix(line, "|")
	return strings.Split(strings.TrimSuffix(line, "|"), "|")
}

// ruled reports the rule of dashes that Markdown sets below the first row, and rows
// without words. The row above the rule need not be a header: Markdown knows no table
// without one.
func ruled(cells []string) bool {
	return strings.Trim(strings.Join(cells, ""), " -:\u00a0") == ""
}

// goesOn takes in a line that holds the next cell of the row above, of which only
// the number stood on its own line.
func (t *textReader) goesOn(cells []string) bool {
	if !t.row || len(cells) > 1 {
		return false
	}
	last := &t.doc.Blocks[len(t.doc.Blocks)-1]
	if len(last.Cells) != 1 || !isNumber(last.Cells[0].Text) || isNumber(strings.TrimSpace(cells[0])) {
		return false
	}
	last.Cells = append(last.Cells, Cell{Text: cleanText(cells[0]), ColSpan: 1, RowSpan: 1})
	joinCells(last)
	return true
}

// itemise makes an item of a line with a bullet, or of an indented line with a
// number and a stop.
func itemise(b *Block, indent int) {
	if rest, ok := bulleted(b.Text); ok {
		b.Kind, b.Level, b.Text = Item, 1+indent/4, rest
		return
	}
	head, rest, ok := strings.Cut(b.Text, " ")
	if indent < 2 || !ok || !strings.HasSuffix(head, ".") && !strings.HasSuffix(head, ")") || !isNumber(head) {
		return
	}
	b.Kind, b.Level, b.Marker, b.Text = Item, 1+indent/4, head, strings.TrimSpace(rest)
}

// indentOf counts the columns before the text.
func indentOf(line string) int {
	n := 0
	for _, c := range line {
		switch c {
		case ' ', '\u00a0':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// firstLine is the first heading of the highest rank, or the first line of a text without one.
func firstLine(doc *Document) string {
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Kind == Heading && b.Level == 1 {
			return b.Text
		}
	}
	first := ""
	for i := range doc.Blocks {
		if first == "" {
			first = doc.Blocks[i].Text
		}
		if doc.Blocks[i].Region == Main {
			return doc.Blocks[i].Text
		}
	}
	return first
}

// markTextTrail finds the trail of pages that stands at the head of a copied page:
// "Home / Professionals / Procedure manuals".
func markTextTrail(doc *Document) {
	for i := range doc.Blocks[:min(len(doc.Blocks), 6)] {
		b := &doc.Blocks[i]
		low := strings.ToLower(b.Text)
		if b.Kind != Paragraph || b.Region != Main || !strings.HasPrefix(low, "home ") && !strings.HasPrefix(low, "you are here") {
			continue
		}
		for _, sep := range []string{" / ", " > ", " » ", " › ", " | ", " → "} {
			if strings.Contains(b.Text, sep) {
				b.Region = Nav
			}
		}
	}
}
