package compare

import (
	"fmt"
	"manualwatch/diff"
	"manualwatch/diff/textdiff"
)

// lineShare is the share of the chapters with a text into which a line must be put to be
// told once.
const lineShare = .8

// A throughout is a line that was put into, or taken out of, nearly all chapters: a
// notice, as a rule.
type throughout struct {
	text  string
	put   bool
	lines []*textdiff.LineScript
	units []int // newer units, in order
}

// detail says what happened, in one line.
func (t *throughout) detail() string {
	what := "was taken out of"
	if t.put {
		what = "was put into"
	}
	return fmt.Sprintf("%s %s %s", Quoted(textdiff.Clip(t.text)), what, Count(len(t.units), "chapter"))
}

// findThroughout finds such lines and marks them in the scripts. Lines with what matters
// to practice are told of each chapter.
func findThroughout(scripts map[int]*textdiff.Script, order []int, chapters int) []*throughout {
	var all, found []*throughout
	at := map[string]*throughout{}
	for _, u := range order {
		if scripts[u] == nil {
			continue
		}
		for i := range scripts[u].Lines {
			l := &scripts[u].Lines[i]
			own := scripts[u].Lone(l)
			if own == nil {
				continue
			}
			k := fmt.Sprint(l.B >= 0) + string(own.Sum)
			if at[k] == nil {
				at[k] = &throughout{text: own.Text, put: l.B >= 0}
				all = append(all, at[k])
			}
			t := at[k]
			if n := len(t.units); n == 0 || t.units[n-1] != u {
				t.units = append(t.units, u)
			}
			t.lines = append(t.lines, l)
		}
	}
	for _, t := range all {
		if len(t.units) < SweepChapters || float64(len(t.units)) < lineShare*float64(chapters) {
			continue
		}
		for _, l := range t.lines {
			for k := range l.Spans {
				l.Spans[k].Swept = true
			}
		}
		found = append(found, t)
	}
	return found
}

// throughout tells once of a line that came or went in nearly all chapters.
func (x *comparison) throughout(t *throughout) {
	reason, op := "one line was taken out of nearly all chapters", diff.Delete
	if t.put {
		reason, op = "one line was put into nearly all chapters", diff.Insert
	}
	ch := x.add(diff.TermsSwept, diff.Minor, -1, -1, subText, t.detail(), reason)
	ch.Similarity = 0
	ch.Detail = t.detail()
	ch.Edits = []diff.Edit{{Op: op, Text: t.text}}
	for _, u := range t.units {
		ch.OtherIDs = append(ch.OtherIDs, x.c.Sec(u).ID)
	}
}
