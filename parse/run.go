package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// A run collects the inline text of one block: white space collapsed, lines broken
// where the markup breaks them, links with their offsets.
type run struct {
	buf    []byte
	first  string // text that was written first
	links  []Link
	slab   []Link // room for the links of the whole page; each run takes its part
	alts   []string
	altAt  []int    // where in buf each of alts stands
	srcs   []string // of the pictures of alts
	times  []Time   // see Block.Times
	ends   []line   // broken lines before the last
	letter int32    // bytes of text in the line, and of them in bold
	strong int32
	space  bool  // white space waits for text
	seam   bool  // the last text ended with its element and another element begins
	marks  bool  // has characters that may need composing
	lead   int   // where the bold text ends that stands first; 0 if none does
	look   Look  // of the words that come next
	shown  Look  // of all words of the line
	seams  []int // where elements inside the text begin and end, see Block.Seams
	sewn   []int // the seams of the blocks so far, in one piece
	number int   // where the number ends that stands first, in an element of its own; 0 if none does
	open   int   // index in links of the link that is being read, -1 if none
}

// A line is where a line of a run ends, how much of it is bold and what all of it
// looks like.
type line struct {
	end            int
	letter, strong int32
	look           Look
}

// reset makes room for the next block. Most elements have no text of their own: what
// is empty already is left alone.
func (r *run) reset() {
	if len(r.links) > 0 {
		r.slab = r.slab[min(len(r.links), len(r.slab)):]
		r.links = r.slab[:0]
	}
	if len(r.buf) > 0 {
		r.first = ""
	}
	if len(r.alts) > 0 {
		r.alts, r.altAt, r.srcs = nil, nil, nil
	}
	r.buf, r.ends, r.times = r.buf[:0], r.ends[:0], nil
	r.letter, r.strong = 0, 0
	r.space, r.seam, r.marks = false, false, false
	r.open, r.number, r.lead, r.seams = -1, 0, 0, r.seams[:0]
}

// MaxSeams is how many of the seams of a text are kept.
const MaxSeams = 8

// noteSeam notes that an element begins or ends.
func (r *run) noteSeam() {
	at, n := len(r.buf), len(r.seams)
	if at > 0 && n < MaxSeams && (n == 0 || r.seams[n-1] < at) {
		r.seams = append(r.seams, at)
	}
}

// takeSeams gives a text of one line its seams.
func (r *run) takeSeams(b *Block) {
	for n := len(r.seams); n > 0; n-- {
		if r.seams[n-1] < len(b.Text) {
			from := len(r.sewn)
			r.sewn = append(r.sewn, r.seams[:n]...)
			b.Seams = r.sewn[from:len(r.sewn):len(r.sewn)]
			return
		}
	}
}

// MoveSeams are the seams of a text, see [Block.Seams], of which cut bytes were taken off the front.
func MoveSeams(seams []int, cut int) []int {
	var out []int
	for _, at := range seams {
		if at > cut {
			out = append(out, at-cut)
		}
	}
	return out
}

func (r *run) empty() bool { return len(r.buf) == 0 }

// add appends text with its white space collapsed.
func (r *run) add(s string, bold bool) {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c <= ' ' || c == 0x7f:
			r.space = r.space || c == ' ' || c >= '\t' && c <= '\r'
			i++
		case c < 0x7f:
			k := plainEnd(s, i)
			r.write(s[i:k], bold)
			i = k
		default:
			i += r.addRune(s[i:], bold)
		}
	}
}

// plainEnd is where the ASCII words from i on, with single spaces between them,
// end.
func plainEnd(s string, i int) int {
	space := uint8(0) // 1 behind one
	for i++; i < len(s); i++ {
		k := plainBytes[s[i]]
		if k+space > 1 {
			break
		}
		space = k
	}
	return i - int(space)
}

// plainBytes is 0 for the bytes of ASCII words, 1 for the space, 2 for all others.
var plainBytes = func() (kinds [256]uint8) {
	for c := range kinds {
		if c <= ' ' || c >= 0x7f {
			kinds[c] = 2
		}
	}
	kinds[' '] = 1
	return kinds
}()

// addRune appends the first rune of s and returns its length in s.
func (r *run) addRune(s string, bold bool) int {
	c, n := utf8.DecodeRuneInString(s)
	switch {
	case c == 0xa0 || c >= 0x2000 && c <= 0x200a || c == 0x202f || c == 0x205f || c == 0x3000 || c == 0x2028 || c == 0x2029 || c == 0x85:
		r.space = true
	case c == 0xfeff || c == 0x200b || c == 0x2060 || c == 0x200e || c == 0x200f || c == utf8.RuneError && n == 1:
	case c >= 0x80 && c <= 0x9f:
		// A windows-1252 byte that somebody took for Latin-1.
		r.write(string(charmap.Windows1252.DecodeByte(byte(c))), bold)
	default:
		if c >= 0x300 && c < 0x2010 || c > 0x2122 {
			r.marks = true
		}
		r.write(s[:n], bold)
	}
	return n
}

