package amend

import (
	"slices"

	"manualwatch/normalise/wording"
)

// Sites print when an entry was changed and what became of it above the words or below
// them. What stands below an entry is not said of the next.

// isBadge reports the sort or the subject of an entry alone on its line.
func (p *piece) isBadge() bool { return saysKind(p.text) || badge.MatchString(p.text) }

// badgesBelow reports that badges end the records that begin with one look: one stands below
// the last, and none above the first.
func badgesBelow(pieces []piece, lead string) bool {
	begins := func(p piece) bool { return p.look == lead }
	first := slices.IndexFunc(pieces, begins)
	if first < 0 || first > 0 && !pieces[first-1].head && pieces[first-1].isBadge() {
		return false
	}
	for i := len(pieces) - 1; i > first && pieces[i].look != lead; i-- {
		if pieces[i].isBadge() {
			return true
		}
	}
	return false
}

// datesBelow reports records of which the first has no date while several above others are
// read as theirs.
func datesBelow(records []record) bool {
	turns := 0
	for i := range records {
		if slices.ContainsFunc(records[i].pieces, func(p *piece) bool { return !p.date.IsZero() || !p.own.IsZero() }) {
			return false
		}
		turns += wording.BoolInt(i > 0 && records[i].context.date != records[i-1].context.date)
	}
	return turns >= leastRecords && records[0].context.date.IsZero() && len(records[0].pieces) > 0 && records[0].pieces[0].known
}
