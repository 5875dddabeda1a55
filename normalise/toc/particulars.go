package toc

import (
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// leastParticulars is how many rows a table of particulars has at least.
const leastParticulars = 3

// particulars are the tables in which a page says what is to be known of a document, "Item type: |
// Guideline": two cells a row, of which the first ends in a colon, and few values are links. These
// lead to where the document is filed, and are no entries.
func particulars(d *parse.Document) map[int]bool {
	type rows struct{ all, labelled, linked int }
	tables := make(map[int]*rows)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != parse.Row {
			continue
		}
		t := tables[b.Table]
		if t == nil {
			t = &rows{}
			tables[b.Table] = t
		}
		cells := layout.Filled(b.Cells)
		t.all++
		t.labelled += wording.BoolInt(len(cells) == 2 && strings.HasSuffix(strings.TrimSpace(cells[0].Text), ":") && !wording.HasDigit(cells[0].Text))
		t.linked += wording.BoolInt(len(b.AllLinks()) > 0)
	}
	out := make(map[int]bool)
	for table, t := range tables {
		if t.all >= leastParticulars && t.labelled == t.all && t.linked*2 <= t.all {
			out[table] = true
		}
	}
	return out
}
