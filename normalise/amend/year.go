package amend

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A period is the months that a heading tells, counted from the year 0: the days below
// it that stand without a year are days of these months, or of the nearest year.
type period struct{ first, last int }

func monthsFrom(year int, m time.Month, n int) period {
	first := year*12 + int(m) - 1
	return period{first, first + n - 1}
}

// yearOf is the year in which a month is one of the period or is nearest to it.
func (p period) yearOf(m time.Month) int {
	best, least := 0, 0
	for year := p.first/12 - 1; year <= p.last/12+1; year++ {
		at := year*12 + int(m) - 1
		if away := max(p.first-at, at-p.last, 0); best == 0 || away < least {
			best, least = year, away
		}
	}
	return best
}

// holds reports a date whose month is one of the period.
func (p period) holds(d normalise.Date) bool {
	at := d.Y*12 + int(d.M) - 1
	return p.first <= at && at <= p.last
}

// withYears writes the year that a heading tells behind the days below it that stand
// without one, at the front of lines, behind names and as cells: then they are dates like
// others, and so are those that the markup tells. It also gives what was printed of each.
func withYears(blocks []parse.Block) ([]parse.Block, map[string]string) {
	var above period // what the last heading said of the year
	printed := make(map[string]string)
	blocks = withLongYears(withOwnYears(blocks, printed), printed)
	out, copied := blocks, false
	for i, b := range parse.InMain(blocks) {
		if aboveYears(b, &above) || above.first == 0 {
			continue
		}
		dated := *b
		if !writeYears(&dated, above, printed) {
			continue
		}
		if !copied {
			out, copied = slices.Clone(blocks), true
		}
		out[i] = dated
	}
	return out, printed
}

// aboveYears takes the period of a heading over days.
func aboveYears(b *parse.Block, above *period) bool {
	text := wording.Squeeze(b.Text)
	if len(text) > longestContext || b.Kind == parse.Item || b.Kind != parse.Heading && len(b.AllLinks()) > 0 || !dates.HasYear(text) {
		return false
	}
	p, ok := readPeriod(editMark.ReplaceAllString(text, ""))
	if ok {
		*above = p
	}
	return ok
}

// readPeriod reads a month, a quarter, and what readYears does.
func readPeriod(text string) (period, bool) {
	d, _, ok := headDate(text)
	switch {
	case ok && d.Precision == normalise.Quarter:
		return monthsFrom(d.Y, d.M, 3), true
	case ok && d.Precision == normalise.Month:
		return monthsFrom(d.Y, d.M, 1), true
	}
	return readYears(text)
}

// readYears reads a year or two, and all months from one to another, with the words of a
// release around them: "Changes made between October 2024 and March 2025", "Financial year
// 2024/25", "Winter 2024/25".
func readYears(text string) (period, bool) {
	if m := YearHead.FindStringSubmatch(text); m != nil {
		return years(m[1], m[2] != "", text), true
	}
	words := strings.Fields(text)
	if len(words) > 12 || !dates.HasYear(text) {
		return period{}, false
	}
	found, ok := within(words, besideSigns, periodWords, periodWords, func(s string) bool { return monthsTo.MatchString(s) || twoYears.MatchString(s) })
	if !ok {
		return period{}, false
	}
	if m := twoYears.FindStringSubmatch(found); m != nil {
		return years(m[1], m[2] != "", text), true
	}
	m := monthsTo.FindStringSubmatch(found)
	first, last := dates.ReadMonth(m[1]), dates.ReadMonth(m[3])
	year := dates.ReadYear(m[4])
	if last < first {
		year--
	}
	return monthsFrom(year, first, (int(last-first)+12)%12+1), m[2] == "" || dates.ReadYear(m[2]) == year
}

var (
	monthsTo = pattern.New(`(?i)^` + dates.MonthPattern + `(?:\s+((?:19|20)\d\d))?\s*(?:-|–|—|/|to|and|until)\s*` + dates.MonthPattern + `\s+((?:19|20)\d\d)$`)
	twoYears = pattern.New(`^((?:19|20)\d\d)(?:\s?([/–-])\s?(?:20)?\d\d)?$`)
	// periodWords may stand beside the months or years of a heading over changes.
	periodWords = pattern.New(`(?i)^(?:financial|fiscal|academic|school|years?|fy|term|half|half-yearly|half-year|period|quarterly|annual|annually|months?|during|between|since|all|updates?|amendments?|changes|revisions|amended|updated|revised|changed|published|issued|released|agreed|approved|made|procedures?|manual|polic(?:y|ies)|chapters?|guidance|spring|summer|autumn|winter|latest|recent|previous|archived?|for|from|in|of|to|the|our|and|&|log|summary|[-–—:|])$`)
)

