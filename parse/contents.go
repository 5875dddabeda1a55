package parse

import (
	"slices"
	"strings"

	"manualwatch/parse/pattern"
)

// turnsPage are the words of links to the neighbouring pages.
var turnsPage = pattern.New(`^(?:[«»‹›←→<>]+ ?|(?:(?:previous|prev|next)(?: (?:page|chapter|section|procedure))?|(?:newer|older) (?:posts?|entry|entries|articles?))(?:$|[:»›→> ]))`)

// turnWord is such a word in a line of its own.
var turnWord = pattern.New(`^(?:previous|prev|next)(?: (?:page|chapter|section|procedure))?:?$`)

// saysTurn reports a line of several links, of which one turns the page: "Home | Next: Nets".
func saysTurn(b *Block) bool {
	return len(b.Links) > 1 && slices.ContainsFunc(b.Links, func(k Link) bool { return folded(turnsPage, k.Text, "") })
}

// linksAlone reports a line of links with nothing but bars between them and beside them, as
// they remain where the one to the top of the page stood between two: "Previous | | Next".
func linksAlone(b *Block) bool {
	beside, ok := b.BesideLinks()
	return ok && strings.Trim(strings.Join(beside, ""), "| ") == ""
}

// markTurns finds the links to the neighbouring pages at the end of the text, with
// the word in a line of its own above each or in the line.
func markTurns(doc *Document) {
	seen, passed, last := 0, 0, -1 // last is the line behind, a link that nothing says the way of
	for i := len(doc.Blocks) - 1; i >= 0 && seen < 6; i-- {
		b := &doc.Blocks[i]
		if b.Region != Main {
			continue
		}
		seen++
		link := len(b.Links) > 0 && (linked(b)*4 >= len(b.Text)*3 || linksAlone(b))
		turn := len(b.Text) < 200 && (turnsPage.MatchString(strings.TrimLeft(fold(b.Text), "| ")) || saysTurn(b))
		switch {
		case b.Kind == Heading && link || b.Kind == Row:
			return
		case last >= 0 && !(folded(turnWord, b.Text, "") && (len(b.Links) == 0 || b.Links[0].Href == doc.Blocks[last].Links[0].Href)):
			return
		case last >= 0:
			b.Region, doc.Blocks[last].Region, last = Nav, Nav, -1
		case link && turn && (passed == 0 || len(b.Links) > 1 || strings.HasPrefix(fold(b.Text), "prev")):
			b.Region = Nav
		case link && b.Kind == Paragraph && (passed == 0 || i > 0 && wordOf(&doc.Blocks[i-1], b)):
			last = i
		case len(b.Links) == 0 && b.Kind == Paragraph && len(b.Text) < 40 && !labelled(b.Text) && passed < 2:
			passed++ // "Was this helpful?" stands below the way on
		default:
			return
		}
	}
}

// wordOf reports a line that is the first of a link, "Next", above the name of the page to which
// both lead.
func wordOf(word, name *Block) bool {
	return len(word.Links) == 1 && word.Links[0].Href == name.Links[0].Href && turnWord.MatchString(fold(word.Text))
}

// markTrailLabels takes the heading over the trail of a page, which only a screen reader says,
// out of the lists in which it stands: it heads none of them.
func markTrailLabels(doc *Document) {
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Kind == Heading && b.Region == Nav && len(b.Text) < 24 {
			switch strings.Trim(fold(b.Text), " :") {
			case "breadcrumb", "breadcrumbs", "breadcrumb navigation", "you are here":
				b.Region = Furniture
			}
		}
	}
}

// moreLabel is a heading over links that a site adds to a text by itself.
var moreLabel = pattern.New(`^(?:you (?:may|might) (?:also )?(?:be interested in|like|find (?:this |these )?(?:useful|helpful))|related (?:content|posts|articles|topics|news|stories|events)|(?:more|also|(?:other|further) (?:pages|guidance|chapters|procedures|policies|articles|topics)) (?:in|from) this (?:section|guide|category|part|collection|series|topic)|(?:more|other) like this|(?:your )?(?:recently|last|previously) (?:viewed|visited|read)(?: pages?| chapters?)?)$`)

