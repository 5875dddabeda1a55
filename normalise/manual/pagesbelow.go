package manual

import (
	"slices"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// A page may list the pages below it in its text and in a menu beside that, or below a text that
// is a chapter's.

// withoutBelow takes such a list off the end of a text, with the heading over it: each of its
// entries is a row of the outline below n.
func (rd *reading) withoutBelow(n *toc.Node, blocks []parse.Block) []parse.Block {
	head := rd.listBelow(n.Kids, blocks)
	if head < 0 {
		return blocks
	}
	blocks = slices.Clone(blocks)
	for i := range blocks[head:] {
		if b := &blocks[head+i]; b.Region == parse.Main {
			b.Region = parse.Nav
		}
	}
	return blocks
}

// listBelow is the heading behind which a text has nothing but links to the pages of some rows,
// one in each entry of a list; -1 if there is none.
func (rd *reading) listBelow(kids []*toc.Node, blocks []parse.Block) int {
	below := make(map[int]bool)
	for _, k := range kids {
		below[k.Target] = k.Target >= 0
	}
	listed := false
	for i := len(blocks) - 1; i >= 0 && len(kids) > 0; i-- {
		switch b := &blocks[i]; {
		case b.Region != parse.Main:
		case b.Kind == parse.Heading && b.Level > 1 && len(b.Links) == 0 && listed:
			return i
		case b.Kind != parse.Item || len(b.Links) != 1 || linkedBytes(b)*2 < len(b.Text) || !below[rd.Site.PageAt(b.Links[0].Href)]:
			return -1
		default:
			listed = true
		}
	}
	return -1
}

// flagged gives the entries that the menu of page p has below it the flags that the list in the
// text of the page has; x is nil if there are none.
func (rd *reading) flagged(x *index, p int) *index {
	if x == nil {
		return nil
	}
	for _, rw := range rd.mainRows(p) {
		same := func(e toc.Row) bool { return e.Target == rw.Target && wording.Fold(e.Title) == wording.Fold(rw.Title) }
		if k := slices.IndexFunc(x.rows, same); rw.Linked() && len(rw.Flags) > 0 && k >= 0 && len(x.rows[k].Flags) == 0 {
			x.rows[k].Flags = rw.Flags
		}
	}
	return x
}

// withoutAbove leaves out the headings right over that of chapter n that say no more than the titles
// of the rows above it, ahead of all text.
func withoutAbove(n *toc.Node, blocks []parse.Block) []parse.Block {
	if n.Parent == nil {
		return blocks
	}
	above := make(map[string]bool)
	for p := n.Parent; p != nil; p = p.Parent {
		above[wording.Solid(p.Title)] = true
	}
	name := wording.Solid(n.Title)
	var drop []int
	for i := range blocks {
		b := &blocks[i]
		if b.Region != parse.Main || b.Kind == parse.Image {
			continue
		}
		if b.Kind != parse.Heading {
			if len(b.Text) > layout.MaxTitle {
				return blocks
			}
			drop = nil
			continue
		}
		switch said := wording.Solid(b.Text); {
		case said == name:
			if len(drop) == 0 {
				return blocks
			}
			kept := slices.Clone(blocks)
			for _, k := range drop {
				kept[k].Region = parse.Nav
			}
			return kept
		case above[said]:
			drop = append(drop, i)
		default:
			drop = nil
		}
	}
	return blocks
}
