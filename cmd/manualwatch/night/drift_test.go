package night

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/out"
	"manualwatch/parse"
)

// A manual of two pages in an archive; its PDF is read by a reader of the test.
type smallManual struct {
	t    *testing.T
	ar   *archive.Archive
	data *out.Dataset

	lists []string          // paths of the register's pages of amendments
	from  map[string]string // the path that led to each path, where a test needs it

	accept bool // somebody vouches for the manual of the night
}

func newSmallManual(t *testing.T) *smallManual {
	t.Helper()
	dir := t.TempDir()
	ar, err := archive.Open(filepath.Join(dir, "archive"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := out.OpenDataset(filepath.Join(dir, "dataset"))
	if err != nil {
		t.Fatal(err)
	}
	return &smallManual{t: t, ar: ar, data: data}
}

// night archives the pages by their paths and reads them; pdf stands for what the
// parser of that night makes of any PDF.
func (m *smallManual) night(day int, pages map[string]string, past *Past, pdf parse.Reader) (Summary, *Past) {
	m.t.Helper()
	at := time.Date(2026, 3, day, 2, 0, 0, 0, time.UTC)
	run := archive.Run{ID: at.Format("20060102T150405Z"), StartedAt: at, FinishedAt: at, Boards: []string{"sample"}, Complete: true, Accept: m.accept}
	if err := m.ar.Begin(run); err != nil {
		m.t.Fatal(err)
	}
	res := crawl.Result{BoardID: "sample", Complete: true}
	for path, body := range pages {
		url := "https://manual.example" + path
		c := archive.Capture{RunID: run.ID, BoardID: "sample", URL: url, FinalURL: url, FetchedAt: at, Status: 200}
		if from := m.from[path]; from != "" {
			c.From = "https://manual.example" + from
		}
		to, led := strings.CutPrefix(body, redirectTo)
		if led {
			c.FinalURL, body = "https://manual.example"+to, pages[to]
		}
		switch body {
		case "":
			c.Status, c.Error = 503, "HTTP 503"
		case gone:
			c.Status, c.Error, c.Permanent = 404, "HTTP 404 Not Found", true
		default:
			sha, err := m.ar.Put([]byte(body))
			if err != nil {
				m.t.Fatal(err)
			}
			c.SHA256 = sha
		}
		if err := m.ar.Append(c); err != nil {
			m.t.Fatal(err)
		}
		res.Captures = append(res.Captures, c)
	}
	if past == nil {
		past = NewPast()
	}
	n := &Night{Archive: m.ar, Dataset: m.data, Past: past, Run: run, Version: "test", Now: func() time.Time { return at },
		Reader: &Reader{Archive: m.ar, Jobs: 1, Formats: parse.Formats{parse.TypePDF: pdf}}}
	b := crawl.Board{ID: "sample", Platform: "generic", Start: []string{"https://manual.example/"}}
	for _, list := range m.lists {
		b.Amendments, b.Areas = append(b.Amendments, "https://manual.example"+list), []string{"Portside"}
	}
	s, err := n.Process(context.Background(), []crawl.Board{b}, []crawl.Result{res})
	if err != nil {
		m.t.Fatal(err)
	}
	return s, past
}

// pdfSaying is a parser that reads one paragraph out of any PDF.
func pdfSaying(text string) parse.Reader {
	return func(_ context.Context, in parse.Input) (*parse.Document, error) {
		return &parse.Document{URL: in.URL, FinalURL: in.FinalURL, MediaType: parse.TypePDF, SHA256: in.SHA256, Title: "Strategy Discussions",
			Blocks: []parse.Block{{Kind: parse.Paragraph, Text: text, Page: 1}}}, nil
	}
}

const smallContents = `<html><body><main><h1>Manual</h1><h2>1. Part</h2><ul>
<li><a href="/referrals">1.1 Referrals</a></li><li><a href="/strategy.pdf">1.2 Strategy Discussions</a></li></ul></main></body></html>`

func smallPages(referrals string) map[string]string {
	return map[string]string{
		"/": smallContents, "/strategy.pdf": "%PDF-1.4\nstands for a file\n%%EOF\n",
		"/referrals": "<html><body><main><h1>1.1 Referrals</h1><p>" + referrals + "</p></main></body></html>",
	}
}

// TestParserDriftIsNoChange changes the parser between two nights: what only the
// parser changed is a finding, what the board changed is the only change.
func TestParserDriftIsNoChange(t *testing.T) {
	m := newSmallManual(t)
	_, past := m.night(1, smallPages("Anyone may refer a child."), nil, pdfSaying("A strategy discussion is held within two days."))
	asReadByOlderCode(past)
	s, past := m.night(2, smallPages("Anyone may refer a child."), past, pdfSaying("A strategy discussion is held within two days. The new parser reads more."))
	if s.Run.Changes != 0 || s.Observations[0].Status != out.StatusUnchanged {
		t.Errorf("a better parser was taken for a change: %d changes, %s", s.Run.Changes, s.Observations[0].Status)
	}
	asReadByOlderCode(past)
	s, _ = m.night(3, smallPages("Anyone must refer a child."), past, pdfSaying("A strategy discussion is held within two days. The new parser reads more."))
	changes, err := m.data.Changes(out.Filter{RunID: s.Run.RunID})
	if err != nil {
		t.Fatal(err)
	}
	if len(changes) != 1 || changes[0].NewTitle != "Referrals" {
		t.Errorf("changes %+v, want one on Referrals", changes)
	}
	findings, err := m.data.Findings(out.Filter{RunID: s.Run.RunID})
	if err != nil {
		t.Fatal(err)
	}
	drift := 0
	for _, f := range findings {
		if strings.Contains(f.Code, "drift") {
			drift++
		}
	}
	if drift == 0 {
		t.Errorf("no finding tells of the parser's drift: %+v", findings)
	}
}

// asReadByOlderCode marks all editions and runs as read by an older parser.
func asReadByOlderCode(p *Past) {
	for _, rows := range p.editions {
		for i := range rows {
			rows[i].ParserVersion = "0"
		}
	}
	for i := range p.runs {
		p.runs[i].ParserVersion = "0"
	}
}

// TestFailedPageKeepsItsChapter lets a page and then the contents fail for a
// night: nothing is told as removed, and the state says what was not seen.
func TestFailedPageKeepsItsChapter(t *testing.T) {
	m, pdf := newSmallManual(t), pdfSaying("A strategy discussion is held within two days.")
	_, past := m.night(1, smallPages("Anyone may refer a child."), nil, pdf)
	pages := smallPages("")
	pages["/referrals"] = ""
	s, past := m.night(2, pages, past, pdf)
	if o := s.Observations[0]; s.Run.Changes != 0 || o.Status != out.StatusPartial || !strings.Contains(o.Cause, "/referrals") {
		t.Errorf("failed page: %d changes, %+v", s.Run.Changes, o)
	}
	pages = smallPages("Anyone may refer a child.")
	pages["/"] = ""
	s, past = m.night(3, pages, past, pdf)
	if o := s.Observations[0]; s.Run.Changes != 0 || o.Status != out.StatusFailed || o.EditionID == "" {
		t.Errorf("failed contents: %d changes, %+v", s.Run.Changes, o)
	}
	s, _ = m.night(4, smallPages("Anyone should refer a child."), past, pdf)
	if o := s.Observations[0]; s.Run.Changes != 1 || o.Status != out.StatusChanged {
		t.Errorf("after recovery: %d changes, %+v", s.Run.Changes, o)
	}
}

// TestUnreadableDocumentKeepsItsWords lets the reader fail on bytes that it read
// before (a limit on a busy machine): the board needs a look, nothing is told.
func TestUnreadableDocumentKeepsItsWords(t *testing.T) {
	m := newSmallManual(t)
	_, past := m.night(1, smallPages("Anyone may refer a child."), nil, pdfSaying("A strategy discussion is held within two days."))
	failing := func(context.Context, parse.Input) (*parse.Document, error) { return nil, context.DeadlineExceeded }
	s, _ := m.night(2, smallPages("Anyone must refer a child."), past, failing)
	if o := s.Observations[0]; s.Run.Changes != 0 || o.Status != out.StatusNeedsIntervention || !strings.Contains(o.Cause, "strategy.pdf") {
		t.Errorf("%d changes, %+v", s.Run.Changes, o)
	}
}

// TestChapterSeenLateIsNotNew lets a chapter fail on the first night of a board:
// its words are no change when they are seen at last, later edits are.
func TestChapterSeenLateIsNotNew(t *testing.T) {
	m, pdf := newSmallManual(t), pdfSaying("A strategy discussion is held within two days.")
	pages := smallPages("")
	pages["/referrals"] = ""
	s, past := m.night(1, pages, nil, pdf)
	if o := s.Observations[0]; o.Status != out.StatusPartial || o.EditionID == "" {
		t.Errorf("first night: %+v", o)
	}
	s, past = m.night(2, smallPages("Anyone may refer a child. The duty team must answer."), past, pdf)
	if o := s.Observations[0]; s.Run.Changes != 0 || o.Status != out.StatusChanged {
		t.Errorf("seen at last: %d changes, %+v", s.Run.Changes, o)
	}
	s, _ = m.night(3, smallPages("Anyone may refer a child. The duty team should answer."), past, pdf)
	if s.Run.Changes != 1 {
		t.Errorf("edited later: %d changes", s.Run.Changes)
	}
}

// TestJunkDocumentHealsByItself serves junk in place of a document for a night:
// its chapter stands, and the nights after are as if nothing had been.
func TestJunkDocumentHealsByItself(t *testing.T) {
	m := newSmallManual(t)
	reads := pdfSaying("A strategy discussion is held within two days.")
	pdf := func(ctx context.Context, in parse.Input) (*parse.Document, error) {
		if strings.Contains(string(in.Body), "junk") {
			return nil, context.DeadlineExceeded
		}
		return reads(ctx, in)
	}
	_, past := m.night(1, smallPages("Anyone may refer a child."), nil, pdf)
	pages := smallPages("Anyone must refer a child.")
	pages["/strategy.pdf"] = "%PDF-1.4\njunk\n"
	s, past := m.night(2, pages, past, pdf)
	if o := s.Observations[0]; s.Run.Changes != 1 || o.Status != out.StatusPartial {
		t.Errorf("junk: %d changes, %+v", s.Run.Changes, o)
	}
	s, _ = m.night(3, smallPages("Anyone must refer a child."), past, pdf)
	if o := s.Observations[0]; s.Run.Changes != 0 || o.Status != out.StatusUnchanged {
		t.Errorf("healed: %d changes, %+v", s.Run.Changes, o)
	}
}

// TestMenuOfAnEarlierNightIsForgotten fails one page of a site whose outline
// stands in the menu of every page, on the night on which a chapter goes.
func TestMenuOfAnEarlierNightIsForgotten(t *testing.T) {
	site := func(menu string) map[string]string {
		page := func(main string) string {
			return "<html><body><nav class=\"chapters\"><ul><li>1 Part<ul>" + menu + "</ul></li></ul></nav><main>" + main + "</main></body></html>"
		}
		return map[string]string{
			"/": page("<p>Welcome to the procedures. Choose a chapter.</p>"), "/a": page("<h1>1.1 Referrals</h1><p>Anyone may refer.</p>"),
			"/b": page("<h1>1.2 Neglect</h1><p>Neglect is harm over time.</p>"), "/c": page("<h1>1.3 Bullying</h1><p>Bullying is met with a plan.</p>"),
			"/d": page("<h1>1.4 Self Harm</h1><p>Self harm is taken seriously.</p>"),
		}
	}
	whole := `<li><a href="/a">1.1 Referrals</a></li><li><a href="/b">1.2 Neglect</a></li><li><a href="/c">1.3 Bullying</a></li><li><a href="/d">1.4 Self Harm</a></li>`
	m := newSmallManual(t)
	_, past := m.night(1, site(whole), nil, pdfSaying(""))
	pages := site(strings.ReplaceAll(strings.Replace(whole, `<li><a href="/b">1.2 Neglect</a></li>`, "", 1), "1.3 Bullying", "1.2 Bullying"))
	delete(pages, "/b")
	pages["/d"] = ""
	s, _ := m.night(2, pages, past, pdfSaying(""))
	changes, err := m.data.Changes(out.Filter{RunID: s.Run.RunID})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		if c.Kind == "added" || c.Kind == "edited" {
			t.Errorf("invented: %s %s", c.Kind, c.NewTitle)
		}
	}
	e, err := m.data.Editions("sample")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := m.data.Outline(e[len(e)-1])
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, r := range rows {
		if seen[r.Title]++; r.Kind == "chapter" && (seen[r.Title] > 1 || r.Title == "Neglect") {
			t.Errorf("%s stands in an outline of two nights", r.Title)
		}
	}
}
