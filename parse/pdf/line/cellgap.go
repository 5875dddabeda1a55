package line

import (
	"math"
	"slices"

	"manualwatch/parse/pdf/writing"
)

// PartCells parts lines that run from one column of a table without rulings into the
// next, as a program does that writes a space behind every cell or behind every word: at a
// gap at least twice as wide as the line's others, before a word at which pieces of other
// lines begin too.
func PartCells(lines []Line) []Line {
	const others = 2
	edges := innerEdges(lines)
	var out []Line
	for i := range lines {
		from, words := 0, lines[i].Words
		for k := 1; k < len(words); k++ {
			em, gap := max(words[k-1].Size, words[k].Size), words[k].X0-words[k-1].X1
			x := int(math.Round(words[k].X0))
			if gap > bareGap*em && !(k == 1 && (writing.IsMark(words[0].Text) || writing.IsSectionNumber(words[0].Text))) && edges[x-1]+edges[x]+edges[x+1] >= others && gap > 2*usualGap(words, k) {
				out = append(out, New(words[from:k:k]))
				from = k
			}
		}
		if from == 0 {
			out = append(out, lines[i])
			continue
		}
		out = append(out, New(words[from:]))
	}
	return out
}

// innerEdges counts the pieces that begin at each point of the page's width right of
// another on their line.
func innerEdges(lines []Line) map[int]int {
	edges := map[int]int{}
	for i := 1; i < len(lines); i++ {
		if l, left := &lines[i], &lines[i-1]; math.Abs(l.Y-left.Y) < 1 && l.X0 > left.X1 {
			edges[int(math.Round(l.X0))]++
		}
	}
	return edges
}

// usualGap is the middle one of the gaps between words but for the one before word k, 0
// if there is no other.
func usualGap(words []Word, k int) float64 {
	var gaps []float64
	for i := 1; i < len(words); i++ {
		if i != k {
			gaps = append(gaps, words[i].X0-words[i-1].X1)
		}
	}
	if len(gaps) == 0 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}
