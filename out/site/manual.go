package site

import (
	"crypto/sha256"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/out"
	"manualwatch/out/report"
)

// mostVersions bounds the versions of a chapter that can be held against each
// other; older ones are in the dataset.
const mostVersions = 6

// A chapterLife is one chapter through all editions.
type chapterLife struct {
	row      out.SectionRow // newest, without text
	gone     bool           // not in the newest edition
	parts    []part         // text of the newest version
	versions []versionOf
	history  []event
	touched  bool // by a change, told or not
}

// A versionOf is a text that a chapter had.
type versionOf struct {
	sum   [32]byte
	text  string
	since time.Time
}

// A part is a heading of a chapter and what stands below it.
type part struct {
	Level  int
	Title  string
	Blocks []textBlock
}

// An event is a change of a chapter.
type event struct {
	Day      string
	at       time.Time
	Group    string
	Class    string
	Sentence []string
	Passages []report.Passage
	More     string // what is not shown
	more     int
	NoQuotes string // why nothing is quoted, "" if something is
}

// manuals writes the pages of each board, one board at a time.
func (w *writer) manuals() error {
	for _, b := range w.boards {
		l := w.life(b.ID)
		if err := w.manual(b, l); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) manual(b out.Board, l *life) error {
	var rows []out.SectionRow
	if l.edition != nil {
		var err error
		if rows, err = w.d.Outline(*l.edition); err != nil {
			return err
		}
	}
	outline := report.NewOutline(rows)
	l.chapters = outline.Count(normalise.KindChapter)
	changed, err := w.chapters(b, l, w.overdue(rows))
	if err != nil {
		return err
	}
	return w.boardPage(b, l, outline, changed)
}

// chapters writes the chapter pages of a board, unless they stand already. It
// returns the day of each chapter's last change.
func (w *writer) chapters(b out.Board, l *life, overdue int) (map[string]time.Time, error) {
	if l.edition == nil {
		return nil, nil
	}
	dir := filepath.Join(w.dir, filepath.FromSlash(boardDir(b.ID)))
	stamp := fmt.Sprintf("%s %s %d %v %d %d %s", version, l.edition.EditionID, len(l.editions), b.NoQuotes, w.o.QuoteWords, overdue, b.Name)
	if changed, ok := stamped(dir, stamp); ok && !w.o.Anew {
		return changed, nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	lives, err := w.readLives(b, l)
	if err != nil {
		return nil, err
	}
	changed := map[string]time.Time{}
	for id, c := range lives {
		if n := len(c.history); n > 0 {
			changed[id] = c.history[n-1].at
		}
		if err := w.chapterPages(b, id, c); err != nil {
			return nil, err
		}
	}
	return changed, putStamp(dir, stamp, changed)
}

// overdue counts the sections whose printed review has passed: one more makes the
// pages of chapters anew.
func (w *writer) overdue(rows []out.SectionRow) int {
	n := 0
	for i := range rows {
		n += wording.BoolInt(rows[i].NextReview.Passed(out.DayOf(w.now)))
	}
	return n
}

// eachEdition reads the editions of a board, oldest first, with the one before.
func (w *writer) eachEdition(l *life, do func(e out.EditionRow, rows []out.SectionRow, before, now *report.Outline) error) error {
	var before *report.Outline
	for _, e := range l.editions {
		rows, err := w.d.Sections(e)
		if err != nil {
			return err
		}
		now := report.NewOutline(rows)
		if err := do(e, rows, before, now); err != nil {
			return err
		}
		before = now
	}
	return nil
}

// readLives follows the chapters of a board through its editions.
func (w *writer) readLives(b out.Board, l *life) (map[string]*chapterLife, error) {
	lives := map[string]*chapterLife{}
	var unlisted []out.EditionRow // editions that may hold no list of amendments
	err := w.eachEdition(l, func(e out.EditionRow, rows []out.SectionRow, before, now *report.Outline) error {
		for _, c := range lives {
			c.gone = true
		}
		for _, g := range chapterRows(rows, now) {
			lives[g[0].SectionID] = grow(lives[g[0].SectionID], g, e)
		}
		unlisted = append(unlisted, e)
		return w.addHistory(b, e, unlisted, lives, before, now)
	})
	return lives, err
}

// chapterRows cuts an edition into its chapters: each with its headings below it.
func chapterRows(rows []out.SectionRow, o *report.Outline) [][]out.SectionRow {
	var groups [][]out.SectionRow
	for i := range rows {
		ch := o.Chapter(rows[i].SectionID)
		if ch == nil || ch.Kind == string(normalise.KindHeading) {
			continue
		}
		if n := len(groups); n > 0 && groups[n-1][0].SectionID == ch.SectionID {
			groups[n-1] = append(groups[n-1], rows[i])
			continue
		}
		if ch.SectionID == rows[i].SectionID {
			groups = append(groups, []out.SectionRow{rows[i]})
		}
	}
	return groups
}

// grow adds a version of a chapter to its life.
func grow(c *chapterLife, rows []out.SectionRow, e out.EditionRow) *chapterLife {
	if c == nil {
		c = &chapterLife{}
	}
	c.gone = false
	text := chapterText(rows)
	c.parts = partsOf(rows)
	c.row = rows[0]
	c.row.Text = ""
	sum := sha256.Sum256([]byte(text))
	if n := len(c.versions); n > 0 && c.versions[n-1].sum == sum {
		return c
	}
	c.versions = append(c.versions, versionOf{sum: sum, text: text, since: e.ObservedAt})
	if n := len(c.versions); n > mostVersions {
		c.versions = slices.Clone(c.versions[n-mostVersions:])
	}
	return c
}

// chapterText returns a chapter as lines: its text, and each heading with its
// own. Numbers stand apart, so that a renumbering makes no new version.
func chapterText(rows []out.SectionRow) string {
	var b strings.Builder
	for i, r := range rows {
		if i > 0 {
			b.WriteString(r.Title + "\n")
		}
		if r.Text != "" {
			b.WriteString(r.Text + "\n")
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func partsOf(rows []out.SectionRow) []part {
	var parts []part
	for i, r := range rows {
		p := part{Blocks: blocksOf(r.Text)}
		if i > 0 {
			p.Level = min(max(int(r.Depth-rows[0].Depth)+1, 2), 4)
			p.Title = report.Clean(report.Label(r.Number, r.Title))
		}
		parts = append(parts, p)
	}
	return parts
}

// addHistory notes what the run of an edition found.
func (w *writer) addHistory(b out.Board, e out.EditionRow, unlisted []out.EditionRow, lives map[string]*chapterLife, before, now *report.Outline) error {
	changes, err := w.d.Changes(out.Filter{RunID: e.RunID, BoardID: b.ID})
	if err != nil || len(changes) == 0 {
		return err
	}
	declared, err := w.d.Declarations(out.Filter{RunID: e.RunID, BoardID: b.ID})
	if err == nil {
		_, err = report.Unlisted(w.d, unlisted, changes, declared)
	}
	if err != nil {
		return err
	}
	for _, en := range report.Entries(changes, before, now) {
		if c := lives[en.SectionID]; c != nil {
			c.history = append(c.history, w.event(b, e, &en, declared))
		}
	}
	for i := range changes {
		if ch := now.Chapter(changes[i].SectionID); ch != nil && lives[ch.SectionID] != nil {
			lives[ch.SectionID].touched = true
		}
	}
	return nil
}

func (w *writer) event(b out.Board, e out.EditionRow, en *report.Entry, ds []out.DeclarationRow) event {
	ev := event{at: e.ObservedAt, Day: report.Day(e.ObservedAt), Group: en.Group.String(), Class: groupClass(en.Group)}
	said := report.Quoted{}
	for i := range en.Changes {
		c := &en.Changes[i]
		s := []string{w.o.Edited(en, c, b), w.o.Why(c, b), said.Once(w.o.Declared(c, ds, b))}
		ev.Sentence = append(ev.Sentence, strings.Join(strings.Fields(strings.Join(s, " ")), " "))
		shown, more := w.o.Passages(c, b)
		ev.Passages = append(ev.Passages, shown...)
		ev.more += more
		if len(c.Edits) > 0 && !w.o.Quotes(b) {
			ev.NoQuotes = report.Unquoted(b)
		}
	}
	if ev.more > 0 {
		ev.More = "And " + report.Number(ev.more, "more place", "more places") + "."
	}
	return ev
}

// groupClass names the look of a group.
func groupClass(g report.Group) string {
	return [...]string{"practice", "new", "gone", "new", "other", "other", "minor", "other", "minor"}[g]
}

// A chapterView is what the template of a chapter gets.
type chapterView struct {
	Board      out.Board
	Label      string
	URL        string
	Path       string
	Gone       bool
	Flags      []string
	Reviewed   string
	NextReview string
	Overdue    bool
	Words      string
	Parts      []part
	NoText     string // why the text is not shown
	History    []event
	NoHistory  string // why there is none
	Pairs      []pair
}

// A pair leads to two versions side by side.
type pair struct{ File, From, To string }

func (w *writer) chapterPages(b out.Board, id string, c *chapterLife) error {
	v := chapterView{
		Board: b, Label: report.Clean(report.Label(c.row.Number, c.row.Title)), URL: report.SafeURL(c.row.URL),
		Path: report.Clean(strings.ReplaceAll(diff.PathAbove(c.row.Path), " > ", " › ")), Gone: c.gone, Flags: flagWords(c.row.Flags),
		Parts: c.parts, History: slices.Clone(c.history),
	}
	slices.Reverse(v.History)
	if c.row.LastReviewed != 0 {
		v.Reviewed = report.Printed(c.row.LastReviewed)
	}
	if c.row.NextReview != 0 {
		v.NextReview = report.Printed(c.row.NextReview)
		v.Overdue = !c.gone && c.row.NextReview.Passed(out.DayOf(w.now))
	}
	for _, p := range c.versions[len(c.versions)-1:] {
		v.Words = report.Number(len(strings.Fields(p.text)), "word", "words")
	}
	v.NoHistory = c.noHistory()
	if !w.o.Quotes(b) {
		v.NoText, v.Parts = report.Unquoted(b), nil
	} else if err := w.comparisons(b, id, c, &v); err != nil {
		return err
	}
	return w.write(boardDir(b.ID)+"/"+fileName(id)+".html", "chapter.html", "boards", v.Label+" – "+report.Clean(b.Name), v)
}

// noHistory says why nothing is told of a chapter.
func (c *chapterLife) noHistory() string {
	r := &c.row
	switch n := len(c.versions); {
	case r.URL != "" && r.MediaType == "" && (n == 0 || strings.TrimSpace(c.versions[n-1].text) == ""):
		return "Its page was not read: what it says, and whether that changed, is not known."
	case c.touched:
		return "Nothing but marks, links, numbers or typography has changed since the manual was first read."
	}
	return "No change has been seen since the manual was first read."
}

// A compareView is what the template of two versions gets.
type compareView struct {
	Board    out.Board
	Label    string
	Chapter  string // file of the chapter
	From, To string
	Rows     []comparedRow
	Counts   string // words that came and went
}

// comparisons writes a page for each two versions of a chapter, newest first.
func (w *writer) comparisons(b out.Board, id string, c *chapterLife, v *chapterView) error {
	for j := len(c.versions) - 1; j > 0; j-- {
		for i := j - 1; i >= 0; i-- {
			from, to := c.versions[i], c.versions[j]
			p := pair{File: fmt.Sprintf("%s-%s-%s.html", fileName(id), from.since.UTC().Format("20060102"), to.since.UTC().Format("20060102")), From: report.Day(from.since), To: report.Day(to.since)}
			if slices.ContainsFunc(v.Pairs, func(q pair) bool { return q.File == p.File }) {
				continue // two versions of one day
			}
			v.Pairs = append(v.Pairs, p)
			cv := compareView{Board: b, Label: v.Label, Chapter: fileName(id) + ".html", From: p.From, To: p.To}
			var added, removed int
			cv.Rows, added, removed = compare(from.text, to.text)
			cv.Counts = report.Number(added, "word", "words") + " added, " + report.Number(removed, "word", "words") + " removed"
			if err := w.write(boardDir(b.ID)+"/"+p.File, "compare.html", "boards", v.Label+": "+p.From+" and "+p.To, cv); err != nil {
				return err
			}
		}
	}
	return nil
}

// flagWords puts flags into words.
func flagWords(flags []string) []string {
	var words []string
	for _, f := range flags {
		switch f {
		case normalise.FlagNew:
			words = append(words, "marked new")
		case normalise.FlagUpdated:
			words = append(words, "marked updated")
		case normalise.FlagUnderReview:
			words = append(words, "under review")
		}
	}
	return words
}

// A boardView is what the template of a board gets.
type boardView struct {
	Board      out.Board
	Areas      string
	Links      []string
	State      state
	Problem    string // why the manual was not read completely, "" where it was
	HowFar     string // how far such a reading came
	Edition    *out.EditionRow
	Observed   string
	Called     string // the release, as the manual calls it
	NextUpdate string
	Facts      []fact
	Timeline   template.HTML
	Ages       template.HTML
	Rows       []outlineRow
	Amendments []amendment
	Cut        int // amendments not shown
}

// A fact is a number with its name.
type fact struct{ Value, Name string }

// An outlineRow is a line of a manual's contents.
type outlineRow struct {
	Depth   int
	Kind    string
	Number  string
	Title   string
	File    string // "" without a page
	Flags   []string
	Words   int
	Changed string
	Review  string
	Overdue bool
}

// An amendment is a row of the board's own table.
type amendment struct{ Day, Chapter, Details string }

func (w *writer) boardPage(b out.Board, l *life, o *report.Outline, changed map[string]time.Time) error {
	v := boardView{Board: b, Areas: report.List(b.Areas), State: stateOf(b, l, w.now), Edition: l.edition, Timeline: timeline(l, w.now)}
	for _, s := range b.Start {
		if u := report.SafeURL(s); u != "" {
			v.Links = append(v.Links, u)
		}
	}
	if good := l.last.Status == out.StatusChanged || l.last.Status == out.StatusUnchanged; !good && len(w.h.Runs) > 0 && l.last.RunID != "" {
		v.Problem, v.HowFar = report.Missed(l.last, w.h.Runs[len(w.h.Runs)-1]), report.HowFar(l.last)
	}
	if l.edition != nil {
		v.Observed, v.Called = report.Day(l.edition.ObservedAt), report.Clean(l.edition.Label)
		if l.edition.DeclaredNextUpdate != 0 {
			v.NextUpdate = report.Printed(l.edition.DeclaredNextUpdate)
		}
		v.Facts = []fact{
			{report.Thousands(l.chapters), "chapters"}, {report.Thousands(int(l.edition.Words)), "words"},
			{report.Thousands(len(l.editions)), "editions seen"}, {report.Thousands(l.changes), "changes in a year"},
		}
		if err := w.amendments(&v, *l.edition); err != nil {
			return err
		}
	}
	texts := withText(o)
	for _, r := range o.Rows() {
		if r.Kind != string(normalise.KindHeading) {
			v.Rows = append(v.Rows, w.outlineRow(r, changed, texts))
		}
	}
	v.Ages = ages(o, changed, w.now)
	return w.write(boardDir(b.ID)+"/index.html", "board.html", "boards", report.Clean(b.Name), v)
}

// withText returns the sections whose pages have something to read: chapters, and what
// only holds others where text stands in it or under its own headings.
func withText(o *report.Outline) map[string]bool {
	texts := map[string]bool{}
	for _, r := range o.Rows() {
		if ch := o.Chapter(r.SectionID); ch != nil && (r.Words > 0 || ch.SectionID == r.SectionID && !holder(r.Kind)) {
			texts[ch.SectionID] = true
		}
	}
	return texts
}

func (w *writer) outlineRow(r out.SectionRow, changed map[string]time.Time, texts map[string]bool) outlineRow {
	row := outlineRow{Depth: min(int(r.Depth), 6), Kind: r.Kind, Number: report.Clean(r.Number), Title: report.Clean(r.Title), Flags: flagWords(r.Flags), Words: int(r.Words)}
	if texts[r.SectionID] {
		row.File = fileName(r.SectionID) + ".html"
	}
	if t, ok := changed[r.SectionID]; ok {
		row.Changed = report.Day(t)
	}
	if r.NextReview != 0 {
		row.Review = report.Printed(r.NextReview)
		row.Overdue = r.NextReview.Passed(out.DayOf(w.now))
	}
	return row
}

// holder reports whether a node of this kind only holds others.
func holder(kind string) bool {
	return kind == string(normalise.KindSection) || kind == string(normalise.KindGroup) || kind == string(normalise.KindPlaceholder)
}

// amendments shows the newest rows of the board's own table.
func (w *writer) amendments(v *boardView, e out.EditionRow) error {
	const most = 60
	rows, err := w.d.Amendments(e)
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, func(a, b out.AmendmentRow) int { return int(b.Date) - int(a.Date) })
	for i, r := range rows {
		if i == most {
			v.Cut = len(rows) - most
			break
		}
		a := amendment{Day: report.Clean(r.DateText), Chapter: report.Clean(r.Chapter), Details: report.Shorten(r.Details, 40)}
		if r.Date != 0 {
			a.Day = report.PrintedAs(r.Date, r.DateText)
		}
		v.Amendments = append(v.Amendments, a)
	}
	return nil
}
