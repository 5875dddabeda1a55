package out

import (
	"cmp"
	"slices"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/across"
	"manualwatch/normalise"
)

// Edition returns an edition as the dataset has it: sections with their texts,
// amendments and references, but no blocks, guides and findings. A date on the
// first of a month is taken as the month, since the dataset does not hold how
// much of a date was printed.
func (d *Dataset) Edition(e EditionRow) (*normalise.Edition, error) {
	sections, err := d.Sections(e)
	if err != nil {
		return nil, err
	}
	amendments, err := d.Amendments(e)
	if err != nil {
		return nil, err
	}
	references, err := d.References(e)
	if err != nil {
		return nil, err
	}
	ed := editionOf(e, sections)
	ed.Amendments = amendmentsOf(amendments)
	for _, r := range references {
		ed.References = append(ed.References, normalise.Reference{SectionID: r.SectionID, Authority: r.Authority, Title: r.Title,
			EditionYear: int(r.EditionYear), CitedText: r.CitedText, URL: r.URL, Status: r.Status, SupersededBy: r.SupersededBy})
	}
	return ed, nil
}

// OutlineEdition is [Dataset.Edition] with the outline alone: no texts, amendments
// or references.
func (d *Dataset) OutlineEdition(e EditionRow) (*normalise.Edition, error) {
	sections, err := d.Outline(e)
	if err != nil {
		return nil, err
	}
	return editionOf(e, sections), nil
}

// DatedEdition returns of an edition what dates it: the outline and the amendments
// that the board declared, without texts and references.
func (d *Dataset) DatedEdition(e EditionRow) (*normalise.Edition, error) {
	ed, err := d.OutlineEdition(e)
	if err != nil {
		return nil, err
	}
	amendments, err := d.Amendments(e)
	ed.Amendments = amendmentsOf(amendments)
	return ed, err
}

func amendmentsOf(rows []AmendmentRow) []normalise.Amendment {
	var list []normalise.Amendment
	for _, a := range rows {
		list = append(list, normalise.Amendment{Ordinal: int(a.Ordinal), Scope: a.Scope, Chapter: a.Chapter,
			SectionID: a.SectionID, Details: a.Details, Date: dateOf(a.Date), DateText: a.DateText, Release: a.Release, URL: a.URL})
	}
	return list
}

func editionOf(e EditionRow, sections []SectionRow) *normalise.Edition {
	return &normalise.Edition{ID: e.EditionID, BoardID: e.BoardID, RunID: e.RunID, ObservedAt: e.ObservedAt,
		ContentSHA256: e.ContentSHA256, Label: e.Label, NextUpdate: dateOf(e.DeclaredNextUpdate),
		ParserVersion: e.ParserVersion, RulesVersion: e.RulesVersion, Sections: treeOf(sections)}
}

func treeOf(rows []SectionRow) []normalise.Section {
	at := make(map[string]int, len(rows))
	sections := make([]normalise.Section, len(rows))
	for i, r := range rows {
		at[r.SectionID] = i
		parent := -1
		if p, ok := at[r.ParentSectionID]; ok && r.ParentSectionID != "" {
			parent = p
		}
		sections[i] = normalise.Section{ID: r.SectionID, Parent: parent, Ordinal: int(r.Ordinal), Depth: int(r.Depth),
			Kind: normalise.Kind(r.Kind), Number: r.Number, NumberKey: r.NumberKey, Title: r.Title, Flags: r.Flags, URL: r.URL,
			MediaType: r.MediaType, Page: int(r.Page), Text: r.Text, TextSHA256: r.TextSHA256, Words: int(r.Words),
			LastReviewed: dateOf(r.LastReviewed), NextReview: dateOf(r.NextReview)}
	}
	return sections
}

func dateOf(d Day) normalise.Date {
	t := d.Time()
	if t.IsZero() {
		return normalise.Date{}
	}
	precision := normalise.Precision(normalise.Day)
	if t.Day() == 1 {
		precision = normalise.Month
	}
	return normalise.Date{Y: t.Year(), M: t.Month(), D: t.Day(), Precision: precision}
}

// topicRows returns the rows of an alignment, in its order.
func topicRows(runID string, members []across.TopicMember) []TopicRow {
	rows := make([]TopicRow, len(members))
	for i, m := range members {
		rows[i] = TopicRow{RunID: runID, TopicID: m.TopicID, Topic: m.Topic, BoardID: m.BoardID, SectionID: m.SectionID, Score: m.Score, Standing: m.Standing}
	}
	return rows
}

