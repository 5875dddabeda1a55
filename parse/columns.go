package parse

import (
	"strings"

	"golang.org/x/net/html/atom"

	"manualwatch/parse/pattern"
)

// Tables made of elements without a meaning: a first row of the names of columns, and rows of
// as many elements below it.

const (
	leastColumns = 3
	mostColumns  = 8
	leastTabled  = 2 // rows below the names
)

// columnName is what the columns of lists of chapters and of records of changes are called.
var columnName = pattern.New(`^(?:(?:date|month|year|when|day)(?: (?:of (?:change|issue|update)|changed|updated|issued|published))?|(?:version|ref(?:erence)?|no|number|code|chapter|procedure|policy|protocol|guidance|section|part|page|title|name|document|topic|area|level|type|status|flag|author|owner|lead|by|reason|comments?|notes?|issue|audience)(?: (?:no|number|name|title|changed|updated|affected))?|(?:details?|description|summary|amendments?|updates?|revisions?|changes?)(?: (?:made|of (?:the )?(?:change|amendment|update)s?))?|what(?: has|s)? (?:is )?(?:changed|new)|(?:last |next )?(?:review(?:ed)?|updated?|published)(?: (?:date|on|due))?|approved(?: by)?|(?:changed|written|reviewed) by|(?:chapter|procedure|section)s?(?:/| or | and |, )(?:chapter|procedure|section|policy|page)s?)$`)

// markGrids finds such tables and makes them tables.
func (s *survey) markGrids() {
	for i := int32(1); int(i) < len(s.elems); i++ {
		if e := &s.elems[i]; e.sort != block || !e.is(hasBlock) || e.n.DataAtom == atom.P {
			continue
		}
		if rows := s.gridRows(i); rows > leastTabled {
			s.makeTable(i)
			i = s.elems[i].end - 1
		}
	}
}

// gridRows counts the rows of an element that is such a table, with the names of its columns; 0
// for others.
func (s *survey) gridRows(i int32) int {
	first := s.columnsNamed(i + 1)
	if first == 0 {
		return 0
	}
	rows := 0
	for k := i + 1; k < s.elems[i].end; k = s.elems[k].end {
		if r := &s.elems[k]; r.sort != block || s.cellsOf(k) != first {
			return 0
		}
		rows++
	}
	return rows
}

// columnsNamed counts the cells of a row that are all names of columns; 0 for others.
func (s *survey) columnsNamed(row int32) int {
	if int(row) >= len(s.elems) || s.elems[row].link > 0 || s.elems[row].text > 120 || s.elems[row].text == 0 {
		return 0
	}
	n := s.cellsOf(row)
	if n < leastColumns || n > mostColumns {
		return 0
	}
	for k := row + 1; k < s.elems[row].end; k = s.elems[k].end {
		if !columnName.MatchString(strings.Trim(fold(plainText(s.elems[k].n, 60)), " .:?*'’")) {
			return 0
		}
	}
	return n
}

// cellsOf counts the elements of a row beside each other.
func (s *survey) cellsOf(row int32) int {
	n := 0
	for k := row + 1; k < s.elems[row].end; k = s.elems[k].end {
		if so := s.elems[k].sort; so != block && so != inline && so != bold || s.elems[k].heads > 0 {
			return 0
		}
		n++
	}
	return n
}

// makeTable makes an element a table of its rows and their cells.
func (s *survey) makeTable(i int32) {
	s.elems[i].sort = tableSort
	for k := i + 1; k < s.elems[i].end; k = s.elems[k].end {
		s.elems[k].sort = tableRow
		for c := k + 1; c < s.elems[k].end; c = s.elems[c].end {
			s.elems[c].sort = tableCell
		}
	}
}
