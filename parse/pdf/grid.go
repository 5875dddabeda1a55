package pdf

import (
	"math"
	"sort"
)

// A grid is a table as its painted lines show it.
type grid struct {
	box
	xs, ys []float64 // borders of columns and rows
	loose  bool      // white space parts its columns, not lines
	right  [][]bool  // right[r][c]: a line parts cell (r,c) from its right neighbour
	below  [][]bool  // below[r][c]: a line parts cell (r,c) from the one under it
	words  [][][]word
}

// touch is how far apart, in points, lines may end that meet in a corner.
const touch = 3

// grids finds the tables that the lines of a page draw.
func grids(rules []rule) []*grid {
	h := mergeRules(rules, false)
	v := mergeRules(rules, true)
	if len(h) < 2 || len(v) < 2 || len(h)*len(v) > 4_000_000 {
		return nil
	}
	set := newSets(len(h) + len(v))
	for i, a := range h {
		for j, b := range v {
			if b.x0 >= a.x0-touch && b.x0 <= a.x1+touch && a.y0 >= b.y0-touch && a.y0 <= b.y1+touch {
				set.join(i, len(h)+j)
			}
		}
	}
	groups := map[int][2][]box{}
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
	var out []*grid
	for _, g := range groups {
		if t := newGrid(g[0], g[1]); t != nil {
			out = append(out, t)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].y0 != out[j].y0 {
			return out[i].y0 < out[j].y0
		}
		return out[i].x0 < out[j].x0
	})
	return outermost(out)
}

// outermost drops grids that lie inside another: the cells of a cell stay text.
func outermost(gs []*grid) []*grid {
	var out []*grid
	for i, g := range gs {
		inside := false
		for j, o := range gs {
			if i != j && o.holds((g.x0+g.x1)/2, (g.y0+g.y1)/2) && o.width()*o.height() > g.width()*g.height() {
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
func mergeRules(rules []rule, vertical bool) []box {
	var bs []box
	for _, r := range rules {
		if r.vertical == vertical {
			bs = append(bs, r.box)
		}
	}
	along := func(b box) (at, from, to float64) {
		if vertical {
			return b.x0, b.y0, b.y1
		}
		return b.y0, b.x0, b.x1
	}
	sort.Slice(bs, func(i, j int) bool {
		a, af, _ := along(bs[i])
		b, bf, _ := along(bs[j])
		if math.Round(a) != math.Round(b) {
			return a < b
		}
		return af < bf
	})
	var out []box
	for _, b := range bs {
		at, from, to := along(b)
		joined := false
		for k := len(out) - 1; k >= 0 && k >= len(out)-80; k-- {
			oat, ofrom, oto := along(out[k])
			if math.Abs(oat-at) <= 1.2 && from <= oto+touch && to >= ofrom-touch {
				if vertical {
					out[k].y0, out[k].y1 = min(ofrom, from), max(oto, to)
				} else {
					out[k].x0, out[k].x1 = min(ofrom, from), max(oto, to)
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
func closeEnds(h, v []box) []box {
	var ys, all, tops, ends []float64 // lines; where columns stand, and those that reach beyond
	for _, b := range h {
		ys = append(ys, b.y0)
	}
	ys = distinct(ys)
	first, last, tallest := ys[0], ys[len(ys)-1], 0.0
	for i := 1; i < len(ys); i++ {
		tallest = max(tallest, ys[i]-ys[i-1])
	}
	top, end, left, right := first, last, v[0].x0, v[0].x0
	for _, b := range v {
		top, end, left, right = min(top, b.y0), max(end, b.y1), min(left, b.x0), max(right, b.x0)
	}
	for _, b := range v {
		all = append(all, b.x0)
		if b.y0 < top+touch {
			tops = append(tops, b.x0)
		}
		if b.y1 > end-touch {
			ends = append(ends, b.x0)
		}
	}
	columns := len(distinct(all))
	closes := func(open float64, at []float64) bool {
		return columns > 2 && open > 2*touch && open <= tallestEnd*tallest && len(distinct(at)) == columns
	}
	if closes(first-top, tops) {
		h = append(h, box{left, top, right, top})
	}
	if closes(end-last, ends) {
		h = append(h, box{left, end, right, end})
	}
	return h
}

// newGrid makes a table of lines that meet, or nil if they draw less than two
// cells.
func newGrid(h, v []box) *grid {
	if len(h) < 2 || len(v) < 2 {
		return nil
	}
	h = closeEnds(h, v)
	t := &grid{}
	for _, b := range h {
		t.ys = append(t.ys, b.y0)
	}
	for _, b := range v {
		t.xs = append(t.xs, b.x0)
	}
	t.xs, t.ys = distinct(t.xs), distinct(t.ys)
	rows, cols := len(t.ys)-1, len(t.xs)-1
	if rows < 1 || cols < 1 || rows*cols < 2 || rows*cols > 20000 {
		return nil
	}
	t.box = box{t.xs[0], t.ys[0], t.xs[cols], t.ys[rows]}
	t.right, t.below = make([][]bool, rows), make([][]bool, rows)
	for r := range rows {
		t.right[r], t.below[r] = make([]bool, cols), make([]bool, cols)
		for c := range cols {
			t.right[r][c] = c == cols-1 || covered(v, true, t.xs[c+1], t.ys[r], t.ys[r+1])
			t.below[r][c] = r == rows-1 || covered(h, false, t.ys[r+1], t.xs[c], t.xs[c+1])
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
func covered(lines []box, vertical bool, at, from, to float64) bool {
	length := 0.0
	for _, b := range lines {
		pos, lo, hi := b.y0, b.x0, b.x1
		if vertical {
			pos, lo, hi = b.x0, b.y0, b.y1
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
func (t *grid) take(ws []word) []word {
	rows, cols := len(t.ys)-1, len(t.xs)-1
	t.words = make([][][]word, rows)
	for r := range t.words {
		t.words[r] = make([][]word, cols)
	}
	var rest []word
	for _, w := range ws {
		x, y := (w.x0+w.x1)/2, w.y-0.25*w.size
		if !t.holds(x, y) {
			rest = append(rest, w)
			continue
		}
		r := min(rows-1, max(0, sort.SearchFloat64s(t.ys, y)-1))
		c := min(cols-1, max(0, sort.SearchFloat64s(t.xs, x)-1))
		r, c = t.origin(r, c)
		t.words[r][c] = append(t.words[r][c], w)
	}
	return rest
}

// origin is the upper left basic cell of the cell that (r, c) belongs to.
func (t *grid) origin(r, c int) (int, int) {
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

// span is how many columns and rows the cell at (r, c) covers.
func (t *grid) span(r, c int) (cols, rows int) {
	cols, rows = 1, 1
	for c+cols < len(t.xs)-1 && !t.right[r][c+cols-1] {
		cols++
	}
	for r+rows < len(t.ys)-1 && !t.below[r+rows-1][c] {
		rows++
	}
	return cols, rows
}

// empty reports whether no word lies in the grid.
func (t *grid) empty() bool {
	for _, row := range t.words {
		for _, cell := range row {
			if len(cell) > 0 {
				return false
			}
		}
	}
	return true
}

// lines lists the lines of all cells.
func (t *grid) lines() []line {
	var out []line
	for _, row := range t.words {
		for _, cell := range row {
			out = append(out, cellLines(cell)...)
		}
	}
	return out
}
