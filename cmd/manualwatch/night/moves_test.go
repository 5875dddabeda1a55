package night

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/out"
	"manualwatch/parse"
)

// A web is what servers answer: the first entry whose beginning fits an address, a
// redirect ("301 https://...", to which the rest of the address is added), a status,
// or "pages" for those of the manual.
type web struct {
	answers [][2]string
	pages   map[string]string // by path
}

func (w *web) RoundTrip(r *http.Request) (*http.Response, error) {
	res := &http.Response{Request: r, ProtoMajor: 1, ProtoMinor: 1, StatusCode: 404, Header: http.Header{"Content-Type": {"text/html"}}, Body: http.NoBody}
	for _, a := range w.answers {
		rest, fits := strings.CutPrefix(r.URL.String(), a[0])
		if !fits {
			continue
		}
		status, to, _ := strings.Cut(a[1], " ")
		switch body, known := w.pages[r.URL.Path]; {
		case status == "301":
			res.StatusCode = 301
			res.Header.Set("Location", to+rest)
		case status == "503":
			res.StatusCode = 503
		case known:
			res.StatusCode, res.ContentLength = 200, int64(len(body))
			res.Body = io.NopCloser(strings.NewReader(body))
		}
		return res, nil
	}
	return res, nil
}

// visit crawls the board on a day and reads what was seen.
func (m *smallManual) visit(day int, b crawl.Board, w *web, past *Past) (Summary, *Past) {
	m.t.Helper()
	at := time.Date(2026, 3, day, 2, 0, 0, 0, time.UTC)
	run := archive.Run{ID: at.Format("20060102T150405Z"), StartedAt: at, Boards: []string{b.ID}}
	now := func() time.Time { return at }
	results, err := crawl.Run(context.Background(), m.ar, run, []crawl.Board{b}, crawl.Options{Now: now, Backoff: time.Millisecond, Wire: w})
	if err != nil {
		m.t.Fatal(err)
	}
	if past == nil {
		past = NewPast()
	}
	n := &Night{Archive: m.ar, Dataset: m.data, Past: past, Run: run, Version: "test", Now: now, Reader: &Reader{Archive: m.ar, Jobs: 1, Formats: parse.Formats{}}}
	s, err := n.Process(context.Background(), []crawl.Board{b}, results)
	if err != nil {
		m.t.Fatal(err)
	}
	return s, past
}

// lineage gives the IDs of the chapters of a board's newest edition by title.
func (m *smallManual) lineage(board string) map[string]string {
	m.t.Helper()
	e, err := m.data.Editions(board)
	if err != nil || len(e) == 0 {
		m.t.Fatalf("%d editions, %v", len(e), err)
	}
	rows, err := m.data.Outline(e[len(e)-1])
	if err != nil {
		m.t.Fatal(err)
	}
	ids := map[string]string{}
	for _, r := range rows {
		if r.Kind == "chapter" {
			ids[r.Title] = r.SectionID
		}
	}
	return ids
}

func (m *smallManual) codes(runID string) []string {
	m.t.Helper()
	rows, err := m.data.Findings(out.Filter{RunID: runID})
	if err != nil {
		m.t.Fatal(err)
	}
	var list []string
	for _, f := range rows {
		list = append(list, f.Code+" "+f.URL+": "+f.Detail)
	}
	slices.Sort(list)
	return list
}

// TestHostChangesItsSpelling lets a site go from http to https and from one name to
// the same with www and back, under a register that is not touched: no change.
func TestHostChangesItsSpelling(t *testing.T) {
	b := crawl.Board{ID: "sample", Name: "Sample", Platform: "generic", Start: []string{"http://manual.example/"}, AllowPrivate: true}
	pages := chapters(allAnimals...)
	steps := []struct {
		name    string
		answers [][2]string
	}{
		{"http", [][2]string{{"http://manual.example/", "pages"}}},
		{"https", [][2]string{{"http://manual.example/", "301 https://manual.example/"}, {"https://manual.example/", "pages"}}},
		{"https with www", [][2]string{{"http://manual.example/", "301 https://manual.example/"}, {"https://manual.example/", "301 https://www.manual.example/"}, {"https://www.manual.example/", "pages"}}},
		{"www without a redirect of old pages", [][2]string{{"http://manual.example/", "pages"}, {"https://www.manual.example/", "pages"}}},
		{"http again", [][2]string{{"https://", "503"}, {"http://manual.example/", "pages"}}},
	}
	m := newSmallManual(t)
	var past *Past
	var first map[string]string
	for day, step := range steps {
		var s Summary
		s, past = m.visit(1+day, b, &web{step.answers, pages}, past)
		o := s.Observations[0]
		if day == 0 {
			first = m.lineage("sample")
			if len(first) != len(allAnimals) {
				t.Fatalf("%d chapters, %+v", len(first), o)
			}
			continue
		}
		if o.Status != out.StatusUnchanged || s.Run.Changes != 0 {
			t.Errorf("%s: %q, %+v", step.name, m.told(s.Run.RunID), o)
		}
		t.Log(step.name, m.codes(s.Run.RunID))
	}
	if d := cmp.Diff(first, m.lineage("sample")); d != "" {
		t.Error(d)
	}
	pages["/owls"] = strings.Replace(pages["/owls"], "after dusk", "before dawn", 1)
	s, _ := m.visit(10, b, &web{steps[2].answers, pages}, past)
	if told := m.told(s.Run.RunID); !slices.Equal(told, []string{"edited Owls"}) {
		t.Errorf("an edit after the moves: %q", told)
	}
	if d := cmp.Diff(first, m.lineage("sample")); d != "" {
		t.Error(d)
	}
}

