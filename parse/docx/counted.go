package docx

import (
	"maps"
	"slices"
	"strconv"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A countedLine is a paragraph that hangs on a number typed before a tab, as a list does
// whose items Word did not count.
type countedLine struct {
	at    int // its index in the document
	left  int // how far it is set in
	count int
	tab   int // offset in its text at which the number ends
}

// typedCount is the number of an item that was typed, up to the tab: "3.", "(b)".
var typedCount = pattern.New(`^\(?(?:(\d{1,3})|([a-z]))[.)]$`)

// noteTyped remembers a paragraph of the text that hangs on a typed number.
func (w *writer) noteTyped(b parse.Block, tabs []int, left, hanging int) {
	if hanging <= 0 || len(tabs) == 0 || tabs[0] >= len(b.Text) || w.depth > 0 || w.region != parse.Main || b.Region != parse.Main || b.Kind != parse.Paragraph || b.Class != "" || b.Bold {
		return
	}
	m := typedCount.FindStringSubmatch(b.Text[:tabs[0]])
	if m == nil {
		return
	}
	l := countedLine{at: len(w.doc.Blocks) - 1, left: left, tab: tabs[0]}
	if m[1] != "" {
		l.count, _ = strconv.Atoi(m[1])
	} else {
		l.count = int(m[2][0]-'a') + 1
	}
	w.counted = append(w.counted, l)
}

// itemsByCounts makes items of such lines that follow each other and count on: from 1, or
// from where those before them set in as far ended.
func (w *writer) itemsByCounts() {
	ended := make(map[int]int) // count of the last item, by how far it is set in
	for from := 0; from < len(w.counted); {
		to := from + 1
		for to < len(w.counted) && w.counted[to].at == w.counted[to-1].at+1 {
			to++
		}
		lines := w.counted[from:to]
		if !slices.ContainsFunc(lines, w.becameOther) && countsOn(lines, ended) {
			w.itemsOf(lines)
		}
		from = to
	}
}

// becameOther reports a line that was found to be something else since, as a heading.
func (w *writer) becameOther(l countedLine) bool {
	b := &w.doc.Blocks[l.at]
	return b.Kind != parse.Paragraph || l.tab >= len(b.Text) || !typedCount.MatchString(b.Text[:l.tab])
}

// countsOn reports lines that count on, those set in farther from 1 below each of the others,
// and notes where they end. One alone that is the first may be a heading.
func countsOn(lines []countedLine, ended map[int]int) bool {
	if len(lines) == 1 && lines[0].count == 1 {
		return false
	}
	last := make(map[int]int)
	for i, l := range lines {
		switch n, known := last[l.left]; {
		case known && l.count != n+1, !known && l.count != 1 && (i > 0 || l.count != ended[l.left]+1):
			return false
		}
		last[l.left] = l.count
		for left := range last {
			if left > l.left {
				delete(last, left)
			}
		}
	}
	clear(ended)
	maps.Copy(ended, last)
	return true
}

// indents are how far a paragraph is set in, and how far its first line hangs out of that.
func indents(ppr *node) (left, hanging int) {
	ind := ppr.child("w:ind")
	if ind == nil {
		return 0, 0
	}
	left, ok := atoi(ind.attr("w:left"))
	if !ok {
		left, _ = atoi(ind.attr("w:start"))
	}
	hanging, _ = atoi(ind.attr("w:hanging"))
	return left, hanging
}

// itemsOf makes items of one list of lines.
func (w *writer) itemsOf(lines []countedLine) {
	var lefts []int
	for _, l := range lines {
		lefts = append(lefts, l.left)
	}
	slices.Sort(lefts)
	lefts = slices.Compact(lefts)
	w.groups++
	for _, l := range lines {
		b := &w.doc.Blocks[l.at]
		before := len(b.Text)
		b.Marker = b.Text[:l.tab]
		b.Text, b.Links = cutPrefix(b.Text, b.Links, l.tab)
		cut := before - len(b.Text)
		b.Kind, b.Level, b.Group, b.Lead = parse.Item, slices.Index(lefts, l.left)+1, w.groups, max(b.Lead-cut, 0)
		b.Seams = parse.MoveSeams(b.Seams, cut)
	}
}
