package compare

import (
	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
)

// A contents list may show one chapter in several places. One of them has its words, and the
// others are rows of the same title and address without any: where one comes or goes the chapter
// itself neither came nor went.

// otherListing is a unit that lists the chapter of a row without words as well and that is in
// both editions (taken tells its place in the other), -1 for none. One that goes on where the row
// stood, or stood where the row stands now, is asked first: it is the one of which a place went.
func (x *comparison) otherListing(s *lineage.Side, i int, taken []int) int {
	if s.Class(i) != 'c' || s.Docs[i].Words > 0 || s.Sec(i).URL == "" {
		return -1
	}
	found, page := -1, textdiff.FoldAddress(s.Sec(i).URL)
	for _, u := range s.Units {
		if u == i || taken[u] < 0 || s.Class(u) != 'c' || s.Title[u] != s.Title[i] || textdiff.FoldAddress(s.Sec(u).URL) != page {
			continue
		}
		if found < 0 || x.tookPlace(s, i, u, taken) {
			found = u
		}
	}
	return found
}

// tookPlace tells whether a unit stands in the other edition where a row that is not in it stood.
func (x *comparison) tookPlace(s *lineage.Side, i, u int, taken []int) bool {
	if s == x.p {
		return x.m.SameParent(i, taken[u]) && !x.m.SameParent(u, taken[u])
	}
	return x.m.SameParent(taken[u], i) && !x.m.SameParent(taken[u], u)
}

// unlisted tells that a chapter that goes on is no longer listed in one of its places, where the
// row p is gone. That place may be the one of another row, whose words the chapter has now in the
// place of p; then the chapter did not move.
func (x *comparison) unlisted(p int) bool {
	q := x.otherListing(x.p, p, x.m.ToCur)
	if q < 0 {
		return false
	}
	place, stands := p, x.m.ToCur[q]
	if x.tookPlace(x.p, p, q, x.m.ToCur) {
		place = q
		x.stayed(stands)
	}
	ch := x.add(diff.Removed, diff.Minor, p, -1, subStructure, "", "one of the places in which the chapter is listed was taken out")
	ch.OtherIDs = []string{x.c.Sec(stands).ID}
	ch.OldNumber, ch.OldPath, ch.NewPath = x.p.Sec(place).Number, x.p.Path(place), x.c.Path(stands)
	return true
}

// listedToo tells that a chapter that was there before is listed in a further place, where the row
// c is new.
func (x *comparison) listedToo(c int) bool {
	d := x.otherListing(x.c, c, x.m.ToPrev)
	if d < 0 {
		return false
	}
	place, stood := c, x.m.ToPrev[d]
	if x.tookPlace(x.c, c, d, x.m.ToPrev) {
		place = d
		x.stayed(d)
	}
	ch := x.add(diff.Added, diff.Minor, -1, c, subStructure, "", "the chapter is listed in one more place")
	ch.OtherIDs = []string{x.c.Sec(d).ID}
	ch.NewNumber, ch.NewPath, ch.OldPath = x.c.Sec(place).Number, x.c.Path(place), x.p.Path(stood)
	return true
}

// stayed takes back that a unit moved: it stands where another row of it was listed.
func (x *comparison) stayed(c int) {
	id := x.c.Sec(c).ID
	for i := range x.out {
		if x.out[i].Kind == diff.Moved && x.out[i].SectionID == id {
			x.out = append(x.out[:i], x.out[i+1:]...)
			return
		}
	}
}
