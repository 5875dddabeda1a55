package across

import (
	"strings"

	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// Kinds of [Difference], in the order in which those of a sentence are told.
const (
	DiffersDeadline   = "deadline"
	DiffersThreshold  = "threshold"
	DiffersNumber     = "number"
	DiffersObligation = "obligation"
	DiffersCondition  = "condition"
	DiffersWord       = "word" // one that decides: "and", "or"
	DiffersWho        = "who"
	DiffersScope      = "scope"
	DiffersDeed       = "deed" // what is done, or how or where
	DiffersRow        = "row"  // of a table
)

// A Difference is a point on which two sentences about the same thing differ.
type Difference struct {
	Kind  string // DiffersDeadline ...
	A, B  string // the words that differ: "24 hours", "must"; "" where one names none
	SaysA string // the sentences
	SaysB string
}

// differsBy are the kinds of what the changes of a night tell apart, in order.
var differsBy = []struct{ what, kind string }{
	{textdiff.PointTimescale, DiffersDeadline},
	{textdiff.PointStart, DiffersDeadline},
	{textdiff.PointThreshold, DiffersThreshold},
	{textdiff.PointNumber, DiffersNumber},
	{textdiff.PointObligation, DiffersObligation},
	{textdiff.PointCondition, DiffersCondition},
	{textdiff.PointWord, DiffersWord},
	{textdiff.PointDuty, DiffersWho},
	{textdiff.PointNamed, DiffersWho},
	{textdiff.PointAgent, DiffersWho},
	{textdiff.PointScope, DiffersScope},
	{textdiff.PointDefinition, DiffersScope},
	{textdiff.PointDeed, DiffersDeed},
	{textdiff.PointRow, DiffersRow},
}

// Bounds, in bytes, of the sentences that are looked at word by word: of one, and of all pairs of
// two chapters.
const (
	longestJudged = 1 << 12
	mostJudged    = 1 << 19
)

// A pointReader looks for points on which sentences of two manuals differ.
type pointReader struct {
	a, b   *lineage.Side // whose words tell a local name of a body from another body
	judged int           // bytes
}

func newPointReader(a, b *normalise.Edition) *pointReader {
	return &pointReader{a: lineage.NewSide(a), b: lineage.NewSide(b)}
}

// compare tells on which points two sentences that are so much alike differ, and whether they
// say the same.
func (r *pointReader) compare(x, y *sideSentence, like float64) (differs []Difference, same bool) {
	a, b := samePosts(x.text, y.text)
	if textdiff.FoldText(a) == textdiff.FoldText(b) {
		return nil, true
	}
	if max(len(x.text), len(y.text)) > longestJudged || r.judged > mostJudged { // not known to say the same
		return nil, false
	}
	r.judged += len(x.text) + len(y.text)
	points := textdiff.Points(a, b, x.at, y.at, r.a, r.b)
	for _, by := range differsBy {
		for _, p := range points {
			if p.What == by.what && (like >= closeSentence || plain(by.kind, p)) {
				differs = append(differs, difference(by.kind, p, x.text, y.text))
			}
		}
	}
	return differs, like >= sameSentence && len(differs) == 0
}

// plain tells of a point that it is worth telling though the rest of the sentences differs.
func plain(kind string, p textdiff.Point) bool {
	return kind == DiffersDeadline || kind == DiffersThreshold || kind == DiffersObligation && len(p.Gone) > 0 && len(p.Come) > 0
}

func difference(kind string, p textdiff.Point, a, b string) Difference {
	x, y := strings.Join(asLettered(p.Gone, a), ", "), strings.Join(asLettered(p.Come, b), ", ")
	return Difference{Kind: kind, A: x, B: y, SaysA: a, SaysB: b}
}
