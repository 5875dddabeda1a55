package docx

import (
	"slices"

	"manualwatch/parse"
)

// table reads a w:tbl. A table of one cell is only a frame around its content.
func (r *reader) table(n *node) {
	r.flushParagraph()
	rows := tableRows(n)
	if len(rows) == 1 {
		if cells := rowCells(rows[0]); len(cells) == 1 {
			r.frame(r.content(cells[0].kids))
			return
		}
	}
	t := r.newTable()
	t.ruled = r.ruled(n.child("w:tblPr"), rows)
	for _, row := range rows {
		if row.child("w:trPr").child("w:del") != nil {
			r.tracked++
			continue
		}
		props := row.child("w:trPr")
		col := 0
		if props != nil {
			col, _ = props.intVal("w:gridBefore")
		}
		var cells []cellContent
		for _, c := range rowCells(row) {
			cells = append(cells, r.cell(c))
		}
		t.row(joinAcross(cells), col, on(props, "w:tblHeader"))
	}
	t.flush()
}

// ruled reports whether lines are drawn in a table: by its style, unless the table says
// otherwise, or by a cell.
func (r *reader) ruled(props *node, rows []*node) bool {
	for _, row := range rows {
		for _, c := range rowCells(row) {
			if drawn(c.child("w:tcPr").child("w:tcBorders")) {
				return true
			}
		}
	}
	if own := props.child("w:tblBorders"); own != nil {
		return drawn(own)
	}
	id := props.val0("w:tblStyle")
	for range 40 { // a cycle of styles ends here
		d := r.styles.tables[id]
		if d == nil {
			return false
		}
		if drawn(d.node.child("w:tblPr").child("w:tblBorders")) {
			return true
		}
		id = d.basedOn
	}
	return false
}

// drawn reports whether any of some borders is a line.
func drawn(borders *node) bool {
	if borders == nil {
		return false
	}
	return slices.ContainsFunc(borders.kids, func(k *node) bool {
		v := k.attr("w:val")
		return v != "" && v != "none" && v != "nil"
	})
}

// frame writes the content of a table of one cell. A line that stands in it alone may be
// a heading set as a bar.
func (r *reader) frame(blocks []parse.Block) {
	r.box(blocks)
	if len(blocks) == 1 && blocks[0].Kind == parse.Paragraph && blocks[0].Text != "" && r.last != nil {
		r.noteLook(blocks[0], &r.last.textBuilder, r.styleName(r.last))
	}
}

// tableRows finds the rows of a table, also inside content controls.
func tableRows(table *node) []*node {
	return within(table, "w:tr", nil, "w:tblPr", "w:tblGrid", "w:sdtPr", "w:del", "w:moveFrom")
}

func rowCells(row *node) []*node {
	return within(row, "w:tc", nil, "w:trPr", "w:tblPrEx", "w:sdtPr", "w:p", "w:tbl")
}

// within adds to found the elements of a name in another, at any depth, but for those in
// elements of other names.
func within(n *node, name string, found []*node, but ...string) []*node {
	for _, k := range n.kids {
		switch {
		case k.name == name:
			found = append(found, k)
		case !slices.Contains(but, k.name):
			found = within(k, name, found, but...)
		}
	}
	return found
}

func (r *reader) cell(n *node) cellContent {
	c := cellContent{blocks: r.content(n.kids), colSpan: 1}
	c.look = r.inCell
	props := n.child("w:tcPr")
	if props == nil {
		return c
	}
	if v, ok := props.intVal("w:gridSpan"); ok && v > 1 {
		c.colSpan = min(v, 1000)
	}
	if v, ok := props.val("w:vMerge"); ok {
		c.merge = goesOn
		if v == "restart" {
			c.merge = begins
		}
	}
	if v, ok := props.val("w:hMerge"); ok && v != "restart" {
		c.colSpan = -1 // old way of merging: covered by the cell before it
	}
	return c
}

// joinAcross gives the width of cells that are covered in the old way to the
// cell before them.
func joinAcross(cells []cellContent) []cellContent {
	out := cells[:0]
	for _, c := range cells {
		if c.colSpan < 0 && len(out) > 0 && !blocksText(c.blocks) {
			out[len(out)-1].colSpan++
			continue
		}
		c.colSpan = max(c.colSpan, 1)
		out = append(out, c)
	}
	return out
}
