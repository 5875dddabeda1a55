package out

import (
	"cmp"
	"strings"

	"manualwatch/diff"
)

func coverageTable() *table[CoverageRow] {
	return &table[CoverageRow]{
		name: "coverage", rows: func(t *Tables) *[]CoverageRow { return &t.Coverage },
		board: func(r *CoverageRow) string { return r.BoardID },
		order: func(a, b *CoverageRow) int { return strings.Compare(a.TopicID, b.TopicID) }, sorted: []string{"board_id", "topic_id"},
	}
}

func overdueTable() *table[OverdueRow] {
	return &table[OverdueRow]{
		name: "overdue", rows: func(t *Tables) *[]OverdueRow { return &t.Overdue },
		board: func(r *OverdueRow) string { return r.BoardID },
		order: func(a, b *OverdueRow) int {
			return cmp.Or(cmp.Compare(a.Since, b.Since), strings.Compare(a.SectionID, b.SectionID), strings.Compare(a.Kind, b.Kind))
		},
		sorted: []string{"board_id", "since"},
	}
}

func sharedTextTable() *table[SharedTextRow] {
	return &table[SharedTextRow]{
		name: "shared_text", rows: func(t *Tables) *[]SharedTextRow { return &t.SharedText },
		board: func(r *SharedTextRow) string { return r.BoardID }, sorted: []string{"board_id"},
	}
}

func adoptionsTable() *table[AdoptionRow] {
	return &table[AdoptionRow]{
		name: "adoptions", rows: func(t *Tables) *[]AdoptionRow { return &t.Adoptions },
		board: func(r *AdoptionRow) string { return r.BoardID },
		order: func(a, b *AdoptionRow) int { return strings.Compare(a.PassageID, b.PassageID) }, sorted: []string{"board_id", "passage_id"},
		wide: [][]string{{"excerpt"}},
	}
}

// Coverage returns the topics at the boards of f, oldest run first.
func (d *Dataset) Coverage(f Filter) ([]CoverageRow, error) { return readAll(d, coverageTable(), f) }

// Overdue returns what was overdue, oldest run first.
func (d *Dataset) Overdue(f Filter) ([]OverdueRow, error) { return readAll(d, overdueTable(), f) }

// SharedText returns the chapters with text in common with other boards, oldest
// run first.
func (d *Dataset) SharedText(f Filter) ([]SharedTextRow, error) {
	return readAll(d, sharedTextTable(), f)
}

// Adoptions returns the passages that boards took up or gave up, oldest run first.
func (d *Dataset) Adoptions(f Filter) ([]AdoptionRow, error) { return readAll(d, adoptionsTable(), f) }

// A changeMark is the columns of changes that tell where and when.
type changeMark struct {
	RunID     string `parquet:"run_id"`
	BoardID   string `parquet:"board_id"`
	Kind      string `parquet:"kind"`
	SectionID string `parquet:"section_id,optional"`

	Reasons         []string `parquet:"reasons,list"`
	OtherSectionIDs []string `parquet:"other_section_ids,list"`
	WordsAdded      int32    `parquet:"words_added"`
	WordsRemoved    int32    `parquet:"words_removed"`
}

// ChangeMarks returns the first reading of each board, as a change of no kind and
// section, then all changes of all runs, oldest run first, with nothing but run, board,
// kind, sections and counts of words.
func (d *Dataset) ChangeMarks() ([]diff.Change, error) {
	editions, err := d.Editions("")
	if err != nil {
		return nil, err
	}
	var marks []diff.Change
	known := map[string]bool{}
	for _, e := range editions {
		if !known[e.BoardID] {
			known[e.BoardID] = true
			marks = append(marks, diff.Change{RunID: e.RunID, BoardID: e.BoardID})
		}
	}
	t := &table[changeMark]{name: "changes", board: func(r *changeMark) string { return r.BoardID }}
	err = eachRow(d, t, Filter{}, func(rows []changeMark) error {
		for _, r := range rows {
			marks = append(marks, diff.Change{RunID: r.RunID, BoardID: r.BoardID, Kind: diff.Kind(kindRead(r.Kind, r.Reasons)), SectionID: r.SectionID,
				OtherIDs: r.OtherSectionIDs, WordsAdded: int(r.WordsAdded), WordsRemoved: int(r.WordsRemoved)})
		}
		return nil
	})
	return marks, err
}
