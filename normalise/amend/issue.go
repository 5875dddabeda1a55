package amend

import (
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Newsletters tell of the manual under one heading of each issue, "Handbook updates", and of much
// else before and behind what stands there.

// updatesHead is such a heading: changes, and at most whose they are or of what.
var updatesHead = pattern.New(`(?i)^(?:.{2,60}\s)?(?:amendments|updates|changes|revisions)(?:\s+(?:to|in)\s.{2,60})?$`)

// An issue is the blocks from a heading with a date to the next one of its rank.
type issue struct{ from, to int }

// withoutOtherNews leaves out what issues say beside their parts on the manual, where each issue has
// such a part under the same heading, and what stands beside them all names no chapter.
func (r *amendReader) withoutOtherNews(blocks []parse.Block) []parse.Block {
	issues := issuesOf(blocks)
	heads := sharedHeads(blocks, issues)
	if len(issues) < leastRecords || len(heads) == 0 {
		return blocks
	}
	other := make(map[int]bool)
	for _, is := range issues {
		part := 0 // rank of the heading of the part
		for i := is.from + 1; i < is.to; i++ {
			b := &blocks[i]
			if b.Region != parse.Main {
				continue
			}
			if b.Kind == parse.Heading && (part == 0 || b.Level <= part) {
				part = b.Level * wording.BoolInt(heads[headWords(b)])
			}
			if part > 0 {
				continue
			}
			if r.tellsOfManual(b) {
				return blocks
			}
			other[i] = true
		}
	}
	out := make([]parse.Block, 0, len(blocks)-len(other))
	for i := range blocks {
		if !other[i] {
			out = append(out, blocks[i])
		}
	}
	return out
}

// issuesOf are the issues on a page: the first heading with a date shows the rank of the others.
func issuesOf(blocks []parse.Block) []issue {
	var out []issue
	rank, open := 0, false
	for i := range blocks {
		b := &blocks[i]
		if b.Region != parse.Main || b.Kind != parse.Heading {
			continue
		}
		if open && b.Level <= rank {
			out[len(out)-1].to, open = i, false
		}
		if rank > 0 && b.Level != rank || !monthHead(b) {
			continue
		}
		rank, open = b.Level, true
		out = append(out, issue{i, len(blocks)})
	}
	return out
}

// sharedHeads are the headings of updates, folded, that stand in every issue.
func sharedHeads(blocks []parse.Block, issues []issue) map[string]bool {
	count := make(map[string]int)
	for _, is := range issues {
		here := make(map[string]bool)
		for i := is.from + 1; i < is.to; i++ {
			if b := &blocks[i]; b.Region == parse.Main && b.Kind == parse.Heading && len(b.Text) <= longestContext && updatesHead.MatchString(wording.Squeeze(b.Text)) {
				here[headWords(b)] = true
			}
		}
		for head := range here {
			count[head]++
		}
	}
	out := make(map[string]bool)
	for head, n := range count {
		if n == len(issues) {
			out[head] = true
		}
	}
	return out
}

func headWords(b *parse.Block) string { return wording.Fold(wording.Squeeze(b.Text)) }

// tellsOfManual reports a block that may tell of the manual: it names a chapter, says of the whole
// that it was changed or what sort of change follows, or stands in a table.
func (r *amendReader) tellsOfManual(b *parse.Block) bool {
	text := wording.Squeeze(b.Text)
	return b.Kind == parse.Row || saysKind(text) || scopeHead.MatchString(text) && len(text) <= longestContext || r.titleIn(text) != "" || r.mention(text) != "" || r.tellsOfAll(text)
}
