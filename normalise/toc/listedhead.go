package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A ListedHead is a place of the text that is the heading of an entry.
type ListedHead struct {
	title *ListedTitle
	Entry int // its place in the list
	At    int // first block: the number, where it stands on a line of its own
	to    int // block after the last
	look  int // level of the heading by its look, 0 where it is set as text

	numbered bool // the list or the text prints a number of it
}

// FindListed finds the headings that a list of contents names, in its order.
func FindListed(blocks []parse.Block, list []ListedTitle) []ListedHead {
	lines := make([]ListedWords, len(blocks))
	for i := range blocks {
		if b := &blocks[i]; b.Region == parse.Main && b.Kind != parse.Row && len(b.Text) < layout.MaxTitle {
			lines[i] = wordsOfTitle(lineOfContents(b))
		}
	}
	var out []ListedHead
	next := 0
	for k := range list {
		h, ok := findTitle(blocks, lines, &list[k], list[k+1:], next)
		if !ok && k+1 < len(list) {
			if both, may := list[k].wrapped(&list[k+1]); may {
				h, ok = findTitle(blocks, lines, &both, list[k+2:], next)
			}
		}
		if ok {
			h.Entry = k
			out, next = append(out, h), h.to
		}
	}
	return out
}

// findTitle finds the first line from a place on that an entry names, later being the
// entries below it: one that is set as a heading before one that is set as text.
func findTitle(blocks []parse.Block, lines []ListedWords, t *ListedTitle, later []ListedTitle, from int) (ListedHead, bool) {
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
		return ListedHead{}, false
	}
	return t.headAt(blocks, lines, plain), true
}

// is reports a line that says the words of an entry.
func (t *ListedTitle) is(line *ListedWords) bool { return t.Words.same(line) || t.Cut.same(line) }

