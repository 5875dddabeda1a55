package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// A change is the words on one change with its day.
type change struct {
	date           normalise.Date
	printed, words string
}

// datedChanges are the changes that the lines of a cell tell, each with a day before its
// words, behind them or on a line of its own; nil if one has none.
func datedChanges(text string) []change {
	var out []change
	open := false // the last change may go on
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		line = wording.Squeeze(line)
		if line == "" {
			continue
		}
		last := len(out) - 1
		d, printed, words := lineDay(line)
		ends := !d.IsZero() && !strings.HasPrefix(strings.TrimLeft(line, "(["), printed)
		switch {
		case open && (d.IsZero() || out[last].date.IsZero() && (ends || words == "")):
			out[last].words = strings.Trim(wording.JoinLines(out[last].words, words), "\n")
			if !d.IsZero() {
				out[last].date, out[last].printed, open = d, printed, false
			}
		default:
			out, open = append(out, change{d, printed, words}), !ends
		}
	}
	if len(out) == 1 && out[0].words == "" {
		out[0].words = wording.Squeeze(text) // "Updated in May 2023"
	}
	if slices.ContainsFunc(out, func(c change) bool { return c.date.IsZero() || c.words == "" }) {
		return nil
	}
	return out
}

// lineDay takes the day or month off a line: before the words, in brackets behind them, or
// all of it.
func lineDay(line string) (normalise.Date, string, string) {
	if d, printed, ok := metaDate(line); ok && d.Precision != normalise.Year {
		return d, printed, ""
	}
	if d, printed, words := frontDate(line); !d.IsZero() {
		return d, printed, words
	}
	return dayOff(line)
}

// tellsDay reports a cell that is a date, or ends with a line that is a day or a month.
func tellsDay(c parse.Cell) bool {
	_, ok := dates.Parse(c.Text)
	if !ok && dates.MayHoldDate(c.Text) {
		_, d, _ := datedCell(c)
		ok = !d.IsZero()
	}
	return ok
}

// datedCell takes the day or month off a cell whose first or last line, above or below a
// name, says no more.
func datedCell(c parse.Cell) (parse.Cell, normalise.Date, string) {
	lines := layout.SplitLines(strings.Trim(c.Text, " \n"), c.Links)
	if len(lines) < 2 {
		return c, normalise.Date{}, ""
	}
	for _, i := range []int{len(lines) - 1, 0} {
		printed := wording.Squeeze(lines[i].Text)
		d, ok := dates.Parse(strings.Trim(printed, "()[]"))
		if !ok {
			d, printed, ok = metaDate(printed)
		}
		if ok && d.Precision != normalise.Year {
			rest := slices.Delete(lines, i, i+1)
			return joinedLines(rest), d, printed
		}
	}
	return c, normalise.Date{}, ""
}

// joinedLines is a cell of lines.
func joinedLines(lines []layout.Line) parse.Cell {
	var c parse.Cell
	for i, l := range lines {
		if i > 0 {
			c.Text += "\n"
		}
		for _, k := range l.Links {
			k.Start, k.End = k.Start+len(c.Text), k.End+len(c.Text)
			c.Links = append(c.Links, k)
		}
		c.Text += l.Text
	}
	return c
}

// withoutDay takes the day or month in brackets or behind a sign off a name, unless it is
// part of a title of the manual.
func (r *amendReader) withoutDay(c parse.Cell) (parse.Cell, normalise.Date, string) {
	var p piece
	p.takeDate(strings.TrimSpace(c.Text))
	if p.own.IsZero() || strings.Contains(c.Text, "\n") {
		return c, normalise.Date{}, ""
	}
	if i := r.titles.find(wording.Squeeze(c.Text)); i >= 0 && strings.Contains(r.titles.sections[i].Title, p.ownPrinted) {
		return c, normalise.Date{}, ""
	}
	c.Text = p.name
	return c, p.own, p.ownPrinted
}

// dayOfRelease reports a line that begins with a day of the month that stands above it.
func (r *amendReader) dayOfRelease(text string) bool {
	d, _, _ := frontDate(text)
	return d.Precision == normalise.Day && r.date.Precision == normalise.Month && d.Y == r.date.Y && d.M == r.date.M
}

// dayBehind takes the day in brackets off the end of words on a change where nothing above
// tells when that was.
func (r *amendReader) dayBehind(text string) (normalise.Date, string, string) {
	if !r.date.IsZero() || !dates.MayHoldDate(text) {
		return normalise.Date{}, "", ""
	}
	d, printed, words := dayOff(text)
	if d.IsZero() || words == "" {
		return normalise.Date{}, "", ""
	}
	return d, printed, words
}
