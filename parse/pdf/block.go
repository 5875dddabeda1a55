package pdf

import "manualwatch/parse"

// block turns a piece into a block; false where it says nothing.
func (p *piece) block() (parse.Block, bool) {
	b := parse.Block{Page: p.page, Bold: p.bold}
	switch p.region {
	case inFurniture:
		b.Region = parse.Furniture
	case inContents:
		b.Region = parse.Contents
	}
	if p.row != nil {
		return p.rowBlock(b)
	}
	b.Text = p.text
	b.Links = makeLinks(p.lines, b.Text)
	switch {
	case len(p.role) == 2 && p.role[0] == 'H':
		b.Kind, b.Level = parse.Heading, int(p.role[1]-'0')
		b.Text = squeeze(p.fullText())
		b.Links = makeLinks(p.lines, b.Text)
	case p.item:
		b.Kind, b.Level, b.Group = parse.Item, max(1, p.level), p.group
		if !isBullet(p.marker) {
			b.Marker = p.marker
		}
	}
	if b.Kind != parse.Heading && !b.Bold {
		b.Lead = boldLead(p.lines, b.Text)
		b.Seams = boldSeams(p.lines, b.Text)
	}
	return b, b.Text != ""
}

func (p *piece) rowBlock(b parse.Block) (parse.Block, bool) {
	b.Kind, b.Table, b.Header = parse.Row, p.row.table, p.row.header
	for _, c := range p.row.cells {
		b.Cells = append(b.Cells, parse.Cell{Text: c.text, Links: makeLinks(c.lines, c.text), Header: c.header, ColSpan: max(1, c.colSpan), RowSpan: max(1, c.rowSpan)})
	}
	b.Text = p.row.joined()
	return b, b.Text != ""
}
