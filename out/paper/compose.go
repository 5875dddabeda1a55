package paper

import (
	"fmt"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/out"
	"manualwatch/out/report"
)

// compose puts the paper into words and order.
func (p *Paper) compose() *document {
	d := &document{title: "Changes to the procedures manual: " + report.Clean(p.Board.Name)}
	d.para(inline{text: fmt.Sprintf("Period: %s to %s", report.Day(p.From), report.Day(p.To)), bold: true})
	p.observed(d)
	d.head(1, "Summary")
	for _, s := range p.Summary() {
		d.item(1, inline{text: s})
	}
	p.counts(d)
	p.chapters(d)
	p.practice(d)
	p.returned(d)
	p.declarations(d)
	p.overdue(d)
	p.superseded(d)
	p.differences(d)
	p.appendix(d)
	return d
}

// Summary says in three to seven sentences what matters.
func (p *Paper) Summary() []string {
	if p.unread() {
		return append([]string{"Whether anything changed is not known: the manual was not read in this period."}, p.openPoints()...)
	}
	s := append(p.news(), p.openPoints()...)
	if len(s) < 3 {
		s = append(s, p.minorSentence(len(p.Of(report.Minor))+len(p.Of(report.NewText))))
	}
	return s
}

// unread reports whether no night of the period saw anything of the manual, so that
// the paper must not say that nothing changed.
func (p *Paper) unread() bool { return p.Nights == p.Blind }

// asSeen limits what is said of changes to what could be looked at; it is "" where
// every night saw the manual whole.
func (p *Paper) asSeen() string {
	if p.Missed > 0 {
		return " in what could be read"
	}
	return ""
}

// none stands where there is nothing to list.
func (p *Paper) none() inline {
	switch {
	case p.unread():
		return inline{text: "Not known: the manual was not read in this period."}
	case p.Missed > 0:
		return inline{text: "None" + p.asSeen() + "."}
	}
	return inline{text: "None."}
}

// news says what became of the chapters.
func (p *Paper) news() (s []string) {
	practice, fresh, gone := p.Of(report.Practice), p.Of(report.New), p.Of(report.Withdrawn)
	if n := len(practice); n > 0 {
		s = append(s, fmt.Sprintf("Practice changed in %s: %s.", report.Number(n, "chapter", "chapters"), names(practice)))
		if w := practiceSorts(practice); w != "" {
			s = append(s, w)
		}
	} else {
		s = append(s, "No change to practice was found"+p.asSeen()+".")
	}
	return append(s, structureSentence(fresh, gone, p.renamed(), p.asSeen()))
}

// openPoints says what the policy group may have to act on.
func (p *Paper) openPoints() (s []string) {
	if n := len(p.Undeclared); n > 0 {
		s = append(s, fmt.Sprintf("%s without a word in the board’s own list of amendments (minor changes not counted).", report.Number(n, "chapter changed", "chapters changed")))
	}
	if n := len(p.NotFound); n > 0 {
		s = append(s, fmt.Sprintf("%s declared and could not be found in the manual.", report.Number(n, "amendment was", "amendments were")))
	}
	if n := len(p.Overdue); n > 0 {
		o := p.Overdue[0]
		s = append(s, fmt.Sprintf("%s past the printed date of review; the longest overdue is “%s”, due %s.", report.Number(n, "section is", "sections are"), report.Clean(report.Label(o.Number, o.Title)), report.Printed(o.NextReview)))
	}
	if n := len(p.Superseded); n > 0 {
		s = append(s, fmt.Sprintf("%s still cited.", report.Number(n, "superseded document is", "superseded documents are")))
	}
	return s
}

func (p *Paper) minorSentence(n int) string {
	if n == 0 {
		return "No other chapter changed in its words" + p.asSeen() + "."
	}
	return fmt.Sprintf("%s in smaller ways; they are in the appendix.", report.Number(n, "chapter changed", "chapters changed"))
}

// structureSentence tells of new, withdrawn and renamed chapters.
func structureSentence(fresh, gone, renamed []report.Entry, asSeen string) string {
	var parts []string
	if n := len(fresh); n > 0 {
		parts = append(parts, fmt.Sprintf("%s new: %s", report.Number(n, "chapter is", "chapters are"), names(fresh)))
	}
	if n := len(gone); n > 0 {
		parts = append(parts, fmt.Sprintf("%s withdrawn: %s", report.Number(n, "chapter was", "chapters were"), names(gone)))
	}
	if len(parts) == 0 {
		parts = append(parts, "No chapter is new and none was withdrawn"+asSeen)
	}
	if n := len(renamed); n > 0 {
		parts = append(parts, fmt.Sprintf("%s renamed", report.Number(n, "chapter was", "chapters were")))
	}
	return strings.Join(parts, "; ") + "."
}