// TestPagesFailWhileTheHostMoves lets pages fail on the very night on which the site
// goes to https: they stand under their old addresses.
func TestPagesFailWhileTheHostMoves(t *testing.T) {
	b := crawl.Board{ID: "sample", Name: "Sample", Platform: "generic", Start: []string{"http://manual.example/"}, AllowPrivate: true}
	pages := chapters(allAnimals...)
	m := newSmallManual(t)
	_, past := m.visit(1, b, &web{[][2]string{{"http://manual.example/", "pages"}}, pages}, nil)
	first := m.lineage("sample")
	moved := [][2]string{{"http://manual.example/", "301 https://manual.example/"}, {"https://manual.example/", "pages"}}
	s, past := m.visit(2, b, &web{append([][2]string{{"https://manual.example/owls", "503"}}, moved...), pages}, past)
	if o := s.Observations[0]; o.Status != out.StatusPartial || s.Run.Changes != 0 || !strings.Contains(o.Cause, "/owls (") {
		t.Errorf("%q, %+v", m.told(s.Run.RunID), o)
	}
	s, past = m.visit(3, b, &web{moved, pages}, past)
	if o := s.Observations[0]; o.Status != out.StatusUnchanged || s.Run.Changes != 0 {
		t.Errorf("healed: %q, %+v", m.told(s.Run.RunID), o)
	}
	pages["/owls"] = strings.Replace(pages["/owls"], "after dusk", "before dawn", 1)
	s, _ = m.visit(4, b, &web{moved, pages}, past)
	if told := m.told(s.Run.RunID); !slices.Equal(told, []string{"edited Owls"}) {
		t.Errorf("an edit after the move: %q", told)
	}
	if d := cmp.Diff(first, m.lineage("sample")); d != "" {
		t.Error(d)
	}
}

// TestManualMovesToAnotherHost: the register's address redirects to a host that it
// does not name; nothing is told, and the cause says where it went. When the register
// is mended the move is one change.
func TestManualMovesToAnotherHost(t *testing.T) {
	b := crawl.Board{ID: "sample", Name: "Sample", Platform: "generic", Start: []string{"http://manual.example/"}, AllowPrivate: true}
	pages := chapters(allAnimals...)
	m := newSmallManual(t)
	_, past := m.visit(1, b, &web{[][2]string{{"http://manual.example/", "pages"}}, pages}, nil)
	first := m.lineage("sample")
	moved := &web{[][2]string{{"http://manual.example/", "301 https://animals.example/"}, {"https://animals.example/", "pages"}}, pages}
	s, past := m.visit(2, b, moved, past)
	if o := s.Observations[0]; o.Status != out.StatusNeedsIntervention || s.Run.Changes != 0 || !strings.Contains(o.Cause, "animals.example") {
		t.Errorf("%q, %+v", m.told(s.Run.RunID), o)
	}
	b.Start, b.Former = []string{"https://animals.example/"}, []string{"http://manual.example/"}
	s, _ = m.visit(3, b, moved, past)
	if told := m.told(s.Run.RunID); !slices.Equal(told, []string{"moved_host "}) {
		t.Errorf("the register was mended: %q, %+v", told, s.Observations[0])
	}
	if d := cmp.Diff(first, m.lineage("sample")); d != "" {
		t.Error(d)
	}
}

// folder puts a manual into a folder, with links that hold there, a way back to the contents on
// every chapter, and a list of amendments that stands among them.
func folder(pages map[string]string, at string) map[string]string {
	out := map[string]string{}
	for path, body := range pages {
		body = strings.ReplaceAll(body, `href="/`, `href="`)
		if path == "/" {
			body = strings.Replace(body, "</ul>", `<li><a href="changes">Staff room</a></li></ul>`, 1)
		}
		out[at+path] = strings.Replace(body, "</main>", `</main><footer><a href="./">Contents</a></footer>`, 1)
	}
	out[at+"/changes"] = `<html><body><main><h1>Staff room</h1><table><tr><th>Chapter</th><th>Details</th><th>Date</th></tr>` +
		`<tr><td>Owls</td><td>The perches are told of.</td><td>12 January 2026</td></tr><tr><td>Dogs</td><td>Links updated.</td><td>4 January 2026</td></tr></table></main></body></html>`
	return out
}

