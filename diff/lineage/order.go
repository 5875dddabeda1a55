package lineage

import "manualwatch/diff/textdiff"

// MovedUnits returns the newer units that moved: to another parent, or out of
// order among those that stayed with theirs (all but the longest chain that kept
// its order).
func (m *Match) MovedUnits() map[int]bool {
	moved, together := map[int]bool{}, m.together()
	for _, c := range m.Cur.Units {
		if p := m.ToPrev[c]; p >= 0 && !m.SameParent(p, c) && !m.regrouped(p, c, together) {
			moved[c] = true
		}
	}
	for _, parent := range append([]int{-1}, m.Cur.Units...) {
		m.outOfOrder(m.Cur.Kids[parent], moved)
	}
	return moved
}

// together counts the units that stood under one parent, and stand under one now, by these
// two.
func (m *Match) together() map[[2]int]int {
	counts := map[[2]int]int{}
	for _, c := range m.Cur.Units {
		if p := m.ToPrev[c]; p >= 0 {
			counts[[2]int{m.Prev.Up[p], m.Cur.Up[c]}]++
		}
	}
	return counts
}

// regrouped tells whether a unit stands under another parent only because a group
// was put in or taken out between it and the section it belongs to. Where its parent went
// and it stands under a new one, most of what is under either must have come along: parts
// that are replaced by others, among which their chapters are shared out, were no group
// in between.
func (m *Match) regrouped(p, c int, together map[[2]int]int) bool {
	up := func(s *Side, i int, other []int) int {
		for i = s.Up[i]; i >= 0 && other[i] < 0; i = s.Up[i] {
		}
		return i
	}
	a, b := up(m.Prev, p, m.ToCur), up(m.Cur, c, m.ToPrev)
	if a == m.Prev.Up[p] && b == m.Cur.Up[c] {
		return false // both parents live on: it left one for the other
	}
	if old, now := m.Prev.Up[p], m.Cur.Up[c]; a != old && b != now {
		if n := 2 * together[[2]int{old, now}]; n <= len(m.Prev.Kids[old]) || n <= len(m.Cur.Kids[now]) {
			return false
		}
	}
	if a < 0 || b < 0 {
		return a < 0 && b < 0 && m.Prev.Up[p] != -1 && m.Cur.Up[c] != -1
	}
	return m.ToCur[a] == b
}

// outOfOrder marks the children outside the heaviest chain in the old order. A
// child that kept its number weighs a little more, so that of two neighbours that
// changed places the renumbered one moved.
func (m *Match) outOfOrder(kids []int, moved map[int]bool) {
	var stay []int
	inOrder, last := true, -1
	for _, c := range kids {
		if p := m.ToPrev[c]; p >= 0 && !moved[c] {
			stay = append(stay, c)
			inOrder = inOrder && p > last
			last = p
		}
	}
	if inOrder || m.sorted(kids) {
		return
	}
	keep := m.heaviestOrder(stay)
	for _, c := range stay {
		if !keep[c] {
			moved[c] = true
		}
	}
}

// sortedKids is the least number of entries whose being in the order of their titles is no
// chance.
const sortedKids = 4

// sorted reports children without numbers that stand in the order of their titles: whatever
// order they had, theirs is that of the alphabet now, and none of them was given another place.
func (m *Match) sorted(kids []int) bool {
	last := ""
	for _, c := range kids {
		s := m.Cur.Sec(c)
		title := textdiff.FoldText(s.Title)
		if s.Number != "" || title < last {
			return false
		}
		last = title
	}
	return len(kids) >= sortedKids
}

const maxSiblings = 3000 // beyond it the chain ignores weights

func (m *Match) heaviestOrder(stay []int) map[int]bool {
	keep := map[int]bool{}
	if len(stay) > maxSiblings {
		pairs := make([][2]int, len(stay))
		for i, c := range stay {
			pairs[i] = [2]int{c, m.ToPrev[c]}
		}
		for _, x := range textdiff.Increasing(pairs) {
			keep[x[0]] = true
		}
		return keep
	}
	best, before, end := make([]int, len(stay)), make([]int, len(stay)), -1
	for i, c := range stay {
		w := 100000
		if textdiff.FoldNumber(m.Cur.Sec(c).Number) == textdiff.FoldNumber(m.Prev.Sec(m.ToPrev[c]).Number) {
			w++
		}
		best[i], before[i] = w, -1
		for k := range i {
			if m.ToPrev[stay[k]] < m.ToPrev[c] && best[k]+w > best[i] {
				best[i], before[i] = best[k]+w, k
			}
		}
		if end < 0 || best[i] > best[end] {
			end = i
		}
	}
	for ; end >= 0; end = before[end] {
		keep[stay[end]] = true
	}
	return keep
}
