package diff

import (
	"strings"

	"manualwatch/normalise"
)

// A Match is the correspondence of the sections of two editions.
type Match struct {
	// ToPrev[i] is the index in the older edition of the section that section
	// i of the newer one descends from, -1 if none.
	ToPrev []int
	// ToCur is the same in the other direction.
	ToCur  []int
	Splits []Branch // From (older) gave away a part that is now Into (newer)
	Merges []Branch // From (older) was absorbed by Into (newer)
	// Restless are the places that are the site's and were left out on both sides.
	Restless []Restless

	prev, cur *side
	blind     map[int]bool // newer units whose words could not be seen
}

// A Branch is a chapter that came out of another or went into another.
type Branch struct {
	From, Into int
}

// Carry matches the trees of two editions and writes the lineage of prev into
// cur: Section.ID, Amendment.SectionID, Reference.SectionID. With prev == nil
// every section gets a fresh ID, a hash of board, run and place, which it keeps
// for ever.
func Carry(prev, cur *normalise.Edition) Match {
	if prev == nil {
		freshIDs(cur)
		return Match{}
	}
	m := matchTrees(prev, cur)
	carryIDs(&m)
	return m
}

// matchTrees finds the correspondence without writing anything. Sure signs come
// first, likeness last and only among what is left; the number is never a key,
// except for placeholders, which have nothing else.
func matchTrees(prev, cur *normalise.Edition) Match {
	var m Match
	m.prev, m.cur, m.Restless = sides(prev, cur)
	m.ToPrev, m.ToCur = none(len(cur.Sections)), none(len(prev.Sections))
	m.stages()
	return m
}

// stages pairs what is free yet, the surest signs first.
func (m *Match) stages() {
	m.exactStages()
	m.placeholders()
	m.containers()
	m.twins()
	for range 2 {
		m.alike()
	}
	m.containers()
	m.comeAndGone()
	m.innerStages()
}