// TestStartPageLeadsOn: a site put a folder over its manual, and the addresses that the register
// names lead there, where the same bytes stand: its pages have other addresses, and no more. A
// dead link of old moves along and is none that was missed tonight.
func TestStartPageLeadsOn(t *testing.T) {
	const host = "http://manual.example"
	b := crawl.Board{ID: "sample", Name: "Sample", Platform: "generic", Start: []string{host + "/manual/"}, Amendments: []string{host + "/manual/changes"}, AllowPrivate: true}
	pages := chapters(allAnimals...)
	delete(pages, "/bees") // a dead link since the manual was first read
	m := newSmallManual(t)
	s, past := m.visit(1, b, &web{[][2]string{{host + "/", "pages"}}, folder(pages, "/manual")}, nil)
	first, status := m.lineage("sample"), s.Observations[0].Status
	pages["/owls"] = strings.Replace(pages["/owls"], "after dusk", "before dawn", 1)
	moved := &web{[][2]string{{host + "/manual/", "301 " + host + "/cyp/manual/"}, {host + "/", "pages"}}, folder(pages, "/cyp/manual")}
	for day, want := range [][]string{{"edited Owls", "moved_host "}, {}} {
		s, past = m.visit(2+day, b, moved, past)
		if told := m.toldAll(s.Run.RunID); !slices.Equal(told, want) {
			t.Errorf("night %d: %q, want %q", 2+day, told, want)
		}
		if o := s.Observations[0]; o.Cause != "" {
			t.Errorf("night %d: %s, %s, first %s", 2+day, o.Status, o.Cause, status)
		}
	}
	if d := cmp.Diff(first, m.lineage("sample")); d != "" {
		t.Error(d)
	}
}

// TestStartLeadsToAHostOfTheRegister: where the start page leads to a host that `hosts` names, the
// pages of that host are asked for as those of the old one were, also where the text of a chapter alone leads there.
func TestStartLeadsToAHostOfTheRegister(t *testing.T) {
	b := crawl.Board{ID: "sample", Name: "Sample", Platform: "generic", Start: []string{"http://manual.example/"}, AllowPrivate: true}
	pages := withHeads(chapters(allAnimals...))
	pages["/cats/food"] = pages["/cats"]
	pages["/cats"] = strings.Replace(pages["/cats"], "</main>", `<p>Their <a href="/cats/food">food</a> is told of by itself.</p></main>`, 1)
	m := newSmallManual(t)
	asked := func(s Summary) (paths []string) {
		rows, err := m.data.Captures(out.Filter{RunID: s.Run.RunID})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range rows {
			if _, at, _ := strings.Cut(c.URL, ".example"); at != "/" && c.Error == "" {
				paths = append(paths, at)
			}
		}
		slices.Sort(paths)
		return slices.Compact(paths)
	}
	s, past := m.visit(1, b, &web{[][2]string{{"http://manual.example/", "pages"}}, pages}, nil)
	before := asked(s)
	b.Hosts = []string{"animals.example"}
	s, _ = m.visit(2, b, &web{[][2]string{{"http://manual.example/", "301 https://animals.example/"}, {"https://animals.example/", "pages"}}, pages}, past)
	if d := cmp.Diff(before, asked(s)); d != "" || !slices.Contains(before, "/cats/food") {
		t.Errorf("asked for %q (-before +then): %s", before, d)
	}
	if told := m.toldAll(s.Run.RunID); !slices.Equal(told, []string{"moved_host "}) {
		t.Errorf("told %q, %+v", told, s.Observations[0])
	}
}

// TestContentsAtASecondAddress: the contents stand at another address as well, to which the
// chapters lead back; that the title of a part ends the words of such a link ("S", "Contents") does
// not make it the part's page.
func TestContentsAtASecondAddress(t *testing.T) {
	b := crawl.Board{ID: "sample", Name: "Sample", Platform: "generic", Start: []string{"http://manual.example/guide/"}, AllowPrivate: true}
	first := chapters(allAnimals...)
	first["/"] = strings.Replace(first["/"], "1. Animals", "S", 1)
	answers := [][2]string{{"http://manual.example/", "pages"}}
	m := newSmallManual(t)
	_, past := m.visit(1, b, &web{answers, folder(first, "/guide")}, nil)
	second := map[string]string{}
	for path, body := range folder(first, "/guide") {
		second[path] = strings.Replace(body, "</main>", `<p><a href="contents">Contents</a></p></main>`, 1)
	}
	second["/guide/"] = folder(first, "/guide")["/guide/"]
	second["/guide/contents"] = second["/guide/"]
	s, _ := m.visit(2, b, &web{answers, second}, past)
	if o := s.Observations[0]; o.Status == out.StatusPartial || len(m.toldAll(s.Run.RunID)) > 0 {
		t.Errorf("%s, %s, told %q", o.Status, o.Cause, m.toldAll(s.Run.RunID))
	}
}
