package parse

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Some themes begin at <h2>, and a site may change from one to the other: a page is read alike
// whichever rank its headings begin with.

// ranks are the elements of headings from the first rank on.
var ranks = []atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}

// raiseHeadings gives the headings of a page the ranks that they have where the title is of the
// first: one heading alone is of the highest rank, and <title> and it name one thing.
func raiseHeadings(root *html.Node) {
	heads, label := headingsOf(root)
	top, alone := len(ranks), 0
	for _, h := range heads {
		if rank := headRank(h); rank < top {
			top, alone = rank, 0
		}
		if headRank(h) == top {
			alone++
		}
	}
	if top == 0 || alone != 1 {
		return
	}
	for _, h := range heads {
		if headRank(h) == top && !namesOne(fold(wordsIn(h)), label) {
			return
		}
	}
	for _, h := range heads {
		h.DataAtom = ranks[headRank(h)-top]
		h.Data = h.DataAtom.String()
	}
}

// headingsOf are the headings of a page, and its <title> folded; none where one is of the first rank.
func headingsOf(root *html.Node) (heads []*html.Node, label string) {
	for n := root; n != nil; n = nodeAfter(n, root) {
		switch {
		case n.Type != html.ElementNode:
		case n.DataAtom == atom.H1:
			return nil, ""
		case headRank(n) > 0:
			heads = append(heads, n)
		case n.DataAtom == atom.Title && label == "":
			label = fold(wordsIn(n))
		}
	}
	return heads, label
}

// nodeAfter is the node of a tree that begins next behind the beginning of another, nil behind
// the last. Whole pages are walked so, for which an iterator is slow.
func nodeAfter(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n != root && n.NextSibling == nil {
		n = n.Parent
	}
	if n == root {
		return nil
	}
	return n.NextSibling
}

// headRank is the rank of a heading from 0 on, -1 for other elements.
func headRank(n *html.Node) int {
	return slices.IndexFunc(ranks, func(a atom.Atom) bool { return n.DataAtom == a })
}

// namesOne reports a heading that stands in a <title>, or says more than one of the parts of it
// does: "New Visits" in "Visits - Handbook".
func namesOne(head, label string) bool {
	const least = 4 // bytes of a name
	if len(head) >= least && strings.Contains(label, head) {
		return true
	}
	for _, part := range strings.FieldsFunc(label, func(c rune) bool { return strings.ContainsRune("-–—|:", c) }) {
		if part = strings.TrimSpace(part); len(part) >= least && strings.Contains(head, part) {
			return true
		}
	}
	return false
}

// wordsIn is the text in an element, its parts apart.
func wordsIn(n *html.Node) string {
	var sb strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			sb.WriteString(d.Data)
			sb.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(sb.String()), " ")
}
