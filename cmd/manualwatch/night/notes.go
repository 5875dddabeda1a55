package night

import (
	"manualwatch/crawl"
	"manualwatch/normalise"
)

// holdNotes leaves out of an edition, read out of m, the amendments that chapters
// note themselves and the other edition does not have, where a page of the board's
// own amendments could not be seen, or is believed to be gone as of that night. What a chapter notes and that page lists is one
// amendment; told of the chapter it would be gone again as soon as the page is seen, and nobody declared
// it tonight.
func holdNotes(e, other *normalise.Edition, m manifest, b crawl.Board) {
	if !m.listWent && !m.standing(viewsOf(b)) {
		return
	}
	type note struct{ chapter, details, date, url string }
	noteOf := func(a *normalise.Amendment) note { return note{a.Chapter, a.Details, a.DateText, a.URL} }
	had := map[note]bool{}
	for i := range other.Amendments {
		had[noteOf(&other.Amendments[i])] = true
	}
	kept := e.Amendments[:0]
	for _, a := range e.Amendments {
		if a.Scope == normalise.ScopeChapter && !had[noteOf(&a)] {
			continue
		}
		a.Ordinal = len(kept) + 1
		kept = append(kept, a)
	}
	e.Amendments = kept
}

// standing reports whether a page of one of the views stands as it was on an
// earlier night, or was not seen at all.
func (m *manifest) standing(views map[string]bool) bool {
	for _, p := range m.pages {
		if p.stale && views[viewKey(p.URL)] {
			return true
		}
	}
	for _, c := range m.missing {
		if views[viewKey(c.URL)] {
			return true
		}
	}
	return false
}
