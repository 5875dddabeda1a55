package placed

import (
	"math"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/writing"
)

// maxPages bounds the pages that are read of one document.
const maxPages = 3000

// shortSide is the shorter side of a sheet, in points, to which pages are scaled: their
// own unit is as large as the program chose.
const shortSide = 595

// A page is a sheet whose lines are being read.
type page struct {
	Page
	scale float64 // of the page's own unit to points
	lines []placedLine
	marks []linkMark
}

// A placedLine is a row of glyphs that one element holds.
type placedLine struct {
	from, to int // glyphs of the sheet
	x, y     float64
	end      float64
	size     float64
	inline   bool // the element is one of those inside lines: a part of a line
}

// A linkMark is a link round glyphs of the sheet.
type linkMark struct {
	from, to int
	href     string
}

// A box is the room in which elements are placed, in points from the corner of the sheet.
type box struct{ x, y, w, h float64 }

// page reads an element as a page.
func (r *reader) page(n *html.Node, w, h float64, l look) {
	if len(r.pages) >= maxPages {
		return
	}
	p := &page{scale: shortSide / min(w, h)}
	p.Sheet = &content.Sheet{Number: len(r.pages) + 1, Width: w * p.scale, Height: h * p.scale}
	r.pages = append(r.pages, p)
	p.Anchor = attr(n, "id")
	if p.Anchor == "" && len(r.names) > 0 {
		p.Anchor = r.names[len(r.names)-1]
	}
	r.own(p, n)
	for _, name := range r.names {
		r.anchor(name, p)
	}
	r.names = nil
	r.place(n, p, box{0, 0, p.Width, p.Height}, l)
}

// own notes the names of an element as places of a page.
func (r *reader) own(p *page, n *html.Node) {
	for _, key := range []string{"id", "name"} {
		if v := attr(n, key); v != "" {
			r.anchor(v, p)
		}
	}
}

func (r *reader) anchor(name string, p *page) {
	if _, known := r.anchors[name]; !known {
		r.anchors[name] = p.Number
	}
}

// place reads what stands in an element of a page.
func (r *reader) place(n *html.Node, p *page, room box, l look) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			r.loose += utf8.RuneCountInString(writing.Squeeze(c.Data))
		}
		if c.Type != html.ElementNode || isUnseen(c) {
			continue
		}
		r.own(p, c)
		decl := r.styles[c]
		inner := l.under(decl)
		if c.Data == "a" && attr(c, "href") != "" {
			inner.href = attr(c, "href")
		}
		at, placed := p.at(decl, room, inner)
		switch {
		case placed && !r.holds[c] && r.says[c]:
			r.line(c, p, at, decl, inner)
		case placed && !r.holds[c] && inner.href != "" && at.w > 0 && at.h > 0:
			p.Links = append(p.Links, content.Annotation{Box: geometry.Box{X0: at.x, Y0: at.y, X1: at.x + at.w, Y1: at.y + at.h}, Href: inner.href})
		default:
			r.place(c, p, at, inner)
		}
	}
}

// at is the room that an element takes in that of the one around it; placed says that it
// has a place of its own.
func (p *page) at(decl map[string]string, room box, l look) (at box, placed bool) {
	measure := func(name string, whole float64) (float64, bool) {
		v, ok := decl[name]
		if !ok {
			return 0, false
		}
		if strings.HasSuffix(v, "%") {
			return length(v, 0, whole)
		}
		n, ok := length(v, l.size, 0)
		return n * p.scale, ok
	}
	if !isAbsolute(decl) {
		return room, false
	}
	at = room
	x, left := measure("left", room.w)
	if right, ok := measure("right", room.w); ok && !left {
		x, left = room.w-right, true
	}
	y, top := measure("top", room.h)
	bottom, below := measure("bottom", room.h)
	w, wide := measure("width", room.w)
	h, high := measure("height", room.h)
	at.x += x
	if wide {
		at.w = w
	}
	if high {
		at.h = h
	}
	switch {
	case top:
		at.y += y
	case below && high:
		at.y += room.h - bottom - h
	case below:
		at.y, at.h = at.y+room.h-bottom, 0
	}
	return at, left || top || below
}

// ascent is the part of an em that stands above the baseline.
const ascent = 0.8

// line reads an element that has a place and text of its own.
func (r *reader) line(n *html.Node, p *page, at box, decl map[string]string, l look) {
	size := l.size * l.scale * p.scale
	y := at.y + ascent*size
	if _, top := decl["top"]; !top {
		y = at.y + at.h // the baseline is what such programs place
	} else if lead := l.leading * l.scale * p.scale; lead > size && lead < wideLead*size {
		y += (lead - size) / 2
	}
	pen := &pen{r: r, p: p, x: at.x, y: y, left: at.x}
	pen.inline = n.Data == "span"
	pen.open()
	pen.flow(n, l)
	pen.close()
}

// fit ends lines before the next one on their baseline begins: how wide letters are is
// not known but from like fonts. Parts of a line that nearly meet are taken to do so.
func (p *page) fit() {
	order := make([]int, len(p.lines))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool {
		la, lb := &p.lines[order[a]], &p.lines[order[b]]
		if ya, yb := math.Round(la.y), math.Round(lb.y); ya != yb {
			return ya < yb
		}
		return la.x < lb.x
	})
	for k := 0; k+1 < len(order); k++ {
		l, next := &p.lines[order[k]], &p.lines[order[k+1]]
		if math.Abs(l.y-next.y) > 0.3*l.size || next.x <= l.x {
			continue
		}
		end := next.x - 0.8*l.size
		if l.inline && next.inline && math.Abs(next.x-l.end) < 0.12*(l.end-l.x)+0.1*l.size {
			end = next.x
		} else if l.end <= end {
			continue
		}
		p.squeeze(l, end)
	}
}

// squeeze makes a line end elsewhere, unless that is out of all proportion.
func (p *page) squeeze(l *placedLine, end float64) {
	by := (end - l.x) / (l.end - l.x)
	if l.end <= l.x || by < 0.5 || by > 1.5 {
		return
	}
	for i := l.from; i < l.to; i++ {
		g := &p.Glyphs[i]
		g.X = l.x + (g.X-l.x)*by
		g.Width *= by
	}
	l.end = end
}

// addLinks makes boxes of the links round glyphs.
func (p *page) addLinks() {
	for _, m := range p.marks {
		byLine := map[float64]geometry.Box{}
		var order []float64
		for i := m.from; i < m.to; i++ {
			g := &p.Glyphs[i]
			b := geometry.Box{X0: g.X, Y0: g.Y - g.Size, X1: g.X + g.Width, Y1: g.Y + 0.2*g.Size}
			if known, ok := byLine[g.Y]; ok {
				b = known.Union(b)
			} else {
				order = append(order, g.Y)
			}
			byLine[g.Y] = b
		}
		for _, y := range order {
			p.Links = append(p.Links, content.Annotation{Box: byLine[y], Href: m.href})
		}
	}
}
