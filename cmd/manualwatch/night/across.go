package night

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/across"
	"manualwatch/normalise"
	"manualwatch/out"
)

// compare compares the manuals of all boards as they stand after this run and
// returns the tables of that. fresh are the editions that the run made, changes
// what it found: the dataset holds neither yet. corrections decide where analysts
// know better than the alignment.
func (n *Night) compare(fresh map[string]*normalise.Edition, changes []diff.Change, corrections across.Corrections) (out.Tables, error) {
	t, editions, err := n.Align(fresh, changes, corrections)
	if err != nil {
		return out.Tables{}, err
	}
	earlier, err := n.earlierEditions(editions)
	if err != nil {
		return out.Tables{}, err
	}
	shared := across.SharedPassages(n.Past.texts.known(), slices.Concat(earlier, editions))
	members := out.TopicsOf(t.Topics)
	t.SharedText = out.SharedTextRows(n.Run.ID, shared, editions, members)
	t.Adoptions = out.AdoptionRows(n.Run.ID, shared, editions, members)
	return t, nil
}

// Align is [Night.compare] without the search for shared text: topics, coverage
// and what is overdue. It also returns the editions that were aligned.
func (n *Night) Align(fresh map[string]*normalise.Edition, changes []diff.Change, corrections across.Corrections) (out.Tables, []*normalise.Edition, error) {
	editions, err := n.currentEditions(fresh)
	if err != nil {
		return out.Tables{}, nil, err
	}
	prior, err := n.priorTopics()
	if err != nil {
		return out.Tables{}, nil, err
	}
	history, err := n.marks(changes)
	if err != nil {
		return out.Tables{}, nil, err
	}
	members, places := n.Past.texts.known().Align(editions, prior, corrections)
	return out.Comparison(n.Run.ID, editions, members, places, history, n.lastSeen(editions), n.Run.StartedAt), editions, nil
}

// lastSeen tells when each board was last seen, this run included.
func (n *Night) lastSeen(editions []*normalise.Edition) map[string]time.Time {
	seen := map[string]time.Time{}
	for _, e := range editions {
		seen[e.BoardID] = e.ObservedAt
		if t := n.Past.lastSuccess(e.BoardID, n.Run.ID); t.After(e.ObservedAt) {
			seen[e.BoardID] = t
		}
		if n.seenNow[e.BoardID] {
			seen[e.BoardID] = n.Run.StartedAt
		}
	}
	return seen
}

// Standing returns the edition of a board that stands before this run, nil if
// there is none. It holds texts, but no blocks.
func (n *Night) Standing(board string) (*normalise.Edition, error) {
	row := n.Past.prior(board, n.Run.ID)
	if row.EditionID == "" {
		return nil, nil
	}
	return n.Dataset.Edition(row)
}

// marks returns where and when anything changed up to this run.
func (n *Night) marks(changes []diff.Change) ([]diff.Change, error) {
	history, err := n.Dataset.ChangeMarks()
	if err != nil {
		return nil, err
	}
	history = slices.DeleteFunc(history, func(c diff.Change) bool { return c.RunID >= n.Run.ID })
	return append(history, changes...), nil
}

// Bounds on the earlier editions that date when a passage came and went. They are
// counted in editions and words, never by time or memory in use, so that every
// machine finds the same.
const (
	datingEditions = 12         // of one board, beside the one that stands
	datingWords    = 40_000_000 // of all boards
)

// earlierEditions returns editions before those that stand, newest first of each
// board in turn. Equal texts share their memory.
func (n *Night) earlierEditions(current []*normalise.Edition) ([]*normalise.Edition, error) {
	texts := map[string]string{}
	words := 0
	rows := make([][]out.EditionRow, len(current))
	for i, e := range current {
		words += shareTexts(e, texts)
		rows[i] = slices.DeleteFunc(slices.Clone(n.Past.before(e.BoardID, n.Run.ID)), func(r out.EditionRow) bool { return r.EditionID == e.ID })
		slices.Reverse(rows[i])
	}
	var earlier []*normalise.Edition
	for k := range datingEditions {
		for i := range rows {
			if k >= len(rows[i]) {
				continue
			}
			if words += int(rows[i][k].Words); words > datingWords {
				return earlier, nil
			}
			e, err := n.Dataset.Edition(rows[i][k])
			if err != nil {
				return nil, err
			}
			shareTexts(e, texts)
			earlier = append(earlier, e)
		}
	}
	return earlier, nil
}

// shareTexts lets the sections of an edition hold texts that are known already, and
// returns its words.
func shareTexts(e *normalise.Edition, texts map[string]string) (words int) {
	for i := range e.Sections {
		s := &e.Sections[i]
		words += s.Words
		if s.TextSHA256 == "" {
			continue
		}
		if t, ok := texts[s.TextSHA256]; ok && t == s.Text {
			s.Text = t
			continue
		}
		texts[s.TextSHA256] = s.Text
	}
	return words
}

// currentEditions returns the edition of every board that stands after this run,
// sorted by board: those of fresh, and from the dataset what they do not replace.
// They hold texts, but no blocks.
func (n *Night) currentEditions(fresh map[string]*normalise.Edition) ([]*normalise.Edition, error) {
	editions := slices.Collect(maps.Values(fresh))
	for board := range n.Past.editions {
		if fresh[board] != nil {
			continue
		}
		prior := n.Past.prior(board, n.Run.ID)
		if prior.EditionID == "" {
			continue
		}
		e, err := n.Dataset.Edition(prior)
		if err != nil {
			return nil, err
		}
		editions = append(editions, e)
	}
	slices.SortFunc(editions, func(a, b *normalise.Edition) int { return cmp.Compare(a.BoardID, b.BoardID) })
	return editions, nil
}
