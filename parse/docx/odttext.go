package docx

import (
	"cmp"
	"strings"

	"manualwatch/parse"
)

// An odtItem says which place of a list a paragraph has.
type odtItem struct {
	list  string // list style
	level int    // from 1, 0 outside lists
	first bool   // the paragraph bears the item's number
	start int    // number of the item, if set
	set   bool
}

// An odtParagraph is one text:p or text:h being read.
type odtParagraph struct {
	textBuilder
	page   int
	now    odtLook // how the words being read are set
	boxes  []*node
	images []string
	notes  []*node
}

// textList reads a text:list with its items and the lists inside them.
func (o *odtReader) textList(n *node, in odtItem) {
	if in.level >= maxNesting {
		return
	}
	item := odtItem{list: n.attr("text:style-name"), level: in.level + 1}
	item.list = cmp.Or(item.list, in.list)
	if in.level == 0 && n.attr("text:continue-numbering") != "true" && n.attr("text:continue-list") == "" {
		o.restart(item.list)
	}
	for _, k := range n.kids {
		if k.name != "text:list-item" && k.name != "text:list-header" {
			continue
		}
		item.first = k.name == "text:list-item"
		item.start, item.set = atoi(k.attr("text:start-value"))
		for _, c := range k.kids {
			switch c.name {
			case "text:p", "text:h":
				o.paragraph(c, item)
				item.first = false
			case "text:list":
				o.textList(c, item)
			default:
				o.block(c)
			}
		}
	}
}

// restart sets the counters of a list style back.
func (o *odtReader) restart(list string) {
	if i := o.num.nums[list]; i != nil {
		o.num.abstracts[i.abstract].running = [maxLevel]bool{}
	}
}

// paragraph reads a text:p or text:h.
func (o *odtReader) paragraph(n *node, item odtItem) {
	look := o.look("paragraph", n.attr("text:style-name"))
	if look.page && len(o.doc.Blocks) > 0 {
		o.newPage()
	}
	p := &odtParagraph{page: o.page, now: look}
	if !look.hidden {
		o.inlines(p, n)
	}
	outline := 0
	if n.name == "text:h" {
		outline, _ = atoi(n.attr("text:outline-level"))
		outline = max(outline, 1)
	}
	marker, listed := o.number(n, look, item, outline)
	text, links := p.finish()
	if text != "" {
		b := parse.Block{Text: text, Links: links, Page: p.page, Marker: marker, Alts: p.images, Bold: p.textBuilder.bold && !p.plain, Lead: p.boldLead(text)}
		o.classify(&b, p, look, item, outline, listed)
		p.giveSeams(&b, text)
		o.giveAnchors(&b)
		o.emit(b)
		o.noteLook(b, &p.textBuilder, look.style)
		o.noteTabs(b, p.tabs)
		p.images = nil
	} else if marker != "" && o.depth > 0 {
		o.emit(parse.Block{Kind: parse.Item, Level: item.level, Marker: marker, Page: p.page})
	}
	o.hangers(p)
	o.pending = append(o.pending, p.notes...)
	o.cited(len(p.notes))
}

// number counts a paragraph or heading that bears a number.
func (o *odtReader) number(n *node, look odtLook, item odtItem, outline int) (marker string, listed bool) {
	switch {
	case item.level > 0 && item.first:
		list := cmp.Or(item.list, look.list)
		if i := o.num.nums[list]; i != nil && item.set && item.level <= maxLevel {
			a := o.num.abstracts[i.abstract]
			a.value[item.level-1], a.running[item.level-1] = item.start-1, true
		}
		marker, _ = o.num.next(list, item.level-1)
		return marker, true
	case outline > 0 && item.level == 0 && !look.noList && n.attr("text:is-list-header") != "true":
		if i := o.num.nums[outlineList]; i != nil && n.attr("text:restart-numbering") == "true" && outline <= maxLevel {
			start, set := atoi(n.attr("text:start-value"))
			if !set {
				start = 1
			}
			a := o.num.abstracts[i.abstract]
			a.value[outline-1], a.running[outline-1] = start-1, true
		}
		return o.num.next(outlineList, outline-1)
	}
	return "", false
}

