package pdf

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/placed"
)

// ReadPlaced reads a web page that was made of a PDF, in UTF-8, by where its lines stand,
// as [Reader.Read] does a PDF. The error is [parse.ErrOtherPage] for any other page, which
// costs no child.
func (r *Reader) ReadPlaced(ctx context.Context, in parse.Input) (*parse.Document, error) {
	if !placed.Looks(in.Body) {
		return nil, parse.ErrOtherPage
	}
	return r.Read(ctx, in)
}

// ReadPlacedInProcess is [Reader.ReadPlaced] in this process, for trusted pages.
func ReadPlacedInProcess(body []byte) (*parse.Document, error) {
	if _, ok := openPlaced(body); !ok {
		return nil, parse.ErrOtherPage
	}
	return ReadInProcess(body)
}

// openPlaced opens a web page made of a PDF; false for every other file.
func openPlaced(body []byte) (*placed.Document, bool) {
	if head := body[:min(len(body), 1024)]; bytes.IndexByte(head, '<') < 0 || bytes.Contains(head, []byte("%PDF-")) {
		return nil, false
	}
	return placed.Read(body)
}

// readPlaced lays out the pages of such a document.
func readPlaced(d *placed.Document, set settings) *engine {
	if set.counted != nil {
		set.counted(len(d.Pages))
	}
	e := &engine{vocab: line.Vocabulary{}, placed: d}
	for _, p := range d.Pages {
		ws := line.Words(p.Glyphs, 0)
		line.MarkLinks(ws, p.Links)
		e.sheets = append(e.sheets, p.Sheet)
		e.quality = append(e.quality, judge(p.Sheet, ws))
		e.pages = append(e.pages, layout.NewPage(p.Sheet, ws, false, e.vocab))
		p.Glyphs = nil
	}
	return e
}

// placedFacts puts what a web page says of itself on the document, and gives its blocks and
// links the names by which the page leads to its sheets.
func placedFacts(d *placed.Document, doc *parse.Document) {
	doc.MediaType, doc.Label = parse.TypeHTML, d.Label
	if d.Made != "" {
		doc.Meta["producer"] = d.Made
	}
	if d.Cut {
		doc.Findings = append(doc.Findings, parse.Finding{Code: parse.FindingCut, Detail: "only the beginning of the pages was read"})
	}
	last := 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		nameLinks(d, b.Links)
		for k := range b.Cells {
			nameLinks(d, b.Cells[k].Links)
		}
		if b.Page > last && b.Page <= len(d.Pages) && b.Region == parse.Main {
			b.Anchor, last = d.Pages[b.Page-1].Anchor, b.Page
		}
	}
}

// nameLinks makes links to a sheet lead to its name.
func nameLinks(d *placed.Document, links []parse.Link) {
	for i := range links {
		n, ok := strings.CutPrefix(links[i].Href, "#page=")
		if page, err := strconv.Atoi(n); ok && err == nil && page >= 1 && page <= len(d.Pages) {
			links[i].Href = "#" + d.Pages[page-1].Anchor
		}
	}
}
