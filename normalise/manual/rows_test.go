package manual

import (
	"flag"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
)

var update = flag.Bool("update", false, "write the golden files")

// readPageRows reads one page as the list of contents of a board.
func readPageRows(t *testing.T, body string) *normalise.Edition {
	const origin = "http://example.test"
	full := `<!DOCTYPE html><html><head><title>Page</title></head><body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/contents">Contents</a></li></ul></nav></header><main>` + body + `</main><footer><p>&copy; Board</p></footer></body></html>`
	doc := parseKit(t, "generic", origin+"/contents", []byte(full))
	return Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/contents"}, Amendments: []string{origin + "/amendments"}, Hosts: []string{"example.test"}, Pages: []normalise.Page{{Document: doc}}})
}

func rowLines(e *normalise.Edition) string {
	var b strings.Builder
	for _, s := range e.Sections {
		b.WriteString(strings.Repeat(" ", s.Depth-1) + string(s.Kind) + "|" + s.Number + "|" + s.Title + "|" + strings.Join(s.Flags, " "))
		if s.OtherManual {
			b.WriteString(" other")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestRows holds oddities of lists of contents against golden outlines.
func TestRows(t *testing.T) {
	golden(t, "testdata/rows.txtar", func(t *testing.T, page []byte) string { return rowLines(readPageRows(t, string(page))) })
}

// TestSectionsBelowAPointer: what a line that points to a list has below it are no names of papers
// elsewhere where chapters stand below them.
func TestSectionsBelowAPointer(t *testing.T) {
	page := `<h1>Contents</h1><p>Please see the chapters below:</p><ul><li>Night<ul><li><a href="/a">Stars</a></li><li><a href="/b">Fog</a></li></ul></li><li>Day<ul><li><a href="/c">Sun</a></li></ul></li></ul>`
	want := "section||Night|\n chapter||Stars|\n chapter||Fog|\nsection||Day|\n chapter||Sun|\n"
	if d := cmp.Diff(want, rowLines(readPageRows(t, page))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestLinkApartFromName reads where a name leads whose link says only "Read" and stands in a
// cell or on a line of its own, whatever is said below the name.
func TestLinkApartFromName(t *testing.T) {
	want := []string{"Core ", "Welfare http://example.test/a", "Officers http://example.test/b"}
	for name, list := range map[string]string{
		"cells":      `<table><tr><th>No.</th><th>Document</th><th>Full document</th></tr><tr><td>1</td><td>Welfare<br><span>What all sign up to.</span></td><td><a href="/a">Read</a></td></tr><tr><td>2</td><td>Officers</td><td><a href="/b">Read</a></td></tr></table>`,
		"calls":      `<table><tr><th>Policy</th><th>Owner</th><th>English</th><th>Welsh</th></tr><tr><td>Welfare</td><td>The Board</td><td><a href="/a">English</a></td><td><a href="/aw">Cymraeg</a></td></tr><tr><td>Officers</td><td>The Board</td><td><a href="/b">English</a></td><td><a href="/bw">Cymraeg</a></td></tr></table>`,
		"lines":      `<ul><li>Welfare<br><span>What all sign up to.</span><br><a href="/a">Read</a></li><li>Officers<br>For all clubs<br><a href="/b">Read</a></li></ul>`,
		"paragraphs": `<ul><li><p>Welfare</p><p>What all sign up to.</p><p><a href="/a">Read</a></p></li><li><p>Officers</p><p><a href="/b">Read</a></p></li></ul>`,
		"terms":      `<dl><dt>Welfare</dt><dd>What all sign up to.</dd><dd><a href="/a">Read</a></dd><dt>Officers</dt><dd>For all clubs</dd><dd><a href="/b">Read</a></dd></dl>`,
		"formats":    `<p>1. Welfare<br>What all sign up to.<br><a href="/a">Word</a> | <a href="/a.pdf">PDF</a></p><p>2. Officers<br><a href="/b">Word</a> | <a href="/b.pdf">PDF</a></p>`,
	} {
		var got []string
		for _, s := range readPageRows(t, "<h1>Handbook</h1><h2>Core</h2>"+list).Sections {
			got = append(got, s.Title+" "+s.URL)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}
