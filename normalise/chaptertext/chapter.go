// Package chaptertext takes a chapter's document apart: headings, text, notes of what was
// changed, review dates; what stands around the text and says nothing of the matter is left
// out.
package chaptertext

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A Text is what a chapter's document says, taken apart.
type Text struct {
	Own   []parse.Block         // before the first heading
	Heads []*toc.Node           // headings below the chapter, a tree
	Notes []normalise.Amendment // amendments noted inside the chapter
	ReviewDates
}

// changesName is what lists of changes are called, ofManual says what was changed, or
// since when: "variations", "to this protocol".
const (
	changesName = `(?:amendments|changes|revisions|updates|versions|variations|alterations|issues)`
	ofManual    = `\s+(?:made\s+)?(?:since|to|in)\s+(?:the|this|our|these)\s+(?:[\w-]+\s+){0,3}(?:issue|edition|version|protocol|agreement|manual|handbook|document|procedures?|guidance|guidelines|polic(?:y|ies)|chapter|publication)`
	amendLabel  = `(?:(?:chapter\s+|recent\s+|latest\s+|show\s+|view\s+|previous\s+)?amendments?(?:\s+(?:history|log|record|made|to\s+this\s+chapter))?|(?:version|document|revision|change|issue)\s+(?:control\s+schedule|(?:control\s+)?(?:control|history|record|log|table|sheet))(?:\s+(?:and|&)\s+\w+(?:\s+\w+)?)?|(?:(?:policy|procedure|document)\s+)?(?:change|amendment|revision|update)\s+(?:history|log|record)|(?:record|history|schedule|register|summary|table|list|log)\s+of\s+(?:the\s+)?(?:(?:main|key|major|material|substantive|significant|important|recent)\s+)?` + changesName + `(?:` + ofManual + `)?|` + changesName + ofManual + `|(?:amendment|change|revision|version)s?\s+(?:sheet|table|register|schedule)|history\s+of\s+(?:this|the|these|our)\s+(?:chapter|procedures?|policy|document|page|section|manual|handbook|guide|guidance|edition)|(?:manual|handbook|edition|publication)\s+history)`
)

var (
	boxLabel = pattern.New(`(?i)^(?:(?:the\s+)?scope(?:\s+of\s+th(?:is|e)\s+(?:chapter|procedure|policy|guidance))?|related\s+(?:chapters?|guidance|procedures?|policies|documents?|information)(?:\s+and\s+(?:chapters?|guidance|procedures?))?|relevant\s+(?:chapters?|guidance|procedures?)|regulations?(?:\s+and\s+standards?)?|quality\s+standards?)\s*:?$`)
	// AmendLabel labels a box or table of amendments inside a chapter.
	AmendLabel = pattern.New(`(?i)^` + amendLabel + `(?:\s*[-–—:]\s*` + amendLabel + `)?\s*:?$`)
	litter     = pattern.New(`(?i)^(?:(?:back\s+to\s+|return\s+to\s+)?top(?:\s+of\s+(?:the\s+)?page)?|back(?:\s+to\s+(?:the\s+)?(?:contents|top|list|chapters|index).*)?|(?:print|share|close|pdf|email|save|download)(?:\s+(?:this\s+)?(?:page|chapter|procedure))?(?:\s+(?:as\s+)?pdf)?|(?:print\s+)?pdf|\(?jump to\)?|show\s+amendments|hide\s+amendments|page\s+\d+(?:\s+of\s+\d+)?|right-click\s+to\s+update.*|previous\s+chapter.*|next\s+chapter.*|end(?:\s+of\s+(?:chapter|document|procedure))?|send\s+(?:this\s+)?page.*|view\s+(?:all\s+)?amendments?|no\s+labels|(?:like\s+)?be\s+the\s+first\s+to\s+like\s+this)$`)
	// savedBy is what wikis print of a page above or below its text.
	savedBy  = pattern.New(`(?i)^(?:(?:created|added)\s+(?:by|at|on)\s+.{2,60}[,;|]?\s+last\s+(?:modified|updated|edited|saved|changed)\b.{0,60}|last\s+(?:modified|edited|saved)\s+(?:(?:at|on)\s+.{4,40}\s+by\s+.{2,60}|by\s+.{2,60}\s+(?:at|on)\s+.{4,40}))$`)
	pageFoot = pattern.New(`(?i)^\d+\s*\|\s*page$`)
)

