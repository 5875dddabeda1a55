package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"manualwatch/diff/across"
	"manualwatch/out"
)

// Bounds of the document across boards; the tables of the dataset hold the rest.
const (
	matrixBoards  = 8   // up to so many boards have a column each
	mostNames     = 12  // boards or chapters in one place
	mostTopics    = 300 // of the coverage
	mostOverdue   = 40  // of one kind
	mostDangling  = 25  // of a board
	mostDead      = 60
	mostShared    = 60
	mostAdoptions = 40
	mostDoubtful  = 80
)

// WriteAcross writes changelogs/across-boards.md under dataDir from the newest
// comparison of all manuals; nothing if there is none.
func WriteAcross(dataDir string, d *out.Dataset, boards []out.Board, o Options) error {
	a, err := readAcross(d, boards)
	if err != nil {
		return fmt.Errorf("across boards: %w", err)
	}
	if a == nil {
		return nil
	}
	dir := filepath.Join(dataDir, changelogs)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("across boards: %w", err)
	}
	err = writeFile(filepath.Join(dir, "across-boards.md"), func(w io.Writer) error { return acrossMarkdown(w, a, o) })
	if err != nil {
		return fmt.Errorf("across boards: %w", err)
	}
	return nil
}

// acrossMarkdown writes the document.
func acrossMarkdown(out io.Writer, a *Across, o Options) error {
	w := bufio.NewWriter(out) // keeps the first error
	fmt.Fprintf(w, "# Across the boards, as of %s\n\n", Day(a.Run.StartedAt))
	if len(a.Boards) < 2 {
		read := "has been read so far"
		if len(a.Left) > 0 {
			read = "is watched"
		}
		fmt.Fprintf(w, "Only %s %s: there is nothing to compare it with. What follows is of this manual alone.\n", Number(len(a.Boards), "manual", "manuals"), read)
	}
	a.opening(w)
	a.lacking(w)
	writeCoverage(w, a)
	a.alone(w)
	a.overdue(w)
	a.cited(w)
	a.dangling(w, o)
	a.dead(w)
	a.shared(w)
	a.adoptions(w, o)
	a.doubtful(w)
	return w.Flush()
}

// opening tells the whole in a few sentences.
func (a *Across) opening(w io.Writer) {
	n := len(a.Boards)
	if n > 1 {
		var all, most, one int
		for _, t := range a.Topics {
			switch {
			case t.Has == n:
				all++
			case t.Has >= majority(n):
				most++
			case t.alone():
				one++
			}
		}
		fmt.Fprintf(w, "%s were compared: %s. ", capital(Number(n, "manual", "manuals")), Escape(someOf(a.short)))
		fmt.Fprintf(w, "Their chapters are about %s: %d in all manuals, %d more in most of them, %d in one manual only.\n",
			Number(len(a.Topics), "topic", "topics"), all, most, one)
	}
	a.tellLeft(w)
	fmt.Fprint(w, "\n")
	for _, s := range a.points() {
		fmt.Fprintf(w, "- %s\n", s)
	}
}

// points are the sentences that open the document, each with its section below.
func (a *Across) points() []string {
	s := a.unseen()
	type lack struct {
		name string
		n    int
	}
	var lacks []lack
	for i, b := range a.Boards {
		if n := len(a.Lacking(b.ID)); n > 0 {
			lacks = append(lacks, lack{a.short[i], n})
		}
	}
	slices.SortStableFunc(lacks, func(x, y lack) int { return cmp.Compare(y.n, x.n) })
	var names []string
	for _, l := range lacks[:min(3, len(lacks))] {
		names = append(names, fmt.Sprintf("%s (%s)", l.name, Number(l.n, "topic", "topics")))
	}
	if len(names) > 0 {
		s = append(s, "Of what most manuals cover, most is lacking in: "+Escape(List(names))+".")
	}
	kinds := map[string]int{}
	for _, r := range a.Overdue {
		kinds[r.Kind]++
	}
	if n := kinds[across.OverdueReview]; n > 0 {
		s = append(s, capital(Number(n, "chapter is", "chapters are"))+" past the printed date of review.")
	}
	if n := kinds[across.OverdueUpdate]; n > 0 {
		s = append(s, capital(Number(n, "manual has", "manuals have"))+" not had the update that was announced.")
	}
	if n := kinds[across.OverdueUnchanged]; n > 0 {
		s = append(s, capital(Number(n, "chapter shows", "chapters show"))+" no sign of a change or review for two years or more.")
	}
	if len(a.Cited) > 0 {
		s = append(s, fmt.Sprintf("%s documents that were superseded, or terms that went out of use.", capital(Number(len(a.Cited), "manual still cites", "manuals still cite"))))
	}
	dangling := 0
	for _, d := range a.Dangling {
		dangling += len(d.Lines)
	}
	if dangling > 0 {
		s = append(s, capital(Number(dangling, "sentence sends", "sentences send"))+" the reader to a section or appendix that does not exist.")
	}
	if n := len(a.Dead); n > 0 {
		s = append(s, capital(Number(n, "link leads", "links lead"))+" to a page that is gone.")
	}
	if n := len(a.Doubts); n > 0 {
		s = append(s, capital(Number(n, "alignment is", "alignments are"))+" doubtful and marked so: somebody should confirm that the chapter is about the topic.")
	}
	return s
}

