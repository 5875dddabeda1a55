package report

import (
	"slices"

	"manualwatch/out"
)

// NoList is said where no list of amendments of a manual was ever read: nobody can be held to a
// list that is not known.
const NoList = "No list of amendments of this manual is known, so that nothing can be said to be declared or not; where the board keeps one, “amendments” in the register names it."

// Unlisted takes changes that no row declares as neither declared nor undeclared where none of the
// editions of their manual up to then has a row of a list of amendments, and none was judged with
// them. It reports whether there are any such changes.
func Unlisted(d *out.Dataset, editions []out.EditionRow, changes []out.ChangeRow, judged []out.DeclarationRow) (bool, error) {
	undeclared := func(c out.ChangeRow) bool { return c.Declared == "undeclared" }
	if len(judged) > 0 || !slices.ContainsFunc(changes, undeclared) {
		return false, nil
	}
	for _, e := range slices.Backward(editions) { // the newest has one where any has
		rows, err := d.Amendments(e)
		if err != nil || len(rows) > 0 {
			return false, err
		}
	}
	for i := range changes {
		if undeclared(changes[i]) {
			changes[i].Declared = "not_applicable"
		}
	}
	return true, nil
}

// upTo are the editions of a board up to a run, oldest first.
func (h *History) upTo(boardID, runID string) []out.EditionRow {
	var own []out.EditionRow
	for _, e := range h.editions {
		if e.BoardID == boardID && e.RunID <= runID {
			own = append(own, e)
		}
	}
	slices.SortFunc(own, func(a, b out.EditionRow) int { return a.ObservedAt.Compare(b.ObservedAt) })
	return own
}
