package placed

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/font"
	"manualwatch/parse/pdf/writing"
)

// maxGlyphs bounds the letters of one page.
const maxGlyphs = 100_000

// A pen writes the text of a placed element.
type pen struct {
	r      *reader
	p      *page
	x, y   float64
	left   float64 // where its lines begin
	inline bool
	at     int // the line at hand among those of the page
}

func (w *pen) open() {
	w.p.lines = append(w.p.lines, placedLine{from: len(w.p.Glyphs), x: w.x, y: w.y, inline: w.inline})
	w.at = len(w.p.lines) - 1
}

// close ends the line at hand; one without a letter is none.
func (w *pen) close() {
	l := &w.p.lines[w.at]
	l.to, l.end = len(w.p.Glyphs), w.x
	if l.to == l.from {
		w.p.lines = w.p.lines[:w.at]
	}
}

// wideLead is more than lines of a paragraph mostly have from one to the next, in ems.
const wideLead = 1.4

// feed goes on to the next line. Lines that one element holds are read together, however
// far apart they are said to stand: some programs give several paragraphs as one and their
// lines the mean of the distances.
func (w *pen) feed(l look) {
	size := l.size * l.scale * w.p.scale
	lead := l.leading * l.scale * w.p.scale
	if lead < 0.8*size || lead > wideLead*size {
		lead = 1.25 * size
	}
	w.close()
	w.x, w.y = w.left, w.y+lead
	w.open()
}

// flow writes what stands in an element.
func (w *pen) flow(n *html.Node, l look) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			w.text(c.Data, l)
		case c.Type != html.ElementNode || isUnseen(c):
		case c.Data == "br":
			w.feed(l)
		default:
			w.r.own(w.p, c)
			w.element(c, l)
		}
	}
}

// element writes an element inside a line. One that has a width and no words is a gap,
// one with a margin moves what follows it.
func (w *pen) element(n *html.Node, l look) {
	decl := w.r.styles[n]
	inner := l.under(decl)
	switch n.Data {
	case "b", "strong":
		inner.bold = true
	case "i", "em":
		inner.italic = true
	}
	from := len(w.p.Glyphs)
	unit := inner.scale * w.p.scale
	if m, ok := length(decl["margin-left"], inner.size, 0); ok {
		w.x += m * unit
	}
	start := w.x
	w.flow(n, inner)
	if wide, ok := length(decl["width"], inner.size, 0); ok && decl["display"] == "inline-block" {
		w.widen(from, start, wide*unit)
	}
	if href := attr(n, "href"); n.Data == "a" && href != "" {
		w.p.marks = append(w.p.marks, linkMark{from, len(w.p.Glyphs), href})
	}
}

// widen makes what was written since glyph from, at start, as wide as its element.
func (w *pen) widen(from int, start, wide float64) {
	if len(w.p.Glyphs) == from+1 {
		w.p.Glyphs[from].Width = wide
	}
	w.x = start + wide
}

// text writes characters.
func (w *pen) text(s string, l look) {
	size := l.size * l.scale * w.p.scale
	if size < 0.5 {
		return
	}
	use, from := w.r.font(l), len(w.p.Glyphs)
	for _, c := range writing.Clean(s) {
		if len(w.p.Glyphs) >= maxGlyphs || w.r.room <= 0 {
			return
		}
		space := unicode.IsSpace(c)
		if space {
			if c = ' '; len(w.p.Glyphs) == w.p.lines[w.at].from {
				continue
			}
		}
		width := font.StandardWidth(use.font.Name, c) * size * l.stretch
		track := l.tracking * l.scale * w.p.scale
		if space {
			track += l.wide * l.scale * w.p.scale
		}
		w.p.Glyphs = append(w.p.Glyphs, content.Glyph{
			Text: string(c), X: w.x, Y: w.y, Width: width, Track: max(0, track), Size: size, Font: use.font,
			Colour: l.colour, MCID: -1, Turn: l.turn,
		})
		w.r.room--
		w.x += width + track
		if !space {
			use.note(size)
		}
		w.p.lines[w.at].size = max(w.p.lines[w.at].size, size)
	}
	if l.href != "" && strings.TrimSpace(s) != "" {
		w.p.marks = append(w.p.marks, linkMark{from, len(w.p.Glyphs), l.href})
	}
}
