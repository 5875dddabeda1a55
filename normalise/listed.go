package normalise

import (
	"regexp"
	"strings"

	"manualwatch/parse"
)

// A listedTitle is an entry of the list of contents that a document prints of itself.
type listedTitle struct {
	words listedWords
	cut   listedWords // without the number at its end, which may be that of a page
	level int         // where the format tells it, otherwise 0
}

// listedWords are the words of a title in the form in which they are compared.
type listedWords struct {
	num   numeral
	title string // folded to its letters and digits
	whole string // number and title so folded
}

// maxListed bounds the entries of a list of contents.
const maxListed = 2000

// isFile reports a PDF or a file of a word processor.
func isFile(d *parse.Document) bool { return !isWebPage(d) && d.MediaType != parse.TypeText }

// listedTitles reads the list of contents of a file: the lines that its reader knows as
// such, or, where somebody typed them, lines before the text of which each is printed
// again further on. all are the blocks of the file or of a part of it, main those of the
// text; it returns these without a typed list.
func listedTitles(d *parse.Document, all, main []parse.Block) ([]listedTitle, []parse.Block) {
	if !isFile(d) {
		return nil, main
	}
	var out []listedTitle
	for i := range all {
		if b := &all[i]; b.Region == parse.Contents && len(out) < maxListed {
			out = append(out, listedLines(b)...)
		}
	}
	if len(out) >= 3 {
		return out, main
	}
	from, to := typedList(main)
	if from == to {
		return out, main
	}
	for i := from; i < to; i++ {
		out = append(out, listedLines(&main[i])...)
	}
	return out, append(main[:from:from], main[to:]...)
}

// folio is the number of a page at the end of a line of contents, with what leads to it.
var folio = regexp.MustCompile(`(?i)[\s.…_|]*(?:\b(?:page|p\.?)\s*)?(?:\d{1,3}|[ivx]{1,5})\s*$`)

// listedLines reads the lines of a block of contents.
func listedLines(b *parse.Block) []listedTitle {
	var out []listedTitle
	for l := range strings.SplitSeq(lineOfContents(b), "\n") {
		if l = strings.TrimSpace(l); l == "" || contentLabel.MatchString(l) {
			continue
		}
		t := listedTitle{words: wordsOfTitle(l), cut: wordsOfTitle(folio.ReplaceAllString(l, ""))}
		if b.Kind == parse.Item {
			t.level = b.Level
		}
		out = append(out, t)
	}
	return out
}

// lineOfContents is what a block says as a line, its number too.
func lineOfContents(b *parse.Block) string {
	return strings.TrimSpace(b.Marker + " " + strings.ReplaceAll(b.Text, " | ", " "))
}

// wordsOfTitle reads number and title of a line of contents or of a heading.
func wordsOfTitle(l string) listedWords {
	t := listedWords{whole: solid(l), title: solid(l)}
	if m := appendixStart.FindString(l); m != "" && m != l {
		t.num, _ = pureNumber(strings.Trim(m, " :.)-–—"))
		t.title = solid(l[len(m):])
	} else if n, rest, ok := splitNumber(l); ok && rest != "" {
		t.num, t.title = n, solid(rest)
	}
	return t
}

// same reports whether two lines are one title: their words are the same, and the
// numbers, where both have one.
func (t *listedWords) same(o *listedWords) bool {
	if t.title == "" || o.title == "" {
		return false
	}
	return t.whole == o.whole || t.title == o.title && (t.num.text == "" || o.num.text == "" || strings.EqualFold(t.num.text, o.num.text))
}

// maxFront bounds the blocks among which a typed list of contents may begin.
const maxFront = 100

// typedList finds a list of contents that was typed as plain lines: three or more
// short lines before the text that all come again further on, below a label or with
// the numbers of pages.
func typedList(main []parse.Block) (from, to int) {
	last := make(map[string]int)
	for i := range main {
		if b := &main[i]; b.Kind != parse.Row && len(b.Text) < maxTitle {
			t := wordsOfTitle(lineOfContents(b))
			last[t.title], last[t.whole] = i, i
		}
	}
	delete(last, "")
	for i := 0; i < min(len(main), maxFront) && countWords(main[i].Text) < 60; i++ {
		n, end, paged := listRun(main, i, last)
		if n < 3 {
			continue
		}
		if i > 0 && contentLabel.MatchString(strings.TrimSpace(main[i-1].Text)) {
			return i - 1, end
		}
		if paged*2 >= n {
			return i, end
		}
	}
	return 0, 0
}

// maxTitle is how long a line may be that is a title, in bytes.
const maxTitle = 200

