package normalise

import (
	"strings"

	"manualwatch/parse"
)

// A grouping is a table whose first column names the section of its rows: once for
// all of them, or again in each row, or beside a cell with all of its chapters.
type grouping struct {
	table int
	width int    // cells of a row that has the column, 0 if the table is not grouped
	open  string // the section that the last row stood in
}

// ungrouped are the cells of a row without the name of its section, of which it makes
// a heading where a section begins.
func (r *rowReader) ungrouped(base row, i int, b *parse.Block) []parse.Cell {
	g := &r.grouping
	if b.Table != g.table {
		*g = grouping{table: b.Table, width: r.groupWidth(i)}
	}
	if g.width == 0 || len(b.Cells) != g.width || b.Header {
		return b.Cells
	}
	if name := squeeze(b.Cells[0].Text); name != "" && name != g.open {
		if columnNames(b.Cells) >= 2 {
			return b.Cells
		}
		g.open = name
		base.rank, base.head = rankBold, true
		r.lines(base, []line{{text: name, links: b.Cells[0].Links}}, "", b.Cells[0].Alts, parse.Item)
	}
	return b.Cells[1:]
}

// groupWidth tells how many cells the rows of a table have that name a section in
// the first; 0 if there are none. The names span rows, or run on from row to row;
// the chapters link.
func (r *rowReader) groupWidth(from int) int {
	width, rows, linked, changes, entries := 0, 0, 0, 0, 0
	names := make(map[string]bool)
	last, even := "", true
	for i := from; i < len(r.doc.Blocks) && r.doc.Blocks[i].Kind == parse.Row && r.doc.Blocks[i].Table == r.doc.Blocks[from].Table; i++ {
		b := &r.doc.Blocks[i]
		if b.Header || len(b.Cells) < 2 || len(blockLinks(b)) == 0 && columnNames(b.Cells) >= 2 {
			continue
		}
		first := &b.Cells[0]
		if first.RowSpan > 1 && len(blockLinks(b)) > len(first.Links) {
			width = len(b.Cells)
		}
		name := squeeze(first.Text)
		if _, number := pureNumber(name); number || len(first.Links) > 0 || isPlaceholder(name) {
			even = false
		}
		even = even && (rows == 0 || len(b.Cells) == len(r.doc.Blocks[i-1].Cells))
		rows++
		entries += max(1, cellEntries(b.Cells[1:]))
		linked += boolInt(len(blockLinks(b)) > len(first.Links))
		if name != "" && name != last {
			last, names[name] = name, true
			changes++
		}
	}
	switch {
	case linked*3 < rows*2:
		return 0
	case width > 0:
		return width
	case even && changes > 1 && changes == len(names) && changes*2 <= entries && len(strings.Fields(last)) <= 12:
		return len(r.doc.Blocks[from].Cells)
	}
	return 0
}

// cellEntries counts the lines of the fullest of some cells that are links to chapters,
// not to the formats of one.
func cellEntries(cells []parse.Cell) int {
	most := 0
	for i := range cells {
		n := 0
		for _, l := range splitLines(cells[i].Text, cells[i].Links) {
			n += boolInt(len(l.links) > 0 && linkShare(l.text, l.links) > 0.7 && !isFormatName(l.links[0].Text))
		}
		most = max(most, n)
	}
	return most
}
