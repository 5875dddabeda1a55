package pdf

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
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

// A tableRow is a row of a table.
type tableRow struct {
	table  int
	cells  []tableCell
	header bool
	xs     []float64 // borders or cuts of the columns
	loose  bool      // the columns are parted by white space, so xs are not exact
	last   bool      // last row of its table on the page
	first  bool
}

type tableCell struct {
	lines   []line
	text    string
	header  bool
	col     int // its first column, where the layout found the table
	colSpan int
	rowSpan int
}

// flow makes pieces of the columns of a page.
type flow struct {
	page    int
	leading map[int]float64 // usual distance of baselines by size
	right   float64         // edge of the page's text
	gutters []float64       // of the columns in which the document is set
	tables  *int
	vocab   vocabulary
	out     []piece
}

func (f *flow) column(c column) {
	if c.table {
		f.zone(c)
		return
	}
	right := c.right
	if right == 0 {
		right = f.columnEdge(max(f.right, rightOf(c.items)), c.items)
	}
	var lines []line
	for _, b := range rowsOf(c.items) {
		if b.grid != nil {
			f.paragraphs(lines, right)
			lines = nil
			f.grid(b.grid)
			continue
		}
		lines = append(lines, *b.seg)
	}
	f.paragraphs(lines, right)
}

// columnEdge is the edge to which the lines of items may reach: right, or, where the
// document is set in columns and the items all stand in one, with nothing beside them
// on this page, the gutter at its right.
func (f *flow) columnEdge(right float64, items []item) float64 {
	for _, g := range f.gutters {
		if rightOf(items) > g {
			continue
		}
		return min(right, g)
	}
	return right
}

func rightOf(items []item) float64 {
	right := 0.0
	for _, it := range items {
		if it.seg != nil {
			right = max(right, it.x1)
		}
	}
	return right
}

// rowsOf joins the pieces of lines that stand on one baseline and sorts lines and
// tables from top to bottom.
func rowsOf(items []item) []item {
	items = append([]item(nil), items...)
	sort.SliceStable(items, func(i, j int) bool { return top(items[i]) < top(items[j]) })
	var out []item
	for _, it := range items {
		if n := len(out); n > 0 && it.seg != nil && out[n-1].seg != nil && sameRow(out[n-1].seg, it.seg) {
			ws := append(append([]word(nil), out[n-1].seg.words...), it.seg.words...)
			sort.SliceStable(ws, func(a, b int) bool { return ws[a].x0 < ws[b].x0 })
			l := newLine(ws)
			out[n-1] = item{box: l.box, seg: &l}
			continue
		}
		out = append(out, it)
	}
	return out
}

func top(it item) float64 {
	if it.seg != nil {
		return math.Round(it.seg.y*2)/2 + it.x0/1e6
	}
	return it.y0
}

func sameRow(a, b *line) bool {
	if math.Abs(a.y-b.y) > 0.35*min(a.size, b.size) {
		return false
	}
	return a.x1 <= b.x0+1 || b.x1 <= a.x0+1
}

// paragraphs cuts the lines of a column into pieces.
func (f *flow) paragraphs(lines []line, right float64) {
	left := math.Inf(1)
	for i := range lines {
		left = min(left, lines[i].x0)
	}
	start := len(f.out)
	for i := range lines {
		l := lines[i]
		gap := -1.0
		if i > 0 {
			gap = l.y - lines[i-1].y - f.lead(l.size)
		}
		if n := len(f.out); n > start && !f.breaks(&f.out[n-1], &l) {
			f.out[n-1].add(l)
			continue
		}
		f.out = append(f.out, newPiece(f.page, l, left, right, gap))
	}
	for i := start; i < len(f.out); i++ {
		f.out[i].finish()
	}
}

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

// lead is the usual distance of baselines of a size.
func (f *flow) lead(size float64) float64 {
	if d, ok := f.leading[sizeKey(size)]; ok {
		return d
	}
	return 1.25 * size
}

func sizeKey(size float64) int { return int(math.Round(size * 2)) }

