package truth

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"manualwatch/out"
)

// A siteLog reads the pages of the site, one after the other.
type siteLog struct {
	w     *world
	page  string                             // path below site/
	left  map[*night]map[*out.ChangeRow]bool // changes not listed yet
	name  string                             // of a dt, before its dd
	board string                             // of the page
	part  string                             // heading
	rows  map[string]int                     // by part
	facts map[string]string
	files map[[2]string]string // of chapters' pages, by board and file

	chapter string // section of a chapter's page
	event   *boardLog
	history map[*out.ChangeRow]bool
	text    strings.Builder // of the chapter, as shown
	quotes  *quotation
	heads   [2]string
	marked  [2]int         // words marked as gone and come
	sides   [2][]string    // lines of two versions that are not shown yet
	places  int            // of changes told that are neither quoted nor counted yet
	nows    int            // quotations of what was whose other side is missing
	events  map[string]int // nights told
}

// site reads all pages.
func (w *world) site() {
	r := &siteLog{w: w, left: map[*night]map[*out.ChangeRow]bool{}, rows: map[string]int{}, facts: map[string]string{}, files: map[[2]string]string{}, history: map[*out.ChangeRow]bool{}}
	for _, n := range w.nights {
		r.left[n] = map[*out.ChangeRow]bool{}
		for _, c := range n.changes {
			r.left[n][c] = true
		}
	}
	for _, name := range w.pageNames() {
		r.read(name)
	}
	for n, left := range r.left {
		for c := range left {
			if !strings.HasPrefix(c.Kind, "amendment_") && (c.CausedBy == "" || c.Significance == "practice") {
				w.say("site/changes", "a change of %s on %s is not listed: %s %s %s", n.obs.BoardID, n.obs.RunID, c.Kind, c.NewTitle, c.OldTitle)
			}
		}
	}
	for _, n := range w.nights {
		for _, c := range n.changes {
			if ch := n.chapterOf(c); ch != nil && ch.Kind != "heading" && isTold(c) && !r.history[c] {
				w.say("site/boards/"+n.obs.BoardID, "no page of a chapter tells %s of %s on %s", c.Kind, labelOf(ch), n.obs.RunID)
			}
		}
	}
}

// pageNames lists the pages: those of boards before those of chapters, which they name.
func (w *world) pageNames() []string {
	var names []string
	_ = filepath.WalkDir(filepath.Join(w.dir, "site"), func(p string, e os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, ".html") {
			rel, _ := filepath.Rel(filepath.Join(w.dir, "site"), p)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(rankOf(a), rankOf(b)), strings.Compare(a, b))
	})
	return names
}

func rankOf(name string) int {
	switch {
	case strings.HasSuffix(name, "index.html"):
		return 0
	case strings.Count(path.Base(name), "-") == 2:
		return 2
	}
	return 1
}

// read reads one page.
func (r *siteLog) read(name string) {
	r.page, r.part, r.name = name, "", ""
	clear(r.rows)
	clear(r.facts)
	r.board = ""
	if rest, ok := strings.CutPrefix(name, "boards/"); ok {
		r.board, _, _ = strings.Cut(rest, "/")
	}
	lines := r.w.read("site/" + name)
	var forms []form[*siteLog]
	rules, finish := []rule[*siteLog]{{headings, always[*siteLog]}}, func() string { return "" }
	switch {
	case name == "index.html":
		forms, rules, finish = slices.Concat(indexForms, chartForms, pageForms), indexRules, r.finishIndex
	case strings.HasPrefix(name, "changes/"):
		forms = slices.Concat(changesForms, pageForms)
	case name == "runs.html":
		forms, finish = slices.Concat(runsForms, pageForms), func() string { return equal("runs", r.rows["row"], min(400, len(r.w.rows.Runs))) }
	case name == "coverage.html":
		forms, finish = slices.Concat(coverageForms, pageForms), r.finishCoverage
	case path.Base(name) == "index.html":
		forms, rules, finish = slices.Concat(boardPageForms, pageForms), slices.Concat(named, boardPageRules), r.finishBoard
	case rankOf(name) == 2:
		r.marked, r.heads = [2]int{}, [2]string{}
		forms, rules, finish = slices.Concat(compareForms, pageForms), slices.Concat(named, []rule[*siteLog]{{compareForms[0].says, always[*siteLog]}}), r.finishCompare
	default:
		r.openChapter()
		forms, rules, finish = slices.Concat(chapterForms, pageForms), slices.Concat(named, chapterRules), r.finishChapter
	}
	readAs(r.w, "site/"+name, r, forms, rules, lines)
	if wrong := finish(); wrong != "" {
		r.w.say("site/"+name, "%s", wrong)
	}
	r.links(lines)
}

