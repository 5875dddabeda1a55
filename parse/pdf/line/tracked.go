package line

import (
	"math"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pdf/content"
)

// letterSpaces are, for each glyph, the letter spacing that follows it on purpose. What some
// writers say so are the spaces of words: few glyphs are set apart beside others that touch,
// or touch among themselves.
func letterSpaces(glyphs []content.Glyph) []float64 {
	out := make([]float64, len(glyphs))
	for i := 0; i < len(glyphs); {
		end := i + 1
		for end < len(glyphs) && sameTrack(&glyphs[i], &glyphs[end]) {
			end++
		}
		if g := &glyphs[i]; g.Track > 0 && (g.Track < wordGap*g.Size || !spacesWords(glyphs, i, end)) {
			for k := i; k < end; k++ {
				out[k] = g.Track
			}
		}
		i = end
	}
	return out
}

// sameTrack reports whether two glyphs of a line are set with one letter spacing.
func sameTrack(a, b *content.Glyph) bool { return a.Track == b.Track && a.Y == b.Y && a.Size == b.Size }

// fewTracked is how many glyphs at most can be single letters between spaces.
const fewTracked = 4

// spacesWords reports whether the letter spacing of glyphs[from:end] parts words.
func spacesWords(glyphs []content.Glyph, from, end int) bool {
	if end-from <= fewTracked && (from > 0 && touch(&glyphs[from-1], &glyphs[from]) || end < len(glyphs) && touch(&glyphs[end-1], &glyphs[end])) {
		return true
	}
	n := 0
	for i := from + 1; i < end; i++ {
		if touch(&glyphs[i-1], &glyphs[i]) {
			n++
		}
	}
	return 4*n >= end-from-1 && n > 0
}

// touch reports whether b stands right behind a, of one size.
func touch(a, b *content.Glyph) bool {
	return a.Y == b.Y && a.Size == b.Size && math.Abs(b.X-a.X-a.Width) < tabGap*a.Size
}

// joinTracked joins words whose letters are set apart evenly, as those of a chapter's
// number are in "C H A P T E R  1", in place.
func joinTracked(ws []Word) []Word {
	out := ws[:0]
	for i := 0; i < len(ws); {
		n, gap := trackedRun(ws[i:])
		if n == 0 {
			out = append(out, ws[i])
			i++
			continue
		}
		line := ws[i : i+n]
		out = append(out, line[0])
		for k := 1; k < n; k++ {
			last := &out[len(out)-1]
			if line[k].X0-line[k-1].X1 > 1.5*gap+0.02*last.Size {
				last.Spaced = true
				out = append(out, line[k])
				continue
			}
			last.Text += line[k].Text
			last.Box, last.Spaced = last.Box.Union(line[k].Box), line[k].Spaced
		}
		i += n
	}
	return out
}

// trackedRun counts the letters and digits, each a word, that begin a line of such: at
// least four with one distance between the first ones, which do not count up the
// alphabet, as an index does. It returns the distance too.
func trackedRun(ws []Word) (n int, gap float64) {
	first := 0
	for n = 1; n < len(ws) && single(&ws[n-1]) && single(&ws[n]); n++ {
		a, b := &ws[n-1], &ws[n]
		d := b.X0 - a.X1
		if math.Abs(a.Y-b.Y) > 0.1*a.Size || a.Size != b.Size || d <= 0 || d > 1.2*a.Size {
			break
		}
		switch {
		case n == 1:
			gap, first = d, 2
		case first == n && math.Abs(d-gap) < 0.05*a.Size:
			first++
		}
	}
	if first < 4 || gap > 0.45*ws[0].Size || counting(ws[:first]) {
		return 0, 0
	}
	return n, gap
}

func single(w *Word) bool {
	r, size := utf8.DecodeRuneInString(w.Text)
	return size == len(w.Text) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// counting reports letters or digits that count up.
func counting(ws []Word) bool {
	for i := 1; i < len(ws); i++ {
		if ws[i].Text <= ws[i-1].Text {
			return false
		}
	}
	return true
}
