package parse

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"manualwatch/parse/pattern"
)

// inlineElement reads an element that breaks no line.
func (r *reader) inlineElement(i int32) {
	e := &r.s.elems[i]
	if r.onlyControl(e) {
		return
	}
	switch e.sort {
	case anchor:
		r.anchor(i)
	case lineBreak:
		r.lineBreak()
	case image:
		r.image(e.n)
	case bold:
		if r.link != nil && e.n.DataAtom == atom.U {
			r.marked(e) // as links are
			return
		}
		r.bold++
		r.marked(e)
		r.bold--
	case super:
		if !r.footnote(e) {
			r.children(e.n)
		}
	case button:
		r.button(i)
	case embed:
		r.embedded(e.n)
	default:
		r.plainInline(i)
	}
}

// plainInline reads a span or an element of no known name.
func (r *reader) plainInline(i int32) {
	e := &r.s.elems[i]
	if mail := attr(e.n, "data-cfemail"); mail != "" {
		r.text(decodeMail(mail))
		return
	}
	if e.is(toggle) && r.opener(i) {
		return
	}
	if e.n.DataAtom == atom.Font && bigFont(e.n) {
		r.bold++
		defer func() { r.bold-- }()
	}
	if e.n.DataAtom == atom.Q {
		r.text("\u201c")
		defer r.text("\u201d")
	}
	if r.link != nil && r.rank == 0 && tellsOfName(e.n) {
		r.run.breakLine()
	}
	r.marked(e)
	if e.n.DataAtom == atom.Time {
		r.noteTime(e.n)
	}
}

// marked reads what stands in an element inside a line, and notes where it begins and
// ends.
func (r *reader) marked(e *element) {
	r.numberFirst(e)
	r.run.noteSeam()
	r.children(e.n)
	r.run.noteSeam()
	r.numberEnd(e)
}

// numberFirst notes an element at the beginning of a block that may be its number.
func (r *reader) numberFirst(e *element) {
	if r.run.empty() && e.link == 0 && e.text > 0 && e.text <= 14 && r.run.number == 0 {
		r.run.number = -1
	}
}

// numberEnd notes where the number ends, if it is one and words follow.
func (r *reader) numberEnd(e *element) {
	if r.run.number != -1 || e.text == 0 {
		return
	}
	r.run.number = 0
	if e.n.NextSibling != nil && len(r.run.buf) <= 14 && (isDotted(string(r.run.buf)) || inBrackets(string(r.run.buf)) && besideText(e.n)) {
		r.run.number = len(r.run.buf)
	}
}

// isDotted reports a number that can be nothing else: with digits and a point, or
// with a letter before digits. 09.01.24 may be a date and stays in the text.
func isDotted(s string) bool {
	if (len(s) == 8 || len(s) == 10) && s[2] == '.' && s[5] == '.' && strings.Trim(s[:2]+s[3:5]+s[6:], "0123456789") == "" {
		return false
	}
	return isNumber(s) && hasDigit(s) && strings.Trim(s, "0123456789") != "" && s[0] != '('
}

// inBrackets reports a number or letter in brackets, as statutes count: "(a)", "(iv)", "(2)".
func inBrackets(s string) bool {
	return len(s) > 2 && len(s) <= 6 && s[0] == '(' && s[len(s)-1] == ')' && !strings.Contains(s, ".") && isNumber(s)
}

// besideText reports an element with one other beside it that holds the rest of the line.
func besideText(n *html.Node) bool {
	blank := func(k *html.Node) bool { return k.Type == html.TextNode && strings.TrimSpace(k.Data) == "" }
	next := n.NextSibling
	for next != nil && blank(next) {
		next = next.NextSibling
	}
	if next == nil || next.Type != html.ElementNode || next.DataAtom != n.DataAtom {
		return false
	}
	for next = next.NextSibling; next != nil && blank(next); {
		next = next.NextSibling
	}
	return next == nil
}

// bigFont reports the size with which old pages set their headings.
func bigFont(n *html.Node) bool {
	size := attr(n, "size")
	return size >= "4" && size <= "7" || strings.HasPrefix(size, "+")
}

// turnsTo notes the address of the page that a link says is the next.
func (r *reader) turnsTo(e *element, href string) {
	if r.doc.Next == "" && strings.EqualFold(attr(e.n, "rel"), "next") {
		r.doc.Next = r.links.resolve(href)
	}
}

