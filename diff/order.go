package diff

// movedUnits returns the newer units that moved: to another parent, or out of
// order among those that stayed with theirs (all but the longest chain that kept
// its order).
func (m *Match) movedUnits() map[int]bool {
	moved := map[int]bool{}
	for _, c := range m.cur.units {
		if p := m.ToPrev[c]; p >= 0 && !m.sameParent(p, c) && !m.regrouped(p, c) {
			moved[c] = true
		}
	}
	for _, parent := range append([]int{-1}, m.cur.units...) {
		m.outOfOrder(m.cur.kids[parent], moved)
	}
	return moved
}

// regrouped tells whether a unit stands under another parent only because a group
// was put in or taken out between it and the section it belongs to.
func (m *Match) regrouped(p, c int) bool {
	up := func(s *side, i int, other []int) int {
		for i = s.up[i]; i >= 0 && other[i] < 0; i = s.up[i] {
		}
		return i
	}
	a, b := up(m.prev, p, m.ToCur), up(m.cur, c, m.ToPrev)
	if a == m.prev.up[p] && b == m.cur.up[c] {
		return false // both parents live on: it left one for the other
	}
	if a < 0 || b < 0 {
		return a < 0 && b < 0 && m.prev.up[p] != -1 && m.cur.up[c] != -1
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

// sorted reports children without numbers that stand in the order of their titles: a list
// that is sorted now was sorted, and nothing in it was given another place.
func (m *Match) sorted(kids []int) bool {
	last := ""
	for _, c := range kids {
		s := m.cur.sec(c)
		title := foldText(s.Title)
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
		for _, x := range increasing(pairs) {
			keep[x[0]] = true
		}
		return keep
	}
	best, before, end := make([]int, len(stay)), make([]int, len(stay)), -1
	for i, c := range stay {
		w := 100000
		if foldNumber(m.cur.sec(c).Number) == foldNumber(m.prev.sec(m.ToPrev[c]).Number) {
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
