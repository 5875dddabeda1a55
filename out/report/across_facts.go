package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"manualwatch/diff/across"
	"manualwatch/normalise"
	"manualwatch/normalise/cite"
	"manualwatch/out"
)

// An Across is how the manuals of all boards stand beside each other, as the newest
// run that compared them found it. What only time changes is told as of a later run.
type Across struct {
	Run        out.RunRow  // as of which it is told
	Boards     []out.Board // that were compared, in the order of the columns
	Left       []LeftBoard // that were compared once
	Topics     []TopicLine // those that most boards have first
	Overdue    []out.OverdueRow
	Shared     []out.SharedTextRow
	Adoptions  []Adoption
	Cited      []BoardCitations
	Dangling   []BoardDangling
	Doubts     []Doubt               // board by board, in the order of the manuals
	Dead       []out.FindingRow      // links that the crawl found dead
	candidates map[[2]string]string  // topics of a board's chapters that are doubtful
	night      out.Day               // of the newest run
	seen       []out.Day             // when each of Boards was last seen, 0 if not read
	due        map[[2]string]out.Day // date of review of a board's section, of the announced update without one, as printed
	short      []string              // names of Boards for narrow places
	about      []string              // whom each of Boards is about, as its name or across.ManualAbout tells
	ordinal    map[[2]string]int32   // of a board's section in its manual; empty if not read
}

// A TopicLine is a topic over all boards.
type TopicLine struct {
	ID, Name string
	Has      int               // boards with a chapter, under review or not
	Aside    int               // boards that deal with it inside another chapter, or list a chapter that was not read
	Of       int               // boards that may have one: all but manuals of adults for a topic about children, and the other way round
	Cells    []out.CoverageRow // one for each of Across.Boards
}

// A BoardCitations lists what a manual cites although it went out of use.
type BoardCitations struct {
	Board     out.Board
	Documents []CitedPlaces
}

// A CitedPlaces is a superseded document or a term out of use with the chapters
// that cite it.
type CitedPlaces struct {
	Title    string
	By       string   // what took its place, "" if not known
	Term     bool     // a term, not a document
	Printed  []string // how a term is printed
	Chapters []out.SectionRow
}

// A BoardDangling lists sentences that send the reader to a number that does not
// exist.
type BoardDangling struct {
	Board out.Board
	Lines []DanglingLine
}

// A DanglingLine is one such sentence.
type DanglingLine struct {
	Chapter out.SectionRow // zero if the section is not known
	Part    string         // label of the part of the chapter, "" for the chapter itself
	Detail  string         // reason and sentence
}

// An Adoption is a passage that boards took up or gave up while they were watched.
type Adoption struct {
	Words   int
	Excerpt string
	Topic   string
	Held    []out.AdoptionRow // by first sight
	Dropped []out.AdoptionRow
}

// readAcross reads the newest comparison of d; nil if there is none.
func readAcross(d *out.Dataset, boards []out.Board) (*Across, error) {
	runID, err := d.LastRunWith("coverage", "~") // sorts after every run
	if err != nil || runID == "" {
		return nil, err
	}
	runs, err := d.Runs()
	if err != nil {
		return nil, err
	}
	rows, err := d.Coverage(out.Filter{RunID: runID})
	if err != nil {
		return nil, err
	}
	a, err := NewAcrossWatched(d, runs[len(runs)-1], rows, boards)
	if err != nil {
		return nil, err
	}
	if err := a.ReadSights(d); err != nil {
		return nil, err
	}
	return a, a.read(d, runID)
}

// NewAcross returns the topics of a comparison, and nothing of what only the
// dataset holds: rows are the coverage that run found, of all boards or of some.
func NewAcross(run out.RunRow, rows []out.CoverageRow, boards []out.Board) *Across {
	a := &Across{Run: run, ordinal: map[[2]string]int32{}, due: map[[2]string]out.Day{}}
	a.cover(rows, boards)
	return a
}

