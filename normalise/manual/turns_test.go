package manual

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// TestTitlesOfNeighboursBelowTheText reads chapters below whose text the titles of the chapters
// beside them lead on to these, and one that ends in a link to another on purpose.
func TestTitlesOfNeighboursBelowTheText(t *testing.T) {
	const origin = "http://example.test"
	titles := []string{"Visits", "Plans", "Reviews", "Moves"}
	for name, below := range map[string]func(i int) string{
		"bare": func(i int) string {
			s := ""
			for _, k := range []int{i - 1, i + 1} {
				if k >= 0 && k < len(titles) {
					s += fmt.Sprintf(`<div><a href="/%d"><svg></svg>%s</a></div>`, k, titles[k])
				}
			}
			return s
		},
		"one arrow": func(i int) string {
			if i > 0 {
				return ""
			}
			return `<p><a href="/1">Plans »</a></p>`
		},
		"a link of the text": func(i int) string {
			if i > 0 {
				return ""
			}
			return `<ul><li><a href="/1">Plans</a></li></ul>`
		},
	} {
		list := "<h1>Handbook</h1><ul>"
		var pages []normalise.Page
		for i, title := range titles {
			list += fmt.Sprintf(`<li><a href="/%d">%s</a></li>`, i, title)
			body := fmt.Sprintf(`<html><body><main><h1>%s</h1><p>%s are made by two workers, who write down on the same day what they saw and heard.</p>%s</main></body></html>`, title, title, below(i))
			pages = append(pages, normalise.Page{Document: parseKit(t, "generic", fmt.Sprintf("%s/%d", origin, i), []byte(body))})
		}
		pages = append(pages, normalise.Page{Document: parseKit(t, "generic", origin+"/", []byte("<html><body><main>"+list+"</ul></main></body></html>"))})
		e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/"}, Hosts: []string{"example.test"}, Pages: pages})
		if len(e.Sections) != len(titles) {
			t.Fatalf("%s: %d sections", name, len(e.Sections))
		}
		for _, s := range e.Sections {
			if kept, want := strings.HasSuffix(strings.TrimSpace(s.Text), "Plans") && s.Title == "Visits", name == "a link of the text"; kept != want && s.Title == "Visits" || name == "bare" && !strings.HasSuffix(strings.TrimSpace(s.Text), "heard.") {
				t.Errorf("%s: %s ends in %q", name, s.Title, s.Text)
			}
		}
	}
}