// years are the months of a year, or of the financial, school or winter year that two
// years side by side are.
func years(first string, two bool, text string) period {
	y := dates.ReadYear(first)
	switch {
	case !two:
		return monthsFrom(y, time.January, 12)
	case schoolYear.MatchString(text):
		return monthsFrom(y, time.September, 12)
	case strings.Contains(wording.LowerLetters(text), "winter"):
		return monthsFrom(y, time.October, 6)
	}
	return monthsFrom(y, time.April, 12)
}

var schoolYear = pattern.New(`(?i)\b(?:academic|school|term)\b`)

// writeYears writes the years of a block, and reports whether it did; printed takes what
// stood there.
func writeYears(b *parse.Block, above period, printed map[string]string) bool {
	note := func(text, year string) {
		day := strings.TrimLeft(wording.Squeeze(text), "([ ")
		printed[day+year] = day
	}
	if b.Kind != parse.Row {
		from, at, year := dayWithout(b.Text, above)
		if lead := strings.TrimSpace(b.Text[:min(b.Lead, len(b.Text))]); year == "" && b.Lead < len(b.Text) && lead != "" {
			if end, said := monthWithout(lead, above); said != "" { // in bold before the name
				from, at, year = 0, strings.Index(b.Text, lead)+end, said
			}
		}
		if year == "" {
			return false
		}
		note(b.Text[from:at], year)
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
		if from, at, year := dayWithout(c.Text, above); year != "" && strings.Trim(c.Text[at:], " .,:)]\n") == "" {
			note(c.Text[from:at], year)
			text, links := insertAt(c.Text, c.Links, at, year)
			b.Text = strings.Replace(b.Text, c.Text, text, 1)
			c.Text, c.Links, wrote = text, links, true
		}
	}
	b.Cells = cells
	return wrote
}

// asPrinted takes the years that withYears wrote off days that were no date of a row.
func asPrinted(text string, printed map[string]string) string {
	for full, day := range printed {
		if at := strings.Index(text, full); at == 0 || at > 0 && !wording.IsDigit(text[at-1]) {
			text = text[:at] + day + text[at+len(full):]
		}
	}
	return text
}

var (
	bareDay      = pattern.New(`(?i)^[\s(\[]*` + dates.WeekdayPattern + `(\d{1,2})\s?(?:st|nd|rd|th)?(?:\s+(?:of\s+)?|-)` + dates.MonthPattern + `\b`)
	bareMonthDay = pattern.New(`(?i)^[\s(\[]*` + dates.WeekdayPattern + dates.MonthPattern + `\s+(\d{1,2})(?:st|nd|rd|th)?\b`)
	bareStroke   = pattern.New(`^\s*(\d{1,2})/(\d{1,2})(?:\s*$|\s*[:–—-]\s)`)
	yearThen     = pattern.New(`^(?:[,.]?\s*(?:19|20)\d\d\b|\s*['’]\d\d\b|[-/.]\d|,?\s+\d\d(?:$|[^\d:.]|[:.](?:$|\D)))`)
)

// dayWithout finds the day without a year at the front of a text or behind the name that
// begins it: where it stands, and the year to be written behind it; "" if there is none.
func dayWithout(text string, above period) (from, at int, year string) {
	d, sign := normalise.Date{Precision: normalise.Day}, "/"
	if m := bareStroke.FindStringSubmatchIndex(text); m != nil {
		month, _ := strconv.Atoi(text[m[4]:m[5]])
		d.M, at = time.Month(month), m[5]
		d.D, _ = strconv.Atoi(text[m[2]:m[3]])
	} else {
		m, month, day := bareDay.FindStringSubmatchIndex(text), 2, 1
		if sign = " "; m == nil {
			m, sign, month, day = bareMonthDay.FindStringSubmatchIndex(text), ", ", 1, 2
		}
		if m == nil {
			if at, year = monthWithout(text, above); year != "" {
				return 0, at, year
			}
		}
		if m == nil || yearThen.MatchString(text[m[1]:]) || !unicode.IsUpper(rune(text[m[2*month]])) {
			return dayBehindName(text, above)
		}
		d.M, at = dates.ReadMonth(text[m[2*month]:m[2*month+1]]), m[1]
		d.D, _ = strconv.Atoi(text[m[2*day]:m[2*day+1]])
	}
	d.Y = above.yearOf(d.M)
	if !d.Valid() {
		return 0, 0, ""
	}
	return 0, at, sign + strconv.Itoa(d.Y)
}

