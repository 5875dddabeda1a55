package night

import (
	"os"
	"path/filepath"
	"slices"
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

// TestWithdrawnChapterThatWasListed takes away the page of a chapter, which is told as withdrawn, and
// many editions later its row: that is no second withdrawal. When the chapter is back, with its row or
// under it, it is told how long it was away and what became of its words since they were read.
func TestWithdrawnChapterThatWasListed(t *testing.T) {
	all, less := chapters(beforeAll...), chapters("/dogs Dogs: dogs puppies", "/cats Cats: cats", "/ponies Ponies: ponies", "/goats Goats: goats")
	changed := chapters(beforeAll...)
	changed["/owls"] = strings.Replace(changed["/owls"], "stays open", "is closed", 1)
	busy := func(pages map[string]string, day int) map[string]string { // a manual of which something changes every night
		return answering(strings.Replace(pages["/cats"], "small lamp", "lamp number "+strings.Repeat("I", day), 1), pages, []string{"/cats"})
	}
	dark := answering(gone, all, []string{"/owls"})
	for _, c := range []struct {
		name   string
		nights []map[string]string // from the third on
		want   []string            // of the chapter
		says   string              // the changelog of the last night
	}{
		{"its row goes", append(slices.Repeat([]map[string]string{dark}, 10), less), []string{"removed links"},
			"1 row of the contents gone, of a chapter that was withdrawn before: “1.3 Owls”, withdrawn on 2 March 2026."},
		{"it is back", append(slices.Repeat([]map[string]string{dark}, 10), changed), []string{"added new_text", "edited minor"},
			"Back after 11 days out of the manual, "},
		{"it is back as it was", []map[string]string{dark, all}, []string{"added new_text"}, "Takes back the change of 2 March 2026."},
		{"its row goes, and it is back", []map[string]string{dark, less, less, changed}, []string{"added new_text", "edited minor"},
			"Back after 4 days out of the manual, "},
	} {
		m := newSmallManual(t)
		_, past := m.night(1, busy(all, 1), nil, nil)
		m.accept = true
		s, past := m.night(2, busy(dark, 2), past, nil)
		m.accept = false
		if told := m.told(s.Run.RunID); !slices.Contains(told, "retired Owls") {
			t.Errorf("%s: told %q", c.name, told)
		}
		for i, pages := range c.nights {
			s, past = m.night(3+i, busy(pages, 3+i), past, nil)
		}
		dir := t.TempDir()
		if err := report.WriteChangelogs(dir, m.data, s.Run.RunID, []out.Board{{ID: "sample", Name: "Sample"}}, report.Options{}); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "changelogs", "sample", s.Run.RunID+".md"))
		if err != nil || !strings.Contains(string(text), c.says) {
			t.Errorf("%s: the changelog does not say %q, %v:\n%s", c.name, c.says, err, text)
		}
		rows, err := m.data.Changes(out.Filter{RunID: s.Run.RunID})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range rows {
			if r.NewTitle == "Owls" || r.OldTitle == "Owls" {
				got = append(got, r.Kind+" "+r.Significance)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: told %q, want %q", c.name, got, c.want)
		}
	}
}
