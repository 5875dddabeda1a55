package truth

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"manualwatch/out"
)

// A boardLog reads the changelog of one board and night.
type boardLog struct {
	w      *world
	name   string // of the document
	n      *night
	left   map[*out.ChangeRow]bool // not told yet
	before map[string]int          // sentences and counts that open the document

	group     string
	chapters  map[string]int // told by group
	entry     *entry
	told      []*entry
	quote     *quotation
	numbers   map[string]int // told in numbers
	quotes    bool           // the document quotes
	missing   []string       // declared and not found
	unchecked int            // declared of what is not read
	alike     *alike         // chapters that are told of at once
	halves    int            // declared and found in part
	standing  int            // told of as standing again
}

// An entry is a chapter with the changes that are told of it.
type entry struct {
	group, label, id string
	row              *out.SectionRow // nil for the manual as a whole
	changes          []*out.ChangeRow
	shown, more      int
}

// noList is said where no list of amendments is known.
const noList = `No list of amendments of this manual is known, so that nothing can be said to be declared or not; where the board keeps one, “amendments” in the register names it\.`

// groups are the headings over chapters, with what must hold of the changes below.
var groups = []struct {
	name  string
	holds func(c *out.ChangeRow) bool // of at least one
	never func(c *out.ChangeRow) bool // of any, nil for no such rule
}{
	{"Changes to practice", func(c *out.ChangeRow) bool { return c.Significance == "practice" }, nil},
	{"New chapters", func(c *out.ChangeRow) bool { return c.Kind == "added" || c.Kind == "activated" }, isPractice},
	{"Withdrawn", func(c *out.ChangeRow) bool {
		return c.Kind == "removed" && c.Significance != "minor" || c.Kind == "retired"
	}, nil},
	{"New text in existing chapters", func(c *out.ChangeRow) bool { return c.Significance == "new_text" }, isPractice},
	{"Renamed", func(c *out.ChangeRow) bool { return c.Kind == "renamed" }, isPractice},
	{"Moved, split, merged or renumbered", relocates, isPractice},
	{"Minor changes", func(c *out.ChangeRow) bool { return c.Significance == "minor" }, func(c *out.ChangeRow) bool { return c.Significance != "minor" }},
	{"Going back and forth", toldBefore, func(c *out.ChangeRow) bool { return !toldBefore(c) }},
}

// toldBefore reports whether a change brings back what was told, and taken back, before.
func toldBefore(c *out.ChangeRow) bool {
	return slices.ContainsFunc(c.Reasons, func(r string) bool { return strings.HasPrefix(r, "it goes back and forth, ") })
}

func groupKnown(name string) string {
	for _, g := range groups {
		if g.name == name {
			return ""
		}
	}
	return "there is no such group"
}

func isPractice(c *out.ChangeRow) bool {
	return c.Significance == "practice" && !slices.Contains([]string{"added", "activated", "removed", "retired"}, c.Kind)
}

func relocates(c *out.ChangeRow) bool {
	return slices.Contains([]string{"moved", "split", "merged", "renumbered", "moved_host"}, c.Kind)
}

// folded are the lines that tell changes in numbers, by what they count.
var folded = map[string]string{
	`{n} new parts? of the manual`:                                                                 "parts",
	`{n} parts? of the manual that (?:is|are) no longer there`:                                     "parts gone",
	`{n} new rows? of the contents that points? to what stands elsewhere`:                          "pointers",
	`{n} rows? of the contents that pointed to what stands elsewhere and (?:is|are) gone`:          "pointers gone",
	`{n} rows? of the contents gone, of (?:a chapter|chapters) that (?:was|were) withdrawn before`: "rows of withdrawn",
	`{n} renumberings? that follows? from another change`:                                          "numbers",
	`{n} terms? replaced throughout`:                                                               "terms",
	`{n} changes? that follows? from another`:                                                      "follows",
	`{n} marks? such as “new” or “updated” set or taken away`:                                      "flags",
	`{n} links? or files? address(?:es)? changed|{n} link or file address(?:es)? changed`:          "links",
	`{n} changes? of the manual’s own addresses`:                                                   "addresses",
	`{n} rows? added to the board’s own list of amendments`:                                        "rows",
	`{n} rows? gone from the board’s own list of amendments`:                                       "rows gone",
	`{n} rows? of the board’s own list of amendments with (?:another date|other dates)`:            "rows redated",
	`{n} changes? of typography, spacing or wording without weight`:                                "typography",
}

