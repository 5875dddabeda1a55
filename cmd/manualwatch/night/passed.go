package night

import (
	"maps"
	"slices"

	"manualwatch/diff/across"
	"manualwatch/normalise"
	"manualwatch/out"
)

// passed returns what is overdue after a run that read no new edition, if it is other than
// what the newest comparison says: dates pass also where no manual changes.
func (n *Night) passed() (out.Tables, error) {
	run, err := n.Dataset.LastRunWith("coverage", n.Run.ID)
	if err != nil || run == "" {
		return out.Tables{}, err
	}
	editions, err := n.datedEditions()
	if err != nil {
		return out.Tables{}, err
	}
	members, err := n.priorTopics()
	if err != nil {
		return out.Tables{}, err
	}
	history, err := n.marks(nil)
	if err != nil {
		return out.Tables{}, err
	}
	rows := out.OverdueRows(n.Run.ID, across.Overdue(editions, members, history, n.lastSeen(editions), n.Run.StartedAt, out.LongUnchanged))
	before, err := n.overdueBefore()
	if err != nil || slices.EqualFunc(rows, before, sameDate) {
		return out.Tables{}, err
	}
	return out.Tables{Overdue: rows}, nil
}

// datedEditions returns of every board the edition that stands, with what dates it.
func (n *Night) datedEditions() ([]*normalise.Edition, error) {
	var editions []*normalise.Edition
	for _, board := range slices.Sorted(maps.Keys(n.Past.editions)) {
		row := n.Past.prior(board, n.Run.ID)
		if row.EditionID == "" {
			continue
		}
		e, err := n.Dataset.DatedEdition(row)
		if err != nil {
			return nil, err
		}
		editions = append(editions, e)
	}
	return editions, nil
}

// overdueBefore returns the newest rows on what is overdue from before this run.
func (n *Night) overdueBefore() ([]out.OverdueRow, error) {
	run, err := n.Dataset.LastRunWith("overdue", n.Run.ID)
	if err != nil || run == "" {
		return nil, err
	}
	return n.Dataset.Overdue(out.Filter{RunID: run})
}

// sameDate reports whether two rows tell of the same date that passed.
func sameDate(a, b out.OverdueRow) bool {
	return a.BoardID == b.BoardID && a.SectionID == b.SectionID && a.Kind == b.Kind && a.Since == b.Since
}
