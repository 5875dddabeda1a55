package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// withoutImprint sets apart what stands below the title of the page about the whole document: who
// wrote it and which version it is. Where a chapter is named there, or others such follow, they
// are entries of the record.
func (r *amendReader) withoutImprint(blocks []parse.Block) []parse.Block {
	at := parse.IndexBlock(blocks, func(b *parse.Block) bool {
		return b.Region == parse.Main && !(b.Kind == parse.Heading && b.Level == 1)
	})
	if at < 0 || !toc.IsImprint(&blocks[at]) || parse.AnyBlock(blocks[at+1:], toc.IsImprint) {
		return blocks
	}
	for line := range strings.SplitSeq(blocks[at].Text, "\n") {
		if r.titles.find(wording.Squeeze(line)) >= 0 {
			return blocks
		}
	}
	return slices.Concat(blocks[:at], asFurniture(blocks[at:at+1]), blocks[at+1:])
}
