package toc

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// tableRow reads a table row of a list of contents: number, title and flag in
// cells of their own, or several entries side by side.
func (r *rowReader) tableRow(i int, b *parse.Block) {
	base := Row{Block: i, table: b.Table, Group: b.Group, Anchor: b.Anchor, Rank: RankEntry, Page: r.page}
	cells := layout.Filled(r.ungrouped(base, i, b))
	if base.Within = r.furtherIn(b); base.Within {
		base.Rank++
	}
	switch {
	case len(cells) == 0:
		return
	case len(cells) == 1:
		r.oneCell(base, b, cells[0])
		return
	case (b.Header || b.Bold) && numberedHead(cells):
		base.Rank, base.Head, cells = RankBold, true, cells[:2]
	case r.headerRow(b, cells), r.aboveLinks(i), len(cells) == 2 && cells[0].Header && len(cells[0].Links)+len(cells[1].Links) == 0 && !titleflag.IsPlaceholder(cells[1].Text) && !r.plain:
		return // the names of columns, or a name and what it is
	}
	for _, part := range abreast(cells) {
		r.cells(base, part, b)
	}
}

// furtherIn reports a row of a table whose link stands more columns in than the chapter's above
// it, and below that: an appendix, or a row without a number whose link takes one of the columns
// that the chapter spans beside the one for numbers.
func (r *rowReader) furtherIn(b *parse.Block) bool {
	column, numbered := 0, false
	for i := range b.Cells {
		c := &b.Cells[i]
		if _, number := wording.PureNumber(c.Text); number || len(c.Links) == 0 {
			numbered = numbered || number
			column += max(1, c.ColSpan)
			continue
		}
		last := r.inset
		if last.table == b.Table && column > last.column && (!numbered && last.column > 0 && column < last.end && c.ColSpan < 2 || AppendixTitle.MatchString(wording.Squeeze(c.Text))) {
			return true
		}
		if last.table != b.Table || !AppendixTitle.MatchString(wording.Squeeze(c.Text)) {
			r.inset = inset{table: b.Table, column: column, end: column + c.ColSpan}
		}
		return false
	}
	return false
}

// An inset is the columns of a table in which its last chapter stands.
type inset struct{ table, column, end int }

// numberedHead reports the cells of a number and a title that lead nowhere, with names of
// columns behind them at most.
func numberedHead(cells []parse.Cell) bool {
	if len(cells) < 2 || layout.ColumnNames(cells[2:]) < len(cells)-2 {
		return false
	}
	n, ok := wording.PureNumber(cells[0].Text)
	return ok && n.Sure && wording.Letters(cells[1].Text) > 2 && len(cells[0].Links)+len(cells[1].Links) == 0
}

// mayLink reports a cell with a link, or with the words that a list has where a link will
// be.
func mayLink(c *parse.Cell) bool { return len(c.Links) > 0 || titleflag.IsPlaceholder(c.Text) }

// abreast parts a row that holds several entries side by side, each with its number
// in a cell before it. An entry that leads nowhere has its link further on, behind the
// number of its issue.
func abreast(cells []parse.Cell) [][]parse.Cell {
	first, numbered := wording.PureNumber(cells[0].Text)
	if !numbered || len(cells) > 1 && !mayLink(&cells[0]) && !mayLink(&cells[1]) {
		return [][]parse.Cell{cells}
	}
	var out [][]parse.Cell
	from := 0
	for k := 2; k+1 < len(cells); k++ {
		n, ok := wording.PureNumber(cells[k].Text)
		if !ok || n.Parts != first.Parts || n.Keyword != first.Keyword || !mayLink(&cells[k+1]) {
			continue
		}
		out = append(out, cells[from:k])
		from = k
	}
	return append(out, cells[from:])
}

// namesLater reports a cell with words that are no flag.
func namesLater(cells []parse.Cell) bool {
	return slices.ContainsFunc(cells, func(c parse.Cell) bool {
		_, flag := titleflag.PureFlags(c.Text)
		return !flag && wording.HasLetters(c.Text)
	})
}

// cells reads the cells of one entry, or of entries without numbers.
func (r *rowReader) cells(base Row, cells []parse.Cell, b *parse.Block) {
	var marker, file string
	var flags []string
	var entries []parse.Cell
	for k := range cells {
		c := cells[k]
		if k == 0 || len(entries) == 0 {
			// "1.2.12 | Section 17": the words of a number behind another one are a title
			if n, ok := wording.PureNumber(c.Text); ok && len(cells) > 1 && (marker == "" || n.Keyword == "" || namesLater(cells[k+1:])) {
				marker = c.Text
				if len(c.Links) > 0 && len(cells) > k+1 && len(cells[k+1].Links) == 0 {
					cells = slices.Clone(cells)
					cells[k+1].Links = []parse.Link{{Start: 0, End: len(cells[k+1].Text), Text: cells[k+1].Text, Href: c.Links[0].Href}}
				}
				continue
			}
		}
		if !strings.Contains(strings.TrimSpace(c.Text), "\n") {
			flags = append(flags, titleflag.AltFlags(c.Alts)...)
		}
		if f, ok := titleflag.PureFlags(c.Text); ok {
			flags = append(flags, f...)
			continue
		}
		if _, number := wording.PureNumber(c.Text); number && marker == "" && len(entries) == 1 && len(c.Links) == 1 && len(entries[0].Links) == 0 {
			marker, file = c.Text, c.Links[0].Href
			continue // "Visits | Section 3"
		}
		if marker == "" && len(entries) == 1 && r.isReference(b.Table, &c) {
			marker = c.Text
			continue // "Visits | SP-04 | Updated"
		}
		name, flagged := titleflag.StripFlags(c.Text)
		if len(entries) > 0 && (wording.IsFormatName(name) || saysAgain(&c, &entries[0], marker) || r.calledAlike(b.Table, &c, &entries[0])) || fileAt(cells, k, len(entries) > 0) {
			file, flags = cmp.Or(file, layout.LinkOf(c.Links)), append(flags, flagged...)
			continue
		}
		entries = append(entries, c)
	}
	first := len(r.rows)
	r.entries(base, entries, marker, flags)
	if file != "" && !r.samePageLink(file) && describedRow(r.rows[first:]) {
		// "1.1 | Title | PDF": the link stands in a cell of its own.
		r.rows = r.rows[:first+1]
		r.rows[first].Href, r.rows[first].Target = webaddress.Clean(file), r.site.PageAt(file)
	}
}

