package pdf

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A tagFlow makes pieces of the tag tree.
type tagFlow struct {
	words  []map[int32][]word // by page (from 0) and marked content
	used   []map[int32]bool
	out    []piece
	tables *int
	vocab  vocabulary
	sect   int // depth of sections, for the untyped heading H
	titles int // titles so tagged
}

// A tagged is what tags give of a document.
type tagged struct {
	pieces  []piece          // of the covered pages, sorted by page
	covered []bool           // the pages whose text the tags cover; the others are left to the layout
	used    []map[int32]bool // marked content that the tags name, by page
	heads   []outlineItem    // the headings of tags that are no use otherwise
}

// tagPieces makes pieces of the pages whose text the tags cover. Their tables are counted
// on in tables.
func tagPieces(tree *node, pages []*pageItems, v vocabulary, tables *int) tagged {
	f := &tagFlow{tables: tables, vocab: v}
	for _, p := range pages {
		m := map[int32][]word{}
		for _, w := range p.tagged {
			m[w.mcid] = append(m[w.mcid], w)
		}
		f.words = append(f.words, m)
		f.used = append(f.used, map[int32]bool{})
	}
	f.container(tree)
	f.edges()
	f.underTitle()
	t := tagged{used: f.used, covered: make([]bool, len(pages))}
	any := false
	for i, p := range pages {
		t.covered[i] = p.coverage(f.used[i]) > 0.8
		any = any || t.covered[i]
	}
	if any && brokenLines(f.out) {
		t.heads = headingItems(f.out)
		any = false
	}
	if !any {
		t.covered = make([]bool, len(pages))
		return t
	}
	for _, p := range f.out {
		if p.page >= 1 && p.page <= len(t.covered) && t.covered[p.page-1] {
			t.pieces = append(t.pieces, p)
		}
	}
	sort.SliceStable(t.pieces, func(i, j int) bool { return t.pieces[i].page < t.pieces[j].page })
	return t
}

// underTitle puts all headings one rank lower where the document has one title,
// tagged as such, and then several headings of the first rank.
func (f *tagFlow) underTitle() {
	if f.titles != 1 {
		return
	}
	var heads []*piece
	firsts := 0
	for i := range f.out {
		if p := &f.out[i]; len(p.role) == 2 && p.role[0] == 'H' {
			heads = append(heads, p)
			if p.role == "H1" {
				firsts++
			}
		}
	}
	if firsts < 2 || !heads[0].title {
		return
	}
	for _, p := range heads[1:] {
		p.role = "H" + string(min('6', p.role[1]+1))
	}
}

// headingItems makes outline entries of the headings that tags name, where the
// tags are of no use otherwise.
func headingItems(ps []piece) []outlineItem {
	var out []outlineItem
	for i := range ps {
		if p := &ps[i]; len(p.role) == 2 && p.role[0] == 'H' {
			out = append(out, outlineItem{p.text, int(p.role[1] - '0'), p.page})
		}
	}
	return out
}

// brokenLines reports tags that make a paragraph of every line: most paragraphs
// break off and the next goes on in lower case.
func brokenLines(ps []piece) bool {
	broken, all := 0, 0
	for i := 1; i < len(ps); i++ {
		a, b := &ps[i-1], &ps[i]
		if a.role != "" || b.role != "" || a.row != nil || b.row != nil || b.item {
			continue
		}
		all++
		r, _ := utf8.DecodeRuneInString(b.text)
		if unicode.IsLower(r) && !endsSentence(a.text) {
			broken++
		}
	}
	return all >= 8 && 5*broken > 2*all
}

// container walks the children of a node that is no block itself; running text
// among them makes a paragraph.
func (f *tagFlow) container(n *node) {
	for i := 0; i < len(n.kids); {
		j := i
		for j < len(n.kids) && n.kids[j].inline() {
			j++
		}
		if j > i {
			f.block("", n.kids[i:j])
			i = j
			continue
		}
		f.element(n.kids[i])
		i++
	}
}

