package amend

import (
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
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
		} else if r.titleIn(wording.Squeeze(b.Text)) != "" {
			return blocks
		}
	}
	return blocks[:end]
}

// datedPart finds the last block of a page that holds a date or says what sort of change
// follows, and the rank of the headings that end what such blocks tell of; 0 if none does.
func datedPart(blocks []parse.Block) (last, level int) {
	last = len(blocks) - 1
	for last >= 0 && !tellsWhen(&blocks[last]) {
		last--
	}
	if last < 0 {
		return 0, 0
	}
	above := 0
	for i := range blocks[:last+1] {
		b := &blocks[i]
		rank := headRank(b)
		if rank == 0 || b.Region != parse.Main || b.Kind == parse.Image {
			continue
		}
		if text := wording.Squeeze(b.Text); tellsContext(text) {
			above = rank - 1
		} else if rank > 1 && namesAmendments(strings.TrimSpace(text)) {
			level = rank
		}
	}
	if above > 0 {
		return last, above
	}
	return last, level
}

// tellsWhen reports a block that holds a date or says what sort of change follows, and is
// no heading that names the amendments.
func tellsWhen(b *parse.Block) bool {
	if b.Region != parse.Main || b.Kind == parse.Image {
		return false
	}
	text := wording.Squeeze(b.Text)
	return tellsContext(text) || holdsDate(text) && !(headRank(b) > 1 && namesAmendments(strings.TrimSpace(text)))
}

// tellsContext reports a line that says nothing but when or what sort of change follows.
func tellsContext(text string) bool {
	if len(text) > longestContext {
		return false
	}
	if _, _, dated := headDate(text); dated || YearHead.MatchString(text) || saysKind(text) {
		return true
	}
	_, month := dates.MonthName(text)
	return month
}

// holdsDate reports a text with a date that is not that of the next update.
func holdsDate(text string) bool {
	_, _, dated := dates.FirstDate(text)
	if dated {
		_, next := NextUpdate(text)
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
	case b.Kind == parse.Box, b.Kind == parse.Paragraph && b.Bold && len(b.Links) == 0 && wording.CountWords(b.Text) <= 8:
		return toc.RankBold
	}
	return 0
}