// childLabel stands over links to the pages below this one, which wikis and knowledge bases
// list by themselves.
var childLabel = pattern.New(`^(?:child|sub)[- ]?(?:pages?|articles?|topics?|documents?)(?: ?\(\d+\))?$`)

// isMoreLabel reports a label over links that the site added, above block i: those to the
// pages below are all that a page may have to say, and then they are its text.
func isMoreLabel(doc *Document, i int) bool {
	b := &doc.Blocks[i]
	if b.Kind != Heading && (b.Kind != Paragraph || len(b.Links) > 0) {
		return false
	}
	const around = " :."
	more := folded(moreLabel, b.Text, around)
	if b.Kind == Heading && more {
		return true
	}
	if len(b.Links) > 0 || !more && !folded(childLabel, b.Text, around) {
		return false
	}
	return saidBefore(doc, i)
}

// saidBefore reports whether a page has text of its own before block i.
func saidBefore(doc *Document, i int) bool {
	const least = 300 // bytes of text
	said := 0
	for k := range doc.Blocks[:i] {
		if o := &doc.Blocks[k]; o.Region == Main && o.Kind != Heading {
			said += len(o.Text) - linked(o)
		}
	}
	return said >= least
}

// aboveEndBox is the end of the text above a short box at its end, a frame of its own: a button, or
// the question what the reader thinks of the site.
func aboveEndBox(doc *Document) int {
	const most = 300 // bytes of a box
	end, size := len(doc.Blocks), 0
	var last *Block
	for i := end - 1; i >= 0; i-- {
		b := &doc.Blocks[i]
		if b.Region != Main {
			continue
		}
		if last != nil && b.Part != last.Part {
			return end
		}
		last, end, size = b, i, size+len(b.Text)
		if size > most || b.Part == 0 {
			break
		}
	}
	return len(doc.Blocks)
}

// markMore finds links at the end of the text, below a label that says that the
// site added them; a short box may stand behind.
func markMore(doc *Document) {
	if !markMoreAbove(doc, len(doc.Blocks)) {
		markMoreAbove(doc, aboveEndBox(doc))
	}
}

// markMoreAbove finds such links at the end of the blocks before end, if there are any.
func markMoreAbove(doc *Document, end int) bool {
	for i := end - 1; i >= 0; i-- {
		b := &doc.Blocks[i]
		if b.Region != Main {
			continue
		}
		if isMoreLabel(doc, i) {
			b.Region = Furniture
			for k := i + 1; k < end; k++ {
				if doc.Blocks[k].Region == Main {
					doc.Blocks[k].Region = Nav
				}
			}
			return true
		}
		listed := b.Kind == Row && (b.Header || len(b.AllLinks()) > 0) // of pages with their dates and answers
		if !listed && (len(b.Links) == 0 || linked(b)*4 < len(b.Text)*3) {
			return false
		}
	}
	return false
}

// tagLabel stands before the kinds under which a site files a page.
var tagLabel = pattern.New(`^(?:categor(?:y|ies)|tags?|tagged(?: (?:with|as))?|filed under|posted in|hidden categor(?:y|ies))$`)

// tagClass is what the elements are called that hold such a list.
var tagClass = pattern.New(`(?i)\b(?:cat(?:egory)?-?links|(?:post|entry|article|page|node)-(?:categories|tags))\b`)

