// Package wording reads the words of titles: folded to compare them, and the numbers
// before them in every spelling that manuals print.
package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pattern"

	"golang.org/x/text/unicode/norm"
)

// Fold is the form in which titles are compared: case, spaces, quotes, dashes
// and soft hyphens folded.
func Fold(s string) string {
	if PlainASCII(s) {
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

// Bare is fold without anything but letters and digits, words apart.
func Bare(s string) string {
	if PlainASCII(s) {
		return bareASCII(s, " ")
	}
	return bareWide(s, " ")
}

// Solid is bare with its words run together.
func Solid(s string) string {
	if PlainASCII(s) {
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
		if !WordByte(c) {
			continue
		}
		if i > 0 && len(out) > 0 && !WordByte(s[i-1]) {
			out = append(out, gap...)
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		out = append(out, c)
	}
	return string(out)
}

// Slug is a name as it stands in an address: "North & South" -> "north-south".
func Slug(s string) string {
	return strings.Join(strings.FieldsFunc(Fold(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	}), "-")
}

// Alike measures how much two titles share, 0 to 1, by their words.
func Alike(a, b string) float64 {
	return ShareOf(strings.Fields(Bare(a)), strings.Fields(Bare(b)))
}

// Common counts the words that two sets have in common.
func Common(x, y map[string]bool) int {
	n := 0
	for w := range x {
		n += BoolInt(y[w])
	}
	return n
}

// ShareOf is the share of words that two titles have in common.
func ShareOf(x, y []string) float64 {
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

// PlainASCII reports a text without signs beyond ASCII.
func PlainASCII(s string) bool {
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

// BoolInt is 1 for true and 0 for false, for counts.
func BoolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// CountWords counts the runs of other bytes than white space.
func CountWords(s string) int {
	n, before := 0, uint8(0)
	for i := range len(s) {
		in := inWord[s[i]]
		n += int(in &^ before)
		before = in
	}
	return n
}

// inWord is 1 for each byte that is no white space.
var inWord = func() (set [256]uint8) {
	for c := range set {
		set[c] = 1
	}
	set[' '], set['\n'], set['\t'], set['\r'] = 0, 0, 0, 0
	return set
}()

// Squeeze makes one space of all white space between words, and none around them.
func Squeeze(s string) string {
	if squeezed(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// squeezed is a cheap test for texts that squeeze would leave as they are. White
// space beyond ASCII begins with one of four bytes.
func squeezed(s string) bool {
	space := true
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ':
			if space {
				return false
			}
			space = true
		case c < ' ' || c == 0xc2 || c >= 0xe1 && c <= 0xe3:
			return false
		default:
			space = false
		}
	}
	return !space || s == ""
}

// WordByte reports a letter or digit of ASCII.
func WordByte(c byte) bool { return LowWordBytes[c] != 0 }

// WordBytes counts the letters and digits of ASCII.
func WordBytes(s string) int {
	n := 0
	for i := range len(s) {
		n += int(isWord[s[i]])
	}
	return n
}

// LowWordBytes are the letters, in lower case, and digits of ASCII by themselves, 0
// for any other byte.
var LowWordBytes = func() (low [256]byte) {
	for i := range low {
		switch c := byte(i); {
		case IsLetterByte(c):
			low[c] = c | 0x20
		case IsDigit(c):
			low[c] = c
		}
	}
	return low
}()

// isWord is 1 for the letters and digits of ASCII.
var isWord = func() (set [256]uint8) {
	for c := range set {
		set[c] = uint8(BoolInt(LowWordBytes[c] != 0))
	}
	return set
}()

// LowerLetters is a text with the letters of ASCII in lower case.
func LowerLetters(s string) string {
	var b strings.Builder
	from := 0
	for i := range len(s) {
		c := s[i]
		if c < 'A' || c > 'Z' {
			continue
		}
		if b.Len() == 0 {
			b.Grow(len(s))
		}
		b.WriteString(s[from:i])
		b.WriteByte(c + 'a' - 'A')
		from = i + 1
	}
	if from == 0 {
		return s
	}
	b.WriteString(s[from:])
	return b.String()
}

// ByteSet is a table of the bytes of a text.
func ByteSet(of string) *[256]bool {
	var set [256]bool
	for i := range len(of) {
		set[of[i]] = true
	}
	return &set
}

// SpanOf is the length of the start of s that is of bytes of a set.
func SpanOf(s string, set *[256]bool) int {
	for i := range len(s) {
		if !set[s[i]] {
			return i
		}
	}
	return len(s)
}

// StartsLower reports a text whose first sign is a small letter.
func StartsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// StartsUpper reports a text whose first sign is a capital letter.
func StartsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// Letters counts the letters and digits of a text.
func Letters(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			n += letterSigns[c]
			i++
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		n += BoolInt(c != '–' && c != '\u00a0')
		i += size
	}
	return n
}

// letterSigns holds a 1 for each sign of ASCII that counts as one of a text's letters.
var letterSigns = func() (table [utf8.RuneSelf]int) {
	for c := byte('!'); c < utf8.RuneSelf; c++ {
		table[c] = BoolInt(c != '|' && c != '.' && c != '-')
	}
	return table
}()

// HasLetters reports a text with a letter in it.
func HasLetters(s string) bool { return Letters(s) > 0 }

// Singular is an English word in the plural without its ending.
func Singular(word string) string {
	if word == "appendices" {
		return "appendix"
	}
	if one, ok := strings.CutSuffix(word, "ies"); ok {
		return one + "y"
	}
	return strings.TrimSuffix(word, "s")
}

// JoinLines puts a line below others.
func JoinLines(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

var formatName = pattern.New(`(?i)^[\s\[(]*(?:pdf|ms word|word|docx?|odt|rtf|html|web(?: page| version)?|view|open|(?:continue )?read(?:ing)?(?: more)?|(?:find out|learn|see) more|download|print(?: version| this chapter)?|large print|more|details|link|click here|here|go|\(?jump to\)?|expand|show|hide|#|»|>|›)(?:[\s,(]+(?:document|version|file|copy|format|chapter|procedure|policy|protocol|guidance|section|page|this|the|full|whole|pdf|ms word|word|docx?|odt|rtf|html))*(?:[\s,(]*\d+(?:\.\d+)?\s*[km]b\)?)?[\s\])»›>→▸⟶…\.]*$`)

// IsFormatName reports the text of a link that only says what it opens or that it does: "PDF", "Download", "Read more".
func IsFormatName(s string) bool { return formatName.MatchString(strings.TrimSpace(s)) }
