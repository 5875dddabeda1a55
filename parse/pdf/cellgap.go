package pdf

import (
	"math"
	"slices"
)

// partCells parts lines that run from one column of a table without rulings into the
// next, as a program does that writes a space behind every cell or behind every word: at a
// gap at least twice as wide as the line's others, before a word at which pieces of other
// lines begin too.
func partCells(lines []line) []line {
	const others = 2
	edges := innerEdges(lines)
	var out []line
	for i := range lines {
		from, words := 0, lines[i].words
		for k := 1; k < len(words); k++ {
			em, gap := max(words[k-1].size, words[k].size), words[k].x0-words[k-1].x1
			x := int(math.Round(words[k].x0))
			if gap > bareGap*em && !(k == 1 && (isMark(words[0].text) || isSectionNumber(words[0].text))) && edges[x-1]+edges[x]+edges[x+1] >= others && gap > 2*usualGap(words, k) {
				out = append(out, newLine(words[from:k:k]))
				from = k
			}
		}
		if from == 0 {
			out = append(out, lines[i])
			continue
		}
		out = append(out, newLine(words[from:]))
	}
	return out
}

// innerEdges counts the pieces that begin at each point of the page's width right of
// another on their line.
func innerEdges(lines []line) map[int]int {
	edges := map[int]int{}
	for i := 1; i < len(lines); i++ {
		if l, left := &lines[i], &lines[i-1]; math.Abs(l.y-left.y) < 1 && l.x0 > left.x1 {
			edges[int(math.Round(l.x0))]++
		}
	}
	return edges
}

// usualGap is the middle one of the gaps between words but for the one before word k, 0
// if there is no other.
func usualGap(words []word, k int) float64 {
	var gaps []float64
	for i := 1; i < len(words); i++ {
		if i != k {
			gaps = append(gaps, words[i].x0-words[i-1].x1)
		}
	}
	if len(gaps) == 0 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}
