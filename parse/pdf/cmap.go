package pdf

import (
	"strings"
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
	l := &lexer{b: b}
	var last token
	for {
		t := l.next()
		if t.kind == tokEOF {
			return m
		}
		if t.kind == tokWord {
			m.operator(string(t.text), last, l)
		}
		last = t
	}
}

func (m *charMap) operator(word string, last token, l *lexer) {
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
		m.base = string(last.text)
	case "def":
		// "/WMode 1 def"
		if last.kind == tokNumber && last.num == 1 && strings.HasSuffix(strings.TrimSpace(string(l.b[max(0, last.pos-8):last.pos])), "/WMode") {
			m.vertical = true
		}
	}
}

func (m *charMap) codeSpaces(l *lexer) {
	for len(m.spaces) < 1000 {
		lo := l.next()
		if lo.kind != tokString {
			return
		}
		lo.text = append([]byte(nil), lo.text...)
		hi := l.next()
		if hi.kind != tokString {
			return
		}
		m.spaces = append(m.spaces, codeSpace{len(lo.text), codeOf(lo.text), codeOf(hi.text)})
	}
}

func (m *charMap) bfChars(l *lexer) {
	for len(m.text) < maxMappings {
		code := l.next()
		if code.kind != tokString {
			return
		}
		c := codeOf(code.text)
		to := l.next()
		switch to.kind {
		case tokString:
			m.text[c] = utf16Text(string(to.text), 1, 0)
		case tokName:
			m.text[c] = glyphText(string(to.text), 0)
		default:
			return
		}
	}
}

func (m *charMap) bfRanges(l *lexer) {
	for len(m.text) < maxMappings {
		from := l.next()
		if from.kind != tokString {
			return
		}
		lo := codeOf(from.text)
		hi := codeOf(l.next().text)
		to := l.next()
		switch to.kind {
		case tokString:
			m.spread(lo, hi, []rune(utf16Text(string(to.text), 1, 0)))
		case tokOpenArray:
			for c := lo; ; c++ {
				t := l.next()
				if t.kind != tokString {
					break
				}
				m.text[c] = utf16Text(string(t.text), 1, 0)
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

func (m *charMap) cidChars(l *lexer) {
	for len(m.cids) < maxMappings {
		code := l.next()
		if code.kind != tokString {
			return
		}
		c := codeOf(code.text)
		m.cids[c] = int(l.next().num)
	}
}

func (m *charMap) cidRanges(l *lexer) {
	for len(m.ranges) < maxMappings {
		lo := l.next()
		if lo.kind != tokString {
			return
		}
		from := codeOf(lo.text)
		to := codeOf(l.next().text)
		m.ranges = append(m.ranges, cidRange{from, to, int(l.next().num)})
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
