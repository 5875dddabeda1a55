package night

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"slices"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/out"
)

// topics aligns the chapters of all boards by topic, after a run that made a new
// edition of any of them; fresh holds those. Boards that the run did not make anew
// stand with the edition they have in the dataset.
func (n *Night) topics(fresh map[string]*normalise.Edition) ([]out.TopicRow, error) {
	if len(fresh) == 0 {
		return nil, nil
	}
	editions, err := n.CurrentEditions(fresh)
	if err != nil {
		return nil, err
	}
	prior, err := n.priorTopics()
	if err != nil {
		return nil, err
	}
	corrections, err := n.corrections()
	if err != nil {
		return nil, err
	}
	var rows []out.TopicRow
	for _, m := range diff.AlignTopics(editions, prior, corrections) {
		rows = append(rows, out.TopicRow{RunID: n.Run.ID, TopicID: m.TopicID, Topic: m.Topic, BoardID: m.BoardID,
			SectionID: m.SectionID, Score: m.Score, Standing: m.Standing})
	}
	return rows, nil
}

// CurrentEditions returns the edition of every board that stands after this run,
// sorted by board: those of fresh, and from the dataset what they do not replace.
// They hold texts, but no blocks.
func (n *Night) CurrentEditions(fresh map[string]*normalise.Edition) ([]*normalise.Edition, error) {
	var editions []*normalise.Edition
	for _, e := range fresh {
		editions = append(editions, e)
	}
	for board := range n.Past.editions {
		if fresh[board] != nil {
			continue
		}
		prior := n.Past.prior(board, n.Run.ID)
		if prior.EditionID == "" {
			continue
		}
		e, err := n.stored(prior)
		if err != nil {
			return nil, err
		}
		editions = append(editions, e)
	}
	slices.SortFunc(editions, func(a, b *normalise.Edition) int { return cmp.Compare(a.BoardID, b.BoardID) })
	return editions, nil
}

// stored reads an edition from the dataset.
func (n *Night) stored(e out.EditionRow) (*normalise.Edition, error) {
	rows, err := n.Dataset.Sections(e)
	if err != nil {
		return nil, err
	}
	amendments, err := n.Dataset.Amendments(e)
	if err != nil {
		return nil, err
	}
	return storedEdition(e, rows, amendments), nil
}

// priorTopics returns the newest alignment made before this run.
func (n *Night) priorTopics() ([]diff.TopicMember, error) {
	run, err := n.Dataset.LastRunWith("topics", n.Run.ID)
	if err != nil || run == "" {
		return nil, err
	}
	rows, err := n.Dataset.Topics(out.Filter{RunID: run})
	if err != nil {
		return nil, err
	}
	members := make([]diff.TopicMember, len(rows))
	for i, r := range rows {
		members[i] = diff.TopicMember{TopicID: r.TopicID, Topic: r.Topic, BoardID: r.BoardID, SectionID: r.SectionID, Score: r.Score, Standing: r.Standing}
	}
	return members, nil
}

// corrections reads what analysts decided; a file that is not there decides nothing.
func (n *Night) corrections() (diff.Corrections, error) {
	if n.TopicsFile == "" {
		return diff.Corrections{}, nil
	}
	f, err := os.Open(n.TopicsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return diff.Corrections{}, nil
	}
	if err != nil {
		return diff.Corrections{}, err
	}
	defer f.Close()
	return diff.LoadCorrections(f)
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
