package object

import "math"

// A TokenKind is the sort of a token.
type TokenKind uint8

// The sorts of tokens.
const (
	TokEOF        TokenKind = iota // the bytes have ended
	TokNumber                      // "12", "-0.5"
	TokString                      // "(text)", "<74657874>"
	TokName                        // "/Name"
	TokWord                        // an operator or keyword
	TokOpenArray                   // "["
	TokCloseArray                  // "]"
	TokOpenDict                    // "<<"
	TokCloseDict                   // ">>"
)

// A Token is one lexical unit of PDF syntax. Text may share memory with the input.
type Token struct {
	Kind TokenKind
	Num  float64 // of a number
	Text []byte  // of a string (decoded), a name (decoded, without slash), a number or a word
	Pos  int     // where it begins
}

// A Lexer cuts bytes into tokens. It accepts anything: what is no token is
// skipped, what does not end ends with the bytes.
type Lexer struct {
	Bytes []byte
	Pos   int  // of the byte that is read next
	Cut   bool // a string did not end
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

// IsSpace reports a byte of white space.
func IsSpace(c byte) bool { return byteClass(c) == classSpace }

func (l *Lexer) skipSpace() {
	for l.Pos < len(l.Bytes) {
		switch c := l.Bytes[l.Pos]; {
		case byteClass(c) == classSpace:
			l.Pos++
		case c == '%':
			for l.Pos < len(l.Bytes) && l.Bytes[l.Pos] != '\n' && l.Bytes[l.Pos] != '\r' {
				l.Pos++
			}
		default:
			return
		}
	}
}

// Next returns the next token.
func (l *Lexer) Next() Token {
	for {
		l.skipSpace()
		if l.Pos >= len(l.Bytes) {
			return Token{Kind: TokEOF, Pos: len(l.Bytes)}
		}
		start := l.Pos
		if t, ok := l.scan(l.Bytes[l.Pos]); ok {
			t.Pos = start
			return t
		}
	}
}

// scan reads the token that begins with c; false for a byte that begins none.
func (l *Lexer) scan(c byte) (Token, bool) {
	switch c {
	case '(':
		return Token{Kind: TokString, Text: l.literal()}, true
	case '/':
		return Token{Kind: TokName, Text: l.name()}, true
	case '[':
		l.Pos++
		return Token{Kind: TokOpenArray}, true
	case ']':
		l.Pos++
		return Token{Kind: TokCloseArray}, true
	case '<':
		if l.Pos+1 < len(l.Bytes) && l.Bytes[l.Pos+1] == '<' {
			l.Pos += 2
			return Token{Kind: TokOpenDict}, true
		}
		return Token{Kind: TokString, Text: l.hex()}, true
	case '>':
		if l.Pos+1 < len(l.Bytes) && l.Bytes[l.Pos+1] == '>' {
			l.Pos += 2
			return Token{Kind: TokCloseDict}, true
		}
		l.Pos++
		return Token{}, false
	case ')', '{', '}':
		l.Pos++
		return Token{}, false
	}
	return l.regular(), true
}

// regular reads a number or a word.
func (l *Lexer) regular() Token {
	start := l.Pos
	for l.Pos < len(l.Bytes) && byteClass(l.Bytes[l.Pos]) == classRegular {
		l.Pos++
	}
	word := l.Bytes[start:l.Pos]
	if n, ok := number(word); ok {
		return Token{Kind: TokNumber, Num: n, Text: word}
	}
	return Token{Kind: TokWord, Text: word}
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

func (l *Lexer) name() []byte {
	l.Pos++
	start := l.Pos
	escaped := false
	for l.Pos < len(l.Bytes) && byteClass(l.Bytes[l.Pos]) == classRegular {
		escaped = escaped || l.Bytes[l.Pos] == '#'
		l.Pos++
	}
	raw := l.Bytes[start:l.Pos]
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

func (l *Lexer) hex() []byte {
	l.Pos++
	out := make([]byte, 0, 16)
	high, ended := -1, false
	for l.Pos < len(l.Bytes) {
		c := l.Bytes[l.Pos]
		l.Pos++
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
	l.Cut = l.Cut || !ended
	return out
}

// literal reads a string in parentheses.
func (l *Lexer) literal() []byte {
	l.Pos++
	start, depth := l.Pos, 1
	for i := start; i < len(l.Bytes); i++ {
		switch l.Bytes[i] {
		case '\\', '\r':
			return l.literalEscaped(start)
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.Pos = i + 1
				return l.Bytes[start:i]
			}
		}
	}
	l.Pos, l.Cut = len(l.Bytes), true
	return l.Bytes[start:]
}

func (l *Lexer) literalEscaped(start int) []byte {
	var out []byte
	depth := 1
	for l.Pos = start; l.Pos < len(l.Bytes); {
		c := l.Bytes[l.Pos]
		l.Pos++
		switch c {
		case '\\':
			out = l.escape(out)
			continue
		case '\r':
			if l.Pos < len(l.Bytes) && l.Bytes[l.Pos] == '\n' {
				l.Pos++
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
	l.Cut = true
	return out
}

// escape reads what stands after a backslash.
func (l *Lexer) escape(out []byte) []byte {
	if l.Pos >= len(l.Bytes) {
		return out
	}
	c := l.Bytes[l.Pos]
	l.Pos++
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
		if l.Pos < len(l.Bytes) && l.Bytes[l.Pos] == '\n' {
			l.Pos++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for i := 0; i < 2 && l.Pos < len(l.Bytes) && l.Bytes[l.Pos] >= '0' && l.Bytes[l.Pos] <= '7'; i++ {
		v = v<<3 | int(l.Bytes[l.Pos]-'0')
		l.Pos++
	}
	return append(out, byte(v))
}
