package diff

// leastMisspelled is the length in bytes from which a word one letter away from a
// word of the table is taken for it: among shorter words too many differ by one.
const leastMisspelled = 9

// readTitle reads a title, long words of the field that are misspelled by one
// letter as what they mean ("interpretors").
func (t *synonymTable) readTitle(s *stemmer, title string) []titleWord {
	words := s.titleWords(title)
	for i := range words {
		w := &words[i]
		if right := t.spell(w.word); right != w.word {
			w.word, w.stem = right, s.stem(right)
		}
	}
	return words
}

// spell returns the word of the table that a word stands for: the only one that is
// one letter away, otherwise the word itself.
func (t *synonymTable) spell(word string) string {
	if len(word) < leastMisspelled || t.words[word] || t.stop[word] || t.places[word] {
		return word
	}
	right := word
	for w := range t.words {
		if w[0] != word[0] || !oneLetterAway(w, word) {
			continue
		}
		if right != word {
			return word
		}
		right = w
	}
	return right
}

// oneLetterAway tells whether one letter more, less, other or two changed about
// make one word the other; an ending in "s" or "d" is no misspelling.
func oneLetterAway(x, y string) bool {
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(x)-len(y) > 1 {
		return false
	}
	i := 0
	for i < len(y) && x[i] == y[i] {
		i++
	}
	if i == len(y) {
		return false // an ending more: the stems are one, or the words are not
	}
	if len(x) > len(y) {
		return x[i+1:] == y[i:]
	}
	return x[i+1:] == y[i+1:] || i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && x[i+2:] == y[i+2:]
}
