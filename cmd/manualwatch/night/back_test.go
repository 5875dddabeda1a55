package night

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"manualwatch/out"
	"manualwatch/out/report"
)

// TestChapterComesBackWithAnotherDuty takes a chapter out of the contents for two nights and puts
// it back with another duty: the changelog tells both, with the words, and so do the tables; one
// that comes back as it was is told as taken back and nothing more.
func TestChapterComesBackWithAnotherDuty(t *testing.T) {
	m := newSmallManual(t)
	pages := func(duty string, without ...string) map[string]string {
		body := func(s string) string {
			return strings.Repeat("<p>Whoever sees the "+s+" writes down what was said, by whom and when, and keeps the note.</p>", 3)
		}
		all := map[string]string{
			"/":  `<h1>Procedures</h1><h2>1. Cases</h2><ul><li><a href="/a">1.1 Referrals</a></li><li><a href="/b">1.2 Plans</a></li><li><a href="/c">1.3 Visits</a></li><li><a href="/d">1.4 Moves</a></li></ul>`,
			"/a": "<h1>Referrals</h1>" + body("child"), "/b": "<h1>Plans</h1>" + body("plan") + "<p>The warden " + duty + " look after the plan.</p>", "/c": "<h1>Visits</h1>" + body("house"), "/d": "<h1>Moves</h1>" + body("move"),
		}
		for _, entry := range without {
			all["/"] = strings.Replace(all["/"], entry, "", 1)
			for path := range all {
				if strings.Contains(entry, `"`+path+`"`) {
					delete(all, path)
				}
			}
		}
		return all
	}
	plans, visits := `<li><a href="/b">1.2 Plans</a></li>`, `<li><a href="/c">1.3 Visits</a></li>`
	var past *Past
	var s Summary
	dir := t.TempDir()
	for i, p := range []map[string]string{pages("must"), pages("must", plans, visits), pages("must", plans, visits), pages("may")} {
		s, past = m.night(i+1, p, past, pdfSaying(""))
		if err := report.WriteChangelogs(dir, m.data, s.Run.RunID, []out.Board{{ID: "sample", Name: "Sample"}}, report.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "changelogs", "sample", s.Run.RunID+".md"))
	if err != nil {
		t.Fatal(err)
	}
	_, practice, _ := strings.Cut(string(text), "## Changes to practice")
	practice, fresh, _ := strings.Cut(practice, "## New chapters")
	for where, wants := range map[string][]string{
		practice: {"1.2 Plans", "- Back after 2 days out of the manual, ", "“must” became “may”", "The warden **may** look after the plan."},
		fresh:    {"1.3 Visits", "- Back after 2 days out of the manual, ", "Takes back the change of 2 March 2026."},
	} {
		for _, want := range wants {
			if !strings.Contains(where, want) {
				t.Errorf("%q is not told where it belongs:\n%s", want, text)
			}
		}
	}
	if strings.Contains(practice, "Takes back") || strings.Contains(fresh, "Text changed") {
		t.Errorf("told of the wrong chapter:\n%s", text)
	}
	rows, err := m.data.Changes(out.Filter{RunID: s.Run.RunID})
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, r := range rows {
		kinds = append(kinds, r.Kind+" "+r.NewTitle)
	}
	if got := strings.Join(kinds, ", "); got != "added Plans, edited Plans, added Visits" {
		t.Errorf("the table has %s", got)
	}
}
