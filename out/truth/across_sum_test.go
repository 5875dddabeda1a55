package truth

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/out"
)

// acrossPoints are the sentences that open the document across boards, and what they
// count.
var acrossPoints = []struct {
	says  string
	count func(r *acrossLog) int
}{
	{`{n} chapters? (?:is|are) past the printed date of review\.`, func(r *acrossLog) int { return r.overdueOf("review", "") }},
	{`{n} manuals? (?:has|have) not had the update that was announced\.`, func(r *acrossLog) int { return r.overdueOf("update", "") }},
	{`{n} chapters? shows? no sign of a change or review for two years or more\.`, func(r *acrossLog) int { return r.overdueOf("unchanged", "") }},
	{`{n} manuals? still cites? documents that were superseded, or terms that went out of use\.`, func(r *acrossLog) int { return len(r.citing()) }},
	{`{n} sentences? sends? the reader to a section or appendix that does not exist\.`, func(r *acrossLog) int {
		n := 0
		for _, b := range r.boards {
			n += len(r.found(b, "dangling_reference", false))
		}
		return n
	}},
	{`{n} links? leads? to a page that is gone\.`, func(r *acrossLog) int {
		n := 0
		for _, b := range r.boards {
			n += len(r.found(b, "dead_link", true))
		}
		return n
	}},
	{`{n} alignments? (?:is|are) doubtful and marked so: somebody should confirm that the chapter is about the topic\.`, func(r *acrossLog) int { return len(r.doubts()) }},
}

// doubts are the chapters that may not be about the topics under which they stand.
func (r *acrossLog) doubts() (list []*out.TopicRow) {
	for i := range r.w.rows.Topics {
		t := &r.w.rows.Topics[i]
		if e := r.w.current[t.BoardID]; t.RunID == r.compared && t.Standing == "candidate" && e != nil && e.at[t.SectionID] != nil && slices.Contains([]string{"chapter", "section"}, e.at[t.SectionID].Kind) {
			list = append(list, t)
		}
	}
	return list
}

// unseen are the boards that the newest night did not see, with the day of their last sight.
func (r *acrossLog) unseen() (list []string) {
	for _, b := range r.boards {
		if seen := r.w.lastSeen(b); seen < out.DayOf(r.run.StartedAt) {
			list = append(list, day(seen.Time()))
		}
	}
	slices.Sort(list)
	return list
}

// notObserved checks the sentence that names them.
func (r *acrossLog) notObserved(on, names string) string {
	var told []string
	for _, m := range pattern(`(.+?) \(last seen on {day}\)(?:, | and |$)`).FindAllStringSubmatch(names, -1) {
		if b := r.boardNamed(m[1]); b == "" || day(r.w.lastSeen(b).Time()) != m[2] {
			return m[1] + " was not seen last on " + m[2]
		}
		told = append(told, m[2])
	}
	slices.Sort(told)
	return first(sameText("day", on, day(r.run.StartedAt)), sameText("boards", strings.Join(told, ", "), strings.Join(r.unseen(), ", ")))
}

func (r *acrossLog) point(text string) string {
	if m := pattern(`^Of what most manuals cover, most is lacking in: (.+)\.$`).FindStringSubmatch(text); m != nil {
		r.points["lacking"]++
		for _, p := range pattern(`(.+?) \({n} topics?\)(?:, | and |$)`).FindAllStringSubmatch(m[1], -1) {
			if wrong := equal("topics of "+p[1], number(p[2]), len(r.lacks(r.boardNamed(p[1])))); wrong != "" || r.boardNamed(p[1]) == "" {
				return cmp.Or(wrong, "no manual is called "+p[1])
			}
		}
		return ""
	}
	if m := pattern(`^Not observed on {day}: (.+)\. What is told of (?:it|them) is as it was then\.$`).FindStringSubmatch(text); m != nil {
		r.points["unseen"]++
		return r.notObserved(m[1], m[2])
	}
	for _, p := range acrossPoints {
		if m := pattern("^" + p.says + "$").FindStringSubmatch(text); m != nil {
			r.points[p.says]++
			return equal("the number", number(m[1]), p.count(r))
		}
	}
	return "no form knows it"
}

// adoption checks who took up a passage, and when.
func (r *acrossLog) adoption(text string) string {
	r.lines[r.part]++
	m := pattern(`^(.+?) \({words}(?:, {q})?\): (.*)\.$`).FindStringSubmatch(text)
	if m == nil {
		return "no form knows it"
	}
	wrong := "no such passage is in the tables"
	tried := map[string]bool{}
	for i := range r.w.rows.Adoptions {
		a := &r.w.rows.Adoptions[i]
		if a.RunID != r.compared || tried[a.PassageID] || int(a.Words) != number(m[2]) || m[3] != "" && !begins(a.Excerpt, m[3]) {
			continue
		}
		tried[a.PassageID] = true
		if wrong = r.holders(a.PassageID, m[1], m[4]); wrong == "" {
			return ""
		}
	}
	return wrong
}

