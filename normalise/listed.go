package normalise

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A listedTitle is an entry of the list of contents that a document prints of itself.
type listedTitle struct {
	text  string
	words listedWords // the same as it is compared
	cut   listedWords // without the number at its end, which may be that of a page
	level int         // where the format tells it, otherwise 0
}

// listedWords are the words of a title in the form in which they are compared.
type listedWords struct {
	num   numeral // as read from the text
	title string  // folded to its letters and digits
	whole string  // number and title so folded
}

// A list of contents has at least leastListed entries; of more than maxListed lines of
// it the rest is left out.
const (
	leastListed = 3
	maxListed   = 2000
)

// isTyped reports a file, or a web page that a word processor saved and whose writer set
// the headings as bold text: what is not marked is told by the list of contents or by its
// number, as in the file. The word processor's own names tell such a page, of the styles of
// its contents or of the places that they lead to, the numbers of pages in it, or that many
// bold lines are counted through.
func isTyped(d *parse.Document) bool {
	if !d.IsWebPage() {
		return d.IsFile()
	}
	heads, named := 0, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		heads += boolInt(b.Region == parse.Main && b.Kind == parse.Heading)
		named += boolInt(b.Region == parse.Contents && (strings.HasPrefix(b.Class, "MsoToc") || slices.ContainsFunc(b.Links, toBookmark)) ||
			b.Region == parse.Main && b.Kind == parse.Paragraph && len(b.Text) < maxTitle && endsInNumber(b.Text) && leaderLine.MatchString(b.Text))
	}
	return heads < leastHeads && (named >= leastListed || boldNumbers(d.Blocks) > 0)
}

// toBookmark reports a link to a place that a word processor named for its list of contents.
func toBookmark(l parse.Link) bool {
	return strings.Contains(l.Href, "#_Toc") || strings.Contains(l.Href, "#__RefHeading")
}

// listedTitles reads the list of contents of a file: the lines that its reader knows as
// such, or, where somebody typed them, lines before the text of which each is printed
// again further on. all are the blocks of the file or of a part of it, main those of the
// text; it returns these without a typed list.
func listedTitles(d *parse.Document, all, main []parse.Block) ([]listedTitle, []parse.Block) {
	if !isTyped(d) {
		return nil, main
	}
	if list := titlesOf(knownList(all)); len(list) >= leastListed {
		return list, withParts(withHeadTables(main, list), list)
	}
	last := lastLines(main)
	if from, to := typedList(main, last); from < to {
		list := titlesOf(main[from:to])
		if headedTable(main, from, to) { // other columns tell who answers for it, and since when
			list = slices.DeleteFunc(list, func(t listedTitle) bool { return !last.after(&t.words, to-1) && !last.after(&t.cut, to-1) })
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
		case first == 0 && len(known) >= leastListed && b.Region == parse.Main && (b.Kind == parse.Heading || b.Bold) && len(findListed(all[i:i+1], titlesOf(known))) > 0:
			first = len(known) // here the text begins
		}
	}
	if list := titlesOf(known[:first]); second > 0 && len(list) >= leastListed && len(findListed(all[second:], list[len(list)-1:])) > 0 {
		return known[:first]
	}
	return known
}

// folio is the number of a page at the end of a line of contents, with what leads to it.
var folio = pattern.New(`(?i)[\s.…_|]*(?:\b(?:page|p\.?)\s*)?(?:\d{1,3}|[ivx]{1,5})\s*$`)

// titlesOf reads the entries of a list of contents.
func titlesOf(blocks []parse.Block) []listedTitle {
	var out []listedTitle
	for _, l := range withRomans(withoutPagesBefore(printedLines(blocks))) {
		if !contentLabel.MatchString(l.text) && !pageLabel.MatchString(l.text) {
			out = append(out, titleOfLine(l.text, l.level))
		}
	}
	return out
}

func titleOfLine(text string, level int) listedTitle {
	return listedTitle{text: text, words: wordsOfTitle(text), cut: wordsOfTitle(folio.ReplaceAllString(text, "")), level: level}
}

