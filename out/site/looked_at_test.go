package site

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"manualwatch/out"
	"manualwatch/out/paper"
	"manualwatch/out/report"
)

// A visit is what testdata/browser.mjs found: sentences of what is wrong, and what
// a person saw who used the page of changes by keyboard.
type visit struct {
	Found []string
	Used  struct {
		Skip, Main                           stop
		Stops                                []stop
		All, Words, Both, Again, Reset, None struct {
			Count string
			Rows  int
			Hash  string
		}
	}
}

// A stop is an element that had the focus.
type stop struct {
	Name, Tag  string
	Ring, Seen bool
}

// look runs the program in the browser. It skips the test where node, Chromium or
// the packages are missing: set MANUALWATCH_NPM to a folder in which
// `npm install axe-core puppeteer-core` was run, as .ci/run does.
func look(t *testing.T, check []string, use map[string]string) visit {
	t.Helper()
	tools := os.Getenv("MANUALWATCH_NPM")
	for _, p := range []string{"axe-core", "puppeteer-core"} {
		if _, err := os.Stat(filepath.Join(tools, "node_modules", p)); tools == "" || err != nil {
			t.Skipf("MANUALWATCH_NPM names no folder with the npm package %s", p)
		}
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node")
	}
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium")
	}
	in, err := json.Marshal(map[string]any{"browser": browser, "check": check, "use": use})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, "testdata/browser.mjs", tools)
	cmd.Stdin = strings.NewReader(string(in))
	cmd.WaitDelay = 5 * time.Second
	var stderr strings.Builder
	cmd.Stderr = &stderr
	b, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var v visit
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// pageTypes returns the addresses of the pages of a site: those over all boards, those
// of the boards, one of a chapter and one of two versions side by side.
func pageTypes(t *testing.T, dir string) []string {
	t.Helper()
	abs, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	chapter, side := "", ""
	for path, text := range pages(t, dir) {
		switch {
		case !strings.HasSuffix(path, ".html"):
		case !strings.HasPrefix(path, "boards/"), strings.HasSuffix(path, "/index.html"):
			list = append(list, path)
		case strings.Contains(text, `class="side"`):
			side = max(side, path)
		case strings.Contains(text, "<blockquote>"):
			chapter = max(chapter, path)
		}
	}
	if chapter == "" || side == "" {
		t.Fatal("the site has no chapter with a history, or no two versions side by side")
	}
	list = append(list, chapter, side)
	slices.Sort(list)
	for i := range list {
		list[i] = "file://" + filepath.Join(abs, list[i])
	}
	return list
}

// TestPagesAreAccessible opens each type of page, and the board paper, as phone and
// desktop, light and dark, and lets axe-core look for what keeps people out.
func TestPagesAreAccessible(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	few, boards := sample(t, report.Options{})
	big := t.TempDir()
	d, reg := town(t, big, 5, 26, 4)
	if err := Write(big, d, reg, report.Options{}); err != nil {
		t.Fatal(err)
	}
	check := pageTypes(t, few)
	for _, name := range []string{"index.html", "changes/index.html", "coverage.html", "boards/board-004/index.html"} {
		check = append(check, "file://"+filepath.Join(big, "site", name)) // fuller than those of the few
	}
	check = append(check, paperPage(t, filepath.Join(few, "..", "dataset"), boards[0]))
	for _, wrong := range look(t, check, nil).Found {
		t.Error(wrong)
	}
}

// paperPage writes a board paper and returns its address.
func paperPage(t *testing.T, dataset string, board out.Board) string {
	t.Helper()
	d, err := out.OpenToRead(dataset)
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) time.Time { at, _ := time.Parse(time.DateOnly, s); return at }
	p, err := paper.Build(d, board, paper.Period{From: day("2026-11-01"), To: day("2026-11-30"), Summed: true}, report.Options{})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "paper.html")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := p.WriteHTML(f); err != nil {
		t.Fatal(err)
	}
	return "file://" + path
}

// TestChangesByKeyboard walks through the page of changes without a mouse, filters
// and searches, and comes back to the same address.
func TestChangesByKeyboard(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	dir := t.TempDir()
	d, reg := town(t, dir, 5, 26, 4)
	if err := Write(dir, d, reg, report.Options{}); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(dir, "site", "changes", "index.html")
	v := look(t, []string{}, map[string]string{"address": "file://" + page, "words": "fabricated"})
	for _, wrong := range v.Found {
		t.Error(wrong)
	}
	u := v.Used
	if u.Skip.Name != "Skip to content" || !u.Skip.Seen || !u.Skip.Ring || u.Main.Name != "main" {
		t.Errorf("the first stop is %+v and leads to %+v", u.Skip, u.Main)
	}
	var names []string
	for _, s := range u.Stops {
		names = append(names, s.Name)
		if date := s.Name == "from" || s.Name == "to"; !s.Seen || !s.Ring && !date { // a date has a ring inside
			t.Errorf("%+v cannot be seen to have the focus", s)
		}
	}
	for _, want := range []string{"Manual watch", "Manuals", "Changes", "Coverage", "Runs", "words", "from", "to", "Show all"} {
		if !slices.Contains(names, want) {
			t.Errorf("the keyboard does not reach %q; it reaches %q", want, names)
		}
	}
	if u.All.Rows == 0 || u.Words.Rows == 0 || u.Words.Rows >= u.All.Rows || u.Both.Rows == 0 || u.Both.Rows >= u.Words.Rows {
		t.Errorf("rows: %d, with a word %d, and of one significance %d", u.All.Rows, u.Words.Rows, u.Both.Rows)
	}
	if u.Again != u.Both || u.Both.Hash == "" {
		t.Errorf("the address %q shows %+v when it is opened again, was %+v", u.Both.Hash, u.Again, u.Both)
	}
	if u.Reset.Rows != u.All.Rows || u.Reset.Hash != "" || u.None.Rows != 0 || !strings.HasPrefix(u.None.Count, "0 of ") {
		t.Errorf("after Show all %+v, in the far future %+v", u.Reset, u.None)
	}
}
