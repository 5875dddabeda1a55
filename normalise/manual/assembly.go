package manual

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

// An assembly lays the nodes of the outline and the headings of their documents
// out as the sections of an edition, in preorder.
type assembly struct {
	rd         *reading
	e          *normalise.Edition
	owner      map[int]*toc.Node
	onward     map[int]string  // page of a chapter -> where it goes on, unread
	unreadRows map[string]bool // address keys of rows whose pages were not read
	leading    map[int]int     // how many pages link to each, once it was asked for
	nth        map[string]int  // sections so far by what tells them from others
	told       []byte          // room for what tells a section from others
	notes      []normalise.Amendment
	// reviews are the lines outside the main part of pages that tell of reviews.
	reviews parallel.Memo[string, chaptertext.ReviewDates]
	texts   map[*toc.Node]*content
	dated   map[*toc.Node]chaptertext.ReviewDates // rows whose text is a part of a page, see dateParts
}

// A content is where the text of a node stands, and that text.
type content struct {
	node   *toc.Node
	doc    *parse.Document
	blocks []parse.Block // of doc, that are the node's
	lead   []parse.Block // of the page that only points to doc
	text   chaptertext.Text
}

// claim gives each page to the node that it is the content of: the first that is
// a chapter, before pointers to it. Of two chapters it is the one that the page is called as: the
// other's link is a mistake, or its title another name.
func (a *assembly) claim(roots []*toc.Node) {
	a.owner, a.unreadRows = make(map[int]*toc.Node), make(map[string]bool)
	toc.Walk(roots, func(n *toc.Node) {
		if n.Target < 0 && n.Linked() {
			a.unreadRows[webaddress.Key(n.Href)] = true
		}
	})
	a.share(roots)
	for _, pointers := range []bool{false, true} {
		toc.Walk(roots, func(n *toc.Node) {
			if n.Target < 0 || n.Also != pointers || n.Doc != nil || n.Own != nil {
				return
			}
			if a.rd.Roles[n.Target] == toc.RoleGuide {
				return
			}
			if first := a.owner[n.Target]; first == nil || !pointers && a.mistaken(first, n) {
				a.owner[n.Target] = n
			}
		})
	}
	toc.Walk(roots, func(n *toc.Node) {
		if n.Target >= 0 && n.Doc == nil && n.Own != nil && a.owner[n.Target] == nil {
			a.owner[n.Target] = n // it was read for its rows
		}
	})
}

// mistaken reports that the first row that leads to a page is not called as the page is, and
// another is.
func (a *assembly) mistaken(first, n *toc.Node) bool {
	title := a.rd.Input.Pages[n.Target].Document.Title
	return len(first.Kids)+len(n.Kids) == 0 && toc.IsTitle(n.Title, title) && !toc.IsTitle(first.Title, title)
}

// expect makes room for the sections: the nodes and the headings of their texts.
func (a *assembly) expect(roots []*toc.Node) {
	n := 0
	count := func(*toc.Node) { n++ }
	toc.Walk(roots, count)
	for _, c := range a.texts {
		toc.Walk(c.text.Heads, count)
	}
	a.e.Sections, a.nth = slices.Grow(a.e.Sections, n), make(map[string]int, n)
}

// share parts a page among the rows that lead to different places on it: each gets
// the blocks from its anchor to the next one's.
func (a *assembly) share(roots []*toc.Node) {
	a.shareFiles(roots)
	at := make(map[int][]*toc.Node)
	toc.Walk(roots, func(n *toc.Node) {
		if n.Target >= 0 && n.Frag != "" && !n.Also && n.Doc == nil {
			at[n.Target] = append(at[n.Target], n)
		}
	})
	for _, page := range slices.Sorted(maps.Keys(at)) {
		nodes := at[page]
		d := a.rd.Input.Pages[page].Document
		starts := make(map[*toc.Node]int)
		taken := make(map[int]bool)
		for _, n := range nodes {
			if i := anchorBlock(d, n.Frag); i >= 0 && !taken[i] {
				starts[n], taken[i] = i, true
			}
		}
		if len(starts) < 2 {
			continue
		}
		for n, from := range starts {
			to := len(d.Blocks)
			for _, next := range starts {
				if next > from {
					to = min(to, next)
				}
			}
			n.Doc, n.Own = d, d.Blocks[from:to]
			n.Href += "#" + n.Frag
		}
		if d.IsWebPage() {
			a.dateParts(d, starts)
		}
	}
}