// someOf lists names, the first of them if there are many.
func someOf(names []string) string {
	if len(names) <= mostNames {
		return List(names)
	}
	return strings.Join(names[:mostNames], ", ") + fmt.Sprintf(" and %d more", len(names)-mostNames)
}

// CoverageMarkdown writes the matrix alone.
func CoverageMarkdown(to io.Writer, a *Across) error {
	w := bufio.NewWriter(to)
	fmt.Fprintf(w, "# Coverage of topics, as of %s\n", Day(a.Run.StartedAt))
	for _, s := range a.unseen() {
		fmt.Fprintf(w, "\n%s\n", s)
	}
	a.tellLeft(w)
	writeCoverage(w, a)
	a.alone(w)
	return w.Flush()
}

// lacking tells board by board what most others have.
func (a *Across) lacking(w io.Writer) {
	if len(a.Boards) < 2 {
		return
	}
	fmt.Fprintf(w, "\n## Who lacks what most have\n\nTopics that at least %d of the %d manuals cover with a chapter%s. A manual without one may still deal with the topic inside another chapter, or in one under a title that was not recognised.\n\n",
		majority(len(a.Boards)), len(a.Boards), a.inTheirKind())
	any := false
	for _, b := range a.Boards {
		any = a.inside(w, b) || any
		list := a.Lacking(b.ID)
		if len(list) == 0 {
			continue
		}
		any = true
		var parts []string
		for _, t := range list[:min(len(list), 2*mostNames)] {
			here := ""
			if c := t.Cell(b.ID); c.State == across.CoveragePlaceholder {
				here = fmt.Sprintf("; here the number %s is not in use", Escape(c.Number))
			}
			parts = append(parts, fmt.Sprintf("%s (%s have it%s)", Escape(t.Name), a.havers(&t), here))
		}
		if n := len(list) - len(parts); n > 0 {
			parts = append(parts, Number(n, "more", "more"))
		}
		fmt.Fprintf(w, "- **%s** lacks %d: %s.\n", Escape(b.Name), len(list), strings.Join(parts, "; "))
	}
	if !any {
		fmt.Fprint(w, "Nothing: every manual has all of them.\n")
	}
}

// inTheirKind says, where manuals of children and of adults are compared, that a topic
// about one of them is looked for in those manuals only.
func (a *Across) inTheirKind() string {
	if !slices.Contains(a.about, across.OfAdults) || !slices.ContainsFunc(a.about, func(of string) bool { return of != across.OfAdults }) {
		return ""
	}
	return "; a topic about children alone is looked for in manuals about children only, one about adults in those about adults, and then more than half of these manuals must have it"
}

// havers tells how many manuals have a topic, and of how many if not all may have it.
func (a *Across) havers(t *TopicLine) string {
	if t.Of == len(a.Boards) {
		return fmt.Sprint(t.Has)
	}
	return fmt.Sprintf("%d of %d", t.Has, t.Of)
}

// Cell returns what a board has on the topic; absent for a board that was not
// compared.
func (t *TopicLine) Cell(board string) out.CoverageRow {
	for _, c := range t.Cells {
		if c.BoardID == board {
			return c
		}
	}
	return out.CoverageRow{BoardID: board, State: across.CoverageAbsent}
}

// writeCoverage writes the matrix of topics and manuals: with a column for each
// manual if they are few, otherwise telling who has a topic or who lacks it.
func writeCoverage(w io.Writer, a *Across) {
	fmt.Fprint(w, "\n## Coverage\n\n")
	var rows []TopicLine
	for _, t := range a.Topics {
		somewhere := slices.ContainsFunc(t.Cells, func(c out.CoverageRow) bool { return c.State != across.CoverageAbsent })
		if !t.alone() && somewhere || t.Has == 1 && len(a.Boards) == 1 {
			rows = append(rows, t)
		}
	}
	if len(rows) == 0 {
		fmt.Fprint(w, "No topic is covered by two manuals.\n")
		return
	}
	more := max(0, len(rows)-mostTopics)
	rows = rows[:len(rows)-more]
	if len(a.Boards) <= matrixBoards {
		a.matrix(w, rows)
	} else {
		a.longMatrix(w, rows)
	}
	if more > 0 {
		fmt.Fprintf(w, "\nAnd %s that few manuals have: see the table `coverage` of the dataset.\n", Number(more, "topic", "topics"))
	}
}

func (a *Across) matrix(w io.Writer, rows []TopicLine) {
	fmt.Fprint(w, "The chapter of each manual on each topic; “–” where none was found.\n\n| Topic | Manuals |")
	for _, n := range a.short {
		fmt.Fprintf(w, " %s |", Escape(n))
	}
	fmt.Fprint(w, "\n|---|--:|"+strings.Repeat("---|", len(a.short))+"\n")
	for _, t := range rows {
		fmt.Fprintf(w, "| %s | %d |", Escape(t.Name), t.Has)
		for i := range t.Cells {
			fmt.Fprintf(w, " %s |", a.cellWords(&t.Cells[i]))
		}
		fmt.Fprint(w, "\n")
	}
}

