// Package layout puts what stands on pages in order: tables that lines draw, columns,
// tables that white space parts, headers and footers.
package layout

import (
	"slices"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/line"
)

// A Page is what stands on a page, as lines and painted tables.
type Page struct {
	Number        int            // from 1
	Width, Height float64        // in points
	Items         []Item         // in no order that tells anything
	Turned        []line.Line    // text that runs in another direction
	Tabs          []line.Line    // those of Turned that begin to come again with this page
	BodySize      float64        // size of most characters
	Tagged        []line.Word    // all words, if the document has tags
	Fills         []geometry.Box // coloured areas, none of them as wide as the page
	Frames        []geometry.Box // boxes drawn in lines
	Rounds        []geometry.Box // boxes with rounded corners
}

// An Item is what the layout puts in order: a piece of a line or a table.
type Item struct {
	geometry.Box
	Line *line.Line // a piece of a line, nil for a table
	Grid *Grid      // a painted table, nil for a line
}

// NewPage makes tables of what is painted on a page and lines of the rest. ws are the words
// that run from left to right, whose lines v notes; tagged says that the document has tags.
func NewPage(s *content.Sheet, ws []line.Word, tagged bool, v line.Vocabulary) *Page {
	p := &Page{Number: s.Number, Width: s.Width, Height: s.Height, Fills: s.Fills, Frames: frames(s.Rules), Rounds: s.Rounds}
	if tagged {
		p.Tagged = append(p.Tagged, ws...)
	}
	for _, g := range tables(s, ws) {
		if rest := g.take(ws); !g.empty() {
			ws = rest
			p.Items = append(p.Items, Item{Box: g.Box, Grid: g})
		}
	}
	ws = line.AddBullets(ws, s.Dots)
	for _, seg := range line.PartCells(line.Segments(ws)) {
		p.Items = append(p.Items, Item{Box: seg.Box, Line: &seg})
		v.Note(&seg)
	}
	p.BodySize = line.CommonSize(ws)
	for turn := uint8(1); turn < 4; turn++ {
		ws := line.Words(s.Glyphs, turn)
		if tagged {
			p.Tagged = append(p.Tagged, ws...)
		}
		p.Turned = append(p.Turned, line.Segments(ws)...)
	}
	return p
}

// tables finds the tables of a page that lines draw.
func tables(s *content.Sheet, ws []line.Word) []*Grid {
	var painted, rows []*Grid
	for _, g := range grids(s.Rules) {
		if len(g.Xs) == 2 && len(g.Ys) > minFramed {
			rows = append(rows, g)
		} else {
			painted = append(painted, g)
		}
	}
	banded := bandGrids(append(shadedRows(s.Fills), s.Rules...), painted, ws)
	framed, banded := partFramed(rows, banded)
	return slices.Concat(painted, framed, banded)
}

// Untagged returns the page with only the text that the tags do not name.
func (p *Page) Untagged(used map[int32]bool) *Page {
	out := &Page{Number: p.Number, Width: p.Width, Height: p.Height, BodySize: p.BodySize}
	keep := func(l *line.Line) *line.Line {
		var ws []line.Word
		for _, w := range l.Words {
			if w.MCID < 0 || !used[w.MCID] {
				ws = append(ws, w)
			}
		}
		if len(ws) == 0 {
			return nil
		}
		n := line.New(ws)
		n.Artifact = l.Artifact
		return &n
	}
	for _, it := range p.Items {
		if it.Grid != nil {
			for _, l := range it.Grid.lines() {
				if k := keep(&l); k != nil {
					out.Items = append(out.Items, Item{Box: k.Box, Line: k})
				}
			}
		} else if k := keep(it.Line); k != nil {
			out.Items = append(out.Items, Item{Box: k.Box, Line: k})
		}
	}
	kept := func(lines []line.Line) (out []line.Line) {
		for i := range lines {
			if k := keep(&lines[i]); k != nil {
				out = append(out, *k)
			}
		}
		return out
	}
	out.Turned, out.Tabs = kept(p.Turned), kept(p.Tabs)
	return out
}

// Coverage is the part, from 0 to 1, of a page's characters, artifacts left out, that tags
// name; used is the marked content that they do.
func (p *Page) Coverage(used map[int32]bool) float64 {
	in, all := 0, 0
	for i := range p.Tagged {
		w := &p.Tagged[i]
		if w.Artifact {
			continue
		}
		all += len(w.Text)
		if w.MCID >= 0 && used[w.MCID] {
			in += len(w.Text)
		}
	}
	if all == 0 {
		return 0
	}
	return float64(in) / float64(all)
}

func onlyLines(items []Item) []Item {
	var out []Item
	for _, it := range items {
		if it.Line != nil && !it.Line.Artifact {
			out = append(out, it)
		}
	}
	return out
}

// PlainPage makes the items of a page that has words only.
func PlainPage(number int, w, h float64, ws []line.Word) *Page {
	p := &Page{Number: number, Width: w, Height: h, BodySize: line.CommonSize(ws)}
	for _, seg := range line.Segments(ws) {
		p.Items = append(p.Items, Item{Box: seg.Box, Line: &seg})
	}
	return p
}
