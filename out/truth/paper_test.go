package truth

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"manualwatch/out"
)

// A paperLog reads the paper of one board and period. Its night is the whole period:
// of the edition that stood when it began with the one that stood when it ended.
type paperLog struct {
	*boardLog
	from, to time.Time
	asOf     time.Time // against which dates are held
	nights   []*night  // of the period
	start    *edition  // that stood when it began
	summary  []string  // read when all is known
	counts   map[string]int
	rows     map[string]int  // of tables and lists, by heading
	split    map[string]bool // chapters told of as split off
	names    map[string]bool
	cites    map[string]bool
}

// papers lets the program write papers of each board: of the days about each night that
// changed it, and of two boards of the time after the last one and of the first day.
func (w *world) papers(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	for i, b := range w.boards {
		var changed []*night
		for _, n := range w.ofRun("") {
			if n.obs.BoardID == b.ID && len(n.changes) > 0 {
				changed = append(changed, n)
			}
		}
		last := w.latest().StartedAt
		for _, n := range changed {
			last = n.run.StartedAt
			w.paper(t, dir, b, last.AddDate(0, 0, -3), last.AddDate(0, 0, 2))
		}
		if w.current[b.ID] != nil && i < 2 {
			w.paper(t, dir, b, last.AddDate(0, 0, 1), last.AddDate(0, 8, 0))
			w.paper(t, dir, b, w.rows.Runs[0].StartedAt, w.rows.Runs[0].StartedAt)
		}
	}
}

// paper writes one paper in all formats. Periods with more than one night
// of changes are told as one comparison, which no table holds: they are left out.
func (w *world) paper(t *testing.T, dir string, b out.Board, from, to time.Time) {
	t.Helper()
	r := w.newPaper(b, from, to)
	if r == nil {
		return
	}
	base := fmt.Sprintf("%s-%s-%s", b.ID, from.Format(time.DateOnly), to.Format(time.DateOnly))
	cmd := exec.Command(w.bin, "report", "--data", w.dir, "--boards", w.register, "--board", b.ID, "--from", from.Format(time.DateOnly), "--to", to.Format(time.DateOnly), "--format", "md,html,docx", "--out", dir, "--now", madeOn(from, to).Format(time.RFC3339))
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("report: %v\n%s", err, said)
	}
	lines := map[string][]line{}
	for _, ext := range []string{".md", ".html", ".docx"} {
		text, err := os.ReadFile(filepath.Join(dir, base+ext))
		if err != nil {
			t.Fatal(err)
		}
		lines[ext] = linesOf(ext, text)
	}
	w.papersRead = append(w.papersRead, paperRead{b, from, to, base, lines})
}

// madeOn is when a paper of a period is written: the day after it, or within a long one.
func madeOn(from, to time.Time) time.Time {
	if to.Sub(from) > 60*24*time.Hour {
		return to.AddDate(0, -1, 0)
	}
	return to.AddDate(0, 0, 1)
}

// A paperRead is a paper that was written, to be read again.
type paperRead struct {
	board    out.Board
	from, to time.Time
	name     string
	lines    map[string][]line // by format
}

// readPaper reads a paper as Markdown, and holds the other formats against it.
func (w *world) readPaper(p *paperRead) {
	r := w.newPaper(p.board, p.from, p.to)
	if r == nil {
		w.say(p.name, "the tables have no such period")
		return
	}
	r.boardLog.name = p.name
	readAs(w, p.name, r, paperForms(), paperRules, p.lines[".md"])
	r.finish()
	w.same(p.name+".html", p.lines[".md"], p.lines[".html"])
	w.same(p.name+".docx", p.lines[".md"], p.lines[".docx"])
}

