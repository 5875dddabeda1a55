package toc

import (
	"slices"

	"manualwatch/normalise/wording"
)

// "See also" rows are no chapters: they point from the row above them, or from the list that they
// close.

// placeAlso hangs "see also" rows under the row they follow.
func placeAlso(s *Site, nodes *[]*Node) {
	var out []*Node
	for i, n := range *nodes {
		if n.Also && len(out) > 0 {
			at := out[len(out)-1]
			if !at.Also && !(at.Head && len(at.Kids) == 0) && !belowList(at, n) && !s.closesList(out, (*nodes)[i:]) {
				n.Parent = at
				at.Kids = append(at.Kids, n)
				continue
			}
		}
		out = append(out, n)
	}
	*nodes = out
	for _, n := range out {
		placeAlso(s, &n.Kids)
	}
}

// closesList reports an item of a list, or a row across a table, that leads to another site and
// behind which nothing but others such follow: it is to be seen beside all that the list names,
// two rows at least.
func (s *Site) closesList(above, from []*Node) bool {
	own, named := from[0], 0
	for _, n := range above {
		named += wording.BoolInt(n.Group == own.Group && !n.Also)
	}
	return named > 1 && own.Parent != nil && !slices.ContainsFunc(from, func(n *Node) bool {
		listed := n.Group != 0 && n.table == 0 || n.across
		return !n.Also || !listed || n.Group != own.Group || !n.Linked() || s.Internal(n.Href)
	})
}

// belowList reports a row that stands in no list right below the list of the row before it: it
// belongs to what the whole list does.
func belowList(at, n *Node) bool {
	return at.Group != 0 && n.Group == 0 && n.Parent != nil && at.Page == n.Page && n.Block == at.Block+1
}
