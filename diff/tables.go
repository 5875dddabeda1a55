package diff

import (
	"slices"
	"strings"

	"manualwatch/parse"
)

// kindOf is the kind of the newer line of a script, as it is weighed: the names of columns
// are headings unless they name a limit.
func (s *script) kindOf(l *lineScript) parse.BlockKind {
	new := &s.new[l.b]
	if l.a >= 0 && new.head && s.old[l.a].head && !limitsDiffer(foldText(s.old[l.a].text), foldText(new.text)) {
		return parse.Heading
	}
	return new.kind
}

// columnsMoved finds the lines of tables of which only the columns stand in another order.
func (s *script) columnsMoved() map[int]bool {
	var moved map[int]bool
	for i := 0; i < len(s.lines); i++ {
		order := s.cellOrder(i)
		n := i
		for n < len(s.lines) && order != nil && slices.Equal(s.cellOrder(n), order) {
			n++
		}
		if n-i < 2 || n < len(s.lines) && s.isPairOfRows(n) { // one row, or not the whole table
			continue
		}
		if moved == nil {
			moved = map[int]bool{}
		}
		for ; i < n; i++ {
			moved[i] = true
		}
	}
	return moved
}

func (s *script) isPairOfRows(i int) bool {
	l := &s.lines[i]
	return l.a >= 0 && l.b >= 0 && s.old[l.a].kind == parse.Row && s.new[l.b].kind == parse.Row
}

// cellOrder tells where the cells of a changed row stood before, nil if they are not the
// same cells in another order.
func (s *script) cellOrder(i int) []int {
	if !s.isPairOfRows(i) || s.lines[i].spans == nil {
		return nil
	}
	old, new := cellsOf(s.old[s.lines[i].a].text), cellsOf(s.new[s.lines[i].b].text)
	if len(old) != len(new) {
		return nil
	}
	order := make([]int, len(new))
	for k, cell := range new {
		if order[k] = slices.Index(old, cell); order[k] < 0 {
			return nil
		}
	}
	return order
}

func cellsOf(row string) []string { return strings.Split(foldText(row), " | ") }

// joinsTable tells whether a new row stands in a table that was there before.
func (s *script) joinsTable(i int) bool {
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(s.lines); k += step {
			l := &s.lines[k]
			if l.b < 0 {
				continue
			}
			if s.new[l.b].kind != parse.Row {
				break
			}
			if l.a >= 0 && s.new[s.lines[i].b].kind == parse.Row {
				return true
			}
		}
	}
	return false
}

// ruleColumns is the number of columns from which a table is one of rules: who does what and
// when. One of two explains words, or tells where to ring.
const ruleColumns = 3

// addedRow weighs a new row of a table that was there before. Rows with a year record what
// became of a text.
func (v *verdict) addedRow(l *line) {
	folded := foldText(l.text)
	if dutyIn(folded, false) == "" && len(contactsOf(folded))+len(deadlinesOf(folded)) == 0 && len(cellsOf(l.text)) >= ruleColumns && !years.MatchString(folded) {
		v.say(Practice, "a table row was added")
		return
	}
	v.added(l)
}
