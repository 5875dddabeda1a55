package normalise

import (
	"strings"

	"manualwatch/parse"
)

// untilOther are the blocks of a page up to the heading behind the last date with which
// something else begins. Some pages are for more than amendments: help, a guide to the
// manual. Their list ends at a heading above those that are dates, or of the rank of the
// one that names the amendments, unless such headings before it are titles of the manual.
func (r *amendReader) untilOther(blocks []parse.Block) []parse.Block {
	last, level := datedPart(blocks)
	end := len(blocks)
	for i := range blocks {
		b := &blocks[i]
		if b.Region != parse.Main || b.Kind != parse.Heading || b.Level > level || b.Level == 1 {
			continue
		}
		if i > last {
			end = min(end, i)
		} else if r.titles.find(squeeze(b.Text)) >= 0 {
			return blocks
		}
	}
	return blocks[:end]
}

// datedPart finds the last block of a page that holds a date or says what sort of change
// follows, and the rank of the headings that end what such blocks tell of; 0 if none does.
func datedPart(blocks []parse.Block) (last, level int) {
	named, above := 0, 0
	for i := range blocks {
		b := &blocks[i]
		if b.Region != parse.Main || b.Kind == parse.Image {
			continue
		}
		text := squeeze(b.Text)
		if b.Kind != parse.Heading {
			if _, _, dated := firstDate(text); dated {
				last, level = i, named
			}
			continue
		}
		if _, _, dated := headDate(text); dated || yearHead.MatchString(text) || newHead.MatchString(text) || updatedHead.MatchString(text) {
			last, level, above = i, named, b.Level-1
		} else if b.Level > 1 && namesAmendments(strings.TrimSpace(text)) {
			named = b.Level
		}
	}
	if above > 0 {
		return last, above
	}
	return last, level
}
