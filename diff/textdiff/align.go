package textdiff

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"manualwatch/parse"
)

// Bounds of the alignment. Beyond them pairs are looked for only where lines
// share rare pairs of words, which keeps the cost linear.
const (
	pairEnough = .4  // alike enough to be shown as one passage with edits
	moveEnough = .8  // alike enough to be the same passage elsewhere
	fullGap    = 600 // pairs of lines that a gap compares each with each
	rarePosts  = 4   // a pair of words in more lines of a gap than this is no sign
	maxChain   = 2000
	maxDepth   = 40
)

// A step of an alignment pairs line a of the older text with line b of the newer
// one; -1 stands for none. move marks the two halves of a passage that moved.
type step struct {
	a, b int
	move bool
	peer int  // of a moved half: the line on the other side
	same bool // the words are the same, only broken into lines otherwise
}

// align pairs the lines of two texts in order: equal ones first (unique lines as
// anchors), then alike ones in the gaps. What stays alone is a deletion, an
// insertion, or the half of a move.
func align(a, b []Line) []step {
	al := aligner{a: a, b: b}
	return al.between([]run{{len(a), len(b), 0}})
}

// between aligns what lies between runs that are known to be the same, the last of
// which ends both texts.
func (al *aligner) between(runs []run) []step {
	al.steps = make([]step, 0, max(len(al.a), len(al.b)))
	a, b := 0, 0
	for _, r := range runs {
		al.span(a, r.a, b, r.b, 0)
		for k := range r.n {
			al.emit(r.a+k, r.b+k)
		}
		a, b = r.a+r.n, r.b+r.n
	}
	al.reflow()
	markMoves(al.a, al.b, al.steps)
	return al.steps
}

// reflow finds runs of steps whose words are the same on both sides: a paragraph
// that was cut in two, or two that were joined, is no change.
func (al *aligner) reflow() {
	for i := 0; i < len(al.steps); {
		j := i
		for j < len(al.steps) && !al.equal(al.steps[j]) {
			j++
		}
		if j-i >= 2 && al.sameWords(al.steps[i:j]) {
			for k := i; k < j; k++ {
				al.steps[k].same = true
			}
		}
		i = max(j, i+1)
	}
}

func (al *aligner) equal(s step) bool {
	return s.a >= 0 && s.b >= 0 && al.a[s.a].Sum == al.b[s.b].Sum
}

// sameWords compares the words of both sides of a run, whatever the lines.
func (al *aligner) sameWords(run []step) bool {
	var old, new []Gram
	words := 0
	for _, s := range run {
		if s.a >= 0 {
			words += al.a[s.a].Words
		}
		if s.b >= 0 {
			words -= al.b[s.b].Words
		}
	}
	if words != 0 {
		return false
	}
	for _, s := range run {
		if s.a >= 0 {
			eachWord(al.a[s.a].Sum, func(h Gram) { old = append(old, h) })
		}
		if s.b >= 0 {
			eachWord(al.b[s.b].Sum, func(h Gram) { new = append(new, h) })
		}
	}
	return len(old) > 0 && slices.Equal(old, new)
}

type aligner struct {
	a, b  []Line
	steps []step
}

func (al *aligner) emit(a, b int) { al.steps = append(al.steps, step{a: a, b: b, peer: -1}) }

func (al *aligner) span(a0, a1, b0, b1, depth int) {
	for a0 < a1 && b0 < b1 && al.a[a0].Sum == al.b[b0].Sum {
		al.emit(a0, b0)
		a0, b0 = a0+1, b0+1
	}
	tail := 0
	for a0 < a1-tail && b0 < b1-tail && al.a[a1-tail-1].Sum == al.b[b1-tail-1].Sum {
		tail++
	}
	al.middle(a0, a1-tail, b0, b1-tail, depth)
	for ; tail > 0; tail-- {
		al.emit(a1-tail, b1-tail)
	}
}

