package pdf

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A word is a run of characters without a space.
type word struct {
	text string
	box
	y      float64 // baseline
	size   float64
	font   *font
	colour uint32
	mcid   int32
	page   int    // of tagged text, from 1
	href   string // of the link it lies in
	bold   bool
	italic bool
	lined  bool // underlined
	art    bool
	glued  bool // joins the word before it without a space
	spaced bool // a space character follows
	out    bool // no glyph of it is visible on the page
	number bool // it counts a paragraph, see markNumbers
}

// wordGap is the part of an em from which a gap parts words, where no space
// character says so.
const wordGap = 0.12

// words joins the glyphs of one turn to words, in the order of the content.
func words(glyphs []glyph, turn uint8) []word {
	b := wordBuilder{seen: map[glyphPlace]float64{}}
	for i := range glyphs {
		if g := &glyphs[i]; g.turn == turn {
			b.add(g)
		}
	}
	b.flush(false)
	return joinTracked(b.out)
}

// A glyphPlace tells glyphs that are painted twice in one place, as some
// programs do to make them bold.
type glyphPlace struct {
	x, y, size int32
	text       rune // its first character
}

type wordBuilder struct {
	out   []word
	seen  map[glyphPlace]float64
	buf   strings.Builder
	cur   word
	open  bool
	end   float64 // where the next glyph would begin
	bolds int
	runes int
}

func (b *wordBuilder) add(g *glyph) {
	if strings.ContainsAny(g.text, " \u00a0\t\n\u2003\u2002\u2009\u202f") || strings.ContainsRune(g.text, '\u3000') {
		b.addSpaced(g)
		return
	}
	if g.text == "" {
		if b.open && math.Abs(b.cur.y-g.y) < g.size/4 {
			b.end = g.x + g.w
		}
		return
	}
	if b.painted(g) {
		return
	}
	if b.open && !b.continues(g) {
		b.flush(false)
	}
	b.append(g)
}

// addSpaced splits a glyph whose text holds spaces: a space character, or the
// replacement text of several words.
func (b *wordBuilder) addSpaced(g *glyph) {
	parts := strings.FieldsFunc(g.text, unicode.IsSpace)
	n := float64(utf8.RuneCountInString(g.text))
	if len(parts) == 0 {
		b.flush(true)
		return
	}
	first, _ := utf8.DecodeRuneInString(g.text)
	if unicode.IsSpace(first) {
		b.flush(true)
	} else if b.open && !b.continues(g) {
		b.flush(false)
	}
	at := 0
	for i, p := range parts {
		k := utf8.RuneCountInString(p)
		piece := *g
		piece.text, piece.x, piece.w = p, g.x+g.w*float64(at)/n, g.w*float64(k)/n
		b.append(&piece)
		if i+1 < len(parts) {
			b.flush(true)
		}
		at += k + 1
	}
	if last, _ := utf8.DecodeLastRuneInString(g.text); unicode.IsSpace(last) {
		b.flush(true)
	}
}

// painted reports whether the same glyph stands in this place already.
func (b *wordBuilder) painted(g *glyph) bool {
	q := max(g.size*0.1, 0.3)
	at := glyphPlace{int32(math.Round(g.x / q)), int32(math.Round(g.y / q)), int32(math.Round(g.size * 10)), firstRune(g.text)}
	for dx := int32(-1); dx <= 1; dx++ {
		x, ok := b.seen[glyphPlace{at.x + dx, at.y, at.size, at.text}]
		if ok && math.Abs(x-g.x) < min(q, 0.35*g.w) {
			return true
		}
	}
	b.seen[at] = g.x
	return false
}

// continues reports whether g goes on with the open word.
func (b *wordBuilder) continues(g *glyph) bool {
	em := max(b.cur.size, g.size)
	if math.Abs(g.y-b.cur.y) > 0.12*em {
		return false
	}
	if small := min(b.cur.size, g.size); small < 0.7*em && !isDropCap(b.cur.size, g.size) {
		return false
	}
	gap := g.x - b.end
	if gap > tabGap*em && unicode.IsUpper(firstRune(g.text)) && isEnumerator(b.buf.String()) {
		return false // the number of a list fills the room before its text
	}
	return gap < wordGap*em && gap > -0.6*em
}

// tabGap is white space that no letters of a word have between them, in ems.
const tabGap = 0.06

func isDropCap(a, b float64) bool { return a > 1.2*b && a < 1.6*b }

func (b *wordBuilder) append(g *glyph) {
	if !b.open {
		b.cur = word{y: g.y, size: g.size, font: g.font, colour: g.colour, mcid: g.mcid, art: g.art, out: g.out}
		b.cur.box = box{g.x, g.y - 0.75*g.size, g.x + g.w, g.y + 0.22*g.size}
		b.open, b.bolds, b.runes = true, 0, 0
		b.cur.italic = g.font != nil && g.font.italic
	}
	b.cur.out = b.cur.out && g.out
	b.buf.WriteString(g.text)
	b.runes++
	if g.bold || g.font != nil && g.font.bold {
		b.bolds++
	}
	b.end = g.x + g.w + g.track
	b.cur.x1 = max(b.cur.x1, g.x+g.w)
	b.cur.x0 = min(b.cur.x0, g.x)
}

