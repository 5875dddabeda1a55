package toc

import (
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// seesElsewhere is a line that leads in what there is elsewhere, beside the chapter above it: "See
// additional local information in Local Resources, including:".
var seesElsewhere = pattern.New(`(?i)^(?:please\s+)?(?:see|read|refer\s+to|look\s+(?:at|in))\s.*:$`)

// A pointing is the last block of such a note.
type pointing struct {
	block int
	open  bool
}

// pointsTo reports a line of such a note that leads nowhere itself: the one that opens it, or one
// of what it names, in the same cell or in the list below. These are no chapters; an item with
// others below it may be a section.
func (r *rowReader) pointsTo(rw *Row, said string) bool {
	if rw.Head || rw.Num.Text != "" {
		return false
	}
	p := &r.pointing
	goesOn := p.open && (rw.Block == p.block || rw.Block == p.block+1 && r.lowestItem(rw.Block))
	if !goesOn && !seesElsewhere.MatchString(said) {
		return false
	}
	*p = pointing{block: rw.Block, open: true}
	return true
}

// lowestItem reports an item of a list with none below it.
func (r *rowReader) lowestItem(i int) bool {
	b := &r.doc.Blocks[i]
	if b.Kind != parse.Item || i+1 == len(r.doc.Blocks) {
		return b.Kind == parse.Item
	}
	next := &r.doc.Blocks[i+1]
	return next.Kind != parse.Item || next.Level <= b.Level
}
