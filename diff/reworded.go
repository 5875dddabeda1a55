package diff

import (
	"fmt"
	"time"

	"manualwatch/normalise"
)

// likeDetails is how like the details of two rows are of which one is the other in other
// words.
const likeDetails = .5

// reworded takes out of new rows those that only say in other words what a row said that
// is gone: on the same chapter, with the same date, which is over since before the manual
// was last read. What became of that row stays; the rest is returned.
func (d *declaring) reworded(rows []normalise.Amendment) []normalise.Amendment {
	gone := newRows(d.cur.Amendments, d.prev.Amendments)
	var rest []normalise.Amendment
	for i := range rows {
		a := &rows[i]
		at := d.formerOf(a, gone)
		if at < 0 {
			rest = append(rest, *a)
			continue
		}
		d.keepState(a, &gone[at])
		gone = append(gone[:at], gone[at+1:]...)
	}
	return rest
}

// formerOf finds among rows that are gone the one that a says again, -1 for none.
func (d *declaring) formerOf(a *normalise.Amendment, gone []normalise.Amendment) int {
	if a.Date.IsZero() || a.Chapter == "" {
		return -1
	}
	if _, to := dateSpan(a.Date); !to.Before(d.prev.ObservedAt.AddDate(0, 0, -1)) {
		return -1
	}
	best, most := -1, likeDetails
	for i := range gone {
		g := &gone[i]
		same := foldText(g.Chapter) == foldText(a.Chapter) || g.SectionID != "" && g.SectionID == a.SectionID
		if like := titleLikeness(foldText(g.Details), foldText(a.Details)); same && g.Date.String() == a.Date.String() && like >= most {
			best, most = i, like
		}
	}
	return best
}

// keepState gives a row the state of the one that it says again; a duplicate where that
// was borne out or is not known.
func (d *declaring) keepState(a, former *normalise.Amendment) {
	out := d.declaration(a)
	out.State, out.SectionID = Duplicate, a.SectionID
	if c := d.dir.find(a); len(c) > 0 {
		out.SectionID = c[0].id
		d.resolve(a.Ordinal, c[0].id, false)
	}
	key := declKey(former.Chapter, former.Details, former.Date.String())
	for _, night := range d.h.Nights {
		for _, old := range night.Declarations {
			if declKey(old.Chapter, old.Details, old.Date) != key {
				continue
			}
			out.State = Duplicate
			if s := old.State; s == NotDetected || s == FlagOnly || s == BeforeBaseline || s == UnknownChapter {
				out.State = s
			}
		}
	}
	out.Reason = fmt.Sprintf("the row says in other words what it said before the manual was last read on %s: nothing new is declared", d.prev.ObservedAt.Format(time.DateOnly))
	d.out = append(d.out, out)
}
