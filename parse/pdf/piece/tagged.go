package piece

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// A tagFlow makes pieces of the tag tree.
type tagFlow struct {
	words  []map[int32][]line.Word // by page (from 0) and marked content
	used   []map[int32]bool
	out    []Piece
	tables *int
	vocab  line.Vocabulary
	sect   int // depth of sections, for the untyped heading H
	titles int // titles so tagged
}

// A tagged is what tags give of a document.
type tagged struct {
	pieces  []Piece               // of the covered pages, sorted by page
	covered []bool                // the pages whose text the tags cover; the others are left to the layout
	used    []map[int32]bool      // marked content that the tags name, by page
	heads   []content.OutlineItem // the headings of tags that are no use otherwise
}

// tagPieces makes pieces of the pages whose text the tags cover. Their tables are counted
// on in tables.
func tagPieces(tree *content.Node, pages []*layout.Page, v line.Vocabulary, tables *int) tagged {
	f := &tagFlow{tables: tables, vocab: v}
	for _, p := range pages {
		m := map[int32][]line.Word{}
		for _, w := range p.Tagged {
			m[w.MCID] = append(m[w.MCID], w)
		}
		f.words = append(f.words, m)
		f.used = append(f.used, map[int32]bool{})
	}
	f.container(tree)
	f.joinNumbers()
	f.edges()
	f.underTitle()
	t := tagged{used: f.used, covered: make([]bool, len(pages))}
	any := false
	for i, p := range pages {
		t.covered[i] = p.Coverage(f.used[i]) > 0.8
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
		if p.Page >= 1 && p.Page <= len(t.covered) && t.covered[p.Page-1] {
			t.pieces = append(t.pieces, p)
		}
	}
	sort.SliceStable(t.pieces, func(i, j int) bool { return t.pieces[i].Page < t.pieces[j].Page })
	return t
}

// underTitle puts all headings one rank lower where the document has one title,
// tagged as such, and then several headings of the first rank.
func (f *tagFlow) underTitle() {
	if f.titles != 1 {
		return
	}
	var heads []*Piece
	firsts := 0
	for i := range f.out {
		if p := &f.out[i]; len(p.Role) == 2 && p.Role[0] == 'H' {
			heads = append(heads, p)
			if p.Role == "H1" {
				firsts++
			}
		}
	}
	if firsts < 2 || !heads[0].title {
		return
	}
	for _, p := range heads[1:] {
		p.Role = "H" + string(min('6', p.Role[1]+1))
	}
}

// headingItems makes outline entries of the headings that tags name, where the
// tags are of no use otherwise.
func headingItems(ps []Piece) []content.OutlineItem {
	var out []content.OutlineItem
	for i := range ps {
		if p := &ps[i]; len(p.Role) == 2 && p.Role[0] == 'H' {
			out = append(out, content.OutlineItem{Title: p.Text, Level: int(p.Role[1] - '0'), Page: p.Page})
		}
	}
	return out
}

// brokenLines reports tags that make a paragraph of every line: most paragraphs
// break off and the next goes on in lower case.
func brokenLines(ps []Piece) bool {
	broken, all := 0, 0
	for i := 1; i < len(ps); i++ {
		a, b := &ps[i-1], &ps[i]
		if a.Role != "" || b.Role != "" || a.Row != nil || b.Row != nil || b.Item {
			continue
		}
		all++
		r, _ := utf8.DecodeRuneInString(b.Text)
		if unicode.IsLower(r) && !writing.EndsSentence(a.Text) {
			broken++
		}
	}
	return all >= 8 && 5*broken > 2*all
}

// container walks the children of a node that is no block itself; running text
// among them makes a paragraph.
func (f *tagFlow) container(n *content.Node) {
	for i := 0; i < len(n.Kids); {
		j := i
		for j < len(n.Kids) && n.Kids[j].Inline() {
			j++
		}
		if j > i {
			f.block("", n.Kids[i:j])
			i = j
			continue
		}
		f.element(n.Kids[i])
		i++
	}
}

