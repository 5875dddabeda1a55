package site

import (
	"cmp"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/out"
	"manualwatch/out/report"
)

// A state says how a board stands.
type state struct {
	Class string // "good", "warn", "bad", "none"
	Words string
}

// lately is how long a board may go without a run before the site says so.
const lately = 7 * 24 * time.Hour

func stateOf(b out.Board, l *life, now time.Time) state {
	if b.Left && len(l.nights) > 0 {
		return state{"none", "not watched since " + report.Day(l.nights[len(l.nights)-1].at)}
	}
	if n := len(l.nights); n > 0 && now.Sub(l.nights[n-1].at) > lately {
		return state{"warn", "not looked at lately"}
	}
	switch l.last.Status {
	case "":
		return state{"none", "not looked at yet"}
	case out.StatusChanged, out.StatusUnchanged:
		return state{"good", "read completely"}
	case out.StatusPartial:
		return state{"warn", "read in part"}
	case out.StatusNeedsIntervention:
		return state{"bad", "needs attention"}
	default:
		return state{"bad", "not read"}
	}
}

// A boardLine is a board on the first page.
type boardLine struct {
	ID, Name, Nation string
	Short            string // of the name, where there is little room
	State            state
	LastRead         string
	Age              string
	AgeDays          int
	Chapters         string
	Changes          int
	Cause            string
	Find             string // text that the filter looks into
}

type indexView struct {
	Facts   []fact
	Chart   template.HTML
	Boards  []boardLine
	Recent  []changeLine
	Nations []string
}

// index writes the first page.
func (w *writer) index() error {
	v := indexView{Chart: monthChart(w.months), Recent: w.recent}
	var watched, good, chapters, practice int
	for _, b := range w.boards {
		l := w.life(b.ID)
		line := w.boardLine(b, l)
		v.Boards = append(v.Boards, line)
		if line.State.Class == "good" {
			good++
		}
		if !b.Left {
			watched++
			chapters += l.chapters
		}
		if b.Nation != "" && !slices.Contains(v.Nations, b.Nation) {
			v.Nations = append(v.Nations, b.Nation)
		}
	}
	slices.Sort(v.Nations)
	month := "this month"
	if n := len(w.months); n > 0 {
		practice, month = w.months[n-1].counts[0], "in "+monthName(w.months[n-1].month)
	}
	v.Facts = []fact{
		{report.Thousands(watched), "manuals"}, {report.Thousands(good), "read in full within a week"},
		{report.Thousands(chapters), "chapters"}, {report.Thousands(practice), "changes to practice " + month},
	}
	return w.write("index.html", "index.html", "boards", "Safeguarding manuals", v)
}

func (w *writer) boardLine(b out.Board, l *life) boardLine {
	line := boardLine{
		ID: filepath.Base(b.ID), Name: report.Clean(b.Name), Nation: report.Clean(b.Nation), State: stateOf(b, l, w.now), LastRead: "never", AgeDays: -1,
		Chapters: "–", Changes: l.changes, Cause: report.Clean(l.last.Cause),
	}
	if l.edition != nil {
		line.Chapters = report.Thousands(l.chapters)
	}
	if t := l.last.LastSuccessAt; !t.IsZero() {
		line.LastRead = report.Day(t)
		line.AgeDays = int(out.DayOf(w.now) - out.DayOf(t))
		line.Age = age(line.AgeDays)
	}
	line.Find = strings.ToLower(strings.Join(append([]string{line.Name, line.Nation}, b.Areas...), " "))
	return line
}

func age(days int) string {
	switch {
	case days <= 0:
		return "" // the newest run
	case days == 1:
		return "1 day ago"
	default:
		return report.Thousands(days) + " days ago"
	}
}

// A changeLine is a change on the pages over all boards.
type changeLine struct {
	Day, ISO     string
	Board, ID    string
	Label        string
	File         string // of the chapter's page
	Kind         string // in words
	Significance string
	Class        string
	Sentence     string
	Declared     string
	rank         int // most important first
}

// linesPerPage keeps a page of changes well under a megabyte.
const linesPerPage = 600

// mostPages bounds the changes pages; older changes are in the dataset.
const mostPages = 10

type changesView struct {
	Lines        []changeLine
	Boards       []string
	Kinds        []string
	Newer, Older string
}