// sortOf says in which number a change is told that has no line of its own.
func sortOf(c *out.ChangeRow) string {
	switch c.Kind {
	case "renumbered":
		return "numbers"
	case "terms_swept":
		return "terms"
	case "flagged":
		return "flags"
	case "amendment_added":
		if slices.Contains(c.Reasons, "the date of a row of the board's amendments table was corrected") {
			return "rows redated"
		}
		return "rows"
	case "amendment_removed":
		return "rows gone"
	case "moved_host":
		return "addresses"
	case "link_changed", "file_replaced":
		return "links"
	}
	switch {
	case slices.Contains(c.Reasons, "the contents do not list the withdrawn chapter any more"):
		return "rows of withdrawn"
	case c.Significance == "links" && (c.Kind == "added" || c.Kind == "removed"):
		return map[string]string{"added": "pointers", "removed": "pointers gone"}[c.Kind]
	case emptyPart(c):
		return map[string]string{"added": "parts", "removed": "parts gone"}[c.Kind]
	case c.Significance == "links":
		return "links"
	case c.CausedBy != "":
		return "follows"
	}
	return "typography"
}

// emptyPart reports whether a change is a part of the manual that came or went without words.
func emptyPart(c *out.ChangeRow) bool {
	return c.WordsAdded+c.WordsRemoved == 0 && slices.ContainsFunc(c.Reasons, func(r string) bool {
		return pattern(`^new (?:section|group)$|^(?:section|group) is no longer in the manual$`).MatchString(r)
	})
}

