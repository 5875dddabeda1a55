package pdf

import (
	"errors"
	"fmt"
	"math"
	"sort"
	"time"

	"manualwatch/parse"
)

// maxPages bounds the pages that are read of one document.
const maxPages = 20000

// ReadInProcess reads a PDF in this process. It never panics, but a hostile file
// can cost much memory and time: use it only under limits, or on trusted files.
// The Document has no URL, FinalURL and SHA256.
func ReadInProcess(body []byte) (*parse.Document, error) {
	return readWith(body, settings{})
}

// settings are what the surroundings of the engine give it.
type settings struct {
	counted func(pages int)               // called as soon as the pages are counted, may be nil
	second  func([]byte) (*second, error) // opens the second engine, nil: there is none
}

// readWith reads a PDF.
func readWith(body []byte, set settings) (doc *parse.Document, err error) {
	defer func() {
		if x := recover(); x != nil {
			doc, err = nil, fmt.Errorf("reader panicked: %v", x)
		}
	}()
	e, err := readFile(body, set)
	if err != nil {
		return nil, err
	}
	e.build()
	return e.document(), nil
}

// readFile opens a file and reads its pages, by the second engine where the first
// cannot.
func readFile(body []byte, set settings) (*engine, error) {
	f, err := open(body)
	var sheets []*sheet
	if err == nil {
		if sheets = f.pages(); len(sheets) == 0 {
			err = errors.New("no pages found" + f.damageNote())
		}
	}
	if err != nil {
		if set.second == nil || errors.Is(err, errPassword) || errors.Is(err, errNoPDF) {
			return nil, err
		}
		e, second := readSecond(body, set.second)
		if second != nil {
			return nil, fmt.Errorf("%w; second engine: %w", err, second)
		}
		return e, nil
	}
	if set.counted != nil {
		set.counted(len(sheets))
	}
	e := &engine{f: f, sheets: sheets, vocab: vocabulary{}, tree: f.tagTree(sheets), second: set.second}
	e.address = f.addresser(sheets)
	e.readPages()
	e.mendPages(body)
	return e, nil
}

func clampPages(n int) time.Duration { return time.Duration(max(0, min(n, maxPages))) }

// An engine reads one document.
type engine struct {
	f        *file
	sheets   []*sheet
	pages    []*pageItems
	vocab    vocabulary
	address  *addresser
	tree     *node            // tags, nil if there are none
	used     []map[int32]bool // marked content that the tags name, by page
	pieces   []piece
	quality  []pageQuality
	second   func([]byte) (*second, error)
	mended   []int         // pages that the second engine read
	tagHeads []outlineItem // headings of tags that are no use otherwise
	halved   []int         // sheets of the pages, if these are two on each
	tables   int
	open     openTable
	columns  []float64 // the gutters of the columns in which the document is set
	edge     float64   // the left edge of the text where headings stand beside it, see sideMargin
}

// A pageItems is what the layout of a page works on.
type pageItems struct {
	number        int
	width, height float64
	items         []item
	turned        []line  // text that runs in another direction
	bodySize      float64 // size of most characters
	tagged        []word  // all words, if the document has tags
	fills         []box   // coloured areas, none of them as wide as the page
}

// readPages interprets every page and makes lines and painted tables of it.
func (e *engine) readPages() {
	fonts, forms := map[string]*font{}, map[string][]byte{}
	for _, s := range e.sheets {
		e.f.interpret(s, fonts, forms)
		if s.turnUpright() {
			e.f.interpret(s, fonts, forms)
		}
		e.pages = append(e.pages, e.layPage(s))
		s.glyphs, s.rules, s.fills = nil, nil, nil
	}
}

