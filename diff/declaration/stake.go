package declaration

import (
	"slices"

	"manualwatch/diff"
)

// Bounds of what a row is taken to tell beside that which fits it best.
const (
	telling   = .8  // from here a row says plainly what it tells of
	following = .6  // worth of a change that only follows from what a row tells, against that itself
	guessed   = .5  // worth of a change that nothing in the row names
	outdone   = .25 // a row that only may tell of a change, this much worse than another, does not
)

// A stake is a row's claim to a change.
type stake struct {
	ordinal int // of the row
	score   float64
	guess   bool // the row names something else, from which this is only taken to follow
}

// claim notes that a row tells of a change, and how well it fits.
func (d *declaring) claim(out *diff.Declaration, change int, score float64) {
	d.stake(out, change, stake{out.Ordinal, score, false})
}

// guess notes that a row may tell of a change that it does not name.
func (d *declaring) guess(out *diff.Declaration, change int, score float64) {
	d.stake(out, change, stake{out.Ordinal, score, true})
}

func (d *declaring) stake(out *diff.Declaration, change int, s stake) {
	out.ChangeIDs = union(out.ChangeIDs, []string{d.scene.changes[change].ID})
	d.claims[change] = append(d.claims[change], s)
}

func (d *declaring) isClaimed(change int) bool { return len(d.claims[change]) > 0 }

// isClaimedOf tells whether a row on a chapter tells of a change. Of one that several chapters have a
// part in, as the two that one was split into, each may have a row of its own.
func (d *declaring) isClaimedOf(change int, id string) bool {
	if len(d.scene.changes[change].OtherIDs) == 0 {
		return d.isClaimed(change)
	}
	return slices.ContainsFunc(d.claims[change], func(s stake) bool {
		return slices.ContainsFunc(d.out, func(o diff.Declaration) bool { return o.Ordinal == s.ordinal && o.SectionID == id })
	})
}

// bestRow is the row that fits a change best, the first of those that do as well.
func (d *declaring) bestRow(change int) (ordinal int, ok bool) {
	best := stake{}
	for _, s := range d.claims[change] {
		if s.score > best.score {
			best = s
		}
	}
	return best.ordinal, d.isClaimed(change)
}

// settle takes a change from the rows that only may tell of it, where another one fits it clearly
// better: who says that a paragraph was reworded does not tell of the new title, where the next
// row does. Each row keeps what fits it best.
func (d *declaring) settle() {
	own := map[int]float64{} // the best score of each row
	for _, stakes := range d.claims {
		for _, s := range stakes {
			own[s.ordinal] = max(own[s.ordinal], s.score)
		}
	}
	for i := range d.scene.changes {
		best, named := 0., map[int]bool{}
		for _, s := range d.claims[i] {
			best, named[s.ordinal] = max(best, s.score), named[s.ordinal] || !s.guess
		}
		for _, s := range d.claims[i] {
			if s.guess && !named[s.ordinal] && s.score < best-outdone && s.score < own[s.ordinal] {
				d.release(s.ordinal, d.scene.changes[i].ID)
			}
		}
	}
}

// release takes a change from what a row tells.
func (d *declaring) release(ordinal int, id string) {
	for i := range d.out {
		if o := &d.out[i]; o.Ordinal == ordinal {
			o.ChangeIDs = slices.DeleteFunc(o.ChangeIDs, func(c string) bool { return c == id })
		}
	}
}

// union is a with what b has beside it.
func union(a, b []string) []string {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
