// Package parse turns the bytes of one response into a [Document]: the blocks
// of the page in reading order, with the features that a reader sees (rank of
// heading, list marker, bold, table cells, links) and no opinion about what they
// mean in a manual. Meaning (number, kind, flag, amendment) is given once, for
// all formats, in package normalise.
//
//	bytes + address + media type  ->  Parse  ->  Document
//	documents of one site         ->  MarkFurniture (what stands on most pages is furniture)
package parse

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// Version names the reading rules of this package. It changes whenever the same
// bytes may give another Document, so that a change of parser is never taken for
// a change of manual.
const Version = "25"

// A Document is what one response says, in reading order.
type Document struct {
	URL       string // canonical address that was asked for
	FinalURL  string // address after redirects; links are resolved against it
	MediaType string // sniffed from the bytes, not trusted from the header
	SHA256    string // of the raw bytes
	Title     string // the document's own title (h1, PDF or DOCX title), without the site's name
	Label     string // <title> or file title as given, for evidence
	Pages     int    // pages of a paged document, otherwise 0
	// Unread is how many of Pages have a text that is not known: they are pictures, could not
	// be read, or give what is hardly a text.
	Unread int
	// Meta holds facts about the file that are no text of it: "modified",
	// "producer", "revision", "last_updated" (as printed), "robots" and the like.
	Meta map[string]string
	// Next is the address of the page that a page names as the next, "" if it names none.
	Next string
	// Frames are the addresses of the pages that this one shows in frames, in order,
	// where it consists of them and has hardly a word of its own: what stands in them
	// is what a reader takes for this page. nil for all other pages.
	Frames []string
	Blocks []Block
	// SetAside are the blocks that [MarkFurniture] took out of the text: the pages beside
	// this one decided, not this one.
	SetAside []Block
	Findings []Finding
}

// A BlockKind tells the typographic role of a block.
type BlockKind uint8

// The kinds of block. A table is a run of Row blocks with one Table number.
const (
	Paragraph BlockKind = iota
	Heading             // Level 1-6
	Item                // list item; Level is the nesting from 1
	Row                 // one table row, Cells hold it
	Image               // Text is the alternative text
	Box                 // label of a boxed passage ("SCOPE OF THIS CHAPTER"); its content follows
)

// A Region tells which part of a page a block stands in.
type Region uint8

// The regions of a page. Only Main blocks are text of a manual; Nav blocks are
// kept because some platforms print the manual's outline only in the menu.
const (
	Main      Region = iota
	Nav              // menus, breadcrumbs, in-site navigation
	Furniture        // header, footer, banners, cookie notes, print lines
	Contents         // a page's own list of its headings
)

// A Block is one paragraph, heading, list item, table row or image.
type Block struct {
	Kind   BlockKind
	Region Region
	// Level is the rank of a heading (1-6), also of an image that is all of one,
	// the nesting of a list item (from 1), else 0.
	Level int
	// Marker is the printed number, letter or bullet where the markup keeps
	// it apart from the text (an <ol>'s counter, Word's automatic number, a
	// number in a cell of its own); "" where none is known. Decorative
	// bullets are "".
	Marker string
	// Text is NFC UTF-8 with white space collapsed and NBSP kept as a space;
	// '\n' stands only where the markup breaks a line. For a Row it is the
	// non-empty cells joined by " | ".
	Text  string
	Links []Link // in order of place
	Cells []Cell // of a Row
	Table int    // number of the table in the document, from 1; 0 outside tables
	Group int    // number of the list, definition list or box in the document, from 1; 0 outside
	// BoxGroup is the number of the box that the block stands in, label
	// included, from the same count as Group; 0 outside boxes. Blocks of a box
	// that are no list items carry it as Group too.
	BoxGroup int
	// Unnamed is where the link of a heading leads that stands right before the block and has no
	// words: what follows is no longer under the heading above. "" where there is none.
	Unnamed string
	Header  bool // a Row of header cells
	Bold    bool // the whole text is bold or otherwise set as a run-in heading
	Lead    int  // bytes of bold text that begin a text that is not all bold
	// Seams are the byte offsets in Text at which bold text, a badge or any other
	// element inside a line begins or ends, links apart: at most the first MaxSeams of
	// them; nil for a text of several lines.
	Seams []int
	// Times are the days in Text whose year only the markup tells, see [Time].
	Times  []Time
	Look   Look   // what the whole text looks like, of paragraphs of one line
	Anchor string // id or name that leads here, without '#'
	// Anchors are further ids and names of the same block, where it has more
	// than one.
	Anchors []string
	// Alts are the alternative texts of pictures inside a heading, item, row
	// or paragraph, in order of place; they are no part of Text.
	Alts []string
	// AltAt are the byte offsets in Text at which the pictures of Alts stand;
	// nil where they are not known.
	AltAt []int
	// Srcs are the addresses of the pictures of Alts, of an Image its own; "" is one that is
	// not known, nil none of them.
	Srcs []string
	Page int // page of a paged document, from 1
	// Part is the number of the frame that holds the block: an element beside
	// others under the one that holds the page's text; 0 if the block stands
	// there itself. Only its being equal or not says something.
	Part int
	// Entries are the numbers of the elements around the block that each stand beside
	// others made alike, outermost first: panels, and cards in them. Only their being
	// equal or not says something.
	Entries []int
	// Named is the number of the element around the block that stands amid the text and was
	// set apart for its name alone, 0 without one. Only its being equal or not says something.
	Named int
	// Class holds the class and id words of the nearest element that has any,
	// and of the block element, as a hint for platform rules ("flag",
	// "amendment"); never shown.
	Class string
}

