package toc

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A ListedTitle is an entry of the list of contents that a document prints of itself.
type ListedTitle struct {
	text  string
	Words ListedWords // the same as it is compared
	Cut   ListedWords // without the number at its end, which may be that of a page
	level int         // where the format tells it, otherwise 0
}

// ListedWords are the words of a title in the form in which they are compared.
type ListedWords struct {
	Num   wording.Numeral // as read from the text
	Title string          // folded to its letters and digits
	Whole string          // number and title so folded
}

// A list of contents has at least LeastListed entries; of more than maxListed lines of
// it the rest is left out.
const (
	LeastListed = 3
	maxListed   = 2000
)

// IsTyped reports a file, or a web page that a word processor saved and whose writer set
// the headings as bold text: what is not marked is told by the list of contents or by its
// number, as in the file. The word processor's own names tell such a page, of the styles of
// its contents or of the places that they lead to, the numbers of pages in it, or that many
// bold lines are counted through. A page that prints a list of its contents as plain lines is one too.
func IsTyped(d *parse.Document) bool {
	if !d.IsWebPage() {
		return d.IsFile()
	}
	heads, named := 0, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		heads += wording.BoolInt(b.Region == parse.Main && b.Kind == parse.Heading)
		named += wording.BoolInt(b.Region == parse.Contents && (strings.HasPrefix(b.Class, "MsoToc") || slices.ContainsFunc(b.Links, toBookmark)) ||
			b.Region == parse.Main && b.Kind == parse.Paragraph && len(b.Text) < layout.MaxTitle && EndsInNumber(b.Text) && LeaderLine.MatchString(b.Text))
	}
	return heads < LeastHeads && (named >= LeastListed || boldNumbers(d.Blocks) > 0) || printsContents(d)
}

// toBookmark reports a link to a place that a word processor named for its list of contents.
func toBookmark(l parse.Link) bool {
	return strings.Contains(l.Href, "#_Toc") || strings.Contains(l.Href, "#__RefHeading")
}

// ListedTitles reads the list of contents of a file: the lines that its reader knows as
// such, or, where somebody typed them, lines before the text of which each is printed
// again further on. all are the blocks of the file or of a part of it, main those of the
// text; it returns these without a typed list. Of a web page, see placedTitles.
func ListedTitles(d *parse.Document, all, main []parse.Block) ([]ListedTitle, []parse.Block) {
	if !IsTyped(d) {
		return placedTitles(d, all, main), main
	}
	if list := titlesOf(knownList(all)); len(list) >= LeastListed {
		return list, withParts(withHeadTables(main, list), list)
	}
	lines := withListLines(main)
	last := lastLines(lines)
	if from, to := typedList(lines, last); from < to {
		main = lines
		list := titlesOf(main[from:to])
		if headedTable(main, from, to) { // other columns tell who answers for it, and since when
			list = slices.DeleteFunc(list, func(t ListedTitle) bool { return !last.after(&t.Words, to-1) && !last.after(&t.Cut, to-1) })
		}
		return list, withParts(withHeadTables(append(main[:from:from], main[to:]...), list), list)
	}
	return nil, main
}

// knownList are the lines that the reader of a file knows as a list of contents. Of
// several lists the first is that of the whole where it names titles beyond the second:
// the others are those of the documents that are bound in the file.
func knownList(all []parse.Block) []parse.Block {
	var known []parse.Block
	first, second := 0, 0 // lines of the first list, block at which the next begins
	for i := range all {
		switch b := &all[i]; {
		case b.Region == parse.Contents && len(known) < maxListed:
			if first > 0 && second == 0 {
				second = i
			}
			known = append(known, *b)
		case first == 0 && len(known) >= LeastListed && b.Region == parse.Main && (b.Kind == parse.Heading || b.Bold) && len(FindListed(all[i:i+1], titlesOf(known))) > 0:
			first = len(known) // here the text begins
		}
	}
	if list := titlesOf(known[:first]); second > 0 && len(list) >= LeastListed && len(FindListed(all[second:], list[len(list)-1:])) > 0 {
		return known[:first]
	}
	return known
}

