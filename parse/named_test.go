package parse

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPartsNamedAsFurniture reads chapters whose parts have the slugs of their headings for
// ids and classes: what one chapter alone says is text, whatever it is called, and what all
// pages have is not.
func TestPartsNamedAsFurniture(t *testing.T) {
	parts := []struct{ name, head, text string }{
		{`id="sharing"`, "Lending and sharing", "Two boats are lent to the keepers of the next isle."},
		{`id="social-calls"`, "Calls on the other keepers", "Nobody rows to a feast in the supply boat."},
		{`class="feedback-to-landsmen"`, "Telling the landsmen", "Each landsman hears of the wreck within a day."},
		{`id="share"`, "Who has a share", "Only the owner and the crew share the salvage."},
		{`class="banner-signals"`, "Flags", "The red flag is hauled down by the keeper at dusk."},
		{`id="skipping-watch"`, "Skipping a watch", "Who sleeps in is told off."},
		{`id="ships-cookies"`, "Bread of the ships", "Hard bread is dealt out by the cook each noon."},
	}
	keepers := []string{"Ada Quay", "Ben Mole", "Old Tom", "The widow Ness", "Nan", "Young Pike", "Kit Gull"}
	docs := isle(t, len(parts), func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><main><div id="cookie-wall"><h2>Your choice</h2><p>The isle keeps small files on your machine to work.</p></div><h1>Lamp %[1]d</h1><section id="by-day"><h2>By day</h2><p>Lamp %[1]d is trimmed before noon by two.</p></section><section %[2]s><h2>%[3]s</h2><p>%[4]s</p></section><section id="by-night"><h2>By night</h2><p>%[5]s, keeper of lamp %[1]d, burns it from dusk to dawn.</p></section><div class="social-links"><p>Send lamp %[1]d to other keepers:</p><a href="https://tern.example/%[1]d">Tern</a><a href="https://gull.example/%[1]d">Gull</a></div><div class="feedback-form"><h2>Did it shine?</h2><p>You can tell the keepers here what is dark on this page.</p></div><div class="entry-footer"><p>This entry about lamp %[1]d was posted by the clerk in Lamps.</p></div></main></body></html>`, c, parts[c].name, parts[c].head, parts[c].text, keepers[c])
	})
	for c, doc := range docs {
		lamp := fmt.Sprintf("Lamp %d", c)
		want := []string{lamp, "By day", lamp + " is trimmed before noon by two.", parts[c].head, parts[c].text, "By night", fmt.Sprintf("%s, keeper of lamp %d, burns it from dusk to dawn.", keepers[c], c)}
		if d := cmp.Diff(want, mainTexts(doc)); d != "" {
			t.Errorf("%s: -want +got\n%s", parts[c].name, d)
		}
	}
}

// TestNamedPartsOfOnePage reads a manual on one page, where nothing tells by standing elsewhere:
// a part under a heading of the rank of the others is text, and boxes about the page are none.
func TestNamedPartsOfOnePage(t *testing.T) {
	docs := isle(t, 1, func(int) string {
		return `<html><head><title>Lamps</title></head><body><main><h1>Lamps</h1><section id="by-day"><h2>By day</h2><p>Each lamp is trimmed before noon by two.</p></section><section id="sharing"><h2>Lending and sharing oil</h2><p>Oil is lent to the next isle for a week.</p></section><section id="by-night"><h2>By night</h2><p>Each lamp burns from dusk to dawn, and nobody leaves it.</p></section><div class="feedback-box"><h2>Tell us what you think</h2><p>The keepers read what you write to them of this page.</p></div><div class="sharing"><p>Send this page to those who keep lamps.</p></div><div id="cookies-notice"><h2>Our use of cookies</h2><p>Small files stay on your machine until you go.</p></div></main></body></html>`
	})
	want := "Lamps|By day|Each lamp is trimmed before noon by two.|Lending and sharing oil|Oil is lent to the next isle for a week.|By night|Each lamp burns from dusk to dawn, and nobody leaves it."
	if d := cmp.Diff(want, strings.Join(mainTexts(docs[0]), "|")); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestNamedPartsOfCopies reads a site that has each chapter for two isles: what both copies say
// is the chapter's, also where two chapters say it with their titles, and a box that asks about each
// page by its title is none's.
func TestNamedPartsOfCopies(t *testing.T) {
	titles := []string{"Lamps", "Boats", "Bells", "Ropes", "Oars", "Sails"}
	watch := func(k int) string {
		if k > 1 {
			return ""
		}
		return `<div class="social-watch"><h2>Watching together</h2><p>Two keepers watch ` + titles[k] + ` from dusk on.</p></div>`
	}
	docs := isle(t, 2*len(titles), func(c int) string {
		title := titles[c/2]
		return fmt.Sprintf(`<html><head><title>%[1]s</title></head><body><main><h1>%[1]s</h1><h2>By day</h2><p>%[1]s are looked over before noon by two who know %[1]s.</p><div id="sharing"><h2>Lending to others</h2><p>Nobody on the next isle is lent %[2]s without a word in the book.</p></div>%[4]s<h2>By night</h2><p>Who needs %[1]s at night asks %[3]s.</p><div class="feedback"><p>Was the page on %[1]s clear to you, or is a word amiss?</p></div></main></body></html>`,
			title, strings.Repeat(strings.ToLower(title)+" ", 1+c/2), strings.Repeat("old ", 1+c/2)+"Tom", watch(c/2))
	})
	for c, doc := range docs {
		got := strings.Join(mainTexts(doc), "|")
		if !strings.Contains(got, "Lending to others|Nobody on the next isle is lent") || strings.Contains(got, "Was the page") || strings.Contains(got, "Two keepers watch") != (c < 4) {
			t.Errorf("page %d: %s", c, got)
		}
	}
}

// TestNamedForAPartTheyHaveOrLack reads tables in frames that are called after a part that they
// have or lack, as scripts for tables call them: they are what the page says. A foot stays one.
func TestNamedForAPartTheyHaveOrLack(t *testing.T) {
	for name, kept := range map[string]bool{
		"tables_wrapper no-footer": true, "without-sidebar": true, "list has-navbar": true, "box_with_footer": true,
		"footer-no-border": false, "page-footer": false, "casino-footer": false,
	} {
		table := func(row string) string {
			return `<div class="` + name + `"><table><tr><th>Title</th><th>Size</th><th>Link</th></tr><tr><td>` + row + `</td><td>40 KB</td><td><a href="/` + row + `.pdf">Download</a></td></tr></table></div>`
		}
		doc := parseString(t, `<main><h1>Papers</h1><h2>Boats</h2>`+table("Oars")+`<h2>Lamps</h2><p>`+strings.Repeat("Each lamp is trimmed before noon. ", 9)+`</p><h2>Isles</h2>`+table("Gulls")+`</main>`, "text/html")
		if got := strings.Join(mainTexts(doc), "|"); strings.Contains(got, "Oars") != kept || strings.Contains(got, "Gulls") != kept {
			t.Errorf("%s: the tables are text: %v, want %v", name, !kept, kept)
		}
	}
}
