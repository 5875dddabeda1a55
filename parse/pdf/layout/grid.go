package layout

import (
	"math"
	"sort"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/line"
)

// A Grid is a table as its painted lines show it.
type Grid struct {
	geometry.Box
	Xs, Ys []float64       // borders of columns and rows
	Loose  bool            // white space parts its columns, not lines
	right  [][]bool        // right[r][c]: a line parts cell (r,c) from its right neighbour
	below  [][]bool        // below[r][c]: a line parts cell (r,c) from the one under it
	Words  [][][]line.Word // Words[r][c]: in the cell whose upper left basic cell that is
}

// touch is how far apart, in points, lines may end that meet in a corner.
const touch = 3

// grids finds the tables that the lines of a page draw.
func grids(rules []content.Rule) []*Grid {
	h := mergeRules(rules, false)
	v := mergeRules(rules, true)
	if len(h) < 2 || len(v) < 2 || len(h)*len(v) > 4_000_000 {
		return nil
	}
	set := newSets(len(h) + len(v))
	for i, a := range h {
		for j, b := range v {
			if b.X0 >= a.X0-touch && b.X0 <= a.X1+touch && a.Y0 >= b.Y0-touch && a.Y0 <= b.Y1+touch {
				set.join(i, len(h)+j)
			}
		}
	}
	groups := map[int][2][]geometry.Box{}
	for i, a := range h {
		g := groups[set.find(i)]
		g[0] = append(g[0], a)
		groups[set.find(i)] = g
	}
	for j, b := range v {
		g := groups[set.find(len(h)+j)]
		g[1] = append(g[1], b)
		groups[set.find(len(h)+j)] = g
	}
	var out []*Grid
	for _, g := range groups {
		if t := newGrid(g[0], g[1]); t != nil {
			out = append(out, t)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Y0 != out[j].Y0 {
			return out[i].Y0 < out[j].Y0
		}
		return out[i].X0 < out[j].X0
	})
	return outermost(out)
}

// outermost drops grids that lie inside another: the cells of a cell stay text.
func outermost(gs []*Grid) []*Grid {
	var out []*Grid
	for i, g := range gs {
		inside := false
		for j, o := range gs {
			if i != j && o.Holds((g.X0+g.X1)/2, (g.Y0+g.Y1)/2) && o.Width()*o.Height() > g.Width()*g.Height() {
				inside = true
			}
		}
		if !inside {
			out = append(out, g)
		}
	}
	return out
}

// mergeRules joins pieces of a line that touch end to end.
func mergeRules(rules []content.Rule, vertical bool) []geometry.Box {
	var bs []geometry.Box
	for _, r := range rules {
		if r.Vertical == vertical {
			bs = append(bs, r.Box)
		}
	}
	along := func(b geometry.Box) (at, from, to float64) {
		if vertical {
			return b.X0, b.Y0, b.Y1
		}
		return b.Y0, b.X0, b.X1
	}
	sort.Slice(bs, func(i, j int) bool {
		a, af, _ := along(bs[i])
		b, bf, _ := along(bs[j])
		if math.Round(a) != math.Round(b) {
			return a < b
		}
		return af < bf
	})
	var out []geometry.Box
	for _, b := range bs {
		at, from, to := along(b)
		joined := false
		for k := len(out) - 1; k >= 0 && k >= len(out)-80; k-- {
			oat, ofrom, oto := along(out[k])
			if math.Abs(oat-at) <= 1.2 && from <= oto+touch && to >= ofrom-touch {
				if vertical {
					out[k].Y0, out[k].Y1 = min(ofrom, from), max(oto, to)
				} else {
					out[k].X0, out[k].X1 = min(ofrom, from), max(oto, to)
				}
				joined = true
				break
			}
		}
		if !joined {
			out = append(out, b)
		}
	}
	return out
}

// tallestEnd is how much taller than the tallest other row one may be whose line is missing.
const tallestEnd = 1.5

// closeEnds adds the line above or below a table that a break of the page has cut off: where
// all its columns are drawn to one height beyond its first or last line, by no more than a
// row. Tables whose rows no line parts end so too, and are taller.
func closeEnds(h, v []geometry.Box) []geometry.Box {
	var ys, all, tops, ends []float64 // lines; where columns stand, and those that reach beyond
	for _, b := range h {
		ys = append(ys, b.Y0)
	}
	ys = distinct(ys)
	first, last, tallest := ys[0], ys[len(ys)-1], 0.0
	for i := 1; i < len(ys); i++ {
		tallest = max(tallest, ys[i]-ys[i-1])
	}
	top, end, left, right := first, last, v[0].X0, v[0].X0
	for _, b := range v {
		top, end, left, right = min(top, b.Y0), max(end, b.Y1), min(left, b.X0), max(right, b.X0)
	}
	for _, b := range v {
		all = append(all, b.X0)
		if b.Y0 < top+touch {
			tops = append(tops, b.X0)
		}
		if b.Y1 > end-touch {
			ends = append(ends, b.X0)
		}
	}
	columns := len(distinct(all))
	closes := func(open float64, at []float64) bool {
		return columns > 2 && open > 2*touch && open <= tallestEnd*tallest && len(distinct(at)) == columns
	}
	if closes(first-top, tops) {
		h = append(h, geometry.Box{X0: left, Y0: top, X1: right, Y1: top})
	}
	if closes(end-last, ends) {
		h = append(h, geometry.Box{X0: left, Y0: end, X1: right, Y1: end})
	}
	return h
}

