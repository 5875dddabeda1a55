package wording

import (
	"strings"
	"unicode"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A Numeral is a number as it stands before a title.
type Numeral struct {
	Text    string // regular spelling: "1.2.3", "D14A", "B1", "Appendix 1"
	Keyword string // "section", "part", "chapter", "appendix" where one is printed, lower case
	Parts   int    // how deep it counts: "1" is 1, "1.2.3" is 3, "A" is 1, "A01" is 2
	Sure    bool   // no neighbour is needed to believe it
	Letter  string // letter after a space that may belong to it: "A" of "D14 A"
	Mark    bool   // a sign stands between the number and the title
	Roman   bool   // what stands behind the word is a Roman number: "Part I" beside "Part II"
	Plain   string // the text without the number read off, if the neighbours disagree
}

var (
	gluedCode = pattern.New(`^([A-Z]{1,2})(\d{2,3})([A-H]?)[A-Z][a-z]`)
	// GluedInteger is a whole number that runs into its title: "3Neglect", "1AIMS".
	GluedInteger  = pattern.New(`^([1-9]\d?)(?:[A-Z][A-Za-z]|A\s)`)
	spacedCode    = pattern.New(`^([A-Z])[\s\x{a0}](\d{2}[A-H]?)[\s\x{a0}]`)
	letterNumber  = pattern.New(`^([A-Z])(\s*[.):]\s*|\s+[-–—]\s+|\s+)`)
	countSmall    = pattern.New(`^(\d{1,2}[a-z])\s*[.):](?:\s+|$)`)
	countLetter   = pattern.New(`^(\d{1,2})([A-Z])(?:\s*[.):]\s*|\s+[-–—]\s+|\s+|$)`)
	romanNumber   = pattern.New(`^([IVX]{1,5})(\s*[.):]\s*|\s+[-–—]\s+)`)
	keywordNumber = pattern.New(`(?i)^(section|part|chapter|volume|book|module|unit|topic|theme|area|protocol|procedure|policy|standard)\s+(?:no\.?\s*)?([a-z]?\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-z]|[ivx]{1,5}|(?:twenty|thirty|forty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)(\s*[.:)]\s*|\s*[-–—]\s*|\s+|$)`)
	// AppendixStart is an appendix with its number or letter in front of a title.
	AppendixStart = pattern.New(`(?i)^(appendix|annexe?|schedule)\s+(\d{1,3}[a-z]?|[a-z]\d{0,2}|[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(\s*[:.)]\s*|\s*[-–—]\s*|\s+|$)`)
	beforeCode    = pattern.New(`(?i)^(?:protocol|procedure|policy|standard)\s+(?:no\.?\s*|ref\.?\s*)?`)
	spacedRef     = pattern.New(`^([A-Z]{2,8})[\s\x{a0}](\d{1,3}[A-Z]?)$`)
	spacedLead    = pattern.New(`^([A-Z]{2,8})[\s\x{a0}](\d{1,3}[A-Z]?)(?:\s*[:–—]\s*|\s+-\s+)`)
	spacedDotted  = pattern.New(`^([A-Z]{2,8})[\s\x{a0}](\d{1,3}(?:\.\d{1,3})+[A-Za-z]?)(?:\s*[.:)–—]\s*|\s+-\s+|\s+|$)`)
	looseLetter   = pattern.New(`^([A-H])\s+(\S.*)$`)
)

// LetteredKeyword keeps whole numbers with a letter apart, see settleLettered.
const LetteredKeyword = "lettered"

// GluedKeyword keeps the series of glued numbers apart from the others.
const GluedKeyword = "glued"

var numberWords = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
}

// WordValue is the value of a number in words in lower case, "twenty-one" too; 0
// if it is none.
func WordValue(s string) int {
	if v, ok := numberWords[s]; ok {
		return v
	}
	i := strings.IndexAny(s, " -")
	if i < 0 || numberWords[s[:i]] < 20 || numberWords[s[i+1:]] == 0 {
		return 0
	}
	return numberWords[s[:i]] + numberWords[s[i+1:]]
}

