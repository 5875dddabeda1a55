package pdf

import (
	"regexp"
	"strings"
	"unicode"
)

// leader matches the dots that lead from a title to its page number.
var leader = regexp.MustCompile(`\s*(?:\.\s?){4,}\s*|\s*…{2,}\s*|\s*_{4,}\s*`)

// isContentsLine reports whether a line is an entry of a list of contents: a
// title, a leader of dots or a wide gap, and a page number.
func isContentsLine(l *line) bool {
	n := len(l.words)
	if n < 2 {
		return false
	}
	last := l.words[n-1].text
	if !endsInNumber(last) && !isRomanPage(last) {
		return false
	}
	text := l.text()
	if leader.MatchString(text) {
		return endsInNumber(text) && strings.ContainsFunc(text, unicode.IsLetter)
	}
	gap := l.words[n-1].x0 - l.words[n-2].x1
	return len(last) <= 4 && (strings.Trim(last, "0123456789") == "" || isRomanPage(last)) && gap > 2.5*l.size && strings.ContainsFunc(text, unicode.IsLetter)
}

// isRomanPage reports the number of a page before the first chapter: "iv".
func isRomanPage(s string) bool { return s != "" && strings.Trim(s, "ivx") == "" }

func endsInNumber(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}