// NewAcrossWatched is [NewAcross] of the boards that the register holds; it names those of the
// rows that left it.
func NewAcrossWatched(d *out.Dataset, run out.RunRow, rows []out.CoverageRow, boards []out.Board) (*Across, error) {
	a := NewAcross(run, nil, boards)
	rows, err := a.leave(d, rows, boards)
	if err != nil {
		return nil, err
	}
	a.cover(rows, boards)
	return a, nil
}

// cover lays the rows out by topic and board.
func (a *Across) cover(rows []out.CoverageRow, boards []out.Board) {
	seen := map[string]bool{}
	for _, r := range rows {
		if !seen[r.BoardID] {
			seen[r.BoardID] = true
			a.Boards = append(a.Boards, BoardOf(boards, r.BoardID))
		}
	}
	slices.SortStableFunc(a.Boards, func(x, y out.Board) int {
		return cmp.Or(strings.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)), strings.Compare(x.ID, y.ID))
	})
	a.short = ShortNames(a.Boards)
	column := map[string]int{}
	for i, b := range a.Boards {
		column[b.ID] = i
	}
	out.ByTopic(rows)
	for _, r := range rows {
		if n := len(a.Topics); n == 0 || a.Topics[n-1].ID != r.TopicID {
			a.Topics = append(a.Topics, TopicLine{ID: r.TopicID, Name: r.Topic, Cells: make([]out.CoverageRow, len(a.Boards))})
		}
		t := &a.Topics[len(a.Topics)-1]
		t.Cells[column[r.BoardID]] = r
		switch {
		case covers(&r):
			t.Has++
		case aside(&r):
			t.Aside++
		}
	}
	a.countOf()
}

// countOf counts for each topic the boards that may have it.
func (a *Across) countOf() {
	has := make([][]string, len(a.Boards))
	for _, t := range a.Topics {
		for i := range t.Cells {
			if covers(&t.Cells[i]) {
				has[i] = append(has[i], t.ID)
			}
		}
	}
	a.about = make([]string, len(a.Boards))
	for i := range has {
		a.about[i] = cmp.Or(across.NameAbout(a.Boards[i].Name), across.ManualAbout(has[i]))
	}
	for k := range a.Topics {
		for i := range a.Boards {
			if a.mayHave(i, &a.Topics[k]) {
				a.Topics[k].Of++
			}
		}
	}
}

// mayHave tells whether a manual may have a topic.
func (a *Across) mayHave(board int, t *TopicLine) bool { return across.MayHave(a.about[board], t.ID) }

// covers reports whether a board has a chapter on a topic.
func covers(r *out.CoverageRow) bool {
	return r.State == across.CoverageHas || r.State == across.CoverageUnderReview
}

// aside reports whether a board has no chapter on a topic that was read, but deals with it
// inside another one, or lists one that was not read.
func aside(r *out.CoverageRow) bool {
	return r.State == across.CoverageWithin || r.State == across.CoverageNotRead
}

// lacks reports whether a board has nothing on a topic.
func lacks(r *out.CoverageRow) bool { return !covers(r) && !aside(r) }

// Placeless words end the part of a board's name that tells it from others.
var placeless = []string{"safeguarding", "children", "children’s", "children's", "childrens", "child", "adult", "adults", "procedures", "policies", "policy", "manual", "board", "partnership", "partnerships", "local", "multi-agency", "inter-agency"}

// ShortNames returns what tells the boards apart: the place at the beginning of
// their names, the whole name where that is not enough.
func ShortNames(boards []out.Board) []string {
	names := make([]string, len(boards))
	count := map[string]int{}
	for i, b := range boards {
		words := strings.Fields(Clean(b.Name))
		end := slices.IndexFunc(words, func(w string) bool { return slices.Contains(placeless, strings.ToLower(strings.Trim(w, ",’'"))) })
		names[i] = Clean(b.Name)
		if end > 0 {
			names[i] = strings.TrimRight(strings.Join(words[:end], " "), ",&- ")
		}
		count[names[i]]++
	}
	for i, b := range boards {
		if count[names[i]] > 1 || names[i] == "" {
			names[i] = Clean(b.Name)
		}
	}
	return names
}

