package report

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"manualwatch/out"
)

// latest writes changelogs/latest.md if the run is the newest.
func (l *changelog) latest(d *out.Dataset) error {
	runs, err := d.Runs()
	if err != nil || len(runs) > 0 && runs[len(runs)-1].RunID != l.runID {
		return err
	}
	id, err := latestRun(d, runs, l.register)
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(l.dir, "latest.md"), func(w io.Writer) error {
		if err := l.copyOf(w, id); err != nil {
			return err
		}
		leadBack(w, runs, id)
		return nil
	})
}

// copyOf writes the document of a run, or this run's own where somebody cleared the folder.
func (l *changelog) copyOf(w io.Writer, id string) error {
	if id != l.runID {
		if err := copyFile(w, l.path(id)); !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return l.write(w)
}

// leadsBack is how far back the latest document leads to the runs before.
const leadsBack = 7 * 24 * time.Hour

// leadBack names the runs of the days before that told changes: whoever reads only the
// latest document must not miss those of a run that another one followed at once, or whose
// documents were written late.
func leadBack(w io.Writer, runs []out.RunRow, id string) {
	at := slices.IndexFunc(runs, func(r out.RunRow) bool { return r.RunID == id })
	head := "\n## In the seven days before\n\n"
	for _, r := range slices.Backward(runs[:at]) {
		if runs[at].StartedAt.Sub(r.StartedAt) > leadsBack {
			return
		}
		if r.Changes > 0 {
			fmt.Fprintf(w, "%s- [%s, %s](%s.md): %s\n", head, Day(r.StartedAt), r.StartedAt.UTC().Format("15:04"), r.RunID, Number(int(r.Changes), "change", "changes"))
			head = ""
		}
	}
}

// latestRun returns the newest run that visited all boards of the register: a look at one
// board in between does not stand for the night. Where no run visited all, it is the newest.
func latestRun(d *out.Dataset, runs []out.RunRow, register []out.Board) (string, error) {
	register = slices.DeleteFunc(slices.Clone(register), func(b out.Board) bool { return b.Left })
	for i := len(runs) - 1; i >= 0; i-- {
		if int(runs[i].BoardsSelected) < len(register) {
			continue
		}
		seen, err := d.Observations(runs[i].RunID)
		if err != nil {
			return "", err
		}
		if visitedAll(seen, register) {
			return runs[i].RunID, nil
		}
	}
	return runs[len(runs)-1].RunID, nil
}

func visitedAll(seen []out.ObservationRow, register []out.Board) bool {
	return !slices.ContainsFunc(register, func(b out.Board) bool {
		return !slices.ContainsFunc(seen, func(o out.ObservationRow) bool { return o.BoardID == b.ID })
	})
}