func (e *engine) layPage(s *sheet) *pageItems {
	p := &pageItems{number: s.number, width: s.width, height: s.height, fills: s.fills}
	links := e.address.links(s)
	rest := joinDropCaps(words(s.glyphs, 0))
	markLinks(rest, links)
	markLined(rest, s.rules)
	e.quality = append(e.quality, judge(s, rest))
	if e.tree != nil {
		p.tagged = append(p.tagged, rest...)
	}
	painted := grids(s.rules)
	for _, g := range append(painted, bandGrids(append(shadedRows(s.fills), s.rules...), painted, rest)...) {
		if taken := g.take(rest); !g.empty() {
			rest = taken
			p.items = append(p.items, item{box: g.box, grid: g})
		}
	}
	rest = addBullets(rest, s.dots)
	for _, seg := range partCells(segments(rest)) {
		p.items = append(p.items, item{box: seg.box, seg: &seg})
		e.vocab.note(&seg)
	}
	p.bodySize = commonSize(rest)
	for turn := uint8(1); turn < 4; turn++ {
		ws := words(s.glyphs, turn)
		if e.tree != nil {
			p.tagged = append(p.tagged, ws...)
		}
		p.turned = append(p.turned, segments(ws)...)
	}
	return p
}

// commonSize is the size of most characters of words.
func commonSize(ws []word) float64 {
	count := map[int]int{}
	best := 0
	for i := range ws {
		k := int(math.Round(ws[i].size * 10))
		count[k] += len(ws[i].text)
		if count[k] > count[best] || count[k] == count[best] && k < best {
			best = k
		}
	}
	return float64(best) / 10
}

// build makes the pieces of the document.
func (e *engine) build() {
	if e.tree == nil {
		e.pages, e.halved = halves(e.pages)
	}
	loosenRunning(e.pages)
	markFurniture(e.pages)
	if e.tree == nil {
		markNumbers(e.pages)
		markLists(e.pages)
	}
	right := textRight(e.pages)
	leading := usualLeading(e.pages, right)
	if e.edge = sideMargin(e.pages); e.edge > 0 {
		e.tree = nil // tags make rows of a table of the headings and what stands beside them
	} else {
		e.columns = usualColumns(e.pages)
	}
	tagged, covered := e.fromTags()
	for i, p := range e.pages {
		if !covered[i] {
			e.pieces = append(e.pieces, e.flowPage(p, leading, right[sizeKey(p.width)])...)
			continue
		}
		for len(tagged) > 0 && tagged[0].page <= p.number {
			e.pieces = append(e.pieces, tagged[0])
			tagged = tagged[1:]
		}
		rest := p.untagged(e.used[i])
		e.pieces = append(e.pieces, e.flowPage(rest, leading, right[sizeKey(p.width)])...)
	}
	e.takeNotes()
	e.joinPages()
	e.placeNotes()
	for i := range e.pieces {
		p := &e.pieces[i]
		if p.row == nil && p.text == "" {
			p.text = pieceText(p, e.vocab)
		}
	}
	markHeaders(e.pieces)
	nestItems(e.pieces)
	markContents(e.pieces)
	if tagHeadings(e.pieces) >= max(2, len(e.pages)/2) {
		return
	}
	if !e.applyOutline(e.tagHeads) && e.address != nil {
		e.applyOutline(e.address.outline())
	}
	e.markLabels()
	headings(e.pieces)
}

// fromTags makes pieces of the tag tree, sorted by page.
func (e *engine) fromTags() ([]piece, []bool) {
	if e.tree == nil {
		return nil, make([]bool, len(e.pages))
	}
	ps, covered := e.tagPieces(e.tree)
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].page < ps[j].page })
	return ps, covered
}

// untagged returns the page with only the text that the tags do not name.
func (p *pageItems) untagged(used map[int32]bool) *pageItems {
	out := &pageItems{number: p.number, width: p.width, height: p.height, bodySize: p.bodySize}
	keep := func(l *line) *line {
		var ws []word
		for _, w := range l.words {
			if w.mcid < 0 || !used[w.mcid] {
				ws = append(ws, w)
			}
		}
		if len(ws) == 0 {
			return nil
		}
		n := newLine(ws)
		n.art = l.art
		return &n
	}
	for _, it := range p.items {
		if it.grid != nil {
			for _, l := range it.grid.lines() {
				if k := keep(&l); k != nil {
					out.items = append(out.items, item{box: k.box, seg: k})
				}
			}
		} else if k := keep(it.seg); k != nil {
			out.items = append(out.items, item{box: k.box, seg: k})
		}
	}
	for i := range p.turned {
		if k := keep(&p.turned[i]); k != nil {
			out.turned = append(out.turned, *k)
		}
	}
	return out
}

