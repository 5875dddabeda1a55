// Package writing reads characters as documents write them: decodes text strings, makes
// characters regular, and tells marks of lists, numbers of sections and ends of sentences.
package writing

import (
	"strings"
	"unicode"
)

// FirstRune is the first character of a text, a space where it is empty.
func FirstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return ' '
}

// HasLetter reports whether a text has a letter.
func HasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// HasLetterOrDigit reports whether a text has a letter or a digit.
func HasLetterOrDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// IsCaps reports whether the letters are capitals, and more than the digits: "LADO:
// 01632 960297" is an entry of a list of telephone numbers.
func IsCaps(s string) bool {
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

// TitleKey folds a title to its letters, in lower case, and digits.
func TitleKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// EndsSentence reports whether a text ends as a sentence or what leads in a list does,
// behind the signs that close a quotation.
func EndsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’)`)
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, ":") || strings.HasSuffix(s, ";") ||
		strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!")
}

// WithoutNumber cuts the number of a section that a text begins with.
func WithoutNumber(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if ok && IsSectionNumber(first) {
		return rest
	}
	return s
}
