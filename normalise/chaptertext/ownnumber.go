package chaptertext

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// dropOwnNumber drops the heading that says no more than the chapter's number, "Chapter 2", among
// those at the top, unless the title follows: a page may print its number in its place. Where the
// headings further on are counted by the same word, it is the first of these.
func dropOwnNumber(blocks []parse.Block, number, title string) []parse.Block {
	for i := 0; i < len(blocks) && blocks[i].Kind == parse.Heading; i++ {
		n, ok := wording.PureNumber(blocks[i].Text)
		if !ok || n.Keyword == "" || !sameCount(n.Text, number) {
			continue
		}
		counted := func(b *parse.Block) bool {
			alone, _ := wording.PureNumber(b.Text)
			return b.Kind == parse.Heading && (alone.Keyword == n.Keyword || toc.HeadRow(b).Num.Keyword == n.Keyword)
		}
		if i+1 < len(blocks) && wording.Solid(blocks[i+1].Text) == wording.Solid(title) || parse.AnyBlock(blocks[i+1:], counted) {
			return blocks
		}
		return slices.Delete(blocks, i, i+1)
	}
	return blocks
}

// sameCount reports two spellings of one number, "2" and "Two".
func sameCount(a, b string) bool {
	return a != "" && strings.EqualFold(inDigits(a), inDigits(b))
}

// inDigits is a number, in digits where it is spelled out.
func inDigits(number string) string {
	if v := wording.WordValue(strings.ToLower(number)); v > 0 {
		return strconv.Itoa(v)
	}
	return number
}
