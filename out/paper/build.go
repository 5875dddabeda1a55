package paper

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"manualwatch/diff"
	"manualwatch/normalise/cite"
	"manualwatch/out"
	"manualwatch/out/report"
)

// A Paper holds the facts of one board and period.
type Paper struct {
	Board    out.Board
	From, To time.Time // first and last day
	Period   Period
	Options  report.Options

	Nights  int             // runs that visited the board in the period
	Missed  int             // of them, those that could not read it completely
	Blind   int             // of those, the ones that could read nothing of it
	Gap     [2]time.Time    // the longest time between two looks at it, if that is long
	Problem string          // what is wrong since, in words; "" if nothing
	InPart  bool            // what is wrong is that the last night saw the manual in part
	Unread  out.Unread      // chapters of End that were never read, on no night
	Start   *out.EditionRow // that stood when the period began; nil if the manual was first read in it
	End     *out.EditionRow // that stood when it ended

	Entries        []report.Entry       // chapters that changed, by group
	Folded         []out.ChangeRow      // changes told in numbers
	Dates          map[string]time.Time // of changes, by run
	Unseen         []Unseen             // pages that nights of the period could not see, though they saw others
	Found          []out.DeclarationRow // declared and found
	Returns        []Return             // chapters that were changed and changed back
	FoundInPart    []out.DeclarationRow // of Found, those that say something beside of which nothing was seen
	NotFound       []out.DeclarationRow // declared and not found
	Late           []out.DeclarationRow // of Found, those that tell of changes from before the period
	Unchecked      []out.DeclarationRow // declared of what is not read
	Undeclared     []report.Entry       // changes of weight that the board did not declare
	HalfDeclared   int                  // of Undeclared, those of which something else is declared
	SaidOtherwise  int                  // of Undeclared, those of which a row says the contrary or something else
	Unlisted       bool                 // there are changes that no list could declare, and Undeclared is not known
	Overdue        []out.SectionRow     // chapters whose next review has passed
	Superseded     []Citation           // superseded documents still cited
	Neighbours     []Neighbour          // topics on which other manuals differ, most common first
	MoreNeighbours int                  // not in Neighbours
	declared       []out.DeclarationRow // of all runs of the period

	looked        time.Time                  // at the manual, last
	base          *out.EditionRow            // that the period is told against: Start, or the first one read in it
	now, before   *report.Outline            // of End and of base
	elsewhere     map[chapterAt]bool         // see changesElsewhere
	upTo          []out.EditionRow           // editions up to To, oldest first
	sights        []report.Sight             // of the board up to To, newest first
	missed        []time.Time                // nights of the period that could not read it completely
	severalNights bool                       // more than one night of the period found changes
	seen          map[string][]out.ChangeRow // changes of single nights, by the change of the period that they make up
}

// A Citation is a superseded document, or a term that went out of use, and the chapters
// that cite it.
type Citation struct {
	Title    string
	By       string   // what took its place
	Term     bool     // a term, no document
	Printed  []string // how a term is printed
	Chapters []string
}

// An Unseen is pages that could not be seen on the same nights of the period.
type Unseen struct {
	Nights []time.Time
	Pages  []string // their addresses
}

// A Neighbour is a topic on which the manual differs from the others that are
// watched.
type Neighbour struct {
	Topic      string
	Others     string // how many of the other manuals cover it: "7 of 9"
	Difference string // in words
}

// Build collects the facts of a board's manual in a period. It is an error if no
// edition was read up to its end: there is nothing to write of.
func Build(d *out.Dataset, board out.Board, period Period, o report.Options) (*Paper, error) {
	if period.To.Before(period.From) {
		return nil, fmt.Errorf("paper: the period ends (%s) before it begins (%s)", report.Day(period.To), report.Day(period.From))
	}
	p := &Paper{Board: board, From: period.From, To: period.To, Period: period, Options: o, Dates: map[string]time.Time{}}
	runs, err := d.Runs()
	if err == nil {
		err = p.observe(d, runs)
	}
	if err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	p.before, p.now, err = p.editions(d)
	before, now := p.before, p.now
	if err == nil && p.End == nil {
		err = fmt.Errorf("no edition of %s is known on or before %s: see `manualwatch status`", board.ID, report.Day(period.To))
	}
	if err == nil {
		p.Unread, err = d.UnreadAt(*p.End)
	}
	if err == nil {
		err = p.changes(d, before, now)
	}
	if err == nil {
		err = p.standing(d, now)
	}
	if err == nil {
		err = p.neighbours(d, runs)
	}
	if err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	return p, nil
}