// bareMonth is a month at the front of a line, before a sign, or all of a cell, and one in
// brackets or between signs behind a name.
var (
	bareMonth   = pattern.New(`(?i)^[\s(\[]*` + dates.MonthPattern + `(?:\s*[)\]:–—|-]\s*(?:\S|$)|\s*$)`)
	behindMonth = pattern.New(`(?i)(?:[(\[]\s*` + changedOn + dates.MonthPattern + `\s*[)\]]|(?:,\s+|\s[–—|-]\s+|\n\s*)` + changedOn + dates.MonthPattern + `(?:\s*:\s|\s+[–—|-]\s|\s*\n|\s*$))`)
)

// monthWithout finds the month without a year at the front of a text or behind the name that
// begins it, below a heading over more months than one: where the year is to be written.
func monthWithout(text string, above period) (at int, year string) {
	if above.last-above.first < 2 || !dates.NamesMonth(text) {
		return 0, ""
	}
	m := bareMonth.FindStringSubmatchIndex(text)
	if m == nil {
		m = behindMonth.FindStringSubmatchIndex(text)
	}
	if m == nil {
		return 0, ""
	}
	from, end := m[2], m[3]
	if from < 0 {
		from, end = m[4], m[5]
	}
	d := normalise.Date{M: dates.ReadMonth(text[from:end]), D: 1, Precision: normalise.Month}
	d.Y = above.yearOf(d.M)
	if !unicode.IsUpper(rune(text[from])) || !above.holds(d) {
		return 0, ""
	}
	return end, " " + strconv.Itoa(d.Y)
}

// Days behind a name: in brackets, "Neglect (28 May): ...", or set off by signs or on a line
// of their own, "Neglect, 28 May – ...".
var (
	bracketedDay = pattern.New(`(?i)[(\[]\s*` + changedOn + dates.WeekdayPattern + bareDays + `\s*[)\]]`)
	setOffDay    = pattern.New(`(?i)(?:[,:|]\s+|\s[–—-]\s+|\n\s*)` + changedOn + dates.WeekdayPattern + bareDays + `(?:\s*:\s|\s+[–—|-]\s|\s*\n|\s*$)`)
)

const (
	changedOn = `(?:(?:last\s+)?(?:updated|amended|revised|reviewed|added|published|changed|new)\s*:?\s*(?:on\s+)?)?`
	bareDays  = `(?:(?:(\d{1,2})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?` + dates.MonthPattern + `)|(?:` + dates.MonthPattern + `\s+(\d{1,2})(?:st|nd|rd|th)?)|(?:(\d{1,2})/(\d\d)))`
)

// dayBehindName finds the day of a month of the period behind a name, or in brackets at the
// end of what is said.
func dayBehindName(text string, above period) (from, at int, year string) {
	if !wording.HasDigit(text) {
		return 0, 0, ""
	}
	m := setOffDay.FindStringSubmatchIndex(text)
	if in := bracketedDay.FindStringSubmatchIndex(text); in != nil && (m == nil || in[0] < m[0]) {
		m = in
	}
	if m == nil || strings.TrimSpace(text[:m[0]]) == "" {
		return 0, 0, ""
	}
	d, sign, day, month := normalise.Date{Precision: normalise.Day}, " ", 1, 2
	switch {
	case m[2*3] >= 0:
		sign, month, day = ", ", 3, 4
	case m[2*5] >= 0:
		sign, day, month = "/", 5, 6
	}
	d.D, _ = strconv.Atoi(text[m[2*day]:m[2*day+1]])
	d.M = dates.ReadMonth(text[m[2*month]:m[2*month+1]])
	d.Y = above.yearOf(d.M)
	if !d.Valid() || !above.holds(d) {
		return 0, 0, ""
	}
	return min(m[2*day], m[2*month]), daysEnd(text, max(m[2*day+1], m[2*month+1])), sign + strconv.Itoa(d.Y)
}

// daysEnd is where the ending of a number ends that stands at a place: "May 28th".
func daysEnd(text string, at int) int {
	for _, ending := range []string{".", "st", "nd", "rd", "th"} {
		if strings.HasPrefix(text[at:], ending) {
			return at + len(ending)
		}
	}
	return at
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

// quarter reads a quarter without its year, "Quarter 2", below a year or two.
func (r *amendReader) quarter(text string) (normalise.Date, bool) {
	if r.years.first == 0 || !dates.NamesQuarter(text) {
		return normalise.Date{}, false
	}
	m := dates.QuarterOnly.FindStringSubmatch(strings.TrimRight(strings.Trim(text, " .:"), ")"))
	if m == nil {
		return normalise.Date{}, false
	}
	year, next := r.years.first/12, ""
	if r.years == monthsFrom(year, time.April, 12) {
		next = strconv.Itoa(year + 1)
	}
	return dates.QuarterOf(m[1]+m[2], strconv.Itoa(year), next, m[3])
}
