package normalise

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAreaMenus reads sections that only the menu of an area's page of amendments
// shows.
func TestAreaMenus(t *testing.T) {
	const origin = "http://example.test"
	list := `<ul><li>1 Cases<ul><li><a href="/a">1.1 Referrals</a></li><li><a href="/b">1.2 Visits</a></li><li><a href="/c">1.3 Plans</a></li></ul></li><li>2 Staff<ul><li><a href="/d">2.1 Vetting</a></li></ul></li>`
	local := `<li>Portside local procedures<ul><li><a href="/p">Harbour Watch</a></li></ul></li>`
	page := func(at, nav, body string) Page {
		html := `<html><head><title>Procedures</title></head><body><nav>` + nav + `</ul></nav><main>` + body + `</main></body></html>`
		return Page{Document: parseKit(t, "phew", origin+at, []byte(html))}
	}
	table := `<h1>Amendments</h1><table><tr><th>Chapter</th><th>Details</th><th>Date</th></tr><tr><td>1.1 Referrals</td><td>New form.</td><td>03-05-2019</td></tr></table>`
	e := Read(Input{BoardID: "b", RunID: "r", Platform: "phew", Areas: []string{"Portside"}, Hosts: []string{"example.test"},
		Start: []string{origin + "/"}, Amendments: []string{origin + "/page/amendments", origin + "/page/amendments?b=portside"}, Pages: []Page{
			page("/", list, `<h1>Procedures</h1><h2>1 Cases</h2><ul><li><a href="/a">1.1 Referrals</a></li><li><a href="/b">1.2 Visits</a></li><li><a href="/c">1.3 Plans</a></li></ul><h2>2 Staff</h2><ul><li><a href="/d">2.1 Vetting</a></li></ul>`),
			page("/page/amendments", list, table), page("/page/amendments?b=portside", list+local, table),
		}})
	want := "section|1|Cases|\n chapter|1.1|Referrals|\n chapter|1.2|Visits|\n chapter|1.3|Plans|\nsection|2|Staff|\n chapter|2.1|Vetting|\nsection||Portside local procedures|\n chapter||Harbour Watch|\n"
	if d := cmp.Diff(want, rowLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
