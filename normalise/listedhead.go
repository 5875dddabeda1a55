package normalise

import (
	"slices"
	"strings"

	"manualwatch/parse"
)

// A listedHead is a place of the text that is the heading of an entry.
type listedHead struct {
	title *listedTitle
	entry int // its place in the list
	at    int // first block: the number, where it stands on a line of its own
	to    int // block after the last
	look  int // level of the heading by its look, 0 where it is set as text
}

// findListed finds the headings that a list of contents names, in its order.
func findListed(blocks []parse.Block, list []listedTitle) []listedHead {
	lines := make([]listedWords, len(blocks))
	for i := range blocks {
		if b := &blocks[i]; b.Region == parse.Main && b.Kind != parse.Row && len(b.Text) < maxTitle {
			lines[i] = wordsOfTitle(lineOfContents(b))
		}
	}
	var out []listedHead
	next := 0
	for k := 0; k < len(list); k++ {
		h, ok := findTitle(blocks, lines, &list[k], list[k+1:], next)
		if !ok && k+1 < len(list) {
			if both, may := list[k].wrapped(&list[k+1]); may {
				h, ok = findTitle(blocks, lines, &both, list[k+2:], next)
			}
		}
		if ok {
			h.entry = k
			out, next = append(out, h), h.to
		}
	}
	return out
}

// findTitle finds the first line from a place on that an entry names, later being the
// entries below it: one that is set as a heading before one that is set as text.
func findTitle(blocks []parse.Block, lines []listedWords, t *listedTitle, later []listedTitle, from int) (listedHead, bool) {
	plain := -1
	for i := from; i < len(lines); i++ {
		if !t.is(&lines[i]) {
			continue
		}
		if setAsHead(&blocks[i]) {
			return t.headAt(blocks, lines, t.itself(blocks, lines, later, i)), true
		}
		if plain < 0 {
			plain = i
		}
	}
	if plain < 0 {
		return listedHead{}, false
	}
	return t.headAt(blocks, lines, plain), true
}

// is reports a line that says the words of an entry.
func (t *listedTitle) is(line *listedWords) bool { return t.words.same(line) || t.cut.same(line) }

func setAsHead(b *parse.Block) bool { return b.Kind == parse.Heading || b.Bold }

// itself is the heading of the entry where the first one of its words, at block i, may be one
// inside the chapter above, "Information sharing" before "5 Information sharing": the first
// above the entries that come next which has the number of the entry, or is set higher.
func (t *listedTitle) itself(blocks []parse.Block, lines []listedWords, later []listedTitle, i int) int {
	numbered := func(k int) bool { return lines[k].num.text != "" || t.headAt(blocks, lines, k).at < k }
	const near = 3 // entries: one may not be found in the text
	later = later[:min(near, len(later))]
	if t.words.num.text == "" && blocks[i].Kind != parse.Heading || t.words.num.text != "" && numbered(i) {
		return i
	}
	for k := i + 1; k < len(lines); k++ {
		if lines[k].title == "" || !setAsHead(&blocks[k]) {
			continue
		}
		if t.is(&lines[k]) && (t.words.num.text != "" && numbered(k) || setHigher(&blocks[k], &blocks[i])) {
			return k
		}
		if slices.ContainsFunc(later, func(next listedTitle) bool { return next.is(&lines[k]) }) {
			break
		}
	}
	return i
}

// setHigher reports a heading of a higher level than another.
func setHigher(a, b *parse.Block) bool {
	return a.Kind == parse.Heading && b.Kind == parse.Heading && a.Level < b.Level
}

// headAt is the heading at block i, with the number on the line above it.
func (t *listedTitle) headAt(blocks []parse.Block, lines []listedWords, i int) listedHead {
	h := listedHead{title: t, at: i, to: i + 1}
	if i > 0 && lines[i].num.text == "" && blocks[i-1].Kind != parse.Row {
		if n, ok := pureNumber(blocks[i-1].Text); ok && t.words.num.text != "" && strings.EqualFold(n.text, t.words.num.text) {
			h.at = i - 1
		}
	}
	return h
}

