package paper

import (
	"fmt"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/normalise/wording"
	"manualwatch/out"
	"manualwatch/out/report"
)

// compose puts the paper into words and order.
func (p *Paper) compose() *document {
	d := &document{title: "Changes to the procedures manual: " + report.Clean(p.Board.Name)}
	d.para(inline{text: fmt.Sprintf("Period: %s to %s", report.Day(p.From), report.Day(p.To)), bold: true})
	if p.notOver() {
		d.para(inline{text: fmt.Sprintf("The period is not over: this paper was written on %s and tells what was known then.", report.Day(p.Period.Made))})
	}
	p.observed(d)
	d.head(1, "Summary")
	for _, s := range p.summary() {
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

// summary says in three to seven sentences what matters.
func (p *Paper) summary() []string {
	if p.unread() {
		return append([]string{"Whether anything changed is not known: the manual was not read in this period."}, p.openPoints()...)
	}
	s := append(p.news(), p.openPoints()...)
	if len(s) < 3 {
		s = append(s, p.minorSentence(append(p.of(report.NewText), p.of(report.Minor)...)))
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
	practice, fresh, gone := p.of(report.Practice), p.fresh(), p.of(report.Withdrawn)
	if n := len(practice); n > 0 {
		s = append(s, fmt.Sprintf("Practice changed in %s: %s.", report.Number(n, "chapter", "chapters"), names(practice)))
		if w := practiceSorts(practice); w != "" {
			s = append(s, w)
		}
	} else {
		s = append(s, "No change to practice was found"+p.asSeen()+".")
	}
	renamed, parts := len(p.renamed((*report.Entry).IsChapter)), len(p.renamed((*report.Entry).IsPart))
	s = append(s, structureSentence(fresh, gone, p.back(), p.splitOff(), renamed, parts, p.asSeen()))
	if n := p.Unread.Count(); n > 0 {
		s = append(s, fmt.Sprintf("What changes in %s of its contents is not known: the pages are not read.", report.Number(n, "chapter", "chapters")))
	}
	return s
}

// openPoints says what the policy group may have to act on.
func (p *Paper) openPoints() (s []string) {
	if p.Unlisted {
		s = append(s, report.NoList)
	}
	of := p.undeclaredNoun()
	if n := len(p.Undeclared) - p.SaidOtherwise; n > 0 {
		s = append(s, undeclaredSentence(n-p.HalfDeclared, p.HalfDeclared, of))
	}
	if n := p.SaidOtherwise; n > 0 {
		s = append(s, fmt.Sprintf("%s changed otherwise than the board’s own list of amendments says (minor changes not counted).", of(n)))
	}
	if w := notFoundSentence(len(p.NotFound), len(p.FoundInPart)); w != "" {
		s = append(s, w)
	}
	if n := len(p.Overdue); n > 0 {
		o := p.Overdue[0]
		s = append(s, fmt.Sprintf("%s past the printed date of review; the longest overdue is “%s”, due %s.", report.Number(n, "section is", "sections are"), report.Clean(report.Label(o.Number, o.Title)), report.Printed(o.NextReview)))
	}
	if len(p.Superseded) > 0 {
		s = append(s, p.stillCited())
	}
	return s
}

// stillCited counts the documents and terms that went out of use.
func (p *Paper) stillCited() string {
	terms := 0
	for _, c := range p.Superseded {
		terms += wording.BoolInt(c.Term)
	}
	var parts []string
	if n := len(p.Superseded) - terms; n > 0 {
		parts = append(parts, report.Number(n, "superseded document is", "superseded documents are")+" still cited")
	}
	if terms > 0 {
		parts = append(parts, report.Number(terms, "term that went out of use is", "terms that went out of use are")+" still used")
	}
	return strings.Join(parts, ", and ") + "."
}

// notFoundSentence tells how many amendments were declared and not found, and how many in part.
func notFoundSentence(missing, inPart int) string {
	switch {
	case missing+inPart == 0:
		return ""
	case missing == 0:
		return fmt.Sprintf("%s declared and could be found in the manual only in part.", report.Number(inPart, "amendment was", "amendments were"))
	case inPart == 0:
		return fmt.Sprintf("%s declared and could not be found in the manual.", report.Number(missing, "amendment was", "amendments were"))
	}
	return fmt.Sprintf("%s declared and could not be found in the manual, and %s only in part.", report.Number(missing, "amendment was", "amendments were"), report.Number(inPart, "more", "more"))
}

// undeclaredNoun counts what was not declared: chapters, and parts where there are any among it.
func (p *Paper) undeclaredNoun() func(n int) string {
	noun, nouns := "chapter", "chapters"
	if slices.ContainsFunc(p.Undeclared, func(e report.Entry) bool { return e.IsPart() }) {
		noun, nouns = "chapter or part of the manual", "chapters or parts of the manual"
	}
	return func(n int) string { return report.Number(n, noun, nouns) }
}

// undeclaredSentence tells of chapters of which the board's list says nothing, and of those of
// which it leaves something unsaid; of counts them.
func undeclaredSentence(wholly, inPart int, of func(n int) string) string {
	switch {
	case inPart == 0:
		return fmt.Sprintf("%s changed without a word in the board’s own list of amendments (minor changes not counted).", of(wholly))
	case wholly == 0:
		return fmt.Sprintf("Of %s that changed, the board’s own list of amendments tells only a part (minor changes not counted).", of(inPart))
	}
	return fmt.Sprintf("%s changed without a word in the board’s own list of amendments; of %s it tells only a part (minor changes not counted).", of(wholly), report.Thousands(inPart)+" more")
}

// minorSentence tells how many chapters changed in smaller ways, and what was changed throughout.
func (p *Paper) minorSentence(es []report.Entry) string {
	n, all := len(es), ""
	for i := range es {
		if changes, chapters := es[i].Throughout(); changes > 0 {
			n--
			all = report.ThroughoutWords(changes, chapters)
		}
	}
	switch {
	case n == 0 && all == "":
		return "No other chapter changed in its words" + p.asSeen() + "."
	case n == 0:
		return fmt.Sprintf("The appendix tells of %s.", all)
	case all != "":
		all = ", beside " + all
	}
	return fmt.Sprintf("%s in smaller ways%s; they are in the appendix.", report.Number(n, "chapter changed", "chapters changed"), all)
}

// splitOff returns the chapters that came out of others, each once.
func (p *Paper) splitOff() []report.Entry {
	var es []report.Entry
	for _, e := range p.Entries {
		for _, c := range e.Changes {
			if diff.Kind(c.Kind) != diff.Split {
				continue
			}
			into := report.Entry{URL: c.NewURL, Number: c.NewNumber, Title: c.NewTitle}
			if !slices.ContainsFunc(es, func(e report.Entry) bool { return e.URL == into.URL && e.Label() == into.Label() }) {
				es = append(es, into)
			}
		}
	}
	return es
}

// fresh returns the new chapters but for those that came back.
func (p *Paper) fresh() []report.Entry {
	return slices.DeleteFunc(p.of(report.New), func(e report.Entry) bool { return e.Back() })
}

// back returns the chapters that came back in the period, whether they were withdrawn in it or
// before.
func (p *Paper) back() []report.Entry {
	var es []report.Entry
	for _, e := range p.Entries {
		if e.Back() {
			es = append(es, e)
		}
	}
	for _, r := range p.Returns {
		if r.Away && !slices.ContainsFunc(es, func(e report.Entry) bool { return e.Label() == r.Label }) {
			es = append(es, report.Entry{Title: r.Label})
		}
	}
	return es
}

// structureSentence tells of new, withdrawn and renamed chapters, of those that came back, and of
// parts of the manual that were renamed.
func structureSentence(fresh, gone, back, splitOff []report.Entry, renamed, parts int, asSeen string) string {
	var told []string
	if n := len(fresh); n > 0 {
		told = append(told, fmt.Sprintf("%s new: %s", report.Number(n, "chapter is", "chapters are"), names(fresh)))
	}
	if n := len(splitOff); n > 0 {
		told = append(told, fmt.Sprintf("%s split off from another: %s", report.Number(n, "chapter was", "chapters were"), names(splitOff)))
	}
	if n := len(gone); n > 0 {
		told = append(told, fmt.Sprintf("%s withdrawn: %s", report.Number(n, "chapter was", "chapters were"), names(gone)))
	}
	if len(told) == 0 && len(back) == 0 {
		told = append(told, "No chapter is new and none was withdrawn"+asSeen)
	}
	if n := len(back); n > 0 {
		told = append(told, fmt.Sprintf("%s back after a time out of the manual: %s", report.Number(n, "chapter is", "chapters are"), names(back)))
	}
	if renamed > 0 {
		told = append(told, fmt.Sprintf("%s renamed", report.Number(renamed, "chapter was", "chapters were")))
	}
	if parts > 0 {
		told = append(told, fmt.Sprintf("%s renamed", report.Number(parts, "part of the manual was", "parts of the manual were")))
	}
	return strings.Join(told, "; ") + "."
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
		n := len(p.of(g))
		switch g {
		case report.BackAndForth:
			continue // told under its own heading
		case report.New:
			n = len(p.fresh())
		case report.Renamed:
			n = len(p.renamed((*report.Entry).IsChapter))
		case report.Moved:
			n = len(p.relocated((*report.Entry).IsChapter))
		}
		rows = append(rows, [][]inline{plain(g.String()), plain(report.Thousands(n))})
		if n := len(p.splitOff()); g == report.New && n > 0 {
			rows = append(rows, [][]inline{plain("Split off from another chapter"), plain(report.Thousands(n))})
		}
		if n := len(p.back()); g == report.Withdrawn && n > 0 {
			rows = append(rows, [][]inline{plain("Back after a time out of the manual"), plain(report.Thousands(n))})
		}
	}
	rows = append(rows, p.countParts()...)
	rows = append(rows,
		[][]inline{plain("Declared and found"), plain(fmt.Sprint(len(p.Found)))},
		[][]inline{plain("Declared and not found"), plain(fmt.Sprint(len(p.NotFound)))},
		[][]inline{plain("Changed and not declared"), plain(p.countUndeclared())},
		[][]inline{plain("Past their date of review"), plain(fmt.Sprint(len(p.Overdue)))},
	)
	d.table([]string{"In this period", "Chapters or entries"}, rows)
}

// countUndeclared counts what was not declared, where that is known.
func (p *Paper) countUndeclared() string {
	if p.Unlisted {
		return "not known"
	}
	return fmt.Sprint(len(p.Undeclared))
}

// renamed returns what has another title, whatever else changed in it, of the chapters or of
// the parts of the manual.
func (p *Paper) renamed(of func(*report.Entry) bool) []report.Entry {
	return slices.DeleteFunc(slices.Clone(p.Entries), func(e report.Entry) bool { return !of(&e) || !e.Renamed() })
}

// relocated returns what has another place, whatever else changed in it, of the chapters or of
// the parts of the manual.
func (p *Paper) relocated(of func(*report.Entry) bool) []report.Entry {
	return slices.DeleteFunc(slices.Clone(p.Entries), func(e report.Entry) bool {
		return !of(&e) || !e.Relocated() && e.Group != report.Moved
	})
}

// countParts are the lines of the counts for the parts of the manual, which are no chapters.
func (p *Paper) countParts() (rows [][][]inline) {
	if n := len(p.renamed((*report.Entry).IsPart)); n > 0 {
		rows = append(rows, [][]inline{plain("Parts of the manual renamed"), plain(report.Thousands(n))})
	}
	if n := len(p.relocated((*report.Entry).IsPart)); n > 0 {
		rows = append(rows, [][]inline{plain("Parts of the manual moved or renumbered"), plain(report.Thousands(n))})
	}
	return rows
}

// chapters tells in a table the ones that came, went, or have another title or place.
func (p *Paper) chapters(d *document) {
	d.head(1, "New, withdrawn, renamed and moved chapters")
	var rows [][][]inline
	for _, e := range append(p.of(report.New), p.of(report.Withdrawn)...) {
		rows = append(rows, p.chapterRow(&e))
	}
	for _, e := range p.Entries {
		if e.Group == report.New || e.Group == report.Withdrawn || !e.Renamed() && !e.Relocated() && !e.Back() && e.Group != report.Moved {
			continue
		}
		if e.Group != report.Renamed && e.Group != report.Moved { // its words are told below
			e.Changes = slices.DeleteFunc(slices.Clone(e.Changes), func(c out.ChangeRow) bool { return diff.Kind(c.Kind) == diff.Edited })
		}
		rows = append(rows, p.chapterRow(&e))
	}
	for _, e := range p.Entries {
		for i := range e.Changes {
			if diff.Kind(e.Changes[i].Kind) == diff.Split {
				rows = append(rows, p.splitRow(&e, &e.Changes[i]))
			}
		}
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

// splitRow tells of the chapter that came out of another one.
func (p *Paper) splitRow(e *report.Entry, c *out.ChangeRow) [][]inline {
	b := report.BranchOf(c, p.before, p.now)
	return [][]inline{{{text: b.Label, url: report.SafeURL(b.URL)}}, plain("Split off from “" + report.Clean(e.Label()) + "”" + b.Rest + "."), plain(p.date(c)), plain(declaredWord(p.seen[c.ChangeID]))}
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

// leftUnsaid says what of a chapter was not declared: each change with what makes it matter,
// with its day where other days of the chapter were declared, and with the row that tells only
// of something else.
func (p *Paper) leftUnsaid(e *report.Entry) string {
	var s []string
	said := report.Quoted{}
	for i := range e.Changes {
		c := &e.Changes[i]
		if nights := p.seen[c.ChangeID]; len(nights) == 1 && nights[0].ChangeID == c.ChangeID && !p.Period.Summed {
			s = append(s, "On "+p.date(c)+":")
		}
		s = append(s, p.Options.Edited(e, c, p.Board), p.Options.Why(c, p.Board))
		for _, n := range p.seen[c.ChangeID] {
			if n.AmendmentOrdinal != 0 {
				s = append(s, said.Once(p.Options.Declared(&n, p.declared, p.Board)))
			}
		}
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
	es := p.of(report.Practice)
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
		if b := report.BranchOf(c, p.before, p.now); b != nil {
			d.item(2, inline{text: b.What}, inline{text: b.Label, url: report.SafeURL(b.URL)}, inline{text: b.Rest + "."})
		}
		if in := report.ThroughoutIn(c, p.before, p.now); in != "" {
			d.item(2, inline{text: in})
		}
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
	if len(p.NotFound)+len(p.FoundInPart)+len(p.Unchecked) == 0 {
		d.para(p.none())
	}
	for i := range p.NotFound {
		d.item(1, inline{text: p.Options.DeclarationWords(&p.NotFound[i], p.Board)})
	}
	if len(p.FoundInPart) > 0 {
		d.para(inline{text: "Of these a part was seen, and the rest was not."})
	}
	for i := range p.FoundInPart {
		d.item(1, inline{text: p.Options.InPartWords(&p.FoundInPart[i], p.Board)})
	}
	if len(p.Unchecked) > 0 {
		d.para(inline{text: report.UncheckedSentence})
	}
	for i := range p.Unchecked {
		d.item(1, inline{text: p.Options.DeclarationWords(&p.Unchecked[i], p.Board)})
	}
	if len(p.Late) > 0 {
		d.head(1, "Declared later")
		d.para(inline{text: "These rows tell of changes from before the period."})
	}
	for i := range p.Late {
		d.item(1, inline{text: p.Options.DeclarationWords(&p.Late[i], p.Board)})
	}
	d.head(1, "Changed and not declared")
	switch {
	case p.Unlisted:
		d.para(inline{text: "Not known: no list of amendments of this manual is known."})
	case len(p.Undeclared) == 0:
		d.para(p.none())
	}
	for i := range p.Undeclared {
		e := &p.Undeclared[i]
		d.item(1, inline{text: e.Label(), url: report.SafeURL(e.URL)}, inline{text: ": " + p.leftUnsaid(e)})
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
			plain(report.Printed(r.NextReview)), plain(report.Ago(r.NextReview.End(), out.DayOf(p.asOf()))),
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
	head := []string{"Document", "Now in force", "Chapters", "Cited in"}
	var rows [][][]inline
	for _, c := range p.Superseded {
		title := c.Title
		if c.Term {
			head[0], head[1] = "Document or term", "In its place"
			title = report.TermWords(c.Title, c.Printed)
		}
		shown := c.Chapters[:min(mostCiting, len(c.Chapters))]
		where := strings.Join(shown, "; ")
		if n := len(c.Chapters) - len(shown); n > 0 {
			where += "; and " + report.Thousands(n) + " more"
		}
		rows = append(rows, [][]inline{plain(title), plain(c.By), plain(report.Thousands(len(c.Chapters))), plain(where)})
	}
	d.table(head, rows)
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
	d.para(inline{text: neighboursNote})
	d.table([]string{"Topic", "Other manuals that have it", "This manual"}, rows)
	if p.MoreNeighbours > 0 {
		d.para(inline{text: "And " + report.Number(p.MoreNeighbours, "more topic", "more topics") + "."})
	}
}

func (p *Paper) appendix(d *document) {
	d.head(1, "Appendix: minor changes")
	es := append(p.of(report.NewText), p.of(report.Minor)...)
	lines := p.Options.FoldedWords(p.Folded, p.Board, p.date)
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
