package diff

// wanderWords is the least length of a sentence that is looked for elsewhere in
// the chapter.
const wanderWords = 6

// A stray is a sentence that was removed or added somewhere: sentence sent of the
// edits of a pair of lines, or (sent < 0) sentence part of a line that is gone or
// new as a whole.
type stray struct {
	line, sent, part int
}

// moveSentences turns a sentence that left one paragraph and came into another into
// a move: nobody should read of a duty that was taken away and given again.
func (s *script) moveSentences() {
	gone, come := s.strays(true), s.strays(false)
	moved := map[stray]bool{}
	for key, from := range gone {
		to := come[key]
		for i := 0; i < len(from) && i < len(to); i++ {
			moved[from[i]], moved[to[i]] = true, true
		}
	}
	if len(moved) == 0 {
		return
	}
	for i := range s.lines {
		s.applyMoves(i, moved)
	}
}

// strays lists the sentences that are gone (or new) by their folded text.
func (s *script) strays(gone bool) map[string][]stray {
	out := map[string][]stray{}
	add := func(toks []token, at stray) {
		if wordsOf(toks) >= wanderWords {
			k := keyOf(toks)
			out[k] = append(out[k], at)
		}
	}
	for i := range s.lines {
		l := &s.lines[i]
		if l.spans == nil || l.move {
			continue
		}
		if whole := s.wholeLine(l, gone); whole != nil {
			for n, sen := range sentences(whole) {
				add(sen.toks, stray{i, -1, n})
			}
			continue
		}
		for n, e := range l.sents {
			if toks := e.side(gone); toks != nil && e.side(!gone) == nil && !e.moved {
				add(toks, stray{i, n, 0})
			}
		}
	}
	return out
}

func (e *sentenceEdit) side(old bool) []token {
	if old {
		return e.old
	}
	return e.new
}

// wholeLine returns the line that is gone (or new) as a whole, nil for a pair.
func (s *script) wholeLine(l *lineScript, gone bool) *line {
	switch {
	case gone && l.b < 0:
		return &s.old[l.a]
	case !gone && l.a < 0:
		return &s.new[l.b]
	}
	return nil
}

// applyMoves writes the moves into one line.
func (s *script) applyMoves(i int, moved map[stray]bool) {
	l := &s.lines[i]
	if l.spans == nil || l.move {
		return
	}
	gone := l.b < 0
	whole := s.wholeLine(l, gone)
	if whole == nil {
		for n := range l.sents {
			if moved[stray{i, n, 0}] {
				l.sents[n].moved = true
				sp := &l.spans[l.sents[n].first]
				sp.op = pick(sp.op == Delete, MoveFrom, MoveTo)
			}
		}
		return
	}
	parts := sentences(whole)
	some := false
	for n := range parts {
		some = some || moved[stray{i, -1, n}]
	}
	if !some {
		return
	}
	l.spans, l.sents = nil, nil
	for n := range parts {
		here := moved[stray{i, -1, n}]
		op := pick(gone, pick(here, MoveFrom, Delete), pick(here, MoveTo, Insert))
		e := sentenceEdit{moved: here, first: len(l.spans), end: len(l.spans) + 1}
		if gone {
			e.old = parts[n].toks
		} else {
			e.new = parts[n].toks
		}
		l.sents = append(l.sents, e)
		l.spans = append(l.spans, span{op: op, text: parts[n].text, key: keyOf(parts[n].toks)})
	}
}