func boardForms() []form[*boardLog] {
	forms := []form[*boardLog]{
		{"h1", `{any}: what changed, {day}`, func(r *boardLog, _ *line, m []string) string {
			return first(sameText("board", m[1], r.w.named[r.n.obs.BoardID]), sameText("day", m[2], day(r.n.run.StartedAt)))
		}},
		{"p", `(Not read|Read in part)\. {any}`, func(r *boardLog, _ *line, m []string) string {
			return first(unless(!r.n.whole(), "it was"), howFar(r.n, m[1]), missed(r.n, m[2]))
		}},
		{"p", `Not seen on this night: {any}\.`, func(r *boardLog, _ *line, m []string) string { return r.n.names(m[1], r.n.unseen()) }},
		{"p", `Nobody looked at the manual after {day}, {n} days before this run: what changed may be of any day since\.`, func(r *boardLog, _ *line, m []string) string {
			last, _ := r.w.unlooked(r.n)
			if last == nil || len(r.n.changes) == 0 {
				return "somebody did, or nothing changed"
			}
			return first(sameText("day", m[1], day(last.run.StartedAt)), equal("days", number(m[2]), int(out.DayOf(r.n.run.StartedAt)-out.DayOf(last.run.StartedAt))))
		}},
		{"p", `It had not been seen since {day}\.`, func(r *boardLog, _ *line, m []string) string {
			if r.entry == nil || r.entry.row == nil {
				return "it follows no chapter"
			}
			return sameText("day", m[1], day(r.w.notSeenSince(r.n, r.entry.row.URL)))
		}},
		{"p", `This is the first reading of this manual, a baseline: later changes are told against it\.`, func(r *boardLog, _ *line, _ []string) string {
			return unless(r.n.baseline(), "it is not")
		}},
		{"p", `It holds (.+?) and {words}\.(?: The manual calls this release {q}\.)?(?: It announces its next update for {date}\.)?`, baselineHolds},
		{"p", `It holds {words}\.`, baselineWords},
		{"p", `([^.]*\d chapters? of its contents .+)\. What changes in them will not be seen\.`, func(r *boardLog, _ *line, m []string) string {
			return equal("chapters that were never read", sumOfNotRead(m[1]), r.w.neverRead(r.n))
		}},
		{"p", `The manual stands in this record as it was read on {day}\. That nothing is listed here does not mean that nothing changed\.`, func(r *boardLog, _ *line, m []string) string {
			return first(unless(!r.n.whole() && len(r.n.changes) == 0, "there are changes"), sameText("day", m[1], day(r.n.after.ObservedAt)))
		}},
		{"p", `No chapter changed in its words( in what could be read)?\.`, func(r *boardLog, _ *line, m []string) string {
			r.before = map[string]int{}
			return unless((m[1] == "") == r.n.whole(), "the manual was seen otherwise")
		}},
		{"p", `{n} pages? could be seen for the first time: what stands there is no change\.`, func(r *boardLog, _ *line, m []string) string {
			said := slices.DeleteFunc(slices.Clone(r.n.findings), func(f *out.FindingRow) bool { return f.Code != out.CodeFirstSeen })
			return equal("pages", number(m[1]), len(said))
		}},
		{"p", tallyForm + `\.`, func(r *boardLog, _ *line, m []string) string { r.before = tallyOf(m[0]); return "" }},
		{"p", `These go back and forth between two states\. Both were told before, with their words; here stands in which of them they are\.`, func(r *boardLog, _ *line, _ []string) string {
			return unless(r.group == "Going back and forth", "it stands under %s", r.group)
		}},
		{"h2", `Also changed|Declared but not found|Declared later|Went back and forth, and stands|Taken for the site’s own, and not told`, func(r *boardLog, _ *line, m []string) string {
			r.close()
			r.group = m[0]
			return r.allNamed()
		}},
		{"h2", `{any}`, func(r *boardLog, _ *line, m []string) string {
			r.close()
			r.group = m[1]
			return first(r.allNamed(), groupKnown(m[1]))
		}},
		{"h3", `{n} chapters`, func(r *boardLog, _ *line, m []string) string {
			r.close()
			wrong := r.allNamed()
			r.alike = &alike{chapters: number(m[1])}
			return first(wrong, unless(r.group == "Moved, split, merged or renumbered" && r.alike.chapters > 2, "they are told one by one"))
		}},
		{"h3", `{any}`, func(r *boardLog, l *line, m []string) string { return first(r.allNamed(), r.open(l)) }},
		{"p", `In {any}\.`, func(r *boardLog, _ *line, m []string) string {
			if r.alike != nil {
				r.alike.place = m[1]
				return ""
			}
			return first(unless(r.entry != nil && len(r.entry.changes) == 0, "it follows no heading"), sameText("place", m[1], r.place()))
		}},
		{"p", `Told above already: {any}\.`, func(r *boardLog, _ *line, m []string) string {
			return first(r.allNamed(), r.above(m[1]))
		}},
		{"p", noList, func(r *boardLog, _ *line, _ []string) string { return unless(r.n.unlisted, "a list is known") }},
		{"p", `The board’s own list of amendments tells of these, and nothing like it was seen in the manual\.`, nil},
		{"p", `Of these a part was seen, and the rest was not\.`, nil},
		{"p", `These rows of the board’s own list of amendments tell of changes that were told on an earlier night\.`, nil},
		{"p", `These tell of a picture or film, and could not be checked\.`, nil},
		{"q li2", `And {n} more places?\.`, func(r *boardLog, _ *line, m []string) string { r.entry.more += number(m[1]); return "" }},
		{"q li2", `(New chapter|Taken in|Taken in, in part): (.+?)(; it was {q} there|; what stood under .+ went over to it)?\.`, func(r *boardLog, l *line, m []string) string {
			if r.quote == nil || r.quote.c == nil {
				return "it follows no change"
			}
			return r.n.branch(r.quote.c, m[1], m[2], l.links, m[3])
		}},
		{"q li2", `In these chapters: {any}`, func(r *boardLog, _ *line, m []string) string { return r.throughout(m[1]) }},
		{"q li2", `Its words are not quoted here, as was asked for\.|The licence of this manual does not allow its words to be quoted\.`, func(r *boardLog, _ *line, _ []string) string {
			r.entry.more = placesOf(r.quote.c) - r.entry.shown
			return ""
		}},
		{"q li2", `{any}`, func(r *boardLog, l *line, m []string) string {
			if r.alike != nil {
				return r.another(l)
			}
			if r.quote == nil {
				return "it follows no change"
			}
			return r.quote.read(l)
		}},
	}
	for _, says := range slices.Sorted(maps.Keys(folded)) {
		forms = append(forms, form[*boardLog]{"li1", `(?:` + says + `)(?:: {any})?\.`, func(r *boardLog, _ *line, m []string) string {
			if r.group != "Also changed" {
				return "it stands under " + r.group
			}
			r.numbers[folded[says]] = number(cmp.Or(m[1:]...))
			return details(r.n, m[len(m)-1])
		}})
	}
	return append(forms, form[*boardLog]{"li1", `{any}`, func(r *boardLog, l *line, m []string) string {
		if r.group == "Declared but not found" {
			return r.declaration(m[1])
		}
		if r.group == "Declared later" {
			return lateWords(r.n.declarations, m[1])
		}
		if r.group == "Went back and forth, and stands" {
			r.standing++
			return unless(slices.ContainsFunc(r.n.findings, func(f *out.FindingRow) bool { return f.Code == "stands_again" && bare(f.Detail) == bare(m[1]) }), "no finding says so")
		}
		if r.group == "Taken for the site’s own, and not told" {
			return unless(slices.ContainsFunc(r.n.findings, func(f *out.FindingRow) bool {
				return (f.Code == "restless_line" || f.Code == "restless_address") && bare(f.Detail) == bare(m[1])
			}), "no finding says so")
		}
		if r.alike != nil {
			r.alike.says = l.text
			return ""
		}
		return r.change(l.text)
	}})
}

