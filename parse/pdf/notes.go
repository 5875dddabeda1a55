package pdf

import "strings"

// takeNotes takes the notes at the foot of pages away and hangs them on the pieces that
// cite them, so that paragraphs go on over the page and a note stays with its section.
// [engine.placeNotes] writes them.
func (e *engine) takeNotes() {
	kept := e.pieces[:0]
	for from := 0; from < len(e.pieces); {
		to := from
		for to < len(e.pieces) && e.pieces[to].page == e.pieces[from].page {
			to++
		}
		page := e.pieces[from:to]
		foot := e.footOf(page)
		cited := citations(page[:foot])
		var rest []piece
		for i := foot; i < len(page); i++ {
			if notes := e.notesIn(page[i], cited); notes != nil {
				for _, n := range notes {
					at := &page[cited[n.marker]]
					n.marker = ""
					at.notes = append(at.notes, n)
				}
				continue
			}
			rest = append(rest, page[i])
		}
		kept = append(append(kept, page[:foot]...), rest...)
		from = to
	}
	e.pieces = kept
}

// footOf finds where the small print at the end of a page begins.
func (e *engine) footOf(page []piece) int {
	foot, body := len(page), 0.0
	if n := page[0].page; n >= 1 && n <= len(e.pages) {
		body = e.pages[n-1].bodySize
	}
	for i := len(page) - 1; i >= 0; i-- {
		p := &page[i]
		if p.region == inFurniture {
			continue
		}
		if p.region != inMain || p.row != nil || len(p.lines) == 0 || p.size > 0.95*body {
			break
		}
		foot = i
	}
	return foot
}

// citations finds the marks of notes in pieces: the raised small numbers, by what they
// say.
func citations(page []piece) map[string]int {
	out := map[string]int{}
	for i := range page {
		if page[i].region != inMain {
			continue
		}
		for j := range page[i].lines {
			ws := page[i].lines[j].words
			for k := 1; k < len(ws); k++ {
				if _, twice := out[ws[k].text]; !twice && isNoteMark(ws, k) {
					out[ws[k].text] = i
				}
			}
		}
	}
	return out
}

// notesIn parts a piece of small print into notes, each with its number as marker; nil
// where it begins with no number that the page cites.
func (e *engine) notesIn(p piece, cited map[string]int) []piece {
	var out []piece
	for i := range p.lines {
		l := p.lines[i]
		label := strings.TrimRight(l.words[0].text, ".)")
		if _, ok := cited[label]; ok && len(l.words) > 1 {
			n := p
			n.lines, n.item, n.marker = []line{newLine(l.words[1:])}, false, label
			out = append(out, n)
			continue
		}
		if len(out) == 0 {
			return nil
		}
		last := &out[len(out)-1]
		last.lines = append(last.lines, l)
	}
	for i := range out {
		n := out[i]
		n.marker = ""
		out[i].text = pieceText(&n, e.vocab)
	}
	return out
}

// placeNotes writes the notes behind the pieces that they hang on, and behind the whole
// of a table.
func (e *engine) placeNotes() {
	var out, waiting []piece
	for i := range e.pieces {
		p := e.pieces[i]
		if len(waiting) > 0 && (p.row == nil || out[len(out)-1].row == nil || p.row.table != out[len(out)-1].row.table) {
			out, waiting = append(out, waiting...), nil
		}
		waiting = append(waiting, p.notes...)
		p.notes = nil
		out = append(out, p)
		if p.row == nil {
			out, waiting = append(out, waiting...), nil
		}
	}
	e.pieces = append(out, waiting...)
}
