package parse

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A shape is what decides whether a table sets data or only places things.
type shape struct {
	rows, cols int
	cells      int
	filled     int // cells with text
	pairs      int // rows with two or more of them
	widest     int // most of them in a row
	heads      int // header cells
	biggest    int32
	big        int32 // the biggest cell
	nested     bool  // a cell holds a table with most of the text
	marked     bool  // caption, header row, summary: data
	placed     bool  // role=presentation
	named      int   // cells of the first row that are bold throughout
	numbers    int   // rows whose first filled cell is a number of its own
	prose      int32
	proseLinks int32
	sections   int // rows of a bold title with the row's number beside blocks of text
}

// rowsOf calls f for each row of table i itself, not of tables inside it.
func (s *survey) rowsOf(i int32, f func(row int32)) {
	for k := i + 1; k < s.elems[i].end; {
		e := &s.elems[k]
		switch {
		case e.sort == tableRow:
			f(k)
			k = e.end
		case e.sort == block && (e.n.DataAtom == atom.Tbody || e.n.DataAtom == atom.Thead || e.n.DataAtom == atom.Tfoot || e.n.DataAtom == atom.Div):
			k++
		default:
			k = e.end
		}
	}
}

// shapeOf measures a table.
func (s *survey) shapeOf(i int32) shape {
	var sh shape
	role := attr(s.elems[i].n, "role")
	sh.placed = role == "presentation" || role == "none"
	sh.marked = attr(s.elems[i].n, "summary") != ""
	for k := i + 1; k < s.elems[i].end; k = s.elems[k].end {
		if a := s.elems[k].n.DataAtom; a == atom.Caption || a == atom.Thead {
			sh.marked = true
		}
	}
	s.rowsOf(i, func(row int32) { s.measureRow(&sh, row) })
	return sh
}

func (s *survey) measureRow(sh *shape, row int32) {
	sh.rows++
	cols, number := 0, false
	filled := 0
	for k := row + 1; k < s.elems[row].end; k = s.elems[k].end {
		c := &s.elems[k]
		if c.sort != tableCell {
			continue
		}
		cols += max(spanOf(c.n, "colspan"), 1)
		sh.cells++
		if c.n.DataAtom == atom.Th {
			sh.heads++
		}
		size := c.text + c.link
		if size > sh.biggest {
			sh.biggest, sh.big = size, k
		}
		sh.nested = sh.nested || s.nestedTable(k)
		if size == 0 {
			continue
		}
		sh.filled++
		if sh.placed && sh.rows == 1 && s.allBold(k) {
			sh.named++
		}
		if filled == 1 && s.sectionRow(sh, row, k) {
			sh.sections++
		}
		if filled == 0 {
			number = size <= 14 && isNumber(plainText(c.n, 24))
		} else if number {
			sh.prose += c.text
			sh.proseLinks += c.link
		}
		filled++
	}
	sh.widest = max(sh.widest, filled)
	if filled > 1 {
		sh.pairs++
		if number {
			sh.numbers++
		}
	}
	sh.cols = max(sh.cols, cols)
}

// sectionRow reports whether a cell of blocks stands beside the title of a section, in
// bold and with the number that is next in the count of such rows.
func (s *survey) sectionRow(sh *shape, row, cell int32) bool {
	if sh.sections != sh.rows-1 || !s.elems[cell].is(hasBlock) || s.elems[cell].text < 60 || s.elems[cell].end < s.elems[row].end {
		return false
	}
	title := &s.elems[s.elems[cell].prev]
	if title.text+title.link > 120 || !s.allBold(s.elems[cell].prev) {
		return false
	}
	number, words, _ := strings.Cut(plainText(title.n, 130), " ")
	return words != "" && strings.TrimRight(number, ".):") == strconv.Itoa(sh.rows)
}

// allBold reports an element all of whose words stand in one bold element.
func (s *survey) allBold(i int32) bool {
	e := &s.elems[i]
	for k := i + 1; k < e.end; k++ {
		if b := &s.elems[k]; b.sort == bold {
			return b.text+b.link == e.text+e.link
		}
	}
	return false
}

// nestedTable reports a cell whose text stands mostly in a table of its own.
func (s *survey) nestedTable(cell int32) bool {
	c := &s.elems[cell]
	for k := cell + 1; k < c.end; k++ {
		if t := &s.elems[k]; t.sort == tableSort {
			if (t.text+t.link)*2 > c.text+c.link {
				return true
			}
			k = t.end - 1
		}
	}
	return false
}

// isLayout reports whether table i only places things on the page: then its cells
// are read as parts of the page.
func (s *survey) isLayout(i int32) bool {
	return s.layout(i, s.shapeOf(i))
}

