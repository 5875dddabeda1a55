package layout

import (
	"math"
	"slices"
	"sort"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// bandGrids finds tables whose rows are parted by lines and whose columns are
// parted by white space only: lines of one length under each other, with text
// between them that leaves the same gaps free.
func bandGrids(rules []content.Rule, painted []*Grid, ws []line.Word) []*Grid {
	var out []*Grid
	for _, l := range ladders(mergeRules(rules, false)) {
		var ys []float64
		for _, r := range l {
			ys = append(ys, r.Y0)
		}
		for _, g := range bandRuns(distinct(ys), l[0], ws) {
			if !overlaps(painted, g.Box) {
				out = append(out, g)
			}
		}
	}
	return out
}

// minFramed is how many framed rows at least are a table whose columns only white space parts.
const minFramed = 3

// partFramed leaves out the tables of rows that have one frame each where the rows have
// columns that white space parts, and otherwise what was found among these rows.
func partFramed(framed, banded []*Grid) (kept, parted []*Grid) {
	for _, g := range framed {
		whole := func(b *Grid) bool { return b.Y0 <= g.Y0+touch && b.Y1 >= g.Y1-touch && overlaps([]*Grid{g}, b.Box) }
		if !slices.ContainsFunc(banded, whole) {
			kept = append(kept, g)
		}
	}
	for _, b := range banded {
		if !overlaps(kept, b.Box) {
			parted = append(parted, b)
		}
	}
	return kept, parted
}

// stacked reports whether the first column of a row holds three lines or more: two
// rows between three lines are then a header and the whole of a table, whose rows
// no lines part.
func stacked(ws []line.Word, edge float64) bool {
	lines, last := 0, math.Inf(-1)
	ws = append([]line.Word(nil), ws...)
	sort.SliceStable(ws, func(i, j int) bool { return ws[i].Y < ws[j].Y })
	for i := range ws {
		if w := &ws[i]; w.X0 < edge && w.Y > last+0.5*w.Size {
			lines, last = lines+1, w.Y
		}
	}
	return lines >= 3
}

// shadedRows gives the upper and lower edges of coloured rows, whose cells may be
// coloured one by one, as lines: they part rows as well.
func shadedRows(fills []geometry.Box) []content.Rule {
	fills = append([]geometry.Box(nil), fills...)
	sort.SliceStable(fills, func(i, j int) bool {
		a, b := fills[i], fills[j]
		if ya, yb := math.Round(a.Y0), math.Round(b.Y0); ya != yb {
			return ya < yb
		}
		return a.X0 < b.X0
	})
	var out []content.Rule
	for i := 0; i < len(fills); {
		row := fills[i]
		for i++; i < len(fills) && sameHeight(row, fills[i]) && fills[i].X0 <= row.X1+touch; i++ {
			row = row.Union(fills[i])
		}
		if row.Width() > 100 && row.Height() > 8 && row.Height() < 200 {
			out = append(out, content.Rule{Box: geometry.Box{X0: row.X0, Y0: row.Y0, X1: row.X1, Y1: row.Y0}}, content.Rule{Box: geometry.Box{X0: row.X0, Y0: row.Y1, X1: row.X1, Y1: row.Y1}})
		}
	}
	return out
}

func sameHeight(a, b geometry.Box) bool { return math.Abs(a.Y0-b.Y0) < 1 && math.Abs(a.Y1-b.Y1) < 1 }

// maxLadder bounds the lines of a page that are looked at as parting rows.
const maxLadder = 2000

// ladders groups lines of the same ends, three or more, from top to bottom.
func ladders(h []geometry.Box) [][]geometry.Box {
	if len(h) < 3 || len(h) > maxLadder {
		return nil
	}
	sort.SliceStable(h, func(i, j int) bool { return h[i].Y0 < h[j].Y0 })
	var groups [][]geometry.Box
	for _, r := range h {
		found := false
		for k := range groups {
			f := groups[k][0]
			if math.Abs(f.X0-r.X0) <= touch && math.Abs(f.X1-r.X1) <= touch {
				groups[k], found = append(groups[k], r), true
				break
			}
		}
		if !found && r.Width() > 100 {
			groups = append(groups, []geometry.Box{r})
		}
	}
	var out [][]geometry.Box
	for _, g := range groups {
		if len(g) >= 3 {
			out = append(out, g)
		}
	}
	return out
}

func overlaps(gs []*Grid, b geometry.Box) bool {
	return slices.ContainsFunc(gs, func(g *Grid) bool { return g.X0 < b.X1 && b.X0 < g.X1 && g.Y0 < b.Y1 && b.Y0 < g.Y1 })
}

// bandGap is the least white space, in points, between columns of rows that lines
// part; spaceOf is how wide a space is at most for the size of its words.
const (
	bandGap = 4.0
	spaceOf = 0.36
)

// bandRuns cuts a ladder into tables: rows that follow each other and share gaps,
// two or more of them. A row of one line over all columns may stand among them.
func bandRuns(ys []float64, ends geometry.Box, ws []line.Word) []*Grid {
	rows := make([][]line.Word, len(ys)-1)
	for i := range ws {
		w := &ws[i]
		x, y := (w.X0+w.X1)/2, w.Y-0.25*w.Size
		if x < ends.X0 || x > ends.X1 || y < ys[0] || y > ys[len(ys)-1] || w.Artifact {
			continue
		}
		r := min(len(rows)-1, max(0, sort.SearchFloat64s(ys, y)-1))
		rows[r] = append(rows[r], *w)
	}
	var out []*Grid
	for i := 0; i < len(rows); {
		gaps, n := growBands(rows[i:])
		if n < 2 || n == 2 && len(gaps) > 0 && stacked(rows[i+1], gaps[0].from) || numbersParagraphs(rows[i:i+n], gaps[0].from) {
			i++
			continue
		}
		g := &Grid{Loose: true, Box: geometry.Box{X0: ends.X0, Y0: ys[i], X1: ends.X1, Y1: ys[i+n]}, Ys: ys[i : i+n+1]}
		g.setBands(gaps, rows[i:i+n])
		out = append(out, g)
		i += n
	}
	return out
}

// numbersParagraphs reports whether left of an edge, in rows that have columns, stand section
// numbers and nothing else, two of them or more in one row: coloured headings part paragraphs
// there.
func numbersParagraphs(rows [][]line.Word, edge float64) bool {
	most := 0
	for _, r := range rows {
		if countGaps(freeGaps(r)) == 0 {
			continue
		}
		numbers := 0
		for i := range r {
			if r[i].X0 >= edge {
				continue
			}
			if !writing.IsSectionNumber(r[i].Text) {
				return false
			}
			numbers++
		}
		most = max(most, numbers)
	}
	return most > 1
}

// growBands counts how many rows, from the first on, make a table, and lists its
// gaps; 0 if they make none.
func growBands(rows [][]line.Word) (gaps []span, n int) {
	split, last := 0, 0
	for i, r := range rows {
		free := freeGaps(r)
		next := free
		if split > 0 {
			next = intersect(gaps, free, bandGap)
		}
		switch alone := countGaps(free) == 0; {
		case len(r) == 0, alone && i == 0:
			return innerGaps(gaps), enough(split, last)
		case alone && countGaps(next) == countGaps(gaps):
			last = i + 1 // all other cells are empty
			continue
		case alone && oneLine(r):
			continue
		case countGaps(next) == 0:
			return innerGaps(gaps), enough(split, last)
		}
		gaps, split, last = next, split+1, i+1
	}
	return innerGaps(gaps), enough(split, last)
}

// innerGaps leaves out the margins.
func innerGaps(free []span) []span {
	var out []span
	for _, s := range free {
		if !math.IsInf(s.from, 0) && !math.IsInf(s.to, 0) {
			out = append(out, s)
		}
	}
	return out
}

// countGaps counts the gaps that are no margins.
func countGaps(free []span) int { return len(innerGaps(free)) }

func enough(split, last int) int {
	if split < 2 {
		return 0
	}
	return last
}

// oneLine reports whether words stand on one baseline.
func oneLine(ws []line.Word) bool {
	for i := range ws {
		if math.Abs(ws[i].Y-ws[0].Y) > 0.5*ws[0].Size {
			return false
		}
	}
	return true
}

// freeGaps lists the gaps of a row that no word covers, margins included; those
// between the words of a single line of text are as narrow as spaces and left out.
func freeGaps(r []line.Word) []span {
	var out []span
	var b band
	for i := range r {
		b.items = append(b.items, Item{Box: r[i].Box})
	}
	least := bandGap
	if oneLine(r) && len(r) > 0 {
		least = max(least, spaceOf*r[0].Size)
	}
	for _, s := range b.free() {
		if s.to-s.from >= least {
			out = append(out, s)
		}
	}
	return out
}

// setBands gives the table its columns; a row with a word across a gap has one cell
// there.
func (t *Grid) setBands(gaps []span, rows [][]line.Word) {
	t.Xs = []float64{t.X0}
	for _, g := range gaps {
		t.Xs = append(t.Xs, (g.from+g.to)/2)
	}
	t.Xs = append(t.Xs, t.X1)
	cols := len(t.Xs) - 1
	t.right, t.below = make([][]bool, len(rows)), make([][]bool, len(rows))
	for r := range rows {
		t.right[r], t.below[r] = make([]bool, cols), make([]bool, cols)
		for c := range cols {
			t.right[r][c], t.below[r][c] = true, true
		}
		for i := range rows[r] {
			for c := range cols - 1 {
				if w := &rows[r][i]; w.X0 < t.Xs[c+1] && w.X1 > t.Xs[c+1] {
					t.right[r][c] = false
				}
			}
		}
	}
}

// heads reports whether a band is set as a heading beside its neighbour: in bold and
// clearly larger.
func (b *band) heads(beside *band) bool {
	for _, it := range b.items {
		if it.Line == nil || !it.Line.Bold {
			return false
		}
	}
	o := beside.items[0].Line
	return o != nil && b.items[0].Line.Size > 1.15*o.Size
}
