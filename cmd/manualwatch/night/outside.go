package night

import (
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/out"
	"manualwatch/out/report"
)

// codeOutside is that of a finding on words that changed though they stand in no chapter.
const codeOutside = out.CodeOutsideChanged

// mostOutside is how often within flipWindow a change of the words of one page that stand in no
// chapter is told: what turns over more often is news.
const mostOutside = 2

// tellOutside notes what changed in words that stand in no chapter, and reports whether
// anything is told: the night is then an edition of its own, from which the next one counts.
func (v *visit) tellOutside(prev, cur *normalise.Edition) (bool, error) {
	told := false
	for _, c := range compare.Outside(prev, cur, compare.Options{RunID: v.n.Run.ID}) {
		n, err := v.toldOutside(c.NewURL)
		if err != nil {
			return told, err
		}
		if n < mostOutside {
			v.finding(c.NewURL, codeOutside, outsideDetail(&c))
			told = true
		}
	}
	return told, nil
}

// toldOutside counts the nights within flipWindow on which such a change of a page was told.
func (v *visit) toldOutside(url string) (int, error) {
	n := 0
	for _, e := range v.n.lastBefore(v.b.ID) {
		if v.n.Run.StartedAt.Sub(e.ObservedAt) > flipWindow {
			continue
		}
		told, err := v.n.findingsOf(v.b.ID, e.RunID, codeOutside)
		if err != nil {
			return n, err
		}
		if _, is := told[url]; is {
			n++
		}
	}
	return n, nil
}

// outsideDetail says what changed, with the words.
func outsideDetail(c *diff.Change) string {
	row := out.ChangeRows([]diff.Change{*c})[0]
	detail := "on " + compare.Quoted(c.NewTitle) + ". " + report.Why(&row)
	for _, side := range []struct {
		label string
		op    diff.Op
	}{{"Was:", diff.Delete}, {"Now:", diff.Insert}} {
		if words := sideWords(c.Edits, side.op); words != "" {
			detail += " " + side.label + " " + compare.Quoted(words) + "."
		}
	}
	return detail
}

// sideWords are the words of one side of an excerpt, "" if none of them is of that side alone.
func sideWords(edits []diff.Edit, side diff.Op) string {
	var b strings.Builder
	own := false
	for _, e := range edits {
		switch e.Op {
		case side, diff.Keep:
			b.WriteString(e.Text)
			own = own || e.Op == side
		case diff.Skip:
			b.WriteString(" … ")
		case diff.Break:
			b.WriteString(" ")
		}
	}
	if !own {
		return ""
	}
	return wording.Squeeze(b.String())
}