// A Time is a day as a page prints it without its year, "8 February" or "yesterday", with the whole
// of it as the time element tells it to programs (HTML, section 4.5.14).
type Time struct {
	Words string
	Day   string // YYYY-MM-DD
}

// A Cell is one cell of a table row.
type Cell struct {
	Text    string // paragraphs of the cell separated by '\n'
	Links   []Link
	Alts    []string // alternative texts of pictures in the cell, not in Text
	AltAt   []int    // offsets in Text of the pictures of Alts, nil if unknown
	Header  bool
	ColSpan int // at least 1
	RowSpan int // at least 1
}

// A Link is an address inside a block.
type Link struct {
	Start, End int    // byte offsets in the Text of its block or cell
	Text       string // words of the link
	Href       string // absolute
	Title      string // title attribute
}

// A Finding is a doubt: something that may have been read wrongly, with a code
// that is documented in the README and a detail for people. The codes of this
// package itself, which its sub-packages add to:
//
//	charset_label             the bytes are not in the encoding that is named; read as what they are
//	media_type                the bytes are of another type than the server said
//	no_main_region            no part of a page stood out; the whole body was read
//	main_region_widened       text outside the main region was taken in, since no other page has it
//	selector_matches_nothing  a selector of the register matches nothing on the page
//	hidden_text               words of the main region are not shown, nothing opens them; left out
//	text_lost                 words of the main region fell into no block
//	no_text                   the main region has no words
//	deep_nesting              elements nested too deeply were read as one level
//	document_cut              only the beginning of a very large document was read
type Finding struct {
	Code   string
	Detail string
	Page   int
}

// IsWebPage reports whether the document came as a page and not as a file: a web page that
// was made of a PDF has its pages and is read as the PDF would be.
func (d *Document) IsWebPage() bool {
	return (strings.Contains(d.MediaType, "html") || d.MediaType == "") && d.Pages == 0
}

// IsFile reports a PDF or a file of a word processor.
func (d *Document) IsFile() bool { return !d.IsWebPage() && d.MediaType != TypeText }

// UnreadWhy says which pages of a document could not be read, in the reader's own words; ""
// where all were.
func (d *Document) UnreadWhy() string {
	if d.Unread == 0 {
		return ""
	}
	for _, f := range d.Findings {
		switch f.Code {
		case "needs_ocr", "low_text_quality":
			return f.Detail
		case "pdf_page_failed":
			return fmt.Sprintf("page %d of %d cannot be read: %s", f.Page, d.Pages, f.Detail)
		}
	}
	return fmt.Sprintf("%d of %d pages cannot be read", d.Unread, d.Pages) // unreachable unless a reader does not say why
}

// BesideLinks are the words of a block before its first link, between each two and behind the
// last; false if its links do not follow one another.
func (b *Block) BesideLinks() ([]string, bool) {
	out, from := make([]string, 0, len(b.Links)+1), 0
	for _, l := range b.Links {
		if l.Start < from {
			return nil, false
		}
		out, from = append(out, b.Text[from:l.Start]), l.End
	}
	return append(out, b.Text[from:]), true
}

// IndexBlock is the place of the first of some blocks of which something holds, -1 without one.
// Blocks are large: package slices would copy each.
func IndexBlock(blocks []Block, holds func(b *Block) bool) int {
	for i := range blocks {
		if holds(&blocks[i]) {
			return i
		}
	}
	return -1
}

// InMain are the blocks of the main region, each with its index.
func InMain(blocks []Block) iter.Seq2[int, *Block] {
	return func(yield func(int, *Block) bool) {
		for i := range blocks {
			if blocks[i].Region == Main && !yield(i, &blocks[i]) {
				return
			}
		}
	}
}

// AnyBlock reports whether something holds of one of some blocks.
func AnyBlock(blocks []Block, holds func(b *Block) bool) bool { return IndexBlock(blocks, holds) >= 0 }

// AllLinks are the links of a block and of its cells.
func (b *Block) AllLinks() []Link {
	if b.Kind != Row || len(b.Cells) == 0 {
		return b.Links
	}
	var out []Link
	for i := range b.Cells {
		if links := b.Cells[i].Links; out == nil {
			out = slices.Clip(links)
		} else {
			out = append(out, links...)
		}
	}
	return out
}
