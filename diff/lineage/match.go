// Package lineage finds for each section of an edition the one of the edition before that it
// descends from, and hands its ID on.
package lineage

import (
	"slices"
	"strings"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// A Match is the correspondence of the sections of two editions.
type Match struct {
	// ToPrev[i] is the index in the older edition of the section that section
	// i of the newer one descends from, -1 if none.
	ToPrev []int
	// ToCur is the same in the other direction.
	ToCur  []int
	Splits []Branch // From (older) gave away a part that is now Into (newer), or part of it where there are several of one
	Merges []Branch // From (older) was absorbed by Into (newer), in part where there are several of one
	// Restless are the places that are the site's and were left out on both sides.
	Restless []Restless

	dispersed map[int][]int // of each older unit that was divided among several: where each line went
	gathered  map[int][]int // of each newer unit that was made of parts of several: whence each line came
	forms     map[form]form // how the site changed the addresses of its pages

	Prev, Cur *Side
	Blind     map[int]bool // newer units whose words could not be seen
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
	m.Prev, m.Cur, m.Restless = Sides(prev, cur)
	m.ToPrev, m.ToCur = None(len(cur.Sections)), None(len(prev.Sections))
	m.Stages()
	return m
}

// Stages pairs what is free yet, the surest signs first.
func (m *Match) Stages() {
	m.exactStages()
	m.placeholders()
	m.containers()
	m.twins()
	for range 2 {
		m.alike()
	}
	m.dispersed, m.gathered = map[int][]int{}, map[int][]int{}
	m.dispersal().find(m.free(m.Prev, m.ToCur))
	m.gathering().find(m.free(m.Cur, m.ToPrev))
	m.containers()
	m.comeAndGone()
	m.innerStages()
}

// None is a correspondence of n sections with nothing.
func None(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// Pair makes two sections correspond.
func (m *Match) Pair(p, c int) { m.ToCur[p], m.ToPrev[c] = c, p }

// exactStages pairs units by keys that occur once on each side.
func (m *Match) exactStages() {
	m.unique(func(s *Side, i int) string {
		if d := s.Docs[i]; d.Words > 0 && s.Class(i) != 'p' {
			return string(s.Class(i)) + s.Title[i] + "\x00" + string(d.Sum)
		}
		return ""
	})
	m.uniqueIf(wholeText, m.handedOn())
	m.uniqueIf(TitleKey, m.related)
	m.uniqueIf(func(s *Side, i int) string {
		if k := TitleKey(s, i); k != "" && s.Up[i] >= 0 {
			return k + "\x00" + s.Title[s.Up[i]]
		}
		return ""
	}, m.related)
	m.unique(func(s *Side, i int) string {
		if d := s.Docs[i]; d.Words >= 8 && s.Class(i) != 'p' {
			return string(d.Sum)
		}
		return ""
	})
	m.learnForms()
	m.uniqueIf(func(s *Side, i int) string {
		if s.Class(i) == 'c' && !strings.Contains(s.Sec(i).URL, "#") {
			return m.address(s, i)
		}
		return ""
	}, func(p, c int) bool { return m.plausible(p, c) && !m.givenAway(p, c) })
	m.unique(func(s *Side, i int) string {
		if s.Class(i) == 'c' {
			return s.Sec(i).FileSHA
		}
		return ""
	})
}

// wholeText is the whole text of a chapter that is too long to be there twice by
// chance: it says more than a title, which boards hand on from one chapter to
// another.
func wholeText(s *Side, i int) string {
	if d := s.Docs[i]; d.Words >= TellingWords && s.Class(i) != 'p' {
		return string(d.Sum)
	}
	return ""
}

// TellingWords is the length from which a text tells which chapter it is.
const TellingWords = 20

// handedOn returns a doubt about pairs of one text under two titles: where either
// title goes on under a text that is alike, two chapters that were nearly the same
// only became more so.
func (m *Match) handedOn() func(p, c int) bool {
	old, now := UniqueKeys(m.Prev, m.ToCur, TitleKey), UniqueKeys(m.Cur, m.ToPrev, TitleKey)
	goesOn := func(p, c int, known bool) bool { return known && p >= 0 && c >= 0 && m.quickLikeness(p, c) >= .3 }
	return func(p, c int) bool {
		from, to := TitleKey(m.Prev, p), TitleKey(m.Cur, c)
		heir, hasHeir := now[from]
		source, hasSource := old[to]
		return from == to || !goesOn(p, heir, hasHeir) && !goesOn(source, c, hasSource)
	}
}

// related refuses two chapters of one title whose texts have no line in common:
// one may have got the title of the other. Likeness decides such cases, with the
// title among its signs.
func (m *Match) related(p, c int) bool {
	a, b := m.Prev.Docs[p], m.Cur.Docs[c]
	if a.Words < TellingWords || b.Words < TellingWords {
		return !m.setApart(p, c)
	}
	like := m.quickLikeness(p, c)
	return like > 0 && !m.exchanged(p, c, like)
}

// exchanged tells whether chapters only handed their titles on: the text of p goes on under
// another title, and that of c stood under another one. Where one chapter alone was rewritten
// its title says which it is.
func (m *Match) exchanged(p, c int, like float64) bool {
	const other, own, some = .6, .3, .1 // the least likeness of the one text, the most of the other; the least to look at sentences
	if like >= own || m.Prev.Class(p) != 'c' || m.Cur.Class(c) != 'c' {
		return false
	}
	goesOn := func(q, d int) bool {
		return m.Prev.Class(q) == 'c' && m.Cur.Class(d) == 'c' && m.Prev.Title[q] != m.Cur.Title[d] && m.quickLikeness(q, d) >= some && m.sentenceLikeness(q, d) >= other
	}
	heir := slices.ContainsFunc(m.Cur.Units, func(d int) bool { return d != c && m.ToPrev[d] < 0 && goesOn(p, d) })
	return heir && slices.ContainsFunc(m.Prev.Units, func(q int) bool { return q != p && m.ToCur[q] < 0 && goesOn(q, c) })
}

// setApart tells whether a part of the manual of one kind has only the title of one of another
// kind, whose chapters stand all in a third of the same kind as before: a new part above a group
// took the name of the group.
func (m *Match) setApart(p, c int) bool {
	kind := m.Prev.Sec(p).Kind
	if !m.Prev.Bare(p) || !m.Cur.Bare(c) || kind == m.Cur.Sec(c).Kind {
		return false
	}
	heir := -1
	for _, kid := range m.Prev.Kids[p] {
		d := m.likelyHeir(kid)
		if d < 0 {
			continue
		}
		up := m.Cur.Up[d]
		if up < 0 || heir >= 0 && up != heir {
			return false
		}
		heir = up
	}
	return heir >= 0 && heir != c && m.Cur.Sec(heir).Kind == kind && m.Cur.Title[heir] != m.Prev.Title[p]
}

// likelyHeir is the newer unit that an older one descends from, or the only one with its title.
func (m *Match) likelyHeir(p int) int {
	if m.ToCur[p] >= 0 {
		return m.ToCur[p]
	}
	found := -1
	for _, c := range m.Cur.Units {
		if k := TitleKey(m.Cur, c); k != "" && k == TitleKey(m.Prev, p) {
			if found >= 0 {
				return -1
			}
			found = c
		}
	}
	return found
}

// TitleKey is a title folded, so that equal titles are equal.
func TitleKey(s *Side, i int) string {
	if s.Class(i) == 'p' || s.Title[i] == "" {
		return ""
	}
	return string(s.Class(i)) + s.Title[i]
}

// unique pairs the free units whose key occurs exactly once among the free units
// of each side. The empty key is none. A key that the whole edition shares (one
// file for all chapters) is no key, as it occurs more than once.
func (m *Match) unique(key func(*Side, int) string) { m.uniqueIf(key, m.plausible) }

// uniqueIf is unique with another doubt about the pairs, all of which is judged by what
// corresponded before.
func (m *Match) uniqueIf(key func(*Side, int) string, fits func(p, c int) bool) {
	old := UniqueKeys(m.Prev, m.ToCur, key)
	var pairs [][2]int
	for k, c := range UniqueKeys(m.Cur, m.ToPrev, key) {
		if p, ok := old[k]; ok && p >= 0 && c >= 0 && fits(p, c) {
			pairs = append(pairs, [2]int{p, c})
		}
	}
	for _, x := range pairs {
		m.Pair(x[0], x[1])
	}
}

// UniqueKeys are the keys that one unit alone has, with that unit; units that correspond already are left out.
func UniqueKeys(s *Side, taken []int, key func(*Side, int) string) map[string]int {
	seen := map[string]int{}
	for _, u := range s.Units {
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
	if (m.Prev.Class(p) == 'p') != (m.Cur.Class(c) == 'p') {
		return false
	}
	if m.Prev.Title[p] == m.Cur.Title[c] || m.Prev.Docs[p].Sum == m.Cur.Docs[c].Sum {
		return true
	}
	return TitleLikeness(m.Prev.Title[p], m.Cur.Title[c]) > 0 || m.quickLikeness(p, c) >= .3
}

// placeholders pairs "Not in use" rows, and rows that have no title at all, by
// their code: they have nothing else.
func (m *Match) placeholders() {
	key := func(s *Side, i int) string {
		number := textdiff.FoldNumber(s.Sec(i).Number)
		if number == "" || s.Class(i) != 'p' && s.Title[i] != "" {
			return ""
		}
		return string(s.Class(i)) + number
	}
	m.uniqueIf(key, func(p, c int) bool { return m.plausible(p, c) && !m.elsewhere(p, c) })
}

// elsewhere tells whether the part of the manual that p stands in goes on in another than that
// of c, which got its number: so did all that stands below it.
func (m *Match) elsewhere(p, c int) bool {
	up := m.Prev.Up[p]
	return up >= 0 && m.ToCur[up] >= 0 && m.ToCur[up] != m.Cur.Up[c] && textdiff.FoldNumber(m.Prev.Sec(up).Number) != textdiff.FoldNumber(m.Cur.Sec(m.ToCur[up]).Number)
}

// containers pairs sections and groups by the children they share.
func (m *Match) containers() {
	for k := len(m.Cur.Units) - 1; k >= 0; k-- {
		c := m.Cur.Units[k]
		if m.ToPrev[c] >= 0 || len(m.Cur.Kids[c]) == 0 {
			continue
		}
		if p := m.parentOfMost(c); p >= 0 && m.ToCur[p] < 0 {
			m.Pair(p, c)
		}
	}
}

// parentOfMost is the free older unit that held at least half of the children
// that c shares with the older edition, and lost most of its own to c.
func (m *Match) parentOfMost(c int) int {
	votes := map[int]int{}
	n := 0
	for _, kid := range m.Cur.Kids[c] {
		if p := m.ToPrev[kid]; p >= 0 && m.Prev.Up[p] >= 0 {
			votes[m.Prev.Up[p]]++
			n++
		}
	}
	best := -1
	for p, v := range votes {
		if 2*v >= n && 2*v >= len(m.Prev.Kids[p]) && m.ToCur[p] < 0 && (best < 0 || v > votes[best] || v == votes[best] && p < best) {
			best = p
		}
	}
	if best >= 0 && m.betterHeir(best, c) {
		return -1
	}
	return best
}

// betterHeir tells whether another part of the manual has as good a claim to be what an older one
// is now, which gave half of its chapters to each, and its name, or else its place, goes on there.
func (m *Match) betterHeir(p, c int) bool {
	votes := map[int]int{}
	for _, kid := range m.Prev.Kids[p] {
		if d := m.ToCur[kid]; d >= 0 && m.Cur.Up[d] >= 0 {
			votes[m.Cur.Up[d]]++
		}
	}
	for d, n := range votes {
		if d == c || m.ToPrev[d] >= 0 || m.Cur.Class(d) != m.Cur.Class(c) || n < votes[c] {
			continue
		}
		mine, other := TitleLikeness(m.Prev.Title[p], m.Cur.Title[c]), TitleLikeness(m.Prev.Title[p], m.Cur.Title[d])
		if n > votes[c] || other > mine || other == mine && d < c {
			return true
		}
	}
	return false
}

// twins pairs units whose title occurs more than once, first inside the same
// parent, then in order.
func (m *Match) twins() {
	for _, inParent := range []bool{true, false} {
		free := map[string][]int{}
		for _, p := range m.Prev.Units {
			if k := TitleKey(m.Prev, p); m.ToCur[p] < 0 && k != "" {
				free[k] = append(free[k], p)
			}
		}
		for _, c := range m.Cur.Units {
			if m.ToPrev[c] >= 0 {
				continue
			}
			m.takeTwin(free, c, inParent)
		}
	}
}

func (m *Match) takeTwin(free map[string][]int, c int, inParent bool) {
	k := TitleKey(m.Cur, c)
	best, bestScore := -1, -1.0
	for n, p := range free[k] {
		if p < 0 || inParent != m.SameParent(p, c) || n > 64 {
			continue
		}
		if score := m.quickLikeness(p, c); score > bestScore && !m.exchanged(p, c, score) && !m.setApart(p, c) {
			best, bestScore = n, score
		}
	}
	if best >= 0 {
		m.Pair(free[k][best], c)
		free[k][best] = -1
	}
}

// SameParent tells whether the parents of p and c are one, or both at the top.
func (m *Match) SameParent(p, c int) bool {
	pp, pc := m.Prev.Up[p], m.Cur.Up[c]
	if pp < 0 || pc < 0 {
		return pp < 0 && pc < 0
	}
	return m.ToCur[pp] == pc
}

// comeAndGone pairs a code that went between "Not in use" and a chapter.
func (m *Match) comeAndGone() {
	m.declaredFilled()
	key := func(s *Side, i int) string {
		if cls := s.Class(i); cls != 'p' && cls != 'c' {
			return ""
		}
		return textdiff.FoldNumber(s.Sec(i).Number)
	}
	old := UniqueKeys(m.Prev, m.ToCur, key)
	for k, c := range UniqueKeys(m.Cur, m.ToPrev, key) {
		p, ok := old[k]
		if !ok || p < 0 || c < 0 || (m.Prev.Class(p) == 'p') == (m.Cur.Class(c) == 'p') || m.isBranch(p, c) {
			continue
		}
		m.Pair(p, c)
	}
	m.filled()
}

// filled pairs a number "Not in use" with the chapter that took its place while the
// numbers shifted, or the other way about, or with itself under its new number: each stands
// between the same neighbours.
func (m *Match) filled() {
	for _, p := range m.Prev.Units {
		if m.ToCur[p] >= 0 {
			continue
		}
		before, after := m.Prev.neighbours(p)
		if before < 0 && after < 0 {
			continue
		}
		for _, c := range m.Cur.Units {
			if m.ToPrev[c] >= 0 || !m.swapped(p, c) && !m.bothFree(p, c) || !m.SameParent(p, c) {
				continue
			}
			if left, right := m.Cur.neighbours(c); m.corresponds(before, left) && (m.corresponds(after, right) || m.bothFree(after, right)) {
				m.Pair(p, c)
				break
			}
		}
	}
}

// bothFree reports two numbers "Not in use" that correspond to nothing yet.
func (m *Match) bothFree(p, c int) bool {
	return p >= 0 && c >= 0 && m.ToCur[p] < 0 && m.ToPrev[c] < 0 && m.Prev.Class(p) == 'p' && m.Cur.Class(c) == 'p'
}

// swapped reports a number "Not in use" on one side and a numbered chapter on the other.
func (m *Match) swapped(p, c int) bool {
	a, b := m.Prev.Class(p), m.Cur.Class(c)
	return (a == 'p' && b == 'c' || a == 'c' && b == 'p') && m.Prev.Sec(p).Number != "" && m.Cur.Sec(c).Number != "" && !m.isBranch(p, c)
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
	return slices.ContainsFunc(m.Splits, func(b Branch) bool { return b.Into == c })
}
