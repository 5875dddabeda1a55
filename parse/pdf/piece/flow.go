package piece

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// flow makes pieces of the columns of a page.
type flow struct {
	page    int
	leading map[int]float64 // usual distance of baselines by size
	spaced  map[int]float64 // the same in the column that is read, where it is set more loosely
	right   float64         // edge of the page's text
	edges   []float64       // at the right of the columns in which the document is set
	tables  *int
	vocab   line.Vocabulary
	out     []Piece
}

func (f *flow) column(c layout.Column) {
	if c.Inset {
		f.sideNotes(c.Items)
		return
	}
	if c.Table {
		f.zone(c)
		return
	}
	right := c.Right
	if right == 0 {
		right = f.columnEdge(max(f.right, rightOf(c.Items)), c.Items)
	}
	var lines []line.Line
	for _, b := range layout.RowsOf(c.Items) {
		if b.Grid != nil {
			f.paragraphs(lines, right)
			lines = nil
			f.grid(b.Grid)
			continue
		}
		lines = append(lines, *b.Line)
	}
	f.paragraphs(lines, right)
}

// columnEdge is the edge to which the lines of items may reach: right, or, where the
// document is set in columns and the items all stand in one, with nothing beside them
// on this page, the edge at its right.
func (f *flow) columnEdge(right float64, items []layout.Item) float64 {
	for _, g := range f.edges {
		if rightOf(items) > g {
			continue
		}
		return min(right, g)
	}
	return right
}

func rightOf(items []layout.Item) float64 {
	right := 0.0
	for _, it := range items {
		if it.Line != nil {
			right = max(right, it.X1)
		}
	}
	return right
}

// paragraphs cuts the lines of a column into pieces.
func (f *flow) paragraphs(lines []line.Line, right float64) {
	left := math.Inf(1)
	for i := range lines {
		left = min(left, lines[i].X0)
	}
	start, rights := len(f.out), f.narrowRights(lines, left, right)
	f.spaced = nil
	f.spaced = f.looseLead(lines, right)
	for i := range lines {
		l := lines[i]
		gap := -1.0
		if i > 0 {
			gap = l.Y - lines[i-1].Y - f.lead(l.Size)
		}
		if n := len(f.out); n > start && !f.breaks(&f.out[n-1], &l) {
			f.out[n-1].add(l)
			continue
		}
		f.out = append(f.out, newPiece(f.page, l, left, rights[i], gap))
	}
	for i := start; i < len(f.out); i++ {
		f.out[i].finish()
	}
}

// looseLead gives the distance of baselines of the sizes that a column sets more loosely than the
// rest of the document does, by one and a half lines among single ones: several lines there go
// on in the middle of a sentence.
func (f *flow) looseLead(lines []line.Line, right float64) map[int]float64 {
	const least = 3
	type key struct{ size, distance int }
	goOn, out := make(map[key]int), make(map[int]float64)
	for i := 1; i < len(lines); i++ {
		prev, l := &lines[i-1], &lines[i]
		dy := l.Y - prev.Y
		if dy <= f.lead(l.Size)*1.22+0.4 || dy > 2*l.Size || prev.Bold != l.Bold || !unicode.IsLower(writing.FirstRune(l.Words[0].Text)) || writing.EndsSentence(prev.Words[len(prev.Words)-1].Text) || fits(prev, l, right) {
			continue
		}
		k := key{layout.SizeKey(l.Size), int(math.Round(dy))}
		if goOn[k]++; goOn[k] == least && (out[k.size] == 0 || dy < out[k.size]) {
			out[k.size] = dy
		}
	}
	return out
}

// lead is the usual distance of baselines of a size.
func (f *flow) lead(size float64) float64 {
	if d, ok := f.spaced[layout.SizeKey(size)]; ok {
		return d
	}
	if d, ok := f.leading[layout.SizeKey(size)]; ok {
		return d
	}
	return 1.25 * size
}

// breaks reports whether l begins a new piece after p.
func (f *flow) breaks(p *Piece, l *line.Line) bool {
	prev := &p.Lines[len(p.Lines)-1]
	dy := l.Y - prev.Y
	switch {
	case dy < 0.3*l.Size && l.X0 > prev.X1-1:
		return false
	case dy > f.lead(prev.Size)*1.22+0.4 || dy < -0.5*l.Size:
		return true
	case math.Abs(prev.Size-l.Size) > 0.07*max(prev.Size, l.Size) && !mixedSizes(prev, l):
		return true
	case prev.Bold != l.Bold && !(p.Item && len(p.Lines) == 1) && styleBreak(prev, l):
		return true
	case prev.Artifact != l.Artifact || line.IsContentsLine(prev):
		return true
	}
	if m, ok := lineMarker(l); ok && m != "" && f.markerBreaks(p, l) {
		return true
	}
	return (p.indented(l) || fits(prev, l, p.right)) && !p.quotes(l)
}

