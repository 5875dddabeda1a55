package normalise

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold is the form in which titles are compared: case, spaces, quotes, dashes
// and soft hyphens folded.
func fold(s string) string {
	if plainASCII(s) {
		return foldASCII(s)
	}
	s = norm.NFC.String(s)
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch r {
		case '’', '‘', '`', '´':
			r = '\''
		case '“', '”', unicode.ReplacementChar:
			r = '"'
		case '–', '—', '‑', '‐', '−':
			r = '-'
		}
		if isUnseen(r) {
			continue
		}
		if unicode.IsSpace(r) {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// bare is fold without anything but letters and digits, words apart.
func bare(s string) string {
	if plainASCII(s) {
		return bareASCII(s, " ")
	}
	return bareWide(s, " ")
}

// solid is bare with its words run together.
func solid(s string) string {
	if plainASCII(s) {
		return bareASCII(s, "")
	}
	return bareWide(s, "")
}

// bareWide is bare for any text, with its words apart by gap.
func bareWide(s, gap string) string {
	s = norm.NFC.String(s)
	var b strings.Builder
	b.Grow(len(s))
	apart := false
	for _, r := range s {
		if isUnseen(r) {
			continue
		}
		if r = unicode.ToLower(r); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			apart = b.Len() > 0
			continue
		}
		if apart {
			b.WriteString(gap)
			apart = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isUnseen reports a character inside words that is not seen.
func isUnseen(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\ufeff', '\u200c', '\u200d':
		return true
	}
	return false
}

// bareASCII is bare for the common case, in one pass, with its words apart by gap.
func bareASCII(s, gap string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !wordByte(c) {
			continue
		}
		if i > 0 && len(out) > 0 && !wordByte(s[i-1]) {
			out = append(out, gap...)
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		out = append(out, c)
	}
	return string(out)
}

// slug is a name as it stands in an address: "North & South" -> "north-south".
func slug(s string) string {
	return strings.Join(strings.FieldsFunc(fold(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	}), "-")
}

// alike measures how much two titles share, 0 to 1, by their words.
func alike(a, b string) float64 {
	return shareOf(strings.Fields(bare(a)), strings.Fields(bare(b)))
}

// shareOf is the share of words that two titles have in common.
func shareOf(x, y []string) float64 {
	if len(x)+len(y) == 0 {
		return 1
	}
	count := make(map[string]int, len(x))
	for _, w := range x {
		count[w]++
	}
	both := 0
	for _, w := range y {
		if count[w] > 0 {
			count[w]--
			both++
		}
	}
	return 2 * float64(both) / float64(len(x)+len(y))
}

func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// foldASCII is fold for the common case, in one pass.
func foldASCII(s string) string {
	out := make([]byte, 0, len(s))
	space := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
			space = len(out) > 0
			continue
		case c == '`':
			c = '\''
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		if space {
			out = append(out, ' ')
			space = false
		}
		out = append(out, c)
	}
	return string(out)
}
