package compare

import (
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
)

// moveAcross finds the sentences that moved from one chapter to another, which may be a new one.
func (x *comparison) moveAcross() {
	var chapters []textdiff.Mover
	var fresh []int // places among them of new chapters
	var told []int  // places of these among the changes
	for _, c := range x.c.Units {
		s := x.scripts[c]
		if s == nil {
			at := x.addedAt(c)
			if at < 0 {
				continue
			}
			s, fresh, told = textdiff.CompareLines(nil, x.c.Docs[c].Lines), append(fresh, len(chapters)), append(told, at)
		}
		sec := x.c.Sec(c)
		chapters = append(chapters, textdiff.Mover{Script: s, Name: strings.TrimSpace(sec.Number + " " + sec.Title)})
	}
	var then, now map[textdiff.Sum]int
	textdiff.MoveAcross(chapters, func(sentence textdiff.Sum) bool {
		if then == nil {
			then, now = sentences(x.p), sentences(x.c)
		}
		return then[sentence] == 1 && now[sentence] == 1
	})
	for i, n := range fresh {
		if from := chapters[n].Script.CameFrom(); len(from) > 0 {
			x.out[told[i]].Detail = "some of its words stood in " + strings.Join(from, ", ") + " before"
		}
	}
}

// addedAt is the place of the change that tells of a new chapter with words, -1 where there is none.
func (x *comparison) addedAt(c int) int {
	if x.m.ToPrev[c] >= 0 || x.c.Class(c) != 'c' || x.c.Docs[c].Words == 0 {
		return -1
	}
	return slices.IndexFunc(x.out, func(ch placed) bool {
		return ch.Kind == diff.Added && ch.SectionID == x.c.Sec(c).ID && ch.WordsAdded > 0
	})
}

// sentences counts the sentences of all chapters of an edition.
func sentences(s *lineage.Side) map[textdiff.Sum]int {
	out := map[textdiff.Sum]int{}
	for _, u := range s.Units {
		for i := range s.Docs[u].Lines {
			for _, sentence := range textdiff.Sentences(&s.Docs[u].Lines[i]) {
				out[sentence.Sum]++
			}
		}
	}
	return out
}
