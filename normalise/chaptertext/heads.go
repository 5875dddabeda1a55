package chaptertext

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// findHeads finds the headings of a chapter: those the format marks, or, where it
// marks none, lines set apart and lines with a running number.
func findHeads(blocks []parse.Block) []toc.HeadLine {
	var set []toc.HeadLine
	heads := make([]toc.HeadLine, 0, countHeads(blocks))
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.Kind == parse.Heading:
			if strings.TrimSpace(b.Text) != "" {
				heads = append(heads, toc.HeadLine{At: i, Level: b.Level, Row: toc.HeadRow(b)})
			}
		case b.Kind == parse.Paragraph && (b.Bold || b.Look.Slant) && boldHead(strings.TrimSpace(b.Text)):
			set = append(set, toc.HeadLine{At: i, Level: 7, Row: toc.HeadRow(b)})
		}
	}
	heads = withoutSubtitle(withoutLabels(blocks, heads))
	if over := overMarked(blocks, slices.Concat(heads, set)); over != nil {
		return over
	}
	set = setApart(blocks, set)
	panels := panelHeads(blocks)
	boxed := besideMarked(blocks, panels, heads)
	if boxed {
		panels = nil
	}
	if len(set) < 2 && panels == nil {
		set = append(set, aboveMarked(termHeads(blocks), heads)...)
	}
	if len(heads) > 0 {
		if panels == nil && !boxed {
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
	if toc.Unsettled(heads) {
		settleHeads(heads)
	}
	return heads
}

// overMarked are the headings of a text of which only some are marked or bold: those that their
// class or their count tells, several times as many, over the others.
func overMarked(blocks []parse.Block, heads []toc.HeadLine) []toc.HeadLine {
	const least, times = 4, 3
	if len(heads) == 0 {
		return nil
	}
	lines := classHeads(blocks)
	if len(lines) < max(least, times*len(heads)) {
		return nil
	}
	for _, h := range heads {
		h.Level += len(blocks)
		lines = append(lines, h)
	}
	sortHeads(lines)
	if toc.Unsettled(lines) {
		settleHeads(lines)
	}
	return lines
}

// overSet puts the titles of panels over the lines that are set apart in them.
func overSet(panels, set []toc.HeadLine) []toc.HeadLine {
	for i := range set {
		set[i].Level = panels[0].Level + 1
	}
	set = append(set, panels...)
	sortHeads(set)
	return slices.CompactFunc(set, func(a, b toc.HeadLine) bool { return a.At == b.At })
}

// sortHeads puts headings in the order in which they stand.
func sortHeads(heads []toc.HeadLine) {
	slices.SortStableFunc(heads, func(a, b toc.HeadLine) int { return a.At - b.At })
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
// like the others is a heading whatever it says, and so is a "Scope" that ranks above them
// all: what follows may be panels, whose titles rank lower.
func withoutLabels(blocks []parse.Block, heads []toc.HeadLine) []toc.HeadLine {
	type look struct {
		level    int
		numbered bool
	}
	lookOf := func(h *toc.HeadLine) look { return look{h.Level, h.Row.Num.Text != ""} }
	looks := make(map[look]bool)
	labels, top := 0, 0 // top is the highest rank of the others
	for i := range heads {
		if isLabel(&blocks[heads[i].At]) {
			labels++
		} else {
			looks[lookOf(&heads[i])] = true
			if top == 0 || heads[i].Level < top {
				top = heads[i].Level
			}
		}
	}
	if labels == 0 {
		return heads
	}
	return slices.DeleteFunc(heads, func(h toc.HeadLine) bool {
		opens := h.Level < top && wording.Fold(strings.TrimSpace(blocks[h.At].Text)) == "scope"
		return isLabel(&blocks[h.At]) && !looks[lookOf(&h)] && !opens
	})
}

// withoutSubtitle leaves out a heading that opens the text, of a lower rank than the one
// that follows at once: it heads nothing, and goes with the title.
func withoutSubtitle(heads []toc.HeadLine) []toc.HeadLine {
	if len(heads) < 2 || heads[0].At != 0 || heads[1].At != 1 || heads[0].Level <= heads[1].Level || heads[0].Row.Num.Text != "" {
		return heads
	}
	return heads[1:]
}

// countHeads counts the headings among some blocks.
func countHeads(blocks []parse.Block) int {
	n := 0
	for i := range blocks {
		n += wording.BoolInt(blocks[i].Kind == parse.Heading)
	}
	return n
}

// settleHeads settles the numbers of headings by their neighbours.
func settleHeads(heads []toc.HeadLine) {
	rows := make([]toc.Row, len(heads))
	for i := range heads {
		rows[i] = heads[i].Row
	}
	toc.SettleNumbers(rows)
	for i := range heads {
		heads[i].Row = rows[i]
	}
}

// aboveMarked ranks the terms of a definition list that holds the chapter, or lines
// whose class calls them headings, above the headings inside, where there are marked
// ones.
func aboveMarked(terms, heads []toc.HeadLine) []toc.HeadLine {
	if len(terms) == 0 || len(heads) == 0 {
		return terms
	}
	least := 7
	for _, h := range heads {
		if h.At > terms[0].At {
			least = min(least, h.Level)
		}
	}
	for i := range terms {
		terms[i].Level = least - 1
		terms[i].Term = true
	}
	return terms
}

// termHeads are the terms of a definition list that holds the chapter: each with
// passages of its own below it. A glossary, one line to a term, has none. The number of an
// Act's section, "Section 47 enquiry", counts no terms.
func termHeads(blocks []parse.Block) []toc.HeadLine {
	var out []toc.HeadLine
	rich := 0
	for i := range blocks {
		if i+1 == len(blocks) || blocks[i].Kind != parse.Item || !layout.TermOf(&blocks[i], &blocks[i+1]) || !boldHead(strings.TrimSpace(blocks[i].Text)) {
			continue
		}
		h := toc.HeadLine{At: i, Level: 7, Row: toc.HeadRow(&blocks[i])}
		out = append(out, h)
		if h.Row.Num.Text != "" && h.Row.Num.Keyword != "section" || i+2 < len(blocks) && !(blocks[i+2].Kind == parse.Item && blocks[i+2].Bold && blocks[i+2].Level <= blocks[i].Level) {
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
func addSet(blocks []parse.Block, heads, set []toc.HeadLine) []toc.HeadLine {
	if len(heads) == 0 {
		return set
	}
	if len(set) == 0 {
		return heads
	}
	marked := make(map[string]bool)
	for i := range heads {
		marked[heads[i].Row.Num.Text] = true
	}
	over, first := levelOver(heads, set), heads[0].At
	for _, b := range set {
		n := b.Row.Num
		if over >= 0 && n.Parts == 1 {
			b.Level = over
			heads = append(heads, b)
			continue
		}
		if n.Text == "" || !n.Sure {
			if b.Term || n.Text == "" && headsPassage(blocks, b.At) && !(b.At < first && headsLinks(blocks[b.At+1:first])) {
				heads = append(heads, b)
			}
			continue
		}
		stem := n.Text[:strings.LastIndexByte(n.Text, '.')+1]
		if stem != "" && marked[strings.TrimSuffix(stem, ".")] || toc.InSeries(n, prefixed(marked)) {
			heads = append(heads, b)
		}
	}
	sortHeads(heads)
	return heads
}

// headsLinks tells whether nothing but links to other texts, two at least, stands below a line
// that is set apart before the first heading: it is the label of a box, as "Related guidance" is,
// whatever it says.
func headsLinks(below []parse.Block) bool {
	for i := range below {
		b := &below[i]
		if len(b.Links) != 1 || b.Links[0].End-b.Links[0].Start < len(strings.TrimSpace(b.Text)) {
			return false
		}
	}
	return len(below) > 1
}

// levelOver is the level of lines set apart that are counted from 1 and stand over all marked
// headings with a number, "2.1" below "2. Roles"; -1 if they do not.
func levelOver(heads, set []toc.HeadLine) int {
	least, last, k, over := 7, 0, 0, false
	for i := range heads {
		n := heads[i].Row.Num
		for ; k < len(set) && set[k].At < heads[i].At; k++ {
			if last = next(last, &set[k]); last < 0 {
				return -1
			}
		}
		if n.Text == "" {
			continue
		}
		if n.Parts < 2 || !strings.HasPrefix(n.Text, strconv.Itoa(last)+".") {
			return -1
		}
		least, over = min(least, heads[i].Level), true
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
func next(last int, h *toc.HeadLine) int {
	n := h.Row.Num
	switch {
	case n.Parts != 1:
		return last
	case n.Keyword == "" && n.Text == strconv.Itoa(last+1):
		return last + 1
	}
	return -1
}

// strayNumber is the heading with a whole number that does not go on counting, "9." behind "2.",
// and ranks lower than all others with one, of which there are two at least: its rank alone
// tells where it stands. -1 if there is none.
func strayNumber(heads []toc.HeadLine) int {
	lowest, alone, goesOn := -1, false, false
	counted, last := 0, 0
	for i := range heads {
		n := heads[i].Row.Num
		value, err := strconv.Atoi(n.Text)
		if err != nil || n.Keyword != "" {
			continue
		}
		switch {
		case lowest < 0 || heads[i].Level > heads[lowest].Level:
			lowest, alone, goesOn = i, true, value == last+1
		case heads[i].Level == heads[lowest].Level:
			alone = false
		}
		counted, last = counted+1, value
	}
	if counted < 3 || !alone || goesOn {
		return -1
	}
	return lowest
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
func withNumbered(blocks []parse.Block, set []toc.HeadLine) []toc.HeadLine {
	if len(set) > 1 && slices.ContainsFunc(set, func(h toc.HeadLine) bool { return h.Row.Num.Text != "" }) {
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
			set[i].Level += len(blocks)
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
func underNumbered(heads []toc.HeadLine) {
	numbered, others := make(map[int]int), make(map[int]int)
	for i := range heads {
		switch n := heads[i].Row.Num; {
		case n.Parts > 1 && n.Keyword == "":
			numbered[heads[i].Level]++
		case n.Text == "" && heads[i].Row.Apart == nil && !toc.AppendixTitle.MatchString(heads[i].Row.Title):
			others[heads[i].Level]++
		}
	}
	for i := range heads {
		h := &heads[i]
		l := h.Level
		h.Level *= 2
		if n := numbered[l]; n > 2 && others[l] >= n && h.Row.Num.Text == "" && h.Row.Apart == nil && !toc.AppendixTitle.MatchString(h.Row.Title) {
			h.Level++
		}
	}
}

// numberedAbove keeps the lines with a number, if each has something below it.
func numberedAbove(blocks []parse.Block, lines []toc.HeadLine) []toc.HeadLine {
	var kept []toc.HeadLine
	for _, h := range lines {
		if h.Row.Num.Text == "" {
			continue
		}
		if h.At+1 == len(blocks) || len(kept) > 0 && kept[len(kept)-1].At+1 == h.At {
			return nil
		}
		kept = append(kept, h)
	}
	return kept
}

// numberedLines are short lines that carry a number of their own, at least two
// in sequence.
func numberedLines(blocks []parse.Block) []toc.HeadLine {
	var out []toc.HeadLine
	for i := range blocks {
		b := &blocks[i]
		text := strings.TrimSpace(b.Text)
		if b.Kind != parse.Paragraph || wording.CountWords(text) > 12 || strings.HasSuffix(text, ".") || strings.HasSuffix(text, ";") || strings.HasSuffix(text, ":") {
			continue
		}
		if n, rest, ok := wording.SplitNumber(text); ok && rest != "" && n.Keyword == "" && n.Sure {
			out = append(out, toc.HeadLine{At: i, Level: 7, Row: toc.HeadRow(b)})
		}
	}
	if len(out) < 2 || out[0].Row.Num.Text != "1" && !strings.HasSuffix(out[0].Row.Num.Text, ".1") {
		return nil
	}
	return out
}

func boldHead(text string) bool {
	return wording.HasLetters(text) && wording.CountWords(text) <= 14 && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ";") && !strings.HasSuffix(text, ",") && !strings.Contains(text, "\n") && !AmendLabel.MatchString(text)
}
