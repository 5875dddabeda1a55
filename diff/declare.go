package diff

import (
	"time"

	"manualwatch/normalise"
)

// A History is what earlier nights of one board told, oldest first. It may be
// empty.
type History struct {
	Nights []Night
}

// A Night is the outcome of one run for one board.
type Night struct {
	RunID        string
	ObservedAt   time.Time
	Changes      []Change
	Declarations []Declaration
}

// Declare holds the rows of the board's own amendments table against what was
// detected. Every row of cur that prev had not (as a multiset) gets a
// Declaration with a state and a reason in words; rows of earlier nights that
// were not_detected and are borne out only now come again as confirmed_early.
// It writes Declared and AmendmentOrdinal into changes. With prev == nil every
// row is before_baseline.
func Declare(prev, cur *normalise.Edition, changes []Change, h History) []Declaration { return nil }