// anchorBlock finds the block that an anchor leads to, -1 if none.
func anchorBlock(d *parse.Document, frag string) int {
	for i := range d.Blocks {
		if d.Blocks[i].Anchor == frag || slices.Contains(d.Blocks[i].Anchors, frag) {
			return i
		}
	}
	return -1
}

// add appends nodes and what is below them.
func (a *assembly) add(nodes []*toc.Node, parent, depth int, path string) {
	for _, n := range nodes {
		at := a.section(n, parent, depth, path)
		heads := a.content(n, at)
		if len(heads)+len(n.Kids) == 0 {
			continue
		}
		below := path + " > " + n.Title
		a.add(heads, at, depth+1, below)
		a.add(n.Kids, at, depth+1, below)
	}
}

// section appends the section of one node, without its content.
func (a *assembly) section(n *toc.Node, parent, depth int, path string) int {
	a.e.Sections = append(a.e.Sections, normalise.Section{})
	s := &a.e.Sections[len(a.e.Sections)-1]
	s.ID, s.Parent, s.Ordinal, s.Depth = a.provisional(n, path), parent, len(a.e.Sections), depth
	s.Kind, s.Number, s.Title, s.Flags, s.URL = n.Kind, n.Num.Text, n.Title, n.Flags, n.Href
	s.OtherManual, s.Areas, s.Page = n.Other, n.Areas, n.Sheet
	if n.Target >= 0 {
		p := &a.rd.Input.Pages[n.Target]
		s.MediaType, s.FileSHA, s.Stale = p.MediaType, p.SHA256, p.Stale
		if a.rd.Input.Platform == "govuk" {
			s.Title = pageTitle(p.Document, s.Number, s.Title)
		}
	} else if s.Kind != normalise.KindHeading {
		s.MediaType = a.within(n.Href)
	}
	if s.Stale {
		a.e.Findings = append(a.e.Findings, normalise.Finding{URL: s.URL, SectionID: s.ID, Code: normalise.CodeStale, Detail: s.Title + ": not observed this time, stands as it was seen before"})
	}
	return len(a.e.Sections) - 1
}

// within is the type of the file that holds a place, or of the page that is the whole manual;
// "" for a place of any other page.
func (a *assembly) within(place string) string {
	page, _, _ := strings.Cut(place, "#")
	if p := a.rd.Site.PageAt(page); p >= 0 && (p == a.rd.book || a.rd.Input.Pages[p].IsFile()) {
		return a.rd.Input.Pages[p].MediaType
	}
	return ""
}

// provisional is the ID of a section before lineage is known: a hash of what tells it from
// others (number, title and path) and the count of sections alike before it.
func (a *assembly) provisional(n *toc.Node, path string) string {
	a.told = append(append(append(a.told[:0], n.Num.Text...), 0), n.Title...)
	a.told = append(append(append(a.told, 0), path...), 0)
	nth := a.nth[string(a.told)]
	a.nth[string(a.told)] = nth + 1
	sum := sha256.Sum256(strconv.AppendInt(a.told, int64(nth), 10))
	return string(hex.AppendEncode([]byte("p"), sum[:8]))
}

// pageTitle is the title that the page itself gives a number, where its list of
// contents shortens it.
func pageTitle(d *parse.Document, number, title string) string {
	n, rest, ok := wording.SplitNumber(d.Title)
	if ok && n.Text == number && rest != "" {
		return wording.Squeeze(rest)
	}
	return title
}

// open finds what belongs to each node, in their order, since a page may be one's or
// another's, and reads the texts, all at the same time.
func (a *assembly) open(roots []*toc.Node) {
	a.texts = make(map[*toc.Node]*content)
	var all []*content
	toc.Walk(roots, func(n *toc.Node) {
		if c := a.contentOf(n); c != nil {
			a.texts[n] = c
			all = append(all, c)
		}
	})
	a.withoutTurns(all)
	parallel.Do(len(all), func(i int) {
		c := all[i]
		c.text = a.rd.textOf(c)
		if len(c.lead) > 0 {
			c.text.Own = append(c.lead, c.text.Own...)
		}
		if c.node.Doc == nil {
			c.text.PageReviews(c.doc, &a.reviews)
			if c.doc.IsFile() {
				c.text.HeaderDraft(c.doc)
			}
		} else {
			c.text.Add(a.dated[c.node])
		}
		placeHeads(c.text.Heads, c.node.Href)
	})
	countLone(all)
}

