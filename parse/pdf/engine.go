package pdf

import (
	"errors"
	"fmt"
	"time"

	"manualwatch/parse"
	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/font"
	"manualwatch/parse/pdf/heading"
	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/object"
	"manualwatch/parse/pdf/piece"
	"manualwatch/parse/pdf/placed"
)

// ReadInProcess reads a PDF in this process. It never panics, but a hostile file
// can cost much memory and time: use it only under limits, or on trusted files.
// The Document has no URL, FinalURL and SHA256.
func ReadInProcess(body []byte) (*parse.Document, error) {
	return readWith(body, settings{})
}

// settings are what the surroundings of the engine give it.
type settings struct {
	counted func(pages int)               // called as soon as the pages are counted, may be nil
	second  func([]byte) (*second, error) // opens the second engine, nil: there is none
}

// readWith reads a PDF.
func readWith(body []byte, set settings) (doc *parse.Document, err error) {
	defer func() {
		if x := recover(); x != nil {
			doc, err = nil, fmt.Errorf("reader panicked: %v", x)
		}
	}()
	e, err := readFile(body, set)
	if err != nil {
		return nil, err
	}
	e.build()
	return e.document(), nil
}

// readFile opens a file and reads its pages, by the second engine where the first
// cannot.
func readFile(body []byte, set settings) (*engine, error) {
	if d, ok := openPlaced(body); ok {
		return readPlaced(d, set), nil
	}
	f, err := object.Open(body)
	var sheets []*content.Sheet
	if err == nil {
		if sheets = content.Sheets(f); len(sheets) == 0 {
			err = errors.New("no pages found" + f.DamageText())
		}
	}
	if err != nil {
		if set.second == nil || errors.Is(err, object.ErrPassword) || errors.Is(err, object.ErrNoPDF) {
			return nil, err
		}
		e, second := readSecond(body, set.second)
		if second != nil {
			return nil, fmt.Errorf("%w; second engine: %w", err, second)
		}
		return e, nil
	}
	if set.counted != nil {
		set.counted(len(sheets))
	}
	e := &engine{f: f, sheets: sheets, vocab: line.Vocabulary{}, tree: content.Tags(f, sheets), second: set.second}
	e.address = content.NewAddresser(f, sheets)
	e.readPages()
	e.mendPages(body)
	return e, nil
}

func clampPages(n int) time.Duration { return time.Duration(max(0, min(n, content.MaxPages))) }

// An engine reads one document.
type engine struct {
	f       *object.File
	sheets  []*content.Sheet
	pages   []*layout.Page
	vocab   line.Vocabulary
	address *content.Addresser
	tree    *content.Node // tags, nil if there are none
	pieces  []piece.Piece
	quality []pageQuality
	placed  *placed.Document // where the file is a web page made of a PDF
	second  func([]byte) (*second, error)
	mended  []int         // pages that the second engine read
	halved  layout.Sheets // of the pages, if these are two on each
}

// readPages interprets every page and makes lines and painted tables of it.
//
// Some programs for drawing mark all that they write as artifacts, so that the tags name no text
// at all: where most of a document is so marked the marks are wrong, and it is read without them.
func (e *engine) readPages() {
	fonts, forms := map[string]*font.Font{}, map[string][]byte{}
	artifacts, all := 0, 0
	for _, s := range e.sheets {
		e.readPage(s, fonts, forms, func(g *content.Glyph) {
			all++
			if g.Artifact {
				artifacts++
			}
		})
	}
	if artifacts*4 <= all*3 {
		return
	}
	e.tree, e.pages, e.quality = nil, nil, nil
	for _, s := range e.sheets {
		s.Renew()
		e.readPage(s, fonts, forms, func(g *content.Glyph) { g.Artifact = false })
	}
}

// readPage interprets a page, shows its glyphs to see, and lays it out.
func (e *engine) readPage(s *content.Sheet, fonts map[string]*font.Font, forms map[string][]byte, see func(*content.Glyph)) {
	content.Interpret(e.f, s, fonts, forms)
	if s.TurnUpright() {
		content.Interpret(e.f, s, fonts, forms)
	}
	for i := range s.Glyphs {
		see(&s.Glyphs[i])
	}
	e.pages = append(e.pages, e.layPage(s))
	s.Glyphs, s.Rules, s.Fills, s.Rounds = nil, nil, nil, nil
}

// layPage makes the words of a page, judges them and lays them out.
func (e *engine) layPage(s *content.Sheet) *layout.Page {
	ws := line.JoinBigNumbers(line.JoinDropCaps(line.Words(s.Glyphs, 0)))
	line.MarkLinks(ws, e.address.Links(s))
	line.MarkLined(ws, s.Rules)
	e.quality = append(e.quality, judge(s, ws))
	return layout.NewPage(s, ws, e.tree != nil, e.vocab)
}

// build makes the pieces of the document and finds its headings.
func (e *engine) build() {
	if e.tree == nil {
		e.pages, e.halved = layout.Halves(e.pages)
	}
	layout.LoosenRunning(e.pages)
	layout.MarkFurniture(e.pages)
	if e.tree == nil {
		layout.MarkNumbers(e.pages)
		layout.MarkLists(e.pages)
		layout.MarkTyped(e.pages)
	}
	set := layout.Measure(e.pages)
	if set.Edge > 0 {
		e.tree = nil // tags make rows of a table of the headings and what stands beside them
	}
	var heads []content.OutlineItem
	e.pieces, heads = piece.Compose(e.pages, e.tree, set, e.vocab)
	heading.MarkContents(e.pieces)
	if heading.CountTagged(e.pieces) >= max(2, len(e.pages)/2) {
		return
	}
	e.applyOutline(heads)
	heading.MarkLabels(e.pieces, e.pages)
	e.pieces = heading.JoinWrapped(e.pieces)
	heading.Find(e.pieces)
}

// applyOutline ranks the headings that tags name, otherwise those of the bookmarks.
func (e *engine) applyOutline(heads []content.OutlineItem) {
	var ok bool
	if e.pieces, ok = heading.ApplyOutline(e.pieces, heads, e.halved); !ok {
		e.pieces, _ = heading.ApplyOutline(e.pieces, e.bookmarks(), e.halved)
	}
}

// bookmarks are the entries of the document's own outline.
func (e *engine) bookmarks() []content.OutlineItem {
	switch {
	case e.placed != nil:
		return e.placed.Outline
	case e.address != nil:
		return e.address.Outline()
	}
	return nil
}

// document makes the result.
func (e *engine) document() *parse.Document {
	doc := &parse.Document{MediaType: parse.TypePDF, Pages: len(e.sheets), Meta: map[string]string{}}
	for i := range e.pieces {
		if b, ok := e.pieces[i].Block(); ok {
			b.Page = e.halved.SheetOf(b.Page)
			doc.Blocks = append(doc.Blocks, b)
		}
	}
	heading.MarkBoxes(doc.Blocks)
	if e.f != nil {
		content.Facts(e.f, doc)
	}
	if e.placed != nil {
		placedFacts(e.placed, doc)
	}
	doc.Title = heading.Title(e.pieces, doc.Label)
	for _, q := range e.quality {
		if q.unread() {
			doc.Unread++
		}
	}
	doc.Findings = append(doc.Findings, qualityFindings(e.quality, e.f != nil && e.f.Overspent)...)
	if len(e.mended) > 0 {
		doc.Findings = append(doc.Findings, parse.Finding{
			Code: findSecond, Page: e.mended[0], Detail: "read by the second engine: pages " + pageList(e.mended),
		})
	}
	return doc
}