// markTags finds the kinds under which a site files a page: at the end of the text, a label
// with a colon and links behind it, or a list in an element that is called so. A chapter may
// end with a list of categories of abuse.
func markTags(doc *Document) {
	const most = 12 // kinds
	end, linkOnly := len(doc.Blocks), true
	for i, seen := end-1, 0; i >= 0 && seen <= most; i-- {
		b := &doc.Blocks[i]
		if b.Region != Main {
			continue
		}
		seen++
		label, rest, ok := strings.Cut(b.Text, ":")
		ok = ok && b.Kind != Row && tagLabel.MatchString(strings.TrimSpace(fold(label)))
		if ok {
			rest = strings.TrimSpace(fold(rest))
		}
		switch {
		case ok && (rest == "" && seen > 1 && (linkOnly || tagClass.MatchString(b.Class)) || rest != "" && len(b.Links) > 0 && linked(b)*2 > len(b.Text)):
			for k := i; k < end; k++ {
				if doc.Blocks[k].Region == Main {
					doc.Blocks[k].Region = Furniture
				}
			}
			end, seen, linkOnly = i, 0, true
		case b.Kind != Item || len(b.Text) > 60 || endsSentence(b.Text):
			return
		default:
			linkOnly = linkOnly && linked(b) >= len(b.Text)
		}
	}
}

// markContents finds the page's own list of its headings: a run of links to places
// on the page, lines that a word processor set in the styles of such a list, or a run of
// lines equal to the headings that follow.
func markContents(doc *Document, res resolver) {
	markJumps(doc, res)
	markStyled(doc)
	markRepeats(doc)
	markBareLabels(doc)
}

// markBareLabels takes out the label of a list that the site left empty: the first heading of the text
// stands right below it, and a sentence below that.
func markBareLabels(doc *Document) {
	for i := range doc.Blocks[:max(0, len(doc.Blocks)-2)] {
		label, head, text := &doc.Blocks[i], &doc.Blocks[i+1], &doc.Blocks[i+2]
		if label.Region == Main && head.Region == Main && head.Kind == Heading && (label.Kind == Paragraph || label.Kind == Heading && head.Level <= label.Level) &&
			text.Region == Main && text.Kind == Paragraph && len(text.Links) == 0 && endsSentence(text.Text) && isContentsLabel(label) {
			label.Region = Furniture
		}
	}
}

// markJumps marks runs of blocks that are nothing but links to places on this page.
func markJumps(doc *Document, res resolver) {
	var targets map[string]*Block
	for i := 0; i < len(doc.Blocks); {
		page, ok := jumpsOnly(&doc.Blocks[i])
		if !ok {
			i++
			continue
		}
		if targets == nil {
			targets = targetsOf(doc)
		}
		end := i + 1
		for end < len(doc.Blocks) {
			if p, ok := jumpsOnly(&doc.Blocks[end]); !ok || p != page {
				break
			}
			end++
		}
		links, hits := countJumps(doc.Blocks[i:end], targets, page == res.page)
		label := i > 0 && isContentsLabel(&doc.Blocks[i-1])
		if (links >= 2 || label) && hits*2 >= links {
			setContents(doc, i, end)
		}
		i = end
	}
}

// markStyled marks runs of three or more lines in the styles that Word gives a list of
// contents, where none leads to another page.
func markStyled(doc *Document) {
	for i := 0; i < len(doc.Blocks); i++ {
		from := i
		for i < len(doc.Blocks) && isStyledContents(&doc.Blocks[i]) {
			i++
		}
		if i-from >= 3 {
			setContents(doc, from, i)
		}
	}
}

func isStyledContents(b *Block) bool {
	return b.Region == Main && len(b.Links) == 0 && strings.HasPrefix(b.Class, "MsoToc")
}

// countJumps counts the links and those that lead to a place on this page. Where
// they name the page by another address, the words must be those of the place.
func countJumps(blocks []Block, targets map[string]*Block, own bool) (links, hits int) {
	for k := range blocks {
		for _, l := range blocks[k].Links {
			links++
			_, frag, _ := strings.Cut(l.Href, "#")
			if to := targets[frag]; to != nil && (own || titleKey(l.Text) != "" && titleKey(to.Text) == titleKey(l.Text)) {
				hits++
			}
		}
	}
	return links, hits
}

