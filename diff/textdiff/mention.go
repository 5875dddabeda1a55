package textdiff

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/parse"
)

// A mention is something in a sentence that matters to practice: what it means, in
// a form in which equal things are equal ("5 working days"), and as printed ("five
// working days").
type mention struct{ means, printed string }

// Differ tells what one of two texts has that the other has not, as multisets, in
// the words that are printed.
func Differ(old, new []mention) (gone, come []string) {
	left := slices.Clone(new)
	for _, x := range old {
		if i := slices.IndexFunc(left, func(y mention) bool { return y.means == x.means }); i >= 0 {
			left = slices.Delete(left, i, i+1)
		} else {
			gone = append(gone, x.printed)
		}
	}
	for _, x := range left {
		come = append(come, x.printed)
	}
	return gone, come
}

// asMentions makes mentions of what a pattern finds; means is the printed text
// where it is nil.
func asMentions(found []string, means func(string) string) []mention {
	out := make([]mention, len(found))
	for i, f := range found {
		out[i] = mention{f, f}
		if means != nil {
			out[i].means = means(f)
		}
	}
	return out
}

// Numbers in digits or in words, as parts of patterns.
const (
	unitWords  = `one|two|three|four|five|six|seven|eight|nine`
	teenWords  = `ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen`
	tensWords  = `twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety`
	below100   = `(?:` + tensWords + `)(?:[- ](?:` + unitWords + `))?|` + teenWords + `|` + unitWords
	hundreds   = `(?:an?|` + unitWords + `) hundred(?: and (?:` + below100 + `))?`
	inWords    = hundreds + `|` + below100
	ANumber    = `(?:\d+(?:[.,]\d+)*|` + inWords + `)`
	period     = `(?:minute|hour|day|week|fortnight|month|term|year)`
	season     = `(?:` + period + `|quarter|half[- ]term)` // what comes round
	clockTime  = `(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m|p\.m)\b\.?|\b(?:[01]?\d|2[0-3])[:.][0-5]\d ?(?:hrs?|hours)\b|\b(?:[01]\d|2[0-3])[0-5]\d ?hrs?\b|\b(?:[01]?\d|2[0-3]):[0-5]\d\b|\b(?:noon|midday|midnight)\b)`
	orBeyond   = ` (?:or|and) (?:more|over|fewer|less|under|younger|older|above|below|higher|lower|greater)\b`
	monthNames = `(?:january|february|march|april|may|june|july|august|september|october|november|december)`
	wordRanks  = `(?:` + tensWords + `)[- ](?:` + unitRanks + `)|` + tensRanks + `|` + teenRanks + `|` + unitRanks
	weekday    = `(?:mon|tues|wednes|thurs|fri|satur|sun)days?`
	unitRanks  = `first|second|third|fourth|fifth|sixth|seventh|eighth|ninth`
	teenRanks  = `tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth`
	tensRanks  = `twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth`
	ordinal    = `(?:\d{1,3}(?:st|nd|rd|th)|` + wordRanks + `)`
	aDay       = `(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?` + monthNames + `(?: \d{4})?|` + monthNames + ` \d{1,2}(?:st|nd|rd|th)?(?:, \d{4})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})`
)

// numberWord finds a number in words.
var numberWord = regexp.MustCompile(`\b(?:` + inWords + `)\b`)

// InDigits writes the number words of a folded text in digits.
func InDigits(folded string) string {
	return numberWord.ReplaceAllStringFunc(folded, func(w string) string {
		return strconv.Itoa(valueOf(w))
	})
}

// valueOf reads a number or a rank in words.
func valueOf(words string) int {
	n := 0
	for _, part := range strings.FieldsFunc(words, func(r rune) bool { return r == '-' || r == ' ' }) {
		if part == "hundred" {
			n = 100 * max(n, 1)
		}
		n += smallValues[part]
	}
	return n
}

// smallValues are the numbers and ranks of one word.
var smallValues = func() map[string]int {
	out := map[string]int{}
	for _, list := range []struct {
		words       string
		first, step int
	}{{unitWords, 1, 1}, {teenWords, 10, 1}, {tensWords, 20, 10}, {unitRanks, 1, 1}, {teenRanks, 10, 1}, {tensRanks, 20, 10}} {
		for i, w := range strings.Split(list.words, "|") {
			out[w] = list.first + i*list.step
		}
	}
	return out
}()

