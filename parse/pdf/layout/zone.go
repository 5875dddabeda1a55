package layout

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"

	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// A ZoneRow is a row of a table without rulings: its pieces by column.
type ZoneRow [][]line.Line

// zoneRows cuts a zone into rows. Lines of a column that follow each other closely
// make a cell, and cells that overlap in height make a row; where the distances of
// lines do not tell, a row begins at each line of the first column.
func zoneRows(items []Item, cuts []float64) []ZoneRow {
	cols := make([][]line.Line, len(cuts)+1)
	var all []placed
	for _, it := range items {
		if it.Line == nil {
			continue
		}
		c := sort.SearchFloat64s(cuts, (it.X0+it.X1)/2)
		cols[c] = append(cols[c], *it.Line)
		all = append(all, placed{*it.Line, c})
	}
	for _, c := range cols {
		sort.SliceStable(c, func(i, j int) bool { return c[i].Y < c[j].Y })
	}
	if limit := rowGap(cols); limit > 0 {
		rows := splitLabels(splitAligned(cellRows(cols, limit)), limit)
		if full := fullRows(rows); len(rows) == 1 && len(full) >= 3 {
			return full
		}
		return rows
	}
	sort.SliceStable(all, func(i, j int) bool { return math.Round(all[i].l.Y) < math.Round(all[j].l.Y) })
	var rows []ZoneRow
	for i, p := range all {
		if i == 0 || p.col == 0 && p.l.Y-all[i-1].l.Y > 0.4*p.l.Size {
			rows = append(rows, make(ZoneRow, len(cols)))
		}
		last := rows[len(rows)-1]
		last[p.col] = append(last[p.col], p.l)
	}
	return rows
}

// A placed is a line with the column of the zone it stands in.
type placed struct {
	l   line.Line
	col int
}

// fullRows cuts the only row of a table of three columns or more, whose rows stand as
// close as the lines of a cell, at each baseline on which every column has a line.
func fullRows(rows []ZoneRow) []ZoneRow {
	if len(rows) != 1 || len(rows[0]) < 3 {
		return nil
	}
	count := map[int]int{}
	for _, cell := range rows[0] {
		for i := range cell {
			count[int(math.Round(cell[i].Y))]++
		}
	}
	var starts []float64
	for _, l := range rows[0][0] {
		if y := int(math.Round(l.Y)); count[y] == len(rows[0]) {
			starts = append(starts, l.Y)
		}
	}
	if len(starts) == 0 {
		return nil
	}
	return cutAt(rows[0], starts)
}

// splitAligned takes a row apart whose cells have three lines or more, as many in
// each and on the same baselines: those are rows of their own.
func splitAligned(rows []ZoneRow) []ZoneRow {
	var out []ZoneRow
	for _, r := range rows {
		n := alignedLines(r)
		if n < 3 {
			out = append(out, r)
			continue
		}
		for k := range n {
			row := make(ZoneRow, len(r))
			for c := range r {
				if len(r[c]) > 0 {
					row[c] = r[c][k : k+1]
				}
			}
			out = append(out, row)
		}
	}
	return out
}

// alignedLines is how many lines each of two or more cells has, if all have as
// many and on the same baselines, otherwise 0.
func alignedLines(r ZoneRow) int {
	var first []line.Line
	filled := 0
	for _, cell := range r {
		if len(cell) == 0 {
			continue
		}
		if filled++; filled == 1 {
			first = cell
			continue
		}
		if len(cell) != len(first) {
			return 0
		}
		for i := range cell {
			if math.Abs(cell[i].Y-first[i].Y) > 1 {
				return 0
			}
		}
	}
	if filled < 2 {
		return 0
	}
	return len(first)
}

// leastLabels is how many rows tell a table of two columns whose rows are as close as the lines
// of its cells.
const leastLabels = 3

// splitLabels takes rows of two columns apart where labels stand apart beside lines that do not:
// a row begins where a label and a text do, side by side. Where that is not plain, rows stay as
// they are.
func splitLabels(rows []ZoneRow, limit float64) []ZoneRow {
	if !slices.ContainsFunc(rows, func(r ZoneRow) bool { return gaps(r[0], limit) }) {
		return rows
	}
	right := 0.0
	for _, r := range rows {
		for i := range r[len(r)-1] {
			right = max(right, r[len(r)-1][i].X1)
		}
	}
	var out []ZoneRow
	for _, r := range rows {
		if len(r) != 2 || !aligned(r[0]) || !aligned(r[1]) || slices.ContainsFunc(r[0], isSign) {
			return rows
		}
		if starts := labelStarts(r, right); len(starts) > 1 {
			out = append(out, cutAt(r, starts)...)
		} else {
			out = append(out, r)
		}
	}
	if len(out) < leastLabels {
		return rows
	}
	return out
}

