package font

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"manualwatch/parse/pdf/object"
	"manualwatch/parse/pdf/writing"
)

// standardHigh is the upper half of StandardEncoding from 0xA1 on (ISO 32000-1,
// annex D.2); U+0000 stands where nothing is assigned.
const standardHigh = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\x00–†‡·\x00¶•‚„”»…‰\x00¿\x00`´ˆ˜¯˘˙¨\x00˚¸\x00˝˛ˇ—" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00Æ\x00ª\x00\x00\x00\x00ŁØŒº\x00\x00\x00\x00\x00æ\x00\x00\x00ı\x00\x00łøœß"

// symbolLow and symbolHigh are the encoding of the font Symbol from 0x20 and
// from 0xA1 on (annex D.5).
const (
	symbolLow = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203eαβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"

	symbolHigh = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\x00〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)

// dingbat gives the signs of ZapfDingbats and Wingdings that serve as bullets,
// boxes and ticks in documents; others are not text.
var dingbat = map[byte]rune{
	'l': '●', 'n': '■', 'q': '❑', 'u': '◆', 'v': '❖', 'o': '❏', 's': '▲', 't': '▼',
	'3': '✓', '4': '✔', '5': '✕', '6': '✖', '7': '✗', '8': '✘',
	0xa7: '▪', 0xa8: '□', 0xb7: '•', 0xd8: '➢', 0xe0: '→', 0xfc: '✓', 0xfb: '✗', 0xfe: '☑', 0xa3: '☐', 0x9f: '•',
}

// baseEncoding decodes a byte in one of the named encodings; 0 where nothing is
// assigned.
func baseEncoding(name string, c byte) rune {
	switch name {
	case "MacRomanEncoding":
		return decodeCharmap(charmap.Macintosh, c)
	case "StandardEncoding":
		return standardRune(c)
	case "Symbol":
		return symbolRune(c)
	case "ZapfDingbats":
		return dingbatRune(c)
	}
	if c == 0xad {
		return '-'
	}
	r := decodeCharmap(charmap.Windows1252, c)
	if r >= 0x7f && r < 0xa0 && name == "WinAnsiEncoding" {
		return '•' // which it gives to the codes that it does not use
	}
	return r
}

func decodeCharmap(m *charmap.Charmap, c byte) rune {
	if c < 0x20 {
		return 0
	}
	if r := m.DecodeByte(c); r != 0xFFFD {
		return r
	}
	return 0
}

func standardRune(c byte) rune {
	switch {
	case c == 0x27:
		return '’'
	case c == 0x60:
		return '‘'
	case c >= 0x20 && c < 0x7f:
		return rune(c)
	case c >= 0xa1:
		return nthRune(standardHigh, int(c)-0xa1)
	}
	return 0
}

func symbolRune(c byte) rune {
	switch {
	case c >= 0x20 && c < 0x7f:
		return nthRune(symbolLow, int(c)-0x20)
	case c == 0xa0:
		return '€'
	case c > 0xa0:
		return nthRune(symbolHigh, int(c)-0xa1)
	}
	return 0
}

func dingbatRune(c byte) rune {
	if r, ok := dingbat[c]; ok {
		return r
	}
	if c == ' ' {
		return ' '
	}
	if c > 0x20 && c < 0x7f {
		return 0x2701 + rune(c) - 0x21
	}
	return 0
}

func nthRune(s string, n int) rune {
	for _, r := range s {
		if n == 0 {
			return r
		}
		n--
	}
	return 0
}

// plainNames are the glyph names of ASCII signs and ligatures, for names that
// carry a suffix or join parts ("one.oldstyle", "f_f_i"), which no list has.
var plainNames = map[string]string{
	"space": " ", "nbspace": " ", "exclam": "!", "quotedbl": `"`, "numbersign": "#", "dollar": "$", "percent": "%",
	"ampersand": "&", "quotesingle": "'", "quoteright": "’", "quoteleft": "‘", "parenleft": "(", "parenright": ")",
	"asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-", "sfthyphen": "\u00ad", "period": ".", "slash": "/",
	"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
	"eight": "8", "nine": "9", "colon": ":", "semicolon": ";", "less": "<", "equal": "=", "greater": ">",
	"question": "?", "at": "@", "bracketleft": "[", "backslash": `\`, "bracketright": "]", "asciicircum": "^",
	"underscore": "_", "grave": "`", "braceleft": "{", "bar": "|", "braceright": "}", "asciitilde": "~",
	"ff": "ff", "fi": "fi", "fl": "fl", "ffi": "ffi", "ffl": "ffl", "bullet": "•", "endash": "–", "emdash": "—",
	"quotedblleft": "“", "quotedblright": "”", "ellipsis": "…", "minus": "−", "sterling": "£", "Euro": "€",
	"IJ": "IJ", "ij": "ij", "nonbreakingspace": "\u00a0", "middot": "·", "periodcentered": "·",
}

