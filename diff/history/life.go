package history

import (
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// An Event is one moment in the life of a section.
type Event struct {
	ObservedAt time.Time
	Section    normalise.Section  // as it stood then; the zero Section if it had gone
	Path       string             // titles from the top, joined by " > "
	Changes    []diff.Change      // that led here
	Declared   []diff.Declaration // rows of that night about it
	Chapter    string             // of a part whose words changed: the chapter that the changes tell of as a whole
}

// Life returns the life of a section over editions in order: one Event for the
// first sight and one for every edition in which something about it, or its number, title or
// place in the manual, changed.
// query is what [Find] takes, the first section that it finds is told of; Life returns nil
// if nothing answers to it.
func Life(editions []*normalise.Edition, h declaration.History, query string) []Event {
	ids := Find(editions, query)
	if len(ids) == 0 {
		return nil
	}
	id := ids[0]
	nights := map[string]*declaration.Night{}
	for i := range h.Nights {
		nights[h.Nights[i].RunID] = &h.Nights[i]
	}
	var out []Event
	var last Event
	for _, ed := range editions {
		i := slices.IndexFunc(ed.Sections, func(s normalise.Section) bool { return s.ID == id })
		e := Event{ObservedAt: ed.ObservedAt}
		if i >= 0 {
			e.Section, e.Path = ed.Sections[i], (&lineage.Side{Ed: ed}).Path(i)
		}
		if n := nights[ed.RunID]; n != nil {
			e.Changes, e.Declared = about(n, id)
			e.withChapter(n, ed, i, &last)
		}
		if e.printedOtherwise(&last) || len(e.Changes)+len(e.Declared) > 0 {
			out = append(out, e)
		}
		last = e
	}
	return out
}

// withChapter adds, where the own words of a part of a chapter changed, what was told of the
// words of the chapter: changes are told of chapters.
func (e *Event) withChapter(n *declaration.Night, ed *normalise.Edition, i int, before *Event) {
	if i < 0 || e.Section.Kind != normalise.KindHeading || before.Section.ID == "" || before.Section.Text == e.Section.Text {
		return
	}
	for i >= 0 && ed.Sections[i].Kind == normalise.KindHeading {
		i = ed.Sections[i].Parent
	}
	if i < 0 {
		return
	}
	changes, declared := about(n, ed.Sections[i].ID)
	e.Changes = append(e.Changes, slices.DeleteFunc(changes, func(c diff.Change) bool { return c.Kind != diff.Edited })...)
	if len(e.Changes) == 0 {
		return
	}
	e.Chapter = ed.Sections[i].Title
	for _, d := range declared {
		if !slices.ContainsFunc(e.Declared, func(o diff.Declaration) bool { return o.Ordinal == d.Ordinal }) {
			e.Declared = append(e.Declared, d)
		}
	}
}

// printedOtherwise tells whether a section came or went, or stands under another number, title
// or path than it did before: what follows from a change elsewhere is no change of its own, but
// the day from which it is so is a day in its life. That a number "Not in use" goes is none.
func (e *Event) printedOtherwise(before *Event) bool {
	a, b := &before.Section, &e.Section
	if a.ID == "" || b.ID == "" {
		return a.ID != b.ID && a.Kind != normalise.KindPlaceholder
	}
	return a.Number != b.Number || a.Title != b.Title || before.Path != e.Path
}

// about selects what a night told of one section, also where a row that declares it names
// another: the chapter that took this one in.
func about(n *declaration.Night, id string) (changes []diff.Change, declared []diff.Declaration) {
	for _, c := range n.Changes {
		if c.Kind != diff.AmendmentAdded && c.Kind != diff.AmendmentRemoved && (c.SectionID == id || slices.Contains(c.OtherIDs, id)) {
			changes = append(changes, c)
		}
	}
	of := func(changeID string) bool {
		return slices.ContainsFunc(changes, func(c diff.Change) bool { return c.ID == changeID })
	}
	for _, d := range n.Declarations {
		if d.SectionID == id || slices.ContainsFunc(d.ChangeIDs, of) {
			declared = append(declared, d)
		}
	}
	return changes, declared
}

// Find returns the IDs of the sections that a query means, those of the latest edition first.
// It is a section ID; an exact title, which several sections may bear or have borne; titles
// from a part on, joined by ">"; a number, or a part of a title, of the latest edition that
// has it. It returns nil if nothing answers to it.
func Find(editions []*normalise.Edition, query string) []string {
	folded, number, path := textdiff.FoldText(query), textdiff.FoldNumber(query), foldPath(query)
	tests := []struct {
		ever bool // sections that answered to it before the latest edition count as well
		says func(ed *normalise.Edition, i int) bool
	}{
		{false, func(ed *normalise.Edition, i int) bool { return ed.Sections[i].ID == query }},
		{true, func(ed *normalise.Edition, i int) bool {
			return ed.Sections[i].Kind != normalise.KindHeading && textdiff.FoldText(ed.Sections[i].Title) == folded
		}},
		{true, func(ed *normalise.Edition, i int) bool { return len(path) > 1 && endsPath(ed, i, path) }},
		{false, func(ed *normalise.Edition, i int) bool {
			return number != "" && textdiff.FoldNumber(ed.Sections[i].Number) == number
		}},
		{true, func(ed *normalise.Edition, i int) bool { return textdiff.FoldText(ed.Sections[i].Title) == folded }},
		{false, func(ed *normalise.Edition, i int) bool {
			s := &ed.Sections[i]
			return s.Kind != normalise.KindHeading && len(folded) > 3 && strings.Contains(textdiff.FoldText(s.Title), folded)
		}},
	}
	for _, test := range tests {
		var ids []string
		for _, ed := range slices.Backward(editions) {
			for i := range ed.Sections {
				if id := ed.Sections[i].ID; id != "" && test.says(ed, i) && !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
			if len(ids) > 0 && !test.ever {
				break
			}
		}
		if len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// foldPath splits titles from the top that are joined by ">".
func foldPath(s string) []string {
	titles := strings.Split(s, ">")
	for i := range titles {
		titles[i] = textdiff.FoldText(titles[i])
	}
	return titles
}

// endsPath tells whether the titles down to a section end with some.
func endsPath(ed *normalise.Edition, i int, path []string) bool {
	for k := len(path) - 1; k >= 0; k-- {
		if i < 0 || textdiff.FoldText(ed.Sections[i].Title) != path[k] {
			return false
		}
		i = ed.Sections[i].Parent
	}
	return true
}