// newPaper gathers what the tables hold of a period; nil where a paper needs more.
func (w *world) newPaper(b out.Board, from, to time.Time) *paperLog {
	n := &night{obs: &out.ObservationRow{BoardID: b.ID}, run: &out.RunRow{}}
	asOf := to
	if made := madeOn(from, to); made.Before(to) {
		asOf = made
	}
	r := &paperLog{from: from, to: to, asOf: asOf, counts: map[string]int{}, rows: map[string]int{}, split: map[string]bool{}, names: map[string]bool{}, cites: map[string]bool{}}
	changed := 0
	for _, e := range w.ofRun("") {
		day := out.DayOf(e.run.StartedAt)
		if e.obs.BoardID != b.ID || day > out.DayOf(to) {
			continue
		}
		if day < out.DayOf(from) {
			r.start = e.after
			continue
		}
		r.nights = append(r.nights, e)
		n.declarations = append(n.declarations, e.declarations...)
		if len(e.changes) > 0 {
			n.changes, n.before, n.unlisted = e.changes, e.before, e.unlisted
			changed++
		}
	}
	for _, e := range w.byID {
		if e.BoardID == b.ID && out.DayOf(e.ObservedAt) <= out.DayOf(to) && (n.after == nil || e.ObservedAt.After(n.after.ObservedAt)) {
			n.after = e
		}
	}
	if n.after == nil || changed > 1 {
		return nil
	}
	if n.before == nil {
		n.before = n.after
	}
	r.boardLog = newLog(w, "", n)
	r.quotes = true
	return r
}

// blind and missed count the nights that saw nothing, or not all.
func (r *paperLog) blind() bool {
	return !slices.ContainsFunc(r.nights, func(n *night) bool { return n.seen() })
}

func (r *paperLog) missedNights() int {
	return len(slices.DeleteFunc(slices.Clone(r.nights), func(n *night) bool { return n.whole() }))
}

