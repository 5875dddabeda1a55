package site

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"manualwatch/normalise"
	"manualwatch/out"
	"manualwatch/out/report"
)

// The pictures are SVG inside the page. Nothing in them comes from outside but
// numbers and dates; their colours are classes of the style sheet. Each has its
// numbers in words for those who do not see it.

// sigNames names the shades of the chart of months, from the bottom up.
func sigNames() [4]string { return [4]string{"practice", "new text", "minor", "links and typography"} }

// monthChart draws the changes of the last months as stacked columns.
func monthChart(months []monthCount) template.HTML {
	const most, width, height, base, left = 18, 720.0, 190.0, 160.0, 8.0
	months = fillMonths(months)
	if len(months) > most {
		months = months[len(months)-most:]
	}
	top := 0
	for _, m := range months {
		top = max(top, m.sum())
	}
	if top == 0 {
		return ""
	}
	step := (width - left) / float64(max(len(months), 6))
	bar := min(step*0.62, 46)
	var b strings.Builder
	fmt.Fprintf(&b, `<div class="scroll" tabindex="0"><svg class="chart wide" viewBox="0 0 %g %g" role="img" aria-label="Changes by month and weight; the numbers are in the table below">`, width, height)
	fmt.Fprintf(&b, `<line class="axis" x1="0" y1="%g" x2="%g" y2="%g"/>`, base, width, base)
	for i, m := range months {
		x, y := left+float64(i)*step+(step-bar)/2, base
		for s, n := range m.counts {
			h := float64(n) / float64(top) * (base - 22)
			if n == 0 {
				continue
			}
			h = max(h, 1.5)
			y -= h
			fmt.Fprintf(&b, `<rect class="s%d" x="%.1f" y="%.1f" width="%.1f" height="%.1f"><title>%s: %s, %s</title></rect>`, s, x, y, bar, h, monthName(m.month), report.Thousands(n), sigNames()[s])
		}
		if m.sum() > 0 {
			fmt.Fprintf(&b, `<text class="num" x="%.1f" y="%.1f">%s</text>`, x+bar/2, y-5, report.Thousands(m.sum()))
		}
		fmt.Fprintf(&b, `<text class="lab" x="%.1f" y="%.1f">%s</text>`, x+bar/2, base+16, shortMonth(m.month, i))
	}
	b.WriteString(`</svg></div>`)
	b.WriteString(legend())
	b.WriteString(monthTable(months))
	return template.HTML(b.String())
}

func (m monthCount) sum() int { return m.counts[0] + m.counts[1] + m.counts[2] + m.counts[3] }

// fillMonths puts the months without a run between the others.
func fillMonths(months []monthCount) []monthCount {
	var all []monthCount
	for _, m := range months {
		for len(all) > 0 && len(all) < 600 {
			next := monthTime(all[len(all)-1].month).AddDate(0, 1, 0).Format("2006-01")
			if next >= m.month {
				break
			}
			all = append(all, monthCount{month: next})
		}
		all = append(all, m)
	}
	return all
}

func monthTime(m string) time.Time {
	t, err := time.Parse("2006-01", m)
	if err != nil {
		return time.Time{} // unreachable unless a month was not made by this package
	}
	return t
}

func monthName(m string) string { return monthTime(m).Format("January 2006") }

// shortMonth labels a column; the year stands under the first and each January.
func shortMonth(m string, i int) string {
	t := monthTime(m)
	if i == 0 || t.Month() == time.January {
		return t.Format("Jan 06")
	}
	return t.Format("Jan")
}

func legend() string {
	var b strings.Builder
	b.WriteString(`<p class="legend">`)
	for s, n := range sigNames() {
		fmt.Fprintf(&b, `<span><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="s%d" width="12" height="12"/></svg> %s</span>`, s, n)
	}
	b.WriteString(`</p>`)
	return b.String()
}

func monthTable(months []monthCount) string {
	var b strings.Builder
	b.WriteString(`<details><summary>The numbers</summary><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Month</th>`)
	for _, n := range sigNames() {
		fmt.Fprintf(&b, `<th scope="col" class="n">%s</th>`, n)
	}
	b.WriteString(`</tr></thead><tbody>`)
	for i := len(months) - 1; i >= 0; i-- {
		fmt.Fprintf(&b, `<tr><th scope="row">%s</th>`, monthName(months[i].month))
		for _, n := range months[i].counts {
			fmt.Fprintf(&b, `<td class="n">%s</td>`, report.Thousands(n))
		}
		b.WriteString(`</tr>`)
	}
	b.WriteString(`</tbody></table></div></details>`)
	return b.String()
}

