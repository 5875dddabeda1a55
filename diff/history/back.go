package history

import (
	"fmt"
	"slices"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
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

// lastWith is the last edition that had a chapter which the newest has not, with its page where one
// had that, -1 if none had it.
func (e Earlier) lastWith(id string) int {
	if i := e.last(id, hasPage); i >= 0 {
		return i
	}
	return e.last(id, has)
}

// last is the last edition but the newest of which something holds for a chapter, -1 for none.
func (e Earlier) last(id string, holds func(*normalise.Edition, string) bool) int {
	for i := len(e.Outlines) - 2; i >= 0; i-- {
		if holds(e.Outlines[i], id) {
			return i
		}
	}
	return -1
}

// lostPage is the last edition that had a page of a chapter which the newest lists without one,
// though it was not in it, -1 for none: when its page had been gone for long it was told that it was
// withdrawn.
func (e Earlier) lostPage(id string) int {
	newest := len(e.Outlines) - 1
	if newest < 0 || !has(e.Outlines[newest], id) || hasPage(e.Outlines[newest], id) {
		return -1
	}
	return e.last(id, hasPage)
}

// has reports whether an edition has a chapter.
func has(e *normalise.Edition, id string) bool {
	return slices.ContainsFunc(e.Sections, func(s normalise.Section) bool { return s.ID == id && s.Kind != normalise.KindPlaceholder })
}

// hasPage reports whether an edition has a chapter that was read from a page or document.
func hasPage(e *normalise.Edition, id string) bool {
	return slices.ContainsFunc(e.Sections, func(s normalise.Section) bool {
		return s.ID == id && s.Kind != normalise.KindPlaceholder && s.MediaType != ""
	})
}

// AsksPast reports whether a chapter of an edition that had no page has one in a later edition, or is
// gone there: what was told of it before is known to those who look far back.
func AsksPast(first, last *normalise.Edition) bool {
	return slices.ContainsFunc(first.Sections, func(s normalise.Section) bool {
		return (s.Kind == normalise.KindChapter || s.Kind == normalise.KindAppendix) && s.MediaType == "" && (!has(last, s.ID) || hasPage(last, s.ID))
	})
}

// ComeBack tells of the chapters that came, among changes, and that the manual had before, how
// long they were out of it, and puts behind each what became of its words and its dates of review
// since it was last told: that it was away is no reason not to tell it. So it does of those that were
// listed without a page; of one whose row went after it was told as withdrawn nothing else is told.
// The changes are between the last of earlier and the last of later.
func ComeBack(earlier Earlier, later []*normalise.Edition, changes []diff.Change, o compare.Options) ([]diff.Change, error) {
	cur := later[len(later)-1]
	meanwhile := map[int][]diff.Change{} // by the edition that had the chapter last
	var told []diff.Change
	for _, c := range changes {
		last, first := -1, firstWith(later, c.SectionID, has)
		switch gone := earlier.lostPage(c.SectionID); {
		case c.Kind == diff.Added, c.Kind == diff.Activated:
			last = earlier.lastWith(c.SectionID)
		case gone < 0:
		case c.Kind == diff.Removed:
			c = rowGone(c, earlier.Outlines[gone+1])
		case slices.Contains(c.Reasons, diff.ReadNowReason):
			c, last, first = onPageAgain(c), gone, firstWith(later, c.SectionID, hasPage)
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
		c.Reasons = []string{outOfManual(earlier.Outlines[last+1], first)}
		told = append(told, c)
		for _, m := range meanwhile[last] {
			if m.SectionID == c.SectionID && (m.Kind == diff.Edited || m.Kind == diff.ReviewChanged) {
				told = append(told, m)
			}
		}
	}
	return told, nil
}

// rowGone makes of a chapter that is gone a row that went: without was the first edition that listed
// it without a page.
func rowGone(c diff.Change, without *normalise.Edition) diff.Change {
	c.Significance, c.Reasons = diff.Links, []string{diff.RowGoneReason}
	c.Detail = "withdrawn on " + without.ObservedAt.UTC().Format("2 January 2006")
	return c
}

// onPageAgain makes of the words that can be read again a chapter that came.
func onPageAgain(c diff.Change) diff.Change {
	return diff.Change{ID: lineage.IdOf(c.RunID, c.BoardID, string(diff.Added), c.SectionID, ""), RunID: c.RunID, BoardID: c.BoardID,
		FromEdition: c.FromEdition, ToEdition: c.ToEdition, Kind: diff.Added, Significance: diff.NewText, SectionID: c.SectionID,
		NewNumber: c.NewNumber, NewTitle: c.NewTitle, NewPath: c.NewPath, NewURL: c.NewURL, NewSHA256: c.NewSHA256, WordsAdded: c.WordsAdded}
}

// firstWith is the first edition of which something holds for a chapter that holds of the last one.
func firstWith(later []*normalise.Edition, id string, holds func(*normalise.Edition, string) bool) *normalise.Edition {
	return later[max(0, slices.IndexFunc(later, func(e *normalise.Edition) bool { return holds(e, id) }))]
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