// wrapped is the entry of a line and the one on which it goes on; the number of the page
// may stand behind either.
func (t *listedTitle) wrapped(next *listedTitle) (listedTitle, bool) {
	if next.words.num.text != "" || t.text == "" || next.text == "" {
		return listedTitle{}, false
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
				out = append(out, printedLine{text: l, level: b.Level * boolInt(b.Kind == parse.Item)})
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
			plain += boolInt(!namesNoChapter(l.text) && !contentLabel.MatchString(l.text))
			continue
		}
		n, _ := strconv.Atoi(m[1])
		if n < last || endsInNumber(l.text[len(m[0]):]) {
			return lines
		}
		gaps += boolInt(n != last+1)
		paged, last = paged+1, n
	}
	if paged < leastListed || paged < plain*4 || gaps < 2 || gaps*5 < paged {
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
		text := squeeze(c.Text)
		if text == "" {
			continue
		}
		page := folio.FindString(text) == text
		if titled && !page {
			out = append(out, entry)
			entry, titled = "", false
		}
		entry = strings.TrimSpace(entry + " " + text)
		if _, number := pureNumber(text); !number && hasLetters(text) {
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
func wordsOfTitle(l string) listedWords {
	t := listedWords{whole: solid(l), title: solid(l)}
	if n, rest, ok := splitAppendix(l); ok {
		t.num, t.title = n, solid(rest)
	} else if n, rest, ok := splitLettered(l); ok {
		t.num, t.title = n, solid(rest)
	} else if n, rest, ok := splitNumber(l); ok && rest != "" {
		t.num, t.title = n, solid(rest)
	}
	return t
}

// lettered is a number that counts chapters by letters: "2B Making a Referral".
var lettered = pattern.New(`^([1-9]\d?[A-Z])(?:\s*[.):]\s*|\s*[-–—]\s+|\s+)\S`)

// splitLettered parts such a number from its title. Outside a list of contents it would
// be words: "3D Printing".
func splitLettered(l string) (numeral, string, bool) {
	m := lettered.FindStringSubmatch(l)
	if m == nil {
		return numeral{}, l, false
	}
	return numeral{text: m[1], parts: 2, sure: true}, trimLead(l[len(m[1]):]), true
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

// linePlaces tells at which block the words of a line stand for the last time.
type linePlaces map[string]int

func lastLines(main []parse.Block) linePlaces {
	last := make(linePlaces)
	note := func(line string, i int) {
		t := wordsOfTitle(line)
		last[t.title], last[t.whole] = max(last[t.title], i), max(last[t.whole], i)
	}
	for i := range main {
		if b := &main[i]; b.Kind != parse.Row && len(b.Text) < maxTitle {
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
func (p linePlaces) after(t *listedWords, i int) bool { return max(p[t.title], p[t.whole]) > i }

// typedList finds a list of contents that was typed as plain lines or as a table: the
// longest run of short lines before the text that all come again further on, below a
// label or with the numbers of pages.
func typedList(main []parse.Block, last linePlaces) (from, to int) {
	most := leastListed - 1
	for i := 0; i < min(len(main), maxFront) && countWords(main[i].Text) < 60; {
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
		if k > 0 && len(main[k].Text) < maxTitle && namesNoChapter(lineOfContents(&main[k])) {
			k--
		}
	}
	if k >= 0 && contentLabel.MatchString(strings.TrimSpace(main[k].Text)) {
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
		if k >= len(main) || len(main[k].Text) > maxTitle || headOfTable(main, k) {
			return false, false
		}
		for _, t := range titlesOf(main[k : k+1]) {
			if whole := last.after(&t.words, k+2); whole || last.after(&t.cut, k+2) {
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
			if next, _ := entry(k + 1); n == 0 || !next || len(findListed(main[k:k+1], titlesOf(main[i:end]))) > 0 || contentLabel.MatchString(strings.TrimSpace(main[k].Text)) {
				break
			}
		} else if k > i && main[k].Kind != main[k-1].Kind && len(findListed(main[k:k+1], titlesOf(otherwise(main[i:end], main[k].Kind)))) > 0 {
			break
		}
		if is {
			n, paged, end = n+1, paged+boolInt(page), k+1
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
	return main[k].Kind == parse.Row && main[k-1].Kind == parse.Row && !sameTable(&main[k-1], &main[k]) && len(main[k].Cells) != len(main[k-1].Cells)
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
	return main[k].Kind == parse.Row && main[k].Header && len(main[k].Cells) > 1 && k+1 < len(main) && sameTable(&main[k], &main[k+1])
}

// contentLabel labels a list of contents.
var contentLabel = pattern.New(`(?i)^(?:(?:table\s+of\s+|list\s+of\s+)?contents(?:\s+(?:page|list))?|(?:list|index|register|table)\s+of\s+(?:the\s+)?(?:procedures|policies|protocols|chapters|sections|topics|documents|standards|guidelines|guidance)|(?:procedures|policies|protocols|chapters|sections)\s+in\s+this\s+(?:binder|manual|handbook|document|file|pack|volume)|(?:what(?:'?s|\s+is)\s+)?in\s+this\s+(?:chapter|section|procedure|guide|guidance|document|handbook|manual|booklet|policy|pack|binder|file|volume)|on\s+this\s+page|this\s+(?:chapter|procedure)\s+(?:contains|covers)|chapter\s+contents|jump\s+to)\s*:?$`)

// leaderLine ends in the number of a page, with what leads to it.
var leaderLine = pattern.New(`(?:\s?\.){4,}\s*\d{1,3}\s*$|\s{3,}\d{1,3}\s*$|\t\d{1,3}\s*$`)

// endsInNumber is a cheap test for a line of contents with its page.
func endsInNumber(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && isDigit(s[len(s)-1])
}

// bookSize counts the headings of a document, those that only its list of contents
// tells too, and its words.
func bookSize(d *parse.Document) (heads, words int) {
	for i := range d.Blocks {
		if d.Blocks[i].Region == parse.Main {
			words += countWords(d.Blocks[i].Text)
			if d.Blocks[i].Kind == parse.Heading {
				heads++
			}
		}
	}
	if heads < leastHeads && isTyped(d) {
		list, main := listedTitles(d, d.Blocks, textBlocks(d.Blocks))
		heads = max(heads, len(findListed(main, list)))
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
	for i := range blocks {
		b := &blocks[i]
		if b.Region != parse.Main || b.Kind != parse.Paragraph || !b.Bold || len(b.Text) > maxTitle || strings.HasSuffix(b.Text, ".") {
			continue
		}
		n := headRow(b).num
		first += boolInt(n.parts == 1 && n.keyword == "")
		all += boolInt(n.text != "")
	}
	if all < least || first < parts || first*2 > all {
		return 0
	}
	return all
}

// textBlocks copies the blocks of the main part that are no pictures: the copies are
// changed in place.
func textBlocks(blocks []parse.Block) []parse.Block {
	isText := func(b *parse.Block) bool { return b.Region == parse.Main && b.Kind != parse.Image }
	n := 0
	for i := range blocks {
		n += boolInt(isText(&blocks[i]))
	}
	out := make([]parse.Block, 0, n)
	for i := range blocks {
		if isText(&blocks[i]) {
			out = append(out, blocks[i])
		}
	}
	return out
}

// leastHeads and leastWords are what a document has at least that is a manual.
const (
	leastHeads = 5
	leastWords = 200
)
