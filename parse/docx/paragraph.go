package docx

import (
	"strings"

	"manualwatch/parse"
)

// A paragraph is one w:p being read, or several where the mark between them was
// deleted.
type paragraph struct {
	textBuilder
	look    *look
	page    int
	toc     bool    // some of it is the result of a table of contents
	boxes   []*node // w:txbxContent that hang on it
	images  []string
	notes   []string
	diagram []string // relationship ids of SmartArt
}

// paragraph reads a w:p.
func (r *reader) paragraph(n *node) {
	ppr := n.child("w:pPr")
	p := r.para
	if p == nil {
		p = &paragraph{page: r.page}
	}
	r.para = nil
	style := ppr.val0("w:pStyle")
	p.look = r.styles.look(style)
	if on(ppr, "w:pageBreakBefore") && (len(r.doc.Blocks) > 0 || r.depth > 0) {
		r.pageBreak(false)
	}
	r.dropOpenCodes()
	p.openField(r)
	r.inlines(p, n.kids)
	p.closeLink()
	if mark := ppr.child("w:rPr"); mark != nil && (mark.child("w:del") != nil || mark.child("w:moveFrom") != nil) {
		r.tracked++
		p.space = true
		r.para = p
		return
	}
	if f := ppr.child("w:framePr"); f != nil && f.attr("w:dropCap") != "" && f.attr("w:dropCap") != "none" {
		r.para = p // a large first letter: its word goes on in the next paragraph
		return
	}
	r.endParagraph(p, ppr)
	if s := ppr.child("w:sectPr"); s != nil {
		r.headerRefs(s)
		if kind, _ := s.val("w:type"); kind != "continuous" {
			r.pageBreak(false)
		}
	}
}

// styleName is the name of a paragraph's style, "" for the default one.
func (r *reader) styleName(p *paragraph) string {
	id := p.look.chain[0]
	if id == r.styles.deflt {
		return ""
	}
	if d := r.styles.defs[id]; d != nil && d.name != "" {
		return d.name
	}
	return id
}

// val0 is val for a node that may be nil, "" for none.
func (n *node) val0(child string) string {
	if n == nil {
		return ""
	}
	v, _ := n.val(child)
	return v
}

func on(n *node, prop string) bool { return n != nil && n.on(prop) == 1 }

// flushParagraph writes a paragraph whose continuation never came.
func (r *reader) flushParagraph() {
	if p := r.para; p != nil {
		r.para = nil
		r.endParagraph(p, nil)
	}
}

// endParagraph writes the block of a paragraph, then what hangs on it.
func (r *reader) endParagraph(p *paragraph, ppr *node) {
	marker, level, listed, list := r.number(p, ppr)
	text, links := p.finish()
	if text != "" {
		b := parse.Block{Text: text, Links: links, Page: p.page, Bold: p.bold && !p.plain, Lead: p.boldLead(text), Marker: marker}
		r.classify(&b, p, ppr, level, listed)
		if b.Kind == parse.Item {
			r.joinList(&b, list)
		}
		p.giveSeams(&b, text)
		b.Alts = p.images
		r.giveAnchors(&b)
		r.emit(b)
		r.noteLook(b, &p.textBuilder, r.styleName(p))
		r.noteTabs(b, p.tabs)
		left, hanging := indents(ppr)
		r.noteTyped(b, p.tabs, left, hanging)
		r.last = p
	} else if marker != "" && r.depth > 0 {
		r.emit(parse.Block{Kind: parse.Item, Level: level, Marker: marker, Page: p.page})
	}
	if text == "" {
		for _, alt := range p.images {
			r.emit(parse.Block{Kind: parse.Image, Text: alt, Page: p.page})
		}
	}
	for _, id := range p.diagram {
		r.smartArt(id)
	}
	for _, b := range p.boxes {
		r.box(r.content(b.kids))
	}
	r.pending = append(r.pending, p.notes...)
	r.cited(len(p.notes))
}

// number counts the paragraph if it is numbered. Level counts from 1; list names
// the numbering.
func (r *reader) number(p *paragraph, ppr *node) (marker string, level int, listed bool, list string) {
	id, lvl := p.look.numID, p.look.ilvl
	if id != "" && lvl < 0 {
		lvl = r.num.levelOf(id, p.look.chain)
	}
	if num := ppr.child("w:numPr"); num != nil {
		if v, ok := num.intVal("w:ilvl"); ok {
			lvl = v
		}
		if v, ok := num.val("w:numId"); ok {
			id = v
			if num.child("w:ilvl") == nil {
				lvl = r.num.levelOf(id, p.look.chain)
			}
		}
	}
	if id == "" || id == "0" {
		return "", 0, false, ""
	}
	lvl = max(lvl, 0)
	marker, listed = r.num.next(id, lvl)
	if n := r.num.nums[id]; n != nil {
		id = n.abstract // programs cut one list into several instances
	}
	return marker, lvl + 1, listed, id
}

// classify decides what the block is.
func (r *reader) classify(b *parse.Block, p *paragraph, ppr *node, level int, listed bool) {
	outline := p.look.outline
	if ppr != nil {
		if v, ok := ppr.intVal("w:outlineLvl"); ok {
			outline = min(max(v, 0), noOutline)
		}
	}
	switch {
	case p.look.contents || p.toc && outline == noOutline:
		r.contentsEntry(b, p)
	case p.look.title:
		asHeading(b, 1)
		b.Class = "title"
	case outline < noOutline && !prose(b.Text):
		asHeading(b, outline+1)
		r.fields = nil // a heading cannot be the result of a field; one was left open
	case listed:
		b.Kind, b.Level = parse.Item, level
	case p.look.subtitle:
		b.Class = "subtitle"
	default:
		asItem(b)
	}
}

// prose reports whether a text in a heading's style is a paragraph: numbered
// paragraphs are often set in heading styles for the sake of the number.
func prose(s string) bool {
	words := len(strings.Fields(s))
	return words > 40 || words > 18 && strings.ContainsAny(s[len(s)-1:], ".;:")
}

// contentsEntry makes a block an entry of the table of contents, without the
// page number at its end.
func (r *reader) contentsEntry(b *parse.Block, p *paragraph) {
	b.Region = parse.Contents
	cutPageNumber(b, p.tabs)
	if name := r.styles.defs[p.look.chain[0]]; name != nil {
		if v, ok := atoi(strings.TrimPrefix(name.name, "toc ")); ok {
			b.Kind, b.Level = parse.Item, v
		}
	}
}

// cutPageNumber takes the page number after the last tab away.
func cutPageNumber(b *parse.Block, tabs []int) {
	if len(tabs) == 0 {
		return
	}
	tab := tabs[len(tabs)-1]
	if tab >= len(b.Text) || !isPageNumber(b.Text[tab:]) {
		return
	}
	b.Text = strings.TrimRight(b.Text[:tab], " .\u2026")
	for i := range b.Links {
		l := &b.Links[i]
		l.Start, l.End = min(l.Start, len(b.Text)), min(l.End, len(b.Text))
		l.Text = b.Text[l.Start:l.End]
	}
}

func isPageNumber(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	return s != "" && len(s) <= 6 && (strings.Trim(s, "0123456789") == "" || strings.Trim(s, "ivxlc") == "")
}
