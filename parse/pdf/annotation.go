package pdf

import (
	"fmt"
	"strings"
)

// An annotation is a link on a page.
type annotation struct {
	box
	href string // address, or "#page=N" inside the document
}

// A linkSpan is a stretch of a text that is a link, in bytes.
type linkSpan struct {
	start, end int
	href       string
}

const maxAnnotations = 5000

// links reads the link annotations of a page.
func (a *addresser) links(s *sheet) []annotation {
	list := s.dict.key("Annots")
	var out []annotation
	for i := range min(list.len(), maxAnnotations) {
		o := list.index(i)
		if o.key("Subtype").name() != "Link" {
			continue
		}
		page, href := a.target(o)
		if page > 0 {
			href = fmt.Sprintf("#page=%d", page)
		}
		if href == "" {
			continue
		}
		r := boxOf(o.key("Rect"))
		x0, y0 := s.base.apply(r.x0, r.y0)
		x1, y1 := s.base.apply(r.x1, r.y1)
		out = append(out, annotation{boxBetween(point{x0, y0}, point{x1, y1}), href})
	}
	return out
}

// markLinks notes on each word the link that it lies in.
func markLinks(ws []word, links []annotation) {
	if len(links) == 0 {
		return
	}
	for i := range ws {
		w := &ws[i]
		x, y := (w.x0+w.x1)/2, w.y-0.25*w.size
		for k := range links {
			if links[k].holds(x, y) {
				w.href = links[k].href
				break
			}
		}
	}
}

// linkSpans finds the links of lines in the text that was made of them.
func linkSpans(lines []line, text string) []linkSpan {
	var out []linkSpan
	at := 0
	add := func(ws []word) {
		if len(ws) == 0 {
			return
		}
		start, end := findWords(text, at, ws)
		if start >= 0 {
			out = append(out, linkSpan{start, end, ws[0].href})
			at = end
		}
	}
	var run []word
	for i := range lines {
		for _, w := range lines[i].words {
			if len(run) > 0 && w.href != run[0].href {
				add(run)
				run = nil
			}
			if w.href != "" {
				run = append(run, w)
			}
		}
	}
	add(run)
	return out
}

// findWords finds where the words of a link stand in a text, from at on: all of
// them, or as many of the first as stand there as they are.
func findWords(text string, at int, ws []word) (int, int) {
	whole := joinWords(ws)
	if i := strings.Index(text[at:], whole); i >= 0 && whole != "" {
		return at + i, at + i + len(whole)
	}
	// the words that a line's end or a cut left as they were
	for k := min(len(ws)-1, 200); k > 0; k-- {
		part := joinWords(ws[:k])
		if i := strings.Index(text[at:], part); i >= 0 && part != "" {
			return at + i, at + i + len(part)
		}
	}
	return -1, 0
}