// newGrid makes a table of lines that meet, or nil if they draw less than two
// cells.
func newGrid(h, v []geometry.Box) *Grid {
	if len(h) < 2 || len(v) < 2 {
		return nil
	}
	h = closeEnds(h, v)
	t := &Grid{}
	for _, b := range h {
		t.Ys = append(t.Ys, b.Y0)
	}
	for _, b := range v {
		t.Xs = append(t.Xs, b.X0)
	}
	t.Xs, t.Ys = distinct(t.Xs), distinct(t.Ys)
	rows, cols := len(t.Ys)-1, len(t.Xs)-1
	if rows < 1 || cols < 1 || rows*cols < 2 || rows*cols > 20000 {
		return nil
	}
	t.Box = geometry.Box{X0: t.Xs[0], Y0: t.Ys[0], X1: t.Xs[cols], Y1: t.Ys[rows]}
	t.right, t.below = make([][]bool, rows), make([][]bool, rows)
	for r := range rows {
		t.right[r], t.below[r] = make([]bool, cols), make([]bool, cols)
		for c := range cols {
			t.right[r][c] = c == cols-1 || covered(v, true, t.Xs[c+1], t.Ys[r], t.Ys[r+1])
			t.below[r][c] = r == rows-1 || covered(h, false, t.Ys[r+1], t.Xs[c], t.Xs[c+1])
		}
	}
	return t
}

// distinct sorts places and joins those within touch of each other.
func distinct(v []float64) []float64 {
	sort.Float64s(v)
	out := v[:1]
	for _, x := range v[1:] {
		if x-out[len(out)-1] > touch+0.5 {
			out = append(out, x)
		}
	}
	return out
}

// covered reports whether lines at a place run along most of a stretch.
func covered(lines []geometry.Box, vertical bool, at, from, to float64) bool {
	length := 0.0
	for _, b := range lines {
		pos, lo, hi := b.Y0, b.X0, b.X1
		if vertical {
			pos, lo, hi = b.X0, b.Y0, b.Y1
		}
		if math.Abs(pos-at) <= touch+0.5 {
			length += max(0, min(hi, to)-max(lo, from))
		}
	}
	return length > 0.6*(to-from)
}

// A sets is a union of disjoint sets.
type sets struct{ up []int }

func newSets(n int) *sets {
	s := &sets{make([]int, n)}
	for i := range s.up {
		s.up[i] = i
	}
	return s
}

func (s *sets) find(i int) int {
	for s.up[i] != i {
		s.up[i] = s.up[s.up[i]]
		i = s.up[i]
	}
	return i
}

// join keeps the smaller root, so that the result does not depend on order.
func (s *sets) join(i, j int) {
	a, b := s.find(i), s.find(j)
	if a > b {
		a, b = b, a
	}
	s.up[b] = a
}

// take puts the words that lie in the grid into its cells and returns the others.
func (t *Grid) take(ws []line.Word) []line.Word {
	rows, cols := len(t.Ys)-1, len(t.Xs)-1
	t.Words = make([][][]line.Word, rows)
	for r := range t.Words {
		t.Words[r] = make([][]line.Word, cols)
	}
	var rest []line.Word
	for _, w := range ws {
		x, y := (w.X0+w.X1)/2, w.Y-0.25*w.Size
		if !t.Holds(x, y) {
			rest = append(rest, w)
			continue
		}
		r := min(rows-1, max(0, sort.SearchFloat64s(t.Ys, y)-1))
		c := min(cols-1, max(0, sort.SearchFloat64s(t.Xs, x)-1))
		r, c = t.Origin(r, c)
		t.Words[r][c] = append(t.Words[r][c], w)
	}
	return rest
}

// Origin is the upper left basic cell of the cell that (r, c) belongs to.
func (t *Grid) Origin(r, c int) (int, int) {
	for {
		switch {
		case c > 0 && !t.right[r][c-1]:
			c--
		case r > 0 && !t.below[r-1][c]:
			r--
		default:
			return r, c
		}
	}
}

// Span is how many columns and rows the cell at (r, c) covers.
func (t *Grid) Span(r, c int) (cols, rows int) {
	cols, rows = 1, 1
	for c+cols < len(t.Xs)-1 && !t.right[r][c+cols-1] {
		cols++
	}
	for r+rows < len(t.Ys)-1 && !t.below[r+rows-1][c] {
		rows++
	}
	return cols, rows
}

// empty reports whether no word lies in the grid.
func (t *Grid) empty() bool {
	for _, row := range t.Words {
		for _, cell := range row {
			if len(cell) > 0 {
				return false
			}
		}
	}
	return true
}

// lines lists the lines of all cells.
func (t *Grid) lines() []line.Line {
	var out []line.Line
	for _, row := range t.Words {
		for _, cell := range row {
			out = append(out, CellLines(cell)...)
		}
	}
	return out
}
