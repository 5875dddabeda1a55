package piece

import (
	"math"
	"slices"
	"strings"

	"manualwatch/parse/pdf/writing"
)

// joinNumbers gives paragraphs and headings the numbers that are tagged apart and stand left
// of their first line: browsers print a number so that a page sets in a column of its own.
func (f *tagFlow) joinNumbers() {
	out := f.out[:0]
	for i := range f.out {
		if i+1 == len(f.out) || !f.out[i].countsBeside(&f.out[i+1]) {
			out = append(out, f.out[i])
			continue
		}
		next := &f.out[i+1]
		next.Marker, next.Item, next.Box = f.out[i].Lines[0].Words[0].Text, next.Role == "", next.Box.Union(f.out[i].Box)
	}
	f.out = slices.Clip(out)
}

// countsBeside reports a piece that is all number, left of the line with which the next begins.
func (p *Piece) countsBeside(next *Piece) bool {
	if p.Role != "" || p.Row != nil || len(p.Lines) != 1 || len(p.Lines[0].Words) != 1 {
		return false
	}
	if next.Role != "" && !strings.HasPrefix(next.Role, "H") || next.Item || next.Row != nil || len(next.Lines) == 0 || next.Page != p.Page || next.Region != p.Region {
		return false
	}
	number, first := &p.Lines[0], &next.Lines[0]
	word := number.Words[0].Text
	return strings.Contains(strings.TrimRight(word, "."), ".") && writing.IsSectionNumber(word) && first.X0 > number.X1 && math.Abs(first.Y1-number.Y1) < 0.5*first.Size
}
