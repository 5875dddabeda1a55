package font

import (
	"strings"

	"manualwatch/parse/pdf/object"
	"manualwatch/parse/pdf/writing"
)

// A charMap maps the codes of a font to characters (ToUnicode) or to glyph
// numbers (the encoding of a composite font).
type charMap struct {
	spaces   []codeSpace
	text     map[uint32]string
	cids     map[uint32]int
	ranges   []cidRange
	vertical bool
	base     string // the map it builds upon
}

// A codeSpace says how many bytes codes of a range have.
type codeSpace struct {
	bytes  int
	lo, hi uint32
}

type cidRange struct {
	lo, hi uint32
	cid    int
}

// maxMappings bounds the mappings of one font.
const maxMappings = 1 << 17

func codeOf(b []byte) uint32 {
	var v uint32
	for _, c := range b[:min(4, len(b))] {
		v = v<<8 | uint32(c)
	}
	return v
}

// parseCharMap reads a CMap stream.
func parseCharMap(b []byte) *charMap {
	m := &charMap{text: map[uint32]string{}, cids: map[uint32]int{}}
	l := &object.Lexer{Bytes: b}
	var last object.Token
	for {
		t := l.Next()
		if t.Kind == object.TokEOF {
			return m
		}
		if t.Kind == object.TokWord {
			m.operator(string(t.Text), last, l)
		}
		last = t
	}
}

func (m *charMap) operator(word string, last object.Token, l *object.Lexer) {
	switch word {
	case "begincodespacerange":
		m.codeSpaces(l)
	case "beginbfchar":
		m.bfChars(l)
	case "beginbfrange":
		m.bfRanges(l)
	case "begincidchar":
		m.cidChars(l)
	case "begincidrange":
		m.cidRanges(l)
	case "usecmap":
		m.base = string(last.Text)
	case "def":
		// "/WMode 1 def"
		if last.Kind == object.TokNumber && last.Num == 1 && strings.HasSuffix(strings.TrimSpace(string(l.Bytes[max(0, last.Pos-8):last.Pos])), "/WMode") {
			m.vertical = true
		}
	}
}

func (m *charMap) codeSpaces(l *object.Lexer) {
	for len(m.spaces) < 1000 {
		lo := l.Next()
		if lo.Kind != object.TokString {
			return
		}
		lo.Text = append([]byte(nil), lo.Text...)
		hi := l.Next()
		if hi.Kind != object.TokString {
			return
		}
		m.spaces = append(m.spaces, codeSpace{len(lo.Text), codeOf(lo.Text), codeOf(hi.Text)})
	}
}

// nextCode reads a code; false if none follows.
func nextCode(l *object.Lexer) (uint32, bool) {
	t := l.Next()
	return codeOf(t.Text), t.Kind == object.TokString
}

func (m *charMap) bfChars(l *object.Lexer) {
	for len(m.text) < maxMappings {
		c, ok := nextCode(l)
		if !ok {
			return
		}
		to := l.Next()
		switch to.Kind {
		case object.TokString:
			m.text[c] = writing.UTF16(string(to.Text), 1, 0)
		case object.TokName:
			m.text[c] = glyphText(string(to.Text), 0)
		default:
			return
		}
	}
}

func (m *charMap) bfRanges(l *object.Lexer) {
	for len(m.text) < maxMappings {
		lo, ok := nextCode(l)
		if !ok {
			return
		}
		hi := codeOf(l.Next().Text)
		to := l.Next()
		switch to.Kind {
		case object.TokString:
			m.spread(lo, hi, []rune(writing.UTF16(string(to.Text), 1, 0)))
		case object.TokOpenArray:
			for c := lo; ; c++ {
				t := l.Next()
				if t.Kind != object.TokString {
					break
				}
				m.text[c] = writing.UTF16(string(t.Text), 1, 0)
			}
		default:
			return
		}
	}
}

// spread maps lo, lo+1 ... to a text whose last character counts up.
func (m *charMap) spread(lo, hi uint32, to []rune) {
	if len(to) == 0 || hi < lo {
		return
	}
	for c := lo; c <= hi && len(m.text) < maxMappings; c++ {
		m.text[c] = string(to)
		to[len(to)-1]++
	}
}

func (m *charMap) cidChars(l *object.Lexer) {
	for len(m.cids) < maxMappings {
		c, ok := nextCode(l)
		if !ok {
			return
		}
		m.cids[c] = int(l.Next().Num)
	}
}

func (m *charMap) cidRanges(l *object.Lexer) {
	for len(m.ranges) < maxMappings {
		from, ok := nextCode(l)
		if !ok {
			return
		}
		to := codeOf(l.Next().Text)
		m.ranges = append(m.ranges, cidRange{from, to, int(l.Next().Num)})
	}
}

// cid returns the glyph number of a code.
func (m *charMap) cid(code uint32) int {
	if c, ok := m.cids[code]; ok {
		return c
	}
	for _, r := range m.ranges {
		if code >= r.lo && code <= r.hi {
			return r.cid + int(code-r.lo)
		}
	}
	if m.base != "" && len(m.ranges)+len(m.cids) == 0 {
		return int(code)
	}
	return 0
}

// cut returns the first code of s and its length in bytes.
func (m *charMap) cut(s []byte) (uint32, int) {
	if len(m.spaces) == 0 {
		n := min(2, len(s))
		return codeOf(s[:n]), n
	}
	for n := 1; n <= 4 && n <= len(s); n++ {
		c := codeOf(s[:n])
		for _, sp := range m.spaces {
			if sp.bytes == n && c >= sp.lo && c <= sp.hi {
				return c, n
			}
		}
	}
	n := max(1, min(m.spaces[0].bytes, len(s)))
	return codeOf(s[:n]), n
}