func paperForms() []form[*paperLog] {
	forms := []form[*paperLog]{
		{"h1 title", `Changes to the procedures manual: {any}`, func(r *paperLog, _ *line, m []string) string {
			return sameText("board", m[1], r.w.named[r.n.obs.BoardID])
		}},
		{"p", `Period: {day} to {day}`, func(r *paperLog, _ *line, m []string) string {
			return first(sameText("begin", m[1], day(r.from)), sameText("end", m[2], day(r.to)))
		}},
		{"p", `The manual was looked at {times} in the period and could not be read\. It stands here as it was read on {day}\.`, func(r *paperLog, _ *line, m []string) string {
			return first(unless(r.blind(), "it could be"), equal("nights", number(m[1]), len(r.nights)), sameText("day", m[2], day(r.n.after.ObservedAt)))
		}},
		{"p", `The period is not over: this paper was written on {day} and tells what was known then\.`, func(r *paperLog, _ *line, m []string) string {
			return first(unless(r.asOf.Before(r.to), "it is over"), sameText("day", m[1], day(r.asOf)))
		}},
		{"p", `Nobody looked at the manual in this period\. It stands here as it was read on {day}\.`, func(r *paperLog, _ *line, m []string) string {
			return first(equal("nights", 0, len(r.nights)), sameText("day", m[1], day(r.n.after.ObservedAt)))
		}},
		{"p", `The manual was looked at {times} in the period and could be read every time\.`, func(r *paperLog, _ *line, m []string) string {
			return first(equal("nights", number(m[1]), len(r.nights)), equal("missed", 0, r.missedNights()), equal("never read", 0, r.w.neverRead(r.n)))
		}},
		{"p", `The manual was looked at {times} in the period; chapters of it were not read at any time\.`, func(r *paperLog, _ *line, m []string) string {
			return first(equal("nights", number(m[1]), len(r.nights)), equal("missed", 0, r.missedNights()), unless(r.w.neverRead(r.n) > 0, "all were"))
		}},
		{"p", `(.*?)\. What changes in them is not seen, and not in this paper\.`, func(r *paperLog, _ *line, m []string) string {
			return equal("chapters that were never read", sumOfNotRead(m[1]), r.w.neverRead(r.n))
		}},
		{"p", `The manual was looked at {times} in the period; {times}, ((?:on|between) .*?), it could not be read completely, so a change that came and went then would not be seen\.`, func(r *paperLog, _ *line, m []string) string {
			return first(equal("nights", number(m[1]), len(r.nights)), equal("missed", number(m[2]), r.missedNights()), sameText("days", m[3], daysOf(r.missed())))
		}},
		{"p", `The longest time in which nobody looked at it was from {day} to {day}: what was seen to change on that day may be of any day in between\.`, func(r *paperLog, _ *line, m []string) string {
			last, next := r.unlooked()
			if last == nil {
				return "somebody always did"
			}
			return first(sameText("begin", m[1], day(last.run.StartedAt)), sameText("end", m[2], day(next.run.StartedAt)))
		}},
		{"p", `At the end of the period it was not being observed\. {any}`, func(r *paperLog, _ *line, m []string) string {
			n := r.lastNight()
			return first(unless(n != nil && !n.seen(), "it was"), missed(n, m[1]))
		}},
		{"p", `At the end of the period it could be read in part only\. {any}`, func(r *paperLog, _ *line, m []string) string {
			n := r.lastNight()
			return first(unless(n != nil && n.seen() && !n.whole(), "it was not so"), missed(n, m[1]))
		}},
		{"li1", `Not seen ((?:on|between) .*?): {any}\.`, func(r *paperLog, _ *line, m []string) string { return r.notSeen(m[1], m[2]) }},
		{"p", `It was first read on {day}; earlier changes are not known\.`, func(r *paperLog, _ *line, m []string) string {
			return first(unless(r.start == nil, "it was read before"), sameText("day", m[1], day(r.w.firstRead(r.n.obs.BoardID))))
		}},
		{"h2", `{any}`, func(r *paperLog, _ *line, m []string) string {
			r.close()
			r.group = m[1]
			return unless(slices.Contains(paperParts, m[1]), "there is no such part")
		}},
		{"li1", `{any}`, func(r *paperLog, l *line, m []string) string { return r.item(l) }},
		{"head", `{any}`, func(r *paperLog, _ *line, m []string) string {
			return unless(slices.Contains(paperTables, m[1]), "no form knows the table")
		}},
		{"row", `{any}`, func(r *paperLog, l *line, _ []string) string { return r.row(l) }},
		{"p", `Of these a part was seen, and the rest was not\.|These tell of a picture or film, and could not be checked\.`, nil},
		{"p", `These stand again as they stood before, so they are not counted as changes\.`, nil},
		{"p", `These were withdrawn and came back(?: with the words that they had before|, and do not read as they did before: what became of their words is told as a change)\.`, nil},
		{"p", `These rows tell of changes from before the period\.`, nil},
		{"p", `Not known: no list of amendments of this manual is known\.`, func(r *paperLog, _ *line, _ []string) string {
			return unless(r.n.unlisted, "a list is known")
		}},
		{"p", `None(?: in what could be read)?\.|None was found\.|No section prints a date of review that has passed\.|Not known: the manual was not read in this period\.`, func(r *paperLog, _ *line, m []string) string {
			return unless(strings.HasPrefix(m[0], "Not known") == (r.blind() && !slices.Contains([]string{"None was found.", "No section prints a date of review that has passed."}, m[0])) &&
				(strings.Contains(m[0], "what could be read") == (r.missedNights() > 0 && m[0] != "None was found." && !strings.HasPrefix(m[0], "No section") && !r.blind())), "%d nights were missed", r.missedNights())
		}},
		{"p", `And {n} more topics?\.`, nil},
		{"p", `A manual without a chapter on a topic may still deal with it inside another chapter, or in one under a title that was not recognised\.`, nil},
		{"h3", `In numbers`, func(r *paperLog, _ *line, _ []string) string { r.close(); r.group = "Also changed"; return "" }},
		{"h3", `{any}`, func(r *paperLog, l *line, _ []string) string { return r.chapter(l) }},
	}
	for _, f := range boardForms() {
		if f.kinds == "q li2" {
			forms = append(forms, form[*paperLog]{f.kinds, f.says, func(r *paperLog, l *line, m []string) string { return f.holds(r.boardLog, l, m) }})
		}
	}
	return forms
}