// placeHeads gives headings their addresses on the page of their chapter.
func placeHeads(heads []*toc.Node, page string) {
	base, _, _ := strings.Cut(page, "#")
	toc.Walk(heads, func(h *toc.Node) {
		h.Href, h.Target = page, -1
		if h.Anchor != "" && page != "" {
			h.Href = base + "#" + h.Anchor
		}
	})
}

// countLone gives the only heading of a chapter its number where the other chapters count
// theirs.
func countLone(all []*content) {
	const (
		least = 3  // chapters that are enough to be a habit
		most  = .8 // of those that have headings
	)
	with, counted := 0, 0
	for _, c := range all {
		with += wording.BoolInt(c.text.HasHeads())
		counted += wording.BoolInt(c.text.CountsHeads())
	}
	if counted < least || float64(counted) < most*float64(with) {
		return
	}
	for _, c := range all {
		c.text.CountLone()
	}
}

// contentOf finds what belongs to node n, nil if nothing that is to be read does.
func (a *assembly) contentOf(n *toc.Node) *content {
	switch {
	case n.Doc != nil:
		return &content{node: n, doc: n.Doc, blocks: n.Own}
	case n.Own != nil || n.Target < 0 || a.owner[n.Target] != n:
		return nil
	}
	d := a.rd.Input.Pages[n.Target].Document
	if a.rd.Roles[n.Target] == toc.RoleAmendments || len(n.Kids) > 0 && layout.MostlyLinks(d) {
		return nil
	}
	c := &content{node: n, doc: d}
	if from := cmp.Or(placesFrom(n, d), a.previewsFrom(n, d)); from >= 0 {
		c.blocks = d.Blocks[:from]
		return c
	}
	if file := a.stubFile(d); file != nil {
		c.doc, c.lead = file, leadIn(d)
	}
	c.blocks = withoutAbove(n, withoutCall(a.rd.withoutBelow(n, a.overPages(n.Target, c.doc)), n.Called))
	return c
}

// withoutCall leaves out the heading that only says what a guide calls the page.
func withoutCall(blocks []parse.Block, called string) []parse.Block {
	if called == "" {
		return blocks
	}
	said := wording.Solid(called)
	at := parse.IndexBlock(blocks, func(b *parse.Block) bool { return headsWith(b, said) })
	if at < 0 {
		return blocks
	}
	return slices.Concat(blocks[:at], blocks[at+1:])
}

// placesFrom is the first block of what the rows below section n have of its page, where each
// leads to a place on it: what stands above is the section's own. It is 0 if they do not. A
// number that is not in use leads nowhere.
func placesFrom(n *toc.Node, d *parse.Document) int {
	from := 0
	for _, k := range n.Kids {
		if k.Kind == normalise.KindPlaceholder && k.Target < 0 {
			continue
		}
		if k.Doc != d || k.Frag == "" {
			return 0
		}
		if at := anchorBlock(d, k.Frag); from == 0 || at < from {
			from = at
		}
	}
	return max(from, 0)
}

// previewsFrom is the first block of what the page of section n shows of the chapters below it,
// each under a heading that leads to its page, or has a link to it below, with the words it
// begins with: they are the chapters' own. It is -1 for a page with any other heading below its
// title.
func (a *assembly) previewsFrom(n *toc.Node, d *parse.Document) int {
	if len(n.Kids) == 0 || !d.IsWebPage() {
		return -1
	}
	below := make(map[int]string)
	toc.Walk(n.Kids, func(k *toc.Node) { below[k.Target] = k.Title })
	delete(below, -1)
	from, titled := -1, false
	for i := range d.Blocks {
		switch b := &d.Blocks[i]; {
		case b.Region != parse.Main || b.Kind != parse.Heading:
		case a.previews(d, i, below):
			if from < 0 {
				from = i
			}
		case from < 0 && !titled && len(b.Links) == 0:
			titled = true
		default:
			return -1
		}
	}
	return from
}

// previews reports a heading over what a page shows of one of other pages, known with their
// titles: it leads there, or it is the title of one to which a link before the next heading
// leads, "Read more".
func (a *assembly) previews(d *parse.Document, head int, pages map[int]string) bool {
	for i := head; i < len(d.Blocks) && d.Blocks[i].Region == parse.Main && (i == head || d.Blocks[i].Kind != parse.Heading); i++ {
		for _, k := range d.Blocks[i].AllLinks() {
			if title, ok := pages[a.rd.Site.PageAt(k.Href)]; ok && (i == head || wording.Fold(title) == wording.Fold(d.Blocks[head].Text)) {
				return true
			}
		}
		if i == head && len(d.Blocks[head].Links) > 0 {
			return false
		}
	}
	return false
}