// glyphText gives the text of a glyph name, "" if it says nothing. listed is what
// the object layer's list of names gave for it, 0 for nothing.
func glyphText(name string, listed rune) string {
	if s, ok := plainNames[name]; ok {
		return s
	}
	if listed != 0 {
		return string(listed)
	}
	if len(name) == 1 {
		return name
	}
	if s := hexName(name, "uni", 4); s != "" {
		return s
	}
	if s := hexName(name, "u", 0); s != "" {
		return s
	}
	base, _, dotted := strings.Cut(name, ".")
	if dotted && base != "" {
		return glyphText(base, 0)
	}
	if parts := strings.Split(name, "_"); len(parts) > 1 && len(parts) < 6 {
		var b strings.Builder
		for _, p := range parts {
			b.WriteString(glyphText(p, 0))
		}
		return b.String()
	}
	return ""
}

// hexName reads "uni00410042" (groups of four digits) and "u1F600".
func hexName(name, prefix string, group int) string {
	digits, ok := strings.CutPrefix(name, prefix)
	if !ok || len(digits) < 4 {
		return ""
	}
	group = cmp.Or(group, len(digits))
	if group > 6 || len(digits)%group != 0 {
		return ""
	}
	var b strings.Builder
	for ; digits != ""; digits = digits[group:] {
		n, err := strconv.ParseUint(digits[:group], 16, 32)
		if err != nil || n == 0 || n > 0x10ffff {
			return ""
		}
		b.WriteRune(rune(n))
	}
	return b.String()
}

// differences returns the glyph names that an encoding puts on codes, and what
// the object layer's list of glyph names says of them.
func differences(font, encoding object.Object) map[byte]string {
	diff := encoding.Key("Differences")
	if diff.Len() == 0 {
		return nil
	}
	out := map[byte]string{}
	code := 0
	for i := range min(diff.Len(), 1024) {
		x := diff.Index(i)
		if x.IsNumber() {
			code = x.Int()
			continue
		}
		if name := x.Name(); name != "" && code >= 0 && code < 256 {
			text := glyphText(name, listedRune(font, byte(code), name))
			if text == "" && len(name) > 1 && name[1:] == strconv.Itoa(code) {
				text = bitmapText(code)
			}
			out[byte(code)] = text
		}
		code++
	}
	return out
}

// texLow are the signs below the space in TeX's encoding T1, from 16 on; the
// ligatures stand there in T1, and from 11 on in the older OT1.
var texLow = []string{"“", "”", "„", "«", "»", "–", "—", "", "", "ı", "", "ff", "fi", "fl", "ffi", "ffl"}

// bitmapText is the text of a glyph that is named after its code alone, as TeX
// names those of its bitmap fonts: "a65".
func bitmapText(code int) string {
	switch {
	case code == '\'':
		return "’"
	case code == '`':
		return "‘"
	case code >= 0x20 && code < 0x7f:
		return string(rune(code))
	case code >= 16 && code < 0x20:
		return texLow[code-16]
	case code >= 11 && code < 16:
		return texLow[code]
	case code == 136:
		return "•" // of TS1, whose other signs are no text
	case code >= 0xc0:
		return string(rune(code)) // T1 hardly differs from Latin-1 there
	}
	return ""
}

// listedRune asks the object layer, which knows the Adobe Glyph List but shows it
// only through a font's decoder. The decoder gives an unknown name its code back,
// which is taken as unknown unless the name is of letters only.
func listedRune(font object.Object, code byte, name string) rune {
	text := font.Decoded(code)
	if text == "" {
		return 0
	}
	if r := writing.FirstRune(text); r != rune(code) || isAlphabetic(name) {
		return r
	}
	return 0
}

func isAlphabetic(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}
