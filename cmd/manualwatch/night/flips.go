package night

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/history"
	"manualwatch/normalise"
	"manualwatch/out"
)

// flipWindow is how far back a change counts as the first half of a flip-flop;
// standsFor is how long a state must then have stood until people are told so.
const (
	flipWindow = 7 * 24 * time.Hour
	standsFor  = 3 * 24 * time.Hour
)

// Codes of the findings on a page that goes back and forth, and on one that does so
// no longer.
const (
	codeFlipFlop = "flip_flop"
	codeStands   = out.CodeStands
)

// takesBack begins the reason of a change that undoes an earlier one.
const takesBack = "takes back the change of "

// mark says in the reasons of a change that it takes back another, and where that one
// took back a third, that the page goes back and forth and when its state was told
// first. All of them are changes, so that they lead from one edition to the next;
// reports spare the reader the words that were told.
func mark(changes []diff.Change, flips []history.Flip) (again []history.Flip) {
	flip := make(map[string]history.Flip, len(flips))
	for _, f := range flips {
		flip[f.Back.ID] = f
	}
	for i := range changes {
		c := &changes[i]
		switch f, is := flip[c.ID]; {
		case !is, f.Otherwise:
		case f.First != nil && undoes(&f.There):
			c.Reasons = append(slices.Clone(c.Reasons), diff.BackAndForth+dayOfRun(f.First.RunID))
			again = append(again, f)
		default:
			c.Reasons = append(slices.Clone(c.Reasons), takesBack+dayOfRun(f.There.RunID))
		}
	}
	return again
}

// undoes reports whether a change was told as one that undoes another.
func undoes(c *diff.Change) bool {
	return slices.ContainsFunc(c.Reasons, func(r string) bool { return strings.HasPrefix(r, takesBack) || strings.HasPrefix(r, diff.BackAndForth) })
}

// dayOfRun gives the date of a run as people write it.
func dayOfRun(runID string) string {
	t, err := time.Parse(normalise.RunIDLayout, runID)
	if err != nil {
		return runID
	}
	return t.Format(dayForm)
}

// flipDetail says what flips and in which state it is, for the findings.
func flipDetail(f history.Flip) string {
	return fmt.Sprintf("%s goes back and forth between two states: it is again as told on %s, which was taken back on %s",
		compare.Quoted(titleOf(&f.Back)), dayOfRun(f.First.RunID), dayOfRun(f.There.RunID))
}

func titleOf(c *diff.Change) string {
	if c.NewTitle == "" {
		return strings.TrimSpace(c.OldNumber + " " + c.OldTitle)
	}
	return strings.TrimSpace(c.NewNumber + " " + c.NewTitle)
}

// tellStanding notes, once, the chapters that went back and forth and have stood for
// some nights since: whoever was told of the changes learns that they ended, and how.
func (v *visit) tellStanding() error {
	if v.row.Status != out.StatusChanged && v.row.Status != out.StatusUnchanged {
		return nil
	}
	now, seen := v.n.Run.StartedAt, v.n.Past.lastSuccess(v.b.ID, v.n.Run.ID)
	editions := v.n.lastBefore(v.b.ID)
	for i, e := range editions {
		if due := e.ObservedAt.Add(standsFor); due.After(now) || !seen.Before(due) {
			continue // not yet, or told
		}
		h, err := v.n.told(v.b, editions[i:])
		if err != nil {
			return err
		}
		later := out.ChangesOf(v.tables.Changes)
		for _, night := range h.Nights[1:] {
			later = append(later, night.Changes...)
		}
		v.standing(h.Nights[0].Changes, later, e)
	}
	return nil
}

// standing notes which of the chapters that an edition brought back have not changed
// since.
func (v *visit) standing(changes, later []diff.Change, e out.EditionRow) {
	done := map[string]bool{}
	for _, c := range later {
		done[c.SectionID] = true
	}
	for i := range changes {
		c := &changes[i]
		at := slices.IndexFunc(c.Reasons, func(r string) bool { return strings.HasPrefix(r, diff.BackAndForth) })
		if at < 0 || done[c.SectionID] {
			continue
		}
		done[c.SectionID] = true
		v.tables.Findings = append(v.tables.Findings, out.FindingRow{RunID: v.n.Run.ID, BoardID: v.b.ID, URL: c.NewURL, SectionID: c.SectionID, Code: codeStands,
			Detail: fmt.Sprintf("%s went back and forth, and has stood since %s as it was told on %s", compare.Quoted(titleOf(c)),
				e.ObservedAt.Format(dayForm), strings.TrimPrefix(c.Reasons[at], diff.BackAndForth))})
	}
}