// anchor reads a link.
func (r *reader) anchor(i int32) {
	e := &r.s.elems[i]
	href := attr(e.n, "href")
	if mail := attr(e.n, "data-cfemail"); mail != "" {
		r.text(decodeMail(mail))
		return
	}
	if href == "" || href == "#" {
		if !e.is(toggle) || !r.opener(i) {
			r.children(e.n)
		}
		return
	}
	if e.is(toggle) && r.opener(i) || r.footnoteLink(e) || !r.verbatim && (toTop(e, href) || backSign(e, href)) {
		return
	}
	if r.secondDownload(e, href) {
		return
	}
	if r.rank > 0 && r.s.tagsTitle(i) {
		r.marked(e)
		return
	}
	r.turnsTo(e, href)
	outer := r.link
	r.link = e.n
	from := len(r.run.alts)
	r.children(e.n)
	if r.run.open < 0 && len(r.run.alts) > from {
		// A link of a picture: its words are the alternative text.
		r.run.openLink(r.links.resolve(href), cleanText(attr(e.n, "title")))
	}
	r.run.closeLink()
	r.link = outer
}

// tagsTitle reports a link beside the title in a heading that leads to all pages of the site with
// one word (HTML, section 4.6.7.15): the word is set with the title, and leads to no chapter.
func (s *survey) tagsTitle(i int32) bool {
	if !strings.EqualFold(attr(s.elems[i].n, "rel"), "tag") {
		return false
	}
	up := s.elems[i].up
	for up >= 0 && s.elems[up].sort != heading {
		up = s.elems[up].up
	}
	return up >= 0 && s.elems[up].link > s.elems[i].link
}

// lineBreak ends a line; two in a row end a paragraph.
func (r *reader) lineBreak() {
	switch {
	case r.rank > 0:
		r.run.space = true
	case r.run.atLineStart() && r.cell == nil && r.link == nil:
		r.flush()
	default:
		r.run.breakLine()
	}
}

// image notes the alternative text of a picture.
func (r *reader) image(n *html.Node) {
	alt := cleanText(attr(n, "alt"))
	if alt == "" {
		alt = cleanText(attr(n, "title"))
	}
	if alt != "" {
		r.run.alts = append(r.run.alts, alt)
		r.run.altAt = append(r.run.altAt, len(r.run.buf))
		r.run.srcs = append(r.run.srcs, r.source(n))
	}
}

// source is the address of a picture, "" for one that stands in the page itself. A page that
// loads its pictures late keeps it apart.
func (r *reader) source(n *html.Node) string {
	for _, key := range []string{"data-src", "src"} {
		if src := strings.TrimSpace(attr(n, key)); src != "" && !strings.HasPrefix(src, "data:") {
			return r.links.resolve(src)
		}
	}
	return ""
}

// footnote reports a raised reference to a note, which is no word of the text:
// digits or a sign, linked or behind a word.
func (r *reader) footnote(e *element) bool {
	t := strings.Trim(plainText(e.n, 16), " []()")
	if t == "" || len(t) > 3 || !noteSign(t) {
		return false
	}
	if e.links > 0 || r.link != nil {
		r.noteAt(e.n)
		return true
	}
	return behindWord(r.run.buf) || r.run.empty() && startsNote(e)
}

// noteAt keeps the place of the note to which a raised sign in the text leads.
func (r *reader) noteAt(n *html.Node) {
	for c := n.FirstChild; c != nil && r.region == Main; c = c.FirstChild {
		if href := attr(c, "href"); strings.HasPrefix(href, "#") && !backToMark.MatchString(href) {
			r.notes = append(r.notes, href[1:])
			return
		}
	}
}

// startsNote reports a raised sign that opens a note: words follow it, and not the
// rest of a fraction.
func startsNote(e *element) bool {
	next := e.n.NextSibling
	if next == nil {
		return false
	}
	t := strings.TrimSpace(next.Data)
	if next.Type == html.ElementNode {
		t = plainText(next, 16)
	}
	c, _ := utf8.DecodeRuneInString(t)
	return unicode.IsLetter(c)
}

// noteSign reports digits or one of the signs that printers use for notes.
func noteSign(t string) bool {
	for _, c := range t {
		if (c < '0' || c > '9') && !strings.ContainsRune("*†‡§,", c) {
			return false
		}
	}
	return true
}

// behindWord reports whether the text ends with a word or a stop, and not with a
// unit or a number that a raised digit belongs to.
func behindWord(buf []byte) bool {
	c, n := utf8.DecodeLastRune(buf)
	if n == 0 {
		return false
	}
	if strings.ContainsRune(".,;:!?)\"'’”", c) {
		return true
	}
	k := len(buf)
	for k > 0 && (buf[k-1] >= 'a' && buf[k-1] <= 'z' || buf[k-1] >= 'A' && buf[k-1] <= 'Z') {
		k--
	}
	return len(buf)-k > 2
}

// abuts reports text that begins with a letter, with no space before it.
func abuts(n *html.Node) bool {
	if n == nil || n.Type != html.TextNode {
		return false
	}
	c, _ := utf8.DecodeRuneInString(n.Data)
	return unicode.IsLetter(c)
}

