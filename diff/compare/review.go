package compare

import (
	"strings"

	"manualwatch/diff"
	"manualwatch/normalise"
)

// Reasons of a change of the dates of review.
const (
	reviewReason = "a date of review changed"
	wasOverdue   = "the review was overdue until then"
	isOverdue    = "the review is overdue all the same"
)

// reviews tells which chapters print other dates of review. They are no part of the text,
// and say whether a chapter is overdue. What nearly all chapters changed alike is told once.
func (x *comparison) reviews() {
	dated, alike := 0, map[string][]int{}
	var details []string
	for _, c := range x.c.Units {
		p := x.m.ToPrev[c]
		if p < 0 || x.unseen(p, c) || x.p.Class(p) == 'p' || x.c.Class(c) == 'p' {
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
		if alike[d] == nil {
			details = append(details, d)
		}
		alike[d] = append(alike[d], c)
	}
	for _, d := range details {
		if units := alike[d]; len(units) >= SweepChapters && float64(len(units)) >= lineShare*float64(dated) {
			x.reviewedAll(units, d)
			continue
		}
		for _, c := range alike[d] {
			x.add(diff.ReviewChanged, diff.Minor, x.m.ToPrev[c], c, subReviews, "", x.reviewReasons(c)...).Detail = d
		}
	}
}

// reviewedAll tells once that many chapters print the same new dates of review.
func (x *comparison) reviewedAll(units []int, detail string) {
	ch := x.add(diff.ReviewChanged, diff.Minor, -1, -1, subReviews, detail, x.reviewReasons(units[0])...)
	ch.Detail = detail + ", in " + Count(len(units), "chapter")
	for _, c := range units {
		ch.OtherIDs = append(ch.OtherIDs, x.c.Sec(c).ID)
	}
}

// reviewDetail says which dates of review became which, "" if none did.
func reviewDetail(a, b *normalise.Section) string {
	var parts []string
	for _, d := range []struct {
		what     string
		old, now normalise.Date
	}{{"last review", a.LastReviewed, b.LastReviewed}, {"next review", a.NextReview, b.NextReview}} {
		if d.old != d.now {
			parts = append(parts, d.what+": "+orNone(d.old.Printed())+" became "+orNone(d.now.Printed()))
		}
	}
	return strings.Join(parts, "; ")
}

// reviewReasons tell, beside that a date changed, whether the review was overdue.
func (x *comparison) reviewReasons(c int) []string {
	now := x.c.Sec(c).NextReview
	switch old := x.p.Sec(x.m.ToPrev[c]).NextReview; {
	case now.Passed(x.c.Ed.ObservedAt):
		return []string{reviewReason, isOverdue}
	case old.Passed(x.c.Ed.ObservedAt):
		return []string{reviewReason, wasOverdue}
	}
	return []string{reviewReason}
}
