package declaration

import (
	"regexp"
	"slices"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// laterMonths is how long after a change a list tells of it that comes out twice a year.
const laterMonths = 7

// bindingWord says how far something binds, which a row puts in other words than the text does.
var bindingWord = regexp.MustCompile(`^(?:must|should|shall|might|could|would|need(?:s|ed)?|ought|required?|mandatory|compulsory|obligatory|optional|advis(?:ed|ory|able)|recommended|expected|allowed|permitted|rather|instead)$`)

// ruleVerb is in a row that says a rule as the text would, which can be held against it.
var ruleVerb = regexp.MustCompile(`\b(?:must|should|shall|may)\b`)

// paraphrases tells whether a row that came long after a change can mean only that, in its own
// words: it names the chapter as it is called, of which nothing else happened that waits for a row,
// and most of what it is about stands in a sentence that changed, all of it where the row is a rule
// itself.
func (d *declaring) paraphrases(a *normalise.Amendment, id string, c *diff.Change, seen time.Time) bool {
	if from, _ := a.Date.Span(); c.Kind != diff.Edited || from.After(seen.AddDate(0, laterMonths, 0)) {
		return false
	}
	if !slices.ContainsFunc(d.dir.Find(a), func(n named) bool { return n.Id == id && n.fit >= 1 }) || d.waits(d.scene.changes, id, c) {
		return false
	}
	if slices.ContainsFunc(d.h.Nights, func(n Night) bool { return d.waits(n.Changes, id, c) }) {
		return false
	}
	row := part{folded: textdiff.FoldText(a.Details)}
	about := slices.DeleteFunc(row.about(d.dir.newest[id]), bindingWord.MatchString)
	like := mostLike(about, c.Edits)
	if ruleVerb.MatchString(row.folded) {
		return like > 1 && like == len(about)
	}
	return like > 1 && 3*like >= 2*len(about)
}

// waits tells whether another change of a section than one is among some that no row declared yet.
func (d *declaring) waits(changes []diff.Change, id string, but *diff.Change) bool {
	return slices.ContainsFunc(changes, func(o diff.Change) bool {
		return o.SectionID == id && o.ID != but.ID && isNews(&o) && o.Declared != "confirmed"
	})
}
