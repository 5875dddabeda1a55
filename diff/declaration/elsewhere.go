package declaration

import (
	"manualwatch/diff"
	"manualwatch/diff/textdiff"
)

// TellsElsewhere tells whether a row that was held for the edit of a night speaks of lines of it
// that are not among those of another edit, to which the night also contributed.
func TellsElsewhere(details string, night, other *diff.Change) bool {
	if len(details) > rowBytes {
		return false
	}
	about := (&part{folded: textdiff.FoldText(details)}).about(other.NewTitle)
	here, there := mostLike(about, night.Edits), mostLike(about, other.Edits)
	return here > 1 && 2*there <= here
}

// mostLike counts the words that the edited sentence which has most of them has.
func mostLike(words []string, edits []diff.Edit) (most int) {
	spots := spotsOf(edits)
	for _, s := range sentencesOf(spots[:min(len(spots), mostSpots)]) {
		most = max(most, countLike(words, s.all()))
	}
	return most
}
