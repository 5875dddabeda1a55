package heading

import (
	"maps"

	"manualwatch/parse/pdf/piece"
)

// rankByOpening puts right two ranks that stand in the order of size and weight, where a style
// stands out in another way, as small capitals above larger italics do: the one that opens
// every part is the upper. found are the headings whose ranks follow from their look; fixed
// are the styles whose ranks are known otherwise.
func rankByOpening(ps []piece.Piece, found []int, fixed map[style]int) {
	ranks := ranksOf(ps, found)
	styles := sortedStyles(ranks)
	if len(styles) > mostStyles {
		return
	}
	for _, up := range styles {
		for _, low := range styles {
			if ranks[low] != ranks[up]+1 || fixed[up]+fixed[low] > 0 || !contends(low, up) || !opens(ps, found, low, up, ranks[up]) {
				continue
			}
			ranks[up], ranks[low] = ranks[low], ranks[up]
			for _, i := range found {
				if s := headStyle(&ps[i]); s == up || s == low {
					ps[i].Role = "H" + string(rune('0'+ranks[s]))
				}
			}
			return
		}
	}
}

// What tells in which order ranks stand: leastParts parts of a document, of which a style can
// stand in each, and mostStyles styles, or it is not set in ranks.
const (
	leastParts = 3
	mostStyles = 40
)

// ranksOf are the ranks of styles that are used in several places, always on one rank and
// without numbers.
func ranksOf(ps []piece.Piece, found []int) map[style]int {
	out, count, mixed := map[style]int{}, map[style]int{}, map[style]bool{}
	for _, i := range found {
		p := &ps[i]
		if len(p.Role) != 2 {
			continue
		}
		s, r := headStyle(p), int(p.Role[1]-'0')
		mixed[s] = mixed[s] || numbered(p) || count[s] > 0 && out[s] != r
		out[s], count[s] = r, count[s]+1
	}
	maps.DeleteFunc(out, func(s style, _ int) bool { return mixed[s] || count[s] < leastParts })
	return out
}

// contends reports whether a style that is taken for lower than another, and is hardly smaller,
// stands out as much by its weight or its capitals.
func contends(s, up style) bool {
	return 4*s.size >= 3*up.size && (s.bold && !up.bold || s.caps && !up.caps)
}

// opens reports whether, in the parts between headings above rank, a style stands before
// another wherever that stands, and comes again behind it in most.
func opens(ps []piece.Piece, found []int, first, second style, rank int) bool {
	is := map[int]bool{}
	for _, i := range found {
		is[i] = true
	}
	parts, again := 0, 0
	begun, between, back := false, false, false
	for i := range ps {
		p := &ps[i]
		switch {
		case len(p.Role) != 2:
		case int(p.Role[1]-'0') < rank:
			begun, between, back = false, false, false
		case !is[i]:
		case headStyle(p) == first:
			if between && !back {
				back, again = true, again+1
			}
			begun = true
		case headStyle(p) == second && !begun:
			return false
		case headStyle(p) == second && !between:
			between, parts = true, parts+1
		}
	}
	return parts >= leastParts && 2*again >= parts
}
