package line

import (
	"regexp"
	"strings"
	"unicode"
)

// Leader matches the dots that lead from a title to its page number.
var Leader = regexp.MustCompile(`\s*(?:\.\s?){4,}\s*|\s*…{2,}\s*|\s*_{4,}\s*`)

// IsContentsLine reports whether a line is an entry of a list of contents: a
// title, a leader of dots or a wide gap, and a page number.
func IsContentsLine(l *Line) bool {
	n := len(l.Words)
	if n == 0 {
		return false
	}
	last := l.Words[n-1].Text
	if !EndsInNumber(last) && !IsRomanPage(last) {
		return false
	}
	text := l.Text()
	if Leader.MatchString(text) {
		return EndsInNumber(text) && strings.ContainsFunc(text, unicode.IsLetter)
	}
	if n == 1 {
		return false
	}
	gap := l.Words[n-1].X0 - l.Words[n-2].X1
	return len(last) <= 4 && (strings.Trim(last, "0123456789") == "" || IsRomanPage(last)) && gap > 2.5*l.Size && strings.ContainsFunc(text, unicode.IsLetter)
}

// IsRomanPage reports the number of a page before the first chapter: "iv".
func IsRomanPage(s string) bool { return s != "" && strings.Trim(s, "ivx") == "" }

// EndsInNumber reports whether a text ends in a digit, white space aside.
func EndsInNumber(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}
