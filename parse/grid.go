package parse

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// loneNumber reads a line that is only a number and stands before its title or
// paragraph, in an element of its own: it becomes the marker of what follows.
func (r *reader) loneNumber(i int32) bool {
	e := &r.s.elems[i]
	inLink := r.link != nil && r.before(i) < 0 // a tile, all of which is one link
	if e.link > 0 && !inLink || e.text+e.link == 0 || e.text+e.link > 14 || r.region != Main || r.cell != nil || r.rank != 0 || r.marker != "" {
		return false
	}
	t := plainText(e.n, 24)
	if !isNumber(t) || !hasDigit(t) {
		return false
	}
	next := r.sibling(i)
	counts := r.countsCards(i, next)
	if next < 0 || !counts && !r.s.elems[next].sort.isBlock() && !r.s.elems[next].is(hasBlock) || r.s.elems[next].text+r.s.elems[next].link == 0 || r.s.elems[next].sort == tableSort {
		return false
	}
	if !inLink && !counts && (e.is(hasBlock) || strings.Trim(t, "0123456789") == "") && !r.beginsWithHeading(next) {
		return false // a lone figure
	}
	if r.s.elems[next].text+r.s.elems[next].link <= 14 && isNumber(plainText(r.s.elems[next].n, 24)) {
		return false
	}
	r.flush()
	r.mark(t)
	r.next = e.end
	return true
}

// countsCards reports the number of a card in a row of cards that are counted: before a link to
// its page, while the card beside has the number before or behind it in the same place.
func (r *reader) countsCards(number, next int32) bool {
	if next < 0 || r.s.elems[next].links == 0 || r.s.elems[next].is(hasBlock) || r.before(number) >= 0 {
		return false
	}
	up := r.s.elems[number].up
	own, err := strconv.Atoi(plainText(r.s.elems[number].n, 8))
	if up < 0 || err != nil {
		return false
	}
	return slices.ContainsFunc([]int32{r.before(up), r.sibling(up)}, func(k int32) bool {
		if k < 0 || !sameFrame(&r.s.elems[k], &r.s.elems[up]) || k+1 >= r.s.elems[k].end {
			return false
		}
		beside, err := strconv.Atoi(plainText(r.s.elems[k+1].n, 8))
		return err == nil && (beside == own-1 || beside == own+1)
	})
}

// mark keeps a number for the block that comes next.
func (r *reader) mark(number string) {
	if r.item != nil && !r.item.used {
		r.item.marker = number
	} else {
		r.marker = number
	}
}

// numberAbove makes a line that is only a number the marker of the heading that
// element i begins with, also where both stand in one link.
func (r *reader) numberAbove(i int32) {
	t := string(r.run.buf)
	if inLink := r.link != nil && len(r.run.links) == 1 && r.run.open == 0; len(r.run.links) > 0 && !inLink {
		return
	}
	if len(t) == 0 || len(t) > 14 || r.region != Main && r.region != Nav || r.cell != nil || r.rank != 0 || r.marker != "" {
		return
	}
	if isNumber(t) && hasDigit(t) && r.beginsWithHeading(i) {
		r.run.reset()
		r.mark(strings.TrimSpace(t))
	}
}

// numberBeside makes the number of a paragraph in an element of its own right before it the
// paragraph's marker: "2.1.3" and the paragraph behind it in one frame, or in a frame beside it.
func (r *reader) numberBeside(i int32) {
	n := len(r.run.buf)
	if n == 0 || n > 14 || !r.beginsWithParagraph(i) || len(r.run.links) > 0 || r.region != Main || r.cell != nil || r.rank != 0 || r.marker != "" {
		return
	}
	before, t := r.before(i), string(r.run.buf)
	if before < 0 || r.before(before) >= 0 || int(r.s.elems[before].text) != n || !isNumber(t) || !hasDigit(t) || !strings.Contains(strings.Trim(t, ". "), ".") {
		return
	}
	r.run.reset()
	r.mark(strings.TrimSpace(t))
}

// beginsWithParagraph reports a paragraph or a frame with words of its own, or frames around one
// and others with nothing before it.
func (r *reader) beginsWithParagraph(i int32) bool {
	n := r.s.elems[i].n
	for n != nil && n.DataAtom == atom.Div {
		for n = n.FirstChild; n != nil && n.Type != html.ElementNode && blank(n.Data); n = n.NextSibling {
		}
	}
	return n != nil && (n.DataAtom == atom.P || n.Type == html.TextNode)
}

// beginsWithHeading reports whether the first words of an element are a heading.
func (r *reader) beginsWithHeading(i int32) bool {
	for k := i; k < r.s.elems[i].end; k++ {
		e := &r.s.elems[k]
		if e.sort == heading {
			return e.text+e.link > 0
		}
		if e.text+e.link > 0 && e.heads == 0 {
			return false
		}
	}
	return false
}

// gridRow reads an element whose children are short lines as a row, where they can
// only be that: a number, a title and a flag, or a linked title and a short word.
func (r *reader) gridRow(i int32) bool {
	e := &r.s.elems[i]
	if !e.is(hasBlock) || e.heads > 0 || e.links > 2 || e.text+e.link > 400 || e.text+e.link == 0 || r.region != Main || r.cell != nil || r.item != nil || r.rank != 0 {
		return false
	}
	cells := r.leaves(i)
	if len(cells) < 2 || len(cells) > 6 || !r.rowLike(cells) {
		return false
	}
	r.flush()
	r.gridCells(e, cells)
	r.next = e.end
	return true
}

// leaves are the children of an element if all are blocks with nothing but a line
// in them, or else nothing.
func (r *reader) leaves(i int32) []int32 {
	e := &r.s.elems[i]
	for c := e.n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && !blank(c.Data) {
			return nil
		}
	}
	var cells []int32
	for k := i + 1; k < e.end; k = r.s.elems[k].end {
		c := &r.s.elems[k]
		if c.sort != block || c.is(hasBlock|toggle|hidden) || c.n.DataAtom == atom.Summary || len(cells) == 7 {
			return nil
		}
		cells = append(cells, k)
	}
	return cells
}

// rowLike reports cells of which the first is a number, or the first is a link and
// the other a short word.
func (r *reader) rowLike(cells []int32) bool {
	first, second := &r.s.elems[cells[0]], &r.s.elems[cells[1]]
	if len(cells) > 2 {
		number := plainText(first.n, 24)
		return first.link == 0 && first.text <= 14 && isNumber(number) && (hasDigit(number) || r.linked(cells) < 2) // a letter may head entries
	}
	return first.links == 1 && first.text <= 14 && second.link == 0 && second.text > 0 && second.text <= 24
}

// linked counts the cells with a link.
func (r *reader) linked(cells []int32) int {
	n := 0
	for _, c := range cells {
		n += int(min(r.s.elems[c].links, 1))
	}
	return n
}

// gridCells writes the row. Rows under one parent are one table.
func (r *reader) gridCells(e *element, cells []int32) {
	if r.grid != e.up || e.up < 0 {
		r.tables++
		r.grid = e.up
	}
	b := Block{Kind: Row, Region: r.region, Table: r.tables}
	owner := r.owner
	r.owner = e.n
	for _, c := range cells {
		cell, _ := r.readCell(c)
		b.Alts = append(b.Alts, cell.Alts...)
		b.Cells = append(b.Cells, cell)
	}
	joinCells(&b)
	r.emit(&b)
	r.owner = owner
}
