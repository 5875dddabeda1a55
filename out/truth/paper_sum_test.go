package truth

import (
	"fmt"
	"slices"
	"strings"

	"manualwatch/out"
)

// finish holds the counts and the summary against what the paper tells, and what it
// tells against what it must.
func (r *paperLog) finish() {
	r.close()
	for i, s := range r.summary {
		if wrong := r.sentence(s); wrong != "" {
			r.w.say(r.name, "summary, sentence %d %q: %s", i+1, s, wrong)
		}
	}
	if wrong := r.sums(); wrong != "" {
		r.w.say(r.name, "%s", wrong)
	}
	want := map[string]int{}
	for c := range r.left {
		want[sortOf(c)]++
	}
	if fmt.Sprint(want) != fmt.Sprint(r.numbers) {
		r.w.say(r.name, "told in numbers are %v, the tables have %v", r.numbers, want)
	}
}

// sums checks each line of the counts.
func (r *paperLog) sums() string {
	if r.blind() {
		return equal("counts", len(r.counts), 0)
	}
	overdue := 0
	for _, s := range r.n.after.sections {
		if passed(s.NextReview, out.DayOf(r.asOf)) {
			overdue++
		}
	}
	found := map[string]bool{}
	open := map[string]*out.DeclarationRow{}
	for _, d := range r.n.declarations { // a later word takes the place of an earlier one
		open[d.Chapter+"\n"+d.Details+"\n"+d.Date.String()] = d
	}
	var standing []*out.DeclarationRow
	for key, d := range open {
		standing = append(standing, d)
		if strings.HasPrefix(d.State, "confirmed") {
			found[key] = true
		}
	}
	undeclared := map[string]bool{}
	for _, c := range r.n.changes {
		if ch := r.n.chapterOf(c); r.n.isUndeclared(c) && c.CausedBy == "" && weighty(c) {
			key := c.SectionID
			if ch != nil {
				key = ch.SectionID
			}
			undeclared[key] = true
		}
	}
	return first(
		equal("practice", r.counts["Changes to practice"], r.chapters["Changes to practice"]),
		equal("new chapters", r.counts["New chapters"], r.rows["New chapters"]), equal("withdrawn", r.counts["Withdrawn"], r.rows["Withdrawn"]),
		equal("back", r.counts["Back after a time out of the manual"], r.rows["Back after a time out of the manual"]),
		equal("renamed", r.counts["Renamed"], r.rows["Renamed"]), equal("split off", r.counts["Split off from another chapter"], r.rows["Split off from another chapter"]),
		equal("parts renamed", r.counts["Parts of the manual renamed"], r.rows["Parts of the manual renamed"]), equal("parts moved", r.counts["Parts of the manual moved or renumbered"], r.rows["Parts of the manual moved or renumbered"]),
		equal("moved", r.counts["Moved, split, merged or renumbered"], r.rows["Moved, split, merged or renumbered"]),
		equal("new text", r.counts["New text in existing chapters"], r.grouped("New text in existing chapters")),
		equal("minor", r.counts["Minor changes"], r.grouped("Minor changes")),
		equal("declared and found", r.counts["Declared and found"], len(found)),
		equal("declared and not found", r.counts["Declared and not found"], len(notFound(standing))), equal("not found", len(r.missing), len(notFound(standing))), equal("unchecked", r.unchecked, len(unchecked(standing))), equal("found in part", r.halves, len(inPart(standing))),
		unless(r.n.unlisted == (r.counts["Changed and not declared"] == number("not known")), "no list is known: %v", r.n.unlisted),
		unless(r.n.unlisted || r.counts["Changed and not declared"] == len(undeclared), "not declared are %d", len(undeclared)), equal("not declared", r.rows["Changed and not declared"], len(undeclared)),
		equal("overdue", r.counts["Past their date of review"], overdue), equal("overdue", r.rows["Overdue for review"], overdue))
}

// countIf counts a chapter once for a line of the counts.
func (r *paperLog) countIf(is bool, what, id string) {
	if is && !r.names[what+id] {
		r.names[what+id] = true
		r.rows[what]++
	}
}

// weighty reports whether a change is more than a minor one.
func weighty(c *out.ChangeRow) bool {
	return isTold(c) && (c.Significance == "practice" || c.Significance == "new_text" || c.Kind == "renamed" || relocates(c) ||
		c.Kind == "removed" && c.Significance != "minor" || slices.Contains([]string{"added", "retired", "activated"}, c.Kind))
}

