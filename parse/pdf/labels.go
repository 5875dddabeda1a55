package pdf

import (
	"regexp"
	"strings"

	"manualwatch/parse"
)

// boxLabel matches the labels of boxed passages that manuals print above a
// chapter; a PDF draws their frame, if any, in too many ways to rely on.
var boxLabel = regexp.MustCompile(`^(?:scope(?: of (?:this|the) (?:chapter|procedure|policy|guidance|section|protocol))?|(?:related|relevant) (?:guidance|chapters?|procedures?|polic(?:y|ies)|information|documents?|links|legislation)(?: and [a-z ,]{3,40})?|amendments?(?: (?:to|in) this (?:chapter|procedure|policy|page|section))?|amendment history|recent amendments)$`)

// markBoxes makes boxes of labels in capitals or bold and of what follows them up
// to the next heading or label. One set as other headings are is a heading whatever it
// says.
func markBoxes(blocks []parse.Block) {
	ranks := map[int]int{}
	for i := range blocks {
		if b := &blocks[i]; b.Kind == parse.Heading && !isBoxLabel(b) {
			ranks[b.Level]++
		}
	}
	isLabel := func(b *parse.Block) bool { return isBoxLabel(b) && (b.Kind != parse.Heading || ranks[b.Level] < 2) }
	group := 0
	for i := range blocks {
		if !isLabel(&blocks[i]) {
			continue
		}
		end := i + 1
		for end < len(blocks) && blocks[end].Kind != parse.Heading && !isLabel(&blocks[end]) {
			end++
		}
		if end == i+1 || onlyRows(blocks[i+1:end]) {
			continue
		}
		group++
		blocks[i].Kind, blocks[i].Level = parse.Box, 0
		for k := i; k < end; k++ {
			if blocks[k].Region == parse.Main {
				blocks[k].BoxGroup = group
			}
		}
	}
}

func isBoxLabel(b *parse.Block) bool {
	if b.Region != parse.Main || b.Kind != parse.Heading && b.Kind != parse.Paragraph || b.Level == 1 || len(b.Text) > 70 {
		return false
	}
	if !b.Bold && !isCaps(b.Text) {
		return false
	}
	return boxLabel.MatchString(strings.ToLower(strings.Trim(b.Text, " :.")))
}

// onlyRows reports whether a label stands above a table alone, as the heading of
// an amendment history does: that stays a heading.
func onlyRows(blocks []parse.Block) bool {
	for i := range blocks {
		if blocks[i].Region == parse.Main && blocks[i].Kind != parse.Row {
			return false
		}
	}
	return true
}