// quotes reports a quotation that is open and goes on with line l: set in from the edge of the
// text, its lines end before words would that fitted there.
func (p *Piece) quotes(l *line.Line) bool {
	if writing.FirstRune(p.Lines[0].Words[0].Text) != '“' || !unicode.IsLower(writing.FirstRune(l.Words[0].Text)) {
		return false
	}
	return !slices.ContainsFunc(p.Lines, func(l line.Line) bool { return strings.ContainsRune(l.Text(), '”') })
}

// indented reports a line that begins a paragraph by its indent alone.
func (p *Piece) indented(l *line.Line) bool {
	prev := &p.Lines[len(p.Lines)-1]
	in := l.X0 - p.left
	if p.Item || in < 0.7*l.Size || in > 5*l.Size || !writing.EndsSentence(prev.Words[len(prev.Words)-1].Text) {
		return false
	}
	return prev.X0 < l.X0-0.6*l.Size || len(p.Lines) == 1 && math.Abs(prev.X0-l.X0) < 1
}

// mixedSizes lets a line of notes or symbols stay with its paragraph when only a
// few of its characters differ.
func mixedSizes(a, b *line.Line) bool {
	for i := range b.Words {
		if math.Abs(b.Words[i].Size-a.Size) < 0.05*a.Size {
			return true
		}
	}
	return false
}

// styleBreak tells a heading above or below text from a paragraph that only ends
// or begins in bold.
func styleBreak(prev, l *line.Line) bool {
	if prev.Bold {
		return !l.Words[0].Bold
	}
	return !prev.Words[len(prev.Words)-1].Bold
}

// markerBreaks reports whether a mark at the beginning of l is one of a list and
// not a word of the paragraph that happens to begin the line.
func (f *flow) markerBreaks(p *Piece, l *line.Line) bool {
	prev := &p.Lines[len(p.Lines)-1]
	if len(l.Words) < 2 {
		return false
	}
	gap := l.Words[1].X0 - l.Words[0].X1
	if strings.ContainsAny(l.Words[0].Text, "•●○◦▪■□") || gap > 0.45*l.Size {
		return true
	}
	if p.Item || l.X0 > p.Lines[0].X0+0.8*l.Size || l.X0 < prev.X0-0.8*l.Size {
		return true
	}
	return fits(prev, l, p.right) || writing.EndsSentence(prev.Words[len(prev.Words)-1].Text)
}

// fits reports whether the first word of l would have fitted on the line before
// it, so that the line was ended on purpose.
func fits(prev, l *line.Line, right float64) bool {
	last := prev.Words[len(prev.Words)-1].Text
	if strings.HasSuffix(last, "-") || strings.HasSuffix(last, "\u00ad") || strings.HasSuffix(last, "\u2010") {
		return false
	}
	if prev.Right > 0 {
		right = prev.Right
	}
	slack := 0.9
	if r, _ := utf8.DecodeRuneInString(l.Words[0].Text); unicode.IsLower(r) && !writing.EndsSentence(last) {
		// a sentence that goes on: only a line that ends far from the edge is
		// ended on purpose
		slack = 0.25 * (right - prev.X0) / max(1, l.Size)
	}
	return prev.X1+0.25*l.Size+firstWidth(l)+slack*l.Size < right
}

// firstWidth is the width of what stands before the first space of a line.
func firstWidth(l *line.Line) float64 {
	w := l.Words[0].Width()
	for i := 1; i < len(l.Words) && l.Words[i].Glued; i++ {
		w += l.Words[i].Width()
	}
	return w
}

// furniture makes pieces of headers and footers, one a line.
func (f *flow) furniture(items []layout.Item) {
	for _, it := range layout.RowsOf(items) {
		p := newPiece(f.page, *it.Line, it.X0, it.X1, -1)
		p.Region, p.Item, p.Marker = InFurniture, false, ""
		p.finish()
		f.out = append(f.out, p)
	}
}
