package declaration

import (
	"regexp"
	"slices"

	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// mark writes what became of each change into it, with the row that fits it best, or that speaks
// against it.
func (d *declaring) mark(changes []diff.Change) {
	for i := range changes {
		c := &changes[i]
		ordinal, ok := d.bestRow(i)
		switch {
		case c.CausedBy != "":
			c.Declared = "not_applicable" // a row on one of the chapters does not declare it for all
		case ok && d.unsaid(c):
			c.Declared, c.AmendmentOrdinal = "undeclared", ordinal
		case ok:
			c.Declared, c.AmendmentOrdinal = "confirmed", ordinal
		case !isNews(c) || c.Kind == diff.ReviewChanged || c.Significance == diff.Links || c.Significance == diff.Editorial:
			c.Declared = "not_applicable"
		default:
			c.Declared, c.AmendmentOrdinal = "undeclared", d.denied[i]
		}
	}
}

// settleDoubts takes back that a row names no section of this edition where it was borne out, on
// this night or before: that of a chapter which is withdrawn, or one for all chapters.
func (d *declaring) settleDoubts() {
	borneOut := map[string]bool{}
	note := func(ds []diff.Declaration) {
		for _, o := range ds {
			if slices.Contains([]diff.State{diff.Confirmed, diff.ConfirmedLate, diff.ConfirmedEarly}, o.State) {
				borneOut[declKey(o.Chapter, o.Details, o.Date)] = true
			}
		}
	}
	for _, night := range d.h.Nights {
		note(night.Declarations)
	}
	note(d.out)
	for i := range d.cur.Amendments {
		if a := &d.cur.Amendments[i]; borneOut[declKey(a.Chapter, a.Details, a.Date.String())] {
			lineage.SettleDoubt(d.cur, a)
		}
	}
}

// unsaid tells whether the rows that a change bears out leave it unsaid: what matters to
// practice, where they speak of contacts, links, slips of the pen, headings or the sort of file only, or of a term replaced
// in all chapters; that a duty is another one, where they speak of limits of time only; anything, where they are stamps inside the chapter of a manual that lists
// its amendments.
func (d *declaring) unsaid(c *diff.Change) bool {
	if textdiff.Rank[c.Significance] <= textdiff.Rank[diff.Links] {
		return false
	}
	lists := slices.ContainsFunc(d.cur.Amendments, func(a normalise.Amendment) bool { return a.Scope != normalise.ScopeChapter })
	for i := range d.out {
		row := &d.out[i]
		if !slices.Contains(row.ChangeIDs, c.ID) || lists && d.isStamp(row) {
			continue
		}
		if !LeavesUnsaid(row.Details, c) && !(isPractice(c) && onlyTerm(row, c)) {
			return false
		}
	}
	return true
}

func isPractice(c *diff.Change) bool { return c.Kind == diff.Edited && c.Significance == diff.Practice }

// LeavesUnsaid tells whether the details of a row speak only of what is not the weight of a change
// to practice: of contacts, links, slips of the pen, headings or the sort of file, or of limits of time where a duty
// is another one.
func LeavesUnsaid(details string, c *diff.Change) bool {
	f := textdiff.FoldText(details)
	return isPractice(c) && (isNarrow(f) || turnsDuty(c) && onlyTimes(f))
}

// turnsDuty tells whether a change gives a duty another strength, another condition or to
// somebody else, whatever else it does.
func turnsDuty(c *diff.Change) bool {
	return slices.ContainsFunc(c.Reasons, dutyReason.MatchString)
}

var (
	dutyReason = regexp.MustCompile(`^(?:obligation|condition or negation|who has the duty was changed|somebody else is named|who does it): `)
	// onlyTime is a sentence that says that a limit of time is another one, and maybe which.
	onlyTime = regexp.MustCompile(`^(?:(?:the|an?|all|some|several|two|three|various|chang(?:ed?|es)|amended|updated|revised|extended|shortened|corrected|clarified|new|(?:correction|change|amendment|update)s? (?:of|to|in)) )*(?:time-?scales?|time ?frames?|time limits?|deadlines?)` +
		`(?: (?:for|of|to|on|in) [^.;,]*?)?(?: (?:(?:was|were|is|are|has|have|been|now) )*(?:changed|amended|updated|revised|extended|shortened|lengthened|reduced|increased|corrected|clarified|altered|set))?(?: (?:from|to|at) [^.;,]*)?[.]?$`)
	// tellsMore are words with which such a sentence goes on to something else.
	tellsMore = regexp.MustCompile(`\b(?:and|but|must|should|may|shall|now|no longer|only|need|dut(?:y|ies)|requirements?)\b`)
)

// onlyTimes tells whether all sentences of a row speak of limits of time, and of nothing else.
func onlyTimes(f string) bool {
	return !slices.ContainsFunc(sentenceEnd.Split(f, -1), func(s string) bool { return !onlyTime.MatchString(s) || tellsMore.MatchString(s) })
}

// stamp is a note that says when a chapter was updated, without its dates, and nothing more.
// Such notes are set by the calendar, on chapters that changed and on others.
var stamp = regexp.MustCompile(`^(?:(?:this|the) (?:chapter|procedure|protocol|policy|guidance|document|page|section|appendix) )?(?:(?:was|is|has been) )?(?:(?:last|recently|newly|fully|most recently) )?` +
	`(?:updated|refreshed|revised|reviewed|amended|checked|re-?published|re-?issued)(?: and (?:updated|refreshed|revised|reviewed|amended|re-?published|re-?issued))?(?: by [^.;,:]{2,60})?(?: (?:in|on|during|as of|since))?[\s:.,()\d-]*$`)

// isStamp tells whether a declaration is that of a stamp inside a chapter.
func (d *declaring) isStamp(row *diff.Declaration) bool {
	at := slices.IndexFunc(d.cur.Amendments, func(a normalise.Amendment) bool { return a.Ordinal == row.Ordinal })
	return at >= 0 && d.cur.Amendments[at].Scope == normalise.ScopeChapter && stamp.MatchString(textdiff.WithoutDates(textdiff.FoldText(row.Details)))
}
