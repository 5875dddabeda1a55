package parse

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// Sites made of components write lists as elements without a meaning: each row holds a line and,
// below it, the rows of the next level. What lists of such rows hold in one another is told by
// how they stand, and they are read as lists.

const (
	longestRow  = 200 // bytes of a line in such a row
	leastRows   = 3   // rows without others below them in such a list
	mostClasses = 2   // of the rows of one list: of those with others below them, and of those without
	mostFrames  = 4   // around the list of a row
)

// A tree is an element all of whose children are rows set alike.
type tree struct {
	rows   int // children
	below  int // children with rows of their own
	leaves int // rows without others below them, at any depth
	linked int // those that are links
}

// markTrees finds the lists without list markup that hold lists, or stand in a menu, and makes
// them such.
func (s *survey) markTrees() {
	trees := make(map[int32]tree)
	for i := int32(len(s.elems)) - 1; i > 0; i-- {
		if e := &s.elems[i]; e.sort == block && e.is(hasBlock) && e.heads == 0 && e.link > e.text {
			if t, ok := s.treeOf(i, trees); ok {
				trees[i] = t
			}
		}
	}
	if len(trees) == 0 {
		return
	}
	for i := int32(0); int(i) < len(s.elems); i++ {
		t := trees[i]
		cards := t.below == t.leaves // a line over one button each
		if t.rows > 1 && t.leaves >= leastRows && !cards && (t.below > 0 || s.inMenu(i)) {
			s.makeList(i, trees)
			i = s.elems[i].end - 1
		}
	}
}

// treeOf reads an element as a list of rows, those of lists in it being known.
func (s *survey) treeOf(i int32, trees map[int32]tree) (tree, bool) {
	var t tree
	var classes []string
	first := i + 1
	for k := first; k < s.elems[i].end; k = s.elems[k].end {
		row := &s.elems[k]
		if row.text+row.link == 0 && row.sort != block {
			continue
		}
		below, ok := s.rowOf(k, trees, mostFrames)
		if row.sort != block || row.n.DataAtom != s.elems[first].n.DataAtom || row.n.DataAtom == atom.P || !ok {
			return t, false
		}
		if class := firstClass(row); !slices.Contains(classes, class) {
			classes = append(classes, class)
		}
		t.rows++
		if below.rows > 0 {
			t.below, t.leaves, t.linked = t.below+1, t.leaves+below.leaves, t.linked+below.linked
		} else {
			t.leaves++
			if row.link > row.text {
				t.linked++
			}
		}
	}
	return t, t.rows > 0 && t.linked*5 >= t.leaves*4 && len(classes) <= mostClasses
}

// rowOf reads an element as a row: a line and no more, or with one list of rows behind it. A
// frame that holds only the list is no row. The list may stand in so many frames.
func (s *survey) rowOf(i int32, trees map[int32]tree, frames int) (below tree, ok bool) {
	e := &s.elems[i]
	line, blocks, opens := e.text+e.link, 0, false
	for k := i + 1; k < e.end; k = s.elems[k].end {
		c := &s.elems[k]
		t, listed := trees[k]
		if !listed && c.is(hasBlock) && below.rows == 0 && frames > 0 {
			t, _ = s.rowOf(k, trees, frames-1) // a frame around the list, perhaps with its title once more
			listed = t.rows > 0
		}
		switch {
		case c.text+c.link == 0:
		case below.rows > 0:
			return tree{}, false // something behind the list
		case listed:
			if opens && c.is(panel|hidden) {
				return tree{}, false // a control and its panel, which are read as such
			}
			below, line = t, line-c.text-c.link
		case c.is(hasBlock) || c.sort > block:
			return tree{}, false
		default:
			if c.sort == block {
				blocks++
			}
			opens = opens || c.is(toggle)
		}
	}
	if blocks > 1 || line > longestRow {
		return tree{}, false
	}
	return below, line > 0
}

// inMenu reports an element in a menu, by element or role.
func (s *survey) inMenu(i int32) bool {
	for ; i >= 0; i = s.elems[i].up {
		if s.elems[i].is(isNav) {
			return true
		}
	}
	return false
}

// firstClass is the first word of an element's class, which seldom tells its state.
func firstClass(e *element) string {
	class := strings.TrimSpace(attr(e.n, "class"))
	if end := strings.IndexAny(class, " \t\r\n\f"); end >= 0 {
		return class[:end]
	}
	return class
}

// makeList makes an element a list, its rows items, and the lists in these as well.
func (s *survey) makeList(i int32, trees map[int32]tree) {
	s.elems[i].sort = list
	for k := i + 1; k < s.elems[i].end; k = s.elems[k].end {
		if s.elems[k].sort != block {
			continue
		}
		s.elems[k].sort = listItem
		for c := k + 1; c < s.elems[k].end; c++ {
			if _, listed := trees[c]; listed {
				s.makeList(c, trees)
				c = s.elems[c].end - 1
			}
		}
	}
}
