package textdiff

import (
	"slices"
	"strings"

	"manualwatch/diff"
)

// recased tells of a word that stays whether only its capitals are others: the one in front of it
// came or went.
func recased(was, is string) bool {
	was, is = strings.TrimSpace(was), strings.TrimSpace(is)
	return was != is && strings.EqualFold(was, is)
}

// asPrinted counts a word behind an edit that has other capitals now to the edit, so that both
// sides read as they are printed: "[Only the] [The] police".
func asPrinted(spans []Span) []Span {
	if !slices.ContainsFunc(spans, func(s Span) bool { return s.was != "" }) {
		return spans
	}
	out := make([]Span, 0, len(spans)+1)
	for _, s := range spans {
		if s.was == "" || len(out) == 0 || out[len(out)-1].Swept {
			out = append(out, s)
			continue
		}
		n := len(Tokens(s.text)[0].text)
		out = grown(out, s.was, s.text[:n])
		if s.text = s.text[n:]; s.text != "" {
			out = append(out, s)
		}
	}
	return out
}

// grown adds a word to the edit at the end of spans, as it was and as it is.
func grown(spans []Span, was, is string) []Span {
	last := &spans[len(spans)-1]
	if last.Op == diff.Delete {
		last.text += was
		return append(spans, Span{Op: diff.Insert, text: is})
	}
	ins := *last
	ins.text += is
	spans = spans[:len(spans)-1]
	if n := len(spans); n > 0 && spans[n-1].Op == diff.Delete {
		spans[n-1].text += was
		return append(spans, ins)
	}
	return append(spans, Span{Op: diff.Delete, text: was}, ins)
}