func (f *tagFlow) element(n *node) {
	switch n.role {
	case "Table":
		f.table(n)
	case "L":
		f.list(n, 1)
	case "TOC":
		f.contents(n)
	case "TOCI":
		f.region(inContents, func() { f.block("TOCI", []*node{n}) })
	case "H1", "H2", "H3", "H4", "H5", "H6":
		f.heading(n.role, n)
	case "Title":
		f.titles++
		start := len(f.out)
		f.heading("H1", n)
		if start < len(f.out) {
			f.out[start].title = true
		}
	case "H":
		f.heading("H"+string(rune('0'+min(6, max(1, f.sect)))), n)
	case "Sect", "Part", "Art":
		f.sect++
		f.container(n)
		f.sect--
	case "Artifact":
		f.region(inFurniture, func() { f.container(n) })
	case "Figure":
		f.figure(n)
	case "P", "Caption", "Note", "FENote":
		f.paragraph(n)
	default:
		f.container(n)
	}
}

// heading makes a heading; blocks inside it, which are an error of its maker, are
// read as its text.
func (f *tagFlow) heading(role string, n *node) { f.block(role, []*node{n}) }

// paragraph makes a paragraph, or several where it holds blocks of its own.
func (f *tagFlow) paragraph(n *node) {
	for _, k := range n.kids {
		if !k.inline() && k.role != "Figure" {
			f.container(n)
			return
		}
	}
	f.block("", n.kids)
}

func (f *tagFlow) region(r uint8, walk func()) {
	start := len(f.out)
	walk()
	for i := start; i < len(f.out); i++ {
		f.out[i].region = r
	}
}

func (f *tagFlow) contents(n *node) {
	f.region(inContents, func() {
		for _, k := range n.kids {
			if k.role == "TOC" {
				f.contents(k)
				continue
			}
			f.block("TOCI", []*node{k})
		}
	})
}

// figure reads the text in a picture as paragraphs: boxes and flow charts are
// tagged as figures.
func (f *tagFlow) figure(n *node) {
	for _, k := range n.kids {
		if !k.inline() {
			f.container(n)
			return
		}
	}
	ws := f.take(n.kids)
	for _, l := range linesInOrder(ws) {
		f.emit("", []line{l})
	}
}

// block makes a piece of the text under nodes.
func (f *tagFlow) block(role string, ns []*node) {
	f.emit(role, linesInOrder(f.take(ns)))
}

func (f *tagFlow) emit(role string, lines []line) {
	if len(lines) == 0 {
		return
	}
	lines = withoutRepeats(lines)
	p := piece{page: lines[0].words[0].page, lines: lines, box: lines[0].box, role: role, gap: -1}
	for i := range lines {
		if lines[i].words[0].page == p.page {
			p.box = p.box.union(lines[i].box)
		}
	}
	if role == "" {
		if m, ok := lineMarker(&lines[0]); ok {
			p.marker, p.item = m, true
		}
	}
	f.out = append(f.out, p)
}

// edges finds how far to the right the lines of each column reach that begin at
// about the same place, and parts paragraphs where a line was ended on purpose.
func (f *tagFlow) edges() {
	reach := map[[2]int]float64{}
	key := func(l *line) [2]int { return [2]int{l.words[0].page, int(math.Round(l.x0 / 60))} }
	for i := range f.out {
		if f.out[i].row != nil {
			continue
		}
		for j := range f.out[i].lines {
			l := &f.out[i].lines[j]
			reach[key(l)] = max(reach[key(l)], l.x1)
		}
	}
	var out []piece
	for _, p := range f.out {
		if p.row != nil {
			out = append(out, p)
			continue
		}
		edge := func(l *line) float64 {
			k, right := key(l), l.x1
			for d := -1; d <= 1; d++ {
				right = max(right, min(reach[[2]int{k[0], k[1] + d}], l.x1+400))
			}
			for i := range p.lines { // a paragraph can go on in the next column
				if o := &p.lines[i]; o.x0 < l.x1 && o.words[0].page == l.words[0].page {
					right = max(right, o.x1)
				}
			}
			return right
		}
		for i := range p.lines {
			p.right = max(p.right, edge(&p.lines[i]))
		}
		out = append(out, f.split(p, edge)...)
	}
	f.out = out
}

