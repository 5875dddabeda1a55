package manual

import (
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// withoutSitePages drops, in place, the entries beside the branches of a menu that are called as pages
// on the site are, "Contact", and to which the frame around the page leads too.
func withoutSitePages(rows []toc.Row, d *parse.Document) []toc.Row {
	branches := make(map[int]int) // by list
	over := func(i int) bool { return i+1 < len(rows) && rows[i+1].Rank > rows[i].Rank }
	for i := range rows {
		branches[rows[i].Group] += wording.BoolInt(over(i))
	}
	var framed map[string]bool // once it is asked for
	out := rows[:0]
	for i := range rows {
		rw := rows[i]
		beside := rw.Linked() && rw.Group != 0 && rw.Num.Text == "" && branches[rw.Group] >= leastSections && !over(i)
		if beside && aboutEntry.MatchString(rw.Title) {
			if framed == nil {
				framed = framedPlaces(d)
			}
			if framed[webaddress.Key(rw.Href)] {
				continue
			}
		}
		out = append(out, rw)
	}
	return out
}

// framedPlaces are the addresses to which the frame around a page leads.
func framedPlaces(d *parse.Document) map[string]bool {
	out := make(map[string]bool)
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == parse.Furniture {
			for _, k := range b.AllLinks() {
				out[webaddress.Key(k.Href)] = true
			}
		}
	}
	return out
}
