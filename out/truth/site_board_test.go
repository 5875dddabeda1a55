package truth

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"manualwatch/out"
)

var coverageForms = []form[*siteLog]{
	{"p", `Which manual has a chapter on which topic: .*`, nil},
	{"p", `No comparison across manuals has been made yet\.`, func(r *siteLog, _ *line, _ []string) string { return equal("cells", 0, len(r.w.rows.Coverage)) }},
	{"p", `Not observed on {day}: (.+)\. What is told of (?:it|them) is as it was then\.`, func(r *siteLog, _ *line, m []string) string {
		return newAcross(r.w).notObserved(m[1], m[2])
	}},
	{"p", `And {n} topics that fewer manuals have; they are in the dataset\.`, func(r *siteLog, _ *line, m []string) string { r.rows["row"] += number(m[1]); return "" }},
	{"head", `Topic \| Manuals \| {any}`, func(r *siteLog, l *line, _ []string) string {
		for i, b := range r.compared() {
			if i+2 >= len(l.cells) || len(l.cells[i+2].links) != 1 || l.cells[i+2].links[0].title != b.Name || l.cells[i+2].links[0].href != "boards/"+b.ID+"/index.html" || !strings.HasPrefix(b.Name, l.cells[i+2].plain) {
				return "column " + fmt.Sprint(i+1) + " is not that of " + b.Name
			}
		}
		return ""
	}},
	{"row", `{any}`, func(r *siteLog, l *line, _ []string) string { return r.coverageRow(l) }},
}

// coverageRow checks a topic at every board, which stand by name.
func (r *siteLog) coverageRow(l *line) string {
	r.rows["row"]++
	a := newAcross(r.w)
	cells := a.topicOf(l.cells[0].plain)
	boards := r.compared()
	wrong := first(unless(cells != nil, "there is no such topic"), equal("manuals", number(l.cells[1].plain), covering(cells)), equal("cells", len(l.cells)-2, len(boards)))
	for i, b := range boards {
		for _, c := range cells {
			if c.BoardID == b.ID && wrong == "" {
				wrong = r.coverageCell(&l.cells[i+2], c)
			}
		}
	}
	return wrong
}

// compared are the boards of the matrix, by name.
func (r *siteLog) compared() []out.Board {
	a := newAcross(r.w)
	boards := slices.DeleteFunc(slices.Clone(r.w.boards), func(b out.Board) bool { return !slices.Contains(a.boards, b.ID) })
	slices.SortStableFunc(boards, func(x, y out.Board) int { return strings.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)) })
	return boards
}

func (r *siteLog) coverageCell(said *cell, c *out.CoverageRow) string {
	want := map[string]string{"has": "yes", "under_review": "under review", "placeholder": "not in use", "within": "inside", "not_read": "not read", "absent": "–"}[c.State]
	if c.Doubtful && has(c) {
		want = "?"
	}
	wrong := sameText("cell of "+c.BoardID, said.plain, want)
	if len(said.links) > 0 {
		tip := []string{label(c.Number, c.Title), thousands(int(c.Words)) + " words"}
		if c.Words == 1 {
			tip[1] = "1 word"
		}
		if c.State == "within" {
			tip = []string{label(c.Number, c.Title) + ": " + c.Detail}
		}
		if c.LastDetected != 0 {
			tip = append(tip, "changed "+day(c.LastDetected.Time()))
		}
		if c.LastDeclared != 0 {
			tip = append(tip, "declared "+printedAs(c.LastDeclared, c.LastDeclaredText))
		}
		for _, d := range []struct {
			what string
			day  out.Day
		}{{"reviewed", c.LastReviewed}, {"next review", c.NextReview}} {
			if d.day != 0 {
				tip = append(tip, d.what+" "+printed(d.day))
			}
		}
		if c.OldestSuperseded != "" {
			tip = append(tip, "cites "+c.OldestSuperseded)
		}
		wrong = first(wrong, sameText("tip", said.links[0].title, strings.Join(tip, "; ")), r.leads(said.links[0].href, c.BoardID, c.SectionID))
	}
	return wrong
}

// leads checks that an address is that of a chapter's page.
func (r *siteLog) leads(href, board, section string) string {
	file := href[strings.LastIndex(href, "/")+1:]
	return sameText("page", r.files[[2]string{board, file}], section)
}

func (r *siteLog) finishCoverage() string {
	return equal("topics", r.rows["row"], len(newAcross(r.w).topics))
}

