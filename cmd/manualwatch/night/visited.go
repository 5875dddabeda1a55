package night

import (
	"errors"
	"fmt"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
)

// boardOn returns a board with the addresses and settings by which the captures of a run
// must be read: a manual that has moved since was crawled under others.
func (n *Night) boardOn(b crawl.Board, runID string) (crawl.Board, error) {
	key := b.ID + " " + runID
	if then, known := n.visited[key]; known {
		return then, nil
	}
	then, err := crawl.AsVisited(n.Archive, runID, b)
	if err != nil {
		return b, fmt.Errorf("%w: %w", errArchive, err)
	}
	if n.visited == nil {
		n.visited = map[string]crawl.Board{}
	}
	n.visited[key] = then
	return then, nil
}

// outcome returns what an archived visit came to, the zero Outcome for an import.
func (r *Reader) outcome(runID, board string) (archive.Outcome, error) {
	o, err := r.Archive.Outcome(runID, board)
	if errors.Is(err, archive.ErrNotFound) {
		err = nil
	}
	return o, err
}

// asLastRead reports whether tonight's pages are those of the prior edition, all was seen and nothing
// waits to be judged.
func (v *visit) asLastRead(m manifest) (bool, error) {
	if len(m.missing) > 0 || m.stale() || !v.res.Complete || v.waits || !v.sameVersions() || !sameBytes(m.pages, v.before) {
		return false, nil
	}
	judge, err := v.listsToJudge()
	return !judge, err
}