// names lists the first chapters of a group.
func names(es []report.Entry) string {
	const most = 4
	var list []string
	for i, e := range es {
		if i == most && len(es) > most+1 {
			list = append(list, fmt.Sprintf("%d more", len(es)-most))
			break
		}
		list = append(list, "“"+report.Clean(e.Label())+"”")
	}
	return report.List(list)
}

func (p *Paper) counts(d *document) {
	if p.unread() {
		return
	}
	var rows [][][]inline
	for _, g := range report.Groups() {
		n := len(p.Of(g))
		switch g {
		case report.BackAndForth:
			continue // told under its own heading
		case report.Renamed:
			n = len(p.renamed())
		case report.Moved:
			n = len(p.relocated())
		}
		rows = append(rows, [][]inline{plain(g.String()), plain(report.Thousands(n))})
	}
	rows = append(rows,
		[][]inline{plain("Declared and found"), plain(fmt.Sprint(len(p.Found)))},
		[][]inline{plain("Declared and not found"), plain(fmt.Sprint(len(p.NotFound)))},
		[][]inline{plain("Changed and not declared"), plain(fmt.Sprint(len(p.Undeclared)))},
		[][]inline{plain("Past their date of review"), plain(fmt.Sprint(len(p.Overdue)))},
	)
	d.table([]string{"In this period", "Chapters or entries"}, rows)
}

// renamed returns the chapters with another title, whatever else changed in them.
func (p *Paper) renamed() []report.Entry {
	return slices.DeleteFunc(slices.Clone(p.Entries), func(e report.Entry) bool { return !e.Renamed() })
}

// relocated returns the chapters at another place, whatever else changed in them.
func (p *Paper) relocated() []report.Entry {
	return slices.DeleteFunc(slices.Clone(p.Entries), func(e report.Entry) bool { return !e.Relocated() && e.Group != report.Moved })
}

// chapters tells in a table the ones that came, went, or have another title or place.
func (p *Paper) chapters(d *document) {
	d.head(1, "New, withdrawn, renamed and moved chapters")
	var rows [][][]inline
	for _, e := range append(p.Of(report.New), p.Of(report.Withdrawn)...) {
		rows = append(rows, p.chapterRow(&e))
	}
	for _, e := range p.Entries {
		if e.Group == report.New || e.Group == report.Withdrawn || !e.Renamed() && !e.Relocated() && e.Group != report.Moved {
			continue
		}
		if e.Group != report.Renamed && e.Group != report.Moved { // its words are told below
			e.Changes = slices.DeleteFunc(slices.Clone(e.Changes), func(c out.ChangeRow) bool { return diff.Kind(c.Kind) == diff.Edited })
		}
		rows = append(rows, p.chapterRow(&e))
	}
	if len(rows) == 0 {
		d.para(p.none())
		return
	}
	d.table([]string{"Chapter", "What happened", "Seen on", "Declared"}, rows)
}

func (p *Paper) chapterRow(e *report.Entry) [][]inline {
	return [][]inline{p.link(e), plain(p.told(e)), plain(p.date(&e.Changes[0])), plain(declaredWord(p.nights(e)))}
}

func (p *Paper) link(e *report.Entry) []inline {
	return []inline{{text: e.Label(), url: report.SafeURL(e.URL)}}
}

// told says in sentences what became of a chapter.
func (p *Paper) told(e *report.Entry) string {
	var s []string
	for i := range e.Changes {
		s = append(s, p.Options.Edited(e, &e.Changes[i], p.Board))
	}
	return strings.Join(s, " ")
}

// toldWhy is told with what makes each change matter.
func (p *Paper) toldWhy(e *report.Entry) string {
	var s []string
	for i := range e.Changes {
		s = append(s, p.Options.Edited(e, &e.Changes[i], p.Board), p.Options.Why(&e.Changes[i], p.Board))
	}
	return strings.Join(strings.Fields(strings.Join(s, " ")), " ")
}

// nights returns the changes of single nights behind an entry.
func (p *Paper) nights(e *report.Entry) []out.ChangeRow {
	var rows []out.ChangeRow
	for i := range e.Changes {
		rows = append(rows, p.seen[e.Changes[i].ChangeID]...)
	}
	return rows
}

func declaredWord(cs []out.ChangeRow) string {
	var yes, no bool
	for _, c := range cs {
		yes = yes || c.Declared == "confirmed"
		no = no || c.Declared == "undeclared"
	}
	switch {
	case yes && no:
		return "in part"
	case yes:
		return "yes"
	case no:
		return "no"
	default:
		return "–"
	}
}