// Read takes a chapter's document, or the blocks of it that are the chapter's,
// apart. number and title are those of the list of contents; what only repeats them is
// not text.
func Read(d *parse.Document, blocks []parse.Block, number, title string) Text {
	var c Text
	blocks = withUnread(d, blocks)
	list, main := toc.ListedTitles(d, blocks, toc.TextBlocks(blocks))
	unframe(main)
	unlist(main)
	unheadParticulars(main)
	if d.IsFile() {
		unheadSentences(main)
	}
	main = dropContinued(sectionRows(main))
	main = joinBrokenHeads(joinNumberHeads(dropOwnNumber(main, number, title)))
	if rest := dropTitle(dropCover(main, title), number, title, d.Title); len(rest) < len(main) {
		main = dropSheetHeads(rest, d)
	} else {
		main = dropPartName(main, d)
	}
	main = dropDay(main)
	main = dropWaysBack(dropContents(main, webaddress.Key(d.URL)), d)
	above, whole := len(main), recordOnly(main, title)
	if main = c.takeNotes(c.takeReviews(c.takeControl(withoutBareControl(main, blocks), toldBy(blocks)))); len(main) == 0 {
		main = whole
	}
	if at := tableAbove(main); at > 0 || len(main) < above {
		main = dropSecondTitle(main, at, number, title, d.Title)
	}
	main = dropCoverOf(main, d, number, title)
	c.nest(main, number, list, toc.IsTyped(d))
	c.implyNumbers(number)
	return c
}

// dropSheetHeads drops the title of a page where it stands again, marked as the title of the page
// is, at the head of each further sheet of a printed paper.
func dropSheetHeads(blocks []parse.Block, d *parse.Document) []parse.Block {
	title := wording.Fold(d.Title)
	if !d.IsWebPage() || title == "" {
		return blocks
	}
	return slices.DeleteFunc(blocks, func(b parse.Block) bool {
		return b.Kind == parse.Heading && b.Level == 1 && b.Anchor == "" && wording.Fold(b.Text) == title
	})
}

// dropPartName drops the name of the page above, as a link of the site's menus or trail has it, from
// the top of a text whose title stands outside it: there it names the part of the manual.
func dropPartName(blocks []parse.Block, d *parse.Document) []parse.Block {
	if len(blocks) < 2 || !captions(blocks[:1]) {
		return blocks
	}
	name, own := wording.Fold(blocks[0].Text), webaddress.Key(d.URL)
	for i := range d.Blocks {
		if d.Blocks[i].Region != parse.Nav {
			continue
		}
		for _, k := range d.Blocks[i].AllLinks() {
			if wording.Fold(k.Text) == name && webaddress.Under(own, webaddress.Key(k.Href)) {
				return blocks[1:]
			}
		}
	}
	return blocks
}

// recordOnly are the blocks of a chapter that is called after the record of the document, "Version
// control", nil for any other: where it says nothing else, the record is its text.
func recordOnly(blocks []parse.Block, title string) []parse.Block {
	if title = strings.TrimSpace(title); !AmendLabel.MatchString(title) && !controlTitle.MatchString(title) {
		return nil
	}
	return slices.Clone(blocks)
}

// joinNumberHeads makes one heading of two that follow each other, a number alone
// and its title: "Chapter 1" above "Making a Referral".
func joinNumberHeads(blocks []parse.Block) []parse.Block {
	kept := 0
	for i := range blocks {
		b := &blocks[i]
		if kept > 0 && namesNumber(&blocks[kept-1], b) {
			number := &blocks[kept-1]
			b.Marker, b.Level = wording.Squeeze(number.Text), min(b.Level, number.Level)
			b.Anchors = append(append([]string{b.Anchor}, b.Anchors...), number.Anchors...)
			b.Anchor = cmp.Or(number.Anchor, b.Anchor)
			*number = *b
			continue
		}
		if kept < i {
			blocks[kept] = *b
		}
		kept++
	}
	return blocks[:kept]
}