// named are the pages of boards and chapters: their first heading is a name.
var named = []rule[*siteLog]{{ownName, always[*siteLog]}}

const ownName = `(.+)`

// fact is the number that a page gives a name to; -1 if there is none.
func (r *siteLog) fact(name string) int {
	if s := r.facts[name]; s != "" {
		return number(s)
	}
	return -1
}

// headed checks that a page has a heading, or has it not.
func (r *siteLog) headed(name string, want bool) string {
	return unless((r.rows["h2 "+name] == 1) == want, "the heading %q is there: %v", name, !want)
}

// links checks that whatever a page leads to in the data folder is there.
func (r *siteLog) links(lines []line) {
	for _, l := range lines {
		all := l.links
		for _, c := range l.cells {
			all = append(all, c.links...)
		}
		for _, k := range all {
			if strings.HasPrefix(k.href, "http://") || strings.HasPrefix(k.href, "https://") || strings.HasPrefix(k.href, "#") {
				continue
			}
			if _, err := os.Stat(filepath.Join(r.w.dir, "site", filepath.FromSlash(path.Join(path.Dir(r.page), k.href)))); err != nil {
				r.w.say("site/"+r.page, "it leads to %s, which is not there", k.href)
			}
		}
	}
}

// pageForms are what every page has.
var pageForms = []form[*siteLog]{
	{"title", `{any}`, nil},
	{"link", `.*`, nil},
	{"a", `Skip to content|Manual watch|Manuals|Changes|Coverage|Runs|Feed`, nil},
	{"a", ``, nil},
	{"footer", `(?:As of the run of {day}\. )?What is shown was read by a machine; the board’s own manual is what counts\.`, func(r *siteLog, _ *line, m []string) string {
		return unless(m[1] == "" || m[1] == day(r.w.latest().StartedAt), "the newest run is of %s", day(r.w.latest().StartedAt))
	}},
	{"h1", headings, nil},
	{"dt", `{any}`, func(r *siteLog, _ *line, m []string) string { r.name = m[1]; return "" }},
	{"dd", `{any}`, func(r *siteLog, _ *line, m []string) string {
		_, again := r.facts[r.name]
		r.facts[r.name] = m[1]
		return unless(!again, "it has two values")
	}},
	{"label", `Find|Words|From|To|State ; all; read completely; with a problem|Significance ; all; practice; new text; minor; links; editorial|Declared ; all; declared; not declared`, nil},
	{"label", `(Manual|What) ; all(?:; {any})?`, func(r *siteLog, _ *line, m []string) string { return r.options(m[1], m[2]) }},
	{"button", `Show all`, nil},
	{"h2", `Newest changes|Manuals|Changes over time|Life of this manual|Age of its chapters|Contents|What the board says it changed|History|Text`, func(r *siteLog, _ *line, m []string) string {
		wrong := unless(r.rows["h2 "+m[0]] == 0, "it stands twice")
		r.rows["h2 "+m[0]]++
		r.part = m[0]
		return wrong
	}},
}

const headings = `Safeguarding manuals|Changes|Runs|Coverage`

// options checks that a filter offers what the list has, and nothing else.
func (r *siteLog) options(field, text string) string {
	want := map[string]bool{}
	for _, l := range r.w.read("site/" + r.page) {
		if l.kind == "row" {
			want[l.attrs[map[string]string{"Manual": "data-board", "What": "data-kind"}[field]]] = true
		}
	}
	for _, o := range strings.Split(text, "; ") {
		if text != "" && !want[o] {
			return "no row is of " + o
		}
		delete(want, o)
	}
	return equal("rows that no choice finds", 0, len(want))
}

var indexForms = []form[*siteLog]{
	{"p", `What the boards’ procedures say, and what changed, as read on the night of {day}\.`, func(r *siteLog, _ *line, m []string) string {
		return sameText("day", m[1], day(r.w.latest().StartedAt))
	}},
	{"p", `Changes to practice, new chapters and withdrawn ones; all changes are on a page of their own\.`, nil},
	{"li1", `(\S+(?: \S+)?) {any} (.+), {day}`, func(r *siteLog, l *line, m []string) string { return r.recent(l, m[4]) }},
	{"li1", `{any}`, func(r *siteLog, l *line, m []string) string { return r.recentWords(m[1]) }},
	{"head", `Manual \| State \| Last read completely \| Chapters \| Changes in a year`, nil},
	{"row", `{any}`, func(r *siteLog, l *line, _ []string) string {
		if r.part == "Manuals" {
			r.rows["Manuals"]++
			return r.boardRow(l)
		}
		return r.month(l)
	}},
}

