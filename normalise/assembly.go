package normalise

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

// An assembly lays the nodes of the outline and the headings of their documents
// out as the sections of an edition, in preorder.
type assembly struct {
	rd      *reading
	e       *Edition
	owner   map[int]*node
	leading map[int]int // how many pages link to each, once it was asked for
	nth     map[string]int
	notes   []Amendment
	// reviews are the lines outside the main part of pages that tell of reviews.
	reviews map[string]reviewDates
	texts   map[*node]*content
}

// A content is where the text of a node stands, and that text.
type content struct {
	node   *node
	doc    *parse.Document
	blocks []parse.Block // of doc, that are the node's
	lead   []parse.Block // of the page that only points to doc
	text   chapterText
}

// claim gives each page to the node that it is the content of: the first that is
// a chapter, before pointers to it.
func (a *assembly) claim(roots []*node) {
	a.owner, a.nth = make(map[int]*node), make(map[string]int)
	a.share(roots)
	for _, pointers := range []bool{false, true} {
		walk(roots, func(n *node) {
			if n.target < 0 || n.also != pointers || n.doc != nil || n.own != nil {
				return
			}
			if a.owner[n.target] == nil && a.rd.role[n.target] != roleGuide {
				a.owner[n.target] = n
			}
		})
	}
}

// expect makes room for the sections: the nodes and the headings of their pages.
func (a *assembly) expect(roots []*node) {
	n := 0
	walk(roots, func(*node) { n++ })
	for page := range a.owner {
		n += countHeads(a.rd.in.Pages[page].Blocks)
	}
	a.e.Sections = slices.Grow(a.e.Sections, n)
}

