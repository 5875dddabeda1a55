package report

import (
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/out"
)

// A movedEdit is a sentence or a line that moved and was changed on the way: it is quoted as a
// whole, as it was and as it is.
type movedEdit struct {
	under string // the heading that it stands under now
	edits []out.EditRow
}

// movedAndChanged counts the edits at the beginning of some that are one passage which moved and
// was changed, 0 if they are none.
func movedAndChanged(edits []out.EditRow) int {
	n, moved, changed := 0, false, false
	for n < len(edits) {
		op := diff.Op(edits[n].Op)
		if op != diff.MoveTo && op != diff.Insert && op != diff.Delete {
			break
		}
		n++
		moved = moved || op == diff.MoveTo
		changed = changed || op != diff.MoveTo
		if ends(edits[n-1].Text, ".?!") && (op == diff.MoveTo || n < len(edits) && diff.Op(edits[n].Op) == diff.MoveTo) {
			break // the end of a sentence
		}
	}
	if !moved || !changed {
		return 0
	}
	return n
}

// was is the passage at its old place.
func (m movedEdit) was() string { return Clean(Line{Spans: m.side(diff.Delete, Deleted)}.text()) }

// side is the passage as it was or as it is.
func (m movedEdit) side(op diff.Op, mark Mark) []Span {
	edits := slices.Clone(m.edits)
	for i := range edits {
		if diff.Op(edits[i].Op) == diff.MoveTo {
			edits[i].Op = string(diff.Keep)
		}
	}
	return side(edits, op, mark)
}

// isFrom tells whether what left a place is the passage, or its beginning.
func (m movedEdit) isFrom(text string) bool {
	return text != "" && strings.HasPrefix(m.was(), Clean(text))
}

// passage quotes the passage under the headings that it stood and stands under; all are the edits
// of its change.
func (m movedEdit) passage(all []out.EditRow, limit int) Passage {
	from, under := m.under, ""
	for _, e := range all {
		switch diff.Op(e.Op) {
		case diff.Under:
			under = e.Text
		case diff.MoveFrom:
			if m.isFrom(e.Text) {
				from = under
			}
		}
	}
	was, now := m.side(diff.Delete, Deleted), m.side(diff.Insert, Inserted)
	at := min(firstMarked(was), firstMarked(now))
	label := "Now"
	if Clean(from) == m.was() { // a heading that moved with its part
		return Passage{{Label: "The heading was", Spans: clipAt(was, limit, at)}, {Label: label, Spans: clipAt(now, limit, at)}}
	}
	if from != m.under {
		label += underWords(m.under)
	}
	return Passage{{Label: "Was" + underWords(from), Spans: clipAt(was, limit, at)}, {Label: label, Spans: clipAt(now, limit, at)}}
}

// withoutChanged takes the old places of passages out of moves that are quoted with the new ones.
func withoutChanged(moves []move, changed []movedEdit) []move {
	for _, m := range changed {
		if i := slices.IndexFunc(moves, func(o move) bool { return o.op == diff.MoveFrom && m.isFrom(o.text) }); i >= 0 {
			moves = slices.Delete(moves, i, i+1)
		}
	}
	return moves
}
