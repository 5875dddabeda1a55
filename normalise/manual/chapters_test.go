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
