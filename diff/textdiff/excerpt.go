package textdiff

import (
	"slices"
	"strings"

	"manualwatch/diff"
)

// skipWords is the least stretch of unchanged words worth leaving out.
const skipWords = 8

// maxExcerpt bounds the text of one excerpt, in bytes; a rewrite of a whole
// handbook is told by its beginning and its counts.
const maxExcerpt = 1 << 18

// Excerpt marks up what changed, with the rest of its sentence and the heading that
// each passage stands under. Swept replacements are shown as they read now.
func (s *Script) Excerpt() []diff.Edit {
	var out []diff.Edit
	under, last, size := "", -2, 0
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.Spans == nil || allSwept(l.Spans) {
			continue
		}
		h := s.headingOf(l)
		switch {
		case h != under:
			out = append(out, diff.Edit{Op: diff.Under, Text: h})
		case last == i-1:
			out = append(out, diff.Edit{Op: diff.Break, Text: "\n"})
		case last >= 0:
			out = append(out, diff.Edit{Op: diff.Skip, Text: ""})
		}
		under, last = h, i
		from := len(out)
		out = appendLine(out, l.Spans, s.isPairOfRows(i))
		for _, e := range out[from:] {
			size += len(e.Text)
		}
		if size > maxExcerpt {
			return append(out, diff.Edit{Op: diff.Skip, Text: ""})
		}
	}
	return out
}

// headingOf is the inner heading that a line stands under, "" at the start of the
// chapter. A heading stands under itself.
func (s *Script) headingOf(l *LineScript) string {
	lines, i := s.new, l.B
	if i < 0 {
		lines, i = s.old, l.a
	}
	if u := lines[i].Under; u >= 0 && u < len(lines) {
		return lines[u].Text
	}
	if lines[i].Heading {
		return lines[i].Text
	}
	return ""
}

// appendLine adds the spans of one line, long unchanged stretches cut down; of a row of a table
// its first cell stays, which says what the row is about.
func appendLine(out []diff.Edit, spans []Span, row bool) []diff.Edit {
	plain := make([]diff.Edit, 0, len(spans))
	spans = asPrinted(spans)
	for i, sp := range spans {
		op := sp.Op
		if sp.Swept {
			if op == diff.Delete {
				continue
			}
			op = diff.Keep
			if slices.ContainsFunc(spans[max(0, i-2):min(i+2, len(spans))], func(near Span) bool { return near.Op == diff.MoveTo }) {
				op = diff.MoveTo
			}
		}
		if n := len(plain); n > 0 && plain[n-1].Op == op {
			plain[n-1].Text += sp.text
		} else {
			plain = append(plain, diff.Edit{Op: op, Text: sp.text})
		}
	}
	for i, e := range plain {
		switch e.Op {
		case diff.Keep:
		case diff.MoveFrom: // its new place has all its words
			head, cut := firstSentence(e.Text)
			if out = append(out, diff.Edit{Op: diff.MoveFrom, Text: head}); cut {
				out = append(out, diff.Edit{Op: diff.Skip, Text: ""})
			}
			continue
		default:
			out = append(out, e)
			continue
		}
		label := ""
		if row && i == 0 {
			label = firstCell(e.Text)
		}
		head, tail, cut := shorten(textAt(plain, i-1), e.Text[len(label):], textAt(plain, i+1))
		head = label + head
		if head != "" {
			out = append(out, diff.Edit{Op: diff.Keep, Text: head})
		}
		if cut {
			out = append(out, diff.Edit{Op: diff.Skip, Text: ""})
		}
		if tail != "" {
			out = append(out, diff.Edit{Op: diff.Keep, Text: tail})
		}
	}
	return out
}

// mostLabel is how many words the first cell of a row has at most that is quoted with another one.
const mostLabel = 40

// firstCell is the first cell of a row with the sign behind it, "" where it says nothing, is no
// label, or goes on.
func firstCell(text string) string {
	const sign = " | "
	cell, _, ok := strings.Cut(text, sign)
	if !ok || !HasLetters(cell) || len(strings.Fields(cell)) > mostLabel {
		return ""
	}
	return cell + sign
}

// textAt is the text of an edit, "" beyond the ends.
func textAt(edits []diff.Edit, i int) string {
	if i < 0 || i >= len(edits) {
		return ""
	}
	return edits[i].Text
}

// shorten cuts out of an unchanged stretch the sentences that no edit touches: head
// is the rest of the sentence that was edited before it, tail the beginning of the
// one edited after it.
func shorten(before, text, after string) (head, tail string, cut bool) {
	ends := sentenceEnds(text)
	from, to := 0, len(text)
	if before != "" && !endsBetween(before, text) {
		from = append(ends, len(text))[0]
	}
	if after != "" && !endsBetween(text, after) {
		to = append([]int{0}, ends...)[len(ends)]
	}
	if from >= to || len(strings.Fields(text[from:to])) < skipWords {
		return text, "", false
	}
	return text[:from], text[to:], true
}

// firstSentence is the first sentence of a long text.
func firstSentence(text string) (head string, cut bool) {
	ends := sentenceEnds(text)
	if len(ends) == 0 || len(strings.Fields(text[ends[0]:])) < skipWords {
		return text, false
	}
	return text[:ends[0]], true
}

// sentenceEnds are the byte offsets inside a text at which a new sentence begins.
func sentenceEnds(text string) []int {
	var ends []int
	toks, at := Tokens(text), 0
	for i := range toks {
		if at += len(toks[i].text); i+1 < len(toks) && endsSentence(toks, i) {
			ends = append(ends, at)
		}
	}
	return ends
}

// endsBetween tells whether a new sentence begins where b goes on after a.
func endsBetween(a, b string) bool {
	const near = 80 // bytes that are enough to see it
	a = strings.ToValidUTF8(a[max(0, len(a)-near):], "")
	b = strings.ToValidUTF8(b[:min(len(b), near)], "")
	return slices.Contains(sentenceEnds(a+b), len(a))
}

// A tally counts the words of a script.
type tally struct{ Added, Removed, kept int }

// Tally counts the words that came and went.
func (s *Script) Tally() tally {
	var t tally
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.Spans == nil {
			t.kept += s.new[l.B].Words
			continue
		}
		for _, sp := range l.Spans {
			n := CountWords(sp.Key)
			switch {
			case sp.Op == diff.Insert && !sp.Swept:
				t.Added += n
			case sp.Op == diff.Delete && !sp.Swept:
				t.Removed += n
			case sp.Op == diff.Keep, sp.Op == diff.MoveTo, sp.Op == diff.Insert:
				t.kept += n
			}
		}
	}
	return t
}

// Similarity of the two texts, 0 to 1.
func (t tally) Similarity() float64 {
	n := 2*t.kept + t.Added + t.Removed
	if n == 0 {
		return 1
	}
	return float64(2*t.kept) / float64(n)
}

// JoinTexts joins the texts of the edits with one of the given ops.
func JoinTexts(edits []diff.Edit, ops ...diff.Op) string {
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
