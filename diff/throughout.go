package diff

import "fmt"

// lineShare is the share of the chapters with a text into which a line must be put to be
// told once.
const lineShare = .8

// A throughout is a line that was put into, or taken out of, nearly all chapters: a
// notice, as a rule.
type throughout struct {
	text  string
	put   bool
	lines []*lineScript
	units []int // newer units, in order
}

// detail says what happened, in one line.
func (t *throughout) detail() string {
	what := "was taken out of"
	if t.put {
		what = "was put into"
	}
	return fmt.Sprintf("%s %s %s", quoted(clip(t.text)), what, count(len(t.units), "chapter"))
}

// findThroughout finds such lines and marks them in the scripts. Lines with what matters
// to practice are told of each chapter.
func findThroughout(scripts map[int]*script, order []int, chapters int) []*throughout {
	var all, found []*throughout
	at := map[string]*throughout{}
	for _, u := range order {
		if scripts[u] == nil {
			continue
		}
		for i := range scripts[u].lines {
			l := &scripts[u].lines[i]
			own := scripts[u].lone(l)
			if own == nil {
				continue
			}
			k := fmt.Sprint(l.b >= 0) + string(own.sum)
			if at[k] == nil {
				at[k] = &throughout{text: own.text, put: l.b >= 0}
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
		if len(t.units) < sweepChapters || float64(len(t.units)) < lineShare*float64(chapters) {
			continue
		}
		for _, l := range t.lines {
			for k := range l.spans {
				l.spans[k].swept = true
			}
		}
		found = append(found, t)
	}
	return found
}

// throughout tells once of a line that came or went in nearly all chapters.
func (x *comparison) throughout(t *throughout) {
	reason, op := "one line was taken out of nearly all chapters", Delete
	if t.put {
		reason, op = "one line was put into nearly all chapters", Insert
	}
	ch := x.add(TermsSwept, Minor, -1, -1, subText, t.detail(), reason)
	ch.Similarity = 0
	ch.Detail = t.detail()
	ch.Edits = []Edit{{op, t.text}}
	for _, u := range t.units {
		ch.OtherIDs = append(ch.OtherIDs, x.c.sec(u).ID)
	}
}
