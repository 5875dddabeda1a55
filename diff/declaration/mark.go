package declaration

import (
	"regexp"
	"slices"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// mark writes what became of each change into it, with the row that fits it best.
func (d *declaring) mark(changes []diff.Change) {
	for i := range changes {
		c := &changes[i]
		ordinal, ok := d.bestRow(i)
		switch {
		case ok && d.unsaid(c):
			c.Declared, c.AmendmentOrdinal = "undeclared", ordinal
		case ok:
			c.Declared, c.AmendmentOrdinal = "confirmed", ordinal
		case !isNews(c) || c.Kind == diff.ReviewChanged || c.Significance == diff.Links || c.Significance == diff.Editorial:
			c.Declared = "not_applicable"
		default:
			c.Declared = "undeclared"
		}
	}
}

// unsaid tells whether the rows that a change bears out leave it unsaid: what matters to
// practice, where they speak of contacts, links, slips of the pen or headings only, or of a term replaced
// in all chapters; anything, where they are stamps inside the chapter of a manual that lists
// its amendments.
func (d *declaring) unsaid(c *diff.Change) bool {
	if textdiff.Rank[c.Significance] <= textdiff.Rank[diff.Links] {
		return false
	}
	lists := slices.ContainsFunc(d.cur.Amendments, func(a normalise.Amendment) bool { return a.Scope != normalise.ScopeChapter })
	practice := c.Kind == diff.Edited && c.Significance == diff.Practice
	for i := range d.out {
		row := &d.out[i]
		if slices.Contains(row.ChangeIDs, c.ID) && !(practice && (isNarrow(textdiff.FoldText(row.Details)) || onlyTerm(row, c))) && !(lists && d.isStamp(row)) {
			return false
		}
	}
	return true
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
