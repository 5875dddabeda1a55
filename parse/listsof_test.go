package parse

import (
	"fmt"
	"strings"
	"testing"
)

// islands are the sections of the sites below, each with chapters.
var islands = []struct {
	name     string
	chapters []string
}{
	{"About the isle", []string{"Boats", "Nets"}},
	{"Seeing and telling of storms", []string{"Clouds over the Outer Harbour", "Gulls on the Long Wall", "Tides that come early"}},
	{"Lamps", []string{"Oil", "Wicks", "Glass"}},
	{"Keepers", []string{"Ringing", "Resting"}},
}

// listOf is a list of all sections, each under its heading, set as asked.
func listOf(section, head, item string) string {
	var b strings.Builder
	for i, s := range islands {
		items := ""
		for k, c := range s.chapters {
			items += fmt.Sprintf(item, i+1, k+1, c)
		}
		fmt.Fprintf(&b, section, fmt.Sprintf(head, i+1, s.name)+"<ul>"+items+"</ul>")
	}
	return b.String()
}

// TestListBesideEachText keeps the whole list of contents on the page of which it is the text,
// where every other page has it beside its own: with sections in frames, numbered or not, and
// with sections in one list.
func TestListBesideEachText(t *testing.T) {
	const framed = `<section class="part">%s</section>`
	for name, c := range map[string]struct{ list, section, head, item string }{
		"numbered frames":      {"<div>%s</div>", framed, "<h2>%d %s</h2>", `<li><a href="/c/%[1]d-%[2]d">%[1]d.%[2]d %[3]s</a></li>`},
		"frames":               {"<div>%s</div>", framed, "<h2 data-n=\"%d\">%s</h2>", `<li><a href="/c/%d-%d">%s</a></li>`},
		"sections of one list": {"<ol>%s</ol>", "<li>%s</li>", "<h2 data-n=\"%d\">%s</h2>", `<li><a href="/c/%d-%d">%s</a></li>`},
	} {
		beside := `<nav>` + listOf("<div>%s</div>", strings.ReplaceAll(c.head, "h2", "p"), c.item) + `</nav>`
		docs := isle(t, 12, func(i int) string {
			if i == 0 {
				return `<html><head><title>Overview | Isle</title></head><body><main><h1>Overview</h1><p>What all keepers of the isle have agreed, read once a year.</p>` + fmt.Sprintf(c.list, listOf(c.section, c.head, c.item)) + `</main></body></html>`
			}
			return fmt.Sprintf(`<html><head><title>Lamp %[1]d | Isle</title></head><body><main>%[2]s<article><h1>Lamp %[1]d</h1><p>Lamp %[1]d is trimmed before noon by two, and burns from dusk to dawn, and nobody leaves it.</p></article></main></body></html>`, i, beside)
		})
		got := strings.Join(mainTexts(docs[0]), "\n")
		for _, s := range islands {
			for _, want := range append([]string{s.name}, s.chapters...) {
				if !strings.Contains(got, want) {
					t.Errorf("%s: %q is lost in\n%s", name, want, got)
				}
			}
		}
	}
}
