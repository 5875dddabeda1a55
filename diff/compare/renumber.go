package compare

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
)

// A shift is a unit whose number changed though nothing was done to it.
type shift struct {
	c        int
	from, to string
}

// maxCascades is how many parents may each tell of the numbers that one change
// shifted below them; where there are more, one change tells of all.
const maxCascades = 3

// renumbering folds the numbers that follow from other changes: one change on the
// parent of the renumbered units, with its cause. A number that nothing explains
// is a change of its own; where nothing explains a whole renumbering it is one
// change for all.
func (x *comparison) renumbering() {
	groups := map[int][]shift{} // by newer parent
	var spelled, free []shift
	var waiting [][]shift
	for _, c := range x.c.Units {
		switch s, ok := x.shiftOf(c); {
		case !ok:
		case x.spelling(s):
			spelled = append(spelled, s)
		case !x.waits(x.c.Up[c]) && x.outlier(s):
			x.ownNumber(s)
		default:
			groups[x.c.Up[c]] = append(groups[x.c.Up[c]], s)
		}
	}
	byCause := map[string][][]shift{}
	var causes []string
	for _, parent := range append([]int{-1}, x.c.Units...) {
		g := groups[parent]
		if len(g) == 0 {
			continue
		}
		if x.waits(parent) {
			waiting = append(waiting, g)
			continue
		}
		cause := x.causeOf(parent, g)
		switch {
		case cause != "":
		case 2*len(g) < len(x.c.Kids[parent]):
			x.ownNumbers(g)
			continue
		default:
			free = append(free, g...)
			continue
		}
		if byCause[cause] == nil {
			causes = append(causes, cause)
		}
		byCause[cause] = append(byCause[cause], g)
	}
	for _, cause := range causes {
		if len(byCause[cause]) > maxCascades {
			x.cascade(slices.Concat(byCause[cause]...), cause)
			continue
		}
		for _, g := range byCause[cause] {
			x.cascade(g, cause)
		}
	}
	x.follow(waiting)
	if len(spelled) > maxCascades {
		free, spelled = append(free, spelled...), nil
	}
	x.ownNumbers(spelled)
	if len(free) == 1 {
		x.ownNumber(free[0])
	} else if len(free) > 1 {
		x.cascade(free, "")
	}
}

// waits tells whether what makes the numbers under a parent shift may be something
// that cannot be told yet.
func (x *comparison) waits(parent int) bool {
	for ; parent >= 0; parent = x.c.Up[parent] {
		if x.c.Sec(parent).Waits {
			return true
		}
	}
	return x.c.Ed.Waits
}

// follow tells of numbers that follow from what cannot be told yet.
func (x *comparison) follow(waiting [][]shift) {
	if len(waiting) > maxCascades {
		waiting = [][]shift{slices.Concat(waiting...)}
	}
	for _, g := range waiting {
		x.cascade(g, "")
		ch := &x.out[len(x.out)-1].Change
		ch.Significance, ch.Reasons = diff.Editorial, []string{"the numbers follow from changes of which not all can be told yet"}
	}
}

func (x *comparison) ownNumbers(g []shift) {
	for _, s := range g {
		x.ownNumber(s)
	}
}

// shiftOf returns the number change of a unit, if it is one that a move, an
// activation or the renumbering of its parent does not explain.
func (x *comparison) shiftOf(c int) (shift, bool) {
	p := x.m.ToPrev[c]
	if p < 0 || x.moved[c] {
		return shift{}, false
	}
	a, b := x.p.Sec(p).Number, x.c.Sec(c).Number
	if a == b || x.followsParent(c, textdiff.FoldNumber(a), textdiff.FoldNumber(b)) {
		return shift{}, false
	}
	return shift{c, a, b}, true
}

// followsParent tells whether only the part of the number changed that comes from
// a numbered ancestor.
func (x *comparison) followsParent(c int, a, b string) bool {
	for u := x.c.Up[c]; u >= 0; u = x.c.Up[u] {
		q := x.m.ToPrev[u]
		if q < 0 {
			continue
		}
		from, to := textdiff.FoldNumber(x.p.Sec(q).Number), textdiff.FoldNumber(x.c.Sec(u).Number)
		if from == "" || to == "" || from == to {
			continue
		}
		restA, okA := strings.CutPrefix(a, from)
		restB, okB := strings.CutPrefix(b, to)
		if okA && okB && restA == restB {
			return true
		}
	}
	return false
}

