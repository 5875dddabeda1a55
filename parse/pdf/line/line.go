// Package line makes words of glyphs and lines of words: what stands together on a
// baseline, in the order in which it is read.
package line

import (
	"math"
	"strings"
	"unicode/utf8"

	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/writing"
)

// A Line is a row of words that are read together.
type Line struct {
	Words []Word // in the order of reading, one at least
	geometry.Box
	Y        float64 // baseline
	Size     float64 // of most characters, in points
	Bold     bool    // all words with a letter or digit are
	Italic   bool    // all are
	Lined    bool    // all are underlined
	Colour   uint32  // 0xRRGGBB of a word of that size
	Artifact bool    // a header, footer or other furniture of the page
	Right    float64 // to where it may reach, where something stands beside it; 0: as its column
}

// New measures words that are in order of reading, one at least.
func New(ws []Word) Line {
	l := Line{Words: ws, Box: ws[0].Box, Bold: true, Italic: true, Lined: true, Artifact: true}
	best, bestN := 0, 0
	counts := map[int]int{}
	for i := range ws {
		w := &ws[i]
		l.Box = l.Box.Union(w.Box)
		n := utf8.RuneCountInString(w.Text)
		letters := writing.HasLetterOrDigit(w.Text)
		l.Bold = l.Bold && (w.Bold || !letters)
		l.Italic = l.Italic && (w.Italic || !letters)
		l.Lined = l.Lined && (w.lined || !letters)
		l.Artifact = l.Artifact && w.Artifact
		key := int(math.Round(w.Size * 10))
		counts[key] += n
		if counts[key] > bestN {
			best, bestN = i, counts[key]
		}
	}
	l.Size, l.Y, l.Colour = ws[best].Size, ws[best].Y, ws[best].colour
	l.glueHyphen()
	return l
}

// glueHyphen joins a hyphen that breaks the last word of a line to it: some programs
// mark it as a piece of its own.
func (l *Line) glueHyphen() {
	n := len(l.Words)
	if n < 2 || l.Words[n-1].Text != "-" && l.Words[n-1].Text != "\u00ad" {
		return
	}
	if prev := &l.Words[n-2]; !prev.Spaced && l.Words[n-1].X0-prev.X1 < 0.25*l.Size {
		l.Words[n-1].Glued = true
	}
}

// Text joins the words of a line.
func (l *Line) Text() string { return Join(l.Words) }

// Join writes words as text, without the marks of notes.
func Join(ws []Word) string {
	var b strings.Builder
	for i := range ws {
		if IsNoteMark(ws, i) {
			continue
		}
		if i > 0 && b.Len() > 0 && (!ws[i].Glued || isNumerator(ws, i)) && !isNumerator(ws, i-1) {
			b.WriteByte(' ')
		}
		b.WriteString(ws[i].Text)
	}
	return b.String()
}

// raisedSize is how large a raised or lowered character is at most, compared with its line.
const raisedSize = 0.85

// IsNoteMark reports whether word i is the raised small number of a footnote.
func IsNoteMark(ws []Word, i int) bool { return isRaised(ws, i) && !beforeStroke(ws, i) }

// isNumerator reports whether word i is the raised small number of a fraction, as in "48 1/2".
func isNumerator(ws []Word, i int) bool { return i >= 0 && beforeStroke(ws, i) && isRaised(ws, i) }

func beforeStroke(ws []Word, i int) bool {
	return i+1 < len(ws) && strings.IndexAny(ws[i+1].Text, "/⁄") == 0
}

// isRaised reports whether word i is a small number raised beside one of its neighbours.
func isRaised(ws []Word, i int) bool {
	return i > 0 && raisedBeside(&ws[i], &ws[i-1]) || i+1 < len(ws) && raisedBeside(&ws[i], &ws[i+1])
}

func raisedBeside(w, beside *Word) bool {
	return len(w.Text) <= 3 && strings.Trim(w.Text, "0123456789*†‡") == "" && w.Size < raisedSize*beside.Size && w.Y < beside.Y-0.15*beside.Size
}
