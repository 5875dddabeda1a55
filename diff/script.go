package diff

import (
	"slices"
	"strings"
)

// A lineScript is what became of one line.
type lineScript struct {
	a, b  int // lines of the older and newer document, -1 if none
	move  bool
	peer  int
	spans []span         // nil where the line is the same
	sents []sentenceEdit // the changed sentences of a pair, for judging
}

// A sentenceEdit is a changed sentence: old "" is added, new "" removed.
type sentenceEdit struct {
	old, new   []token
	moved      bool
	first, end int // its spans in the line's script
}

// A script is the comparison of two documents, line by line in the order of the
// newer one.
type script struct {
	old, new []line
	lines    []lineScript // in the order of the newer text
	changed  bool
}

// compareLines aligns lines, then sentences, then words.
func compareLines(old, new []line) *script { return scriptOf(old, new, align(old, new)) }

// scriptOf looks into the lines that an alignment pairs.
func scriptOf(old, new []line, steps []step) *script {
	s := &script{old: old, new: new, lines: make([]lineScript, 0, len(steps))}
	for _, st := range steps {
		if st.move && s.staysBeside(st, steps) {
			if st.b < 0 {
				continue
			}
			st = step{a: st.peer, b: st.b, peer: -1}
		}
		ls := lineScript{a: st.a, b: st.b, move: st.move, peer: st.peer}
		switch {
		case st.same && st.b < 0:
			continue
		case st.same:
		case st.a >= 0 && st.b >= 0:
			if old[st.a].sum != new[st.b].sum {
				ls.pairSentences(&old[st.a], &new[st.b])
			}
		case st.a >= 0:
			ls.spans = []span{{op: Delete, text: old[st.a].text, key: foldText(old[st.a].text)}}
			if st.move {
				ls.spans[0].op = MoveFrom
			}
		default:
			ls.spans = []span{{op: Insert, text: new[st.b].text, key: foldText(new[st.b].text)}}
			if st.move {
				ls.spans[0].op = MoveTo
			}
		}
		s.changed = s.changed || ls.spans != nil
		s.lines = append(s.lines, ls)
	}
	s.editMoved()
	s.moveSentences()
	return s
}

// staysBeside tells whether a passage only seems to move, because the words of a
// chapter that was split off or absorbed stand behind all others: it went with them,
// or keeps its order among the chapter's own.
func (s *script) staysBeside(st step, steps []step) bool {
	a, b := st.a, st.peer
	if a < 0 {
		a, b = st.peer, st.b
	}
	if n, m := len(s.old), len(s.new); n == 0 || m == 0 || !s.old[n-1].branch && !s.new[m-1].branch {
		return false
	}
	if s.old[a].branch || s.new[b].branch {
		return true
	}
	return !slices.ContainsFunc(steps, func(o step) bool {
		return o.a >= 0 && o.b >= 0 && !s.old[o.a].branch && !s.new[o.b].branch && (o.a < a) != (o.b < b)
	})
}

// editMoved compares the words of a passage that moved and was edited on the way:
// its new place shows the edits.
func (s *script) editMoved() {
	for i := range s.lines {
		l := &s.lines[i]
		if !l.move || l.b < 0 || s.old[l.peer].sum == s.new[l.b].sum {
			continue
		}
		l.spans = nil
		l.pairSentences(&s.old[l.peer], &s.new[l.b])
		for k := range l.spans {
			if l.spans[k].op == Keep {
				l.spans[k].op = MoveTo
			}
		}
	}
}

// pairSentences fills the script of a pair of lines that differ.
func (l *lineScript) pairSentences(a, b *line) {
	if l.withinSentence(a.tokens(), b.tokens()) {
		return
	}
	as, bs := sentences(a), sentences(b)
	for _, st := range align(as, bs) {
		e := sentenceEdit{first: len(l.spans), moved: st.move}
		switch {
		case st.a >= 0 && st.b >= 0:
			l.append(wordSpans(as[st.a].toks, bs[st.b].toks))
			if as[st.a].sum == bs[st.b].sum {
				continue
			}
			e.old, e.new = as[st.a].toks, bs[st.b].toks
		case st.move && st.b >= 0 && as[st.peer].sum != bs[st.b].sum: // moved and edited
			for _, sp := range wordSpans(as[st.peer].toks, bs[st.b].toks) {
				sp.op = pick(sp.op == Keep, MoveTo, sp.op)
				l.spans = append(l.spans, sp)
			}
			e.old, e.new, e.moved = as[st.peer].toks, bs[st.b].toks, false
		case st.a >= 0:
			l.append([]span{{op: pick(st.move, MoveFrom, Delete), text: spaced(as[st.a].text), key: keyOf(as[st.a].toks)}})
			e.old = as[st.a].toks
		default:
			l.append([]span{{op: pick(st.move, MoveTo, Insert), text: bs[st.b].text, key: keyOf(bs[st.b].toks)}})
			e.new = bs[st.b].toks
		}
		e.end = len(l.spans)
		l.sents = append(l.sents, e)
	}
	if len(l.sents) == 0 { // same words, other marks between sentences
		l.spans = nil
	}
}

// withinSentence fills the script where all that differs lies inside one sentence,
// which is what most edits are; it reports whether that is so.
func (l *lineScript) withinSentence(a, b []token) bool {
	n, m := commonEnds(a, b)
	midA, midB := a[n:len(a)-m], b[n:len(b)-m]
	if len(midA)+len(midB) == 0 || len(midA)+len(midB) > 40 || hasStop(midA) || hasStop(midB) {
		return false
	}
	fromA, toA := sentenceAround(a, n, len(a)-m)
	fromB, toB := sentenceAround(b, n, len(b)-m)
	var s spanner
	s.add(Keep, b[:fromB])
	for _, sp := range wordSpans(a[fromA:toA], b[fromB:toB]) {
		s.append(sp)
	}
	if toB < len(b) {
		var rest spanner
		rest.add(Keep, b[toB:])
		s.append(rest.out[0])
	}
	l.spans = s.out
	l.sents = []sentenceEdit{{old: a[fromA:toA], new: b[fromB:toB], end: len(l.spans)}}
	return true
}

