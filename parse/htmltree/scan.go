package htmltree

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A scanner cuts a page into its tags and texts.
type scanner struct {
	page string
	raw  []byte           // the bytes of page
	at   int              // where what comes next begins
	odd  bool             // the page is not written plainly
	attr []html.Attribute // of the tag that is being read
	room slab[html.Attribute]
	kept strings.Builder // see keep
}

// A tag is what a start or end tag says.
type tag struct {
	atom  atom.Atom
	name  string
	attr  []html.Attribute
	kind  kind
	empty bool // it ends with a slash, which counts in drawings only
}

// A token is what comes next in a page.
type token uint8

const (
	textToken token = iota
	startToken
	endToken
	commentToken
	doctypeToken
)

// begin gives the scanner a page.
func (s *scanner) begin(body []byte) {
	if bytes.IndexByte(body, '\r') >= 0 { // as the library reads them wherever they stand
		body = bytes.ReplaceAll(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	s.page, s.raw, s.at, s.odd = string(body), body, 0, false
}

// next tells what comes next, and moves behind the signs that say so.
func (s *scanner) next() token {
	if s.page[s.at] != '<' || s.at+1 >= len(s.page) {
		return textToken
	}
	switch c := s.page[s.at+1]; {
	case isLetter(c):
		return startToken
	case c == '/':
		s.odd = s.odd || s.at+2 >= len(s.page) || !isLetter(s.page[s.at+2])
		return endToken
	case c == '!':
		if strings.HasPrefix(s.page[s.at:], "<!--") {
			return commentToken
		}
		return doctypeToken
	case c == '?':
		s.odd = true
	}
	return textToken
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isSpaceByte(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\f' }

// textRun reads the text up to the next tag.
func (s *scanner) textRun() string {
	from := s.at
	for s.at++; s.at < len(s.page); s.at++ {
		k := strings.IndexByte(s.page[s.at:], '<')
		if k < 0 || s.at+k+1 >= len(s.page) {
			s.at = len(s.page)
			break
		}
		s.at += k
		if c := s.page[s.at+1]; isLetter(c) || c == '/' || c == '!' || c == '?' {
			break
		}
	}
	return s.page[from:s.at]
}

// commentText reads a comment. One that ends in a way of its own is odd.
func (s *scanner) commentText() string {
	rest := s.page[s.at+len("<!--"):]
	size := strings.Index(rest, "-->")
	if size < 0 || strings.HasPrefix(rest, ">") || strings.HasPrefix(rest, "->") || strings.Contains(rest[:size], "--!>") {
		s.odd = true
		return ""
	}
	s.at += len("<!--") + size + len("-->")
	return html.UnescapeString(rest[:size])
}

// declaration reads the type of a page: all of it, and what it says.
func (s *scanner) declaration() (whole, name string) {
	const begin, most = "<!doctype ", 400
	rest := s.page[s.at:]
	end := strings.IndexByte(rest, '>')
	if end < len(begin) || end > most || !strings.EqualFold(rest[:len(begin)], begin) {
		s.odd = true
		return "", ""
	}
	s.at += end + 1
	return rest[:end+1], rest[len(begin):end]
}

// tag reads a start tag with its attributes, or an end tag.
func (s *scanner) tag(start bool) tag {
	s.at++
	if !start {
		s.at++
	}
	from := s.at
	for s.at < len(s.page) && !isSpaceByte(s.page[s.at]) && s.page[s.at] != '/' && s.page[s.at] != '>' {
		s.at++
	}
	var t tag
	t.atom, t.name = s.tagName(from)
	s.attributes(&t, start)
	return t
}

// tagName is the name of the tag that begins at a place and ends where the scanner is.
func (s *scanner) tagName(from int) (atom.Atom, string) {
	if a := atom.Lookup(s.raw[from:s.at]); a != 0 {
		return a, a.String()
	}
	name := lower(s.page[from:s.at])
	if a := atom.Lookup([]byte(name)); a != 0 {
		return a, a.String()
	}
	return 0, name
}

// lower writes the capital letters of ASCII small.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] |= 0x20
				}
			}
			return string(b)
		}
	}
	return s
}

// attributes reads the attributes of a tag up to its end.
func (s *scanner) attributes(t *tag, keep bool) {
	s.attr = s.attr[:0]
	end := 0 // of the last value
	for s.skipSpace(); s.at < len(s.page) && s.page[s.at] != '>'; s.skipSpace() {
		key := lower(s.attributeName())
		var val string
		val, end = s.attributeValue()
		if keep && key != "" {
			s.note(key, val)
		}
	}
	if s.at++; s.at > len(s.page) {
		s.odd = true
		return
	}
	t.empty = s.page[s.at-2] == '/' && end != s.at-1
	t.attr = s.noted()
}

// note notes an attribute. One that stands twice is odd, and so are very many.
func (s *scanner) note(key, val string) {
	const most = 100
	s.odd = s.odd || len(s.attr) >= most
	for k := range s.attr {
		s.odd = s.odd || s.attr[k].Key == key
	}
	s.attr = append(s.attr, html.Attribute{Key: key, Val: val})
}

