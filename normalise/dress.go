package normalise

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// dropLabels takes the name of a column off the captions of a table that is grouped
// by it: "Section : 1. Policy", "Section : 2. Procedures".
func dropLabels(rows []row) {
	label := func(rw *row) (name, rest string) {
		name, rest, ok := strings.Cut(rw.title, ":")
		if !ok || rw.table == 0 || rw.linked() || rw.num.text != "" || countWords(name) > 2 {
			return "", ""
		}
		return fold(name), strings.TrimSpace(rest)
	}
	labels := make(map[string]int)
	for i := range rows {
		if name, rest := label(&rows[i]); rest != "" {
			labels[name]++
		}
	}
	if len(labels) != 1 {
		return
	}
	for i := range rows {
		name, rest := label(&rows[i])
		if rest == "" || labels[name] < 2 {
			continue
		}
		rows[i].title, rows[i].head, rows[i].rank = rest, true, rankBold
		if n, title, ok := splitGlued(rest); ok {
			rows[i].num, rows[i].title = n, title
		}
	}
}

// enclose gives headings that stand inside an entry of a list, as in a wide menu, a
// rank below the entry: entries of the same list stand before and after them, and a
// list of its own follows.
func enclose(rows []row) {
	last := make(map[int]int)
	for i := range rows {
		if rows[i].group != 0 {
			last[rows[i].group] = i
		}
	}
	open := -1
	for i := range rows {
		switch {
		case !rows[i].head || rows[i].rank >= rankBold:
			if g := rows[i].group; g != 0 && (open < 0 || rows[i].rank <= rows[open].rank || last[rows[open].group] < i) {
				open = i
			}
		case open >= 0 && last[rows[open].group] > i && i+1 < len(rows) && deeperNext(rows[i+1:], rows[open].rank):
			rows[i].rank = rows[open].rank + 1
		}
	}
}

// deeperNext reports whether the first entry of rows, headings left out, is set
// deeper than a rank.
func deeperNext(rows []row, rank int) bool {
	for i := range rows {
		if !rows[i].head || rows[i].rank >= rankBold {
			return rows[i].rank > rank
		}
	}
	return false
}

// dropDetails takes away what a list tells of each entry below it: when it is of,
// what sort of paper it is. Such lines have no link, stand below nearly every entry
// and say mostly the same, or are one to each entry.
func dropDetails(roots []*node) {
	entries, single, detailed, lines, usual := 0, 0, 0, 0, 0
	times := make(map[string]int)
	walk(roots, func(n *node) {
		if n.isDetail() {
			times[fold(n.title)]++
		}
	})
	walk(roots, func(n *node) {
		if !n.linked() || hasEntry(n.kids) {
			return
		}
		entries++
		detailed += boolInt(len(n.kids) > 0)
		single += boolInt(len(n.kids) == 1)
		for _, k := range n.kids {
			lines++
			usual += boolInt(times[fold(k.title)] > 1 || isReleaseLabel(k.title) || isFormatName(k.title))
		}
	})
	if detailed < 3 || detailed*5 < entries*4 || usual*5 < lines*3 && (single < 4 || single*5 < entries*4) {
		return
	}
	walk(roots, func(n *node) {
		if n.linked() && !hasEntry(n.kids) {
			n.kids = nil
		}
	})
}

// isDetail reports a plain line without a number and without anything below it.
func (n *node) isDetail() bool {
	return !n.linked() && n.num.text == "" && len(n.kids) == 0 && !n.head && !n.also && !isPlaceholder(n.title)
}

func hasEntry(nodes []*node) bool {
	for _, n := range nodes {
		if !n.isDetail() {
			return true
		}
	}
	return false
}

// dropCounts takes the number of entries off the titles of sections that print it,
// where most of the numbers are right: "Core procedures (7)".
func dropCounts(roots []*node) {
	right, all := 0, 0
	walk(roots, func(n *node) {
		if _, count := entryCount(n.title); count > 0 && len(n.kids) > 0 {
			all++
			right += boolInt(count == len(n.kids) || count == countEntries(n.kids))
		}
	})
	if right == 0 || right*2 < all {
		return
	}
	walk(roots, func(n *node) {
		if title, count := entryCount(n.title); count > 0 && len(n.kids) > 0 {
			n.title = title
		}
	})
}

