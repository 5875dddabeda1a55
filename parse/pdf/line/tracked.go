package line

import (
	"math"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pdf/content"
)

// loneTrack reports that the letter spacing of glyph i is no more than the space between
// two words, as some writers say it: it sets just this glyph and the next apart, while
// those beside them touch.
func loneTrack(glyphs []content.Glyph, i int) bool {
	if i+1 >= len(glyphs) {
		return false
	}
	g, next := &glyphs[i], &glyphs[i+1]
	if g.Track < wordGap*g.Size || next.Track != g.Track || next.Y != g.Y {
		return false
	}
	before := i > 0 && glyphs[i-1].Track != g.Track && touch(&glyphs[i-1], g)
	after := i+2 < len(glyphs) && glyphs[i+2].Track != g.Track && touch(next, &glyphs[i+2])
	first := i == 0 || glyphs[i-1].Track != g.Track
	last := i+2 >= len(glyphs) || glyphs[i+2].Track != g.Track
	return first && last && (before || after)
}

// touch reports whether b stands right behind a.
func touch(a, b *content.Glyph) bool {
	return a.Y == b.Y && math.Abs(b.X-a.X-a.Width) < tabGap*max(a.Size, b.Size)
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
