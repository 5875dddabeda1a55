package normalise

import (
	"regexp"
	"strings"

	"manualwatch/parse"
)

// classOfTitle is a class that says of itself that its lines are titles.
var classOfTitle = regexp.MustCompile(`(?i)title|head|section|group|categor|topic|accordion|toggle|name`)

// titleClasses finds classes of plain lines that are the titles of a list of
// links, where the markup has no headings: two or more short lines of one class,
// each right above links or above a line of another such class. The first class is
// the highest rank.
func titleClasses(d *parse.Document, region parse.Region) map[string]int {
	var order []string
	good, all := make(map[string]int), make(map[string]int)
	blocks := make([]*parse.Block, 0, len(d.Blocks))
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == region && b.Kind != parse.Image {
			blocks = append(blocks, b)
		}
	}
	for i, b := range blocks {
		if b.Kind == parse.Heading && b.Level > 1 {
			return nil
		}
		if b.Kind != parse.Paragraph || !classOfTitle.MatchString(b.Class) || len(b.Links) > 0 {
			continue
		}
		if all[b.Class]++; all[b.Class] == 1 {
			order = append(order, b.Class)
		}
		if i+1 < len(blocks) && isTitleLine(b) && (len(blockLinks(blocks[i+1])) > 0 || isTitleLine(blocks[i+1]) && blocks[i+1].Class != b.Class && classOfTitle.MatchString(blocks[i+1].Class)) {
			good[b.Class]++
		}
	}
	ranks := make(map[string]int)
	for _, c := range order {
		if good[c] >= 2 && good[c]*5 >= all[c]*4 && rankBold+len(ranks) < rankEntry {
			ranks[c] = rankBold + len(ranks)
		}
	}
	return ranks
}

// isTitleLine reports a plain line that reads like a title.
func isTitleLine(b *parse.Block) bool {
	text := strings.TrimSpace(b.Text)
	return b.Kind == parse.Paragraph && len(b.Links) == 0 && text != "" && countWords(text) <= 12 && !strings.ContainsAny(text, "\n") && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ":")
}

// titled is the rank of block i as a title by its class, 0 if it is none.
func (r *rowReader) titled(i int) int {
	b := &r.doc.Blocks[i]
	if b.Kind != parse.Paragraph || !isTitleLine(b) {
		return 0
	}
	return r.ranks[b.Class]
}
