package night

import (
	"fmt"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/history"
)

// flipWindow is how far back a change counts as the first half of a flip-flop.
const flipWindow = 7 * 24 * time.Hour

// takesBack begins the reason of a change that undoes an earlier one; it marks
// the end of a flip-flop that has been told.
const takesBack = "takes back the change of "

// settle tells a flip-flop once: the first change back says so in its reasons, a
// page that goes on flipping is left out and returned as hidden.
func settle(changes []diff.Change, flips []history.Flip) (told []diff.Change, hidden []history.Flip) {
	flip := make(map[string]history.Flip, len(flips))
	for _, f := range flips {
		flip[f.Back.ID] = f
	}
	for _, c := range changes {
		f, is := flip[c.ID]
		if is && alreadyTold(f.There) {
			hidden = append(hidden, f)
			continue
		}
		if is {
			c.Reasons = append(c.Reasons, takesBack+dayOfRun(f.There.RunID))
		}
		told = append(told, c)
	}
	return told, hidden
}

func alreadyTold(c diff.Change) bool {
	for _, r := range c.Reasons {
		if strings.HasPrefix(r, takesBack) {
			return true
		}
	}
	return false
}

// dayOfRun gives the date of a run as people write it.
func dayOfRun(runID string) string {
	t, err := time.Parse("20060102T150405Z", runID)
	if err != nil {
		return runID
	}
	return t.Format(dayForm)
}

// flipDetail says what flips, for the findings.
func flipDetail(f history.Flip) string {
	title := f.Back.NewTitle
	if title == "" {
		title = f.Back.OldTitle
	}
	return fmt.Sprintf("%q goes back and forth between two states (last told %s); the state told then stands", title, dayOfRun(f.There.RunID))
}
