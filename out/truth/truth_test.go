// Package truth holds no code but a grammar of everything that manualwatch tells its
// readers: each line and sentence of changelogs, papers, feeds and pages is one of the
// forms listed here, and is checked against the tables, read back from Parquet. A line
// that no form knows is as wrong as one that is false.
package truth

import (
	"os"
	"os/exec"
	"path/filepath"
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
	return w.wrong
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