// Short returns the short name of a board.
func (a *Across) Short(board string) string {
	for i, b := range a.Boards {
		if b.ID == board {
			return a.short[i]
		}
	}
	return Clean(board)
}

// read takes what stands in the other tables, of the run that compared.
func (a *Across) read(d *out.Dataset, compared string) error {
	f := out.Filter{RunID: compared}
	editions, err := a.standing(d)
	if err != nil {
		return err
	}
	if a.Overdue, err = d.Overdue(f); err != nil {
		return err
	}
	if compared != a.Run.RunID {
		if err := a.overdueBy(d, compared, editions); err != nil {
			return err
		}
	}
	slices.SortStableFunc(a.Overdue, func(x, y out.OverdueRow) int { return cmp.Compare(y.Days, x.Days) })
	if a.Shared, err = d.SharedText(f); err != nil {
		return err
	}
	topics, err := d.Topics(f)
	if err != nil {
		return err
	}
	a.candidates = map[[2]string]string{}
	for _, t := range topics {
		if t.Standing == across.CandidateTopic {
			a.candidates[[2]string{t.BoardID, t.SectionID}] = t.Topic
		}
	}
	adoptions, err := d.Adoptions(f)
	if err != nil {
		return err
	}
	a.adopt(a.leaveRows(adoptions))
	for i, e := range editions {
		if e == nil {
			continue
		}
		a.due[[2]string{e.BoardID, ""}] = e.DeclaredNextUpdate
		if err := a.board(d, a.Boards[i], *e); err != nil {
			return err
		}
	}
	return nil
}

// adopt gathers the holders of each passage; those of most boards come first, then
// the longest.
func (a *Across) adopt(rows []out.AdoptionRow) {
	topics := map[[2]string]string{}
	for _, t := range a.Topics {
		for _, c := range t.Cells {
			for _, id := range c.SectionIDs {
				topics[[2]string{c.BoardID, id}] = t.Name
			}
		}
	}
	at := map[string]int{}
	for _, r := range rows {
		i, ok := at[r.PassageID]
		if !ok {
			i = len(a.Adoptions)
			at[r.PassageID] = i
			a.Adoptions = append(a.Adoptions, Adoption{Words: int(r.Words), Excerpt: r.Excerpt})
		}
		p := &a.Adoptions[i]
		p.Topic = cmp.Or(p.Topic, topics[[2]string{r.BoardID, r.SectionID}])
		if r.Standing == out.PassageDropped {
			p.Dropped = append(p.Dropped, r)
		} else {
			p.Held = append(p.Held, r)
		}
	}
	for i := range a.Adoptions {
		slices.SortStableFunc(a.Adoptions[i].Held, func(x, y out.AdoptionRow) int {
			return cmp.Or(cmp.Compare(x.FirstSeen, y.FirstSeen), cmp.Compare(x.BoardID, y.BoardID))
		})
	}
	slices.SortStableFunc(a.Adoptions, func(x, y Adoption) int {
		return cmp.Or(cmp.Compare(len(y.Held)+len(y.Dropped), len(x.Held)+len(x.Dropped)), cmp.Compare(y.Words, x.Words), cmp.Compare(x.Excerpt, y.Excerpt))
	})
}

// board reads what the edition of a board cites and where it points to nothing.
func (a *Across) board(d *out.Dataset, b out.Board, e out.EditionRow) error {
	refs, err := d.References(e)
	if err != nil {
		return err
	}
	for i := range refs {
		refs[i].Age(a.Run.StartedAt)
	}
	refs = slices.DeleteFunc(refs, func(r out.ReferenceRow) bool { return r.Status != cite.StatusSuperseded })
	findings, err := d.Findings(out.Filter{RunID: e.RunID, BoardID: b.ID})
	if err != nil {
		return err
	}
	findings = slices.DeleteFunc(findings, func(f out.FindingRow) bool { return f.Code != cite.CodeDangling })
	rows, err := d.Outline(e)
	if err != nil {
		return err
	}
	a.keepOrder(b.ID, rows)
	a.doubt(b.ID, rows)
	now := NewOutline(rows)
	if c := citations(refs, now); len(c) > 0 {
		a.Cited = append(a.Cited, BoardCitations{b, c})
	}
	if len(findings) > 0 {
		a.Dangling = append(a.Dangling, BoardDangling{b, danglingLines(findings, now)})
	}
	return nil
}

