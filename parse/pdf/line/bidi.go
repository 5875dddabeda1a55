package line

import (
	"slices"
	"unicode"
)

// rightToLeft reports whether most letters of a word belong to a script that runs
// from right to left.
func rightToLeft(s string) bool {
	rtl, letters := 0, 0
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			continue
		}
		letters++
		if unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana) {
			rtl++
		}
	}
	return letters > 0 && 2*rtl > letters
}

// LogicalOrder puts the words of a line, which stand as they are seen, into the
// order in which a line from right to left is read; words of other scripts keep
// their own order.
func LogicalOrder(ws []Word) {
	n := 0
	for i := range ws {
		if rightToLeft(ws[i].Text) {
			n++
		}
	}
	if 2*n < len(ws) || n == 0 {
		return
	}
	slices.Reverse(ws)
	for i := 0; i < len(ws); i++ {
		if rightToLeft(ws[i].Text) {
			ws[i].Text = reverseRunes(ws[i].Text)
			continue
		}
		j := i
		for j+1 < len(ws) && !rightToLeft(ws[j+1].Text) {
			j++
		}
		slices.Reverse(ws[i : j+1])
		i = j
	}
	for i := range ws {
		ws[i].Glued = false
	}
}

// reverseRunes reverses a word, marks staying behind their letter.
func reverseRunes(s string) string {
	rs := []rune(s)
	slices.Reverse(rs)
	for i := 0; i+1 < len(rs); i++ {
		j := i
		for j < len(rs) && unicode.IsMark(rs[j]) {
			j++
		}
		if j > i && j < len(rs) {
			base := rs[j]
			copy(rs[i+1:j+1], rs[i:j])
			rs[i] = base
			i = j
		}
	}
	return string(rs)
}
