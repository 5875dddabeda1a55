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

// TestPicturesOfAManualOnOnePage: each chapter has the pictures that stand in it, whether or not
// its heading can be led to.
func TestPicturesOfAManualOnOnePage(t *testing.T) {
	var page strings.Builder
	page.WriteString(`<main><h1>Keepers of the isle</h1><p><img src="/i/isle.png" alt="The isle"></p>`)
	for c, title := range []string{"Boats", "Oars", "Sails", "Lamps", "Bells", "Ropes"} {
		id := ""
		if c%2 == 0 {
			id = fmt.Sprintf(` id="c%d"`, c)
		}
		fmt.Fprintf(&page, `<h2%s>%d. %s</h2><p>%s</p><h3>At night</h3><p><img src="/i/%d.png" alt="Where the %s lie"></p><p>Nobody rows.</p>`, id, c+1, title, fillerWords(60), c, strings.ToLower(title))
	}
	page.WriteString("</main>")
	var got []string
	for _, s := range readSite(t, normalise.Input{Start: []string{"/"}}, map[string]string{"/": page.String()}).Sections {
		for _, p := range s.Pictures {
			got = append(got, fmt.Sprintf("%s > %s: %s", s.Title, p.Under, p.Words))
		}
	}
	want := "Boats > At night: Where the boats lie|Oars > At night: Where the oars lie|Sails > At night: Where the sails lie|Lamps > At night: Where the lamps lie|Bells > At night: Where the bells lie|Ropes > At night: Where the ropes lie"
	if joined := strings.Join(got, "|"); joined != want {
		t.Errorf("got %s\nwant %s", joined, want)
	}
}
