// Package truth holds no code but a grammar of everything that manualwatch tells its
// readers: each line and sentence of changelogs, papers, feeds and pages is one of the
// forms listed here, and is checked against the tables, read back from Parquet. A line
// that no form knows is as wrong as one that is false.
package truth

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func parseDay(s string) (time.Time, error) { return time.Parse(time.DateOnly, s) }

// check reads all that was written and returns what is wrong with it.
func (w *world) check() []string {
	w.wrong = nil
	for i := range w.rows.Runs {
		w.runChangelog(&w.rows.Runs[i])
	}
	for _, n := range w.ofRun("") {
		w.changelog(n)
	}
	w.feeds()
	w.across()
	w.site()
	for i := range w.papersRead {
		w.readPaper(&w.papersRead[i])
	}
	for name, lines := range w.docs {
		w.twice(name, lines)
	}
	return w.wrong
}

// twice complains where a line that tells something stands twice in a row. A manual may
// do so: pages that show its text are left out.
func (w *world) twice(name string, lines []line) {
	if strings.HasPrefix(name, "site/boards/") && !strings.HasSuffix(name, "/index.html") {
		return
	}
	for i := range lines {
		if l := lines[i]; i > 0 && slices.Contains([]string{"h1", "h2", "h3", "h4", "p", "li1", "li2", "row"}, l.kind) && l.text != "" && fmt.Sprint(l) == fmt.Sprint(lines[i-1]) {
			w.say(name, "it says twice: %q", l.text)
		}
	}
}

// TestWhatIsToldIsTrue lets the real binary watch five boards for seven nights and
// reads everything that it tells.
func TestWhatIsToldIsTrue(t *testing.T) {
	w := played(t)
	for _, wrong := range w.check() {
		t.Error(wrong)
	}
	if n := len(w.papersRead); n < 8 {
		t.Errorf("only %d papers were read", n)
	}
}

// TestGivenFolder reads a data folder that stands ready, named in MANUALWATCH_TOLD,
// with its register in it or beside it.
func TestGivenFolder(t *testing.T) {
	dir := os.Getenv("MANUALWATCH_TOLD")
	if dir == "" {
		t.Skip("MANUALWATCH_TOLD names no data folder")
	}
	register := filepath.Join(dir, "boards.toml")
	if _, err := os.Stat(register); err != nil {
		register = filepath.Join(dir, "..", "boards.toml")
	}
	w := openWorld(t, dir, register)
	w.bin = buildBinary(t)
	w.papers(t)
	for _, wrong := range w.check() {
		t.Error(wrong)
	}
}

// buildBinary builds the program.
func buildBinary(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "manualwatch")
	if said, err := exec.Command("go", "build", "-o", bin, "manualwatch/cmd/manualwatch").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, said)
	}
	return bin
}
