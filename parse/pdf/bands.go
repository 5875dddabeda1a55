package pdf

import (
	"math"
	"sort"
)

// bandGrids finds tables whose rows are parted by lines and whose columns are
// parted by white space only: lines of one length under each other, with text
// between them that leaves the same gaps free.
func bandGrids(rules []rule, painted []*grid, ws []word) []*grid {
	var out []*grid
	for _, l := range ladders(mergeRules(rules, false)) {
		var ys []float64
		for _, r := range l {
			ys = append(ys, r.y0)
		}
		for _, g := range bandRuns(distinct(ys), l[0], ws) {
			if !overlaps(painted, g.box) {
				out = append(out, g)
			}
		}
	}
	return out
}

// stacked reports whether the first column of a row holds three lines or more: two
// rows between three lines are then a header and the whole of a table, whose rows
// no lines part.
func stacked(ws []word, edge float64) bool {
	lines, last := 0, math.Inf(-1)
	ws = append([]word(nil), ws...)
	sort.SliceStable(ws, func(i, j int) bool { return ws[i].y < ws[j].y })
	for i := range ws {
		if w := &ws[i]; w.x0 < edge && w.y > last+0.5*w.size {
			lines, last = lines+1, w.y
		}
	}
	return lines >= 3
}

// shadedRows gives the upper and lower edges of coloured rows, whose cells may be
// coloured one by one, as lines: they part rows as well.
func shadedRows(fills []box) []rule {
	fills = append([]box(nil), fills...)
	sort.SliceStable(fills, func(i, j int) bool {
		a, b := fills[i], fills[j]
		if ya, yb := math.Round(a.y0), math.Round(b.y0); ya != yb {
			return ya < yb
		}
		return a.x0 < b.x0
	})
	var out []rule
	for i := 0; i < len(fills); {
		row := fills[i]
		for i++; i < len(fills) && sameHeight(row, fills[i]) && fills[i].x0 <= row.x1+touch; i++ {
			row = row.union(fills[i])
		}
		if row.width() > 100 && row.height() > 8 && row.height() < 200 {
			out = append(out, rule{box: box{row.x0, row.y0, row.x1, row.y0}}, rule{box: box{row.x0, row.y1, row.x1, row.y1}})
		}
	}
	return out
}

func sameHeight(a, b box) bool { return math.Abs(a.y0-b.y0) < 1 && math.Abs(a.y1-b.y1) < 1 }

// maxLadder bounds the lines of a page that are looked at as parting rows.
const maxLadder = 2000

// ladders groups lines of the same ends, three or more, from top to bottom.
func ladders(h []box) [][]box {
	if len(h) < 3 || len(h) > maxLadder {
		return nil
	}
	sort.SliceStable(h, func(i, j int) bool { return h[i].y0 < h[j].y0 })
	var groups [][]box
	for _, r := range h {
		found := false
		for k := range groups {
			f := groups[k][0]
			if math.Abs(f.x0-r.x0) <= touch && math.Abs(f.x1-r.x1) <= touch {
				groups[k], found = append(groups[k], r), true
				break
			}
		}
		if !found && r.width() > 100 {
			groups = append(groups, []box{r})
		}
	}
	var out [][]box
	for _, g := range groups {
		if len(g) >= 3 {
			out = append(out, g)
		}
	}
	return out
}

func overlaps(gs []*grid, b box) bool {
	for _, g := range gs {
		if g.x0 < b.x1 && b.x0 < g.x1 && g.y0 < b.y1 && b.y0 < g.y1 {
			return true
		}
	}
	return false
}

// bandGap is the least white space, in points, between columns of rows that lines
// part.
const bandGap = 4.0

// bandRuns cuts a ladder into tables: rows that follow each other and share gaps,
// two or more of them. A row of one line over all columns may stand among them.
func bandRuns(ys []float64, ends box, ws []word) []*grid {
	rows := make([][]word, len(ys)-1)
	for i := range ws {
		w := &ws[i]
		x, y := (w.x0+w.x1)/2, w.y-0.25*w.size
		if x < ends.x0 || x > ends.x1 || y < ys[0] || y > ys[len(ys)-1] || w.art {
			continue
		}
		r := min(len(rows)-1, max(0, sort.SearchFloat64s(ys, y)-1))
		rows[r] = append(rows[r], *w)
	}
	var out []*grid
	for i := 0; i < len(rows); {
		gaps, n := growBands(rows[i:])
		if n < 2 || n == 2 && len(gaps) > 0 && stacked(rows[i+1], gaps[0].from) {
			i++
			continue
		}
		g := &grid{loose: true, box: box{ends.x0, ys[i], ends.x1, ys[i+n]}, ys: ys[i : i+n+1]}
		g.setBands(gaps, rows[i:i+n])
		out = append(out, g)
		i += n
	}
	return out
}

// growBands counts how many rows, from the first on, make a table, and lists its
// gaps; 0 if they make none.
func growBands(rows [][]word) (gaps []span, n int) {
	split, last := 0, 0
	for i, r := range rows {
		free := freeGaps(r)
		next := free
		if split > 0 {
			next = crossing(gaps, free)
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
func oneLine(ws []word) bool {
	for i := range ws {
		if math.Abs(ws[i].y-ws[0].y) > 0.5*ws[0].size {
			return false
		}
	}
	return true
}

// freeGaps lists the gaps of a row that no word covers, margins included; those
// between the words of a single line of text are as narrow as spaces and left out.
func freeGaps(r []word) []span {
	var out []span
	var b band
	for i := range r {
		b.items = append(b.items, item{box: r[i].box})
	}
	for _, s := range b.free() {
		if s.to-s.from >= bandGap {
			out = append(out, s)
		}
	}
	return out
}

// crossing lists the gaps that two rows share.
func crossing(a, b []span) []span {
	var out []span
	for _, x := range a {
		for _, y := range b {
			if s := (span{max(x.from, y.from), min(x.to, y.to)}); s.to-s.from >= bandGap {
				out = append(out, s)
			}
		}
	}
	return out
}

// setBands gives the table its columns; a row with a word across a gap has one cell
// there.
func (t *grid) setBands(gaps []span, rows [][]word) {
	t.xs = []float64{t.x0}
	for _, g := range gaps {
		t.xs = append(t.xs, (g.from+g.to)/2)
	}
	t.xs = append(t.xs, t.x1)
	cols := len(t.xs) - 1
	t.right, t.below = make([][]bool, len(rows)), make([][]bool, len(rows))
	for r := range rows {
		t.right[r], t.below[r] = make([]bool, cols), make([]bool, cols)
		for c := range cols {
			t.right[r][c], t.below[r][c] = true, true
		}
		for i := range rows[r] {
			for c := range cols - 1 {
				if w := &rows[r][i]; w.x0 < t.xs[c+1] && w.x1 > t.xs[c+1] {
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
		if it.seg == nil || !it.seg.bold {
			return false
		}
	}
	o := beside.items[0].seg
	return o != nil && b.items[0].seg.size > 1.15*o.size
}
