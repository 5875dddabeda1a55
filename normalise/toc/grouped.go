package toc

import (
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// A grouping is a table whose first columns name the section of its rows, and the groups
// in that: once for all of them, or again in each row, or beside a cell with all of its
// chapters.
type grouping struct {
	table   int
	width   int      // cells of a row that has all columns, 0 if the table is not grouped
	columns int      // how many columns name sections and groups
	open    []string // what each of these said last
}

// ungrouped are the cells of a row without the names of its section and group, of which it
// makes headings where one begins. The cells that a row has not are its first: they stand
// beside it from a row above.
func (r *rowReader) ungrouped(base Row, i int, b *parse.Block) []parse.Cell {
	g := &r.grouping
	if b.Table != g.table {
		*g = grouping{table: b.Table}
		g.width, g.columns = r.groupWidth(i)
		g.open = make([]string, g.columns)
	}
	missing := g.width - len(b.Cells)
	if g.width == 0 || missing < 0 || missing >= g.columns || b.Header {
		return b.Cells
	}
	if name := wording.Squeeze(b.Cells[0].Text); name != "" && name != g.open[missing] && layout.ColumnNames(b.Cells) >= 2 {
		return b.Cells
	}
	marker := ""
	for k, c := range b.Cells[:g.columns-missing] {
		name := wording.Squeeze(c.Text)
		if _, number := wording.PureNumber(name); number && k+1 < g.columns-missing {
			marker = name
			continue
		}
		if name != "" && name != g.open[missing+k] {
			clear(g.open[missing+k:])
			g.open[missing+k] = name
			base.Rank, base.Head = min(RankBold+missing+k, RankEntry-1), true
			r.lines(base, []layout.Line{{Text: name, Links: c.Links}}, marker, c.Alts, parse.Item)
		}
		marker = ""
	}
	return b.Cells[g.columns-missing:]
}

// groupWidth tells how many cells the full rows of a table have whose first columns name
// sections and groups, and how many columns do; 0 if there are none. The names span rows,
// or run on from row to row; the chapters link.
func (r *rowReader) groupWidth(from int) (width, columns int) {
	rows, linked, changes, entries := 0, 0, 0, 0
	names := make(map[string]bool)
	last, even := "", true
	for i := from; i < len(r.doc.Blocks) && r.doc.Blocks[i].Kind == parse.Row && r.doc.Blocks[i].Table == r.doc.Blocks[from].Table; i++ {
		b := &r.doc.Blocks[i]
		if b.Header || len(b.Cells) < 2 && width == 0 || len(b.AllLinks()) == 0 && layout.ColumnNames(b.Cells) >= 2 {
			continue
		}
		if b.Cells[0].RowSpan > 1 && namesChapter(b.Cells[1:]) {
			width = max(width, len(b.Cells))
		}
		missing := max(0, width-len(b.Cells))
		for columns >= missing && spansGroup(b.Cells, columns-missing) {
			columns++
		}
		first, beside := &parse.Cell{}, b.Cells
		if missing == 0 {
			first, beside = &b.Cells[0], b.Cells[1:]
		}
		name := wording.Squeeze(first.Text)
		if _, number := wording.PureNumber(name); number || len(first.Links) > 0 || titleflag.IsPlaceholder(name) {
			even = false
		}
		even = even && (rows == 0 || len(b.Cells) == len(r.doc.Blocks[i-1].Cells))
		rows++
		entries += max(1, cellEntries(beside))
		linked += wording.BoolInt(namesChapter(beside))
		if name != "" && name != last {
			last, names[name] = name, true
			changes++
		}
	}
	switch {
	case linked*3 < rows*2:
		return 0, 0
	case width > 0:
		return width, columns
	case even && changes > 1 && changes == len(names) && changes*2 <= entries && len(strings.Fields(last)) <= 12:
		return len(r.doc.Blocks[from].Cells), 1
	}
	return 0, 0
}

// spansGroup reports whether cell k of a row names what it and the rows below it belong
// to.
func spansGroup(cells []parse.Cell, k int) bool {
	return k+1 < len(cells) && cells[k].RowSpan > 1 && (k == 0 || len(cells[k].Links) == 0) && namesChapter(cells[k+1:])
}

// namesChapter reports cells that have a link and say more than what kind of file it leads
// to and since when.
func namesChapter(cells []parse.Cell) bool {
	linked, named := false, false
	for i := range cells {
		c := &cells[i]
		linked = linked || len(c.Links) > 0
		_, date := dates.Parse(c.Text)
		named = named || !date && wording.Letters(c.Text) > 2 && !wording.IsFormatName(c.Text)
	}
	return linked && named
}

// cellEntries counts the lines of the fullest of some cells that are links to chapters,
// not to the formats of one.
func cellEntries(cells []parse.Cell) int {
	most := 0
	for i := range cells {
		n := 0
		for _, l := range layout.SplitLines(cells[i].Text, cells[i].Links) {
			n += wording.BoolInt(len(l.Links) > 0 && layout.LinkShare(l.Text, l.Links) > 0.7 && !wording.IsFormatName(l.Links[0].Text))
		}
		most = max(most, n)
	}
	return most
}