var indexRules = []rule[*siteLog]{
	{headings, always[*siteLog]},
	{indexForms[0].says, always[*siteLog]},
	{indexForms[1].says, func(r *siteLog) bool { return len(r.w.rows.Changes) > 0 }},
}

// The chart of months, whose numbers stand in a table as well.
var chartForms = []form[*siteLog]{
	{"picture", `Changes by month and weight; the numbers are in the table below`, nil},
	{"title", `([A-Z][a-z]+ \d{4}): {n}, (practice|new text|minor|links and typography)`, func(r *siteLog, _ *line, m []string) string {
		r.rows["columns"]++
		return equal(m[3], number(m[2]), r.w.inMonth(m[1])[slices.Index(shades, m[3])])
	}},
	{"text", `{n}`, func(r *siteLog, _ *line, m []string) string { r.rows["sum"] += number(m[1]); return "" }},
	{"text", `[A-Z][a-z]{2}(?: \d\d)?`, nil},
	{"p", `practice new text minor links and typography`, nil},
	{"summary", `The numbers`, nil},
	{"head", `Month \| practice \| new text \| minor \| links and typography`, nil},
}

var shades = []string{"practice", "new text", "minor", "links and typography"}

// inMonth counts the changes of a month by significance.
func (w *world) inMonth(name string) (counts [4]int) {
	for _, n := range w.nights {
		if n.run.StartedAt.UTC().Format("January 2006") == name {
			for _, c := range n.changes {
				if toldBefore(c) {
					continue
				}
				counts[max(0, slices.Index([]string{"practice", "new_text", "minor"}, c.Significance))+map[bool]int{true: 3}[c.Significance == "links" || c.Significance == "editorial"]]++
			}
		}
	}
	return counts
}

func (r *siteLog) month(l *line) string {
	counts := r.w.inMonth(l.cells[0].plain)
	r.rows["months"]++
	wrong := ""
	for i, n := range counts {
		r.rows["told"] += n
		r.rows["told columns"] += min(1, n)
		wrong = first(wrong, equal(shades[i], number(l.cells[i+1].plain), n))
	}
	return wrong
}

func (r *siteLog) finishIndex() string {
	good, chapters := 0, 0
	for _, b := range r.w.boards {
		if _, state := r.w.stateOf(b.ID); state == "read completely" {
			good++
		}
		chapters += r.w.current[b.ID].count("chapter")
	}
	month := r.w.latest().StartedAt.UTC().Format("January 2006")
	all := 0
	for _, n := range r.w.nights {
		all += count(n.changes, func(c **out.ChangeRow) bool { return !toldBefore(*c) })
	}
	return first(equal("manuals", r.fact("manuals"), len(r.w.boards)), equal("read in full", r.fact("read in full within a week"), good),
		equal("chapters", r.fact("chapters"), chapters), equal("practice", r.fact("changes to practice in "+month), r.w.inMonth(month)[0]),
		equal("manuals listed", r.rows["Manuals"], len(r.w.boards)), equal("the chart", r.rows["sum"], r.rows["told"]), equal("the table of months", r.rows["told"], all), r.headed("Newest changes", all > 0), r.headed("Manuals", true), r.headed("Changes over time", all > 0), equal("months", r.rows["months"], r.w.months()), equal("pieces of columns", r.rows["columns"], r.rows["told columns"]))
}

// months counts those from the first run to the last, of which 18 are drawn at most.
func (w *world) months() int {
	a, b := w.rows.Runs[0].StartedAt.UTC(), w.latest().StartedAt.UTC()
	return min(18, 12*(b.Year()-a.Year())+int(b.Month())-int(a.Month())+1)
}

// lastNight is the last night on which a board was looked at.
func (w *world) lastNight(board string) *night {
	var last *night
	for _, n := range w.ofRun("") {
		if n.obs.BoardID == board {
			last = n
		}
	}
	return last
}

