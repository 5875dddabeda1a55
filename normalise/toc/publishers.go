package toc

import (
	"slices"

	"manualwatch/normalise/wording"
)

// dropPublishers takes away the list of those who publish the manual that stands above its own
// entries, "The consortium comprises": all lead to other sites, most to the front page of one.
func dropPublishers(s *Site, roots []*Node) []*Node {
	at := slices.IndexFunc(roots, func(n *Node) bool { return len(n.Kids) > 0 || n.Linked() || n.Num.Text != "" })
	if at < 0 || at+1 == len(roots) {
		return roots
	}
	n, fronts := roots[at], 0
	for _, k := range n.Kids {
		fronts += wording.BoolInt(k.Num.Text == "" && atRoot(k.Href))
	}
	if n.Num.Text != "" || n.Linked() || fronts < 2 || fronts*2 <= len(n.Kids) || !allOutside(s, n.Kids) {
		return roots
	}
	return slices.Delete(roots, at, at+1)
}