var boardRules = []rule[*boardLog]{
	{noList, func(r *boardLog) bool { return r.n.unlisted }},
	{`{any}: what changed, {day}`, always[*boardLog]},
	{`(Not read|Read in part)\. {any}`, func(r *boardLog) bool { return !r.n.whole() }},
	{`Not seen on this night: {any}\.`, func(r *boardLog) bool { return len(r.n.unseen()) > 1 }},
	{`Nobody looked at the manual after {day}, {n} days before this run: what changed may be of any day since\.`, func(r *boardLog) bool {
		_, gap := r.w.unlooked(r.n)
		return gap > 0 && len(r.n.changes) > 0
	}},
	{`This is the first reading of this manual, a baseline: later changes are told against it\.`, func(r *boardLog) bool { return r.n.baseline() }},
	{`([^.]*\d chapters? of its contents .+)\. What changes in them will not be seen\.`, func(r *boardLog) bool { return r.n.baseline() && r.w.neverRead(r.n) > 0 }},
	{`The manual stands in this record as it was read on {day}\. That nothing is listed here does not mean that nothing changed\.`, func(r *boardLog) bool {
		return !r.n.whole() && r.n.after != nil && !r.n.baseline() && len(r.n.changes) == 0
	}},
	{`These rows of the board’s own list of amendments tell of changes that were told on an earlier night\.`, func(r *boardLog) bool {
		return !r.n.baseline() && len(r.n.changes) > 0 && len(lateRows(r.n.declarations)) > 0
	}},
	{`The board’s own list of amendments tells of these, and nothing like it was seen in the manual\.`, func(r *boardLog) bool {
		return !r.n.baseline() && len(r.n.changes) > 0 && len(notFound(r.n.declarations)) > 0
	}},
}

// change reads an item on one change of the chapter above.
func (r *boardLog) change(text string) string {
	if r.entry == nil {
		return "it stands under no chapter"
	}
	r.flush()
	told, wrong := tell(r.n, r.left, r.entry.id, text, tells{declared: true, reasons: true})
	r.entry.changes = append(r.entry.changes, told...)
	r.quote = &quotation{n: r.n}
	if len(told) > 0 {
		r.quote.c = told[0]
	}
	return first(wrong, unless(len(told) == 1, "%d changes are told", len(told)))
}

// flush adds up what was quoted of the change before.
func (r *boardLog) flush() {
	if r.quote != nil && r.entry != nil {
		r.entry.shown += r.quote.shown
	}
	r.quote = nil
}

// open begins a chapter: the heading is the name and the address of one that changed.
func (r *boardLog) open(l *line) string {
	r.close()
	r.chapters[r.group]++
	e := &entry{group: r.group, label: l.text}
	for _, c := range r.n.changes {
		ch := r.n.chapterOf(c)
		switch {
		case !r.left[c] || strings.HasPrefix(c.Kind, "amendment_"):
			continue
		case ch != nil && labelOf(ch) == l.text && (len(l.links) == 0 || l.links[0].href == ch.URL):
			e.row, e.id = ch, ch.SectionID
		case ch == nil && label(cmp.Or(c.NewNumber, c.OldNumber), cmp.Or(c.NewTitle, c.OldTitle)) == l.text:
			e.id = c.SectionID
		default:
			continue
		}
		r.entry = e
		return unless(e.row == nil || len(l.links) > 0 || r.group == "Withdrawn" || c.Kind == "removed" || r.group == "Going back and forth" && r.n.after.at[e.id] == nil || e.row.URL == "", "it has an address and no link")
	}
	return "no chapter of this name and address changed"
}

func (r *boardLog) place() string {
	if r.entry.row != nil {
		return above(r.entry.row.Path)
	}
	for _, c := range r.n.changes {
		if c.SectionID == r.entry.id {
			return above(cmp.Or(c.NewPath, c.OldPath))
		}
	}
	return ""
}

