package docx

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"manualwatch/parse"
)

// maxNesting bounds tables in tables and boxes in boxes; deeper ones come out as
// plain text.
const maxNesting = 40

// A reader holds the state of reading one .docx file.
type reader struct {
	ctx    context.Context
	base   *url.URL
	doc    *parse.Document
	zip    *archive
	rels   map[string]relationship // of the part being read
	styles *styleSheet
	num    *numbering

	out    *[]parse.Block // where blocks go: the document, or the cell being read
	depth  int            // tables and boxes around the current block
	region parse.Region
	class  string // for blocks of headers, footers and notes

	page       int  // page being read, from 1
	rendered   bool // Word left its own page breaks in the file
	pageBreaks bool // at least one break was seen

	tables, groups int
	list           string // numbering of the list whose items are being read

	fields  []field
	para    *paragraph // a paragraph whose end mark was deleted: it goes on in the next
	anchors []string   // bookmarks that wait for a block

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
		r.finding("file-foreign-part", "a part in another format (altChunk) was not read")
	case "w:del", "w:moveFrom":
		r.tracked++
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
	if c := n.child("w:sdtContent"); c != nil {
		r.blocks(c.kids)
	}
	if r.region != old {
		r.flushParagraph()
		r.region = old
	}
}

// emit adds a block. Before a heading the notes cited above it are written, so
// that they stay with the section that cites them.
func (r *reader) emit(b parse.Block) {
	if b.Kind == parse.Heading && r.depth == 0 && r.region == parse.Main {
		r.flushNotes()
	}
	if b.Region == parse.Main {
		b.Region = r.region
	}
	if b.Class == "" {
		b.Class = r.class
	}
	if b.Kind != parse.Item {
		r.list = ""
	}
	*r.out = append(*r.out, b)
}

// aside runs read with blocks going to a list of their own, which it returns.
func (r *reader) aside(read func()) []parse.Block {
	var local []parse.Block
	out, para := r.out, r.para
	r.out, r.para = &local, nil
	r.depth++
	read()
	r.flushParagraph()
	r.depth--
	r.out, r.para = out, para
	return local
}

// box writes the blocks of a text box or of a table that is only a frame. A
// short bold first line is its label.
func (r *reader) box(kids []*node) {
	blocks := r.aside(func() { r.blocks(kids) })
	r.groups++
	group := r.groups
	for i, b := range blocks {
		if b.Text == "" {
			continue
		}
		if b.Kind == parse.Paragraph {
			b.Group = group
			if i == 0 && len(blocks) > 1 && b.Bold && len(b.Text) <= 80 && !strings.Contains(b.Text, "\n") {
				b.Kind = parse.Box
			}
		}
		r.emit(b)
	}
}

// bookmark keeps the name of a bookmark for the next block.
func (r *reader) bookmark(name string) {
	if name == "" || name == "_GoBack" || len(r.anchors) >= 64 {
		return
	}
	r.anchors = append(r.anchors, name)
}

// giveAnchors gives the waiting bookmarks to a block: the first is its Anchor, by
// preference one that a person or the board's program named.
func (r *reader) giveAnchors(b *parse.Block) {
	if len(r.anchors) == 0 {
		return
	}
	best := 0
	for i, a := range r.anchors {
		if automaticBookmark(r.anchors[best]) && !automaticBookmark(a) {
			best = i
		}
	}
	b.Anchor = r.anchors[best]
	b.Anchors = slices.Delete(r.anchors, best, best+1)
	if len(b.Anchors) == 0 {
		b.Anchors = nil
	}
	r.anchors = nil
}

func automaticBookmark(name string) bool {
	for _, p := range []string{"_Toc", "_Ref", "_Hlk", "_Hlt", "OLE_LINK", "__RefHeading"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// pageBreak counts a page. Where Word left its own breaks, only these count:
// each is also written after a break that the author set.
func (r *reader) pageBreak(rendered bool) {
	if rendered == r.rendered && r.region != parse.Furniture {
		r.page++
		r.pageBreaks = true
	}
}
