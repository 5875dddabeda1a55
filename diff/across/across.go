package across

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/normalise/cite"
)

// States of a topic at a board, in the coverage matrix.
const (
	CoverageHas         = "has"
	CoveragePlaceholder = "placeholder"
	CoverageUnderReview = "under_review"
	CoverageNotRead     = "not_read" // a chapter of the contents whose page was not read: it is another manual's, or gone
	CoverageWithin      = "within"   // no chapter of its own, but another one deals with it
	CoverageAbsent      = "absent"
)

// A Coverage is the matrix topic x board.
type Coverage struct {
	Boards []string // column keys, sorted
	Rows   []CoverageRow
}

// A CoverageRow is one topic across all boards.
type CoverageRow struct {
	TopicID string
	Topic   string
	Boards  int            // that have it or have it under review
	Cells   []CoverageCell // one for each of Coverage.Boards, in that order
}

// A CoverageCell tells what one board has on one topic.
type CoverageCell struct {
	TopicID, BoardID string
	State            string   // CoverageHas ...
	Doubtful         bool     // only candidates stand here
	SectionIDs       []string // chapters, annexes and placeholders in reading order
	SectionID        string   // of the chapter that fits best; for CoverageWithin of the one that deals with it
	Detail           string   // for CoverageWithin how that is known, for CoverageNotRead whose page it is
	Number, Title    string   // the same
	URL              string
	Words            int    // of all of them with their headings
	LastDetected     string // ISO date of the run that last saw its words change, "" if none has
	LastDeclared     string // ISO date of the last amendment declared, "" if none
	LastDeclaredText string // the same as printed
	LastReviewed     string // ISO date as printed, "" if none
	NextReview       string
	OldestSuperseded string // oldest superseded document cited: "Working Together to Safeguard Children 2015"
}

// Matrix lays out topics by boards: topics that most boards have first. editions
// holds the latest edition of each board, members the result of [TextIndex.Align] over
// them, history all changes known so far. What a board cites is held against what
// is in force at the time given.
func Matrix(editions []*normalise.Edition, members []TopicMember, history []diff.Change, at time.Time) Coverage {
	latest := latestEditions(editions)
	facts := make([]boardFacts, len(latest))
	column := map[string]int{}
	out := Coverage{}
	for i, e := range latest {
		facts[i] = gatherFacts(e, history, at)
		column[e.BoardID] = i
		out.Boards = append(out.Boards, e.BoardID)
	}
	row := map[string]int{}
	for _, m := range members {
		if _, ok := row[m.TopicID]; !ok {
			row[m.TopicID] = len(out.Rows)
			out.Rows = append(out.Rows, newCoverageRow(m, out.Boards))
		}
	}
	pages := pagesOf(latest)
	best := map[*CoverageCell]TopicMember{}
	for _, m := range members {
		i, ok := column[m.BoardID]
		if !ok {
			continue
		}
		cell := &out.Rows[row[m.TopicID]].Cells[i]
		facts[i].enter(cell, m, best)
	}
	for i := range out.Rows {
		for k := range out.Rows[i].Cells {
			if c := &out.Rows[i].Cells[k]; c.State == CoverageNotRead {
				c.Detail = pages.whose(c)
			}
		}
		for _, c := range out.Rows[i].Cells {
			if c.State == CoverageHas || c.State == CoverageUnderReview {
				out.Rows[i].Boards++
			}
		}
	}
	slices.SortStableFunc(out.Rows, func(x, y CoverageRow) int {
		return cmp.Or(cmp.Compare(y.Boards, x.Boards), cmp.Compare(x.Topic, y.Topic), cmp.Compare(x.TopicID, y.TopicID))
	})
	return out
}

func newCoverageRow(m TopicMember, boards []string) CoverageRow {
	r := CoverageRow{TopicID: m.TopicID, Topic: m.Topic, Cells: make([]CoverageCell, len(boards))}
	for i, b := range boards {
		r.Cells[i] = CoverageCell{TopicID: m.TopicID, BoardID: b, State: CoverageAbsent}
	}
	return r
}

// boardFacts are what the matrix tells of the chapters of one board.
type boardFacts struct {
	edition    *normalise.Edition
	at         map[string]int        // section id -> index
	owner      []int                 // section -> chapter it belongs to
	words      []int                 // of a chapter with its headings
	detected   []string              // of a chapter
	declared   []normalise.Amendment // last, of a chapter
	superseded []normalise.Reference // oldest, of a chapter
}

