package amend

import (
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

var (
	// placeIn is a place in a chapter, by which a record may say where it was changed.
	placeIn = pattern.New(`(?i)(?:^|[\s(,–—-])(?:pages?|pp?\.|paragraphs?|paras?\.?)\s*\d`)
	// placeEnd parts the places from what was changed there, and no place from the next.
	placeEnd = pattern.New(`\s*[:–—-]\s+[^\s\d]`)
)

// placed parts a line on a place in a chapter, "Standard 1, pages 8 and 9- ...". Chapter and place are
// the name as it is printed.
func (r *amendReader) placed(text string) (chapter, details string) {
	at := placeIn.FindStringIndex(text)
	if r.titles.beforePlace(text) < 0 {
		return "", ""
	}
	end := placeEnd.FindStringIndex(text[at[1]:])
	if end == nil {
		return "", ""
	}
	from := at[1] + end[0]
	if changeWord.MatchString(text[at[1]:from]) {
		return "", "" // "Visits: page 3 was changed - ..."
	}
	return strings.TrimSpace(text[:from]), strings.TrimLeft(text[from:], " :–—-")
}

// beforePlace finds the chapter whose title, or number with the word that counts it, stands before a
// place in it; -1 if none does.
func (x *titleIndex) beforePlace(text string) int {
	at := placeIn.FindStringIndex(text)
	if at == nil || at[0] == 0 {
		return -1
	}
	name := strings.TrimRight(wording.Squeeze(text[:at[0]]), " ,:(–—-")
	if i := x.find(name); i >= 0 {
		return i
	}
	if n, ok := wording.PureNumber(name); ok && n.Keyword != "" {
		return x.byNumber(n.Text, "")
	}
	return -1
}
