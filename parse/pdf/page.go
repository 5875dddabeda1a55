package pdf

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

// An item is what the layout puts in order: a piece of a line or a table.
type item struct {
	box
	seg  *line
	grid *grid
}

// layOut makes tables of what is painted on a page and lines of the rest. ws are the words
// that run from left to right, whose lines v notes; tagged says that the document has tags.
func layOut(s *sheet, ws []word, tagged bool, v vocabulary) *pageItems {
	p := &pageItems{number: s.number, width: s.width, height: s.height, fills: s.fills}
	if tagged {
		p.tagged = append(p.tagged, ws...)
	}
	painted := grids(s.rules)
	for _, g := range append(painted, bandGrids(append(shadedRows(s.fills), s.rules...), painted, ws)...) {
		if rest := g.take(ws); !g.empty() {
			ws = rest
			p.items = append(p.items, item{box: g.box, grid: g})
		}
	}
	ws = addBullets(ws, s.dots)
	for _, seg := range partCells(segments(ws)) {
		p.items = append(p.items, item{box: seg.box, seg: &seg})
		v.note(&seg)
	}
	p.bodySize = commonSize(ws)
	for turn := uint8(1); turn < 4; turn++ {
		ws := words(s.glyphs, turn)
		if tagged {
			p.tagged = append(p.tagged, ws...)
		}
		p.turned = append(p.turned, segments(ws)...)
	}
	return p
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

// coverage is the part of a page's characters, artifacts left out, that the tree
// names.
func (p *pageItems) coverage(used map[int32]bool) float64 {
	in, all := 0, 0
	for i := range p.tagged {
		w := &p.tagged[i]
		if w.art {
			continue
		}
		all += len(w.text)
		if w.mcid >= 0 && used[w.mcid] {
			in += len(w.text)
		}
	}
	if all == 0 {
		return 0
	}
	return float64(in) / float64(all)
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

// plainPage makes the items of a page that has words only.
func plainPage(number int, w, h float64, ws []word) *pageItems {
	p := &pageItems{number: number, width: w, height: h, bodySize: commonSize(ws)}
	for _, seg := range segments(ws) {
		p.items = append(p.items, item{box: seg.box, seg: &seg})
	}
	return p
}