func (x *comparison) spelling(s shift) bool {
	return s.from != "" && textdiff.FoldNumber(s.from) == textdiff.FoldNumber(s.to)
}

// outlier tells whether the number of a unit jumped while its neighbours, which
// stayed where they are, did not go with it. At the ends, where there is but one,
// that one must have kept its number and stand next door in both editions.
func (x *comparison) outlier(s shift) bool {
	delta, ok := x.delta(s.c)
	if !ok || delta == x.drift(s.c) {
		return false
	}
	kids := x.c.Kids[x.c.Up[s.c]]
	i := slices.Index(kids, s.c)
	var around []int
	for _, dir := range []int{-1, 1} {
		for k := i + dir; k >= 0 && k < len(kids); k += dir {
			if d, ok := x.delta(kids[k]); ok && !x.moved[kids[k]] {
				around = append(around, d)
				break
			}
		}
	}
	if len(around) == 2 {
		return around[0] == around[1] && around[0] != delta
	}
	return len(kids) > 1 && (i == 0 && x.nextDoor(s.c, kids[1]) || i == len(kids)-1 && x.nextDoor(kids[i-1], s.c))
}

// nextDoor tells whether b follows a in both editions and one of them kept its
// number.
func (x *comparison) nextDoor(a, b int) bool {
	p, q := x.m.ToPrev[a], x.m.ToPrev[b]
	if p < 0 || q < 0 || x.p.Up[p] != x.p.Up[q] {
		return false
	}
	kids := x.p.Kids[x.p.Up[p]]
	i := slices.Index(kids, p)
	return i+1 < len(kids) && kids[i+1] == q && (x.keptNumber(a) || x.keptNumber(b))
}

func (x *comparison) keptNumber(c int) bool {
	return x.p.Sec(x.m.ToPrev[c]).Number == x.c.Sec(c).Number
}

// drift is how many places a unit went down among its numbered siblings.
func (x *comparison) drift(c int) int {
	place := func(s *lineage.Side, i int) (n int) {
		for _, k := range s.Kids[s.Up[i]] {
			if k == i {
				break
			}
			if s.Sec(k).Number != "" {
				n++
			}
		}
		return n
	}
	return place(x.c, c) - place(x.p, x.m.ToPrev[c])
}

func (x *comparison) delta(c int) (int, bool) {
	p := x.m.ToPrev[c]
	if p < 0 {
		return 0, false
	}
	a, okA := lastNumber(x.p.Sec(p).Number)
	b, okB := lastNumber(x.c.Sec(c).Number)
	return b - a, okA && okB
}

func (x *comparison) ownNumber(s shift) {
	sig, reason := diff.Minor, "the number changed by itself"
	if x.spelling(s) {
		sig, reason = diff.Editorial, "the number is spelled differently"
	}
	x.add(diff.Renumbered, sig, x.m.ToPrev[s.c], s.c, subNumbers, "", reason).Detail = s.from + " became " + s.to
}

// causeOf finds the change that made the numbers under a parent shift: something
// that came, went or moved among its children, else among the units below the
// next ancestor, before the first shifted one.
func (x *comparison) causeOf(parent int, g []shift) string {
	for {
		if id := x.causeUnder(parent, g[0].c); id != "" {
			return id
		}
		if parent < 0 {
			return ""
		}
		parent = x.c.Up[parent]
		if id := x.causeAcross(parent, g[0].c); id != "" {
			return id
		}
	}
}

// causeAcross finds the cause where one count runs through the groups below a
// common ancestor: the last unit that came, went or moved before unit c, if as many
// came as the number of c rose.
func (x *comparison) causeAcross(ancestor, c int) string {
	delta, ok := x.delta(c)
	if ancestor >= 0 && x.older(ancestor) < 0 {
		return ""
	}
	if !ok || delta == 0 || delta != x.counted(x.c, ancestor, c)-x.counted(x.p, x.older(ancestor), x.m.ToPrev[c]) {
		return ""
	}
	last := ""
	for i := range x.out {
		ch := &x.out[i]
		if ch.shapes() && x.before(ch, ancestor, c) {
			last = ch.ID
		}
	}
	return last
}

// older is the older index of a newer unit, -1 for the top.
func (x *comparison) older(c int) int {
	if c < 0 {
		return -1
	}
	return x.m.ToPrev[c]
}

