package normalise

import "slices"

// oneView keeps one of two views of the list that stand under a heading each, as tabs
// have them: "By section" with the sections, and "A to Z" with the same chapters under
// letters or in one list. Neither heading is a section.
func oneView(roots []*node) []*node {
	for i, n := range roots {
		if !isView(n) || !bySections(n) {
			continue
		}
		for k, o := range roots {
			if k == i || !isView(o) || bySections(o) || o.rank != n.rank || !sameLeaves(n, o) {
				continue
			}
			kids := hoist(n)
			roots = slices.Replace(slices.Clone(roots), i, i+1, kids...)
			return slices.DeleteFunc(roots, func(m *node) bool { return m == o })
		}
	}
	return roots
}

// alphabetic reports whether the lists of a tree all stand under letters.
func alphabetic(roots []*node) bool {
	letters := 0
	for _, n := range roots {
		if isLetterHead(n) {
			letters++
		} else if len(n.kids) > 0 {
			return false
		}
	}
	return letters > 2
}

// bySections reports a heading over at least two sections that are no letters.
func bySections(n *node) bool {
	sections := 0
	for _, k := range n.kids {
		sections += boolInt(len(k.kids) > 0)
	}
	return sections > 1 && !alphabetic(n.kids)
}

// isView reports a heading that may name a view of a list.
func isView(n *node) bool {
	return n.head && !n.linked() && n.num.text == "" && len(n.kids) > 1
}

// leaves are the places that the entries below a heading lead to.
func leaves(n *node) map[string]bool {
	set := make(map[string]bool)
	walk(n.kids, func(k *node) {
		if k.linked() && len(k.kids) == 0 {
			set[k.place()] = true
		}
	})
	return set
}

// sameLeaves reports whether the chapters below o all stand below n as well, and hardly
// one stands there alone.
func sameLeaves(n, o *node) bool {
	here, there := leaves(n), leaves(o)
	for at := range there {
		if !here[at] {
			return false
		}
	}
	return len(there) > 3 && len(there)*10 >= len(here)*9
}