// setContents marks blocks i to end and the label before them, with the control that folds the
// list above that.
func setContents(doc *Document, i, end int) {
	if i > 0 && isContentsLabel(&doc.Blocks[i-1]) {
		if i--; i > 0 && onlyScripts(&doc.Blocks[i-1]) {
			i--
		}
	}
	for ; i < end; i++ {
		doc.Blocks[i].Region = Contents
	}
}

// onlyScripts reports a short line of links that scripts follow and that lead nowhere.
func onlyScripts(b *Block) bool {
	const longest = 30 // bytes
	return b.Kind == Paragraph && len(b.Text) <= longest && len(b.Links) > 0 && linked(b) >= len(b.Text) &&
		!slices.ContainsFunc(b.Links, func(k Link) bool { return k.Href != "" })
}

// jumpsOnly reports a block of the main region, or of an element that calls itself
// navigation, whose words are all links to places on one page; and that page.
func jumpsOnly(b *Block) (page string, ok bool) {
	if b.Kind == Heading || b.Kind == Image || len(b.Links) == 0 || b.Region == Furniture {
		return "", false
	}
	in, from, bare := 0, 0, true
	for k, l := range b.Links {
		p, frag, _ := strings.Cut(l.Href, "#")
		if frag == "" || l.Start < from || k > 0 && p != page {
			return "", false
		}
		page = p
		in += l.End - l.Start
		from = l.End
		bare = bare && isJumpWord(b.Text[l.Start:l.End])
	}
	if bare && len(b.Text)-in < 200 {
		return page, true
	}
	rest := strings.TrimSpace(strings.ReplaceAll(b.Text, "(Jump to)", ""))
	return page, in > 0 && len(rest)-in <= 4+6*len(b.Links)
}

// isJumpWord reports the words of a link behind a title in a list of contents.
func isJumpWord(s string) bool {
	switch strings.Trim(fold(s), " ()[]") {
	case "jump to", "jump", "go to", "jump to section", "go to section":
		return true
	}
	return false
}

// targetsOf are all places of the page that a link can lead to, with the block that
// stands there.
func targetsOf(doc *Document) map[string]*Block {
	m := map[string]*Block{}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Anchor == "" {
			continue
		}
		m[b.Anchor] = b
		for _, a := range b.Anchors {
			m[a] = b
		}
	}
	return m
}

// contentsLabels are the words above a page's own list of contents.
var contentsLabels = map[string]bool{
	"contents": true, "contents of this page": true, "contents of this section": true, "topics on this page": true, "table of contents": true, "contents list": true, "page contents": true, "chapter contents": true, "in this chapter": true, "in this section": true,
	"on this page": true, "in this page": true, "quick links": true, "jump to": true, "jump to section": true, "this chapter contains": true, "in this procedure": true,
	"this page contains": true, "contents of this chapter": true, "sections": true, "subsections": true, "page menu": true, "index": true, "in this guidance": true, "in this policy": true,
}

func isContentsLabel(b *Block) bool {
	if b.Region != Main && b.Region != Nav || len(b.Text) > 40 || b.Kind == Row && len(b.Cells) > 1 || b.Kind == Heading && b.Level == 1 {
		return false
	}
	return contentsLabels[strings.Trim(fold(b.Text), " :.")]
}

// markRepeats marks runs of three or more short lines that word for word announce
// the headings that follow them in the same order.
func markRepeats(doc *Document) {
	var heads []headingKey // once some lines may be a list of them
	var known map[string]bool
	for i := 0; i < len(doc.Blocks); {
		if !listed(&doc.Blocks[i]) {
			i++
			continue
		}
		end := i
		for end < len(doc.Blocks) && listed(&doc.Blocks[end]) {
			end++
		}
		if !manyLines(doc.Blocks[i:end]) {
			i = end
			continue
		}
		if known == nil {
			if heads = headingKeys(doc); len(heads) < 3 {
				return
			}
			known = make(map[string]bool, len(heads))
			for _, h := range heads {
				known[h.key] = true
			}
		}
		if from, to := narrowed(doc.Blocks, i, end, known); manyLines(doc.Blocks[from:to]) {
			if lines := linesOf(doc.Blocks[from:to]); len(lines) >= 3 && announces(lines, heads, to) {
				setContents(doc, from, to)
			}
		}
		i = end
	}
}

