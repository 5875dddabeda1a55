// Package paper makes the paper for the meeting of a policy-and-procedures
// group: what became of one board's manual in a period, as Markdown, as one HTML
// file that prints on A4, and as a Word document.
//
//	dataset -> Build -> Paper -> document -> Markdown | HTML | DOCX
package paper

import "manualwatch/out/report"

// A document is the paper as blocks, the same for all formats.
type document struct {
	title  string
	blocks []block
}

// A blockKind is the sort of a block.
type blockKind int

const (
	heading blockKind = iota // level 1 to 3
	paragraph
	item  // of a list, level 1 or 2
	quote // a passage, one inline run a line
	grid  // a table
)

// A block is one piece of the document in reading order.
type block struct {
	kind  blockKind
	level int
	text  []inline
	lines [][]inline // of a quote
	head  []string   // of a grid
	rows  [][][]inline
}

// An inline is a piece of text with one look. The text is from outside unless
// said otherwise, so every writer escapes it.
type inline struct {
	text string
	mark report.Mark
	bold bool
	url  string
}

func plain(s string) []inline { return []inline{{text: s}} }

func (d *document) head(level int, s string) {
	d.blocks = append(d.blocks, block{kind: heading, level: level, text: plain(s)})
}

func (d *document) para(text ...inline) {
	d.blocks = append(d.blocks, block{kind: paragraph, text: text})
}

func (d *document) item(level int, text ...inline) {
	d.blocks = append(d.blocks, block{kind: item, level: level, text: text})
}

func (d *document) table(head []string, rows [][][]inline) {
	d.blocks = append(d.blocks, block{kind: grid, head: head, rows: rows})
}

// passage adds a quotation. What came or went is marked and named.
func (d *document) passage(p report.Passage) {
	b := block{kind: quote}
	for _, l := range p {
		if len(l.Spans) == 0 {
			b.lines = append(b.lines, plain(l.Label))
			continue
		}
		line := []inline{{text: l.Label + ": ", bold: true}, {text: "“"}}
		for _, s := range l.Spans {
			line = append(line, inline{text: s.Text, mark: s.Mark})
		}
		b.lines = append(b.lines, append(line, inline{text: "”"}))
	}
	d.blocks = append(d.blocks, b)
}
