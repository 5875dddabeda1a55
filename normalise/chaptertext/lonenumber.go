package chaptertext

import (
	"unicode"
	"unicode/utf8"

	"manualwatch/normalise"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
)

// CountsHeads reports a chapter whose headings are counted from 1.
func (c *Text) CountsHeads() bool {
	return len(c.Heads) > 1 && counts(c.Heads[0], "1") && counts(c.Heads[1], "2")
}

func counts(n *toc.Node, number string) bool { return n.Num.Keyword == "" && n.Num.Text == number }

// HasHeads reports a chapter with headings enough to be counted.
func (c *Text) HasHeads() bool { return len(c.Heads) > 1 }

// CountLone takes the 1 in front of the only heading of a chapter for its number. Alone it may be
// a word of the title ("1 Minute Guide"), so this is for a manual whose other chapters count
// their headings: a chapter that lost all headings but one has not renamed it.
func (c *Text) CountLone() {
	var lone *toc.Node
	for _, h := range c.Heads {
		switch {
		case h.Num.Text != "":
			return
		case h.Kind == normalise.KindAppendix:
		case lone != nil && h.Level <= lone.Level:
			return
		case lone == nil:
			lone = h
		}
	}
	if lone == nil {
		return
	}
	n, rest, ok := wording.SplitNumber(lone.Title)
	if first, _ := utf8.DecodeRuneInString(rest); ok && n.Keyword == "" && n.Text == "1" && unicode.IsUpper(first) {
		lone.Num, lone.Title = n, rest
	}
}
