package compare

import (
	"slices"

	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/normalise/wording"
)

// moveReason tells a chapter that has another number in its part from one that went elsewhere.
func (x *comparison) moveReason(p, c int) string {
	old, now := x.p.Sec(p).Number, x.c.Sec(c).Number
	if x.m.SameParent(p, c) && old != "" && now != "" && old != now {
		return diff.PlaceReason
	}
	return "the place in the manual changed"
}

// moveDetail says from where to where a unit moved; of one that stays in its part, where among
// the others it stood and stands.
func (x *comparison) moveDetail(p, c int) string {
	if !x.m.SameParent(p, c) {
		return "moved from " + Quoted(parentName(x.p, p)) + " to " + Quoted(parentName(x.c, c))
	}
	inside := "moved inside " + Quoted(parentName(x.c, c))
	if old, now := seat(x.p, p), seat(x.c, c); old != now {
		return inside + diff.SeatsDetail(old, now)
	}
	return inside
}

func parentName(s *lineage.Side, i int) string {
	if u := s.Up[i]; u >= 0 {
		return s.Sec(u).Name()
	}
	return "the manual"
}

// seat is the place of a unit among those of its part, in words.
func seat(s *lineage.Side, i int) string {
	kids := s.Kids[s.Up[i]]
	at := slices.Index(kids, i)
	if at < 1 {
		return "first"
	}
	return wording.Ordinal(at+1) + " (after " + Quoted(s.Sec(kids[at-1]).Name()) + ")"
}
