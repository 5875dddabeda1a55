package layout

import (
	"strings"
	"unicode"

	"manualwatch/normalise/wording"
)

// pictographs are signs that stand beside a title for the eye: arrows, marks and small
// pictures, emoji with what modifies them, and the private places from which fonts of icons
// draw theirs. Signs of words and laws, "©" or "℗", are none, nor are numbers in circles.
var pictographs = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x200d, 0x200d, 1}, // joins two of them
		{0x20e3, 0x20e3, 1}, // a key around one
		{0x2190, 0x21ff, 1},
		{0x2300, 0x23ff, 1},
		{0x25a0, 0x2775, 1},
		{0x2794, 0x27bf, 1},
		{0x27f0, 0x27ff, 1},
		{0x2900, 0x297f, 1},
		{0x2b00, 0x2bff, 1},
		{0xe000, 0xf8ff, 1},
		{0xfe00, 0xfe0f, 1}, // how one is drawn
	},
	R32: []unicode.Range32{
		{0x1f000, 0x1f0ff, 1},
		{0x1f1e6, 0x1faff, 1},
		{0xe0020, 0xe007f, 1}, // of a flag
		{0xf0000, 0x10fffd, 1},
	},
}

// WithoutPictographs is a title without such signs before and behind it; one that is
// nothing else stays.
func WithoutPictographs(title string) string {
	if wording.PlainASCII(title) {
		return title
	}
	if bare := strings.TrimFunc(title, isPictograph); bare != "" {
		return bare
	}
	return title
}

// OnlyPictographs reports a line that says nothing but such signs, and be it one.
func OnlyPictographs(line string) bool {
	return !wording.PlainASCII(line) && strings.TrimFunc(line, isPictograph) == ""
}

func isPictograph(r rune) bool { return unicode.Is(pictographs, r) || unicode.IsSpace(r) }