// stateOf says how a board stands: with its last night, nil if there is none.
func (w *world) stateOf(board string) (*night, string) {
	n := w.lastNight(board)
	switch {
	case n == nil:
		return nil, "not looked at yet"
	case w.latest().StartedAt.Sub(n.run.StartedAt) > 7*24*time.Hour:
		return n, "not looked at lately"
	}
	return n, map[string]string{"changed": "read completely", "unchanged": "read completely", "partial": "read in part", "needs_intervention": "needs attention", "failed": "not read"}[n.obs.Status]
}

// boardRow checks a board on the first page.
func (r *siteLog) boardRow(l *line) string {
	for _, b := range r.w.boards {
		if len(l.cells[0].links) == 0 || l.cells[0].links[0].text != b.Name {
			continue
		}
		n, state := r.w.stateOf(b.ID)
		said, cause, _ := strings.Cut(l.cells[1].plain, " / ")
		wrong := first(sameText("state", said, state), unless(l.cells[0].links[0].href == "boards/"+b.ID+"/index.html", "it leads elsewhere"))
		last, read := "never", out.Day(0)
		if n != nil && !n.obs.LastSuccessAt.IsZero() {
			last, read = day(n.obs.LastSuccessAt), out.DayOf(n.obs.LastSuccessAt)
		}
		age := ""
		if m := pattern(`^(.*?) {ago} ago$`).FindStringSubmatch(l.cells[2].plain); m != nil {
			l.cells[2].plain, age = m[1], m[2]
		}
		at := out.DayOf(r.w.latest().StartedAt)
		chapters := "–"
		if e := r.w.current[b.ID]; e != nil {
			chapters = thousands(e.count("chapter"))
		}
		return first(wrong, unless(n == nil || bare(cause) == bare(n.obs.Cause), "the cause is %q", causeText(n)), sameText("last read", l.cells[2].plain, last),
			unless((age == "") == (read == 0 || read >= at) && (age == "" || fits(age, read, at)), "the age is not %q", age), sameText("chapters", l.cells[3].plain, chapters), equal("changes", number(l.cells[4].plain), r.w.inYear(b.ID)))
	}
	return "no such manual"
}

func causeText(n *night) string {
	if n == nil {
		return ""
	}
	return n.obs.Cause
}

// inYear counts the changes of weight of a board in the year before the newest run.
func (w *world) inYear(board string) int {
	n := 0
	for key, night := range w.nights {
		if key[1] == board && out.DayOf(night.run.StartedAt) >= out.DayOf(w.latest().StartedAt)-365 {
			n += count(night.changes, func(c **out.ChangeRow) bool {
				return slices.Contains([]string{"practice", "new_text", "minor"}, (*c).Significance) && !toldBefore(*c)
			})
		}
	}
	return n
}

// recent checks the first line of a new change: chapter, board and day.
func (r *siteLog) recent(l *line, when string) string {
	r.quotes, r.event, r.chapter = nil, nil, ""
	for _, n := range r.w.ofRun("") {
		if day(n.run.StartedAt) != when || !strings.Contains(l.text, " "+r.w.named[n.obs.BoardID]+", "+when) {
			continue
		}
		for _, c := range n.changes {
			if ch := n.chapterOf(c); ch != nil && strings.Contains(l.text, " "+labelOf(ch)+" "+r.w.named[n.obs.BoardID]) {
				r.event, r.chapter = newLog(r.w, "", n), ch.SectionID
			}
		}
	}
	return unless(r.event != nil, "no such chapter changed")
}

func (r *siteLog) recentWords(text string) string {
	if r.event == nil {
		return "it follows no chapter"
	}
	told, wrong := tell(r.event.n, r.event.left, r.chapter, text, tells{})
	return first(wrong, unless(len(told) == 1 && (told[0].Significance == "practice" || told[0].Significance == "new_text" || told[0].Kind == "removed" || told[0].Kind == "retired"), "it is of no weight"))
}

var changesForms = []form[*siteLog]{
	{"p", `All manuals, newest first\.(?: Newer changes\.)?(?: Older changes\.)?`, nil},
	{"p", `(?:Newer changes)?(?: ?Older changes)?`, nil},
	{"p", `No change has been seen yet\. The first reading of a manual is its baseline; changes are told from the second on\.`, func(r *siteLog, _ *line, _ []string) string {
		return equal("changes", 0, len(r.w.rows.Changes))
	}},
	{"head", `Seen on \| Manual and chapter \| What changed \| Significance \| Declared`, nil},
	{"row", `{any}`, func(r *siteLog, l *line, _ []string) string { return r.changeRow(l) }},
}