// content puts what belongs to node n into its section at, and returns the headings
// in it.
func (a *assembly) content(n *toc.Node, at int) []*toc.Node {
	c := a.texts[n]
	if c == nil {
		if n.Own != nil {
			a.e.Sections[at].Blocks = n.Own
		} else if n.Target < 0 {
			a.unread(n, at)
		}
		return nil
	}
	a.e.Sections[at].Pictures = picturesOf(c.blocks)
	if n.Doc == nil {
		if page := a.rd.Input.Pages[n.Target].Document; page != c.doc {
			s := &a.e.Sections[at]
			s.MediaType, s.FileSHA = c.doc.MediaType, c.doc.SHA256
			a.e.Findings = append(a.e.Findings, normalise.Finding{URL: page.URL, SectionID: s.ID, Code: normalise.CodePointer, Detail: s.Title + ": the page only points to " + c.doc.URL + ", which was read in its place"})
		}
		a.doubts(c.doc, at)
		a.goesUnread(n, at)
	}
	a.take(&c.text, at, c.doc.Title)
	return c.text.Heads
}

// stubFile returns the file that holds the chapter where its page does nothing
// but point to it, or show it in a frame: one link to one file, few words. The link may stand on the edge of the
// page, as buttons that say the same on each do, where no other page leads to the file.
func (a *assembly) stubFile(d *parse.Document) *parse.Document {
	if !d.IsWebPage() || layout.MainWords(d, toc.StubWords) > toc.StubWords {
		return nil
	}
	if text := a.framed(d); text != nil {
		return text
	}
	inMain, others := make(map[int]bool), make(map[int]bool)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for _, k := range b.AllLinks() {
			to := a.rd.Site.PageAt(k.Href)
			if to < 0 || a.owner[to] != nil || a.rd.Roles[to] == toc.RoleAmendments || a.rd.Input.Pages[to].Document.IsWebPage() {
				continue
			}
			if b.Region == parse.Main {
				inMain[to] = true
			} else if a.leadingTo(to) == 1 {
				others[to] = true
			}
		}
	}
	if len(inMain) == 0 {
		inMain = others
	}
	for to := range inMain {
		if len(inMain) == 1 {
			return a.rd.Input.Pages[to].Document
		}
	}
	return nil
}

// leadingTo counts the pages that link to a file, whatever part of them does.
func (a *assembly) leadingTo(file int) int {
	if a.leading == nil {
		a.leading = make(map[int]int)
		for i := range a.rd.Input.Pages {
			d, seen := a.rd.Input.Pages[i].Document, make(map[int]bool)
			for k := range d.Blocks {
				for _, l := range d.Blocks[k].AllLinks() {
					if to := a.rd.Site.PageAt(l.Href); to >= 0 && !seen[to] {
						seen[to] = true
						a.leading[to]++
					}
				}
			}
		}
	}
	return a.leading[file]
}

// getsFile are words of sentences that only tell how to get at a file.
var getsFile = pattern.New(`(?i)\b(?:download|click|open|view|below|link|attached|pdf|file|document|adobe|word|print|format)`)

// leadIn are the passages of a page about the chapter whose text is in a file, not
// those that are only about the file.
func leadIn(d *parse.Document) []parse.Block {
	var lead []parse.Block
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region == parse.Main && b.Kind == parse.Paragraph && len(b.Links) == 0 && strings.HasSuffix(b.Text, ".") && !cites(b.Text, d.Title) && slices.ContainsFunc(strings.SplitAfter(b.Text, ". "), tellsOfChapter) {
			lead = append(lead, *b)
		}
	}
	return lead
}

// yearOfIssue stands before the title of a document that is cited.
var yearOfIssue = pattern.New(`\((?:19|20)\d\d\)\s*$`)

// cites reports a line that is how to cite the document with some title: "Team (2022) Title.
// Guideline."
func cites(line, title string) bool {
	before, _, names := strings.Cut(line, title)
	return names && yearOfIssue.MatchString(before)
}

func tellsOfChapter(sentence string) bool {
	return wording.CountWords(sentence) > 7 && !getsFile.MatchString(sentence)
}