// TopicsOf is the inverse of [topicRows]; reasons are not kept in the dataset.
func TopicsOf(rows []TopicRow) []across.TopicMember {
	members := make([]across.TopicMember, len(rows))
	for i, r := range rows {
		members[i] = across.TopicMember{TopicID: r.TopicID, Topic: r.Topic, BoardID: r.BoardID, SectionID: r.SectionID, Score: r.Score, Standing: r.Standing}
	}
	return members
}

// coverageRows returns the cells of a matrix, board by board.
func coverageRows(runID string, c across.Coverage) []CoverageRow {
	var rows []CoverageRow
	for i := range c.Boards {
		for _, t := range c.Rows {
			cell := t.Cells[i]
			rows = append(rows, CoverageRow{RunID: runID, TopicID: t.TopicID, Topic: t.Topic, BoardID: cell.BoardID, State: cell.State,
				Doubtful: cell.Doubtful, SectionID: cell.SectionID, SectionIDs: cell.SectionIDs, Number: cell.Number, Title: cell.Title,
				URL: cell.URL, Words: int32(cell.Words), LastDetected: isoDate(cell.LastDetected), LastDeclared: isoDate(cell.LastDeclared),
				LastReviewed: isoDate(cell.LastReviewed), NextReview: isoDate(cell.NextReview), OldestSuperseded: cell.OldestSuperseded, Detail: cell.Detail, LastDeclaredText: cell.LastDeclaredText})
		}
	}
	return rows
}

// OverdueRows returns the rows of an overdue league.
func OverdueRows(runID string, items []across.OverdueItem) []OverdueRow {
	rows := make([]OverdueRow, len(items))
	for i, o := range items {
		rows[i] = OverdueRow{RunID: runID, BoardID: o.BoardID, SectionID: o.SectionID, TopicID: o.TopicID, Topic: o.Topic, Number: o.Number,
			Title: o.Title, URL: o.URL, Kind: o.Kind, Since: isoDate(o.Since), Days: int32(o.Days), Detail: o.DetailText}
	}
	return rows
}

// A boardSection names a section over all boards.
type boardSection struct{ board, section string }

func sectionsByID(editions []*normalise.Edition) map[boardSection]*normalise.Section {
	sections := map[boardSection]*normalise.Section{}
	for _, e := range editions {
		for i := range e.Sections {
			sections[boardSection{e.BoardID, e.Sections[i].ID}] = &e.Sections[i]
		}
	}
	return sections
}

// SharedTextRows returns the chapters that have any text in common with another
// board. editions and members say what they are.
func SharedTextRows(runID string, s across.Shared, editions []*normalise.Edition, members []across.TopicMember) []SharedTextRow {
	sections, topics := sectionsByID(editions), topicsBySection(members)
	var rows []SharedTextRow
	for _, c := range s.Chapters {
		k := boardSection{c.BoardID, c.SectionID}
		sec := sections[k]
		if c.Common == 0 || sec == nil {
			continue
		}
		rows = append(rows, SharedTextRow{RunID: runID, BoardID: c.BoardID, SectionID: c.SectionID, TopicID: topics[k], Number: sec.Number,
			Title: sec.Title, URL: sec.URL, Words: int32(c.Words), Common: c.Common, Boards: c.Boards, Regional: c.Regional})
	}
	return rows
}

// excerptBytes bounds what the dataset repeats of a shared passage.
const excerptBytes = 400

// Least words of a passage that tells of adoption: a paragraph where it stands in
// chapters on one topic; between other chapters, where set phrases meet by chance, a
// page.
const (
	adoptedWords  = 40
	adoptedAnyhow = 120
)

