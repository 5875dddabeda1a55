package pdf

// compose makes the pieces of a document: of its tags where they cover a page, of the
// layout elsewhere. heads are the headings of tags that are of no use otherwise. v holds
// the words of the document; tree is nil if it has no tags that serve.
func compose(pages []*pageItems, tree *node, set setting, v vocabulary) (ps []piece, heads []outlineItem) {
	tables := 0
	t := tagged{covered: make([]bool, len(pages))}
	if tree != nil {
		t = tagPieces(tree, pages, v, &tables)
	}
	c := &composer{set: set, vocab: v, tables: &tables}
	fromTags := t.pieces
	for i, p := range pages {
		if !t.covered[i] {
			ps = append(ps, c.page(p)...)
			continue
		}
		for len(fromTags) > 0 && fromTags[0].page <= p.number {
			ps = append(ps, fromTags[0])
			fromTags = fromTags[1:]
		}
		ps = append(ps, c.page(p.untagged(t.used[i]))...)
	}
	ps = placeNotes(joinPages(takeNotes(ps, pages, v)))
	for i := range ps {
		p := &ps[i]
		if p.row == nil && p.text == "" {
			p.text = pieceText(p, v)
		}
	}
	markHeaders(ps)
	nestItems(ps)
	return ps, t.heads
}

// A composer makes pieces of what the layout finds on pages, one page after the other.
type composer struct {
	set    setting
	vocab  vocabulary
	tables *int
	open   openTable // that ended the page before
}

func (c *composer) page(p *pageItems) []piece {
	f := flow{page: p.number, leading: c.set.leading, right: c.set.right[sizeKey(p.width)], gutters: c.set.columns, tables: c.tables, vocab: c.vocab}
	var head, main, foot []item
	for _, it := range p.items {
		switch {
		case it.seg == nil || !it.seg.art:
			main = append(main, it)
		case it.y0 < p.height/2:
			head = append(head, it)
		default:
			foot = append(foot, it)
		}
	}
	f.furniture(head)
	columns, main := c.open.continued(p.number, main)
	columns = append(columns, c.set.arrange(main)...)
	for _, col := range columns {
		f.column(col)
	}
	if n := len(columns); n > 0 && columns[n-1].table {
		c.open = openTableOf(p.number, columns[n-1])
	}
	f.furniture(foot)
	for _, l := range p.turned {
		f.out = append(f.out, newPiece(p.number, l, l.x0, l.x1, -1))
		f.out[len(f.out)-1].finish()
	}
	return f.out
}
