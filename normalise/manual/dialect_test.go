package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"manualwatch/normalise"
)

// TestDialects holds lists of contents in rarer dialects against outlines
// written by hand.
func TestDialects(t *testing.T) {
	ar, err := txtar.ParseFile("testdata/dialects.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(ar.Files); i += 2 {
		name := strings.TrimSuffix(ar.Files[i].Name, ".html")
		t.Run(name, func(t *testing.T) {
			got := rowLines(readPageRows(t, string(ar.Files[i].Data)))
			if d := cmp.Diff(strings.Split(string(ar.Files[i+1].Data), "\n"), strings.Split(got, "\n")); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// TestSectionOverThePage reads a list of contents over two pages whose second page
// names again the section that goes on.
func TestSectionOverThePage(t *testing.T) {
	const origin = "http://example.test"
	page := func(at, body string) normalise.Page {
		html := `<html><head><title>Procedures</title></head><body><main><h1>Procedures</h1>` + body + `<p><a href="/contents">1</a> <a href="/contents/2">2</a></p></main></body></html>`
		return normalise.Page{Document: parseKit(t, "generic", origin+at, []byte(html))}
	}
	e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/contents"}, Hosts: []string{"example.test"}, Pages: []normalise.Page{
		page("/contents", `<h2>Cases</h2><ul><li><a href="/a">Referrals</a></li><li><a href="/b">Visits</a></li></ul><h2>Staff</h2><ul><li><a href="/c">Vetting</a></li></ul>`),
		page("/contents/2", `<h2>Staff (continued)</h2><ul><li><a href="/d">Training</a></li></ul><h2>Places</h2><ul><li><a href="/e">Homes</a></li></ul>`),
	}})
	want := "section||Cases|\n chapter||Referrals|\n chapter||Visits|\nsection||Staff|\n chapter||Vetting|\n chapter||Training|\nsection||Places|\n chapter||Homes|\n"
	if d := cmp.Diff(want, rowLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestTermsAsHeadings reads a chapter that is a definition list, and leaves a
// glossary alone.
func TestTermsAsHeadings(t *testing.T) {
	heads := func(body string) int {
		e, n := readOneChapter(t, body), 0
		for _, s := range e.Sections {
			if s.Kind == normalise.KindHeading {
				n++
			}
		}
		return n
	}
	if n := heads(`<dl><dt>Overview</dt><dd><p>All staff read this first.</p><p>It is short.</p></dd><dt>First Steps</dt><dd><p>Ring the duty desk.</p><ul><li>Write a note.</li></ul></dd></dl>`); n != 2 {
		t.Errorf("%d headings of 2", n)
	}
	if n := heads(`<dl><dt>Desk</dt><dd>The duty desk answers at all hours.</dd><dt>Note</dt><dd>What is written down on the day.</dd><dt>Plan</dt><dd>What was agreed by all.</dd></dl>`); n != 0 {
		t.Errorf("%d headings in a glossary", n)
	}
}

// TestCaptions leaves out a line above the title that names the part of the manual.
func TestCaptions(t *testing.T) {
	e := readOneChapter(t, `<span class="caption">Section 3</span><h1>3.2 Visits</h1><p>Two workers go together.</p><h2>After</h2><p>They write it down.</p>`)
	for _, s := range e.Sections {
		if s.Title == "Visits" && s.Text != "Two workers go together." {
			t.Errorf("text %q", s.Text)
		}
	}
}