// share parts a page among the rows that lead to different places on it: each gets
// the blocks from its anchor to the next one's.
func (a *assembly) share(roots []*node) {
	a.shareFiles(roots)
	at := make(map[int][]*node)
	walk(roots, func(n *node) {
		if n.target >= 0 && n.frag != "" && !n.also && n.doc == nil {
			at[n.target] = append(at[n.target], n)
		}
	})
	for page, nodes := range at {
		d := a.rd.in.Pages[page].Document
		starts := make(map[*node]int)
		taken := make(map[int]bool)
		for _, n := range nodes {
			if i := anchorBlock(d, n.frag); i >= 0 && !taken[i] {
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
			n.doc, n.own = d, d.Blocks[from:to]
			n.href += "#" + n.frag
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
func (a *assembly) add(nodes []*node, parent, depth int, path string) {
	for _, n := range nodes {
		at := a.section(n, parent, depth, path)
		heads := a.content(n, at)
		if len(heads)+len(n.kids) == 0 {
			continue
		}
		below := path + " > " + n.title
		a.add(heads, at, depth+1, below)
		a.add(n.kids, at, depth+1, below)
	}
}

// section appends the section of one node, without its content.
func (a *assembly) section(n *node, parent, depth int, path string) int {
	key := n.num.text + "\x00" + n.title + "\x00" + path
	a.e.Sections = append(a.e.Sections, Section{})
	s := &a.e.Sections[len(a.e.Sections)-1]
	s.ID, s.Parent, s.Ordinal, s.Depth = provisional(key, a.nth[key]), parent, len(a.e.Sections), depth
	s.Kind, s.Number, s.NumberKey, s.Title, s.Flags, s.URL = n.kind, n.num.text, NumberKey(n.num.text), n.title, n.flags, n.href
	s.OtherManual, s.Areas = n.other, n.areas
	a.nth[key]++
	if n.target >= 0 {
		p := &a.rd.in.Pages[n.target]
		s.MediaType, s.FileSHA, s.Stale = p.MediaType, p.SHA256, p.Stale
		if a.rd.in.Platform == "govuk" {
			s.Title = pageTitle(p.Document, s.Number, s.Title)
		}
	}
	if s.Stale {
		a.e.Findings = append(a.e.Findings, Finding{URL: s.URL, SectionID: s.ID, Code: CodeStale, Detail: s.Title + ": not observed this time, stands as it was seen before"})
	}
	return len(a.e.Sections) - 1
}

// pageTitle is the title that the page itself gives a number, where its list of
// contents shortens it.
func pageTitle(d *parse.Document, number, title string) string {
	n, rest, ok := splitNumber(d.Title)
	if ok && n.text == number && rest != "" {
		return squeeze(rest)
	}
	return title
}

// open finds what belongs to each node, in their order, since a page may be one's or
// another's, and reads the texts, all at the same time.
func (a *assembly) open(roots []*node) {
	a.texts = make(map[*node]*content)
	var all []*content
	walk(roots, func(n *node) {
		if c := a.contentOf(n); c != nil {
			a.texts[n] = c
			all = append(all, c)
		}
	})
	parallel.Do(len(all), func(i int) {
		c := all[i]
		c.text = readChapter(c.doc, c.blocks, c.node.num.text, c.node.title)
		if len(c.lead) > 0 {
			c.text.own = append(c.lead, c.text.own...)
		}
	})
}

// contentOf finds what belongs to node n, nil if nothing that is to be read does.
func (a *assembly) contentOf(n *node) *content {
	switch {
	case n.doc != nil:
		return &content{node: n, doc: n.doc, blocks: n.own}
	case n.own != nil || n.target < 0 || a.owner[n.target] != n:
		return nil
	}
	d := a.rd.in.Pages[n.target].Document
	if a.rd.role[n.target] == roleAmendments || len(n.kids) > 0 && mostlyLinks(d) {
		return nil
	}
	c := &content{node: n, doc: d}
	if file := a.stubFile(d); file != nil {
		c.doc, c.lead = file, leadIn(d)
	}
	c.blocks = a.overPages(n.target, c.doc)
	return c
}

// content puts what belongs to node n into its section at, and returns the headings
// in it.
func (a *assembly) content(n *node, at int) []*node {
	c := a.texts[n]
	if c == nil {
		if n.own != nil {
			a.e.Sections[at].Blocks = n.own
		} else if n.target < 0 {
			a.unread(n, at)
		}
		return nil
	}
	if n.doc == nil {
		if page := a.rd.in.Pages[n.target].Document; page != c.doc {
			s := &a.e.Sections[at]
			s.MediaType, s.FileSHA = c.doc.MediaType, c.doc.SHA256
			a.e.Findings = append(a.e.Findings, Finding{URL: page.URL, SectionID: s.ID, Code: CodePointer, Detail: s.Title + ": the page only points to " + c.doc.URL + ", which was read in its place"})
		}
		c.text.pageReviews(c.doc, a.reviews)
		a.doubts(c.doc, at)
	}
	a.take(&c.text, n, at)
	return c.text.heads
}

// stubFile returns the file that holds the chapter where its page does nothing
// but point to it: one link to one file, few words. The link may stand on the edge of the
// page, as buttons that say the same on each do, where no other page leads to the file.
func (a *assembly) stubFile(d *parse.Document) *parse.Document {
	if !d.IsWebPage() || mainWords(d, stubWords) > stubWords {
		return nil
	}
	inMain, others := make(map[int]bool), make(map[int]bool)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for _, k := range b.AllLinks() {
			to := a.rd.site.page(k.Href)
			if to < 0 || a.owner[to] != nil || a.rd.in.Pages[to].Document.IsWebPage() {
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
			return a.rd.in.Pages[to].Document
		}
	}
	return nil
}

// leadingTo counts the pages that link to a file, whatever part of them does.
func (a *assembly) leadingTo(file int) int {
	if a.leading == nil {
		a.leading = make(map[int]int)
		for i := range a.rd.in.Pages {
			d, seen := a.rd.in.Pages[i].Document, make(map[int]bool)
			for k := range d.Blocks {
				for _, l := range d.Blocks[k].AllLinks() {
					if to := a.rd.site.page(l.Href); to >= 0 && !seen[to] {
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
		if b.Region == parse.Main && b.Kind == parse.Paragraph && len(b.Links) == 0 && strings.HasSuffix(b.Text, ".") && slices.ContainsFunc(strings.SplitAfter(b.Text, ". "), tellsOfChapter) {
			lead = append(lead, *b)
		}
	}
	return lead
}

func tellsOfChapter(sentence string) bool {
	return countWords(sentence) > 7 && !getsFile.MatchString(sentence)
}

// take puts the content into the section and gives the headings their address.
func (a *assembly) take(text *chapterText, n *node, at int) {
	s := &a.e.Sections[at]
	s.LastReviewed, s.NextReview = text.lastReviewed, text.nextReview
	for i := range text.notes {
		note := text.notes[i]
		note.SectionID, note.URL, note.Chapter = s.ID, s.URL, s.Title
		if s.Number != "" {
			note.Chapter = s.Number + " " + s.Title
		}
		a.notes = append(a.notes, note)
	}
	url := n.href
	walk(text.heads, func(h *node) {
		h.href = url
		if base, _, _ := strings.Cut(url, "#"); h.anchor != "" && url != "" {
			h.href = base + "#" + h.anchor
		}
		h.target = -1
	})
	s.Blocks = text.own
}

// fill sets text, sum, words and page of the sections by their blocks.
func fill(sections []Section) {
	const together = 16 // sections that are filled in one room
	parallel.Do((len(sections)+together-1)/together, func(i int) {
		var room []byte
		for k := i * together; k < min(len(sections), (i+1)*together); k++ {
			if len(sections[k].Blocks) > 0 {
				room = fillSection(&sections[k], room[:0])
			}
		}
	})
}

// fill fills one section that has blocks, and gives back the room for the bytes of its
// text.
func fillSection(s *Section, room []byte) []byte {
	s.Page = s.Blocks[0].Page
	room = appendText(room, s.Blocks)
	if len(room) > 0 {
		sum := sha256.Sum256(room)
		s.Text, s.TextSHA256 = string(room), string(hex.AppendEncode(make([]byte, 0, 2*len(sum)), sum[:]))
		s.Words = countWords(s.Text)
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

// unread notes a row whose page of the manual was not reached.
func (a *assembly) unread(n *node, at int) {
	if n.href == "" || n.also || n.kind == KindHeading || !a.rd.site.internal(n.href) {
		return
	}
	s := &a.e.Sections[at]
	a.e.Findings = append(a.e.Findings, Finding{URL: n.href, SectionID: s.ID, Code: CodeUnreached, Detail: s.Title + ": the list of contents leads to it, but it was not read"})
}

// doubts passes on what the parser doubted about a chapter's document, and a
// document that gave no words.
func (a *assembly) doubts(d *parse.Document, at int) {
	s := &a.e.Sections[at]
	for _, f := range d.Findings {
		a.e.Findings = append(a.e.Findings, Finding{URL: d.URL, SectionID: s.ID, Code: f.Code, Detail: f.Detail})
	}
	words := 0
	for i := range d.Blocks {
		if d.Blocks[i].Region == parse.Main && words < 5 {
			words += countWords(d.Blocks[i].Text)
		}
	}
	if words < 5 {
		a.e.Findings = append(a.e.Findings, Finding{URL: d.URL, SectionID: s.ID, Code: CodeNoText, Detail: s.Title + ": the document holds no words, it may be a picture"})
	}
}
