package piece

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// A joiner joins pieces of one document, which are in order.
type joiner struct{ pieces []Piece }

// joinPages joins what a page break parted: paragraphs whose sentence goes on,
// and tables with the same columns.
func joinPages(ps []Piece) []Piece {
	j := &joiner{ps}
	j.joinColumns()
	j.joinMain()
	return DropEmpty(j.pieces)
}

// joinMain joins what the text of one page ends with to what that of the next begins with.
func (j *joiner) joinMain() {
	main := j.mainByPage()
	for i := 1; i < len(main); i++ {
		a, b := main[i-1], main[i]
		if len(a) == 0 || len(b) == 0 {
			continue
		}
		last, first := &j.pieces[a[len(a)-1]], &j.pieces[b[0]]
		switch {
		case last.Row != nil && first.Row != nil && j.sameTable(last.Row, first.Row):
			j.joinTables(last.Row.table, b)
		case last.Row == nil && first.Row == nil && goesOn(last, first):
			last.Lines, last.notes = append(last.Lines, first.Lines...), append(last.notes, first.notes...)
			last.finish()
			first.Lines, first.Text, first.Region = nil, "", InMain
			if len(b) == 1 {
				main[i] = a // the paragraph may go on over a whole page
			}
		}
	}
}

// joinColumns joins paragraphs that go on in the next column of their page, and tables whose first
// row is printed again there.
func (j *joiner) joinColumns() {
	last := -1
	for i := range j.pieces {
		p := &j.pieces[i]
		if p.Region != InMain {
			continue
		}
		if last >= 0 {
			a := &j.pieces[last]
			if p.Gap == -1 && a.Page == p.Page && a.Row == nil && p.Row == nil && p.Y0 < a.Y0 && goesOn(a, p) {
				a.Lines, a.notes = append(a.Lines, p.Lines...), append(a.notes, p.notes...)
				a.finish()
				p.Lines = nil
				continue
			}
			if a.Page == p.Page && p.Y0 < a.Y0 && a.Row != nil && p.Row != nil && a.Row.table != p.Row.table && j.heads(a.Row.table, p.Row) {
				j.joinTables(a.Row.table, j.rowsFrom(i))
				continue
			}
		}
		last = i
	}
	j.pieces = DropEmpty(j.pieces)
}

// mainByPage lists the indices of the pieces of the text by page.
func (j *joiner) mainByPage() [][]int {
	var out [][]int
	page := -1
	for i := range j.pieces {
		p := &j.pieces[i]
		if p.Region != InMain {
			continue
		}
		if p.Page != page {
			out = append(out, nil)
			page = p.Page
		}
		out[len(out)-1] = append(out[len(out)-1], i)
	}
	return out
}

// DropEmpty removes pieces whose lines went to another.
func DropEmpty(ps []Piece) []Piece {
	kept := ps[:0]
	for _, p := range ps {
		if len(p.Lines) > 0 {
			kept = append(kept, p)
		}
	}
	return kept
}

// goesOn reports whether b, at the top of a page, goes on with the last piece of
// the page before.
func goesOn(a, b *Piece) bool {
	if a.Text != "" || b.Text != "" {
		return false // tags say where paragraphs end
	}
	if len(a.Lines) == 0 || len(b.Lines) == 0 || b.Item || layout.SizeKey(a.Size) != layout.SizeKey(b.Size) || a.Bold != b.Bold {
		return false
	}
	if a.Bold && len(a.Lines) == 1 && unicode.IsUpper(writing.FirstRune(b.Lines[0].Words[0].Text)) {
		return false // two headings: text follows in another column
	}
	prev, next := &a.Lines[len(a.Lines)-1], &b.Lines[0]
	if fits(prev, next, a.right) || line.IsContentsLine(prev) {
		return false
	}
	// seen from the edge of the page's text, or, where nothing else stands on the page, as it is
	if start := textStart(a); math.Min(math.Abs(next.X0-b.left-start+a.left), math.Abs(next.X0-start)) > 1.5*next.Size {
		return false
	}
	if a.Item && next.X0-b.left < a.Lines[0].X0-a.left-1 && unicode.IsUpper(writing.FirstRune(next.Words[0].Text)) {
		return false // it begins left of the item's mark
	}
	lastWord := prev.Words[len(prev.Words)-1].Text
	r, _ := utf8.DecodeRuneInString(next.Words[0].Text)
	if !writing.EndsSentence(lastWord) || unicode.IsLower(r) {
		return true
	}
	// where paragraphs begin with an indent, a line without one goes on
	if len(a.Lines) >= 2 && !a.Item && a.Lines[0].X0 > a.Lines[1].X0+0.7*next.Size && next.X0 < b.left+1 {
		return true
	}
	return straight(a) && len(b.Lines) >= 2 && strings.HasSuffix(lastWord, ".")
}

// straight reports a paragraph of which all lines end at one edge: the last line
// of a paragraph hardly ever does, so this one goes on.
func straight(p *Piece) bool {
	if len(p.Lines) < 3 || !p.Item && p.Lines[0].X0 > p.Lines[1].X0+0.7*p.Size {
		return false // where first lines are set in, the next tells
	}
	for i := range p.Lines {
		if math.Abs(p.Lines[i].X1-p.right) > 0.8 {
			return false
		}
	}
	return true
}

