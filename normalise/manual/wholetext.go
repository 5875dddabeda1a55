package manual

import (
	"slices"

	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/toc"
	"manualwatch/parse"
)

// A wholeText is the text of the whole page of a row, which was read to see whether it holds
// chapters. Where it holds none, it is most often the row's text as it stands.
type wholeText struct {
	doc           *parse.Document
	number, title string // of the row, when it was read
	text          chaptertext.Text
}

// holdsChapters reports headings that may be those of chapters: one of several has headings below
// it, or will have, "Appendices".
func holdsChapters(heads []*toc.Node) bool {
	return len(heads) > 1 && slices.ContainsFunc(heads, func(h *toc.Node) bool {
		return len(h.Kids) > 0 || toc.AppendicesTitle.MatchString(h.Title)
	})
}

// textOf reads the text of a node, if it was not read before.
func (rd *reading) textOf(c *content) chaptertext.Text {
	number, title := c.node.Num.Text, c.node.Title
	if whole, ok := rd.whole.LoadAndDelete(c.node); ok {
		if w := whole.(wholeText); w.doc == c.doc && w.number == number && w.title == title && sameBlocks(c.blocks, c.doc.Blocks) {
			return w.text
		}
	}
	return chaptertext.Read(c.doc, c.blocks, number, title)
}

// sameBlocks reports one and the same slice.
func sameBlocks(a, b []parse.Block) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