// kindWords are the kinds of change in words.
var kindWords = map[string][]string{"new": {"added", "activated"}, "withdrawn": {"removed", "retired"}, "moved": {"moved"}, "renamed": {"renamed"}, "renumbered": {"renumbered"}, "text changed": {"edited"},
	"split": {"split"}, "merged": {"merged"}, "mark changed": {"flagged"}, "link changed": {"link_changed"}, "date of review changed": {"review_changed"}, "file replaced": {"file_replaced"}, "changed throughout": {"terms_swept"}, "address changed": {"moved_host"}}

func (r *siteLog) changeRow(l *line) string {
	wrong := "no such chapter changed on that day"
	for _, n := range r.w.ofRun("") {
		board := r.w.named[n.obs.BoardID]
		name, ok := strings.CutPrefix(l.cells[1].plain, board+" / ")
		if !ok || day(n.run.StartedAt) != l.cells[0].plain {
			continue
		}
		kind, text, _ := strings.Cut(l.cells[2].plain, " / ")
		for c := range r.left[n] {
			ch := n.chapterOf(c)
			id, called := c.SectionID, label(cmp.Or(c.NewNumber, c.OldNumber), cmp.Or(c.NewTitle, c.OldTitle))
			if ch != nil {
				id, called = ch.SectionID, labelOf(ch)
			}
			if called != name && !(ch == nil && name == "the manual") || !slices.Contains(kindWords[kind], c.Kind) {
				continue
			}
			only := map[*out.ChangeRow]bool{c: true}
			if _, wrong = tell(n, only, id, text, tells{}); wrong != "" {
				continue
			}
			declared := map[string]string{"confirmed": "declared", "undeclared": "not declared"}[c.Declared]
			wrong = first(sameText("significance", l.cells[3].plain, strings.ReplaceAll(c.Significance, "_", " ")), sameText("declared", l.cells[4].plain, cmp.Or(declared, "–")),
				sameText("data-board", l.attrs["data-board"], board), sameText("data-kind", l.attrs["data-kind"], kind), sameText("data-sig", l.attrs["data-sig"], l.cells[3].plain),
				sameText("data-declared", l.attrs["data-declared"], l.cells[4].plain), sameText("data-day", l.attrs["data-day"], n.run.StartedAt.UTC().Format(time.DateOnly)))
			if wrong == "" {
				delete(r.left[n], c)
				return ""
			}
		}
	}
	return wrong
}

var runsForms = []form[*siteLog]{
	{"p", `Each night’s work, newest first\.`, nil},
	{"head", `Start \(UTC\) \| Took \| Manuals \| Read \| Not read \| Changes \| Made by`, nil},
	{"row", `{any}`, func(r *siteLog, l *line, _ []string) string {
		r.rows["row"]++
		for _, run := range r.w.rows.Runs {
			if run.StartedAt.UTC().Format("2 January 2006, 15:04") != l.cells[0].plain {
				continue
			}
			return first(equal("manuals", number(l.cells[2].plain), int(run.BoardsSelected)), equal("read", number(l.cells[3].plain), int(run.BoardsObserved)), equal("not read", number(l.cells[4].plain), int(run.BoardsFailed)),
				equal("changes", number(l.cells[5].plain), int(run.Changes)), sameText("versions", l.cells[6].plain, fmt.Sprintf("%s, parser %s, rules %s", run.ToolVersion, run.ParserVersion, run.RulesVersion)),
				r.took(l.cells[1].plain, run), equal("rows of the run", int(run.Changes), count(r.w.rows.Changes, func(c *out.ChangeRow) bool { return c.RunID == run.RunID })))
		}
		return "there is no such run"
	}},
}

// took checks how long a run took, to the unit that it is told in.
func (r *siteLog) took(said string, run out.RunRow) string {
	if run.FinishedAt.IsZero() {
		return sameText("time", said, "not finished")
	}
	took := run.FinishedAt.Sub(run.StartedAt)
	d, err := time.ParseDuration(strings.NewReplacer(" min", "m", " s", "s", " h", "h", " ", "").Replace(said))
	unit := map[bool]time.Duration{true: time.Second, false: time.Minute}[strings.HasSuffix(said, "s")]
	return unless(err == nil && took-d >= 0 && took-d < unit, "it took %s", took)
}
