package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
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
				c.places[words] = append(c.places[words], webaddress.Key(b.Cells[k].Links[0].Href))
				found = true
			}
		}
		c.linked += wording.BoolInt(found)
	}
	return c
}

// callIn is what a cell says that is one link and nothing else, folded; "" for any other.
func callIn(c *parse.Cell) string {
	if len(c.Links) != 1 || layout.LinkShare(c.Text, c.Links) < 1 {
		return ""
	}
	return wording.Fold(wording.Squeeze(c.Text))
}

// callBlocks is how many blocks a card has at most from its heading to its button.
const callBlocks = 3

// buttonsAlike finds what the buttons of a page's cards say in words of their own, "Explore":
// each is the only link below a heading that has none, all say the same, and each leads
// elsewhere. Below the heading of a section stand other links, too, and the first of these may
// say the same in all sections: "Introduction".
func buttonsAlike(d *parse.Document, region parse.Region) map[string]bool {
	if !headsTwice(d, region) {
		return nil
	}
	places := make(map[string][]string)
	others := make(map[string]bool) // said by links that are no buttons
	beside := make(map[string]int)  // which of them is the first with another link behind it
	head, last := -1, ""
	for i := range d.Blocks {
		b := &d.Blocks[i]
		links := b.AllLinks()
		switch {
		case b.Region != region:
		case len(links) > 0:
			words := buttonWords(b, links)
			if head < 0 || i-head > callBlocks {
				others[words] = true
			}
			if head < 0 && beside[last] == 0 {
				beside[last] = len(places[last])
			}
			places[words] = append(places[words], links[0].Href)
			head, last = -1, words
		case setAsHead(b):
			head = i
		}
	}
	delete(places, "")
	var out map[string]bool
	for words, to := range places {
		if len(to) < 2 || others[words] {
			continue
		}
		for i := range to {
			to[i] = webaddress.Key(to[i])
		}
		slices.Sort(to)
		if len(slices.Compact(to)) < len(to) {
			continue
		}
		if at := beside[words]; at > 0 && (at < len(to) || at == 2) {
			continue // behind the last of all there may be "Back to contents"
		}
		if out == nil {
			out = make(map[string]bool)
		}
		out[words] = true
	}
	return out
}

// setAsHead reports a line that is a heading or set as one.
func setAsHead(b *parse.Block) bool { return b.Kind == parse.Heading || b.Bold }

// headsTwice is a cheap test for buttonsAlike: hardly a menu has two such lines.
func headsTwice(d *parse.Document, region parse.Region) bool {
	heads := 0
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == region && setAsHead(b) {
			if heads++; heads == 2 {
				return true
			}
		}
	}
	return false
}

// buttonWords are what a block says that is one link of a few words, or a button with the standing of
// the paper before it, "Available Read Policy"; "" for any other.
func buttonWords(b *parse.Block, links []parse.Link) string {
	if len(links) != 1 || b.Kind == parse.Row || b.Kind == parse.Heading || wording.CountWords(b.Text) > 5 {
		return ""
	}
	if layout.LinkShare(b.Text, links) < 1 && !(strings.HasSuffix(b.Text, links[0].Text) && wording.IsFormatName(links[0].Text)) {
		return ""
	}
	return wording.Fold(b.Text)
}