func (al *aligner) middle(a0, a1, b0, b1, depth int) {
	if a0 == a1 || b0 == b1 {
		al.alone(a0, a1, b0, b1)
		return
	}
	var chain [][2]int
	if depth < maxDepth {
		chain = al.anchors(a0, a1, b0, b1)
	}
	if len(chain) == 0 {
		al.gap(a0, a1, b0, b1)
		return
	}
	for _, x := range chain {
		al.span(a0, x[0], b0, x[1], depth+1)
		al.emit(x[0], x[1])
		a0, b0 = x[0]+1, x[1]+1
	}
	al.span(a0, a1, b0, b1, depth+1)
}

func (al *aligner) alone(a0, a1, b0, b1 int) {
	for ; a0 < a1; a0++ {
		al.emit(a0, -1)
	}
	for ; b0 < b1; b0++ {
		al.emit(-1, b0)
	}
}

// anchors are the lines that occur once in each range, as the longest chain that
// keeps the order on both sides.
func (al *aligner) anchors(a0, a1, b0, b1 int) [][2]int {
	return chained(a0, a1, b0, b1, func(i int) Sum { return al.a[i].Sum }, func(j int) Sum { return al.b[j].Sum })
}

// chained pairs the places of two ranges whose key occurs once in each, as the
// longest chain that keeps the order on both sides.
func chained[K comparable](a0, a1, b0, b1 int, keyA, keyB func(int) K) [][2]int {
	type seen struct{ b, na, nb int }
	at := make(map[K]seen, a1-a0)
	for i := a0; i < a1; i++ {
		s := at[keyA(i)]
		s.na++
		at[keyA(i)] = s
	}
	for j := b0; j < b1; j++ {
		if s, ok := at[keyB(j)]; ok {
			s.b = j
			s.nb++
			at[keyB(j)] = s
		}
	}
	var pairs [][2]int
	for i := a0; i < a1; i++ {
		if s := at[keyA(i)]; s.na == 1 && s.nb == 1 {
			pairs = append(pairs, [2]int{i, s.b})
		}
	}
	return Increasing(pairs)
}

// Increasing returns the longest chain of pairs (sorted by the first) whose second
// members increase.
func Increasing(pairs [][2]int) [][2]int {
	var tails []int // index in pairs of the smallest end of a chain of each length
	before := make([]int, len(pairs))
	for i, p := range pairs {
		n, _ := slices.BinarySearchFunc(tails, p[1], func(t, v int) int { return cmp.Compare(pairs[t][1], v) })
		before[i] = -1
		if n > 0 {
			before[i] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, i)
		} else {
			tails[n] = i
		}
	}
	if len(tails) == 0 {
		return nil
	}
	out := make([][2]int, len(tails))
	for i, k := len(tails)-1, tails[len(tails)-1]; i >= 0; i, k = i-1, before[k] {
		out[i] = pairs[k]
	}
	return out
}

// A likely pair of a gap.
type likely struct {
	a, b int
	like float64
}

// gap pairs the alike lines between two anchors, in order.
func (al *aligner) gap(a0, a1, b0, b1 int) {
	if x, y := &al.a[a0], &al.b[b0]; a1-a0 == 1 && b1-b0 == 1 && (mostlySame(x, y) || x.Kind == parse.Heading && y.Kind == parse.Heading) {
		al.emit(a0, b0) // between the same lines a heading has a new title
		return
	}
	var pairs []likely
	if (a1-a0)*(b1-b0) <= fullGap {
		for i := a0; i < a1; i++ {
			for j := b0; j < b1; j++ {
				if s := likeness(&al.a[i], &al.b[j]); s >= pairEnough {
					pairs = append(pairs, likely{i, j, s})
				}
			}
		}
	} else {
		pairs = rarePairs(al.a, al.b, seq(a0, a1), seq(b0, b1), pairEnough)
	}
	for _, p := range heaviest(pairs) {
		al.alone(a0, p.a, b0, p.b)
		al.emit(p.a, p.b)
		a0, b0 = p.a+1, p.b+1
	}
	al.alone(a0, a1, b0, b1)
}

func seq(from, to int) []int {
	out := make([]int, 0, to-from)
	for ; from < to; from++ {
		out = append(out, from)
	}
	return out
}