// isUndeclared reports a change that no row declares, of its night or of a later one of the period.
func (n *night) isUndeclared(c *out.ChangeRow) bool {
	return c.Declared == "undeclared" && !slices.ContainsFunc(lateRows(n.declarations), func(d *out.DeclarationRow) bool { return slices.Contains(d.ChangeIDs, c.ChangeID) })
}

// inPart counts the chapters with an undeclared change of weight of which a row tells something.
func (r *paperLog) inPart() int {
	silent, told, against := map[string]bool{}, map[string]bool{}, r.against()
	for _, c := range r.n.changes {
		key := c.SectionID
		if ch := r.n.chapterOf(c); ch != nil {
			key = ch.SectionID
		}
		weighs := weighty(c) && r.n.isUndeclared(c)
		silent[key] = silent[key] || weighs
		told[key] = told[key] || isTold(c) && c.Declared == "confirmed" || weighs && c.AmendmentOrdinal != 0
	}
	n := 0
	for key := range silent {
		n += map[bool]int{true: 1}[silent[key] && told[key] && !against[key]]
	}
	return n
}

// otherwise counts the chapters with an undeclared change of weight against which a row speaks.
func (r *paperLog) otherwise() int { return len(r.against()) }

func (r *paperLog) against() map[string]bool {
	keys := map[string]bool{}
	for _, c := range r.n.changes {
		if !weighty(c) || !r.n.isUndeclared(c) || !slices.ContainsFunc(r.n.declarations, func(d *out.DeclarationRow) bool {
			return d.RunID == c.RunID && d.Ordinal == c.AmendmentOrdinal && d.State == "not_detected" && strings.Contains(d.Reason, ", but the row says ")
		}) {
			continue
		}
		key := c.SectionID
		if ch := r.n.chapterOf(c); ch != nil {
			key = ch.SectionID
		}
		keys[key] = true
	}
	return keys
}

func (r *paperLog) grouped(group string) int {
	n := 0
	for _, e := range r.told {
		if e.group == group {
			n++
		}
	}
	return n
}

// throughout counts the entries on the manual as a whole that tell of minor changes made
// throughout, and the chapters in which these were made.
func (r *paperLog) throughout() (wholes, in int) {
	for _, e := range r.told {
		if n := throughout(e); n > 0 {
			wholes, in = wholes+1, n
		}
	}
	return wholes, in
}

