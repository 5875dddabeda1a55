package writing

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bullets are the signs that mark list items and are no text.
const bullets = "•●○◦▪■□▫◆◇❖➢➤►▶‣⁃∙·✓✔✗☐☑❑❏→⇒\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf076\uf02d§Ø"

// cutMarker parts a list mark or number from the text after it. The mark of a
// bullet is the sign itself; "" where the text begins with neither.
func cutMarker(text string) (marker, rest string) {
	first, after, ok := strings.Cut(text, " ")
	if !ok || after == "" {
		return "", text
	}
	if IsBullet(first) || IsEnumerator(first) {
		return first, strings.TrimSpace(after)
	}
	return "", text
}

// IsBullet reports whether s is the sign of a list item alone: "•", "-", "o".
func IsBullet(s string) bool {
	if s == "o" || s == "-" || s == "–" || s == "—" || s == "*" {
		return true
	}
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && (strings.ContainsRune(bullets, r) || r >= 0xe000 && r <= 0xf8ff)
}

// IsEnumerator reports whether s is a number or letter of a list: "1.", "(a)",
// "iv)", "2.3.1".
func IsEnumerator(s string) bool {
	if utf8.RuneCountInString(s) > 10 {
		return false
	}
	core := strings.Trim(s, "()[].")
	if core == "" || core == s && !strings.Contains(core, ".") {
		return false
	}
	if strings.ContainsFunc(core, func(r rune) bool { return r > unicode.MaxASCII }) {
		return false
	}
	if strings.Trim(core, "0123456789.") == "" {
		return len(strings.Split(core, ".")[0]) <= 3
	}
	if len(core) == 1 {
		return core[0]|0x20 >= 'a' && core[0]|0x20 <= 'z'
	}
	return strings.Trim(strings.ToLower(core), "ivx") == "" && len(core) <= 5
}

// IsBracketed reports whether s ends with a bracket behind small letters or digits, as
// hardly a word does: "iv)", "(a)", and not the "(L)" of "(L)SCB".
func IsBracketed(s string) bool {
	return strings.HasSuffix(s, ")") && !strings.ContainsFunc(s, unicode.IsUpper)
}

// IsSectionNumber reports whether s is a number as sections have: "3", "3.1",
// "4.2.", "A1", "B03".
func IsSectionNumber(s string) bool {
	s = strings.TrimRight(s, ".:)")
	if s == "" || len(s) > 12 {
		return false
	}
	digits := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
		case i == 0 && c >= 'A' && c <= 'Z':
		case i == len(s)-1 && digits > 0 && c|0x20 >= 'a' && c|0x20 <= 'z':
		default:
			return false
		}
	}
	return digits > 0 && digits <= 6 && s[0] != '.'
}

// IsMark reports whether a piece of a line is the mark of a list item alone: it
// comes again anywhere, on the first line of pages, too.
func IsMark(text string) bool {
	marker, rest := cutMarker(text + " x")
	return marker != "" && rest == "x"
}
