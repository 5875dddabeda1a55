package toc

import (
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Repositories list documents as libraries cite them, "Team (2022) <a>Title</a> Guideline. Trust.",
// below the tools that order the list.

// leastCited is how many citations set alike a list has at least, and longestCited how many bytes
// a citation has at most.
const leastCited, longestCited = 4, 600

// A citing is what stands before and behind the link of a citation.
type citing struct{ before, behind string }

var (
	digitsOfCitation = pattern.New(`\d+`)
	wordOfCitation   = pattern.New(`[A-Za-z]{2}`)
)

// citations are the blocks of a list that cite each document: what stands around their one link
// is the same on several, but for the digits, or on one side the same as on these, and most lines with one link
// are so.
func citations(d *parse.Document, region parse.Region) map[int]bool {
	if !mayCite(d, region) {
		return nil
	}
	lines := make(map[int]citing)
	alike := make(map[citing]int)
	for i := range d.Blocks {
		if c, ok := citingOf(&d.Blocks[i], region); ok {
			lines[i] = citing{digitsOfCitation.ReplaceAllString(c.before, "0"), digitsOfCitation.ReplaceAllString(c.behind, "0")}
			alike[lines[i]]++
		}
	}
	before, behind := make(map[string]bool), make(map[string]bool)
	for c, n := range alike {
		if n >= leastCited && c.hasWords() {
			before[c.before], behind[c.behind] = true, true
		}
	}
	cited := make(map[int]bool)
	for i, c := range lines {
		if before[c.before] || behind[c.behind] {
			cited[i] = true
		}
	}
	if len(cited)*3 < len(lines)*2 {
		return nil
	}
	return cited
}

// mayCite is a cheap look for lines enough with words on both sides of their link.
func mayCite(d *parse.Document, region parse.Region) bool {
	n := 0
	for i := 0; i < len(d.Blocks) && n < leastCited; i++ {
		c, ok := citingOf(&d.Blocks[i], region)
		n += wording.BoolInt(ok && c.hasWords())
	}
	return n == leastCited
}

// citingOf is what stands around the one link of a line; false of any other block.
func citingOf(b *parse.Block, region parse.Region) (citing, bool) {
	if b.Region != region || b.Kind != parse.Paragraph && b.Kind != parse.Item || len(b.Links) != 1 || len(b.Text) > longestCited {
		return citing{}, false
	}
	k := &b.Links[0]
	if k.Start < 0 || k.End > len(b.Text) || k.Start >= k.End {
		return citing{}, false
	}
	return citing{b.Text[:k.Start], b.Text[k.End:]}, true
}

func (c *citing) hasWords() bool {
	return wordOfCitation.MatchString(c.behind) && wordOfCitation.MatchString(c.before)
}

// citedTitle is a citation without what stands around its link.
func citedTitle(b *parse.Block) *parse.Block {
	title, k := *b, b.Links[0]
	title.Text = b.Text[k.Start:k.End]
	k.Start, k.End = 0, len(title.Text)
	title.Links = []parse.Link{k}
	return &title
}

// citedFrom is the first block of a list of citations: the heading of its first section, or the
// first citation below the title of the page. What stands above says how to order and to leave the
// list. It is 0 without citations.
func citedFrom(d *parse.Document, cited map[int]bool) int {
	head := -1
	for i := range d.Blocks {
		switch b := &d.Blocks[i]; {
		case cited[i] && head >= 0 && d.Blocks[head].Level > 1:
			return head
		case cited[i]:
			return i
		case b.Region == parse.Main && b.Kind == parse.Heading && (head < 0 || b.Level <= d.Blocks[head].Level || d.Blocks[head].Level == 1):
			head = i
		}
	}
	return 0
}
