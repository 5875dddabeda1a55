package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestAmendmentsBesideContents reads the latest changes out of a box beside the list of
// contents, where the register says that the page has both; the foot of the page and news of
// other things are none.
func TestAmendmentsBesideContents(t *testing.T) {
	const both = "2025-11-24|local|2.3 Neglect|revised after the audit||Neglect\n2025-10-27|local|1.2 Referrals|new address of the portal||Referrals\n"
	item := `<a href="/c/neglect">2.3 Neglect</a> – revised after the audit`
	other := `<a href="/c/referrals">1.2 Referrals</a> – new address of the portal`
	months := strings.NewReplacer("2025-11-24", "2025-11-01", "2025-10-27", "2025-10-01").Replace(both)
	for name, c := range map[string]struct{ before, after, want string }{
		"items":               {after: `<aside><h2>Latest updates</h2><ul class="ticker"><li><span>24 November 2025</span> ` + item + `</li><li><span>27 October 2025</span> ` + other + `</li></ul><p><a href="/log">Older changes</a></p></aside>`, want: both},
		"paragraphs":          {after: `<aside><h3>Recent changes</h3><p><b>24 November 2025</b> ` + item + `</p><p><b>27 October 2025</b> ` + other + `</p></aside>`, want: both},
		"terms":               {after: `<aside><h3>What's new</h3><dl><dt>24 November 2025</dt><dd>` + item + `</dd><dt>27 October 2025</dt><dd>` + other + `</dd></dl></aside>`, want: both},
		"months over items":   {after: `<aside><h2>Updates</h2><h3>November 2025</h3><ul><li>` + item + `</li></ul><h3>October 2025</h3><ul><li>` + other + `</li></ul></aside>`, want: months},
		"cells":               {after: `<aside><h2>Latest updates</h2><table><tr><th>Date</th><th>Chapter</th><th>Change</th></tr><tr><td>24 November 2025</td><td><a href="/c/neglect">2.3 Neglect</a></td><td>revised after the audit</td></tr><tr><td>27 October 2025</td><td><a href="/c/referrals">1.2 Referrals</a></td><td>new address of the portal</td></tr></table></aside>`, want: both},
		"lines of their own":  {after: `<aside><h2>Latest updates</h2><div class="up"><p class="when">24 November 2025</p><p class="what"><a href="/c/neglect">2.3 Neglect</a></p><p class="how">revised after the audit</p></div><div class="up"><p class="when">27 October 2025</p><p class="what"><a href="/c/referrals">1.2 Referrals</a></p><p class="how">new address of the portal</p></div></aside>`, want: both},
		"no heading":          {after: `<aside><ul><li>24 November 2025 ` + item + `</li><li>27 October 2025 ` + other + `</li></ul></aside>`, want: both},
		"whole items lead on": {after: `<aside><h2>Latest updates</h2><ul><li><a href="/c/neglect">24 November 2025: 2.3 Neglect – revised after the audit</a></li><li><a href="/c/referrals">27 October 2025: 1.2 Referrals – new address of the portal</a></li></ul></aside>`, want: both},
		"no links":            {after: `<aside><h2>Latest updates</h2><ul><li>24 November 2025: 2.3 Neglect – revised after the audit</li><li>27 October 2025: 1.2 Referrals – new address of the portal</li></ul></aside>`, want: both},
		"above the text":      {before: `<div class="banner"><h2>Latest updates</h2><ul><li>24 November 2025 ` + item + `</li><li>27 October 2025 ` + other + `</li></ul></div>`, want: both},
		"news":                {after: `<aside><h2>Latest news</h2><ul><li>24 November 2025 <a href="/news/1">Neglect: a course in May</a></li><li>27 October 2025 <a href="/news/2">A new chair</a></li></ul></aside>`},
	} {
		if d := cmp.Diff(c.want, amendmentLines(readBeside(t, c.before, c.after))); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}

// readBeside reads a manual whose page of contents is that of the amendments too, with what
// stands before and behind its text.
func readBeside(t *testing.T, before, after string) *normalise.Edition {
	const home = "http://example.test/"
	page := func(main, before, after string) string {
		return `<!DOCTYPE html><html><head><title>Manual</title></head><body><header><nav><a href="/">Manual home</a> <a href="/help">Help</a></nav></header>` + before + `<main>` + main + `</main>` + after + `<footer><p>Example Partnership, Moor Road</p><p><a href="/help">Help</a> <a href="/cookies">Cookies</a></p></footer></body></html>`
	}
	docs := []*parse.Document{parseKit(t, "generic", home, []byte(page(amendContents, before, after)))}
	for _, s := range []string{"sharing", "referrals", "reviews", "visits", "bullying", "joint", "neglect", "faith"} {
		docs = append(docs, parseKit(t, "generic", home+"c/"+s, []byte(page("<h1>"+s+"</h1>"+chapterBody(mRow{title: s}), "", ""))))
	}
	parse.MarkFurniture(docs)
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{home}, Amendments: []string{home}, Hosts: []string{"example.test"}}
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return Read(in)
}
