package truth

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"manualwatch/out"
)

// A telling is what a document says of one change, sentence after sentence.
type telling struct {
	n       *night
	c       *out.ChangeRow
	chapter string // the section under whose name it is told
	tells          // what the document tells beside what happened
	rest    string // what is not yet read
	said    map[string]bool
	stuck   string // what is wrong with what comes next
}

// tells says what a document tells of changes beside what happened.
type tells struct{ declared, reasons bool }

// sentences are the forms of what is said of a change, each read from the beginning of
// what is left.
var sentences = []form[*telling]{
	{says: `Back(?: part {q})? after {n} days? out of the manual, {words}\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("added"), t.part(m[1]), equal("words", number(m[3]), int(t.c.WordsAdded)), unless(slices.ContainsFunc(t.c.Reasons, func(r string) bool { return strings.HasPrefix(r, "back after "+m[2]+" day") }), "no reason says so"))
	}},
	{says: `New(?: part {q})?; its words could not be read: (.+?)\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("added"), t.part(m[1]), unless(slices.ContainsFunc(t.c.Reasons, func(r string) bool {
			why, is := strings.CutPrefix(r, "its words could not be read: ")
			return is && bare(why) == bare(m[2])
		}), "the reasons are %q", t.c.Reasons))
	}},
	{says: `New(?: part {q})?(?:, {words}|; it has no text of its own)\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("added"), t.part(m[1]), equal("words", number(m[2]), int(t.c.WordsAdded)))
	}},
	{says: `Withdrawn(?: part {q})?; it had (?:{words}|no text of its own)\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("removed"), t.part(m[1]), equal("words", number(m[2]), int(t.c.WordsRemoved)))
	}},
	{says: `A copy(?: of {q})? was taken out; it had {words}\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("removed"), t.part(m[1]), equal("words", number(m[2]), int(t.c.WordsRemoved)),
			unless(t.c.Significance == "minor" && strings.HasPrefix(t.c.Detail, "the same text stands on as "), "nothing of it stands on"))
	}},
	{says: `No longer listed (?:under {q}|at the top of the manual) as well; it stands (?:under {q}|at the top of the manual)\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("removed"), equal("words", 0, int(t.c.WordsRemoved)), sameText("old place", m[1], above(t.c.OldPath)), sameText("where it stands", m[2], above(t.c.NewPath)))
	}},
	{says: `Now listed (?:under {q}|at the top of the manual) as well; it stood (?:under {q}|at the top of the manual) before\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("added"), equal("words", 0, int(t.c.WordsAdded)), sameText("new place", m[1], above(t.c.NewPath)), sameText("where it stood", m[2], above(t.c.OldPath)))
	}},
	{says: `Withdrawn: the number is now marked as not in use\.`, holds: func(t *telling, _ *line, _ []string) string { return t.kind("retired") }},
	{says: `Withdrawn, though still listed: no page of it can be read any more; it had {words}\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("retired"), equal("words", number(m[1]), int(t.c.WordsRemoved)))
	}},
	{says: `Now in use: the number was a placeholder before; {words}\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("activated"), equal("words", number(m[1]), int(t.c.WordsAdded)))
	}},
	{says: `Renamed: was {q}, now {q}\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("renamed"), sameText("old name", m[1], label(t.c.OldNumber, t.c.OldTitle)), sameText("new name", m[2], label(t.c.NewNumber, t.c.NewTitle)))
	}},
	{says: `Renumbered: was (.+?), now (.+?)\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("renumbered"), sameText("old number", m[1], cmp.Or(t.c.OldNumber, "without a number")), sameText("new number", m[2], cmp.Or(t.c.NewNumber, "without a number")))
	}},
	{says: `Renumbered\.`, holds: func(t *telling, _ *line, _ []string) string { return t.kind("renumbered") }},
	{says: `Moved(?: part {q})? to another place (?:under {q}|in the manual)(?:: was (.+?), now (.+?)|: it stood (first|\d+(?:st|nd|rd|th) \(after “.*?”\)), and stands (first|\d+(?:st|nd|rd|th) \(after “.*?”\)) now)?\.`, holds: func(t *telling, _ *line, m []string) string {
		old, now := t.c.OldNumber, t.c.NewNumber
		if old == now || old == "" || now == "" {
			old, now = "", ""
		}
		stood, stands := "", ""
		if old == "" {
			_, seats, _ := strings.Cut(t.c.Detail, "; it stood ")
			stood, stands, _ = strings.Cut(strings.TrimSuffix(seats, " now"), ", and stands ")
		}
		return first(t.kind("moved"), t.part(m[1]), sameText("old seat", m[5], stood), sameText("new seat", m[6], stands), sameText("old number", m[3], old), sameText("new number", m[4], now), sameText("place", m[2], above(t.c.NewPath)), sameText("old place", m[2], above(t.c.OldPath)))
	}},
	{says: `Moved(?: part {q})?: was (?:under {q}|at the top of the manual), now (?:under {q}|at the top of the manual)\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("moved"), t.part(m[1]), sameText("old place", m[2], above(t.c.OldPath)), sameText("new place", m[3], above(t.c.NewPath)))
	}},
	{says: `(Split|Merged)(?: part {q})?\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind(strings.ToLower(m[1])), t.part(m[2]))
	}},
	{says: `The file was replaced\.`, holds: func(t *telling, _ *line, _ []string) string { return t.kind("file_replaced") }},
	{says: `The address changed: was (\S*), now (\S*)\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("moved_host"), sameText("old address", m[1], t.c.OldURL), sameText("new address", m[2], t.c.NewURL))
	}},
	{says: `Replaced throughout:`, holds: func(t *telling, _ *line, _ []string) string { return t.kind("terms_swept") }},
	{says: `In nearly all chapters:`, holds: func(t *telling, _ *line, _ []string) string { return t.kind("terms_swept") }},
	{says: `Quotations show the new form\.`, holds: func(t *telling, _ *line, _ []string) string { return t.kind("terms_swept") }},
	{says: `The mark beside the title(?: of {q})? changed\.`, holds: func(t *telling, _ *line, m []string) string { return first(t.kind("flagged"), t.part(m[1])) }},
	{says: `A link(?: of {q})? changed\.`, holds: func(t *telling, _ *line, m []string) string { return first(t.kind("link_changed"), t.part(m[1])) }},
	{says: `A date of review(?: of {q})? changed\.`, holds: func(t *telling, _ *line, m []string) string { return first(t.kind("review_changed"), t.part(m[1])) }},
	{says: `Its words could not be read before and can be now: {words} added(?:, {words} removed)?\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.kind("edited"), t.part(""), equal("words added", number(m[1]), int(t.c.WordsAdded)), equal("words removed", number(m[2]), int(t.c.WordsRemoved)),
			unless(slices.Contains(t.c.Reasons, "its words can be read now"), "the reasons are %q", t.c.Reasons))
	}},
	{says: `Text changed since it was part of {q}: (?:no words added or removed|{words} added, {words} removed|{words} added|{words} removed)\.`, holds: func(t *telling, l *line, m []string) string {
		return first(sameText("chapter before", m[1], t.c.OldTitle), unless(t.c.OldTitle != t.c.NewTitle, "it is the same chapter"), edited(t, l, append([]string{m[0], "", ""}, m[2:]...)))
	}},
	{says: `(?:Text changed(?: beside the (merger|split))?: |In the part {q}: )?(?:no words added or removed|{words} added, {words} removed|{words} added|{words} removed)\.`, holds: edited},
	{says: `Declared by the board(?:, dated {date}(?: \(then still to come\))?)?(?:: {q}((?:; and(?:, dated [^“”]+,)? “.*?”)*))?\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.isDeclared("confirmed"), t.row(m[1], m[2]), t.moreRows(m[1], m[2], m[3]))
	}},
	{says: `Declared by the board later, in a row that was first seen on {day}(?:, dated {date}(?: \(then still to come\))?)?(?:: {q}(?:(?:; and(?:, dated [^“”]+,)? “.*?”)*))?\.`, holds: func(t *telling, _ *line, m []string) string {
		t.said["declared"] = true
		return first(t.row(m[2], m[3]), unless(t.c.Declared == "undeclared" && !t.n.isUndeclared(t.c), "no later row declares it"))
	}},
	{says: `Of this nothing was seen: {any}\.`, holds: func(t *telling, _ *line, m []string) string {
		var all []string
		for _, d := range t.n.declarations {
			if slices.Contains(d.ChangeIDs, t.c.ChangeID) {
				all = append(all, d.Missing...)
			}
		}
		return unless(quotesAll(m[1], all), "the rows have %q", all)
	}},
	{says: `Declared in the same rows?\.`, holds: func(t *telling, _ *line, _ []string) string {
		return first(t.isDeclared("confirmed"), unless(slices.ContainsFunc(t.n.changes, func(c *out.ChangeRow) bool {
			return c.ChangeID != t.c.ChangeID && c.Declared == "confirmed" && c.AmendmentOrdinal == t.c.AmendmentOrdinal && t.concerns(c)
		}), "no other change of the chapter is declared by its row"))
	}},
	{says: `Not declared by the board: its row(?:, dated {date}(?: \(then still to come\))?,)? says only {q}\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.isDeclared("undeclared"), t.row(m[1], m[2]))
	}},
	{says: `Not declared by the board: its row(?:, dated {date}(?: \(then still to come\))?,)? says (the contrary|something else)(?:: {q})?\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.isDeclared("undeclared"), t.row(m[1], m[3]), unless(slices.ContainsFunc(t.n.declarations, func(d *out.DeclarationRow) bool {
			return d.Ordinal == t.c.AmendmentOrdinal && d.State == "not_detected" && strings.Contains(d.Reason, ", but the row says "+m[2])
		}), "no row speaks against it"))
	}},
	{says: `Not declared by the board: its rows(?:, dated {date}(?: \(then still to come\))?,)? say only {q}((?:; and(?:, dated [^“”]+,)? “.*?”)+)\.`, holds: func(t *telling, _ *line, m []string) string {
		return first(t.isDeclared("undeclared"), t.row(m[1], m[2]), t.moreRows(m[1], m[2], m[3]))
	}},
	{says: `It goes back and forth, and is again as told on {day}\.`, holds: func(t *telling, _ *line, m []string) string {
		return unless(slices.Contains(t.c.Reasons, "it goes back and forth, and is again as told on "+m[1]), "the reasons are %q", t.c.Reasons)
	}},
	{says: `Not declared by the board\.`, holds: func(t *telling, _ *line, _ []string) string { return t.isDeclared("undeclared") }},
}