// folio is the number of a page at the end of a line of contents, with what leads to it.
var folio = pattern.New(`(?i)[\s.…_|]*(?:\b(?:page|p\.?)\s*)?(?:\d{1,3}|[ivx]{1,5})\s*$`)

// titlesOf reads the entries of a list of contents.
func titlesOf(blocks []parse.Block) []ListedTitle {
	var out []ListedTitle
	for _, l := range withRomans(withoutPagesBefore(printedLines(blocks))) {
		if !ContentLabel.MatchString(l.text) && !pageLabel.MatchString(l.text) {
			out = append(out, titleOfLine(l.text, l.level))
		}
	}
	numbers, cut := make([]*wording.Numeral, len(out)), make([]*wording.Numeral, len(out))
	for i := range out {
		numbers[i], cut[i] = &out[i].Words.Num, &out[i].Cut.Num
	}
	settleSignsAmongLetters(numbers)
	settleSignsAmongLetters(cut)
	return out
}

func titleOfLine(text string, level int) ListedTitle {
	return ListedTitle{text: text, Words: wordsOfTitle(text), Cut: wordsOfTitle(folio.ReplaceAllString(text, "")), level: level}
}

// wrapped is the entry of a line and the one on which it goes on; the number of the page
// may stand behind either.
func (t *ListedTitle) wrapped(next *ListedTitle) (ListedTitle, bool) {
	if next.Words.Num.Text != "" || t.text == "" || next.text == "" {
		return ListedTitle{}, false
	}
	return titleOfLine(folio.ReplaceAllString(t.text, "")+" "+next.text, t.level), true
}

// A printedLine is a line of a list of contents, with its level where the format tells it.
type printedLine struct {
	text  string
	level int
}

// printedLines are the lines of blocks as a reader takes them: those of a table column
// by column, where a row holds several entries.
func printedLines(blocks []parse.Block) []printedLine {
	var out []printedLine
	var columns [][]printedLine
	flush := func() {
		for _, c := range columns {
			out = append(out, c...)
		}
		columns = nil
	}
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == parse.Row {
			for k, text := range entriesOfRow(b) {
				if k == len(columns) {
					columns = append(columns, nil)
				}
				columns[k] = append(columns[k], printedLine{text: text})
			}
			continue
		}
		flush()
		for l := range strings.SplitSeq(lineOfContents(b), "\n") {
			if l = strings.TrimSpace(l); l != "" {
				out = append(out, printedLine{text: l, level: b.Level * wording.BoolInt(b.Kind == parse.Item)})
			}
		}
	}
	flush()
	return out
}

// pageBefore is the number of a page that stands before a title in a list of contents.
var pageBefore = pattern.New(`(?i)^(?:page\s+|p\.?\s*)?(\d{1,3})\s+`)

// pageLabel heads the column of the numbers of pages in a list of contents.
var pageLabel = pattern.New(`(?i)^pages?(?:\s+(?:no\.?|numbers?))?\s*:?$`)

// withoutPagesBefore takes the numbers off lines that open with those of pages: they rise,
// and leave out numbers, the first ones too, as those that count chapters do not. The names
// of parts stand among them without one.
func withoutPagesBefore(lines []printedLine) []printedLine {
	paged, plain, gaps, last := 0, 0, 0, 0
	for _, l := range lines {
		m := pageBefore.FindStringSubmatch(l.text)
		if m == nil {
			plain += wording.BoolInt(!namesNoChapter(l.text) && !ContentLabel.MatchString(l.text))
			continue
		}
		n, _ := strconv.Atoi(m[1])
		if n < last || EndsInNumber(l.text[len(m[0]):]) {
			return lines
		}
		gaps += wording.BoolInt(n != last+1)
		paged, last = paged+1, n
	}
	if paged < LeastListed || paged < plain*4 || gaps < 2 || gaps*5 < paged {
		return lines
	}
	for i := range lines {
		lines[i].text = pageBefore.Cut(lines[i].text)
	}
	return lines
}