// write appends text without white space, after the space that waits for it.
func (r *run) write(s string, bold bool) {
	if r.seam && !r.space {
		r.space = glued(r.buf, s)
	}
	r.seam = false
	before := len(r.buf)
	if r.space && len(r.buf) > 0 && r.buf[len(r.buf)-1] != '\n' {
		r.buf = append(r.buf, ' ')
	}
	r.space = false
	if r.open >= 0 && r.links[r.open].Start < 0 {
		r.links[r.open].Start = len(r.buf)
	}
	if len(r.buf) == 0 {
		r.first = s
	}
	r.buf = append(r.buf, s...)
	switch {
	case r.letter == 0:
		r.shown = r.look
	case r.shown != r.look:
		r.shown = r.shown.common(r.look)
	}
	r.letter += int32(len(s))
	if bold {
		r.strong += int32(len(s))
		if r.lead == before {
			r.lead = len(r.buf)
		}
	}
}

// glued reports whether two neighbouring elements without white space between them
// hold two words: a number and a title, a title and a flag. On the screen a style
// sets them apart.
func glued(before []byte, after string) bool {
	if len(before) == 0 {
		return false
	}
	p := before[len(before)-1]
	c, _ := utf8.DecodeRuneInString(after)
	lower, digit, ends := p >= 'a' && p <= 'z', p >= '0' && p <= '9', p == '?' || p == '!' || p == ')'
	switch {
	case unicode.IsUpper(c):
		letter := len(before) == 1 && p >= 'A' && p <= 'Z' && len(after) > 1 && after[1] >= 'a' // "A", "Getting started"
		return lower || digit || ends || letter || p == '.' || p == ':' || p >= 0x80
	case unicode.IsDigit(c):
		return lower || ends
	}
	return c == '(' && (lower || digit || ends)
}

// breakLine ends the line, unless it has no text.
func (r *run) breakLine() {
	r.space, r.seam = false, false
	if len(r.buf) == 0 || r.buf[len(r.buf)-1] == '\n' {
		return
	}
	r.ends = append(r.ends, line{len(r.buf), r.letter, r.strong, r.shown})
	r.letter, r.strong = 0, 0
	r.buf = append(r.buf, '\n')
}

// atLineStart reports whether the last thing read was a line break.
func (r *run) atLineStart() bool {
	return len(r.buf) > 0 && r.buf[len(r.buf)-1] == '\n'
}

// openLink begins a link; its offsets are known when its text comes.
func (r *run) openLink(href, title string) {
	r.closeLink()
	r.open = len(r.links)
	r.links = append(r.links, Link{Start: -1, End: -1, Href: href, Title: title})
}

func (r *run) closeLink() {
	if r.open < 0 {
		return
	}
	l := &r.links[r.open]
	if l.Start < 0 {
		l.Start = len(r.buf)
	}
	l.End = len(r.buf)
	for l.End > l.Start && r.buf[l.End-1] == '\n' {
		l.End--
	}
	r.open = -1
}

// text closes the run and returns its text in NFC, the links placed in it.
func (r *run) text() (string, []Link) {
	r.closeLink()
	r.buf = trimRight(r.buf)
	text := r.first // nearly always the words of one node
	if text != string(r.buf) {
		text = string(r.buf)
	}
	if r.marks && !norm.NFC.IsNormalString(text) {
		text = r.compose(text)
	}
	for k := range r.links {
		l := &r.links[k]
		l.Start, l.End = min(l.Start, len(text)), min(l.End, len(text))
		l.Text = text[l.Start:l.End]
	}
	if len(r.links) == 0 {
		return text, nil
	}
	return text, r.links[:len(r.links):len(r.links)]
}

// compose brings the text and the offsets into it to NFC.
func (r *run) compose(text string) string {
	at := func(off int) int { return len(norm.NFC.String(text[:min(off, len(text))])) }
	for k := range r.links {
		r.links[k].Start, r.links[k].End = at(r.links[k].Start), at(r.links[k].End)
	}
	for k := range r.ends {
		r.ends[k].end = at(r.ends[k].end)
	}
	r.lead = at(r.lead)
	for k := range r.seams {
		r.seams[k] = at(r.seams[k])
	}
	return norm.NFC.String(text)
}

// takeNumber cuts the number that stands first in an element of its own from the
// text of a block of one line, and makes it the marker.
func (r *run) takeNumber(b *Block) {
	if r.number <= 0 || r.number >= len(b.Text) || b.Marker != "" || len(r.ends) > 1 {
		return
	}
	rest := strings.TrimLeft(b.Text[r.number:], " ")
	cut := len(b.Text) - len(rest)
	if rest == "" || len(b.Links) > 0 && b.Links[0].Start < cut {
		return
	}
	b.Marker, b.Text, b.Lead = strings.TrimSpace(b.Text[:r.number]), rest, max(b.Lead-cut, 0)
	b.Seams = MoveSeams(b.Seams, cut)
	for k := range b.Links {
		b.Links[k].Start, b.Links[k].End = b.Links[k].Start-cut, b.Links[k].End-cut
	}
}

func trimRight(b []byte) []byte {
	for len(b) > 0 && (b[len(b)-1] == '\n' || b[len(b)-1] == ' ') {
		b = b[:len(b)-1]
	}
	return b
}

// cleanText is the text of an attribute or a title: NFC, white space collapsed,
// nothing that is not seen.
func cleanText(s string) string {
	if plain(s) {
		return strings.TrimSpace(s)
	}
	r := run{open: -1}
	r.add(s, false)
	text, _ := r.text()
	return text
}

// plain reports ASCII text without runs of white space.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && i > 0 && s[i-1] == ' ' {
			return false
		}
	}
	return true
}
