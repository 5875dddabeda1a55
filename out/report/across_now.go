package report

import (
	"cmp"
	"slices"
	"time"

	"manualwatch/diff/across"
	"manualwatch/normalise"
	"manualwatch/out"
)

// standing returns for each board of the comparison the edition that stands at the
// run of a; nil for one that has none.
func (a *Across) standing(d *out.Dataset) ([]*out.EditionRow, error) {
	rows, err := d.Editions("")
	if err != nil {
		return nil, err
	}
	newest := map[string]*out.EditionRow{}
	for i := range rows {
		if rows[i].RunID <= a.Run.RunID {
			newest[rows[i].BoardID] = &rows[i]
		}
	}
	editions := make([]*out.EditionRow, len(a.Boards))
	for i, b := range a.Boards {
		editions[i] = newest[b.ID]
	}
	return editions, nil
}

// ReadOrder reads where the chapters stand in their manuals, so that lists of a
// board's chapters are in that order.
func (a *Across) ReadOrder(d *out.Dataset) error {
	editions, err := a.standing(d)
	if err != nil {
		return err
	}
	for _, e := range editions {
		if e == nil {
			continue
		}
		rows, err := d.Outline(*e)
		if err != nil {
			return err
		}
		a.keepOrder(e.BoardID, rows)
	}
	return nil
}

func (a *Across) keepOrder(board string, rows []out.SectionRow) {
	for _, r := range rows {
		a.ordinal[[2]string{board, r.SectionID}] = r.Ordinal
		if r.NextReview != 0 {
			a.due[[2]string{board, r.SectionID}] = r.NextReview
		}
	}
}

// inOrder sorts what a board has as its manual does.
func (a *Across) inOrder(list []out.CoverageRow) []out.CoverageRow {
	slices.SortStableFunc(list, func(x, y out.CoverageRow) int {
		return cmp.Compare(a.ordinal[[2]string{x.BoardID, x.SectionID}], a.ordinal[[2]string{y.BoardID, y.SectionID}])
	})
	return list
}

// overdueBy counts anew what is overdue, for a night after the one that compared:
// dates pass also where no manual changes.
func (a *Across) overdueBy(d *out.Dataset, compared string, editions []*out.EditionRow) error {
	topics, err := d.Topics(out.Filter{RunID: compared})
	if err != nil {
		return err
	}
	history, err := d.ChangeMarks()
	if err != nil {
		return err
	}
	seen := map[string]time.Time{}
	for i, b := range a.Boards {
		if a.seen[i] != 0 {
			seen[b.ID] = a.seen[i].Time()
		}
	}
	var dated []*normalise.Edition
	for _, e := range editions {
		if e == nil {
			continue
		}
		ed, err := d.DatedEdition(*e)
		if err != nil {
			return err
		}
		dated = append(dated, ed)
	}
	a.Overdue = out.OverdueRows(a.Run.RunID, across.Overdue(dated, out.TopicsOf(topics), history, seen, a.Run.StartedAt, out.LongUnchanged))
	return nil
}

// ReadSights reads when each board was last seen, and what that night found of its links.
func (a *Across) ReadSights(d *out.Dataset) error {
	runs, err := d.Runs()
	if err != nil || len(runs) == 0 {
		return err
	}
	a.night = out.DayOf(runs[len(runs)-1].StartedAt)
	column := map[string]int{}
	for i, b := range a.Boards {
		column[b.ID] = i
	}
	a.seen = make([]out.Day, len(a.Boards))
	found := make([][]out.FindingRow, len(a.Boards))
	for k := len(runs) - 1; k >= 0 && len(column) > 0; k-- {
		obs, err := d.Observations(runs[k].RunID)
		if err != nil {
			return err
		}
		for _, o := range obs {
			i, want := column[o.BoardID]
			if !want || !o.Seen() {
				continue
			}
			delete(column, o.BoardID)
			a.seen[i] = out.DayOf(runs[k].StartedAt)
			rows, err := d.Findings(out.Filter{RunID: runs[k].RunID, BoardID: o.BoardID})
			if err != nil {
				return err
			}
			found[i] = slices.DeleteFunc(rows, func(f out.FindingRow) bool { return f.Code != codeDeadLink })
		}
	}
	a.Dead = slices.Concat(found...)
	return nil
}
