package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"manualwatch/diff/across"
	"manualwatch/normalise/cite"
	"manualwatch/out"
)

// overdue tells whose dates have passed, longest first.
func (a *Across) overdue(w io.Writer) {
	fmt.Fprint(w, "\n## Overdue\n\n")
	if len(a.Overdue) == 0 {
		fmt.Fprint(w, "No printed date of review and no announced update has passed, and no chapter has been without a sign of change for two years.\n")
		return
	}
	a.overdueByBoard(w)
	for _, k := range []struct{ kind, head, since string }{
		{across.OverdueReview, "Printed date of review passed", "Review was due"},
		{across.OverdueUpdate, "Announced update has not come", "Was due"},
		{across.OverdueUnchanged, "Two years or more without a change, declaration or review", "Last sign"},
	} {
		list := slices.DeleteFunc(slices.Clone(a.Overdue), func(r out.OverdueRow) bool { return r.Kind != k.kind })
		if len(list) > 0 {
			fmt.Fprintf(w, "\n### %s\n\n| Manual | Chapter | %s | Time since |\n|---|---|---|---|\n", k.head, k.since)
			a.overdueRows(w, list)
		}
	}
}

func (a *Across) overdueRows(w io.Writer, list []out.OverdueRow) {
	for i := range list[:min(len(list), mostOverdue)] {
		r := &list[i]
		chapter := Link(Label(r.Number, r.Title), r.URL)
		if r.SectionID == "" {
			chapter = "The manual as a whole"
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", Escape(a.Short(r.BoardID)), chapter, a.since(r), a.timeSince(r))
	}
	if n := len(list) - mostOverdue; n > 0 {
		fmt.Fprintf(w, "\nAnd %s: see the table `overdue` of the dataset.\n", Number(n, "more", "more"))
	}
}

// since writes the day on which something became overdue, or the last sign of life,
// which a manual may have printed.
func (a *Across) since(r *out.OverdueRow) string {
	due := a.due[[2]string{r.BoardID, r.SectionID}]
	switch {
	case r.Kind == across.OverdueUnchanged && strings.HasPrefix(r.Detail, across.NoSignSince):
		return "none since the first reading on " + Day(r.Since.Time())
	case r.Kind == across.OverdueUnchanged:
		return Printed(r.Since)
	case due != 0:
		return Printed(due)
	}
	return Day(r.Since.Time())
}

// timeSince tells how long something is overdue: silence as long as somebody looked, a date
// as far as the manual was read.
func (a *Across) timeSince(r *out.OverdueRow) string {
	seen, stale := a.asOf(r.BoardID)
	switch {
	case !stale:
		return Ago(r.Since, seen)
	case r.Kind == across.OverdueUnchanged:
		return Ago(r.Since, seen) + ", up to " + Day(seen.Time())
	}
	return Ago(r.Since, out.DayOf(a.Run.StartedAt)) + ", as read on " + Day(seen.Time())
}

// overdueByBoard counts, board by board, those with most first.
func (a *Across) overdueByBoard(w io.Writer) {
	type line struct {
		name  string
		kinds map[string]int
		n     int
	}
	var lines []line
	for i, b := range a.Boards {
		l := line{name: a.short[i], kinds: map[string]int{}}
		for _, r := range a.Overdue {
			if r.BoardID == b.ID {
				l.kinds[r.Kind]++
				l.n++
			}
		}
		if l.n > 0 {
			lines = append(lines, l)
		}
	}
	slices.SortStableFunc(lines, func(x, y line) int { return cmp.Compare(y.n, x.n) })
	fmt.Fprint(w, "| Manual | Reviews passed | Announced update passed | Two years without a sign of change |\n|---|--:|--:|--:|\n")
	for _, l := range lines {
		update := "no"
		if l.kinds[across.OverdueUpdate] > 0 {
			update = "yes"
		}
		fmt.Fprintf(w, "| %s | %d | %s | %d |\n", Escape(l.name), l.kinds[across.OverdueReview], update, l.kinds[across.OverdueUnchanged])
	}
}

// cited lists what is still cited though it went out of use.
func (a *Across) cited(w io.Writer) {
	fmt.Fprint(w, "\n## Superseded documents and terms out of use\n\n")
	if len(a.Cited) == 0 {
		fmt.Fprint(w, "None is cited in any manual.\n")
		return
	}
	fmt.Fprintf(w, "What each manual still cites. Documents are held against the editions in force on %s, as far as they were known on %s; mentions as history (“replaced by”, “formerly”) are not counted.\n", Day(a.Run.StartedAt), Day(cite.CurrencyChecked()))
	for _, c := range a.Cited {
		fmt.Fprintf(w, "\n### %s\n\n| Document or term | In its place | Chapters | Where |\n|---|---|--:|---|\n", Escape(c.Board.Name))
		for _, p := range c.Documents {
			title := Escape(p.Title)
			if p.Term {
				title = Escape(TermWords(p.Title, p.Printed))
			}
			fmt.Fprintf(w, "| %s | %s | %d | %s |\n", title, cmp.Or(Escape(p.By), "–"), len(p.Chapters), chapterLinks(p.Chapters))
		}
	}
}

// chapterLinks links the first chapters of a list.
func chapterLinks(rows []out.SectionRow) string {
	const most = 5
	var parts []string
	for _, r := range rows[:min(len(rows), most)] {
		parts = append(parts, Link(Label(r.Number, r.Title), r.URL))
	}
	if n := len(rows) - most; n > 0 {
		parts = append(parts, fmt.Sprintf("%d more", n))
	}
	return strings.Join(parts, "; ")
}

// dangling lists the sentences that point to nothing.
func (a *Across) dangling(w io.Writer, o Options) {
	if len(a.Dangling) == 0 {
		return
	}
	fmt.Fprint(w, "\n## References that lead nowhere\n\nSentences that send the reader to a section, chapter or appendix that the manual does not have, as happens after a renumbering.\n")
	for _, b := range a.Dangling {
		fmt.Fprintf(w, "\n### %s\n\n", Escape(b.Board.Name))
		for _, l := range b.Lines[:min(len(b.Lines), mostDangling)] {
			where := Link(Label(l.Chapter.Number, l.Chapter.Title), l.Chapter.URL)
			if l.Part != "" {
				where += ", " + Escape(quoted(l.Part))
			}
			reason, sentence, _ := strings.Cut(Clean(l.Detail), ": ")
			text := capital(stop(reason))
			if limit := o.limit(b.Board); limit > 0 && sentence != "" {
				text = capital(reason) + ": “" + strings.Trim(Shorten(sentence, limit), "\"") + "”"
			}
			fmt.Fprintf(w, "- %s: %s\n", where, Escape(text))
		}
		if n := len(b.Lines) - mostDangling; n > 0 {
			fmt.Fprintf(w, "- And %s: see the table `findings` of the dataset.\n", Number(n, "more", "more"))
		}
	}
}

// dead lists the links that the crawl found dead.
func (a *Across) dead(w io.Writer) {
	if len(a.Dead) == 0 {
		return
	}
	fmt.Fprint(w, "\n## Dead links\n\n| Manual | Address | What was seen |\n|---|---|---|\n")
	for _, f := range a.Dead[:min(len(a.Dead), mostDead)] {
		fmt.Fprintf(w, "| %s | %s | %s |\n", Escape(a.Short(f.BoardID)), Link(f.URL, f.URL), Escape(Shorten(f.Detail, 40)))
	}
	if n := len(a.Dead) - mostDead; n > 0 {
		fmt.Fprintf(w, "\nAnd %s: see the table `findings` of the dataset.\n", Number(n, "more", "more"))
	}
}

// shared tells which chapters are regional text.
func (a *Across) shared(w io.Writer) {
	if len(a.Boards) < 2 {
		return
	}
	fmt.Fprint(w, "\n## Shared text\n\n")
	regional := slices.DeleteFunc(slices.Clone(a.Shared), func(r out.SharedTextRow) bool { return !r.Regional })
	if len(regional) == 0 {
		fmt.Fprint(w, "No chapter has most of its words in common with other manuals.\n")
		return
	}
	a.sharedByBoard(w)
	slices.SortStableFunc(regional, func(x, y out.SharedTextRow) int {
		return cmp.Or(cmp.Compare(len(y.Boards), len(x.Boards)), cmp.Compare(y.Common*float64(y.Words), x.Common*float64(x.Words)))
	})
	fmt.Fprint(w, "\nThe chapters that most manuals share, names of places aside:\n\n| Manual | Chapter | Topic | Words | Shared | With |\n|---|---|---|--:|--:|---|\n")
	for _, r := range regional[:min(len(regional), mostShared)] {
		var names []string
		for _, b := range r.Boards {
			names = append(names, a.Short(b))
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %.0f%% | %s |\n", Escape(a.Short(r.BoardID)), Link(Label(r.Number, r.Title), r.URL), Escape(a.topicName(r.TopicID)), Thousands(int(r.Words)), 100*r.Common, Escape(someOf(names)))
	}
	if n := len(regional) - mostShared; n > 0 {
		fmt.Fprintf(w, "\nAnd %s: see the table `shared_text` of the dataset.\n", Number(n, "more", "more"))
	}
}

// topicName returns the name of a topic, "" if it is not known.
func (a *Across) topicName(id string) string {
	for _, t := range a.Topics {
		if t.ID == id {
			return t.Name
		}
	}
	return ""
}

func (a *Across) sharedByBoard(w io.Writer) {
	fmt.Fprint(w, "| Manual | Chapters that are shared text | Words in common with others |\n|---|--:|--:|\n")
	for i, b := range a.Boards {
		chapters, words := 0, 0.0
		for _, r := range a.Shared {
			if r.BoardID != b.ID {
				continue
			}
			words += r.Common * float64(r.Words)
			if r.Regional {
				chapters++
			}
		}
		fmt.Fprintf(w, "| %s | %d | %s |\n", Escape(a.short[i]), chapters, Thousands(int(words+0.5)))
	}
}

// adoptions tells who took up a passage first and who followed.
func (a *Across) adoptions(w io.Writer, o Options) {
	if len(a.Adoptions) == 0 {
		return
	}
	fmt.Fprint(w, "\n## Who took up new text, and when\n\nParagraphs in chapters on one topic, and pages anywhere, that at least one board took up or gave up while it was watched.\n\n")
	for _, p := range a.Adoptions[:min(len(a.Adoptions), mostAdoptions)] {
		var parts []string
		for _, h := range p.Held {
			parts = append(parts, a.held(&h))
		}
		for _, h := range p.Dropped {
			parts = append(parts, fmt.Sprintf("%s (%s) had it until %s", Escape(a.Short(h.BoardID)), Escape(Label(h.Number, h.Title)), Day(h.LastSeen.Time())))
		}
		fmt.Fprintf(w, "- %s (%s%s): %s.\n", cmp.Or(Escape(p.Topic), "Topic not known"), Number(p.Words, "word", "words"), a.excerpt(&p, o), strings.Join(parts, "; "))
	}
	if n := len(a.Adoptions) - mostAdoptions; n > 0 {
		fmt.Fprintf(w, "- And %s: see the table `adoptions` of the dataset.\n", Number(n, "more passage", "more passages"))
	}
}

// held says since when a board has a passage.
func (a *Across) held(h *out.AdoptionRow) string {
	name := Escape(a.Short(h.BoardID)) + " (" + Escape(Label(h.Number, h.Title)) + ")"
	switch {
	case h.FromStart:
		return name + " had it when first read on " + Day(h.FirstSeen.Time())
	case h.LagDays > 0:
		return fmt.Sprintf("%s since %s, %s after the first", name, Day(h.FirstSeen.Time()), Number(int(h.LagDays), "day", "days"))
	default:
		return name + " since " + Day(h.FirstSeen.Time())
	}
}

// excerpt quotes how a passage begins, if every manual that has it may be quoted.
func (a *Across) excerpt(p *Adoption, o Options) string {
	limit := 20
	for _, h := range slices.Concat(p.Held, p.Dropped) {
		limit = min(limit, o.limit(BoardOf(a.Boards, h.BoardID)))
	}
	if limit <= 0 {
		return ""
	}
	return ", “" + Escape(Shorten(p.Excerpt, limit)) + "”"
}