func gatherFacts(e *normalise.Edition, history []diff.Change, at time.Time) boardFacts {
	n := len(e.Sections)
	f := boardFacts{edition: e, at: map[string]int{}, owner: make([]int, n), words: make([]int, n), detected: make([]string, n), declared: make([]normalise.Amendment, n), superseded: make([]normalise.Reference, n)}
	for i := range e.Sections {
		s := &e.Sections[i]
		f.at[s.ID] = i
		f.owner[i] = i
		if s.Kind == normalise.KindHeading && s.Parent >= 0 && s.Parent < i {
			f.owner[i] = f.owner[s.Parent]
		}
		f.words[f.owner[i]] += s.Words
	}
	for _, c := range history {
		if c.BoardID != e.BoardID || !ChangesWords(&c) {
			continue
		}
		f.detect(c.SectionID, runDate(c.RunID))
		for _, id := range c.OtherIDs { // parted off, or with the same term replaced
			f.detect(id, runDate(c.RunID))
		}
	}
	for _, a := range e.Amendments {
		if i, ok := f.at[a.SectionID]; ok && a.SectionID != "" {
			if last := &f.declared[f.owner[i]]; a.Date.String() > last.Date.String() {
				*last = a
			}
		}
	}
	for _, r := range e.References {
		i, ok := f.at[r.SectionID]
		if !ok || r.Authority == cite.AuthorityTerm || r.EditionYear == 0 || standingAt(r, at) != cite.StatusSuperseded {
			continue
		}
		if have := &f.superseded[f.owner[i]]; have.EditionYear == 0 || r.EditionYear < have.EditionYear {
			*have = r
		}
	}
	return f
}

// standingAt is the standing of a cited document at a time, not before its edition
// was read.
func standingAt(r normalise.Reference, at time.Time) string {
	if status, _, known := cite.StandingOf(r.Title, r.EditionYear, at); known && r.Status != cite.StatusSuperseded {
		return status
	}
	return r.Status
}

// detect notes that the words of a section's chapter changed on a day.
func (f *boardFacts) detect(section, day string) {
	if i, ok := f.at[section]; ok && section != "" {
		o := f.owner[i]
		f.detected[o] = max(f.detected[o], day)
	}
}

// ChangesWords tells whether a change is one of what a chapter says.
func ChangesWords(c *diff.Change) bool {
	switch c.Kind {
	case diff.Renamed, diff.Moved:
		return c.WordsAdded+c.WordsRemoved > 0
	case diff.Flagged, diff.Renumbered, diff.LinkChanged, diff.ReviewChanged, diff.MovedHost, diff.AmendmentAdded, diff.AmendmentRemoved:
		return false
	}
	return true
}

// runDate reads the day from a run id, "20261121T020000Z"; "" if it is none.
func runDate(run string) string {
	t, err := time.Parse(normalise.RunIDLayout, run)
	if err != nil {
		return ""
	}
	return isoDate(t)
}

// enter puts a chapter into its cell.
func (f *boardFacts) enter(cell *CoverageCell, m TopicMember, best map[*CoverageCell]TopicMember) {
	i, ok := f.at[m.SectionID]
	if !ok {
		return
	}
	s := &f.edition.Sections[i]
	cell.SectionIDs = append(cell.SectionIDs, s.ID)
	if s.Kind == normalise.KindPlaceholder {
		if cell.State == CoverageAbsent {
			cell.State, cell.SectionID, cell.Number, cell.Title, cell.URL = CoveragePlaceholder, s.ID, s.Number, s.Title, s.URL
		}
		return
	}
	f.addFacts(cell, i)
	unread := notRead(f.edition.Sections, i)
	if have, some := best[cell]; some {
		hadNone := cell.State == CoverageNotRead
		if unread && !hadNone || unread == hadNone && !fitsCell(m, have) {
			return
		}
	}
	best[cell] = m
	cell.SectionID, cell.Number, cell.Title, cell.URL = s.ID, s.Number, s.Title, s.URL
	cell.Doubtful = m.Standing == CandidateTopic
	cell.State = CoverageHas
	switch {
	case unread:
		cell.State = CoverageNotRead
	case slices.Contains(s.Flags, normalise.FlagUnderReview):
		cell.State = CoverageUnderReview
	}
	cell.LastReviewed, cell.NextReview = s.LastReviewed.String(), s.NextReview.String()
}

// fitsCell tells whether a chapter represents its board better than another.
func fitsCell(m, have TopicMember) bool {
	annex, had := strings.HasPrefix(m.Reason, "annex of"), strings.HasPrefix(have.Reason, "annex of")
	if annex != had {
		return had
	}
	if (m.Standing == SameTopic) != (have.Standing == SameTopic) {
		return m.Standing == SameTopic
	}
	return m.Score > have.Score
}

func (f *boardFacts) addFacts(cell *CoverageCell, i int) {
	cell.Words += f.words[i]
	cell.LastDetected = max(cell.LastDetected, f.detected[i])
	if a := &f.declared[i]; a.Date.String() > cell.LastDeclared {
		cell.LastDeclared, cell.LastDeclaredText = a.Date.String(), a.DateText
	}
	if r := f.superseded[i]; r.EditionYear != 0 {
		name := fmt.Sprintf("%s %d", r.Title, r.EditionYear)
		if cell.OldestSuperseded == "" || name[len(name)-4:] < cell.OldestSuperseded[len(cell.OldestSuperseded)-4:] {
			cell.OldestSuperseded = name
		}
	}
}
