package parse

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// spacedRows are the lines of the rows, parted by empty lines, of a table of columns from line k
// on, and the line behind them; none where lines are rows: most of those that do not follow an
// empty line have words in all columns then.
func (t *typedText) spacedRows(k int, at []int) (rows [][]int, end int) {
	whole := 0
	for empty := true; k < len(t.lines); k++ {
		line := t.lines[k]
		if cleanText(line) == "" {
			if empty {
				break
			}
			empty = true
			continue
		}
		if !fitsColumns(line, at) || isRule(cleanText(line)) || t.underlined(k) || k+1 < len(t.lines) && columnsOf(t.lines[k+1]) != nil {
			break
		}
		switch filled := t.filled(line, at); {
		case empty && filled < 2:
			return enoughRows(rows, whole), k
		case empty:
			rows = append(rows, nil)
		case filled == len(at):
			whole++
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], k)
		empty = false
	}
	return enoughRows(rows, whole), k
}

// enoughRows are rows, two or more, few lines of which could be rows themselves.
func enoughRows(rows [][]int, whole int) [][]int {
	if len(rows) < 2 || whole >= len(rows) {
		return nil
	}
	return rows
}

// filled counts the columns in which a line has words.
func (t *typedText) filled(line string, at []int) int {
	n := 0
	for _, c := range t.rowOf(at, line).Cells {
		if c.Text != "" {
			n++
		}
	}
	return n
}

// fitsColumns reports whether a line leaves the room before each column empty.
func fitsColumns(line string, at []int) bool {
	runes := []rune(line)
	return !slices.ContainsFunc(at, func(from int) bool { return from > 0 && from <= len(runes) && runes[from-1] != ' ' })
}

// unframe takes away the frames drawn with signs around lines of text, which are no table: it
// leaves empty lines in the place of their edges.
func (t *typedText) unframe() {
	for i := 0; i < len(t.lines); i++ {
		end := t.frameEnd(i)
		if end == 0 {
			continue
		}
		if t.room == nil {
			t.room, t.lines = map[int]int{}, append([]string(nil), t.lines...)
		}
		width := utf8.RuneCountInString(strings.TrimSpace(t.lines[i]))
		t.lines[i], t.lines[end] = "", ""
		for k := i + 1; k < end; k++ {
			text := strings.TrimSpace(t.lines[k])
			t.lines[k], t.room[k] = strings.TrimRight(text[1:len(text)-1], " "), width-3 // a bar and a space on the right
		}
		i = end
	}
}

// frameEnd is the line that closes the frame of one cell that line i opens, 0 for none.
func (t *typedText) frameEnd(i int) int {
	if !isFrameEdge(t.lines[i]) {
		return 0
	}
	for k := i + 1; k < len(t.lines); k++ {
		text := strings.TrimSpace(t.lines[k])
		if isFrameEdge(text) {
			if k == i+1 {
				return 0
			}
			return k
		}
		if len(text) < 2 || text[0] != '|' || strings.IndexByte(text[1:], '|') != len(text)-2 {
			return 0
		}
	}
	return 0
}

// isFrameEdge reports the upper or lower edge of a frame of one cell: "+-----+".
func isFrameEdge(line string) bool {
	line = strings.TrimSpace(line)
	return len(line) > 4 && line[0] == '+' && line[len(line)-1] == '+' && strings.Trim(line[1:len(line)-1], "-=") == ""
}