func (s *survey) layout(i int32, sh shape) bool {
	e := &s.elems[i]
	all := e.text + e.link
	switch {
	case sh.placed && !sh.columns(e) || e.is(hasH1) || sh.cols <= 1:
		return true
	case sh.marked || sh.heads > 0:
		return false
	case sh.nested:
		return true
	case e.heads > 0 && sh.rows <= 2:
		return true
	case sh.rows <= 5 && sh.biggest*4 >= all*3 && all > 600:
		return true
	case sh.rows <= 5 && sh.biggest*2 >= all && s.isPage(i) && (sh.rows == 1 || s.elems[sh.big].links >= 4) && s.holdsLines(sh.big):
		return true
	}
	return sh.pairs == 0
}

// mostInColumn is the most bytes of a cell below the name of its column, where a table says
// that it only places things.
const mostInColumn = 300

// columns reports short cells, none of them empty, below names of columns in bold: editors call
// every table one that only places things.
func (sh *shape) columns(e *element) bool {
	return sh.named > 1 && sh.named == sh.cols && sh.rows > 2 && sh.filled == sh.cells && sh.cells == sh.rows*sh.cols && !sh.nested && e.heads == 0 && sh.biggest <= mostInColumn
}

// isPage reports a table with most of the page's words.
func (s *survey) isPage(i int32) bool {
	e, whole := &s.elems[i], &s.elems[0]
	return (e.text+e.link)*5 >= (whole.text+whole.link)*4
}

// holdsLines reports a cell of blocks or of several lines.
func (s *survey) holdsLines(cell int32) bool {
	breaks := 0
	for k := cell + 1; k < s.elems[cell].end && breaks < 3; k++ {
		if s.elems[k].sort == lineBreak {
			breaks++
		}
	}
	return s.elems[cell].is(hasBlock) || breaks == 3
}

// spanOf reads colspan or rowspan, within bounds.
func spanOf(n *html.Node, key string) int {
	val := attr(n, key)
	if val == "" {
		return 1
	}
	v, err := strconv.Atoi(strings.TrimSpace(val))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, 1000)
}

// table reads a table as what it is: parts of the page, sections, numbered paragraphs,
// or rows of data. Tables outside the main region, or around it, only place things.
func (r *reader) table(i int32) {
	sh := r.s.shapeOf(i)
	switch {
	case r.cell != nil, r.rank != 0, r.holdsRoot(i), r.region != Main && sh.heads == 0:
		r.container(i)
	case sh.sections > 2 && sh.sections == sh.rows && !sh.marked && sh.heads == 0:
		r.sectionTable(i)
	case sh.numbered(), sh.counted() && r.s.layout(i, sh):
		r.numberedTable(i)
	case r.s.layout(i, sh):
		r.container(i)
	default:
		r.dataTable(i)
	}
}

// holdsRoot reports whether a main region begins inside element i.
func (r *reader) holdsRoot(i int32) bool {
	return slices.ContainsFunc(r.roots, func(k int32) bool { return k > i && k < r.s.elems[i].end })
}

// numbered reports a table that sets paragraph numbers beside paragraphs: no
// header, two columns, a number first, and prose beside it. A list of linked
// titles with numbers is no such table: it is a list of contents.
func (sh *shape) numbered() bool {
	return !sh.marked && sh.heads == 0 && sh.widest == 2 && sh.counted() && sh.prose >= 25*int32(sh.numbers) && sh.prose > 2*sh.proseLinks
}

// counted reports that nearly all rows of more than one cell begin with a number.
func (sh *shape) counted() bool {
	return sh.numbers > 0 && sh.numbers*5 >= sh.pairs*4
}

// numberedTable reads paragraphs whose numbers stand in cells of their own.
func (r *reader) numberedTable(i int32) {
	r.flush()
	r.stepInto(i, func(row int32) {
		r.cellsOf(row, func(c int32) {
			n := r.s.elems[c].n
			if t := plainText(n, 24); r.s.elems[c].text+r.s.elems[c].link <= 14 && isNumber(t) && r.marker == "" {
				r.anchorsUnder(c)
				r.marker = t
				return
			}
			r.next = c + 1
			r.anchors(n)
			r.container(c)
		})
		r.flush()
		r.marker = ""
	})
}

// sectionTable reads the sections of a text whose titles stand in the first column.
func (r *reader) sectionTable(i int32) {
	r.flush()
	rank := min(max(r.lastRank, 1)+1, 6)
	r.stepInto(i, func(row int32) {
		title := true
		r.cellsOf(row, func(c int32) {
			r.next = c + 1
			r.anchors(r.s.elems[c].n)
			if title {
				r.titled(c, rank)
			} else {
				r.container(c)
			}
			title = false
		})
	})
}

// stepInto reads the rows of a table with f, and everything else of the table, a
// caption or a row group, as blocks.
func (r *reader) stepInto(i int32, f func(row int32)) {
	for k := i + 1; k < r.s.elems[i].end; {
		e := &r.s.elems[k]
		switch {
		case e.sort == tableRow:
			r.anchors(e.n)
			f(k)
			k = e.end
		case e.sort == block && e.n.DataAtom != atom.Caption && e.is(hasBlock) && !e.is(hidden):
			r.anchors(e.n)
			k++
		default:
			r.next = k
			r.element(e.n)
			r.flush()
			k = e.end
		}
	}
	r.next = r.s.elems[i].end
}

