package across

import (
	"cmp"
	"fmt"
	"slices"

	"manualwatch/normalise"
)

// A Place is where a board deals with a topic on which it has no chapter of its own.
type Place struct {
	TopicID, BoardID, SectionID string // the chapter
	Detail                      string // how that is known, in words: "names the topic in its title"
}

// How well a place is known, the best first.
const (
	placeByText = iota
	placeByTitle
	placeByHeading
)

// A foundPlace is a place with how well it is known.
type foundPlace struct {
	chapter int
	by      int
	share   float32 // of the words of another board's chapter
	detail  string
}

// A placeKey is a topic at a board.
type placeKey struct {
	column int32
	topic  string
}

// places finds where boards deal with topics that other boards have chapters on: in a
// chapter that has most of the words of such a chapter, one whose title names that topic,
// too, or the only one of the board with a part so called.
func (a *topicAligner) places() []Place {
	has, topics := map[placeKey]bool{}, map[string]bool{}
	for i := range a.chapters {
		if c := &a.chapters[i]; c.parent < 0 {
			has[placeKey{c.column, c.topic}], topics[c.topic] = true, true
		}
	}
	found := map[placeKey]foundPlace{}
	note := func(topic string, p foundPlace) {
		key := placeKey{a.chapters[p.chapter].column, topic}
		if have, ok := found[key]; topics[topic] && !has[key] && (!ok || p.before(have)) {
			found[key] = p
		}
	}
	for i := range a.chapters {
		if c := &a.chapters[i]; c.parent < 0 {
			for _, k := range a.kin[i] {
				note(c.topic, foundPlace{int(k.other), placeByText, k.share, fmt.Sprintf("has %.0f%% of the words of another manual’s chapter on it", 100*k.share)})
			}
			for _, topic := range a.table.named(c.title, c.whom) {
				note(topic, foundPlace{i, placeByTitle, 0, "names the topic in its title"})
			}
		}
	}
	a.placesByHeading(note)
	return a.listPlaces(found)
}

// before orders what is known of one topic at one board.
func (p foundPlace) before(o foundPlace) bool {
	return cmp.Or(cmp.Compare(p.by, o.by), cmp.Compare(o.share, p.share), cmp.Compare(p.chapter, o.chapter)) < 0
}

// placesByHeading notes the chapters that alone in their manual have a part named after a
// topic, by all that its heading says.
func (a *topicAligner) placesByHeading(note func(string, foundPlace)) {
	type part struct {
		chapter int
		title   string
	}
	parts := map[placeKey]part{} // chapter -1 where several chapters have one
	for i := range a.chapters {
		c := &a.chapters[i]
		if c.parent >= 0 {
			continue
		}
		for k, sections := c.index+1, c.edition.Sections; k < len(sections) && sections[k].Depth > c.section().Depth && sections[k].Kind == normalise.KindHeading; k++ {
			m, ok := a.table.match(a.stems.titleWords(sections[k].Title), c.whom)
			if !ok || m.coverage < 1 {
				continue
			}
			key := placeKey{c.column, a.table.topics[m.topic].ID}
			if have, ok := parts[key]; !ok {
				parts[key] = part{i, sections[k].Title}
			} else if have.chapter != i {
				parts[key] = part{chapter: -1}
			}
		}
	}
	for key, p := range parts {
		if p.chapter >= 0 {
			note(key.topic, foundPlace{p.chapter, placeByHeading, 0, "has a part “" + p.title + "”"})
		}
	}
}

// listPlaces sorts what was found by topic and board.
func (a *topicAligner) listPlaces(found map[placeKey]foundPlace) []Place {
	out := make([]Place, 0, len(found))
	for key, p := range found {
		c := &a.chapters[p.chapter]
		out = append(out, Place{TopicID: key.topic, BoardID: c.board, SectionID: c.section().ID, Detail: p.detail})
	}
	slices.SortFunc(out, func(x, y Place) int {
		return cmp.Or(cmp.Compare(x.TopicID, y.TopicID), cmp.Compare(x.BoardID, y.BoardID))
	})
	return out
}

// named returns all topics that the words of a title name.
func (t *synonymTable) named(title []titleWord, w whom) []string {
	found := t.matches(title, everyWord[:len(title)], w)
	var ids []string
	for _, m := range found {
		if id := t.topics[m.topic].ID; !containedInAny(m, found) && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Place tells in the cells of boards without a chapter on a topic where they deal with it.
func (c *Coverage) Place(places []Place, editions []*normalise.Edition) {
	sections := map[chapterKey]*normalise.Section{}
	for _, e := range latestEditions(editions) {
		for i := range e.Sections {
			sections[chapterKey{e.BoardID, e.Sections[i].ID}] = &e.Sections[i]
		}
	}
	at := map[[2]string]Place{}
	for _, p := range places {
		at[[2]string{p.TopicID, p.BoardID}] = p
	}
	for i := range c.Rows {
		for k := range c.Rows[i].Cells {
			cell := &c.Rows[i].Cells[k]
			p, ok := at[[2]string{cell.TopicID, cell.BoardID}]
			s := sections[chapterKey{p.BoardID, p.SectionID}]
			if !ok || s == nil || cell.State != CoverageAbsent {
				continue
			}
			cell.State, cell.Detail = CoverageWithin, p.Detail
			cell.SectionID, cell.Number, cell.Title, cell.URL = s.ID, s.Number, s.Title, s.URL
		}
	}
}

// notRead tells whether the page of a chapter that the contents list was not read.
func notRead(sections []normalise.Section, i int) bool {
	s := &sections[i]
	return s.URL != "" && s.MediaType == "" && s.Words == 0 && s.Text == "" && !hasWords(sections, i)
}

// A pageTable tells which manual has a page, by address.
type pageTable map[string]chapterKey

// pagesOf gathers the pages of chapters that were read, the first of several manuals.
func pagesOf(editions []*normalise.Edition) pageTable {
	pages := pageTable{}
	for _, e := range editions {
		for i := range e.Sections {
			s := &e.Sections[i]
			if _, ok := pages[s.URL]; !ok && s.URL != "" && s.MediaType != "" {
				pages[s.URL] = chapterKey{e.BoardID, s.ID}
			}
		}
	}
	return pages
}

// whose names the board and chapter that the page of a cell is, "" if no manual has it.
func (p pageTable) whose(c *CoverageCell) string {
	if k, ok := p[c.URL]; ok && k.board != c.BoardID {
		return k.board
	}
	return ""
}