// asOf is the day against which dates are held: the end of the period, or that on which the
// paper is written if the period is not over then.
func (p *Paper) asOf() time.Time {
	if p.notOver() {
		return p.Period.Made
	}
	return p.To
}

// notOver reports whether the paper is written before the last day of its period.
func (p *Paper) notOver() bool {
	return !p.Period.Made.IsZero() && out.DayOf(p.Period.Made) < out.DayOf(p.To)
}

// observe reads how often the board was read.
func (p *Paper) observe(d *out.Dataset, runs []out.RunRow) error {
	for _, r := range runs {
		if day := out.DayOf(r.StartedAt); day > out.DayOf(p.To) {
			continue
		}
		obs, err := d.Observations(r.RunID)
		if err != nil {
			return err
		}
		for _, o := range obs {
			if o.BoardID != p.Board.ID {
				continue
			}
			if err := p.look(d, r, o); err != nil {
				return err
			}
			p.observation(r, o)
		}
	}
	p.unseen()
	return nil
}

// look reads what one run could see of the board.
func (p *Paper) look(d *out.Dataset, r out.RunRow, o out.ObservationRow) error {
	var findings []out.FindingRow
	if o.Status == out.StatusPartial {
		var err error
		if findings, err = d.Findings(out.Filter{RunID: r.RunID, BoardID: o.BoardID}); err != nil {
			return err
		}
	}
	p.sights = slices.Insert(p.sights, 0, report.SightOf(r, o, findings))
	return nil
}

// unseen gathers the pages of the period that could not be seen, by the nights.
func (p *Paper) unseen() {
	nights := map[string][]time.Time{} // by page
	for _, s := range slices.Backward(p.sights) {
		for _, page := range s.Unseen {
			if out.DayOf(s.At) >= out.DayOf(p.From) {
				nights[page] = append(nights[page], s.At)
			}
		}
	}
	for _, page := range slices.Sorted(maps.Keys(nights)) {
		i := slices.IndexFunc(p.Unseen, func(u Unseen) bool { return slices.EqualFunc(u.Nights, nights[page], time.Time.Equal) })
		if i < 0 {
			i = len(p.Unseen)
			p.Unseen = append(p.Unseen, Unseen{Nights: nights[page]})
		}
		p.Unseen[i].Pages = append(p.Unseen[i].Pages, page)
	}
	slices.SortStableFunc(p.Unseen, func(a, b Unseen) int { return a.Nights[0].Compare(b.Nights[0]) })
}

func (p *Paper) observation(r out.RunRow, o out.ObservationRow) {
	good := o.Status == out.StatusChanged || o.Status == out.StatusUnchanged
	p.Problem, p.InPart = "", o.Status == out.StatusPartial
	if !good {
		p.Problem = report.Missed(o, r)
	}
	if out.DayOf(r.StartedAt) < out.DayOf(p.From) {
		p.looked = r.StartedAt
		return
	}
	p.Nights++
	if gap := r.StartedAt.Sub(p.looked); !p.looked.IsZero() && gap > max(report.LongUnlooked, p.Gap[1].Sub(p.Gap[0])) {
		p.Gap = [2]time.Time{p.looked, r.StartedAt}
	}
	p.looked = r.StartedAt
	if !good {
		p.Missed++
		p.missed = append(p.missed, r.StartedAt)
	}
	if o.Status == out.StatusFailed || o.Status == out.StatusNeedsIntervention {
		p.Blind++
	}
	p.Dates[r.RunID] = r.StartedAt
}

// editions finds the editions that stood at both ends of the period.
func (p *Paper) editions(d *out.Dataset) (before, now *report.Outline, err error) {
	rows, err := d.Editions(p.Board.ID)
	if err != nil {
		return nil, nil, err
	}
	for i := range rows {
		day := out.DayOf(rows[i].ObservedAt)
		if day <= out.DayOf(p.To) {
			p.upTo = append(p.upTo, rows[i])
		}
		if day < out.DayOf(p.From) || p.base == nil && day <= out.DayOf(p.To) {
			p.base = &rows[i]
		}
		if day < out.DayOf(p.From) {
			p.Start = &rows[i]
		}
		if day <= out.DayOf(p.To) {
			p.End = &rows[i]
		}
	}
	if before, err = outlineOf(d, p.base); err != nil {
		return nil, nil, err
	}
	now, err = outlineOf(d, p.End)
	return before, now, err
}

