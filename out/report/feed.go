package report

import (
	"cmp"
	"crypto/sha1"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/out"
)

// Most entries of a feed.
const (
	boardFeedEntries = 20
	allFeedEntries   = 50
)

// An item is a night on which a board's manual changed.
type item struct {
	board out.Board
	obs   out.ObservationRow
	run   out.RunRow
}

// WriteFeeds writes Atom feeds under dataDir: feed.xml for all boards and
// feeds/<board>.xml, with one entry a changed board and night and no quotation
// from a manual. A board's feed is written again only if it lacks its newest
// entry, or if o.Anew is set.
func WriteFeeds(dataDir string, d *out.Dataset, boards []out.Board, o Options) error {
	f := &feeds{dir: dataDir, d: d, o: o}
	var err error
	if f.editions, err = editions(d); err != nil {
		return fmt.Errorf("feeds: %w", err)
	}
	items, err := f.changedNights(boards)
	if err != nil {
		return fmt.Errorf("feeds: %w", err)
	}
	if err := os.MkdirAll(filepath.Join(dataDir, "feeds"), 0o755); err != nil {
		return fmt.Errorf("feeds: %w", err)
	}
	for len(items) > 0 { // sorted by board
		n := 1
		for n < len(items) && items[n].board.ID == items[0].board.ID {
			n++
		}
		if err := f.board(items[:n]); err != nil {
			return fmt.Errorf("feeds: %w", err)
		}
		f.keepNewest(items[:n])
		items = items[n:]
	}
	if err := f.all(); err != nil {
		return fmt.Errorf("feeds: %w", err)
	}
	return nil
}

type feeds struct {
	dir      string
	d        *out.Dataset
	o        Options
	runs     []out.RunRow // oldest first
	editions map[string]out.EditionRow
	newest   []item
}

// changedNights lists the nights that saw a new edition of a board, by board, newest
// first.
func (f *feeds) changedNights(boards []out.Board) ([]item, error) {
	var err error
	if f.runs, err = f.d.Runs(); err != nil {
		return nil, err
	}
	byID := map[string]out.RunRow{}
	for _, r := range f.runs {
		byID[r.RunID] = r
	}
	obs, err := f.d.Observations("")
	if err != nil {
		return nil, err
	}
	var items []item
	for _, o := range obs {
		run, ok := byID[o.RunID]
		if !ok || f.editions[o.EditionID].RunID != o.RunID {
			continue
		}
		items = append(items, item{board: BoardOf(boards, o.BoardID), obs: o, run: run})
	}
	slices.SortStableFunc(items, func(a, b item) int {
		return cmp.Or(strings.Compare(a.board.ID, b.board.ID), strings.Compare(b.run.RunID, a.run.RunID))
	})
	return items, nil
}

func (f *feeds) board(items []item) error {
	b := items[0].board
	path := filepath.Join(f.dir, "feeds", filepath.Base(b.ID)+".xml")
	if old, err := os.ReadFile(path); err == nil && !f.o.Anew && strings.Contains(string(old), items[0].id()) {
		return nil
	}
	return writeFile(path, func(w io.Writer) error {
		return f.write(w, "Changes of "+Clean(b.Name), stableID("feed", b.ID), "../", items[:min(len(items), boardFeedEntries)])
	})
}

// keepNewest keeps the items that the feed for all boards shows.
func (f *feeds) keepNewest(items []item) {
	f.newest = append(f.newest, items...)
	slices.SortStableFunc(f.newest, func(a, b item) int {
		return cmp.Or(strings.Compare(b.run.RunID, a.run.RunID), strings.Compare(a.board.ID, b.board.ID))
	})
	if len(f.newest) > allFeedEntries {
		f.newest = slices.Clone(f.newest[:allFeedEntries])
	}
}

func (f *feeds) all() error {
	return writeFile(filepath.Join(f.dir, "feed.xml"), func(w io.Writer) error {
		return f.write(w, "Changes of safeguarding manuals", stableID("feed"), "", f.newest)
	})
}

