package toc

import (
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// leastMarked is how many lines with a link have to end in a mark that tells an entry.
const leastMarked = 2

// endMark is a mark in brackets that a list explains, of who approves a policy, say: "(T)", "(AGB)".
var endMark = pattern.New(`\S\s\(([A-Z]{1,4})\)$`)

// markedLines are the lines without a link that end in a mark as the lines with one do, most of
// which have such: entries of the list that lead nowhere, or not yet.
func markedLines(d *parse.Document, region parse.Region) map[int]bool {
	marks, linked, marked := make(map[string]int), 0, 0
	plain := make(map[int]string)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != region || b.Kind != parse.Paragraph || len(b.Text) > layout.MaxTitle {
			continue
		}
		mark := endMark.FindStringSubmatch(strings.TrimSpace(b.Text))
		if mark != nil && ownSort(mark[1]) {
			mark = nil
		}
		switch {
		case len(b.Links) > 0 && mark == nil:
			linked++
		case len(b.Links) > 0:
			linked, marked = linked+1, marked+1
			marks[mark[1]]++
		case mark != nil:
			plain[i] = mark[1]
		}
	}
	lines := make(map[int]bool)
	for i, mark := range plain {
		if marked*2 > linked && marks[mark] >= leastMarked {
			lines[i] = true
		}
	}
	return lines
}

// ownSort reports a mark that tells the sort of file or a flag.
func ownSort(mark string) bool {
	_, flag := titleflag.PureFlags(mark)
	return flag || wording.IsFormatName(mark)
}
