package paper

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/diff/history"
	"manualwatch/out"
	"manualwatch/out/report"
)

// A Period is the time that a paper tells of, and what became of the manual in it.
type Period struct {
	From, To time.Time // first and last day, both included
	// Made is when the paper is written, if that may be before the period is over: nothing
	// is held against days to come. Zero is afterwards.
	Made time.Time
	// Net is what became of the manual in the period as one comparison: of the
	// edition that stood when it began, or of the first one read in it, with the
	// one that stood when it ended.
	Net []out.ChangeRow
	// TakenBack are changes of the period that a later night took back.
	TakenBack []TakenBack
	// Summed says that there is no Net because the editions could not be
	// compared: what the nights found is added up, and the paper says so.
	Summed bool
	// Boards name the other manuals; one that is missing is named by its id.
	Boards []out.Board
}

// A TakenBack is a change and the later one that undid it; with Part only the words in the
// edits of the first came back, and others of the chapter did not; with Changed the same words
// were changed again since; with Otherwise a chapter that was withdrawn came back with other words.
type TakenBack struct {
	There, Back              out.ChangeRow
	Part, Changed, Otherwise bool
}

// A Return is a chapter that was changed and changed back.
type Return struct {
	Label, URL  string
	First, Last time.Time // nights on which it was changed first and taken back last
	Times       int
	Part        bool             // only some of its words came back
	Changed     bool             // it went back and forth, and stands changed: that is told as a change
	Away        bool             // it was withdrawn, and came back
	Passages    []report.Passage // these
}

// tell takes the changes that the paper tells and finds the nights on which they
// were seen.
func (p *Paper) tell(d *out.Dataset, nights []out.ChangeRow, before, now *report.Outline) error {
	all := p.Period.Net
	if p.Period.Summed {
		all = nights
	}
	for _, n := range nights {
		p.severalNights = p.severalNights || n.RunID != nights[0].RunID
	}
	all = slices.Clone(all)
	for i := range all {
		all[i].Reasons = toldFirst(all[i].Reasons)
	}
	undone := p.undone()
	p.seen = map[string][]out.ChangeRow{}
	for i := range all {
		p.seen[all[i].ChangeID] = seenAs(&all[i], nights, undone, p.Period.Summed)
		p.undeclare(&all[i])
	}
	err := report.PrintTerms(all, func() ([]out.SectionRow, []out.SectionRow, error) {
		return report.Texts(d, *p.base, *p.End)
	})
	if err != nil {
		return err
	}
	p.Entries = report.Entries(all, before, now)
	p.Folded = report.FoldedChanges(all, before, now)
	p.listUndeclared(before, now)
	p.returns(all)
	return nil
}

// undeclare takes nights of an edit as undeclared whose rows tell only of what was taken back since.
func (p *Paper) undeclare(c *out.ChangeRow) {
	rows := p.rowsOn(c)
	for i := range p.seen[c.ChangeID] {
		n := &p.seen[c.ChangeID][i]
		tells := func(d out.DeclarationRow) bool { return slices.Contains(d.ChangeIDs, n.ChangeID) }
		if n.Declared == "confirmed" && slices.ContainsFunc(p.declared, tells) && !slices.ContainsFunc(rows, tells) {
			n.Declared, n.AmendmentOrdinal = "undeclared", 0
		}
	}
}

// rowsOn are the declarations of the period without those that tell of something else which the
// nights of an edit edited as well.
func (p *Paper) rowsOn(c *out.ChangeRow) []out.DeclarationRow {
	if diff.Kind(c.Kind) != diff.Edited {
		return p.declared
	}
	net := &out.ChangesOf([]out.ChangeRow{*c})[0]
	nights := out.ChangesOf(p.seen[c.ChangeID])
	return slices.DeleteFunc(slices.Clone(p.declared), func(d out.DeclarationRow) bool {
		return slices.ContainsFunc(nights, func(n diff.Change) bool {
			return n.Kind == diff.Edited && slices.Contains(d.ChangeIDs, n.ID) && declaration.TellsElsewhere(d.Details, &n, net)
		})
	})
}

