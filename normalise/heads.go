package normalise

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/parse"
)

// findHeads finds the headings of a chapter: those the format marks, or, where it
// marks none, lines set apart and lines with a running number.
func findHeads(blocks []parse.Block) []headLine {
	var set []headLine
	heads := make([]headLine, 0, countHeads(blocks))
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.Kind == parse.Heading:
			if strings.TrimSpace(b.Text) != "" {
				heads = append(heads, headLine{at: i, level: b.Level, row: headRow(b)})
			}
		case b.Kind == parse.Paragraph && (b.Bold || b.Look.Slant) && boldHead(strings.TrimSpace(b.Text)):
			set = append(set, headLine{at: i, level: 7, row: headRow(b)})
		}
	}
	heads = withoutSubtitle(withoutLabels(blocks, heads))
	set = setApart(blocks, set)
	panels := panelHeads(blocks)
	if len(set) < 2 && panels == nil {
		set = append(set, aboveMarked(termHeads(blocks), heads)...)
	}
	if len(heads) > 0 {
		if panels == nil {
			panels = namedHeads(blocks)
		}
		set = append(set, aboveMarked(panels, heads)...)
	}
	switch {
	case len(heads) > 0:
	case panels != nil && len(set) > 0:
		set = overSet(panels, set)
	default:
		set = withNumbered(blocks, set)
	}
	heads = addSet(blocks, heads, set)
	if slices.ContainsFunc(heads, headLine.unsettled) {
		settleHeads(heads)
	}
	return heads
}

// overSet puts the titles of panels over the lines that are set apart in them.
func overSet(panels, set []headLine) []headLine {
	for i := range set {
		set[i].level = panels[0].level + 1
	}
	set = append(set, panels...)
	sortHeads(set)
	return slices.CompactFunc(set, func(a, b headLine) bool { return a.at == b.at })
}

// sortHeads puts headings in the order in which they stand.
func sortHeads(heads []headLine) {
	slices.SortStableFunc(heads, func(a, b headLine) int { return a.at - b.at })
}

func isBoxLabel(b *parse.Block) bool {
	text := strings.TrimSpace(b.Text)
	return len(text) < 80 && boxLabel.MatchString(text)
}

// isLabel reports the label of a box, also of one that a paged document sets off from
// its text.
func isLabel(b *parse.Block) bool {
	return isBoxLabel(b) || b.Page > 0 && len(b.Text) < 80 && noteLabel.MatchString(strings.TrimSpace(b.Text))
}

// withoutLabels leaves out marked headings that are the label of a box: those of a
// rank that no other heading of the chapter has, with a number or without as they. One set
// like the others is a heading whatever it says.
func withoutLabels(blocks []parse.Block, heads []headLine) []headLine {
	type look struct {
		level    int
		numbered bool
	}
	lookOf := func(h *headLine) look { return look{h.level, h.row.num.text != ""} }
	looks := make(map[look]bool)
	labels := 0
	for i := range heads {
		if isLabel(&blocks[heads[i].at]) {
			labels++
		} else {
			looks[lookOf(&heads[i])] = true
		}
	}
	if labels == 0 {
		return heads
	}
	return slices.DeleteFunc(heads, func(h headLine) bool { return isLabel(&blocks[h.at]) && !looks[lookOf(&h)] })
}

// withoutSubtitle leaves out a heading that opens the text, of a lower rank than the one
// that follows at once: it heads nothing, and goes with the title.
func withoutSubtitle(heads []headLine) []headLine {
	if len(heads) < 2 || heads[0].at != 0 || heads[1].at != 1 || heads[0].level <= heads[1].level || heads[0].row.num.text != "" {
		return heads
	}
	return heads[1:]
}

// countHeads counts the headings among some blocks.
func countHeads(blocks []parse.Block) int {
	n := 0
	for i := range blocks {
		n += boolInt(blocks[i].Kind == parse.Heading)
	}
	return n
}

// settleHeads settles the numbers of headings by their neighbours.
func settleHeads(heads []headLine) {
	rows := make([]row, len(heads))
	for i := range heads {
		rows[i] = heads[i].row
	}
	settleNumbers(rows)
	for i := range heads {
		heads[i].row = rows[i]
	}
}

// aboveMarked ranks the terms of a definition list that holds the chapter, or lines
// whose class calls them headings, above the headings inside, where there are marked
// ones.
func aboveMarked(terms, heads []headLine) []headLine {
	if len(terms) == 0 || len(heads) == 0 {
		return terms
	}
	least := 7
	for _, h := range heads {
		if h.at > terms[0].at {
			least = min(least, h.level)
		}
	}
	for i := range terms {
		terms[i].level = least - 1
		terms[i].term = true
	}
	return terms
}

// termHeads are the terms of a definition list that holds the chapter: each with
// passages of its own below it. A glossary, one line to a term, has none.
func termHeads(blocks []parse.Block) []headLine {
	var out []headLine
	rich := 0
	for i := range blocks {
		if i+1 == len(blocks) || blocks[i].Kind != parse.Item || !termOf(&blocks[i], &blocks[i+1]) || !boldHead(strings.TrimSpace(blocks[i].Text)) {
			continue
		}
		h := headLine{at: i, level: 7, row: headRow(&blocks[i])}
		out = append(out, h)
		if h.row.num.text != "" || i+2 < len(blocks) && !(blocks[i+2].Kind == parse.Item && blocks[i+2].Bold && blocks[i+2].Level <= blocks[i].Level) {
			rich++
		}
	}
	if len(out) < 2 || rich*3 < len(out)*2 {
		return nil
	}
	return out
}

