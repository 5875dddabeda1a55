package normalise

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// withYears writes the year that a heading tells behind the days below it that stand
// without one, at the front of lines and as cells: then they are dates like others. It
// also gives what was printed of each.
func withYears(blocks []parse.Block) ([]parse.Block, map[string]string) {
	var above amendReader // what the last heading said of the year
	printed := make(map[string]string)
	out, copied := blocks, false
	for i := range blocks {
		b := &blocks[i]
		if b.Region != parse.Main || aboveYears(b, &above) || above.year == 0 {
			continue
		}
		dated := *b
		if !writeYears(&dated, &above, printed) {
			continue
		}
		if !copied {
			out, copied = slices.Clone(blocks), true
		}
		out[i] = dated
	}
	return out, printed
}

// aboveYears takes the year of a heading over days: a year alone or that of a month.
func aboveYears(b *parse.Block, above *amendReader) bool {
	text := squeeze(b.Text)
	if len(text) > longestContext || b.Kind == parse.Item || b.Kind != parse.Heading && len(blockLinks(b)) > 0 || !hasYear(text) {
		return false
	}
	if m := yearHead.FindStringSubmatch(text); m != nil {
		above.year, above.financial = readYear(m[1]), m[2] != ""
		return true
	}
	if d, _, ok := headDate(editMark.ReplaceAllString(text, "")); ok && d.Precision == Month {
		above.year, above.financial = d.Y, false
		return true
	}
	return false
}

// writeYears writes the years of a block, and reports whether it did; printed takes what
// stood there.
func writeYears(b *parse.Block, above *amendReader, printed map[string]string) bool {
	note := func(text, year string) {
		day := strings.TrimLeft(squeeze(text), "([ ")
		printed[day+year] = day
	}
	if b.Kind != parse.Row {
		at, year := dayWithout(b.Text, above)
		if year == "" {
			return false
		}
		note(b.Text[:at], year)
		b.Text, b.Links = insertAt(b.Text, b.Links, at, year)
		if b.Lead >= at {
			b.Lead += len(year)
		}
		b.AltAt = slices.Clone(b.AltAt)
		for k := range b.AltAt {
			if b.AltAt[k] >= at {
				b.AltAt[k] += len(year)
			}
		}
		return true
	}
	cells := slices.Clone(b.Cells)
	wrote := false
	for k := range cells {
		c := &cells[k]
		if at, year := dayWithout(c.Text, above); year != "" && strings.Trim(c.Text[at:], " .,:") == "" {
			note(c.Text[:at], year)
			text, links := insertAt(c.Text, c.Links, at, year)
			b.Text = strings.Replace(b.Text, c.Text, text, 1)
			c.Text, c.Links, wrote = text, links, true
		}
	}
	b.Cells = cells
	return wrote
}

var (
	bareDay      = pattern.New(`(?i)^[\s(\[]*` + weekdayPattern + `(\d{1,2})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?` + monthPattern + `\b`)
	bareMonthDay = pattern.New(`(?i)^[\s(\[]*` + weekdayPattern + monthPattern + `\s+(\d{1,2})(?:st|nd|rd|th)?\b`)
	yearThen     = pattern.New(`^(?:[,.]?\s*(?:19|20)\d\d\b|\s*['’]\d\d\b|[-/.]\d)`)
)

// dayWithout finds the day at the front of a text that has no year: where the year is to
// be written, and how; "" if there is none.
func dayWithout(text string, above *amendReader) (at int, year string) {
	m, sign, month, day := bareDay.FindStringSubmatchIndex(text), " ", 2, 1
	if m == nil {
		m, sign, month, day = bareMonthDay.FindStringSubmatchIndex(text), ", ", 1, 2
	}
	if m == nil || yearThen.MatchString(text[m[1]:]) || !unicode.IsUpper(rune(text[m[2*month]])) {
		return 0, ""
	}
	n, _ := strconv.Atoi(text[m[2*day]:m[2*day+1]])
	d := Date{M: readMonth(text[m[2*month]:m[2*month+1]]), D: n, Precision: Day}
	d.Y = above.yearOf(d.M)
	if !d.valid() {
		return 0, ""
	}
	return m[1], sign + strconv.Itoa(d.Y)
}

// insertAt writes words into a text, and moves its links.
func insertAt(text string, links []parse.Link, at int, words string) (string, []parse.Link) {
	text = text[:at] + words + text[at:]
	links = slices.Clone(links)
	for k := range links {
		l := &links[k]
		if l.Start >= at {
			l.Start += len(words)
		}
		if l.End >= at && (l.End > at || l.Start < at) {
			l.End += len(words)
		}
		if l.End <= len(text) && l.Start <= l.End {
			l.Text = text[l.Start:l.End]
		}
	}
	return text, links
}
