package amend

import (
	"slices"
	"strings"
	"unicode"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// upright turns tables of amendments whose columns are what rows are elsewhere: one with
// an amendment to a column, its first cells the names of the lines, and one with a month
// or a day to a column.
func upright(blocks []parse.Block) []parse.Block {
	var out []parse.Block // once a table is turned
	for i := 0; i < len(blocks); {
		if blocks[i].Kind != parse.Row || blocks[i].Region != parse.Main {
			if out != nil {
				out = append(out, blocks[i])
			}
			i++
			continue
		}
		end := i + 1
		for end < len(blocks) && blocks[end].Kind == parse.Row && blocks[end].Table == blocks[i].Table {
			end++
		}
		if turned := turn(blocks[i:end]); turned != nil {
			if out == nil {
				out = append(make([]parse.Block, 0, len(blocks)), blocks[:i]...)
			}
			out = append(out, turned...)
		} else if out != nil {
			out = append(out, blocks[i:end]...)
		}
		i = end
	}
	if out == nil {
		return blocks
	}
	return out
}

// turn gives the blocks that say what a table on its side says, nil if it stands upright.
func turn(rows []parse.Block) []parse.Block {
	if len(rows) < 2 || len(rows[0].Cells) < 2 {
		return nil
	}
	names, dates := namesOfLines(rows), datesFrom(rows[0].Cells)
	if !names && dates < 0 {
		return nil
	}
	for i := range rows {
		if !evenRow(&rows[i], len(rows[0].Cells)) || !names && i > 0 && slices.ContainsFunc(rows[i].Cells, isDateCell) {
			return nil
		}
	}
	switch {
	case names:
		return turnLines(rows)
	case dates == 1:
		return turnDates(rows)
	}
	return turnLists(rows)
}

// evenRow reports a row of so many cells, none over several places, that does not name
// the columns.
func evenRow(b *parse.Block, width int) bool {
	return len(b.Cells) == width && layout.ColumnNames(b.Cells) < 2 && !slices.ContainsFunc(b.Cells, func(c parse.Cell) bool { return c.ColSpan > 1 || c.RowSpan > 1 })
}

// namesOfLines reports rows that each begin with the name of what stands in the others.
func namesOfLines(rows []parse.Block) bool {
	if len(rows) > len(keyedHeads) || len(rows[0].Cells) < 3 {
		return false
	}
	seen := make(map[int]bool)
	for i := range rows {
		key := layout.ColumnKey(rows[i].Cells[0].Text)
		if key == layout.KeyNone || key != layout.KeyOther && seen[key] {
			return false
		}
		seen[key] = true
	}
	return seen[layout.KeyDetails] && (seen[layout.KeyChapter] || seen[layout.KeyDate])
}

// datesFrom is the cell of a row from which all are dates or months: the first or the
// second; -1 if there are others among them.
func datesFrom(cells []parse.Cell) int {
	from := wording.BoolInt(!isDateCell(cells[0]))
	for i := from; i < len(cells); i++ {
		if !isDateCell(cells[i]) {
			return -1
		}
	}
	if len(cells)-from < 2 {
		return -1
	}
	return from
}

func isDateCell(c parse.Cell) bool {
	text := wording.Squeeze(c.Text)
	if _, ok := dates.MonthName(text); ok {
		return true
	}
	d, ok := dates.Parse(text)
	return ok && d.Precision != normalise.Year
}

// turnLines makes a row of each column but the first, which holds the names.
func turnLines(rows []parse.Block) []parse.Block {
	var out []parse.Block
	for col := range rows[0].Cells {
		var cells []parse.Cell
		for i := range rows {
			cells = append(cells, rows[i].Cells[col])
		}
		out = append(out, tableLine(&rows[0], cells, col == 0))
	}
	return out
}

// turnDates makes a row of each cell below a date and beside a name that says anything.
func turnDates(rows []parse.Block) []parse.Block {
	head := func(text string) parse.Cell { return parse.Cell{Text: text, Header: true} }
	out := []parse.Block{tableLine(&rows[0], []parse.Cell{head(keyedHeads[layout.KeyDate]), head(keyedHeads[layout.KeyChapter]), head(keyedHeads[layout.KeyDetails])}, true)}
	for i := 1; i < len(rows); i++ {
		for col := 1; col < len(rows[i].Cells); col++ {
			if c := rows[i].Cells[col]; saysChange(&c) {
				out = append(out, tableLine(&rows[i], []parse.Cell{rows[0].Cells[col], rows[i].Cells[0], c}, false))
			}
		}
	}
	return out
}

// turnLists writes each column of dates as a heading with the lines below it as items.
func turnLists(rows []parse.Block) []parse.Block {
	var out []parse.Block
	for col, date := range rows[0].Cells {
		out = append(out, parse.Block{Kind: parse.Heading, Level: 3, Text: date.Text})
		for i := 1; i < len(rows); i++ {
			c := &rows[i].Cells[col]
			if !saysChange(c) {
				continue
			}
			for _, l := range layout.SplitLines(c.Text, c.Links) {
				out = append(out, parse.Block{Kind: parse.Item, Level: 1, Text: l.Text, Links: l.Links})
			}
		}
	}
	return out
}

// saysChange reports a cell that says that something changed; one that holds only a sign
// for it is emptied.
func saysChange(c *parse.Cell) bool {
	text := wording.Squeeze(c.Text)
	if text == "" || saysNothing(text) {
		return false
	}
	if strings.IndexFunc(text, unicode.IsLetter) < 0 || len(text) == 1 {
		c.Text, c.Links = "", nil
	}
	return true
}

func tableLine(like *parse.Block, cells []parse.Cell, head bool) parse.Block {
	b := parse.Block{Kind: parse.Row, Region: like.Region, Table: like.Table, Part: like.Part, Cells: cells, Header: head}
	for i := range cells {
		cells[i].Header = head
		if cells[i].Text != "" {
			b.Text = strings.TrimPrefix(b.Text+" | "+strings.ReplaceAll(cells[i].Text, "\n", " "), " | ")
		}
	}
	return b
}

// fillDates writes the date above into the empty cells of a column of dates, beside a
// change: people merge such cells or leave them out.
func (r *amendReader) fillDates() {
	moved := make(map[*parse.Block]*parse.Block)
	for table, rows := range r.tables {
		c := r.columnsOf(table)
		if !c.Known || c.Date < 0 || c.Details < 0 {
			continue
		}
		var date parse.Cell
		for i, b := range rows {
			if b.Header || layout.NamesColumns(b) || len(layout.Filled(b.Cells)) < 2 || c.Date >= len(b.Cells) || c.Details >= len(b.Cells) {
				date = parse.Cell{}
				continue
			}
			if text := wording.Squeeze(b.Cells[c.Date].Text); text != "" && !ditto.MatchString(text) {
				date = b.Cells[c.Date]
				continue
			}
			if date.Text == "" || wording.Squeeze(b.Cells[c.Details].Text) == "" {
				continue
			}
			full := *b
			full.Cells = append([]parse.Cell(nil), b.Cells...)
			full.Cells[c.Date] = date
			rows[i], moved[b] = &full, &full
		}
	}
	for i, b := range r.spreadRows {
		if full := moved[b]; full != nil {
			r.spreadRows[i] = full
		}
	}
}

// ditto stands for what is said above.
var ditto = pattern.New(`(?i)^(?:["“”″〃'’]{1,2}|ditto|do\.|as\s+above|same(?:\s+date)?)$`)
