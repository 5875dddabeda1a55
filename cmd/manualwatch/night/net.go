package night

import (
	"context"
	"fmt"
	"slices"
	"time"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/history"
	"manualwatch/normalise"
	"manualwatch/out"
)

// A NetChange is what became of a board's manual between two dates, as one
// comparison.
type NetChange struct {
	From, To out.EditionRow
	LastRead time.Time // when the manual was last observed whole up to the later date; zero if never
	Changes  []diff.Change
	Flips    []history.Flip // changed and taken back in between
}

// InPart reports whether the later edition is of a night on which not all of the manual
// could be seen, and nothing of it was seen whole since.
func (c *NetChange) InPart() bool { return c.LastRead.Before(c.To.ObservedAt) }

// Net compares the edition that stood at from with the one that stood at to.
func (n *Night) Net(ctx context.Context, b crawl.Board, from, to time.Time) (NetChange, error) {
	chain, err := n.chain(ctx, b, from, to)
	if err != nil {
		return NetChange{}, err
	}
	rows := n.Past.between(b.ID, from, to)
	before := n.Past.before(b.ID, rows[0].RunID)
	if !history.AsksPast(chain[0], chain[len(chain)-1]) {
		before = before[max(0, len(before)-memoryEditions):]
	}
	outlines, err := n.outlinesOf(before)
	if err != nil {
		return NetChange{}, err
	}
	changes, flips, err := history.Net(n.earlier(ctx, b, before, outlines), chain, compare.Options{RunID: n.Run.ID, Former: b.Former})
	if err != nil {
		return NetChange{}, err
	}
	return NetChange{From: rows[0], To: rows[len(rows)-1], LastRead: n.Past.lastWhole(b.ID, to), Changes: changes, Flips: flips}, nil
}

// chain reads again the edition that stood at from and every later one up to
// to, with the lineage of the dataset.
func (n *Night) chain(ctx context.Context, b crawl.Board, from, to time.Time) ([]*normalise.Edition, error) {
	rows := n.Past.between(b.ID, from, to)
	if len(rows) == 0 {
		return nil, n.noEdition(b, from)
	}
	var chain []*normalise.Edition
	for _, e := range rows {
		pages, err := n.pagesOf(b, e.RunID)
		if err != nil {
			return nil, err
		}
		p, err := n.reread(ctx, b, e, pages)
		if err != nil {
			return nil, err
		}
		chain = append(chain, p.edition)
	}
	return chain, nil
}

// noEdition says why there is nothing to compare.
func (n *Night) noEdition(b crawl.Board, from time.Time) error {
	rows := n.Past.editions[b.ID]
	if len(rows) == 0 && n.fetched(b.ID) {
		return fmt.Errorf("no edition of %s is in the dataset, and the archive holds visits to it: run `manualwatch rebuild`, which reads them", b.ID)
	}
	if len(rows) == 0 {
		return fmt.Errorf("no edition of %s is known yet: run `manualwatch run --board %s` first", b.ID, b.ID)
	}
	return fmt.Errorf("no edition of %s on or before %s: the first is of %s", b.ID, from.Format(time.DateOnly), rows[0].ObservedAt.Format(time.DateOnly))
}

// fetched reports whether the archive holds a finished visit to a board.
func (n *Night) fetched(board string) bool {
	runs, err := n.Archive.Runs()
	return err == nil && slices.ContainsFunc(runs, func(r archive.Run) bool { return r.Complete && n.Archive.HasBoard(r.ID, board) })
}

// between returns the edition that stood at from and every later one up to to.
// It is empty if nothing stood at from.
func (p *Past) between(board string, from, to time.Time) []out.EditionRow {
	rows := p.editions[board]
	first := -1
	for i, e := range rows {
		if !e.ObservedAt.After(from) {
			first = i
		}
	}
	if first < 0 {
		return nil
	}
	last := first
	for last+1 < len(rows) && !rows[last+1].ObservedAt.After(to) {
		last++
	}
	return rows[first : last+1]
}

// Lives tells the lives of the sections of a board that a query means, see [history.Find],
// over all editions. It is empty if nothing answers to it.
func (n *Night) Lives(ctx context.Context, b crawl.Board, query string) ([][]history.Event, error) {
	rows := n.Past.editions[b.ID]
	if len(rows) == 0 {
		return nil, n.noEdition(b, time.Time{})
	}
	chain, err := n.chain(ctx, b, rows[0].ObservedAt, rows[len(rows)-1].ObservedAt)
	if err != nil {
		return nil, err
	}
	h, err := n.told(b, rows)
	if err != nil {
		return nil, err
	}
	var lives [][]history.Event
	for _, id := range history.Find(chain, query) {
		lives = append(lives, history.Life(chain, h, id))
	}
	return lives, nil
}
