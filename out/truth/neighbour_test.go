package truth

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"manualwatch/out"
)

// neighbour checks a topic on which others differ, against the newest comparison up to
// the end of the period.
func (r *paperLog) neighbour(l *line) string {
	run := ""
	for _, c := range r.w.rows.Coverage {
		if at, err := time.Parse("20060102T150405Z", c.RunID); err == nil && out.DayOf(at) <= out.DayOf(r.to) {
			run = max(run, c.RunID)
		}
	}
	var own *out.CoverageRow
	others, beside, boards := 0, 0, 0
	var rows []*out.CoverageRow // of boards that changed
	for i := range r.w.rows.Coverage {
		c := &r.w.rows.Coverage[i]
		if c.RunID != run || one(c.Topic) != l.cells[0].plain {
			continue
		}
		if c.BoardID == r.n.obs.BoardID {
			own = c
			continue
		}
		boards++
		if has(c) {
			others++
		}
		if aside(c) {
			beside++
		}
		if has(c) && !c.Doubtful && c.LastDetected >= out.DayOf(r.from) && c.LastDetected <= out.DayOf(r.to) && c.LastDetected != 0 && r.changedOtherwise(c) {
			rows = append(rows, c)
		}
	}
	if own == nil {
		return "there is no such topic"
	}
	var changed []string
	for _, c := range rows {
		if r.watched(c.LastDetected, own.URL) {
			changed = append(changed, r.w.named[c.BoardID])
		}
	}
	said := l.cells[2].plain
	wrong := sameText("others", l.cells[1].plain, fmt.Sprintf("%d of %d", others, boards))
	switch {
	case said == "Not in this manual.":
		return first(wrong, unless(own.State == "absent" && 2*others >= boards, "it is %s here", own.State))
	case strings.HasPrefix(said, "No chapter of its own in this manual; "):
		return first(wrong, sameText("state", own.State, "within"), sameText("chapter", said, "No chapter of its own in this manual; “"+label(own.Number, own.Title)+"” "+own.Detail+"."))
	case strings.HasPrefix(said, "In the contents of this manual: "):
		return first(wrong, sameText("state", own.State, "not_read"), sameText("chapter", said, "In the contents of this manual: “"+label(own.Number, own.Title)+"”, a page that was not read."))
	case said == "Not in use in this manual any more.":
		return first(wrong, sameText("state", own.State, "placeholder"))
	case strings.HasPrefix(said, "Only in this manual: "):
		return first(wrong, equal("others", 0, others+beside), sameText("chapter", said, "Only in this manual: “"+label(own.Number, own.Title)+"”."))
	}
	m := pattern(`^Changed in this period at {any}; the chapter of this manual did not change\.$`).FindStringSubmatch(said)
	if m == nil {
		return "no form knows it"
	}
	for _, b := range changed {
		if !strings.Contains(m[1], b) && !strings.Contains(m[1], " more") {
			return "it changed at " + b + ", too"
		}
	}
	return first(wrong, unless(len(changed) > 1, "it changed at %v", changed))
}

func has(c *out.CoverageRow) bool { return c.State == "has" || c.State == "under_review" }

// changedOtherwise reports whether more changed in chapters on a topic in the period than what was
// replaced in many chapters.
func (r *paperLog) changedOtherwise(cell *out.CoverageRow) bool {
	swept := false
	for _, n := range r.w.ofRun("") {
		if day := out.DayOf(n.run.StartedAt); n.obs.BoardID != cell.BoardID || day < out.DayOf(r.from) || day > out.DayOf(r.to) {
			continue
		}
		for _, c := range n.changes {
			in := slices.Contains(cell.SectionIDs, c.SectionID)
			if ch := n.chapterOf(c); ch != nil {
				in = in || slices.Contains(cell.SectionIDs, ch.SectionID)
			}
			for _, id := range c.OtherSectionIDs {
				in = in || slices.Contains(cell.SectionIDs, id)
			}
			if in && changesWords(c) && c.Kind != "terms_swept" {
				return true
			}
			swept = swept || in && c.Kind == "terms_swept"
		}
	}
	return !swept
}

// changesWords reports whether a change is one of what a chapter says.
func changesWords(c *out.ChangeRow) bool {
	switch c.Kind {
	case "renamed", "moved":
		return c.WordsAdded+c.WordsRemoved > 0
	case "flagged", "renumbered", "link_changed", "review_changed", "moved_host", "amendment_added", "amendment_removed":
		return false
	}
	return true
}

// watched reports whether the manual was read before a day, and the page seen on it or later.
func (r *paperLog) watched(day out.Day, page string) bool {
	if r.start == nil && day <= out.DayOf(r.w.firstRead(r.n.obs.BoardID)) {
		return false
	}
	page, _, _ = strings.Cut(page, "#")
	return slices.ContainsFunc(r.w.ofRun(""), func(n *night) bool {
		at := out.DayOf(n.run.StartedAt)
		return n.obs.BoardID == r.n.obs.BoardID && at >= day && at <= out.DayOf(r.to) && n.seen() && !slices.Contains(n.unseen(), page)
	})
}
