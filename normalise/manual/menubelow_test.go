package manual

import (
	"testing"

	"manualwatch/normalise"
)

// TestMenuBelowLinkedTitle reads a wiki on each of whose pages a link to itself stands as a
// heading above the menu of the site: what that lists stands below no chapter.
func TestMenuBelowLinkedTitle(t *testing.T) {
	wiki := func(at, name string) string {
		return `<div id="top"><h1><a href="` + at + `">` + name + `</a></h1><ul><li><a href="/">FrontPage</a></li><li><a href="/FindPage">FindPage</a></li><li class="current"><a href="` + at + `">` + name + `</a></li></ul></div>`
	}
	names := []string{"Neglect", "Bullying", "Bruises", "Young Carers", "Online Safety", "Missing Children"}
	pages := withChapters(map[string]string{
		"/":         wiki("/", "FrontPage") + "<main><h1>Procedures Manual</h1><h2>1. Core</h2>" + linkList(names...) + "</main>",
		"/FindPage": wiki("/FindPage", "FindPage") + "<main><h1>Find a page</h1><p>Type a word of its title, and press the key.</p></main>",
	}, names...)
	want := []string{"section|1|Core"}
	for at, body := range pages {
		if len(at) > 3 && at[:3] == "/c/" {
			pages[at] = wiki(at, "Page"+at[3:]) + "<main>" + body + "</main>"
		}
	}
	for _, name := range names {
		want = append(want, " chapter||"+name)
	}
	check(t, readSite(t, normalise.Input{Start: []string{"/"}}, pages), want...)
}
