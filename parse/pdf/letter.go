package pdf

import (
	"strings"
	"unicode"
)

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return ' '
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

func hasLetterOrDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// isCaps reports whether the letters are capitals, and more than the digits: "LADO:
// 01632 960297" is an entry of a list of telephone numbers.
func isCaps(s string) bool {
	n, digits := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsUpper(r):
			n++
		case unicode.IsDigit(r):
			digits++
		}
	}
	return n >= 4 && n > digits
}

// titleKey folds a title to its letters and digits.
func titleKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’)`)
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, ":") || strings.HasSuffix(s, ";") ||
		strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!")
}

func stripNumber(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if ok && isSectionNumber(first) {
		return rest
	}
	return s
}
