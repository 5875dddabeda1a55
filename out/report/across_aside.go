package report

import (
	"fmt"
	"io"
	"strings"

	"manualwatch/diff/across"
	"manualwatch/out"
)

// inside tells of a board which topics that most boards have a chapter on it deals with
// inside another chapter, and which it leaves to pages that were not read; false if none.
func (a *Across) inside(w io.Writer, b out.Board) bool {
	within := a.common(b.ID, func(c *out.CoverageRow) bool { return c.State == across.CoverageWithin })
	unread := a.common(b.ID, func(c *out.CoverageRow) bool { return c.State == across.CoverageNotRead })
	a.asideLine(w, b, within, "deals with %s inside other chapters", withinTopic)
	a.asideLine(w, b, unread, "lists chapters on %s whose pages were not read", func(t *TopicLine, c *out.CoverageRow) string {
		return fmt.Sprintf("%s (%s: %s)", Escape(t.Name), Link(Label(c.Number, c.Title), c.URL), a.unread(c))
	})
	return len(within)+len(unread) > 0
}

// asideLine writes one line about topics of a board.
func (a *Across) asideLine(w io.Writer, b out.Board, list []TopicLine, says string, tell func(*TopicLine, *out.CoverageRow) string) {
	if len(list) == 0 {
		return
	}
	var parts []string
	for i := range list[:min(len(list), 2*mostNames)] {
		c := list[i].Cell(b.ID)
		parts = append(parts, tell(&list[i], &c))
	}
	if n := len(list) - len(parts); n > 0 {
		parts = append(parts, Number(n, "more", "more"))
	}
	fmt.Fprintf(w, "- **%s** "+says+": %s.\n", Escape(b.Name), Number(len(list), "topic", "topics"), strings.Join(parts, "; "))
}

func withinTopic(t *TopicLine, c *out.CoverageRow) string {
	return Escape(t.Name) + " (" + within(c) + ")"
}

// within tells in which chapter a board deals with a topic, and how that is known.
func within(c *out.CoverageRow) string {
	return fmt.Sprintf("in %s, which %s", Link(Label(c.Number, c.Title), c.URL), Escape(c.Detail))
}

// unread tells of a chapter that was not read whose page it is.
func (a *Across) unread(c *out.CoverageRow) string {
	if c.Detail == "" {
		return "not read"
	}
	return "not read: a page of " + Escape(a.Short(c.Detail))
}

// unseen tells which boards the newest night did not see, if that was read.
func (a *Across) unseen() []string {
	if s := Unseen(a.short, a.seen, a.night); s != "" {
		return []string{Escape(s)}
	}
	return nil
}

// Unseen tells which boards a night did not see, and how old what is told of them is; ""
// if it saw all that were ever seen.
func Unseen(boards []string, seen []out.Day, night out.Day) string {
	var names []string
	for i, day := range seen {
		if day != 0 && day < night {
			names = append(names, boards[i]+" (last seen on "+Day(day.Time())+")")
		}
	}
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf("Not observed on %s: %s. What is told of %s is as it was then.", Day(night.Time()), someOf(names), themOf(len(names)))
}

func themOf(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

// stale reports whether a board was seen last before the day of the newest run.
func (a *Across) stale(board int) bool { return a.seen[board] != 0 && a.seen[board] < a.night }

// asOf returns the day up to which a board was watched: that of the document, or of its last
// sight before.
func (a *Across) asOf(board string) (day out.Day, stale bool) {
	for i, b := range a.Boards {
		if b.ID == board && i < len(a.seen) && a.stale(i) {
			return a.seen[i], true
		}
	}
	return out.DayOf(a.Run.StartedAt), false
}
