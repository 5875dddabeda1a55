package truth

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"manualwatch/out"
)

// A runLog reads the document of all boards and one night.
type runLog struct {
	w      *world
	run    *out.RunRow
	nights []*night
	listed map[string]bool // boards of the table
	missed map[string]bool // boards at the end
	sums   [5]int          // of the table's columns
	counts map[string]int  // that open the document
	since  int             // days after which nobody looked
}

var runForms = []form[*runLog]{
	{"h1", `Safeguarding manuals: what changed, {day}`, func(r *runLog, _ *line, m []string) string {
		return sameText("day", m[1], day(r.run.StartedAt))
	}},
	{"p", `(?:(?:Practice changed in {n} chapters?\.|No change to practice was found\.) ?)?(?:(` + tallyForm + `)\. ?)?(Nothing changed\. )?{n} manuals? (?:was|were) looked at(?:( for the first time)|, {n} of them for the first time)?(?:; (?:{n} could not be read(?:, {n} not completely)?|{n} could not be read completely) \(see the end\))?\.`, opening},
	{"head", `Manual \| State \| Practice \| New \| Withdrawn \| Other changes \| Declared, not found`, nil},
	{"row", `{any}`, func(r *runLog, l *line, _ []string) string { return r.row(l) }},
	{"h2", `Not observed, and since when`, nil},
	{"p", `Nobody had looked at these manuals for a long time: what came and went meanwhile was not seen\.`, nil},
	{"li1", `After {day}, {n} days before this run: {any}\.`, func(r *runLog, _ *line, m []string) string {
		return r.unlookedAt(m[1], number(m[2]), m[3])
	}},
	{"li1", `(.+?): {any}`, func(r *runLog, _ *line, m []string) string {
		for _, n := range r.nights {
			if r.w.named[n.obs.BoardID] == m[1] {
				r.missed[n.obs.BoardID] = true
				return first(unless(!n.whole(), "it was observed"), missedPages(n, m[2]))
			}
		}
		return "no such board"
	}},
}

var runRules = []rule[*runLog]{
	{`Safeguarding manuals: what changed, {day}`, always[*runLog]},
	{runForms[1].says, always[*runLog]},
	{`Nobody had looked at these manuals for a long time: what came and went meanwhile was not seen\.`, func(r *runLog) bool { return len(r.unlooked()) > 0 }},
	{`Not observed, and since when`, func(r *runLog) bool { return slices.ContainsFunc(r.nights, func(n *night) bool { return !n.whole() }) }},
}

func opening(r *runLog, _ *line, m []string) string {
	base, part, not, changed := 0, 0, 0, 0
	for _, n := range r.nights {
		switch {
		case n.baseline():
			base++
		case n.obs.Status == "changed" || n.obs.Status == "partial":
			changed++
		}
		switch {
		case !n.seen():
			not++
		case !n.whole():
			part++
		}
	}
	r.counts = tallyOf(m[0])
	firsts := number(m[7])
	if m[6] != "" {
		firsts = number(m[5])
	}
	none := strings.HasPrefix(m[0], "No change to practice")
	return first(equal("manuals", number(m[5]), len(r.nights)), equal("first readings", firsts, base), equal("not read", number(m[8]), not), equal("read in part", number(m[9]+m[10]), part),
		unless((m[4] != "") == (base+part+not+changed == 0), "something changed, or nothing did"),
		unless(!none || changed > 0, "no manual was compared"))
}

// row checks a board's line of the table.
func (r *runLog) row(l *line) string {
	for _, n := range r.nights {
		if r.w.named[n.obs.BoardID] != l.cells[0].plain {
			continue
		}
		r.listed[n.obs.BoardID] = true
		state := map[string]string{"changed": "changed", "unchanged": "unchanged", "partial": "read in part", "failed": "not read", "needs_intervention": "not read, needs attention"}[n.obs.Status]
		if n.baseline() {
			state = "first reading"
		}
		wrong := sameText("state", l.cells[1].plain, state)
		if n.baseline() || !n.seen() {
			return first(wrong, sameText("counts", strings.Join(strings.Split(l.text, " | ")[2:], ""), "–––––"))
		}
		want := r.w.countsOf(n)
		for i := range want {
			r.sums[i] += want[i]
			wrong = first(wrong, equal("column "+fmt.Sprint(i+1), number(l.cells[i+2].plain), want[i]))
		}
		return wrong
	}
	return "no such board"
}