// changes writes the pages of changes, newest run first, and counts them by month.
func (w *writer) changes() error {
	year := out.DayOf(w.now) - 365
	const most = mostPages * linesPerPage
	var lines []changeLine
	pages := 0
	for i := len(w.h.Runs) - 1; i >= 0; i-- {
		r := w.h.Runs[i]
		if pages >= mostPages {
			if err := w.countOnly(r, year); err != nil {
				return err
			}
			continue
		}
		at := len(lines)
		err := w.h.Each(r.RunID, func(n *report.Night) error {
			w.tally(r, n.Changes, year)
			lines = append(lines, w.lines(n)...)
			if len(lines) > most+linesPerPage {
				byRank(lines[at:])
				clear(lines[most:]) // could not be shown
				lines = lines[:most]
			}
			return nil
		})
		if err != nil {
			return err
		}
		byRank(lines[at:])
		w.keepRecent(lines[at:])
		for len(lines) > linesPerPage && pages < mostPages {
			pages++
			if err := w.changesPage(lines[:linesPerPage], pages, true); err != nil {
				return err
			}
			lines = slices.Clone(lines[linesPerPage:])
		}
	}
	slices.SortFunc(w.months, func(a, b monthCount) int { return strings.Compare(a.month, b.month) })
	if len(lines) > 0 && pages < mostPages || pages == 0 {
		pages++
		if err := w.changesPage(lines, pages, false); err != nil {
			return err
		}
	}
	return w.dropPages(pages)
}

func byRank(lines []changeLine) {
	slices.SortStableFunc(lines, func(a, b changeLine) int { return cmp.Compare(a.rank, b.rank) })
}

// countOnly counts the changes of a run that no page shows any more.
func (w *writer) countOnly(r out.RunRow, year out.Day) error {
	cs, err := w.d.Changes(out.Filter{RunID: r.RunID})
	if err != nil {
		return err
	}
	w.tally(r, cs, year)
	return nil
}

// tally counts changes by month, and by board if they are of the last year.
func (w *writer) tally(r out.RunRow, cs []out.ChangeRow, year out.Day) {
	w.count(r, cs)
	if out.DayOf(r.StartedAt) < year {
		return
	}
	for i := range cs {
		w.life(cs[i].BoardID).changes += weighty(cs[i : i+1])
	}
}

// keepRecent keeps the newest lines of weight for the first page: of a night one line
// a manual, then, if there is room, one a chapter.
func (w *writer) keepRecent(lines []changeLine) {
	const most = 8
	for _, chapters := range []bool{false, true} {
		for _, l := range lines {
			known := slices.ContainsFunc(w.recent, func(r changeLine) bool {
				return r.Board == l.Board && r.Day == l.Day && (!chapters || r.Label == l.Label)
			})
			if heavy := l.Class == "practice" || l.Class == "new" || l.Class == "gone"; heavy && !known && len(w.recent) < most {
				w.recent = append(w.recent, l)
			}
		}
	}
}

func pageName(n int) string {
	if n == 1 {
		return "index.html"
	}
	return strconv.Itoa(n) + ".html"
}

func (w *writer) changesPage(lines []changeLine, n int, more bool) error {
	v := changesView{Lines: lines}
	if n > 1 {
		v.Newer = pageName(n - 1)
	}
	if more && n < mostPages {
		v.Older = pageName(n + 1)
	}
	for _, l := range lines {
		if !slices.Contains(v.Boards, l.Board) {
			v.Boards = append(v.Boards, l.Board)
		}
		if !slices.Contains(v.Kinds, l.Kind) {
			v.Kinds = append(v.Kinds, l.Kind)
		}
	}
	slices.SortFunc(v.Boards, compareFold)
	slices.Sort(v.Kinds)
	return w.write("changes/"+pageName(n), "changes.html", "changes", "Changes", v)
}

// dropPages takes pages away that an earlier, longer site had.
func (w *writer) dropPages(last int) error {
	for n := last + 1; ; n++ {
		if err := os.Remove(filepath.Join(w.dir, "changes", pageName(n))); err != nil {
			if os.IsNotExist(err) {
				return nil
			}
			return err
		}
	}
}

// lines returns the changes of a night, most important first.
func (w *writer) lines(n *report.Night) []changeLine {
	var lines []changeLine
	for _, e := range report.Entries(n.Changes, n.Before, n.Now) {
		for i := range e.Changes {
			lines = append(lines, changeLineOf(w.o, n, &e, &e.Changes[i]))
		}
	}
	for _, c := range report.FoldedChanges(n.Changes, n.Before, n.Now) {
		if c.Kind == string(diff.AmendmentAdded) || c.Kind == string(diff.AmendmentRemoved) || c.CausedBy != "" {
			continue
		}
		e := report.Entry{Group: report.Folded, SectionID: c.SectionID, Number: cmp.Or(c.NewNumber, c.OldNumber), Title: cmp.Or(c.NewTitle, c.OldTitle, "the manual")}
		if ch := n.Now.Chapter(c.SectionID); ch != nil {
			e.SectionID, e.Number, e.Title = ch.SectionID, ch.Number, ch.Title
		}
		lines = append(lines, changeLineOf(w.o, n, &e, &c))
	}
	return lines
}

