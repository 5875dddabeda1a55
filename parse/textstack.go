package parse

import "strings"

// leastStacked is how many numbers must stand on lines of their own before they are
// taken for the first cells of rows.
const leastStacked = 3

// A stackedRow is a row of a table that was copied cell by cell: its number, title
// and further cells each on a line, up to line end (not included).
type stackedRow struct {
	cells []int // lines that hold a cell with words
	end   int
}

// stackedRows finds the rows of tables that were copied cell by cell, by their first
// line: a number alone, then the line with the title. Where empty cells were copied
// as lines with a hard space, a line right after the title is a further cell.
func stackedRows(lines []string) map[int]stackedRow {
	rows := make(map[int]stackedRow)
	hard := 0
	for i, l := range lines {
		if isHardSpace(l) {
			hard++
		}
		if !isStackedNumber(l) {
			continue
		}
		title := nextWords(lines, i+1)
		if title < 0 || isStackedNumber(lines[title]) || len(lines[title]) > 200 {
			continue
		}
		rows[i] = stackedRow{cells: []int{i, title}, end: title + 1}
	}
	if len(rows) < leastStacked {
		return nil
	}
	if hard >= leastStacked {
		for i, r := range rows {
			rows[i] = r.further(lines)
		}
	}
	return rows
}

// further adds the cell after the title, which a line with a hard space or the next
// row's number follows; a hard space itself is an empty cell.
func (r stackedRow) further(lines []string) stackedRow {
	cell := nextLine(lines, r.end)
	if cell < 0 || isStackedNumber(lines[cell]) {
		return r
	}
	if isHardSpace(lines[cell]) {
		r.end = cell + 1
		return r
	}
	if after := nextLine(lines, cell+1); after >= 0 && !isStackedNumber(lines[after]) && !isHardSpace(lines[after]) {
		return r
	}
	if len(strings.Fields(lines[cell])) > 4 {
		return r
	}
	r.cells, r.end = append(r.cells, cell), cell+1
	return r
}

// isStackedNumber reports a line with a number of a list and nothing else. A number
// without a stop or a dot may be a page or a year.
func isStackedNumber(line string) bool {
	text := cleanText(line)
	return isNumber(text) && hasDigit(text) && (strings.Contains(text, ".") || strings.ContainsAny(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
}

// isHardSpace reports a line of nothing but hard spaces.
func isHardSpace(line string) bool {
	return strings.Contains(line, "\u00a0") && cleanText(line) == ""
}

// nextWords is the next line with words from i on, -1 if there is none.
func nextWords(lines []string, i int) int {
	for ; i < len(lines); i++ {
		if cleanText(lines[i]) != "" {
			return i
		}
	}
	return -1
}

// nextLine is the next line from i on that has words or a hard space.
func nextLine(lines []string, i int) int {
	for ; i < len(lines); i++ {
		if cleanText(lines[i]) != "" || isHardSpace(lines[i]) {
			return i
		}
	}
	return -1
}

// stack writes a row of lines.
func (t *textReader) stack(lines []string, r stackedRow) {
	b := Block{Group: t.group}
	cells := make([]string, len(r.cells))
	for k, i := range r.cells {
		cells[k] = lines[i]
	}
	t.cells(&b, cells)
	t.doc.Blocks = append(t.doc.Blocks, b)
}