var paperRules = []rule[*paperLog]{
	{`Period: {day} to {day}`, always[*paperLog]},
	{`The period is not over: this paper was written on {day} and tells what was known then\.`, func(r *paperLog) bool { return r.asOf.Before(r.to) }},
	{`The longest time in which nobody looked at it was from {day} to {day}: what was seen to change on that day may be of any day in between\.`, func(r *paperLog) bool {
		last, _ := r.unlooked()
		return last != nil
	}},
	{`It was first read on {day}; earlier changes are not known\.`, func(r *paperLog) bool { return r.start == nil }},
	{`At the end of the period it was not being observed\. {any}`, func(r *paperLog) bool { return r.lastNight() != nil && !r.lastNight().seen() }},
	{`At the end of the period it could be read in part only\. {any}`, func(r *paperLog) bool {
		return r.lastNight() != nil && r.lastNight().seen() && !r.lastNight().whole()
	}},
	{`(.*?)\. What changes in them is not seen, and not in this paper\.`, func(r *paperLog) bool { return r.w.neverRead(r.n) > 0 }},
	{`Not seen ((?:on|between) .*?): {any}\.`, func(r *paperLog) bool {
		return slices.ContainsFunc(r.missed(), func(n *night) bool { return len(n.unseen()) > 0 })
	}},
}

func (w *world) firstRead(board string) time.Time {
	var first time.Time
	for _, e := range w.byID {
		if e.BoardID == board && (first.IsZero() || e.ObservedAt.Before(first)) {
			first = e.ObservedAt
		}
	}
	return first
}

// item reads an item of a list by the part it stands in.
func (r *paperLog) item(l *line) string {
	text := l.text
	switch r.group {
	case "Summary":
		r.summary = append(r.summary, text)
		return ""
	case "Declared and not found":
		return r.declaration(text)
	case "Declared later":
		return lateWords(r.n.declarations, text)
	case "Changed and taken back":
		return unless(awayForm.MatchString(text), "no form knows it")
	case "Also changed":
		for says, sort := range folded {
			if n := pattern(`^(?:` + says + `)(?:: {any})?\.$`).FindStringSubmatch(text); n != nil {
				r.numbers[sort] = number(cmp.Or(n[1:]...))
				return details(r.n, n[len(n)-1])
			}
		}
		return "no form knows it"
	case "Changed and not declared":
		r.rows[r.group]++
		return r.undeclared(l)
	}
	when, rest, _ := strings.Cut(text, ": ")
	when, since, late := strings.Cut(when, " (not seen since ")
	wrong := first(sameText("day", when, day(r.seenOn())), r.change(rest))
	if r.quote == nil || r.quote.c == nil {
		return wrong
	}
	at := r.w.notSeenSince(r.n, cmp.Or(r.quote.c.NewURL, r.quote.c.OldURL))
	return first(wrong, unless(late == !at.IsZero(), "it was not seen since %s", day(at)), unless(!late || since == day(at)+")", "it was not seen since %s", day(at)))
}

// seenOn is the night that saw the changes of the period.
func (r *paperLog) seenOn() (at time.Time) {
	for _, n := range r.nights {
		if len(n.changes) > 0 {
			at = n.run.StartedAt
		}
	}
	return at
}

// undeclared checks that what is told of a chapter was not declared.
func (r *paperLog) undeclared(l *line) string {
	if len(l.links) == 0 && !strings.Contains(l.text, ": ") {
		return "it names no chapter"
	}
	for _, c := range r.n.changes {
		ch := r.n.chapterOf(c)
		rest, ok := strings.CutPrefix(l.text, labelOf(ch)+": ")
		if !ok || ch == nil || len(l.links) > 0 && l.links[0].href != ch.URL {
			continue
		}
		all := map[*out.ChangeRow]bool{}
		for _, o := range r.n.changes {
			all[o] = true
		}
		told, wrong := tell(r.n, all, ch.SectionID, rest, tells{reasons: true})
		for _, o := range told {
			wrong = first(wrong, unless(o.Declared == "undeclared", "a change told here is %s", o.Declared))
		}
		return wrong
	}
	return "no chapter of this name and address changed"
}

// chapter begins a chapter told with its words; its group follows from the part.
func (r *paperLog) chapter(l *line) string {
	part := r.group
	if part != "Changes to practice" {
		r.close()
		r.group = "Minor changes"
		for c := range r.left {
			if ch := r.n.chapterOf(c); c.Significance == "new_text" && ch != nil && labelOf(ch) == l.text {
				r.group = "New text in existing chapters"
			}
		}
	}
	wrong := r.open(l)
	r.group = part
	return wrong
}