// split parts a paragraph at the lines that end on purpose, as line breaks in it
// do.
func (f *tagFlow) split(p piece, edge func(*line) float64) []piece {
	var out []piece
	start := 0
	for i := 1; i <= len(p.lines); i++ {
		if i < len(p.lines) && !entriesMeet(&p, i) && (p.role != "" || p.item || !endedHere(&p.lines[i-1], &p.lines[i], edge(&p.lines[i-1]))) {
			continue
		}
		q := p
		q.lines = p.lines[start:i]
		q.page = q.lines[0].words[0].page
		if start > 0 {
			q.marker, q.item = lineMarker(&q.lines[0])
		}
		q.finish()
		q.text = pieceText(&q, f.vocab)
		out = append(out, q)
		start = i
	}
	return out
}

// entriesMeet reports two entries of a list of contents that no tag keeps apart: a browser
// that prints a page tags the links alone.
func entriesMeet(p *piece, i int) bool {
	return p.role == "" && isContentsLine(&p.lines[i-1]) && isContentsLine(&p.lines[i])
}

func endedHere(a, b *line, right float64) bool {
	return b.y > a.y+0.5*a.size && b.words[0].page == a.words[0].page && fits(a, b, right)
}

// take returns the words under nodes in the order of the tree.
func (f *tagFlow) take(ns []*node) []word {
	var out []word
	for _, n := range ns {
		switch {
		case n.leaf != nil:
			out = append(out, f.leaf(n.leaf)...)
		case n.actual != "":
			if ws := f.take(n.kids); len(ws) > 0 {
				out = append(out, replaced(ws, n.actual)...)
			}
		default:
			out = append(out, f.take(n.kids)...)
		}
	}
	return out
}

// replaced gives the place of the first word to a replacement text.
func replaced(ws []word, text string) []word {
	w := ws[0]
	for _, o := range ws[1:] {
		if o.page == w.page {
			w.box = w.box.union(o.box)
		}
	}
	w.spaced = ws[len(ws)-1].spaced
	if w.text = wordText(squeeze(text)); w.text == "" {
		return nil
	}
	return []word{w}
}

func (f *tagFlow) leaf(r *contentRef) []word {
	if r.page < 1 || r.page > len(f.words) || f.used[r.page-1][r.mcid] {
		return nil
	}
	f.used[r.page-1][r.mcid] = true
	ws := f.words[r.page-1][r.mcid]
	for i := range ws {
		ws[i].page = r.page
	}
	return ws
}

// linesInOrder cuts words into lines without changing their order.
func linesInOrder(ws []word) []line {
	var out []line
	start := 0
	for i := 1; i <= len(ws); i++ {
		if i < len(ws) && ws[i].page == ws[i-1].page && follows(ws[start:i], &ws[i]) {
			continue
		}
		if i > start {
			run := append([]word(nil), ws[start:i]...)
			if n := len(out); n > 0 && run[0].page == out[n-1].words[0].page && goesRight(&out[n-1], &run[0]) {
				run = append(out[n-1].words, run...)
				out = out[:n-1]
			}
			logicalOrder(run)
			out = append(out, newLine(run))
		}
		start = i
	}
	return out
}

// goesRight reports whether w goes on with the line before it behind a wide gap, as
// the text of a list item stands behind its mark.
func goesRight(l *line, w *word) bool {
	last := &l.words[len(l.words)-1]
	return w.x0 >= last.x1 && math.Abs(w.y-last.y) <= 0.12*max(w.size, last.size)
}

// list makes items of a list; level is its nesting.
func (f *tagFlow) list(n *node, level int) {
	for _, k := range n.kids {
		switch k.role {
		case "LI":
			f.listItem(k, level)
		case "L":
			f.list(k, level+1)
		default:
			if k.inline() {
				f.block("", []*node{k})
			} else {
				f.element(k)
			}
		}
	}
}

