package diff

import (
	"time"

	"manualwatch/normalise"
)

// Shrunk tells whether cur lost so much against prev that the board must be
// looked at before anyone is told of mass deletions. memory holds the editions
// before prev, oldest first, and teaches what is normal for the board; it may be
// nil. The cause is in words; ok is false if nothing is wrong.
func Shrunk(prev, cur *normalise.Edition, memory []*normalise.Edition) (cause string, ok bool) {
	return "", false
}

// A Flip is a change that was taken back, or took something back, within days.
type Flip struct {
	SectionID string
	There     Change // A -> B
	Back      Change // B -> A
}

// FlipFlop finds changes of tonight that take back a change of an earlier night
// not older than within. nights are oldest first.
func FlipFlop(nights []Night, tonight []Change, now time.Time, within time.Duration) []Flip {
	return nil
}

// Net is the change between the first and the last edition of chain as one
// comparison, never the sum of nights; what was changed and taken back in between
// is listed in flips. The editions carry lineage IDs already and stay as they are.
func Net(chain []*normalise.Edition, o Options) (changes []Change, flips []Flip) { return nil, nil }

// An Event is one moment in the life of a section.
type Event struct {
	EditionID  string
	ObservedAt time.Time
	Section    normalise.Section // as it stood then; zero if it had gone
	Path       string
	Changes    []Change // that led here
	Declared   []Declaration
}

// Life returns the life of a section over editions in order: one Event for the
// first sight and one for every edition in which something about it changed.
// query is a section ID, a title or a number of any time; it returns nil if
// nothing answers to it.
func Life(editions []*normalise.Edition, h History, query string) []Event { return nil }