// seenAs returns the changes of single nights that make up a change of the
// period: those that did the same, or of the same sort at the same place, or else all
// at that place. Those that were undone as a whole made nothing of an edit, and of the others
// those did that have words of it.
func seenAs(c *out.ChangeRow, nights []out.ChangeRow, undone map[string]bool, summed bool) []out.ChangeRow {
	if summed {
		return []out.ChangeRow{*c}
	}
	var alike, same, near []out.ChangeRow
	for _, n := range nights {
		if n.SectionID != c.SectionID {
			continue
		}
		if doesTheSame(&n, c) {
			alike = append(alike, n)
		}
		if n.Kind == c.Kind {
			same = append(same, n)
		} else if c.SectionID != "" && !ownTable(n.Kind) {
			near = append(near, n)
		}
	}
	switch {
	case len(alike) > 0:
		return alike // what was taken back in between is told as such
	case len(same) > 0:
		return madeOf(c, same, undone)
	}
	return near
}

// madeOf returns the edits of single nights that have words of an edit of the period.
func madeOf(c *out.ChangeRow, nights []out.ChangeRow, undone map[string]bool) []out.ChangeRow {
	left := slices.DeleteFunc(slices.Clone(nights), func(n out.ChangeRow) bool { return undone[n.ChangeID] })
	if len(left) == 0 {
		left = nights
	}
	if diff.Kind(c.Kind) != diff.Edited {
		return left
	}
	made := map[string]bool{}
	for _, n := range history.MadeOf(out.ChangesOf([]out.ChangeRow{*c})[0], out.ChangesOf(left)) {
		made[n.ID] = true
	}
	return slices.DeleteFunc(left, func(n out.ChangeRow) bool { return !made[n.ChangeID] })
}

// doesTheSame reports whether one night made a whole change of the period.
func doesTheSame(n, c *out.ChangeRow) bool {
	if n.Kind == string(diff.ReviewChanged) && n.Detail != c.Detail {
		return false
	}
	return n.Kind == c.Kind && n.OldSHA256 == c.OldSHA256 && n.NewSHA256 == c.NewSHA256 && n.OldTitle == c.OldTitle && n.NewTitle == c.NewTitle &&
		n.OldPath == c.OldPath && n.NewPath == c.NewPath && n.OldURL == c.OldURL && n.NewURL == c.NewURL
}

// ownTable reports whether a change is one of the board's own list of amendments.
func ownTable(kind string) bool {
	return kind == string(diff.AmendmentAdded) || kind == string(diff.AmendmentRemoved)
}

// listUndeclared lists the chapters of which changes of weight were not declared, with these
// changes and no other.
func (p *Paper) listUndeclared(before, now *report.Outline) {
	for _, e := range p.Entries {
		part := declaredWord(p.nights(&e)) == "in part"
		var left []out.ChangeRow
		for i := range e.Changes {
			left = append(left, p.undeclared(&e.Changes[i], before, now)...)
		}
		if e.Changes = left; len(left) == 0 {
			continue
		}
		switch {
		case p.onANight(left, func(n *out.ChangeRow) bool { return report.SaidOtherwise(n, p.declared) }):
			p.SaidOtherwise++
		case part || p.onANight(left, func(n *out.ChangeRow) bool { return n.AmendmentOrdinal != 0 }):
			p.HalfDeclared++
		}
		p.Undeclared = append(p.Undeclared, e)
	}
}

// onANight reports whether something holds of an undeclared change that a night found of some of
// the period.
func (p *Paper) onANight(of []out.ChangeRow, holds func(n *out.ChangeRow) bool) bool {
	return slices.ContainsFunc(of, func(c out.ChangeRow) bool {
		return slices.ContainsFunc(p.seen[c.ChangeID], func(n out.ChangeRow) bool { return n.Declared == "undeclared" && holds(&n) })
	})
}

