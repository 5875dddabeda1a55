package compare

import (
	"strings"

	"manualwatch/diff"
	"manualwatch/normalise"
)

// Reasons of a change of the dates of review.
const (
	wasOverdue = "the review was overdue until then"
	isOverdue  = "the review is overdue all the same"
)

// reviews tells which chapters print other dates of review. They are no part of the text,
// and say whether a chapter is overdue. Of what nearly all chapters changed alike, the change of
// the first tells of all, and the others follow from it.
func (x *comparison) reviews() {
	dated, alike, edits := 0, map[string][]int{}, x.editsOf()
	var details []string
	for _, c := range x.c.Units {
		p := x.m.ToPrev[c]
		if p < 0 || x.unseen(p, c) || x.p.Class(p) == 'p' || x.c.Class(c) == 'p' || x.lostPage(p, c) {
			continue
		}
		a, b := x.p.Sec(p), x.c.Sec(c)
		if a.NextReview.IsZero() && b.NextReview.IsZero() {
			continue // a date of update alone is the clock of a web site
		}
		dated++
		d := reviewDetail(a, b)
		if d == "" {
			continue
		}
		if at, edited := edits[b.ID]; edited { // told with the edit of its words
			x.out[at].Reasons = append(x.out[at].Reasons, strings.Split(d, diff.ReviewJoin)...)
			continue
		}
		if alike[d] == nil {
			details = append(details, d)
		}
		alike[d] = append(alike[d], c)
	}
	for _, d := range details {
		units, cause := alike[d], ""
		for i, c := range units {
			ch := x.add(diff.ReviewChanged, diff.Minor, x.m.ToPrev[c], c, subReviews, "", x.reviewReasons(c)...)
			ch.Detail, ch.CausedBy = d, cause
			if i == 0 && len(units) >= SweepChapters && float64(len(units)) >= lineShare*float64(dated) {
				ch.Detail, cause = d+", in "+Count(len(units), "chapter"), ch.ID
			}
		}
	}
}

// editsOf are the places of the changes of words, by their chapter.
func (x *comparison) editsOf() map[string]int {
	at := map[string]int{}
	for i := range x.out {
		if x.out[i].Kind == diff.Edited {
			at[x.out[i].SectionID] = i
		}
	}
	return at
}

// reviewDetail says which dates of review became which, "" if none did.
func reviewDetail(a, b *normalise.Section) string {
	var parts []string
	for _, d := range []struct {
		what     string
		old, now normalise.Date
	}{{"last review", a.PrintedReview(), b.PrintedReview()}, {"next review", a.NextReview, b.NextReview}} {
		if d.old != d.now {
			parts = append(parts, d.what+": "+orNone(d.old.Printed())+" became "+orNone(d.now.Printed()))
		}
	}
	return strings.Join(parts, diff.ReviewJoin)
}

// reviewReasons tell, beside that a date changed, whether the review was overdue.
func (x *comparison) reviewReasons(c int) []string {
	now := x.c.Sec(c).NextReview
	switch old := x.p.Sec(x.m.ToPrev[c]).NextReview; {
	case now.Passed(x.c.Ed.ObservedAt):
		return []string{diff.ReviewReason, isOverdue}
	case old.Passed(x.c.Ed.ObservedAt):
		return []string{diff.ReviewReason, wasOverdue}
	}
	return []string{diff.ReviewReason}
}
