package truth

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"manualwatch/out"
)

// openChapter finds out which chapter a page is of: the board's page named it, or it is
// one that is no longer in the manual.
func (r *siteLog) openChapter() {
	r.chapter = r.files[[2]string{r.board, path.Base(r.page)}]
	r.event, r.quotes = nil, nil
	r.text.Reset()
	r.places, r.nows, r.events = 0, 0, map[string]int{}
	if r.chapter != "" {
		return
	}
	for _, l := range r.w.read("site/" + r.page) {
		if l.kind != "h1" {
			continue
		}
		for i := len(r.w.rows.Sections) - 1; i >= 0 && r.chapter == ""; i-- {
			if s := &r.w.rows.Sections[i]; s.BoardID == r.board && labelOf(s) == l.text {
				r.chapter = s.SectionID
			}
		}
	}
}

// row is the chapter as it stands, or stood last.
func (r *siteLog) row() (s *out.SectionRow, e *edition, gone bool) {
	for _, row := range r.w.rows.Editions {
		if at := r.w.byID[row.EditionID]; row.BoardID == r.board && at.at[r.chapter] != nil {
			s, e = at.at[r.chapter], at
		}
	}
	return s, e, e != nil && e != r.w.current[r.board]
}

var chapterForms = []form[*siteLog]{
	{"p", `Manuals › (.+?)(?: › (.+))?`, func(r *siteLog, l *line, _ []string) string {
		s, _, _ := r.row()
		if s == nil {
			return "no edition has the chapter"
		}
		want := "Manuals › " + r.w.named[r.board]
		if up := above(s.Path); up != "" {
			want += " › " + up
		}
		return sameText("way", l.text, want)
	}},
	{"h1", ownName, func(r *siteLog, _ *line, m []string) string {
		s, _, _ := r.row()
		return sameText("name", m[1], labelOf(s))
	}},
	{"p", `(no longer in the manual ?)?((?:(?:marked new|marked updated|under review) ?)*)(?:{words}\. ?)?(?:Last reviewed {date}\. ?)?(?:Next review {date}( overdue)?\. ?)?(On the board’s site|Where it stood on the board’s site)?`, chapterLead},
	{"p", unchanged, func(r *siteLog, l *line, _ []string) string {
		return first(unless(r.w.lastChange(r.board, r.chapter).IsZero(), "it changed"), sameText("why nothing is told", l.text, r.noHistory()))
	}},
	{"h3", `{day} (Changes to practice|New chapters|Withdrawn|New text in existing chapters|Renamed|Moved, split, merged or renumbered|Minor changes|Going back and forth)`, func(r *siteLog, _ *line, m []string) string { return r.open(m[1], m[2]) }},
	{"h3", versions, nil},
	{"li1", `{day} and {day}`, func(r *siteLog, l *line, m []string) string {
		r.rows["pairs"]++
		from, _ := time.Parse("2 January 2006", m[1])
		to, _ := time.Parse("2 January 2006", m[2])
		return unless(len(l.links) == 1 && strings.HasSuffix(l.links[0].href, from.Format("-20060102")+to.Format("-20060102")+".html"), "it leads to other versions")
	}},
	{"p", `And {n} more places?\.`, func(r *siteLog, _ *line, m []string) string {
		if r.part == "Text" {
			r.text.WriteString(m[0])
		}
		r.places -= number(m[1])
		return ""
	}},
	{"q", `{any}`, func(r *siteLog, l *line, _ []string) string { return r.quoted(l) }},
	{"p h3 h4 h5", `{any}`, func(r *siteLog, l *line, m []string) string {
		if r.part == "Text" {
			r.text.WriteString(m[1])
			return ""
		}
		return r.sentences(m[1])
	}},
	{"row", `{any}`, func(r *siteLog, l *line, m []string) string { r.text.WriteString(m[1]); return "" }},
}

const versions = `Two versions side by side`

// pairs counts the pairs of versions of a chapter that were seen on different days.
func (r *siteLog) pairs() int {
	known := map[string]bool{}
	last := ""
	for _, row := range r.w.rows.Editions {
		if at := r.w.byID[row.EditionID]; row.BoardID == r.board && at.at[r.chapter] != nil {
			text := at.raw(r.chapter)
			if text != last || len(known) == 0 {
				known[day(row.ObservedAt)] = true
			}
			last = text
		}
	}
	return len(known) * (len(known) - 1) / 2
}

// raw is the text of a chapter and its headings as it is: other signs make another
// version.
func (e *edition) raw(chapter string) string {
	var b strings.Builder
	for i, s := range e.inside(chapter) {
		if i > 0 {
			b.WriteString(s.Title + "\n")
		}
		b.WriteString(s.Text + "\n")
	}
	return b.String()
}