func (e *engine) flowPage(p *pageItems, leading map[int]float64, right float64) []piece {
	f := flow{page: p.number, leading: leading, right: right, gutters: e.columns, tables: &e.tables, vocab: e.vocab}
	var head, main, foot []item
	for _, it := range p.items {
		switch {
		case it.seg == nil || !it.seg.art:
			main = append(main, it)
		case it.y0 < p.height/2:
			head = append(head, it)
		default:
			foot = append(foot, it)
		}
	}
	f.furniture(head)
	var columns []column
	if e.open.page == p.number-1 {
		columns, main = e.open.continued(main)
	}
	if e.edge > 0 {
		columns = append(columns, arranger{}.sided(main, e.edge)...)
	} else {
		columns = append(columns, arranger{e.columns}.arrange(main, 0)...)
	}
	for _, c := range columns {
		f.column(c)
	}
	if n := len(columns); n > 0 && columns[n-1].table {
		e.open = openTable{p.number, columns[n-1].cuts, largest(columns[n-1].items)}
	}
	f.furniture(foot)
	for _, l := range p.turned {
		f.out = append(f.out, newPiece(p.number, l, l.x0, l.x1, -1))
		f.out[len(f.out)-1].finish()
	}
	return f.out
}

// furniture makes pieces of headers and footers, one a line.
func (f *flow) furniture(items []item) {
	for _, it := range rowsOf(items) {
		p := newPiece(f.page, *it.seg, it.x0, it.x1, -1)
		p.region, p.item, p.marker = inFurniture, false, ""
		p.finish()
		f.out = append(f.out, p)
	}
}

// usualLeading finds the usual distance of baselines of each size of text, from
// lines that reach the right edge and so go on with the next line.
func usualLeading(pages []*pageItems, right map[int]float64) map[int]float64 {
	counts := map[int]map[int]int{}
	for _, p := range pages {
		edge := right[sizeKey(p.width)]
		rows := rowsOf(onlyLines(p.items))
		for i := 1; i < len(rows); i++ {
			a, b := rows[i-1].seg, rows[i].seg
			d := b.y - a.y
			if sizeKey(a.size) != sizeKey(b.size) || d < 0.85*b.size || d > 2.2*b.size || a.x1 < b.x0 || b.x1 < a.x0 {
				continue
			}
			k := sizeKey(b.size)
			if counts[k] == nil {
				counts[k] = map[int]int{}
			}
			weight := 1
			if a.x1 > edge-6*a.size {
				weight = 20
			}
			counts[k][int(math.Round(d*4))] += weight
		}
	}
	out := map[int]float64{}
	for k, m := range counts {
		out[k] = commonest(m)
	}
	return out
}

func onlyLines(items []item) []item {
	var out []item
	for _, it := range items {
		if it.seg != nil && !it.seg.art {
			out = append(out, it)
		}
	}
	return out
}

// commonest is the most frequent distance in quarter points, the smaller of two
// that are alike in number.
func commonest(m map[int]int) float64 {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	best, n := 0, 0
	for _, k := range keys {
		if c := m[k] + m[k+1]/2 + m[k-1]/2; c > n+n/10 {
			best, n = k, c
		}
	}
	return float64(best) / 4
}

// textRight finds, for each width of page, the right edge of the text: the
// farthest that several lines reach.
func textRight(pages []*pageItems) map[int]float64 {
	ends := map[int][]float64{}
	for _, p := range pages {
		for _, it := range onlyLines(p.items) {
			k := sizeKey(p.width)
			ends[k] = append(ends[k], it.x1)
		}
	}
	out := map[int]float64{}
	for k, xs := range ends {
		sort.Float64s(xs)
		out[k] = xs[len(xs)-1-min(2, len(xs)/20)]
	}
	return out
}

