package site

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"manualwatch/diff/across"
	"manualwatch/out"
	"manualwatch/out/report"
)

type coverageView struct {
	Boards []boardLine
	Topics []topicLine
	Cut    int    // topics not shown
	Unseen string // which manuals the newest night did not see, in words
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
	run, err := w.d.LastRunWith("coverage", "~") // which no run id comes after
	if err != nil {
		return err
	}
	v := coverageView{}
	if run == "" {
		return w.write("coverage.html", "coverage.html", "coverage", "Coverage", v)
	}
	// The table is read twice, so that only what is shown is in memory: who has what,
	// then the cells of the topics that most have.
	topics, boards, rows, err := w.topics(run)
	if err != nil {
		return err
	}
	column := map[string]int{}
	compared := slices.DeleteFunc(slices.Clone(w.boards), func(b out.Board) bool { return !boards[b.ID] })
	left := w.left()
	for i, short := range report.ShortNames(compared) { // there is no room for whole names
		column[compared[i].ID] = i
		v.Boards = append(v.Boards, boardLine{ID: filepath.Base(compared[i].ID), Name: compared[i].Name, Short: short})
	}
	v.Unseen = w.unseen(compared)
	if most := min(mostTopics, mostCells/max(1, len(v.Boards))); len(topics) > most {
		v.Cut = len(topics) - most
		topics = topics[:most]
	}
	at := map[string]int{}
	for i, t := range topics {
		at[t.id] = i
		v.Topics = append(v.Topics, newTopic(t, len(v.Boards)))
	}
	err = w.d.EachCoverage(out.Filter{RunID: run}, func(r *out.CoverageRow) {
		if i, ok := at[r.TopicID]; ok && !left[r.BoardID] {
			v.Topics[i].Cells[column[r.BoardID]] = cellOf(r, rows <= mostLinked)
		}
	})
	if err != nil {
		return err
	}
	return w.write("coverage.html", "coverage.html", "coverage", "Coverage", v)
}

// unseen tells which of some boards the newest night did not see; "" if none.
func (w *writer) unseen(boards []out.Board) string {
	seen := make([]out.Day, len(boards))
	for i, b := range boards {
		if l := w.lives[b.ID]; l != nil {
			for _, n := range l.nights {
				if (&out.ObservationRow{Status: n.status}).Seen() {
					seen[i] = max(seen[i], out.DayOf(n.at))
				}
			}
		}
	}
	return report.Unseen(report.ShortNames(boards), seen, out.DayOf(w.now))
}

// A topicCount is a topic and how many boards have it.
type topicCount struct {
	id, name string
	has      int
}

// topics lists the topics of a comparison, the commonest first, with its boards and
// its number of rows.
func (w *writer) topics(run string) (topics []topicCount, boards map[string]bool, rows int, err error) {
	at := map[string]int{}
	boards = map[string]bool{}
	left := w.left()
	err = w.d.EachCoverage(out.Filter{RunID: run}, func(r *out.CoverageRow) {
		if left[r.BoardID] {
			return
		}
		rows++
		boards[r.BoardID] = true
		i, ok := at[r.TopicID]
		if !ok {
			i = len(topics)
			at[r.TopicID] = i
			topics = append(topics, topicCount{id: r.TopicID, name: report.Clean(r.Topic)})
		}
		if r.State == across.CoverageHas || r.State == across.CoverageUnderReview {
			topics[i].has++
		}
	})
	slices.SortStableFunc(topics, func(a, b topicCount) int {
		return cmp.Or(cmp.Compare(b.has, a.has), compareFold(a.name, b.name))
	})
	return topics, boards, rows, err
}

// left are the boards that the register does not hold any more: nobody knows what they have.
func (w *writer) left() map[string]bool {
	left := map[string]bool{}
	for _, b := range w.boards {
		left[b.ID] = b.Left
	}
	return left
}

func newTopic(c topicCount, boards int) topicLine {
	t := topicLine{Topic: c.name, Has: c.has, Cells: make([]topicCell, boards)}
	for i := range t.Cells {
		t.Cells[i] = noCell
	}
	return t
}

// noCell is what a board without the topic shows.
var noCell = topicCell{Class: "no", Words: "–"}

func cellOf(r *out.CoverageRow, linked bool) topicCell {
	c := topicCell{}
	switch r.State {
	case across.CoverageHas:
		c.Class, c.Words = "yes", "yes"
	case across.CoverageUnderReview:
		c.Class, c.Words = "yes", "under review"
	case across.CoveragePlaceholder:
		c.Class, c.Words = "maybe", "not in use"
		return c
	case across.CoverageNotRead:
		c.Class, c.Words = "maybe", "not read"
	case across.CoverageWithin:
		c.Class, c.Words = "maybe", "inside"
	default:
		return noCell
	}
	if r.Doubtful && r.State != across.CoverageNotRead {
		c.Class, c.Words = "maybe", "?"
	}
	if linked && r.SectionID != "" {
		c.Tip = tip(r)
		c.File = "boards/" + filepath.Base(r.BoardID) + "/" + fileName(r.SectionID) + ".html"
	}
	return c
}

// tip tells of a chapter what the matrix has no room for.
func tip(r *out.CoverageRow) string {
	parts := []string{report.Clean(report.Label(r.Number, r.Title)), report.Number(int(r.Words), "word", "words")}
	if r.State == across.CoverageWithin {
		return parts[0] + ": " + report.Clean(r.Detail)
	}
	if r.LastDetected != 0 {
		parts = append(parts, "changed "+report.Day(r.LastDetected.Time()))
	}
	if r.LastDeclared != 0 {
		parts = append(parts, "declared "+report.PrintedAs(r.LastDeclared, r.LastDeclaredText))
	}
	for _, d := range []struct {
		what string
		day  out.Day
	}{{"reviewed", r.LastReviewed}, {"next review", r.NextReview}} {
		if d.day != 0 {
			parts = append(parts, d.what+" "+report.Printed(d.day))
		}
	}
	if r.OldestSuperseded != "" {
		parts = append(parts, "cites "+report.Clean(r.OldestSuperseded))
	}
	return strings.Join(parts, "; ")
}
