package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWikiLines leaves out the lines that wikis print around a page, and keeps what only
// sounds like them.
func TestWikiLines(t *testing.T) {
	const trail = `<a href="/m">Wiki</a><span>&gt;</span><a href="/m/web">Manual</a><span>&gt;</span><a href="/m/visits">HomeVisits</a> `
	for line, text := range map[string]bool{
		`<div>You are here: ` + trail + `<span>(02 Sep 2019, <a href="/u/jo">JoPenn</a>)</span> <a href="/edit">Edit</a> <a href="/attach">Attach</a></div>`: false,
		`<p>You are here to protect the child: read <a href="/m/visits">Home Visits</a> before you go.</p>`:                                                  true,
	} {
		doc := parseString(t, line+"<h1>Home Visits</h1><p>Visits are made by two people.</p>", "text/html")
		if got := doc.Blocks[0].Region == Main; got != text {
			t.Errorf("%s: text %v, want %v\n%s", line, got, text, dump(doc))
		}
	}
	for line, text := range map[string]bool{
		`<a href="/edit">Edit</a> | Attach | <a href="/print">Print version</a> | History: r61 &lt; r60 | Backlinks | View wiki text | More topic actions`: false,
		`Edit | Attach | Watch | Print version | History: r5 &lt; r4 &lt; r3 | Backlinks | Raw View | Raw edit | More topic actions`:                       false,
		`Edit (Text) | Edit (GUI) | Info | Subscribe | Add Link | Attachments | More Actions:`:                                                             false,
		`Topic revision: r61 - 02 Sep 2019, <a href="/u/jo">JoPenn</a>`:                                                                                    false,
		`r5 - 10 May 2009 - 11:00:00 - Main.JoPenn`:                                                                                                        false,
		`-- <a href="/u/jo">JoPenn</a> - 03 May 2019`:                                                                                                      false,
		`-- Main.JoPenn - 2019-05-03 - 10:22`:                                                                                                              false,
		`--<a href="/u/jo">Jo Penn</a> (<a href="/talk/jo">talk</a>) 10:22, 3 May 2019 (UTC)`:                                                              false,
		`-- Visits - 03 May 2019`:                             true,
		`-- Jo Penn - 03 May 2019 rang and asked for a visit`: true,
		`History | Information | Discussion with the parents`: true,
		`Discussion | Information | Help`:                     true,
		`Topic revision: see the record of changes.`:          true,
	} {
		doc := parseString(t, "<h1>Home Visits</h1><p>before</p><p>"+line+"</p><p>after</p>", "text/html")
		if got := doc.Blocks[2].Region == Main; got != text {
			t.Errorf("%s: text %v, want %v\n%s", line, got, text, dump(doc))
		}
	}
}

// TestTitleThatIsALink begins the text at the title of the page, and not where wikis print its
// address, or a trail to the project, as a title above their menus; one that has the page's only
// title is kept.
func TestTitleThatIsALink(t *testing.T) {
	const above = `<div id="header"><div><a href="/front">Isle Wiki</a></div><h1 id="location"><a href="/HomeVisits">HomeVisits</a></h1><ul id="bar"><li><a href="/front">FrontPage</a></li><li><a href="/find">FindPage</a></li></ul><ul class="bar"><li><span>Immutable Page</span></li><li><a href="/HomeVisits?action=info">Info</a></li></ul></div>`
	const text = `<h2>Before the visit</h2><p>Visits are made by two people, who ring before they go.</p><h2>After it</h2><p>Both write down what they saw on the same day.</p>`
	doc := parseString(t, above+`<div id="page"><h1>1.3 Home Visits</h1>`+text+`</div>`, "text/html")
	want := []string{"1.3 Home Visits", "Before the visit", "Visits are made by two people, who ring before they go.", "After it", "Both write down what they saw on the same day."}
	if d := cmp.Diff(want, mainTexts(doc)); d != "" || doc.Title != want[0] {
		t.Errorf("title %q, -want +got\n%s", doc.Title, d)
	}
	const project = `<div id="header"><h1><span class="breadcrumbs"><a href="/isle">Isle Trust</a><span> &raquo; </span></span><span>Keepers</span></h1><div class="tabs"><ul><li><a href="/news">News</a></li><li><a href="/wiki">Wiki</a></li></ul></div></div>`
	doc = parseString(t, project+`<div id="page"><p class="breadcrumb"><a href="/wiki">Wiki</a> &raquo; </p><div class="wiki"><h1>1.3 Home Visits<a href="#v">&para;</a></h1>`+text+`</div></div>`, "text/html")
	if d := cmp.Diff(want, mainTexts(doc)); d != "" || doc.Title != want[0] {
		t.Errorf("below a trail: title %q, -want +got\n%s", doc.Title, d)
	}
	if doc := parseString(t, above+`<div id="page">`+text+`</div>`, "text/html"); doc.Title != "HomeVisits" {
		t.Errorf("title %q of a page that has no other", doc.Title)
	}
}