// lines are the lines of a chapter and its headings, bare.
func (e *edition) lines(chapter string) []string {
	var list []string
	for i, s := range e.inside(chapter) {
		text := s.Text
		if i > 0 {
			text = s.Title + "\n" + s.Text
		}
		for _, l := range strings.Split(text, "\n") {
			if l = bare(l); l != "" {
				list = append(list, l)
			}
		}
	}
	return list
}

var chapterRules = []rule[*siteLog]{
	{chapterForms[0].says, always[*siteLog]},
	{chapterForms[2].says, func(r *siteLog) bool { return true }},
	{versions, func(r *siteLog) bool { return r.pairs() > 0 }},
	{unchanged, func(r *siteLog) bool { return r.w.lastChange(r.board, r.chapter).IsZero() }},
}

// unchanged are the sentences that stand for the history of a chapter without one.
const unchanged = `No change has been seen since the manual was first read\.|Nothing but marks, links, numbers or typography has changed since the manual was first read\.|Its page was not read: what it says, and whether that changed, is not known\.`

// noHistory is the sentence that stands for the history of the chapter.
func (r *siteLog) noHistory() string {
	s, e, _ := r.row()
	touched := false
	for _, n := range r.w.ofRun("") {
		for _, c := range n.changes {
			ch := n.chapterOf(c)
			touched = touched || n.obs.BoardID == r.board && ch != nil && ch.SectionID == r.chapter
		}
	}
	switch {
	case s.URL != "" && s.MediaType == "" && strings.TrimSpace(e.raw(r.chapter)) == "":
		return "Its page was not read: what it says, and whether that changed, is not known."
	case touched:
		return "Nothing but marks, links, numbers or typography has changed since the manual was first read."
	}
	return "No change has been seen since the manual was first read."
}

func chapterLead(r *siteLog, l *line, m []string) string {
	if r.part != "" {
		if r.part == "Text" {
			r.text.WriteString(l.text)
			return ""
		}
		return r.sentences(l.text)
	}
	s, e, gone := r.row()
	if s == nil {
		return "no edition has the chapter"
	}
	var flags []string
	for _, f := range s.Flags {
		flags = append(flags, flagWords[f])
	}
	words := 0
	for i, t := range e.inside(r.chapter) {
		if i > 0 {
			words += len(strings.Fields(t.Title))
		}
		words += len(strings.Fields(t.Text))
	}
	late := !gone && passed(s.NextReview, out.DayOf(r.w.latest().StartedAt))
	return first(unless((m[1] != "") == gone, "it is gone: %v", gone), sameText("flags", m[2], strings.Join(flags, " ")), equal("words", number(m[3]), words),
		sameText("last review", m[4], printed(s.LastReviewed)), sameText("next review", m[5], printed(s.NextReview)), unless((m[6] != "") == late, "it is overdue: %v", late),
		unless(s.URL == "" || len(l.links) == 1 && l.links[0].href == s.URL, "the address is %s", s.URL))
}

// inside are a chapter and the sections in it, in order.
func (e *edition) inside(chapter string) []*out.SectionRow {
	return slices.DeleteFunc(slices.Clone(e.sections), func(s *out.SectionRow) bool {
		ch := e.chapter(s.SectionID)
		return ch == nil || ch.SectionID != chapter
	})
}

// open begins what is told of one night.
func (r *siteLog) open(when, group string) string {
	wrong := unless(r.events[when+group] == 0, "it stands twice")
	r.events[when+group]++
	r.event, r.quotes = nil, nil
	for _, n := range r.w.ofRun("") {
		if n.obs.BoardID == r.board && n.after != nil && day(n.after.ObservedAt) == when && len(n.changes) > 0 {
			r.event = newLog(r.w, "", n)
		}
	}
	if r.event == nil {
		return "nothing changed on that day"
	}
	r.event.group = group
	for _, g := range groups {
		if g.name == group {
			return first(wrong, unless(slices.ContainsFunc(r.event.n.changes, func(c *out.ChangeRow) bool {
				t := telling{n: r.event.n, chapter: r.chapter}
				return t.concerns(c) && g.holds(c)
			}), "nothing of that group changed in it"))
		}
	}
	return ""
}

// sentences reads what is told of one change.
func (r *siteLog) sentences(text string) string {
	if r.event == nil {
		return "no form knows it"
	}
	told, wrong := tell(r.event.n, r.event.left, r.chapter, text, tells{declared: true, reasons: true})
	for _, c := range told {
		r.history[c] = true
		r.places += placesOf(c)
		if r.quotes == nil {
			r.quotes = &quotation{n: r.event.n}
		}
	}
	return wrong
}

