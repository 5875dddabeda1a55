package night

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"manualwatch/out"
	"manualwatch/out/report"
)

// addressed is a manual whose chapters stand at addresses with a part that says where.
func addressed(form, part, words string) map[string]string {
	site := map[string]string{}
	list := ""
	for i, title := range strings.Fields("Referrals Plans Visits Records Reviews Meetings") {
		at := fmt.Sprintf(form, part, i)
		list += fmt.Sprintf(`<li><a href="%s">1.%d %s</a></li>`, at, i+1, title)
		site[at] = fmt.Sprintf("<h1>%s</h1><p>Whoever hears of %s %s writes down what was said, by whom and when, and keeps the note.</p>", title, strings.ToLower(title), words)
	}
	site["/"] = "<h1>Procedures</h1><h2>1. Cases</h2><ul>" + list + "</ul>"
	return site
}

// TestAddressesThatChangeEveryNight: a session in the addresses is told on the first nights, then
// said once to be the site's own. Edits are told, and so is a real move, once.
func TestAddressesThatChangeEveryNight(t *testing.T) {
	const session, chapter = "/S%s/chapter/c%d", "/%s/c%d"
	m := newSmallManual(t)
	dir := t.TempDir()
	var past *Past
	for i, night := range []struct {
		form, part, words string
		told              []string
		says              string // in the changelog; "" where there is none to be
	}{
		{session, "ab12", "early", nil, "baseline"},
		{session, "cd34", "early", []string{"moved_host"}, "6 pages have other addresses"},
		{session, "ef56", "early", []string{"moved_host"}, "6 pages have other addresses"},
		{session, "ab78", "early", nil, "The addresses of 6 chapters are others on every night, that of “Referrals” was https://manual.example/Sef56/chapter/c0 and is https://manual.example/Sab78/chapter/c0: this is taken for the site’s own"},
		{session, "cd90", "early", nil, ""},
		{session, "ef01", "late", []string{"terms_swept"}, "“early” became “late”"},
		{session, "aa11", "late", nil, ""},
		{chapter, "pages", "late", []string{"moved_host"}, "is now manual.example/pages/c0"}, // another form
		{chapter, "pages", "late", nil, ""},
		{chapter, "leaves", "late", []string{"moved_host"}, "is now manual.example/leaves/c0"},
		{chapter, "leaves", "late", nil, ""},
	} {
		var s Summary
		s, past = m.night(i+1, addressed(night.form, night.part, night.words), past, pdfSaying(""))
		var told []string
		changes, err := m.data.Changes(out.Filter{RunID: s.Run.RunID})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changes {
			told = append(told, c.Kind)
		}
		if !slices.Equal(told, night.told) {
			t.Errorf("night %d: told is %q, want %q", i+1, told, night.told)
		}
		if err := report.WriteChangelogs(dir, m.data, s.Run.RunID, []out.Board{{ID: "sample", Name: "Sample"}}, report.Options{}); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "changelogs", "sample", s.Run.RunID+".md"))
		if (err != nil) != (night.says == "") || !strings.Contains(strings.ReplaceAll(string(text), `\`, ""), night.says) {
			t.Errorf("night %d: the changelog lacks %q (%v):\n%s", i+1, night.says, err, text)
		}
	}
}

// TestAddressesThatSettle: the address at which chapters stay in the end is told once.
func TestAddressesThatSettle(t *testing.T) {
	m := newSmallManual(t)
	var past *Past
	var told []int32
	for i, part := range strings.Fields("a1 b2 c3 d4 e5 e5 e5 f6 f6") {
		var s Summary
		s, past = m.night(i+1, addressed("/S%s/c%d", part, "early"), past, pdfSaying(""))
		told = append(told, s.Run.Changes)
	}
	if want := []int32{0, 1, 1, 0, 0, 1, 0, 1, 0}; !slices.Equal(told, want) {
		t.Errorf("told are %v changes, want %v", told, want)
	}
}