// citations gathers the chapters that cite each document, documents first.
func citations(refs []out.ReferenceRow, now *Outline) []CitedPlaces {
	var list []CitedPlaces
	for _, r := range refs {
		title := Clean(r.Title)
		if r.EditionYear != 0 {
			title = fmt.Sprintf("%s (%d)", title, r.EditionYear)
		}
		i := slices.IndexFunc(list, func(c CitedPlaces) bool { return c.Title == title })
		if i < 0 {
			i = len(list)
			list = append(list, CitedPlaces{Title: title, By: Clean(r.SupersededBy), Term: r.Authority == cite.AuthorityTerm})
		}
		list[i].Printed = AddPrinted(list[i].Printed, r.CitedText)
		ch := now.Chapter(r.SectionID)
		if ch == nil || slices.ContainsFunc(list[i].Chapters, func(s out.SectionRow) bool { return s.SectionID == ch.SectionID }) {
			continue
		}
		list[i].Chapters = append(list[i].Chapters, *ch)
	}
	slices.SortStableFunc(list, func(x, y CitedPlaces) int {
		if x.Term != y.Term {
			if x.Term {
				return 1
			}
			return -1
		}
		return cmp.Compare(len(y.Chapters), len(x.Chapters))
	})
	return list
}

func danglingLines(findings []out.FindingRow, now *Outline) []DanglingLine {
	var lines []DanglingLine
	for _, f := range findings {
		l := DanglingLine{Detail: f.Detail}
		if ch := now.Chapter(f.SectionID); ch != nil {
			l.Chapter = *ch
			if at := now.Find(f.SectionID); at.SectionID != ch.SectionID {
				l.Part = Label(at.Number, at.Title)
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// majority tells how many of some boards are most of them: more than half, and never
// fewer than two.
func majority(boards int) int { return max(2, boards/2+1) }

// Lacking returns for a board the topics that most of the boards that may have them
// have and it has not; those that most others have first.
func (a *Across) Lacking(board string) []TopicLine { return a.common(board, lacks) }

// common returns the topics that most of the boards that may have them have, where what a
// board has on them is so.
func (a *Across) common(board string, is func(*out.CoverageRow) bool) []TopicLine {
	var list []TopicLine
	for _, t := range a.Topics {
		for i := range t.Cells {
			if t.Cells[i].BoardID == board && is(&t.Cells[i]) && t.Has >= majority(t.Of) && a.mayHave(i, &t) {
				list = append(list, t)
			}
		}
	}
	return list
}

// alone reports whether one board has a chapter on the topic and no other has anything.
func (t *TopicLine) alone() bool { return t.Has == 1 && t.Aside == 0 }

// Alone returns for a board the topics that no other board has, in the order of its
// manual.
func (a *Across) Alone(board string) []out.CoverageRow {
	var list []out.CoverageRow
	for _, t := range a.Topics {
		for i := range t.Cells {
			if t.alone() && t.Cells[i].BoardID == board && covers(&t.Cells[i]) {
				list = append(list, t.Cells[i])
			}
		}
	}
	return a.inOrder(list)
}

// A Doubt is a chapter that may not be about the topic under which it stands.
type Doubt struct {
	Chapter out.SectionRow
	Topic   string
}

// doubt notes which chapters of a manual may not be about the topics under which they
// stand; annexes go with their chapters.
func (a *Across) doubt(board string, rows []out.SectionRow) {
	for _, r := range rows {
		topic, ok := a.candidates[[2]string{board, r.SectionID}]
		if ok && (r.Kind == string(normalise.KindChapter) || r.Kind == string(normalise.KindSection)) {
			a.Doubts = append(a.Doubts, Doubt{r, topic})
		}
	}
}

// codeDeadLink is the code of the crawl's findings of links to addresses that are gone.
const codeDeadLink = "dead_link"
