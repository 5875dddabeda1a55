package layout

import (
	"math"
	"strings"

	"manualwatch/parse/pdf/line"
)

// MarkLists marks the bare numbers and letters of lists: "1    who was seen", "a    who was seen"
// below a line that ends with a colon. Such a list is short, so that only what leads it in tells it from other lines that
// begin with numbers, as the rows of tables do below the names of their columns.
func MarkLists(pages []*Page) {
	var rows [][]*line.Line
	for _, p := range pages {
		own := p.rows()
		for i, row := range own {
			for _, lead := range row {
				if leadsIn(lead) {
					markList(underLead(lead, len(row) == 1, own[i+1:]))
				}
			}
		}
		rows = append(rows, own...)
	}
	for i, row := range rows {
		if len(row) == 1 && leadsIn(row[0]) {
			markList(rows[i+1:])
		}
	}
}

// leadsIn reports a line that ends with a colon.
func leadsIn(lead *line.Line) bool {
	return strings.HasSuffix(lead.Words[len(lead.Words)-1].Text, ":")
}

// underLead are the parts of rows that begin under a line, in the column of the page that it stands
// in; none where the line stands alone above rows with parts side by side, which are those of a table.
func underLead(lead *line.Line, alone bool, rows [][]*line.Line) [][]*line.Line {
	const most, out, first = 80, 20, 3 // rows of a column, points by which a mark stands out of it, and rows that tell
	var under [][]*line.Line
	shared := 0
	for _, row := range rows[:min(most, len(rows))] {
		var part []*line.Line
		for _, l := range row {
			if l.X0 > lead.X0-out && l.X0 < lead.X1 {
				part = append(part, l)
			}
		}
		if part == nil {
			continue
		}
		if under = append(under, part); len(under) <= first && len(part) < len(row) {
			shared++
		}
	}
	if alone && shared > 1 {
		return nil
	}
	return under
}

// markList marks the numbers or letters of the list that rows begin with: they count on from 1, one
// below the other, and their words stand at one edge, as do the further lines of an item.
func markList(rows [][]*line.Line) {
	count := bareNumber
	if len(rows) > 0 && rows[0][0].Words[0].Text == "a" {
		count = bareLetter
	}
	var list []counted
	for _, row := range rows {
		c, ok := countedRow(row, count, listRoom)
		switch {
		case ok && c.number == len(list)+1 && (len(list) == 0 || c.below(&list[0])):
			list = append(list, c)
			continue
		case len(list) > 0 && len(row) == 1 && math.Abs(row[0].X0-list[0].text) < 1.5:
			continue
		}
		break
	}
	if len(list) < 2 {
		return
	}
	for _, c := range list {
		c.word.Number = true
	}
}

// listRoom is the least white space behind the marks of a list that was led in, in ems.
const listRoom = 0.55

// below reports a number set at one edge with another, and words set below its words.
func (c *counted) below(first *counted) bool {
	return (math.Abs(c.word.X0-first.word.X0) < 1.5 || math.Abs(c.word.X1-first.word.X1) < 1.5) && math.Abs(c.text-first.text) < 1.5
}

// bareLetter reads a letter that counts without a sign behind it: a is 1.
func bareLetter(word string) (n int, ok bool) {
	if len(word) != 1 || word[0] < 'a' || word[0] > 'z' {
		return 0, false
	}
	return int(word[0]-'a') + 1, true
}
