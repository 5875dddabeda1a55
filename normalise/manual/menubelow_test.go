package manual

import (
	"strings"
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

// TestUnreadEntryBelowTrails reads a manual whose contents stand only in the menu, the pages with
// and without a trail that leads to the start: an entry whose page was never read is a chapter as
// its neighbours are, with and without a number.
func TestUnreadEntryBelowTrails(t *testing.T) {
	for _, trail := range []string{"", `<p>You are here: <a href="/">Home</a> &gt; <a href="/">Procedures</a> &gt; Page</p>`} {
		for _, number := range []string{"", "2.2 "} {
			menu := `<nav><ul><li><a href="#">1 Core</a><ul><li><a href="/c/visits">1.1 Visits</a></li><li><a href="/c/plans">1.2 Plans</a></li><li><a href="/c/reviews">1.3 Reviews</a></li></ul></li>` +
				`<li><a href="#">2 Local</a><ul><li><a href="/c/moves">2.1 Moves</a></li><li><a href="/c/gone">` + number + `Escalation</a></li><li><a href="/c/records">2.3 Records</a></li></ul></li></ul></nav>`
			pages := map[string]string{"/": menu + "<main>" + trail + "<h1>Welcome</h1><p>These procedures are for all who work with children here.</p></main>"}
			for at, name := range map[string]string{"visits": "Visits", "plans": "Plans", "reviews": "Reviews", "moves": "Moves", "records": "Records"} {
				pages["/c/"+at] = menu + "<main>" + trail + "<h1>" + name + "</h1><p>" + name + " are kept by two workers, who write down on the same day what they saw and heard.</p></main>"
			}
			got := readSite(t, normalise.Input{Start: []string{"/"}}, pages)
			check(t, got, "section|1|Core", " chapter|1.1|Visits", " chapter|1.2|Plans", " chapter|1.3|Reviews",
				"section|2|Local", " chapter|2.1|Moves", " chapter|"+strings.TrimSpace(number)+"|Escalation", " chapter|2.3|Records")
		}
	}
}
