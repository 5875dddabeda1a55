package docx

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"manualwatch/parse"
)

// A writer takes the blocks of a document as a reader finds them, whatever the
// format.
type writer struct {
	ctx    context.Context
	doc    *parse.Document
	out    *[]parse.Block // where blocks go: the document, or the cell being read
	depth  int            // tables and boxes around the current block
	region parse.Region
	class  string // for blocks of headers, footers and notes

	page       int  // page being read, from 1
	pageBreaks bool // at least one break was seen

	tables, groups int
	rank           int      // level of the heading above, 0 if only the title is
	list           string   // numbering of the list whose items are being read
	anchors        []string // bookmarks that wait for a block

	lookReader
	tabbed     []tabbedLine
	counted    []countedLine
	citedAfter []int // the block in which each note that is still to be written was cited
	notePlaces []notePlace

	beforeHeading func() // writes the notes of the section that ends
}

// emit adds a block. Before a heading the notes cited above it are written, so
// that they stay with the section that cites them.
func (w *writer) emit(b parse.Block) {
	if b.Kind == parse.Heading && w.depth == 0 && w.region == parse.Main {
		if b.Class != "title" {
			w.rank = b.Level
		}
		if w.beforeHeading != nil {
			w.beforeHeading()
		}
	}
	if b.Region == parse.Main {
		b.Region = w.region
	}
	b.Class = cmp.Or(b.Class, w.class)
	if b.Kind != parse.Item {
		w.list = ""
	}
	*w.out = append(*w.out, b)
}

// bounded is the error that ends the reading of a file, nil for none.
func (w *writer) bounded() error {
	if len(w.doc.Blocks) > maxBlocks {
		return errTooLarge
	}
	return w.ctx.Err()
}

// aside runs read with blocks going to a list of their own, which it returns.
func (w *writer) aside(read func()) []parse.Block {
	var local []parse.Block
	out := w.out
	w.out = &local
	w.depth++
	w.inCell = nil
	read()
	w.depth--
	w.out = out
	return local
}

// box writes the blocks of a text box or of a table that is only a frame. A
// short bold first line is its label.
func (w *writer) box(blocks []parse.Block) {
	w.groups++
	group := w.groups
	for i, b := range blocks {
		if b.Text == "" && len(blockAlts(b)) == 0 {
			continue
		}
		if b.Kind == parse.Paragraph {
			b.Group = group
			if i == 0 && len(blocks) > 1 && b.Bold && len(b.Text) <= 80 && !strings.Contains(b.Text, "\n") {
				b.Kind = parse.Box
			}
		}
		w.emit(b)
	}
}

// bookmark keeps the name of a bookmark for the next block.
func (w *writer) bookmark(name string) {
	if name == "" || name == "_GoBack" || len(w.anchors) >= 64 {
		return
	}
	w.anchors = append(w.anchors, name)
}

// giveAnchors gives the waiting bookmarks to a block: the first is its Anchor, by
// preference one that a person or the board's program named.
func (w *writer) giveAnchors(b *parse.Block) {
	if len(w.anchors) == 0 {
		return
	}
	best := 0
	for i, a := range w.anchors {
		if automaticBookmark(w.anchors[best]) && !automaticBookmark(a) {
			best = i
		}
	}
	b.Anchor = w.anchors[best]
	b.Anchors = slices.Delete(w.anchors, best, best+1)
	if len(b.Anchors) == 0 {
		b.Anchors = nil
	}
	w.anchors = nil
}

func automaticBookmark(name string) bool {
	return slices.ContainsFunc([]string{"_Toc", "_Ref", "_Hlk", "_Hlt", "OLE_LINK", "__RefHeading"}, func(p string) bool { return strings.HasPrefix(name, p) })
}

// joinList numbers lists: items belong together as long as nothing else stands
// between them.
func (w *writer) joinList(b *parse.Block, list string) {
	list = cmp.Or(list, "typed")
	if w.list == "" || b.Level == 1 && w.list != list {
		w.groups++
		w.list = list
	}
	b.Group = w.groups
}

// asHeading makes a block a heading. A heading broken into lines by hand is still
// one title.
func asHeading(b *parse.Block, level int) {
	b.Kind, b.Level = parse.Heading, min(level, 6)
	b.Text = strings.ReplaceAll(b.Text, "\n", " ")
	for i := range b.Links {
		b.Links[i].Text = b.Text[b.Links[i].Start:b.Links[i].End]
	}
}

// asItem makes a paragraph with a typed bullet a list item.
func asItem(b *parse.Block) {
	if n := typedBullet(b.Text); n > 0 && len(b.Text) > n {
		b.Text, b.Links = cutPrefix(b.Text, b.Links, n)
		b.Kind, b.Level = parse.Item, 1
	}
}

// damaged turns an error of a part into a finding: the rest is still worth
// reading.
func (w *writer) damaged(err error) {
	switch {
	case err == nil || w.ctx.Err() != nil:
	case errors.Is(err, errTooLarge):
		w.finding("file_too_large", err.Error())
	default:
		w.finding("file_damaged", err.Error())
	}
}

// nested notes that a part was nested more deeply than it was read.
func (w *writer) nested(x *xmlReader) {
	if x.deep {
		w.finding(parse.FindingDeep, fmt.Sprintf("elements stand more than %d deep; what is below was read as plain text", maxDepth))
	}
}

func (w *writer) finding(code, detail string) {
	w.doc.Findings = append(w.doc.Findings, parse.Finding{Code: code, Detail: detail})
}

// settlePages sets the number of pages, or takes the page numbers away where no
// break was seen.
func (w *writer) settlePages() {
	if w.pageBreaks {
		w.doc.Pages = w.page
		return
	}
	for i := range w.doc.Blocks {
		w.doc.Blocks[i].Page = 0
	}
}
