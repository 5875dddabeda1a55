package report

import (
	"fmt"
	"slices"
	"strings"
)

// Escape makes a text from outside plain in CommonMark and its kin (GitHub,
// pandoc, goldmark): nothing in it is markup, HTML, an address or an entity.
func Escape(s string) string {
	s = Clean(s)
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]<>&|~#!$^{}\"'@", r) && !(r == '"' || r == '\'' || r == '!' && !strings.HasPrefix(s[i+1:], "[")):
			b.WriteByte('\\')
		case r == ':' && strings.HasPrefix(s[i+1:], "//"), r == '.' && i >= 3 && strings.EqualFold(s[i-3:i], "www"):
			b.WriteByte('\\') // no autolink
		case i == 0 && strings.ContainsRune("+-=", r):
			b.WriteByte('\\')
		case (r == '.' || r == ')') && i > 0 && digits(s[:i]) && (i+1 == len(s) || s[i+1] == ' '):
			b.WriteByte('\\') // no ordered list
		}
		b.WriteRune(r)
	}
	return b.String()
}

// digits reports whether s is a number of a list item.
func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// Link returns a Markdown link, or only the text if the address is none to
// follow.
func Link(text, address string) string {
	u := SafeURL(address)
	if u == "" {
		return Escape(text)
	}
	return fmt.Sprintf("[%s](<%s>)", Escape(text), strings.ReplaceAll(u, "&", "&amp;"))
}

// markdownLine writes a quotation; what came or went is in bold where there is
// context around it.
func markdownLine(l Line) string {
	if len(l.Spans) == 0 {
		return Escape(l.Label)
	}
	bold := hasContext(l.Spans)
	var b strings.Builder
	for _, s := range l.Spans {
		text := Escape(s.Text)
		if !bold || s.Mark == Same || text == "" {
			b.WriteString(keepEdges(s.Text, text))
			continue
		}
		b.WriteString(keepEdges(s.Text, "**"+text+"**"))
	}
	return Escape(l.Label) + ": “" + strings.TrimSpace(b.String()) + "”"
}

// hasContext reports whether a quotation shows more than what came or went.
func hasContext(spans []Span) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return s.Mark == Same && !Aside(s.Text) })
}

// Aside reports whether a piece of a quotation is none of its words.
func Aside(s string) bool {
	s = strings.TrimSpace(s)
	return s == "" || s == gap || s == lineEnd
}

// keepEdges puts back the spaces at the ends of a span, which Escape takes off.
func keepEdges(raw, text string) string {
	if text == "" {
		return " "
	}
	return Edges(raw, text)
}

// Edges puts back the spaces at the ends of a text that stood there before it was written for a
// format.
func Edges(raw, text string) string {
	if strings.HasPrefix(raw, " ") {
		text = " " + text
	}
	if strings.HasSuffix(raw, " ") {
		text += " "
	}
	return text
}
