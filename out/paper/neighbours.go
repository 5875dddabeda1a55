package paper

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/across"
	"manualwatch/normalise"
	"manualwatch/out"
	"manualwatch/out/report"
)

// mostNeighbours bounds the table of differences.
const mostNeighbours = 25

// neighboursNote says what a missing chapter does not mean.
const neighboursNote = "A manual without a chapter on a topic may still deal with it inside another chapter, or in one under a title that was not recognised."

// neighbours reads the newest comparison of the manuals up to the period's end:
// the topics that at least half of the other manuals cover and this one does not,
// those on which others changed their chapters in the period, and those that it alone
// has.
func (p *Paper) neighbours(d *out.Dataset, runs []out.RunRow) error {
	var rows []out.CoverageRow
	for i := len(runs) - 1; i >= 0 && len(rows) == 0; i-- {
		if out.DayOf(runs[i].StartedAt) > out.DayOf(p.To) {
			continue
		}
		var err error
		if rows, err = d.Coverage(out.Filter{RunID: runs[i].RunID}); err != nil {
			return err
		}
	}
	if len(rows) > 0 {
		var err error
		if p.elsewhere, err = p.changesElsewhere(d); err != nil {
			return err
		}
	}
	out.ByTopic(rows)
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].TopicID == rows[0].TopicID {
			n++
		}
		p.topic(rows[:n])
		rows = rows[n:]
	}
	if len(p.Neighbours) > mostNeighbours {
		p.MoreNeighbours = len(p.Neighbours) - mostNeighbours
		p.Neighbours = p.Neighbours[:mostNeighbours]
	}
	return nil
}

// topic notes how the board's manual differs from the others on one topic.
func (p *Paper) topic(cells []out.CoverageRow) {
	i := slices.IndexFunc(cells, func(c out.CoverageRow) bool { return c.BoardID == p.Board.ID })
	if i < 0 || len(cells) < 3 { // two manuals are no measure
		return
	}
	if !across.MayHave(across.NameAbout(p.Board.Name), cells[i].TopicID) {
		return
	}
	own, others, aside := cells[i], 0, 0
	for j, c := range cells {
		switch {
		case j == i:
		case covered(c):
			others++
		case c.State == across.CoverageWithin || c.State == across.CoverageNotRead:
			aside++
		}
	}
	n := Neighbour{Topic: cmp.Or(own.Topic, cells[0].Topic), Others: fmt.Sprintf("%d of %d", others, len(cells)-1)}
	switch {
	case own.State == across.CoverageAbsent && others*2 >= len(cells)-1 && others > 1:
		n.Difference = "Not in this manual."
	case own.State == across.CoverageWithin && others*2 >= len(cells)-1 && others > 1:
		n.Difference = "No chapter of its own in this manual; “" + report.Label(own.Number, own.Title) + "” " + report.Clean(own.Detail) + "."
	case own.State == across.CoverageNotRead && others*2 >= len(cells)-1 && others > 1:
		n.Difference = "In the contents of this manual: “" + report.Label(own.Number, own.Title) + "”, a page that was not read."
	case own.State == across.CoveragePlaceholder && others > 1:
		n.Difference = "Not in use in this manual any more."
	case covered(own) && !own.Doubtful && len(p.changedElsewhere(own, cells)) > 1 && !p.inPeriod(own.LastDetected):
		n.Difference = "Changed in this period at " + report.List(p.changedElsewhere(own, cells)) + "; the chapter of this manual did not change."
	case covered(own) && !own.Doubtful && others+aside == 0:
		n.Difference = "Only in this manual: “" + report.Label(own.Number, own.Title) + "”."
	default:
		return
	}
	p.Neighbours = append(p.Neighbours, n)
}

// A chapterAt is a chapter of a board, by their ids.
type chapterAt struct{ board, section string }