// unlooked are the manuals that were seen and at which nobody had looked for long, by the last day.
func (r *runLog) unlooked() map[string][]string {
	days := map[string][]string{}
	for _, n := range r.nights {
		if last, _ := r.w.unlooked(n); last != nil && n.seen() && !n.baseline() {
			days[day(last.run.StartedAt)] = append(days[day(last.run.StartedAt)], r.w.named[n.obs.BoardID])
		}
	}
	return days
}

// unlookedAt checks which manuals nobody had looked at since a day.
func (r *runLog) unlookedAt(since string, days int, names string) string {
	said, want := strings.Split(names, "; "), r.unlooked()[since]
	r.since++
	if all, ok := strings.CutPrefix(names, "all "); ok {
		seen := 0
		for _, n := range r.nights {
			if n.seen() && !n.baseline() {
				seen++
			}
		}
		return first(equal("manuals", number(all), seen), equal("of them", len(want), seen))
	}
	slices.Sort(said)
	slices.Sort(want)
	at, err := time.Parse("2 January 2006", since)
	return first(unless(err == nil, "%v", err), equal("days", days, int(out.DayOf(r.run.StartedAt)-out.DayOf(at))), sameText("manuals", strings.Join(said, "; "), strings.Join(want, "; ")))
}

// countsOf are the chapters of a night by the columns of the table: practice, new,
// withdrawn, other, and declarations not found; as its own document tells them.
func (w *world) countsOf(n *night) (counts [5]int) {
	counts[4] = len(notFound(n.declarations))
	group := ""
	for _, l := range w.read(logName(n)) {
		switch {
		case l.kind == "h2":
			group = l.text
		case l.kind == "h3":
			i := slices.Index([]string{"Changes to practice", "New chapters", "Withdrawn"}, group)
			if i < 0 {
				i = 3
			}
			counts[i]++
			if m := pattern(`^{n} chapters$`).FindStringSubmatch(l.text); m != nil {
				counts[i] += number(m[1]) - 1
			}
		}
	}
	return counts
}

// runChangelog reads the document of all boards, whose parts are those of the boards
// with their headings one level down.
func (w *world) runChangelog(run *out.RunRow) {
	name := "changelogs/" + run.RunID + ".md"
	r := &runLog{w: w, run: run, nights: w.ofRun(run.RunID), listed: map[string]bool{}, missed: map[string]bool{}}
	parts, lines := map[string][]string{}, []line(nil)
	part := ""
	for _, l := range w.read(name) {
		switch {
		case l.kind == "h2":
			part = l.text
			if part == "Not observed, and since when" {
				part = ""
				lines = append(lines, l)
			}
		case part == "":
			lines = append(lines, l)
		default:
			parts[part] = append(parts[part], fmt.Sprint(l.text, l.links))
		}
	}
	readAs(w, name, r, runForms, runRules, lines)
	if n := len(r.unlooked()); n != r.since {
		w.say(name, "it names %d days since which nobody looked, the tables have %d", r.since, n)
	}
	for _, n := range r.nights {
		board := w.named[n.obs.BoardID]
		var want []string
		if told := n.whole() || n.baseline() || len(n.changes) > 0; told {
			for _, l := range w.read(logName(n))[min(1, len(w.read(logName(n)))):] {
				want = append(want, fmt.Sprint(l.text, l.links))
			}
		}
		if !slices.Equal(parts[board], want) {
			w.say(name, "what it tells of %s is not what its own document tells", board)
		}
		delete(parts, board)
		if !r.listed[n.obs.BoardID] || r.missed[n.obs.BoardID] == n.whole() {
			w.say(name, "%s is in the table: %v, at the end: %v", board, r.listed[n.obs.BoardID], r.missed[n.obs.BoardID])
		}
	}
	if len(parts) > 0 {
		w.say(name, "it tells of boards that were not looked at: %v", slices.Sorted(maps.Keys(parts)))
	}
	if wrong := first(equal("practice", r.counts["practice"], r.sums[0]), equal("new", r.counts["new"], r.sums[1]), equal("withdrawn", r.counts["withdrawn"], r.sums[2])); wrong != "" {
		w.say(name, "it opens otherwise than its table: %s", wrong)
	}
	if run.RunID == w.latest().RunID {
		a, _ := os.ReadFile(filepath.Join(w.dir, name))
		b, _ := os.ReadFile(filepath.Join(w.dir, "changelogs", "latest.md"))
		if string(a) != string(b) {
			w.say("changelogs/latest.md", "it is not the document of the newest run")
		}
	}
}