// manyLines reports blocks of three lines or more.
func manyLines(blocks []Block) bool {
	n := len(blocks)
	for i := 0; i < len(blocks) && n < 3; i++ {
		n += strings.Count(blocks[i].Text, "\n")
	}
	return n >= 3
}

// narrowed narrows a run of lines to those from the first that is a heading of the
// page to the last, with the items of their lists. Sentences are not looked up: most
// runs are told from a list of contents by that.
func narrowed(blocks []Block, from, to int, known map[string]bool) (int, int) {
	first, last := to, from
	for i := from; i < to; i++ {
		if b := &blocks[i]; (i < from+2 || !endsSentence(b.Text)) && isHeadingOf(b.Text, known) {
			first, last = min(first, i), i+1
		}
	}
	if first == to {
		return from, from
	}
	for first > from && blocks[first-1].Kind == Item && blocks[first-1].Group == blocks[first].Group {
		first--
	}
	for last < to && blocks[last].Kind == Item && blocks[last].Group == blocks[last-1].Group {
		last++
	}
	return first, last
}

func endsSentence(s string) bool { return s != "" && strings.IndexByte(".;:,", s[len(s)-1]) >= 0 }

// isHeadingOf reports whether one of the first lines of a text is a heading of the page.
func isHeadingOf(text string, known map[string]bool) bool {
	for more, seen := true, 0; more && seen < 3; seen++ {
		var l string
		if l, text, more = strings.Cut(text, "\n"); len(l) < 160 && known[titleKey(l)] {
			return true
		}
	}
	return false
}

// A headingKey is a heading by its place and its words.
type headingKey struct {
	at  int
	key string
}

func headingKeys(doc *Document) []headingKey {
	var heads []headingKey
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region == Main && (b.Kind == Heading && b.Level > 1 || b.Kind == Paragraph && b.Bold && len(b.Text) < 160) {
			heads = append(heads, headingKey{i, titleKey(b.Text)})
		}
	}
	return heads
}

// listed reports a block that can be a line of a list of contents.
func listed(b *Block) bool {
	return b.Region == Main && (b.Kind == Item || b.Kind == Paragraph && !b.Bold) && len(b.Text) < 2000
}

func linesOf(blocks []Block) []string {
	var out []string
	for i := range blocks {
		for l := range strings.SplitSeq(blocks[i].Text, "\n") {
			if k := titleKey(l); k != "" {
				out = append(out, k)
			}
		}
	}
	return out
}

// announces reports whether nearly all lines are headings that come after them, in
// the same order.
func announces(lines []string, heads []headingKey, end int) bool {
	hits, _ := announced(lines, heads, end)
	return hits >= 3 && hits*5 >= len(lines)*4
}

// announced counts the lines that are headings from block end on, in the same order; first
// is the block of the first such heading.
func announced(lines []string, heads []headingKey, end int) (hits, first int) {
	h := 0
	for h < len(heads) && heads[h].at < end {
		h++
	}
	for _, l := range lines {
		for k := h; k < min(len(heads), h+300); k++ {
			if heads[k].key == l {
				if hits++; hits == 1 {
					first = heads[k].at
				}
				h = k + 1
				break
			}
		}
	}
	return hits, first
}

// titleKey is the key of a title without its number and without the words that
// lists of contents add.
func titleKey(s string) string {
	if len(s) > 300 {
		return ""
	}
	t := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(fold(s)), "(jump to)"))
	if head, rest, ok := strings.Cut(t, " "); ok && isNumber(head) && (hasDigit(head) || len(head) > 1) {
		t = rest
	}
	return strings.Trim(t, " .:;-")
}