// changesElsewhere reads what changed in the period at boards that replaced something in many
// chapters, as a name of their own: true is a chapter that changed otherwise, false one in which
// nothing but that changed, which says nothing about its topic.
func (p *Paper) changesElsewhere(d *out.Dataset) (map[chapterAt]bool, error) {
	marks, err := d.ChangeMarks()
	if err != nil {
		return nil, err
	}
	marks = slices.DeleteFunc(marks, func(c diff.Change) bool {
		return c.Kind == "" || !across.ChangesWords(&c) || !p.inPeriod(dayOfRun(c.RunID))
	})
	changed, boards := map[chapterAt]bool{}, map[string]bool{}
	for _, c := range marks {
		if c.Kind != diff.TermsSwept {
			continue
		}
		boards[c.BoardID] = true
		for _, id := range c.OtherIDs {
			changed[chapterAt{c.BoardID, id}] = false
		}
	}
	outlines, err := p.outlinesOf(d, boards)
	if err != nil {
		return nil, err
	}
	for _, c := range marks {
		if c.Kind == diff.TermsSwept {
			continue
		}
		for _, id := range append([]string{c.SectionID}, c.OtherIDs...) {
			if ch := outlines[c.BoardID].Chapter(id); ch != nil {
				changed[chapterAt{c.BoardID, ch.SectionID}] = true
			}
		}
	}
	return changed, nil
}

// outlinesOf reads the outlines of other manuals as they stood when the period ended.
func (p *Paper) outlinesOf(d *out.Dataset, boards map[string]bool) (map[string]*report.Outline, error) {
	outlines := map[string]*report.Outline{}
	for _, b := range slices.Sorted(maps.Keys(boards)) {
		editions, err := d.Editions(b)
		if err != nil {
			return nil, err
		}
		var last *out.EditionRow
		for i := range editions {
			if out.DayOf(editions[i].ObservedAt) <= out.DayOf(p.To) {
				last = &editions[i]
			}
		}
		if outlines[b], err = outlineOf(d, last); err != nil {
			return nil, err
		}
	}
	return outlines, nil
}

// dayOfRun is the day of a run, 0 where its id tells none.
func dayOfRun(id string) out.Day {
	t, err := time.Parse(normalise.RunIDLayout, id)
	if err != nil {
		return 0
	}
	return out.DayOf(t)
}

// watched reports whether the manual had been read before a day of the period, and its page was
// seen on it or later: else nobody knows whether it changed when others did.
func (p *Paper) watched(day out.Day, page string) bool {
	if p.Start == nil && p.base != nil && day <= out.DayOf(p.base.ObservedAt) {
		return false
	}
	return slices.ContainsFunc(p.sights, func(s report.Sight) bool { return out.DayOf(s.At) >= day && s.Saw(page) })
}

// changedElsewhere names the boards whose chapters on a topic changed in the period while this
// manual was watched, at most four.
func (p *Paper) changedElsewhere(own out.CoverageRow, cells []out.CoverageRow) []string {
	const most = 4
	var boards []string
	for _, c := range cells {
		if c.BoardID != own.BoardID && covered(c) && !c.Doubtful && p.changedAt(&c) && p.watched(c.LastDetected, own.URL) {
			boards = append(boards, report.Clean(report.BoardOf(p.Period.Boards, c.BoardID).Name))
		}
	}
	if n := len(boards) - most; n > 0 {
		boards = append(boards[:most], report.Number(n, "more", "more"))
	}
	return boards
}

// changedAt reports whether chapters on a topic changed in the period in more than what was
// replaced in many chapters.
func (p *Paper) changedAt(c *out.CoverageRow) bool {
	swept := false
	for _, id := range c.SectionIDs {
		otherwise, known := p.elsewhere[chapterAt{c.BoardID, id}]
		if otherwise {
			return p.inPeriod(c.LastDetected)
		}
		swept = swept || known
	}
	return !swept && p.inPeriod(c.LastDetected)
}

func (p *Paper) inPeriod(d out.Day) bool {
	return d != 0 && d >= out.DayOf(p.From) && d <= out.DayOf(p.To)
}

func covered(c out.CoverageRow) bool {
	return c.State == across.CoverageHas || c.State == across.CoverageUnderReview
}
