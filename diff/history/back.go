package history

import (
	"fmt"
	"slices"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/normalise"
)

// Earlier are editions of a board before those that are compared, oldest first. The outlines
// may come without texts; Read reads one of them whole.
type Earlier struct {
	Outlines []*normalise.Edition
	Read     func(i int) (*normalise.Edition, error)
}

// then are these editions and later ones, which are read already.
func (e Earlier) then(later []*normalise.Edition) Earlier {
	n := len(e.Outlines)
	return Earlier{slices.Concat(e.Outlines, later), func(i int) (*normalise.Edition, error) {
		if i >= n {
			return later[i-n], nil
		}
		return e.Read(i)
	}}
}

// lastWith is the last edition that had a chapter which the newest has not, -1 if none had.
func (e Earlier) lastWith(id string) int {
	for i := len(e.Outlines) - 2; i >= 0; i-- {
		if has(e.Outlines[i], id) {
			return i
		}
	}
	return -1
}

// has reports whether an edition has a chapter.
func has(e *normalise.Edition, id string) bool {
	return slices.ContainsFunc(e.Sections, func(s normalise.Section) bool { return s.ID == id && s.Kind != normalise.KindPlaceholder })
}

// ComeBack tells of the chapters that came, among changes, and that the manual had before, how
// long they were out of it, and puts behind each what became of its words and its dates of review
// since it was last told: that it was away is no reason not to tell it. The changes are between
// the last of earlier and the last of later.
func ComeBack(earlier Earlier, later []*normalise.Edition, changes []diff.Change, o compare.Options) ([]diff.Change, error) {
	cur := later[len(later)-1]
	meanwhile := map[int][]diff.Change{} // by the edition that had the chapter last
	var told []diff.Change
	for _, c := range changes {
		last := -1
		if c.Kind == diff.Added || c.Kind == diff.Activated {
			last = earlier.lastWith(c.SectionID)
		}
		if last < 0 {
			told = append(told, c)
			continue
		}
		if _, done := meanwhile[last]; !done {
			old, err := earlier.Read(last)
			if err != nil {
				return nil, err
			}
			meanwhile[last] = compare.Editions(matchByID(old, cur), o)
		}
		c.Reasons = []string{outOfManual(earlier.Outlines[last+1], firstWith(later, c.SectionID))}
		told = append(told, c)
		for _, m := range meanwhile[last] {
			if m.SectionID == c.SectionID && (m.Kind == diff.Edited || m.Kind == diff.ReviewChanged) {
				told = append(told, m)
			}
		}
	}
	return told, nil
}

// firstWith is the first edition that has a chapter which the last one has.
func firstWith(later []*normalise.Edition, id string) *normalise.Edition {
	return later[max(0, slices.IndexFunc(later, func(e *normalise.Edition) bool { return has(e, id) }))]
}

// outOfManual says how long a chapter was out of the manual, of which gone is the first edition
// without it.
func outOfManual(gone, back *normalise.Edition) string {
	const day = 24 * 60 * 60
	days := back.ObservedAt.Unix()/day - gone.ObservedAt.Unix()/day
	if days == 1 {
		return diff.BackAfter + "1 day out of the manual"
	}
	return fmt.Sprintf("%s%d days out of the manual", diff.BackAfter, days)
}

// otherwise reports whether a chapter comes back with other words than it had.
func otherwise(back *diff.Change, night []diff.Change) bool {
	return back.IsBack() && slices.ContainsFunc(night, func(c diff.Change) bool { return c.Kind == diff.Edited && c.SectionID == back.SectionID })
}