func (p *Paper) practice(d *document) {
	d.head(1, "Changes to practice")
	es := p.Of(report.Practice)
	if len(es) == 0 {
		d.para(p.none())
	}
	for i := range es {
		p.entry(d, &es[i])
	}
}

// entry tells one chapter with the words before and after.
func (p *Paper) entry(d *document, e *report.Entry) {
	d.blocks = append(d.blocks, block{kind: heading, level: 2, text: p.link(e)})
	said := report.Quoted{}
	for i := range e.Changes {
		c := &e.Changes[i]
		s := []string{p.date(c) + ":", p.Options.Edited(e, c, p.Board), p.Options.Why(c, p.Board), said.Once(p.declaredSentence(c))}
		d.item(1, inline{text: strings.Join(strings.Fields(strings.Join(s, " ")), " ")})
		if !p.Options.Quotes(p.Board) && len(c.Edits) > 0 {
			d.item(2, inline{text: report.Unquoted(p.Board)})
			continue
		}
		shown, more := p.Options.Passages(c, p.Board)
		for _, q := range shown {
			d.passage(q)
		}
		if more > 0 {
			d.item(2, inline{text: "And " + report.Number(more, "more place", "more places") + "."})
		}
	}
}

func (p *Paper) declarations(d *document) {
	d.head(1, "Declared and not found")
	if len(p.NotFound) == 0 {
		d.para(p.none())
	}
	for i := range p.NotFound {
		d.item(1, inline{text: p.Options.DeclarationWords(&p.NotFound[i], p.Board)})
	}
	d.head(1, "Changed and not declared")
	if len(p.Undeclared) == 0 {
		d.para(p.none())
	}
	for i := range p.Undeclared {
		e := &p.Undeclared[i]
		d.item(1, inline{text: e.Label(), url: report.SafeURL(e.URL)}, inline{text: ": " + p.toldWhy(e)})
	}
}

func (p *Paper) overdue(d *document) {
	d.head(1, "Overdue for review")
	if len(p.Overdue) == 0 {
		d.para(inline{text: "No section prints a date of review that has passed."})
		return
	}
	var rows [][][]inline
	for _, r := range p.Overdue {
		rows = append(rows, [][]inline{
			{{text: report.Label(r.Number, r.Title), url: report.SafeURL(r.URL)}},
			plain(report.Printed(r.NextReview)), plain(report.Ago(r.NextReview.End(), out.DayOf(p.To))),
		})
	}
	d.table([]string{"Section", "Review was due", "Overdue by"}, rows)
}

// mostCiting bounds the chapters named for one superseded document.
const mostCiting = 8

func (p *Paper) superseded(d *document) {
	d.head(1, "Superseded documents still cited")
	if len(p.Superseded) == 0 {
		d.para(inline{text: "None was found."})
		return
	}
	var rows [][][]inline
	for _, c := range p.Superseded {
		shown := c.Chapters[:min(mostCiting, len(c.Chapters))]
		where := strings.Join(shown, "; ")
		if n := len(c.Chapters) - len(shown); n > 0 {
			where += "; and " + report.Thousands(n) + " more"
		}
		rows = append(rows, [][]inline{plain(c.Title), plain(c.By), plain(report.Thousands(len(c.Chapters))), plain(where)})
	}
	d.table([]string{"Document", "Now in force", "Chapters", "Cited in"}, rows)
}

func (p *Paper) differences(d *document) {
	if len(p.Neighbours) == 0 {
		return
	}
	d.head(1, "Where neighbours differ")
	var rows [][][]inline
	for _, n := range p.Neighbours {
		rows = append(rows, [][]inline{plain(n.Topic), plain(n.Others), plain(n.Difference)})
	}
	d.table([]string{"Topic", "Other manuals that have it", "This manual"}, rows)
	if p.MoreNeighbours > 0 {
		d.para(inline{text: "And " + report.Number(p.MoreNeighbours, "more topic", "more topics") + "."})
	}
}

func (p *Paper) appendix(d *document) {
	d.head(1, "Appendix: minor changes")
	es := append(p.Of(report.NewText), p.Of(report.Minor)...)
	lines := report.FoldedWords(p.Folded)
	if len(es)+len(lines) == 0 {
		d.para(p.none())
	}
	for i := range es {
		p.entry(d, &es[i])
	}
	if len(lines) > 0 {
		d.head(2, "In numbers")
	}
	for _, l := range lines {
		d.item(1, inline{text: l})
	}
}