func edited(t *telling, _ *line, m []string) string {
	if m[1] != "" {
		with := map[string]string{"merger": "merged", "split": "split"}[m[1]]
		if !slices.ContainsFunc(t.n.changes, func(c *out.ChangeRow) bool { return c.Kind == with && t.concerns(c) }) {
			return "the chapter was not " + with
		}
	}
	return first(unless(!slices.Contains(toldByName, t.c.Kind), "it is %s", t.c.Kind), t.part(m[2]),
		equal("words added", number(m[3])+number(m[5]), int(t.c.WordsAdded)), equal("words removed", number(m[4])+number(m[6]), int(t.c.WordsRemoved)))
}

// toldByName are the kinds of change that have a sentence of their own.
var toldByName = []string{"added", "removed", "retired", "activated", "renamed", "renumbered", "moved", "split", "merged", "file_replaced", "moved_host", "terms_swept", "flagged", "link_changed", "review_changed"}

// withDetail are the kinds of which the detail is told behind.
var withDetail = []string{"added", "removed", "renumbered", "split", "merged", "file_replaced", "moved_host", "terms_swept", "flagged", "link_changed", "review_changed"}

func (t *telling) kind(want string) string {
	return unless(t.c.Kind == want, "the change is %s, not %s", t.c.Kind, want)
}

