package dates

import (
	"strconv"
	"strings"
	"time"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// quarterForm is a quarter with its year: "Q2 2025", "Quarter 2 of 2025/26", "second
// quarter 2025-26", "2025/26 Q2", with its months in brackets or without.
var (
	quarterForm = pattern.New(`(?i)^(?:the\s+)?` + quarterName + `\s*[,:-]?\s*(?:of\s+)?(?:(?:the\s+)?(?:financial\s+year|fy)\s*)?` + yearOrTwo + quarterMonths + `$`)
	yearQuarter = pattern.New(`(?i)^(?:fy\s*)?` + yearOrTwo + `\s*[,:-]?\s*` + quarterName + quarterMonths + `$`)
	threeMonths = pattern.New(`(?i)^` + MonthPattern + `\s*(?:-|–|/|to)\s*` + MonthPattern + `\s+((?:19|20)\d\d)$`)
	// QuarterOnly is a quarter without its year.
	QuarterOnly = pattern.New(`(?i)^(?:the\s+)?` + quarterName + quarterMonths + `$`)
)

const (
	quarterName   = `(?:(?:quarter|qtr|q)\.?\s?([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:quarter|qtr))`
	yearOrTwo     = `((?:19|20)\d\d)(?:\s?[/–-]\s?((?:20)?\d\d))?`
	quarterMonths = `(?:\s*[,:–-]?\s*\(?\s*` + MonthPattern + `\s*(?:-|–|/|to)\s*` + MonthPattern + `\s*\)?)?`
)

// NamesQuarter is a cheap test for the name of a quarter.
func NamesQuarter(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if s[i]|0x20 == 'q' && (i == 0 || !wording.IsLetterByte(s[i-1])) {
			c := s[i+1]
			return wording.IsDigit(c) || c|0x20 == 'u' || c|0x20 == 't' || c == ' ' || c == '.'
		}
	}
	return false
}

// readQuarter reads a quarter of a year as the first day of it. A year of two, "2025/26",
// is a financial year, the twelve months that end with 31 March (Interpretation Act 1978,
// Schedule 1, "Financial year"): its first quarter begins in April. Months that are printed
// beside the quarter overrule the count.
func readQuarter(s string) (normalise.Date, bool) {
	if !NamesQuarter(s) {
		return normalise.Date{}, false
	}
	s = strings.TrimRight(s, ")")
	if m := quarterForm.FindStringSubmatch(s); m != nil {
		return QuarterOf(m[1]+m[2], m[3], m[4], m[5])
	}
	if m := yearQuarter.FindStringSubmatch(s); m != nil {
		return QuarterOf(m[3]+m[4], m[1], m[2], m[5])
	}
	return normalise.Date{}, false
}

// readMonths reads a quarter by its first and last month: "April to June 2025".
func readMonths(s string) (normalise.Date, bool) {
	m := threeMonths.FindStringSubmatch(s)
	if m == nil || ReadMonth(m[2])-ReadMonth(m[1]) != 2 {
		return normalise.Date{}, false
	}
	return normalise.Date{Y: ReadYear(m[3]), M: ReadMonth(m[1]), D: 1, Precision: normalise.Quarter}, true
}

// QuarterOf is the quarter of a year, or of two, that begins with a month if one is named.
func QuarterOf(nth, year, next, month string) (normalise.Date, bool) {
	d := normalise.Date{Y: ReadYear(year), D: 1, Precision: normalise.Quarter}
	q := strings.Index("1234", nth[:1])
	if q < 0 {
		q = strings.Index("fi se th fo", strings.ToLower(nth[:2])) / 3
	}
	first := time.January
	if next != "" {
		if n, _ := strconv.Atoi(next); n%100 != (d.Y+1)%100 {
			return normalise.Date{}, false // no two years side by side
		}
		first = time.April
	}
	if d.M = first + time.Month(3*q); d.M > time.December {
		d.M -= 12
	}
	if month != "" {
		d.M = ReadMonth(month)
	}
	if next != "" && d.M < time.April {
		d.Y++
	}
	return d, d.Valid()
}

// SeasonPattern is a season with its year: "Spring 2026", "winter 2025/26". It has no group.
const SeasonPattern = `(?:(?:early|mid|late)[\s-]\s*)?(?:spring|summer|autumn|winter),?\s+(?:of\s+)?(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?`

var seasonForm = pattern.New(`(?i)^` + SeasonPattern + `$`)

// Season reads a season as the three months that it has for those who forecast the weather:
// spring begins in March, and winter with the December of the year that is printed first.
func Season(text string) (normalise.Date, bool) {
	if !seasonForm.MatchString(text) {
		return normalise.Date{}, false
	}
	low := strings.ToLower(text)
	d := normalise.Date{D: 1, Precision: normalise.Quarter}
	for i, name := range []string{"spring", "summer", "autumn", "winter"} {
		if at := strings.Index(low, name); at >= 0 {
			d.Y, d.M = ReadYear(firstYear.FindString(low[at:])), time.Month(3*i+3)
		}
	}
	return d, d.Valid()
}

var firstYear = pattern.New(`(?:19|20)\d\d`)