// row reads a row of one of the tables.
func (r *paperLog) row(l *line) string {
	r.rows[r.group]++
	switch r.group {
	case "Summary":
		r.counts[l.cells[0].plain] = number(l.cells[1].plain)
		return ""
	case "New, withdrawn, renamed and moved chapters":
		return r.structure(l)
	case "Overdue for review":
		return r.overdue(l)
	case "Superseded documents still cited":
		return r.superseded(l)
	case "Where neighbours differ":
		return r.neighbour(l)
	}
	return "no form knows it"
}

// structure checks a chapter that came, went, or has another name or place. Its words
// are told elsewhere, so what is told here is not taken away unless it stands nowhere
// else.
func (r *paperLog) structure(l *line) string {
	if m := pattern(`^Split off from {q}(; .+)?\.$`).FindStringSubmatch(l.cells[1].plain); m != nil {
		return r.splitOff(l, m[1], m[2])
	}
	for _, c := range r.n.changes {
		ch := r.n.chapterOf(c)
		name := labelOf(ch)
		if ch == nil {
			name = label(cmp.Or(c.NewNumber, c.OldNumber), cmp.Or(c.NewTitle, c.OldTitle))
		}
		if name != l.cells[0].plain || strings.HasPrefix(c.Kind, "amendment") {
			continue
		}
		id := c.SectionID
		if ch != nil {
			id = ch.SectionID
		}
		all := map[*out.ChangeRow]bool{}
		for _, o := range r.n.changes {
			all[o] = true
		}
		told, wrong := tell(r.n, all, id, l.cells[1].plain, tells{})
		yes, no := false, false
		elsewhere := slices.ContainsFunc(r.n.changes, func(o *out.ChangeRow) bool {
			t := telling{n: r.n, chapter: id}
			return t.concerns(o) && (isPractice(o) || o.Significance == "new_text" && o.Kind == "edited")
		}) && !slices.ContainsFunc(told, func(o *out.ChangeRow) bool {
			return slices.Contains([]string{"added", "activated", "removed", "retired"}, o.Kind) && o.SectionID == id
		})
		part := ch != nil && (ch.Kind == "section" || ch.Kind == "group")
		e := &entry{group: r.group, label: name, id: id, row: ch, changes: told}
		for _, o := range told {
			if !elsewhere {
				delete(r.left, o)
			}
			yes, no = yes || o.Declared == "confirmed", no || o.Declared == "undeclared"
			switch o.Kind {
			case "added", "activated":
				back := slices.ContainsFunc(o.Reasons, func(r string) bool { return strings.HasPrefix(r, "back after ") })
				r.countIf(o.SectionID == id && !back, "New chapters", id)
				r.countIf(o.SectionID == id && back, "Back after a time out of the manual", id)
			case "removed", "retired":
				r.countIf(o.SectionID == id, "Withdrawn", id)
			case "renamed":
				r.countIf(!part, "Renamed", id)
				r.countIf(part, "Parts of the manual renamed", id)
			}
			r.countIf(relocates(o) && !part && id != "", "Moved, split, merged or renumbered", id)
			r.countIf(relocates(o) && part, "Parts of the manual moved or renumbered", id)
		}
		declared := map[[2]bool]string{{true, true}: "in part", {true, false}: "yes", {false, true}: "no", {false, false}: "–"}[[2]bool{yes, no}]
		r.told = append(r.told, e)
		when, _, _ := strings.Cut(l.cells[2].plain, " (not seen since ")
		return first(wrong, sameText("day", when, day(r.seenOn())), unless(elsewhere || l.cells[3].plain == declared, "it is declared: %s", declared))
	}
	return "no chapter of this name changed"
}

