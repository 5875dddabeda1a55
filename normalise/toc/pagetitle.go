package toc

import (
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// dropPageTitle takes away a heading without a number that holds the whole list and its
// sections, or that leads to the page itself: it names the page, the manual or the board,
// unless another does.
func dropPageTitle(s *Site, roots []*Node) []*Node {
	if len(roots) != 1 {
		return roots
	}
	top := roots[0]
	if !top.Head || top.Num.Text != "" || s.named(top) && !s.namesAll(top) {
		return roots
	}
	// The page that a heading leads to is its own, under another address or not.
	own := top.Linked() && (top.Target == top.Page || top.Target < 0) && top.Rank == 1 && len(top.Kids) > 1 && IsTitle(top.Title, s.Input.Pages[top.Page].Document.Title)
	if !own && (top.Linked() || !holdsSections(top)) {
		return roots
	}
	for _, n := range top.Kids {
		n.Parent = nil
	}
	return top.Kids
}

// holdsSections reports a heading over two sections at least: headings, or most of its
// entries, with more below them than the appendices of a chapter.
func holdsSections(top *Node) bool {
	heads, entries := 0, 0
	for _, n := range top.Kids {
		if len(n.Kids) > 0 {
			heads += wording.BoolInt(n.Head || !n.Linked())
			entries += wording.BoolInt(!allAppendices(n.Kids))
		}
	}
	return heads > 1 || entries > 1 && entries*2 > len(top.Kids)
}

// named reports whether the page of a heading has its title above it, and the heading
// says something else.
func (s *Site) named(n *Node) bool {
	d := s.Input.Pages[n.Page].Document
	if IsTitle(n.Title, d.Title) || n.Block >= len(d.Blocks) || d.Blocks[n.Block].Region != parse.Main {
		return false
	}
	for i := range d.Blocks[:n.Block] {
		if isPageHead(&d.Blocks[i]) {
			return IsTitle(d.Blocks[i].Text, d.Title)
		}
	}
	return false
}

// isPageHead reports a heading of the first rank in the main part.
func isPageHead(b *parse.Block) bool {
	return b.Kind == parse.Heading && b.Level == 1 && b.Region == parse.Main
}

var (
	// papersTitle names sorts of papers and nothing else.
	papersTitle = pattern.New(`(?i)^(?:(?:our|all|the)\s+)?(?:(?:policy|policies|procedures?|protocols?|guidance|documents?|publications?|resources?)(?:\s*,\s*|\s+(?:and|&)\s+|\s*$)){1,4}$`)
	// boardName is the name of a board.
	boardName = pattern.New(`(?i)\b(?:safeguarding|protection)\b.{0,60}\b(?:board|partnership|committee|panel|forum|council|alliance)$`)
)

// namesAll reports a heading below the title of its page that names no section either: sorts
// of papers, the board, or what stands on the front of a book, right below the title and
// above the label of the list.
func (s *Site) namesAll(n *Node) bool {
	if papersTitle.MatchString(n.Title) || boardName.MatchString(n.Title) {
		return true
	}
	blocks := s.Input.Pages[n.Page].Document.Blocks
	if n.Block == 0 || n.Block >= len(blocks) || !isPageHead(&blocks[n.Block-1]) || len(n.Kids) == 0 || n.Kids[0].Page != n.Page {
		return false
	}
	for i := n.Block + 1; i < min(n.Kids[0].Block, len(blocks)); i++ {
		if ContentLabel.MatchString(strings.TrimSpace(blocks[i].Text)) {
			return true
		}
	}
	return false
}
