package truth

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"manualwatch/out"
)

// An acrossLog reads the document across boards.
type acrossLog struct {
	w        *world
	run      *out.RunRow        // as of which it is told
	compared string             // the run that compared
	cells    []*out.CoverageRow // of that run
	topics   map[string][]*out.CoverageRow
	boards   []string // ids, of those compared
	overdue  []out.OverdueRow
	columns  []string // boards of the matrix

	part, under string         // headings
	heads       string         // of the table
	lines       map[string]int // told by part and heading
	order       []string       // of boards told in a part
	points      map[string]int // that open the document
}

// across reads the document of the newest run.
func (w *world) across() {
	const name = "changelogs/across-boards.md"
	r := newAcross(w)
	if lines := w.read(name); lines != nil && r.compared != "" {
		readAs(w, name, r, acrossForms, acrossRules, lines)
		if wrong := r.finish(); wrong != "" {
			w.say(name, "%s", wrong)
		}
	} else if (lines != nil) != (r.compared != "") {
		w.say(name, "it is there: %v, manuals were compared: %v", lines != nil, r.compared != "")
	}
}

func newAcross(w *world) *acrossLog {
	r := &acrossLog{w: w, run: w.latest(), topics: map[string][]*out.CoverageRow{}, lines: map[string]int{}, points: map[string]int{}}
	for i := range w.rows.Coverage {
		r.compared = max(r.compared, w.rows.Coverage[i].RunID)
	}
	seen := map[string]bool{}
	for i := range w.rows.Coverage {
		if c := &w.rows.Coverage[i]; c.RunID == r.compared {
			r.cells = append(r.cells, c)
			r.topics[c.TopicID] = append(r.topics[c.TopicID], c)
			if !seen[c.BoardID] {
				seen[c.BoardID] = true
				r.boards = append(r.boards, c.BoardID)
			}
		}
	}
	r.overdue = w.overdueNow(r.compared)
	return r
}

