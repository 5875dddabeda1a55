// Package dates reads the days, months, quarters and years that boards print.
package dates

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

const (
	// WeekdayName is the name of a day of the week.
	WeekdayName = `(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?`
	// WeekdayPattern is such a name in front of a day, if it stands there.
	WeekdayPattern = `(?:` + WeekdayName + `,?\s+)?`
	monthList      = pattern.AnyMonths
	// MonthPattern is the name of a month, long or short; its only group.
	MonthPattern = `(` + monthList + `)\.?`
	monthNames   = `(?:` + monthList + `)\.?`
	// DayOfYear is a day and its month without a year.
	DayOfYear   = `(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?` + monthNames + `|` + monthNames + `\s+\d{1,2}(?:st|nd|rd|th)?)`
	yearPattern = `((?:19|20)\d\d|\d\d)`
	timePattern = `(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?)?`
)

// shortDays are the days "12-Mar-2024" and those whose year has two digits behind the name
// of a month: "12 March 24", "12 Mar '24"; and the months "Mar '24" and "Mar-24". clockPattern
// is the time behind a day in a line; without a colon or what half of the day it is, "1.10" is
// the number of a chapter.
const (
	shortDays    = `\d{1,2}-` + monthNames + `-(?:(?:19|20)\d\d|\d\d\b)|\d{1,2}\s?(?:st|nd|rd|th)?\s+(?:of\s+)?` + monthNames + `,?\s+['’]?\d\d\b|` + monthNames + `(?:\s*['’]|-)\d\d\b`
	clockPattern = `(?:,?\s+(?:at\s+)?\d{1,2}(?::\d\d(?::\d\d)?(?:\s*[ap]\.?m\b)?|(?:\.\d\d)?\s*[ap]\.?m\b))?`
)

// A dateForm is one spelling of a date; d, m and y are the groups of its parts,
// 0 where it has none.
type dateForm struct {
	pattern *pattern.Pattern
	d, m, y int
}

func form(expr string, d, m, y int) dateForm {
	return dateForm{pattern.New(`(?i)^` + WeekdayPattern + expr + timePattern + `$`), d, m, y}
}

// dateForms are the spellings seen in manuals, the most telling first.
var dateForms = []dateForm{
	form(`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t[\d:.]+z?)?`, 3, 2, 1),
	form(`(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*`+yearPattern, 1, 2, 3),
	form(`(\d{1,2})\s?(?:st|nd|rd|th)?\s*(?:of\s+)?[-/ ]?\s*`+MonthPattern+`[-/ ,'’]*\s*`+yearPattern, 1, 2, 3),
	form(MonthPattern+`\s+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)((?:19|20)\d\d)`, 2, 1, 3),
	form(MonthPattern+`[-/ ,]*\s*((?:19|20)\d\d)`, 0, 1, 2),
	form(MonthPattern+`\s*[-/'’]\s*(\d\d)`, 0, 1, 2),
	form(`(\d{1,2})/((?:19|20)\d\d)`, 0, 1, 2),
	form(`((?:19|20)\d\d)`, 0, 0, 1),
}

