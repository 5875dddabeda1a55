package piece

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// lineMarker returns the list mark that a line begins with.
func lineMarker(l *line.Line) (string, bool) {
	if len(l.Words) < 2 {
		return "", len(l.Words) == 1 && writing.IsBullet(l.Words[0].Text)
	}
	first := l.Words[0].Text
	if l.Words[0].Number {
		return first, true
	}
	if len(l.Words) > 1 && l.Words[1].Glued && writing.IsBullet(first) && !strings.ContainsAny(first, "-–—o*§Ø") {
		return first, true
	}
	if l.Words[1].Glued {
		if isTabbed(l) {
			return first, true
		}
		return "", false
	}
	if writing.IsBullet(first) {
		gap := l.Words[1].X0 - l.Words[0].X1
		if strings.ContainsAny(first, "oØ§") && len(first) < 3 && gap < 0.4*l.Size && l.Words[0].Font == l.Words[1].Font {
			return "", false
		}
		return first, true
	}
	if writing.IsEnumerator(first) && !isDecimal(l) {
		return first, true
	}
	return "", false
}

// isTabbed reports the number of a list that fills the room before its text: "10." right
// beside "The", or, "iii)", reaches into it. Neither is the initial of a name.
func isTabbed(l *line.Line) bool {
	first, next := l.Words[0].Text, writing.FirstRune(l.Words[1].Text)
	return writing.IsEnumerator(first) && !unicode.IsUpper(writing.FirstRune(first)) && unicode.IsUpper(next) && (l.Words[1].X0 > l.Words[0].X1 || writing.IsBracketed(first))
}

// isDecimal tells "2.5 million" from the paragraph number "2.5".
func isDecimal(l *line.Line) bool {
	first := l.Words[0].Text
	if !strings.Contains(strings.Trim(first, "."), ".") || l.Words[1].X0-l.Words[0].X1 > 0.6*l.Size {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(l.Words[1].Text, `"“‘'(`))
	return !unicode.IsUpper(r)
}

// bulletOnly keeps numbers as text, as cells have no field for them.
func (p *Piece) bulletOnly() {
	if p.Item && !writing.IsBullet(p.Marker) {
		p.Item, p.Marker = false, ""
	}
}
