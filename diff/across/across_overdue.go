package across

import (
	"cmp"
	"slices"
	"time"

	"manualwatch/diff"
	"manualwatch/normalise"
)

// Kinds of [OverdueItem].
const (
	OverdueReview    = "review"    // the chapter's declared next review has passed
	OverdueUpdate    = "update"    // the manual's declared next update has passed
	OverdueUnchanged = "unchanged" // no change declared, reviewed or seen for long
)

// NoSignSince begins the detail of an item of [OverdueUnchanged] whose date is that of the
// first reading of its manual, and no sign of life.
const NoSignSince = "no change seen since the manual was first read on "

// An OverdueItem is something whose date has passed.
type OverdueItem struct {
	BoardID    string
	SectionID  string // "" for the manual as a whole
	Number     string
	Title      string
	URL        string
	TopicID    string
	Topic      string
	Kind       string // OverdueReview ...
	Since      string // ISO date on which it became overdue; for OverdueUnchanged, of the last sign of life
	Days       int    // from then to the date asked
	DetailText string // in words
}

// Overdue lists declared review dates and declared updates that have passed at
// the date `at`, and chapters without a sign of life (amendment declared, review
// printed, change seen) for at least `unchanged`, longest first. A chapter of which
// no date is known counts from the day its manual was first read, which history
// and the edition tell. A date known to a month passes at the month's end. Silence
// counts up to the day on which the board was last seen: what nobody looked at is no
// evidence. A board that seen does not name was seen at the date `at`.
func Overdue(editions []*normalise.Edition, members []TopicMember, history []diff.Change, seen map[string]time.Time, at time.Time, unchanged time.Duration) []OverdueItem {
	topics := map[chapterKey]TopicMember{}
	for _, m := range members {
		topics[chapterKey{m.BoardID, m.SectionID}] = m
	}
	first := firstSeen(editions, history)
	var out []OverdueItem
	for _, e := range latestEditions(editions) {
		if end := endOf(e.NextUpdate); !e.NextUpdate.IsZero() && passed(end, at) {
			out = append(out, OverdueItem{BoardID: e.BoardID, Title: e.Label, Kind: OverdueUpdate, Since: isoDate(end), Days: daysBetween(end, at),
				DetailText: "the update declared for " + printed(e.NextUpdate) + " has not been seen"})
		}
		f := gatherFacts(e, history, at)
		until := at
		if t, ok := seen[e.BoardID]; ok && t.Before(at) {
			until = t
		}
		for i := range e.Sections {
			if item, ok := f.overdue(i, at, until, unchanged, first[e.BoardID]); ok {
				m := topics[chapterKey{e.BoardID, item.SectionID}]
				item.TopicID, item.Topic = m.TopicID, m.Topic
				out = append(out, item)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y OverdueItem) int {
		return cmp.Or(cmp.Compare(y.Days, x.Days), cmp.Compare(x.BoardID, y.BoardID), cmp.Compare(x.Number, y.Number), cmp.Compare(x.Kind, y.Kind))
	})
	return out
}

// firstSeen returns for each board the earliest time it was read that is known.
func firstSeen(editions []*normalise.Edition, history []diff.Change) map[string]time.Time {
	out := map[string]time.Time{}
	note := func(board string, t time.Time) {
		if have, ok := out[board]; !t.IsZero() && (!ok || t.Before(have)) {
			out[board] = t
		}
	}
	for _, e := range editions {
		if e != nil {
			note(e.BoardID, e.ObservedAt)
		}
	}
	for _, c := range history {
		if t, err := time.Parse(normalise.RunIDLayout, c.RunID); err == nil {
			note(c.BoardID, t)
		}
	}
	return out
}

// overdue tells whether a chapter is overdue; a passed review comes before silence.
// Silence counts until the board was last seen, and not for a page that was never read.
func (f *boardFacts) overdue(i int, at, until time.Time, unchanged time.Duration, first time.Time) (OverdueItem, bool) {
	s := &f.edition.Sections[i]
	if s.Kind != normalise.KindChapter && (s.Kind != normalise.KindAppendix || s.NextReview.IsZero()) || s.OtherManual {
		return OverdueItem{}, false
	}
	item := OverdueItem{BoardID: f.edition.BoardID, SectionID: s.ID, Number: s.Number, Title: s.Title, URL: s.URL}
	if end := endOf(s.NextReview); !s.NextReview.IsZero() && passed(end, at) {
		item.Kind, item.Since, item.Days = OverdueReview, isoDate(end), daysBetween(end, at)
		item.DetailText = "review was due " + printed(s.NextReview)
		return item, true
	}
	if notRead(f.edition.Sections, i) {
		return OverdueItem{}, false
	}
	sign := max(f.detected[i], f.declared[i].Date.String(), s.LastReviewed.String())
	detail := "no change declared, reviewed or seen since " + sign
	since, err := time.Parse("2006-01-02", sign)
	if err != nil {
		since, detail = first, NoSignSince+isoDate(first)
	}
	if unchanged <= 0 || since.IsZero() || until.Sub(since) < unchanged {
		return OverdueItem{}, false
	}
	item.Kind, item.Since, item.Days, item.DetailText = OverdueUnchanged, isoDate(since), daysBetween(since, until), detail
	return item, true
}

// printed writes a date as far as it was printed: a month without a day as the month.
func printed(d normalise.Date) string {
	if d.Precision == normalise.Month {
		return d.Time().Format("January 2006")
	}
	return d.String()
}

// passed reports whether the whole of a day lies before a time.
func passed(day, at time.Time) bool { return !at.Before(day.AddDate(0, 0, 1)) }

// endOf returns the last day that a printed date can mean.
func endOf(d normalise.Date) time.Time {
	_, to := d.Span()
	return to.AddDate(0, 0, -1)
}

func daysBetween(from, to time.Time) int {
	return int(to.Sub(from).Hours() / 24)
}
