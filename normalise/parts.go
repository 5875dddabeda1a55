package normalise

import "manualwatch/parse"

// openParts takes apart the documents that a list leads to and that are no chapters but
// parts of the manual, "Section 2" or "Part B" with chapters of their own: their rows
// become sections with the chapters below. It returns the amendments that these
// documents tell before their first chapters.
func (rd *reading) openParts(roots []*node) []Amendment {
	var front []Amendment
	walkOnce(roots, func(n *node) {
		if len(n.kids) > 0 || n.also || n.target < 0 || rd.role[n.target] != rolePage || !partNumber(n.num) {
			return
		}
		b := book{page: n.target}
		b.read(rd, n)
		if len(b.roots) == 0 || !b.isPart(n) {
			return
		}
		n.kind, n.kids, n.own = KindSection, b.roots, b.text.own
		if n.own == nil {
			n.own = []parse.Block{} // the document is read
		}
		for _, k := range n.kids {
			k.parent = n
			if k.kind == KindHeading || k.kind == KindSection {
				k.kind = KindChapter
			}
			walk(k.kids, func(h *node) { h.kind = KindHeading })
		}
		front = append(front, b.front...)
	})
	return front
}

// partNumber reports a number that names a part of a manual, not a chapter.
func partNumber(n numeral) bool {
	switch n.keyword {
	case "part", "section", "volume", "book":
		return true
	}
	return false
}

// isPart reports whether the document of row n has chapters: at least two of its
// headings, most of them with headings of their own, go on from the number of the row or
// are named by the document's list of contents. Those of a volume, whatever their
// numbers.
func (b *book) isPart(n *node) bool {
	chapters, rich := 0, 0
	for _, k := range b.roots {
		if k.listed || n.num.keyword != "section" || numberPrefix(n.num.text, k.num.text) {
			chapters++
			rich += boolInt(len(k.kids) > 0)
		}
	}
	return chapters >= 2 && chapters*2 > len(b.roots) && rich*2 >= chapters
}
