package truth

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDbg(t *testing.T) {
	dir := os.Getenv("MANUALWATCH_TOLD")
	register := filepath.Join(dir, "boards.toml")
	if _, err := os.Stat(register); err != nil {
		register = filepath.Join(dir, "..", "boards.toml")
	}
	w := openWorld(t, dir, register)
	w.bin = buildBinary(t)
	w.papers(t)
	t.Log("papers", len(w.wrong), len(w.check()))
	for i := range w.rows.Changes {
		w.rows.Changes[i].WordsAdded++
	}
	w.index()
	x := w.check()
	t.Log(len(x))
	for _, s := range x[:min(5, len(x))] {
		t.Log(s)
	}
	w.wrong = nil
	for _, p := range w.papersRead {
		w.readPaper(w.newPaper(p.board, p.from, p.to), p.name, p.lines)
	}
	t.Log(len(w.wrong))
	for _, s := range w.wrong[:min(15, len(w.wrong))] {
		t.Log(s)
	}
}
