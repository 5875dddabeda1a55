package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A guarded writer keeps what comes from outside from commanding a terminal: a
// character that it would obey, or that turns the direction of a line, is written as
// \u001b, which in a string of JSON is the same character. Line breaks and tabs pass.
type guarded struct {
	w    io.Writer
	rest []byte // the beginning of a character that the next call ends
}

func (g *guarded) Write(p []byte) (int, error) {
	text := append(g.rest, p...)
	g.rest = nil
	var b strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && size == 1 && !utf8.FullRune(text):
			g.rest = append(g.rest, text...)
			size = len(text)
		case r == utf8.RuneError && size == 1:
			b.WriteRune(utf8.RuneError)
		case r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
		text = text[size:]
	}
	if _, err := io.WriteString(g.w, b.String()); err != nil {
		return 0, err
	}
	return len(p), nil
}
