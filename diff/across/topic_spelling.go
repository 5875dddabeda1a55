package across

import "manualwatch/diff/textdiff"

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
		if w[0] != word[0] || !textdiff.OneLetterAway(w, word) {
			continue
		}
		if right != word {
			return word
		}
		right = w
	}
	return right
}