func (r *acrossLog) holders(passage, topic, text string) string {
	var want []string
	named := topic == "Topic not known"
	for _, a := range r.w.rows.Adoptions {
		if a.RunID != r.compared || a.PassageID != passage {
			continue
		}
		for _, c := range r.cells {
			named = named || c.BoardID == a.BoardID && slices.Contains(c.SectionIDs, a.SectionID) && one(c.Topic) == topic
		}
		where := " (" + label(a.Number, a.Title) + ") "
		switch {
		case a.Standing != "dropped" && a.Standing != "held":
			return "it is " + a.Standing
		case a.Standing == "dropped":
			want = append(want, where+"had it until "+day(a.LastSeen.Time()))
		case a.FromStart:
			want = append(want, where+"had it when first read on "+day(a.FirstSeen.Time()))
		case a.LagDays > 0:
			want = append(want, where+"since "+day(a.FirstSeen.Time())+", "+days(int(a.LagDays))+" after the first")
		default:
			want = append(want, where+"since "+day(a.FirstSeen.Time()))
		}
		if !strings.Contains(text, " "+want[len(want)-1][1:]) || !strings.Contains(text, want[len(want)-1]) {
			return "it does not say of " + a.BoardID + want[len(want)-1]
		}
	}
	return first(unless(named, "the topic is not %s", topic), equal("holders", len(strings.Split(text, "; ")), len(want)))
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return thousands(n) + " days"
}

// finish checks that all is told that must be.
func (r *acrossLog) finish() string {
	wrong := ""
	for _, p := range acrossPoints {
		wrong = first(wrong, unless((r.points[p.says] == 1) == (p.count(r) > 0), "it opens without %s or with it in vain", p.says))
	}
	lacking, aside, own := 0, 0, 0
	for _, b := range r.boards {
		lacking += min(1, len(r.lacks(b)))
		for _, state := range []string{"within", "not_read"} {
			aside += min(1, len(r.common(b, state)))
		}
		own += min(1, count(r.cells, func(c **out.CoverageRow) bool {
			return (*c).BoardID == b && has(*c) && alone(r.topics[(*c).TopicID])
		}))
	}
	wrong = first(wrong, unless((r.points["unseen"] == 1) == (len(r.unseen()) > 0), "it opens without who was not seen, or with it in vain"))
	if len(r.boards) > 1 {
		wrong = first(wrong, equal("manuals that lack something", r.lines["Who lacks what most have"], lacking), equal("manuals that deal with something aside", r.lines["aside"], aside), equal("manuals with something of their own", r.lines["Only in one manual"], own),
			unless((r.points["lacking"] == 1) == (lacking > 0), "it does not open with who lacks most"))
	}
	late := map[string]bool{}
	for _, o := range r.overdue {
		late[o.BoardID] = true
	}
	wrong = first(wrong, equal("topics in the matrix", r.lines["Coverage"], min(300, len(r.shown()))), equal("manuals with something overdue", r.lines["overdue boards"], len(late)))
	for head, kind := range overdueKinds {
		wrong = first(wrong, equal(head, r.lines["Overdue"+head], r.overdueOf(kind, "")))
	}
	citing := r.citing()
	dead, passages := 0, map[string]bool{}
	for _, b := range r.boards {
		name := r.w.named[b]
		wrong = first(wrong, equal("documents cited by "+name, r.lines["Superseded documents and terms out of use"+name], len(citing[b])),
			equal("references that lead nowhere in "+name, r.lines["References that lead nowhere"+name], len(r.found(b, "dangling_reference", false))))
		dead += len(r.found(b, "dead_link", true))
	}
	for _, a := range r.w.rows.Adoptions {
		if a.RunID == r.compared {
			passages[a.PassageID] = true
		}
	}
	regional := count(r.w.rows.SharedText, func(s *out.SharedTextRow) bool { return s.RunID == r.compared && s.Regional })
	if len(r.boards) < 2 {
		regional = 0
	}
	return first(wrong, equal("dead links", r.lines["Dead links"], dead), equal("passages taken up", r.lines["Who took up new text, and when"], len(passages)),
		equal("shared chapters", r.lines["Shared text"], regional), equal("manuals with shared text", r.lines["shared boards"], map[bool]int{true: len(r.boards)}[regional > 0]), equal("doubtful", r.lines["Doubtful alignments"], len(r.doubts())))
}

// sections counts what the sections of the document must list of the tables.
func (r *acrossLog) sections() map[string]int {
	n := map[string]int{}
	for _, b := range r.boards {
		n["References that lead nowhere"] += len(r.found(b, "dangling_reference", false))
	}
	for _, cells := range r.topics {
		if alone(cells) && len(r.boards) > 1 {
			n["Only in one manual"]++
		}
	}
	for _, a := range r.w.rows.Adoptions {
		if a.RunID == r.compared {
			n["Who took up new text, and when"]++
		}
	}
	if len(r.boards) > 1 {
		n["Shared text"] = count(r.w.rows.SharedText, func(s *out.SharedTextRow) bool { return s.RunID == r.compared && s.Regional })
	}
	return n
}