// withRomans sets a point behind the Roman numbers of a list that counts by them: without
// one "I Kinds of Harm" is a sentence, beside "II Places" it is the first of two.
func withRomans(lines []printedLine) []printedLine {
	next := 1
	var at []int
	for i, l := range lines {
		if m := bareRoman.FindStringSubmatch(l.text); m != nil && romanValue(m[1]) == next {
			at = append(at, i)
			next++
		}
	}
	if len(at) < 2 {
		return lines
	}
	for _, i := range at {
		m := bareRoman.FindStringSubmatch(lines[i].text)
		lines[i].text = m[1] + "." + lines[i].text[len(m[1]):]
	}
	return lines
}

// bareRoman is a Roman number with nothing but a space behind it.
var bareRoman = pattern.New(`^([IVX]{1,5})[ ]+[^ .:)–—-]`)

// entriesOfRow are the entries of a row of a list of contents: each is a title with the
// number before it and that of its page behind it, where these stand in cells of their
// own.
func entriesOfRow(b *parse.Block) []string {
	var out []string
	entry, titled := "", false
	for _, c := range b.Cells {
		text := wording.Squeeze(c.Text)
		if text == "" {
			continue
		}
		page := folio.FindString(text) == text
		if titled && !page {
			out = append(out, entry)
			entry, titled = "", false
		}
		entry = strings.TrimSpace(entry + " " + text)
		if _, number := wording.PureNumber(text); !number && wording.HasLetters(text) {
			titled = true
		} else if titled && page {
			out = append(out, entry)
			entry, titled = "", false
		}
	}
	if titled {
		out = append(out, entry)
	}
	return out
}

// lineOfContents is what a block says as a line, its number too.
func lineOfContents(b *parse.Block) string { return strings.TrimSpace(b.Marker + " " + b.Text) }

// wordsOfTitle reads number and title of a line of contents or of a heading.
func wordsOfTitle(l string) ListedWords {
	t := ListedWords{Whole: wording.Solid(l), Title: wording.Solid(l)}
	if n, rest, ok := SplitAppendix(l); ok {
		t.Num, t.Title = n, wording.Solid(rest)
	} else if n, rest, ok := splitLettered(l); ok {
		t.Num, t.Title = n, wording.Solid(rest)
	} else if n, rest, ok := wording.SplitNumber(l); ok && rest != "" {
		t.Num, t.Title = n, wording.Solid(rest)
	}
	return t
}

// lettered is a number that counts chapters by letters: "2B Making a Referral".
var lettered = pattern.New(`^([1-9]\d?[A-Z])(?:\s*[.):]\s*|\s*[-–—]\s+|\s+)\S`)

// splitLettered parts such a number from its title. Outside a list of contents it would
// be words: "3D Printing".
func splitLettered(l string) (wording.Numeral, string, bool) {
	m := lettered.FindStringSubmatch(l)
	if m == nil {
		return wording.Numeral{}, l, false
	}
	return wording.Numeral{Text: m[1], Parts: 2, Sure: true}, wording.TrimLead(l[len(m[1]):]), true
}

// same reports whether two lines are one title: their words are the same, and the
// numbers, where both have one.
func (t *ListedWords) same(o *ListedWords) bool {
	if t.Title == "" || o.Title == "" {
		return false
	}
	return t.Whole == o.Whole || t.Title == o.Title && (t.Num.Text == "" || o.Num.Text == "" || strings.EqualFold(t.Num.Text, o.Num.Text))
}

// maxFront bounds the blocks among which a typed list of contents may begin.
const maxFront = 100

// linePlaces tells at which block the words of a line stand for the last time.
type linePlaces map[string]int

func lastLines(main []parse.Block) linePlaces {
	last := make(linePlaces)
	note := func(line string, i int) {
		t := wordsOfTitle(line)
		last[t.Title], last[t.Whole] = max(last[t.Title], i), max(last[t.Whole], i)
	}
	for i := range main {
		if b := &main[i]; b.Kind != parse.Row && len(b.Text) < layout.MaxTitle {
			note(lineOfContents(b), i)
		}
	}
	tables := headTables(main)
	times := make(map[string]int) // what many tables say is no title
	for _, t := range tables {
		for _, c := range t.cells {
			times[c]++
		}
	}
	for _, t := range tables {
		for _, c := range t.cells {
			if times[c] <= 2 { // once more in a record of changes
				note(c, t.at)
			}
		}
	}
	delete(last, "")
	return last
}