// cellWords is what the matrix says of a topic at a board, in Markdown.
func (a *Across) cellWords(c *out.CoverageRow) string {
	switch c.State {
	case across.CoverageWithin:
		return "in " + Link(Label(c.Number, c.Title), c.URL)
	case across.CoverageNotRead:
		return Link(Label(c.Number, c.Title), c.URL) + " (" + a.unread(c) + ")"
	}
	return cellWords(c)
}

// cellWords is [Across.cellWords] of a chapter that was read, or of none.
func cellWords(c *out.CoverageRow) string {
	switch c.State {
	case "", across.CoverageAbsent:
		return "–"
	case across.CoveragePlaceholder:
		return Escape(strings.TrimSpace(c.Number + " not in use"))
	}
	s := Link(Label(c.Number, c.Title), c.URL)
	var marks []string
	if c.State == across.CoverageUnderReview {
		marks = append(marks, "under review")
	}
	if c.Doubtful {
		marks = append(marks, "doubtful")
	}
	if n := len(c.SectionIDs) - 1; n > 0 {
		marks = append(marks, fmt.Sprintf("and %d more", n))
	}
	if len(marks) > 0 {
		s += " (" + strings.Join(marks, ", ") + ")"
	}
	return s
}

// longMatrix tells who lacks a topic, or who has it if they are fewer.
func (a *Across) longMatrix(w io.Writer, rows []TopicLine) {
	fmt.Fprint(w, "For each topic the manuals that lack it, or those that have it if they are fewer. The site and the table `coverage` have every chapter.\n\n| Topic | Manuals | Who | To be noted |\n|---|--:|---|---|\n")
	for _, t := range rows {
		var has, lacks, notes []string
		for i, c := range t.Cells {
			switch {
			case covers(&c):
				has = append(has, a.short[i])
			default:
				lacks = append(lacks, a.short[i])
			}
			switch {
			case c.State == across.CoveragePlaceholder:
				notes = append(notes, a.short[i]+": not in use")
			case c.State == across.CoverageUnderReview:
				notes = append(notes, a.short[i]+": under review")
			case c.State == across.CoverageWithin:
				notes = append(notes, a.short[i]+": inside another chapter")
			case c.State == across.CoverageNotRead:
				notes = append(notes, a.short[i]+": "+a.unread(&c))
			case c.Doubtful:
				notes = append(notes, a.short[i]+": doubtful")
			}
		}
		who := "all"
		switch {
		case len(lacks) > 0 && len(lacks) <= len(has):
			who = "all but " + someOf(lacks)
		case len(lacks) > 0:
			who = "only " + someOf(has)
		}
		fmt.Fprintf(w, "| %s | %d | %s | %s |\n", Escape(t.Name), t.Has, Escape(who), Escape(someOf(notes)))
	}
}

// alone tells board by board what no other has.
func (a *Across) alone(w io.Writer) {
	if len(a.Boards) < 2 {
		return
	}
	first := true
	for _, b := range a.Boards {
		list := a.Alone(b.ID)
		if len(list) == 0 {
			continue
		}
		if first {
			fmt.Fprint(w, "\n## Only in one manual\n\nChapters for which no other manual has one. Each is either something of the board’s own or an alignment that was missed.\n\n")
			first = false
		}
		var parts []string
		for _, c := range list[:min(len(list), 2*mostNames)] {
			parts = append(parts, Link(Label(c.Number, c.Title), c.URL))
		}
		if n := len(list) - len(parts); n > 0 {
			parts = append(parts, Number(n, "more", "more"))
		}
		fmt.Fprintf(w, "- **%s**: %s.\n", Escape(b.Name), strings.Join(parts, "; "))
	}
}

// doubtful lists the alignments that somebody should confirm.
func (a *Across) doubtful(w io.Writer) {
	list := a.Doubts
	if len(list) == 0 {
		return
	}
	fmt.Fprint(w, "\n## Doubtful alignments\n\nTo decide one, put it into `topics.toml` in the data folder: `[[join]]` puts chapters into a topic, `[[part]]` takes them out. What stands there always wins.\n\n| Manual | Chapter | May be about | To take it out |\n|---|---|---|---|\n")
	for _, d := range list[:min(len(list), mostDoubtful)] {
		c := &d.Chapter
		fmt.Fprintf(w, "| %s | %s | %s | `%s` |\n", Escape(a.Short(c.BoardID)), Link(Label(c.Number, c.Title), c.URL), Escape(d.Topic),
			code(c.BoardID+"/"+cmp.Or(c.Number, c.SectionID)))
	}
	if n := len(list) - mostDoubtful; n > 0 {
		fmt.Fprintf(w, "\nAnd %s: see the table `topics` of the dataset.\n", Number(n, "more", "more"))
	}
}

// code makes a text fit to stand between backticks in a table.
func code(s string) string { return strings.NewReplacer("`", "", "|", "", "\\", "").Replace(Clean(s)) }
