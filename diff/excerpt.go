package diff

import (
	"strings"
	"unicode/utf8"
)

// Words of context on each side of an edit, and the least stretch worth skipping.
const (
	contextWords = 12
	skipWords    = 8
)

// maxExcerpt bounds the text of one excerpt, in bytes; a rewrite of a whole
// handbook is told by its beginning and its counts.
const maxExcerpt = 1 << 18

// excerpt marks up what changed, with a little context and the heading that each
// passage stands under. Swept replacements are shown as they read now.
func (s *script) excerpt() []Edit {
	var out []Edit
	under, last, size := "", -2, 0
	for i := range s.lines {
		l := &s.lines[i]
		if l.spans == nil || allSwept(l.spans) {
			continue
		}
		h := s.headingOf(l)
		switch {
		case h != under:
			out = append(out, Edit{Under, h})
		case last == i-1:
			out = append(out, Edit{Break, "\n"})
		case last >= 0:
			out = append(out, Edit{Skip, ""})
		}
		under, last = h, i
		from := len(out)
		out = appendLine(out, l.spans)
		for _, e := range out[from:] {
			size += len(e.Text)
		}
		if size > maxExcerpt {
			return append(out, Edit{Skip, ""})
		}
	}
	return out
}

// headingOf is the inner heading that a line stands under, "" at the start of the
// chapter. A heading stands under itself.
func (s *script) headingOf(l *lineScript) string {
	lines, i := s.new, l.b
	if i < 0 {
		lines, i = s.old, l.a
	}
	if u := lines[i].under; u >= 0 && u < len(lines) {
		return lines[u].text
	}
	if lines[i].heading {
		return lines[i].text
	}
	return ""
}

// appendLine adds the spans of one line, long unchanged stretches cut down.
func appendLine(out []Edit, spans []span) []Edit {
	plain := make([]Edit, 0, len(spans))
	for _, sp := range spans {
		op := sp.op
		if sp.swept {
			if op == Delete {
				continue
			}
			op = Keep
		}
		if n := len(plain); n > 0 && plain[n-1].Op == op {
			plain[n-1].Text += sp.text
		} else {
			plain = append(plain, Edit{op, sp.text})
		}
	}
	for i, e := range plain {
		switch e.Op {
		case Keep:
		case MoveFrom: // its new place has all its words
			head, _, cut := shorten(e.Text, true, false)
			if out = append(out, Edit{MoveFrom, head}); cut {
				out = append(out, Edit{Skip, ""})
			}
			continue
		default:
			out = append(out, e)
			continue
		}
		head, tail, cut := shorten(e.Text, i > 0, i+1 < len(plain))
		if head != "" {
			out = append(out, Edit{Keep, head})
		}
		if cut {
			out = append(out, Edit{Skip, ""})
		}
		if tail != "" {
			out = append(out, Edit{Keep, tail})
		}
	}
	return out
}

// shorten cuts the middle out of an unchanged stretch: head follows an edit, tail
// goes before one.
func shorten(text string, follows, precedes bool) (head, tail string, cut bool) {
	keep := 0
	if follows {
		keep += contextWords
	}
	if precedes {
		keep += contextWords
	}
	starts := wordStarts(text)
	if len(starts) <= keep+skipWords {
		return text, "", false
	}
	if follows {
		head = text[:starts[contextWords]]
	}
	if precedes {
		tail = text[starts[len(starts)-contextWords]:]
	}
	return head, tail, true
}

// wordStarts are the byte offsets at which words begin.
func wordStarts(text string) []int {
	var out []int
	in := false
	for i, r := range text {
		space := r == ' ' || r == '\n' || r == '\u00a0' || r == utf8.RuneError
		if !space && !in {
			out = append(out, i)
		}
		in = !space
	}
	return out
}

// A tally counts the words of a script.
type tally struct{ added, removed, kept int }

func (s *script) tally() tally {
	var t tally
	for i := range s.lines {
		l := &s.lines[i]
		if l.spans == nil {
			t.kept += s.new[l.b].words
			continue
		}
		for _, sp := range l.spans {
			n := countWords(sp.key)
			switch {
			case sp.op == Insert && !sp.swept:
				t.added += n
			case sp.op == Delete && !sp.swept:
				t.removed += n
			case sp.op == Keep, sp.op == MoveTo, sp.op == Insert:
				t.kept += n
			}
		}
	}
	return t
}

// similarity of the two texts, 0 to 1.
func (t tally) similarity() float64 {
	n := 2*t.kept + t.added + t.removed
	if n == 0 {
		return 1
	}
	return float64(2*t.kept) / float64(n)
}

// joinTexts joins the texts of the edits with one of the given ops.
func joinTexts(edits []Edit, ops ...Op) string {
	var b strings.Builder
	for _, e := range edits {
		for _, op := range ops {
			if e.Op == op {
				b.WriteString(e.Text)
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}
