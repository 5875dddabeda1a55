package cite

import (
	"unicode"
	"unicode/utf8"

	"manualwatch/normalise/wording"
)

// A scent tells passages that may cite something from those that cannot, without
// splitting them into words: most cite nothing.
type scent struct {
	names    phraseBook
	openings // of the first words of names
	// next holds the classes of the bytes that second words begin with, a bit each,
	// by the classes of the first two bytes of the first word.
	next [classes * classes]uint32
	// sizes holds how long first words are, a bit each, by the same.
	sizes [classes * classes]uint64
}

func newScent(names phraseBook) *scent {
	s := &scent{names: names}
	for _, word := range laws {
		s.enter(word, 1<<classDigit|1<<byteClass['n']|1<<classWide) // a year or "(Northern Ireland)"
	}
	for first, from := range names {
		s.enter(first, from.next)
	}
	return s
}

// enter notes the opening of a first word and what may begin the second. An
// apostrophe, which is a sign or wide, can stand after any letter of it.
func (s *scent) enter(word string, next uint32) {
	key := 0
	for n := range min(len(word), openingBytes) {
		if n > 0 {
			s.allow(key<<classBits|classSign, n+1)
			s.allow(key<<classBits|classWide, n+1)
		}
		key = key<<classBits | int(byteClass[word[n]])
	}
	s.allow(key, min(len(word), openingBytes))
	s.next[openingPair(word)] |= next
	s.sizes[openingPair(word)] |= 1 << (len(word) % 64)
}

// openingPair is the classes of the first two bytes of a text.
func openingPair(s string) int {
	key := int(byteClass[s[0]]) << classBits
	if len(s) > 1 {
		key |= int(byteClass[s[1]])
	}
	return key
}

// in reports whether a name of the table or an act and its year may stand in text.
func (s *scent) in(text string) bool {
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
				return true
			}
			i += size
			continue
		}
		if !wording.WordByte(c) {
			i++
			continue
		}
		end := i + 1
		for end < len(text) && wording.WordByte(text[end]) {
			end++
		}
		if s.may(text[i:]) && s.at(text, i, end) {
			return true
		}
		i = end
	}
	return false
}

// at reports whether a name, or "Act" and a year or nation, stands at a place, at which a word
// begins that goes on at least to end. Words that are odd may be those of any name.
func (s *scent) at(text string, i, end int) bool {
	if end == len(text) || text[end] != '\'' && text[end] < utf8.RuneSelf {
		pair := openingPair(text[i:end])
		if s.sizes[pair]>>((end-i)%64)&1 == 0 || s.next[pair]>>classAt(text, wordAfter(text, end))&1 == 0 {
			return false
		}
	}
	var first, second foldedWord
	after := wordAfter(text, first.read(text, i))
	if first.odd {
		return true
	}
	after = wordAfter(text, second.read(text, after))
	if isUpperByte(text[i]) && endsLaw(string(first.text[:first.n])) && (second.odd || second.n == 4 && wording.IsDigit(second.text[0]) || second.n > 0 && second.text[0] == 'n') {
		return true
	}
	names := s.names[string(first.text[:first.n])]
	if names == nil {
		return false
	}
	for k := range names.phrases {
		words := names.phrases[k].words
		if len(words) == 1 || second.odd || string(second.text[:second.n]) == words[1] && wordsStandAt(text, after, words[2:]) {
			return true
		}
	}
	return false
}

// mayName is a cheap test for words that begin with a name.
func (s *scent) mayName(tokens []token) bool {
	first, second := tokens[0].fold, uint8(classEnd)
	if len(tokens) > 1 {
		second = byteClass[tokens[1].fold[0]]
	}
	return s.may(first) && s.next[openingPair(first)]>>second&1 == 1
}

// classAt is the class of the byte at a place of a text, "&" read as "and".
func classAt(text string, i int) uint8 {
	switch {
	case i >= len(text):
		return classEnd
	case text[i] == '&':
		return byteClass['a']
	}
	return byteClass[text[i]]
}

// wordsStandAt reports whether some folded words stand at a place.
func wordsStandAt(text string, at int, words []string) bool {
	for _, want := range words {
		var w foldedWord
		if at = w.read(text, at); w.odd {
			return true
		}
		if string(w.text[:w.n]) != want {
			return false
		}
		at = wordAfter(text, at)
	}
	return true
}

// A foldedWord is a word as tokenise folds it.
type foldedWord struct {
	text [40]byte
	n    int
	odd  bool // it has letters beyond ASCII or is very long
}

// read reads the word that begins at a place and returns the place after it.
func (w *foldedWord) read(text string, i int) int {
	if i < len(text) && text[i] == '&' {
		w.n = copy(w.text[:], "and")
		return i + 1
	}
	for i < len(text) && w.n < len(w.text) {
		c := text[i]
		if low := wording.LowWordBytes[c]; low != 0 {
			w.text[w.n] = low
			w.n++
			i++
			continue
		}
		if c != '\'' && c < utf8.RuneSelf {
			return i
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isApostrophe(r) {
			w.odd = unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
			return i
		}
		if !letterFollows(text[i:], r) {
			return i
		}
		i += size
	}
	w.odd = w.n == len(w.text)
	return i
}

// wordAfter is the place of the next word, "&" counted as one.
func wordAfter(text string, i int) int {
	for i < len(text) && !wording.WordByte(text[i]) && text[i] != '&' && text[i] < utf8.RuneSelf {
		i++
	}
	for i < len(text) && text[i] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			return i
		}
		i = wordAfter(text, i+size)
	}
	return i
}
