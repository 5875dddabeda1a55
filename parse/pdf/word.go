package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
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

// Gaps, in em, that words of one piece of a line may have between them: after a
// space character (justified text stretches it), without one, and where the
// content holds the words apart, as it does those of two columns.
const (
	bareGap  = 0.65
	apartGap = 0.55
)

// commonSize is the size of most characters of words.
func commonSize(ws []word) float64 {
	count := map[int]int{}
	best := 0
	for i := range ws {
		k := int(math.Round(ws[i].size * 10))
		count[k] += len(ws[i].text)
		if count[k] > count[best] || count[k] == count[best] && k < best {
			best = k
		}
	}
	return float64(best) / 10
}
