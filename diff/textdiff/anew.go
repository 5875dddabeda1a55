package textdiff

import (
	"maps"
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
	stems  []string // of these
}

// looseSentences are the sentences that went, or came: what was written anew went in one form and
// came in another. There are none where more of them are than are looked at.
func (s *Script) looseSentences(gone bool) []loose {
	var out []loose
	add := func(text string) {
		f := FoldText(text)
		words := wordsThatTell(f)
		out = append(out, loose{f, words, stemsOf(words)})
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

// saysSame tells whether all sentences of a text that came or went are said in other words by
// sentences that went or came, active ones by passive ones, with the same times, conditions and
// people, and no duty.
func (v *Verdict) saysSame(sentences []Line, came bool) bool {
	if v.loose == nil {
		return false
	}
	var other []string
	own := map[string]bool{}
	for _, sen := range sentences {
		folded := FoldText(sen.Text)
		said := v.saidBy(folded, came)
		if len(said) == 0 {
			return false
		}
		own[folded], other = true, append(other, said...)
	}
	slices.Sort(other)
	other = slices.Compact(other)
	for _, folded := range other { // with what else they say
		for _, o := range v.saidBy(folded, !came) {
			own[o] = true
		}
	}
	a, b := strings.Join(slices.Sorted(maps.Keys(own)), " "), strings.Join(other, " ")
	gone, come := Differ(append(DeadlinesOf(a), conditionsOf(a)...), append(DeadlinesOf(b), conditionsOf(b)...))
	return len(gone)+len(come)+len(verbsOf(a))+len(verbsOf(b)) == 0 && !LimitsDiffer(a, b) && slices.Equal(whoIn(a), whoIn(b))
}

// saidBy are the sentences that went, or came, with most words of a sentence that came, or went.
func (v *Verdict) saidBy(folded string, came bool) []string {
	var out []string
	own := stemsOf(wordsThatTell(folded))
	for _, o := range v.loose(came) {
		if least := min(len(own), len(o.stems)); least >= anewWords && float64(Shared(own, o.stems)) >= anewShare*float64(least) {
			out = append(out, o.folded)
		}
	}
	return out
}

// whoIn are the nouns of a folded text by which people and bodies are named, in the singular.
func whoIn(folded string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return !IsWordRune(r) }) {
		if bearer.MatchString(w) || kindsOfPeople[w] != "" && kindsOfPeople[w] != kindsOfPeople["person"] {
			out = append(out, strings.TrimSuffix(w, "s"))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// stemsOf are sorted words without the endings of number and tense.
func stemsOf(words []string) []string {
	var out []string
	for _, w := range words {
		for _, end := range []string{"ing", "ed", "es", "s"} {
			if stem, ok := strings.CutSuffix(w, end); ok && len(stem) >= leastTellings {
				w = stem
				break
			}
		}
		out = append(out, w)
	}
	slices.Sort(out)
	return slices.Compact(out)
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
