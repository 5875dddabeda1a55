package pdf

import (
	"sort"
	"unicode"
	"unicode/utf8"
)

// leastCapital is the size in points from which a letter may stand beside two lines,
// mostCapitals how many letters of a page are tried.
const (
	leastCapital = 18
	mostCapitals = 200
)

// joinDropCaps gives large initials, which stand beside the first lines of a paragraph, to
// the word that they begin or, as "A" and "I" do, stand before.
func joinDropCaps(ws []word) []word {
	joined, tried := make(map[int]bool), 0
	for i := range ws {
		if ws[i].size < leastCapital || tried == mostCapitals {
			continue
		}
		tried++
		lines := besideCapital(ws, &ws[i])
		if len(lines) < 2 {
			continue
		}
		first, between := lines[0], ""
		if ws[i].spaced || first.x0 > lines[1].x0+0.15*first.size {
			between = " "
		}
		first.text = ws[i].text + between + first.text
		joined[i] = true
	}
	if len(joined) == 0 {
		return ws
	}
	var out []word
	for i := range ws {
		if !joined[i] {
			out = append(out, ws[i])
		}
	}
	return out
}

// besideCapital are the first words of the lines beside a large capital, from its top to
// its foot, where they go on with a word or a sentence; nil beside any other word.
func besideCapital(ws []word, a *word) []*word {
	if r, n := utf8.DecodeRuneInString(a.text); n != len(a.text) || !unicode.IsUpper(r) {
		return nil
	}
	var out []*word
	for i := range ws {
		b := &ws[i]
		if gap := b.x0 - a.x1; b.size < 0.6*a.size && gap > -0.3*b.size && gap < 1.2*b.size && b.y > a.y-a.size && b.y < a.y+0.2*b.size {
			out = append(out, b)
		}
	}
	sort.SliceStable(out, func(i, k int) bool { return out[i].y < out[k].y })
	if len(out) == 0 {
		return nil
	}
	if r, _ := utf8.DecodeRuneInString(out[0].text); !unicode.IsLower(r) {
		return nil // entries beside a letter of the alphabet
	}
	return out
}
