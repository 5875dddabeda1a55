package manual

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestAreaMenus reads sections that only the menu of an area's page of amendments
// shows.
func TestAreaMenus(t *testing.T) {
	const origin = "http://example.test"
	list := `<ul><li>1 Cases<ul><li><a href="/a">1.1 Referrals</a></li><li><a href="/b">1.2 Visits</a></li><li><a href="/c">1.3 Plans</a></li></ul></li><li>2 Staff<ul><li><a href="/d">2.1 Vetting</a></li></ul></li>`
	local := `<li>Portside local procedures<ul><li><a href="/p">Harbour Watch</a></li></ul></li>`
	page := func(at, nav, body string) normalise.Page {
		html := `<html><head><title>Procedures</title></head><body><nav>` + nav + `</ul></nav><main>` + body + `</main></body></html>`
		return normalise.Page{Document: parseKit(t, "phew", origin+at, []byte(html))}
	}
	table := `<h1>Amendments</h1><table><tr><th>Chapter</th><th>Details</th><th>Date</th></tr><tr><td>1.1 Referrals</td><td>New form.</td><td>03-05-2019</td></tr></table>`
	e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "phew", Areas: []string{"Portside"}, Hosts: []string{"example.test"},
		Start: []string{origin + "/"}, Amendments: []string{origin + "/page/amendments", origin + "/page/amendments?b=portside"}, Pages: []normalise.Page{
			page("/", list, `<h1>Procedures</h1><h2>1 Cases</h2><ul><li><a href="/a">1.1 Referrals</a></li><li><a href="/b">1.2 Visits</a></li><li><a href="/c">1.3 Plans</a></li></ul><h2>2 Staff</h2><ul><li><a href="/d">2.1 Vetting</a></li></ul>`),
			page("/page/amendments", list, table), page("/page/amendments?b=portside", list+local, table),
		}})
	want := "section|1|Cases|\n chapter|1.1|Referrals|\n chapter|1.2|Visits|\n chapter|1.3|Plans|\nsection|2|Staff|\n chapter|2.1|Vetting|\nsection||Portside local procedures|\n chapter||Harbour Watch|\n"
	if d := cmp.Diff(want, rowLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestMenuBelowTitle: the title of a chapter stands in the frame of its page, and the menu of
// the site right below it. What that leads to is no part of the chapter.
func TestMenuBelowTitle(t *testing.T) {
	const origin = "http://example.test"
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/"}, Hosts: []string{"example.test"}}
	var docs []*parse.Document
	page := func(path, title, body string) {
		html := `<html><head><title>` + title + `</title></head><body><div class="top-breadcrumb-box"><div class="crumbs"><a href="/">Manual</a> &gt; </div><h1>` + title + `</h1></div><div id="sideNavBox"><ul class="static"><li><a href="/">Manual</a></li><li><a href="/us">What we do</a></li><li><a href="/contact">Contact</a></li></ul></div><div id="box">` + body + `</div></body></html>`
		docs = append(docs, parseKit(t, "generic", origin+path, []byte(html)))
	}
	page("/", "Manual", `<h2>1 Cases</h2><ul><li><a href="/visits">1.1 Visits</a></li><li><a href="/plans">1.2 Plans</a></li></ul><h2>2 Staff</h2><ul><li><a href="/vetting">2.1 Vetting</a></li><li><a href="/cover">2.2 Cover</a></li></ul>`)
	for path, title := range map[string]string{"/visits": "1.1 Visits", "/plans": "1.2 Plans", "/vetting": "2.1 Vetting", "/cover": "2.2 Cover"} {
		page(path, title, "<h2>Why</h2><p>"+fillerWords(3)+"</p><h2>How "+title[4:]+" go</h2><p>"+fillerWords(4)+"</p>")
	}
	page("/us", "What we do", "<p>We meet each quarter and look at what was done.</p>")
	page("/contact", "Contact", "<p>Ring the office.</p>")
	parse.MarkFurniture(docs)
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	for _, s := range Read(in).Sections {
		if s.Title == "Contact" || s.Title == "What we do" {
			t.Errorf("%s stands in the outline", s.Title)
		}
	}
}
