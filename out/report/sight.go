package report

import (
	"slices"
	"strings"
	"time"

	"manualwatch/normalise"
	"manualwatch/out"
)

// mostSights bounds how many nights are asked since when a page was not seen.
const mostSights = 60

// A Sight is how much of a board's manual a night saw.
type Sight struct {
	At     time.Time
	Blind  bool     // nothing
	Unseen []string // addresses of pages that could not be seen on a night in part
}

// Saw reports whether the page of an address could be seen, if it stood in the manual.
func (s Sight) Saw(address string) bool {
	return !s.Blind && !slices.Contains(s.Unseen, pageOf(address))
}

// SightOf tells how much a run saw of a board, by what it found.
func SightOf(run out.RunRow, o out.ObservationRow, findings []out.FindingRow) Sight {
	s := Sight{At: run.StartedAt, Blind: o.Status != out.StatusChanged && o.Status != out.StatusUnchanged && o.Status != out.StatusPartial}
	for _, f := range findings {
		if o.Status == out.StatusPartial && f.Code == out.CodeNotObserved && !slices.Contains(s.Unseen, f.URL) {
			s.Unseen = append(s.Unseen, f.URL)
		}
	}
	return s
}

// sightsBefore returns what the nights before one saw of its board, newest first, back to
// one that saw it whole.
func sightsBefore(d *out.Dataset, runs []out.RunRow, n *Night) ([]Sight, error) {
	var before []Sight
	for _, r := range slices.Backward(runs) {
		if r.RunID >= n.Run.RunID {
			continue
		}
		obs, err := d.Observations(r.RunID)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(obs, func(o out.ObservationRow) bool { return o.BoardID == n.Observation.BoardID })
		if i < 0 {
			continue
		}
		findings, err := d.Findings(out.Filter{RunID: r.RunID, BoardID: n.Observation.BoardID})
		if err != nil {
			return nil, err
		}
		before = append(before, SightOf(r, obs[i], findings))
		if whole := obs[i].Status == out.StatusChanged || obs[i].Status == out.StatusUnchanged; whole || len(before) == mostSights {
			break
		}
	}
	return before, nil
}

// NotSeenSince returns when the page of an address was seen last before a night, of which
// before are the sights newest first; it is zero if it was seen on the night before. What is
// found on a page after such a time may have come on any day of it.
func NotSeenSince(before []Sight, address string) time.Time {
	page, dark := pageOf(address), false
	for _, s := range before {
		switch {
		case s.Blind:
		case slices.Contains(s.Unseen, page):
			dark = true
		case dark:
			return s.At
		default:
			return time.Time{}
		}
	}
	return time.Time{}
}

// pageNames names pages: chapters as they stand in the manual, by the first of the outlines
// that knows them, then other pages by their addresses.
func pageNames(pages []string, outlines ...*Outline) []string {
	left := slices.Clone(pages)
	slices.Sort(left)
	var names []string
	for _, o := range outlines {
		on := map[string]int{}
		for _, r := range o.Rows() {
			if isChapter(&r) {
				on[pageOf(r.URL)]++
			}
		}
		for _, r := range o.Rows() {
			at := slices.Index(left, pageOf(r.URL))
			if at < 0 || !isChapter(&r) || on[left[at]] > 1 {
				continue
			}
			names = append(names, quoted(Label(r.Number, r.Title)))
			left = slices.Delete(left, at, at+1)
		}
	}
	for _, u := range left {
		names = append(names, Clean(u))
	}
	return names
}

func isChapter(r *out.SectionRow) bool {
	return r.Kind == string(normalise.KindChapter) || r.Kind == string(normalise.KindAppendix)
}

func pageOf(address string) string {
	page, _, _ := strings.Cut(address, "#")
	return page
}

// mostPages bounds how many pages that were not seen are named.
const mostPages = 100

// notSeenWords names the pages that could not be seen on a night in part, where there are
// more than the one that its cause names; "" otherwise.
func notSeenWords(n *Night) string {
	if len(n.Sight.Unseen) < 2 {
		return ""
	}
	return "Not seen on this night: " + stop(NotSeen(n.Sight, n.Now, n.Before))
}

// NotSeen names the pages that could not be seen on a night in part, "" for none.
func NotSeen(s Sight, outlines ...*Outline) string {
	names := pageNames(s.Unseen, outlines...)
	if n := len(names) - mostPages; n > 0 {
		names = append(names[:mostPages], Number(n, "more page", "more pages"))
	}
	return List(names)
}
