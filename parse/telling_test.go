package parse

import (
	"strings"
	"testing"
)

// headsOf are the headings of a page's text, one a line.
func headsOf(doc *Document) string {
	var out []string
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Region == Main && b.Kind == Heading {
			out = append(out, b.Text)
		}
	}
	return strings.Join(out, " / ")
}

// TestPanelsBetweenParagraphs tells the title of a panel that says more on a matter, alone
// between paragraphs or in a row of tabs, from that of a section which a panel holds. What
// the panel says is kept either way.
func TestPanelsBetweenParagraphs(t *testing.T) {
	const (
		words  = `<p>The lamp is trimmed before noon by two, and who did it is written in the book that lies below the stairs.</p>`
		closed = `<p>Kept words.</p></details>`
		asked  = `<details><summary>Why two</summary>` + closed
		button = `<div><button type="button" aria-expanded="false">Why two</button><div class="p"><p>Kept words, and a few more.</p></div></div>`
	)
	tabs := func(first string) string {
		return `<ul role="tablist"><li><a role="tab" data-bs-toggle="tab" href="#t1">Keepers</a></li><li><a role="tab" data-bs-toggle="tab" href="#t2">Pilots</a></li></ul><div><div class="tab-pane" id="t1" role="tabpanel">` + first + `</div><div class="tab-pane" id="t2" role="tabpanel"><p>Kept words.</p></div></div>`
	}
	page := func(inside string) string {
		return `<html><body><main><h1>Lamps</h1>` + words + `<h2>By night</h2>` + words + words + inside + words + `<h2>By day</h2>` + words + words + `</main></body></html>`
	}
	const plain = "Lamps / By night / By day"
	bare := func(links string) string {
		return `<div><ul class="tabs">` + links + `</ul><div><div><p>Ring first.</p></div><div style="display:none"><p>Kept words.</p></div></div></div>`
	}
	for name, c := range map[string]struct{ inside, want string }{
		"a panel alone":           {asked, plain},
		"behind a button":         {button, plain},
		"by a script to come":     {strings.Replace(button, "aria-expanded=", ":aria-expanded=", 1), plain},
		"buttons in a row":        {button + strings.Replace(button, "two", "noon", 1), "Lamps / By night / Why two / Why noon / By day"},
		"in a frame of its own":   {`<div class="more">` + asked + `</div>`, plain},
		"two apart":               {asked + words + `<details><summary>Why noon</summary>` + closed, plain},
		"tabs of prose":           {tabs("<p>Ring first.</p>"), plain},
		"panels in a row":         {asked + `<details><summary>Why noon</summary>` + closed, "Lamps / By night / Why two / Why noon / By day"},
		"a panel with headings":   {`<details><summary>Oil</summary><h3>Storing</h3>` + closed, "Lamps / By night / Oil / Storing / By day"},
		"a panel that is counted": {`<details><summary>3. Oil</summary>` + closed, "Lamps / By night / 3. Oil / By day"},
		"a panel of links":        {`<details><summary>Forms</summary><ul><li><a href="/a.pdf">Kept words.</a></li></ul></details>`, "Lamps / By night / Forms / By day"},
		"an appendix":             {`<details><summary>Appendix: Words</summary>` + closed, "Lamps / By night / Appendix: Words / By day"},
		"tabs that are headings":  {strings.NewReplacer(">Keepers<", "><h4>Keepers</h4><", ">Pilots<", "><h4>Pilots</h4><").Replace(tabs("<p>Ring first.</p>")), "Lamps / By night / Keepers / Pilots / By day"},
		"tabs below a heading":    {`<h2>Who</h2>` + tabs("<p>Ring first.</p>"), "Lamps / By night / Who / By day"},
		"all of a section":        {`<h2>Who</h2>` + tabs("<p>Ring first.</p>") + `<h2>When</h2>`, "Lamps / By night / Who / Keepers / Pilots / When / By day"},
		"tabs without roles":      {`<h2>Who</h2>` + bare(`<li><a href="javascript:;">Keepers</a></li><li><a href="javascript:;"><em>Pilots</em></a></li>`) + `<h2>When</h2>`, "Lamps / By night / Who / Keepers / Pilots / When / By day"},
		"tabs with lists":         {tabs("<ul><li>Ring first.</li></ul>"), "Lamps / By night / Keepers / Pilots / By day"},
	} {
		doc := parseString(t, page(c.inside), "text/html")
		if got := headsOf(doc); got != c.want {
			t.Errorf("%s: headings %s, want %s", name, got, c.want)
		}
		if !strings.Contains(strings.Join(mainTexts(doc), "\n"), "Kept words") {
			t.Errorf("%s: the words of the panel are lost", name)
		}
	}
	only := parseString(t, `<html><body><main><h1>Lamps</h1>`+words+asked+words+words+`</main></body></html>`, "text/html")
	if got := headsOf(only); got != "Lamps / Why two" {
		t.Errorf("a page without other headings: %s", got)
	}
}