// summaryForms are the sentences of the summary.
var summaryForms = []form[*paperLog]{
	{says: `Whether anything changed is not known: the manual was not read in this period\.`, holds: func(r *paperLog, _ *line, _ []string) string {
		return unless(r.blind(), "it was read")
	}},
	{says: `Practice changed in {n} chapters?: {any}\.`, holds: func(r *paperLog, _ *line, m []string) string {
		return first(equal("chapters", number(m[1]), r.chapters["Changes to practice"]), r.namesIn(m[2], "Changes to practice"))
	}},
	{says: `(?:In it|Among them), (.*)\.`, holds: func(r *paperLog, _ *line, m []string) string { return r.sorts(m[1]) }},
	{says: `No change to practice was found(?: in what could be read)?\.`, holds: func(r *paperLog, _ *line, _ []string) string {
		return equal("practice", 0, r.chapters["Changes to practice"])
	}},
	{says: `What changes in {n} chapters? of its contents is not known: the pages are not read\.`, holds: func(r *paperLog, _ *line, m []string) string {
		return equal("never read", number(m[1]), r.w.neverRead(r.n))
	}},
	{says: `(?:{n} chapters? (?:is|are) new: (.+?)|No chapter is new and none was withdrawn(?: in what could be read)?)?(?:(?:; |^){n} chapters? (?:was|were) split off from another: (?:.+?))?(?:(?:; |^){n} chapters? (?:was|were) withdrawn: (.+?))?(?:(?:; |^){n} chapters? (?:is|are) back after a time out of the manual: (.+?))?(?:; {n} chapters? (?:was|were) renamed)?(?:; {n} parts? of the manual (?:was|were) renamed)?\.`, holds: func(r *paperLog, _ *line, m []string) string {
		return first(equal("new", number(m[1]), r.rows["New chapters"]), equal("split off", number(m[3]), r.rows["Split off from another chapter"]), equal("withdrawn", number(m[4]), r.rows["Withdrawn"]), equal("back", number(m[6]), r.rows["Back after a time out of the manual"]), equal("renamed", number(m[8]), r.rows["Renamed"]), equal("parts renamed", number(m[9]), r.rows["Parts of the manual renamed"]),
			r.namesIn(m[2], "New, withdrawn, renamed and moved chapters"), r.namesIn(m[5], "New, withdrawn, renamed and moved chapters"))
	}},
	{says: noList, holds: func(r *paperLog, _ *line, _ []string) string { return unless(r.n.unlisted, "a list is known") }},
	{says: `{n} chapters?(?: or parts? of the manual)? changed without a word in the board’s own list of amendments(?:; of {n} more it tells only a part)? \(minor changes not counted\)\.`, holds: func(r *paperLog, _ *line, m []string) string {
		return first(equal("undeclared", number(m[1])+number(m[2])+r.otherwise(), r.rows["Changed and not declared"]), equal("declared in part", number(m[2]), r.inPart()))
	}},
	{says: `{n} chapters?(?: or parts? of the manual)? changed otherwise than the board’s own list of amendments says \(minor changes not counted\)\.`, holds: func(r *paperLog, _ *line, m []string) string {
		return equal("said otherwise", number(m[1]), r.otherwise())
	}},
	{says: `Of {n} chapters?(?: or parts? of the manual)? that changed, the board’s own list of amendments tells only a part \(minor changes not counted\)\.`, holds: func(r *paperLog, _ *line, m []string) string {
		return first(equal("undeclared", number(m[1])+r.otherwise(), r.rows["Changed and not declared"]), equal("declared in part", number(m[1]), r.inPart()))
	}},
	{says: `{n} amendments? (?:was|were) declared and could not be found in the manual(?:, and {n} more only in part)?\.`, holds: func(r *paperLog, _ *line, m []string) string {
		return first(equal("not found", number(m[1]), len(r.missing)), equal("in part", number(m[2]), r.halves))
	}},
	{says: `{n} amendments? (?:was|were) declared and could be found in the manual only in part\.`, holds: func(r *paperLog, _ *line, m []string) string {
		return first(equal("not found", 0, len(r.missing)), equal("in part", number(m[1]), r.halves))
	}},
	{says: `{n} sections? (?:is|are) past the printed date of review; the longest overdue is {q}, due {date}\.`, holds: func(r *paperLog, _ *line, m []string) string {
		longest := out.Day(1 << 30)
		name := false
		for _, s := range r.n.after.sections {
			if s.NextReview != 0 {
				longest = min(longest, s.NextReview)
			}
		}
		for _, s := range r.n.after.sections {
			name = name || s.NextReview == longest && labelOf(s) == m[2]
		}
		return first(equal("overdue", number(m[1]), r.rows["Overdue for review"]), sameText("date", m[3], printed(longest)), unless(name, "another one is"))
	}},
	{says: `{n} superseded documents? (?:is|are) still cited(?:, and {n} terms? that went out of use (?:is|are) still used)?\.`, holds: func(r *paperLog, _ *line, m []string) string {
		return first(equal("superseded", number(m[1])+number(m[2]), r.rows["Superseded documents still cited"]), equal("terms", number(m[2]), r.rows["(terms)"]))
	}},
	{says: `{n} terms? that went out of use (?:is|are) still used\.`, holds: func(r *paperLog, _ *line, m []string) string {
		return first(equal("terms", number(m[1]), r.rows["Superseded documents still cited"]), equal("terms", number(m[1]), r.rows["(terms)"]))
	}},
	{says: `No other chapter changed in its words(?: in what could be read)?\.`, holds: func(r *paperLog, _ *line, _ []string) string {
		return equal("in the appendix", 0, r.grouped("Minor changes")+r.grouped("New text in existing chapters"))
	}},
	{says: `{n} chapters? changed in smaller ways(?:, beside (?:one change|[\d,]+ changes) throughout {n} chapters?)?; they are in the appendix\.`, holds: func(r *paperLog, _ *line, m []string) string {
		wholes, in := r.throughout()
		return first(equal("in the appendix", number(m[1]), r.grouped("Minor changes")+r.grouped("New text in existing chapters")-wholes), equal("throughout", number(m[2]), in))
	}},
	{says: `The appendix tells of (?:one change|[\d,]+ changes) throughout {n} chapters?\.`, holds: func(r *paperLog, _ *line, m []string) string {
		wholes, in := r.throughout()
		return first(equal("in the appendix", wholes, r.grouped("Minor changes")+r.grouped("New text in existing chapters")), equal("throughout", number(m[1]), in))
	}},
}

// sentence reads one sentence of the summary.
func (r *paperLog) sentence(s string) string {
	if strings.Contains(s, "in what could be read") != (r.missedNights() > 0) && (strings.HasPrefix(s, "No c") || strings.HasPrefix(s, "No o")) {
		return fmt.Sprintf("%d nights were missed", r.missedNights())
	}
	for _, f := range summaryForms {
		if m := pattern("^(?:" + f.says + ")$").FindStringSubmatch(s); m != nil {
			return f.holds(r, nil, m)
		}
	}
	return "no form knows it"
}

