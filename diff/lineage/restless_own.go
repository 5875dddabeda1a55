package lineage

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// ownWords is how many words a line must keep that hardly another chapter has in the same
// place, to be a sentence of the chapter's own that was edited.
const ownWords = 3

// ownEdits reports whether half of the lines at one place are the chapters' own and were
// edited, as at a yearly review of all of them: they stand amid the text of their chapters, lay
// something down, or are sentences of their own. Counts, days and lists of other pages are none.
func (r *restless) ownEdits(s *turnover) bool {
	chapters := chaptersOfWords(s.moved)
	own := 0
	for i, m := range s.moved {
		switch {
		case !r.mayBeOwn(m[0], m[1]):
		case r.isAmid(s.docs[i], m[0], m[1]), laysDown(m[0], m[1]), r.isOwnSentence(s, i, chapters):
			own++
		}
	}
	return own*2 >= len(s.moved)
}

// mayBeOwn reports a line that neither leads to other pages nor says the day of the visit.
func (r *restless) mayBeOwn(old, now *textdiff.Line) bool {
	return len(now.Links) == 0 && !r.sayDay(old, now, false)
}

// chaptersOfWords counts the lines, as they were or are, that have a word.
func chaptersOfWords(moved [][2]*textdiff.Line) map[string]int {
	chapters := map[string]int{}
	for _, m := range moved {
		both := lineWords(m[0])
		for w := range lineWords(m[1]) {
			both[w] = true
		}
		for w := range both {
			chapters[w]++
		}
	}
	return chapters
}

// isOwnSentence reports a line that has more in common with what it was than with the lines of
// other chapters. What a site prints has the words of a template in common, the title of the
// page, or nothing.
func (r *restless) isOwnSentence(s *turnover, i int, chapters map[string]int) bool {
	m := s.moved[i]
	if !saysMore(replaced(m[0], m[1])) {
		return false
	}
	title, now, kept := textdiff.FoldText(r.cur.Sec(s.docs[i].sec).Title), lineWords(m[1]), 0
	for w := range lineWords(m[0]) {
		kept += wording.BoolInt(now[w] && chapters[w]*3 <= len(s.moved) && !strings.Contains(title, w))
	}
	return kept >= ownWords
}

// elapsed are words with which a site says how long something takes, is past or is to come, or when
// it made a page.
var elapsed = regexp.MustCompile(`\b(?:generated|rendered|cached|loaded|served|downloaded|retrieved|accessed|refreshed|ago|last|past|since|remaining|left|to go|until|ends?|read|reading|online|updated|visit(?:s|ed|ors?)?|views?)\b`)

// laysDown reports a line that names another limit of time than before, or somebody else who
// does a thing: "Time limit: 2 working days", "Lead agency: police".
func laysDown(old, now *textdiff.Line) bool {
	a, b := textdiff.FoldText(old.Text), textdiff.FoldText(now.Text)
	if textdiff.TimescalesDiffer(a, b) {
		return !elapsed.MatchString(a) && !elapsed.MatchString(b)
	}
	s := replaced(old, now)
	return textdiff.NameIn(s.Old) != "" && textdiff.NameIn(s.New) != ""
}

// amidWords is how many words the text around a line must have to be known as the chapter's.
const amidWords = 8

// isAmid reports a line that stands amid the text of its chapter, before and behind which
// sentences of the chapter's own are as they were, and which says other words or names another
// limit: a site prints its own around the text, or in frames of a class of their own. A number
// alone may be a count there too.
func (r *restless) isAmid(d *doc, old, now *textdiff.Line) bool {
	at := slices.IndexFunc(d.Lines, func(l textdiff.Line) bool { return l.Sum == now.Sum })
	if at < 0 || d.isFramed(now) || !saysMore(replaced(old, now)) && !textdiff.RulesDiffer(textdiff.FoldText(old.Text), textdiff.FoldText(now.Text)) {
		return false
	}
	was := r.older(d)
	calm := func(l textdiff.Line) bool {
		return !l.Heading && l.Kind != parse.Heading && len(l.Links) == 0 && l.Words >= amidWords && r.shared()[l.Sum] == 1 && was != nil && was.has(l.Sum)
	}
	return slices.ContainsFunc(d.Lines[:at], calm) && slices.ContainsFunc(d.Lines[at+1:], calm)
}

// isFramed reports a line of a class that the rest of its chapter hardly has.
func (d *doc) isFramed(l *textdiff.Line) bool {
	return l.Class != "" && d.ofClass(l.Class, restlessFew) < 0
}

// older is what became the newer document of a pair.
func (r *restless) older(d *doc) *doc {
	for _, p := range r.pairs {
		if p[1] == d {
			return p[0]
		}
	}
	return nil // unreachable unless the document is of no pair
}

// shared counts the chapters that have a line now.
func (r *restless) shared() map[textdiff.Sum]int {
	if r.sharing == nil {
		r.sharing = map[textdiff.Sum]int{}
		for _, p := range r.pairs {
			seen := map[textdiff.Sum]bool{}
			for i := range p[1].Lines {
				if sum := p[1].Lines[i].Sum; !seen[sum] {
					seen[sum] = true
					r.sharing[sum]++
				}
			}
		}
	}
	return r.sharing
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
