package textdiff

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Fractions behind a number, as parts of patterns.
const (
	fractions = `[¼½¾⅓⅔]`
	andAHalf  = ` and a half`
	anAmount  = ANumber + `(?:` + fractions + `|` + andAHalf + `\b)?`
	units     = `(?:(?:square |cubic )?(?:(?:milli|centi|kilo)?met(?:re|er)s?|[mck]?m|miles?|yards?|foot|feet|inch(?:es)?|(?:kilo|milli)?grams?|kilos?|[mk]?g|stones?|ounces?|(?:milli)?lit(?:re|er)s?|ml)|miles (?:an|per) hour|mph|seconds?|pence|degrees|° ?[cf])`
	aUnit     = `(?: ?(` + units + `)(?:\b|$))`
)

// partsOf are the values of printed fractions.
var partsOf = map[string]float64{"¼": .25, "½": .5, "¾": .75, "⅓": 1. / 3, "⅔": 2. / 3, andAHalf: .5}

// A measure is so much of another unit: two weeks are a fortnight.
type measure struct {
	unit  string
	times float64
}

// measures write units that say the same by one of them.
var measures = map[string]measure{
	"min": {"minute", 1}, "hour": {"minute", 60}, "hr": {"minute", 60}, "week": {"day", 7}, "fortnight": {"day", 14}, "quarter": {"month", 3}, "year": {"month", 12},
	"millimetre": {"metre", .001}, "mm": {"metre", .001}, "centimetre": {"metre", .01}, "cm": {"metre", .01}, "m": {"metre", 1}, "kilometre": {"metre", 1000}, "km": {"metre", 1000},
	"feet": {"foot", 1}, "inche": {"inch", 1},
	"milligram": {"gram", .001}, "mg": {"gram", .001}, "g": {"gram", 1}, "kilogram": {"gram", 1000}, "kilo": {"gram", 1000}, "kg": {"gram", 1000},
	"ml": {"litre", .001}, "millilitre": {"litre", .001},
}

// amountOf reads a number in digits or in words, with a fraction behind it.
func amountOf(printed string) (float64, bool) {
	for part, value := range partsOf {
		if rest, ok := strings.CutSuffix(printed, part); ok {
			n, ok := amountOf(rest)
			return n + value, ok
		}
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(InDigits(printed), ",", ""), 64)
	return n, err == nil
}

const minutesOfDay = 24 * 60

// inUnits writes so much of a unit, singular, in the unit that all of its kind are written in.
func inUnits(n float64, unit string) string {
	if m, ok := measures[unit]; ok {
		n, unit = n*m.times, m.unit
	}
	if unit == "minute" && n > 0 && math.Mod(n, minutesOfDay) == 0 {
		n, unit = n/minutesOfDay, "day" // "72 hours" are three days
	}
	return strconv.FormatFloat(n, 'g', 12, 64) + " " + unit
}

// measured finds a number with the unit behind it.
var measured = regexp.MustCompile(`\b(` + anAmount + `)` + aUnit)

// measuresInOne writes the numbers with a unit in a folded text so that "2 km" and "2,000 metres"
// are one.
func measuresInOne(folded string) string {
	return measured.ReplaceAllStringFunc(folded, func(s string) string {
		m := measured.FindStringSubmatch(s)
		n, ok := amountOf(m[1])
		if !ok {
			return s
		}
		unit := m[2]
		if what, rest, ok := strings.Cut(unit, " "); ok && what != "miles" && what != "°" {
			return strconv.FormatFloat(n, 'g', 12, 64) + " " + what + " " + oneOf(rest)
		}
		return inUnits(n, oneOf(unit))
	})
}

// oneOf is a unit in the singular, spelled as it is in the country.
func oneOf(unit string) string {
	return strings.NewReplacer("meter", "metre", "liter", "litre").Replace(strings.TrimSuffix(unit, "s"))
}

// durations are deadlines and intervals: "within five working days", "24 hours", "every six
// weeks", "an hour and a half".
var durations = regexp.MustCompile(`\b(` + anAmount + `|half an?|an?)(?: ?(?:-|to|or) ?(` + anAmount + `))?[ -]?((?:working|calendar|school|consecutive|clear|full|business)[ -])?(` + period + `|hr|min)s?\b(` + andAHalf + `\b)?`)

