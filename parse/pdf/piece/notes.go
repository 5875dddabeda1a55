package piece

import (
	"maps"
	"regexp"
	"slices"
	"sort"
	"strings"

	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/line"
)

// takeNotes takes the notes at the foot of pages away and hangs them on the pieces that
// cite them, so that paragraphs go on over the page and a note stays with its section.
// [placeNotes] writes them. ps are the pieces of a document in order, whose pages are given.
func takeNotes(ps []Piece, pages []*layout.Page, v line.Vocabulary) []Piece {
	kept := ps[:0]
	for from := 0; from < len(ps); {
		to := from
		for to < len(ps) && ps[to].Page == ps[from].Page {
			to++
		}
		page := ps[from:to]
		cited := citations(page)
		foot := footOf(page, pages, cited)
		maps.DeleteFunc(cited, func(_ string, i int) bool { return i >= foot })
		var rest []Piece
		for i := foot; i < len(page); i++ {
			if notes := notesIn(page[i], cited, v); notes != nil {
				for _, n := range notes {
					at := &page[cited[n.Marker]]
					n.Marker = ""
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

// footOf finds where the small print at the end of a page begins, or notes in the size of the
// text, to which their numbers are glued.
func footOf(page []Piece, pages []*layout.Page, cited map[string]int) int {
	foot, body := len(page), 0.0
	if n := page[0].Page; n >= 1 && n <= len(pages) {
		body = pages[n-1].BodySize
	}
	for i := len(page) - 1; i >= 0; i-- {
		p := &page[i]
		if p.Region == InFurniture {
			continue
		}
		if p.Region != InMain || p.Row != nil || len(p.Lines) == 0 || p.Size > 0.95*body && !beginsNote(&p.Lines[0], cited) {
			break
		}
		foot = i
	}
	return foot
}

// citations finds the marks of notes in pieces: the raised small numbers, by what they
// say.
func citations(page []Piece) map[string]int {
	out := map[string]int{}
	for i := range page {
		if page[i].Region != InMain {
			continue
		}
		for j := range page[i].Lines {
			ws := page[i].Lines[j].Words
			for k := 1; k < len(ws); k++ {
				if _, twice := out[ws[k].Text]; !twice && line.IsNoteMark(ws, k) {
					out[ws[k].Text] = i
				}
			}
		}
	}
	return out
}

// notesIn parts a piece of small print into notes, each with its number as marker; nil
// where it begins with no number that the page cites.
func notesIn(p Piece, cited map[string]int, v line.Vocabulary) []Piece {
	var out []Piece
	for i := range p.Lines {
		l := p.Lines[i]
		if label, words := noteLabel(&l); len(words) > 0 {
			if _, ok := cited[label]; ok {
				n := p
				n.Lines, n.Item, n.Marker = []line.Line{line.New(words)}, false, label
				out = append(out, n)
				continue
			}
		}
		if len(out) == 0 {
			return nil
		}
		last := &out[len(out)-1]
		last.Lines = append(last.Lines, l)
	}
	for i := range out {
		n := out[i]
		n.Marker = ""
		out[i].Text = pieceText(&n, v)
	}
	return out
}

// gluedLabel is the number of a note that stands before its first word without a space.
var gluedLabel = regexp.MustCompile(`^([0-9]{1,3})(\p{L}.*)$`)

// noteLabel parts the number of a note from its words.
func noteLabel(l *line.Line) (string, []line.Word) {
	if m := gluedLabel.FindStringSubmatch(l.Words[0].Text); m != nil {
		words := slices.Clone(l.Words)
		words[0].Text = m[2]
		return m[1], words
	}
	return strings.TrimRight(l.Words[0].Text, ".)"), l.Words[1:]
}

// beginsNote reports whether a line begins with a number glued to its first word that the page
// cites, as no paragraph does.
func beginsNote(l *line.Line, cited map[string]int) bool {
	m := gluedLabel.FindStringSubmatch(l.Words[0].Text)
	if m == nil {
		return false
	}
	_, ok := cited[m[1]]
	return ok
}

// sideNotes hangs the notes in the margin of a page on the pieces beside which they begin.
// [placeNotes] writes them.
func (f *flow) sideNotes(items []layout.Item) {
	if len(items) == 0 {
		return
	}
	side := flow{page: f.page, leading: f.leading, vocab: f.vocab, tables: f.tables}
	side.column(layout.Column{Items: items, Right: rightOf(items)})
	for _, n := range side.out {
		if at := f.beside(n); at >= 0 {
			f.out[at].notes = append(f.out[at].notes, n)
		} else {
			f.out = append(f.out, n)
		}
	}
}

// beside finds the piece beside which a note begins: the one in the farthest column that
// begins last above it, or the first of the page; -1 where the page has no text.
func (f *flow) beside(note Piece) int {
	first, best := -1, -1
	for i := range f.out {
		p := &f.out[i]
		if p.Region != InMain {
			continue
		}
		if first < 0 {
			first = i
		}
		if p.Y0 <= note.Y0 && (best < 0 || f.columnOf(p) > f.columnOf(&f.out[best]) || f.columnOf(p) == f.columnOf(&f.out[best]) && p.Y0 >= f.out[best].Y0) {
			best = i
		}
	}
	return max(first, best)
}

// columnOf is the number of the column in which a piece begins, of those in which the
// document is set.
func (f *flow) columnOf(p *Piece) int { return sort.SearchFloat64s(f.edges, p.X0) }

// placeNotes writes the notes behind the pieces that they hang on, and behind the whole
// of a table.
func placeNotes(ps []Piece) []Piece {
	var out, waiting []Piece
	for _, p := range ps {
		if len(waiting) > 0 && (p.Row == nil || out[len(out)-1].Row == nil || p.Row.table != out[len(out)-1].Row.table) {
			out, waiting = append(out, waiting...), nil
		}
		waiting = append(waiting, p.notes...)
		p.notes = nil
		out = append(out, p)
		if p.Row == nil {
			out, waiting = append(out, waiting...), nil
		}
	}
	return append(out, waiting...)
}
