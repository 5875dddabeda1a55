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
		if rank := headRank(b); b.Region != parse.Main || rank < 2 || rank > level {
			continue
		}
		if i > last {
			end = min(end, i)
		} else if r.titleIn(squeeze(b.Text)) != "" {
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
		text, rank := squeeze(b.Text), headRank(b)
		switch {
		case rank > 0 && tellsContext(text):
			last, level, above = i, named, rank-1
		case rank > 1 && namesAmendments(strings.TrimSpace(text)):
			named = rank
		case holdsDate(text) || tellsContext(text):
			last, level = i, named
		}
	}
	if above > 0 {
		return last, above
	}
	return last, level
}

// tellsContext reports a line that says nothing but when or what sort of change follows.
func tellsContext(text string) bool {
	if len(text) > longestContext {
		return false
	}
	if _, _, dated := headDate(text); dated || yearHead.MatchString(text) || saysKind(text) {
		return true
	}
	_, month := monthName(text)
	return month
}

// holdsDate reports a text with a date that is not that of the next update.
func holdsDate(text string) bool {
	_, _, dated := firstDate(text)
	if dated {
		_, next := nextUpdate(text)
		dated = !next
	}
	return dated
}

// headRank is the rank of a heading, or of a bold line or the label of a box, set as one
// below all headings; 0 for other blocks.
func headRank(b *parse.Block) int {
	switch {
	case b.Kind == parse.Heading:
		return b.Level
	case b.Kind == parse.Box, b.Kind == parse.Paragraph && b.Bold && len(b.Links) == 0 && countWords(b.Text) <= 8:
		return rankBold
	}
	return 0
}
