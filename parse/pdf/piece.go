package pdf

import (
	"math"
)

// A piece is a block in the making: the lines of one paragraph, heading or list
// item, or one row of a table.
type piece struct {
	page int
	box
	lines  []line
	size   float64
	bold   bool
	italic bool
	lined  bool
	colour uint32
	right  float64 // to where the lines of its column may reach
	left   float64
	gap    float64 // white space above, in points; -1 at the top of a column
	marker string
	item   bool
	row    *tableRow
	role   string // what a tag says it is: "H1", "P", "LI", "TOCI"; "" untagged
	level  int    // nesting of a list item, from 1
	group  int    // number of its list
	region uint8
	title  bool // a tag says that it is the document's title
	opens  bool // a bookmark says that a file begins here that was bound in
	label  bool // it names the tinted box in which it stands
	closed bool // its last line ends before the edge: nothing follows it
	text   string
	notes  []piece // notes that it cites, see takeNotes
}

// Regions of a piece, in the order of parse.Region.
const (
	inMain = iota
	inFurniture
	inContents
)

func newPiece(page int, l line, left, right, gap float64) piece {
	p := piece{page: page, box: l.box, lines: []line{l}, right: right, left: left, gap: gap}
	p.marker, p.item = lineMarker(&l)
	return p
}

func (p *piece) add(l line) {
	p.lines = append(p.lines, l)
	p.box = p.box.union(l.box)
}

// finish measures a piece whose lines are known.
func (p *piece) finish() {
	all := p.lines
	p.bold, p.italic, p.lined = true, true, true
	weight := map[int]int{}
	best := 0
	for i := range all {
		l := &all[i]
		p.bold, p.italic, p.lined = p.bold && l.bold, p.italic && l.italic, p.lined && l.lined
		k := int(math.Round(l.size * 10))
		weight[k] += lineLength(l)
		if weight[k] > best {
			best, p.size, p.colour = weight[k], l.size, l.colour
		}
	}
	last := &all[len(all)-1]
	p.closed = last.x1 < p.right-6*last.size
}

func lineLength(l *line) int {
	n := 1
	for i := range l.words {
		n += len(l.words[i].text) + 1
	}
	return n
}

// fullText is the text with its number.
func (p *piece) fullText() string {
	if p.marker != "" {
		return p.marker + " " + p.text
	}
	return p.text
}