// AdoptionRows returns the passages that a board took up or gave up while it was
// watched, with all boards that have or had them in a chapter on the same topic.
// Chapters are called as in editions, which stand now, where these still have them.
func AdoptionRows(runID string, s across.Shared, editions []*normalise.Edition, members []across.TopicMember) []AdoptionRow {
	sections, topics := sectionsByID(editions), topicsBySection(members)
	var rows []AdoptionRow
	for _, p := range s.Passages {
		if p.Words < adoptedWords {
			continue
		}
		if p.Words < adoptedAnyhow {
			p = onMainTopic(p, topics)
		}
		if !adopted(p) {
			continue
		}
		excerpt := shortText(p.Text, excerptBytes)
		add := func(h across.PassageHolder, standing string) {
			if sec := sections[boardSection{h.BoardID, h.SectionID}]; sec != nil {
				h.Number, h.Title = sec.Number, sec.Title
			}
			rows = append(rows, AdoptionRow{RunID: runID, PassageID: p.ID, BoardID: h.BoardID, SectionID: h.SectionID, Number: h.Number,
				Title: h.Title, Words: int32(p.Words), Excerpt: excerpt, Standing: standing, FirstSeen: isoDate(h.FirstSeen),
				LastSeen: isoDate(h.LastSeen), FromStart: h.FromStart, LagDays: int32(max(0, h.LagDays))})
		}
		for _, h := range p.Holders {
			add(h, PassageHeld)
		}
		for _, h := range p.Diverged {
			add(h, PassageDropped)
		}
	}
	return rows
}

// adopted reports whether two boards have or had a passage and one of them took it
// up or gave it up while it was watched.
func adopted(p across.Passage) bool {
	moved := len(p.Diverged) > 0 || slices.ContainsFunc(p.Holders, func(h across.PassageHolder) bool { return !h.FromStart })
	return moved && len(p.Holders)+len(p.Diverged) > 1
}

// onMainTopic leaves the holders whose chapters are on the topic that most have.
func onMainTopic(p across.Passage, topics map[boardSection]string) across.Passage {
	count := map[string]int{}
	main := ""
	for _, h := range slices.Concat(p.Holders, p.Diverged) {
		t := topics[boardSection{h.BoardID, h.SectionID}]
		if t == "" {
			continue
		}
		count[t]++
		if main == "" || count[t] > count[main] || count[t] == count[main] && t < main {
			main = t
		}
	}
	off := func(h across.PassageHolder) bool {
		return main == "" || topics[boardSection{h.BoardID, h.SectionID}] != main
	}
	p.Holders = slices.DeleteFunc(slices.Clone(p.Holders), off)
	p.Diverged = slices.DeleteFunc(slices.Clone(p.Diverged), off)
	return p
}

func topicsBySection(members []across.TopicMember) map[boardSection]string {
	topics := map[boardSection]string{}
	for _, m := range members {
		topics[boardSection{m.BoardID, m.SectionID}] = m.TopicID
	}
	return topics
}

// shortText cuts a text at a space, to at most n bytes and a mark.
func shortText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n] != ' ' {
		n--
	}
	return s[:n] + " …"
}

// Comparison returns the tables topics, coverage and overdue of a comparison of
// all manuals. editions are those that stand now, places where boards deal with topics that
// they have no chapter on, history all changes so far, seen when each board was last seen,
// at is the day that dates are held against.
func Comparison(runID string, editions []*normalise.Edition, members []across.TopicMember, places []across.Place, history []diff.Change, seen map[string]time.Time, at time.Time) Tables {
	matrix := across.Matrix(editions, members, history, at)
	matrix.Place(places, editions)
	return Tables{
		Topics:   topicRows(runID, members),
		Coverage: coverageRows(runID, matrix),
		Overdue:  OverdueRows(runID, across.Overdue(editions, members, history, seen, at, LongUnchanged)),
	}
}

// LongUnchanged is the time without a change, review or declaration after which a
// chapter stands among what is overdue: two years, the longest interval of review
// that manuals commonly promise.
const LongUnchanged = 2 * 365 * 24 * time.Hour

// ByTopic sorts coverage: topics that most boards have first, then by name, the
// boards of a topic by id.
func ByTopic(rows []CoverageRow) {
	boards := map[string]int{}
	for _, r := range rows {
		if r.State == across.CoverageHas || r.State == across.CoverageUnderReview {
			boards[r.TopicID]++
		}
	}
	slices.SortStableFunc(rows, func(a, b CoverageRow) int {
		return cmp.Or(cmp.Compare(boards[b.TopicID], boards[a.TopicID]), cmp.Compare(a.Topic, b.Topic),
			cmp.Compare(a.TopicID, b.TopicID), cmp.Compare(a.BoardID, b.BoardID))
	})
}
