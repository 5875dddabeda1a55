package normalise

import (
	"slices"

	"manualwatch/parse"
)

// A calling is what the cells of a table say that are one link each, and where they lead.
type calling struct {
	table  int
	linked int // rows with such a cell
	places map[string][]string
}

// calledAlike reports a cell that is a link and says the same as those of most rows of its
// table, which lead elsewhere: it calls to what the row names before it, as "Full text" and
// "English" do.
func (r *rowReader) calledAlike(table int, link, entry *parse.Cell) bool {
	words := callIn(link)
	if words == "" || len(entry.Links) > 0 {
		return false
	}
	if r.calling.table != table {
		r.calling = r.callsOf(table)
	}
	places := r.calling.places[words]
	return len(places) > 1 && len(places)*2 > r.calling.linked && len(slices.Compact(slices.Sorted(slices.Values(places)))) == len(places)
}

// callsOf reads the rows of a table for such cells.
func (r *rowReader) callsOf(table int) calling {
	c := calling{table: table, places: make(map[string][]string)}
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if b.Kind != parse.Row || b.Table != table {
			continue
		}
		found := false
		for k := range b.Cells {
			if words := callIn(&b.Cells[k]); words != "" {
				c.places[words] = append(c.places[words], addressKey(b.Cells[k].Links[0].Href))
				found = true
			}
		}
		c.linked += boolInt(found)
	}
	return c
}

// callIn is what a cell says that is one link and nothing else, folded; "" for any other.
func callIn(c *parse.Cell) string {
	if len(c.Links) != 1 || linkShare(c.Text, c.Links) < 1 {
		return ""
	}
	return fold(squeeze(c.Text))
}
