package report

import (
	"cmp"
	"slices"

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
	a.Overdue = out.OverdueRows(a.Run.RunID, across.Overdue(dated, out.TopicsOf(topics), history, a.Run.StartedAt, out.LongUnchanged))
	return nil
}

// deadLinks reads what the last night that saw a board found of its links.
func (a *Across) deadLinks(d *out.Dataset, runs []out.RunRow) error {
	want := map[string]bool{}
	for _, b := range a.Boards {
		want[b.ID] = true
	}
	found := map[string][]out.FindingRow{}
	for i := len(runs) - 1; i >= 0 && len(want) > 0; i-- {
		obs, err := d.Observations(runs[i].RunID)
		if err != nil {
			return err
		}
		for _, o := range obs {
			if !want[o.BoardID] || o.Status == out.StatusFailed || o.Status == out.StatusNeedsIntervention {
				continue
			}
			delete(want, o.BoardID)
			rows, err := d.Findings(out.Filter{RunID: runs[i].RunID, BoardID: o.BoardID})
			if err != nil {
				return err
			}
			found[o.BoardID] = slices.DeleteFunc(rows, func(f out.FindingRow) bool { return f.Code != codeDeadLink })
		}
	}
	for _, b := range a.Boards {
		a.Dead = append(a.Dead, found[b.ID]...)
	}
	return nil
}