// SplitNumber reads the number off the front of a line. ok is false where the
// line begins with none.
func SplitNumber(line string) (n Numeral, rest string, ok bool) {
	line = strings.TrimSpace(line)
	if line == "" {
		return Numeral{}, line, false
	}
	for _, read := range readersFor(line) {
		if read == nil {
			break
		}
		if n, rest, ok = read(line); ok {
			n.Plain = line
			return n, TrimLead(rest), true
		}
	}
	return Numeral{}, line, false
}

// A numberReader reads one kind of number off the front of a line.
type numberReader func(line string) (n Numeral, rest string, ok bool)

// readersFor chooses the readers of numbers that the first characters allow, so
// that a plain word costs no search.
func readersFor(line string) (out [4]numberReader) {
	c := line[0]
	if IsDigit(c) {
		return [4]numberReader{readDotted, readInteger}
	}
	if !IsLetterByte(c) {
		return out
	}
	end := 0
	digits := false
	for end < len(line) && line[end] != ' ' && !strings.HasPrefix(line[end:], "\u00a0") {
		digits = digits || IsDigit(line[end])
		end++
	}
	n := 0
	add := func(read numberReader) { out[n], n = read, n+1 }
	var low [9]byte
	switch string(lowerInto(low[:], line[:end])) {
	case "appendix", "annex", "annexe", "schedule":
		add(readAppendix)
	case "section", "part", "chapter", "volume", "book", "module", "unit", "topic", "theme", "area":
		add(readKeyword)
	case "protocol", "procedure", "policy", "standard":
		add(readCounted)
	}
	if c >= 'A' && c <= 'Z' {
		if after := end + blanksOf(line[end:]); digits || end > 1 && after < len(line) && IsDigit(line[after]) {
			add(readCode)
		}
		if end <= 7 && strings.IndexByte("IVX", c) >= 0 {
			add(readRoman)
		}
		if end <= 7 && len(line) > 1 && !IsLetterByte(line[1]) {
			add(readLetter)
		}
	}
	return out
}

// lowerInto is an ASCII word in lower case, nothing if it does not fit.
func lowerInto(buf []byte, word string) []byte {
	if len(word) > len(buf) {
		return nil
	}
	for i := range len(word) {
		c := word[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return buf[:len(word)]
}

// SplitGlued is SplitNumber, and reads "1Making Enquiries", "D 09 Visits", "1A Visits" and
// "1a. Visits" too: numbers that only their neighbours can confirm. A small letter counts on
// beside the whole numbers, as in "1.3a".
func SplitGlued(line string) (Numeral, string, bool) {
	line = strings.TrimSpace(line)
	if m := spacedCode.FindStringSubmatch(line); m != nil {
		return Numeral{Text: m[1] + m[2], Parts: 2, Plain: line}, TrimLead(line[len(m[0]):]), true
	}
	n, rest, ok := SplitNumber(line)
	if ok || line == "" || !IsDigit(line[0]) {
		return n, rest, ok
	}
	if m := countLetter.FindStringSubmatch(line); m != nil {
		return Numeral{Text: m[1] + m[2], Parts: 2, Keyword: LetteredKeyword, Plain: line}, line[len(m[0]):], true
	}
	if m := countSmall.FindStringSubmatch(line); m != nil {
		return Numeral{Text: m[1], Parts: 1, Keyword: LetteredKeyword, Plain: line}, line[len(m[0]):], true
	}
	m := GluedInteger.FindStringSubmatch(line)
	if m == nil {
		return n, rest, false
	}
	return Numeral{Text: m[1], Parts: 1, Keyword: GluedKeyword, Plain: line}, line[len(m[1]):], true
}

// typedLetter is a small letter with a bracket before a title.
var typedLetter = pattern.New(`^\(?([a-z])\)\s+(\S.*)$`)

// SplitTyped parts the letter with a bracket that was typed before a title: "a) Recruitment",
// "(a) Recruitment". Whether it counts the titles of a list, its neighbours tell.
func SplitTyped(line string) (letter, title string, ok bool) {
	m := typedLetter.FindStringSubmatch(line)
	if m == nil {
		return "", line, false
	}
	return m[1], m[2], true
}

// TrimLead takes off what stands between a number and a title.
func TrimLead(s string) string {
	return strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(s), ".:)-–—| \t"))
}

