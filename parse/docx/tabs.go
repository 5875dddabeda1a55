package docx

import (
	"slices"
	"strings"

	"manualwatch/parse"
)

// A tabbedLine is a paragraph with columns: at is its index in the document.
type tabbedLine struct {
	at   int
	tabs []int // offsets in its text at which a column ends
}

// Lines parted by tabs are a table where so many in a row have as many columns, so many at
// least: two may be a label and its words, or a line set to both margins.
const (
	leastTabbedLines   = 3
	leastTabbedColumns = 3
)

// noteTabs remembers a paragraph of the text that tabs part into columns; the last is no
// page number, as in a list of contents.
func (w *writer) noteTabs(b parse.Block, tabs []int) {
	if w.depth > 0 || w.region != parse.Main || b.Region != parse.Main || b.Kind != parse.Paragraph || b.Class != "" || strings.Contains(b.Text, "\n") {
		return
	}
	if n := len(tabs); n > 0 && tabs[n-1] >= len(b.Text) {
		tabs = tabs[:n-1]
	}
	if n := len(tabs); n+1 >= leastTabbedColumns && !isPageNumber(b.Text[tabs[n-1]:]) {
		w.tabbed = append(w.tabbed, tabbedLine{len(w.doc.Blocks) - 1, tabs})
	}
}

// tablesByTabs makes the rows of a table of lines that follow each other and have as many
// columns.
func (w *writer) tablesByTabs() {
	for from := 0; from < len(w.tabbed); {
		to := from + 1
		for to < len(w.tabbed) && w.tabbed[to].at == w.tabbed[to-1].at+1 && len(w.tabbed[to].tabs) == len(w.tabbed[from].tabs) {
			to++
		}
		if to-from >= leastTabbedLines {
			w.tableByTabs(w.tabbed[from:to])
		}
		from = to
	}
	w.looks = slices.DeleteFunc(w.looks, func(l blockLook) bool { return w.doc.Blocks[l.at].Kind == parse.Row })
}

func (w *writer) tableByTabs(lines []tabbedLine) {
	t := w.newTable()
	for _, l := range lines {
		t.add(tabbedRow(w.doc.Blocks[l.at], l.tabs, t.id))
	}
	t.headFirst()
	copy(w.doc.Blocks[lines[0].at:], t.rows)
}

// tabbedRow is the row of a line whose columns end at tabs.
func tabbedRow(b parse.Block, tabs []int, table int) parse.Block {
	text, links := b.Text, b.Links
	b.Kind, b.Table, b.Links, b.Lead = parse.Row, table, nil, 0
	for i, end := range append(slices.Clone(tabs), len(text)) {
		from := 0
		if i > 0 {
			from = tabs[i-1]
		}
		for from < end && text[from] == ' ' {
			from++
		}
		cell := parse.Cell{Text: text[from:end], ColSpan: 1, RowSpan: 1}
		for _, l := range links {
			if l.Start >= from && l.End <= end {
				l.Start, l.End = l.Start-from, l.End-from
				cell.Links = append(cell.Links, l)
			}
		}
		b.Cells = append(b.Cells, cell)
	}
	return b
}