// part checks that a change is told of the chapter itself, or of the part named.
func (t *telling) part(said string) string {
	if said == "" {
		return unless(t.c.SectionID == t.chapter, "it concerns a part of the chapter")
	}
	return first(unless(t.c.SectionID != t.chapter, "it concerns the chapter itself"),
		sameText("part", said, label(cmp.Or(t.c.NewNumber, t.c.OldNumber), cmp.Or(t.c.NewTitle, t.c.OldTitle))))
}

// concerns reports whether a change is one of the same chapter.
func (t *telling) concerns(c *out.ChangeRow) bool {
	ch := t.n.chapterOf(c)
	return ch != nil && ch.SectionID == t.chapter || c.SectionID == t.chapter || slices.Contains(c.OtherSectionIDs, t.chapter)
}

func (t *telling) isDeclared(want string) string {
	t.said["declared"] = true
	return unless(t.c.Declared == want, "it is %s", t.c.Declared)
}

// anotherRow is a row that is quoted behind the first one.
var anotherRow = regexp.MustCompile(`; and(?:, dated ([^“”]+),)? “(.*?)”`)

// moreRows checks the rows that are quoted behind the first: each is one of its own, on the
// chapter of the change; where no date stands before it, it has that of the first, or none.
func (t *telling) moreRows(date, details, more string) string {
	said := []string{details}
	for _, m := range anotherRow.FindAllStringSubmatch(more, -1) {
		if slices.Contains(said, m[2]) {
			return "a row is quoted twice"
		}
		said = append(said, m[2])
		if wrong := t.row(cmp.Or(m[1], date), m[2]); wrong != "" && (m[1] != "" || t.row("", m[2]) != "") {
			return wrong
		}
		if !slices.ContainsFunc(t.n.declarations, func(d *out.DeclarationRow) bool {
			return slices.Contains(d.ChangeIDs, t.c.ChangeID) && d.SectionID == t.c.SectionID && begins(d.Details, m[2])
		}) {
			return "no such row tells of the chapter"
		}
	}
	return ""
}