// breaks reports whether l begins a new piece after p.
func (f *flow) breaks(p *piece, l *line) bool {
	prev := &p.lines[len(p.lines)-1]
	dy := l.y - prev.y
	switch {
	case dy < 0.3*l.size && l.x0 > prev.x1-1:
		return false
	case dy > f.lead(prev.size)*1.22+0.4 || dy < -0.5*l.size:
		return true
	case math.Abs(prev.size-l.size) > 0.07*max(prev.size, l.size) && !mixedSizes(prev, l):
		return true
	case prev.bold != l.bold && !(p.item && len(p.lines) == 1) && styleBreak(prev, l):
		return true
	case prev.art != l.art || isContentsLine(prev):
		return true
	}
	if m, ok := lineMarker(l); ok && m != "" && f.markerBreaks(p, l) {
		return true
	}
	return p.indented(l) || fits(prev, l, p.right)
}

// indented reports a line that begins a paragraph by its indent alone.
func (p *piece) indented(l *line) bool {
	prev := &p.lines[len(p.lines)-1]
	in := l.x0 - p.left
	if p.item || in < 0.7*l.size || in > 5*l.size || !endsSentence(prev.words[len(prev.words)-1].text) {
		return false
	}
	return prev.x0 < l.x0-0.6*l.size || len(p.lines) == 1 && math.Abs(prev.x0-l.x0) < 1
}

// mixedSizes lets a line of notes or symbols stay with its paragraph when only a
// few of its characters differ.
func mixedSizes(a, b *line) bool {
	for i := range b.words {
		if math.Abs(b.words[i].size-a.size) < 0.05*a.size {
			return true
		}
	}
	return false
}

// styleBreak tells a heading above or below text from a paragraph that only ends
// or begins in bold.
func styleBreak(prev, l *line) bool {
	if prev.bold {
		return !l.words[0].bold
	}
	return !prev.words[len(prev.words)-1].bold
}

// markerBreaks reports whether a mark at the beginning of l is one of a list and
// not a word of the paragraph that happens to begin the line.
func (f *flow) markerBreaks(p *piece, l *line) bool {
	prev := &p.lines[len(p.lines)-1]
	if len(l.words) < 2 {
		return false
	}
	gap := l.words[1].x0 - l.words[0].x1
	if strings.ContainsAny(l.words[0].text, "•●○◦▪■□") || gap > 0.45*l.size {
		return true
	}
	if p.item || l.x0 > p.lines[0].x0+0.8*l.size || l.x0 < prev.x0-0.8*l.size {
		return true
	}
	return fits(prev, l, p.right) || endsSentence(prev.words[len(prev.words)-1].text)
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’)`)
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, ":") || strings.HasSuffix(s, ";") ||
		strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!")
}

// fits reports whether the first word of l would have fitted on the line before
// it, so that the line was ended on purpose.
func fits(prev, l *line, right float64) bool {
	first := l.words[0].width()
	for i := 1; i < len(l.words) && l.words[i].glued; i++ {
		first += l.words[i].width()
	}
	last := prev.words[len(prev.words)-1].text
	if strings.HasSuffix(last, "-") || strings.HasSuffix(last, "\u00ad") || strings.HasSuffix(last, "\u2010") {
		return false
	}
	slack := 0.9
	if r, _ := utf8.DecodeRuneInString(l.words[0].text); unicode.IsLower(r) && !endsSentence(last) {
		// a sentence that goes on: only a line that ends far from the edge is
		// ended on purpose
		slack = 0.25 * (right - prev.x0) / max(1, l.size)
	}
	return prev.x1+0.25*l.size+first+slack*l.size < right
}

// lineMarker returns the list mark that a line begins with.
func lineMarker(l *line) (string, bool) {
	if len(l.words) < 2 {
		return "", len(l.words) == 1 && isBullet(l.words[0].text)
	}
	first := l.words[0].text
	if l.words[0].number {
		return first, true
	}
	if len(l.words) > 1 && l.words[1].glued && isBullet(first) && !strings.ContainsAny(first, "-–—o*§Ø") {
		return first, true
	}
	if l.words[1].glued {
		if isTabbed(l) {
			return first, true
		}
		return "", false
	}
	if isBullet(first) {
		gap := l.words[1].x0 - l.words[0].x1
		if strings.ContainsAny(first, "oØ§") && len(first) < 3 && gap < 0.4*l.size && l.words[0].font == l.words[1].font {
			return "", false
		}
		return first, true
	}
	if isEnumerator(first) && !isDecimal(l) {
		return first, true
	}
	return "", false
}

// isTabbed reports the number of a list that fills the room before its text: "10." right
// beside "The". Neither is the initial of a name.
func isTabbed(l *line) bool {
	first, next := l.words[0].text, firstRune(l.words[1].text)
	return isEnumerator(first) && !unicode.IsUpper(firstRune(first)) && unicode.IsUpper(next) && l.words[1].x0 > l.words[0].x1
}

// isDecimal tells "2.5 million" from the paragraph number "2.5".
func isDecimal(l *line) bool {
	first := l.words[0].text
	if !strings.Contains(strings.Trim(first, "."), ".") || l.words[1].x0-l.words[0].x1 > 0.6*l.size {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(l.words[1].text, `"“‘'(`))
	return !unicode.IsUpper(r)
}