var months = map[string]time.Month{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

// opensMonth are the letters that months begin with, in either case; opensDate those and digits.
var (
	opensMonth = wording.ByteSet(monthLetters)
	opensDate  = wording.ByteSet(monthLetters + "0123456789")
)

const monthLetters = "jfmasondJFMASOND"

var (
	versionLead = pattern.New(`(?i)^(?:version|issue|edition|v)\.?\s*\d+(?:\.\d+)*\s*[,;:–-]?\s*`)
	// MonthAlone is the name of a month and nothing else.
	MonthAlone = pattern.New(`(?i)^` + MonthPattern + `$`)
	// dateHere is a date that begins a text; what stands before it is no letter, digit or "_".
	dateHere = pattern.New(`(?i)^(?:` +
		`\d{4}-\d{1,2}-\d{1,2}|` +
		`\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)\b|` +
		`\d{1,2}\s?(?:st|nd|rd|th)?\s+(?:of\s+)?` + MonthPattern + `,?\s+(?:19|20)\d\d|` +
		shortDays + `|` +
		MonthPattern + `\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d|` +
		MonthPattern + `,?\s+(?:19|20)\d\d)`)
)

// Parse reads the date that stands alone in text, in any spelling that
// manuals use: "31st March 2017", "27-02-2018", "January 27, 2025", "26.04.17",
// "22/01/2022", "May 2016", "Q2 2025/26", "2016", "Version 3, January 2009". Day first, except
// in the written American order. It is false if text is not a date and nothing
// else, or no date of the calendar.
func Parse(text string) (normalise.Date, bool) {
	if len(text) < 4 || len(text) > 80 || !HasYear(text) {
		return normalise.Date{}, false
	}
	s := wording.Squeeze(strings.Trim(text, " \t\n\u00a0.,;:()[]|"))
	if d, ok := readQuarter(s); ok {
		return d, true
	}
	if len(s) < 4 || len(s) > 60 || !ClosesDate(s[len(s)-1]) {
		return normalise.Date{}, false
	}
	if lead := versionLead.FindString(s); lead != "" && len(lead) < len(s) {
		s = s[len(lead):]
	}
	if d, ok := readForms(s); ok {
		return d, true
	}
	if spelled := rightMonth(s); spelled != s {
		return readForms(spelled)
	}
	return readMonths(s)
}

func readForms(s string) (normalise.Date, bool) {
	for _, f := range dateForms {
		if m := f.pattern.FindStringSubmatch(s); m != nil {
			return f.read(m)
		}
	}
	return normalise.Date{}, false
}

// monthBetween is a word where the name of a month stands in a date.
var monthBetween = pattern.New(`(?i)^((?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?)([a-z]{3,10})(,?\s+(?:19|20)\d\d)$`)

// rightMonth spells the month of a date rightly where one letter is missing, doubled,
// wrong or two have changed places: "14th Febuary 2025", "3rd Arpil 2024".
func rightMonth(s string) string {
	m := monthBetween.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	low := wording.LowerLetters(m[2])
	if n := slices.Index(welshMonths, low); n >= 0 {
		return m[1] + time.Month(n+1).String() + m[3]
	}
	for name := time.January; name <= time.December; name++ {
		month := wording.LowerLetters(name.String())
		if len(month) > 3 && low[0] == month[0] && oneSlip(low, month) {
			return m[1] + month + m[3]
		}
	}
	return s
}

// welshMonths are the months as manuals of Wales print them.
var welshMonths = []string{"ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr"}

// oneSlip reports two different words that one slip of the pen parts: a letter too
// many, too few, another one, or two in the wrong order.
func oneSlip(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	x, y := a[i:], b[i:]
	switch {
	case x == "" && y == "":
		return false
	case len(x) == len(y)+1:
		return x[1:] == y
	case len(y) == len(x)+1:
		return y[1:] == x
	case len(x) != len(y):
		return false
	}
	return x[1:] == y[1:] || len(x) > 1 && x[0] == y[1] && x[1] == y[0] && x[2:] == y[2:]
}

// HasYear reports two digits side by side: no year has fewer.
func HasYear(s string) bool {
	for i := 1; i < len(s); i++ {
		if wording.IsDigit(s[i]) && wording.IsDigit(s[i-1]) {
			return true
		}
	}
	return false
}

// ClosesDate reports the bytes that a date can end with: a digit, or that of "5 pm"
// or a time with zone.
func ClosesDate(c byte) bool { return wording.IsDigit(c) || c|0x20 == 'm' || c|0x20 == 'z' }

// MayHoldDate is a cheap test for a date of a quarter, a month or a day: it has a stroke
// or two other signs between digits, or a name.
func MayHoldDate(s string) bool {
	if !HasYear(s) {
		return false
	}
	signs, before := 0, byte(0) // the last byte but for spaces
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ':
			continue
		case wording.IsDigit(c) && before == '/':
			return true
		case wording.IsDigit(c) && (before == '-' || before == '.'):
			signs++
		}
		before = s[i]
	}
	return signs > 1 || NamesMonth(s) || NamesQuarter(s) || misspelt(s)
}

// misspelt reports a text that ends with a date whose month is not spelled rightly.
func misspelt(s string) bool {
	if len(s) > 80 || len(s) < 9 || !wording.IsDigit(s[len(s)-1]) {
		return false
	}
	words := strings.Fields(s)
	tail := strings.Join(words[max(0, len(words)-3):], " ")
	return rightMonth(tail) != tail
}

