package line

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

// JoinDropCaps gives large initials, which stand beside the first lines of a paragraph, to
// the word that they begin or, as "A" and "I" do, stand before.
func JoinDropCaps(ws []Word) []Word {
	joined, tried := make(map[int]bool), 0
	for i := range ws {
		if ws[i].Size < leastCapital || tried == mostCapitals {
			continue
		}
		tried++
		lines := besideCapital(ws, &ws[i])
		if len(lines) < 2 {
			continue
		}
		first, between := lines[0], ""
		if ws[i].Spaced || first.X0 > lines[1].X0+0.15*first.Size {
			between = " "
		}
		first.Text = ws[i].Text + between + first.Text
		joined[i] = true
	}
	if len(joined) == 0 {
		return ws
	}
	var out []Word
	for i := range ws {
		if !joined[i] {
			out = append(out, ws[i])
		}
	}
	return out
}

// besideCapital are the first words of the lines beside a large capital, from its top to
// its foot, where they go on with a word or a sentence; nil beside any other word.
func besideCapital(ws []Word, a *Word) []*Word {
	if r, n := utf8.DecodeRuneInString(a.Text); n != len(a.Text) || !unicode.IsUpper(r) {
		return nil
	}
	var out []*Word
	for i := range ws {
		b := &ws[i]
		if gap := b.X0 - a.X1; b.Size < 0.6*a.Size && gap > -0.3*b.Size && gap < 1.2*b.Size && b.Y > a.Y-a.Size && b.Y < a.Y+0.2*b.Size {
			out = append(out, b)
		}
	}
	sort.SliceStable(out, func(i, k int) bool { return out[i].Y < out[k].Y })
	if len(out) == 0 {
		return nil
	}
	if r, _ := utf8.DecodeRuneInString(out[0].Text); !unicode.IsLower(r) {
		return nil // entries beside a letter of the alphabet
	}
	return out
}