func outlineOf(d *out.Dataset, e *out.EditionRow) (*report.Outline, error) {
	if e == nil {
		return nil, nil
	}
	rows, err := d.Outline(*e)
	if err != nil {
		return nil, err
	}
	return report.NewOutline(rows), nil
}

// changes reads what the runs of the period found.
func (p *Paper) changes(d *out.Dataset, before, now *report.Outline) error {
	var all []out.ChangeRow
	var standing []out.DeclarationRow
	for _, run := range p.runs() {
		f := out.Filter{RunID: run, BoardID: p.Board.ID}
		cs, err := d.Changes(f)
		if err != nil {
			return err
		}
		all = append(all, cs...)
		ds, err := d.Declarations(f)
		if err != nil {
			return err
		}
		p.declared = append(p.declared, ds...)
		standing = newest(standing, ds)
	}
	var err error
	if p.Unlisted, err = report.Unlisted(d, p.upTo, all, p.declared); err != nil {
		return err
	}
	p.settleLate(all, standing)
	p.Found, p.FoundInPart, p.NotFound = report.Found(standing), report.FoundInPart(standing), report.NotFound(standing)
	p.Unchecked = report.Unchecked(standing)
	return p.tell(d, all, before, now)
}

// settleLate takes what a later row of the period declares as declared, and lists the rows that
// came after changes from before the period.
func (p *Paper) settleLate(all []out.ChangeRow, standing []out.DeclarationRow) {
	known := map[string]bool{}
	for i := range all {
		known[all[i].ChangeID] = true
		if report.DeclaredLater(&all[i], p.declared) {
			all[i].Declared, all[i].AmendmentOrdinal = "confirmed", 0
		}
	}
	p.Late = slices.DeleteFunc(report.LateRows(standing), func(d out.DeclarationRow) bool {
		return slices.ContainsFunc(d.ChangeIDs, func(id string) bool { return known[id] })
	})
}

func (p *Paper) runs() []string {
	return slices.Sorted(maps.Keys(p.Dates))
}

// newest adds declarations; a later word on the same amendment takes the place
// of an earlier one. That a row stands twice in the list is no later word on it.
func newest(known, ds []out.DeclarationRow) []out.DeclarationRow {
	for _, d := range ds {
		i := slices.IndexFunc(known, func(k out.DeclarationRow) bool {
			return k.Chapter == d.Chapter && k.Details == d.Details && k.Date == d.Date
		})
		switch {
		case i < 0:
			known = append(known, d)
		case d.State != string(diff.Duplicate) || d.RunID != known[i].RunID:
			known[i] = d
		}
	}
	return known
}

// standing reads what stands open in the newest edition.
func (p *Paper) standing(d *out.Dataset, now *report.Outline) error {
	for _, r := range now.Rows() {
		if r.NextReview.Passed(out.DayOf(p.asOf())) {
			p.Overdue = append(p.Overdue, r)
		}
	}
	slices.SortStableFunc(p.Overdue, func(a, b out.SectionRow) int { return cmp.Compare(a.NextReview, b.NextReview) })
	refs, err := d.References(*p.End)
	if err != nil {
		return err
	}
	for _, r := range refs {
		if r.Age(p.asOf()); r.Status == "superseded" {
			p.cite(r, now)
		}
	}
	return nil
}

func (p *Paper) cite(r out.ReferenceRow, now *report.Outline) {
	title := r.Title
	if r.EditionYear != 0 {
		title = fmt.Sprintf("%s (%d)", title, r.EditionYear)
	}
	i := slices.IndexFunc(p.Superseded, func(c Citation) bool { return c.Title == title })
	if i < 0 {
		i = len(p.Superseded)
		p.Superseded = append(p.Superseded, Citation{Title: title, By: r.SupersededBy, Term: r.Authority == cite.AuthorityTerm})
	}
	p.Superseded[i].Printed = report.AddPrinted(p.Superseded[i].Printed, r.CitedText)
	if ch := now.Chapter(r.SectionID); ch != nil {
		if l := report.Label(ch.Number, ch.Title); !slices.Contains(p.Superseded[i].Chapters, l) {
			p.Superseded[i].Chapters = append(p.Superseded[i].Chapters, l)
		}
	}
}

// of returns the chapters of one group.
func (p *Paper) of(g report.Group) []report.Entry {
	var es []report.Entry
	for _, e := range p.Entries {
		if e.Group == g {
			es = append(es, e)
		}
	}
	return es
}
