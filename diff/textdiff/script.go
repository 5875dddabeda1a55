// Package textdiff tells what became of a text, line by line and word by word, and how much
// that matters to practice: who must do what, by when, under which conditions.
//
// Words are compared by go-diff inside lines that were aligned before; see align.
package textdiff

import (
	"slices"
	"strings"

	"manualwatch/diff"
)

// A LineScript is what became of one line.
type LineScript struct {
	a, B  int // lines of the older and newer document, -1 if none
	move  bool
	peer  int
	Spans []Span         // nil where the line is the same
	sents []sentenceEdit // the changed sentences of a pair, for judging
}

// A sentenceEdit is a changed sentence: old "" is added, new "" removed.
type sentenceEdit struct {
	old, new   []token
	moved      bool
	over       string // the chapter that it came from or went to, "" for its own
	first, end int    // its spans in the line's script
}

// A Script is the comparison of two documents, line by line in the order of the
// newer one.
type Script struct {
	old, new []Line
	Lines    []LineScript // in the order of the newer text
	Changed  bool
	copies   *[2]map[Sum][]int // where the sentences of both stand, made when needed
}

// CompareLines aligns lines, then sentences, then words.
func CompareLines(old, new []Line) *Script {
	old, new = broken(old, new), broken(new, old)
	old, new = spread(old, new), spread(new, old)
	return scriptOf(old, new, align(old, new))
}

// scriptOf looks into the lines that an alignment pairs.
func scriptOf(old, new []Line, steps []step) *Script {
	s := &Script{old: old, new: new, Lines: make([]LineScript, 0, len(steps))}
	for _, st := range steps {
		if st.move && s.staysBeside(st, steps) {
			if st.b < 0 {
				continue
			}
			st = step{a: st.peer, b: st.b, peer: -1}
		}
		ls := LineScript{a: st.a, B: st.b, move: st.move, peer: st.peer}
		switch {
		case st.same && st.b < 0:
			continue
		case st.same:
		case st.a >= 0 && st.b >= 0:
			if old[st.a].Sum != new[st.b].Sum {
				ls.pairSentences(&old[st.a], &new[st.b])
			}
		case st.a >= 0:
			ls.Spans = []Span{{Op: diff.Delete, text: old[st.a].Text, Key: FoldText(old[st.a].Text)}}
			if st.move {
				ls.Spans[0].Op = diff.MoveFrom
			}
		default:
			ls.Spans = []Span{{Op: diff.Insert, text: new[st.b].Text, Key: FoldText(new[st.b].Text)}}
			if st.move {
				ls.Spans[0].Op = diff.MoveTo
			}
		}
		s.Changed = s.Changed || ls.Spans != nil
		s.Lines = append(s.Lines, ls)
	}
	s.editMoved()
	s.moveSentences()
	return s
}

// staysBeside tells whether a passage only seems to move, because the words of a
// chapter that was split off or absorbed stand behind all others: it went with them,
// or keeps its order among the chapter's own.
func (s *Script) staysBeside(st step, steps []step) bool {
	a, b := st.a, st.peer
	if a < 0 {
		a, b = st.peer, st.b
	}
	if n, m := len(s.old), len(s.new); n == 0 || m == 0 || s.old[n-1].Branch == 0 && s.new[m-1].Branch == 0 {
		return false
	}
	if s.old[a].Branch != 0 || s.new[b].Branch != 0 {
		return true
	}
	return !slices.ContainsFunc(steps, func(o step) bool {
		return o.a >= 0 && o.b >= 0 && s.old[o.a].Branch == 0 && s.new[o.b].Branch == 0 && (o.a < a) != (o.b < b)
	})
}

// editMoved compares the words of a passage that moved and was edited on the way:
// its new place shows the edits.
func (s *Script) editMoved() {
	for i := range s.Lines {
		l := &s.Lines[i]
		if !l.move || l.B < 0 || s.old[l.peer].Sum == s.new[l.B].Sum {
			continue
		}
		l.Spans = nil
		l.pairSentences(&s.old[l.peer], &s.new[l.B])
		for k := range l.Spans {
			if l.Spans[k].Op == diff.Keep {
				l.Spans[k].Op = diff.MoveTo
			}
		}
	}
}

