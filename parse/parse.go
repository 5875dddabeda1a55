package parse

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
)

// An Input is one response and what is known about it before it is read.
type Input struct {
	URL       string // canonical address that was asked for
	FinalURL  string // address after redirects; "" means URL
	MediaType string // of the header, with its parameters; may be wrong or empty
	SHA256    string // of Body, lower-case hex
	Body      []byte
	// Platform is the board's platform of the register ("trix-static", "phew",
	// ...); "" means generic. It gives hints, which the page may overrule.
	Platform string
	// Selectors are CSS selectors of the register that go before the platform's:
	// keys main (the text of a page), drop (what is no text in it), contents
	// (the manual's list of contents, wherever it stands) and title.
	Selectors map[string]string
}

// A Reader reads one format.
type Reader func(ctx context.Context, in Input) (*Document, error)

// Formats maps sniffed media types ("application/pdf", ...) to their readers.
// HTML and plain text are read by this package itself.
type Formats map[string]Reader

// Media types that Parse knows. Those of documents are given to the readers of
// Formats.
const (
	TypePDF  = "application/pdf"
	TypeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	TypeDOC  = "application/msword"
	TypeODT  = "application/vnd.oasis.opendocument.text"
	TypeHTML = "text/html"
	TypeText = "text/plain"
	// TypePlaced is what Formats calls the web pages that programs make of a PDF: each
	// line has its place. Their documents are of TypeHTML. The reader is shown every page
	// that may be one, and refuses others with ErrOtherPage.
	TypePlaced = "text/html;lines=placed"
)

// ErrOtherPage is the error of a reader to which a page is none of its own.
var ErrOtherPage = errors.New("a page of another kind")

// FindingMediaType says that the bytes are of another type than the header.
const FindingMediaType = "media_type"

// Parse reads one response. The type is sniffed from the bytes; what the header
// says is only evidence. The error is for a person: what the bytes are and what to
// do. A document that could be read in part comes with Findings and no error.
func Parse(ctx context.Context, in Input, f Formats) (*Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	typ := sniff(in.Body, in.MediaType)
	if typ == "" {
		return nil, fmt.Errorf("parse %s: the body is empty (0 bytes of text): the server sent nothing; look at the address in a browser", in.URL)
	}
	doc, err := dispatch(ctx, in, typ, f)
	if err != nil {
		return nil, err
	}
	if said := mediaType(in.MediaType); differs(said, typ) {
		doc.Findings = append(doc.Findings, Finding{Code: FindingMediaType, Detail: "the server said " + said + ", the bytes are " + typ})
	}
	return doc, nil
}

func dispatch(ctx context.Context, in Input, typ string, f Formats) (*Document, error) {
	if read := f[typ]; read != nil {
		doc, err := read(ctx, in)
		if err == nil {
			markPaged(doc)
		}
		return doc, err
	}
	if doc := readPlaced(ctx, in, typ, f); doc != nil {
		return doc, nil
	}
	switch typ {
	case TypeHTML:
		doc, err := readHTML(in, typ)
		if err != nil {
			return nil, fmt.Errorf("parse %s: the page cannot be read as HTML: %w", in.URL, err)
		}
		return doc, nil
	case TypeText:
		return readText(in)
	}
	return nil, unreadable(in, typ)
}

// readPlaced reads a web page made of a PDF; nil for any other, and for one that cannot be
// read as such.
func readPlaced(ctx context.Context, in Input, typ string, f Formats) *Document {
	read := f[TypePlaced]
	if typ != TypeHTML || read == nil || !mayBePlaced(in.Body) {
		return nil
	}
	body, findings := toUTF8(in.Body, in.MediaType)
	in.Body = body
	doc, err := read(ctx, in)
	if err != nil {
		return nil
	}
	doc.Findings = append(findings, doc.Findings...)
	markPaged(doc)
	return doc
}

// markPaged marks what is no text of a chapter in what was read of a file, or of a page that
// places its lines as a file does.
func markPaged(doc *Document) {
	markLabels(doc)
	markOwnLists(doc)
	markCover(doc)
	markBlank(doc)
}

// leastPlaces is how many places a page of placed lines gives at least.
const leastPlaces = 15

// mayBePlaced reports whether a page, or the rules for its styles, give places to many
// elements: few pages do, and the look is cheap.
func mayBePlaced(body []byte) bool {
	body = body[:min(len(body), maxHTML)]
	if !saysAbsolute(body) {
		return false // most pages, which need no copy in small letters
	}
	low := bytes.ToLower(body)
	return countPlaces(low, "top:")+countPlaces(low, "bottom:") >= leastPlaces
}

// saysAbsolute reports whether a page has the word that places elements, in any case.
func saysAbsolute(body []byte) bool {
	word := []byte("absolute")
	for _, b := range []byte{'b', 'B'} { // rarer than what the word begins with
		for at := 0; ; at++ {
			k := bytes.IndexByte(body[at:], b)
			if k < 0 {
				break
			}
			if at += k; at > 0 && at-1+len(word) <= len(body) && bytes.EqualFold(body[at-1:at-1+len(word)], word) {
				return true
			}
		}
	}
	return false
}

// countPlaces counts a property of styles, but not the margins and borders whose names end
// like it.
func countPlaces(low []byte, name string) int {
	n := 0
	for {
		i := bytes.Index(low, []byte(name))
		if i < 0 {
			return n
		}
		if i > 0 && low[i-1] != '-' {
			n++
		}
		low = low[i+len(name):]
	}
}

func mediaType(header string) string {
	return strings.ToLower(strings.TrimSpace(strings.SplitN(header, ";", 2)[0]))
}

// differs reports a header that names another kind of file. Headers that name
// none, and the many names of XHTML, do not count.
func differs(said, typ string) bool {
	switch said {
	case "", typ, "application/octet-stream", "binary/octet-stream", "application/force-download", "application/x-download", "unknown/unknown":
		return false
	case "application/xhtml+xml", "text/html":
		return typ != TypeHTML
	}
	return true
}
