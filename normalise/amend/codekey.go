package amend

import (
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// bracketedCode is a code of letters in brackets: "Minor amendments (MA)".
var bracketedCode = pattern.New(`\(([A-Z]{1,4})\)`)

// withoutCodeKey leaves out the list that tells what the codes mean which stand in the cells of a
// table of the page: several lines, each with a code in brackets.
func withoutCodeKey(blocks []parse.Block) []parse.Block {
	var cells map[string]bool
	var out []parse.Block
	next := 0
	for i := 0; i < len(blocks); i++ {
		end := i
		for end < len(blocks) && codeOf(&blocks[end]) != "" {
			end++
		}
		if end-i < 2 {
			continue
		}
		if cells == nil {
			cells = wordsOfCells(blocks)
		}
		used := 0
		for k := i; k < end; k++ {
			used += wording.BoolInt(cells[codeOf(&blocks[k])])
		}
		if used > 1 && used*2 >= end-i {
			out, next = append(out, blocks[next:i]...), end
		}
		i = end
	}
	if next == 0 {
		return blocks
	}
	return append(out, blocks[next:]...)
}

// codeOf is the code in brackets of a short line, "" if it has none.
func codeOf(b *parse.Block) string {
	if b.Region != parse.Main || b.Kind != parse.Item && b.Kind != parse.Paragraph || len(b.Text) > longestContext {
		return ""
	}
	m := bracketedCode.FindStringSubmatch(b.Text)
	if m == nil {
		return ""
	}
	return m[1]
}

// wordsOfCells are the words of the cells of all tables.
func wordsOfCells(blocks []parse.Block) map[string]bool {
	cells := make(map[string]bool)
	for i := range blocks {
		for _, c := range blocks[i].Cells {
			cells[wording.Squeeze(c.Text)] = true
		}
	}
	return cells
}
