package textdiff

import (
	"slices"

	"manualwatch/diff"
)

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
func (s *Script) moveSentences() {
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
	for i := range s.Lines {
		s.applyMoves(i, moved)
	}
}

// strays lists the sentences that are gone (or new) by their folded text.
func (s *Script) strays(gone bool) map[string][]stray {
	out := map[string][]stray{}
	add := func(toks []token, at stray) {
		if wordsOf(toks) >= wanderWords {
			k := KeyOf(toks)
			out[k] = append(out[k], at)
		}
	}
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.Spans == nil || l.move {
			continue
		}
		if whole := s.wholeLine(l, gone); whole != nil {
			for n, sen := range Sentences(whole) {
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
func (s *Script) wholeLine(l *LineScript, gone bool) *Line {
	switch {
	case gone && l.B < 0:
		return &s.old[l.a]
	case !gone && l.a < 0:
		return &s.new[l.B]
	}
	return nil
}

// applyMoves writes the moves into one line.
func (s *Script) applyMoves(i int, moved map[stray]bool) {
	l := &s.Lines[i]
	if l.Spans == nil || l.move {
		return
	}
	gone := l.B < 0
	whole := s.wholeLine(l, gone)
	if whole == nil {
		for n := range l.sents {
			if moved[stray{i, n, 0}] {
				l.sents[n].moved = true
				sp := &l.Spans[l.sents[n].first]
				sp.Op = pick(sp.Op == diff.Delete, diff.MoveFrom, diff.MoveTo)
			}
		}
		return
	}
	parts := Sentences(whole)
	some := false
	for n := range parts {
		some = some || moved[stray{i, -1, n}]
	}
	if !some {
		return
	}
	l.Spans, l.sents = nil, nil
	for n := range parts {
		here := moved[stray{i, -1, n}]
		op := pick(gone, pick(here, diff.MoveFrom, diff.Delete), pick(here, diff.MoveTo, diff.Insert))
		e := sentenceEdit{moved: here, first: len(l.Spans), end: len(l.Spans) + 1}
		if gone {
			e.old = parts[n].toks
		} else {
			e.new = parts[n].toks
		}
		l.sents = append(l.sents, e)
		l.Spans = append(l.Spans, Span{Op: op, text: parts[n].Text, Key: KeyOf(parts[n].toks)})
	}
}

// acrossWords is the least length of a sentence that is looked for in other chapters.
const acrossWords = 8

// A Mover is the comparison of one chapter, with the name by which others speak of it.
type Mover struct {
	Script *Script
	Name   string
}

// MoveAcross turns a sentence that left one chapter and came into another into a move, where it
// is the only one of these words that came or went: the duty that it lays down was neither
// taken away nor given anew. alone reports a sentence that no other chapter has.
func MoveAcross(chapters []Mover, alone func(sentence Sum) bool) {
	gone, come := straysOf(chapters, true), straysOf(chapters, false)
	for key, from := range gone {
		to := come[key]
		if len(from) != 1 || len(to) != 1 || from[0].chapter == to[0].chapter || !alone(Sum(key)) {
			continue
		}
		chapters[from[0].chapter].Script.moveOver(from[0].stray, chapters[to[0].chapter].Name)
		chapters[to[0].chapter].Script.moveOver(to[0].stray, chapters[from[0].chapter].Name)
	}
}

// A straggler is a stray of one of several chapters.
type straggler struct {
	stray
	chapter int
}

func straysOf(chapters []Mover, gone bool) map[string][]straggler {
	out := map[string][]straggler{}
	for n, c := range chapters {
		for key, strays := range c.Script.strays(gone) {
			for _, at := range strays {
				if CountWords(key) >= acrossWords && c.Script.mayGoOver(at) {
					out[key] = append(out[key], straggler{at, n})
				}
			}
		}
	}
	return out
}

// mayGoOver tells whether a stray is no move inside its own chapter, no line of one that was
// split off or absorbed, and none that came or went throughout.
func (s *Script) mayGoOver(at stray) bool {
	l := &s.Lines[at.line]
	if l.a >= 0 && s.old[l.a].Branch != 0 || l.B >= 0 && s.new[l.B].Branch != 0 || allSwept(l.Spans) {
		return false
	}
	return at.sent >= 0 || len(l.sents) == 0 || !l.sents[at.part].moved
}

// moveOver writes the move of a sentence to or from another chapter.
func (s *Script) moveOver(at stray, other string) {
	l := &s.Lines[at.line]
	if at.sent >= 0 || len(l.sents) == 0 {
		s.applyMoves(at.line, map[stray]bool{at: true})
	} else { // another sentence of the line moved before
		l.sents[at.part].moved = true
		l.Spans[at.part].Op = pick(l.B < 0, diff.MoveFrom, diff.MoveTo)
	}
	l.sents[max(at.sent, at.part)].over = other
}

// CameFrom are the chapters, in quotation marks, from which sentences of the newer text came, in the
// order of the text.
func (s *Script) CameFrom() []string {
	var from []string
	for i := range s.Lines {
		for _, e := range s.Lines[i].sents {
			if name := "“" + e.over + "”"; e.over != "" && e.new != nil && !slices.Contains(from, name) {
				from = append(from, name)
			}
		}
	}
	return from
}
