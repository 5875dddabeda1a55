package line

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/font"
	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/writing"
)

// A Word is a run of characters without a space.
type Word struct {
	Text string // regular, see writing.Regular; never ""
	geometry.Box
	Y        float64    // baseline
	Size     float64    // of the em, in points
	Font     *font.Font // of its first glyph, nil if that has none
	colour   uint32
	MCID     int32  // marked content it belongs to, -1 if none
	Page     int    // of tagged text, from 1
	Href     string // of the link it lies in, "" for none
	Bold     bool   // most of its characters are
	Italic   bool   // its first character is
	lined    bool   // underlined
	Artifact bool   // marked as furniture of the page
	Glued    bool   // joins the word before it without a space
	Spaced   bool   // a space character follows
	out      bool   // no glyph of it is visible on the page
	Number   bool   // it counts a paragraph or marks an item, see layout.MarkNumbers and layout.MarkTyped
}

// wordGap is the part of an em from which a gap parts words, where no space
// character says so.
const wordGap = 0.12

// Words joins the glyphs of one turn to words, in the order of the content.
func Words(glyphs []content.Glyph, turn uint8) []Word {
	b := wordBuilder{seen: map[glyphPlace]point{}}
	tracks := letterSpaces(glyphs)
	for i := range glyphs {
		if g := glyphs[i]; g.Turn == turn && !takenBack(glyphs, i) {
			g.Track = tracks[i]
			b.add(&g)
		}
	}
	b.flush(false)
	return joinTracked(b.out)
}

// takenBack reports whether glyph i is a space over which the next one is set, right behind
// the one before: nobody sees it.
func takenBack(glyphs []content.Glyph, i int) bool {
	if i == 0 || i+1 >= len(glyphs) || glyphs[i].Text != " " || glyphs[i].Width < wordGap*glyphs[i].Size {
		return false
	}
	before, g, next := &glyphs[i-1], &glyphs[i], &glyphs[i+1]
	return next.Text != " " && touch(before, next) && next.X < before.X+before.Width+0.02*g.Size && next.X < g.X+g.Width/2
}

// A glyphPlace tells glyphs that are painted twice in one place, as some
// programs do to make them bold.
type glyphPlace struct {
	x, y, size int32
	text       rune // its first character
}

// A point is the origin of a glyph.
type point struct{ x, y float64 }

type wordBuilder struct {
	out   []Word
	seen  map[glyphPlace]point
	buf   strings.Builder
	cur   Word
	open  bool
	end   float64 // where the next glyph would begin
	bolds int
	runes int
}