// durationsIn lists the stretches of time of a folded text, and how often something comes round
// where it is said as one of them.
func durationsIn(folded string) []mention {
	var out []mention
	for _, at := range durations.FindAllStringSubmatchIndex(folded, -1) {
		m := texts(folded, at)
		before := folded[:at[0]]
		if a := m[1] == "a" || m[1] == "an"; a && m[5] == "" {
			if m[4] == "day" && !strings.HasSuffix(before, "within ") || m[4] == "year" || m[4] == "term" || m[4] == "minute" {
				continue // "a day", "a year": no deadline
			}
		}
		if m[4] == "hr" && (len(m[1]) > 3 && !HasLetters(m[1]) || strings.HasSuffix(before, ":") || strings.HasSuffix(before, ".")) {
			continue // "1600 hrs": a time of day
		}
		printed, means := m[0], stretch(m)
		if comesRound(before, folded[at[1]:]) {
			means = every + means
		}
		if strings.HasSuffix(before, every) {
			printed = every + printed // how often is read with it
		}
		out = append(out, mention{means, printed})
	}
	return out
}

const every = "every "

// stretch says what a match of [durations] means.
func stretch(m []string) string {
	kind := strings.ReplaceAll(m[3], "-", " ")
	one := func(printed string) string {
		switch {
		case strings.HasPrefix(printed, "half "):
			printed = "0.5"
		case printed == "a", printed == "an":
			printed = "1"
		}
		n, ok := amountOf(printed + m[5])
		switch {
		case !ok:
			return InDigits(printed) + " " + kind + m[4]
		case kind != "":
			return strconv.FormatFloat(n, 'g', 12, 64) + " " + kind + m[4]
		}
		return inUnits(n, m[4])
	}
	if m[2] == "" {
		return one(m[1])
	}
	return one(m[1]) + " to " + one(m[2])
}

// intervals end in what makes a stretch of time an interval, or begin with it.
var (
	roundBefore = regexp.MustCompile(`\b(?:every|each|(?:at )?intervals of)(?: about)? $`)
	roundBehind = regexp.MustCompile(`^[- ](?:ly )?intervals?\b`)
)

// comesRound tells whether a stretch of time between two texts says how often.
func comesRound(before, behind string) bool {
	return roundBefore.MatchString(before) || roundBehind.MatchString(behind)
}

var (
	// onceIn is an interval of one season: "once a month", "each quarter", "every other week".
	onceIn = regexp.MustCompile(`^(?:once (?:a|an|per|each|every|in every)|every|each) (other |second )?(working )?(` + season + `)$`)
	// timesIn is how often in a season: "twice a year".
	timesIn = regexp.MustCompile(`^(twice|(` + ANumber + `) times) (?:a|an|per|each|every|in every) (` + season + `)$`)
	// adverbs are intervals in one word: "fortnightly", "six-weekly".
	adverbs = regexp.MustCompile(`^(?:(half|` + ANumber + `)-)?(daily|weekly|fortnightly|monthly|quarterly|annually|yearly|termly|annual)$`)
)

// seasonsOf are the seasons of which adverbs speak.
var seasonsOf = map[string]string{"daily": "day", "weekly": "week", "fortnightly": "fortnight", "monthly": "month", "quarterly": "quarter", "annually": "year", "yearly": "year", "annual": "year", "termly": "term"}

const monthsOfYear = 12

// frequencyMeans writes how often something comes round so that "fortnightly" and "every two
// weeks" are one.
func frequencyMeans(printed string) string {
	if m := onceIn.FindStringSubmatch(printed); m != nil {
		n := 1.
		if m[1] != "" {
			n = 2
		}
		if m[2] != "" {
			return every + strconv.FormatFloat(n, 'g', 12, 64) + " " + m[2] + m[3]
		}
		return every + inUnits(n, m[3])
	}
	if m := timesIn.FindStringSubmatch(printed); m != nil {
		n := "2"
		if m[2] != "" {
			n = InDigits(m[2])
		}
		if many, ok := amountOf(n); ok && m[3] == "year" && many > 0 && monthsOfYear%int(many) == 0 {
			return every + inUnits(monthsOfYear/many, "month") // "twice a year" is every six months
		}
		return n + " times in a " + m[3]
	}
	if m := adverbs.FindStringSubmatch(printed); m != nil {
		n, ok := 1., true
		switch m[1] {
		case "":
		case "half":
			n = .5
		default:
			n, ok = amountOf(m[1])
		}
		if ok {
			return every + inUnits(n, seasonsOf[m[2]])
		}
	}
	return InDigits(printed)
}