// goesOn begins a line on which the one above it goes on: no title begins so in lower case.
var goesOn = pattern.New(`^(?:of|for|and|to|in|on|with|by|from|or|at)\s`)

// joinBrokenHeads makes one heading of two set alike that follow each other where the second goes
// on in lower case: somebody broke the line, "Rules of the Boat House" above "of the Old Harbour".
func joinBrokenHeads(blocks []parse.Block) []parse.Block {
	kept := 0
	for i := range blocks {
		b := &blocks[i]
		if kept > 0 && b.Kind == parse.Heading && b.Marker == "" && goesOn.MatchString(b.Text) {
			if a := &blocks[kept-1]; a.Kind == parse.Heading && a.Level == b.Level && len(b.Links) == 0 && !strings.ContainsAny(a.Text[max(0, len(a.Text)-1):], ".:;?!") {
				a.Text += " " + b.Text
				continue
			}
		}
		if kept < i {
			blocks[kept] = *b
		}
		kept++
	}
	return blocks[:kept]
}

// namesNumber reports whether heading a is the number of heading b, which is set at
// least as high and has none.
func namesNumber(a, b *parse.Block) bool {
	if a.Kind != parse.Heading || b.Kind != parse.Heading || b.Level > a.Level || a.Marker != "" || b.Marker != "" {
		return false
	}
	n, ok := wording.PureNumber(a.Text)
	if !ok || n.Keyword == "" && !wording.IsDigit(n.Text[0]) || n.Keyword == "letter" || n.Keyword == "roman" {
		return false
	}
	_, _, numbered := wording.SplitNumber(b.Text)
	return !numbered
}

// dropDay drops the day that alone stands below the title, when the page was saved or
// published, or who wrote it with day and time or version, and the chapter's flags, which are no
// text of it.
func dropDay(blocks []parse.Block) []parse.Block {
	if len(blocks) > 1 && (toc.IsStamp(&blocks[0]) || toc.IsImprint(&blocks[0]) || blocks[0].Kind == parse.Paragraph && toc.IsByline(blocks[0].Text, blocks[0].Links)) {
		return blocks[1:]
	}
	if len(blocks) < 2 || blocks[0].Kind != parse.Paragraph || blocks[0].Bold || len(blocks[0].Text) > 40 {
		return blocks
	}
	if flags, ok := titleflag.PureFlags(blocks[0].Text); ok && len(flags) > 0 {
		return blocks[1:]
	}
	if d, ok := dates.Parse(blocks[0].Text); !ok || d.Precision != normalise.Day {
		return blocks
	}
	return blocks[1:]
}

// dropContents drops the chapter's own list of its headings and what is no text
// of any chapter, in place; page is the key of its address.
func dropContents(blocks []parse.Block, page string) []parse.Block {
	var heads map[string]bool // once a list of them may begin
	kept, listing, listed := 0, false, 0
	for i := range blocks {
		b := &blocks[i]
		text := strings.TrimSpace(b.Text)
		if text == "" || b.Kind != parse.Box && (len(text) < 60 && isLitter(text) || len(text) < 180 && savedBy.MatchString(text)) {
			continue
		}
		if i < listed || b.Kind == parse.Heading && layout.OnlyPictographs(text) { // the sign beside a box
			continue
		}
		if i < 30 && b.Kind == parse.Item && (i == 0 || blocks[i-1].Kind != parse.Item && !strings.HasSuffix(blocks[i-1].Text, ":")) {
			if listed = i + listsAll(blocks[i:]); i < listed {
				continue
			}
		}
		if len(text) < 60 && i < 30 && toc.ContentLabel.MatchString(text) {
			if heads == nil {
				heads = headKeys(blocks)
			}
			if listsHeads(blocks[i+1:], heads) {
				listing = true
				continue
			}
			if b.Kind == parse.Heading && bareLabel.MatchString(text) && !amongHeads(blocks[:i], b) && (i+1 == len(blocks) || isProse(&blocks[i+1]) || blocks[i+1].Kind == parse.Heading && blocks[i+1].Level <= b.Level) {
				continue // over a list that a program left empty, or that is a menu
			}
		}
		if b.Kind != parse.Heading && (listing || len(b.Links) > 0 && i < 80) && jumpsOnly(b) {
			if heads == nil {
				heads = headKeys(blocks)
			}
			if listing || !leadsOff(b, page) || heads[headKey(text)] {
				continue
			}
		}
		if listing && b.Kind != parse.Heading && !b.Bold && (toc.EndsInNumber(text) && toc.LeaderLine.MatchString(text) || heads[headKey(text)]) {
			continue
		}
		listing = listing && b.Kind != parse.Heading && (b.Kind == parse.Item || wording.CountWords(text) < 20)
		if kept < i {
			blocks[kept] = blocks[i]
		}
		kept++
	}
	return blocks[:kept]
}