// listItem makes the item of the running text before any block in it, and reads
// the blocks after it.
func (f *tagFlow) listItem(n *node, level int) {
	marker := ""
	var text, blocks []*node
	var walk func(n *node)
	walk = func(n *node) {
		for _, k := range n.kids {
			switch {
			case k.role == "Lbl":
				marker = squeeze(joinWords(f.take([]*node{k})))
			case k.role == "LBody":
				walk(k)
			case len(blocks) > 0 || !k.inline() && (k.role != "P" || len(text) > 0):
				blocks = append(blocks, k)
			default:
				text = append(text, k)
			}
		}
	}
	walk(n)
	start := len(f.out)
	f.block("LI", text)
	if len(f.out) > start {
		f.out[start].asItem(marker, level)
	}
	for _, b := range blocks {
		if b.role == "L" {
			f.list(b, level+1)
			continue
		}
		if b.inline() {
			f.block("", []*node{b})
			continue
		}
		f.element(b)
	}
}

// asItem makes a list item of a piece; a mark that is not tagged apart is cut from
// its text.
func (p *piece) asItem(marker string, level int) {
	p.role, p.item, p.level, p.marker = "", true, level, marker
	if marker == "" {
		if m, ok := lineMarker(&p.lines[0]); ok {
			p.marker = m
		}
	}
}

// table makes pieces of the rows of a table.
func (f *tagFlow) table(n *node) {
	*f.tables++
	id, start := *f.tables, len(f.out)
	f.rows(n, id, n.role == "THead")
	if start < len(f.out) && f.out[start].row != nil {
		f.out[start].row.first = true
	}
}

func (f *tagFlow) rows(n *node, id int, head bool) {
	for _, k := range n.kids {
		switch k.role {
		case "TR":
			f.row(k, id, head)
		case "THead", "TBody", "TFoot":
			f.rows(k, id, k.role == "THead")
		default:
			if k.leaf == nil && k.role != "Caption" && len(k.kids) > 0 && !k.inline() {
				f.rows(k, id, head)
			} else {
				f.container(&node{kids: []*node{k}})
			}
		}
	}
}

func (f *tagFlow) row(n *node, id int, head bool) {
	row := &tableRow{table: id, header: true}
	var lines []line
	for _, k := range n.kids {
		c := f.cell(k)
		row.header = row.header && (c.header || head)
		row.cells = append(row.cells, c)
		lines = append(lines, c.lines...)
	}
	if len(lines) == 0 {
		return
	}
	p := piece{page: lines[0].words[0].page, row: row, lines: lines, box: lines[0].box, gap: -1}
	p.finish()
	f.out = append(f.out, p)
}

// cell reads a cell: its blocks are lines of its text.
func (f *tagFlow) cell(n *node) tableCell {
	c := tableCell{header: n.header, colSpan: max(1, n.span[0]), rowSpan: max(1, n.span[1])}
	sub := &tagFlow{words: f.words, used: f.used, tables: new(int), vocab: f.vocab}
	sub.container(&node{kids: []*node{n}, role: "Div"})
	sub.edges()
	var parts []string
	for i := range sub.out {
		p := &sub.out[i]
		c.lines = append(c.lines, p.lines...)
		t := p.text
		if p.row != nil {
			t = p.row.joined()
		} else if p.marker != "" && !isBullet(p.marker) {
			t = p.fullText()
		}
		if t != "" {
			parts = append(parts, t)
		}
	}
	c.text = strings.Join(parts, "\n")
	return c
}

// withoutRepeats drops lines that a later page prints again, as it does with the
// header row of a table.
func withoutRepeats(lines []line) []line {
	first := lines[0].words[0].page
	if lines[len(lines)-1].words[0].page == first {
		return lines
	}
	byPage := map[int]string{}
	for i := range lines {
		byPage[lines[i].words[0].page] += lines[i].text() + "\n"
	}
	var out []line
	for i := range lines {
		if page := lines[i].words[0].page; page == first || byPage[page] != byPage[first] {
			out = append(out, lines[i])
		}
	}
	return out
}
