package parse

import (
	"strings"

	"golang.org/x/net/html"
)

// Tables that turn into cards on small screens say the name of its column in front of
// every value, in an element of its own that wide screens hide. The style is not read: a
// label is known by its words, which are those of the column's head.

// labelEnds are signs around the name of a column or its label.
const labelEnds = " :.*▲▼△▽▴▾↑↓↕⇅\u00a0"

// leastLabelled is how many columns must say their name in all of their cells, so that
// "Section" over "Section 3" is no label.
const leastLabelled = 2

// A labelColumns is what is known of a table's columns on the way down.
type labelColumns struct {
	names  []string // words of the first row
	labels []int32  // elements that say the name of the column
	column []int    // the column of each
	worded []bool   // columns with a value behind some label
	missed []bool   // columns with a cell that has no label
}

// columnLabels finds the elements in the cells of table i that only repeat the name of
// the column, nil if it has none.
func (r *reader) columnLabels(i int32) map[int32]bool {
	var l *labelColumns
	r.s.rowsOf(i, func(row int32) {
		switch {
		case l == nil:
			l = r.columnNames(row)
		case l.columns() >= leastLabelled:
			r.rowLabels(row, l)
		}
	})
	if l == nil || len(l.labels) == 0 || l.columns() < leastLabelled {
		return nil
	}
	out := make(map[int32]bool, len(l.labels))
	for k, label := range l.labels {
		if col := l.column[k]; l.worded[col] && !l.missed[col] {
			out[label] = true
		}
	}
	return out
}

// columns counts the columns in which no label is missing so far.
func (l *labelColumns) columns() int {
	n := 0
	for col, name := range l.names {
		if name != "" && !l.missed[col] {
			n++
		}
	}
	return n
}

// columnNames takes the names of the columns from a table's first row; a cell over several
// columns names none.
func (r *reader) columnNames(row int32) *labelColumns {
	l := &labelColumns{}
	r.cellsOf(row, func(c int32) {
		n := r.s.elems[c].n
		if span := spanOf(n, "colspan"); span > 1 {
			l.names = append(l.names, make([]string, span)...)
			return
		}
		l.names = append(l.names, labelText(n))
	})
	l.worded, l.missed = make([]bool, len(l.names)), make([]bool, len(l.names))
	return l
}

// rowLabels looks for labels in the cells of a row.
func (r *reader) rowLabels(row int32, l *labelColumns) {
	col := -1
	r.cellsOf(row, func(c int32) {
		e := &r.s.elems[c]
		span := max(spanOf(e.n, "colspan"), 1)
		col += span
		if col >= len(l.names) || span > 1 || e.text+e.link == 0 {
			return
		}
		label := r.labelIn(c, l.names[col])
		if label < 0 {
			l.missed[col] = true
			return
		}
		l.labels, l.column = append(l.labels, label), append(l.column, col)
		l.worded[col] = l.worded[col] || len(plainText(e.n, 160)) > len(plainText(r.s.elems[label].n, 100))
	})
}

// labelText is what a label or the head of a column says, folded.
func labelText(n *html.Node) string {
	return strings.Trim(fold(plainText(n, 100)), labelEnds)
}

// labelIn is the element in front of a cell's value that says the name of the column, -1
// if there is none.
func (r *reader) labelIn(cell int32, name string) int32 {
	if name == "" {
		return -1
	}
	end := r.s.elems[cell].end
	for k := cell; ; {
		first := firstShown(r.s.elems[k].n)
		if first == nil || first.Type != html.ElementNode {
			return -1
		}
		for k++; k < end && r.s.elems[k].n != first; k++ {
		}
		if k >= end || r.s.elems[k].sort == skipped {
			return -1
		}
		if labelText(first) == name {
			return k
		}
	}
}

// firstShown is the first child of an element that has words, nil if none has.
func firstShown(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && !blank(c.Data):
			return c
		case c.Type == html.ElementNode && sortOf(c.DataAtom) != skipped && plainText(c, 1) != "":
			return c
		}
	}
	return nil
}