// hasStop tells whether a mark that may end a sentence is among the tokens.
func hasStop(toks []token) bool {
	for _, t := range toks {
		if isStop(t) || strings.Contains(t.text, "\n") {
			return true
		}
	}
	return false
}

func isStop(t token) bool { return t.key == "." || t.key == "?" || t.key == "!" }

// sentenceAround widens a range of tokens to the sentence that it lies in.
func sentenceAround(toks []token, from, to int) (int, int) {
	if from == len(toks) && from > 0 && !isStop(toks[from-1]) { // behind the last word, which ends no sentence
		from--
	}
	for from > 0 && !endsSentence(toks, from-1) {
		from--
	}
	for to < len(toks) && (to == 0 || to == from || to-1 < len(toks)-1 && !endsSentence(toks, to-1)) {
		to++
	}
	return from, to
}

func (l *lineScript) append(s []span) { l.spans = append(l.spans, s...) }

func pick(cond bool, yes, no Op) Op {
	if cond {
		return yes
	}
	return no
}

// spaced makes sure that a removed sentence does not touch the next one.
func spaced(text string) string {
	if strings.HasSuffix(text, " ") {
		return text
	}
	return text + " "
}

// keyOf joins the folded words of some tokens.
func keyOf(toks []token) string {
	n := len(toks)
	for i := range toks {
		n += len(toks[i].key)
	}
	var b strings.Builder
	b.Grow(n)
	for i := range toks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(toks[i].key)
	}
	return b.String()
}

// Script returns the whole comparison of two texts (one line a block), without
// leaving anything out: its Keep, Insert, MoveTo and Break texts joined are the
// newer text as printed.
func Script(old, new string) []Edit {
	a, b := strings.Split(old, "\n"), strings.Split(new, "\n")
	runs := sameRuns(a, b)
	known := map[string]line{} // most lines of the newer text are in the older one
	x := aligner{a: textLines(a, runs, run.inOld, known), b: textLines(b, runs, run.inNew, known)}
	s := scriptOf(x.a, x.b, x.between(runs))
	var out []Edit
	first := true
	for i := 0; i < len(s.lines); {
		l := &s.lines[i]
		if l.b >= 0 && !first {
			out = append(out, Edit{Break, "\n"})
		}
		first = first && l.b < 0
		for _, sp := range l.spans {
			out = append(out, Edit{sp.op, sp.text})
		}
		from := i
		for ; i < len(s.lines) && s.lines[i].spans == nil; i++ {
		}
		if from < i {
			out = append(out, Edit{Keep, strings.Join(b[l.b:s.lines[i-1].b+1], "\n")})
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
func textLines(texts []string, runs []run, side func(run) (from, to int), known map[string]line) []line {
	out := make([]line, len(texts))
	at := 0
	for _, r := range runs { // the last one ends both texts
		from, to := side(r)
		for ; at < from; at++ {
			t := texts[at]
			l, ok := known[t]
			if !ok {
				f := foldText(t)
				l = line{text: t, sum: sum(f), words: countWords(f), under: -1}
				known[t] = l
			}
			out[at] = l
		}
		at = to
	}
	return out
}

// sentencesOver are the spans of the changed sentences from one span to another.
func (l *lineScript) sentencesOver(from, to int) []span {
	first, end := from, to+1
	for _, e := range l.sents {
		if e.first <= to && e.end > from {
			first, end = min(first, e.first), max(end, e.end)
		}
	}
	return l.spans[first:end]
}

// eachSwap calls f for every replacement inside paired lines, also those that moved (ins is
// nil where words were only taken out), with the sentence that it stands in.
func (s *script) eachSwap(f func(sw swap, del, ins *span, sentence []span)) {
	for i := range s.lines {
		l := &s.lines[i]
		if l.b < 0 || l.a < 0 && !l.move {
			continue
		}
		for k := 0; k < len(l.spans); k++ {
			if l.spans[k].op != Delete || len(l.spans[k].key) > 200 {
				continue
			}
			first := k
			del := &l.spans[k]
			var ins *span
			if k+1 < len(l.spans) && l.spans[k+1].op == Insert {
				ins = &l.spans[k+1]
				k++
			}
			f(swapOf(l.spans, first, k), del, ins, l.sentencesOver(first, k))
		}
	}
}

// lone is the line that only one side has, nil if it is told of each chapter.
func (s *script) lone(l *lineScript) *line {
	var own *line
	switch {
	case l.move || l.a >= 0 && l.b >= 0 || l.spans == nil:
		return nil
	case l.b >= 0:
		own = &s.new[l.b]
	default:
		own = &s.old[l.a]
	}
	folded := foldText(own.text)
	if dutyIn(folded, true) != "" || !sweepable(swap{new: folded}) {
		return nil
	}
	return own
}

// passagesGone counts the words of the passages that the newer document has not.
func (s *script) passagesGone() (words int) {
	for i := range s.lines {
		for _, sp := range s.lines[i].spans {
			if n := countWords(foldText(sp.text)); sp.op == Delete && n >= passageWords {
				words += n
			}
		}
	}
	return words
}

// passageWords is the length from which words that are gone count as a passage.
const passageWords = 4
