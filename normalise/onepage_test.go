package normalise

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestManualOnOnePage reads a manual that is one long page: a list of jumps, the
// whole text, and the amendments at its end.
func TestManualOnOnePage(t *testing.T) {
	text := func(n int) string {
		return "<p>" + fillerWords(n) + "</p><table><tr><th>Level</th><th>Sign</th></tr><tr><td>Low</td><td>A bruise</td></tr></table>"
	}
	var toc, body strings.Builder
	want := []string{}
	for i, titles := range [][]string{{"Referrals", "Visits"}, {"Faith and Belief", "Bullying", "Neglect"}} {
		section := []string{"Core Duties", "Particular Needs"}[i]
		fmt.Fprintf(&toc, `<li><a href="#s%d">%d %s</a><ul>`, i+1, i+1, section)
		fmt.Fprintf(&body, `<h2 id="s%d">%d %s</h2>%s`, i+1, i+1, section, text(12))
		want = append(want, fmt.Sprintf("section|%d|%s", i+1, section))
		for k, title := range titles {
			fmt.Fprintf(&toc, `<li><a href="#c%d-%d">%d.%d %s</a></li>`, i+1, k+1, i+1, k+1, title)
			fmt.Fprintf(&body, `<h3 id="c%d-%d">%d.%d %s</h3>%s<h4>%d.%d.1 At night</h4>%s<p><a href="#toc">Back to top</a></p>`, i+1, k+1, i+1, k+1, title, text(12), i+1, k+1, text(20))
			want = append(want, fmt.Sprintf(" chapter|%d.%d|%s", i+1, k+1, title), fmt.Sprintf("  heading|%d.%d.1|At night", i+1, k+1))
		}
		toc.WriteString("</ul></li>")
	}
	page := `<h1>Procedures Manual</h1><div id="toc"><h2>Contents</h2><ul>` + toc.String() + "</ul></div>" + body.String() +
		`<h2>Amendments to this manual</h2><h3>May 2020</h3><ul><li><b>Neglect</b>: the tool was replaced.</li></ul><h3>March 2020</h3><ul><li><b>Visits</b>: new section on dogs.</li></ul>`
	e := readSite(t, Input{Start: []string{"/manual"}, Amendments: []string{"/manual"}}, map[string]string{"/manual": page, "/about": "<h1>About us</h1><p>Who we are.</p>"})
	want = append(want, "amendment|Neglect|the tool was replaced.|2020-05-01", "amendment|Visits|new section on dogs.|2020-03-01")
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if got := e.Sections[1].URL; got != "http://example.test/manual#c1-1" {
		t.Errorf("the first chapter stands at %s", got)
	}
	for _, a := range e.Amendments {
		if a.SectionID == "" || a.URL != "http://example.test/manual" {
			t.Errorf("amendment %q: section %q, address %s", a.Chapter, a.SectionID, a.URL)
		}
	}
}