var boardPageForms = []form[*siteLog]{
	{"p", `Manuals`, nil},
	{"h1", ownName, func(r *siteLog, _ *line, m []string) string { return sameText("board", m[1], r.w.named[r.board]) }},
	{"p", boardLead, func(r *siteLog, l *line, m []string) string {
		_, state := r.w.stateOf(r.board)
		i := slices.IndexFunc(r.w.boards, func(b out.Board) bool { return b.ID == r.board })
		b := r.w.boards[i]
		areas := strings.Join(b.Areas, ", ")
		if n := len(b.Areas); n > 1 {
			areas = strings.Join(b.Areas[:n-1], ", ") + " and " + b.Areas[n-1]
		}
		return first(sameText("state", m[1], state), sameText("areas", m[2], areas), equal("links", len(l.links), len(b.Start)+1), unless(l.links[0].href == b.Start[0], "the manual is at %s", b.Start[0]))
	}},
	{"p", `(Not read|Read in part)\. {any}`, func(r *siteLog, _ *line, m []string) string {
		n := *r.w.lastNight(r.board)
		n.run = r.w.latest()
		r.rows["problem"]++
		return first(unless(!n.whole(), "it was"), howFar(&n, m[1]), missed(&n, m[2]))
	}},
	{"p", `This edition was first seen on {day}\.(?: The manual calls it {q}\.)?(?: It announces its next update for {date}\.)?(?: Terms of use: .*)?`, func(r *siteLog, _ *line, m []string) string {
		e := r.w.current[r.board]
		return first(sameText("day", m[1], day(e.ObservedAt)), sameText("release", m[2], e.Label), sameText("next update", m[3], printed(e.DeclaredNextUpdate)))
	}},
	{"p", `This manual has not been read yet\.`, func(r *siteLog, _ *line, _ []string) string { return unless(r.w.current[r.board] == nil, "it has") }},
	{"picture p", `{n} runs?, {n} editions?; it was (?:read completely each time|not read completely in {n} runs?)\.`, func(r *siteLog, _ *line, m []string) string {
		nights, missed := r.nights()
		return first(equal("runs", number(m[1]), len(nights)), equal("editions", number(m[2]), r.editions()), equal("missed", number(m[3]), missed))
	}},
	{"title", `{day}: (new edition|not read completely)`, func(r *siteLog, _ *line, m []string) string {
		r.rows[m[2]]++
		nights, _ := r.nights()
		return unless(slices.ContainsFunc(nights, func(n *night) bool {
			return day(n.run.StartedAt) == m[1] && (m[2] == "new edition" && n.after != nil && n.after.RunID == n.obs.RunID || m[2] != "new edition" && !n.whole())
		}), "no night of that day was so")
	}},
	{"text", `{day}`, func(r *siteLog, _ *line, m []string) string {
		nights, _ := r.nights()
		return unless(m[1] == day(nights[0].run.StartedAt) || m[1] == day(r.w.latest().StartedAt), "it is neither the first night nor the last")
	}},
	{"p", `a new edition was seen not read completely`, nil},
	{"p", `Time since the last change seen or review printed\.`, nil},
	{"picture", `Chapters by the time since their last known change or review: under 6 months {n}; 6 to 12 months {n}; 1 to 2 years {n}; 2 to 3 years {n}; over 3 years {n}; not known {n};`, func(r *siteLog, _ *line, m []string) string {
		counts := r.ages()
		wrong := ""
		for i, n := range counts {
			wrong = first(wrong, equal("class "+fmt.Sprint(i+1), number(m[i+1]), n))
		}
		r.rows["ages"] = 0
		return wrong
	}},
	{"text", `under 6 months|6 to 12 months|1 to 2 years|2 to 3 years|over 3 years|not known`, nil},
	{"text", `{n}`, func(r *siteLog, _ *line, m []string) string {
		r.rows["ages"]++
		return equal("number", number(m[1]), r.ages()[r.rows["ages"]-1])
	}},
	{"head", `Number \| Title \| Last change seen \| Next review|Date \| Chapter \| Details`, func(r *siteLog, _ *line, m []string) string { r.name = m[0]; return "" }},
	{"row", `{any}`, func(r *siteLog, l *line, _ []string) string {
		r.rows[r.name]++
		if strings.HasPrefix(r.name, "Date") {
			return r.amendment(l)
		}
		return r.outlineRow(l)
	}},
	{"p", `And {n} older rows\.`, func(r *siteLog, _ *line, m []string) string {
		r.rows["Date | Chapter | Details"] += number(m[1])
		return ""
	}},
}

const boardLead = `(read completely|read in part|not read|needs attention|not looked at lately|not looked at yet)(?: (.+)\.)?(?: The manual itself)+ · Feed of its changes`

var boardPageRules = []rule[*siteLog]{
	{`Manuals`, always[*siteLog]},
	{boardLead, always[*siteLog]},
	{`a new edition was seen not read completely`, always[*siteLog]},
	{`Time since the last change seen or review printed\.`, func(r *siteLog) bool { return r.w.current[r.board].count("chapter") > 0 }},
}