func readDotted(s string) (Numeral, string, bool) {
	end := dottedEnd(s)
	if end == 0 {
		return Numeral{}, "", false
	}
	number, letter, loose, rest := s[:end], "", "", s[end:]
	switch {
	case rest != "" && rest[0] >= 'a' && rest[0] <= 'z':
		after, marked := afterMark(rest[1:])
		if after == "" || marked || startsSpace(after) {
			letter, rest = rest[:1], after
		} // otherwise "1.1title": the letter belongs to the word
	case looseLetter.MatchString(rest):
		if loose = rest[:1]; loose != "A" {
			letter, loose, rest = loose, "", rest[1:]
		} // "1.1A Template" stands beside "1.1B Template", "1.1A Joint Protocol" begins with an article
	default:
		rest, _ = afterMark(rest)
	}
	if looksLikeDateOrQuantity(number, rest) {
		return Numeral{}, "", false
	}
	text := strings.ReplaceAll(number, " ", "") + letter
	n := Numeral{Text: text, Parts: strings.Count(text, ".") + 1, Sure: true, Letter: loose}
	return n, rest, true
}

// dottedEnd is the place after the dotted number at the start of s, two to seven
// parts of one to three digits with at most one space beside a dot; 0 if s begins
// with none. The first part may have a letter, "21a.1". What a space parts from the
// number and a dash from nothing begins the title, "4. 14-16 Year Olds".
func dottedEnd(s string) int {
	first := digitsEnd(s, 0)
	if first == 0 {
		return 0
	}
	if first+2 < len(s) && IsLetterByte(s[first]) && s[first+1] == '.' && IsDigit(s[first+2]) {
		first++
	}
	end := first
	for range 6 {
		k := blankEnd(s, end)
		if k >= len(s) || s[k] != '.' {
			break
		}
		k = blankEnd(s, k+1)
		next := digitsEnd(s, k)
		if next == k || IsBlank(s[k-1]) && opensCompound(s[k:]) {
			break
		}
		end = next
	}
	if end == first {
		return 0
	}
	return end
}

// opensCompound reports digits that a dash joins to what follows: "14-16", "24-hour".
func opensCompound(s string) bool {
	rest := s[digitsEnd(s, 0):]
	for _, dash := range []string{"-", "–"} {
		if after, ok := strings.CutPrefix(rest, dash); ok && len(rest) < len(s) && after != "" {
			return IsDigit(after[0]) || after[0] >= 'a' && after[0] <= 'z'
		}
	}
	return false
}

// digitsEnd is the place after at most three digits from a place on.
func digitsEnd(s string, i int) int {
	end := i
	for end < len(s) && end < i+3 && IsDigit(s[end]) {
		end++
	}
	return end
}

// blankEnd is the place after one white space, if one stands at a place.
func blankEnd(s string, i int) int {
	if i < len(s) && IsBlank(s[i]) {
		return i + 1
	}
	return i
}

// IsBlank reports a space of ASCII.
func IsBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' }

// afterMark is s after the sign that ends a number, if one begins it.
func afterMark(s string) (rest string, marked bool) {
	i := 0
	for i < len(s) && IsBlank(s[i]) {
		i++
	}
	if i < len(s) && (s[i] == '.' || s[i] == ')' || s[i] == ':') {
		return s[i+1:], true
	}
	return s, false
}

// looksLikeDateOrQuantity guards against "26.04.17 Minutes" and "1.5 million".
func looksLikeDateOrQuantity(num, rest string) bool {
	if strings.Count(num, ".") == 2 {
		if parts := strings.Split(num, "."); len(parts[1]) == 2 && parts[1][0] == '0' || parse.ShortDay(num) {
			return true
		}
	}
	rest = strings.TrimSpace(rest)
	return strings.HasPrefix(rest, "%") || len(rest) >= 7 && strings.EqualFold(rest[:7], "million")
}