func (o *odtReader) classify(b *parse.Block, p *odtParagraph, look odtLook, item odtItem, outline int, listed bool) {
	switch {
	case o.region == parse.Contents:
		b.Region = parse.Contents
		cutPageNumber(b, p.tabs)
		if look.contents > 0 {
			b.Kind, b.Level = parse.Item, look.contents
		}
	case look.title && outline == 0:
		asHeading(b, 1)
		b.Class = "title"
	case outline > 0 && !prose(b.Text):
		asHeading(b, outline)
	case listed:
		b.Kind, b.Level = parse.Item, max(item.level, 1)
		o.joinList(b, item.list)
	case look.subtitle:
		b.Class = "subtitle"
	default:
		asItem(b)
		if b.Kind == parse.Item {
			o.joinList(b, "")
		}
	}
}

// hangers writes what hangs on a paragraph: pictures and boxes.
func (o *odtReader) hangers(p *odtParagraph) {
	for _, alt := range p.images {
		o.emit(parse.Block{Kind: parse.Image, Text: alt, Page: o.page})
	}
	for _, b := range p.boxes {
		o.box(o.content(b))
	}
}

// inlines reads what stands in a paragraph or span.
func (o *odtReader) inlines(p *odtParagraph, n *node) {
	for _, k := range n.kids {
		o.inline(p, k)
	}
}

func (o *odtReader) inline(p *odtParagraph, k *node) {
	switch k.name {
	case "":
		if len(p.b) == 0 {
			p.page = o.page
		}
		p.write(k.text)
		if strings.TrimSpace(k.text) != "" {
			p.mark(p.now.bold, cmp.Or(p.now.size, o.body()))
			slant := p.now.slant || p.now.lined
			p.slant, p.upright, p.bare = p.slant || slant, p.upright || !slant, p.bare || !p.now.lined
		}
	case "text:span":
		o.span(p, k)
	case "text:a":
		p.openLink(absolute(o.base, k.attr("xlink:href")), k.attr("office:title"))
		o.inlines(p, k)
		p.closeLink()
	case "text:s":
		p.space = true
	case "text:tab":
		p.tab()
	case "text:line-break":
		p.lineBreak()
	case "text:soft-page-break":
		o.newPage()
	case "text:bookmark", "text:bookmark-start":
		o.bookmark(k.attr("text:name"))
	case "text:note":
		if o.class != "footnote" {
			p.notes = append(p.notes, k)
		}
	case "office:annotation", "text:hidden-text", "text:page-number", "text:page-count", "text:ruby-text", "text:tracked-changes":
	default:
		if strings.HasPrefix(k.name, "draw:") {
			o.shape(p, k)
			return
		}
		o.inlines(p, k)
	}
}

func (o *odtReader) span(p *odtParagraph, k *node) {
	s := o.look("text", k.attr("text:style-name"))
	if s.hidden {
		return
	}
	old := p.now
	if st := o.styles["text:"+k.attr("text:style-name")]; st != nil {
		p.now.take(st)
	}
	o.inlines(p, k)
	p.now = old
}

// take changes a look to that of the words of a span.
func (l *odtLook) take(s *odtStyle) {
	for _, set := range []struct {
		to   *bool
		said int
	}{{&l.bold, s.bold}, {&l.slant, s.slant}, {&l.lined, s.lined}} {
		if set.said >= 0 {
			*set.to = set.said == 1
		}
	}
	l.size = cmp.Or(s.size, l.size)
}

// shape reads a frame or drawing: text boxes, alternative text.
func (o *odtReader) shape(p *odtParagraph, n *node) {
	alt, picture := "", false
	for _, k := range n.kids {
		switch k.name {
		case "svg:desc":
			alt = strings.Join(strings.Fields(k.words()), " ")
		case "svg:title":
			if alt == "" {
				alt = strings.Join(strings.Fields(k.words()), " ")
			}
		case "draw:image":
			picture = true
		case "draw:text-box":
			p.boxes = append(p.boxes, k)
		case "text:p", "text:list":
			p.boxes = append(p.boxes, &node{name: "draw:text-box", kids: textKids(n)})
			return
		case "draw:g", "draw:frame", "draw:custom-shape", "draw:rect", "draw:a":
			o.shape(p, k)
		}
	}
	if alt != "" && !fileName(alt) {
		p.images = append(p.images, alt)
	} else if picture {
		o.noAlt++
	}
}

func textKids(n *node) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name == "text:p" || k.name == "text:list" || k.name == "text:h" {
			out = append(out, k)
		}
	}
	return out
}
