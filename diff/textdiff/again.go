package textdiff

import (
	"slices"
	"strings"

	"manualwatch/parse"
)

// saidAgain says of changed lines that follow each other and only set the same words otherwise
// what became of them: prose that was made a list or a table, and the other way round.
func (s *Script) saidAgain() map[int]string {
	said := map[int]string{}
	for i := 0; i < len(s.Lines); {
		n := i
		for n < len(s.Lines) && s.Lines[n].Spans != nil && !s.Lines[n].move {
			n++
		}
		if say := s.setOtherwise(s.Lines[i:n]); say != "" {
			for k := i; k < n; k++ {
				said[k] = say
			}
		}
		i = max(n, i+1)
	}
	return said
}

// setOtherwise says in what the same words stand now; "" if they are not the same.
func (s *Script) setOtherwise(lines []LineScript) string {
	var old, new []*Line
	for i := range lines {
		if at := lines[i].a; at >= 0 {
			old = append(old, &s.old[at])
		}
		if at := lines[i].B; at >= 0 {
			new = append(new, &s.new[at])
		}
	}
	if len(old) == len(new) || len(old) == 0 || len(new) == 0 {
		return ""
	}
	was, is := madeOf(old), madeOf(new)
	switch {
	case was == is, !saySame(old, new):
		return ""
	case is == parse.Paragraph && was == parse.Row:
		return "the same words stand in no table any more"
	case is == parse.Paragraph:
		return "the same words stand in no list any more"
	case is == parse.Row:
		return "the same words stand in a table now"
	}
	return "the same words stand in a list now"
}

// madeOf tells what some lines are: rows of a table if one is, points of a list, or prose.
func madeOf(lines []*Line) parse.BlockKind {
	kind := parse.Paragraph
	for _, l := range lines {
		if l.Kind == parse.Row || l.Kind == parse.Item && kind != parse.Row {
			kind = l.Kind
		}
	}
	return kind
}

// setting are words that come and go where the same is set as a list or a table.
var setting = strings.Fields("a an the is are be and")

// SaySame tells whether some lines have the words of others, in order, beside those that come and
// go where the same is set as a list.
func SaySame(old, new []Line) bool {
	at := func(lines []Line) []*Line {
		all := make([]*Line, len(lines))
		for i := range lines {
			all[i] = &lines[i]
		}
		return all
	}
	return saySame(at(old), at(new))
}

// saySame tells whether some lines have the words of others, in order, beside those that name
// the columns of a table: the prose that a table was made of, or that was made of it, has each of
// these, where they are said again and again.
func saySame(old, new []*Line) bool {
	a, b := wordsIn(old, false), wordsIn(new, false)
	prose, heads := a, wordsIn(new, true)
	if len(heads) == 0 {
		prose, heads = b, wordsIn(old, true)
	}
	named := func(w string) bool { return slices.Contains(heads, w) }
	if slices.ContainsFunc(heads, func(w string) bool { return !slices.Contains(prose, w) }) {
		return false
	}
	return slices.Equal(slices.DeleteFunc(a, named), slices.DeleteFunc(b, named))
}

// wordsIn are the folded words of the lines that name columns, or of all others, in the singular.
func wordsIn(lines []*Line, heads bool) []string {
	var words []string
	for _, l := range lines {
		if l.Head != heads {
			continue
		}
		for _, t := range l.Tokens() {
			if !t.Mark && !slices.Contains(setting, t.Key) {
				words = append(words, strings.TrimSuffix(t.Key, "s"))
			}
		}
	}
	return words
}

// mostTables is how many pairs of tables of two texts are held against each other.
const mostTables = 2500

// transposed finds the lines of tables of which the rows became the columns.
func (s *Script) transposed() map[int]bool {
	var turned map[int]bool
	olds, news := tablesIn(s.old), tablesIn(s.new)
	if len(olds)*len(news) > mostTables {
		return nil
	}
	for _, old := range olds {
		for _, new := range news {
			if !isTransposed(s.old[old[0]:old[1]], s.new[new[0]:new[1]]) {
				continue
			}
			if turned == nil {
				turned = map[int]bool{}
			}
			for i := range s.Lines {
				l := &s.Lines[i]
				if l.a >= old[0] && l.a < old[1] || l.B >= new[0] && l.B < new[1] {
					turned[i] = true
				}
			}
		}
	}
	return turned
}

// tablesIn are the first line of each table of a text, and the one behind it.
func tablesIn(lines []Line) [][2]int {
	var out [][2]int
	for i := 0; i < len(lines); i++ {
		from := i
		for i < len(lines) && lines[i].Kind == parse.Row {
			i++
		}
		if i-from >= 2 {
			out = append(out, [2]int{from, i})
		}
	}
	return out
}

// isTransposed tells whether the rows of a table are the columns of another.
func isTransposed(old, new []Line) bool {
	if len(cellsOf(old[0].Text)) != len(new) || len(cellsOf(new[0].Text)) != len(old) {
		return false
	}
	rows, columns := cellsOfAll(old), cellsOfAll(new)
	for i := range rows {
		if len(rows[i]) != len(columns) {
			return false
		}
		for k := range columns {
			if len(columns[k]) != len(rows) || rows[i][k] != columns[k][i] {
				return false
			}
		}
	}
	return true
}

func cellsOfAll(rows []Line) [][]string {
	out := make([][]string, len(rows))
	for i := range rows {
		out[i] = cellsOf(rows[i].Text)
	}
	return out
}

// seatKey is what a short line is known by that moved inside its list or table: its words, its
// heading, and what leads to the list or names the columns; "" for a line that is no part of one.
func seatKey(lines []Line, at int) string {
	l, lead := &lines[at], ""
	switch {
	case l.Kind == parse.Item:
		lead = leadOf(lines, at)
	case l.Kind == parse.Row && strings.Contains(l.Text, " | ") && !l.Head:
		for at > 0 && lines[at].Kind == parse.Row && !lines[at].Head {
			at--
		}
		lead = lines[at].Text
	default:
		return ""
	}
	return strings.Join([]string{string(l.Sum), headingText(lines, l), lead}, "\x00")
}