// document makes the result.
func (e *engine) document() *parse.Document {
	doc := &parse.Document{MediaType: parse.TypePDF, Pages: len(e.sheets), Meta: map[string]string{}}
	for i := range e.pieces {
		if b, ok := e.pieces[i].block(); ok {
			b.Page = e.sheetOf(b.Page)
			doc.Blocks = append(doc.Blocks, b)
		}
	}
	markBoxes(doc.Blocks)
	if e.f != nil {
		e.facts(doc)
	} else {
		doc.Title = e.title("")
	}
	doc.Findings = append(doc.Findings, qualityFindings(e.quality, e.f != nil && e.f.overspent)...)
	if len(e.mended) > 0 {
		doc.Findings = append(doc.Findings, parse.Finding{
			Code: findSecond, Page: e.mended[0], Detail: "read by the second engine: pages " + pageList(e.mended),
		})
	}
	return doc
}

// block turns a piece into a block; false where it says nothing.
func (p *piece) block() (parse.Block, bool) {
	b := parse.Block{Page: p.page, Bold: p.bold}
	switch p.region {
	case inFurniture:
		b.Region = parse.Furniture
	case inContents:
		b.Region = parse.Contents
	}
	if p.row != nil {
		return p.rowBlock(b)
	}
	b.Text = p.text
	b.Links = makeLinks(p.lines, b.Text)
	switch {
	case len(p.role) == 2 && p.role[0] == 'H':
		b.Kind, b.Level = parse.Heading, int(p.role[1]-'0')
		b.Text = squeeze(p.fullText())
		b.Links = makeLinks(p.lines, b.Text)
	case p.item:
		b.Kind, b.Level, b.Group = parse.Item, max(1, p.level), p.group
		if !isBullet(p.marker) {
			b.Marker = p.marker
		}
	}
	if b.Kind != parse.Heading && !b.Bold {
		b.Lead = boldLead(p.lines, b.Text)
		b.Seams = boldSeams(p.lines, b.Text)
	}
	return b, b.Text != ""
}

// boldLead is how many bytes of bold text begin the text of lines, of which the number of an
// item is none.
func boldLead(lines []line, text string) int {
	var bold []word
	for i := range lines {
		for _, w := range lines[i].words {
			if !w.bold {
				for k := range min(2, len(bold)) {
					if from, to := findWords(text, 0, bold[k:]); from == 0 {
						return to
					}
				}
				return 0
			}
			bold = append(bold, w)
		}
	}
	return 0
}

// longestSeamed is how many bytes a text has at most whose seams are told.
const longestSeamed = 600

// boldSeams are the offsets in the text of lines at which bold text begins or ends.
func boldSeams(lines []line, text string) []int {
	if len(text) > longestSeamed {
		return nil
	}
	var seams []int
	var run []word // words set alike
	at := 0
	end := func() {
		from, to := findWords(text, at, run)
		if from > 0 && at > 0 && len(seams) < parse.MaxSeams {
			seams = append(seams, from)
		}
		at, run = max(at, to), run[:0]
	}
	for i := range lines {
		for _, w := range lines[i].words {
			if len(run) > 0 && run[0].bold != w.bold {
				end()
			}
			run = append(run, w)
		}
	}
	if at > 0 {
		end()
	}
	return seams
}

func (p *piece) rowBlock(b parse.Block) (parse.Block, bool) {
	b.Kind, b.Table, b.Header = parse.Row, p.row.table, p.row.header
	for _, c := range p.row.cells {
		b.Cells = append(b.Cells, parse.Cell{Text: c.text, Links: makeLinks(c.lines, c.text), Header: c.header, ColSpan: max(1, c.colSpan), RowSpan: max(1, c.rowSpan)})
	}
	b.Text = p.row.joined()
	return b, b.Text != ""
}

func makeLinks(lines []line, text string) []parse.Link {
	var out []parse.Link
	for _, s := range linkSpans(lines, text) {
		out = append(out, parse.Link{Start: s.start, End: s.end, Text: text[s.start:s.end], Href: s.href})
	}
	return out
}