// bareLabel stands over a list of contents and says nothing else.
var bareLabel = pattern.New(`(?i)^(?:table\s+of\s+)?contents$`)

// amongHeads reports a heading that is counted or has another of its rank before it: that of what
// "Contents" of a plan or record are.
func amongHeads(before []parse.Block, b *parse.Block) bool {
	return b.Marker != "" || slices.ContainsFunc(before, func(o parse.Block) bool { return o.Kind == parse.Heading && o.Level == b.Level })
}

// isProse reports a paragraph of running text.
func isProse(b *parse.Block) bool {
	return b.Kind == parse.Paragraph && len(b.Links) == 0 && wording.CountWords(b.Text) > 12 && toc.IsSentence(b.Text)
}

// listsAll counts the items with which blocks begin, if they name the headings that come
// next and all that are set like these: a list of contents without a label, as wikis
// print it above a page.
func listsAll(blocks []parse.Block) int {
	const least = 2
	n := 0
	for n < len(blocks) && blocks[n].Kind == parse.Item {
		n++
	}
	if n < least || countHeads(blocks[n:]) < n {
		return 0
	}
	names := make(map[string]bool)
	for i := range blocks[:n] {
		names[headKey(blocks[i].Text)] = true
	}
	if len(names) < n {
		return 0
	}
	found, level := 0, 0
	for i := range blocks[n:] {
		b := &blocks[n+i]
		if b.Kind != parse.Heading {
			continue
		}
		named := names[headKey(b.Text)]
		level = cmp.Or(level, b.Level)
		if !named && b.Level <= level {
			return 0
		}
		found += wording.BoolInt(named)
	}
	if found < n {
		return 0
	}
	return n
}

// isLitter reports a short line that is no text of any chapter.
func isLitter(text string) bool {
	return litter.MatchString(text) || strings.IndexByte(text, '|') > 0 && pageFoot.MatchString(text)
}

// headKeys are the headings and bold lines among blocks.
func headKeys(blocks []parse.Block) map[string]bool {
	heads := make(map[string]bool)
	for i := range blocks {
		if b := &blocks[i]; b.Kind == parse.Heading || b.Bold {
			heads[headKey(b.Marker+" "+b.Text)] = true
		}
	}
	return heads
}

// headKey is the form in which a line of contents and its heading are the same.
func headKey(s string) string {
	if s = strings.TrimSpace(s); toc.EndsInNumber(s) {
		s = toc.LeaderLine.ReplaceAllString(s, "")
	}
	if _, rest, ok := wording.SplitNumber(strings.TrimSpace(s)); ok && rest != "" {
		s = rest
	}
	return wording.Bare(s)
}

func listsHeads(blocks []parse.Block, heads map[string]bool) bool {
	for i := range blocks {
		text := strings.TrimSpace(blocks[i].Text)
		if text == "" {
			continue
		}
		return heads[headKey(text)] && blocks[i].Kind != parse.Heading || jumpsOnly(&blocks[i]) || toc.EndsInNumber(text) && toc.LeaderLine.MatchString(text) || len(splitHeads(text, heads)) > 1
	}
	return false
}

func splitHeads(text string, heads map[string]bool) []string {
	var out []string
	for l := range strings.SplitSeq(text, "\n") {
		if heads[headKey(l)] {
			out = append(out, l)
		}
	}
	return out
}

var wayBack = pattern.New(`(?i)^\W*(?:go\s+)?(?:back|return)\s+to\b`)

