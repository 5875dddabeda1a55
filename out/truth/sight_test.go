package truth

import (
	"slices"
	"strings"
	"time"

	"manualwatch/out"
)

// unseen are the pages that a night in part could not see.
func (n *night) unseen() []string {
	var pages []string
	for _, f := range n.findings {
		if n.obs.Status == "partial" && f.Code == "not_observed" && !slices.Contains(pages, f.URL) {
			pages = append(pages, f.URL)
		}
	}
	return pages
}

// names checks a list of pages by their chapters, or by their addresses.
func (n *night) names(list string, pages []string) string {
	var want []string
	for _, page := range pages {
		name := page
		var on []*out.SectionRow
		for _, s := range n.after.sections {
			if address, _, _ := strings.Cut(s.URL, "#"); address == page && (s.Kind == "chapter" || s.Kind == "appendix") {
				on = append(on, s)
			}
		}
		if len(on) == 1 {
			name = "“" + labelOf(on[0]) + "”"
		}
		want = append(want, name)
	}
	said := strings.Split(strings.ReplaceAll(strings.ReplaceAll(list, "” and ", "”, "), " and http", ", http"), ", ")
	slices.Sort(said)
	slices.Sort(want)
	return sameText("pages", strings.Join(said, ", "), strings.Join(want, ", "))
}

// missedPages checks why a manual was not read whole, with the pages where they are named.
func missedPages(n *night, text string) string {
	said, pages, named := strings.Cut(text, " Not seen on this night: ")
	if !named {
		return missed(n, said)
	}
	return first(missed(n, said), n.names(strings.TrimSuffix(pages, "."), n.unseen()))
}

// missed are the nights of a paper that did not see the manual whole.
func (r *paperLog) missed() []*night {
	return slices.DeleteFunc(slices.Clone(r.nights), func(n *night) bool { return n.whole() })
}

// daysOf lists the days of nights as a sentence does.
func daysOf(nights []*night) string {
	var days []string
	for _, n := range nights {
		days = append(days, day(n.run.StartedAt))
	}
	switch n := len(days); {
	case n == 1:
		return "on " + days[0]
	case n > 5:
		return "between " + days[0] + " and " + days[n-1]
	default:
		return "on " + strings.Join(days[:n-1], ", ") + " and " + days[n-1]
	}
}

// notSeen checks which pages could not be seen on the same nights.
func (r *paperLog) notSeen(days, list string) string {
	groups := map[string][]string{}
	for _, n := range r.missed() {
		for _, page := range n.unseen() {
			if same := nightsWithout(r.missed(), page); daysOf(same) == days && !slices.Contains(groups[days], page) {
				groups[days] = append(groups[days], page)
			}
		}
	}
	return r.n.names(list, groups[days])
}

func nightsWithout(nights []*night, page string) []*night {
	return slices.DeleteFunc(slices.Clone(nights), func(n *night) bool { return !slices.Contains(n.unseen(), page) })
}

// notSeenSince is when the page of an address was seen last before a night that came after
// some in part which could not see it, zero if there were none.
func (w *world) notSeenSince(n *night, address string) time.Time {
	page, _, _ := strings.Cut(address, "#")
	dark := false
	for _, before := range slices.Backward(w.ofRun("")) {
		switch {
		case before.obs.BoardID != n.obs.BoardID || before.obs.RunID >= n.obs.RunID || !before.seen():
		case slices.Contains(before.unseen(), page):
			dark = true
		case dark:
			return before.run.StartedAt
		default:
			return time.Time{}
		}
	}
	return time.Time{}
}

// unlooked is how long nobody had looked at a manual before a night, if that is long, and
// the night that looked last.
func (w *world) unlooked(n *night) (last *night, gap time.Duration) {
	for _, before := range w.ofRun("") {
		if before.obs.BoardID == n.obs.BoardID && before.obs.RunID < n.obs.RunID {
			last = before
		}
	}
	if last == nil || n.run.StartedAt.Sub(last.run.StartedAt) <= 48*time.Hour {
		return nil, 0
	}
	return last, n.run.StartedAt.Sub(last.run.StartedAt)
}

// unlooked is the night of the period before which nobody had looked for longest.
func (r *paperLog) unlooked() (first, second *night) {
	longest := time.Duration(0)
	for _, n := range r.w.ofRun("") {
		day := out.DayOf(n.run.StartedAt)
		if n.obs.BoardID != r.n.obs.BoardID || day < out.DayOf(r.from) || day > out.DayOf(r.to) {
			continue
		}
		if last, gap := r.w.unlooked(n); gap > longest {
			first, second, longest = last, n, gap
		}
	}
	return first, second
}
