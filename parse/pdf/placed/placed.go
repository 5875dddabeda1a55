// Package placed reads web pages that programs make of a PDF (pdf2htmlEX, pdftohtml,
// MuPDF, BuildVu, the text layer of pdf.js): boxes of the size of a sheet, in which each
// line is an element with a place of its own. Their markup has no paragraph, heading or
// table; only places, sizes and fonts tell what is one, as in the PDF. So the lines are
// given as the glyphs of a sheet to what reads those of a PDF.
package placed

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/writing"
)

// What tells such a page from others: lines enough, with most of the text in them, and
// lines they are.
const (
	leastLines = 15
	longLine   = 200       // letters that hardly a line of a sheet has
	maxLetters = 2_000_000 // that are read of a document
)

// A Document is a page made of a PDF.
type Document struct {
	Pages   []*Page
	Outline []content.OutlineItem // lists of links to pages that stand beside them
	Label   string                // <title>
	Made    string                // the program that made it, as it names itself
	Cut     bool                  // only its beginning was read
}

// A Page is a sheet of it.
type Page struct {
	*content.Sheet
	Links  []content.Annotation
	Anchor string // the name by which links lead to it, "" if none
}

// Looks reports whether a page in UTF-8 begins as one of placed lines does.
func Looks(body []byte) bool {
	r, err := read(body, 50_000)
	return err == nil && r.isPlaced()
}

// Read reads a page in UTF-8; false if it is no page of placed lines.
func Read(body []byte) (*Document, bool) {
	r, err := read(body, maxLetters)
	if err != nil || !r.isPlaced() {
		return nil, false
	}
	r.finish()
	r.doc.Cut = r.room <= 0
	return &r.doc, true
}

// read reads pages until so many letters were found.
func read(body []byte, enough int) (*reader, error) {
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r := &reader{sheet: styleSheet(root), styles: map[*html.Node]map[string]string{}, holds: map[*html.Node]bool{}, says: map[*html.Node]bool{}, anchors: map[string]int{}, room: enough}
	r.survey(root)
	r.walk(root, look{size: 16, stretch: 1, scale: 1})
	return r, nil
}

// isPlaced reports whether what was found is a document in placed lines.
func (r *reader) isPlaced() bool {
	lines, letters, long := 0, 0, 0
	for _, p := range r.pages {
		lines += len(p.lines)
		for _, l := range p.lines {
			letters += l.to - l.from
			if l.to-l.from > longLine {
				long += l.to - l.from
			}
		}
	}
	return lines >= leastLines && 3*r.loose < 2*letters && 5*long < letters
}

// A reader finds the pages of a tree and the lines on them.
type reader struct {
	sheet   *sheet
	styles  map[*html.Node]map[string]string
	holds   map[*html.Node]bool // elements that hold a placed element with text
	says    map[*html.Node]bool // elements with text
	doc     Document
	pages   []*page
	fonts   map[fontKey]*fontUse
	anchors map[string]int // number of the page on which a name stands, or before which
	names   []string       // that stand before the next page
	links   []outsideLink
	loose   int // letters outside placed lines, but for links to pages
	room    int // letters that are read yet
}

// survey notes the styles of all elements, and which of them hold placed ones and text.
func (r *reader) survey(n *html.Node) (placed, text bool) {
	if n.Data == "style" {
		r.sheet.element++
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.ElementNode:
			below, said := r.survey(c)
			if !isUnseen(c) {
				placed = placed || below || said && isAbsolute(r.styles[c])
				text = text || said
			}
		case html.TextNode:
			text = text || strings.TrimSpace(c.Data) != ""
		}
	}
	if n.Type == html.ElementNode && !isUnseen(n) {
		r.styles[n], r.holds[n], r.says[n] = r.sheet.of(n), placed, text
	}
	return placed, text
}

func isUnseen(n *html.Node) bool {
	switch n.Data {
	case "head", "script", "style", "noscript", "template", "svg", "canvas":
		return true
	}
	return false
}

func isAbsolute(decl map[string]string) bool { return decl["position"] == "absolute" }

// walk looks for pages.
func (r *reader) walk(n *html.Node, l look) {
	if n.Type == html.ElementNode {
		if isUnseen(n) {
			r.head(n)
			return
		}
		r.called(n)
		decl := r.styles[n]
		l = l.under(decl)
		if w, h, ok := sheetSize(decl, l.size); ok && r.holds[n] {
			if r.room > 0 {
				r.page(n, w, h, l)
			}
			return
		}
		if file, name, ok := strings.Cut(attr(n, "href"), "#"); n.Data == "a" && ok && !strings.Contains(file, "/") {
			r.links = append(r.links, outsideLink{file, name, textOf(n), depthOf(n)})
			return
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			r.loose += utf8.RuneCountInString(writing.Squeeze(c.Data))
			continue
		}
		r.walk(c, l)
	}
}

// head notes what the head of the page says of it.
func (r *reader) head(n *html.Node) {
	if n.Data != "head" {
		return
	}
	for c := range n.Descendants() {
		switch {
		case c.Data == "title" && r.doc.Label == "":
			r.doc.Label = textOf(c)
		case c.Data == "meta" && strings.EqualFold(attr(c, "name"), "generator"):
			r.doc.Made = writing.Squeeze(attr(c, "content"))
		}
	}
}

// called notes the names of an element: those outside pages lead to the next one.
func (r *reader) called(n *html.Node) {
	for _, key := range []string{"id", "name"} {
		if v := attr(n, key); v != "" && (key == "id" || n.Data == "a") {
			r.names = append(r.names, v)
		}
	}
}

// sheetSize is the size of an element that can be a page; false for one that cannot, as
// the frame round all pages.
func sheetSize(decl map[string]string, em float64) (w, h float64, ok bool) {
	w, wide := length(decl["width"], em, 0)
	h, high := length(decl["height"], em, 0)
	return w, h, wide && high && w >= 200 && h >= 200 && h <= 3*w && w <= 4*h
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return writing.Squeeze(writing.Regular(writing.Clean(b.String())))
}