// labelStarts are the baselines of the lines of the first column of a row that begin with no
// small letter, as the line beside them in the second does, where the one above that has ended
// or had room for more, to a right edge.
func labelStarts(r ZoneRow, right float64) (starts []float64) {
	for i := range r[0] {
		k := slices.IndexFunc(r[1], func(l line.Line) bool { return math.Abs(l.Y-r[0][i].Y) <= 1 })
		if k < 0 || goesOnSmall(&r[0][i]) || goesOnSmall(&r[1][k]) {
			continue
		}
		if k == 0 || writing.EndsSentence(r[1][k-1].Text()) || r[1][k-1].X1+0.3*r[1][k].Size+r[1][k].Words[0].Width() < right {
			starts = append(starts, r[0][i].Y)
		}
	}
	return starts
}

// goesOnSmall reports whether a line begins with a small letter.
func goesOnSmall(l *line.Line) bool { return unicode.IsLower(writing.FirstRune(l.Text())) }

// gaps reports whether lines stand farther apart somewhere than those of a cell.
func gaps(lines []line.Line, limit float64) bool {
	for i := 1; i < len(lines); i++ {
		if lines[i].Y-lines[i-1].Y > limit {
			return true
		}
	}
	return false
}

// isSign reports whether a line is the mark of an item and no label.
func isSign(l line.Line) bool { return strings.IndexFunc(l.Text(), unicode.IsLetter) < 0 }

// aligned reports whether lines begin at one edge.
func aligned(lines []line.Line) bool {
	return !slices.ContainsFunc(lines, func(l line.Line) bool { return math.Abs(l.X0-lines[0].X0) > 2 })
}

// cutAt cuts a row at baselines, which are in order.
func cutAt(r ZoneRow, starts []float64) []ZoneRow {
	out := make([]ZoneRow, len(starts))
	for i := range out {
		out[i] = make(ZoneRow, len(r))
	}
	for c, cell := range r {
		for _, l := range cell {
			k := max(0, sort.SearchFloat64s(starts, l.Y+2)-1)
			out[k][c] = append(out[k][c], l)
		}
	}
	return out
}

// rowGap is the distance of baselines in a column above which a cell ends, 0 if
// the distances do not tell.
func rowGap(cols [][]line.Line) float64 {
	low, high, size := math.Inf(1), 0.0, 0.0
	for _, c := range cols {
		for i := 1; i < len(c); i++ {
			if dy := c[i].Y - c[i-1].Y; dy > 0.6*c[i].Size {
				low, high, size = min(low, dy), max(high, dy), max(size, c[i].Size)
			}
		}
	}
	if high < 1.15*low || low > 1.6*size {
		return 0
	}
	return 1.12 * low
}

// cellRows makes rows of cells that overlap in height.
func cellRows(cols [][]line.Line, limit float64) []ZoneRow {
	type cell struct {
		geometry.Box
		col   int
		lines []line.Line
	}
	var cells []cell
	for c, lines := range cols {
		for i, l := range lines {
			if i > 0 && l.Y-lines[i-1].Y <= limit {
				last := &cells[len(cells)-1]
				last.lines, last.Box = append(last.lines, l), last.Box.Union(l.Box)
				continue
			}
			cells = append(cells, cell{l.Box, c, []line.Line{l}})
		}
	}
	sort.SliceStable(cells, func(i, j int) bool { return cells[i].Y0 < cells[j].Y0 })
	var rows []ZoneRow
	bottom := math.Inf(-1)
	for _, c := range cells {
		if c.Y0 > bottom-0.3*c.lines[0].Size {
			rows = append(rows, make(ZoneRow, len(cols)))
			bottom = c.Y1
		}
		last := rows[len(rows)-1]
		last[c.col] = append(last[c.col], c.lines...)
		bottom = max(bottom, c.Y1)
	}
	return rows
}

// cutHeading parts the items of a table without lines from the heading that stands
// close below it: the only cell of the last row, at the left and set apart from
// the row above it.
func cutHeading(rows []ZoneRow, items []Item) (table, after []Item) {
	last, above := rows[len(rows)-1], rows[len(rows)-2]
	if len(last[0]) != 1 || len(above[0]) == 0 || len(rows) < 3 {
		return items, nil
	}
	for _, cell := range last[1:] {
		if len(cell) > 0 {
			return items, nil
		}
	}
	head, row := &last[0][0], &above[0][0]
	if !head.Bold || row.Bold && head.Size < 1.1*row.Size {
		return items, nil
	}
	for _, it := range items {
		if it.Line != nil && it.Line.Y >= head.Y-1 {
			after = append(after, it)
		} else {
			table = append(table, it)
		}
	}
	return table, after
}