// textStart is where the lines of a piece after the first begin.
func textStart(p *Piece) float64 {
	if len(p.Lines) > 1 {
		return p.Lines[len(p.Lines)-1].X0
	}
	l := &p.Lines[0]
	if p.Item && len(l.Words) > 1 {
		return l.Words[1].X0
	}
	return l.X0
}

// sameTable reports whether the row at the top of a page belongs to the table that
// ends the page before: the columns stand in the same places, or the table's first
// row is printed again.
func (j *joiner) sameTable(last, first *TableRow) bool {
	return sameColumns(last, first) || j.heads(last.table, first)
}

// heads reports a row that says what the first row of a table does.
func (j *joiner) heads(table int, r *TableRow) bool {
	head := j.firstRow(table)
	return head != nil && len(head.cells) > 1 && sameTexts(head, r)
}

// rowsFrom lists the indices of a row and those of its table that follow it.
func (j *joiner) rowsFrom(i int) []int {
	var out []int
	for k := i; k < len(j.pieces) && j.pieces[k].Row != nil && j.pieces[k].Row.table == j.pieces[i].Row.table; k++ {
		out = append(out, k)
	}
	return out
}

func sameColumns(a, b *TableRow) bool {
	if len(a.xs) != len(b.xs) || len(a.xs) == 0 || a.loose != b.loose {
		return false
	}
	slack := 4.0
	if a.loose {
		slack = 20
	}
	for i := range a.xs {
		if math.Abs(a.xs[i]-b.xs[i]) > slack {
			return false
		}
	}
	return true
}

// joinTables gives the table that a page begins with the number of the table
// before it, without the header row that is printed again.
func (j *joiner) joinTables(table int, page []int) {
	head := j.firstRow(table)
	old := j.pieces[page[0]].Row.table
	for _, i := range page {
		p := &j.pieces[i]
		if p.Row == nil || p.Row.table != old {
			break
		}
		p.Row.table = table
	}
	first := &j.pieces[page[0]]
	if head != nil && head != first.Row && sameTexts(head, first.Row) {
		first.Lines = nil
		page = page[1:]
	}
	j.joinRow(table, page)
}

// joinRow joins the first row that a page shows of a table to the last row of the
// page before, where it is the rest of that row.
func (j *joiner) joinRow(table int, page []int) {
	if len(page) == 0 || j.pieces[page[0]].Row == nil || j.pieces[page[0]].Row.table != table {
		return
	}
	next := &j.pieces[page[0]]
	for i := page[0] - 1; i >= 0; i-- {
		p := &j.pieces[i]
		if p.Row == nil || p.Row.table != table || len(p.Lines) == 0 {
			continue
		}
		if p.Page < next.Page && p.Row.brokenOff(next.Row) {
			p.Row.goOn(next.Row)
			p.Lines = append(p.Lines, next.Lines...)
			next.Lines = nil
		}
		return
	}
}

// brokenOff reports whether next is the rest of row r: it has no cell that r has
// not, its first cell is empty though that of r is not, or each of its cells goes
// on with a sentence.
func (r *TableRow) brokenOff(next *TableRow) bool {
	goesOn, filled := 0, 0
	for i := range next.cells {
		b := &next.cells[i]
		a := r.at(b.col)
		if b.text == "" {
			continue
		}
		if a == nil || a.text == "" || a.colSpan != b.colSpan {
			return false
		}
		if filled++; sentenceGoesOn(a.text, b.text) {
			goesOn++
		}
	}
	return len(next.cells) > 1 && filled > 0 && goesOn > 0 && (goesOn == filled || next.cells[0].text == "")
}

// at returns the cell that begins at a column, nil if none does.
func (r *TableRow) at(col int) *tableCell {
	for i := range r.cells {
		if r.cells[i].col == col {
			return &r.cells[i]
		}
	}
	return nil
}

// sentenceGoesOn reports whether text b goes on in the middle of text a.
func sentenceGoesOn(a, b string) bool {
	return !writing.EndsSentence(a) && unicode.IsLower(writing.FirstRune(b))
}

// goOn adds the rest of the row.
func (r *TableRow) goOn(next *TableRow) {
	for i := range next.cells {
		b := &next.cells[i]
		if b.text == "" {
			continue
		}
		a := r.at(b.col)
		first, rest, more := strings.Cut(b.text, "\n")
		if sentenceGoesOn(a.text, first) {
			a.text += " " + first
		} else {
			a.text += "\n" + first
		}
		if more {
			a.text += "\n" + rest
		}
		a.lines = append(a.lines, b.lines...)
	}
}

func (j *joiner) firstRow(table int) *TableRow {
	for i := range j.pieces {
		if r := j.pieces[i].Row; r != nil && r.table == table {
			return r
		}
	}
	return nil
}

func sameTexts(a, b *TableRow) bool {
	if len(a.cells) != len(b.cells) {
		return false
	}
	for i := range a.cells {
		if a.cells[i].text != b.cells[i].text {
			return false
		}
	}
	return true
}
