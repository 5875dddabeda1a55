package docx

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"manualwatch/parse"
)

// outlineList is the name under which the numbering of headings is kept beside
// the list styles.
const outlineList = "\x00outline"

// ReadODT reads a text document in the OpenDocument format (.odt, .ott, and .fodt,
// which is one XML file); see [Read] for what comes out.
func ReadODT(ctx context.Context, in parse.Input) (*parse.Document, error) {
	if head := bytes.TrimLeft(in.Body[:min(len(in.Body), 64)], "\xef\xbb\xbf \t\r\n"); bytes.HasPrefix(head, []byte("<")) {
		o := newODTReader(ctx, in, &archive{nodes: maxNodes})
		o.flat = in.Body[:min(len(in.Body), maxPart)]
		return o.read()
	}
	a, err := openArchive(in.Body)
	if err != nil {
		return nil, fmt.Errorf("OpenDocument text (.odt) %w: not a whole zip archive (%v); fetch it again or have it saved again", ErrUnreadable, err)
	}
	if !a.has("content.xml") {
		return nil, fmt.Errorf("OpenDocument text (.odt) %w: the archive has no content.xml; have it saved as .docx or PDF", ErrUnreadable)
	}
	return newODTReader(ctx, in, a).read()
}

func newODTReader(ctx context.Context, in parse.Input, a *archive) *odtReader {
	doc := newDocument(in, parse.TypeODT)
	base, err := url.Parse(doc.FinalURL)
	if err != nil {
		base = &url.URL{}
	}
	o := &odtReader{writer: writer{ctx: ctx, doc: doc, page: 1}, base: base, zip: a, styles: map[string]*odtStyle{}}
	o.out = &doc.Blocks
	o.lookReader = lookReader{used: map[string]int{}, body: func() int { return cmp.Or(o.look("paragraph", "Standard").size, defaultSize) }}
	o.beforeHeading = o.flushNotes
	o.num = &numbering{abstracts: map[string]*abstractNum{}, nums: map[string]*numInstance{}}
	return o
}

// defaultSize is the type size of a text document that names none, in half points:
// LibreOffice's own.
const defaultSize = 24

// An odtReader holds the state of reading one OpenDocument file.
type odtReader struct {
	writer
	base   *url.URL
	zip    *archive
	flat   []byte               // the whole document where it is one XML file
	styles map[string]*odtStyle // by family and name
	num    *numbering
	master []*node // headers and footers

	pending   []*node // notes cited since the last heading
	noteCount int
	changes   int
	noAlt     int
}

func (o *odtReader) read() (*parse.Document, error) {
	if o.flat == nil {
		o.properties()
		o.damaged(o.part("styles.xml", o.declaration))
	}
	err := o.part("content.xml", func(n *node) error {
		switch {
		case isODTDeclaration(n.name):
			return o.declaration(n)
		case n.name == "office:meta":
			for _, k := range n.kids {
				o.property(k)
			}
			o.label()
		default:
			o.block(n)
		}
		return o.bounded()
	})
	if o.ctx.Err() != nil {
		return nil, o.ctx.Err()
	}
	if errors.Is(err, errTooLarge) || len(o.flat) == maxPart {
		return nil, tooLarge("OpenDocument text (.odt)")
	}
	o.damaged(err)
	o.flushNotes()
	if len(o.doc.Blocks) == 0 && err != nil {
		return nil, fmt.Errorf("OpenDocument text (.odt) %w: %v; have it saved again", ErrUnreadable, err)
	}
	o.furniture()
	o.settlePages()
	if o.changes > 0 {
		o.finding("tracked_changes", fmt.Sprintf("%d unaccepted changes; insertions were read, deletions were not", o.changes))
	}
	if o.noAlt > 0 {
		o.finding("image_without_alt", fmt.Sprintf("%d images have no alternative text", o.noAlt))
	}
	o.tablesByTabs()
	o.titleByLook()
	o.headingsByLook()
	o.placeNotes()
	chooseTitle(o.doc)
	return o.doc, o.ctx.Err()
}

// part reads a part of the archive, whose text may stand between elements.
func (o *odtReader) part(name string, emit func(*node) error) error {
	data, err := o.flat, error(nil)
	if o.flat == nil {
		data, err = o.zip.read(name)
	}
	if err != nil && len(data) == 0 {
		return err
	}
	r := newXMLReader(bytes.NewReader(toUTF8(data)), &o.zip.nodes)
	r.mixed = true
	enter := func(name string) bool {
		switch name {
		case "office:document", "office:document-content", "office:document-styles", "office:body", "office:text",
			"office:styles", "office:automatic-styles", "office:master-styles":
			return true
		}
		return false
	}
	e := r.each(enter, emit)
	o.nested(r)
	if e != nil {
		return e
	}
	return err
}

// properties takes title, dates and revision from meta.xml.
func (o *odtReader) properties() {
	if !o.zip.has("meta.xml") {
		return
	}
	enter := func(name string) bool { return name == "office:document-meta" || name == "office:meta" }
	o.damaged(o.zip.each("meta.xml", enter, func(n *node) error {
		o.property(n)
		return nil
	}))
	o.label()
}

func (o *odtReader) property(n *node) {
	key := map[string]string{
		"dc:title": "title", "dc:subject": "subject", "dc:language": "language", "dc:date": "modified",
		"meta:creation-date": "created", "meta:editing-cycles": "revision",
	}[n.name]
	if s := strings.Join(strings.Fields(n.words()), " "); key != "" && s != "" {
		o.doc.Meta[key] = s
	}
}

