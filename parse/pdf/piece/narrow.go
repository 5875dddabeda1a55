package piece

import (
	"math"
	"unicode"

	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// narrowRights are the right edges of the lines of a column that ends at right: narrower where
// lines stand together that are one paragraph of a box or beside a picture.
func (f *flow) narrowRights(lines []line.Line, left, right float64) []float64 {
	out := make([]float64, len(lines))
	for i := 0; i < len(lines); {
		end, edge := i+1, lines[i].X1
		for end < len(lines) && f.below(&lines[end-1], &lines[end]) {
			edge = max(edge, lines[end].X1)
			end++
		}
		if edge-lines[i].X0 > 0.8*(right-left) || !isNarrow(lines[i:end], edge) {
			edge = right
		}
		for ; i < end; i++ {
			out[i] = edge
		}
	}
	return out
}

// below reports whether a line is set as the next one of a paragraph, at its left edge.
func (f *flow) below(prev, l *line.Line) bool {
	dy := l.Y - prev.Y
	return math.Abs(prev.X0-l.X0) < 1 && math.Abs(prev.Size-l.Size) < 0.5 && dy > 0.5*l.Size && dy < f.lead(l.Size)*1.22+0.4
}

// isNarrow reports whether lines are a paragraph that was broken at an edge: sentences that go on
// from line to line, of which none has room for the first word of the next.
func isNarrow(lines []line.Line, edge float64) bool {
	last := &lines[len(lines)-1]
	if unicode.IsLower(writing.FirstRune(lines[0].Words[0].Text)) || !writing.EndsSentence(last.Words[len(last.Words)-1].Text) {
		return false
	}
	goesOn := false
	for i := 1; i < len(lines); i++ {
		prev, l := &lines[i-1], &lines[i]
		if prev.X1+0.25*l.Size+firstWidth(l) < edge {
			return false
		}
		goesOn = goesOn || unicode.IsLower(writing.FirstRune(l.Words[0].Text)) && !writing.EndsSentence(prev.Words[len(prev.Words)-1].Text)
	}
	return goesOn
}

// isNarrow reports whether a paragraph stands together and was broken at the end of its longest
// line.
func (p *Piece) isNarrow() bool {
	edge := 0.0
	for i := range p.Lines {
		l, prev := &p.Lines[i], &p.Lines[max(i-1, 0)]
		if math.Abs(l.X0-prev.X0) >= 1 || l.Words[0].Page != prev.Words[0].Page || l.Y-prev.Y > 2*l.Size {
			return false
		}
		edge = max(edge, l.X1)
	}
	return isNarrow(p.Lines, edge)
}
