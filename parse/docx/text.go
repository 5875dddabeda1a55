package docx

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"manualwatch/parse"
)

// A textBuilder makes the text of one block: white space collapsed, line breaks
// as '\n', links by their byte offsets.
type textBuilder struct {
	b       []byte
	space   bool // white space is due before the next character
	newline bool // a line break is due before the next character
	links   []parse.Link
	open    *parse.Link // link being written; Start is -1 until its first character
	bold    bool        // something was written bold
	plain   bool        // something was written not bold
	slant   bool        // something was written in italics or underlined
	upright bool        // something was written in neither
	bare    bool        // something was written without a line under it
	size    int         // largest type size written, in half points
	lead    int         // bytes of bold text that begin it
	tabs    []int       // offsets of the tabs between words, several in a row counted once
	turns   []int       // offsets at which bold text begins or ends
	marked  int         // bytes whose look is known
	strong  bool        // the last of these are bold
}

// write adds text as it stands in the file.
func (t *textBuilder) write(s string) {
	for i := 0; i < len(s); {
		c := s[i]
		if c > ' ' && c < utf8.RuneSelf-1 {
			t.settle()
			j := i + 1
			for j < len(s) && s[j] > ' ' && s[j] < utf8.RuneSelf-1 {
				j++
			}
			t.b = append(t.b, s[i:j]...)
			i = j
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		t.writeRune(r, n)
	}
}

func (t *textBuilder) writeRune(r rune, width int) {
	switch {
	case r == '\v' || r == '\u2028' || r == '\u2029':
		t.lineBreak()
	case unicode.IsSpace(r):
		t.space = true
	case r == utf8.RuneError && width == 1, unicode.Is(unicode.Cc, r), r == '\ufeff', r == '\u200b':
		// no character a reader would see
	case r >= 0xF000 && r <= 0xF0FF: // a picture font written as plain text
		if s := pictureSign(r - 0xF000); s != "" {
			t.settle()
			t.b = append(t.b, s...)
		}
	default:
		t.settle()
		t.b = utf8.AppendRune(t.b, r)
	}
}

// settle writes the white space that is due, and the start of an open link.
func (t *textBuilder) settle() {
	if len(t.b) > 0 && t.newline {
		t.b = append(t.b, '\n')
	} else if len(t.b) > 0 && t.space {
		t.b = append(t.b, ' ')
	}
	t.space, t.newline = false, false
	if t.open != nil && t.open.Start < 0 {
		t.open.Start = len(t.b)
	}
}

func (t *textBuilder) lineBreak() { t.newline = true }

// tab is white space that parts columns.
func (t *textBuilder) tab() {
	t.space = true
	if at := len(t.b); at > 0 && (len(t.tabs) == 0 || t.tabs[len(t.tabs)-1] < at) {
		t.tabs = append(t.tabs, at)
	}
}

func (t *textBuilder) openLink(href, title string) {
	t.closeLink()
	if href != "" {
		t.open = &parse.Link{Start: -1, Href: href, Title: title}
	}
}

func (t *textBuilder) closeLink() {
	if t.open != nil && t.open.Start >= 0 && len(t.b) > t.open.Start {
		t.open.End = len(t.b)
		t.links = joinLink(t.links, *t.open)
	}
	t.open = nil
}

// joinLink appends a link, or lengthens the last one if it leads to the same
// place: editors cut one link into several.
func joinLink(links []parse.Link, l parse.Link) []parse.Link {
	if n := len(links); n > 0 && links[n-1].Href == l.Href && l.Start-links[n-1].End <= 1 {
		links[n-1].End = l.End
		return links
	}
	return append(links, l)
}

// mark notes the look of what was just written.
func (t *textBuilder) mark(bold bool, size int) {
	if bold {
		t.bold = true
	} else {
		t.plain = true
	}
	if !t.plain {
		t.lead = len(t.b)
	}
	if t.marked > 0 && bold != t.strong {
		t.turns = append(t.turns, t.marked)
	}
	t.marked, t.strong = len(t.b), bold
	t.size = max(t.size, size)
}

// boldLead is how many bytes of bold text begin a text that is not all bold.
func (t *textBuilder) boldLead(text string) int {
	if !t.plain || t.lead >= len(text) {
		return 0
	}
	return t.lead
}

// giveSeams gives a block of one line that was made of a text the seams in it: tabs, and
// where bold text begins or ends.
func (t *textBuilder) giveSeams(b *parse.Block, text string) {
	cut := len(text) - len(b.Text)
	if cut < 0 || b.Kind == parse.Heading || strings.Contains(text, "\n") || text[cut:] != b.Text {
		return
	}
	at := append(slices.Clone(t.tabs), t.turns...)
	slices.Sort(at)
	for _, k := range slices.Compact(at) {
		if k > cut && k < len(text) && len(b.Seams) < parse.MaxSeams {
			b.Seams = append(b.Seams, k-cut)
		}
	}
}

// finish returns the text in NFC and the links with their words.
func (t *textBuilder) finish() (string, []parse.Link) {
	t.closeLink()
	s := string(t.b)
	if !norm.NFC.IsNormalString(s) {
		for i := range t.links {
			t.links[i].Start = len(norm.NFC.String(s[:t.links[i].Start]))
			t.links[i].End = len(norm.NFC.String(s[:t.links[i].End]))
		}
		for _, at := range [][]int{t.tabs, t.turns} {
			for i := range at {
				at[i] = len(norm.NFC.String(s[:at[i]]))
			}
		}
		s = norm.NFC.String(s)
	}
	for i := range t.links {
		l := &t.links[i]
		l.End = min(l.End, len(s))
		l.Start = min(l.Start, l.End)
		l.Text = s[l.Start:l.End]
	}
	return s, t.links
}

// cutPrefix takes n bytes and the white space after them from the start of a
// text, and moves its links.
func cutPrefix(s string, links []parse.Link, n int) (string, []parse.Link) {
	rest := strings.TrimLeft(s[n:], " \n")
	cut := len(s) - len(rest)
	var out []parse.Link
	for _, l := range links {
		l.Start, l.End = max(l.Start-cut, 0), max(l.End-cut, 0)
		if l.End > l.Start {
			l.Text = rest[l.Start:l.End]
			out = append(out, l)
		}
	}
	return rest, out
}

// typedBullet returns the length of a bullet that was typed as a character, 0 if
// there is none.
func typedBullet(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '•', '▪', '■', '●', '○', '◦', '‣', '⁃', '➢', '►':
		return n
	case '·', '–', '-', '*':
		if strings.HasPrefix(s[n:], " ") {
			return n
		}
	}
	return 0
}

// pictureSign guesses a sign of a picture font whose name is not known.
func pictureSign(c rune) string {
	if c == 0xB7 {
		return "•"
	}
	return wingdings(c)
}