// entryCount parts a title from the number of entries behind it in brackets, which is
// 0 if there is none.
func entryCount(title string) (string, int) {
	at := strings.LastIndexAny(title, "([")
	if at <= 0 || at+1 == len(title) || len(title)-at > 20 || !isDigit(title[at+1]) {
		return title, 0
	}
	digits, _, _ := strings.Cut(strings.Trim(title[at:], "()[] "), " ")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return title, 0
	}
	return strings.TrimRight(title[:at], " \u200e\u200f"), n
}

// dropCard takes away the terms and their words that tell of a page above its list:
// "From: the Board". Sections that are headings, or entries with numbers, follow them.
func dropCard(roots []*node) []*node {
	for i, n := range roots {
		switch {
		case n.head && n.rank < rankBold && len(n.kids) > 0, n.linked() && n.num.text != "":
			return roots[i:]
		case !n.head || n.rank < rankEntry || len(n.kids) > 2 || hasKids(n.kids):
			return roots
		}
	}
	return roots
}

// hasKids reports whether something stands below one of some nodes.
func hasKids(nodes []*node) bool {
	for _, n := range nodes {
		if len(n.kids) > 0 {
			return true
		}
	}
	return false
}

// dropSecond takes away a second list of the same pages: by letters of the alphabet,
// whole beside the first, or section by section.
func dropSecond(roots []*node) []*node {
	if !hasKids(roots) {
		return roots
	}
	roots = withoutJumps(roots)
	count, chapters := make(map[string]int), make(map[string]bool)
	walk(roots, func(n *node) {
		if n.linked() {
			count[n.place()]++
			chapters[n.place()] = chapters[n.place()] || len(n.kids) == 0
		}
	})
	maps.DeleteFunc(chapters, func(_ string, is bool) bool { return !is })
	var out []*node
	for i, n := range slices.Backward(roots) {
		list := []*node{n}
		twice, all := 0, 0
		walk(list, func(k *node) {
			if k.linked() && (k != n || len(n.kids) == 0) { // the page of a list may list nothing else
				all++
				twice += boolInt(count[k.place()] > 1)
			}
		})
		if n.linked() && len(n.kids) > 0 && hasKids(n.kids) && !underLetters(n.kids) {
			all = 0 // sections on a page of their own are no index
		}
		if all == 0 || twice < all || !byLetters(n, roots) && !saidBefore(n, roots[:i]) && (all < 4 || i == 0 || all*5 < len(chapters)*4) {
			out = append(out, n)
			continue
		}
		walk(list, func(k *node) {
			if k.linked() {
				count[k.place()]--
			}
		})
	}
	slices.Reverse(out)
	return out
}

// withoutJumps leaves out the jumps to chapters that stand in sections.
func withoutJumps(roots []*node) []*node {
	within := make(map[string]bool)
	for _, n := range roots {
		if !n.jump {
			walk(n.kids, func(k *node) { within[k.place()] = within[k.place()] || k.linked() })
		}
	}
	return slices.DeleteFunc(slices.Clone(roots), func(n *node) bool { return n.jump && len(n.kids) == 0 && within[n.place()] })
}

// saidBefore reports whether a root before n is the same list once more.
func saidBefore(n *node, before []*node) bool {
	return len(n.kids) > 0 && slices.ContainsFunc(before, func(m *node) bool {
		return nodeKey(m) == nodeKey(n) && len(m.kids) == len(n.kids) && slices.EqualFunc(m.kids, n.kids, func(a, b *node) bool { return nodeKey(a) == nodeKey(b) })
	})
}

// byLetters reports whether a root, or every list below it, stands under a letter of
// the alphabet, as others do.
func byLetters(n *node, roots []*node) bool {
	if isLetterHead(n) {
		letters := 0
		for _, o := range roots {
			letters += boolInt(isLetterHead(o))
		}
		return letters > 2
	}
	for _, k := range n.kids {
		if !isLetterHead(k) {
			return false
		}
	}
	return len(n.kids) > 2
}

// underLetters reports whether every list of a level stands under a letter, be it read as the
// number of the first entry: "A" and "Assessments".
func underLetters(nodes []*node) bool {
	return !slices.ContainsFunc(nodes, func(n *node) bool {
		initial := len(n.num.text) == 1 && strings.HasPrefix(fold(n.title), fold(n.num.text))
		return len(n.kids) > 0 && !isLetterHead(n) && !initial
	})
}

// isLetterHead reports a heading that is one letter.
func isLetterHead(n *node) bool {
	t := bare(n.num.text + " " + n.title)
	return !n.linked() && len(t) == 1 && t[0] >= 'a' && t[0] <= 'z'
}
