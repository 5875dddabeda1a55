package report

import (
	"io"
	"os"
	"path/filepath"
	"slices"

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
	path := filepath.Join(l.dir, id+".md")
	if _, err := os.Stat(path); err != nil { // somebody cleared the folder
		path = filepath.Join(l.dir, l.runID+".md")
	}
	return writeFile(filepath.Join(l.dir, "latest.md"), func(w io.Writer) error { return copyFile(w, path) })
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
