package writing

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean makes text valid, without control characters.
func Clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

// joiners tell how the letters on both sides of them are to be joined. Some programs write them at
// the ends of words, where they tell nothing.
const joiners = "\u200c\u200d"

// Regular makes the characters of a word regular: composed, ligatures taken
// apart, control characters gone.
func Regular(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = strings.Trim(strings.ToValidUTF8(s, "\uFFFD"), joiners)
	s = strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\u200b' || r == '\ufeff' || r == '\u2060' {
			return -1
		}
		return r
	}, s)
	for _, l := range ligatures {
		if strings.Contains(s, l[0]) {
			s = strings.ReplaceAll(s, l[0], l[1])
		}
	}
	return norm.NFC.String(s)
}

var ligatures = [][2]string{
	{"ﬀ", "ff"}, {"ﬁ", "fi"}, {"ﬂ", "fl"}, {"ﬃ", "ffi"}, {"ﬄ", "ffl"}, {"ﬅ", "st"}, {"ﬆ", "st"},
}

// Squeeze makes white space single spaces.
func Squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