// noted are the attributes that were noted, in room of their own.
func (s *scanner) noted() []html.Attribute {
	n := len(s.attr)
	if n == 0 {
		return nil
	}
	own := s.room.take(n)
	copy(own, s.attr)
	return own
}

func (s *scanner) skipSpace() {
	for s.at < len(s.page) && isSpaceByte(s.page[s.at]) {
		s.at++
	}
}

// attributeName reads the name of an attribute.
func (s *scanner) attributeName() string {
	from := s.at
	for ; s.at < len(s.page); s.at++ {
		if c := s.page[s.at]; isSpaceByte(c) || c == '/' || c == '>' || c == '=' && s.at > from {
			break
		}
	}
	return s.page[from:s.at]
}

// attributeValue reads the value of an attribute, if it has one, and tells where it ends.
func (s *scanner) attributeValue() (val string, end int) {
	end = s.at
	s.skipSpace()
	switch s.peek() {
	case '/':
		s.at++
		return "", end
	case '=':
		s.at++
		s.skipSpace()
	default:
		return "", end
	}
	from := s.at
	switch quote := s.peek(); quote {
	case '>':
		return "", end
	case '"', '\'':
		size := strings.IndexByte(s.page[from+1:], quote)
		if size < 0 {
			s.at = len(s.page)
			return "", end
		}
		end = from + 1 + size
		s.at = end + 1
		return s.unescapedValue(s.page[from+1 : end]), end
	}
	for s.at < len(s.page) && !isSpaceByte(s.page[s.at]) && s.page[s.at] != '>' {
		s.at++
	}
	return s.unescapedValue(s.page[from:s.at]), s.at
}

// peek is the byte that comes next, 0 at the end.
func (s *scanner) peek() byte {
	if s.at < len(s.page) {
		return s.page[s.at]
	}
	return 0
}

// unescapedValue is the value of an attribute without references to characters.
func (s *scanner) unescapedValue(val string) string {
	at := strings.IndexByte(val, '&')
	if at < 0 {
		return s.keep(val)
	}
	var b strings.Builder
	for ; at >= 0; at = strings.IndexByte(val, '&') {
		b.WriteString(val[:at])
		n := referenceLen(val[at:])
		b.WriteString(character(val[at:at+n], val[at+n:]))
		val = val[at+n:]
	}
	b.WriteString(val)
	return b.String()
}

// referenceLen is the length of the reference to a character, or of what looks like one, that
// begins a text.
func referenceLen(s string) int {
	n := 1
	if strings.HasPrefix(s, "&#") {
		n = 2
	}
	for n < len(s) && (isLetter(s[n]) || '0' <= s[n] && s[n] <= '9') {
		n++
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	return n
}

// character is what a reference in the value of an attribute stands for. Other than in a text, one
// that goes on, "&copy=", or that has further letters behind its name, "&copyright", is none: it
// is the query of an address.
func character(ref, rest string) string {
	c := html.UnescapeString(ref)
	switch {
	case strings.HasPrefix(ref, "&#"):
		return c
	case strings.HasSuffix(ref, ";"):
		if len(c) > 1 && strings.HasSuffix(c, ";") {
			return ref
		}
	case strings.HasPrefix(rest, "=") || utf8.RuneCountInString(c) > 1:
		return ref
	}
	return c
}

// rawText reads the text of an element in which no markup stands, and its end tag.
func (s *scanner) rawText(name string) string {
	from := s.at
	for {
		k := strings.Index(s.page[s.at:], "</")
		if k < 0 {
			s.odd = true
			return ""
		}
		s.at += k
		if rest := s.page[s.at+2:]; len(rest) > len(name) && strings.EqualFold(rest[:len(name)], name) && (isSpaceByte(rest[len(name)]) || rest[len(name)] == '/' || rest[len(name)] == '>') {
			break
		}
		s.at += 2
	}
	text := s.page[from:s.at]
	s.odd = s.odd || name == "script" && hidesEnd(text)
	s.tag(false)
	return text
}

// hidesEnd reports a script with a script in a comment, whose end tag does not end it.
func hidesEnd(script string) bool {
	k := strings.Index(script, "<!--")
	return k >= 0 && strings.Contains(strings.ToLower(script[k:]), "<script")
}

// unescaped is a text without references to characters.
func (s *scanner) unescaped(text string) string {
	if strings.IndexByte(text, '&') >= 0 {
		return html.UnescapeString(text)
	} else if isSpace(text) {
		return text
	}
	return s.keep(text)
}

// keep copies a part of the page, so that who keeps it does not keep the page.
func (s *scanner) keep(part string) string {
	const room = 2048
	if len(part) > s.kept.Cap()-s.kept.Len() {
		s.kept = strings.Builder{}
		s.kept.Grow(max(len(part), min(room, len(s.page)-s.at)))
	}
	from := s.kept.Len()
	s.kept.WriteString(part)
	return s.kept.String()[from:]
}

func isSpace(s string) bool {
	return strings.TrimLeft(s, " \t\r\n\f") == ""
}

// withoutLine is a text without the line break that it begins with.
func withoutLine(s string) string {
	return strings.TrimPrefix(strings.TrimPrefix(s, "\r"), "\n")
}
