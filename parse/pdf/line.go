package pdf

import (
	"math"
	"strings"
	"unicode/utf8"
)

// A line is a row of words that are read together.
type line struct {
	words []word
	box
	y      float64
	size   float64 // of most characters
	bold   bool    // all words
	italic bool
	lined  bool
	colour uint32
	art    bool
}

// newLine measures words that are in order of reading.
func newLine(ws []word) line {
	l := line{words: ws, box: ws[0].box, bold: true, italic: true, lined: true, art: true}
	best, bestN := 0, 0
	counts := map[int]int{}
	for i := range ws {
		w := &ws[i]
		l.box = l.box.union(w.box)
		n := utf8.RuneCountInString(w.text)
		letters := hasLetterOrDigit(w.text)
		l.bold = l.bold && (w.bold || !letters)
		l.italic = l.italic && (w.italic || !letters)
		l.lined = l.lined && (w.lined || !letters)
		l.art = l.art && w.art
		key := int(math.Round(w.size * 10))
		counts[key] += n
		if counts[key] > bestN {
			best, bestN = i, counts[key]
		}
	}
	l.size, l.y, l.colour = ws[best].size, ws[best].y, ws[best].colour
	l.glueHyphen()
	return l
}

// glueHyphen joins a hyphen that breaks the last word of a line to it: some programs
// mark it as a piece of its own.
func (l *line) glueHyphen() {
	n := len(l.words)
	if n < 2 || l.words[n-1].text != "-" && l.words[n-1].text != "\u00ad" {
		return
	}
	if prev := &l.words[n-2]; !prev.spaced && l.words[n-1].x0-prev.x1 < 0.25*l.size {
		l.words[n-1].glued = true
	}
}

// text joins the words of a line.
func (l *line) text() string { return joinWords(l.words) }

func joinWords(ws []word) string {
	var b strings.Builder
	for i := range ws {
		if isNoteMark(ws, i) {
			continue
		}
		if i > 0 && b.Len() > 0 && !ws[i].glued {
			b.WriteByte(' ')
		}
		b.WriteString(ws[i].text)
	}
	return b.String()
}

// isNoteMark reports whether word i is the raised small number of a footnote.
func isNoteMark(ws []word, i int) bool {
	w := &ws[i]
	if len(w.text) > 3 || strings.Trim(w.text, "0123456789*†‡") != "" {
		return false
	}
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(ws) {
			n := &ws[j]
			if w.size < 0.8*n.size && w.y < n.y-0.15*n.size {
				return true
			}
		}
	}
	return false
}
