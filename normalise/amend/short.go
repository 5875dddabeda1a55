package amend

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// "May 25" is a day in most places, and a month where a page prints years of two digits.

// shortYear is a month with a year of two digits, or a day behind its month.
var shortYear = pattern.New(`(?i)^` + dates.MonthPattern + `\s+(\d\d)$`)

// A shortMonth is such a text: where it stands, and the month that it may be.
type shortMonth struct {
	block, cell int // cell is -1 outside tables
	text        string
	month       normalise.Date
}

// withLongYears writes months with years of two digits as others, where all that stand alone
// on a page are months in their order and no line says a year of four digits for what stands
// below it: days are not. printed takes what stood there.
func withLongYears(blocks []parse.Block, printed map[string]string) []parse.Block {
	found := shortMonths(blocks)
	if !inOrder(found) || slices.ContainsFunc(blocks, tellsYear) {
		return blocks
	}
	out := slices.Clone(blocks)
	for _, s := range found {
		long := strings.TrimSpace(s.text[:len(s.text)-2]) + " " + strconv.Itoa(s.month.Y)
		printed[long] = s.text
		b := &out[s.block]
		b.Text = strings.Replace(b.Text, s.text, long, 1)
		if s.cell >= 0 {
			b.Cells = slices.Clone(b.Cells)
			b.Cells[s.cell].Text = long
		}
	}
	return out
}

// tellsYear reports a line that says the year of what stands below it.
func tellsYear(b parse.Block) bool { return b.Region == parse.Main && aboveYears(&b, new(period)) }

// shortMonths are the lines and cells that say nothing else.
func shortMonths(blocks []parse.Block) []shortMonth {
	var out []shortMonth
	add := func(block, cell int, text string) {
		text = wording.Squeeze(text)
		if m := shortYear.FindStringSubmatch(text); m != nil {
			out = append(out, shortMonth{block, cell, text, normalise.Date{Y: dates.ReadYear(m[2]), M: dates.ReadMonth(m[1]), D: 1, Precision: normalise.Month}})
		}
	}
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.Region != parse.Main:
		case b.Kind != parse.Row && len(b.Links) == 0:
			add(i, -1, b.Text)
		default:
			for k := range b.Cells {
				add(i, k, b.Cells[k].Text)
			}
		}
	}
	return out
}

// inOrder reports several months that go on in one direction, by two years at most from one
// to the next, and are not of one name: May 25, March 25, November 24.
func inOrder(months []shortMonth) bool {
	const least, step = 3, 24 // months
	at := func(s shortMonth) int { return s.month.Y*12 + int(s.month.M) }
	up, down, names := 0, 0, make(map[int]bool)
	for i, s := range months {
		names[int(s.month.M)] = true
		if i == 0 {
			continue
		}
		switch d := at(s) - at(months[i-1]); {
		case d > step || d < -step:
			return false
		case d > 0:
			up++
		case d < 0:
			down++
		}
	}
	return len(months) >= least && len(names) > 1 && (up == 0 || down == 0)
}