// namesIn checks that the chapters named are told under a heading.
func (r *paperLog) namesIn(list, group string) string {
	for _, m := range pattern(`{q}(?:, | and |$)`).FindAllStringSubmatch(list, -1) {
		if !slices.ContainsFunc(r.told, func(e *entry) bool { return e.group == group && e.label == m[1] }) {
			return "“" + m[1] + "” is not told there"
		}
	}
	return ""
}

// sortLeads are how the reasons begin that are counted in a part of the summary.
var sortLeads = map[string][]string{
	"the strength of a duty changed":                       {"obligation: "},
	"a timescale changed":                                  {"timescale: ", "table row with a timescale", "new passage with a timescale", "a sentence with a timescale", "start of a timescale: ", "new passage on when a timescale starts", "a passage on when a timescale starts", "a sentence on when a timescale starts"},
	"a threshold or a number changed":                      {"threshold: ", "number: "},
	"a condition, or a small word that decides, changed":   {"condition or negation: ", "a word that decides: ", "new passage with an exception", "a passage with an exception", "a sentence with an exception"},
	"other people or bodies are named":                     {"somebody else is named: ", "who has the duty was changed: ", "who does it: "},
	"whom or what it covers changed":                       {"scope: ", "definition: ", "new passage on whom it covers", "a passage on whom it covers", "a sentence on whom it covers"},
	"what is done, or how or where, changed":               {"what is done: "},
	"a table of rules changed":                             {"a table row was ", "a column was "},
	"what a passage lays down was put in other words":      {"a duty (", "a timescale (", "a passage was put in other words"},
	"a passage with a duty came or went":                   {"new passage with an obligation", "a passage with an obligation", "a sentence with an obligation"},
	"another passage, or a point of a list, was taken out": {"a passage was removed", "a sentence on what is done was removed", "a list that lays something down lost a point"},
	"a chapter was split or merged":                        {"one chapter became two", "two chapters became one", "one chapter was divided among several"},
}

// sorts checks in how many chapters each sort of thing changed.
func (r *paperLog) sorts(text string) string {
	counts, swaps := map[string]int{}, map[string]int{}
	for _, e := range r.told {
		if e.group != "Changes to practice" {
			continue
		}
		own := map[string]bool{}
		for _, c := range e.changes {
			for _, o := range c.Obligations {
				if o.From != "" && o.To != "" {
					own[o.From+"\n"+o.To] = true
				}
			}
		}
		for s := range own {
			swaps[s]++
		}
		because := func(leads []string) bool {
			return slices.ContainsFunc(e.changes, func(c *out.ChangeRow) bool {
				return slices.ContainsFunc(c.Reasons, func(r string) bool {
					return slices.ContainsFunc(leads, func(l string) bool { return strings.HasPrefix(r, l) })
				})
			})
		}
		for says, leads := range sortLeads {
			if because(leads) || len(own) > 0 && leads[0] == "obligation: " {
				counts[says]++
			}
		}
	}
	wrong := ""
	for says := range sortLeads {
		said := 0
		if m := pattern(says + `(?: in {n})?`).FindStringSubmatch(text); m != nil {
			said = max(1, number(m[1]))
		}
		wrong = first(wrong, equal(says, said, counts[says]))
	}
	for _, m := range pattern(`{q} became {q}(?: in {n})?`).FindAllStringSubmatch(text, -1) {
		wrong = first(wrong, equal("“"+m[1]+"” to “"+m[2]+"”", max(1, number(m[3])), swaps[m[1]+"\n"+m[2]]))
	}
	return wrong
}

// awayForm says when a chapter was withdrawn and when it came back.
var awayForm = pattern(`^.+: withdrawn (?:on {day}, back on {day}|and put back {any} between {day} and {day})\.$`)

var paperParts = []string{"Summary", "New, withdrawn, renamed and moved chapters", "Changes to practice", "Changed and taken back", "Declared and not found", "Declared later", "Changed and not declared",
	"Overdue for review", "Superseded documents still cited", "Where neighbours differ", "Appendix: minor changes"}

var paperTables = []string{"In this period | Chapters or entries", "Chapter | What happened | Seen on | Declared", "Section | Review was due | Overdue by",
	"Document | Now in force | Chapters | Cited in", "Document or term | In its place | Chapters | Cited in", "Topic | Other manuals that have it | This manual"}