// footnoteLink reports a link whose only text is a raised or bracketed digit that
// leads to a note on the same page, or the digit before a note that leads back to its
// place in the text.
func (r *reader) footnoteLink(e *element) bool {
	if e.link == 0 || e.link > 14 || !strings.HasPrefix(attr(e.n, "href"), "#") {
		return false
	}
	t := plainText(e.n, 16)
	inner := strings.Trim(t, "[]()")
	if len(inner) != len(t) {
		inner = withoutNoteWord(inner)
	}
	if !noteSign(inner) || inner == "" || len(inner) > 5 {
		return false
	}
	c := e.n.FirstChild
	if r.run.empty() && backToMark.MatchString(attr(e.n, "href")) {
		return true
	}
	if t != inner && strings.HasPrefix(t, "[") || c != nil && c.DataAtom == atom.Sup {
		if r.region == Main {
			r.notes = append(r.notes, attr(e.n, "href")[1:])
		}
		return true
	}
	return r.run.empty() && r.marker == "" && abuts(e.n.NextSibling)
}

// backToMark is the name of the place in a text where the mark of a note stands: "#fnref1",
// "#_ftnref2", "#cite_ref-3", "#ref4".
var backToMark = pattern.New(`(?i)^#(?:[\w.:-]*?(?:fn|ftn|edn|note|cite)[-_:.]?ref|ref[-_:.]?\d{1,3}$)`)

// withoutNoteWord is the sign of a note in brackets without the word before it: "[footnote
// 1]".
func withoutNoteWord(inner string) string {
	if word, sign, ok := strings.Cut(inner, " "); ok {
		switch lowerASCII(word) {
		case "footnote", "endnote", "note", "fn":
			return sign
		}
	}
	return inner
}

// secondDownload reports a button "Download" beside a link to the same file.
func (r *reader) secondDownload(e *element, href string) bool {
	if e.link < 4 || e.link > 20 || len(r.run.links) == 0 || !strings.HasPrefix(strings.ToLower(plainText(e.n, 40)), "download") {
		return false
	}
	return r.run.links[len(r.run.links)-1].Href == r.links.resolve(href)
}

// toTop reports a link back to the top of the page.
func toTop(e *element, href string) bool {
	if href[0] != '#' || e.link == 0 || e.link > 20 {
		return false
	}
	t := strings.Trim(fold(plainText(e.n, 40)), " ^[]()↑▲")
	return t == "top" || t == "top of page" || t == "back to top" || t == "top of the page" || t == "return to top" || t == "back to contents" || t == "return to contents"
}

// backSign reports a link back from a note to its place in the text: nothing but a
// sign such as an arrow.
func backSign(e *element, href string) bool {
	if href[0] != '#' || e.link == 0 || e.link > 6 {
		return false
	}
	for _, c := range plainText(e.n, 8) {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return false
		}
	}
	return true
}

// button reads a control: what it opens is content and its words are the heading
// of it; any other control is no text.
func (r *reader) button(i int32) {
	e := &r.s.elems[i]
	switch {
	case r.rank > 0 || r.item != nil && e.is(toggle):
		r.children(e.n)
	case e.is(toggle|panel) && r.opener(i):
	default:
		if r.region == Main {
			r.lost += int(e.text)
		}
	}
}

// embedded notes a document or a film that is shown inside the page.
func (r *reader) embedded(n *html.Node) {
	src := cmp.Or(attr(n, "src"), attr(n, "data"))
	for c := n.FirstChild; c != nil && src == ""; c = c.NextSibling {
		if c.DataAtom == atom.Source {
			src = attr(c, "src")
		}
	}
	href := r.links.resolve(src)
	if href == "" || r.region != Main || r.cell != nil {
		return
	}
	r.flush()
	if (n.DataAtom == atom.Frame || n.DataAtom == atom.Iframe) && len(r.doc.Frames) < maxFrames {
		r.doc.Frames = append(r.doc.Frames, href)
	}
	alt := cleanText(cmp.Or(attr(n, "title"), attr(n, "aria-label")))
	r.emit(&Block{Kind: Image, Text: alt, Links: []Link{{End: len(alt), Text: alt, Href: href}}})
}

// decodeMail undoes the obfuscation of addresses by a well-known proxy: hex bytes,
// each combined with the first. Its key changes with every response.
func decodeMail(hex string) string {
	if len(hex) < 4 || len(hex)%2 != 0 || len(hex) > 400 {
		return ""
	}
	out := make([]byte, 0, len(hex)/2)
	key, ok := hexByte(hex[:2])
	for k := 2; k < len(hex) && ok; k += 2 {
		var c byte
		if c, ok = hexByte(hex[k : k+2]); ok {
			out = append(out, c^key)
		}
	}
	if !ok || !utf8.Valid(out) {
		return ""
	}
	return string(out)
}

func hexByte(s string) (byte, bool) {
	var b byte
	for k := range 2 {
		c := s[k] | 0x20
		switch {
		case c >= '0' && c <= '9':
			b = b<<4 | (c - '0')
		case c >= 'a' && c <= 'f':
			b = b<<4 | (c - 'a' + 10)
		default:
			return 0, false
		}
	}
	return b, true
}
