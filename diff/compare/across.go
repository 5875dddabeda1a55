package compare

import (
	"strings"

	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
)

// moveAcross finds the sentences that moved from one chapter to another.
func (x *comparison) moveAcross() {
	var chapters []textdiff.Mover
	for _, c := range x.c.Units {
		if s := x.scripts[c]; s != nil {
			sec := x.c.Sec(c)
			chapters = append(chapters, textdiff.Mover{Script: s, Name: strings.TrimSpace(sec.Number + " " + sec.Title)})
		}
	}
	var then, now map[textdiff.Sum]int
	textdiff.MoveAcross(chapters, func(sentence textdiff.Sum) bool {
		if then == nil {
			then, now = sentences(x.p), sentences(x.c)
		}
		return then[sentence] == 1 && now[sentence] == 1
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
