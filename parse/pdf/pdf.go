// Package pdf reads a PDF into a [parse.Document]: words, headings, lists,
// tables, links and the document's own facts. A PDF is untrusted input that can
// hang or exhaust any reader, so [Reader.Read] does the work in a child
// process of the running binary under limits; [ReadInProcess] is the engine.
//
// Its findings, beside those of package parse: needs_ocr, low_text_quality,
// pdf_page_failed, second_engine, no_text, pdf_too_large, pdf_damaged (something
// broken was left out or read around) and pdf_mended (the file's frame was).
//
// Web pages that programs make of a PDF, of lines with places and nothing else, are read
// by the same layers from lines on: see Reader.ReadPlaced and package placed.
//
// This package holds the way in: the child and its limits, the engine that takes a file
// through the layers, and the choice of a second engine for pages that are read badly. The
// layers are packages of which each needs only those before it:
//
//	geometry  boxes and transformations of the page
//	writing   characters: decoded, made regular; marks, numbers, ends of sentences
//	object    bytes to objects: cross references mended, decrypted, streams decoded
//	font      codes to text and widths
//	content   pages: glyphs, painted lines and areas; links, bookmarks, tags
//	placed    pages, glyphs, links and bookmarks of a web page made of a PDF
//	line      glyphs to words and lines
//	layout    lines to columns, tables, headers and footers
//	piece     paragraphs, items and rows, by layout or tags, over columns and pages
//	heading   headings and their ranks, lists of contents, boxes, the title
package pdf

import (
	"errors"
	"time"
)

// ChildVerb is the first argument with which the running binary is started as a
// child that reads PDFs. The binary's main (or a test's TestMain) must then call
// [Child] and exit with its result.
const ChildVerb = "_read-pdf"

// ErrLimit is wrapped by errors of a child that went over one of its [Limits].
var ErrLimit = errors.New("limit reached")

// ErrCrash is wrapped by errors of a child that ended for another reason.
var ErrCrash = errors.New("reader crashed")

// Limits bound what one file may cost.
type Limits struct {
	AddressSpace uint64        // bytes that a child may map beyond what it needs to start
	CPUBase      time.Duration // CPU time of any file
	CPUPerPage   time.Duration // CPU time added for each page
	Wall         time.Duration // wall-clock time of a file
	Output       int64         // bytes of the encoded Document
	Input        int64         // bytes of the file
	Cache        string        // folder for the compiled second engine, "" for none
}

// DefaultLimits are the limits of a [Reader] that is given no others.
func DefaultLimits() Limits {
	return Limits{
		AddressSpace: 768 << 20,
		CPUBase:      5 * time.Second,
		CPUPerPage:   200 * time.Millisecond,
		Wall:         10 * time.Minute,
		Output:       256 << 20,
		Input:        256 << 20,
		Cache:        cacheFolder(),
	}
}
