package parse

import (
	"context"
	"errors"
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
	// keys main, drop, contents and title.
	Selectors map[string]string
}

// A Reader reads one format.
type Reader func(ctx context.Context, in Input) (*Document, error)

// Formats maps sniffed media types ("application/pdf", ...) to their readers.
// HTML and plain text are read by this package itself.
type Formats map[string]Reader

// Media types that Parse gives to the readers of Formats.
const (
	TypePDF  = "application/pdf"
	TypeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	TypeDOC  = "application/msword"
	TypeODT  = "application/vnd.oasis.opendocument.text"
	TypeHTML = "text/html"
	TypeText = "text/plain"
)

// Parse reads one response. The type is sniffed from the bytes; what the header
// says is only evidence. The error is for a person: what the bytes are and what to
// do. A document that could be read in part comes with Findings and no error.
func Parse(ctx context.Context, in Input, f Formats) (*Document, error) {
	return nil, errors.New("parse: not written yet")
}

// MarkFurniture looks at the pages of one site together: a block that stands on
// most of them is furniture. It changes the Region of blocks in place and does not
// depend on the order of docs.
func MarkFurniture(docs []*Document) {}

// CompileSelectors checks the selectors of a register entry; the error names the
// key and the selector.
func CompileSelectors(sel map[string]string) error { return nil }