// nights are those on which the board of the page was looked at.
func (r *siteLog) nights() (nights []*night, missed int) {
	for _, n := range r.w.ofRun("") {
		if n.obs.BoardID == r.board {
			nights = append(nights, n)
			if !n.whole() {
				missed++
			}
		}
	}
	return nights, missed
}

func (r *siteLog) editions() int {
	return count(r.w.rows.Editions, func(e *out.EditionRow) bool { return e.BoardID == r.board })
}

// lastChange is when a change of a chapter was told last.
func (w *world) lastChange(board, chapter string) (at time.Time) {
	for _, n := range w.ofRun("") {
		for _, c := range n.changes {
			if ch := n.chapterOf(c); n.obs.BoardID == board && ch != nil && ch.SectionID == chapter && isTold(c) {
				at = n.after.ObservedAt
			}
		}
	}
	return at
}

// ages counts the chapters by the time since they changed or were reviewed.
func (r *siteLog) ages() (counts [6]int) {
	for _, s := range r.w.current[r.board].sections {
		if s.Kind != "chapter" {
			continue
		}
		at := s.LastReviewed.Time()
		if c := r.w.lastChange(r.board, s.SectionID); c.After(at) {
			at = c
		}
		class := 5
		if !at.IsZero() {
			months := r.w.latest().StartedAt.Sub(at).Hours() / 24 / 30.44
			class = 0
			for _, limit := range []float64{6, 12, 24, 36} {
				if months >= limit {
					class++
				}
			}
		}
		counts[class]++
	}
	return counts
}

// contents are the sections that a board's page lists.
func (r *siteLog) contents() []*out.SectionRow {
	e := r.w.current[r.board]
	if e == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(e.sections), func(s *out.SectionRow) bool { return s.Kind == "heading" })
}

var flagWords = map[string]string{"new": "marked new", "updated": "marked updated", "under_review": "under review"}

// outlineRow checks a row of the contents, which stand in the order of the manual.
func (r *siteLog) outlineRow(l *line) string {
	list := r.contents()
	i := r.rows[r.name] - 1
	if i >= len(list) {
		return "the manual has no more sections"
	}
	s := list[i]
	title := s.Title
	if len(l.cells[1].links) > 0 {
		title = cmp.Or(title, "(no title)")
		href := l.cells[1].links[0].href
		r.files[[2]string{r.board, href}] = s.SectionID
	}
	for _, f := range s.Flags {
		title += " " + flagWords[f]
	}
	review, changed := printed(s.NextReview), ""
	if passed(s.NextReview, out.DayOf(r.w.latest().StartedAt)) {
		review += " overdue"
	}
	if at := r.w.lastChange(r.board, s.SectionID); !at.IsZero() {
		changed = day(at)
	}
	return first(sameText("number", l.cells[0].plain, s.Number), sameText("title", l.cells[1].plain, title), sameText("last change", l.cells[2].plain, changed), sameText("next review", l.cells[3].plain, review))
}

// amendment checks a row of the board's own list, newest first.
func (r *siteLog) amendment(l *line) string {
	for _, a := range r.w.rows.Amendments {
		when := cmp.Or(printedAs(a.Date, a.DateText), one(a.DateText))
		if e := r.w.current[r.board]; a.EditionID == e.EditionID && when == l.cells[0].plain && one(cmp.Or(a.Chapter, "not named")) == l.cells[1].plain && begins(a.Details, l.cells[2].plain) {
			return ""
		}
	}
	return "the board's list has no such row"
}

func (r *siteLog) finishBoard() string {
	e := r.w.current[r.board]
	n, _ := r.w.stateOf(r.board)
	wrong := unless((r.rows["problem"] > 0) == (n != nil && !n.whole()), "its problem is told, or it has none")
	if e == nil {
		return wrong
	}
	_, missed := r.nights()
	amendments := count(r.w.rows.Amendments, func(a *out.AmendmentRow) bool { return a.EditionID == e.EditionID })
	return first(wrong, equal("chapters", r.fact("chapters"), e.count("chapter")), equal("words", r.fact("words"), int(e.Words)), equal("editions", r.fact("editions seen"), r.editions()),
		equal("changes", r.fact("changes in a year"), r.w.inYear(r.board)), equal("sections listed", r.rows["Number | Title | Last change seen | Next review"], len(r.contents())),
		equal("amendments", r.rows["Date | Chapter | Details"], amendments), equal("editions drawn", r.rows["new edition"], r.editions()), equal("missed nights drawn", r.rows["not read completely"], missed),
		r.headed("Life of this manual", true), r.headed("Age of its chapters", e.count("chapter") > 0), r.headed("Contents", len(r.contents()) > 0), r.headed("What the board says it changed", amendments > 0))
}
