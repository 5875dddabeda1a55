package normalise

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/parse"
)

// classOfHead is a class that says of itself that its lines are headings.
var classOfHead = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:h[1-6]|(?:sub|sec|section|para)?-?(?:head(?:ing|er|line)?|title))(?:[\s_-]?\d)?(?:$|[\s_-])`)

// classHeads finds headings where the markup has none and nothing is bold: short
// lines whose class is no passage's, which count on, are jumped to or whose class
// says so. The first class is the highest rank.
func classHeads(blocks []parse.Block) []headLine {
	lines := make(map[string][]int)
	var order []string
	body := make(map[string]bool)
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Paragraph || b.Class == "" {
			continue
		}
		if !boldHead(strings.TrimSpace(b.Text)) || i+1 == len(blocks) {
			body[b.Class] = true
			continue
		}
		if len(lines[b.Class]) == 0 {
			order = append(order, b.Class)
		}
		lines[b.Class] = append(lines[b.Class], i)
	}
	var out []headLine
	for _, c := range order {
		if body[c] || !headEvidence(blocks, c, lines[c]) {
			continue
		}
		for _, i := range lines[c] {
			out = append(out, headLine{at: i, level: 7 + min(len(order), slices.Index(order, c)), row: headRow(&blocks[i])})
		}
	}
	if len(out) < 2 {
		return nil
	}
	slices.SortStableFunc(out, func(a, b headLine) int { return a.at - b.at })
	return out
}

// headEvidence reports whether most lines of a class have a number or a place to
// jump to, or whether the class is called one of headings.
func headEvidence(blocks []parse.Block, class string, lines []int) bool {
	if classOfHead.MatchString(class) {
		return true
	}
	n := 0
	for _, i := range lines {
		_, _, numbered := splitNumber(strings.TrimSpace(blocks[i].Text))
		n += boolInt(numbered || blocks[i].Marker != "" || blocks[i].Anchor != "")
	}
	return n*3 >= len(lines)*2
}

// unframe makes paragraphs of bold rows that are a table each: number and title of a
// heading in two cells, or a heading in one.
func unframe(blocks []parse.Block) {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Row || !b.Bold || i > 0 && sameTable(&blocks[i-1], b) || i+1 < len(blocks) && sameTable(b, &blocks[i+1]) {
			continue
		}
		cells := filled(b.Cells)
		switch {
		case len(cells) == 1 && boldHead(squeeze(cells[0].Text)):
			*b = paragraphOf(*b, cells[0], "")
		case len(cells) == 2 && boldHead(squeeze(cells[1].Text)):
			if n, ok := pureNumber(strings.Trim(cells[0].Text, ".)( ")); ok {
				*b = paragraphOf(*b, cells[1], n.text)
			}
		}
	}
}

func sameTable(a, b *parse.Block) bool { return a.Kind == parse.Row && a.Table == b.Table }
