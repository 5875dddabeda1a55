package line

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// leastCapital is the size in points from which a letter may stand beside two lines,
// mostCapitals how many letters of a page are tried.
const (
	leastCapital = 18
	mostCapitals = 200
)

// A dropCap is a large initial with the first words of the lines beside it.
type dropCap struct {
	initial *Word
	lines   []*Word
}

// JoinDropCaps gives large initials, which stand beside the first lines of a paragraph, to
// the word that they begin or, as "A" and "I" do, stand before.
func JoinDropCaps(ws []Word) []Word {
	caps := dropCaps(ws)
	if len(caps) == 0 {
		return ws
	}
	parts := make(map[*Word]bool) // initials, and what may go on with one
	for _, c := range caps {
		parts[c.initial], parts[c.lines[0]] = true, true
	}
	whole := map[string]bool{}
	for i := range ws {
		if !parts[&ws[i]] {
			whole[wordKey(ws[i].Text)] = true
		}
	}
	initials := map[*Word]bool{}
	for _, c := range caps {
		c.join(whole)
		initials[c.initial] = true
	}
	var out []Word
	for i := range ws {
		if !initials[&ws[i]] {
			out = append(out, ws[i])
		}
	}
	return out
}

// dropCaps finds the large initials of a page.
func dropCaps(ws []Word) (out []dropCap) {
	tried := 0
	for i := range ws {
		if ws[i].Size < leastCapital || tried == mostCapitals {
			continue
		}
		tried++
		if lines := besideCapital(ws, &ws[i]); len(lines) >= 2 {
			out = append(out, dropCap{&ws[i], lines})
		}
	}
	return out
}

// join gives the initial to the first word beside it; words are those of the page that stand
// beside no initial.
func (c dropCap) join(words map[string]bool) {
	first, between := c.lines[0], ""
	if c.initial.Spaced || first.X0 > c.lines[1].X0+0.15*first.Size || isWordBefore(c.initial.Text, first.Text, words) {
		between = " "
	}
	first.Text = c.initial.Text + between + first.Text
}

// besideCapital are the first words of the lines beside a large capital, from its top to
// its foot, where they go on with a word or a sentence; nil beside any other word.
func besideCapital(ws []Word, a *Word) []*Word {
	letter := strings.TrimLeft(a.Text, "“‘\"'")
	if r, n := utf8.DecodeRuneInString(letter); n != len(letter) || !unicode.IsUpper(r) {
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
	if r, _ := utf8.DecodeRuneInString(out[0].Text); !unicode.IsLower(r) && !(isCapitals(out[0].Text) && flowsRound(ws, a, out[0])) {
		return nil // entries beside a letter of the alphabet
	}
	return out
}

// isCapitals reports whether a word is set in capitals, as the first words behind an initial
// often are.
func isCapitals(s string) bool {
	return utf8.RuneCountInString(s) >= 2 && strings.IndexFunc(s, unicode.IsUpper) >= 0 && strings.ToUpper(s) == s
}

// flowsRound reports whether the text whose first word stands beside a capital goes on below
// it, from its left edge.
func flowsRound(ws []Word, a, first *Word) bool {
	return slices.ContainsFunc(ws, func(w Word) bool {
		below := w.Y - a.Y
		return math.Abs(w.X0-a.X0) < 0.5*w.Size && math.Abs(w.Size-first.Size) < 0.1*w.Size && below > 0.5*w.Size && below < 3*w.Size
	})
}

// onWord are words that begin with another one: what follows their first letter is no sign
// of a word of one letter.
var onWord = map[string]bool{"across": true, "again": true, "along": true, "alone": true, "apart": true, "around": true, "aside": true, "aware": true, "ideal": true}

// afterI are verbs that no word ends in behind an "i".
var afterI = map[string]bool{"am": true, "have": true, "had": true, "was": true, "will": true, "would": true, "can": true, "could": true, "want": true, "know": true, "think": true, "feel": true}

// isWordBefore reports whether an initial is a word before the first one beside it, where no
// space tells: the page has that one among its words, and not both as one.
func isWordBefore(initial, first string, words map[string]bool) bool {
	rest, both := wordKey(first), wordKey(initial+first)
	switch {
	case initial != "A" && initial != "I" || utf8.RuneCountInString(rest) < 2:
		return false
	case initial == "I" && afterI[rest]:
		return true
	}
	return words[rest] && !words[both] && !onWord[both]
}