// flush ends the open word; spaced says that a space character ended it.
func (b *wordBuilder) flush(spaced bool) {
	if !b.open {
		if n := len(b.out); spaced && n > 0 {
			b.out[n-1].spaced = true
		}
		return
	}
	w := b.cur
	w.text = wordText(b.buf.String())
	b.buf.Reset()
	b.open = false
	if w.text == "" || w.out {
		return
	}
	w.bold, w.spaced = 2*b.bolds > b.runes, spaced
	if n := len(b.out); n > 0 {
		prev := &b.out[n-1]
		em := max(prev.size, w.size)
		w.glued = !prev.spaced && math.Abs(prev.y-w.y) < 0.6*em && math.Abs(w.x0-prev.x1) < wordGap*min(prev.size, w.size)
	}
	b.out = append(b.out, w)
}

// wordText makes the characters of a word regular: composed, ligatures taken
// apart, control characters gone.
func wordText(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\u200b' || r == '\ufeff' || r == '\u2060' {
			return -1
		}
		return r
	}, s)
	for _, l := range ligatures {
		if strings.Contains(s, l[0]) {
			s = strings.ReplaceAll(s, l[0], l[1])
		}
	}
	return norm.NFC.String(s)
}

var ligatures = [][2]string{
	{"ﬀ", "ff"}, {"ﬁ", "fi"}, {"ﬂ", "fl"}, {"ﬃ", "ffi"}, {"ﬄ", "ffl"}, {"ﬅ", "st"}, {"ﬆ", "st"},
}

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

func hasLetterOrDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
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

// segments joins words that follow each other on a baseline to pieces of lines.
func segments(ws []word) []line {
	var runs [][]word
	for i := range ws {
		if n := len(runs); n > 0 && follows(runs[n-1], &ws[i]) {
			runs[n-1] = append(runs[n-1], ws[i])
			continue
		}
		runs = append(runs, []word{ws[i]})
	}
	runs = mergeRuns(runs)
	out := make([]line, 0, len(runs))
	for _, r := range runs {
		logicalOrder(r)
		out = append(out, newLine(r))
	}
	return out
}

// Gaps, in em, that words of one piece of a line may have between them: after a
// space character (justified text stretches it), without one, and where the
// content holds the words apart, as it does those of two columns.
const (
	spacedGap = 1.5
	bareGap   = 0.65
	apartGap  = 0.55
)

// follows reports whether w stands right after the last word of a run.
func follows(run []word, w *word) bool {
	last := &run[len(run)-1]
	em := max(last.size, w.size)
	gap := w.x0 - last.x1
	limit := bareGap
	if last.spaced {
		limit = spacedGap
	}
	if gap > limit*em || gap < -0.3*em || w.art != last.art {
		return false
	}
	dy := math.Abs(w.y - last.y)
	if dy <= 0.12*em {
		return true
	}
	// raised or lowered small characters stay with their word
	base := &run[0]
	return dy < 0.6*em && gap < 0.5*em && (w.size < 0.85*last.size || last.size < 0.85*w.size && math.Abs(w.y-base.y) < 0.12*base.size)
}

// mergeRuns joins runs that the content holds in another order than the page
// shows them.
func mergeRuns(runs [][]word) [][]word {
	sort.SliceStable(runs, func(i, j int) bool {
		a, b := &runs[i][0], &runs[j][0]
		ya, yb := math.Round(a.y*2), math.Round(b.y*2)
		if ya != yb {
			return ya < yb
		}
		return a.x0 < b.x0
	})
	var out [][]word
	for _, r := range runs {
		if k := findLeft(out, &r[0]); k >= 0 {
			if w := &r[0]; !w.glued {
				last := &out[k][len(out[k])-1]
				w.glued = !last.spaced && w.x0-last.x1 < wordGap*min(w.size, last.size)
			}
			out[k] = append(out[k], r...)
			continue
		}
		out = append(out, r)
	}
	return out
}

// findLeft finds, among the last runs, one that ends just left of w.
func findLeft(runs [][]word, w *word) int {
	for k := len(runs) - 1; k >= 0 && k >= len(runs)-60; k-- {
		last := &runs[k][len(runs[k])-1]
		em := max(last.size, w.size)
		gap := w.x0 - last.x1
		if math.Abs(last.y-w.y) <= 0.12*em && gap > -0.3*em && gap <= apartGap*em && last.art == w.art {
			return k
		}
	}
	return -1
}