// listRun counts the lines from i on that are entries of a list of contents, and those
// of them that end in the number of a page. A line that is none may stand between two.
func listRun(main []parse.Block, i int, last map[string]int) (n, end, paged int) {
	entry := func(k int) (is, page bool) {
		if k >= len(main) || len(main[k].Text) > maxTitle {
			return false, false
		}
		text := lineOfContents(&main[k])
		cut := folio.ReplaceAllString(text, "")
		for _, s := range []string{text, cut} {
			if t := wordsOfTitle(s); max(last[t.title], last[t.whole]) > k+2 {
				return true, len(s) < len(text)
			}
		}
		return false, false
	}
	end = i
	for k := i; k < len(main); k++ {
		is, page := entry(k)
		if !is {
			if next, _ := entry(k + 1); n == 0 || !next {
				break
			}
		}
		n, paged, end = n+boolInt(is), paged+boolInt(page), k+1
	}
	return n, end, paged
}

// A listedHead is a place of the text that is the heading of an entry.
type listedHead struct {
	title *listedTitle
	at    int // first block: the number, where it stands on a line of its own
	to    int // block after the last
	look  int // level of the heading as it is set, 0 where it is set as text
}

// findListed finds the headings that a list of contents names, in its order.
func findListed(blocks []parse.Block, list []listedTitle) []listedHead {
	lines := make([]listedWords, len(blocks))
	for i := range blocks {
		if b := &blocks[i]; b.Kind != parse.Row && len(b.Text) < maxTitle {
			lines[i] = wordsOfTitle(lineOfContents(b))
		}
	}
	var out []listedHead
	next := 0
	for k := range list {
		if h, ok := findTitle(blocks, lines, &list[k], next); ok {
			out, next = append(out, h), h.to
		}
	}
	return out
}

// findTitle finds the first line from a place on that an entry names: one that is set
// as a heading before one that is set as text.
func findTitle(blocks []parse.Block, lines []listedWords, t *listedTitle, from int) (listedHead, bool) {
	plain := -1
	for i := from; i < len(lines); i++ {
		if !t.words.same(&lines[i]) && !t.cut.same(&lines[i]) {
			continue
		}
		if b := &blocks[i]; b.Kind == parse.Heading || b.Bold {
			return t.headAt(blocks, lines, i), true
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

// headAt is the heading at block i, with the number on the line above it.
func (t *listedTitle) headAt(blocks []parse.Block, lines []listedWords, i int) listedHead {
	h := listedHead{title: t, at: i, to: i + 1, look: blocks[i].Level}
	if blocks[i].Kind != parse.Heading {
		h.look = 0
	}
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
	found := findListed(blocks, list)
	if len(found) < 3 || len(found)*5 < len(list)*3 {
		return heads
	}
	levels := listedLevels(found)
	beside := levelsBeside(heads, found, levels)
	var out []headLine
	k := 0
	for i := range found {
		f := &found[i]
		for ; k < len(heads) && heads[k].at < f.to; k++ {
			if heads[k].at < f.at {
				out = append(out, beside.place(heads[k]))
			}
		}
		h := headLine{at: f.at, to: f.to, level: levels[i], listed: true, row: headRow(&blocks[f.to-1])}
		h.row.take(f.title.words.num)
		out = append(out, h)
	}
	for ; k < len(heads); k++ {
		out = append(out, beside.place(heads[k]))
	}
	return out
}

// take gives a heading the number that the list of contents prints of it.
func (r *row) take(n numeral) {
	switch {
	case n.text == "" || r.num.text != "" || r.apart.text != "" || appendixStart.MatchString(r.title):
	case n.keyword == "appendix":
		r.apart, r.title = n, n.text+" "+r.title
	default:
		r.num = n
	}
}

// unlistedLevel is below the level of all headings that a list of contents names.
const unlistedLevel = 100

func (s besides) place(h headLine) headLine {
	if l, ok := s[besideKey{h.level, h.row.num.text != ""}]; ok {
		h.level = l
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

// listedLevels ranks the headings that a list names: by the levels of the list, if it
// has several, and otherwise as they are set, those numbered alike alike.
func listedLevels(found []listedHead) []int {
	told, nested := true, false
	deepest := 1
	for _, f := range found {
		told, nested = told && f.title.level > 0, nested || f.title.level != found[0].title.level
		deepest = max(deepest, f.look)
	}
	shape := func(f *listedHead) [2]string {
		n := f.title.words.num
		return [2]string{n.keyword, strings.Repeat(".", n.parts)}
	}
	alike := make(map[[2]string]map[int]int)
	for i := range found {
		f := &found[i]
		if f.look == 0 {
			continue
		}
		if alike[shape(f)] == nil {
			alike[shape(f)] = make(map[int]int)
		}
		alike[shape(f)][f.look]++
	}
	levels := make([]int, len(found))
	for i := range found {
		f := &found[i]
		counts := alike[shape(f)]
		switch {
		case told && nested:
			levels[i] = f.title.level
		case f.title.words.num.text == "" && f.look > 0:
			levels[i] = f.look
		case len(counts) > 0:
			levels[i] = commonLevel(counts)
		default:
			levels[i] = deepest
		}
	}
	return levels
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