// The elements of an Atom feed (RFC 4287) in the order they are written.
type atomHead struct {
	XMLName xml.Name  `xml:"entry"`
	Title   string    `xml:"title"`
	ID      string    `xml:"id"`
	Updated string    `xml:"updated"`
	Link    *atomLink `xml:"link"`
	Content *atomText `xml:"content"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Body string `xml:",chardata"`
}

// write writes a feed, one entry at a time.
func (f *feeds) write(w io.Writer, title, id, root string, items []item) error {
	updated := time.Unix(0, 0)
	if len(items) > 0 {
		updated = items[0].run.StartedAt
	}
	fmt.Fprintf(w, xml.Header+"<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>%s</title>\n<id>%s</id>\n<updated>%s</updated>\n<author><name>manualwatch</name></author>\n",
		html.EscapeString(title), id, updated.UTC().Format(time.RFC3339))
	e := xml.NewEncoder(w)
	for _, it := range items {
		n, err := night(f.d, f.runs, it.run, it.obs, f.editions)
		if err != nil {
			return err
		}
		n.Board = it.board
		err = e.Encode(atomHead{
			Title: feedTitle(n), ID: it.id(), Updated: it.run.StartedAt.UTC().Format(time.RFC3339),
			Link:    &atomLink{Rel: "alternate", Type: "text/markdown", Href: root + "changelogs/" + filepath.Base(it.board.ID) + "/" + it.run.RunID + ".md"},
			Content: &atomText{Type: "html", Body: feedHTML(n, f.o)},
		})
		if err != nil {
			return err
		}
		_, _ = io.WriteString(w, "\n") // w is buffered and keeps its error
	}
	_, err := io.WriteString(w, "</feed>\n")
	return err
}

func feedTitle(n *Night) string {
	if n.baseline() {
		return Clean(n.Board.Name) + ": first reading"
	}
	return Clean(n.Board.Name) + ": " + cmp.Or(tallyWords(tallyOf(n), Practice), lightWords(n))
}

// lightWords tell of a night on which no chapter changed in its words.
func lightWords(n *Night) string {
	rows := 0
	for i := range n.Changes {
		if k := diff.Kind(n.Changes[i].Kind); k == diff.AmendmentAdded || k == diff.AmendmentRemoved {
			rows++
		}
	}
	s := "links and typography only"
	switch {
	case rows > 0 && rows == len(n.Changes):
		s = "rows of its own list of amendments only"
	case rows > 0:
		s = "rows of its own list of amendments, links and typography only"
	}
	if missing := len(NotFound(n.Declarations)); missing > 0 {
		s += "; " + Thousands(missing) + " declared, not found"
	}
	return s
}

func feedHTML(n *Night, o Options) string {
	var b strings.Builder
	if n.baseline() {
		fmt.Fprintf(&b, "<p>This manual was read for the first time: %s.</p>", Number(len(n.Now.Rows()), "section", "sections"))
		return b.String()
	}
	if !n.observed() {
		fmt.Fprintf(&b, "<p><strong>%s.</strong> %s</p>", HowFar(n.Observation), html.EscapeString(strings.TrimSpace(Missed(n.Observation, n.Run)+" "+notSeenWords(n))))
	}
	entries := Entries(n.Changes, n.Before, n.Now)
	for _, g := range Groups() {
		var own []*Entry
		for i := range entries {
			if e := &entries[i]; e.Group == g {
				own = append(own, e)
			}
		}
		var items strings.Builder
		for _, es := range alike(n, o, own) {
			fmt.Fprintf(&items, "<li>%s<br>%s</li>", htmlLinks(es), html.EscapeString(o.entryWords(es[0], n.Board)))
		}
		if items.Len() > 0 {
			fmt.Fprintf(&b, "<h3>%s</h3><ul>%s</ul>", g, items.String())
		}
	}
	if lines := o.FoldedWords(FoldedChanges(n.Changes, n.Before, n.Now), n.Board, nil); len(lines) > 0 {
		fmt.Fprintf(&b, "<h3>%s</h3><ul>", Folded)
		for _, l := range lines {
			fmt.Fprintf(&b, "<li>%s</li>", html.EscapeString(l))
		}
		b.WriteString("</ul>")
	}
	return b.String()
}

// entryWords says in a few sentences what became of a chapter, without quotations of what
// changed.
func (o Options) entryWords(e *Entry, b out.Board) string {
	var parts []string
	for i := range e.Changes {
		c := &e.Changes[i]
		parts = append(parts, o.Edited(e, c, b))
		if c.Significance == "practice" || ToldBefore(c) {
			parts = append(parts, o.Why(c, b))
		}
		if i == 4 && len(e.Changes) > 6 {
			parts = append(parts, fmt.Sprintf("And %d more changes.", len(e.Changes)-5))
			break
		}
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// htmlLinks names a chapter, or those of which the same is told with their number.
func htmlLinks(es []*Entry) string {
	links := make([]string, len(es))
	for i, e := range es {
		links[i] = htmlLink(e.Label(), e.URL)
	}
	if len(es) == 1 {
		return links[0]
	}
	return Number(len(es), "chapter", "chapters") + ": " + strings.Join(links, "; ")
}

func htmlLink(text, address string) string {
	if u := SafeURL(address); u != "" {
		return `<a href="` + html.EscapeString(u) + `">` + html.EscapeString(Clean(text)) + "</a>"
	}
	return html.EscapeString(Clean(text))
}

func (it item) id() string { return stableID("entry", it.board.ID, it.run.RunID) }

// stableID returns a name-based UUID (RFC 9562, version 5): the same for the
// same names, for ever.
func stableID(names ...string) string {
	sum := sha1.Sum([]byte("manualwatch\x00" + strings.Join(names, "\x00")))
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
