package diff

import (
	"regexp"
	"slices"
	"strings"
)

// obligationVerbs are the words that make a sentence a duty, longest first. The
// manuals themselves define them: "must" is a legal requirement, "should" is to
// be complied with unless there is a reason.
var obligationVerbs = regexp.MustCompile(`\b(?:must not|must|should not|should|shall not|shall|may not|may|cannot|will not|will|ought to|(?:is|are|be|was|were) (?:not )?(?:required|expected|obliged) to|(?:has|have|had) to|needs? to)\b`)

// negations turn a duty round.
var negations = regexp.MustCompile(`\b(?:not|never|no longer|unless|except|without exception|only)\b`)

// strongVerbs are those of a duty in the narrow sense.
var strongVerbs = regexp.MustCompile(`\b(?:must|should|shall|ought to|required to|(?:has|have) to|expected to|obliged to)\b`)

// durations are deadlines and intervals: "within five working days", "24 hours",
// "every six weeks". A number is one printed in digits or in words.
var durations = regexp.MustCompile(`\b(\d+(?:\.\d+)?|` + numberWords + `)(?:[ -](?:or|to) (?:\d+|` + numberWords + `))?[ -]?((?:working|calendar|school|consecutive|clear|full)[ -])?(minute|hour|day|week|fortnight|month|term|year)s?\b`)

const numberWords = `a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|twenty-one|twenty-eight|thirty|forty|forty-five|sixty|ninety`

var (
	// promptness are deadlines without a number. "As soon as possible" and its
	// kin bind nobody and are wording.
	promptness = regexp.MustCompile(`\b(?:(?:the )?same (?:working )?day|next (?:working )?day|immediately|at once|without delay|forthwith|straight away|end of the (?:working )?day|daily|weekly|fortnightly|monthly|quarterly|annually|yearly|annual)\b`)
	thresholds = regexp.MustCompile(`(?:\b(?:aged|under|over|age|ages|above|below|least|than|minimum of|maximum of|up to) (?:the age of )?\d{1,3}\b|\b\d+(?:\.\d+)?(?:%| per ?cent\b)|£\d[\d,.]*)`)
	phones     = regexp.MustCompile(`(?:\+44[ ()\d]{9,14}|\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b|\b0\d{3,4} ?\d{5,7}\b)`)
	emails     = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.-]+`)
	webs       = regexp.MustCompile(`\b(?:https?://|www\.)\S+`)
	years      = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
	dates      = regexp.MustCompile(`\b\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{4})?\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december) (?:\d{1,2}, )?\d{4}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b`)
	monthMay   = regexp.MustCompile(`\b(?:\d{1,2}(?:st|nd|rd|th)? may\b|(?:in|by|from|since|until|of) may\b|may \d)`)
	documents  = regexp.MustCompile(`\b((?:[A-Z][\w'’-]*|Act)(?: (?:to|and|of|in|for|the|on|with|[A-Z(][\w'’)-]*)){1,8}),? ?\(?((?:19|20)\d\d)\)?`)
)

// A differ tells what one of two texts has that the other has not, as multisets.
func differ(old, new []string) (gone, come []string) {
	come = slices.Clone(new)
	for _, x := range old {
		if i := slices.Index(come, x); i >= 0 {
			come = slices.Delete(come, i, i+1)
		} else {
			gone = append(gone, x)
		}
	}
	return gone, come
}

// verbsOf lists the obligation verbs of a folded text in order.
func verbsOf(folded string) []string {
	return obligationVerbs.FindAllString(monthMay.ReplaceAllString(folded, ""), -1)
}

var numberValues = map[string]string{
	"a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "fourteen": "14", "fifteen": "15", "twenty": "20", "twenty-one": "21", "twenty-eight": "28", "thirty": "30",
	"forty": "40", "forty-five": "45", "sixty": "60", "ninety": "90",
}

// asPrinted finds the words of a folded text that mean the given deadlines.
func asPrinted(folded string, deadlines []string) string {
	var out []string
	for _, d := range deadlines {
		words := d
		for _, m := range durations.FindAllString(folded, -1) {
			if slices.Equal(deadlinesOf(m), []string{d}) {
				words = m
				break
			}
		}
		out = append(out, words)
	}
	return strings.Join(out, ", ")
}

// deadlinesOf lists the deadlines of a folded text, numbers as digits, so that
// "five working days" and "5 working days" are one.
func deadlinesOf(folded string) []string {
	var out []string
	for _, m := range durations.FindAllStringSubmatch(folded, -1) {
		n, ok := numberValues[m[1]]
		if !ok {
			n = m[1]
		} else if m[1] == "a" || m[1] == "an" {
			if m[3] != "hour" && m[3] != "week" && m[3] != "month" && m[3] != "fortnight" {
				continue // "a day", "a year": no deadline
			}
		}
		unit := m[3]
		if n != "1" {
			unit += "s"
		}
		out = append(out, strings.TrimSpace(n+" "+strings.ReplaceAll(m[2], "-", " ")+unit))
	}
	return append(out, promptness.FindAllString(folded, -1)...)
}

func contactsOf(folded string) []string {
	out := phones.FindAllString(folded, -1)
	for i := range out {
		out[i] = strings.NewReplacer(" ", "", "-", "").Replace(out[i])
	}
	return append(append(out, emails.FindAllString(folded, -1)...), webs.FindAllString(folded, -1)...)
}

func datesOf(folded string) []string {
	return append(dates.FindAllString(folded, -1), years.FindAllString(dates.ReplaceAllString(folded, ""), -1)...)
}

func thresholdsOf(folded string) []string { return thresholds.FindAllString(folded, -1) }

// documentOf names the cited document of a text whose year is in years, "" if
// none is recognised.
func documentOf(text string, among []string) string {
	for _, m := range documents.FindAllStringSubmatch(text, -1) {
		if slices.Contains(among, m[2]) {
			return leadIn.ReplaceAllString(m[1], "")
		}
	}
	return ""
}

// leadIn are capital words that only lead to a name.
var leadIn = regexp.MustCompile(`^(?:(?:See|The|In|Under|From|And|Read|This|Also|For|With) )+`)

// bearers are the words before the first obligation verb: who has the duty.
func bearerChanged(spans []span) bool {
	for i := 1; i < len(spans); i++ {
		if spans[i].op != Keep || spans[i-1].op == Keep {
			continue
		}
		loc := obligationVerbs.FindStringIndex(spans[i].key)
		if loc == nil || loc[0] != 0 {
			continue
		}
		var del, ins bool
		for k := i - 1; k >= 0 && spans[k].op != Keep; k-- {
			del = del || spans[k].op == Delete && hasLetters(spans[k].key)
			ins = ins || spans[k].op == Insert && hasLetters(spans[k].key)
		}
		if del && ins {
			return true
		}
	}
	return false
}

func hasLetters(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 'a' && r <= 'z' })
}
