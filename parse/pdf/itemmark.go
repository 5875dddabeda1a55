package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lineMarker returns the list mark that a line begins with.
func lineMarker(l *line) (string, bool) {
	if len(l.words) < 2 {
		return "", len(l.words) == 1 && isBullet(l.words[0].text)
	}
	first := l.words[0].text
	if l.words[0].number {
		return first, true
	}
	if len(l.words) > 1 && l.words[1].glued && isBullet(first) && !strings.ContainsAny(first, "-–—o*§Ø") {
		return first, true
	}
	if l.words[1].glued {
		if isTabbed(l) {
			return first, true
		}
		return "", false
	}
	if isBullet(first) {
		gap := l.words[1].x0 - l.words[0].x1
		if strings.ContainsAny(first, "oØ§") && len(first) < 3 && gap < 0.4*l.size && l.words[0].font == l.words[1].font {
			return "", false
		}
		return first, true
	}
	if isEnumerator(first) && !isDecimal(l) {
		return first, true
	}
	return "", false
}

// isTabbed reports the number of a list that fills the room before its text: "10." right
// beside "The". Neither is the initial of a name.
func isTabbed(l *line) bool {
	first, next := l.words[0].text, firstRune(l.words[1].text)
	return isEnumerator(first) && !unicode.IsUpper(firstRune(first)) && unicode.IsUpper(next) && l.words[1].x0 > l.words[0].x1
}

// isDecimal tells "2.5 million" from the paragraph number "2.5".
func isDecimal(l *line) bool {
	first := l.words[0].text
	if !strings.Contains(strings.Trim(first, "."), ".") || l.words[1].x0-l.words[0].x1 > 0.6*l.size {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(l.words[1].text, `"“‘'(`))
	return !unicode.IsUpper(r)
}

// bulletOnly keeps numbers as text, as cells have no field for them.
func (p *piece) bulletOnly() {
	if p.item && !isBullet(p.marker) {
		p.item, p.marker = false, ""
	}
}