// byContents puts the headings that a list of contents names among those found by
// their look. What the list names stands above all that it does not name; of the rest
// what is set like the headings that it names, and rarer, stands beside them.
func byContents(blocks []parse.Block, heads []headLine, list []listedTitle) []headLine {
	if len(list) < leastListed {
		return heads
	}
	found := findListed(blocks, list)
	takeLooks(found, heads)
	if len(found) < leastListed || len(found)*5 < entriesOf(list)*3 || isPart(heads, found) {
		return heads
	}
	levels, letters := listedLevels(found), countLettered(found) >= leastListed
	beside := levelsBeside(heads, found, levels)
	var out []headLine
	k := 0
	for i := range found {
		f := &found[i]
		for ; k < len(heads) && heads[k].at < f.to; k++ {
			if h := beside.place(heads[k]); h.at < f.at {
				h.listed = h.listed && i > 0 // above the first may stand the title of the whole
				out = append(out, h)
			}
		}
		out = append(out, headLine{at: f.at, to: f.to, level: levels[i], listed: true, row: f.row(&blocks[f.to-1], letters)})
	}
	for ; k < len(heads); k++ {
		out = append(out, beside.place(heads[k]))
	}
	return out
}

// takeLooks gives the headings that a list names the levels that they have by their look.
func takeLooks(found []listedHead, heads []headLine) {
	seen := make(map[int]int)
	for _, h := range heads {
		seen[h.at] = h.level
	}
	for i := range found {
		found[i].look = seen[found[i].to-1]
	}
}

func countLettered(found []listedHead) int {
	n := 0
	for i := range found {
		n += boolInt(lettered.MatchString(found[i].title.text))
	}
	return n
}

// row reads the heading, with the number that the list prints of it; letters says that
// the list counts by letters.
func (f *listedHead) row(b *parse.Block, letters bool) row {
	r := headRow(b)
	if n, rest, ok := splitLettered(squeeze(b.Text)); ok && letters {
		r.num, r.title = n, rest
	}
	r.take(f.title.words.num)
	return r
}

// entriesOf counts the lines of a list of contents; of one that numbers its entries those
// with a number.
func entriesOf(list []listedTitle) int {
	numbered := 0
	for i := range list {
		numbered += boolInt(list[i].words.num.text != "")
	}
	if numbered*3 < len(list)*2 {
		return len(list)
	}
	return numbered
}

// isPart reports whether a list names the headings of a part only: below its first one
// stand others, set higher than all that it names.
func isPart(heads []headLine, found []listedHead) bool {
	top, higher := 0, 0
	known := make(map[int]bool)
	for _, f := range found {
		if f.look > 0 && (top == 0 || f.look < top) {
			top = f.look
		}
		for i := f.at; i < f.to; i++ {
			known[i] = true
		}
	}
	for _, h := range heads {
		higher += boolInt(h.at > found[0].at && h.level < top && !known[h.at])
	}
	return higher > 1
}

// take gives a heading the number that the list of contents prints of it.
func (r *row) take(n numeral) {
	switch {
	case n.text == "" || r.num.text != "" || r.apart != nil || appendixStart.MatchString(r.title):
	case n.keyword == "appendix":
		r.apart, r.title = &n, n.text+" "+r.title
	default:
		r.num = n
	}
}

// unlistedLevel is below the level of all headings that a list of contents names.
const unlistedLevel = 100

func (s besides) place(h headLine) headLine {
	if l, ok := s[besideKey{h.level, h.row.num.text != ""}]; ok {
		h.level, h.listed = l, true
	} else {
		h.level += unlistedLevel
	}
	return h
}

// besides tells which headings that the list does not name stand beside those that it
// names, and on which level: those set like them, numbered if they are, where most
// headings set so are named.
type besides map[besideKey]int

type besideKey struct {
	look     int
	numbered bool
}

func levelsBeside(heads []headLine, found []listedHead, levels []int) besides {
	named, count := make(map[besideKey]int), make(map[besideKey]int)
	for _, h := range heads {
		count[besideKey{h.level, h.row.num.text != ""}]++
	}
	out := make(besides)
	for i, f := range found {
		key := besideKey{f.look, f.title.words.num.text != ""}
		if named[key]++; f.look > 0 && (out[key] == 0 || levels[i] < out[key]) {
			out[key] = levels[i]
		}
	}
	for key := range out {
		if named[key]*2 < count[key] {
			delete(out, key)
		}
	}
	return out
}

// A shape is how an entry is numbered: "1.2" and "3.4" are alike.
type shape struct {
	keyword string
	parts   int
	code    bool // it begins with a letter, "S1"
}

// counts reports a shape that counts what is no appendix.
func (s shape) counts() bool { return s.parts > 0 && s.keyword != "appendix" }

func (f *listedHead) shape() shape {
	num := f.title.words.num
	return shape{num.keyword, num.parts, num.text != "" && !isDigit(num.text[0])}
}

