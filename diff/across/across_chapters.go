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
// manual, word for word: what a manual says in a chapter of its own is no gap.
func tellChapters(drafts []draftPart, a, b *normalise.Edition, i, j int) {
	inA, inB := sayings(a, i), sayings(b, j)
	for k := range drafts {
		d := &drafts[k]
		d.onlyA, d.ElsewhereA = saidIn(d.onlyA, d.ElsewhereA, inB)
		d.onlyB, d.ElsewhereB = saidIn(d.onlyB, d.ElsewhereB, inA)
	}
}

// saidIn counts the sentences that stand in other chapters, and returns those that do not.
func saidIn(only []string, counts []Elsewhere, chapters map[string]string) ([]string, []Elsewhere) {
	var left []string
	for _, text := range only {
		if chapter := chapters[textdiff.FoldText(text)]; chapter != "" {
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
		for _, line := range strings.Split(s.Text, "\n") {
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