// dropWaysBack drops lines that only lead back to a page above: "Back to Core Procedures".
func dropWaysBack(blocks []parse.Block, d *parse.Document) []parse.Block {
	isBack := func(b *parse.Block) bool {
		return len(b.Links) == 1 && b.Kind != parse.Heading && len(b.Text) < 120 && layout.LinkShare(b.Text, b.Links) > 0.8 && wayBack.MatchString(b.Text) && isAbove(d, b.Links[0].Href)
	}
	if !parse.AnyBlock(blocks, isBack) {
		return blocks
	}
	return slices.DeleteFunc(blocks, func(b parse.Block) bool { return isBack(&b) })
}

// isAbove reports a page above a document: by its address, or as the menus or the trail of the
// document lead there.
func isAbove(d *parse.Document, href string) bool {
	key := webaddress.Key(href)
	return webaddress.Under(webaddress.Key(d.URL), key) || parse.AnyBlock(d.Blocks, func(b *parse.Block) bool {
		return b.Region == parse.Nav && slices.ContainsFunc(b.AllLinks(), func(k parse.Link) bool { return webaddress.Key(k.Href) == key })
	})
}

// seesOther begins a line that leads on to another chapter.
var seesOther = pattern.New(`(?i)^\W*see\s`)

var jumpTo = pattern.New(`(?i)\(?\bjump\s+to\b\)?|\bgo\s+to\b`)

// jumpsOnly reports whether a block is nothing but links to places on its page. What it says to
// see may be a place on another, which is read for itself.
func jumpsOnly(b *parse.Block) bool {
	links := b.AllLinks()
	if len(links) == 0 {
		return false
	}
	n := 0
	for _, k := range links {
		if webaddress.Fragment(k.Href) == "" {
			return false
		}
		n += wording.Letters(k.Text)
	}
	rest := b.Text
	if b.Kind == parse.Paragraph && seesOther.MatchString(rest) {
		return false
	}
	if strings.Contains(rest, "to") || strings.Contains(rest, "TO") || strings.Contains(rest, "To") || strings.Contains(rest, "tO") {
		rest = jumpTo.ReplaceAllString(rest, "")
	}
	if b.Class != "" && strings.Contains(strings.ToLower(b.Class), "footnote") {
		return false
	}
	return wording.Letters(rest)-n <= 8 && samePageJumps(links)
}

// leadsOff reports an item of a list that leads to a place on another page: a chapter that is
// a part of that page is what "Further reading" may end with.
func leadsOff(b *parse.Block, page string) bool {
	return b.Kind == parse.Item && len(b.Links) == 1 && !strings.HasPrefix(b.Links[0].Href, "#") && webaddress.Key(b.Links[0].Href) != page
}

// samePageJumps compares the addresses of links with each other: a list of
// headings leads to one page.
func samePageJumps(links []parse.Link) bool {
	return !slices.ContainsFunc(links, func(k parse.Link) bool { return webaddress.Key(k.Href) != webaddress.Key(links[0].Href) })
}

// nest makes the tree of headings and gives each its blocks; list is what the document
// says of its contents, file that it is no web page.
func (c *Text) nest(blocks []parse.Block, number string, list []toc.ListedTitle, file bool) {
	heads := findHeads(blocks)
	if file {
		underNumbered(heads)
	}
	if heads = toc.ByContents(blocks, heads, list); toc.Unsettled(heads) {
		settleHeads(heads)
	}
	end := len(blocks)
	if len(heads) > 0 {
		end = heads[0].At
	}
	c.Own = cleanBlocks(blocks[:end], number)
	stray := -1
	if !file {
		stray = strayNumber(heads)
	}
	var open []*toc.Node
	nodes := make([]toc.Node, len(heads))
	for i := range heads {
		h, n := &heads[i], &nodes[i]
		stop := len(blocks)
		if i+1 < len(heads) {
			stop = heads[i+1].At
		}
		n.Row, n.Kind, n.Listed, n.Sheet = h.Row, normalise.KindHeading, h.Listed, blocks[h.At].Page
		n.Level = h.Level
		if n.CallsAppendix() {
			n.Kind = normalise.KindAppendix
		}
		scope := cmp.Or(n.Num.Text, number)
		n.Own = cleanBlocks(blocks[min(max(h.At+1, h.To), stop):stop], scope)
		for len(open) > 0 && !above(open[len(open)-1], n) && !(i == stray && open[len(open)-1].Level < n.Level) {
			open = open[:len(open)-1]
		}
		if len(open) == 0 {
			c.Heads = append(c.Heads, n)
		} else {
			n.Parent = open[len(open)-1]
			n.Parent.Kids = append(n.Parent.Kids, n)
		}
		open = append(open, n)
	}
}

