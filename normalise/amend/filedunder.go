package amend

import (
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// Some sites print below the words of an entry under which names they file it: the areas to
// which it applies, its topics, for whom it is. No word of the line tells that it is no part of
// the words on a change; that the same few names come back below other entries does.

// withoutFiling leaves out such lines: all that are set so stand below the words of an entry that
// has named its chapter, and hold names that come back.
func (r *amendReader) withoutFiling(blocks []parse.Block) []parse.Block {
	at := make(map[string][]int) // by look
	for i := range blocks {
		if b := &blocks[i]; b.Region == parse.Main && b.Kind == parse.Paragraph && b.Class != "" {
			look := lookOf(b)
			at[look] = append(at[look], i)
		}
	}
	drop := make(map[int]bool)
	for _, lines := range at {
		if len(lines) >= 2*leastRecords && r.areFiling(blocks, lines) {
			for _, i := range lines {
				drop[i] = true
			}
		}
	}
	return leftOut(blocks, drop)
}

// areFiling reports lines that say under which names their entries are filed.
func (r *amendReader) areFiling(blocks []parse.Block, lines []int) bool {
	names, all, last := make(map[string]bool), 0, -1
	for _, i := range lines {
		parts := r.filedUnder(&blocks[i])
		if parts == nil || i == 0 || !saysWords(&blocks[i-1]) || !r.nameAmong(blocks[last+1:i]) {
			return false
		}
		for _, name := range parts {
			names[name] = true
		}
		all, last = all+len(parts), i
	}
	return len(names)*2 <= all
}

// filedUnder are the names of which such a line consists, nil where it is another.
func (r *amendReader) filedUnder(b *parse.Block) []string {
	const longest = 90 // bytes
	if len(b.Links) > 0 || len(b.Text) > longest || strings.ContainsAny(b.Text, "\n.;:") {
		return nil
	}
	var out []string
	cuts := cutsOf(b)
	if len(cuts) == 0 {
		cuts = []int{0, len(b.Text)}
	}
	for k, from := range cuts[:len(cuts)-1] {
		part := strings.Trim(b.Text[from:cuts[k+1]], partSigns)
		if part == "" {
			continue
		}
		t := r.tagAt(part, 0, len(part))
		if !t.odd && !r.isArea(part) {
			return nil
		}
		out = append(out, part)
	}
	return out
}

// saysWords reports a block of a sentence at least.
func saysWords(b *parse.Block) bool {
	return b.Region == parse.Main && b.Kind == parse.Paragraph && wording.CountWords(b.Text) > 1 && strings.HasSuffix(strings.TrimSpace(b.Text), ".")
}

// nameAmong reports blocks of which one is the name of a chapter, or a link to it.
func (r *amendReader) nameAmong(blocks []parse.Block) bool {
	return parse.AnyBlock(blocks, func(b *parse.Block) bool {
		return b.Region == parse.Main && (r.titles.find(wording.Squeeze(b.Text)) >= 0 || r.titles.byLink(layout.LinkOf(b.Links)) >= 0)
	})
}
