package lineage

import (
	"regexp"
	"slices"

	"manualwatch/diff/textdiff"
)

// inUse finds what boards write of a chapter that took a number which was not in use.
var inUse = regexp.MustCompile(`\b(?:(?:now|come|came|brought|put|taken) (?:back )?in(?:to)? use|number (?:is |was |has been )?(?:now )?(?:used|in use|taken|filled)|(?:previously|formerly) (?:a )?(?:number )?(?:not in use|vacant|unused|reserved))\b`)

// declaredFilled pairs a number "Not in use" with the chapter of which a row of the amendments
// says that it took one: where several came at that place while the numbers shifted, the number
// alone may be that of another.
func (m *Match) declaredFilled() {
	for _, sameNumber := range []bool{true, false} {
		for _, c := range m.saidToFill() {
			if p := m.placeholderOf(c, sameNumber); p >= 0 && m.ToPrev[c] < 0 {
				m.Pair(p, c)
			}
		}
	}
}

// givenAway tells whether a chapter that took a number "Not in use" has no more than the address
// of an older one, which had another number, another title and a text of its own: pages are named
// after the first words of their titles.
func (m *Match) givenAway(p, c int) bool {
	const own = .1 // the most that the texts share
	number := textdiff.FoldNumber(m.Cur.Sec(c).Number)
	if number == "" || number == textdiff.FoldNumber(m.Prev.Sec(p).Number) || m.Prev.Title[p] == m.Cur.Title[c] {
		return false
	}
	if min(m.Prev.Docs[p].Words, m.Cur.Docs[c].Words) < TellingWords || m.quickLikeness(p, c) >= own {
		return false
	}
	return slices.ContainsFunc(m.Prev.Units, func(q int) bool {
		return m.ToCur[q] < 0 && m.Prev.Class(q) == 'p' && textdiff.FoldNumber(m.Prev.Sec(q).Number) == number
	})
}

// saidToFill lists the newer chapters without an ancestor of which a new row says so, in order.
func (m *Match) saidToFill() []int {
	said := map[string]bool{}
	for _, a := range NewRows(m.Prev.Ed.Amendments, m.Cur.Ed.Amendments) {
		if a.SectionID != "" && inUse.MatchString(textdiff.FoldText(a.Details)) {
			said[a.SectionID] = true
		}
	}
	if len(said) == 0 {
		return nil
	}
	var out []int
	for _, c := range m.Cur.Units {
		if m.ToPrev[c] < 0 && said[m.Cur.Sec(c).ID] && !m.isBranch(-1, c) {
			out = append(out, c)
		}
	}
	return out
}

// placeholderOf is the number "Not in use" that a chapter may have taken: the one with its
// number, or the only one that stood where it stands; -1 if there is none.
func (m *Match) placeholderOf(c int, sameNumber bool) int {
	found := -1
	for _, p := range m.Prev.Units {
		if m.ToCur[p] >= 0 || !m.swapped(p, c) || m.Prev.Class(p) != 'p' || !m.SameParent(p, c) {
			continue
		}
		if sameNumber {
			if textdiff.FoldNumber(m.Prev.Sec(p).Number) == textdiff.FoldNumber(m.Cur.Sec(c).Number) {
				return p
			}
			continue
		}
		if !m.samePlace(p, c) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = p
	}
	return found
}

// samePlace tells whether two units stand between the same neighbours, those without a
// counterpart left out.
func (m *Match) samePlace(p, c int) bool {
	old, now := m.Prev.Kids[m.Prev.Up[p]], m.Cur.Kids[m.Cur.Up[c]]
	return !slices.ContainsFunc([]int{-1, 1}, func(step int) bool {
		return !m.corresponds(nextKnown(old, m.ToCur, p, step), nextKnown(now, m.ToPrev, c, step))
	})
}

// nextKnown is the next unit from i on among those of one parent, in a direction, that has a
// counterpart in the other edition; -1 for none.
func nextKnown(kids, other []int, i, step int) int {
	at := -1
	for k := range kids {
		if kids[k] == i {
			at = k
		}
	}
	for at += step; at >= 0 && at < len(kids); at += step {
		if other[kids[at]] >= 0 {
			return kids[at]
		}
	}
	return -1
}
