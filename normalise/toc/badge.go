package toc

import (
	"manualwatch/normalise"
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

// reviewBelow flags a heading that leads nowhere by the sentence right below it: "This protocol is
// being reviewed by the health group and will be published here in due course."
func (r *rowReader) reviewBelow(i int, b *parse.Block) {
	if len(r.rows) == 0 || len(b.Links) > 0 || b.Kind != parse.Paragraph || !titleflag.TellsReview(b.Text) {
		return
	}
	if last := &r.rows[len(r.rows)-1]; last.Block == i-1 && last.Head && last.Rank > 1 && !last.Linked() {
		last.Flags = titleflag.TidyFlags(append(last.Flags, normalise.FlagUnderReview))
	}
}

// badgeOver reports a block of nothing but flags above the title of a card: it shares elements
// made alike with the block below it, and no title and no link stands above it in these.
func (r *rowReader) badgeOver(i int) bool {
	if i < 1 || i+1 >= len(r.doc.Blocks) {
		return false
	}
	b := &r.doc.Blocks[i]
	card := sharedEntries(b, &r.doc.Blocks[i+1])
	if len(b.Links) > 0 || b.Kind == parse.Heading || card == 0 {
		return false
	}
	if _, ok := titleflag.OnlyFlagged(b.Text); !ok {
		return false
	}
	for k := i - 1; k >= 0 && sharedEntries(b, &r.doc.Blocks[k]) >= card; k-- {
		if o := &r.doc.Blocks[k]; len(o.Links) > 0 || o.Kind == parse.Heading {
			return false
		}
	}
	return true
}

// sharedEntries counts the elements made alike that hold both blocks.
func sharedEntries(a, b *parse.Block) int {
	n := 0
	for n < len(a.Entries) && n < len(b.Entries) && a.Entries[n] == b.Entries[n] {
		n++
	}
	return n
}