// grid makes a piece of each row of a table with painted lines.
func (f *flow) grid(t *grid) {
	*f.tables++
	id := *f.tables
	rows, cols := len(t.ys)-1, len(t.xs)-1
	start := len(f.out)
	for r := range rows {
		row := &tableRow{table: id, xs: t.xs, loose: t.loose}
		var lines []line
		for c := 0; c < cols; c++ {
			if or, oc := t.origin(r, c); or != r || oc != c {
				continue
			}
			cs, rs := t.span(r, c)
			cell := tableCell{col: c, colSpan: cs, rowSpan: rs}
			cell.lines = cellLines(t.words[r][c])
			right := t.xs[c+cs] - cellPadding(cell.lines, t.xs[c])
			cell.text = cellText(cell.lines, right, f)
			row.cells = append(row.cells, cell)
			lines = append(lines, cell.lines...)
		}
		if len(lines) == 0 {
			continue
		}
		p := piece{page: f.page, row: row, lines: lines, box: box{t.x0, t.ys[r], t.x1, t.ys[r+1]}}
		p.finish()
		f.out = append(f.out, p)
	}
	f.endTable(start)
}

func (f *flow) endTable(start int) {
	if start < len(f.out) {
		f.out[start].row.first = true
		f.out[len(f.out)-1].row.last = true
	}
}

func cellPadding(lines []line, left float64) float64 {
	pad := 12.0
	for i := range lines {
		pad = min(pad, max(0, lines[i].x0-left))
	}
	return min(pad, 8)
}

// cellLines orders the words of a cell.
func cellLines(ws []word) []line {
	segs := segments(ws)
	items := make([]item, 0, len(segs))
	for i := range segs {
		items = append(items, item{box: segs[i].box, seg: &segs[i]})
	}
	var out []line
	for _, it := range rowsOf(items) {
		out = append(out, *it.seg)
	}
	return out
}

// cellText joins the lines of a cell; a new line of text stands for a paragraph.
func cellText(lines []line, right float64, f *flow) string {
	sub := flow{page: f.page, leading: f.leading, right: right, tables: f.tables}
	sub.paragraphs(lines, right)
	var parts []string
	for i := range sub.out {
		sub.out[i].bulletOnly()
		if s := pieceText(&sub.out[i], f.vocab); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n")
}

// zone makes pieces of the rows of a table without painted lines.
func (f *flow) zone(c column) {
	*f.tables++
	start := len(f.out)
	for _, zr := range c.zone {
		row := &tableRow{table: *f.tables, xs: c.cuts, loose: true}
		var lines []line
		for k, cell := range zr {
			ls := cellFromLines(cell)
			row.cells = append(row.cells, tableCell{lines: ls, text: f.wrapText(ls), col: k, colSpan: 1, rowSpan: 1})
			lines = append(lines, ls...)
		}
		if len(lines) == 0 {
			continue
		}
		p := piece{page: f.page, row: row, lines: lines, box: lines[0].box}
		for i := range lines {
			p.box = p.box.union(lines[i].box)
		}
		p.finish()
		f.out = append(f.out, p)
	}
	f.endTable(start)
}

func cellFromLines(ls []line) []line {
	items := make([]item, 0, len(ls))
	for i := range ls {
		items = append(items, item{box: ls[i].box, seg: &ls[i]})
	}
	var out []line
	for _, it := range rowsOf(items) {
		out = append(out, *it.seg)
	}
	return out
}

// wrapText joins the lines of a cell whose edge is not known.
func (f *flow) wrapText(ls []line) string {
	p := piece{lines: ls}
	if len(ls) == 0 {
		return ""
	}
	p.marker, p.item = lineMarker(&ls[0])
	p.bulletOnly()
	return pieceText(&p, f.vocab)
}

// bulletOnly keeps numbers as text, as cells have no field for them.
func (p *piece) bulletOnly() {
	if p.item && !isBullet(p.marker) {
		p.item, p.marker = false, ""
	}
}
