package heading

import (
	"regexp"
	"strings"
	"unicode"

	"manualwatch/parse/pdf/piece"
	"manualwatch/parse/pdf/writing"
)

// glossary is how a part is called that says what words mean, and whose words head nothing.
var glossary = regexp.MustCompile(`(?i)\b(?:glossary|definitions?|terms|terminology|words|abbreviations)\b`)

// groupedStyles are the bold styles whose lines stand two or more together, each above text,
// wherever there is one: below headings that stand out more and that the outline leaves out as
// well, three at least. The label of a box stands alone.
func groupedStyles(ps []piece.Piece, found []int) map[style]bool {
	const least = 3 // groups
	groups, others := map[style]int{}, map[style]bool{}
	for n := 0; n < len(found); {
		s, end := headStyle(&ps[found[n]]), n+1
		for end < len(found) && headStyle(&ps[found[end]]) == s && !headsBetween(ps, found[end-1], found[end]) {
			end++
		}
		over := n > 0 && headStyle(&ps[found[n-1]]).above(s) && !headsBetween(ps, found[n-1], found[n]) && !glossary.MatchString(ps[found[n-1]].Text)
		others[s] = others[s] || !s.bold || !over || end-n < 2
		for k := n; k < end; k++ {
			others[s] = others[s] || !headsText(ps, found[k:])
		}
		groups[s]++
		n = end
	}
	out := map[style]bool{}
	for s, n := range groups {
		if n >= least && !others[s] {
			out[s] = true
		}
	}
	return out
}

// headsBetween reports a heading that the outline names between two pieces.
func headsBetween(ps []piece.Piece, a, b int) bool {
	for k := a + 1; k < b; k++ {
		if len(ps[k].Role) == 2 {
			return true
		}
	}
	return false
}

// headsText reports whether the first of some lines begins as titles do and stands right above
// text.
func headsText(ps []piece.Piece, lines []int) bool {
	i := lines[0]
	p := &ps[i]
	last := i+1 == len(ps) || len(lines) > 1 && lines[1] == i+1 || len(ps[i+1].Role) == 2
	return !last && len(p.Lines) == 1 && unicode.IsUpper(writing.FirstRune(p.Text)) && !strings.HasSuffix(p.Text, ":")
}
