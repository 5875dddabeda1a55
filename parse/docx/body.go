package docx

import (
	"net/url"
	"strings"

	"manualwatch/parse"
)

// maxNesting bounds tables in tables and boxes in boxes; deeper ones come out as
// plain text.
const maxNesting = 40

// A reader holds the state of reading one .docx file.
type reader struct {
	writer
	base     *url.URL
	zip      *archive
	rels     map[string]relationship // of the part being read
	styles   *styleSheet
	num      *numbering
	rendered bool // Word left its own page breaks in the file
	fields   []field
	para     *paragraph // a paragraph whose end mark was deleted: it goes on in the next
	last     *paragraph // the last one with text

	notes     map[string]noteText
	notesDone map[string]bool
	pending   []string // notes cited since the last heading
	noteCount int

	headers []string // relationship ids of headers and footers, in order of use

	tracked, noAlt int
}

// block reads one child of the body, of a cell or of a box.
func (r *reader) block(n *node) {
	switch n.name {
	case "w:p":
		r.paragraph(n)
	case "w:tbl":
		r.table(n)
	case "w:sdt":
		r.contentControl(n)
	case "w:bookmarkStart":
		r.bookmark(n.attr("w:name"))
	case "w:sectPr":
		r.headerRefs(n)
	case "w:altChunk":
		r.finding("file_foreign_part", "a part in another format (altChunk) was not read")
	case "w:del", "w:moveFrom":
		r.tracked++
	case "w:r", "w:t":
		r.flat([]*node{n}) // outside any paragraph: what hangs on the deepest element
	case "w:tcPr", "w:pPr", "w:sdtPr", "w:sdtEndPr", "":
	default:
		r.blocks(n.kids)
	}
}

func (r *reader) blocks(kids []*node) {
	if r.depth > maxNesting {
		r.flat(kids)
		return
	}
	for _, k := range kids {
		r.block(k)
	}
}

// flat writes what is nested too deeply as one paragraph.
func (r *reader) flat(kids []*node) {
	var t textBuilder
	for _, k := range kids {
		collectText(k, &t)
	}
	if s, _ := t.finish(); s != "" {
		r.emit(parse.Block{Kind: parse.Paragraph, Text: s, Page: r.page})
	}
}

// collectText takes the visible words below n, a space between paragraphs.
func collectText(n *node, t *textBuilder) {
	switch n.name {
	case "w:del", "w:moveFrom", "w:instrText", "w:delText":
		return
	case "w:p", "w:tc", "a:p":
		t.space = true
	case "w:t", "a:t":
		t.write(n.words())
		return
	}
	for _, k := range n.kids {
		collectText(k, t)
	}
}

// contentControl reads a w:sdt; a gallery of tables of contents marks its
// content as such.
func (r *reader) contentControl(n *node) {
	gallery, _ := n.child("w:sdtPr").child("w:docPartObj").val("w:docPartGallery")
	old := r.region
	if strings.EqualFold(gallery, "Table of Contents") && r.region == parse.Main {
		r.flushParagraph()
		r.region = parse.Contents
	}
	if c := n.child("w:sdtContent"); c != nil && !isPrompt(n) {
		r.blocks(c.kids)
	}
	if r.region != old {
		r.flushParagraph()
		r.region = old
	}
}

// pageBreak counts a page. Where Word left its own breaks, only these count:
// each is also written after a break that the author set.
func (r *reader) pageBreak(rendered bool) {
	if rendered == r.rendered && r.region != parse.Furniture {
		r.page++
		r.pageBreaks = true
	}
}

// content reads the children of a cell, box or note into a list of their own.
func (r *reader) content(kids []*node) []parse.Block {
	para := r.para
	r.para = nil
	blocks := r.aside(func() {
		r.blocks(kids)
		r.flushParagraph()
	})
	r.para = para
	return blocks
}
