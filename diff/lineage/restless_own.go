package lineage

import (
	"strings"

	"manualwatch/diff/textdiff"
)

// ownWords is how many words a line must keep that hardly another chapter has in the same
// place, to be a sentence of the chapter's own that was edited.
const ownWords = 3

// ownEdits reports whether half of the lines at one place are sentences of the chapters'
// own that were edited, as at a yearly review of all of them: such a line has more in
// common with what it was than with the lines of other chapters. What a site prints has
// the words of a template in common, the title of the page, or nothing. Counts, days and
// lists of other pages are not asked.
func (r *restless) ownEdits(s *turnover) bool {
	chapters := map[string]int{}
	for _, m := range s.moved {
		both := lineWords(m[0])
		for w := range lineWords(m[1]) {
			both[w] = true
		}
		for w := range both {
			chapters[w]++
		}
	}
	own := 0
	for i, m := range s.moved {
		if len(m[1].Links) > 0 || r.sayDay(m[0], m[1], false) || !saysMore(replaced(m[0], m[1])) {
			continue
		}
		title, now, kept := textdiff.FoldText(r.cur.Sec(s.docs[i].sec).Title), lineWords(m[1]), 0
		for w := range lineWords(m[0]) {
			if now[w] && chapters[w]*3 <= len(s.moved) && !strings.Contains(title, w) {
				kept++
			}
		}
		if kept >= ownWords {
			own++
		}
	}
	return own*2 >= len(s.moved)
}

// lineWords are the words of a line that say something, folded, each once.
func lineWords(l *textdiff.Line) map[string]bool {
	words := map[string]bool{}
	for _, t := range l.Tokens() {
		if !t.Mark && len(t.Key) > 2 && !strings.Contains(textdiff.StopWords, " "+t.Key+" ") && saysMore(textdiff.Swap{Old: t.Key}) {
			words[t.Key] = true
		}
	}
	return words
}

// saysMore reports a replacement of more than figures and signs.
func saysMore(s textdiff.Swap) bool {
	return strings.ContainsFunc(s.Old+s.New, func(r rune) bool { return r >= 'a' && r <= 'z' })
}
