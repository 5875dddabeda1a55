package pdf

import (
	"errors"
	"fmt"
	"time"

	"manualwatch/parse"
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
	f, err := open(body)
	var sheets []*sheet
	if err == nil {
		if sheets = pagesOf(f); len(sheets) == 0 {
			err = errors.New("no pages found" + f.damageNote())
		}
	}
	if err != nil {
		if set.second == nil || errors.Is(err, errPassword) || errors.Is(err, errNoPDF) {
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
	e := &engine{f: f, sheets: sheets, vocab: vocabulary{}, tree: tagTree(f, sheets), second: set.second}
	e.address = newAddresser(f, sheets)
	e.readPages()
	e.mendPages(body)
	return e, nil
}

func clampPages(n int) time.Duration { return time.Duration(max(0, min(n, maxPages))) }

// An engine reads one document.
type engine struct {
	f       *file
	sheets  []*sheet
	pages   []*pageItems
	vocab   vocabulary
	address *addresser
	tree    *node // tags, nil if there are none
	pieces  []piece
	quality []pageQuality
	second  func([]byte) (*second, error)
	mended  []int  // pages that the second engine read
	halved  sheets // of the pages, if these are two on each
}

// readPages interprets every page and makes lines and painted tables of it.
func (e *engine) readPages() {
	fonts, forms := map[string]*font{}, map[string][]byte{}
	for _, s := range e.sheets {
		interpret(e.f, s, fonts, forms)
		if s.turnUpright() {
			interpret(e.f, s, fonts, forms)
		}
		e.pages = append(e.pages, e.layPage(s))
		s.glyphs, s.rules, s.fills = nil, nil, nil
	}
}

// layPage makes the words of a page, judges them and lays them out.
func (e *engine) layPage(s *sheet) *pageItems {
	ws := joinDropCaps(words(s.glyphs, 0))
	markLinks(ws, e.address.links(s))
	markLined(ws, s.rules)
	e.quality = append(e.quality, judge(s, ws))
	return layOut(s, ws, e.tree != nil, e.vocab)
}

// build makes the pieces of the document and finds its headings.
func (e *engine) build() {
	if e.tree == nil {
		e.pages, e.halved = halves(e.pages)
	}
	loosenRunning(e.pages)
	markFurniture(e.pages)
	if e.tree == nil {
		markNumbers(e.pages)
		markLists(e.pages)
	}
	set := settingOf(e.pages)
	if set.edge > 0 {
		e.tree = nil // tags make rows of a table of the headings and what stands beside them
	}
	var heads []outlineItem
	e.pieces, heads = compose(e.pages, e.tree, set, e.vocab)
	markContents(e.pieces)
	if tagHeadings(e.pieces) >= max(2, len(e.pages)/2) {
		return
	}
	e.applyOutline(heads)
	markLabels(e.pieces, e.pages)
	headings(e.pieces)
}

// applyOutline ranks the headings that tags name, otherwise those of the bookmarks.
func (e *engine) applyOutline(heads []outlineItem) {
	var ok bool
	if e.pieces, ok = applyOutline(e.pieces, heads, e.halved); !ok && e.address != nil {
		e.pieces, _ = applyOutline(e.pieces, e.address.outline(), e.halved)
	}
}

// document makes the result.
func (e *engine) document() *parse.Document {
	doc := &parse.Document{MediaType: parse.TypePDF, Pages: len(e.sheets), Meta: map[string]string{}}
	for i := range e.pieces {
		if b, ok := e.pieces[i].block(); ok {
			b.Page = e.halved.sheetOf(b.Page)
			doc.Blocks = append(doc.Blocks, b)
		}
	}
	markBoxes(doc.Blocks)
	if e.f != nil {
		facts(e.f, doc)
	}
	doc.Title = documentTitle(e.pieces, doc.Label)
	doc.Findings = append(doc.Findings, qualityFindings(e.quality, e.f != nil && e.f.overspent)...)
	if len(e.mended) > 0 {
		doc.Findings = append(doc.Findings, parse.Finding{
			Code: findSecond, Page: e.mended[0], Detail: "read by the second engine: pages " + pageList(e.mended),
		})
	}
	return doc
}
