package crawl

import (
	"errors"
	"fmt"

	"manualwatch/crawl/archive"
)

// Replay returns the results of a run from the archive's log alone, without any
// request: what Run returned when the run was made. A rebuild, an import and a
// run that was killed after its crawl need them. A board that an import brought
// is complete; one that the run did not conclude gets a Cause.
func Replay(ar *archive.Archive, run archive.Run, boards []Board) ([]Result, error) {
	results := make([]Result, len(boards))
	for i, b := range boards {
		o, err := ar.Outcome(run.ID, b.ID)
		if errors.Is(err, archive.ErrNotFound) {
			o, err = archive.Outcome{RunID: run.ID, BoardID: b.ID, Complete: run.Kind == "import"}, nil
			if !o.Complete {
				o.Cause = "the visit was not finished in this run"
			}
		}
		if err != nil {
			return nil, fmt.Errorf("board %s: %w", b.ID, err)
		}
		r, err := recordedResult(ar, o)
		if err != nil {
			return nil, fmt.Errorf("board %s: %w", b.ID, err)
		}
		results[i] = *r
	}
	return results, nil
}