// after reports whether a title comes as a line behind block i.
func (p linePlaces) after(t *ListedWords, i int) bool { return max(p[t.Title], p[t.Whole]) > i }

// typedList finds a list of contents that was typed as plain lines or as a table: the
// longest run of short lines before the text that all come again further on, below a
// label or with the numbers of pages.
func typedList(main []parse.Block, last linePlaces) (from, to int) {
	most := LeastListed - 1
	for i := 0; i < min(len(main), maxFront) && wording.CountWords(main[i].Text) < 60; {
		n, end, paged := listRun(main, i, last)
		label := labelAbove(main, i)
		if n > most && (label < i || paged*2 >= n) {
			from, to, most = label, end, n
		}
		i = max(i+1, end)
	}
	return from, to
}

// labelAbove is the block above line i, or above the head of its table or columns or the
// name of the first part, that calls what follows a list of contents; i if none does.
func labelAbove(main []parse.Block, i int) int {
	k := i - 1
	if k > 0 && headOfTable(main, k) {
		k--
	}
	for range 2 {
		if k > 0 && len(main[k].Text) < layout.MaxTitle && namesNoChapter(lineOfContents(&main[k])) {
			k--
		}
	}
	if k >= 0 && ContentLabel.MatchString(strings.TrimSpace(main[k].Text)) {
		return k
	}
	return i
}

// namesNoChapter reports a line of a list of contents that is no entry of a chapter: the name of
// a part or of the column of the pages.
func namesNoChapter(line string) bool {
	t := titleOfLine(line, 0)
	return pageLabel.MatchString(line) || isPartEntry(&t)
}

// listRun counts the lines from i on that are entries of a list of contents, and those
// of them that end in the number of a page. A line that is none may stand between two,
// but not the label of a list: what stands above it tells of chapters in another way; nor
// a title of the list, which an entry may be if set alike: there the text begins.
func listRun(main []parse.Block, i int, last linePlaces) (n, end, paged int) {
	entry := func(k int) (is, page bool) {
		if k >= len(main) || len(main[k].Text) > layout.MaxTitle || headOfTable(main, k) {
			return false, false
		}
		for _, t := range titlesOf(main[k : k+1]) {
			if whole := last.after(&t.Words, k+2); whole || last.after(&t.Cut, k+2) {
				return true, !whole
			}
		}
		return false, false
	}
	end = i
	whole := headedTable(main, labelAbove(main, i), i+1)
	for k := i; k < len(main) && (k == i || !whole || !endsTable(main, k)); k++ {
		is, page := entry(k)
		if !is {
			if next, _ := entry(k + 1); n == 0 || !next || len(FindListed(main[k:k+1], titlesOf(main[i:end]))) > 0 || ContentLabel.MatchString(strings.TrimSpace(main[k].Text)) {
				break
			}
		} else if k > i && main[k].Kind != main[k-1].Kind && len(FindListed(main[k:k+1], titlesOf(otherwise(main[i:end], main[k].Kind)))) > 0 {
			break
		}
		if is {
			n, paged, end = n+1, paged+wording.BoolInt(page), k+1
		}
	}
	return n, end, paged
}

// otherwise are the blocks that are set otherwise than one of a kind.
func otherwise(blocks []parse.Block, kind parse.BlockKind) []parse.Block {
	return slices.DeleteFunc(slices.Clone(blocks), func(b parse.Block) bool { return b.Kind == kind })
}

// endsTable reports the first row of a table of another kind, right below one: a list of
// contents that is a table, with names above its columns, ends there.
func endsTable(main []parse.Block, k int) bool {
	return main[k].Kind == parse.Row && main[k-1].Kind == parse.Row && !layout.SameTable(&main[k-1], &main[k]) && len(main[k].Cells) != len(main[k-1].Cells)
}

