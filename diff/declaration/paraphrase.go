package declaration

import (
	"regexp"
	"slices"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// laterMonths is how long after a change a list tells of it that comes out twice a year.
const laterMonths = 7

// bindingWord says how far something binds, which a row puts in other words than the text does.
var bindingWord = regexp.MustCompile(`^(?:must|should|shall|might|could|would|need(?:s|ed)?|ought|required?|mandatory|compulsory|obligatory|optional|advis(?:ed|ory|able)|recommended|expected|allowed|permitted|rather|instead)$`)

// paraphrases tells whether a row that came long after night n can mean only a change of that
// night, in its own words: it names the chapter as it is called, of which nothing else happened that
// a row could tell and none does, and most of what it is about stands in a sentence that changed.
func (d *declaring) paraphrases(a *normalise.Amendment, r *reading, n int, c *diff.Change) bool {
	if from, _ := a.Date.Span(); c.Kind != diff.Edited || r.fit < 1 || len(r.weighed) > 0 || from.After(d.h.Nights[n].ObservedAt.AddDate(0, laterMonths, 0)) {
		return false
	}
	for i := range d.h.Nights {
		for k := range d.h.Nights[i].Changes {
			if o := &d.h.Nights[i].Changes[k]; o.SectionID == r.Id && o.ID != c.ID && isNews(o) && o.Declared != "confirmed" {
				return false
			}
		}
	}
	about := slices.DeleteFunc((&part{folded: textdiff.FoldText(a.Details)}).about(d.dir.newest[r.Id]), bindingWord.MatchString)
	like := mostLike(about, c.Edits)
	return like > 1 && 3*like >= 2*len(about)
}
