package toc

import (
	"maps"
	"slices"
	"strings"

	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// groupedBy is the name of a column by which tables are grouped.
var groupedBy = pattern.New(`(?i)^(?:[\w-]+\s+)?(?:section|part|volume|chapter|category|theme|topic|subject|group|area|type|kind|department|directorate|service|team)$`)

// columnLabel parts the caption of a table into the name of a column and what the rows below
// have there: "Section: 1. Policy". A sign apart from the word before it was written by a
// program, whatever the column is called; otherwise the words before it may belong to the title,
// "Children: assessment".
func columnLabel(rw *Row) (name, rest string) {
	name, rest, ok := strings.Cut(rw.Title, ":")
	bare := strings.TrimSpace(name)
	if !ok || rw.table == 0 || rw.Linked() || rw.Num.Text != "" || wording.CountWords(name) > 2 || bare == name && !groupedBy.MatchString(name) {
		return "", ""
	}
	return wording.Fold(name), strings.TrimSpace(rest)
}

// dropLabels takes the name of a column off the captions of a table that is grouped
// by it: "Section : 1. Policy", "Section : 2. Procedures".
func dropLabels(rows []Row) {
	labels := make(map[string]int)
	for i := range rows {
		if name, rest := columnLabel(&rows[i]); rest != "" {
			labels[name]++
		}
	}
	if len(labels) != 1 {
		return
	}
	for i := range rows {
		name, rest := columnLabel(&rows[i])
		if rest == "" || labels[name] < 2 {
			continue
		}
		rows[i].Title, rows[i].Head, rows[i].Rank = rest, true, RankBold
		if n, title, ok := wording.SplitGlued(rest); ok {
			rows[i].Num, rows[i].Title = n, title
		}
	}
}

// enclose gives headings that stand inside an entry of a list, as in a wide menu, a
// rank below the entry: entries of the same list stand before and after them, and a
// list of its own follows.
func enclose(rows []Row) {
	last := make(map[int]int)
	for i := range rows {
		if rows[i].Group != 0 {
			last[rows[i].Group] = i
		}
	}
	open := -1
	for i := range rows {
		switch {
		case !rows[i].Head || rows[i].Rank >= RankBold:
			if g := rows[i].Group; g != 0 && (open < 0 || rows[i].Rank <= rows[open].Rank || last[rows[open].Group] < i) {
				open = i
			}
		case open >= 0 && last[rows[open].Group] > i && i+1 < len(rows) && deeperNext(rows[i+1:], rows[open].Rank):
			rows[i].Rank = rows[open].Rank + 1
		}
	}
}

// deeperNext reports whether the first entry of rows, headings left out, is set
// deeper than a rank.
func deeperNext(rows []Row, rank int) bool {
	for i := range rows {
		if !rows[i].Head || rows[i].Rank >= RankBold {
			return rows[i].Rank > rank
		}
	}
	return false
}

// dropDetails takes away what a list tells of each entry below it: when it is of,
// what sort of paper it is. Such lines have no link, stand below nearly every entry
// and say mostly the same, or are one to each entry.
func dropDetails(roots []*Node) {
	entries, single, detailed, lines, usual := 0, 0, 0, 0, 0
	times := make(map[string]int)
	Walk(roots, func(n *Node) {
		if n.isDetail() {
			times[wording.Fold(n.Title)]++
		}
	})
	Walk(roots, func(n *Node) {
		if !n.Linked() || hasEntry(n.Kids) {
			return
		}
		entries++
		detailed += wording.BoolInt(len(n.Kids) > 0)
		single += wording.BoolInt(len(n.Kids) == 1)
		for _, k := range n.Kids {
			lines++
			usual += wording.BoolInt(times[wording.Fold(k.Title)] > 1 || isReleaseLabel(k.Title) || wording.IsFormatName(k.Title))
		}
	})
	if detailed < 3 || detailed*5 < entries*4 || usual*5 < lines*3 && (single < 4 || single*5 < entries*4) {
		return
	}
	Walk(roots, func(n *Node) {
		if n.Linked() && !hasEntry(n.Kids) {
			n.Kids = nil
		}
	})
}

// isDetail reports a plain line without a number and without anything below it.
func (n *Node) isDetail() bool {
	return !n.Linked() && n.Num.Text == "" && len(n.Kids) == 0 && !n.Head && !n.Also && !titleflag.IsPlaceholder(n.Title)
}

func hasEntry(nodes []*Node) bool {
	return slices.ContainsFunc(nodes, func(n *Node) bool { return !n.isDetail() })
}

// dropCard takes away the terms and their words that tell of a page above its list:
// "From: the Board". Sections that are headings, or entries with numbers, follow them.
func dropCard(roots []*Node) []*Node {
	for i, n := range roots {
		switch {
		case n.Head && n.Rank < RankBold && len(n.Kids) > 0, n.Linked() && n.Num.Text != "":
			return roots[i:]
		case !n.Head || n.Rank < RankEntry || len(n.Kids) > 2 || HasKids(n.Kids):
			return roots
		}
	}
	return roots
}

// dropCardBelow takes away a heading below a list of links over nothing but terms and their
// words, none of which leads anywhere: "Publisher: the Board". They tell of the page.
func dropCardBelow(roots []*Node) []*Node {
	first := slices.IndexFunc(roots, func(n *Node) bool { return anyLinked([]*Node{n}) })
	if first < 0 {
		return roots
	}
	return append(roots[:first:first], slices.DeleteFunc(slices.Clone(roots[first:]), isCard)...)
}

// isCard reports a heading without a number over terms alone, most of which have words on them.
func isCard(n *Node) bool {
	told := 0
	for _, k := range n.Kids {
		if !isTerm(k) {
			return false
		}
		told += wording.BoolInt(len(k.Kids) > 0)
	}
	return told*2 > len(n.Kids) && n.Head && n.Rank < RankEntry && n.Num.Text == "" && !n.Linked()
}

// isTerm reports a term without a number, with nothing below it but words: none is a chapter
// to come.
func isTerm(n *Node) bool {
	return n.Head && n.Rank >= RankEntry && n.Num.Text == "" && !n.Linked() && !slices.ContainsFunc(n.Kids, func(k *Node) bool { return !k.isDetail() })
}

// anyLinked reports whether one of some nodes, or what stands below it, leads anywhere.
func anyLinked(nodes []*Node) bool {
	linked := false
	Walk(nodes, func(n *Node) { linked = linked || n.Linked() })
	return linked
}

// HasKids reports whether something stands below one of some nodes.
func HasKids(nodes []*Node) bool {
	return slices.ContainsFunc(nodes, func(n *Node) bool { return len(n.Kids) > 0 })
}

// DropSecond takes away a second list of the same pages: by letters of the alphabet,
// whole beside the first, or section by section.
func DropSecond(roots []*Node) []*Node {
	if !HasKids(roots) {
		return roots
	}
	roots = withoutJumps(roots)
	count, chapters := make(map[string]int), make(map[string]bool)
	Walk(roots, func(n *Node) {
		if n.Linked() {
			count[n.Place()]++
			chapters[n.Place()] = chapters[n.Place()] || len(n.Kids) == 0
		}
	})
	maps.DeleteFunc(chapters, func(_ string, is bool) bool { return !is })
	var out []*Node
	for i, n := range slices.Backward(roots) {
		list := []*Node{n}
		twice, all := 0, 0
		Walk(list, func(k *Node) {
			if k.Linked() && (k != n || len(n.Kids) == 0) { // the page of a list may list nothing else
				all++
				twice += wording.BoolInt(count[k.Place()] > 1)
			}
		})
		if n.Linked() && len(n.Kids) > 0 && HasKids(n.Kids) && !underLetters(n.Kids) {
			all = 0 // sections on a page of their own are no index
		}
		if all == 0 || twice < all || !byLetters(n, roots) && !saidBefore(n, roots[:i]) && (all < 4 || i == 0 || all*5 < len(chapters)*4) {
			out = append(out, n)
			continue
		}
		Walk(list, func(k *Node) {
			if k.Linked() {
				count[k.Place()]--
			}
		})
	}
	slices.Reverse(out)
	return out
}

// withoutJumps leaves out the jumps to chapters that stand in sections.
func withoutJumps(roots []*Node) []*Node {
	within := make(map[string]bool)
	for _, n := range roots {
		if !n.Jump {
			Walk(n.Kids, func(k *Node) { within[k.Place()] = within[k.Place()] || k.Linked() })
		}
	}
	return slices.DeleteFunc(slices.Clone(roots), func(n *Node) bool { return n.Jump && len(n.Kids) == 0 && within[n.Place()] })
}

// saidBefore reports whether a root before n is the same list once more.
func saidBefore(n *Node, before []*Node) bool {
	return len(n.Kids) > 0 && slices.ContainsFunc(before, func(m *Node) bool {
		return NodeKey(m) == NodeKey(n) && len(m.Kids) == len(n.Kids) && slices.EqualFunc(m.Kids, n.Kids, func(a, b *Node) bool { return NodeKey(a) == NodeKey(b) })
	})
}

// byLetters reports whether a root, or every list below it, stands under a letter of
// the alphabet, as others do.
func byLetters(n *Node, roots []*Node) bool {
	if IsLetterHead(n) {
		letters := 0
		for _, o := range roots {
			letters += wording.BoolInt(IsLetterHead(o))
		}
		return letters > 2
	}
	return len(n.Kids) > 2 && !slices.ContainsFunc(n.Kids, func(k *Node) bool { return !IsLetterHead(k) })
}

// underLetters reports whether every list of a level stands under a letter, be it read as the
// number of the first entry: "A" and "Assessments".
func underLetters(nodes []*Node) bool {
	return !slices.ContainsFunc(nodes, func(n *Node) bool {
		initial := len(n.Num.Text) == 1 && strings.HasPrefix(wording.Fold(n.Title), wording.Fold(n.Num.Text))
		return len(n.Kids) > 0 && !IsLetterHead(n) && !initial
	})
}

// IsLetterHead reports a heading that is one letter.
func IsLetterHead(n *Node) bool {
	t := wording.Bare(n.Num.Text + " " + n.Title)
	return !n.Linked() && len(t) == 1 && t[0] >= 'a' && t[0] <= 'z'
}
