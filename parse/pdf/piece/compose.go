package piece

import (
	"slices"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/line"
)

// Compose makes the pieces of a document: of its tags where they cover a page, of the
// layout elsewhere. heads are the headings of tags that are of no use otherwise. v holds
// the words of the document; tree is nil if it has no tags that serve.
func Compose(pages []*layout.Page, tree *content.Node, set layout.Setting, v line.Vocabulary) (ps []Piece, heads []content.OutlineItem) {
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
		for len(fromTags) > 0 && fromTags[0].Page <= p.Number {
			ps = append(ps, fromTags[0])
			fromTags = fromTags[1:]
		}
		ps = append(ps, c.page(p.Untagged(t.used[i]))...)
	}
	ps = placeNotes(joinPages(takeNotes(ps, pages, v)))
	for i := range ps {
		p := &ps[i]
		if p.Row == nil && p.Text == "" {
			p.Text = pieceText(p, v)
		}
	}
	markHeaders(ps)
	nestItems(ps)
	return ps, t.heads
}

// A composer makes pieces of what the layout finds on pages, one page after the other.
type composer struct {
	set    layout.Setting
	vocab  line.Vocabulary
	tables *int
	open   layout.OpenTable // that ended the page before
}

func (c *composer) page(p *layout.Page) []Piece {
	f := flow{page: p.Number, leading: c.set.Leading, right: c.set.Right[layout.SizeKey(p.Width)], edges: c.set.Edges(), tables: c.tables, vocab: c.vocab}
	var head, main, foot []layout.Item
	for _, it := range p.Items {
		switch {
		case it.Line == nil || !it.Line.Artifact:
			main = append(main, it)
		case it.Y0 < p.Height/2:
			head = append(head, it)
		default:
			foot = append(foot, it)
		}
	}
	f.furniture(head)
	f.turned(p.Tabs)
	main, notes := c.set.PartNotes(main)
	columns, main := c.open.Continued(p.Number, main)
	columns = append(columns, c.set.Arrange(main, slices.Concat(p.Fills, p.Frames))...)
	for _, col := range columns {
		f.column(col)
	}
	f.sideNotes(notes)
	if n := len(columns); n > 0 && columns[n-1].Table {
		c.open = layout.OpenTableOf(p.Number, columns[n-1])
	}
	f.furniture(foot)
	f.turned(p.Turned)
	return f.out
}

// turned makes pieces of lines that run up or down a page.
func (f *flow) turned(lines []line.Line) {
	for _, l := range lines {
		p := newPiece(f.page, l, l.X0, l.X1, -1)
		if l.Artifact {
			p.Region = InFurniture
		}
		p.finish()
		f.out = append(f.out, p)
	}
}