// undeclared is what of a change of weight was found on a night without the board's having
// declared it: the change itself where no night of it was declared, otherwise what those
// nights found that were not.
func (p *Paper) undeclared(c *out.ChangeRow, before, now *report.Outline) []out.ChangeRow {
	if report.GroupOf(c, before, now) >= report.Minor {
		return nil
	}
	own := slices.DeleteFunc(slices.Clone(p.seen[c.ChangeID]), func(n out.ChangeRow) bool {
		return n.Declared != "undeclared" || report.GroupOf(&n, before, now) >= report.Minor
	})
	switch {
	case len(own) == 0:
		return nil
	case !p.mixed(c):
		return []out.ChangeRow{*c}
	}
	undone := p.undone() // told as such
	own = slices.DeleteFunc(own, func(n out.ChangeRow) bool { return undone[n.ChangeID] })
	for i := range own {
		own[i].Reasons = toldFirst(own[i].Reasons)
		p.seen[own[i].ChangeID] = own[i : i+1]
	}
	return own
}

// toldFirst are the reasons of a change without what was said of it earlier: what was told
// before is told here for the first time.
func toldFirst(reasons []string) []string {
	return slices.DeleteFunc(slices.Clone(reasons), func(r string) bool { return strings.HasPrefix(r, diff.BackAndForth) })
}

// days returns the nights on which a change was seen, oldest first.
func (p *Paper) days(c *out.ChangeRow) []time.Time {
	var ts []time.Time
	for _, n := range p.seen[c.ChangeID] {
		if t, ok := p.Dates[n.RunID]; ok && !slices.Contains(ts, t) {
			ts = append(ts, t)
		}
	}
	slices.SortFunc(ts, time.Time.Compare)
	return ts
}

// date says when a change was seen: one night, and since when its page had not been seen
// then, or the first and the last.
func (p *Paper) date(c *out.ChangeRow) string {
	ts := p.days(c)
	if len(ts) == 0 {
		return "By " + report.Day(p.End.ObservedAt)
	}
	first, last := report.Day(ts[0]), report.Day(ts[len(ts)-1])
	switch {
	case first == last:
		return first + p.notSeenSince(c, ts[0])
	case len(ts) == 2:
		return first + " and " + last
	default:
		return fmt.Sprintf("%s to %s (%d nights)", first, last, len(ts))
	}
}

// notSeenSince says since when the page of a change had not been seen when it was, "" where
// it was seen on the night before.
func (p *Paper) notSeenSince(c *out.ChangeRow, seen time.Time) string {
	before := slices.DeleteFunc(slices.Clone(p.sights), func(s report.Sight) bool { return !s.At.Before(seen) })
	if since := report.NotSeenSince(before, cmp.Or(c.NewURL, c.OldURL)); !since.IsZero() {
		return " (not seen since " + report.Day(since) + ")"
	}
	return ""
}

// declaredSentence says whether the board declared a change, night by night if
// they differ.
func (p *Paper) declaredSentence(c *out.ChangeRow) string {
	var said []string
	nights := slices.Clone(p.seen[c.ChangeID])
	slices.SortStableFunc(nights, func(a, b out.ChangeRow) int { return cmp.Compare(a.Declared, b.Declared) }) // confirmed, undeclared
	rows := p.rowsOn(c)
	for _, n := range nights {
		s := p.Options.Declared(&n, rows, p.Board)
		if n.Declared == "undeclared" && p.mixed(c) {
			s = fmt.Sprintf("What was seen on %s was not declared.", report.Day(p.Dates[n.RunID]))
		}
		if s != "" && !slices.Contains(said, s) {
			said = append(said, s)
		}
	}
	return strings.Join(said, " ")
}

func (p *Paper) mixed(c *out.ChangeRow) bool { return declaredWord(p.seen[c.ChangeID]) == "in part" }
