package truth

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"manualwatch/out"
)

// A feed is an Atom feed as it is read back.
type feed struct {
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Entries []feedEntry `xml:"entry"`
}

type feedEntry struct {
	Title   string `xml:"title"`
	ID      string `xml:"id"`
	Updated string `xml:"updated"`
	Link    struct {
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Content string `xml:"content"`
}

// feeds reads the feed of all boards and those of each.
func (w *world) feeds() {
	var changed []*night
	for _, n := range w.ofRun("") {
		if n.seen() && n.after != nil && n.after.RunID == n.obs.RunID {
			changed = append(changed, n)
		}
	}
	slices.SortStableFunc(changed, func(a, b *night) int {
		return cmp.Or(strings.Compare(b.obs.RunID, a.obs.RunID), strings.Compare(a.obs.BoardID, b.obs.BoardID))
	})
	ids := map[string]string{}
	w.feed("feed.xml", "Changes of safeguarding manuals", changed[:min(50, len(changed))], ids)
	for _, b := range w.boards {
		own := slices.DeleteFunc(slices.Clone(changed), func(n *night) bool { return n.obs.BoardID != b.ID })
		if len(own) > 0 {
			w.feed("feeds/"+b.ID+".xml", "Changes of "+b.Name, own[:min(20, len(own))], ids)
		}
	}
}

// feed reads one feed: an entry for each night that changed a manual, newest first.
// ids are those of entries known, by what they stand for.
func (w *world) feed(name, title string, nights []*night, ids map[string]string) {
	b, err := os.ReadFile(filepath.Join(w.dir, name))
	var f feed
	if err == nil {
		err = xml.Unmarshal(b, &f)
	}
	if err != nil {
		w.say(name, "%v", err)
		return
	}
	if len(f.Entries) != len(nights) || len(nights) == 0 {
		w.say(name, "%d entries, the tables have %d changed nights", len(f.Entries), len(nights))
		return
	}
	for key, id := range map[string]string{"feed " + name: f.ID} {
		ids[id] = key
	}
	if wrong := first(sameText("title", f.Title, title), sameText("updated", f.Updated, f.Entries[0].Updated)); wrong != "" {
		w.say(name, "%s", wrong)
	}
	for i, n := range nights {
		e := &f.Entries[i]
		stands := n.obs.RunID + " " + n.obs.BoardID
		wrong := first(unless(cmp.Or(ids[e.ID], stands) == stands, "its id is that of %s", ids[e.ID]), sameText("updated", e.Updated, n.run.StartedAt.UTC().Format(time.RFC3339)),
			unless(path.Join(path.Dir(name), e.Link.Href) == logName(n), "it leads to %s", e.Link.Href),
			unless(w.read(logName(n)) != nil, "it leads to %s, which is not there", e.Link.Href), w.feedTitle(n, e.Title))
		ids[e.ID] = stands
		if wrong != "" {
			w.say(name, "entry %q: %s", e.Title, wrong)
		}
		r := newLog(w, fmt.Sprintf("%s: %s %s", name, n.obs.BoardID, n.obs.RunID), n)
		readAs(w, r.name, r, feedForms, feedRules, htmlLines([]byte(e.Content)))
		r.finishFeed()
	}
}

func (w *world) feedTitle(n *night, title string) string {
	rest, ok := strings.CutPrefix(title, w.named[n.obs.BoardID]+": ")
	if !ok {
		return "it does not name its board"
	}
	if n.baseline() || rest == "first reading" {
		return unless(n.baseline() && rest == "first reading", "it is a first reading: %v", n.baseline())
	}
	want := map[string]int{}
	for _, l := range w.read(logName(n)) {
		if l.kind == "p" && len(tallyOf(l.text)) > 0 && len(want) == 0 {
			want = tallyOf(l.text)
		}
	}
	if m := pattern(`^(rows of its own list of amendments)?(?:, )?(links and typography)? only(?:; {n} declared, not found)?$`).FindStringSubmatch(rest); m != nil {
		rows := len(slices.DeleteFunc(slices.Clone(n.changes), func(c *out.ChangeRow) bool { return !strings.HasPrefix(c.Kind, "amendment_") }))
		return first(unless(len(want) == 0, "the changelog tells %v", want), unless((m[1] != "") == (rows > 0), "%d rows came or went", rows),
			unless((m[2] != "") == (rows == 0 || rows < len(n.changes)), "%d of %d changes are rows", rows, len(n.changes)), equal("not found", number(m[3]), len(notFound(n.declarations))))
	}
	return unless(pattern("^"+tallyForm+"$").MatchString(rest) && fmt.Sprint(tallyOf(rest)) == fmt.Sprint(want), "the changelog tells %v", want)
}

var feedRules = []rule[*boardLog]{
	{`(Not read|Read in part)\. {any}`, func(r *boardLog) bool { return !r.n.whole() && !r.n.baseline() }},
}

var feedForms = []form[*boardLog]{
	{"p", `This manual was read for the first time: {n} sections?\.`, func(r *boardLog, _ *line, m []string) string {
		return first(unless(r.n.baseline(), "it was not"), equal("sections", number(m[1]), len(r.n.after.sections)))
	}},
	{"p", `(Not read|Read in part)\. {any}`, func(r *boardLog, _ *line, m []string) string {
		return first(unless(!r.n.whole(), "it was"), howFar(r.n, m[1]), missedPages(r.n, m[2]))
	}},
	{"h3", `Also changed`, func(r *boardLog, _ *line, m []string) string { r.close(); r.group = m[0]; return "" }},
	{"h3", `{any}`, func(r *boardLog, _ *line, m []string) string { r.close(); r.group = m[1]; return groupKnown(m[1]) }},
	{"li1", `{any}`, func(r *boardLog, l *line, m []string) string {
		switch {
		case r.group == "Also changed":
			for says, sort := range folded {
				if n := pattern(`^(?:` + says + `)(?:: {any})?\.$`).FindStringSubmatch(m[1]); n != nil {
					r.numbers[sort] = number(cmp.Or(n[1:]...))
					return details(r.n, n[len(n)-1])
				}
			}
			return "no form knows it"
		case r.alike != nil:
			r.alike.says = l.text
			return r.allAlike()
		case r.entry == nil || len(r.entry.changes) > 0:
			if several := pattern(`^{n} chapters: `).FindStringSubmatch(l.text); several != nil {
				r.close()
				r.alike = &alike{chapters: number(several[1]), links: l.links}
				return ""
			}
			return r.open(l)
		}
		text := m[1]
		if cut := pattern(`^(.*) And {n} more changes\.$`).FindStringSubmatch(text); cut != nil {
			text, r.entry.more = cut[1], number(cut[2])
		}
		told, wrong := tell(r.n, r.left, r.entry.id, text, tells{reasons: true})
		r.entry.changes = told
		if r.entry.more > 0 { // the others are told in a number
			for c := range r.left {
				t := telling{n: r.n, chapter: r.entry.id}
				if r.entry.more > 0 && t.concerns(c) && isTold(c) {
					delete(r.left, c)
					r.entry.more--
				}
			}
			wrong = first(wrong, unless(r.entry.more == 0, "it has no such number more"))
		}
		return wrong
	}},
}

// isTold reports whether a change is one that is told one by one.
func isTold(c *out.ChangeRow) bool {
	return !emptyPart(c) && (sortOf(c) == "typography" && c.Significance != "editorial" || sortOf(c) == "numbers" && c.CausedBy == "" || c.Significance == "practice")
}

// finishFeed checks what an entry must tell: it quotes nothing.
func (r *boardLog) finishFeed() {
	if e := r.entry; e != nil {
		r.close()
	}
	want := map[string]int{}
	for c := range r.left {
		want[sortOf(c)]++
	}
	if !r.n.baseline() && fmt.Sprint(want) != fmt.Sprint(r.numbers) {
		r.w.say(r.name, "told in numbers are %v, the tables have %v", r.numbers, want)
	}
}
