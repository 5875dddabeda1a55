package manual

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// TestPicturesOfAChapter: pictures and films are known with their words, files and headings, and
// are no text of the chapter; what adorns a page is none.
func TestPicturesOfAChapter(t *testing.T) {
	pages := map[string]string{
		"/contents": `<h1>Manual</h1><ul><li><a href="/c/boats">1.1 Boats</a></li><li><a href="/c/oars">1.2 Oars</a></li><li><a href="/c/sails">1.3 Sails</a></li></ul>`,
		"/c/boats": `<h1>1.1 Boats</h1><p><img src="/i/rule.gif" alt=""></p><h2>The Way</h2><p>Staff row at once.</p><p><a href="/i/way.png"><img src="/i/way.png" alt="Flow chart: row within 2 hours"></a></p>
			<p>See it here: <img data-src="/i/late.png" src="data:image/gif;base64,AA" alt="Map of the bay"></p><h2>Films</h2><p>Staff look at these.</p><iframe src="https://film.example/1" title="How to row"></iframe><video><source src="/i/row.mp4">Not shown here.</video>`,
		"/c/oars": `<h1>1.2 Oars</h1><p>Staff keep oars dry and whole.</p>`, "/c/sails": `<h1>1.3 Sails</h1><p>Staff keep sails dry and whole.</p>`,
	}
	e := readSite(t, normalise.Input{Start: []string{"/contents"}}, withChapters(pages))
	var got strings.Builder
	for _, s := range e.Sections {
		for _, p := range s.Pictures {
			fmt.Fprintf(&got, "%s|%s|%s\n", p.Under, p.Words, p.URL[strings.LastIndexByte(p.URL, '/'):])
		}
		if strings.Contains(s.Text, "Flow chart") || strings.Contains(s.Text, "Not shown") {
			t.Errorf("the text is %q", s.Text)
		}
	}
	want := "The Way|Flow chart: row within 2 hours|/way.png\nThe Way|Map of the bay|/late.png\nFilms|How to row|/1\n"
	if !strings.HasPrefix(got.String(), want) || !strings.Contains(got.String(), "row.mp4") {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}
