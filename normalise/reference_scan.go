package normalise

import (
	"unicode"
	"unicode/utf8"
)

// A scent tells passages that may cite something from those that cannot, without
// splitting them into words: most cite nothing.
type scent struct {
	names    phraseBook
	openings // of the first words of names
}

func newScent(names phraseBook) *scent {
	s := &scent{names: names}
	s.enter("act")
	for first := range names {
		s.enter(first)
	}
	return s
}

// enter notes the opening of a first word. An apostrophe, which is a sign or wide,
// can stand after any letter of it.
func (s *scent) enter(word string) {
	key := 0
	for n := range min(len(word), openingBytes) {
		if n > 0 {
			s.allow(key<<classBits|classSign, n+1)
			s.allow(key<<classBits|classWide, n+1)
		}
		key = key<<classBits | int(byteClass[word[n]])
	}
	s.allow(key, min(len(word), openingBytes))
}

// in reports whether a name of the table or "Act" and a year may stand in text.
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
		if !wordByte(c) {
			i++
			continue
		}
		if s.may(text[i:]) && s.at(text, i) {
			return true
		}
		for i++; i < len(text) && wordByte(text[i]); i++ {
		}
	}
	return false
}

// at reports whether the first two words of a name, or "Act" and a year, stand at
// a place.
func (s *scent) at(text string, i int) bool {
	var one, two foldedWord
	after := one.read(text, i)
	names, named := s.names[string(one.text[:one.n])]
	act := text[i] == 'A' && string(one.text[:one.n]) == "act"
	if !named && !act && !one.odd {
		return false
	}
	for k := range names {
		if len(names[k].words) == 1 {
			return true
		}
	}
	two.read(text, wordAfter(text, after))
	if one.odd || two.odd || act && two.n == 4 && isDigit(two.text[0]) {
		return true
	}
	for k := range names {
		if names[k].words[1] == string(two.text[:two.n]) {
			return true
		}
	}
	return false
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
		switch {
		case wordByte(c):
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			w.text[w.n] = c
			w.n++
			i++
		case c == '\'' || c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(text[i:])
			if !isApostrophe(r) {
				w.odd = unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
				return i
			}
			if !letterFollows(text[i:], r) {
				return i
			}
			i += size
		default:
			return i
		}
	}
	w.odd = w.n == len(w.text)
	return i
}

// wordAfter is the place of the next word, "&" counted as one.
func wordAfter(text string, i int) int {
	for i < len(text) && !wordByte(text[i]) && text[i] != '&' && text[i] < utf8.RuneSelf {
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

// wordByte reports a letter or digit of ASCII.
func wordByte(c byte) bool { return wordBytes[c] }

var wordBytes = func() (set [256]bool) {
	for c, k := range byteClass {
		set[c] = k >= 1 && k <= classDigit
	}
	return set
}()
