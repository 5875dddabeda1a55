package wording

import "strings"

// readGlued reads a letter code that runs into its title: "A02Not", "A03ARoles".
func readGlued(s string) (Numeral, string, bool) {
	m := gluedCode.FindStringSubmatch(s)
	if m == nil {
		return Numeral{}, "", false
	}
	return Numeral{Text: m[1] + m[2] + m[3], Parts: 2, Sure: true}, s[len(m[0])-2:], true
}

// A code is the parts of a number that begins with capitals: "D14A", "S1.2)", "PR-3".
type code struct {
	letters, sep, digits, letter string
	marked                       bool // a sign ends it
}

// codeOf reads the code that a line begins with: up to twelve capitals, a number of up
// to seven digits with parts of up to four, and one letter, before white space or the
// end, rest is what stands behind that.
func codeOf(s string) (c code, rest string, ok bool) {
	i := 0
	for i < len(s) && s[i] >= 'A' && s[i] <= 'Z' {
		i++
	}
	at := i
	if at < len(s) && (s[at] == '.' || s[at] == '-') {
		at++
	}
	end := countEnd(s, at)
	if i == 0 || i > 12 || end == at || end > at+7 {
		return code{}, "", false
	}
	for end+1 < len(s) && s[end] == '.' && IsDigit(s[end+1]) {
		next := countEnd(s, end+1)
		if next > end+5 {
			return code{}, "", false
		}
		end = next
	}
	c = code{letters: s[:i], sep: s[i:at], digits: s[at:end]}
	if end < len(s) && IsLetterByte(s[end]) {
		c.letter = s[end : end+1]
		end++
	}
	if sign := end + blanksOf(s[end:]); sign < len(s) && strings.IndexByte(".):", s[sign]) >= 0 && (sign+1 == len(s) || IsBlank(s[sign+1])) {
		c.marked, end = true, sign+1
	}
	if end < len(s) && !IsBlank(s[end]) {
		return code{}, "", false
	}
	return c, s[min(end+1, len(s)):], true
}

// countEnd is the place after the digits from a place on.
func countEnd(s string, i int) int {
	for i < len(s) && IsDigit(s[i]) {
		i++
	}
	return i
}

func readCode(s string) (Numeral, string, bool) {
	c, rest, ok := codeOf(s)
	if !ok {
		return readSpaced(s)
	}
	if knownAbbreviation(c.letters, c.digits) {
		return Numeral{}, "", false
	}
	n := Numeral{Text: c.letters + c.sep + c.digits + strings.ToUpper(c.letter), Parts: 2, Sure: !isYear(c.digits) || len(c.letters) == 1}
	if len(c.letters) > 1 {
		n.Parts = 1
	}
	n.Parts += strings.Count(c.digits, ".")
	if c.sep == "-" {
		n.Sure = false
	}
	if loose := strings.TrimSpace(rest); c.letter == "" && !c.marked && opensLoose(loose) {
		n.Letter = loose[:1]
	}
	return n, rest, true
}

// opensLoose reports a letter of a few, and white space, before other words of one line.
func opensLoose(s string) bool {
	if len(s) < 3 || s[0] < 'A' || s[0] > 'H' {
		return false
	}
	n := blanksOf(s[1:])
	return n > 0 && n+1 < len(s) && strings.IndexByte(s[n+1:], '\n') < 0
}

// readSpaced reads a code with white space in it, or one glued to its title.
func readSpaced(s string) (Numeral, string, bool) {
	if m := spacedLead.FindStringSubmatch(s); m != nil && !knownAbbreviation(m[1], m[2]) {
		return Numeral{Text: m[1] + m[2], Parts: 1}, s[len(m[0]):], true // "SCP 01 – Visits", among others like it
	}
	if m := spacedDotted.FindStringSubmatch(s); m != nil && !knownAbbreviation(m[1], m[2]) {
		return Numeral{Text: m[1] + m[2], Parts: 1 + strings.Count(m[2], ".")}, s[len(m[0]):], true // "SG 1.2 Visits", among others like it
	}
	return readGlued(s)
}

// isYear reports digits that may be a year of the last century or this one: "GDPR2018"
// names a law, and "TSM2010" is a code only among others like it.
func isYear(digits string) bool {
	return len(digits) == 4 && (strings.HasPrefix(digits, "19") || strings.HasPrefix(digits, "20"))
}

// knownAbbreviation tells words of forms and law from numbers: "KS4", "MARAC1" and
// "COVID19" name things, and "STEP 1" is a word in capitals with its number.
func knownAbbreviation(letters, digits string) bool {
	switch letters {
	case "S":
		return len(digits) > 1 && digits[0] != '0' // "S47" is a section of an act, "S07" is none
	case "COVID", "KS", "CIN", "MARAC", "MAPPA", "Y", "MG", "H":
		return letters != "H" || strings.HasPrefix(digits, "5")
	case "STEP", "STAGE", "PHASE", "LEVEL", "TIER", "BAND", "ZONE", "BOX", "FIGURE", "TABLE", "FORM", "DAY", "WEEK", "MONTH", "YEAR", "AGE", "CASE", "SCENARIO", "EXAMPLE", "NOTE", "QUESTION",
		"APPENDIX", "ANNEX", "ANNEXE", "SCHEDULE", "RULE", "POINT", "TASK", "OPTION", "PRINCIPLE", "STANDARD", "GROUP", "TYPE", "TEMPLATE", "EXERCISE", "SESSION", "THEME", "PRIORITY", "OUTCOME", "ACT":
		return true
	}
	return false
}
