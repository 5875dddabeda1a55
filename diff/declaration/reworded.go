package declaration

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// likeDetails is how like the details of two rows are of which one is the other in other
// words.
const likeDetails = .5

// reworded takes out of new rows those that only say in other words what a row said that
// is gone: on the same chapter, with the same date, which is over since before the manual
// was last read; or in the same words with a date that was put right; or the words of several
// rows. What became of that row stays; of one that says more than it said, that is judged; the rest is returned.
func (d *declaring) reworded(rows []normalise.Amendment) []normalise.Amendment {
	d.gone = lineage.NewRows(d.cur.Amendments, d.prev.Amendments)
	var rest []normalise.Amendment
	for i := range rows {
		a := &rows[i]
		if former := d.madeOf(a); former != nil && d.isOver(a.Date) {
			d.keepState(a, former)
			continue
		}
		at := d.formerOf(a, d.gone)
		if at < 0 {
			rest = append(rest, *a)
			continue
		}
		former := d.gone[at]
		d.gone = slices.Delete(d.gone, at, at+1)
		if more := further(former.Details, a.Details); more != "" {
			d.grown(a, more)
		} else {
			d.keepState(a, &former)
		}
	}
	return rest
}

// formerOf finds among rows that are gone the one that a says again, -1 for none.
func (d *declaring) formerOf(a *normalise.Amendment, gone []normalise.Amendment) int {
	if a.Chapter == "" || !d.isOver(a.Date) {
		return -1
	}
	details := textdiff.FoldText(a.Details)
	best, most := -1, likeDetails
	for i := range gone {
		g := &gone[i]
		if !sameChapter(a, g) || g.Date.String() != a.Date.String() && !(d.isOver(g.Date) && corrected(a, g)) {
			continue
		}
		like := lineage.TitleLikeness(textdiff.FoldText(g.Details), details)
		if further(g.Details, a.Details) != "" {
			like = max(like, likeDetails)
		}
		if like >= most {
			best, most = i, like
		}
	}
	return best
}

// isOver tells whether a date was over before the manual was last read: nothing of which a row with
// it tells came since.
func (d *declaring) isOver(date normalise.Date) bool {
	_, to := date.Span()
	return !date.IsZero() && to.Before(d.prev.ObservedAt.AddDate(0, 0, -1))
}

// leastFurther is how many words that say what a row is about make a further claim.
const leastFurther = 2

// further is what a row says behind or before all that it said, as printed; "" where that is
// nothing of weight.
func further(former, details string) string {
	former = strings.Trim(former, " .")
	before, after, ok := strings.Cut(details, former)
	if former == "" || !ok || len(details) > rowBytes {
		return ""
	}
	more := before
	if strings.Trim(before, " .") == "" {
		more = after
	} else if strings.Trim(after, " .") != "" {
		return ""
	}
	more = strings.TrimSpace(strings.TrimPrefix(strings.Trim(more, " ,;:."), "and "))
	p := part{folded: textdiff.FoldText(more)}
	if len(p.about(former)) < leastFurther {
		return ""
	}
	return more
}

// madeOf finds the first of several rows that are gone which a row says and nothing else: a board
// made one row of them; nil for none.
func (d *declaring) madeOf(a *normalise.Amendment) *normalise.Amendment {
	rest, of := textdiff.FoldText(a.Details), textdiff.FoldText(a.Chapter)
	if len(rest) > rowBytes {
		return nil
	}
	var said []*normalise.Amendment
	for i := range d.gone {
		g := &d.gone[i]
		words := strings.Trim(textdiff.FoldText(g.Details), " .")
		if words == "" || !strings.Contains(rest, words) || !sameChapter(a, g) && (g.Chapter == "" || !strings.Contains(of, textdiff.FoldText(g.Chapter))) {
			continue
		}
		rest, said = strings.Replace(rest, words, "", 1), append(said, g)
	}
	if len(said) < 2 || isTelling(rest, "") {
		return nil
	}
	return said[0]
}

// grown judges what a row says beyond what it said before: that was written since the manual was
// last read, whatever the date of the row.
func (d *declaring) grown(a *normalise.Amendment, more string) {
	said, y := *a, d.cur.ObservedAt
	said.Details, said.DateText, said.Date = more, "", normalise.Date{Y: y.Year(), M: y.Month(), D: y.Day(), Precision: normalise.Day}
	cands := d.dir.Find(&said)
	if len(cands) == 0 {
		d.nameless(&said)
	} else {
		r := d.read(&said, cands)
		d.judge(&r)
	}
	out, printed := &d.out[len(d.out)-1], d.declaration(a)
	out.Details, out.Date, out.DateText = printed.Details, printed.Date, printed.DateText
	out.Reason = fmt.Sprintf("the row says more than before the manual was last read on %s, %s: %s", d.prev.ObservedAt.Format(time.DateOnly), compare.Quoted(more), out.Reason)
}

