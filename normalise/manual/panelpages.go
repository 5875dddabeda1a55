package manual

import (
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// Some manuals are a few pages of panels that open, one for each section, and in each panel stands a
// whole chapter. A policy in panels looks much the same: but it begins with words of its own, its
// panels have hardly any headings, or they are called as those of the next policy.

// inPanels reports pages that say nothing but what is in panels, most of which have headings of
// their own.
func (rd *reading) inPanels(books map[*toc.Node]*book) bool {
	const mostAhead, leastHeads = 30, 2 // words above the panels, headings in one
	all, rich := 0, 0
	for _, b := range books {
		if b.guide || wordsIn(b.text.Own) > mostAhead {
			return false
		}
		panels := make(map[int]bool)
		for _, k := range b.roots {
			head := rd.headOf(b.page, k)
			if head == nil || len(head.Entries) == 0 {
				return false
			}
			panels[head.Entries[len(head.Entries)-1]] = true
			all++
			rich += wording.BoolInt(len(k.Kids) >= leastHeads)
		}
		if len(panels) < len(b.roots) {
			return false
		}
	}
	return rich*3 >= all*2
}

// wordsIn counts the words of some blocks.
func wordsIn(blocks []parse.Block) int {
	n := 0
	for i := range blocks {
		n += wording.CountWords(blocks[i].Text)
	}
	return n
}

// countedByPlace reports pages without numbers on which the headings are counted by the place of the
// page: "1.1" and "1.2" on the first, "2.1" on the next. A chapter that counts its headings so has
// the number itself.
func countedByPlace(leaves []*toc.Node, books map[*toc.Node]*book) bool {
	last := ""
	for _, n := range leaves {
		b := books[n]
		if b == nil {
			continue
		}
		if n.Num.Text != "" || b.roots[0].Num.Parts != 2 {
			return false
		}
		place, _, _ := strings.Cut(b.roots[0].Num.Text, ".")
		for _, k := range b.roots {
			if k.Num.Parts != 2 || !wording.NumberPrefix(place, k.Num.Text) {
				return false
			}
		}
		if last != "" && wording.NumberKey(place) <= wording.NumberKey(last) {
			return false
		}
		last = place
	}
	return last != ""
}
