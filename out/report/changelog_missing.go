package report

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"manualwatch/normalise"
	"manualwatch/out"
)

// MissingChangelogs names the changelogs of runs of the dataset that are not under dataDir, as
// paths below it, by run: the one for all boards, and those of the boards of which the run
// had something to tell.
func MissingChangelogs(dataDir string, d *out.Dataset) ([]string, error) {
	runs, err := d.RunIDs()
	if err != nil {
		return nil, err
	}
	seen, err := d.Observations("")
	if err != nil {
		return nil, err
	}
	var due []string
	for _, id := range runs {
		due = append(due, path.Join(changelogs, id+".md"))
	}
	for _, o := range seen {
		if o.Status != out.StatusUnchanged {
			due = append(due, path.Join(changelogs, filepath.Base(o.BoardID), o.RunID+".md"))
		}
	}
	slices.SortStableFunc(due, func(a, b string) int { return strings.Compare(path.Base(a), path.Base(b)) })
	var missing []string
	for _, file := range due {
		if _, err := os.Stat(filepath.Join(dataDir, file)); errors.Is(err, os.ErrNotExist) {
			missing = append(missing, file)
		} else if err != nil {
			return nil, fmt.Errorf("changelog: %w", err)
		}
	}
	return missing, nil
}

// Unwritten lists the runs of the dataset of which changelogs are not under dataDir, oldest
// first: they were killed before these were written, the disk was full, or somebody removed
// them.
func Unwritten(dataDir string, d *out.Dataset) ([]string, error) {
	missing, err := MissingChangelogs(dataDir, d)
	for i, file := range missing {
		missing[i] = strings.TrimSuffix(path.Base(file), ".md")
	}
	return slices.Compact(missing), err
}

// WithoutTables lists the runs that have a changelog under dataDir and are not in the
// dataset, oldest first: a changelog is written when the tables are in place.
func WithoutTables(dataDir string, d *out.Dataset) ([]string, error) {
	runs, err := d.RunIDs()
	if err != nil {
		return nil, err
	}
	files, err := os.ReadDir(filepath.Join(dataDir, changelogs))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("changelog: %w", err)
	}
	var lost []string
	for _, f := range files {
		id, isDoc := strings.CutSuffix(f.Name(), ".md")
		if _, err := time.Parse(normalise.RunIDLayout, id); isDoc && err == nil && !slices.Contains(runs, id) {
			lost = append(lost, id)
		}
	}
	return lost, nil
}
