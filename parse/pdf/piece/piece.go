// Package piece makes pieces, which are blocks in the making, of the lines and tables of
// pages or of the tag tree, joins them over columns and pages, and turns them into blocks.
package piece

import (
	"math"

	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/line"
)

// A Piece is a block in the making: the lines of one paragraph, heading or list
// item, or one row of a table.
type Piece struct {
	Page int // from 1
	geometry.Box
	Lines  []line.Line // from top to bottom; none where they went to another piece
	Size   float64     // of most characters, in points
	Bold   bool        // all lines are
	Italic bool        // all lines are
	Lined  bool        // all lines are underlined
	Colour uint32      // 0xRRGGBB of lines of that size
	right  float64     // to where the lines of its column may reach
	left   float64
	Gap    float64   // white space above, in points; -1 at the top of a column
	Marker string    // sign or number of a list item, "" for none
	Item   bool      // it is a list item
	Row    *TableRow // nil for what is no row of a table
	Role   string    // what a tag says it is: "H1", "P", "LI", "TOCI"; "" untagged
	level  int       // nesting of a list item, from 1
	group  int       // number of its list
	Region uint8     // InMain, InFurniture or InContents
	title  bool      // a tag says that it is the document's title
	Opens  bool      // a bookmark says that a file begins here that was bound in
	Label  bool      // it names the tinted box in which it stands
	framed bool      // it stands in a table of one cell, and its lines were parted by the edge of that
	Text   string    // without the marker; "" for a row
	notes  []Piece   // notes that it cites, see takeNotes
}

// Regions of a piece, in the order of parse.Region.
const (
	InMain      = iota // the text
	InFurniture        // headers and footers
	InContents         // the document's own list of contents
)

func newPiece(page int, l line.Line, left, right, gap float64) Piece {
	p := Piece{Page: page, Box: l.Box, Lines: []line.Line{l}, right: right, left: left, Gap: gap}
	p.Marker, p.Item = lineMarker(&l)
	return p
}

func (p *Piece) add(l line.Line) {
	p.Lines = append(p.Lines, l)
	p.Box = p.Box.Union(l.Box)
}

// finish measures a piece whose lines are known.
func (p *Piece) finish() {
	all := p.Lines
	p.Bold, p.Italic, p.Lined = true, true, true
	weight := map[int]int{}
	best := 0
	for i := range all {
		l := &all[i]
		p.Bold, p.Italic, p.Lined = p.Bold && l.Bold, p.Italic && l.Italic, p.Lined && l.Lined
		k := int(math.Round(l.Size * 10))
		weight[k] += lineLength(l)
		if weight[k] > best {
			best, p.Size, p.Colour = weight[k], l.Size, l.Colour
		}
	}
}

func lineLength(l *line.Line) int {
	n := 1
	for i := range l.Words {
		n += len(l.Words[i].Text) + 1
	}
	return n
}

// Join adds the lines of the piece below, of the same heading, which is left without any.
func (p *Piece) Join(below *Piece) {
	p.Text += " " + below.FullText()
	p.Lines, p.Box = append(p.Lines, below.Lines...), p.Box.Union(below.Box)
	below.Lines = nil
}

// FullText is the text with its number.
func (p *Piece) FullText() string {
	if p.Marker != "" {
		return p.Marker + " " + p.Text
	}
	return p.Text
}