// headedTable reports a list that is a table with names above its columns.
func headedTable(main []parse.Block, from, to int) bool {
	for k := max(from-1, 0); k < min(from+2, to); k++ {
		if headOfTable(main, k) {
			return true
		}
	}
	return false
}

// headOfTable reports the head of a table of several columns.
func headOfTable(main []parse.Block, k int) bool {
	return main[k].Kind == parse.Row && main[k].Header && len(main[k].Cells) > 1 && k+1 < len(main) && layout.SameTable(&main[k], &main[k+1])
}

// wholeOrPart is what has contents.
const wholeOrPart = `(?:chapter|section|part|procedures?|guide|guidance|document|handbook|manual|booklet|policy|protocol|pack|binder|file|volume|module|toolkit)`

// ContentLabel labels a list of contents.
var ContentLabel = pattern.New(`(?i)^(?:(?:table\s+of\s+|list\s+of\s+)?contents(?:\s+(?:page|list))?(?:\s+(?:of|for|in)\s+(?:this|the|our)\s+` + wholeOrPart + `)?|(?:list|index|register|table)\s+of\s+(?:the\s+)?(?:procedures|policies|protocols|chapters|sections|topics|documents|standards|guidelines|guidance)|(?:procedures|policies|protocols|chapters|sections)\s+in\s+this\s+` + wholeOrPart + `|(?:what(?:['’]?s|\s+is)\s+)?in\s+this\s+` + wholeOrPart + `|on\s+this\s+page|this\s+(?:chapter|procedure)\s+(?:contains|covers)|(?:chapter|section|part|document|guide|page)\s+contents|jump\s+to)\s*:?$`)

// LeaderLine ends in the number of a page, with what leads to it.
var LeaderLine = pattern.New(`(?:\s?\.){4,}\s*\d{1,3}\s*$|\s{3,}\d{1,3}\s*$|\t\d{1,3}\s*$`)

// EndsInNumber is a cheap test for a line of contents with its page.
func EndsInNumber(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && wording.IsDigit(s[len(s)-1])
}

// BookSize counts the headings of a document, those that only its list of contents
// tells too, and its words.
func BookSize(d *parse.Document) (heads, words int) {
	for i := range d.Blocks {
		if d.Blocks[i].Region == parse.Main {
			words += wording.CountWords(d.Blocks[i].Text)
			if d.Blocks[i].Kind == parse.Heading {
				heads++
			}
		}
	}
	if heads < LeastHeads && IsTyped(d) {
		list, main := ListedTitles(d, d.Blocks, TextBlocks(d.Blocks))
		heads = max(heads, len(FindListed(main, list)))
		if d.IsWebPage() {
			heads = max(heads, boldNumbers(d.Blocks))
		}
	}
	return heads, words
}

// boldNumbers counts the lines in bold of a page that are numbered on two levels, "2" and
// "2.1": the headings of a long document that marks none. Those of one chapter are fewer.
func boldNumbers(blocks []parse.Block) int {
	const least, parts = 12, 3 // lines, of which so many are counted on the first level
	var first, all int
	for _, b := range parse.InMain(blocks) {
		if b.Kind != parse.Paragraph || !b.Bold || len(b.Text) > layout.MaxTitle || strings.HasSuffix(b.Text, ".") {
			continue
		}
		n := HeadRow(b).Num
		first += wording.BoolInt(n.Parts == 1 && n.Keyword == "")
		all += wording.BoolInt(n.Text != "")
	}
	if all < least || first < parts || first*2 > all {
		return 0
	}
	return all
}

// TextBlocks copies the blocks of the main part that are no pictures: the copies are
// changed in place.
func TextBlocks(blocks []parse.Block) []parse.Block {
	isText := func(b *parse.Block) bool { return b.Region == parse.Main && b.Kind != parse.Image }
	n := 0
	for i := range blocks {
		n += wording.BoolInt(isText(&blocks[i]))
	}
	out := make([]parse.Block, 0, n)
	for i := range blocks {
		if isText(&blocks[i]) {
			out = append(out, blocks[i])
		}
	}
	return out
}

// LeastHeads and LeastWords are what a document has at least that is a manual.
const (
	LeastHeads = 5
	LeastWords = 200
)