func (b *wordBuilder) add(g *content.Glyph) {
	if strings.ContainsAny(g.Text, " \u00a0\t\n\u2003\u2002\u2009\u202f") || strings.ContainsRune(g.Text, '\u3000') {
		b.addSpaced(g)
		return
	}
	if g.Text != "" && strings.Trim(g.Text, "\u200b\u2060\ufeff") == "" {
		b.unseen(g)
		return
	}
	if g.Text == "" {
		if b.open && math.Abs(b.cur.Y-g.Y) < g.Size/4 {
			b.end = g.X + g.Width
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

// unseen takes a space that the file says is of no width. Programs set one on either side of a
// word, where only the room between the words tells, and one behind the number of an item, where
// it fills the room before the text.
func (b *wordBuilder) unseen(g *content.Glyph) {
	if b.open && math.Abs(b.cur.Y-g.Y) < g.Size/4 && writing.IsEnumerator(b.buf.String()) {
		b.cur.X1 = max(b.cur.X1, g.X+g.Width)
	}
}

// addSpaced splits a glyph whose text holds spaces: a space character, or the
// replacement text of several words.
func (b *wordBuilder) addSpaced(g *content.Glyph) {
	parts := strings.FieldsFunc(g.Text, unicode.IsSpace)
	n := float64(utf8.RuneCountInString(g.Text))
	if len(parts) == 0 {
		b.flush(true)
		return
	}
	first, _ := utf8.DecodeRuneInString(g.Text)
	if unicode.IsSpace(first) {
		b.flush(true)
	} else if b.open && !b.continues(g) {
		b.flush(false)
	}
	at := 0
	for i, p := range parts {
		k := utf8.RuneCountInString(p)
		piece := *g
		piece.Text, piece.X, piece.Width = p, g.X+g.Width*float64(at)/n, g.Width*float64(k)/n
		b.append(&piece)
		if i+1 < len(parts) {
			b.flush(true)
		}
		at += k + 1
	}
	if last, _ := utf8.DecodeLastRuneInString(g.Text); unicode.IsSpace(last) {
		b.flush(true)
	}
}

// painted reports whether the same glyph stands in this place already, or hardly beside it:
// letters are painted again to make them bold, or are their own shadow.
func (b *wordBuilder) painted(g *content.Glyph) bool {
	q := max(g.Size*0.1, 0.3)
	at := glyphPlace{int32(math.Round(g.X / q)), int32(math.Round(g.Y / q)), int32(math.Round(g.Size * 10)), writing.FirstRune(g.Text)}
	for dy := int32(-1); dy <= 1; dy++ {
		if dy != 0 && g.Size < shadowSize {
			continue
		}
		for dx := int32(-1); dx <= 1; dx++ {
			p, ok := b.seen[glyphPlace{at.x + dx, at.y + dy, at.size, at.text}]
			if ok && p.covered(g, q) {
				return true
			}
		}
	}
	b.seen[at] = point{g.X, g.Y}
	return false
}

// covered reports whether g, the glyph at p again, lies upon it, no more than reach away: on one
// baseline a narrow letter may be the next one of the word.
func (p point) covered(g *content.Glyph, reach float64) bool {
	dx, dy := math.Abs(p.x-g.X), math.Abs(p.y-g.Y)
	if dy < 0.02*g.Size {
		reach = min(reach, 0.35*g.Width)
	}
	return dx < reach && dy < reach
}

// shadowSize is the least size, in points, of letters that have a shadow.
const shadowSize = 13

// continues reports whether g goes on with the open word.
func (b *wordBuilder) continues(g *content.Glyph) bool {
	em := max(b.cur.Size, g.Size)
	if math.Abs(g.Y-b.cur.Y) > 0.12*em {
		return false
	}
	if small := min(b.cur.Size, g.Size); small < 0.7*em && !isDropCap(b.cur.Size, g.Size) {
		return false
	}
	gap := g.X - b.end
	if mark := b.buf.String(); unicode.IsUpper(writing.FirstRune(g.Text)) && (gap > tabGap*em || writing.IsBracketed(mark)) && writing.IsEnumerator(mark) {
		return false // the number of a list fills the room before its text, or reaches into it
	}
	return gap < wordGap*em && gap > -0.6*em
}

// tabGap is white space that no letters of a word have between them, in ems.
const tabGap = 0.06

func isDropCap(a, b float64) bool { return a > 1.2*b && a < 1.6*b }

func (b *wordBuilder) append(g *content.Glyph) {
	if !b.open {
		b.cur = Word{Y: g.Y, Size: g.Size, Font: g.Font, colour: g.Colour, MCID: g.MCID, Artifact: g.Artifact, out: g.Out}
		b.cur.Box = geometry.Box{X0: g.X, Y0: g.Y - 0.75*g.Size, X1: g.X + g.Width, Y1: g.Y + 0.22*g.Size}
		b.open, b.bolds, b.runes = true, 0, 0
		b.cur.Italic = g.Font != nil && g.Font.Italic
	}
	b.cur.out = b.cur.out && g.Out
	b.buf.WriteString(g.Text)
	b.runes++
	if g.Bold || g.Font != nil && g.Font.Bold {
		b.bolds++
	}
	b.end = g.X + g.Width + g.Track
	b.cur.X1 = max(b.cur.X1, g.X+g.Width)
	b.cur.X0 = min(b.cur.X0, g.X)
}

// flush ends the open word; spaced says that a space character ended it.
func (b *wordBuilder) flush(spaced bool) {
	if !b.open {
		if n := len(b.out); spaced && n > 0 {
			b.out[n-1].Spaced = true
		}
		return
	}
	w := b.cur
	w.Text = writing.Regular(b.buf.String())
	b.buf.Reset()
	b.open = false
	if w.Text == "" || w.out {
		return
	}
	w.Bold, w.Spaced = 2*b.bolds > b.runes, spaced
	if n := len(b.out); n > 0 {
		prev := &b.out[n-1]
		em := max(prev.Size, w.Size)
		w.Glued = !prev.Spaced && math.Abs(prev.Y-w.Y) < 0.6*em && math.Abs(w.X0-prev.X1) < wordGap*min(prev.Size, w.Size)
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

// CommonSize is the size of most characters of words.
func CommonSize(ws []Word) float64 {
	count := map[int]int{}
	best := 0
	for i := range ws {
		k := int(math.Round(ws[i].Size * 10))
		count[k] += len(ws[i].Text)
		if count[k] > count[best] || count[k] == count[best] && k < best {
			best = k
		}
	}
	return float64(best) / 10
}
