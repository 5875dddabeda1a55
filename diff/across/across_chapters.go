package across

import (
	"strings"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// leastTelling is how many words a sentence has that is looked for in other chapters: what is
// shorter stands in many.
const leastTelling = 6

// tellChapters looks for what only one of two chapters says in the other chapters of the other
// manual, word for word: what a manual says in a chapter of its own is no gap. A duty stays where
// the other chapter lays down another one in its place: what a third chapter says takes nothing
// from that.
func (s sideReader) tellChapters(drafts []draftPart, a, b *normalise.Edition, i, j int) {
	inA, inB := sayings(a, i), sayings(b, j)
	for k := range drafts {
		d := &drafts[k]
		dutiesA, dutiesB := s.duties(d.onlyA), s.duties(d.onlyB)
		d.onlyA, d.ElsewhereA = saidIn(d.onlyA, d.ElsewhereA, inB, dutiesA.rivals(dutiesB))
		d.onlyB, d.ElsewhereB = saidIn(d.onlyB, d.ElsewhereB, inA, dutiesB.rivals(dutiesA))
	}
}

// duties are sentences with a word that binds, and their stems.
type duties map[string]map[string]bool

func (s sideReader) duties(sentences []string) duties {
	out := duties{}
	for _, text := range sentences {
		if verbs, _ := textdiff.VerbsDiffer(textdiff.FoldText(text), ""); len(verbs) > 0 {
			out[text] = s.wordSet(text)
		}
	}
	return out
}

// rivals are the duties in whose place others lay down one that is much like them.
func (d duties) rivals(others duties) map[string]bool {
	out := map[string]bool{}
	for text, words := range d {
		for _, with := range others {
			if sideJaccard(words, with) >= rivalSentence {
				out[text] = true
				break
			}
		}
	}
	return out
}

// saidIn counts the sentences that stand in other chapters, and returns those that do not, or
// that have a rival.
func saidIn(only []string, counts []Elsewhere, chapters map[string]string, rivals map[string]bool) ([]string, []Elsewhere) {
	var left []string
	for _, text := range only {
		if chapter := chapters[textdiff.FoldText(text)]; chapter != "" && !rivals[text] {
			counts = countUnder(counts, Elsewhere{Chapter: chapter}, false)
		} else {
			left = append(left, text)
		}
	}
	return left, counts
}

// sayings are the folded sentences of a manual, but those of the chapter at an index, with the
// first chapter that says each.
func sayings(e *normalise.Edition, but int) map[string]string {
	out := map[string]string{}
	chapter, inside := "", false
	for k := range e.Sections {
		s := &e.Sections[k]
		if s.Kind != normalise.KindHeading {
			chapter = strings.TrimSpace(s.Number + " " + s.Title)
		}
		inside = k == but || inside && s.Depth > e.Sections[but].Depth
		if inside {
			continue
		}
		for line := range strings.SplitSeq(s.Text, "\n") {
			for _, text := range sideSentences(line) {
				folded := textdiff.FoldText(text)
				if _, ok := out[folded]; !ok && textdiff.CountWords(folded) >= leastTelling {
					out[folded] = chapter
				}
			}
		}
	}
	return out
}