// listedLevels ranks the headings that a list names: by the levels of the list, if it
// has several, and otherwise as they are set, those numbered alike alike. Of two ways of
// numbering that take turns the first is the higher; appendices at the end stand beside
// what is highest.
func listedLevels(found []listedHead) []int {
	levels := make([]int, len(found))
	if levelsTold(found) {
		for i := range found {
			levels[i] = found[i].title.level
		}
		return levels
	}
	ranks := rankShapes(found)
	deepest := 1
	for i := range found {
		deepest = max(deepest, found[i].look)
	}
	for i := range found {
		f := &found[i]
		switch rank := ranks[f.shape()]; {
		case f.title.words.num.text == "" && f.look > 0:
			levels[i] = f.look
		case rank > 0:
			levels[i] = rank
		default:
			levels[i] = deepest
		}
	}
	raiseTail(found, levels)
	return levels
}

// levelsTold reports a list that tells levels, and more than one.
func levelsTold(found []listedHead) bool {
	nested := false
	for _, f := range found {
		if f.title.level == 0 {
			return false
		}
		nested = nested || f.title.level != found[0].title.level
	}
	return nested
}

// rankShapes gives each way of numbering the level on which most of its headings are set.
func rankShapes(found []listedHead) map[shape]int {
	counts := make(map[shape]map[int]int)
	first, last := make(map[shape]int), make(map[shape]int)
	var order []shape
	for i := range found {
		s := found[i].shape()
		if _, met := first[s]; !met {
			first[s], counts[s] = i, make(map[int]int)
			order = append(order, s)
		}
		last[s] = i
		if found[i].look > 0 {
			counts[s][found[i].look]++
		}
	}
	ranks := make(map[shape]int)
	for k, s := range order {
		if len(counts[s]) == 0 {
			for _, low := range slices.Backward(order[k+1:]) {
				if s.counts() && low.counts() && last[s] > first[low] && len(counts[low]) > 0 {
					ranks[s] = max(1, commonLevel(counts[low])-1) // set as text above headings
				}
			}
			continue
		}
		ranks[s] = commonLevel(counts[s])
		for _, up := range order[:k] {
			if s.counts() && up.counts() && last[up] > first[s] && ranks[up] > 0 {
				ranks[s] = max(ranks[s], ranks[up]+1)
			}
		}
	}
	return ranks
}

// raiseTail gives the appendices that end a list the highest level, unless a heading that
// says nothing else, "Appendices", stands above them.
func raiseTail(found []listedHead, levels []int) {
	top, from := 0, len(found)
	for i := range found {
		if top == 0 || levels[i] < top {
			top = levels[i]
		}
		switch appendix := found[i].shape().keyword == "appendix"; {
		case appendix && from == len(found):
			from = i
		case !appendix && found[i].title.words.num.text != "" && from < len(found):
			return // they stand between chapters
		}
	}
	if from > 0 && from < len(found) && found[from-1].to == found[from].at && levels[from-1] == top && found[from-1].shape().parts == 0 {
		return
	}
	for i := from; i < len(found); i++ {
		if found[i].shape().keyword == "appendix" {
			levels[i] = top
		}
	}
}

// commonLevel is the level that most have, the higher of two.
func commonLevel(counts map[int]int) int {
	best := 0
	for l, n := range counts {
		if b := counts[best]; n > b || n == b && l < best {
			best = l
		}
	}
	return best
}

// A headLine is a heading found in a chapter.
type headLine struct {
	at     int  // its block
	to     int  // block after it, 0 for the next one
	level  int  // place in the chapter, small is high
	row    row  // number, title and flags
	term   bool // known as a heading around marked ones
	listed bool // the document's list of contents names it
}

// headRow reads number and title of a heading. "Appendix 1 Checklist" is all
// title inside a chapter.
func headRow(b *parse.Block) row {
	text := withoutPictographs(squeeze(b.Text))
	rw := row{title: text, anchor: b.Anchor, target: -1}
	if b.Marker != "" {
		n, ok := pureNumber(strings.Trim(b.Marker, ".:)(–- "))
		switch {
		case ok && n.keyword == "appendix":
			rw.apart, rw.title = &n, squeeze(strings.TrimLeft(b.Marker, "([ ")+" "+text)
			return rw
		case ok:
			rw.num = n
		}
	}
	if appendixStart.MatchString(text) {
		return rw
	}
	if n, rest, ok := splitGlued(text); ok && rest != "" && n.letter == "" && (rw.num.text == "" || n.parts > 1 && n.sure) {
		rw.num, rw.title = n, withoutPictographs(rest)
	}
	return rw
}

// unsettled reports a heading whose number the others decide.
func (h headLine) unsettled() bool {
	return h.row.num.doubtful() || h.row.num.text == "" && actCode.MatchString(h.row.title)
}