// keepState gives a row the state of the one that it says again.
func (d *declaring) keepState(a, former *normalise.Amendment) {
	out := d.declaration(a)
	out.SectionID = a.SectionID
	if c := d.dir.Find(a); len(c) > 0 {
		out.SectionID = c[0].Id
		d.resolve(a.Ordinal, c[0].Id, false)
	}
	d.keep(&out, a, former)
	d.out = append(d.out, out)
}

// keep writes the state of the row that another says again into that one: a duplicate where it
// was borne out or is not known.
func (d *declaring) keep(out *diff.Declaration, a, former *normalise.Amendment) {
	out.State = diff.Duplicate
	if s := d.lastState(former); slices.Contains([]diff.State{diff.NotDetected, diff.FlagOnly, diff.BeforeBaseline, diff.UnknownChapter}, s) {
		out.State = s
	}
	how := "in other words"
	if textdiff.FoldText(a.Details) == textdiff.FoldText(former.Details) {
		how = "with another date"
	}
	out.Reason = fmt.Sprintf("the row says %s what it said before the manual was last read on %s: nothing new is declared", how, d.prev.ObservedAt.Format(time.DateOnly))
}

// nearMonth is how many days at most lie between two dates of which one may stand for the other:
// rows come under the heading of the next month, or of two.
const nearMonth = 31

// corrected tells whether a row is one that is gone with its date put right: in the same words,
// which say what boards do not write every month, or with a day a few days away.
func corrected(a, gone *normalise.Amendment) bool {
	f := textdiff.FoldText(a.Details)
	if f != textdiff.FoldText(gone.Details) {
		return false
	}
	return near(a.Date, gone.Date) && isTelling(f, a.Chapter) || lineage.DayCorrected(a.Date, gone.Date)
}

// isTelling tells whether folded details say what a row is about.
func isTelling(f, chapter string) bool {
	return len((&part{folded: f}).about(chapter)) >= leastFurther
}

// saidBefore finds among the rows that are gone the one that a row which nothing bears out says
// again, whatever its date; nil for none. Unlike a row of the past it may tell of the time since
// the manual was last read, so it must say the same: in other words, or with another date, where
// it tells of something that boards do not write every month.
func (d *declaring) saidBefore(a *normalise.Amendment) *normalise.Amendment {
	if a.Chapter == "" && !ofAll(a.Chapter, a.Details) || len(a.Details) > rowBytes {
		return nil
	}
	f := textdiff.FoldText(a.Details)
	at := slices.IndexFunc(d.gone, func(g normalise.Amendment) bool {
		switch {
		case !sameChapter(a, &g):
			return false
		case textdiff.FoldText(g.Details) == f:
			return isTelling(f, a.Chapter) && near(a.Date, g.Date)
		}
		return g.Date.String() == a.Date.String() && sameClaim(&g, a)
	})
	if at < 0 {
		return d.madeOf(a)
	}
	return &d.gone[at]
}

// sameChapter tells whether two rows name one chapter.
func sameChapter(a, b *normalise.Amendment) bool {
	return textdiff.FoldText(a.Chapter) == textdiff.FoldText(b.Chapter) || a.SectionID != "" && a.SectionID == b.SectionID
}

// sameClaim tells whether a row says what another one said and nothing else: in words as like as
// those of a row of the past, and without what would be a change to practice in a chapter.
func sameClaim(former, a *normalise.Amendment) bool {
	return lineage.TitleLikeness(textdiff.FoldText(former.Details), textdiff.FoldText(a.Details)) >= likeDetails &&
		further(former.Details, a.Details) == "" && len(textdiff.Points(former.Details, a.Details, 0, 0, nil, nil)) == 0
}

// near tells whether one date of a row may stand for another; none stands for any.
func near(a, b normalise.Date) bool {
	if a.IsZero() || b.IsZero() {
		return true
	}
	from, to := a.Span()
	start, end := b.Span()
	return !from.After(end.AddDate(0, 0, nearMonth)) && !start.After(to.AddDate(0, 0, nearMonth))
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