// NamesMonth reports a text with the name of a month in it, or a part of one.
func NamesMonth(s string) bool {
	for i := 0; i+2 < len(s); i++ {
		if opensMonth[s[i]] {
			if low := [3]byte{s[i] | 0x20, s[i+1] | 0x20, s[i+2] | 0x20}; months[string(low[:])] != 0 {
				return true
			}
		}
	}
	return false
}

func (f dateForm) read(m []string) (normalise.Date, bool) {
	d := normalise.Date{M: 1, D: 1, Precision: normalise.Year}
	d.Y = ReadYear(m[f.y])
	if f.m > 0 {
		d.Precision = normalise.Month
		d.M = ReadMonth(m[f.m])
	}
	if f.d > 0 {
		d.Precision = normalise.Day
		d.D, _ = strconv.Atoi(m[f.d])
	}
	if d.M > 12 && d.Precision == normalise.Day && d.D <= 12 {
		// Only the American order makes sense of 01/27/2025.
		d.M, d.D = time.Month(d.D), int(d.M)
	}
	return d, d.Valid()
}

// ReadYear reads the digits of a year; of two digits, those below 70 are of this century.
func ReadYear(s string) int {
	y, _ := strconv.Atoi(s)
	switch {
	case len(s) > 2:
		return y
	case y < 70:
		return 2000 + y
	}
	return 1900 + y
}

// ReadMonth reads a month by its name, its first three letters or its number; 0 if it is none.
func ReadMonth(s string) time.Month {
	if n, err := strconv.Atoi(s); err == nil {
		return time.Month(n)
	}
	if len(s) > 3 {
		s = s[:3]
	}
	return months[strings.ToLower(s)]
}

// FirstDate finds the first date inside text.
func FirstDate(text string) (normalise.Date, string, bool) {
	if !MayHoldDate(text) {
		return normalise.Date{}, "", false
	}
	const most = 8 // of what looks like a date
	for from, seen := 0, 0; seen < most; seen++ {
		start, end := nextDate(text, from)
		if end == 0 {
			break
		}
		if d, ok := Parse(text[start:end]); ok {
			return d, text[start:end], true
		}
		from = end
	}
	return normalise.Date{}, "", false
}

// nextDate is the place of the first text from a byte on that looks like a date; end is 0
// without one. Dates begin at the edge of a word with a digit or a month: other places, nearly
// all, are passed over without a question.
func nextDate(text string, from int) (start, end int) {
	for i := from; i < len(text); i++ {
		if !opensDate[text[i]] || i > 0 && (wording.WordByte(text[i-1]) || text[i-1] == '_') {
			continue
		}
		if at := dateHere.FindStringIndex(text[i:]); at != nil {
			return i, i + at[1]
		}
	}
	return 0, 0
}

// MonthName reads the name of a month alone: "March", "Sept".
func MonthName(text string) (time.Month, bool) {
	s := strings.ToLower(strings.Trim(text, " .:"))
	if MonthAlone.MatchString(s) {
		return ReadMonth(s), true
	}
	return 0, false
}

// LeadDate is a date that begins a line; its first group.
var LeadDate = pattern.New(`(?i)^(?:(?:updated|amended|revised|changed)\s*:?\s+(?:in\s+|on\s+)?)?[\s(\[]*` + WeekdayPattern + `(` + DatePhrase + `)[\s)\]]*(?:[:\-–—|,.]\s*|\s+)`)

// DayEnding is a date in brackets that ends a line; its first group.
var DayEnding = pattern.New(`(?i)\s*[(\[]\s*(?:(?:updated|amended|revised|reviewed|added|published|new)\s*:?\s*(?:on\s+|in\s+)?)?` + WeekdayPattern + `(` + DatePhrase + `)\s*[)\]]\.?$`)

// DatePhrase is a day or month with its year in any spelling with letters or digits.
var DatePhrase = `(?:(?:\d{1,2}\s?(?:st|nd|rd|th)?\s+(?:of\s+)?)?` + MonthPattern + `,?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d|` + shortDays + `|` + DayDigits + `)` + clockPattern

// DayDigits is a day of digits: "3/5/2024", "2024-05-03".
var DayDigits = `\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)|\d{4}-\d\d-\d\d`