// pairSentences fills the script of a pair of lines that differ.
func (l *LineScript) pairSentences(a, b *Line) {
	if l.withinSentence(a.Tokens(), b.Tokens()) {
		return
	}
	as, bs := Sentences(a), Sentences(b)
	for _, st := range align(as, bs) {
		e := sentenceEdit{first: len(l.Spans), moved: st.move}
		switch {
		case st.a >= 0 && st.b >= 0:
			l.append(wordSpans(as[st.a].toks, bs[st.b].toks))
			if as[st.a].Sum == bs[st.b].Sum {
				continue
			}
			e.old, e.new = as[st.a].toks, bs[st.b].toks
		case st.move && st.b >= 0 && as[st.peer].Sum != bs[st.b].Sum: // moved and edited
			for _, sp := range wordSpans(as[st.peer].toks, bs[st.b].toks) {
				sp.Op = pick(sp.Op == diff.Keep, diff.MoveTo, sp.Op)
				l.Spans = append(l.Spans, sp)
			}
			e.old, e.new, e.moved = as[st.peer].toks, bs[st.b].toks, false
		case st.a >= 0:
			l.append([]Span{{Op: pick(st.move, diff.MoveFrom, diff.Delete), text: l.spaced(as[st.a].Text), Key: KeyOf(as[st.a].toks)}})
			e.old = as[st.a].toks
		default:
			l.append([]Span{{Op: pick(st.move, diff.MoveTo, diff.Insert), text: bs[st.b].Text, Key: KeyOf(bs[st.b].toks)}})
			e.new = bs[st.b].toks
		}
		e.end = len(l.Spans)
		l.sents = append(l.sents, e)
	}
	if len(l.sents) == 0 { // same words, other marks between sentences
		l.Spans = nil
	}
}

// withinSentence fills the script where all that differs lies inside one sentence,
// which is what most edits are; it reports whether that is so.
func (l *LineScript) withinSentence(a, b []token) bool {
	n, m := CommonEnds(a, b)
	midA, midB := a[n:len(a)-m], b[n:len(b)-m]
	if len(midA)+len(midB) == 0 || len(midA)+len(midB) > 40 || hasStop(midA) || hasStop(midB) {
		return false
	}
	fromA, toA := sentenceAround(a, n, len(a)-m)
	fromB, toB := sentenceAround(b, n, len(b)-m)
	l.keep(b[:fromB])
	e := sentenceEdit{old: a[fromA:toA], new: b[fromB:toB], first: len(l.Spans)}
	l.append(wordSpans(e.old, e.new))
	e.end = len(l.Spans)
	l.keep(b[toB:])
	l.sents = []sentenceEdit{e}
	return true
}

// hasStop tells whether a mark that may end a sentence is among the tokens.
func hasStop(toks []token) bool {
	return slices.ContainsFunc(toks, func(t token) bool { return isStop(t) || strings.Contains(t.text, "\n") })
}

func isStop(t token) bool { return t.Key == "." || t.Key == "?" || t.Key == "!" }

// sentenceAround widens a range of tokens to the sentence that it lies in.
func sentenceAround(toks []token, from, to int) (int, int) {
	if from == len(toks) && from > 0 && !isStop(toks[from-1]) { // behind the last word, which ends no sentence
		from--
	}
	for from > 0 && !endsSentence(toks, from-1) {
		from--
	}
	for to < len(toks) && (to == 0 || to == from || !endsSentence(toks, to-1)) {
		to++
	}
	return from, to
}

func (l *LineScript) append(s []Span) { l.Spans = append(l.Spans, s...) }

// keep adds the sentences before the one that was edited, or behind it, as a span of their own:
// what they say is none of its words.
func (l *LineScript) keep(toks []token) {
	var s spanner
	s.add(diff.Keep, toks)
	l.append(s.out)
}

func pick(cond bool, yes, no diff.Op) diff.Op {
	if cond {
		return yes
	}
	return no
}

// spaced makes sure that a removed sentence touches neither the one before it, which may end
// the newer line, nor the next.
func (l *LineScript) spaced(text string) string {
	if n := len(l.Spans); n > 0 && !endsInSpace(l.Spans[n-1].text) {
		text = " " + text
	}
	if endsInSpace(text) {
		return text
	}
	return text + " "
}

// KeyOf joins the folded words of some tokens.
func KeyOf(toks []token) string {
	n := len(toks)
	for i := range toks {
		n += len(toks[i].Key)
	}
	var b strings.Builder
	b.Grow(n)
	for i := range toks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(toks[i].Key)
	}
	return b.String()
}