// overdueNow is what is overdue on the day of the newest run: as the table has it if
// that run compared, otherwise from the dates of the manuals.
func (w *world) overdueNow(compared string) (rows []out.OverdueRow) {
	if compared == w.latest().RunID {
		for _, o := range w.rows.Overdue {
			if o.RunID == compared {
				rows = append(rows, o)
			}
		}
		return rows
	}
	at := out.DayOf(w.latest().StartedAt)
	for board, e := range w.current {
		if d := e.DeclaredNextUpdate; passed(d, at) {
			rows = append(rows, out.OverdueRow{BoardID: board, Kind: "update", Since: lastDay(d)})
		}
		for _, s := range e.sections {
			row := out.OverdueRow{BoardID: board, SectionID: s.SectionID, Number: s.Number, Title: s.Title, URL: s.URL}
			switch {
			case s.Kind != "chapter" && (s.Kind != "appendix" || s.NextReview == 0):
			case passed(s.NextReview, at):
				row.Kind, row.Since = "review", lastDay(s.NextReview)
				rows = append(rows, row)
			case s.URL != "" && s.MediaType == "" && strings.TrimSpace(e.raw(s.SectionID)) == "":
			case min(at, w.lastSeen(board))-w.lastSign(e, s) >= 730:
				row.Kind, row.Since = "unchanged", w.lastSign(e, s)
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// lastSeen is the day of the last run that saw a board.
func (w *world) lastSeen(board string) (last out.Day) {
	for _, n := range w.ofRun("") {
		if n.obs.BoardID == board && n.seen() {
			last = max(last, out.DayOf(n.run.StartedAt))
		}
	}
	return last
}

// lastSign is the last day on which a chapter showed that somebody looks after it: its
// words changed, the board declared a change, or a review is printed; else the day on
// which its manual was first read.
func (w *world) lastSign(e *edition, s *out.SectionRow) (last out.Day) {
	for i := range w.rows.Changes {
		c := &w.rows.Changes[i]
		if slices.Contains(wordless, c.Kind) || (c.Kind == "renamed" || c.Kind == "moved") && c.WordsAdded+c.WordsRemoved == 0 {
			continue
		}
		if c.BoardID == e.BoardID && slices.ContainsFunc(append([]string{c.SectionID}, c.OtherSectionIDs...), func(id string) bool { return e.chapter(id) == s }) {
			last = max(last, out.DayOf(w.nights[[2]string{c.RunID, c.BoardID}].run.StartedAt))
		}
	}
	for i := range w.rows.Amendments {
		a := &w.rows.Amendments[i]
		if a.EditionID == e.EditionID && a.SectionID != "" && e.chapter(a.SectionID) == s {
			last = max(last, a.Date)
		}
	}
	if last = max(last, s.LastReviewed); last == 0 {
		last = out.DayOf(w.firstRead(e.BoardID))
	}
	return last
}

// wordless are the kinds of change that leave a chapter's words as they are.
var wordless = []string{"flagged", "renumbered", "link_changed", "review_changed", "moved_host", "amendment_added", "amendment_removed"}

var acrossForms = []form[*acrossLog]{
	{"h1", `Across the boards, as of {day}`, func(r *acrossLog, _ *line, m []string) string {
		return sameText("day", m[1], day(r.run.StartedAt))
	}},
	{"p", `Only {n} manuals? (?:has been read so far|is watched): there is nothing to compare it with\. What follows is of this manual alone\.`, func(r *acrossLog, _ *line, m []string) string {
		return equal("manuals", number(m[1]), len(r.boards))
	}},
	{"p", `{n} manuals were compared: {any}\. Their chapters are about {n} topics?: {n} in all manuals, {n} more in most of them, {n} in one manual only\.`, func(r *acrossLog, _ *line, m []string) string {
		counts := r.byCount()
		return first(equal("manuals", number(m[1]), len(r.boards)), r.list(m[2], len(r.boards)), equal("topics", number(m[3]), len(r.topics)),
			equal("in all", number(m[4]), counts[2]), equal("in most", number(m[5]), counts[1]), equal("in one", number(m[6]), counts[0]))
	}},
	{"p", `{any} is not watched any more and not compared: somebody looked at it last on {day}\.`, func(r *acrossLog, _ *line, m []string) string {
		return unless(!slices.ContainsFunc(r.w.boards, func(b out.Board) bool { return b.Name == m[1] }), "the register holds it")
	}},
	{"h2", `Who lacks what most have|Coverage|Only in one manual|Overdue|Superseded documents and terms out of use|References that lead nowhere|Dead links|Shared text|Who took up new text, and when|Doubtful alignments`, func(r *acrossLog, _ *line, m []string) string {
		r.part, r.under, r.order = m[0], "", nil
		return ""
	}},
	{"h3", `{any}`, func(r *acrossLog, _ *line, m []string) string {
		r.under = m[1]
		return unless(r.boardNamed(m[1]) != "" || slices.Contains([]string{"Printed date of review passed", "Announced update has not come", "Two years or more without a change, declaration or review"}, m[1]), "no form knows the heading")
	}},
	{"p", `Topics that at least {n} of the {n} manuals cover with a chapter\. A manual without one may still deal with the topic inside another chapter, or in one under a title that was not recognised\.`, func(r *acrossLog, _ *line, m []string) string {
		return first(equal("most", number(m[1]), r.most()), equal("manuals", number(m[2]), len(r.boards)))
	}},
	{"p", `Nothing: every manual has all of them\.`, func(r *acrossLog, _ *line, _ []string) string {
		return unless(len(r.lacks("")) == 0, "some are lacking")
	}},
	{"p", `The chapter of each manual on each topic; “–” where none was found\.`, nil},
	{"p", `For each topic the manuals that lack it, or those that have it if they are fewer\. The site and the table coverage have every chapter\.`, nil},
	{"p", `Chapters for which no other manual has one\. Each is either something of the board’s own or an alignment that was missed\.`, nil},
	{"p", `Sentences that send the reader to a section, chapter or appendix that the manual does not have, as happens after a renumbering\.`, nil},
	{"p", `The chapters that most manuals share, names of places aside:`, nil},
	{"p", `Paragraphs in chapters on one topic, and pages anywhere, that at least one board took up or gave up while it was watched\.`, nil},
	{"p", `To decide one, put it into topics\.toml in the data folder: .*`, nil},
	{"p", `No topic is covered by two manuals\.`, func(r *acrossLog, _ *line, _ []string) string { return unless(len(r.shown()) == 0, "some are") }},
	{"p", `And {n} topics? that few manuals have: see the table coverage of the dataset\.`, func(r *acrossLog, _ *line, m []string) string {
		return equal("topics", number(m[1]), len(r.shown())-300)
	}},
	{"p li1", `And {n} more(?: passages?)?: see the table \w+ of the dataset\.`, func(r *acrossLog, _ *line, m []string) string { r.lines[r.part+r.under] += number(m[1]); return "" }},
	{"p", `No printed date of review and no announced update has passed, and no chapter has been without a sign of change for two years\.`, func(r *acrossLog, _ *line, _ []string) string { return equal("overdue", 0, len(r.overdue)) }},
	{"p", `None is cited in any manual\.`, func(r *acrossLog, _ *line, _ []string) string { return unless(len(r.citing()) == 0, "some are") }},
	{"p", `What each manual still cites\. Documents are held against the editions in force on {day}, as far as they were known on {day}; mentions as history \(“replaced by”, “formerly”\) are not counted\.`, func(r *acrossLog, _ *line, m []string) string {
		return sameText("day", m[1], day(r.run.StartedAt))
	}},
	{"p", `No chapter has most of its words in common with other manuals\.`, func(r *acrossLog, _ *line, _ []string) string {
		return unless(!slices.ContainsFunc(r.w.rows.SharedText, func(s out.SharedTextRow) bool { return s.RunID == r.compared && s.Regional }), "some have")
	}},
	{"li1", `{any}`, func(r *acrossLog, l *line, m []string) string {
		switch r.part {
		case "":
			return r.point(m[1])
		case "Who lacks what most have":
			return r.lacking(m[1])
		case "Only in one manual":
			return r.alone(l)
		case "References that lead nowhere":
			return r.dangling(l)
		case "Who took up new text, and when":
			return r.adoption(m[1])
		}
		return "no form knows it"
	}},
	{"head", `{any}`, func(r *acrossLog, l *line, m []string) string {
		r.heads = m[1]
		if strings.HasPrefix(m[1], "Topic | Manuals | ") && !strings.HasSuffix(m[1], "To be noted") {
			r.columns = nil
			for _, c := range l.cells[2:] {
				r.columns = append(r.columns, r.boardNamed(c.plain))
			}
			return unless(!slices.Contains(r.columns, "") && len(r.columns) == len(r.boards), "its columns are not the manuals")
		}
		return unless(acrossTables[m[1]] != nil, "no form knows the table")
	}},
	{"row", `{any}`, func(r *acrossLog, l *line, _ []string) string {
		r.lines[r.part+r.under]++
		if read := acrossTables[r.heads]; read != nil {
			return read(r, l)
		}
		return r.matrix(l)
	}},
}

var acrossRules = []rule[*acrossLog]{
	{`Across the boards, as of {day}`, always[*acrossLog]},
	{acrossForms[2].says, func(r *acrossLog) bool { return len(r.boards) > 1 }},
	{`None is cited in any manual\.`, func(r *acrossLog) bool { return len(r.citing()) == 0 }},
	{`For each topic the manuals that lack it, or those that have it if they are fewer\. The site and the table coverage have every chapter\.`, func(r *acrossLog) bool { return len(r.boards) > 8 && len(r.shown()) > 0 }},
	{`Chapters for which no other manual has one\. Each is either something of the board’s own or an alignment that was missed\.`, func(r *acrossLog) bool { return r.sections()["Only in one manual"] > 0 }},
	{`Sentences that send the reader to a section, chapter or appendix that the manual does not have, as happens after a renumbering\.`, func(r *acrossLog) bool { return r.sections()["References that lead nowhere"] > 0 }},
	{`The chapters that most manuals share, names of places aside:`, func(r *acrossLog) bool { return r.sections()["Shared text"] > 0 }},
	{`Paragraphs in chapters on one topic, and pages anywhere, that at least one board took up or gave up while it was watched\.`, func(r *acrossLog) bool { return r.sections()["Who took up new text, and when"] > 0 }},
	{`To decide one, put it into topics\.toml in the data folder: .*`, func(r *acrossLog) bool { return len(r.doubts()) > 0 }},
	{`The chapter of each manual on each topic; “–” where none was found\.`, func(r *acrossLog) bool { return len(r.boards) <= 8 && len(r.shown()) > 0 }},
}

// acrossTables read the rows of the tables, by their heads.
var acrossTables = map[string]func(*acrossLog, *line) string{
	"Topic | Manuals | Who | To be noted":                                                    (*acrossLog).who,
	"Manual | Reviews passed | Announced update passed | Two years without a sign of change": (*acrossLog).overdueBoard,
	"Manual | Chapter | Review was due | Time since":                                         (*acrossLog).overdueRow,
	"Manual | Chapter | Was due | Time since":                                                (*acrossLog).overdueRow,
	"Manual | Chapter | Last sign | Time since":                                              (*acrossLog).overdueRow,
	"Document or term | In its place | Chapters | Where":                                     (*acrossLog).citation,
	"Manual | Address | What was seen":                                                       (*acrossLog).dead,
	"Manual | Chapters that are shared text | Words in common with others":                   (*acrossLog).sharedBoard,
	"Manual | Chapter | Topic | Words | Shared | With":                                       (*acrossLog).shared,
	"Manual | Chapter | May be about | To take it out":                                       (*acrossLog).doubtful,
}

// boardNamed finds a board by its name or the place at its beginning.
func (r *acrossLog) boardNamed(name string) string {
	best := ""
	for _, b := range r.boards {
		full := one(cmp.Or(r.w.named[b], b))
		if full == name {
			return b
		}
		if rest, ok := strings.CutPrefix(full, name); ok && strings.HasPrefix(strings.TrimLeft(rest, ",&-"), " ") {
			best = b
		}
	}
	return best
}

func (r *acrossLog) most() int { return max(2, len(r.boards)/2+1) }

// alone reports whether one manual has a topic and no other has anything on it.
func alone(cells []*out.CoverageRow) bool {
	return covering(cells) == 1 && !slices.ContainsFunc(cells, aside)
}

// aside reports whether a board deals with a topic inside a chapter on another one, or lists
// a chapter that was not read.
func aside(c *out.CoverageRow) bool { return c.State == "within" || c.State == "not_read" }

func covering(cells []*out.CoverageRow) int {
	n := 0
	for _, c := range cells {
		if has(c) {
			n++
		}
	}
	return n
}

// byCount counts the topics in one manual, in most and in all.
func (r *acrossLog) byCount() (counts [3]int) {
	for _, cells := range r.topics {
		switch n := covering(cells); {
		case n == len(r.boards):
			counts[2]++
		case n >= r.most():
			counts[1]++
		case alone(cells):
			counts[0]++
		}
	}
	return counts
}

// list checks names in a sentence, "a, b and c" or "a, b and 3 more".
func (r *acrossLog) list(text string, want int) string {
	n := 0
	rest := text
	if m := pattern(`^(.*) and {n} more$`).FindStringSubmatch(text); m != nil {
		rest, n = m[1], number(m[2])
	}
	for rest != "" {
		best := ""
		for _, b := range r.boards {
			for _, words := range prefixes(r.w.named[b]) {
				if next, ok := strings.CutPrefix(rest, words); ok && (next == "" || strings.HasPrefix(next, ", ") || strings.HasPrefix(next, " and ")) && len(words) > len(best) {
					best = words
				}
			}
		}
		if best == "" {
			return "no manual is called " + rest
		}
		rest = strings.TrimPrefix(strings.TrimPrefix(rest[len(best):], ", "), " and ")
		n++
	}
	return equal("manuals in the list", n, want)
}

// prefixes are the beginnings of a name, word by word.
func prefixes(name string) []string {
	words := strings.Fields(name)
	var list []string
	for i := range words {
		list = append(list, strings.TrimRight(strings.Join(words[:i+1], " "), ",&- "))
	}
	return list
}

// count counts rows that pass.
func count[T any](rows []T, is func(*T) bool) int {
	n := 0
	for i := range rows {
		if is(&rows[i]) {
			n++
		}
	}
	return n
}

func (r *acrossLog) overdueOf(kind, board string) int {
	return count(r.overdue, func(o *out.OverdueRow) bool { return o.Kind == kind && (board == "" || o.BoardID == board) })
}

func (r *acrossLog) overdueBoard(l *line) string {
	id := r.boardNamed(l.cells[0].plain)
	r.lines[r.part+r.under]--
	r.lines["overdue boards"]++
	return first(equal("reviews", number(l.cells[1].plain), r.overdueOf("review", id)), unless((l.cells[2].plain == "yes") == (r.overdueOf("update", id) > 0), "the update is overdue: %d", r.overdueOf("update", id)),
		equal("without a sign", number(l.cells[3].plain), r.overdueOf("unchanged", id)))
}

var overdueKinds = map[string]string{"Printed date of review passed": "review", "Announced update has not come": "update", "Two years or more without a change, declaration or review": "unchanged"}

func (r *acrossLog) overdueRow(l *line) string {
	id, kind := r.boardNamed(l.cells[0].plain), overdueKinds[r.under]
	for _, o := range r.overdue {
		name, since := label(o.Number, o.Title), r.due(&o)
		if o.SectionID == "" {
			name = "The manual as a whole"
		}
		until := out.DayOf(r.run.StartedAt)
		age := l.cells[3].plain
		if seen := r.w.lastSeen(id); seen < until {
			want := "as read on " + day(seen.Time())
			if kind == "unchanged" {
				until, want = seen, "up to "+day(seen.Time())
			}
			told := false
			if age, told = strings.CutSuffix(age, ", "+want); !told {
				continue
			}
		}
		if o.Kind == kind && o.BoardID == id && name == l.cells[1].plain && since == l.cells[2].plain && (len(l.cells[1].links) == 0 || l.cells[1].links[0].href == o.URL) {
			return unless(fits(age, o.Since, until), "it is not so long ago")
		}
	}
	return "nothing of this name is overdue since then"
}

// due says when something was due, as printed, or when the last sign was seen.
func (r *acrossLog) due(o *out.OverdueRow) string {
	e := r.w.current[o.BoardID]
	switch {
	case o.Kind == "unchanged" && o.Since == out.DayOf(r.w.firstRead(o.BoardID)) && strings.Contains(o.Detail, "first read"):
		return "none since the first reading on " + day(o.Since.Time())
	case o.Kind == "unchanged":
		return printed(o.Since)
	case e != nil && o.SectionID == "":
		return printed(e.DeclaredNextUpdate)
	case e != nil && e.at[o.SectionID] != nil:
		return printed(e.at[o.SectionID].NextReview)
	}
	return day(o.Since.Time())
}

// citing lists by board what its manual cites though it went out of use, with the
// chapters that do.
func (r *acrossLog) citing() map[string]map[string]map[string]bool {
	all := map[string]map[string]map[string]bool{}
	for i := range r.w.rows.References {
		ref := r.w.rows.References[i]
		e := r.w.current[ref.BoardID]
		if e == nil || ref.EditionID != e.EditionID || !slices.Contains(r.boards, ref.BoardID) {
			continue
		}
		if ref.Age(r.run.StartedAt); ref.Status != "superseded" {
			continue
		}
		own := all[ref.BoardID]
		if own == nil {
			own = map[string]map[string]bool{}
			all[ref.BoardID] = own
		}
		name := r.w.citedIn(e, &ref, r.run.StartedAt)
		if own[name] == nil {
			own[name] = map[string]bool{}
		}
		own[name]["by "+ref.SupersededBy] = true
		if ch := e.chapter(ref.SectionID); ch != nil {
			own[name][ch.SectionID] = true
		}
	}
	return all
}

func (r *acrossLog) citation(l *line) string {
	name := l.cells[0].plain
	id := r.boardNamed(r.under)
	chapters := r.citing()[id][name]
	if chapters == nil {
		return "it is not cited"
	}
	by := ""
	n := 0
	for key := range chapters {
		if b, ok := strings.CutPrefix(key, "by "); ok {
			by = max(by, b)
			continue
		}
		n++
	}
	wrong := first(unless(chapters["by "+strings.TrimPrefix(l.cells[1].plain, "–")], "in its place is %q", by), equal("chapters", number(l.cells[2].plain), n))
	for _, k := range l.cells[3].links {
		wrong = first(wrong, unless(slices.ContainsFunc(r.w.current[id].sections, func(s *out.SectionRow) bool {
			return chapters[s.SectionID] && labelOf(s) == k.text && s.URL == k.href
		}), "%s does not cite it", k.text))
	}
	return wrong
}

// found are the findings of a code: of the run of each edition, or of the last night
// that saw the board.
func (r *acrossLog) found(board, code string, lastNight bool) (rows []*out.FindingRow) {
	run := ""
	if e := r.w.current[board]; e != nil {
		run = e.RunID
	}
	for _, n := range r.w.ofRun("") {
		if lastNight && n.obs.BoardID == board && n.seen() {
			run = n.obs.RunID
		}
	}
	for i := range r.w.rows.Findings {
		if f := &r.w.rows.Findings[i]; f.BoardID == board && f.Code == code && f.RunID == run {
			rows = append(rows, f)
		}
	}
	return rows
}

func (r *acrossLog) dangling(l *line) string {
	r.lines[r.part+r.under]++
	id := r.boardNamed(r.under)
	for _, f := range r.found(id, "dangling_reference", false) {
		reason, sentence, _ := strings.Cut(f.Detail, ": ")
		at := r.w.current[id].at[f.SectionID]
		where := labelOf(r.w.current[id].chapter(f.SectionID))
		if at != nil && at.Kind == "heading" && labelOf(at) != where {
			where += ", “" + labelOf(at) + "”"
		}
		rest, ok := strings.CutPrefix(l.text, cmp.Or(where, "The manual as a whole")+": ")
		if ok && (bare(rest) == bare(reason) || strings.HasPrefix(bare(rest), bare(reason)) && begins(reason+" "+sentence, strings.TrimSuffix(rest, "”"))) {
			return ""
		}
	}
	return "no finding says so"
}

func (r *acrossLog) dead(l *line) string {
	for _, f := range r.found(r.boardNamed(l.cells[0].plain), "dead_link", true) {
		if f.URL == l.cells[1].plain && begins(f.Detail, l.cells[2].plain) {
			return ""
		}
	}
	return "no finding says so"
}

func (r *acrossLog) sharedBoard(l *line) string {
	chapters, words := 0, 0.0
	for _, s := range r.w.rows.SharedText {
		if s.RunID == r.compared && s.BoardID == r.boardNamed(l.cells[0].plain) {
			words += s.Common * float64(s.Words)
			if s.Regional {
				chapters++
			}
		}
	}
	r.lines[r.part+r.under]--
	r.lines["shared boards"]++
	return first(unless(r.boardNamed(l.cells[0].plain) != "", "no such manual"), equal("chapters", number(l.cells[1].plain), chapters), equal("words", number(l.cells[2].plain), int(words+.5)))
}

func (r *acrossLog) shared(l *line) string {
	for _, s := range r.w.rows.SharedText {
		if s.RunID != r.compared || !s.Regional || s.BoardID != r.boardNamed(l.cells[0].plain) || label(s.Number, s.Title) != l.cells[1].plain || s.URL != "" && l.cells[1].links[0].href != s.URL {
			continue
		}
		for _, b := range s.Boards {
			if !slices.ContainsFunc(prefixes(r.w.named[b]), func(p string) bool { return strings.Contains(l.cells[5].plain, p) }) && len(s.Boards) <= 12 {
				return "it is shared with " + b + ", too"
			}
		}
		topic := ""
		if cells := r.topics[s.TopicID]; cells != nil {
			topic = cells[0].Topic
		}
		return first(sameText("topic", l.cells[2].plain, topic), equal("words", number(l.cells[3].plain), int(s.Words)),
			unless(math.Abs(float64(number(strings.TrimSuffix(l.cells[4].plain, "%")))-100*s.Common) <= .501, "the share is %f", s.Common), r.list(l.cells[5].plain, len(s.Boards)))
	}
	return "no chapter of this name is shared text"
}

func (r *acrossLog) doubtful(l *line) string {
	for _, t := range r.doubts() {
		s := r.w.current[t.BoardID].at[t.SectionID]
		if t.BoardID == r.boardNamed(l.cells[0].plain) && labelOf(s) == l.cells[1].plain && one(t.Topic) == l.cells[2].plain {
			return sameText("way out", l.cells[3].plain, t.BoardID+"/"+cmp.Or(s.Number, s.SectionID))
		}
	}
	return "no such alignment is doubtful"
}
