package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A joiner joins pieces of one document, which are in order.
type joiner struct{ pieces []piece }

// joinPages joins what a page break parted: paragraphs whose sentence goes on,
// and tables with the same columns.
func joinPages(ps []piece) []piece {
	j := &joiner{ps}
	j.joinColumns()
	j.joinMain()
	return dropEmpty(j.pieces)
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
		case last.row != nil && first.row != nil && j.sameTable(last.row, first.row):
			j.joinTables(last.row.table, b)
		case last.row == nil && first.row == nil && goesOn(last, first):
			last.lines, last.notes = append(last.lines, first.lines...), append(last.notes, first.notes...)
			last.finish()
			first.lines, first.text, first.region = nil, "", inMain
			if len(b) == 1 {
				main[i] = a // the paragraph may go on over a whole page
			}
		}
	}
}

// joinColumns joins paragraphs that go on in the next column of their page.
func (j *joiner) joinColumns() {
	last := -1
	for i := range j.pieces {
		p := &j.pieces[i]
		if p.region != inMain {
			continue
		}
		if last >= 0 {
			a := &j.pieces[last]
			if p.gap == -1 && a.page == p.page && a.row == nil && p.row == nil && p.y0 < a.y0 && goesOn(a, p) {
				a.lines, a.notes = append(a.lines, p.lines...), append(a.notes, p.notes...)
				a.finish()
				p.lines = nil
				continue
			}
		}
		last = i
	}
	j.pieces = dropEmpty(j.pieces)
}

// mainByPage lists the indices of the pieces of the text by page.
func (j *joiner) mainByPage() [][]int {
	var out [][]int
	page := -1
	for i := range j.pieces {
		p := &j.pieces[i]
		if p.region != inMain {
			continue
		}
		if p.page != page {
			out = append(out, nil)
			page = p.page
		}
		out[len(out)-1] = append(out[len(out)-1], i)
	}
	return out
}

// dropEmpty removes pieces whose lines went to another.
func dropEmpty(ps []piece) []piece {
	kept := ps[:0]
	for _, p := range ps {
		if len(p.lines) > 0 {
			kept = append(kept, p)
		}
	}
	return kept
}

// goesOn reports whether b, at the top of a page, goes on with the last piece of
// the page before.
func goesOn(a, b *piece) bool {
	if a.text != "" || b.text != "" {
		return false // tags say where paragraphs end
	}
	if len(a.lines) == 0 || len(b.lines) == 0 || b.item || sizeKey(a.size) != sizeKey(b.size) || a.bold != b.bold {
		return false
	}
	if a.bold && len(a.lines) == 1 && unicode.IsUpper(firstRune(b.lines[0].words[0].text)) {
		return false // two headings: text follows in another column
	}
	prev, next := &a.lines[len(a.lines)-1], &b.lines[0]
	if fits(prev, next, a.right) || isContentsLine(prev) {
		return false
	}
	if start := textStart(a) - a.left; math.Abs(next.x0-b.left-start) > 1.5*next.size {
		return false
	}
	lastWord := prev.words[len(prev.words)-1].text
	r, _ := utf8.DecodeRuneInString(next.words[0].text)
	if !endsSentence(lastWord) || unicode.IsLower(r) {
		return true
	}
	// where paragraphs begin with an indent, a line without one goes on
	if len(a.lines) >= 2 && !a.item && a.lines[0].x0 > a.lines[1].x0+0.7*next.size && next.x0 < b.left+1 {
		return true
	}
	return straight(a) && len(b.lines) >= 2 && strings.HasSuffix(lastWord, ".")
}

// straight reports a paragraph of which all lines end at one edge: the last line
// of a paragraph hardly ever does, so this one goes on.
func straight(p *piece) bool {
	if len(p.lines) < 3 || !p.item && p.lines[0].x0 > p.lines[1].x0+0.7*p.size {
		return false // where first lines are set in, the next tells
	}
	for i := range p.lines {
		if math.Abs(p.lines[i].x1-p.right) > 0.8 {
			return false
		}
	}
	return true
}

// textStart is where the lines of a piece after the first begin.
func textStart(p *piece) float64 {
	if len(p.lines) > 1 {
		return p.lines[len(p.lines)-1].x0
	}
	l := &p.lines[0]
	if p.item && len(l.words) > 1 {
		return l.words[1].x0
	}
	return l.x0
}

// sameTable reports whether the row at the top of a page belongs to the table that
// ends the page before: the columns stand in the same places, or the table's first
// row is printed again.
func (j *joiner) sameTable(last, first *tableRow) bool {
	if sameColumns(last, first) {
		return true
	}
	head := j.firstRow(last.table)
	return head != nil && len(head.cells) > 1 && sameTexts(head, first)
}

func sameColumns(a, b *tableRow) bool {
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
	old := j.pieces[page[0]].row.table
	for _, i := range page {
		p := &j.pieces[i]
		if p.row == nil || p.row.table != old {
			break
		}
		p.row.table = table
	}
	first := &j.pieces[page[0]]
	if head != nil && head != first.row && sameTexts(head, first.row) {
		first.lines = nil
		page = page[1:]
	}
	j.joinRow(table, page)
}

// joinRow joins the first row that a page shows of a table to the last row of the
// page before, where it is the rest of that row.
func (j *joiner) joinRow(table int, page []int) {
	if len(page) == 0 || j.pieces[page[0]].row == nil || j.pieces[page[0]].row.table != table {
		return
	}
	next := &j.pieces[page[0]]
	for i := page[0] - 1; i >= 0; i-- {
		p := &j.pieces[i]
		if p.row == nil || p.row.table != table || len(p.lines) == 0 {
			continue
		}
		if p.page < next.page && p.row.brokenOff(next.row) {
			p.row.goOn(next.row)
			p.lines = append(p.lines, next.lines...)
			next.lines = nil
		}
		return
	}
}

// brokenOff reports whether next is the rest of row r: it has no cell that r has
// not, its first cell is empty though that of r is not, or each of its cells goes
// on with a sentence.
func (r *tableRow) brokenOff(next *tableRow) bool {
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
func (r *tableRow) at(col int) *tableCell {
	for i := range r.cells {
		if r.cells[i].col == col {
			return &r.cells[i]
		}
	}
	return nil
}

// sentenceGoesOn reports whether text b goes on in the middle of text a.
func sentenceGoesOn(a, b string) bool {
	return !endsSentence(a) && unicode.IsLower(firstRune(b))
}

// goOn adds the rest of the row.
func (r *tableRow) goOn(next *tableRow) {
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

func (j *joiner) firstRow(table int) *tableRow {
	for i := range j.pieces {
		if r := j.pieces[i].row; r != nil && r.table == table {
			return r
		}
	}
	return nil
}

func sameTexts(a, b *tableRow) bool {
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