// TestNoteSigns leaves out the signs in a text that lead to its notes, with and without a
// word, and keeps links that say where they lead.
func TestNoteSigns(t *testing.T) {
	for sign, want := range map[string]string{
		`<sup id="r1"><a href="#fn1" rel="footnote">[footnote 1]</a></sup>`: "Trim by noon. Ring first.",
		`<sup><a href="#n12">[Note 12]</a></sup>`:                           "Trim by noon. Ring first.",
		`<a href="#fn1"><sup>1</sup></a>`:                                   "Trim by noon. Ring first.",
		` <a href="#s4">[section 4]</a>`:                                    "Trim by noon. [section 4] Ring first.",
		` <a href="#n4">note 4</a>`:                                         "Trim by noon. note 4 Ring first.",
	} {
		doc := parseString(t, `<html><body><main><h1>Lamps</h1><p>Trim by noon.`+sign+` Ring first.</p></main></body></html>`, "text/html")
		if got := strings.Join(mainTexts(doc)[1:], "\n"); got != want {
			t.Errorf("%s: %q, want %q", sign, got, want)
		}
	}
}

// TestPanelsNamedAfterTitles keeps the text of panels whose ids are the words of their
// titles, even where such words name parts of a site elsewhere; links to share a page stay
// out.
func TestPanelsNamedAfterTitles(t *testing.T) {
	const words = "Say what was seen, by whom and when, and to whom it was told."
	section := func(title, id string) string {
		return `<div class="item"><h3><button aria-expanded="false" aria-controls="` + id + `">` + title + `</button></h3><div id="` + id + `" class="accordion-panel"><p>` + words + `</p></div></div>`
	}
	for _, c := range [][2]string{{"Sharing the outcome", "a-sharing-the-outcome"}, {"Feedback to Keepers", "collapse_feedback_to_keepers"}, {"Social work teams", "social-work-teams"}} {
		doc := parseString(t, `<html><body><main><h1>Lamps</h1><p>The lamp is trimmed before noon by two, and nobody leaves it alone.</p><h2>By night</h2>`+section("Ringing first", "a-ringing")+section(c[0], c[1])+`<h2>By day</h2><p>The glass is cleaned by whoever has slept.</p></main></body></html>`, "text/html")
		if n := strings.Count(strings.Join(mainTexts(doc), "\n"), words); n != 2 {
			t.Errorf("%s: the text stands %d times in the main part", c[1], n)
		}
	}
	doc := parseString(t, `<html><body><main><h1>Lamps</h1><p>The lamp is trimmed before noon by two, and nobody leaves it alone.</p><h2>By day</h2><p>The glass is cleaned by whoever has slept.</p><h4>Share</h4><div id="share-sharing-page"><p>Tell the others of it.</p></div></main></body></html>`, "text/html")
	if got := strings.Join(mainTexts(doc), "\n"); strings.Contains(got, "Tell the others") {
		t.Errorf("words of a tool: %s", got)
	}
}

// TestTabsOfOneRow reads the tabs of a row alike, where the headings of the page have no rank
// above that of its title.
func TestTabsOfOneRow(t *testing.T) {
	const words = `<p>The lamp is trimmed before noon by two, and who did it is written in the book that lies below the stairs.</p>`
	tab := func(name string) string { return `<li role="tab"><a href="#">` + name + `</a></li>` }
	doc := parseString(t, `<html><body><main><p>Lamps</p><h1>By night</h1>`+words+words+`<h1>Who</h1><ul role="tablist">`+tab("Keepers")+tab("Pilots")+tab("Boys")+`</ul><div><div><p>They ring.</p></div><div><p>They wait.</p></div><div><p>They run.</p></div></div>`+words+`<h1>By day</h1>`+words+words+`</main></body></html>`, "text/html")
	if got := headsOf(doc); got != "By night / Who / Keepers / Pilots / Boys / By day" {
		t.Errorf("headings %s", got)
	}
}
