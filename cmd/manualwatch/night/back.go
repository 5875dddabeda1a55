package night

import (
	"context"

	"manualwatch/crawl"
	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/history"
	"manualwatch/normalise"
	"manualwatch/out"
)

// comeBack tells of chapters that came back what became of them while they were away.
func (v *visit) comeBack(ctx context.Context, memory []*normalise.Edition, prev, cur *normalise.Edition, changes []diff.Change) ([]diff.Change, error) {
	rows := v.n.lastBefore(v.b.ID)
	if history.AsksPast(prev, cur) {
		var err error
		rows = v.n.Past.before(v.b.ID, v.n.Run.ID)
		if memory, err = v.n.outlinesOf(rows); err != nil {
			return nil, err
		}
	}
	return history.ComeBack(v.n.earlier(ctx, v.b, rows, memory), []*normalise.Edition{cur}, changes, compare.Options{RunID: v.n.Run.ID, Former: v.b.Former})
}

// earlier are editions of which the outlines are known, and which are read whole where they are
// asked for.
func (n *Night) earlier(ctx context.Context, b crawl.Board, rows []out.EditionRow, outlines []*normalise.Edition) history.Earlier {
	return history.Earlier{Outlines: outlines, Read: func(i int) (*normalise.Edition, error) {
		pages, err := n.pagesOf(b, rows[i].RunID)
		if err != nil {
			return nil, err
		}
		p, err := n.reread(ctx, b, rows[i], pages)
		return p.edition, err
	}}
}