// quoted reads a quotation; those of all changes of a night stand together.
func (r *siteLog) quoted(l *line) string {
	if r.event == nil {
		return "it belongs to no change"
	}
	wrong := "it belongs to no change"
	for _, c := range r.event.n.changes {
		if t := (telling{n: r.event.n, chapter: r.chapter}); t.concerns(c) && len(c.Edits) > 0 {
			q := quotation{n: r.event.n, c: c}
			if wrong = q.read(l); wrong == "" {
				r.places -= q.shown
				r.nows += map[bool]int{true: 1, false: 0}[strings.HasPrefix(l.text, "Was")] - map[bool]int{true: 1}[strings.HasPrefix(l.text, "Now")]
				return ""
			}
		}
	}
	return wrong
}

func (r *siteLog) finishChapter() string {
	_, e, _ := r.row()
	if e == nil {
		return "no edition has the chapter"
	}
	var want strings.Builder
	for i, s := range e.inside(r.chapter) {
		if i > 0 {
			want.WriteString(labelOf(s))
		}
		want.WriteString(s.Text)
	}
	return first(unless(bare(r.text.String()) == bare(want.String()), "its text is not that of the tables"),
		equal("places quoted or counted beyond those of the tables", -r.places, 0), equal("quotations of what was without what is", r.nows, 0), equal("pairs of versions", r.rows["pairs"], r.pairs()),
		r.headed("History", true), r.headed("Text", true))
}

// Two versions side by side.
var compareForms = []form[*siteLog]{
	{"p", `Manuals › (.+?) › (.+)`, func(r *siteLog, l *line, _ []string) string {
		r.chapter = r.files[[2]string{r.board, l.links[len(l.links)-1].href}]
		r.openCompared(l.links[len(l.links)-1].href)
		if r.chapter == "" {
			return "there is no such chapter"
		}
		s, _, _ := r.row()
		return sameText("way", l.text, "Manuals › "+r.w.named[r.board]+" › "+labelOf(s))
	}},
	{"h1", ownName, func(r *siteLog, _ *line, m []string) string {
		s, _, _ := r.row()
		return sameText("name", m[1], labelOf(s))
	}},
	{"p", `Two versions side by side: {words} added, {words} removed\. Additions are underlined, removals struck through\.`, func(r *siteLog, _ *line, m []string) string {
		r.marked[1] -= number(m[1])
		r.marked[0] -= number(m[2])
		return ""
	}},
	{"head", `{day} \| {day}`, func(r *siteLog, _ *line, m []string) string {
		r.heads = [2]string{m[1], m[2]}
		for i := range r.heads {
			if e := r.version(m[i+1]); e != nil {
				r.sides[i] = e.lines(r.chapter)
			}
		}
		return first(unless(r.version(m[1]) != nil, "no edition was seen on %s", m[1]), unless(r.version(m[2]) != nil, "no edition was seen on %s", m[2]))
	}},
	{"row", `{n} unchanged lines?`, func(r *siteLog, _ *line, m []string) string {
		n := number(m[1])
		if n < 0 || n > len(r.sides[0]) || n > len(r.sides[1]) || !slices.Equal(r.sides[0][:n], r.sides[1][:n]) {
			return "they are not, or there are not so many"
		}
		r.sides[0], r.sides[1] = r.sides[0][n:], r.sides[1][n:]
		return ""
	}},
	{"row", `(.*)`, func(r *siteLog, l *line, _ []string) string {
		for i, c := range l.cells {
			for _, m := range c.marks {
				r.marked[i] += len(strings.Fields(m))
			}
			for text := bare(c.plain); text != ""; {
				if len(r.sides[i]) == 0 || !strings.HasPrefix(text, r.sides[i][0]) && !strings.HasPrefix(r.sides[i][0], text) {
					return fmt.Sprintf("the version of %s does not go on with %q", r.heads[i], c.plain)
				}
				n := min(len(text), len(r.sides[i][0]))
				text, r.sides[i][0] = text[n:], r.sides[i][0][n:]
				if r.sides[i][0] == "" {
					r.sides[i] = r.sides[i][1:]
				}
			}
		}
		return ""
	}},
}

// openCompared is openChapter for a page that compares versions of a chapter.
func (r *siteLog) openCompared(file string) {
	page := r.page
	if r.chapter == "" {
		r.page = path.Join(path.Dir(page), file)
		r.openChapter()
		r.page = page
	}
}

// version is the edition of a day.
func (r *siteLog) version(when string) *edition {
	for _, e := range r.w.byID {
		if e.BoardID == r.board && day(e.ObservedAt) == when {
			return e
		}
	}
	return nil
}

func (r *siteLog) finishCompare() string {
	return first(equal("lines that are not shown", len(r.sides[0])+len(r.sides[1]), 0), unless(r.marked == [2]int{}, "%d words are marked as gone and %d as come beyond those counted", r.marked[0], r.marked[1]))
}
