package chaptertext

import (
	"slices"
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// coverWords is what a cover says at most, outside tables.
const coverWords = 40

// dropCoverOf drops the title of a file that stands as a heading on its cover or below, over all
// the headings of the text: it would be read as the one heading of the chapter. What the cover
// says before it, its publisher and the number of the policy, are no headings.
func dropCoverOf(blocks []parse.Block, d *parse.Document, number, title string) []parse.Block {
	if !d.IsFile() {
		return blocks
	}
	name, words := wording.Solid(title), 0
	wants := []string{name, wording.Solid(number) + name, wording.Solid(d.Title)}
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == parse.Heading {
			n, rest := headNumber(b)
			same := isWanted(wording.Solid(b.Marker+b.Text), wants) || n.Keyword == "policy" && isWanted(wording.Solid(rest), wants)
			if same && overHeads(blocks, i) || bareTitle(blocks, i, title) {
				return withoutCover(blocks, i)
			}
			if same {
				return blocks
			}
		}
		if b.Kind != parse.Row {
			words += wording.CountWords(b.Text)
		}
		if words > coverWords || b.Kind == parse.Item || isProse(b) {
			return blocks
		}
	}
	return blocks
}

// withoutCover drops the title, block i, and makes plain lines of what is set as headings above it.
func withoutCover(blocks []parse.Block, i int) []parse.Block {
	for k := range blocks[:i] {
		o := &blocks[k]
		if o.Kind == parse.Heading {
			o.Kind, o.Level = parse.Paragraph, 0
		}
		o.Bold = o.Bold && o.Kind != parse.Paragraph
	}
	return slices.Delete(blocks, i, i+1)
}

// overHeads reports a heading over its text and others, set higher than the next of them, or over a
// text without any.
func overHeads(blocks []parse.Block, i int) bool {
	next := parse.IndexBlock(blocks[i+1:], func(b *parse.Block) bool { return b.Kind == parse.Heading })
	return (next < 0 || blocks[i+1+next].Level > blocks[i].Level) && !setAsOthers(blocks[i:])
}

// bareTitle reports a heading that says the title in more words, "Safeguarding and Child Protection
// Policy" for "Safeguarding policy", and nothing else: another heading comes next, set as high, or
// all that come are set lower. The only heading of the text may say it in fewer words too.
func bareTitle(blocks []parse.Block, i int, title string) bool {
	b := &blocks[i]
	n, _ := headNumber(b)
	more := saysTitle(b.Text, title)
	switch {
	case n.Text != "" || i+1 == len(blocks):
		return false
	case !parse.AnyBlock(blocks[i+1:], func(o *parse.Block) bool { return o.Kind == parse.Heading }):
		return more || wording.CountWords(b.Text) > 1 && saysTitle(title, b.Text)
	case !more || blocks[i+1].Kind != parse.Heading:
		return false
	}
	return blocks[i+1].Level <= b.Level || !parse.AnyBlock(blocks[i+1:], func(o *parse.Block) bool { return o.Kind == parse.Heading && o.Level <= b.Level })
}

// saysTitle reports a line that has all the words of a title, be they one or many: "complaint" for
// "complaints".
func saysTitle(line, title string) bool {
	stems := func(s string) []string {
		out := strings.Fields(wording.Fold(s))
		for i := range out {
			out[i] = strings.TrimRight(out[i], "s")
		}
		return slices.DeleteFunc(out, func(w string) bool { return w == "and" || w == "&" || w == "the" })
	}
	said, wants := stems(line), stems(title)
	return len(wants) > 0 && !slices.ContainsFunc(wants, func(w string) bool { return !slices.Contains(said, w) })
}
