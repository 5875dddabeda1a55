package manual

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// TestPagesNumberedAnew reads a chapter over pages of which one prints another number before the
// title than the others, the first or a later one: it has the text of all, and of no chapter beside
// it whose title is the same but for its number.
func TestPagesNumberedAnew(t *testing.T) {
	const origin = "http://example.test"
	for name, printed := range map[string][3]string{
		"none":        {"2.1", "2.1", "2.1"},
		"the first":   {"2.2", "2.1", "2.1"},
		"the second":  {"2.1", "2.2", "2.1"},
		"without any": {"2.1", "", "2.1"},
	} {
		pages := []normalise.Page{{Document: parseKit(t, "generic", origin+"/", []byte(`<html><body><main><h1>Handbook</h1><ul><li><a href="/visits">2.1 Visits</a></li><li><a href="/plans">2.2 Plans</a></li><li><a href="/1/visits">3.1 Visits</a></li></ul></main></body></html>`))}}
		add := func(at, title, said, below string) {
			body := fmt.Sprintf(`<html><body><main><h1>%s</h1><p>%s are kept by two workers, who write down on the same day what they saw and heard.</p>%s</main></body></html>`, strings.TrimSpace(title), said, below)
			pages = append(pages, normalise.Page{Document: parseKit(t, "generic", origin+at, []byte(body))})
		}
		add("/visits", printed[0]+" Visits", "Notes", `<p><a href="/visits?page=2">Next page</a></p>`)
		add("/visits?page=2", printed[1]+" Visits", "Records", `<p><a href="/visits?page=3">Next page</a></p>`)
		add("/visits?page=3", printed[2]+" Visits", "Diaries", `<p><a href="/1/visits">Next page</a></p>`)
		add("/plans", "2.2 Plans", "Lists", "")
		add("/1/visits", "3.1 Visits", "Ledgers", "")
		e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/"}, Hosts: []string{"example.test"}, Pages: pages})
		if len(e.Sections) != 3 {
			t.Fatalf("%s: %d sections", name, len(e.Sections))
		}
		text := e.Sections[0].Text
		for _, said := range []string{"Notes", "Records", "Diaries"} {
			if strings.Count(text, said) != 1 || strings.Contains(text, "Visits") || strings.Contains(text, "Ledgers") {
				t.Errorf("%s: the chapter says %q", name, text)
			}
		}
	}
}