// row checks the date and the words of a row against the declarations that confirm a change.
func (t *telling) row(date, details string) string {
	var rows []string
	for _, d := range t.n.declarations {
		if d.Ordinal != t.c.AmendmentOrdinal && !slices.Contains(d.ChangeIDs, t.c.ChangeID) {
			continue
		}
		if printedAs(d.Date, d.DateText) == date && begins(d.Details, details) {
			return ""
		}
		rows = append(rows, printedAs(d.Date, d.DateText)+" "+d.Details)
	}
	return unless(len(rows) == 0 && date+details == "", "no declaration of %q in these words confirms it, but %q", date, rows)
}

// read reads the sentences at the beginning of a text that are said of the change; it
// returns what is wrong. What follows is left in rest.
func (t *telling) read(text string) string {
	t.rest, t.said = one(text), map[string]bool{}
	for t.rest != "" && t.stuck == "" {
		t.stuck = t.sentence()
	}
	if !t.said["happened"] {
		return cmp.Or(t.stuck, "it is not told what happened")
	}
	return first(
		unless(!t.tells.declared || t.said["declared"] || t.c.Declared != "confirmed" && t.c.Declared != "undeclared", "it is not told that it is %s", t.c.Declared),
		unless(!t.tells.reasons || t.said["why"] || t.c.Kind != "edited" || t.c.Significance != "practice" || len(t.c.Reasons) == 0, "it is not told why practice changed"))
}

// sentence reads one sentence; it returns why the next one is not said of the change.
func (t *telling) sentence() string {
	for i, f := range sentences {
		m := pattern("^(?:" + f.says + ")(?: |$)").FindStringSubmatch(t.rest)
		if m == nil {
			continue
		}
		happened := i < ofHappening && !strings.HasPrefix(m[0], "Quotations")
		if happened && t.said["happened"] {
			return "a second change is told"
		}
		if wrong := f.holds(t, nil, m); wrong != "" {
			return wrong
		}
		t.said["happened"] = t.said["happened"] || happened
		t.rest = t.rest[len(m[0]):]
		return ""
	}
	return unless(t.detail() || t.why() || t.also(), "no form knows the sentence “%s”", t.rest)
}

// ofHappening is the number of sentences that tell what happened; they stand first.
var ofHappening = slices.IndexFunc(sentences, func(f form[*telling]) bool { return strings.HasPrefix(f.says, "Declared") })

// detail reads what the change covers, in the table's own words.
func (t *telling) detail() bool {
	want := bare(t.c.Detail)
	if want == "" || t.said["detail"] || !slices.Contains(withDetail, t.c.Kind) {
		return false
	}
	for _, end := range regexp.MustCompile(`[.!?](?: |$)`).FindAllStringIndex(t.rest, -1) {
		if bare(t.rest[:end[0]]) == want {
			t.rest, t.said["detail"] = t.rest[end[1]:], true
			return true
		}
	}
	return false
}