func (f *tagFlow) element(n *content.Node) {
	switch n.Role {
	case "Table":
		f.table(n)
	case "L":
		f.list(n, 1)
	case "TOC":
		f.contents(n)
	case "TOCI":
		f.region(InContents, func() { f.block("TOCI", []*content.Node{n}) })
	case "H1", "H2", "H3", "H4", "H5", "H6":
		f.heading(n.Role, n)
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
		f.region(InFurniture, func() { f.container(n) })
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
func (f *tagFlow) heading(role string, n *content.Node) { f.block(role, []*content.Node{n}) }

// paragraph makes a paragraph, or several where it holds blocks of its own.
func (f *tagFlow) paragraph(n *content.Node) {
	for _, k := range n.Kids {
		if !k.Inline() && k.Role != "Figure" {
			f.container(n)
			return
		}
	}
	f.block("", n.Kids)
}

func (f *tagFlow) region(r uint8, walk func()) {
	start := len(f.out)
	walk()
	for i := start; i < len(f.out); i++ {
		f.out[i].Region = r
	}
}

func (f *tagFlow) contents(n *content.Node) {
	f.region(InContents, func() {
		for _, k := range n.Kids {
			if k.Role == "TOC" {
				f.contents(k)
				continue
			}
			f.block("TOCI", []*content.Node{k})
		}
	})
}

// figure reads the text in a picture as paragraphs: boxes and flow charts are
// tagged as figures.
func (f *tagFlow) figure(n *content.Node) {
	for _, k := range n.Kids {
		if !k.Inline() {
			f.container(n)
			return
		}
	}
	ws := f.take(n.Kids)
	for _, l := range linesInOrder(ws) {
		f.emit("", []line.Line{l})
	}
}

// block makes a piece of the text under nodes.
func (f *tagFlow) block(role string, ns []*content.Node) {
	f.emit(role, linesInOrder(f.take(ns)))
}

func (f *tagFlow) emit(role string, lines []line.Line) {
	if len(lines) == 0 {
		return
	}
	lines = withoutRepeats(lines)
	p := Piece{Page: lines[0].Words[0].Page, Lines: lines, Box: lines[0].Box, Role: role, Gap: -1}
	for i := range lines {
		if lines[i].Words[0].Page == p.Page {
			p.Box = p.Box.Union(lines[i].Box)
		}
	}
	if role == "" {
		if m, ok := lineMarker(&lines[0]); ok {
			p.Marker, p.Item = m, true
		}
	}
	f.out = append(f.out, p)
}

// edges finds how far to the right the lines of each column reach that begin at
// about the same place, and parts paragraphs where a line was ended on purpose.
func (f *tagFlow) edges() {
	reach := map[[2]int]float64{}
	key := func(l *line.Line) [2]int { return [2]int{l.Words[0].Page, int(math.Round(l.X0 / 60))} }
	for i := range f.out {
		if f.out[i].Row != nil || f.out[i].framed {
			continue
		}
		for j := range f.out[i].Lines {
			l := &f.out[i].Lines[j]
			reach[key(l)] = max(reach[key(l)], l.X1)
		}
	}
	var out []Piece
	for _, p := range f.out {
		if p.Row != nil || p.framed {
			out = append(out, p)
			continue
		}
		edge := func(l *line.Line) float64 {
			k, right := key(l), l.X1
			for d := -1; d <= 1; d++ {
				right = max(right, min(reach[[2]int{k[0], k[1] + d}], l.X1+400))
			}
			for i := range p.Lines { // a paragraph can go on in the next column
				if o := &p.Lines[i]; o.X0 < l.X1 && o.Words[0].Page == l.Words[0].Page {
					right = max(right, o.X1)
				}
			}
			return right
		}
		for i := range p.Lines {
			p.right = max(p.right, edge(&p.Lines[i]))
		}
		out = append(out, f.split(p, edge)...)
	}
	f.out = out
}

// split parts a paragraph at the lines that end on purpose, as line breaks in it
// do.
func (f *tagFlow) split(p Piece, edge func(*line.Line) float64) []Piece {
	var out []Piece
	start, whole := 0, p.Role != "" || p.Item || p.isNarrow()
	for i := 1; i <= len(p.Lines); i++ {
		if i < len(p.Lines) && !entriesMeet(&p, i) && (whole || !endedHere(&p.Lines[i-1], &p.Lines[i], edge(&p.Lines[i-1]))) {
			continue
		}
		q := p
		q.Lines = p.Lines[start:i]
		q.Page = q.Lines[0].Words[0].Page
		if start > 0 {
			q.Marker, q.Item = lineMarker(&q.Lines[0])
		}
		q.finish()
		q.Text = pieceText(&q, f.vocab)
		out = append(out, q)
		start = i
	}
	return out
}

// entriesMeet reports two entries of a list of contents that no tag keeps apart: a browser
// that prints a page tags the links alone.
func entriesMeet(p *Piece, i int) bool {
	return p.Role == "" && line.IsContentsLine(&p.Lines[i-1]) && line.IsContentsLine(&p.Lines[i])
}

func endedHere(a, b *line.Line, right float64) bool {
	return b.Y > a.Y+0.5*a.Size && b.Words[0].Page == a.Words[0].Page && fits(a, b, right)
}

// take returns the words under nodes in the order of the tree.
func (f *tagFlow) take(ns []*content.Node) []line.Word {
	var out []line.Word
	for _, n := range ns {
		switch {
		case n.Leaf != nil:
			out = append(out, f.leaf(n.Leaf)...)
		case n.ActualText != "":
			if ws := f.take(n.Kids); len(ws) > 0 {
				out = append(out, replaced(ws, n.ActualText)...)
			}
		default:
			out = append(out, f.take(n.Kids)...)
		}
	}
	return out
}

// replaced gives the place of the first word to a replacement text.
func replaced(ws []line.Word, text string) []line.Word {
	w := ws[0]
	for _, o := range ws[1:] {
		if o.Page == w.Page {
			w.Box = w.Box.Union(o.Box)
		}
	}
	w.Spaced = ws[len(ws)-1].Spaced
	if w.Text = writing.Regular(writing.Squeeze(text)); w.Text == "" {
		return nil
	}
	return []line.Word{w}
}

func (f *tagFlow) leaf(r *content.MarkedContent) []line.Word {
	if r.Page < 1 || r.Page > len(f.words) || f.used[r.Page-1][r.MCID] {
		return nil
	}
	f.used[r.Page-1][r.MCID] = true
	ws := f.words[r.Page-1][r.MCID]
	for i := range ws {
		ws[i].Page = r.Page
	}
	return ws
}

// linesInOrder cuts words into lines without changing their order.
func linesInOrder(ws []line.Word) []line.Line {
	var out []line.Line
	start := 0
	for i := 1; i <= len(ws); i++ {
		if i < len(ws) && ws[i].Page == ws[i-1].Page && line.Follows(ws[start:i], &ws[i]) {
			continue
		}
		if i > start {
			run := append([]line.Word(nil), ws[start:i]...)
			if n := len(out); n > 0 && run[0].Page == out[n-1].Words[0].Page && goesRight(&out[n-1], &run[0]) {
				run = append(out[n-1].Words, run...)
				out = out[:n-1]
			}
			line.LogicalOrder(run)
			out = append(out, line.New(run))
		}
		start = i
	}
	return out
}

// goesRight reports whether w goes on with the line before it behind a wide gap, as
// the text of a list item stands behind its mark.
func goesRight(l *line.Line, w *line.Word) bool {
	last := &l.Words[len(l.Words)-1]
	return w.X0 >= last.X1 && math.Abs(w.Y-last.Y) <= 0.12*max(w.Size, last.Size)
}

// list makes items of a list; level is its nesting.
func (f *tagFlow) list(n *content.Node, level int) {
	for _, k := range n.Kids {
		switch k.Role {
		case "LI":
			f.listItem(k, level)
		case "L":
			f.list(k, level+1)
		default:
			if k.Inline() {
				f.block("", []*content.Node{k})
			} else {
				f.element(k)
			}
		}
	}
}

// listItem makes the item of the running text before any block in it, and reads
// the blocks after it.
func (f *tagFlow) listItem(n *content.Node, level int) {
	marker := ""
	var text, blocks []*content.Node
	var walk func(n *content.Node)
	walk = func(n *content.Node) {
		for _, k := range n.Kids {
			switch {
			case k.Role == "Lbl":
				marker = writing.Squeeze(line.Join(f.take([]*content.Node{k})))
			case k.Role == "LBody":
				walk(k)
			case len(blocks) > 0 || !k.Inline() && (k.Role != "P" || len(text) > 0):
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
		if b.Role == "L" {
			f.list(b, level+1)
			continue
		}
		if b.Inline() {
			f.block("", []*content.Node{b})
			continue
		}
		f.element(b)
	}
}

// asItem makes a list item of a piece; a mark that is not tagged apart is cut from
// its text.
func (p *Piece) asItem(marker string, level int) {
	p.Role, p.Item, p.level, p.Marker = "", true, level, marker
	if marker == "" {
		if m, ok := lineMarker(&p.Lines[0]); ok {
			p.Marker = m
		}
	}
}

// table makes pieces of the rows of a table. A table of one cell is only a frame around its
// content.
func (f *tagFlow) table(n *content.Node) {
	if c := loneCell(n); c != nil {
		f.frame(c)
		return
	}
	*f.tables++
	f.rows(n, *f.tables, n.Role == "THead")
}

// frame reads the content of a table of one cell, whose lines reach to its own edge.
func (f *tagFlow) frame(c *content.Node) {
	sub := &tagFlow{words: f.words, used: f.used, tables: f.tables, vocab: f.vocab, sect: f.sect}
	sub.container(c)
	sub.joinNumbers()
	sub.edges()
	for i := range sub.out {
		sub.out[i].framed = true
	}
	f.out, f.titles = append(f.out, sub.out...), f.titles+sub.titles
}

// loneCell is the cell of a table that has no other, nil where it has.
func loneCell(table *content.Node) *content.Node {
	n := table
	for len(n.Kids) == 1 {
		switch n = n.Kids[0]; n.Role {
		case "TD", "TH":
			return n
		case "TR", "TBody":
		default:
			return nil
		}
	}
	return nil
}

func (f *tagFlow) rows(n *content.Node, id int, head bool) {
	for _, k := range n.Kids {
		switch k.Role {
		case "TR":
			f.row(k, id, head)
		case "THead", "TBody", "TFoot":
			f.rows(k, id, k.Role == "THead")
		default:
			if k.Leaf == nil && k.Role != "Caption" && len(k.Kids) > 0 && !k.Inline() {
				f.rows(k, id, head)
			} else {
				f.container(&content.Node{Kids: []*content.Node{k}})
			}
		}
	}
}

func (f *tagFlow) row(n *content.Node, id int, head bool) {
	row := &TableRow{table: id, header: true}
	var lines []line.Line
	for _, k := range n.Kids {
		c := f.cell(k)
		row.header = row.header && (c.header || head)
		row.cells = append(row.cells, c)
		lines = append(lines, c.lines...)
	}
	if len(lines) == 0 {
		return
	}
	p := Piece{Page: lines[0].Words[0].Page, Row: row, Lines: lines, Box: lines[0].Box, Gap: -1}
	p.finish()
	f.out = append(f.out, p)
}

// cell reads a cell: its blocks are lines of its text.
func (f *tagFlow) cell(n *content.Node) tableCell {
	c := tableCell{header: n.Header, colSpan: max(1, n.Span[0]), rowSpan: max(1, n.Span[1])}
	sub := &tagFlow{words: f.words, used: f.used, tables: new(int), vocab: f.vocab}
	sub.container(&content.Node{Kids: []*content.Node{n}, Role: "Div"})
	sub.edges()
	var parts []string
	for i := range sub.out {
		p := &sub.out[i]
		c.lines = append(c.lines, p.Lines...)
		t := p.Text
		if p.Row != nil {
			t = p.Row.joined()
		} else if p.Marker != "" && !writing.IsBullet(p.Marker) {
			t = p.FullText()
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
func withoutRepeats(lines []line.Line) []line.Line {
	first := lines[0].Words[0].Page
	if lines[len(lines)-1].Words[0].Page == first {
		return lines
	}
	byPage := map[int]string{}
	for i := range lines {
		byPage[lines[i].Words[0].Page] += lines[i].Text() + "\n"
	}
	var out []line.Line
	for i := range lines {
		if page := lines[i].Words[0].Page; page == first || byPage[page] != byPage[first] {
			out = append(out, lines[i])
		}
	}
	return out
}
