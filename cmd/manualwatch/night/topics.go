package night

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"manualwatch/diff"
	"manualwatch/diff/across"
	"manualwatch/normalise"
	"manualwatch/out"
)

// topics compares the manuals of all boards after a run that made a new edition
// of any of them, and after any other says which dates passed since; fresh holds the
// editions, changes what the run found.
func (n *Night) topics(fresh map[string]*normalise.Edition, changes []diff.Change) (out.Tables, error) {
	if len(fresh) == 0 {
		return n.passed()
	}
	corrections, err := n.corrections()
	if err != nil {
		return out.Tables{}, err
	}
	return n.compare(fresh, changes, corrections)
}

// priorTopics returns the newest alignment made before this run.
func (n *Night) priorTopics() ([]across.TopicMember, error) {
	run, err := n.Dataset.LastRunWith("topics", n.Run.ID)
	if err != nil || run == "" {
		return nil, err
	}
	rows, err := n.Dataset.Topics(out.Filter{RunID: run})
	if err != nil {
		return nil, err
	}
	return out.TopicsOf(rows), nil
}

// corrections reads what analysts decided; a file that is not there decides nothing.
func (n *Night) corrections() (across.Corrections, error) {
	if n.TopicsFile == "" {
		return across.Corrections{}, nil
	}
	f, err := os.Open(n.TopicsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return across.Corrections{}, nil
	}
	if err != nil {
		return across.Corrections{}, err
	}
	defer f.Close()
	return across.LoadCorrections(f)
}

// light drops from an edition what only the comparison of texts needs, so that
// a night can keep the editions of all its boards.
func light(e *normalise.Edition) *normalise.Edition {
	c := *e
	c.Sections = slices.Clone(e.Sections)
	for i := range c.Sections {
		c.Sections[i].Blocks = nil
	}
	return &c
}
