package pdf

import "math"

// A tokenKind is the sort of a token.
type tokenKind uint8

const (
	tokEOF tokenKind = iota
	tokNumber
	tokString
	tokName
	tokWord // operator or keyword
	tokOpenArray
	tokCloseArray
	tokOpenDict
	tokCloseDict
)

// A token is one lexical unit of PDF syntax. text holds the bytes of a string
// (decoded), a name (decoded, without slash) or a word; it may share memory with
// the input.
type token struct {
	kind tokenKind
	num  float64
	text []byte
	pos  int // where it begins
}

// A lexer cuts bytes into tokens. It accepts anything: what is no token is
// skipped, what does not end ends with the bytes.
type lexer struct {
	b   []byte
	pos int
	cut bool // a string did not end
}

const (
	classRegular = iota
	classSpace
	classDelimiter
)

// byteClass sorts bytes as ISO 32000-1, 7.2.2 does.
func byteClass(c byte) int {
	switch c {
	case 0, '\t', '\n', '\f', '\r', ' ':
		return classSpace
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return classDelimiter
	}
	return classRegular
}

// isSpace reports a byte of white space.
func isSpace(c byte) bool { return byteClass(c) == classSpace }

func (l *lexer) skipSpace() {
	for l.pos < len(l.b) {
		switch c := l.b[l.pos]; {
		case byteClass(c) == classSpace:
			l.pos++
		case c == '%':
			for l.pos < len(l.b) && l.b[l.pos] != '\n' && l.b[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// next returns the next token.
func (l *lexer) next() token {
	for {
		l.skipSpace()
		if l.pos >= len(l.b) {
			return token{kind: tokEOF, pos: len(l.b)}
		}
		start := l.pos
		if t, ok := l.scan(l.b[l.pos]); ok {
			t.pos = start
			return t
		}
	}
}

// scan reads the token that begins with c; false for a byte that begins none.
func (l *lexer) scan(c byte) (token, bool) {
	switch c {
	case '(':
		return token{kind: tokString, text: l.literal()}, true
	case '/':
		return token{kind: tokName, text: l.name()}, true
	case '[':
		l.pos++
		return token{kind: tokOpenArray}, true
	case ']':
		l.pos++
		return token{kind: tokCloseArray}, true
	case '<':
		if l.pos+1 < len(l.b) && l.b[l.pos+1] == '<' {
			l.pos += 2
			return token{kind: tokOpenDict}, true
		}
		return token{kind: tokString, text: l.hex()}, true
	case '>':
		if l.pos+1 < len(l.b) && l.b[l.pos+1] == '>' {
			l.pos += 2
			return token{kind: tokCloseDict}, true
		}
		l.pos++
		return token{}, false
	case ')', '{', '}':
		l.pos++
		return token{}, false
	}
	return l.regular(), true
}

// regular reads a number or a word.
func (l *lexer) regular() token {
	start := l.pos
	for l.pos < len(l.b) && byteClass(l.b[l.pos]) == classRegular {
		l.pos++
	}
	word := l.b[start:l.pos]
	if n, ok := number(word); ok {
		return token{kind: tokNumber, num: n, text: word}
	}
	return token{kind: tokWord, text: word}
}

// number reads a decimal number, leniently: "--5" and "1.2-3" occur in files.
func number(s []byte) (float64, bool) {
	i, neg := 0, false
	for i < len(s) && (s[i] == '+' || s[i] == '-') {
		neg = neg || s[i] == '-'
		i++
	}
	var whole, frac float64
	scale, digits, dot := 1.0, 0, false
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9' && !dot:
			whole = whole*10 + float64(c-'0')
			digits++
		case c >= '0' && c <= '9':
			scale /= 10
			frac += float64(c-'0') * scale
			digits++
		case c == '.' && !dot:
			dot = true
		case c == '-' && digits > 0:
			i = len(s)
		default:
			return 0, false
		}
	}
	if digits == 0 && !dot {
		return 0, false
	}
	v := whole + frac
	if neg {
		v = -v
	}
	return v, !math.IsInf(v, 0)
}

func (l *lexer) name() []byte {
	l.pos++
	start := l.pos
	escaped := false
	for l.pos < len(l.b) && byteClass(l.b[l.pos]) == classRegular {
		escaped = escaped || l.b[l.pos] == '#'
		l.pos++
	}
	raw := l.b[start:l.pos]
	if !escaped {
		return raw
	}
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && hexValue(raw[i+1]) >= 0 && hexValue(raw[i+2]) >= 0 {
			out = append(out, byte(hexValue(raw[i+1])<<4|hexValue(raw[i+2])))
			i += 2
			continue
		}
		out = append(out, raw[i])
	}
	return out
}

func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) hex() []byte {
	l.pos++
	out := make([]byte, 0, 16)
	high, ended := -1, false
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		if ended = c == '>'; ended {
			break
		}
		v := hexValue(c)
		switch {
		case v < 0:
		case high < 0:
			high = v
		default:
			out = append(out, byte(high<<4|v))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	l.cut = l.cut || !ended
	return out
}

// literal reads a string in parentheses.
func (l *lexer) literal() []byte {
	l.pos++
	start, depth := l.pos, 1
	for i := start; i < len(l.b); i++ {
		switch l.b[i] {
		case '\\', '\r':
			return l.literalEscaped(start)
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos = i + 1
				return l.b[start:i]
			}
		}
	}
	l.pos, l.cut = len(l.b), true
	return l.b[start:]
}

func (l *lexer) literalEscaped(start int) []byte {
	var out []byte
	depth := 1
	for l.pos = start; l.pos < len(l.b); {
		c := l.b[l.pos]
		l.pos++
		switch c {
		case '\\':
			out = l.escape(out)
			continue
		case '\r':
			if l.pos < len(l.b) && l.b[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return out
			}
		}
		out = append(out, c)
	}
	l.cut = true
	return out
}

// escape reads what stands after a backslash.
func (l *lexer) escape(out []byte) []byte {
	if l.pos >= len(l.b) {
		return out
	}
	c := l.b[l.pos]
	l.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.pos < len(l.b) && l.b[l.pos] == '\n' {
			l.pos++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for i := 0; i < 2 && l.pos < len(l.b) && l.b[l.pos] >= '0' && l.b[l.pos] <= '7'; i++ {
		v = v<<3 | int(l.b[l.pos]-'0')
		l.pos++
	}
	return append(out, byte(v))
}