// splitOff checks the row of a chapter that came out of another one.
func (r *paperLog) splitOff(l *line, from, rest string) string {
	if !r.split[l.cells[0].plain] { // once, also where it was made of parts of several
		r.split[l.cells[0].plain] = true
		r.rows["Split off from another chapter"]++
	}
	for _, c := range r.n.changes {
		if c.Kind == "split" && label(c.NewNumber, c.NewTitle) == l.cells[0].plain && labelOf(r.n.chapterOf(c)) == from {
			return first(sameText("chapter", from, labelOf(r.n.chapterOf(c))), r.n.branch(c, "New chapter", l.cells[0].plain, l.cells[0].links, rest), sameText("day", l.cells[2].plain, day(r.seenOn())),
				sameText("declared", l.cells[3].plain, map[string]string{"confirmed": "yes", "undeclared": "no"}[c.Declared]))
		}
	}
	return "no chapter of this name was split off"
}

// passed reports whether a printed date lay before a day, whatever it can mean.
func passed(d, at out.Day) bool {
	if t := d.Time(); d != 0 && t.Day() == 1 {
		return out.DayOf(t.AddDate(0, 1, 0)) <= at
	}
	return d != 0 && d < at
}

// lastDay is the last day that a printed date can mean.
func lastDay(d out.Day) out.Day {
	if t := d.Time(); t.Day() == 1 {
		return out.DayOf(t.AddDate(0, 1, -1))
	}
	return d
}

func (r *paperLog) overdue(l *line) string {
	for _, s := range r.n.after.sections {
		if labelOf(s) == l.cells[0].plain && passed(s.NextReview, out.DayOf(r.asOf)) && printed(s.NextReview) == l.cells[1].plain && (len(l.cells[0].links) == 0 || l.cells[0].links[0].href == s.URL) {
			return unless(fits(l.cells[2].plain, lastDay(s.NextReview), out.DayOf(r.asOf)), "it is not so long ago")
		}
	}
	return "no section of this name is overdue since then"
}

// superseded checks a document that went out of use and the chapters that cite it.
func (r *paperLog) superseded(l *line) string {
	if strings.Contains(l.cells[0].plain, "” (term") {
		r.rows["(terms)"]++
	}
	chapters := map[string]bool{}
	by := ""
	for i := range r.w.rows.References {
		ref := &r.w.rows.References[i]
		if ref.EditionID == r.n.after.EditionID && r.w.citedIn(r.n.after, ref, r.asOf) == l.cells[0].plain {
			aged := *ref
			aged.Age(r.asOf)
			if aged.Status != "superseded" {
				continue
			}
			by = cmp.Or(by, aged.SupersededBy)
			if ch := r.n.after.chapter(ref.SectionID); ch != nil {
				chapters[labelOf(ch)] = true
			}
		}
	}
	wrong := first(sameText("what took its place", l.cells[1].plain, by), equal("chapters", number(l.cells[2].plain), len(chapters)))
	for _, name := range strings.Split(l.cells[3].plain, "; ") {
		if name != "" && !chapters[name] && !pattern(`^and {n} more$`).MatchString(name) && wrong == "" && !strings.Contains(strings.Join(slices.Collect(maps.Keys(chapters)), "\n"), name) {
			wrong = name + " does not cite it"
		}
	}
	return wrong
}

// citedIn is the name under which an edition cites a document or a term, of which it says
// what the edition prints.
func (w *world) citedIn(e *edition, ref *out.ReferenceRow, at time.Time) string {
	if ref.Authority != "term" {
		return cited(ref)
	}
	alike := func(a, b string) bool {
		return strings.EqualFold(strings.TrimSuffix(one(a), "s"), strings.TrimSuffix(one(b), "s"))
	}
	var printed []string
	for _, o := range w.rows.References {
		o.Age(at)
		if o.EditionID != e.EditionID || o.Title != ref.Title || o.Status != "superseded" {
			continue
		}
		if alike(o.CitedText, o.Title) {
			return "“" + one(ref.Title) + "” (term)"
		}
		if !slices.ContainsFunc(printed, func(p string) bool { return alike(p, o.CitedText) }) {
			printed = append(printed, one(o.CitedText))
		}
	}
	return "“" + strings.Join(printed[:min(3, len(printed))], "”, “") + "” (term: " + one(ref.Title) + ")"
}

func cited(r *out.ReferenceRow) string {
	if r.EditionYear != 0 {
		return one(fmt.Sprintf("%s (%d)", r.Title, r.EditionYear))
	}
	return one(r.Title)
}
