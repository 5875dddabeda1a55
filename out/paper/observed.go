package paper

import (
	"fmt"
	"strings"
	"time"

	"manualwatch/out/report"
)

// observed says how much of the manual could be read in the period.
func (p *Paper) observed(d *document) {
	switch {
	case p.Nights > 0 && p.unread():
		d.para(inline{text: fmt.Sprintf("The manual was looked at %s in the period and could not be read. It stands here as it was read on %s.", times(p.Nights), report.Day(p.End.ObservedAt))})
	case p.Nights == 0:
		d.para(inline{text: "Nobody looked at the manual in this period. It stands here as it was read on " + report.Day(p.End.ObservedAt) + "."})
	case p.Missed == 0 && p.Unread.Count() > 0:
		d.para(inline{text: fmt.Sprintf("The manual was looked at %s in the period; chapters of it were not read at any time.", times(p.Nights))})
	case p.Missed == 0:
		d.para(inline{text: fmt.Sprintf("The manual was looked at %s in the period and could be read every time.", times(p.Nights))})
	default:
		d.para(inline{text: fmt.Sprintf("The manual was looked at %s in the period; %s%s it could not be read completely, so a change that came and went then would not be seen.", times(p.Nights), times(p.Missed), on(p.missed))})
	}
	if !p.Gap[0].IsZero() {
		d.para(inline{text: fmt.Sprintf("The longest time in which nobody looked at it was from %s to %s: what was seen to change on that day may be of any day in between.", report.Day(p.Gap[0]), report.Day(p.Gap[1]))})
	}
	if p.Problem != "" {
		lead := "At the end of the period it was not being observed. "
		if p.InPart {
			lead = "At the end of the period it could be read in part only. "
		}
		d.para(inline{text: lead, bold: true}, inline{text: p.Problem})
	}
	p.notSeen(d)
	if p.Unread.Count() > 0 {
		d.para(inline{text: report.Clean(p.Unread.String()) + ".", bold: true}, inline{text: " What changes in them is not seen, and not in this paper."})
	}
	if p.Period.Summed && p.severalNights {
		d.para(inline{text: "The pages of both dates could not be compared directly. What follows adds up what each night found: a chapter that changed twice is told twice, and what was taken back counts as two changes."})
	}
	if p.Start == nil {
		d.para(inline{text: fmt.Sprintf("It was first read on %s; earlier changes are not known.", report.Day(p.firstRead()))})
	}
}

// mostGroups bounds the groups of pages that are told of.
const mostGroups = 8

// notSeen names the pages that could not be seen, with the nights.
func (p *Paper) notSeen(d *document) {
	left := 0
	for i, u := range p.Unseen {
		if i >= mostGroups {
			left += len(u.Pages)
			continue
		}
		names := report.NotSeen(report.Sight{Unseen: u.Pages}, p.now, p.before)
		d.item(1, inline{text: "Not seen" + strings.Trim(on(u.Nights), ",") + ": " + names + "."})
	}
	if left > 0 {
		d.item(1, inline{text: fmt.Sprintf("On other nights %s could not be seen.", report.Number(left, "more page", "more pages"))})
	}
}

// mostDays bounds the days that are listed one by one.
const mostDays = 5

// on lists the days of some nights as a part of a sentence: ", on 3 May and 5 May 2026,".
func on(nights []time.Time) string {
	var days []string
	for _, t := range nights {
		days = append(days, report.Day(t))
	}
	if n := len(days); n > mostDays {
		return fmt.Sprintf(", between %s and %s,", days[0], days[n-1])
	}
	return ", on " + report.List(days) + ","
}

// firstRead returns the oldest night of the period, when the baseline was read
// in it.
func (p *Paper) firstRead() (t time.Time) {
	for _, at := range p.Dates {
		if t.IsZero() || at.Before(t) {
			t = at
		}
	}
	return t
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	default:
		return report.Thousands(n) + " times"
	}
}
