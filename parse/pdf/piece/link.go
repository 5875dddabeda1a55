package piece

import (
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pdf/line"
)

func makeLinks(lines []line.Line, text string) []parse.Link {
	var out []parse.Link
	for _, s := range linkSpans(lines, text) {
		out = append(out, parse.Link{Start: s.start, End: s.end, Text: text[s.start:s.end], Href: s.href})
	}
	return out
}

// A linkSpan is a stretch of a text that is a link, in bytes.
type linkSpan struct {
	start, end int
	href       string
}

// linkSpans finds the links of lines in the text that was made of them.
func linkSpans(lines []line.Line, text string) []linkSpan {
	var out []linkSpan
	at := 0
	add := func(ws []line.Word) {
		if len(ws) == 0 {
			return
		}
		start, end := findWords(text, at, ws)
		if start >= 0 {
			out = append(out, linkSpan{start, end, ws[0].Href})
			at = end
		}
	}
	var run []line.Word
	for i := range lines {
		for _, w := range lines[i].Words {
			if len(run) > 0 && w.Href != run[0].Href {
				add(run)
				run = nil
			}
			if w.Href != "" {
				run = append(run, w)
			}
		}
	}
	add(run)
	return out
}

// findWords finds where the words of a link stand in a text, from at on: all of
// them, or as many of the first as stand there as they are.
func findWords(text string, at int, ws []line.Word) (int, int) {
	whole := line.Join(ws)
	if i := strings.Index(text[at:], whole); i >= 0 && whole != "" {
		return at + i, at + i + len(whole)
	}
	// the words that a line's end or a cut left as they were
	for k := min(len(ws)-1, 200); k > 0; k-- {
		part := line.Join(ws[:k])
		if i := strings.Index(text[at:], part); i >= 0 && part != "" {
			return at + i, at + i + len(part)
		}
	}
	return -1, 0
}
