package heading

import (
	"strings"

	"manualwatch/parse/pdf/piece"
	"manualwatch/parse/pdf/writing"
)

// JoinWrapped joins headings of two lines that look like two, since the second would fit
// behind the first: typesetters keep headings short of the edge. Such lines follow each other
// as close as those of a paragraph, though room parts headings of their style from the text,
// and together they are longer than any line set so.
func JoinWrapped(ps []piece.Piece) []piece.Piece {
	body := bodyStyle(ps)
	measures := map[style]*measure{}
	for i := range ps {
		if isPlainHead(&ps[i], body) {
			s := pieceStyle(&ps[i])
			if measures[s] == nil {
				measures[s] = &measure{}
			}
			measures[s].take(ps, i)
		}
	}
	for i := 0; i+1 < len(ps); i++ {
		p, below := &ps[i], &ps[i+1]
		if isPlainHead(p, body) && setAlike(p, below) && measures[pieceStyle(p)].wraps(p, below) {
			p.Join(below)
			i++
		}
	}
	return piece.DropEmpty(ps)
}

// isPlainHead reports a heading in bold or capitals, by its look alone.
func isPlainHead(p *piece.Piece, body style) bool {
	if p.Row != nil || p.Region != piece.InMain || p.Role != "" || p.Label || p.Item || !p.Bold && !writing.IsCaps(p.Text) {
		return false
	}
	ok, _ := looksHeading(p, body)
	return ok
}

// setAlike reports whether a piece is set like the one above it on its page: in capitals, too,
// of which a short line has too few to tell.
func setAlike(above, p *piece.Piece) bool {
	s, t := pieceStyle(above), pieceStyle(p)
	if s.caps {
		t.caps = p.Text == strings.ToUpper(p.Text)
	}
	return s == t && above.Page == p.Page && p.Region == above.Region && p.Role == above.Role && p.Row == nil && !p.Item
}

// A measure is how the headings of a style are set.
type measure struct {
	lines   int
	longest float64   // line
	room    []float64 // white space between each and the text below it
}

// take measures the lines of piece i and the white space below it.
func (m *measure) take(ps []piece.Piece, i int) {
	p := &ps[i]
	for k := range p.Lines {
		m.lines, m.longest = m.lines+1, max(m.longest, p.Lines[k].Width())
	}
	if i+1 == len(ps) {
		return
	}
	next := &ps[i+1]
	if next.Row == nil && next.Page == p.Page && next.Gap != -1 && pieceStyle(next) != pieceStyle(p) {
		m.room = append(m.room, next.Gap)
	}
}

// wraps reports whether b, which is set like heading a and follows it, is its second line.
func (m *measure) wraps(a, b *piece.Piece) bool {
	const least = 6 // lines that tell how long they are
	if m.lines < least || len(a.Lines) != 1 || len(b.Lines) != 1 || isCounted(a) || numbered(b) || strings.HasSuffix(a.Text, ":") {
		return false
	}
	if b.Gap == -1 || b.Gap > 0.15*b.Size || !m.parts(b.Gap+0.25*b.Size) {
		return false
	}
	return a.Lines[0].Width()+0.25*a.Size+b.Lines[0].Width() > m.longest
}

// parts reports whether more white space than some parts most headings from the text below.
func (m *measure) parts(some float64) bool {
	n := 0
	for _, room := range m.room {
		if room > some {
			n++
		}
	}
	return n >= 3 && 10*n >= 9*len(m.room)
}

// isCounted reports a line that is but a number and what it counts, "Part 2".
func isCounted(p *piece.Piece) bool {
	words := strings.Fields(p.FullText())
	return len(words) <= 2 && writing.IsSectionNumber(strings.TrimRight(words[len(words)-1], ".:"))
}