func (o *odtReader) label() {
	o.doc.Label = o.doc.Meta["title"]
}

// block reads a child of the text, of a section or of a cell.
func (o *odtReader) block(n *node) {
	switch n.name {
	case "text:p", "text:h":
		o.paragraph(n, odtItem{})
	case "text:list":
		o.textList(n, odtItem{})
	case "table:table":
		o.table(n)
	case "text:table-of-content", "text:alphabetical-index", "text:table-index", "text:illustration-index", "text:user-index":
		old := o.region
		if o.region == parse.Main {
			o.region = parse.Contents
		}
		o.blocks(n.child("text:index-body"))
		o.region = old
	case "text:section":
		if n.attr("text:display") != "none" {
			o.blocks(n)
		}
	case "text:tracked-changes":
		o.changes += len(n.kids)
	case "text:soft-page-break":
		o.newPage()
	case "text:bookmark", "text:bookmark-start":
		o.bookmark(n.attr("text:name"))
	case "draw:frame", "draw:custom-shape", "draw:rect", "draw:g":
		p := &odtParagraph{}
		o.shape(p, n)
		o.hangers(p)
	case "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "office:forms", "office:annotation",
		"text:table-of-content-source", "office:scripts", "office:font-face-decls", "":
	default:
		o.blocks(n)
	}
}

func (o *odtReader) blocks(n *node) {
	if n == nil {
		return
	}
	if o.depth > maxNesting {
		var t textBuilder
		t.write(n.words())
		if s, _ := t.finish(); s != "" {
			o.emit(parse.Block{Kind: parse.Paragraph, Text: s, Page: o.page})
		}
		return
	}
	for _, k := range n.kids {
		o.block(k)
	}
}

func (o *odtReader) newPage() {
	if o.region != parse.Furniture {
		o.page++
		o.pageBreaks = true
	}
}

// content reads the children of a cell, box or note into a list of their own.
func (o *odtReader) content(n *node) []parse.Block {
	return o.aside(func() { o.blocks(n) })
}

// table reads a table:table. A table of one cell is only a frame.
func (o *odtReader) table(n *node) {
	rows := odtRows(n, false, nil)
	if len(rows) == 1 && len(rows[0].cells) == 1 {
		o.box(o.content(rows[0].cells[0]))
		return
	}
	t := o.newTable()
	for _, row := range rows {
		var cells []cellContent
		for _, c := range row.cells {
			cell := cellContent{blocks: o.content(c), colSpan: 1, rowSpan: 1, merge: counted}
			cell.look = o.inCell
			if v, ok := atoi(c.attr("table:number-columns-spanned")); ok && v > 1 {
				cell.colSpan = min(v, 1000)
			}
			if v, ok := atoi(c.attr("table:number-rows-spanned")); ok && v > 1 {
				cell.rowSpan = min(v, 1000)
			}
			if s := o.styles["table-cell:"+c.attr("table:style-name")]; s != nil && s.ruled {
				t.ruled = true
			}
			cells = append(cells, cell)
		}
		t.row(cells, 0, row.header)
	}
	t.flush()
}

type odtRow struct {
	cells  []*node
	header bool
}

func odtRows(n *node, header bool, rows []odtRow) []odtRow {
	for _, k := range n.kids {
		switch k.name {
		case "table:table-row":
			row := odtRow{header: header}
			for _, c := range k.kids {
				if c.name == "table:table-cell" {
					row.cells = append(row.cells, c)
				}
			}
			rows = append(rows, row)
		case "table:table-header-rows":
			rows = odtRows(k, true, rows)
		case "table:table-rows", "table:table-row-group":
			rows = odtRows(k, header, rows)
		}
	}
	return rows
}

// flushNotes writes the notes cited since the last heading.
func (o *odtReader) flushNotes() {
	notes := o.pending
	o.pending = nil
	class, list, anchors := o.class, o.list, o.anchors
	for k, n := range notes {
		o.noteCount++
		o.class, o.anchors = "footnote", nil
		label := strings.TrimSpace(n.child("text:note-citation").allWords())
		for _, b := range o.content(n.child("text:note-body")) {
			if b.Text == "" {
				continue
			}
			if b.Kind == parse.Heading {
				b.Kind, b.Level = parse.Paragraph, 0
			}
			b.Marker = cmp.Or(b.Marker, label)
			label = ""
			b.Region, b.Class = o.region, "footnote"
			o.writeNote(k, b)
		}
	}
	o.citedAfter = nil
	o.class, o.list, o.anchors = class, list, anchors
}

// allWords is words for a node that may be nil.
func (n *node) allWords() string {
	if n == nil {
		return ""
	}
	return n.words()
}

// furniture writes the headers and footers of the master pages once each.
func (o *odtReader) furniture() {
	o.region = parse.Furniture
	seen := map[string]bool{}
	for _, n := range o.master {
		o.class = "header"
		if strings.HasPrefix(n.name, "style:footer") {
			o.class = "footer"
		}
		for _, b := range o.content(n) {
			if b.Text == "" || seen[b.Text] {
				continue
			}
			seen[b.Text] = true
			b.Page, b.Anchor = 0, ""
			*o.out = append(*o.out, b)
		}
	}
	o.region, o.class, o.pending = parse.Main, "", nil
}
