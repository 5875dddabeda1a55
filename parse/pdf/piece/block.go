package piece

import (
	"manualwatch/parse"
	"manualwatch/parse/pdf/writing"
)

// Block turns a piece into a block; false where it says nothing.
func (p *Piece) Block() (parse.Block, bool) {
	b := parse.Block{Page: p.Page, Bold: p.Bold}
	switch p.Region {
	case InFurniture:
		b.Region = parse.Furniture
	case InContents:
		b.Region = parse.Contents
	}
	if p.Row != nil {
		return p.rowBlock(b)
	}
	b.Text = p.Text
	b.Links = makeLinks(p.Lines, b.Text)
	switch {
	case len(p.Role) == 2 && p.Role[0] == 'H':
		b.Kind, b.Level = parse.Heading, int(p.Role[1]-'0')
		b.Text = writing.Squeeze(p.FullText())
		b.Links = makeLinks(p.Lines, b.Text)
	case p.Item:
		b.Kind, b.Level, b.Group = parse.Item, max(1, p.level), p.group
		if !writing.IsBullet(p.Marker) {
			b.Marker = p.Marker
		}
	}
	if b.Kind != parse.Heading && !b.Bold {
		b.Lead = boldLead(p.Lines, b.Text)
		b.Seams = boldSeams(p.Lines, b.Text)
	}
	return b, b.Text != ""
}

func (p *Piece) rowBlock(b parse.Block) (parse.Block, bool) {
	b.Kind, b.Table, b.Header = parse.Row, p.Row.table, p.Row.header
	for _, c := range p.Row.cells {
		b.Cells = append(b.Cells, parse.Cell{Text: c.text, Links: makeLinks(c.lines, c.text), Header: c.header, ColSpan: max(1, c.colSpan), RowSpan: max(1, c.rowSpan)})
	}
	b.Text = p.Row.joined()
	return b, b.Text != ""
}
