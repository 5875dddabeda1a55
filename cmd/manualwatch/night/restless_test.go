package night

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"manualwatch/out"
	"manualwatch/out/report"
)

// TestRestlessLinesAreSaidOnce puts other news at the foot of each chapter on every
// night: the first night says that of this nothing is told, the next ones are quiet.
// A limit that is another one in all of them is told of each.
func TestRestlessLinesAreSaidOnce(t *testing.T) {
	m := newSmallManual(t)
	news := strings.Fields("Budgets Ferries Gardens Lanterns Museums Orchards Puddles Quarries Rivers Stables Towers Valleys")
	pages := func(night, limit int) map[string]string {
		site := map[string]string{}
		list := ""
		for i, title := range strings.Fields("Referrals Plans Visits Records Reviews Meetings") {
			body := strings.Repeat("<p>Whoever hears of "+strings.ToLower(title)+" writes down what was said, by whom and when, and keeps the note.</p>", 2)
			at := fmt.Sprintf("/c%d", i)
			list += fmt.Sprintf(`<li><a href="%s">1.%d %s</a></li>`, at, i+1, title)
			site[at] = fmt.Sprintf("<h1>%s</h1>%s<p>Time limit: %d working days</p><p>The %s team keeps a note of whatever was decided and why.</p><p>%s in the spring</p>", title, body, limit+i, strings.ToLower(title), news[(i+3*night)%len(news)])
		}
		site["/"] = "<h1>Procedures</h1><h2>1. Cases</h2><ul>" + list + "</ul>"
		return site
	}
	var past *Past
	dir := t.TempDir()
	told := map[int]string{}
	for i, limit := range []int{5, 5, 5, 3} {
		var s Summary
		s, past = m.night(i+1, pages(i+1, limit), past, pdfSaying(""))
		if err := report.WriteChangelogs(dir, m.data, s.Run.RunID, []out.Board{{ID: "sample", Name: "Sample"}}, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(filepath.Join(dir, "changelogs", "sample", s.Run.RunID+".md")); err == nil {
			told[i+1] = string(text)
		}
	}
	if want := "here “Lanterns in the spring” became “Puddles in the spring”: it is taken for the site"; !strings.Contains(told[2], want) || !strings.Contains(told[2], "No chapter changed in its words.") {
		t.Errorf("the first night lacks %q:\n%s", want, told[2])
	}
	if told[3] != "" {
		t.Errorf("told again:\n%s", told[3])
	}
	if want := "Practice changed in 6 chapters."; !strings.Contains(told[4], want) {
		t.Errorf("want %q:\n%s", want, told[4])
	}
}
