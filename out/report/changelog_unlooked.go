package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"manualwatch/normalise/wording"
	"manualwatch/out"
)

// unlookedWords say that nobody looked at the manual for a long time before this night.
func unlookedWords(n *Night) string {
	if len(n.Sights) == 0 || len(n.Changes) == 0 || n.Run.StartedAt.Sub(n.Sights[0].At) <= LongUnlooked {
		return ""
	}
	return fmt.Sprintf("\nNobody looked at the manual after %s: what changed may be of any day since.\n", beforeRun(n.Sights[0].At, n.Run))
}

// beforeRun is a day, and how long before a run it was.
func beforeRun(t time.Time, run out.RunRow) string {
	return fmt.Sprintf("%s, %s before this run", Day(t), Number(int(out.DayOf(run.StartedAt)-out.DayOf(t)), "day", "days"))
}

// look finds out when the manuals that were seen were looked at before, changed or not.
func (l *changelog) look(d *out.Dataset) error {
	missing := map[string]*boardLine{}
	for i := range l.boards {
		if b := &l.boards[i]; !b.baseline && !unread(b.obs) {
			missing[b.board.ID] = b
		}
	}
	for _, r := range slices.Backward(l.h.Runs) {
		if len(missing) == 0 {
			return nil
		}
		if r.RunID >= l.runID {
			continue
		}
		obs, err := d.Observations(r.RunID)
		if err != nil {
			return err
		}
		for _, o := range obs {
			if b := missing[o.BoardID]; b != nil {
				b.looked = r.StartedAt
				delete(missing, o.BoardID)
			}
		}
	}
	return nil
}

// unread reports whether nothing of a board could be seen.
func unread(o out.ObservationRow) bool {
	return o.Status == out.StatusFailed || o.Status == out.StatusNeedsIntervention
}

// fewNames bounds how many manuals are named where none of those that were read is left out.
const fewNames = 3

// unlooked names the manuals at which nobody had looked for a long time, by the last look.
func (l *changelog) unlooked(w io.Writer) {
	names := map[string][]string{}
	var lasts []time.Time
	seen := 0
	for _, b := range l.boards {
		seen += wording.BoolInt(!b.baseline && !unread(b.obs))
		if b.looked.IsZero() || l.run.StartedAt.Sub(b.looked) <= LongUnlooked {
			continue
		}
		last := beforeRun(b.looked, l.run)
		if names[last] == nil {
			lasts = append(lasts, b.looked)
		}
		names[last] = append(names[last], Clean(b.board.Name))
	}
	if len(lasts) == 0 {
		return
	}
	slices.SortFunc(lasts, time.Time.Compare)
	fmt.Fprint(w, "\nNobody had looked at these manuals for a long time: what came and went meanwhile was not seen.\n\n")
	for _, t := range lasts {
		last := beforeRun(t, l.run)
		said := strings.Join(names[last], "; ")
		if n := len(names[last]); n == seen && n > fewNames { // who runs it once a week need not read a list each time
			said = "all " + Thousands(n)
		}
		fmt.Fprintf(w, "- After %s: %s\n", last, Escape(stop(said)))
	}
}
