package textdiff

import (
	"regexp"
	"strings"
	"unicode"

	"manualwatch/diff"
)

// aValue is nothing but numbers, ranks, days, months and years.
var aValue = regexp.MustCompile(`^(?:[^\pL\pN]|of |(?:\d[\d.,/:-]*(?:st|nd|rd|th)?|` + hundreds + `|` + below100 + `|` + ordinal + `|` + monthNames + `|` + weekday + `)(?:[^\pL\pN]|$))+$`)

// OfValues tells whether a number or a day took the place of something else, or gave way to it:
// what that means is told by the words around it, at each place anew.
func (sw Swap) OfValues() bool {
	if IsContact(sw.Old) || bareWord(InDigits(sw.Old)) == bareWord(InDigits(sw.New)) {
		return false
	}
	return aValue.MatchString(sw.Old) || aValue.MatchString(sw.New)
}

// Around is what an older sentence prints before a deletion, in it, and behind it.
func Around(sentence []Span, del *Span) (before, text, after string) {
	var sides [2]strings.Builder
	behind := 0
	for i := range sentence {
		switch s := &sentence[i]; {
		case s == del:
			text, behind = s.text, 1
		case s.Op != diff.Insert:
			sides[behind].WriteString(s.text)
		}
	}
	return sides[0].String(), text, sides[1].String()
}

var (
	// dayBefore is the rest of a date before its year: "(DfE, December 2023)".
	dayBefore = regexp.MustCompile(`(?i)(?:\d{1,2}(?:st|nd|rd|th)? )?\b` + monthNames + `,? ?$`)
	// pointsTo are words behind which a number only points to a place of a text or names a form.
	pointsTo = regexp.MustCompile(`(?i)\b(?:section|chapter|part|paragraph|para|article|schedule|appendix|annex|form|page|figure|table|regulation|volume|version|rule|room|suite|s\.)s? ?$`)
	// editionOfYear follows the year of a document that is named by it: "the 2023 edition".
	editionOfYear = regexp.MustCompile(`^[)\s\x{00a0}]*(?:(?:statutory|national|revised|government) )*(?i:editions?|versions?|act|guidance|regulations|update|revision|strategy|code|framework)\b`)
	// textOfYear precedes it: "the guidance of 2023".
	textOfYear = regexp.MustCompile(`(?i)\b(?:editions?|versions?|act|guidance|regulations|strategy|code|framework|protocol|procedures|report) (?:of|from|dated|(?:published|issued) in) $`)
	// ofThisManual is in lines with a date of the text itself of which [ownDays] does not know.
	ofThisManual = regexp.MustCompile(`(?i)©|\bcopyright\b|\b(?:next|last) (?:update|review|revision)\b|\b(?:issue|publication|implementation) date\b|\bdate(?: of (?:issue|publication|approval|review))?:`)
	// noNames end in capitals and are no names by which a number could be that of a document:
	// days, seasons, and sorts of cases and people that are counted.
	noNames = regexp.MustCompile(`(?i)^(?:` + monthNames + `|` + weekday + `|spring|summer|autumn|winter|easter|christmas|michaelmas|lent|terms?|bands?|class(?:es)?|categor(?:y|ies)|grades?|groups?|levels?|tiers?|stages?|steps?|phases?|types?|zones?|thresholds?|options?|years?|ages?|aged|days?|weeks?|months?|under|over|before|after|since|until|from|by|in)$`)
	// bracketed are the marks between a name and its year.
	bracketed = " \u00a0,(“”\"'‘’["
	// stops end a sentence: what stands around a value may be a whole passage.
	stops = regexp.MustCompile(`[.!?;]["'”’)]*[\s\x{00a0}]+`)
	// ofTime are words behind which a date is a limit, whatever else the sentence says.
	ofTime = regexp.MustCompile(`(?i)\b(?:before|after|since|until|till|from)(?: the)?$`)
)

// Names tells whether a value is part of a name or a citation by the words of its sentence:
// "Harbour Code 2023", "(DfE, December 2023)", "the 2023 edition", "form 12", or the date of the
// text itself. A limit of time, a level and the day from which something holds are none.
func Names(before, value, after string) bool {
	if ends := stops.FindAllStringIndex(before, -1); len(ends) > 0 {
		before = before[ends[len(ends)-1][1]:]
	}
	if end := stops.FindStringIndex(after); end != nil {
		after = after[:end[0]]
	}
	before = strings.TrimSuffix(before, dayBefore.FindString(before))
	switch name := strings.TrimRight(before, bracketed); {
	case pointsTo.MatchString(before), editionOfYear.MatchString(after), textOfYear.MatchString(before), endsInName(name):
		return true
	case strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") && Years.MatchString(value):
		return true
	default:
		sentence := before + value + after
		return (ownDays.MatchString(FoldText(sentence)) || ofThisManual.MatchString(sentence)) && !ofTime.MatchString(name)
	}
}

// endsInName tells whether a text ends in a name in capitals that is more than the first word of
// a sentence.
func endsInName(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 {
		return false
	}
	last := strings.Trim(words[len(words)-1], bracketed)
	if !isCapital(last) || strings.HasSuffix(last, ":") || noNames.MatchString(last) {
		return false
	}
	return len(words) > 1 || strings.IndexFunc(last, unicode.IsLower) < 0 && len(last) > 1
}

// nameAtEnd is a name in capitals, or a word that points to a place of a text, right before a value.
var nameAtEnd = regexp.MustCompile(`(?:((?:[A-Z][\w'’-]*)(?: (?:to|and|of|in|for|the|on|with|[A-Z][\w'’-]*))*)|\b([a-z]+)) $`)

// NameAtEnd is the name, "Harbour Code", or the sort of place, "section", with which a text ends
// that a value follows, "" if it ends otherwise.
func NameAtEnd(before string) string {
	m := nameAtEnd.FindStringSubmatch(before)
	switch {
	case m == nil, m[2] != "" && !pointsTo.MatchString(before), m[1] != "" && !isCapital(lastWord(m[1])):
		return ""
	}
	return leadIn.ReplaceAllString(m[1], "") + m[2]
}
