package pdf

import "strings"

// takeNotes takes the notes at the foot of pages away and hangs them on the pieces that
// cite them, so that paragraphs go on over the page and a note stays with its section.
// [placeNotes] writes them. ps are the pieces of a document in order, whose pages are given.
func takeNotes(ps []piece, pages []*pageItems, v vocabulary) []piece {
	kept := ps[:0]
	for from := 0; from < len(ps); {
		to := from
		for to < len(ps) && ps[to].page == ps[from].page {
			to++
		}
		page := ps[from:to]
		foot := footOf(page, pages)
		cited := citations(page[:foot])
		var rest []piece
		for i := foot; i < len(page); i++ {
			if notes := notesIn(page[i], cited, v); notes != nil {
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
	return kept
}

// footOf finds where the small print at the end of a page begins.
func footOf(page []piece, pages []*pageItems) int {
	foot, body := len(page), 0.0
	if n := page[0].page; n >= 1 && n <= len(pages) {
		body = pages[n-1].bodySize
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
func notesIn(p piece, cited map[string]int, v vocabulary) []piece {
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
		out[i].text = pieceText(&n, v)
	}
	return out
}

// placeNotes writes the notes behind the pieces that they hang on, and behind the whole
// of a table.
func placeNotes(ps []piece) []piece {
	var out, waiting []piece
	for _, p := range ps {
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
	return append(out, waiting...)
}
