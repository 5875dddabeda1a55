package manual

import (
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// turnWord is the whole of a link that turns to the neighbouring page, with the title of that
// page in a line of its own.
var turnWord = pattern.New(`(?i)^(?:next|prev|previous)(?:\s+(?:page|chapter|section|procedure|policy|topic|article))?\s*:?$`)

// turnLabel are such words before the title of that page in one link, "Next: Visits".
var turnLabel = pattern.New(`(?i)^(?:(?:next|prev|previous)(?:\s+(?:page|chapter|section|procedure|policy|topic|article))?\s*:?|(?:continue|back)\s+to\s*:?)\s+`)

// withoutTurns drops, in place, what turns to the neighbouring pages: "Next" and below it the title
// of the page, both links to it, or "Next: Visits". What each page has is no view of the menu of
// all.
func withoutTurns(rows []toc.Row) []toc.Row {
	turns := func(rw *toc.Row) bool { return rw.Linked() && rw.Group == 0 && turnWord.MatchString(rw.Title) }
	if !toc.AnyRow(rows, turns) {
		return withoutTitledTurns(rows)
	}
	out := rows[:0]
	for i := 0; i < len(rows); i++ {
		turn := &rows[i]
		if !turns(turn) || i+1 == len(rows) || rows[i+1].Place() != turn.Place() {
			out = append(out, *turn)
			continue
		}
		for i+1 < len(rows) && rows[i+1].Place() == turn.Place() {
			i++
		}
	}
	return withoutTitledTurns(out)
}

// withoutTitledTurns drops the links that turn to a page which another row leads to in the words
// behind theirs. What no other row names may be a title: "Next: a Plan for Leaving Care".
func withoutTitledTurns(rows []toc.Row) []toc.Row {
	turns := false
	for i := range rows {
		turns = turns || turnLabel.MatchString(rows[i].Title)
	}
	if !turns {
		return rows
	}
	named := make(map[string]bool)
	for i := range rows {
		if rows[i].Linked() {
			named[rows[i].Place()+"\x00"+wording.Fold(rows[i].Title)] = true
		}
	}
	var out []toc.Row
	for _, rw := range rows {
		if label := turnLabel.FindString(rw.Title); label != "" && rw.Linked() && named[rw.Place()+"\x00"+wording.Fold(strings.TrimPrefix(rw.Title, label))] {
			continue
		}
		out = append(out, rw)
	}
	return out
}
