package toc

import (
	"manualwatch/normalise/titleflag"
	"manualwatch/parse"
)

// flagBelow reads a block that holds nothing but flags: they belong to the row
// just above it, as on a card.
func (r *rowReader) flagBelow(i int, b *parse.Block) bool {
	if len(r.rows) == 0 || len(b.Links) > 0 || b.Kind == parse.Heading {
		return false
	}
	last := &r.rows[len(r.rows)-1]
	if i-last.Block > 2 || r.badgeOver(i) || !last.Linked() && !titleflag.IsPlaceholder(last.Title) && !(last.Head && last.Rank > 1 && last.Rank < RankBold && r.buttonBelow(i)) {
		return false
	}
	flags, ok := titleflag.OnlyFlagged(b.Text)
	if !ok {
		return false
	}
	last.Flags = titleflag.TidyFlags(append(last.Flags, flags...))
	return true
}

// badgeOver reports a block of nothing but flags that begins a card: it shares more of the
// elements made alike with the block below it than with the one above.
func (r *rowReader) badgeOver(i int) bool {
	if i < 1 || i+1 >= len(r.doc.Blocks) {
		return false
	}
	b := &r.doc.Blocks[i]
	if len(b.Links) > 0 || b.Kind == parse.Heading || sharedEntries(b, &r.doc.Blocks[i+1]) <= sharedEntries(b, &r.doc.Blocks[i-1]) {
		return false
	}
	_, ok := titleflag.OnlyFlagged(b.Text)
	return ok
}

// sharedEntries counts the elements made alike that hold both blocks.
func sharedEntries(a, b *parse.Block) int {
	n := 0
	for n < len(a.Entries) && n < len(b.Entries) && a.Entries[n] == b.Entries[n] {
		n++
	}
	return n
}
