package manual

import (
	"slices"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// sectionsByRecord finds the sections of a manual of which the start page holds only one: its menu
// leads to that page and beside it to others that list documents as well, and the record of the
// manual's changes names what these list. Without a record to say so, what stands beside a list of
// procedures is no part of it. What only leads to no list stays out.
func (rd *reading) sectionsByRecord(starts []int, one *list) list {
	none := list{page: -1}
	if len(starts) != 1 || one.page != starts[0] || one.nav || one.own {
		return none
	}
	said := rd.saidInRecords()
	if len(said) == 0 {
		return none
	}
	for _, rows := range rd.menusOf(one.page) {
		at := toc.IndexRow(rows, func(rw *toc.Row) bool { return rw.Target == one.page && rw.Group != 0 })
		if at < 0 {
			continue
		}
		l := list{page: one.page, nav: true, roots: rd.listingWith(rows, at, one)}
		if l.entries = toc.CountEntries(l.roots); namedBeside(l.roots, one.page, said) {
			for _, n := range one.roots {
				n.Parent = l.roots[slices.IndexFunc(l.roots, func(o *toc.Node) bool { return o.Target == one.page })]
			}
			l.label, l.text = one.label, one.text
			return l
		}
	}
	return none
}

// listingWith are the entries of the menu's list in which the row of a page stands whose pages list
// others, in their order, and that row with what its page lists.
func (rd *reading) listingWith(rows []toc.Row, at int, one *list) []*toc.Node {
	var beside []toc.Row
	for _, rw := range rows {
		if rw.Group == rows[at].Group && rw.Rank == rows[at].Rank {
			beside = append(beside, rw)
		}
	}
	roots := rd.listing(beside, one.page)
	own := &toc.Node{Row: rows[at], Kids: one.roots}
	own.Doc = rd.Input.Pages[one.page].Document
	own.Own = above(own.Doc, own.Kids)
	before := slices.IndexFunc(roots, func(n *toc.Node) bool { return n.Block > own.Block })
	if before < 0 {
		before = len(roots)
	}
	return slices.Insert(roots, before, own)
}

// above are the blocks of a page's text that stand above what it lists.
func above(d *parse.Document, listed []*toc.Node) []parse.Block {
	first := len(d.Blocks)
	toc.Walk(listed, func(k *toc.Node) { first = min(first, k.Block) })
	return slices.DeleteFunc(slices.Clone(d.Blocks[:first]), func(b parse.Block) bool { return b.Region != parse.Main })
}

// namedBeside reports whether a record names what at least two sections list beside that of a page,
// and so most of these.
func namedBeside(roots []*toc.Node, page int, said map[string]bool) bool {
	const least = 2
	named, others := 0, 0
	for _, n := range roots {
		if n.Target == page {
			continue
		}
		others++
		found := false
		toc.Walk(n.Kids, func(k *toc.Node) { found = found || k.Linked() && said[wording.Fold(k.Title)] })
		named += wording.BoolInt(found)
	}
	return named >= least && named*2 >= others
}