// timeline draws a board's life: when it was read, when a new edition was seen,
// when it could not be read.
func timeline(l *life, now time.Time) template.HTML {
	const width, y = 420.0, 30.0
	if len(l.nights) == 0 {
		return ""
	}
	first := l.nights[0].at
	days := max(now.Sub(first).Hours()/24, 1)
	x := func(t time.Time) float64 { return 10 + min(max(t.Sub(first).Hours()/24/days, 0), 1)*(width-20) }
	missed := 0
	var b strings.Builder
	for i, n := range l.nights {
		if n.status == out.StatusChanged || n.status == out.StatusUnchanged {
			continue
		}
		missed++
		end := now
		if i+1 < len(l.nights) {
			end = l.nights[i+1].at
		}
		fmt.Fprintf(&b, `<rect class="missed" x="%.1f" y="%.1f" width="%.1f" height="10"><title>%s: not read completely</title></rect>`, x(n.at)-1.5, y-5, max(x(end)-x(n.at), 3), report.Day(n.at))
	}
	for _, e := range l.editions {
		fmt.Fprintf(&b, `<circle class="edition" cx="%.1f" cy="%.1f" r="5"><title>%s: new edition</title></circle>`, x(e.ObservedAt), y, report.Day(e.ObservedAt))
	}
	words := fmt.Sprintf("%s, %s; ", report.Number(len(l.nights), "run", "runs"), report.Number(len(l.editions), "edition", "editions"))
	if missed == 0 {
		words += "it was read completely each time."
	} else {
		words += "it was not read completely in " + report.Number(missed, "run", "runs") + "."
	}
	return template.HTML(fmt.Sprintf(`<svg class="chart" viewBox="0 0 %g 64" role="img" aria-label="%s"><line class="axis" x1="10" y1="%g" x2="%g" y2="%g"/>%s<text class="lab start" x="10" y="58">%s</text><text class="lab end" x="%g" y="58">%s</text></svg><p class="legend"><span><svg viewBox="0 0 12 12" aria-hidden="true"><circle class="edition" cx="6" cy="6" r="5"/></svg> a new edition was seen</span><span><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="missed" width="12" height="12"/></svg> not read completely</span></p><p class="note">%s</p>`,
		width, words, y, width-10, y, b.String(), report.Day(first), width-10, report.Day(now), words))
}

// ages draws how long ago the chapters last changed or were reviewed.
func ages(o *report.Outline, changed map[string]time.Time, now time.Time) template.HTML {
	names := [...]string{"under 6 months", "6 to 12 months", "1 to 2 years", "2 to 3 years", "over 3 years", "not known"}
	var counts [len(names)]int
	top := 0
	for _, r := range o.Rows() {
		if r.Kind != string(normalise.KindChapter) {
			continue
		}
		t := r.LastReviewed.Time()
		if c := changed[r.SectionID]; c.After(t) {
			t = c
		}
		i := ageClass(t, now)
		counts[i]++
		top = max(top, counts[i])
	}
	if top == 0 {
		return ""
	}
	const left, width, row = 112.0, 420.0, 26.0
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="chart" viewBox="0 0 %g %g" role="img" aria-label="Chapters by the time since their last known change or review: `, width, row*float64(len(names)))
	for i, n := range names {
		fmt.Fprintf(&b, "%s %d; ", n, counts[i])
	}
	b.WriteString(`">`)
	for i, n := range names {
		y := float64(i) * row
		w := float64(counts[i]) / float64(top) * (width - left - 60)
		fmt.Fprintf(&b, `<text class="lab end" x="%g" y="%.1f">%s</text><rect class="age%d" x="%g" y="%.1f" width="%.1f" height="%.1f"/><text class="num start" x="%.1f" y="%.1f">%d</text>`,
			left-8, y+17, n, i, left, y+4, max(w, 1), row-8, left+w+8, y+17, counts[i])
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

func ageClass(t, now time.Time) int {
	if t.IsZero() {
		return 5
	}
	switch months := now.Sub(t).Hours() / 24 / 30.44; {
	case months < 6:
		return 0
	case months < 12:
		return 1
	case months < 24:
		return 2
	case months < 36:
		return 3
	default:
		return 4
	}
}