// leads begin the reasons of a change, by its significance.
var leads = map[string]string{"practice": "Why it matters: ", "minor": "Judged minor: "}

// why reads the reasons: each clause is one of the table, in other words at most.
func (t *telling) why() bool {
	lead := leads[t.c.Significance]
	if t.said["why"] || !strings.HasPrefix(t.rest, lead) {
		return false
	}
	t.said["why"] = t.clauses(lead)
	return t.said["why"]
}

func (t *telling) also() bool {
	return t.said["why"] && strings.HasPrefix(t.rest, "Also: ") && t.clauses("Also: ")
}

var (
	ends     = regexp.MustCompile(`\.(?: |$)`)
	articles = regexp.MustCompile(`(?i)^(?:the|an?) `)
	cutVerb  = regexp.MustCompile(` (?:was|were)$`)
	verbs    = regexp.MustCompile(` (?:was|were) (added|removed)$`)
)

// clauses reads "a; b; c." or, where the document cut it, "a; b; c […]".
func (t *telling) clauses(lead string) bool {
	text := t.rest[len(lead):]
	for _, end := range ends.FindAllStringIndex(text, -1) {
		if t.reasons(text[:end[0]], false) {
			t.rest = text[end[1]:]
			return true
		}
	}
	if cut, ok := strings.CutSuffix(text, " […]"); ok && t.reasons(cut, true) {
		t.rest = ""
		return true
	}
	return false
}

// reasons reports whether each clause is a reason of the change; the last one only its
// beginning, if it is cut.
func (t *telling) reasons(text string, cut bool) bool {
	known := map[string]bool{}
	for _, r := range t.c.Reasons {
		known[reasonKey(r)] = true
	}
	clauses := outsideQuotes(text)
	for i, clause := range clauses {
		if cut && i == len(clauses)-1 { // the verb may be all that is left of the rest
			clause = cutVerb.ReplaceAllString(clause, "")
		}
		key := reasonKey(clause)
		if known[key] {
			continue
		}
		begins := false
		for k := range known {
			begins = begins || strings.HasPrefix(k, key)
		}
		if !cut || i < len(clauses)-1 || !begins {
			return false
		}
	}
	return len(clauses) > 0
}

// reasonKey writes a reason and the clause that tells it as the same.
func reasonKey(s string) string {
	s = strings.TrimSuffix(one(s), ".")
	for from, to := range map[string]string{"obligation: ": "", "condition or negation: ": "condition: "} {
		if rest, ok := strings.CutPrefix(s, from); ok {
			s = to + rest
		}
	}
	if s == "wording" {
		s = "the wording changed"
	}
	return bare(verbs.ReplaceAllString(articles.ReplaceAllString(s, ""), " $1"))
}

// outsideQuotes parts a text at semicolons that stand in no quotation.
func outsideQuotes(s string) []string {
	var parts []string
	depth, from := 0, 0
	for i, r := range s {
		switch {
		case r == '“':
			depth++
		case r == '”' && depth > 0:
			depth--
		case r == ';' && depth == 0:
			parts = append(parts, one(s[from:i]))
			from = i + 1
		}
	}
	return append(parts, one(s[from:]))
}

// tell finds the changes of which a text is true among those that are left, one after
// the other, and takes them away; it also returns what is wrong with what comes next.
func tell(n *night, left map[*out.ChangeRow]bool, chapter, text string, as tells) (told []*out.ChangeRow, wrong string) {
	for stuck := ""; text != ""; {
		var best *telling
		wrong = cmp.Or(stuck, "no change of this chapter is left in the tables")
		for _, c := range n.changes {
			t := &telling{n: n, c: c, chapter: chapter, tells: as}
			if !left[c] || !t.concerns(c) && chapter != "" {
				continue
			}
			if complaint := t.read(text); complaint != "" {
				wrong = complaint
			} else if best == nil || len(t.rest) < len(best.rest) {
				best = t
			}
		}
		if best == nil {
			return told, wrong
		}
		delete(left, best.c)
		told = append(told, best.c)
		text, stuck = best.rest, best.stuck
	}
	return told, ""
}
