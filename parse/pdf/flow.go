package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// flow makes pieces of the columns of a page.
type flow struct {
	page    int
	leading map[int]float64 // usual distance of baselines by size
	right   float64         // edge of the page's text
	gutters []float64       // of the columns in which the document is set
	tables  *int
	vocab   vocabulary
	out     []piece
}

func (f *flow) column(c column) {
	if c.table {
		f.zone(c)
		return
	}
	right := c.right
	if right == 0 {
		right = f.columnEdge(max(f.right, rightOf(c.items)), c.items)
	}
	var lines []line
	for _, b := range rowsOf(c.items) {
		if b.grid != nil {
			f.paragraphs(lines, right)
			lines = nil
			f.grid(b.grid)
			continue
		}
		lines = append(lines, *b.seg)
	}
	f.paragraphs(lines, right)
}

// columnEdge is the edge to which the lines of items may reach: right, or, where the
// document is set in columns and the items all stand in one, with nothing beside them
// on this page, the gutter at its right.
func (f *flow) columnEdge(right float64, items []item) float64 {
	for _, g := range f.gutters {
		if rightOf(items) > g {
			continue
		}
		return min(right, g)
	}
	return right
}

func rightOf(items []item) float64 {
	right := 0.0
	for _, it := range items {
		if it.seg != nil {
			right = max(right, it.x1)
		}
	}
	return right
}

// paragraphs cuts the lines of a column into pieces.
func (f *flow) paragraphs(lines []line, right float64) {
	left := math.Inf(1)
	for i := range lines {
		left = min(left, lines[i].x0)
	}
	start := len(f.out)
	for i := range lines {
		l := lines[i]
		gap := -1.0
		if i > 0 {
			gap = l.y - lines[i-1].y - f.lead(l.size)
		}
		if n := len(f.out); n > start && !f.breaks(&f.out[n-1], &l) {
			f.out[n-1].add(l)
			continue
		}
		f.out = append(f.out, newPiece(f.page, l, left, right, gap))
	}
	for i := start; i < len(f.out); i++ {
		f.out[i].finish()
	}
}

// lead is the usual distance of baselines of a size.
func (f *flow) lead(size float64) float64 {
	if d, ok := f.leading[sizeKey(size)]; ok {
		return d
	}
	return 1.25 * size
}

// breaks reports whether l begins a new piece after p.
func (f *flow) breaks(p *piece, l *line) bool {
	prev := &p.lines[len(p.lines)-1]
	dy := l.y - prev.y
	switch {
	case dy < 0.3*l.size && l.x0 > prev.x1-1:
		return false
	case dy > f.lead(prev.size)*1.22+0.4 || dy < -0.5*l.size:
		return true
	case math.Abs(prev.size-l.size) > 0.07*max(prev.size, l.size) && !mixedSizes(prev, l):
		return true
	case prev.bold != l.bold && !(p.item && len(p.lines) == 1) && styleBreak(prev, l):
		return true
	case prev.art != l.art || isContentsLine(prev):
		return true
	}
	if m, ok := lineMarker(l); ok && m != "" && f.markerBreaks(p, l) {
		return true
	}
	return p.indented(l) || fits(prev, l, p.right)
}

// indented reports a line that begins a paragraph by its indent alone.
func (p *piece) indented(l *line) bool {
	prev := &p.lines[len(p.lines)-1]
	in := l.x0 - p.left
	if p.item || in < 0.7*l.size || in > 5*l.size || !endsSentence(prev.words[len(prev.words)-1].text) {
		return false
	}
	return prev.x0 < l.x0-0.6*l.size || len(p.lines) == 1 && math.Abs(prev.x0-l.x0) < 1
}

// mixedSizes lets a line of notes or symbols stay with its paragraph when only a
// few of its characters differ.
func mixedSizes(a, b *line) bool {
	for i := range b.words {
		if math.Abs(b.words[i].size-a.size) < 0.05*a.size {
			return true
		}
	}
	return false
}

// styleBreak tells a heading above or below text from a paragraph that only ends
// or begins in bold.
func styleBreak(prev, l *line) bool {
	if prev.bold {
		return !l.words[0].bold
	}
	return !prev.words[len(prev.words)-1].bold
}

// markerBreaks reports whether a mark at the beginning of l is one of a list and
// not a word of the paragraph that happens to begin the line.
func (f *flow) markerBreaks(p *piece, l *line) bool {
	prev := &p.lines[len(p.lines)-1]
	if len(l.words) < 2 {
		return false
	}
	gap := l.words[1].x0 - l.words[0].x1
	if strings.ContainsAny(l.words[0].text, "•●○◦▪■□") || gap > 0.45*l.size {
		return true
	}
	if p.item || l.x0 > p.lines[0].x0+0.8*l.size || l.x0 < prev.x0-0.8*l.size {
		return true
	}
	return fits(prev, l, p.right) || endsSentence(prev.words[len(prev.words)-1].text)
}

// fits reports whether the first word of l would have fitted on the line before
// it, so that the line was ended on purpose.
func fits(prev, l *line, right float64) bool {
	first := l.words[0].width()
	for i := 1; i < len(l.words) && l.words[i].glued; i++ {
		first += l.words[i].width()
	}
	last := prev.words[len(prev.words)-1].text
	if strings.HasSuffix(last, "-") || strings.HasSuffix(last, "\u00ad") || strings.HasSuffix(last, "\u2010") {
		return false
	}
	slack := 0.9
	if r, _ := utf8.DecodeRuneInString(l.words[0].text); unicode.IsLower(r) && !endsSentence(last) {
		// a sentence that goes on: only a line that ends far from the edge is
		// ended on purpose
		slack = 0.25 * (right - prev.x0) / max(1, l.size)
	}
	return prev.x1+0.25*l.size+first+slack*l.size < right
}

// furniture makes pieces of headers and footers, one a line.
func (f *flow) furniture(items []item) {
	for _, it := range rowsOf(items) {
		p := newPiece(f.page, *it.seg, it.x0, it.x1, -1)
		p.region, p.item, p.marker = inFurniture, false, ""
		p.finish()
		f.out = append(f.out, p)
	}
}