// above reports whether heading a can hold heading b: by their numbers where
// both have one, otherwise by rank. What the list of contents leaves out counts apart
// from what it names: the headings of bound procedures begin with 1 in each.
func above(a, b *toc.Node) bool {
	if oneSeries(a.Num, b.Num) && (b.Listed || !a.Listed) {
		if wording.NumberPrefix(a.Num.Text, b.Num.Text) {
			return true
		}
		return a.Level < b.Level && a.Num.Parts < b.Num.Parts
	}
	if a.Num.Keyword == "" && b.Num.Keyword == "" && a.Num.Parts > 1 && b.Num.Parts == 0 && a.Level == b.Level {
		return false
	}
	return a.Level < b.Level
}

// oneSeries reports two numbers that one count may hold: "S1" counts apart from "1.1".
func oneSeries(a, b wording.Numeral) bool {
	return a.Text != "" && b.Text != "" && a.Keyword == b.Keyword && wording.IsDigit(a.Text[0]) == wording.IsDigit(b.Text[0])
}

// cleanBlocks takes paragraph numbers out of the text of blocks: a cell or the
// first word that counts on from the number of the heading above. It changes the
// blocks in place.
func cleanBlocks(blocks []parse.Block, number string) []parse.Block {
	for i := range blocks {
		b := &blocks[i]
		switch b.Kind {
		case parse.Row:
			if cell, number := textOfRow(b); cell != nil {
				*b = paragraphOf(*b, *cell, number)
			}
		case parse.Paragraph, parse.Item:
			if n, rest, ok := wording.SplitNumber(b.Text); ok && n.Keyword == "" && n.Sure && n.Parts > 1 && rest != "" && (number == "" || wording.NumberPrefix(stem(number), n.Text)) {
				*b = cutFront(*b, len(b.Text)-len(rest))
				b.Marker = n.Text
			}
		}
	}
	return slices.Clip(blocks)
}

// stem is the number whose paragraphs may stand below a heading: the first part,
// without the letter of half a part, 2 of "2A".
func stem(number string) string {
	number, _, _ = strings.Cut(number, ".")
	if digits := strings.TrimRight(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"); digits != "" && wording.IsDigit(digits[0]) {
		return digits
	}
	return number
}

// cutFront takes n bytes off the text of a block and moves its links.
func cutFront(b parse.Block, n int) parse.Block {
	b.Text = b.Text[n:]
	var links []parse.Link
	for _, k := range b.Links {
		k.Start, k.End = max(0, k.Start-n), k.End-n
		if k.End > 0 {
			links = append(links, k)
		}
	}
	b.Links = links
	return b
}

// textOfRow is the cell of a row that is a paragraph, and the number that its first cell only
// counts it with; nil of any other row.
func textOfRow(b *parse.Block) (cell *parse.Cell, number string) {
	cells := layout.Filled(b.Cells)
	if len(cells) == 1 && len(b.Cells) > 1 {
		return &cells[0], ""
	}
	if len(cells) != 2 {
		return nil, ""
	}
	if n, ok := wording.PureNumber(cells[0].Text); ok && n.Parts > 1 && isParagraph(cells[1].Text) {
		return &cells[1], n.Text
	}
	return nil, ""
}

// isParagraph reports a cell that says more than a title does, or ends as sentences and the
// lines above lists do: "Signs are:".
func isParagraph(text string) bool {
	return wording.CountWords(text) > 3 || strings.HasSuffix(text, ":") || strings.HasSuffix(text, ".")
}

func paragraphOf(b parse.Block, c parse.Cell, marker string) parse.Block {
	p := b
	p.Kind, p.Text, p.Links, p.Cells, p.Marker = parse.Paragraph, c.Text, c.Links, nil, marker
	return p
}