// itself is the heading of the entry where the first one of its words, at block i, may be one
// inside the chapter above, "Information sharing" before "5 Information sharing": the first
// above the entries that come next which has the number of the entry, or is set higher.
func (t *ListedTitle) itself(blocks []parse.Block, lines []ListedWords, later []ListedTitle, i int) int {
	numbered := func(k int) bool { return lines[k].Num.Text != "" || t.headAt(blocks, lines, k).At < k }
	const near = 3 // entries: one may not be found in the text
	later = later[:min(near, len(later))]
	if t.Words.Num.Text == "" && blocks[i].Kind != parse.Heading || t.Words.Num.Text != "" && numbered(i) {
		return i
	}
	for k := i + 1; k < len(lines); k++ {
		if lines[k].Title == "" || !setAsHead(&blocks[k]) {
			continue
		}
		if t.is(&lines[k]) && (t.Words.Num.Text != "" && numbered(k) || setHigher(&blocks[k], &blocks[i])) {
			return k
		}
		if slices.ContainsFunc(later, func(next ListedTitle) bool { return next.is(&lines[k]) }) {
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
func (t *ListedTitle) headAt(blocks []parse.Block, lines []ListedWords, i int) ListedHead {
	h := ListedHead{title: t, At: i, to: i + 1}
	if i > 0 && lines[i].Num.Text == "" && blocks[i-1].Kind != parse.Row {
		if n, ok := wording.PureNumber(blocks[i-1].Text); ok && t.Words.Num.Text != "" && strings.EqualFold(n.Text, t.Words.Num.Text) {
			h.At = i - 1
		}
	}
	return h
}

// ByContents puts the headings that a list of contents names among those found by
// their look. What the list names stands above all that it does not name; of the rest
// what is set like the headings that it names, and rarer, stands beside them.
func ByContents(blocks []parse.Block, heads []HeadLine, list []ListedTitle) []HeadLine {
	if len(list) < LeastListed {
		return heads
	}
	found := FindListed(blocks, list)
	takeLooks(found, heads)
	if len(found) < LeastListed || len(found)*5 < entriesOf(list)*3 || isPart(heads, found) {
		return heads
	}
	levels, letters := listedLevels(blocks, found), countLettered(found) >= LeastListed
	beside := levelsBeside(heads, found, levels)
	var out []HeadLine
	k := 0
	for i := range found {
		f := &found[i]
		for ; k < len(heads) && heads[k].At < f.to; k++ {
			if h := beside.place(heads[k]); h.At < f.At {
				h.Listed = h.Listed && i > 0 // above the first may stand the title of the whole
				out = append(out, h)
			}
		}
		out = append(out, HeadLine{At: f.At, To: f.to, Level: levels[i], Listed: true, Row: f.row(&blocks[f.to-1], letters)})
	}
	for ; k < len(heads); k++ {
		out = append(out, beside.place(heads[k]))
	}
	return out
}

// takeLooks gives the headings that a list names the levels that they have by their look, and
// tells which are numbered.
func takeLooks(found []ListedHead, heads []HeadLine) {
	seen := make(map[int]HeadLine)
	for _, h := range heads {
		seen[h.At] = h
	}
	for i := range found {
		f := &found[i]
		h := seen[f.to-1]
		f.look, f.numbered = h.Level, f.title.Words.Num.Text != "" || h.Row.Num.Text != ""
	}
}

func countLettered(found []ListedHead) int {
	n := 0
	for i := range found {
		n += wording.BoolInt(lettered.MatchString(found[i].title.text))
	}
	return n
}

// row reads the heading, with the number that the list prints of it; letters says that
// the list counts by letters.
func (f *ListedHead) row(b *parse.Block, letters bool) Row {
	r := HeadRow(b)
	if n, rest, ok := splitLettered(wording.Squeeze(b.Text)); ok && letters {
		r.Num, r.Title = n, rest
	}
	r.take(f.title.Words.Num)
	return r
}

// entriesOf counts the lines of a list of contents; of one that numbers its entries those
// with a number.
func entriesOf(list []ListedTitle) int {
	numbered := 0
	for i := range list {
		numbered += wording.BoolInt(list[i].Words.Num.Text != "")
	}
	if numbered*3 < len(list)*2 {
		return len(list)
	}
	return numbered
}

// isPart reports whether a list names the headings of a part only: below its first one
// stand others, set higher than all that it names.
func isPart(heads []HeadLine, found []ListedHead) bool {
	top, higher := 0, 0
	known := make(map[int]bool)
	for _, f := range found {
		if f.look > 0 && (top == 0 || f.look < top) {
			top = f.look
		}
		for i := f.At; i < f.to; i++ {
			known[i] = true
		}
	}
	for _, h := range heads {
		higher += wording.BoolInt(h.At > found[0].At && h.Level < top && !known[h.At])
	}
	return higher > 1
}

// take gives a heading the number that the list of contents prints of it.
func (r *Row) take(n wording.Numeral) {
	switch {
	case n.Text == "" || r.Num.Text != "" || r.Apart != nil || wording.AppendixStart.MatchString(r.Title):
	case n.Keyword == "appendix":
		r.Apart, r.Title = &n, n.Text+" "+r.Title
	default:
		r.Num = n
	}
}

// unlistedLevel is below the level of all headings that a list of contents names.
const unlistedLevel = 100

func (s besides) place(h HeadLine) HeadLine {
	if l, ok := s[besideKey{h.Level, h.Row.Num.Text != ""}]; ok {
		h.Level, h.Listed = l, true
	} else {
		h.Level += unlistedLevel
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

func levelsBeside(heads []HeadLine, found []ListedHead, levels []int) besides {
	named, count := make(map[besideKey]int), make(map[besideKey]int)
	for _, h := range heads {
		count[besideKey{h.Level, h.Row.Num.Text != ""}]++
	}
	out := make(besides)
	for i, f := range found {
		key := besideKey{f.look, f.numbered}
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

func (f *ListedHead) shape() shape {
	num := f.title.Words.Num
	return shape{num.Keyword, num.Parts, num.Text != "" && !wording.IsDigit(num.Text[0])}
}

// listedLevels ranks the headings that a list names: by the levels of the list, if it
// has several, and otherwise as they are set, those numbered alike alike. Of two ways of
// numbering that take turns the first is the higher; appendices at the end stand beside
// what is highest.
func listedLevels(blocks []parse.Block, found []ListedHead) []int {
	levels := make([]int, len(found))
	if levelsTold(found) {
		for i := range found {
			levels[i] = found[i].title.level
		}
		if from := tail(found); from > 0 && from < len(found) && levels[from] == levels[from-1] && found[from-1].shape().counts() {
			placeTail(blocks, found, levels) // set as the chapters of the last section, which they are not
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
		case f.title.Words.Num.Text == "" && f.look > 0:
			levels[i] = f.look
		case rank > 0:
			levels[i] = rank
		default:
			levels[i] = deepest
		}
	}
	placeTail(blocks, found, levels)
	return levels
}

// levelsTold reports a list that tells levels, and more than one.
func levelsTold(found []ListedHead) bool {
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
func rankShapes(found []ListedHead) map[shape]int {
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
			if s.counts() && up.counts() && last[up] > first[s] && ranks[up] > 0 && !(holdsOthers.MatchString(s.keyword) && up.keyword == "") {
				ranks[s] = max(ranks[s], ranks[up]+1)
			}
		}
	}
	return ranks
}

// holdsOthers are the words for what holds chapters and never stands in one.
var holdsOthers = pattern.New(`^(?:part|volume|book)$`)

// placeTail gives the appendices that end a list the highest level; where a heading stands
// above them all, "Appendices", the next one.
func placeTail(blocks []parse.Block, found []ListedHead, levels []int) {
	top, from := slices.Min(levels), tail(found)
	under := from > 0 && from < len(found) && levels[from-1] == top && headsTail(blocks, &found[from-1], &found[from])
	for i := from; i < len(found); i++ {
		switch {
		case found[i].shape().keyword != "appendix":
		case under:
			levels[i] = max(levels[i], top+1)
		default:
			levels[i] = top
		}
	}
}

// tail is the first of the appendices that end a list, len(found) where none do.
func tail(found []ListedHead) int {
	from := len(found)
	for i := range found {
		switch appendix := found[i].shape().keyword == "appendix"; {
		case appendix && from == len(found):
			from = i
		case !appendix && found[i].title.Words.Num.Text != "" && from < len(found):
			return len(found) // they stand between chapters
		}
	}
	return from
}

// headsTail reports whether a heading without a number stands above the first of the appendices
// that end a list: it says no more, or has no text of its own. Headers and footers of pages
// may stand between.
func headsTail(blocks []parse.Block, head, first *ListedHead) bool {
	if head.shape().parts > 0 {
		return false
	}
	between := blocks[head.to:max(head.to, first.At)]
	return AppendixTitle.MatchString(wording.Singular(head.title.Words.Title)) || !parse.AnyBlock(between, func(b *parse.Block) bool { return b.Region == parse.Main })
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

// A HeadLine is a heading found in a chapter.
type HeadLine struct {
	At     int  // its block
	To     int  // block after it, 0 for the next one
	Level  int  // place in the chapter, small is high
	Row    Row  // number, title and flags
	Term   bool // known as a heading around marked ones
	Listed bool // the document's list of contents names it
}

// HeadRow reads number and title of a heading. "Appendix 1 Checklist" is all
// title inside a chapter.
func HeadRow(b *parse.Block) Row {
	text := layout.WithoutPictographs(wording.Squeeze(b.Text))
	rw := Row{Title: text, Anchor: b.Anchor, Target: -1}
	if b.Marker != "" {
		n, ok := wording.PureNumber(strings.Trim(b.Marker, ".:)(–- "))
		switch {
		case ok && n.Keyword == "appendix":
			rw.Apart, rw.Title = &n, wording.Squeeze(strings.TrimLeft(b.Marker, "([ ")+" "+text)
			return rw
		case ok:
			rw.Num = n
		}
	}
	if wording.AppendixStart.MatchString(text) {
		return rw
	}
	if n, rest, ok := wording.SplitGlued(text); ok && rest != "" && n.Letter == "" && (rw.Num.Text == "" || n.Parts > 1 && n.Sure) {
		rw.Num, rw.Title = n, layout.WithoutPictographs(rest)
	}
	return rw
}

// Unsettled reports headings of which one has a number that the others decide.
func Unsettled(heads []HeadLine) bool {
	for i := range heads {
		if rw := &heads[i].Row; rw.Num.Doubtful() || rw.Num.Text == "" && (actCode.MatchString(rw.Title) || dashedNumber.MatchString(rw.Title)) {
			return true
		}
	}
	return false
}