// cellsOf calls f for the cells of a row.
func (r *reader) cellsOf(row int32, f func(cell int32)) {
	for k := row + 1; k < r.s.elems[row].end; k = r.s.elems[k].end {
		if r.s.elems[k].sort == tableCell {
			f(k)
		}
	}
}

func (r *reader) anchorsUnder(i int32) {
	for k := i; k < r.s.elems[i].end; k++ {
		r.anchors(r.s.elems[k].n)
	}
}

// dataTable reads rows.
func (r *reader) dataTable(i int32) {
	r.flush()
	r.tables++
	number, first := r.tables, true
	outer := r.labels
	r.labels = r.columnLabels(i)
	defer func() { r.labels = outer }()
	r.stepInto(i, func(row int32) {
		if r.unseen(row) || r.headingRow(row) || r.labelRow(row) {
			return
		}
		r.row(row, number, first)
		first = false
	})
}

// headingRow reads a row whose only filled cell holds a heading: it parts the
// table, as groups of a list of contents do.
func (r *reader) headingRow(row int32) bool {
	if r.s.elems[row].heads == 0 {
		return false
	}
	only, filled := int32(-1), 0
	r.cellsOf(row, func(c int32) {
		if r.s.elems[c].text+r.s.elems[c].link > 0 {
			only = c
			filled++
		}
	})
	if filled != 1 {
		return false
	}
	r.next = only + 1
	r.anchors(r.s.elems[only].n)
	r.container(only)
	return true
}

// labelRow reads a row of two cells whose first is the label of a box.
func (r *reader) labelRow(row int32) bool {
	var cells []int32
	r.cellsOf(row, func(c int32) {
		if r.s.elems[c].text+r.s.elems[c].link > 0 {
			cells = append(cells, c)
		}
	})
	if len(cells) != 2 || r.region != Main || r.s.elems[cells[0]].text > 70 || !boxLabel.MatchString(strings.Trim(fold(plainText(r.s.elems[cells[0]].n, 80)), " :.")) {
		return false
	}
	from := len(r.doc.Blocks)
	for _, c := range cells {
		r.next = c + 1
		r.anchors(r.s.elems[c].n)
		r.container(c)
	}
	if blocks := r.doc.Blocks[from:]; len(blocks) > 1 && blocks[0].Kind != Heading {
		r.groups++
		setBox(blocks, r.groups)
	}
	return true
}

// row reads one row of data.
func (r *reader) row(row int32, number int, first bool) {
	var cells []Cell
	var alts []string
	heads, bolds, filled := 0, 0, 0
	owner := r.owner
	r.owner = r.s.elems[row].n
	defer r.intoLink(&r.s.elems[row])()
	r.cellsOf(row, func(c int32) {
		cell, bold := r.readCell(c)
		if cell.Text != "" {
			filled++
			if cell.Header {
				heads++
			}
			if bold {
				bolds++
			}
		}
		alts = append(alts, cell.Alts...)
		cells = append(cells, cell)
	})
	if filled > 0 || len(alts) > 0 {
		b := Block{Kind: Row, Region: r.region, Cells: cells, Table: number, Alts: alts}
		inHead := r.s.elems[row].n.Parent != nil && r.s.elems[row].n.Parent.DataAtom == atom.Thead
		b.Header = filled > 0 && (heads == filled || inHead || first && bolds == filled && filled > 1 && !isNumber(cells[0].Text))
		b.Bold = filled > 0 && bolds == filled
		joinCells(&b)
		r.emit(&b)
	}
	r.owner = owner
}

// readCell reads the text of a cell: its blocks on lines of their own.
func (r *reader) readCell(c int32) (cell Cell, bold bool) {
	e := &r.s.elems[c]
	cell = Cell{Header: e.n.DataAtom == atom.Th, ColSpan: spanOf(e.n, "colspan"), RowSpan: spanOf(e.n, "rowspan")}
	r.next = c + 1
	r.anchors(e.n)
	outer, it := r.cell, r.item
	r.cell, r.item = &cell, nil
	leave := r.intoLink(e)
	if !r.unseen(c) {
		r.children(e.n)
	}
	leave()
	r.run.breakLine()
	bold = allBold(r.run.ends)
	cell.Alts, cell.AltAt = r.run.alts, r.run.altAt
	cell.Text, cell.Links = r.run.text()
	r.run.reset()
	r.cell, r.item = outer, it
	r.next = e.end
	return cell, bold
}

// joinCells makes text and links of a row out of its cells.
func joinCells(b *Block) {
	var text strings.Builder
	for _, c := range b.Cells {
		if c.Text == "" {
			continue
		}
		if text.Len() > 0 {
			text.WriteString(" | ")
		}
		from := text.Len()
		text.WriteString(strings.ReplaceAll(c.Text, "\n", " "))
		for _, l := range c.Links {
			l.Start, l.End = l.Start+from, l.End+from
			b.Links = append(b.Links, l)
		}
	}
	b.Text = text.String()
}