// heaviest returns the chain of pairs, increasing on both sides, that is alike
// most in sum.
func heaviest(pairs []likely) []likely {
	slices.SortFunc(pairs, func(x, y likely) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	if len(pairs) > maxChain {
		pairs = pairs[:maxChain]
	}
	best := make([]float64, len(pairs))
	before := make([]int, len(pairs))
	end := -1
	for i, p := range pairs {
		best[i], before[i] = p.like, -1
		for k := range i {
			if q := pairs[k]; q.a < p.a && q.b < p.b && best[k]+p.like > best[i]+1e-9 {
				best[i], before[i] = best[k]+p.like, k
			}
		}
		if end < 0 || best[i] > best[end]+1e-9 {
			end = i
		}
	}
	var out []likely
	for ; end >= 0; end = before[end] {
		out = append(out, pairs[end])
	}
	slices.Reverse(out)
	return out
}

// rarePairs compares only those lines that share a pair of words which is rare
// among them.
func rarePairs(a, b []Line, as, bs []int, enough float64) []likely {
	index := map[Gram][]int{}
	for _, i := range as {
		for _, g := range GramsOf(a[i:i+1], AllLines) {
			index[g] = append(index[g], i)
		}
	}
	var out []likely
	for _, j := range bs {
		hits := map[int]int{}
		for _, g := range GramsOf(b[j:j+1], AllLines) {
			if len(index[g]) <= rarePosts {
				for _, i := range index[g] {
					hits[i]++
				}
			}
		}
		for i := range hits {
			if s := likeness(&a[i], &b[j]); s >= enough {
				out = append(out, likely{i, j, s})
			}
		}
	}
	return out
}

// mostlySame tells cheaply of most edited lines that they are alike: they begin and
// end alike for two thirds of the longer one.
func mostlySame(a, b *Line) bool {
	x, y := a.Sum, b.Sum
	n, m := 0, 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	for m < len(x)-n && m < len(y)-n && x[len(x)-1-m] == y[len(y)-1-m] {
		m++
	}
	return a.Kind == b.Kind && 3*(n+m) >= 2*max(len(x), len(y))
}

// likeness compares two lines by their words, 0 to 1. A heading is only like a
// heading; rows with one key (first cell) are the same row.
func likeness(a, b *Line) float64 {
	if (a.Kind == parse.Heading) != (b.Kind == parse.Heading) || (a.Kind == parse.Row) != (b.Kind == parse.Row) {
		return 0
	}
	x, y := a.bag(), b.bag()
	if len(x)+len(y) == 0 {
		return 0
	}
	common, j := 0, 0
	for _, g := range x {
		for j < len(y) && y[j] < g {
			j++
		}
		if j < len(y) && y[j] == g {
			common++
			j++
		}
	}
	s := 2 * float64(common) / float64(len(x)+len(y))
	if a.Kind == parse.Row && a.First != "" && a.First == b.First {
		s = max(s, .7)
	}
	if min(a.Words, b.Words) >= leastWhole && a.Kind == parse.Paragraph && b.Kind == parse.Paragraph && (opensOrEnds(a.Sum, b.Sum) || opensOrEnds(b.Sum, a.Sum)) {
		s = max(s, pairEnough)
	}
	return s
}

// leastWhole is how many words a passage has at least that another one begins or ends with.
const leastWhole = 3

// opensOrEnds tells whether a passage begins or ends with all sentences of a shorter one.
func opensOrEnds(short, long Sum) bool {
	return strings.HasSuffix(string(short), ".") && (strings.HasPrefix(string(long), string(short)+" ") || strings.HasSuffix(string(long), ". "+string(short)))
}

// movedWords is how many words a line has at least that says by itself that it moved.
const movedWords = 4

// markMoves turns a deletion and an insertion of the same words into a move.
func markMoves(a, b []Line, steps []step) {
	gone, come := map[int]int{}, map[int]int{} // line -> step
	short, shortTo := map[int]int{}, map[int]int{}
	bySum := map[Sum][]int{}
	for n, s := range steps {
		switch {
		case s.same:
		case s.b < 0 && a[s.a].Words < movedWords:
			short[s.a] = n
		case s.b < 0:
			gone[s.a] = n
			bySum[a[s.a].Sum] = append(bySum[a[s.a].Sum], s.a)
		case s.a < 0 && b[s.b].Words < movedWords:
			shortTo[s.b] = n
		case s.a < 0:
			come[s.b] = n
		}
	}
	shortMoves(a, b, steps, short, shortTo)
	if len(gone) == 0 || len(come) == 0 {
		return
	}
	// A short line goes with its neighbour: the heading of a part, the head of a table.
	var link func(i, j int, from, to map[int]int)
	link = func(i, j int, from, to map[int]int) {
		x, y := &steps[from[i]], &steps[to[j]]
		x.move, x.peer, y.move, y.peer = true, j, true, i
		delete(from, i)
		delete(to, j)
		for d := -1; d <= 1; d += 2 {
			_, okA := short[i+d]
			_, okB := shortTo[j+d]
			if okA && okB && a[i+d].Sum == b[j+d].Sum {
				link(i+d, j+d, short, shortTo)
			}
		}
	}
	for _, j := range slices.Sorted(maps.Keys(come)) {
		if is := bySum[b[j].Sum]; len(is) > 0 {
			bySum[b[j].Sum] = is[1:]
			link(is[0], j, gone, come)
		}
	}
	near := rarePairs(a, b, slices.Sorted(maps.Keys(gone)), slices.Sorted(maps.Keys(come)), moveEnough)
	slices.SortFunc(near, func(x, y likely) int {
		return cmp.Or(cmp.Compare(y.like, x.like), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	for _, p := range near {
		_, okA := gone[p.a]
		_, okB := come[p.b]
		if okA && okB && a[p.a].Words >= 6 {
			link(p.a, p.b, gone, come)
		}
	}
	moveHeadings(a, b, steps)
}

// moveHeadings marks the headings that have another number above lines that moved.
func moveHeadings(a, b []Line, steps []step) {
	alone, aloneTo := map[int]int{}, map[int]int{} // line -> step
	for n, s := range steps {
		switch {
		case s.move:
		case s.b < 0:
			alone[s.a] = n
		case s.a < 0:
			aloneTo[s.b] = n
		}
	}
	for _, s := range steps {
		if !s.move || s.b < 0 {
			continue
		}
		i, j := s.peer-1, s.b-1
		n, okA := alone[i]
		m, okB := aloneTo[j]
		if okA && okB && renumbered(&a[i], &b[j]) {
			steps[n].move, steps[n].peer, steps[m].move, steps[m].peer = true, j, true, i
			delete(alone, i)
			delete(aloneTo, j)
		}
	}
}

// itsNumber is what counts a heading: "Appendix 2", "Form B".
var itsNumber = regexp.MustCompile(`\b(?:\d+(?:\.\d+)*|[a-z])\b`)

// renumbered tells whether two headings are one but for its number.
func renumbered(a, b *Line) bool {
	if a.Kind != parse.Heading || b.Kind != parse.Heading {
		return false
	}
	was, is := itsNumber.ReplaceAllString(FoldText(a.Text), ""), itsNumber.ReplaceAllString(FoldText(b.Text), "")
	return was == is && HasLetters(was)
}

// shortMoves marks the short points of a list and rows of a table that changed places inside it;
// both maps lead from lines to steps.
func shortMoves(a, b []Line, steps []step, gone, come map[int]int) {
	if len(gone) == 0 || len(come) == 0 || len(gone)+len(come) > fullGap {
		return
	}
	from := map[string][]int{}
	for _, i := range slices.Sorted(maps.Keys(gone)) {
		if key := seatKey(a, i); key != "" {
			from[key] = append(from[key], i)
		}
	}
	for _, j := range slices.Sorted(maps.Keys(come)) {
		key := seatKey(b, j)
		if is := from[key]; len(is) > 0 {
			from[key] = is[1:]
			x, y := &steps[gone[is[0]]], &steps[come[j]]
			x.move, x.peer, y.move, y.peer = true, j, true, is[0]
			delete(gone, is[0])
			delete(come, j)
		}
	}
}
