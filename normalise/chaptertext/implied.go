package chaptertext

import (
	"strconv"
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// implyNumbers gives a heading without a printed number the one that its
// paragraphs carry: "Police" above 5.1.1, 5.1.2 and 5.1.3 is 5.1. Only where the
// paragraphs begin at .1 and count on, and where no other heading has the number or
// goes on with the count.
func (c *Text) implyNumbers(number string) {
	type guess struct {
		n     *toc.Node
		stem  string
		count int
	}
	var guesses []guess
	toc.Walk(c.Heads, func(n *toc.Node) {
		if n.Num.Text != "" {
			return
		}
		if s, k := countedStem(n.Own); s != "" {
			guesses = append(guesses, guess{n, s, k})
		}
	})
	if len(guesses) == 0 {
		return
	}
	taken, counts := map[string]bool{number: true}, make(map[string]int)
	countStems(c.Own, counts)
	toc.Walk(c.Heads, func(n *toc.Node) {
		if n.Num.Text != "" {
			taken[n.Num.Text] = true
		}
		countStems(n.Own, counts)
	})
	for _, g := range guesses {
		if !taken[g.stem] && counts[g.stem] == g.count && belongsTo(g.stem, g.n, number) {
			if n, rest, ok := wording.SplitNumber(g.n.Title); ok && n.Text == g.stem && n.Keyword == "" && rest != "" {
				g.n.Title = rest // printed all the same, and not believed alone
			}
			g.n.Num = wording.Numeral{Text: g.stem, Parts: 1 + strings.Count(g.stem, "."), Sure: true}
		}
	}
}

// belongsTo reports whether a number goes on from that of the headings above it
// and of the chapter, where they have one.
func belongsTo(s string, n *toc.Node, number string) bool {
	for up := n.Parent; up != nil; up = up.Parent {
		if up.Num.Text != "" {
			return wording.NumberPrefix(up.Num.Text, s)
		}
	}
	return !strings.Contains(s, ".") || number == "" || wording.NumberPrefix(number, s)
}

// countedStem is the number whose paragraphs 1, 2 ... are all the numbered ones
// among blocks, the first paragraph among them, and how many they are.
func countedStem(blocks []parse.Block) (s string, n int) {
	for i := range blocks {
		b := &blocks[i]
		stem, last, ok := splitStem(b.Marker)
		switch {
		case !ok && b.Kind == parse.Paragraph && n == 0:
			return "", 0
		case !ok:
			continue
		case n > 0 && stem != s || last != n+1:
			return "", 0
		}
		s, n = stem, n+1
	}
	return s, n
}

// countStems counts the paragraphs of each number.
func countStems(blocks []parse.Block, counts map[string]int) {
	for i := range blocks {
		if s, _, ok := splitStem(blocks[i].Marker); ok {
			counts[s]++
		}
	}
}

// splitStem cuts a paragraph's number before its last part: "5.1.2" is 2 of 5.1.
func splitStem(marker string) (stem string, last int, ok bool) {
	marker = strings.TrimRight(marker, ".):")
	i := strings.LastIndexByte(marker, '.')
	if i < 1 || !wording.IsDigit(marker[0]) {
		return "", 0, false
	}
	last, err := strconv.Atoi(marker[i+1:])
	return marker[:i], last, err == nil
}
