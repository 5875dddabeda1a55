// Package docx reads word-processing files into a [parse.Document]: Word's Office
// Open XML ([Read]), OpenDocument text ([ReadODT]) and the binary format of Word
// 97 to 2003 ([ReadDOC]). All readers are this package's own, over archive/zip and
// encoding/xml, and bounded in bytes, elements and depth.
//
// What a reader sees on the printed page comes out: inserted text but not deleted
// text, automatic numbers as [parse.Block.Marker], footnotes as paragraphs at the
// end of the section that cites them (without their digits in the running text),
// text boxes after the paragraph they hang on, headers and footers as
// [parse.Furniture], a table of contents as [parse.Contents]. Comments, hidden
// text, page numbers and Word's own prompts in empty fields do not.
//
// Rank comes from the outline level of a paragraph or its style, never from a
// style's name in some language, except for Word's built-in names, which are the
// same in all languages. A paragraph in Word's Title style is a Heading of Level 1
// with Class "title".
//
// Codes of the findings:
//
//	file_damaged       a part could not be read to its end; what came before stands
//	file_too_large     a bound was reached in a part beside the text; what came before stands
//	file_duplicate     two parts have one name; the first was read
//	file_foreign_part  a part in another format (altChunk) was not read
//	tracked_changes    unaccepted changes; insertions were read, deletions were not
//	image_without_alt  images whose content has no text
//	deep_nesting       elements nested too deeply were read as plain text
//	headings_by_look   no heading has a style; short bold or large paragraphs were read as headings
//	word_fallback      the .doc file's paragraph table is damaged; headings are lost
package docx

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"sort"
	"strings"

	"manualwatch/parse"
)

// ErrUnreadable is wrapped by the errors of this package that no second attempt
// will mend: the file is damaged, locked or of another format. The message says
// what to do.
var ErrUnreadable = errors.New("cannot be read")

// maxBlocks is how many blocks a file may have: a manual of 2,000 pages has a tenth of them.
const maxBlocks = 1 << 18

// tooLarge is the error of a file of whose text only the beginning could be read.
func tooLarge(file string) error {
	return fmt.Errorf("%s %w: %w; have it saved in parts", file, ErrUnreadable, errTooLarge)
}

// Read reads a Word document in the Office Open XML format: .docx, .docm, .dotx.
// A damaged document comes with what could be read and a finding; an error means that there
// is no text at all, or more than is read: the beginning of it would be taken for the whole.
func Read(ctx context.Context, in parse.Input) (*parse.Document, error) {
	if isCompound(in.Body) {
		return ReadDOC(ctx, in) // called .docx, an old .doc or a document under a password
	}
	a, err := openArchive(in.Body)
	if err != nil {
		return nil, fmt.Errorf("the Word document (.docx) %w: not a whole zip archive (%v); fetch it again or have it saved again", ErrUnreadable, err)
	}
	part := mainPart(a)
	if part == "" {
		return nil, fmt.Errorf("the Word document (.docx) %w: the zip archive has no Word text in it (%s); have it saved as .docx or PDF", ErrUnreadable, guessZip(a))
	}
	r := newReader(ctx, in, a)
	if err := r.load(part); err != nil {
		return nil, err
	}
	if err := r.body(part); err != nil {
		return nil, err
	}
	return r.finish(), nil
}

func guessZip(a *archive) string {
	switch {
	case a.has("content.xml"):
		return "it looks like OpenDocument"
	case a.has("xl/workbook.xml"):
		return "it looks like an Excel workbook"
	case a.has("ppt/presentation.xml"):
		return "it looks like a PowerPoint presentation"
	}
	return "unknown content"
}

// mainPart names the part that holds the text, "" if there is none.
func mainPart(a *archive) string {
	rels, _ := a.relationships("")
	var found []string
	for _, r := range rels {
		if r.kind == "officeDocument" && a.has(r.target) && !strings.HasPrefix(r.target, "xl/") && !strings.HasPrefix(r.target, "ppt/") {
			found = append(found, r.target)
		}
	}
	if len(found) > 0 {
		sort.Strings(found)
		return found[0]
	}
	if a.has("word/document.xml") {
		return "word/document.xml"
	}
	return ""
}

// newDocument starts the Document of an input.
func newDocument(in parse.Input, mediaType string) *parse.Document {
	final := cmp.Or(in.FinalURL, in.URL)
	return &parse.Document{URL: in.URL, FinalURL: final, MediaType: mediaType, SHA256: in.SHA256, Meta: map[string]string{}}
}

// baseOf is the address against which the links of a document are resolved.
func baseOf(doc *parse.Document) *url.URL {
	if base, err := url.Parse(doc.FinalURL); err == nil {
		return base
	}
	return &url.URL{}
}

func newReader(ctx context.Context, in parse.Input, a *archive) *reader {
	doc := newDocument(in, parse.TypeDOCX)
	r := &reader{writer: writer{ctx: ctx, doc: doc, page: 1}, base: baseOf(doc), zip: a, notesDone: map[string]bool{}}
	r.out = &doc.Blocks
	r.beforeHeading = r.flushNotes
	r.lookReader = r.looksOfWord()
	for _, name := range a.doubts {
		r.finding("file_duplicate", "part "+name+" stands twice")
	}
	return r
}

// load reads the parts that the text refers to: styles, numbering, notes.
func (r *reader) load(part string) error {
	rels, err := r.zip.relationships(part)
	r.damaged(err)
	r.rels = rels
	r.styles, err = readStyles(r.zip, r.related("styles", "word/styles.xml"))
	r.damaged(err)
	r.num, err = readNumbering(r.zip, r.related("numbering", "word/numbering.xml"))
	r.damaged(err)
	r.notes = map[string]noteText{}
	r.readNotes("footnote", r.related("footnotes", "word/footnotes.xml"))
	r.readNotes("endnote", r.related("endnotes", "word/endnotes.xml"))
	r.readProperties()
	return r.ctx.Err()
}

// related names the part of a kind that the main part points to.
func (r *reader) related(kind, usual string) string {
	var found []string
	for _, rel := range r.rels {
		if rel.kind == kind && !rel.external {
			found = append(found, rel.target)
		}
	}
	if len(found) == 0 {
		return usual
	}
	sort.Strings(found)
	return found[0]
}

// body reads the main part, one block of it at a time.
func (r *reader) body(part string) error {
	data, err := r.zip.read(part)
	if errors.Is(err, errTooLarge) {
		return tooLarge("the Word document (.docx)")
	}
	r.damaged(err)
	r.rendered = bytes.Contains(data, []byte("lastRenderedPageBreak"))
	enter := func(name string) bool { return name == "w:document" || name == "w:body" }
	x := newXMLReader(bytes.NewReader(toUTF8(data)), &r.zip.nodes)
	err = x.each(enter, func(n *node) error {
		r.block(n)
		return r.bounded()
	})
	r.nested(x)
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	if errors.Is(err, errTooLarge) {
		return tooLarge("the Word document (.docx)")
	}
	r.damaged(err)
	r.flushParagraph()
	r.flushNotes()
	if len(r.doc.Blocks) == 0 && err != nil {
		return fmt.Errorf("the Word document (.docx) %w: %v; have it saved again", ErrUnreadable, err)
	}
	r.furniture()
	return r.ctx.Err()
}

// finish completes what is known only at the end.
func (r *reader) finish() *parse.Document {
	d := r.doc
	r.settlePages()
	r.doubt(r.tracked, r.noAlt)
	r.tablesByTabs()
	r.titleByLook()
	r.headingsByLook()
	r.itemsByCounts()
	r.placeNotes()
	chooseTitle(d)
	return d
}
