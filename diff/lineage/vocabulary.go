package lineage

import (
	"strings"

	"manualwatch/diff/textdiff"
)

// Behind returns the words that stand behind folded words anywhere in the edition, "" for none.
func (s *Side) Behind(words string) map[string]bool {
	if next, ok := s.followers[words]; ok {
		return next
	}
	next := map[string]bool{}
	for _, u := range s.Units {
		for i := range s.Docs[u].Lines {
			textdiff.EachFollower(string(s.Docs[u].Lines[i].Sum), words, func(w string) { next[w] = true })
		}
	}
	if s.followers == nil {
		s.followers = map[string]map[string]bool{}
	}
	s.followers[words] = next
	return next
}

// Prints tells whether a folded word stands anywhere in the edition.
func (s *Side) Prints(word string) bool {
	if s == nil {
		return false
	}
	if s.words == nil {
		s.words = map[string]bool{}
		for _, u := range s.Units {
			for i := range s.Docs[u].Lines {
				for _, w := range strings.FieldsFunc(textdiff.FoldText(s.Docs[u].Lines[i].Text), func(r rune) bool { return !textdiff.IsWordRune(r) }) {
					s.words[w] = true
				}
			}
		}
	}
	return s.words[word]
}
