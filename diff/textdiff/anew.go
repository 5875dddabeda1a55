package textdiff

import (
	"slices"
	"strings"

	"manualwatch/parse"
)

// Bounds of what counts as said again in other words: the share of the telling words of the
// shorter sentence that the other has, their least number, and how many sentences are looked at.
const (
	anewShare     = .6
	anewWords     = 3
	mostAnew      = 300
	leastTellings = 3 // letters of a telling word
)

// A loose sentence came or went, whole or as another stands in its place.
type loose struct {
	folded string
	words  []string // that tell, in order of the alphabet
}

// looseSentences are the sentences that went, or came: what was written anew went in one form and
// came in another. There are none where more of them are than are looked at.
func (s *Script) looseSentences(gone bool) []loose {
	var out []loose
	add := func(text string) {
		f := FoldText(text)
		out = append(out, loose{f, wordsThatTell(f)})
	}
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.Spans == nil || l.move {
			continue
		}
		if whole := s.wholeLine(l, gone); whole != nil && len(l.sents) == 0 {
			if whole.Kind != parse.Heading {
				for _, sen := range Sentences(whole) {
					add(sen.Text)
				}
			}
			continue
		}
		for k := range l.sents {
			if e := &l.sents[k]; e.side(gone) != nil && !e.moved {
				add(textOf(e.side(gone)))
			}
		}
	}
	if len(out) > mostAnew {
		return nil
	}
	return out
}

func wordsThatTell(folded string) []string {
	words := strings.FieldsFunc(folded, func(r rune) bool { return !IsWordRune(r) })
	words = slices.DeleteFunc(words, func(w string) bool {
		return len(w) < leastTellings || strings.Contains(StopWords, " "+w+" ")
	})
	slices.Sort(words)
	return slices.Compact(words)
}

// writtenAnew tells whether a sentence that came stands for one that went with most of its words
// and with the word, a duty or a limit, for which it matters; or the other way round.
func (v *Verdict) writtenAnew(folded, word string, came bool) bool {
	if v.loose == nil {
		return false
	}
	own := wordsThatTell(folded)
	return slices.ContainsFunc(v.loose(came), func(o loose) bool {
		least := min(len(own), len(o.words))
		if least < anewWords || !strings.Contains(" "+o.folded, " "+word) {
			return false
		}
		return float64(Shared(own, o.words)) >= anewShare*float64(least)
	})
}

// saidFirst is the word for which a line that came or went matters, with its sentence: of the
// first sentence that has such a word and does not only say again what the other text says.
// anew reports that all of these do.
func (v *Verdict) saidFirst(l *Line, find func(folded string) string, came bool) (word, sentence string, anew bool) {
	word = find(FoldText(l.Text))
	if sentence = sentenceWith(l, word); word == "" || !v.writtenAnew(FoldText(sentence), word, came) {
		return word, sentence, false
	}
	for _, sen := range Sentences(l) {
		f := FoldText(sen.Text)
		if w := find(f); w != "" && !v.writtenAnew(f, w, came) {
			return w, strings.TrimSpace(sen.Text), false
		}
	}
	return word, sentence, true
}

// wholeAnew tells whether all sentences of a line that went are written anew.
func (v *Verdict) wholeAnew(l *Line) bool {
	return !slices.ContainsFunc(Sentences(l), func(sen Line) bool { return !v.writtenAnew(FoldText(sen.Text), "", false) })
}

// looseOnce makes the sentences that came and went once, when they are asked for.
func (s *Script) looseOnce() func(gone bool) []loose {
	made := map[bool][]loose{}
	return func(gone bool) []loose {
		if _, ok := made[gone]; !ok {
			made[gone] = s.looseSentences(gone)
		}
		return made[gone]
	}
}