// counted is how many units before unit i below an ancestor are numbered as deep as
// it.
func (x *comparison) counted(s *lineage.Side, ancestor, i int) (n int) {
	depth := strings.Count(s.Sec(i).Number, ".")
	for _, k := range s.Units {
		if k >= i {
			break
		}
		if number := s.Sec(k).Number; number != "" && strings.Count(number, ".") == depth && s.Under(k, ancestor) {
			n++
		}
	}
	return n
}

// before tells whether a change is about a unit that stands, or stood, below the
// ancestor and before unit c (newer indexes).
func (x *comparison) before(ch *placed, ancestor, c int) bool {
	for _, id := range append([]string{ch.SectionID}, ch.OtherIDs...) {
		if i, ok := x.index(x.c)[id]; ok && i < c && x.c.Under(i, ancestor) {
			return true
		}
		if i, ok := x.index(x.p)[id]; ok && i < x.m.ToPrev[c] && x.p.Under(i, x.older(ancestor)) {
			return true
		}
	}
	return false
}

// causeUnder looks below one parent, for the last cause before unit c, else the
// first one at all (a move to a place behind it lets numbers close up).
func (x *comparison) causeUnder(parent, c int) string {
	before, any := "", ""
	for i := range x.out {
		ch := &x.out[i]
		if !ch.shapes() || !x.touches(ch, parent) {
			continue
		}
		if ch.at < 2*c {
			before = ch.ID
		}
		any = cmp.Or(any, ch.ID)
	}
	return cmp.Or(before, any)
}

// shapes tells whether a change can make other units' numbers shift.
func (ch *placed) shapes() bool {
	switch ch.Kind {
	case diff.Added, diff.Removed, diff.Moved, diff.Split, diff.Merged, diff.Activated, diff.Retired:
		return true
	}
	return false
}

// touches tells whether a change added or removed a child of the parent unit
// (newer index).
func (x *comparison) touches(ch *placed, parent int) bool {
	for _, id := range append([]string{ch.SectionID}, ch.OtherIDs...) {
		if c, ok := x.index(x.c)[id]; ok && x.c.Up[c] == parent {
			return true
		}
		if p, ok := x.index(x.p)[id]; ok {
			q := x.p.Up[p]
			if q < 0 && parent < 0 || q >= 0 && x.m.ToCur[q] == parent {
				return true
			}
		}
	}
	return false
}

// index maps the section IDs of a side to their sections.
func (x *comparison) index(s *lineage.Side) map[string]int {
	if s.ByID == nil {
		s.ByID = map[string]int{}
		for i := range s.Ed.Sections {
			s.ByID[s.Ed.Sections[i].ID] = i
		}
	}
	return s.ByID
}

// cascade tells a run of shifted numbers once, on the nearest unit above them all, and a single
// number that nothing stands above or below, as that of the last appendix, on the unit that has
// it.
func (x *comparison) cascade(g []shift, cause string) {
	if len(g) == 1 && x.c.Up[g[0].c] < 0 && len(x.c.Kids[g[0].c]) == 0 {
		x.followed(g[0], cause)
		return
	}
	parent := x.c.Up[g[0].c]
	for _, s := range g[1:] {
		for parent >= 0 && !x.c.Under(s.c, parent) {
			parent = x.c.Up[parent]
		}
	}
	p := -1
	if parent >= 0 {
		p = x.m.ToPrev[parent]
	}
	sig, reason := diff.Editorial, followReason
	if cause == "" {
		sig, reason = diff.Minor, "the numbering was changed"
		if !slices.ContainsFunc(g, func(s shift) bool { return !x.spelling(s) }) {
			sig, reason = diff.Editorial, "the numbers are spelled differently"
		}
	}
	ch := x.add(diff.Renumbered, sig, p, parent, subNumbers, "below "+cause, reason)
	ch.CausedBy = cause
	ch.Detail = rangeDetail(g)
	for _, s := range g {
		ch.OtherIDs = append(ch.OtherIDs, x.c.Sec(s.c).ID)
	}
	if parent < 0 {
		x.out[len(x.out)-1].at = 2 * len(x.c.Ed.Sections)
	}
}

// followReason is the reason of numbers that follow from something that came, went or moved.
const followReason = "the numbers follow from another change"

// followed tells that the number of one unit follows from another change.
func (x *comparison) followed(s shift, cause string) {
	ch := x.add(diff.Renumbered, diff.Editorial, x.m.ToPrev[s.c], s.c, subNumbers, "after "+cause, followReason)
	ch.CausedBy, ch.Detail = cause, rangeDetail([]shift{s})
}