// rankOf writes an ordinal in digits: "third" and "3rd" are "3".
func rankOf(printed string) string {
	if n := valueOf(printed); n > 0 {
		return strconv.Itoa(n)
	}
	return strings.TrimRight(printed, "stndrh")
}

var (
	// frequencies are intervals without a number.
	frequencies = regexp.MustCompile(`\b(?:(?:once|twice|` + ANumber + ` times) (?:a|an|per|each|every|in every) ` + season + `|(?:every|each) (?:other |second )?(?:working )?` + season + `|(?:(?:bi|half|` + ANumber + `)-)?(?:daily|weekly|fortnightly|monthly|quarterly|annually|yearly|termly|annual))\b`)
	// promptness are deadlines without a number. "As soon as possible" and its
	// kin bind nobody and are wording.
	promptness = regexp.MustCompile(`\b(?:(?:the )?same (?:working )?day|(?:next|following) (?:working )?day|immediately|at once|without delay|forthwith|straight ?away|right away|(?:end|close) of (?:the|each|that) (?:(?:next|following|same|working|school) )*` + period + `|(?:close|end) of (?:business|play))\b`)
	// thatDay is the same day, "she rings the hub that day", and no "that" before a name: "that
	// day care is free".
	thatDay = regexp.MustCompile(`\bthat (?:very )?day(?:$|[.,;:!?)]| (?:and|or|but|by|to|at|in|if|unless|when|where|as|with|from|for)\b)`)
	clocks  = regexp.MustCompile(clockTime)
	// countedDays are deadlines by the count of days: "on the third working day".
	countedDays = regexp.MustCompile(`\b` + ordinal + ` (?:(?:working|calendar|school|clear) )?(?:day|week)\b`)
	// dueDays are days of the week by which something is done: "not later than midday on
	// the Friday".
	dueDays = regexp.MustCompile(`\b(?:by|before|(?:no|not) (?:later|earlier|sooner) than)(?: [a-z\d.:]+){0,4}? (` + weekday + `)\b`)
	// dueDates are days of the year by which something is done, "by 30 September", and days
	// of a month, "by the last Friday of March".
	dueDates = regexp.MustCompile(`\b(?:by|before|(?:no|not) (?:later|earlier|sooner) than|until|due(?: (?:in|on|by))?|deadlines? (?:is|of))(?: (?:the|close|end|noon|midday|midnight|start|beginning|middle|of|on|last|` + wordRanks + `|` + ordinal + ` ` + weekday + `|` + weekday + `|` + clockTime + `))* (` + aDay + `|` + monthNames + `)\b`)
	// ownDays tells that the days of a sentence are those of the text itself.
	ownDays = regexp.MustCompile(`\b(?:next review|review dates?|for review|review(?:ed)? (?:by|before|due|on|in)|version|agreed|approved|ratified|adopted|endorsed|published|updated)\b`)
	// twice is a number that is repeated in brackets: "5 (five) days".
	twice = regexp.MustCompile(`\b(` + ANumber + `) \(` + ANumber + `\)`)
	// openHours tells that times of a sentence are when something is open.
	openHours = regexp.MustCompile(`\b(?:open|opening|office hours)\b|` + clockTime + ` ?(?:-|to|until) ?` + clockTime + `|\b` + weekday + ` ?(?:-|to) ?` + weekday)
	weekdays  = regexp.MustCompile(`\b` + weekday + `\b`)
	ages      = regexp.MustCompile(`\b(?:(?:aged?|ages|under|age of) ` + ANumber + ` years?(?: old| of age)?(?:` + orBeyond + `)?|` + ANumber + `[- ]years?[- ](?:olds?|of[- ]age))\b`)
	// birthdays are ages named by the day on which they are reached.
	birthdays  = regexp.MustCompile(`\b(` + ordinal + `) birthdays?\b|\b(?:turns?|reach(?:es)? the age of|(?:until|till|up to|to|at|from) the age of) (` + ANumber + `)\b`)
	thresholds = regexp.MustCompile(`\b(?:aged?|ages|under|over|above|below|at least|at most|(?:no |not )?(?:more|fewer|less) than|minimum of|maximum of|up to)(?: the age of| age)? ` + ANumber + `(?:(?: ?- ?| (?:to|or|and) )` + ANumber + `)?(?:` + fractions + `)?(?: ?%| per ?cent\b|` + orBeyond + `|` + aUnit + `|s\b|\b)|\bage (?:of )?` + ANumber + `(?:` + orBeyond + `|\b)|\b` + ANumber + ` or (?:more|over|fewer|less|under|younger|older|above|below|higher|lower|greater)\b|\b` + ANumber + `(?: ?%| per ?cent\b)|\b(?:half|(?:a|one) (?:third|quarter|fifth|tenth)|two[- ]thirds|three[- ]quarters) of\b|£ ?\d+(?:[.,]\d+)*(?: (?:thousand|million|billion)\b)?`)
	phones     = regexp.MustCompile(`(?:\+44[ -]?(?:\(0\)[ -]?)?\d{2,5}[ -]?\d{3,4}[ -]?\d{3,4}\b|\(?\b0\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}\b|\b0800 ?1111\b|\b(?:999|101|111|112)\b|\b(?:extension|extn?\.?|po box) ?\d+\b)`)
	emails     = regexp.MustCompile(`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)
	webs       = regexp.MustCompile(`\b(?:https?://|www\.)\S*[\w/]`) // no mark of the sentence behind it
	postcodes  = regexp.MustCompile(`\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b`)
	// ratios are how many of some there are for how many others: "one adult for every six".
	ratios = regexp.MustCompile(`\b` + ANumber + ` (?:[a-z-]+ ){1,3}(?:for|to) (?:every|each) ` + ANumber + `\b`)
	// Years are years of this century and the last in a text.
	Years  = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
	aDate  = regexp.MustCompile(`\b\d{1,2}(?:st|nd|rd|th)? (?:of )?` + monthNames + `(?: \d{4})?\b|\b` + monthNames + ` (?:\d{1,2}, )?\d{4}\b|\b\d{1,2}/\d{4}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b`)
	months = regexp.MustCompile(`\b` + monthNames + `\b`)
	// places are numbers that only point: "section 47", "s.47", "paragraph 2.3".
	places  = regexp.MustCompile(`\b(?:(?:section|chapter|part|paragraph|para|article|schedule|appendix|annex|form|page|step|stage|level|tier|figure|table|regulation|volume|version|number|no\.|rule|room|suite|option)s? ?|s\.? ?)\d+(?:\.\d+)*[a-z]?(?:(?: ?- ?|, (?:and |or )?| (?:and|to|or) )\d+(?:\.\d+)*[a-z]?\b)*`)
	numbers = regexp.MustCompile(`\b` + ANumber + `\b`)
	// amounts are numbers with the unit behind them.
	amounts = regexp.MustCompile(`\b` + ANumber + `(?:` + fractions + `|` + andAHalf + `)?(?:` + aUnit + `|\b|$)`)
	// ranksOfNothing are ranks that count nothing, or days of a month.
	ranksOfNothing = regexp.MustCompile(`\b` + ordinal + ` (?:editions?|versions?|issues?|prints?|printings?|chapters?|sections?|parts?|part(?:y|ies)|instance|place|hand|language|aid|century|floor|` + weekday + `|(?:of )?` + monthNames + `)\b`)
)

// DeadlinesOf lists the deadlines and intervals of a folded text, numbers as
// digits, so that "five working days" and "5 working days" are one.
func DeadlinesOf(folded string) []mention {
	f := twice.ReplaceAllString(ages.ReplaceAllString(folded, " "), "$1")
	out := asMentions(frequencies.FindAllString(f, -1), frequencyMeans)
	out = append(out, durationsIn(frequencies.ReplaceAllString(f, " "))...)
	out = append(out, asMentions(promptness.FindAllString(f, -1), promptMeans)...)
	if n := len(thatDay.FindAllString(f, -1)); n > 0 {
		out = append(out, slices.Repeat([]mention{{"same day", "that day"}}, n)...)
	}
	out = append(out, welshTimesOf(f)...)
	out = append(out, asMentions(countedDays.FindAllString(f, -1), dayCount)...)
	if !ownDays.MatchString(f) {
		for _, m := range dueDates.FindAllStringSubmatch(f, -1) {
			out = append(out, mention{dayMeans(m[1]), m[1]})
		}
	}
	for _, m := range dueDays.FindAllStringSubmatch(f, -1) {
		out = append(out, mention{m[1], m[1]})
	}
	if !openHours.MatchString(f) {
		out = append(out, clocksOf(f)...)
	}
	return out
}

// clocksOf lists the times of day of a folded text; the full stop behind one is that of its
// sentence, but for "p.m.".
func clocksOf(folded string) []mention {
	out := asMentions(clocks.FindAllString(folded, -1), clockOf)
	for i := range out {
		if !strings.HasSuffix(out[i].printed, ".m.") {
			out[i].printed = strings.TrimSuffix(out[i].printed, ".")
		}
	}
	return out
}

// ClocksOf lists the times of day that a folded text names, as hours and minutes.
func ClocksOf(folded string) []string {
	var out []string
	for _, m := range clocksOf(folded) {
		out = append(out, m.means)
	}
	return out
}

// anOrdinal finds a rank.
var anOrdinal = regexp.MustCompile(`\b` + ordinal + `\b`)

// texts are the groups of a match.
func texts(s string, at []int) []string {
	out := make([]string, len(at)/2)
	for k := range out {
		if at[2*k] >= 0 {
			out[k] = s[at[2*k]:at[2*k+1]]
		}
	}
	return out
}

// dayCount writes the count of a day in digits: "third working day" is "3 working day".
func dayCount(printed string) string {
	count := anOrdinal.FindString(printed)
	return rankOf(count) + printed[len(count):]
}

// clockOf reads a time of day as hours and minutes.
func clockOf(printed string) string {
	switch printed {
	case "noon", "midday":
		return "12:00"
	case "midnight":
		return "24:00"
	}
	digits := strings.TrimRight(printed, " .apmhours")
	h, m, ok := strings.Cut(strings.ReplaceAll(digits, ".", ":"), ":")
	if !ok && len(h) == 4 { // "1600 hrs"
		h, m = h[:2], h[2:]
	}
	hour, err := strconv.Atoi(h)
	if err != nil {
		return printed
	}
	if strings.Contains(printed, "p") && hour < 12 {
		hour += 12
	}
	m = cmp.Or(m, "00")
	return strconv.Itoa(hour) + ":" + m
}

// HoursOf lists the times and weekdays at which something is open.
func HoursOf(folded string) []mention {
	if !openHours.MatchString(folded) {
		return nil
	}
	return append(asMentions(weekdays.FindAllString(folded, -1), nil), clocksOf(folded)...)
}

// thresholdsOf lists ages, shares, sums of money and counts from which something
// holds.
func thresholdsOf(folded string) []mention {
	var out []mention
	for _, m := range birthdays.FindAllStringSubmatch(folded, -1) {
		out = append(out, mention{"age " + rankOf(m[1]) + InDigits(m[2]), m[0]})
	}
	folded = twice.ReplaceAllString(birthdays.ReplaceAllString(folded, " "), "$1")
	rest := durations.ReplaceAllString(ages.ReplaceAllString(folded, " "), " ")
	for _, r := range ratios.FindAllString(folded, -1) {
		out = append(out, mention{"ratio " + InDigits(r), r})
	}
	return slices.Concat(out, asMentions(ages.FindAllString(folded, -1), thresholdMeans), asMentions(thresholds.FindAllString(rest, -1), thresholdMeans))
}

// promptMeans writes what is done at once, and on what day, in one form.
func promptMeans(printed string) string {
	switch printed {
	case "immediately", "without delay", "forthwith", "straight away", "straightaway", "right away":
		return "at once"
	}
	return strings.NewReplacer("following", "next", "close of", "end of").Replace(strings.TrimPrefix(printed, "the "))
}

var (
	// lastOfAge is what is said behind an age and says no more, noPence that a sum has none.
	lastOfAge = regexp.MustCompile(`(\d)[ -]years?(?:[ -](?:old|of age))?`)
	noPence   = regexp.MustCompile(`(£ ?\d+)\.00\b`)
	// bounds are the words of a threshold that say the same by one of them.
	bounds = []struct {
		words *regexp.Regexp
		means string
	}{
		{regexp.MustCompile(`^(?:minimum of|(?:no|not) (?:fewer|less) than)\b`), "at least"},
		{regexp.MustCompile(`^(?:maximum of|up to|(?:no|not) more than)\b`), "at most"},
		{regexp.MustCompile(`^(?:over|above|more than)\b`), "over"},
		{regexp.MustCompile(`^(?:under|below|fewer than|less than)(?: the age of| age)?\b`), "under"},
		{regexp.MustCompile(`^(\d+) or (?:more|over|above)$`), "at least $1"},
		{regexp.MustCompile(`^(\d+) or (?:fewer|less|under|below)$`), "at most $1"},
	}
)

// thresholdMeans writes a threshold so that "at least 3", "no fewer than three" and "3 or more"
// are one.
func thresholdMeans(printed string) string {
	means := noPence.ReplaceAllString(lastOfAge.ReplaceAllString(shareInDigits(printed), "$1"), "$1")
	for _, b := range bounds {
		means = b.words.ReplaceAllString(means, b.means)
	}
	return means
}

// aPerCent is a share in a hundred, however it is printed.
var aPerCent = regexp.MustCompile(` ?%| per ?cent\b`)

// shareInDigits writes the numbers of a threshold in digits: "ten per cent" is "10%".
func shareInDigits(printed string) string {
	return aPerCent.ReplaceAllString(withoutCommas(InDigits(measuresInOne(printed))), "%")
}

// withoutCommas takes the commas out of numbers: "1,000" is "1000".
func withoutCommas(folded string) string { return thousands.ReplaceAllString(folded, "$1") }

var thousands = regexp.MustCompile(`(\d),`)

// numbersOf lists the numbers that are none of the other mentions. "One" is a
// pronoun as often as not.
func numbersOf(folded string) []mention {
	return slices.DeleteFunc(asMentions(numbers.FindAllString(withoutMentions(folded), -1), InDigits), func(m mention) bool { return m.printed == "one" })
}

// CountsOf lists such numbers and ranks: "two calls", "a second report".
func CountsOf(folded string) []mention {
	rest := ranksOfNothing.ReplaceAllString(withoutMentions(folded), " ")
	out := asMentions(anOrdinal.FindAllString(rest, -1), func(printed string) string { return "rank " + rankOf(printed) })
	return append(out, asMentions(amounts.FindAllString(anOrdinal.ReplaceAllString(rest, " "), -1), func(s string) string { return withoutCommas(InDigits(measuresInOne(s))) })...)
}

func withoutMentions(folded string) string {
	for _, other := range []*regexp.Regexp{ages, birthdays, phones, postcodes, webs, emails, aDate, Years, frequencies, durations, thresholds, clocks, places} {
		folded = other.ReplaceAllString(folded, " ")
	}
	return folded
}

// ContactsOf are the telephone numbers and addresses that a text names.
func ContactsOf(folded string) []mention {
	out := asMentions(phones.FindAllString(folded, -1), dialled)
	for _, find := range []*regexp.Regexp{emails, webs, postcodes} {
		out = append(out, asMentions(find.FindAllString(folded, -1), nil)...)
	}
	return out
}

func contactsDiffer(old, new string) (gone, come []string) {
	return Differ(ContactsOf(old), ContactsOf(new))
}

// dialled is a telephone number as it is dialled in the country: brackets and spaces are
// typography, and so is whether +44 or 0 begins it (Ofcom, National Telephone Numbering Plan).
func dialled(number string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
	if rest, ok := strings.CutPrefix(digits, "44"); ok && strings.HasPrefix(number, "+") {
		return "0" + strings.TrimPrefix(rest, "0")
	}
	return digits
}

// levels are what a number behind such a word is of, and no day: "those at level 2 may go".
var levels = regexp.MustCompile(`\b(?:level|tier|stage|class|grade|group|zone) \d+\b`)

func datesOf(folded string) []mention {
	folded = levels.ReplaceAllString(folded, " ")
	return asMentions(append(aDate.FindAllString(folded, -1), Years.FindAllString(aDate.ReplaceAllString(folded, ""), -1)...), dayMeans)
}

// inRank is the rank of a day of a month, and what joins it to the month.
var inRank = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? `)

// dayMeans writes a day so that "1st April 2026" and "01/04/2026" are one.
func dayMeans(printed string) string {
	if day, ok := dates.Parse(printed); ok && day.Precision == normalise.Day {
		return day.String()
	}
	return inRank.ReplaceAllString(printed, "$1 ")
}

func datesDiffer(old, new string) (gone, come []string) { return Differ(datesOf(old), datesOf(new)) }

// WithoutDates takes the dates and months out of folded words.
func WithoutDates(folded string) string {
	return months.ReplaceAllString(aDate.ReplaceAllString(folded, " "), " ")
}

func LinkWords(l *Line, k parse.Link) string {
	if k.Text == "" && k.Start >= 0 && k.End <= len(l.Text) && k.Start < k.End {
		return l.Text[k.Start:k.End]
	}
	return k.Text
}
