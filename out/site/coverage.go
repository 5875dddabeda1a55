package site

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/out"
	"manualwatch/out/report"
)

type coverageView struct {
	Boards []boardLine
	Topics []topicLine
	Cut    int // topics not shown
}

// A topicLine is a topic and what each board has on it.
type topicLine struct {
	Topic string
	Has   int
	Cells []topicCell
}

// A topicCell is what a board has on a topic.
type topicCell struct {
	Class string // "yes", "maybe", "no"
	Words string
	File  string // of the chapter's page, "" without a link
	Tip   string // number, title, words and dates of the chapter
}

// Bounds of the matrix, which keep the page well under a megabyte.
const (
	mostTopics = 400
	mostCells  = 24_000
	mostLinked = 5000 // above this the cells are no links
)

// coverage writes the matrix of topics and boards, as the newest comparison found
// it: topics that most boards have first.
func (w *writer) coverage() error {
	rows, err := w.newestCoverage()
	if err != nil {
		return err
	}
	v := coverageView{}
	column := map[string]int{}
	for _, b := range w.boards {
		if slices.ContainsFunc(rows, func(r out.CoverageRow) bool { return r.BoardID == b.ID }) {
			column[b.ID] = len(v.Boards)
			v.Boards = append(v.Boards, boardLine{ID: filepath.Base(b.ID), Name: b.Name})
		}
	}
	at := map[string]int{}
	for _, r := range rows {
		i, ok := at[r.TopicID]
		if !ok {
			i = len(v.Topics)
			at[r.TopicID] = i
			v.Topics = append(v.Topics, newTopic(r.Topic, len(v.Boards)))
		}
		v.Topics[i].add(r, column[r.BoardID], len(rows) <= mostLinked)
	}
	slices.SortStableFunc(v.Topics, func(a, b topicLine) int {
		return cmp.Or(cmp.Compare(b.Has, a.Has), compareFold(a.Topic, b.Topic))
	})
	if most := min(mostTopics, mostCells/max(1, len(v.Boards))); len(v.Topics) > most {
		v.Cut = len(v.Topics) - most
		v.Topics = v.Topics[:most]
	}
	return w.write("coverage.html", "coverage.html", "coverage", "Coverage", v)
}

func newTopic(name string, boards int) topicLine {
	t := topicLine{Topic: report.Clean(name), Cells: make([]topicCell, boards)}
	for i := range t.Cells {
		t.Cells[i] = topicCell{Class: "no", Words: "–"}
	}
	return t
}

func (t *topicLine) add(r out.CoverageRow, col int, linked bool) {
	c := &t.Cells[col]
	switch r.State {
	case diff.CoverageHas:
		c.Class, c.Words = "yes", "yes"
	case diff.CoverageUnderReview:
		c.Class, c.Words = "yes", "under review"
	case diff.CoveragePlaceholder:
		c.Class, c.Words = "maybe", "not in use"
		return
	default:
		return
	}
	t.Has++
	if r.Doubtful {
		c.Class, c.Words = "maybe", "?"
	}
	if linked && r.SectionID != "" {
		c.Tip = tip(&r)
		c.File = "boards/" + filepath.Base(r.BoardID) + "/" + fileName(r.SectionID) + ".html"
	}
}

// tip tells of a chapter what the matrix has no room for.
func tip(r *out.CoverageRow) string {
	parts := []string{report.Clean(report.Label(r.Number, r.Title)), report.Number(int(r.Words), "word", "words")}
	for _, d := range []struct {
		what string
		day  out.Day
	}{{"changed", r.LastDetected}, {"declared", r.LastDeclared}, {"reviewed", r.LastReviewed}, {"next review", r.NextReview}} {
		if d.day != 0 {
			parts = append(parts, d.what+" "+report.Day(d.day.Time()))
		}
	}
	if r.OldestSuperseded != "" {
		parts = append(parts, "cites "+report.Clean(r.OldestSuperseded))
	}
	return strings.Join(parts, "; ")
}

// newestCoverage reads the newest comparison.
func (w *writer) newestCoverage() ([]out.CoverageRow, error) {
	for i := len(w.h.Runs) - 1; i >= 0; i-- {
		rows, err := w.d.Coverage(out.Filter{RunID: w.h.Runs[i].RunID})
		if err != nil || len(rows) > 0 {
			return rows, err
		}
	}
	return nil, nil
}