// above checks the list of chapters told under other headings already.
func (r *boardLog) above(list string) string {
	var want []string
	for _, e := range r.told {
		is := func(c *out.ChangeRow) bool { return c.Kind == "renamed" }
		if r.group != "Renamed" {
			is = relocates
		}
		if slices.ContainsFunc(e.changes, is) {
			want = append(want, e.label)
		}
	}
	for _, e := range r.told {
		if e.group == r.group {
			want = slices.DeleteFunc(want, func(l string) bool { return l == e.label })
		}
	}
	return sameText("list", list, strings.Join(want, "; "))
}

// close ends a chapter: it stands under the right heading, and all places are told.
func (r *boardLog) close() {
	r.flush()
	e := r.entry
	if e == nil {
		return
	}
	r.entry = nil
	r.told = append(r.told, e)
	for _, g := range groups {
		if g.name == e.group && (!slices.ContainsFunc(e.changes, g.holds) || g.never != nil && slices.ContainsFunc(e.changes, g.never)) {
			r.w.say(r.name, "%q does not belong under %q", e.label, e.group)
		}
	}
	want := 0
	for _, c := range e.changes {
		want += placesOf(c)
	}
	if !r.quotes || e.group == "Going back and forth" {
		return
	}
	if e.shown+e.more != want {
		r.w.say(r.name, "of %q %d places are shown and %d counted, the tables have %d", e.label, e.shown, e.more, want)
	}
}

// finish checks what the whole document must tell.
func (r *boardLog) finish() {
	r.close()
	if wrong := r.allNamed(); wrong != "" {
		r.w.say(r.name, "%s", wrong)
	}
	want := map[string]int{}
	for c := range r.left {
		want[sortOf(c)]++
	}
	if n := len(r.n.standing()); n != r.standing {
		r.w.say(r.name, "%d chapters are told that stand again, the tables have %d", r.standing, n)
	}
	if r.n.baseline() || r.before == nil {
		return
	}
	if !maps.Equal(want, r.numbers) {
		r.w.say(r.name, "told in numbers are %v, the tables have %v", r.numbers, want)
	}
	if wrong := r.tally(); wrong != "" {
		r.w.say(r.name, "%s", wrong)
	}
	if n := len(notFound(r.n.declarations)); n != len(r.missing) {
		r.w.say(r.name, "%d declarations are told that were not found, the tables have %d", len(r.missing), n)
	}
	if n := len(unchecked(r.n.declarations)); n != r.unchecked {
		r.w.say(r.name, "%d declarations are told that could not be checked, the tables have %d", r.unchecked, n)
	}
	if n := len(inPart(r.n.declarations)); n != r.halves {
		r.w.say(r.name, "%d declarations are told that were found in part, the tables have %d", r.halves, n)
	}
}

// tally holds the counts that open the document against what it tells.
func (r *boardLog) tally() string {
	want := map[string]int{}
	for i, key := range []string{"practice", "new", "withdrawn", "text", "", "", "minor", "forth"} {
		if key != "" {
			want[key] = r.chapters[groups[i].name]
		}
	}
	for _, e := range r.told {
		if e.group == "Going back and forth" {
			continue
		}
		if e.row == nil { // the manual as a whole is no chapter
			if n := throughout(e); n > 0 {
				want["throughout"], want["minor"] = n, want["minor"]-1
			}
			continue
		}
		of := map[string]string{"section": "parts ", "group": "parts "}[e.row.Kind]
		if slices.ContainsFunc(e.changes, func(c *out.ChangeRow) bool { return c.Kind == "renamed" }) {
			want[of+"renamed"]++
		}
		if slices.ContainsFunc(e.changes, relocates) {
			want[of+"moved"]++
		}
	}
	maps.DeleteFunc(want, func(_ string, n int) bool { return n == 0 })
	return unless(maps.Equal(want, r.before), "it opens with %v and tells %v", r.before, want)
}

var kindNouns = []struct{ noun, kind string }{
	{`{n} parts?`, "section"}, {`{n} groups?`, "group"}, {`{n} chapters?`, "chapter"}, {`{n} appendi(?:x|ces)`, "appendix"}, {`{n} numbers? not in use`, "placeholder"},
}

