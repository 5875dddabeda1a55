package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"manualwatch/out"
)

// A History reads nights from a dataset. It keeps the runs and editions in
// memory, which are small, and reads one board at a time.
type History struct {
	Runs     []out.RunRow // oldest first
	d        *out.Dataset
	boards   []out.Board
	editions map[string]out.EditionRow
}

// NewHistory prepares to read nights of d. Boards that are not in boards are
// named by their id.
func NewHistory(d *out.Dataset, boards []out.Board) (*History, error) {
	h := &History{d: d, boards: boards}
	var err error
	if h.Runs, err = d.Runs(); err != nil {
		return nil, err
	}
	h.editions, err = editions(d)
	return h, err
}

// Each calls do with what a run found at each of its boards, in the order of
// their ids.
func (h *History) Each(runID string, do func(*Night) error) error {
	i := slices.IndexFunc(h.Runs, func(r out.RunRow) bool { return r.RunID == runID })
	if i < 0 {
		return fmt.Errorf("no run %s in the dataset", runID)
	}
	obs, err := h.d.Observations(runID)
	if err != nil {
		return err
	}
	slices.SortStableFunc(obs, func(a, b out.ObservationRow) int { return strings.Compare(a.BoardID, b.BoardID) })
	for _, o := range obs {
		n, err := night(h.d, h.Runs, h.Runs[i], o, h.editions)
		if err != nil {
			return err
		}
		n.Board = BoardOf(h.boards, o.BoardID)
		if n.Unlisted, err = Unlisted(h.d, h.upTo(o.BoardID, runID), n.Changes, n.Declarations); err != nil {
			return err
		}
		if err := do(n); err != nil {
			return err
		}
	}
	return nil
}

// LongUnlooked is how much time between two looks at a manual is told: what changed in it may
// be of any of its days.
const LongUnlooked = 48 * time.Hour

// editions returns all editions of a dataset by their id.
func editions(d *out.Dataset) (map[string]out.EditionRow, error) {
	rows, err := d.Editions("")
	if err != nil {
		return nil, err
	}
	m := make(map[string]out.EditionRow, len(rows))
	for _, r := range rows {
		m[r.EditionID] = r
	}
	return m, nil
}

// BoardOf finds a board by its id.
func BoardOf(boards []out.Board, id string) out.Board {
	for _, b := range boards {
		if b.ID == id {
			return b
		}
	}
	return out.Board{ID: id, Name: id}
}

func night(d *out.Dataset, runs []out.RunRow, run out.RunRow, o out.ObservationRow, editions map[string]out.EditionRow) (*Night, error) {
	n := &Night{Run: run, Observation: o}
	f := out.Filter{RunID: run.RunID, BoardID: o.BoardID}
	var err error
	if n.Changes, err = d.Changes(f); err != nil {
		return nil, err
	}
	if n.Declarations, err = d.Declarations(f); err != nil {
		return nil, err
	}
	findings, err := d.Findings(f)
	if err != nil {
		return nil, err
	}
	n.Sight = SightOf(run, o, findings)
	if n.Restless, err = newRestless(d, runs, n, findings); err != nil {
		return nil, err
	}
	n.Standing, n.Outside = coded(findings, out.CodeStands), coded(findings, out.CodeOutsideChanged)
	if e, ok := editions[o.EditionID]; ok {
		n.Edition = &e
	}
	n.FirstSeen = len(coded(findings, out.CodeFirstSeen))
	if n.baseline() {
		n.Unread = out.UnreadOf(findings)
	}
	if len(n.Changes)+len(n.Sight.Unseen) == 0 && !n.baseline() {
		return n, nil // no need to read the manual
	}
	if n.Now, err = outline(d, editions, o.EditionID); err != nil {
		return nil, err
	}
	if n.Before, err = outline(d, editions, o.PreviousEditionID); err != nil {
		return nil, err
	}
	return n, PrintTerms(n.Changes, func() (before, after []out.SectionRow, err error) {
		return Texts(d, editions[o.PreviousEditionID], editions[o.EditionID])
	})
}

// coded are the findings of one code.
func coded(findings []out.FindingRow, code string) []out.FindingRow {
	return slices.DeleteFunc(slices.Clone(findings), func(f out.FindingRow) bool { return f.Code != code })
}

// Texts reads the sections of two editions with their texts. An edition without
// an id has none.
func Texts(d *out.Dataset, a, b out.EditionRow) (before, after []out.SectionRow, err error) {
	if a.EditionID != "" {
		if before, err = d.Sections(a); err != nil {
			return nil, nil, err
		}
	}
	if b.EditionID != "" {
		after, err = d.Sections(b)
	}
	return before, after, err
}

func outline(d *out.Dataset, editions map[string]out.EditionRow, id string) (*Outline, error) {
	e, ok := editions[id]
	if !ok {
		return nil, nil
	}
	rows, err := d.Outline(e)
	if err != nil {
		return nil, err
	}
	return NewOutline(rows), nil
}
