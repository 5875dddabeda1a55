package declaration

import (
	"fmt"
	"slices"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// likeDetails is how like the details of two rows are of which one is the other in other
// words.
const likeDetails = .5

// reworded takes out of new rows those that only say in other words what a row said that
// is gone: on the same chapter, with the same date, which is over since before the manual
// was last read. What became of that row stays; the rest is returned.
func (d *declaring) reworded(rows []normalise.Amendment) []normalise.Amendment {
	gone := lineage.NewRows(d.cur.Amendments, d.prev.Amendments)
	var rest []normalise.Amendment
	for i := range rows {
		a := &rows[i]
		at := d.formerOf(a, gone)
		if at < 0 {
			rest = append(rest, *a)
			continue
		}
		d.keepState(a, &gone[at])
		gone = slices.Delete(gone, at, at+1)
	}
	return rest
}

// formerOf finds among rows that are gone the one that a says again, -1 for none.
func (d *declaring) formerOf(a *normalise.Amendment, gone []normalise.Amendment) int {
	if a.Date.IsZero() || a.Chapter == "" {
		return -1
	}
	if _, to := a.Date.Span(); !to.Before(d.prev.ObservedAt.AddDate(0, 0, -1)) {
		return -1
	}
	chapter, details := textdiff.FoldText(a.Chapter), textdiff.FoldText(a.Details)
	best, most := -1, likeDetails
	for i := range gone {
		g := &gone[i]
		if g.Date.String() != a.Date.String() || textdiff.FoldText(g.Chapter) != chapter && (g.SectionID == "" || g.SectionID != a.SectionID) {
			continue
		}
		if like := lineage.TitleLikeness(textdiff.FoldText(g.Details), details); like >= most {
			best, most = i, like
		}
	}
	return best
}

// keepState gives a row the state of the one that it says again; a duplicate where that
// was borne out or is not known.
func (d *declaring) keepState(a, former *normalise.Amendment) {
	out := d.declaration(a)
	out.State, out.SectionID = diff.Duplicate, a.SectionID
	if c := d.dir.Find(a); len(c) > 0 {
		out.SectionID = c[0].Id
		d.resolve(a.Ordinal, c[0].Id, false)
	}
	if s := d.lastState(former); slices.Contains([]diff.State{diff.NotDetected, diff.FlagOnly, diff.BeforeBaseline, diff.UnknownChapter}, s) {
		out.State = s
	}
	out.Reason = fmt.Sprintf("the row says in other words what it said before the manual was last read on %s: nothing new is declared", d.prev.ObservedAt.Format(time.DateOnly))
	d.out = append(d.out, out)
}

// lastState is the state that a row was given last on earlier nights, "" if none.
func (d *declaring) lastState(a *normalise.Amendment) diff.State {
	key, last := declKey(a.Chapter, a.Details, a.Date.String()), diff.State("")
	for _, night := range d.h.Nights {
		for _, old := range night.Declarations {
			if declKey(old.Chapter, old.Details, old.Date) == key {
				last = old.State
			}
		}
	}
	return last
}
