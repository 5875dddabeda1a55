package parse

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"manualwatch/parse/pattern"
)

// misreadRounds is how often a text can have been read wrongly and written again.
const misreadRounds = 3

// longestTag is how many bytes of a tag are looked at.
const longestTag = 4096

// mendMisread turns back what was UTF-8, was read as windows-1252 and is written as
// that ("donâ€™t"), as databases that were moved give it out; and puts an apostrophe or
// a dash where such a move left U+FFFD inside a word or between two. What stands inside
// tags is left: an address leads where it says.
func mendMisread(body []byte) ([]byte, []Finding) {
	out, twice, lost := body, 0, 0
	if hasMisreadEntity(body) {
		out = misreadEntities.ReplaceAllFunc(out, unescapeSigns)
	}
	for range misreadRounds {
		var n int
		if out, n = mendText(out, mayMisread, misread); n == 0 {
			break
		}
		twice += n
	}
	out, lost = mendText(out, mayLose, lostSign)
	var found []Finding
	if twice > 0 {
		found = append(found, Finding{Code: FindingCharset, Detail: fmt.Sprintf("UTF-8 that was read as windows-1252 and written again: %d signs", twice)})
	}
	if lost > 0 {
		found = append(found, Finding{Code: FindingCharset, Detail: fmt.Sprintf("signs that the site lost were read as apostrophes and dashes: %d", lost)})
	}
	if found == nil {
		return body, nil
	}
	return out, found
}

// misreadEntities are such signs written as entities, by name or by number.
var misreadEntities = pattern.New(`&(?:[aA]circ|Atilde|#(?:19[4-7]|226|239)|#[xX](?:[cC][2-5]|[eE][2fF]));(?:&[A-Za-z]{2,8};|&#\d{2,5};|&#[xX][0-9A-Fa-f]{2,4};|[^\x00-\x7f])+`)

// misreadOpenings are how such an entity begins behind its "&".
var misreadOpenings = []string{"acirc;", "Acirc;", "Atilde;", "#19", "#226;", "#239;", "#xc", "#xC", "#xe", "#xE", "#X"}

// hasMisreadEntity is a cheap test for a page that may have some.
func hasMisreadEntity(body []byte) bool {
	for {
		k := bytes.IndexByte(body, '&')
		if k < 0 || k+1 == len(body) {
			return false
		}
		body = body[k+1:]
		if c := body[0]; c != '#' && c|0x20 != 'a' {
			continue
		}
		if slices.ContainsFunc(misreadOpenings, func(o string) bool { return len(body) >= len(o) && string(body[:len(o)]) == o }) {
			return true
		}
	}
}

// unescapeSigns writes entities as what they stand for, if none is ASCII: a tag does
// not come of it.
func unescapeSigns(entities []byte) []byte {
	signs := html.UnescapeString(string(entities))
	if strings.ContainsFunc(signs, func(r rune) bool { return r < utf8.RuneSelf }) {
		return entities
	}
	return []byte(signs)
}

// mendText replaces what mend finds outside tags, and counts; first tells where the
// next place to look may be.
func mendText(body []byte, first func([]byte) int, mend func(before, at []byte) (rune, int)) ([]byte, int) {
	var out []byte
	done, count := 0, 0
	for i := 0; i < len(body); {
		k := first(body[i:])
		if k < 0 {
			break
		}
		i += k
		r, n := mend(body[:i], body[i:])
		if n == 0 || inTag(body[:i]) {
			i++
			continue
		}
		out = utf8.AppendRune(append(out, body[done:i]...), r)
		i += n
		done = i
		count++
	}
	if count == 0 {
		return body, 0
	}
	return append(out, body[done:]...), count
}

// inTag reports whether what stands behind a text stands inside a tag.
func inTag(before []byte) bool {
	before = before[max(0, len(before)-longestTag):]
	k := bytes.LastIndexByte(before, '<')
	return k >= 0 && bytes.LastIndexByte(before[k:], '>') < 0 && k+1 < len(before) && (before[k+1] == '/' || before[k+1]|0x20 >= 'a' && before[k+1]|0x20 <= 'z')
}

// mayMisread finds the next of the letters that the first bytes of UTF-8 are in
// windows-1252, from U+00C2 to U+00EF.
func mayMisread(b []byte) int {
	for i := 0; ; i++ {
		k := bytes.IndexByte(b[i:], 0xc3)
		if k < 0 || i+k+1 == len(b) {
			return -1
		}
		if i += k; bytes.IndexByte(misreadFirst, b[i+1]) >= 0 {
			return i
		}
	}
}

// misreadFirst are the second bytes of Â Ã Ä Å â ï, the first letters of misread signs
// and letters of the languages of these islands.
var misreadFirst = []byte{0x82, 0x83, 0x84, 0x85, 0xa2, 0xaf}

// misread reads one sign whose bytes were read as letters; n is 0 if there is none.
func misread(_, at []byte) (sign rune, n int) {
	var raw [3]byte
	size := 2
	for k := 0; k < size; k++ {
		r, w := utf8.DecodeRune(at[n:])
		c, ok := byteOf(r)
		if !ok || w == 0 || k > 0 && c&0xc0 != 0x80 {
			if k == 2 && raw[0] == 0xe2 && raw[1] == 0x80 {
				return '”', n // its third byte has no sign in windows-1252
			}
			return 0, 0
		}
		if raw[k] = c; k == 0 && c >= 0xe0 {
			size = 3
		}
		n += w
	}
	sign, w := utf8.DecodeRune(raw[:size])
	if w != size || !signOfText(sign) {
		return 0, 0
	}
	return sign, n
}

// byteOf is the byte that was read as a character: in windows-1252, or in Latin-1 where
// that has none.
func byteOf(r rune) (byte, bool) {
	if r < 0x100 {
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}

// signOfText reports characters that English and Welsh texts are written with.
func signOfText(r rune) bool {
	return r >= 0xa0 && r < 0x180 || r >= 0x2000 && r < 0x2070 || r == '€' || r >= 0x2100 && r < 0x2c00 || r >= 0xfb00 && r <= 0xfb06 || r == 0xfeff
}

// mayLose finds the next U+FFFD.
func mayLose(b []byte) int { return bytes.Index(b, []byte("\uFFFD")) }

// lostSign is the sign that stood where U+FFFD is: an apostrophe before the endings that
// follow one, a dash between spaces.
func lostSign(before, at []byte) (sign rune, n int) {
	n = len("\uFFFD")
	last, _ := utf8.DecodeLastRune(before)
	switch {
	case unicode.IsLetter(last) && afterApostrophe.Match(at[n:]):
		return '’', n
	case last == ' ' && bytes.HasPrefix(at[n:], []byte(" ")):
		return '–', n
	}
	return 0, 0
}

var afterApostrophe = pattern.New(`^(?:s|t|re|ve|ll|d|m)\b`)
