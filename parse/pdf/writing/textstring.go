package writing

import (
	"strings"
	"unicode/utf16"
)

// TextString decodes a text string of a file: UTF-16 or UTF-8 with a mark, else
// PDFDocEncoding.
func TextString(s string) string {
	switch {
	case strings.HasPrefix(s, "\xfe\xff"):
		return UTF16(s[2:], 1, 0)
	case strings.HasPrefix(s, "\xff\xfe"):
		return UTF16(s[2:], 0, 1)
	case strings.HasPrefix(s, "\xef\xbb\xbf"):
		return strings.ToValidUTF8(s[3:], "\uFFFD")
	}
	out := make([]rune, 0, len(s))
	for i := range len(s) {
		out = append(out, pdfDocRune(s[i]))
	}
	return string(out)
}

// UTF16 decodes UTF-16 whose high byte stands at offset hi of each pair, the low one at lo;
// codes of languages are left out.
func UTF16(s string, lo, hi int) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i+hi])<<8|uint16(s[i+lo]))
	}
	runes := utf16.Decode(units)
	out := make([]rune, 0, len(runes))
	for i := 0; i < len(runes); i++ {
		if runes[i] == 0x1b { // language code between two escapes
			for i++; i < len(runes) && runes[i] != 0x1b; i++ {
			}
			continue
		}
		out = append(out, runes[i])
	}
	return string(out)
}

// pdfDocRune decodes a byte of PDFDocEncoding.
func pdfDocRune(c byte) rune {
	const low = "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc"
	const high = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\uFFFD€"
	switch {
	case c >= 0x18 && c < 0x20:
		return []rune(low)[c-0x18]
	case c >= 0x80 && c <= 0xa0:
		return []rune(high)[c-0x80]
	}
	return rune(c)
}