// describedRow reports rows of one entry without a link, of which all but the first have no
// number either: they tell what it is about.
func describedRow(rows []Row) bool {
	for i := range rows {
		if rows[i].Linked() || i > 0 && (rows[i].Num.Text != "" || titleflag.IsPlaceholder(rows[i].Title)) {
			return false
		}
	}
	return len(rows) > 0
}

// saysAgain reports a link that says the title of the entry before it once more, where
// that leads nowhere, or only calls to it: "SOP 4 | Home Visits | Issue 2 | SOP 4 Home
// Visits (PDF)", "Section 4: Home Visits | Download section 4".
func saysAgain(link, entry *parse.Cell, marker string) bool {
	title := strings.TrimSpace(wording.Fold(entry.Text))
	if len(link.Links) != 1 || len(entry.Links) > 0 || title == "" {
		return false
	}
	return strings.Contains(" "+wording.Fold(link.Text)+" ", " "+title+" ") || callsTo(link.Links[0].Text, entry.Text, strings.Trim(marker, ".)( "))
}

// entries makes rows of the cells that hold words. Only the first is the title
// unless others link too; a later cell without a link is a description.
func (r *rowReader) entries(base Row, entries []parse.Cell, marker string, flags []string) {
	first := len(r.rows)
	for k, c := range entries {
		if k > 0 && len(c.Links) == 0 {
			if n, rest, ok := wording.SplitNumber(c.Text); !ok || !n.Sure || n.Parts < 2 || rest == "" {
				if len(entries[0].Links) > 0 || len(r.rows) > first {
					continue
				}
			}
		}
		one := base
		one.Bold = c.Header
		lines := layout.SplitLines(c.Text, c.Links)
		if strings.Contains(c.Text, "\n") {
			layout.Pictured(lines, c.Alts, c.AltAt)
		}
		r.lines(one, lines, marker, nil, parse.Item)
		marker = ""
	}
	if len(r.rows) > first {
		rw := &r.rows[first]
		rw.Flags = titleflag.TidyFlags(append(rw.Flags, flags...))
	}
}

func (r *rowReader) oneCell(base Row, b *parse.Block, c parse.Cell) {
	if b.Header || c.Header || b.Bold {
		base.Rank, base.Head = RankBold, true
	}
	base.across = c.ColSpan > 1 && c.ColSpan >= len(b.Cells) // beside the empty cell of a number too
	kind := parse.Item
	if !base.Head && len(c.Links) == 0 && len(b.Cells) == 1 {
		kind = parse.Paragraph
	}
	if len(c.Links) == 0 && (c.ColSpan > 1 || len(b.Cells) > 1) && !strings.Contains(c.Text, "\n") {
		// A lone caption across the table heads the rows below it.
		if _, _, numbered := wording.SplitNumber(c.Text); !numbered && !titleflag.IsPlaceholder(c.Text) && !titleflag.SeeAlso.MatchString(c.Text) && c.ColSpan > 1 {
			base.Rank, base.Head = RankBold, true
		}
	}
	r.lines(base, layout.SplitLines(c.Text, c.Links), "", append(b.Alts, c.Alts...), kind)
}

// headerRow reports whether the cells are the names of columns.
func (r *rowReader) headerRow(b *parse.Block, cells []parse.Cell) bool {
	for _, c := range cells {
		for _, k := range c.Links {
			if !b.Header || k.Href != "" && webaddress.PathKey(k.Href) != webaddress.PathKey(r.doc.URL) {
				return false // it does not sort by the column
			}
		}
	}
	return b.Header || layout.ColumnNames(cells) >= 2
}

// aboveLinks reports the first row of a table that alone leads nowhere: several names of
// columns, of which one has a link in each row below.
func (r *rowReader) aboveLinks(i int) bool {
	b := &r.doc.Blocks[i]
	if i > 0 && r.doc.Blocks[i-1].Table == b.Table || len(b.AllLinks()) > 0 {
		return false
	}
	for _, c := range b.Cells {
		_, number := wording.PureNumber(c.Text)
		_, date := dates.Parse(c.Text)
		if _, flags := titleflag.PureFlags(c.Text); number || date || flags || wording.Letters(c.Text) == 0 || titleflag.IsPlaceholder(c.Text) {
			return false
		}
	}
	linked := make([]int, len(b.Cells)) // rows with a link, by column
	rows := 0
	for k := i + 1; k < len(r.doc.Blocks) && r.doc.Blocks[k].Kind == parse.Row && r.doc.Blocks[k].Table == b.Table; k++ {
		if rows++; len(r.doc.Blocks[k].Cells) != len(b.Cells) {
			return false
		}
		for c := range linked {
			linked[c] += wording.BoolInt(len(r.doc.Blocks[k].Cells[c].Links) > 0)
		}
	}
	return rows > 1 && len(b.Cells) > 1 && slices.Contains(linked, rows)
}
