package diff

import "strings"

// Behind returns the words that stand behind folded words anywhere in the edition, "" for none.
func (s *side) Behind(words string) map[string]bool {
	if next, ok := s.followers[words]; ok {
		return next
	}
	next := map[string]bool{}
	for _, u := range s.units {
		for i := range s.docs[u].lines {
			eachFollower(string(s.docs[u].lines[i].sum), words, func(w string) { next[w] = true })
		}
	}
	if s.followers == nil {
		s.followers = map[string]map[string]bool{}
	}
	s.followers[words] = next
	return next
}

// Prints tells whether a folded word stands anywhere in the edition.
func (s *side) Prints(word string) bool {
	if s == nil {
		return false
	}
	if s.words == nil {
		s.words = map[string]bool{}
		for _, u := range s.units {
			for i := range s.docs[u].lines {
				for _, w := range strings.FieldsFunc(foldText(s.docs[u].lines[i].text), func(r rune) bool { return !isWordRune(r) }) {
					s.words[w] = true
				}
			}
		}
	}
	return s.words[word]
}
