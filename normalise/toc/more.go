package toc

import (
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Links at the end of the first entries of a section to the page that has all of them.

// moreTitle is what a link says at the end of the first entries of a section.
var moreTitle = pattern.New(`(?i)^(?:explore|view|see|show|load|browse)\s+(?:more|all|the\s+rest)\b.{0,60}$`)

// dropMore takes away links that only say that a section has more entries than are
// shown, and gives them to the section's heading, in place.
func (s *Site) dropMore(rows []Row) []Row {
	out := rows[:0]
	for i := range rows {
		rw := &rows[i]
		ends := i+1 == len(rows) || rows[i+1].Head
		if !rw.Linked() || rw.Num.Text != "" || !moreTitle.MatchString(rw.Title) && !(ends && s.allOf(rw, out)) {
			out = append(out, *rw)
			continue
		}
		if h := headOf(out, rw); h >= 0 && out[h].Rank > 1 && !out[h].Linked() {
			out[h].Href, out[h].Frag, out[h].Target = rw.Href, rw.Frag, rw.Target
		}
	}
	return out
}

// dropWaysBack takes away the words that end several sections, in each as a link to where the
// heading of the section leads: "View details", "Go to this part".
func dropWaysBack(rows []Row) []Row {
	isBack, all := make([]bool, len(rows)), 0
	for i := range rows {
		if rw := &rows[i]; rw.Linked() && rw.Num.Text == "" && (i+1 == len(rows) || rows[i+1].Head) {
			h := headOf(rows[:i], rw)
			isBack[i] = h >= 0 && rows[h].Linked() && rows[h].Place() == rw.Place()
			all += wording.BoolInt(isBack[i])
		}
	}
	if all < 2 {
		return rows
	}
	back, others := make(map[string]int), make(map[string]bool)
	for i := range rows {
		if rw := &rows[i]; rw.Linked() {
			said := wording.Fold(rw.Title)
			back[said] += wording.BoolInt(isBack[i])
			others[said] = others[said] || !isBack[i]
		}
	}
	out := rows[:0]
	for i, rw := range rows {
		if said := wording.Fold(rw.Title); !isBack[i] || back[said] < 2 || others[said] {
			out = append(out, rw)
		}
	}
	return out
}

// headOf is the last of some rows that is a heading over the row behind them, -1 if there is
// none.
func headOf(rows []Row, rw *Row) int {
	for k := len(rows) - 1; k >= 0; k-- {
		if h := &rows[k]; h.Head && h.Rank < rw.Rank && !isCount(h) {
			return k
		}
	}
	return -1
}

// allOf reports a row that calls itself all of its section, "All Staff procedures", and leads to
// a page that leads to every entry before it.
func (s *Site) allOf(rw *Row, before []Row) bool {
	said := wording.Fold(rw.Title)
	if rw.Target < 0 || !strings.HasPrefix(said, "all ") {
		return false
	}
	h := headOf(before, rw)
	if h < 0 || h+1 == len(before) || before[h].Linked() && before[h].Place() != rw.Place() {
		return false
	}
	if name, _ := countOf(before[h].Title); !strings.Contains(said, wording.Fold(name)) {
		return false
	}
	listed := make(map[int]bool)
	for _, b := range s.Input.Pages[rw.Target].Blocks {
		for _, k := range b.AllLinks() {
			listed[s.PageAt(k.Href)] = listed[s.PageAt(k.Href)] || b.Region == parse.Main
		}
	}
	return !AnyRow(before[h+1:], func(e *Row) bool { return !isCount(e) && (e.Target < 0 || !listed[e.Target]) })
}
