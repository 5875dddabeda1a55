package toc

import (
	"slices"

	"manualwatch/normalise/wording"
)

// oneView keeps one of two views of the list that stand under a heading each, as tabs
// have them: "By section" with the sections, and "A to Z" with the same chapters under
// letters or in one list. Neither heading is a section.
func oneView(roots []*Node) []*Node {
	for i, n := range roots {
		if !isView(n) || !bySections(n) {
			continue
		}
		for k, o := range roots {
			if k == i || !isView(o) || bySections(o) || o.Rank != n.Rank || !sameLeaves(n, o) {
				continue
			}
			kids := hoist(n)
			roots = slices.Replace(slices.Clone(roots), i, i+1, kids...)
			return slices.DeleteFunc(roots, func(m *Node) bool { return m == o })
		}
	}
	return roots
}

// Alphabetic reports whether the lists of a tree all stand under letters.
func Alphabetic(roots []*Node) bool {
	letters := 0
	for _, n := range roots {
		if IsLetterHead(n) {
			letters++
		} else if len(n.Kids) > 0 {
			return false
		}
	}
	return letters > 2
}

// bySections reports a heading over at least two sections that are no letters.
func bySections(n *Node) bool {
	sections := 0
	for _, k := range n.Kids {
		sections += wording.BoolInt(len(k.Kids) > 0)
	}
	return sections > 1 && !Alphabetic(n.Kids)
}

// isView reports a heading that may name a view of a list.
func isView(n *Node) bool {
	return n.Head && !n.Linked() && n.Num.Text == "" && len(n.Kids) > 1
}

// leaves are the places that the entries below a heading lead to.
func leaves(n *Node) map[string]bool {
	set := make(map[string]bool)
	Walk(n.Kids, func(k *Node) {
		if k.Linked() && len(k.Kids) == 0 {
			set[k.Place()] = true
		}
	})
	return set
}

// sameLeaves reports whether the chapters below o all stand below n as well, and hardly
// one stands there alone.
func sameLeaves(n, o *Node) bool {
	here, there := leaves(n), leaves(o)
	for at := range there {
		if !here[at] {
			return false
		}
	}
	return len(there) > 3 && len(there)*10 >= len(here)*9
}
