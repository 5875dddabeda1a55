package amend

import (
	"slices"

	"manualwatch/normalise/chaptertext"
	"manualwatch/parse"
)

// withoutParticulars sets apart the table in which a document tells of itself, beside or below
// the record of its changes: "Version | 4", "Date approved | 24 March 2025". It tells no
// change. Where there are several such tables each is about a chapter, and they stay.
func withoutParticulars(blocks []parse.Block) []parse.Block {
	from, to := 0, 0
	for i := range blocks {
		end := chaptertext.ParticularsTable(blocks, i)
		if blocks[i].Region != parse.Main || end == i {
			continue
		}
		if to > 0 {
			return blocks
		}
		from, to = i, end
	}
	if to == 0 {
		return blocks
	}
	return slices.Concat(blocks[:from], asFurniture(blocks[from:to]), blocks[to:])
}
