package docx

import (
	"manualwatch/parse"
	"strconv"
	"strings"
	"unicode"
)

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func atoi(s string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return n, err == nil
}

// formatNumber prints a counter in one of the formats of ISO 29500-1, 17.18.59;
// the formats of other scripts come out as plain digits.
func formatNumber(v int, format string, zeros int) string {
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		zeros = max(zeros, 2)
	case "upperRoman":
		return roman(v)
	case "lowerRoman":
		return strings.ToLower(roman(v))
	case "upperLetter":
		return letters(v)
	case "lowerLetter":
		return strings.ToLower(letters(v))
	case "ordinal":
		return ordinal(v)
	case "cardinalText":
		return capital(cardinal(v))
	case "ordinalText":
		return capital(ordinalWord(v))
	case "decimalEnclosedParen":
		return "(" + strconv.Itoa(v) + ")"
	case "decimalEnclosedFullstop":
		return strconv.Itoa(v) + "."
	}
	s := strconv.Itoa(v)
	if n := min(zeros, 8) - len(s); n > 0 {
		s = strings.Repeat("0", n) + s
	}
	return s
}

// roman prints 1 to 3999 in upper case, other numbers in digits.
func roman(v int) string {
	if v < 1 || v > 3999 {
		return strconv.Itoa(v)
	}
	return strings.ToUpper(parse.Roman(v))
}

// letters counts A to Z, AA, BB to ZZ, AAA, as Word does.
func letters(v int) string {
	if v < 1 || v > 780 {
		return strconv.Itoa(v)
	}
	return strings.Repeat(string(rune('A'+(v-1)%26)), (v-1)/26+1)
}

func ordinal(v int) string {
	end := "th"
	switch {
	case v%100 >= 11 && v%100 <= 13:
	case v%10 == 1:
		end = "st"
	case v%10 == 2:
		end = "nd"
	case v%10 == 3:
		end = "rd"
	}
	return strconv.Itoa(v) + end
}

// cardinal writes 1 to 99 in English words.
func cardinal(v int) string {
	ones := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety")
	switch {
	case v < 0 || v > 99:
		return strconv.Itoa(v)
	case v < 20:
		return ones[v]
	case v%10 == 0:
		return tens[v/10-2]
	}
	return tens[v/10-2] + "-" + ones[v%10]
}

// ordinalWord writes "first" to "ninety-ninth".
func ordinalWord(v int) string {
	s := cardinal(v)
	if v < 1 || v > 99 {
		return ordinal(v)
	}
	head, last := "", s
	if i := strings.LastIndexByte(s, '-'); i >= 0 {
		head, last = s[:i+1], s[i+1:]
	}
	switch last {
	case "one":
		last = "first"
	case "two":
		last = "second"
	case "three":
		last = "third"
	case "five":
		last = "fifth"
	case "eight":
		last = "eighth"
	case "nine":
		last = "ninth"
	case "twelve":
		last = "twelfth"
	default:
		if strings.HasSuffix(last, "y") {
			last = last[:len(last)-1] + "ie"
		}
		last += "th"
	}
	return head + last
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
