package report

import (
	"fmt"
	"io"
	"slices"
	"time"

	"manualwatch/out"
)

// A LeftBoard is a board that the register does not hold any more: nobody knows how its
// manual stands, so that it is not compared with the others.
type LeftBoard struct {
	Board out.Board
	Last  time.Time // when somebody looked at it last
}

// leave takes the boards that left the register out of a comparison.
func (a *Across) leave(d *out.Dataset, rows []out.CoverageRow, boards []out.Board) ([]out.CoverageRow, error) {
	for _, b := range boards {
		if b.Left && slices.ContainsFunc(rows, func(r out.CoverageRow) bool { return r.BoardID == b.ID }) {
			a.Left = append(a.Left, LeftBoard{Board: b})
		}
	}
	if len(a.Left) == 0 {
		return rows, nil
	}
	runs, err := d.Runs()
	if err != nil {
		return nil, err
	}
	for _, r := range runs {
		obs, err := d.Observations(r.RunID)
		if err != nil {
			return nil, err
		}
		for _, o := range obs {
			if i := a.left(o.BoardID); i >= 0 {
				a.Left[i].Last = r.StartedAt
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(rows), func(r out.CoverageRow) bool { return a.left(r.BoardID) >= 0 }), nil
}

// left returns the place of a board among those that left, -1 for all others.
func (a *Across) left(board string) int {
	return slices.IndexFunc(a.Left, func(l LeftBoard) bool { return l.Board.ID == board })
}

// leaveRows takes the boards that left out of what stands in the other tables.
func (a *Across) leaveRows(adoptions []out.AdoptionRow) []out.AdoptionRow {
	gone := func(board string) bool { return a.left(board) >= 0 }
	a.Overdue = slices.DeleteFunc(a.Overdue, func(r out.OverdueRow) bool { return gone(r.BoardID) })
	var shared []out.SharedTextRow
	for _, r := range a.Shared {
		with := slices.DeleteFunc(slices.Clone(r.Boards), gone)
		if alone := len(with) == 0 && len(r.Boards) > 0; !alone && !gone(r.BoardID) {
			r.Boards = with
			shared = append(shared, r)
		}
	}
	a.Shared = shared
	return slices.DeleteFunc(adoptions, func(r out.AdoptionRow) bool { return gone(r.BoardID) })
}

// tellLeft names the boards that left.
func (a *Across) tellLeft(w io.Writer) {
	for _, l := range a.Left {
		fmt.Fprintf(w, "\n%s is not watched any more and not compared: somebody looked at it last on %s.\n", Escape(l.Board.Name), Day(l.Last))
	}
}
