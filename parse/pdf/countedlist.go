package pdf

import (
	"math"
	"strings"
)

// markLists marks the bare numbers of lists: "1    who was seen" below a line that ends with
// a colon. Such a list is short, so that only what leads it in tells it from other lines that
// begin with numbers, as the rows of tables do below the names of their columns.
func markLists(pages []*pageItems) {
	var rows [][]*line
	for _, p := range pages {
		rows = append(rows, p.rows()...)
	}
	for i := range rows {
		if leadsIn(rows[i]) {
			markList(rows[i+1:])
		}
	}
}

// leadsIn reports a line alone that ends with a colon.
func leadsIn(row []*line) bool {
	words := row[0].words
	return len(row) == 1 && strings.HasSuffix(words[len(words)-1].text, ":")
}

// markList marks the numbers of the list that rows begin with: they count on from 1, one
// below the other, and their words stand at one edge, as do the further lines of an item.
func markList(rows [][]*line) {
	var list []counted
	for _, row := range rows {
		c, ok := countedRow(row)
		switch {
		case ok && c.number == len(list)+1 && (len(list) == 0 || c.below(&list[0])):
			list = append(list, c)
			continue
		case len(list) > 0 && len(row) == 1 && math.Abs(row[0].x0-list[0].text) < 1.5:
			continue
		}
		break
	}
	if len(list) < 2 {
		return
	}
	for _, c := range list {
		c.word.number = true
	}
}

// below reports a number set at one edge with another, and words set below its words.
func (c *counted) below(first *counted) bool {
	return (math.Abs(c.word.x0-first.word.x0) < 1.5 || math.Abs(c.word.x1-first.word.x1) < 1.5) && math.Abs(c.text-first.text) < 1.5
}
