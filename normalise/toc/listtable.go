package toc

import (
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// HeadsContents reports the first row of a list of contents that is a table of titles and
// the numbers of their pages: "List of Contents | Page".
func HeadsContents(b *parse.Block) bool {
	return b.Kind == parse.Row && len(b.Cells) == 2 &&
		ContentLabel.MatchString(wording.Squeeze(b.Cells[0].Text)) && pageLabel.MatchString(wording.Squeeze(b.Cells[1].Text))
}

// partPages are the numbers of the first and the last page of a part.
var partPages = pattern.New(`^\d{1,3}(?:\s*[-–]\s*\d{1,3})?$`)

// opensListTable reports the head of such a table, or the first row of one below the label of
// a list of contents: a part and, a line each, all that stands in it, beside its pages.
func opensListTable(main []parse.Block, i int) bool {
	b := &main[i]
	return HeadsContents(b) ||
		i > 0 && ContentLabel.MatchString(strings.TrimSpace(main[i-1].Text)) && b.Kind == parse.Row && len(b.Cells) == 2 &&
			strings.Contains(b.Cells[0].Text, "\n") && partPages.MatchString(wording.Squeeze(b.Cells[1].Text))
}

// withListLines writes such a table at the front of a document as the lines of its titles, below
// its label.
func withListLines(main []parse.Block) []parse.Block {
	for i := range min(len(main), maxFront) {
		if !opensListTable(main, i) {
			continue
		}
		end := layout.TableEnd(main, i)
		out := append(make([]parse.Block, 0, len(main)), main[:i]...)
		for k := i; k < end; k++ {
			out = append(out, titleLines(&main[k])...)
		}
		return append(out, main[end:]...)
	}
	return main
}

// titleLines are the lines of the first cell of a row, without bullets.
func titleLines(row *parse.Block) []parse.Block {
	if len(row.Cells) == 0 {
		return nil
	}
	var out []parse.Block
	for l := range strings.SplitSeq(row.Cells[0].Text, "\n") {
		if l = wording.TrimLead(strings.TrimLeft(l, parse.Bullets+" ")); l != "" {
			out = append(out, parse.Block{Kind: parse.Paragraph, Text: l, Page: row.Page})
		}
	}
	return out
}