// none is a correspondence of n sections with nothing.
func none(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// pair makes two sections correspond.
func (m *Match) pair(p, c int) { m.ToCur[p], m.ToPrev[c] = c, p }

// exactStages pairs units by keys that occur once on each side.
func (m *Match) exactStages() {
	m.unique(func(s *side, i int) string {
		if d := s.docs[i]; d.words > 0 && s.class(i) != 'p' {
			return string(s.class(i)) + s.title[i] + "\x00" + string(d.sum)
		}
		return ""
	})
	m.uniqueIf(wholeText, m.handedOn())
	m.uniqueIf(titleKey, m.related)
	m.uniqueIf(func(s *side, i int) string {
		if k := titleKey(s, i); k != "" && s.up[i] >= 0 {
			return k + "\x00" + s.title[s.up[i]]
		}
		return ""
	}, m.related)
	m.unique(func(s *side, i int) string {
		if d := s.docs[i]; d.words >= 8 && s.class(i) != 'p' {
			return string(d.sum)
		}
		return ""
	})
	m.unique(func(s *side, i int) string {
		if s.class(i) == 'c' && !strings.Contains(s.sec(i).URL, "#") {
			return foldAddress(s.sec(i).URL)
		}
		return ""
	})
	m.unique(func(s *side, i int) string {
		if s.class(i) == 'c' {
			return s.sec(i).FileSHA
		}
		return ""
	})
}

// wholeText is the whole text of a chapter that is too long to be there twice by
// chance: it says more than a title, which boards hand on from one chapter to
// another.
func wholeText(s *side, i int) string {
	if d := s.docs[i]; d.words >= tellingWords && s.class(i) != 'p' {
		return string(d.sum)
	}
	return ""
}

// tellingWords is the length from which a text tells which chapter it is.
const tellingWords = 20

// handedOn returns a doubt about pairs of one text under two titles: where either
// title goes on under a text that is alike, two chapters that were nearly the same
// only became more so.
func (m *Match) handedOn() func(p, c int) bool {
	old, now := uniqueKeys(m.prev, m.ToCur, titleKey), uniqueKeys(m.cur, m.ToPrev, titleKey)
	goesOn := func(p, c int, known bool) bool { return known && p >= 0 && c >= 0 && m.quickLikeness(p, c) >= .3 }
	return func(p, c int) bool {
		from, to := titleKey(m.prev, p), titleKey(m.cur, c)
		heir, hasHeir := now[from]
		source, hasSource := old[to]
		return from == to || !goesOn(p, heir, hasHeir) && !goesOn(source, c, hasSource)
	}
}

// related refuses two chapters of one title whose texts have no line in common:
// one may have got the title of the other. Likeness decides such cases, with the
// title among its signs.
func (m *Match) related(p, c int) bool {
	a, b := m.prev.docs[p], m.cur.docs[c]
	return a.words < tellingWords || b.words < tellingWords || m.quickLikeness(p, c) > 0
}

// titleKey is a title folded, so that equal titles are equal.
func titleKey(s *side, i int) string {
	if s.class(i) == 'p' || s.title[i] == "" {
		return ""
	}
	return string(s.class(i)) + s.title[i]
}

// unique pairs the free units whose key occurs exactly once among the free units
// of each side. The empty key is none. A key that the whole edition shares (one
// file for all chapters) is no key, as it occurs more than once.
func (m *Match) unique(key func(*side, int) string) { m.uniqueIf(key, m.plausible) }

// uniqueIf is unique with another doubt about the pairs.
func (m *Match) uniqueIf(key func(*side, int) string, fits func(p, c int) bool) {
	old := uniqueKeys(m.prev, m.ToCur, key)
	for k, c := range uniqueKeys(m.cur, m.ToPrev, key) {
		if p, ok := old[k]; ok && p >= 0 && c >= 0 && fits(p, c) {
			m.pair(p, c)
		}
	}
}

// uniqueKeys are the keys that one unit alone has, with that unit; units that correspond already are left out.
func uniqueKeys(s *side, taken []int, key func(*side, int) string) map[string]int {
	seen := map[string]int{}
	for _, u := range s.units {
		if taken[u] >= 0 {
			continue
		}
		if k := key(s, u); k != "" {
			if _, dup := seen[k]; dup {
				seen[k] = -1
			} else {
				seen[k] = u
			}
		}
	}
	return seen
}

// plausible refuses a pair that shares a key but neither a word of its title nor
// of its text: an address that was given to something else.
func (m *Match) plausible(p, c int) bool {
	if (m.prev.class(p) == 'p') != (m.cur.class(c) == 'p') {
		return false
	}
	if m.prev.title[p] == m.cur.title[c] || m.prev.docs[p].sum == m.cur.docs[c].sum {
		return true
	}
	return titleLikeness(m.prev.title[p], m.cur.title[c]) > 0 || m.quickLikeness(p, c) >= .3
}

// placeholders pairs "Not in use" rows, and rows that have no title at all, by
// their code: they have nothing else.
func (m *Match) placeholders() {
	key := func(s *side, i int) string {
		number := foldNumber(s.sec(i).Number)
		if number == "" || s.class(i) != 'p' && s.title[i] != "" {
			return ""
		}
		return string(s.class(i)) + number
	}
	m.unique(key)
}

// containers pairs sections and groups by the children they share.
func (m *Match) containers() {
	for k := len(m.cur.units) - 1; k >= 0; k-- {
		c := m.cur.units[k]
		if m.ToPrev[c] >= 0 || len(m.cur.kids[c]) == 0 {
			continue
		}
		if p := m.parentOfMost(c); p >= 0 && m.ToCur[p] < 0 {
			m.pair(p, c)
		}
	}
}

// parentOfMost is the free older unit that held at least half of the children
// that c shares with the older edition, and lost most of its own to c.
func (m *Match) parentOfMost(c int) int {
	votes := map[int]int{}
	n := 0
	for _, kid := range m.cur.kids[c] {
		if p := m.ToPrev[kid]; p >= 0 && m.prev.up[p] >= 0 {
			votes[m.prev.up[p]]++
			n++
		}
	}
	best := -1
	for p, v := range votes {
		if 2*v >= n && 2*v >= len(m.prev.kids[p]) && m.ToCur[p] < 0 && (best < 0 || v > votes[best] || v == votes[best] && p < best) {
			best = p
		}
	}
	return best
}

// twins pairs units whose title occurs more than once, first inside the same
// parent, then in order.
func (m *Match) twins() {
	for _, inParent := range []bool{true, false} {
		free := map[string][]int{}
		for _, p := range m.prev.units {
			if k := titleKey(m.prev, p); m.ToCur[p] < 0 && k != "" {
				free[k] = append(free[k], p)
			}
		}
		for _, c := range m.cur.units {
			if m.ToPrev[c] >= 0 {
				continue
			}
			m.takeTwin(free, c, inParent)
		}
	}
}

func (m *Match) takeTwin(free map[string][]int, c int, inParent bool) {
	k := titleKey(m.cur, c)
	best, bestScore := -1, -1.0
	for n, p := range free[k] {
		if p < 0 || inParent != m.sameParent(p, c) || n > 64 {
			continue
		}
		if score := m.quickLikeness(p, c); score > bestScore {
			best, bestScore = n, score
		}
	}
	if best >= 0 {
		m.pair(free[k][best], c)
		free[k][best] = -1
	}
}

// sameParent tells whether the parents of p and c are one, or both at the top.
func (m *Match) sameParent(p, c int) bool {
	pp, pc := m.prev.up[p], m.cur.up[c]
	if pp < 0 || pc < 0 {
		return pp < 0 && pc < 0
	}
	return m.ToCur[pp] == pc
}

// comeAndGone pairs a code that went between "Not in use" and a chapter.
func (m *Match) comeAndGone() {
	key := func(s *side, i int) string {
		if cls := s.class(i); cls != 'p' && cls != 'c' {
			return ""
		}
		return foldNumber(s.sec(i).Number)
	}
	old := uniqueKeys(m.prev, m.ToCur, key)
	for k, c := range uniqueKeys(m.cur, m.ToPrev, key) {
		p, ok := old[k]
		if !ok || p < 0 || c < 0 || (m.prev.class(p) == 'p') == (m.cur.class(c) == 'p') || m.isBranch(p, c) {
			continue
		}
		m.pair(p, c)
	}
	m.filled()
}

// filled pairs a number "Not in use" with the chapter that took its place while the
// numbers shifted, or the other way about: each stands between the same neighbours.
func (m *Match) filled() {
	for _, p := range m.prev.units {
		if m.ToCur[p] >= 0 {
			continue
		}
		before, after := m.prev.neighbours(p)
		if before < 0 && after < 0 {
			continue
		}
		for _, c := range m.cur.units {
			if m.ToPrev[c] >= 0 || !m.swapped(p, c) || !m.sameParent(p, c) {
				continue
			}
			if left, right := m.cur.neighbours(c); m.corresponds(before, left) && m.corresponds(after, right) {
				m.pair(p, c)
				break
			}
		}
	}
}

// swapped reports a number "Not in use" on one side and a numbered chapter on the other.
func (m *Match) swapped(p, c int) bool {
	a, b := m.prev.class(p), m.cur.class(c)
	return (a == 'p' && b == 'c' || a == 'c' && b == 'p') && m.prev.sec(p).Number != "" && m.cur.sec(c).Number != "" && !m.isBranch(p, c)
}

// corresponds reports two units that are one, or none on both sides.
func (m *Match) corresponds(p, c int) bool {
	if p < 0 || c < 0 {
		return p < 0 && c < 0
	}
	return m.ToCur[p] == c
}

func (m *Match) isBranch(p, c int) bool {
	for _, b := range m.Merges {
		if b.From == p {
			return true
		}
	}
	for _, b := range m.Splits {
		if b.Into == c {
			return true
		}
	}
	return false
}