func changeLineOf(o report.Options, n *report.Night, e *report.Entry, c *out.ChangeRow) changeLine {
	l := changeLine{
		Day: report.Day(n.Run.StartedAt), ISO: n.Run.StartedAt.UTC().Format(time.DateOnly),
		Board: report.Clean(n.Board.Name), ID: filepath.Base(n.Board.ID), Label: report.Clean(e.Label()),
		Kind: kindWords(c.Kind), Significance: significanceWords(c.Significance), Class: changeClass(c),
		Sentence: o.Edited(e, c, n.Board), Declared: declaredWords(c.Declared),
	}
	if w := o.Why(c, n.Board); w != "" {
		l.Sentence += " " + w
	}
	l.rank = sigIndex(c.Significance)
	l.Sentence = report.Shorten(strings.TrimPrefix(l.Sentence, "Text changed: "), 70)
	if e.SectionID != "" && (n.Now.Find(e.SectionID) != nil || n.Before.Find(e.SectionID) != nil) {
		l.File = fileName(e.SectionID) + ".html"
	}
	return l
}

// changeClass names the look of a single change.
func changeClass(c *out.ChangeRow) string {
	switch kind := diff.Kind(c.Kind); {
	case c.Significance == string(diff.Practice):
		return "practice"
	case kind == diff.Removed, kind == diff.Retired:
		return "gone"
	case c.Significance == string(diff.NewText):
		return "new"
	case kind == diff.Renamed, kind == diff.Moved, kind == diff.Split, kind == diff.Merged:
		return "other"
	default:
		return "minor"
	}
}

// kindWords puts the kind of a change into words.
func kindWords(kind string) string {
	words := map[diff.Kind]string{
		diff.Added: "new", diff.Removed: "withdrawn", diff.Moved: "moved", diff.Renamed: "renamed", diff.Renumbered: "renumbered",
		diff.Edited: "text changed", diff.Split: "split", diff.Merged: "merged", diff.Retired: "withdrawn", diff.Activated: "new",
		diff.Flagged: "mark changed", diff.LinkChanged: "link changed", diff.ReviewChanged: "date of review changed", diff.FileReplaced: "file replaced",
		diff.TermsSwept: "changed throughout", diff.MovedHost: "address changed",
	}
	return cmp.Or(words[diff.Kind(kind)], "other")
}

func significanceWords(s string) string {
	words := map[diff.Significance]string{
		diff.Practice: "practice", diff.NewText: "new text", diff.Minor: "minor", diff.Links: "links", diff.Editorial: "editorial",
	}
	return cmp.Or(words[diff.Significance(s)], "other")
}

func declaredWords(s string) string {
	switch s {
	case "confirmed":
		return "declared"
	case "undeclared":
		return "not declared"
	default:
		return "–"
	}
}

// weighty counts the changes that are more than links and typography; one that was told
// before and taken back since counts once.
func weighty(cs []out.ChangeRow) int {
	n := 0
	for _, c := range cs {
		if i := sigIndex(c.Significance); i >= 0 && i < 3 && !report.ToldBefore(&c) {
			n++
		}
	}
	return n
}

// A monthCount counts the changes of a month by significance.
type monthCount struct {
	month  string // 2026-11
	counts [4]int // practice, new text, minor, links and editorial
}

func sigIndex(s string) int {
	i := slices.Index([]diff.Significance{diff.Practice, diff.NewText, diff.Minor, diff.Links, diff.Editorial}, diff.Significance(s))
	return min(i, 3)
}

func (w *writer) count(r out.RunRow, cs []out.ChangeRow) {
	m := r.StartedAt.UTC().Format("2006-01")
	i := slices.IndexFunc(w.months, func(c monthCount) bool { return c.month == m })
	if i < 0 {
		i = len(w.months)
		w.months = append(w.months, monthCount{month: m})
	}
	for _, c := range cs {
		if s := sigIndex(c.Significance); s >= 0 && !report.ToldBefore(&c) {
			w.months[i].counts[s]++
		}
	}
}

// duration writes a time as people do: 45 s, 20 min, 2 h 5 min.
func duration(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	default:
		return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
	}
}

type runsView struct{ Runs []runLine }

// A runLine is a run on the page of runs.
type runLine struct {
	Day, Took                           string
	Selected, Observed, Failed, Changes int
	Versions                            string
}

// runs writes the page of the last nights.
func (w *writer) runs() error {
	const most = 400
	var v runsView
	for i := len(w.h.Runs) - 1; i >= 0 && len(v.Runs) < most; i-- {
		r := w.h.Runs[i]
		line := runLine{
			Day: r.StartedAt.UTC().Format("2 January 2006, 15:04"), Took: "not finished", Selected: int(r.BoardsSelected), Observed: int(r.BoardsObserved),
			Failed: int(r.BoardsFailed), Changes: int(r.Changes),
			Versions: fmt.Sprintf("%s, parser %s, rules %s", report.Clean(r.ToolVersion), report.Clean(r.ParserVersion), report.Clean(r.RulesVersion)),
		}
		if !r.FinishedAt.IsZero() {
			line.Took = duration(r.FinishedAt.Sub(r.StartedAt))
		}
		v.Runs = append(v.Runs, line)
	}
	return w.write("runs.html", "runs.html", "runs", "Runs", v)
}