// addSet adds lines set apart to the marked headings: all where none are marked,
// otherwise those whose number runs on in the marked ones' count and those that head
// a passage.
func addSet(blocks []parse.Block, heads, set []headLine) []headLine {
	if len(heads) == 0 {
		return set
	}
	if len(set) == 0 {
		return heads
	}
	marked := make(map[string]bool)
	for i := range heads {
		marked[heads[i].row.num.text] = true
	}
	over := levelOver(heads, set)
	for _, b := range set {
		n := b.row.num
		if over >= 0 && n.parts == 1 {
			b.level = over
			heads = append(heads, b)
			continue
		}
		if n.text == "" || !n.sure {
			if b.term || n.text == "" && headsPassage(blocks, b.at) {
				heads = append(heads, b)
			}
			continue
		}
		stem := n.text[:strings.LastIndexByte(n.text, '.')+1]
		if stem != "" && marked[strings.TrimSuffix(stem, ".")] || inSeries(n, prefixed(marked)) {
			heads = append(heads, b)
		}
	}
	sortHeads(heads)
	return heads
}

// levelOver is the level of lines set apart that are counted from 1 and stand over all marked
// headings with a number, "2.1" below "2. Roles"; -1 if they do not.
func levelOver(heads, set []headLine) int {
	least, last, k, over := 7, 0, 0, false
	for i := range heads {
		n := heads[i].row.num
		for ; k < len(set) && set[k].at < heads[i].at; k++ {
			if last = next(last, &set[k]); last < 0 {
				return -1
			}
		}
		if n.text == "" {
			continue
		}
		if n.parts < 2 || !strings.HasPrefix(n.text, strconv.Itoa(last)+".") {
			return -1
		}
		least, over = min(least, heads[i].level), true
	}
	for ; k < len(set) && last >= 0; k++ {
		last = next(last, &set[k])
	}
	if !over || last < 2 {
		return -1
	}
	return least - 1
}

// next is the count of a line set apart that follows another, -1 if it is not the next; a line
// without a number counts as the one before it.
func next(last int, h *headLine) int {
	n := h.row.num
	switch {
	case n.parts != 1:
		return last
	case n.keyword == "" && n.text == strconv.Itoa(last+1):
		return last + 1
	}
	return -1
}

func prefixed(marked map[string]bool) map[string]bool {
	out := make(map[string]bool, len(marked))
	for k := range marked {
		out["/"+strings.ToLower(k)] = true
	}
	return out
}

// withNumbered adds lines told by their class or by a running number to the lines set
// apart: where these are less than two, or have no numbers and stand below numbered
// ones that head a passage each.
func withNumbered(blocks []parse.Block, set []headLine) []headLine {
	if len(set) > 1 && slices.ContainsFunc(set, func(h headLine) bool { return h.row.num.text != "" }) {
		return set
	}
	lines := classHeads(blocks)
	if len(lines) == 0 {
		lines = numberedLines(blocks)
	}
	above := numberedAbove(blocks, lines)
	switch {
	case len(set) > 0 && len(above) > 1:
		lines = above
		for i := range set {
			set[i].level += len(blocks)
		}
	case len(set) > 1:
		return set
	}
	set = append(set, lines...)
	sortHeads(set)
	return set
}

// underNumbered puts headings without a number below those numbered "1.2" that are set
// alike, where they are as many at least: one beside them would have a number too. A file
// whose headings are told by their look has them so.
func underNumbered(heads []headLine) {
	numbered, others := make(map[int]int), make(map[int]int)
	for i := range heads {
		switch n := heads[i].row.num; {
		case n.parts > 1 && n.keyword == "":
			numbered[heads[i].level]++
		case n.text == "" && heads[i].row.apart == nil && !appendixTitle.MatchString(heads[i].row.title):
			others[heads[i].level]++
		}
	}
	for i := range heads {
		h := &heads[i]
		l := h.level
		h.level *= 2
		if n := numbered[l]; n > 2 && others[l] >= n && h.row.num.text == "" && h.row.apart == nil && !appendixTitle.MatchString(h.row.title) {
			h.level++
		}
	}
}

// numberedAbove keeps the lines with a number, if each has something below it.
func numberedAbove(blocks []parse.Block, lines []headLine) []headLine {
	var kept []headLine
	for _, h := range lines {
		if h.row.num.text == "" {
			continue
		}
		if h.at+1 == len(blocks) || len(kept) > 0 && kept[len(kept)-1].at+1 == h.at {
			return nil
		}
		kept = append(kept, h)
	}
	return kept
}

// numberedLines are short lines that carry a number of their own, at least two
// in sequence.
func numberedLines(blocks []parse.Block) []headLine {
	var out []headLine
	for i := range blocks {
		b := &blocks[i]
		text := strings.TrimSpace(b.Text)
		if b.Kind != parse.Paragraph || countWords(text) > 12 || strings.HasSuffix(text, ".") || strings.HasSuffix(text, ";") || strings.HasSuffix(text, ":") {
			continue
		}
		if n, rest, ok := splitNumber(text); ok && rest != "" && n.keyword == "" && n.sure {
			out = append(out, headLine{at: i, level: 7, row: headRow(b)})
		}
	}
	if len(out) < 2 || out[0].row.num.text != "1" && !strings.HasSuffix(out[0].row.num.text, ".1") {
		return nil
	}
	return out
}

func boldHead(text string) bool {
	return hasLetters(text) && countWords(text) <= 14 && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ";") && !strings.HasSuffix(text, ",") && !strings.Contains(text, "\n") && !amendLabel.MatchString(text)
}
