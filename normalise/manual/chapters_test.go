package manual

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// readOneChapter reads a page as the chapter 3.2 Visits of a small manual.
func readOneChapter(t *testing.T, body string) *normalise.Edition {
	const origin = "http://example.test"
	contents := `<h1>Contents</h1><h2>3. Work</h2><ul><li><a href="/c1">3.1 Calls</a></li><li><a href="/c2">3.2 Visits</a></li><li><a href="/c3">3.3 Letters</a></li></ul>`
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/contents"}, Hosts: []string{"example.test"}}
	for at, b := range map[string]string{"/contents": contents, "/c2": body} {
		full := `<!DOCTYPE html><html><head><title>Page</title></head><body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/contents">Contents</a></li></ul></nav></header><main>` + b + `</main><footer><p>&copy; Board</p></footer></body></html>`
		in.Pages = append(in.Pages, normalise.Page{Document: parseKit(t, "generic", origin+at, []byte(full))})
	}
	return Read(in)
}

func chapterLines(e *normalise.Edition) string {
	var b strings.Builder
	at := -1
	for i, s := range e.Sections {
		if at < 0 && s.Title == "Visits" {
			at = i
		}
		if at < 0 || i > at && s.Depth <= e.Sections[at].Depth {
			continue
		}
		name := s.Title
		if i == at {
			name, s.Number = "", ""
		}
		if s.Kind == normalise.KindAppendix {
			name += " (appendix)"
		}
		fmt.Fprintf(&b, "%s%s|%s: %s", strings.Repeat(" ", s.Depth-e.Sections[at].Depth), s.Number, name, strings.ReplaceAll(s.Text, "\n", " / "))
		out := strings.TrimRight(b.String(), " ") + "\n"
		b.Reset()
		b.WriteString(out)
	}
	if at >= 0 {
		if d := e.Sections[at].LastReviewed; !d.IsZero() {
			fmt.Fprintf(&b, "last %s\n", d)
		}
		if d := e.Sections[at].NextReview; !d.IsZero() {
			fmt.Fprintf(&b, "next %s\n", d)
		}
	}
	for _, a := range e.Amendments {
		fmt.Fprintf(&b, "amendment %s %s\n", a.Date, a.Details)
	}
	return b.String()
}

// TestChapters holds oddities of chapter pages against golden readings.
func TestChapters(t *testing.T) {
	golden(t, "testdata/chapters.txtar", func(t *testing.T, page []byte) string { return chapterLines(readOneChapter(t, string(page))) })
}

// TestChaptersOfOtherHosts: a row of the contents that leads to a page of another host, which
// nobody read, is a doubt that names the host; rows of the manual's own host are as before.
func TestChaptersOfOtherHosts(t *testing.T) {
	const origin = "http://example.test"
	contents := `<h1>Contents</h1><h2>Regional procedures</h2><ul><li><a href="http://region.test/referral">Making a Referral</a></li><li><a href="http://region.test/strategy">Strategy Discussions</a></li></ul>` +
		`<h2>Local procedures</h2><ul><li><a href="/c1">Escalation</a></li><li><a href="/c2">Coast</a></li><li><a href="/c3">Boats</a></li></ul>`
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/contents"}, Hosts: []string{"example.test"}}
	for _, p := range [][2]string{{"/contents", contents}, {"/c1", "<h1>Escalation</h1><p>Stage one is a talk between the two workers.</p>"}, {"/c2", "<h1>Coast</h1><p>Children live near cliffs, coves and tides.</p>"}} {
		full := `<!DOCTYPE html><html><head><title>Page</title></head><body><main>` + p[1] + `</main></body></html>`
		in.Pages = append(in.Pages, normalise.Page{Document: parseKit(t, "generic", origin+p[0], []byte(full))})
	}
	got := map[string]string{}
	for _, f := range Read(in).Findings {
		if f.Code == normalise.CodeUnreached {
			got[f.URL] = f.Detail
		}
	}
	for url, want := range map[string]string{
		"http://region.test/referral": "Making a Referral: the list of contents leads to a page of region.test, which is none of the manual's hosts; it was not read",
		"http://region.test/strategy": "Strategy Discussions: the list of contents leads to a page of region.test, which is none of the manual's hosts; it was not read",
		origin + "/c3":                "Boats: the list of contents leads to it, but it was not read",
	} {
		if got[url] != want {
			t.Errorf("%s: %q, want %q", url, got[url], want)
		}
	}
	if len(got) != 3 {
		t.Errorf("%d doubts: %v", len(got), got)
	}
}