// Edits returns the whole comparison of two texts (one line a block), without
// leaving anything out: its Keep, Insert, MoveTo and Break texts joined are the
// newer text as printed.
func Edits(old, new string) []diff.Edit {
	a, b := strings.Split(old, "\n"), strings.Split(new, "\n")
	runs := sameRuns(a, b)
	known := map[string]Line{} // most lines of the newer text are in the older one
	x := aligner{a: textLines(a, runs, run.inOld, known), b: textLines(b, runs, run.inNew, known)}
	s := scriptOf(x.a, x.b, x.between(runs))
	var out []diff.Edit
	first := true
	for i := 0; i < len(s.Lines); {
		l := &s.Lines[i]
		if l.B >= 0 && !first {
			out = append(out, diff.Edit{Op: diff.Break, Text: "\n"})
		}
		first = first && l.B < 0
		for _, sp := range asPrinted(l.Spans) {
			out = append(out, diff.Edit{Op: sp.Op, Text: sp.text})
		}
		from := i
		for ; i < len(s.Lines) && s.Lines[i].Spans == nil; i++ {
		}
		if from < i {
			out = append(out, diff.Edit{Op: diff.Keep, Text: strings.Join(b[l.B:s.Lines[i-1].B+1], "\n")})
		} else {
			i++
		}
	}
	return out
}

// A run is a stretch of n lines that is the same byte by byte in two texts.
type run struct{ a, b, n int }

func (r run) inOld() (from, to int) { return r.a, r.a + r.n }
func (r run) inNew() (from, to int) { return r.b, r.b + r.n }

// sameRuns finds the stretches that two texts have in common byte by byte, in order:
// both ends, and around the lines that occur once in each. Most of an edited text
// lies in them, and nothing in them need be read.
func sameRuns(a, b []string) []run {
	head, tail := 0, 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	endA, endB := len(a)-tail, len(b)-tail
	last := run{n: head}
	runs := []run{last}
	for _, x := range chained(head, endA, head, endB, func(i int) string { return a[i] }, func(j int) string { return b[j] }) {
		i, j := x[0], x[1]
		if i < last.a+last.n {
			continue // the last run went over it
		}
		for i > last.a+last.n && j > last.b+last.n && a[i-1] == b[j-1] {
			i, j = i-1, j-1
		}
		n := x[0] - i + 1
		for i+n < endA && j+n < endB && a[i+n] == b[j+n] {
			n++
		}
		last = run{i, j, n}
		runs = append(runs, last)
	}
	return append(runs, run{endA, endB, tail})
}

// textLines makes lines of texts; those inside a run stay empty.
func textLines(texts []string, runs []run, side func(run) (from, to int), known map[string]Line) []Line {
	out := make([]Line, len(texts))
	at := 0
	for _, r := range runs { // the last one ends both texts
		from, to := side(r)
		for ; at < from; at++ {
			t := texts[at]
			l, ok := known[t]
			if !ok {
				f := FoldText(t)
				l = Line{Text: t, Sum: Sum(f), Words: CountWords(f), Under: -1}
				known[t] = l
			}
			out[at] = l
		}
		at = to
	}
	return out
}

// sentencesOver are the spans of the changed sentences from one span to another.
func (l *LineScript) sentencesOver(from, to int) []Span {
	first, end := from, to+1
	for _, e := range l.sents {
		if e.first <= to && e.end > from {
			first, end = min(first, e.first), max(end, e.end)
		}
	}
	return l.Spans[first:end]
}

// EachSwap calls f for every replacement inside paired lines, also those that moved (ins is
// nil where words were only taken out), with the sentence that it stands in.
func (s *Script) EachSwap(f func(sw Swap, del, ins *Span, sentence []Span)) {
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.B < 0 || l.a < 0 && !l.move {
			continue
		}
		for k := 0; k < len(l.Spans); k++ {
			if l.Spans[k].Op != diff.Delete || len(l.Spans[k].Key) > 200 {
				continue
			}
			first := k
			del := &l.Spans[k]
			var ins *Span
			if k+1 < len(l.Spans) && l.Spans[k+1].Op == diff.Insert {
				ins = &l.Spans[k+1]
				k++
			}
			f(swapOf(l.Spans, first, k), del, ins, l.sentencesOver(first, k))
		}
	}
}

// Lone is the line that only one side has, nil if it is told of each chapter.
func (s *Script) Lone(l *LineScript) *Line {
	var own *Line
	switch {
	case l.move || l.a >= 0 && l.B >= 0 || l.Spans == nil:
		return nil
	case l.B >= 0:
		own = &s.new[l.B]
	default:
		own = &s.old[l.a]
	}
	folded := FoldText(own.Text)
	if dutyIn(folded, true) != "" || !Sweepable(Swap{New: folded}) {
		return nil
	}
	return own
}

// PassagesGone counts the words of the passages that the newer document has not.
func (s *Script) PassagesGone() (words int) {
	for i := range s.Lines {
		for _, sp := range s.Lines[i].Spans {
			if n := CountWords(FoldText(sp.text)); sp.Op == diff.Delete && n >= passageWords {
				words += n
			}
		}
	}
	return words
}

// passageWords is the length from which words that are gone count as a passage.
const passageWords = 4
