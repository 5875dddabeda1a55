package layout

import (
	"math"
	"unicode"

	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// MarkTyped marks the letter "o" that was typed before the items of a list: several lines of
// a page begin with it at one edge, each before a capital. Before a small letter it is a word
// of Welsh.
func MarkTyped(pages []*Page) {
	const least = 2
	for _, p := range pages {
		edges := map[int][]*line.Word{} // by where they begin
		words := map[int]bool{}
		for _, row := range p.rows() {
			if ws := row[0].Words; ws[0].Text == "o" && len(ws) > 1 {
				edge := int(math.Round(ws[0].X0))
				edges[edge] = append(edges[edge], &ws[0])
				words[edge] = words[edge] || !unicode.IsUpper(writing.FirstRune(ws[1].Text))
			}
		}
		for edge, marks := range edges {
			for _, w := range marks {
				w.Number = len(marks) >= least && !words[edge]
			}
		}
	}
}
