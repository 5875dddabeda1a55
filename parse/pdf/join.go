package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// addBullets puts a bullet before each word that a small filled shape stands
// before, as browsers paint their list marks.
func addBullets(ws []word, dots []box) []word {
	if len(dots) == 0 || len(dots) > 2000 {
		return ws
	}
	before := map[int]word{}
	for _, d := range dots {
		best, gap := -1, math.Inf(1)
		for i := range ws {
			w := &ws[i]
			if middle := (d.y0 + d.y1) / 2; middle < w.y-0.75*w.size || middle > w.y || w.x0 < d.x1 {
				continue
			}
			if g := w.x0 - d.x1; g < gap {
				best, gap = i, g
			}
		}
		if best < 0 || gap > 2.5*ws[best].size || d.width() > 0.75*ws[best].size || hasLeft(ws, best, d) {
			continue
		}
		b := ws[best]
		b.text, b.glued, b.spaced = "•", false, true
		b.x0, b.x1 = d.x0, d.x1
		before[best] = b
	}
	out := make([]word, 0, len(ws)+len(before))
	for i := range ws {
		if b, ok := before[i]; ok {
			out = append(out, b)
		}
		out = append(out, ws[i])
	}
	return out
}

// hasLeft reports whether a word ends close to the left of a shape, which then is
// a part of the text.
func hasLeft(ws []word, i int, d box) bool {
	for j := range ws {
		if math.Abs(ws[j].y-ws[i].y) < 0.3*ws[i].size && ws[j].x1 <= d.x0+0.5 && d.x0-ws[j].x1 < 4*ws[i].size {
			return true
		}
	}
	return false
}

// joinPages joins what a page break parted: paragraphs whose sentence goes on,
// and tables with the same columns.
func (e *engine) joinPages() {
	e.joinColumns()
	main := e.mainByPage()
	for i := 1; i < len(main); i++ {
		a, b := main[i-1], main[i]
		if len(a) == 0 || len(b) == 0 {
			continue
		}
		last, first := &e.pieces[a[len(a)-1]], &e.pieces[b[0]]
		switch {
		case last.row != nil && first.row != nil && e.sameTable(last.row, first.row):
			e.joinTables(last.row.table, b)
		case last.row == nil && first.row == nil && goesOn(last, first):
			last.lines, last.notes = append(last.lines, first.lines...), append(last.notes, first.notes...)
			last.finish()
			first.lines, first.text, first.region = nil, "", inMain
			if len(b) == 1 {
				main[i] = a // the paragraph may go on over a whole page
			}
		}
	}
	e.dropEmpty()
}

// joinColumns joins paragraphs that go on in the next column of their page.
func (e *engine) joinColumns() {
	last := -1
	for i := range e.pieces {
		p := &e.pieces[i]
		if p.region != inMain {
			continue
		}
		if last >= 0 {
			a := &e.pieces[last]
			if p.gap == -1 && a.page == p.page && a.row == nil && p.row == nil && p.y0 < a.y0 && goesOn(a, p) {
				a.lines, a.notes = append(a.lines, p.lines...), append(a.notes, p.notes...)
				a.finish()
				p.lines = nil
				continue
			}
		}
		last = i
	}
	e.dropEmpty()
}

// mainByPage lists the indices of the pieces of the text by page.
func (e *engine) mainByPage() [][]int {
	var out [][]int
	page := -1
	for i := range e.pieces {
		p := &e.pieces[i]
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
func (e *engine) dropEmpty() {
	kept := e.pieces[:0]
	for _, p := range e.pieces {
		if len(p.lines) > 0 {
			kept = append(kept, p)
		}
	}
	e.pieces = kept
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
func (e *engine) sameTable(last, first *tableRow) bool {
	if sameColumns(last, first) {
		return true
	}
	head := e.firstRow(last.table)
	return head != nil && len(head.cells) > 1 && sameTexts(head, first)
}

// markHeaders finds the header rows of tables without tags: a first row in bold
// above rows that are not.
func markHeaders(ps []piece) {
	for i := 0; i < len(ps); {
		if ps[i].row == nil {
			i++
			continue
		}
		j := i + 1
		for j < len(ps) && ps[j].row != nil && ps[j].row.table == ps[i].row.table {
			j++
		}
		if j > i+1 && ps[i].bold && !ps[i].row.header && !ps[i+1].bold && len(ps[i].row.cells) > 1 {
			ps[i].row.header = true
			for k := range ps[i].row.cells {
				ps[i].row.cells[k].header = true
			}
		}
		i = j
	}
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
func (e *engine) joinTables(table int, page []int) {
	head := e.firstRow(table)
	old := e.pieces[page[0]].row.table
	for _, i := range page {
		p := &e.pieces[i]
		if p.row == nil || p.row.table != old {
			break
		}
		p.row.table = table
	}
	first := &e.pieces[page[0]]
	if head != nil && head != first.row && sameTexts(head, first.row) {
		first.lines = nil
		page = page[1:]
	}
	e.joinRow(table, page)
}

// joinRow joins the first row that a page shows of a table to the last row of the
// page before, where it is the rest of that row.
func (e *engine) joinRow(table int, page []int) {
	if len(page) == 0 || e.pieces[page[0]].row == nil || e.pieces[page[0]].row.table != table {
		return
	}
	next := &e.pieces[page[0]]
	for i := page[0] - 1; i >= 0; i-- {
		p := &e.pieces[i]
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

func (e *engine) firstRow(table int) *tableRow {
	for j := range e.pieces {
		if r := e.pieces[j].row; r != nil && r.table == table {
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
