package textdiff

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/parse"
)

// spread compares rows by what they say with the cells that reach into them, where the other
// text has a row that says the same: cells that were merged or parted say what they said.
func spread(lines, other []Line) []Line {
	if !slices.ContainsFunc(lines, func(l Line) bool { return l.Spread != "" }) {
		return lines
	}
	says := make(map[Sum]bool, len(other))
	for i := range other {
		says[cmp.Or(other[i].Spread, other[i].Sum)] = true
	}
	out := slices.Clone(lines)
	for i := range out {
		if l := &out[i]; l.Spread != "" && says[l.Spread] {
			l.Sum = l.Spread
		}
	}
	return out
}

// kindOf is the kind of the newer line of a script, as it is weighed: the names of columns
// are headings unless they name a limit, or the day from which it holds.
func (s *Script) kindOf(l *LineScript) parse.BlockKind {
	new := &s.new[l.B]
	if s.headsTable(l) {
		before, after := FoldText(s.old[l.a].Text), FoldText(new.Text)
		if !LimitsDiffer(before, after) && startsDiffer(before, after).empty() {
			return parse.Heading
		}
	}
	return new.Kind
}

// unitsAlone are the units of the values of a column: "kept for (years)", "working days".
var unitsAlone = regexp.MustCompile(`\b(?:(?:working|calendar|school|clear|business) )?` + period + `s?\b`)

// limitsOfHeading are the duties and limits that two headings, or the names of columns, say
// otherwise: below them they hold of all that follows.
func limitsOfHeading(old, new string) []Point {
	var out pointList
	gone, come := VerbsDiffer(old, new)
	if len(gone) > 0 && len(come) > 0 { // "What Will Happen" and "What Happens" say the same
		out.add(PointObligation, gone, come)
	}
	when := timesDiffer(old, new)
	if when.empty() {
		unit := func(folded string) []mention {
			return asMentions(unitsAlone.FindAllString(folded, -1), func(s string) string { return strings.TrimSuffix(s, "s") })
		}
		if when.gone, when.come = Differ(unit(old), unit(new)); len(when.gone) == 0 || len(when.come) == 0 {
			when = differing{}
		}
	}
	out.add(PointTimescale, when.gone, when.come)
	gone, come = thresholdsDiffer(old, new)
	out.add(PointThreshold, gone, come)
	return out
}

// headsTable tells whether a line names the columns of a table in both documents.
func (s *Script) headsTable(l *LineScript) bool {
	return l.a >= 0 && l.B >= 0 && s.new[l.B].Head && s.old[l.a].Head
}

// columnsChanged says of the rows of tables that gained or lost a column, and nothing else,
// what became of them.
func (s *Script) columnsChanged() map[int]string {
	said := map[int]string{}
	for i := 0; i < len(s.Lines); i++ {
		at, more, ok := s.cellMore(i)
		n := i
		for ok && n < len(s.Lines) {
			if a, m, same := s.cellMore(n); !same || a != at || m != more {
				break
			}
			n++
		}
		if n-i < 2 { // one row
			continue
		}
		for ; i < n; i++ {
			said[i] = "a column was taken out of a table"
			if more {
				said[i] = "a column was added to a table"
			}
		}
		i--
	}
	return said
}

// cellMore tells at which place a row has a cell more than before, or one less.
func (s *Script) cellMore(i int) (at int, more, ok bool) {
	if !s.isPairOfRows(i) || s.Lines[i].Spans == nil {
		return 0, false, false
	}
	short, long := cellsOf(s.old[s.Lines[i].a].Text), cellsOf(s.new[s.Lines[i].B].Text)
	if more = len(long) > len(short); !more {
		short, long = long, short
	}
	if len(long) != len(short)+1 {
		return 0, false, false
	}
	for at < len(short) && short[at] == long[at] {
		at++
	}
	return at, more, slices.Equal(short[at:], long[at+1:])
}

// columnsMoved finds the lines of tables of which only the columns stand in another order.
func (s *Script) columnsMoved() map[int]bool {
	var moved map[int]bool
	for i := 0; i < len(s.Lines); i++ {
		order := s.cellOrder(i)
		n := i
		for n < len(s.Lines) && order != nil && slices.Equal(s.cellOrder(n), order) {
			n++
		}
		if n-i < 2 || n < len(s.Lines) && s.isPairOfRows(n) { // one row, or not the whole table
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

func (s *Script) isPairOfRows(i int) bool {
	l := &s.Lines[i]
	return l.a >= 0 && l.B >= 0 && s.old[l.a].Kind == parse.Row && s.new[l.B].Kind == parse.Row
}

// cellOrder tells where the cells of a changed row stood before, nil if they are not the
// same cells in another order.
func (s *Script) cellOrder(i int) []int {
	if !s.isPairOfRows(i) || s.Lines[i].Spans == nil {
		return nil
	}
	old, new := cellsOf(s.old[s.Lines[i].a].Text), cellsOf(s.new[s.Lines[i].B].Text)
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

func cellsOf(row string) []string { return strings.Split(FoldText(row), " | ") }

// joinsTable tells whether a new row stands in a table that was there before.
func (s *Script) joinsTable(i int) bool {
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(s.Lines); k += step {
			l := &s.Lines[k]
			if l.B < 0 {
				continue
			}
			if s.new[l.B].Kind != parse.Row {
				break
			}
			if l.a >= 0 && s.new[s.Lines[i].B].Kind == parse.Row {
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
func (v *Verdict) addedRow(l *Line) {
	folded := FoldText(l.Text)
	if dutyIn(folded, false) == "" && len(ContactsOf(folded))+len(DeadlinesOf(folded)) == 0 && len(cellsOf(l.Text)) >= ruleColumns && !Years.MatchString(folded) {
		v.say(diff.Practice, "a table row was added")
		return
	}
	v.added(l, false, false)
}