// take puts the content into the section; printed is the title of its page. What a chapter notes
// itself is of the chapter as its page is called, with the number if that has one.
func (a *assembly) take(text *chaptertext.Text, at int, printed string) {
	s := &a.e.Sections[at]
	name := s.Title
	if n, _, ok := wording.SplitNumber(printed); ok && n.Text == s.Number {
		name = s.Number + " " + s.Title
	}
	s.LastReviewed, s.NextReview = text.LastReviewed, text.NextReview
	if at := a.rd.Input.ObservedAt; !at.IsZero() && s.LastReviewed.Time().After(at) { // a slip of the pen: nothing was reviewed yet
		a.e.Findings = append(a.e.Findings, normalise.Finding{URL: s.URL, SectionID: s.ID, Code: normalise.CodeToCome, Detail: s.Title + ": last reviewed in " + s.LastReviewed.Printed() + ", it says, which has not come yet"})
		s.LastReviewed, s.ReviewToCome = normalise.Date{}, s.LastReviewed
	}
	for i := range text.Notes {
		note := text.Notes[i]
		note.SectionID, note.URL, note.Chapter = s.ID, s.URL, name
		a.notes = append(a.notes, note)
	}
	s.Blocks = text.Own
}

// fill sets the sortable numbers of the sections, and text, sum, words and page by their blocks.
func fill(sections []normalise.Section) {
	const together = 16 // sections that are filled in one room
	parallel.Do((len(sections)+together-1)/together, func(i int) {
		var room []byte
		for k := i * together; k < min(len(sections), (i+1)*together); k++ {
			sections[k].NumberKey = wording.NumberKey(sections[k].Number)
			if len(sections[k].Blocks) > 0 {
				room = fillSection(&sections[k], room[:0])
			}
		}
	})
}

// fill fills one section that has blocks, and gives back the room for the bytes of its
// text.
func fillSection(s *normalise.Section, room []byte) []byte {
	s.Page = cmp.Or(s.Page, s.Blocks[0].Page)
	room = appendText(room, s.Blocks)
	if len(room) > 0 {
		sum := sha256.Sum256(room)
		s.Text, s.TextSHA256 = string(room), string(hex.AppendEncode(make([]byte, 0, 2*len(sum)), sum[:]))
		s.Words = wording.CountWords(s.Text)
	}
	return room
}

// appendText adds what blocks say as plain text: one line a block, without markers.
func appendText(text []byte, blocks []parse.Block) []byte {
	for i := range blocks {
		t := strings.TrimSpace(blocks[i].Text)
		if t == "" || blocks[i].Kind == parse.Image {
			continue
		}
		if len(text) > 0 {
			text = append(text, '\n')
		}
		text = append(text, t...)
	}
	return text
}

// unread notes a row whose page was not reached: one of the manual, or one of another host,
// where the chapter may be that of another manual.
func (a *assembly) unread(n *toc.Node, at int) {
	s := &a.e.Sections[at]
	if n.Href == "" || n.Also || n.Kind == normalise.KindHeading || s.OtherManual {
		return
	}
	why := normalise.NotReached
	if host := webaddress.Host(n.Href); !a.rd.Site.Internal(n.Href) {
		if host == "" || n.Kind != normalise.KindChapter {
			return
		}
		why = "the list of contents leads to a page of " + host + normalise.NoneOfItsHosts
	}
	s.Illegible = why
	a.e.Findings = append(a.e.Findings, normalise.Finding{URL: n.Href, SectionID: s.ID, Code: normalise.CodeUnreached, Detail: s.Title + ": " + why})
}

// doubts passes on what the parser doubted about a chapter's document, and a
// document that gave no words.
func (a *assembly) doubts(d *parse.Document, at int) {
	s := &a.e.Sections[at]
	for _, f := range d.Findings {
		a.e.Findings = append(a.e.Findings, normalise.Finding{URL: d.URL, SectionID: s.ID, Code: f.Code, Detail: f.Detail})
	}
	words := 0
	for i := range d.Blocks {
		if d.Blocks[i].Region == parse.Main && words < 5 {
			words += wording.CountWords(d.Blocks[i].Text)
		}
	}
	if words < 5 {
		s.Illegible = d.UnreadWhy()
		a.e.Findings = append(a.e.Findings, normalise.Finding{URL: d.URL, SectionID: s.ID, Code: normalise.CodeNoText, Detail: s.Title + ": the document holds no words, it may be a picture"})
	}
}
