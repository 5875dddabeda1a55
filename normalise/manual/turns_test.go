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

// TestTitledTurnsBeforeList reads the pages of guides that lead on ("Next: Visits") before they
// list their own: the entry has the title of the list. What no list names keeps its words.
func TestTitledTurnsBeforeList(t *testing.T) {
	for name, turn := range map[string]string{
		"colon":    `<span>Next:</span> <span>Visits</span>`,
		"page":     `Next page: Visits`,
		"none":     `Next Visits`,
		"continue": `Continue to Visits`,
	} {
		pages := map[string]string{"/": `<html><body><main><h1>Handbook</h1><h2><a href="/care">Care</a></h2><p>For all who visit.</p><h2><a href="/plans">Plans</a></h2><p>For all who plan.</p></main></body></html>`}
		for _, guide := range []struct{ at, title, next, list string }{
			{"/care", "Care", turn, `<li><a href="/care/1">Visits</a></li><li><a href="/care/2">Next: a Home of One's Own</a></li>`},
			{"/plans", "Plans", "Next: Reviews", `<li><a href="/plans/1">Reviews</a></li><li><a href="/plans/2">Moves</a></li>`},
		} {
			pages[guide.at] = fmt.Sprintf(`<html><body><main><h1>%s</h1><p>All who work with families read this guide before they begin.</p><nav><ul><li><a rel="next" href="%s/1">%s</a></li></ul></nav><nav><h2>Contents</h2><ol><li>Overview</li>%s</ol></nav></main></body></html>`, guide.title, guide.at, guide.next, guide.list)
		}
		for at, title := range map[string]string{"/care/1": "Visits", "/care/2": "Next: a Home of One's Own", "/plans/1": "Reviews", "/plans/2": "Moves"} {
			pages[at] = fmt.Sprintf(`<html><body><main><h1>%s</h1><p>%s are made by two workers, who write down on the same day what they saw and heard.</p></main></body></html>`, title, title)
		}
		t.Run(name, func(t *testing.T) {
			check(t, readWay(t, pages), "section||Care", " chapter||Overview", " chapter||Visits", " chapter||Next: a Home of One's Own", "section||Plans", " chapter||Overview", " chapter||Reviews", " chapter||Moves")
		})
	}
}