// readInteger reads a number of at most three digits with a sign or white space
// behind it.
func readInteger(s string) (Numeral, string, bool) {
	end := digitsEnd(s, 0)
	after := end + blanksOf(s[end:])
	dot, sign := false, after == len(s) || after > end
	if after < len(s) {
		switch c := s[after]; {
		case c == '.' || c == ')' || c == ':':
			dot, sign = c != ':', true
			after += 1 + blanksOf(s[after+1:])
			if c == '.' && after < len(s) && IsDigit(s[after]) && !(IsBlank(s[after-1]) && opensCompound(s[after:])) {
				return Numeral{}, "", false
			}
		case after > end:
			after += dashOf(s[after:])
		}
	}
	if !sign {
		return Numeral{}, "", false
	}
	return Numeral{Text: s[:end], Parts: 1, Sure: dot}, s[after:], true
}

// blanksOf counts the white space that begins a text.
func blanksOf(s string) int {
	n := 0
	for n < len(s) && IsBlank(s[n]) {
		n++
	}
	return n
}

// dashOf is the length of a dash that begins a text, with the white space that must
// stand behind it; 0 if there is none.
func dashOf(s string) int {
	for _, dash := range []string{"-", "–", "—"} {
		if rest, ok := strings.CutPrefix(s, dash); ok && (rest == "" || IsBlank(rest[0])) {
			return len(dash) + blanksOf(rest)
		}
	}
	return 0
}

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
	if m := spacedLead.FindStringSubmatch(s); m != nil && !knownAbbreviation(m[1], m[2]) {
		return Numeral{Text: m[1] + m[2], Parts: 1}, s[len(m[0]):], true // "SCP 01 – Visits", among others like it
	}
	if m := spacedDotted.FindStringSubmatch(s); m != nil && !knownAbbreviation(m[1], m[2]) {
		return Numeral{Text: m[1] + m[2], Parts: 1 + strings.Count(m[2], ".")}, s[len(m[0]):], true // "SG 1.2 Visits", among others like it
	}
	if !ok {
		return readGlued(s)
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
	if c.letter == "" && !c.marked {
		if l := looseLetter.FindStringSubmatch(strings.TrimSpace(rest)); l != nil {
			n.Letter = l[1]
		}
	}
	return n, rest, true
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

func readLetter(s string) (Numeral, string, bool) {
	m := letterNumber.FindStringSubmatch(s)
	if m == nil {
		return Numeral{}, "", false
	}
	n := Numeral{Text: m[1], Parts: 1, Keyword: "letter"}
	if strings.TrimSpace(m[2]) != "" {
		n.Keyword = "letter." // "A. Title": another series than "A Title"
	}
	return n, s[len(m[0]):], true
}

func readRoman(s string) (Numeral, string, bool) {
	m := romanNumber.FindStringSubmatch(s)
	if m == nil || len(m[1]) == 1 && m[1] != "I" && m[1] != "V" && m[1] != "X" {
		return Numeral{}, "", false
	}
	return Numeral{Text: m[1], Parts: 1, Keyword: "roman"}, s[len(m[0]):], true
}

func readKeyword(s string) (Numeral, string, bool) {
	m := keywordNumber.FindStringSubmatch(s)
	if m == nil {
		return Numeral{}, "", false
	}
	text := m[2]
	if WordValue(strings.ToLower(text)) == 0 {
		text = strings.ToUpper(text)
	}
	whole := strings.TrimSuffix(text, ".0") // Section 1.0 holds 1.1
	n := Numeral{Text: text, Keyword: strings.ToLower(m[1]), Parts: 1 + strings.Count(whole, "."), Mark: strings.TrimSpace(m[3]) != ""}
	if len(text) > 1 && IsDigit(text[1]) && !IsDigit(text[0]) {
		n.Parts++ // "Part B1" is a part of Part B
	}
	return n, s[len(m[0]):], true
}

// readCounted reads the number behind a word that begins many a title too, "Policy on
// Complaints": with a sign behind it. A code counts by itself: "Procedure SP04: Visits".
func readCounted(s string) (Numeral, string, bool) {
	if c, rest, ok := codeOf(beforeCode.Cut(s)); ok && len(c.letters) > 1 && (c.marked || dashOf(strings.TrimSpace(rest)) > 0) {
		return readCode(beforeCode.Cut(s))
	}
	n, rest, ok := readKeyword(s)
	return n, rest, ok && n.Mark && strings.TrimSpace(rest) != ""
}

// readAppendix reads "Appendix 1 Flowchart" and "Appendix A - Flowchart". "Appendix 1:
// Flowchart" is all title: the colon says that the words before it name the thing.
func readAppendix(s string) (Numeral, string, bool) {
	m := AppendixStart.FindStringSubmatch(s)
	if m == nil || strings.ContainsAny(m[3], ":.)") || strings.TrimSpace(s[len(m[0]):]) == "" {
		return Numeral{}, "", false
	}
	rest := s[len(m[0]):]
	if StartsLower(rest) {
		return Numeral{}, "", false
	}
	word, count := strings.ToUpper(m[1][:1])+strings.ToLower(m[1][1:]), m[2]
	if WordValue(strings.ToLower(count)) == 0 {
		count = strings.ToUpper(count)
	}
	return Numeral{Text: word + " " + count, Keyword: "appendix", Parts: 2, Sure: true}, rest, true
}

// PureNumber reads a cell or marker that holds a number and nothing else.
func PureNumber(s string) (Numeral, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 24 {
		return Numeral{}, false
	}
	if m := AppendixStart.FindStringSubmatch(s); m != nil && len(m[0]) == len(s) {
		word := strings.ToUpper(m[1][:1]) + strings.ToLower(m[1][1:])
		return Numeral{Text: word + " " + strings.ToUpper(m[2]), Keyword: "appendix", Parts: 2, Sure: true, Plain: s}, true
	}
	if n, rest, ok := readKeyword(s + " "); ok && rest == "" { // behind any word: alone it begins no title
		n.Sure, n.Plain = true, s
		return n, true
	}
	n, rest, ok := SplitNumber(s + " ")
	if n.Letter == "" {
		if ok && len(rest) == 1 && rest[0] >= 'A' && rest[0] <= 'H' {
			n.Text, rest = n.Text+rest, ""
		}
	}
	if ok && rest == "" {
		n.Sure, n.Plain = true, s
		return n, true
	}
	if len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z' {
		return Numeral{Text: s, Parts: 1, Sure: true, Plain: s}, true
	}
	if m := spacedRef.FindStringSubmatch(s); m != nil && !knownAbbreviation(m[1], m[2]) {
		return Numeral{Text: m[1] + m[2], Parts: 1, Sure: true, Plain: s}, true // "LSCB 3", alone in a cell
	}
	return Numeral{}, false
}

func startsSpace(s string) bool {
	for _, r := range s {
		return unicode.IsSpace(r)
	}
	return false
}

// NumberPrefix reports whether child continues parent: "1.2" and "1.2.3".
func NumberPrefix(parent, child string) bool {
	if child != parent {
		parent = strings.TrimSuffix(parent, ".0") // 1.1 stands below 1.0
	}
	if parent == "" || len(child) <= len(parent) || !strings.HasPrefix(child, parent) {
		return false
	}
	next := child[len(parent)]
	last := parent[len(parent)-1]
	return next == '.' || IsDigit(last) != IsDigit(next)
}

// IsLetterByte reports a letter of ASCII.
func IsLetterByte(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// HasDigit reports a text with a digit of ASCII in it.
func HasDigit(s string) bool {
	for i := range len(s) {
		if IsDigit(s[i]) {
			return true
		}
	}
	return false
}

// IsDigit reports a digit of ASCII.
func IsDigit(c byte) bool { return c >= '0' && c <= '9' }

// Doubtful reports a number that only its neighbours can tell to be one.
func (n *Numeral) Doubtful() bool { return n.Text != "" && !n.Sure || n.Letter != "" }
