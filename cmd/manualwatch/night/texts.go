package night

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"manualwatch/diff/across"
)

// texts is what comparisons across boards know of the texts of earlier nights.
type texts struct {
	file  string // where it is kept between runs, "" for nowhere
	index *across.TextIndex
}

// Remember lets comparisons begin with what an earlier run kept in a file with
// [Past.KeepTexts], which need not exist. It changes no result: a file that is
// damaged or of other rules is as good as none.
func (p *Past) Remember(file string) { p.texts = texts{file: file} }

// known returns the index; it is read when a comparison first asks for it.
func (t *texts) known() *across.TextIndex {
	if t.index != nil {
		return t.index
	}
	t.index = new(across.TextIndex)
	if t.file == "" {
		return t.index
	}
	f, err := os.Open(t.file)
	if err != nil {
		return t.index
	}
	defer f.Close()
	if _, err := t.index.ReadFrom(f); err != nil {
		t.index = new(across.TextIndex)
	}
	return t.index
}

// KeepTexts writes what comparisons know of texts for the next run; nothing if none
// was made.
func (p *Past) KeepTexts() error {
	if p.texts.file == "" || p.texts.index == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(p.texts.file), 0o755); err != nil {
		return fmt.Errorf("kept texts: %w", err)
	}
	if err := replaceFile(p.texts.file, p.texts.index); err != nil {
		return fmt.Errorf("kept texts: %w", err)
	}
	return nil
}

// replaceFile writes a file beside another and renames it.
func replaceFile(path string, content io.WriterTo) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already if all went well
	w := bufio.NewWriterSize(f, 1<<20)
	if _, err = content.WriteTo(w); err == nil {
		err = w.Flush()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