func baselineHolds(r *boardLog, _ *line, m []string) string {
	for _, k := range kindNouns {
		said := 0
		if n := pattern(k.noun).FindStringSubmatch(m[1]); n != nil {
			said = number(n[1])
		}
		if wrong := equal(k.kind, said, r.n.after.count(k.kind)); wrong != "" {
			return wrong
		}
	}
	return first(equal("words", number(m[2]), int(r.n.after.Words)), sameText("release", m[3], r.n.after.Label), sameText("next update", m[4], printed(r.n.after.DeclaredNextUpdate)))
}

func baselineWords(r *boardLog, _ *line, m []string) string {
	return equal("words", number(m[1]), int(r.n.after.Words))
}

// howFar checks how far the reading of a manual came.
func howFar(n *night, text string) string {
	want := "Not read"
	if n.obs.Status == "partial" {
		want = "Read in part"
	}
	return sameText("how far", text, want)
}

// missed checks why and since when a manual was not read.
func missed(n *night, text string) string {
	o := n.obs
	wrong := unless(!n.whole(), "it was read completely")
	if cause, never := strings.CutSuffix(text, " It has never been read completely."); never {
		return first(wrong, unless(o.LastSuccessAt.IsZero(), "it was read on %s", day(o.LastSuccessAt)), causeOf(o, cause))
	}
	m := pattern(`^{any} Last read completely on {day}, {n} days? before this run\.$`).FindStringSubmatch(text)
	if m == nil {
		return "no form knows “" + text + "”"
	}
	return first(wrong, causeOf(o, m[1]), sameText("day", m[2], day(o.LastSuccessAt)),
		equal("days", number(m[3]), int(out.DayOf(n.run.StartedAt)-out.DayOf(o.LastSuccessAt))))
}

func causeOf(o *out.ObservationRow, said string) string {
	return unless(bare(said) == bare(cmp.Or(o.Cause, "the cause is not known")), "the cause is %q", o.Cause)
}

// details checks what is told behind a number: each is the detail of a change.
func details(n *night, text string) string {
	if text == "" {
		return ""
	}
	for _, d := range outsideQuotes(text) {
		if pattern(`^{n} more$`).MatchString(d) {
			continue
		}
		if !slices.ContainsFunc(n.changes, func(c *out.ChangeRow) bool {
			if emptyPart(c) {
				return bare(d) == bare(label(cmp.Or(c.NewNumber, c.OldNumber), cmp.Or(c.NewTitle, c.OldTitle))+" "+c.Detail)
			}
			if sortOf(c) == "rows gone" {
				return rowGoneTold(c, d)
			}
			if sortOf(c) == "rows redated" {
				return rowRedatedTold(c, d)
			}
			if sortOf(c) == "flags" {
				return c.NewTitle != "" && bare(d) == bare(label(c.NewNumber, c.NewTitle)+" "+marksTold(c.Detail))
			}
			if sortOf(c) == "links" {
				rest, ok := strings.CutPrefix(d, "“"+one(label(c.NewNumber, c.NewTitle))+"”")
				return ok && c.NewTitle != "" && linksTold(c, strings.TrimPrefix(rest, ": "))
			}
			return c.Detail != "" && (bare(d) == bare(c.Detail) || bare(d) == bare(c.Detail+" in "+label(c.NewNumber, c.NewTitle)))
		}) {
			return "no change covers “" + d + "”"
		}
	}
	return ""
}

// marksTold is what is told of marks of which the tables say “none became new”.
func marksTold(detail string) string {
	if now, set := strings.CutPrefix(detail, "none became "); set {
		return "now " + now
	}
	if old, gone := strings.CutSuffix(detail, " became none"); gone {
		return "no longer " + old
	}
	return detail
}

func logName(n *night) string { return "changelogs/" + n.obs.BoardID + "/" + n.obs.RunID + ".md" }

func newLog(w *world, name string, n *night) *boardLog {
	r := &boardLog{w: w, name: name, n: n, left: map[*out.ChangeRow]bool{}, chapters: map[string]int{}, numbers: map[string]int{}}
	for _, c := range n.changes {
		r.left[c] = true
	}
	return r
}

// changelog reads the document of one board and night.
func (w *world) changelog(n *night) {
	name := logName(n)
	lines := w.read(name)
	quiet := n.obs.Status == "unchanged" && len(n.changes)+len(n.standing()) == 0
	if lines == nil || quiet {
		if quiet != (lines == nil) {
			w.say(name, "it is there: %v, the night was quiet: %v", lines != nil, quiet)
		}
		return
	}
	r := newLog(w, name, n)
	r.quotes = true
	readAs(w, name, r, boardForms(), boardRules, lines)
	r.finish()
}
