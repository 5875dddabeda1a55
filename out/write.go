package out

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

var (
	timeType   = reflect.TypeFor[time.Time]()
	goodRunID  = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]{0,99}$`)
	errNoRunID = errors.New("run id must be letters, digits, dots and hyphens")
)

const (
	staging    = ".staging"
	commitMark = ".commit"
)

// Begin starts to write the tables of a run. Nothing is visible before
// [RunWriter.Commit]. An earlier run of the same id is replaced then.
func (d *Dataset) Begin(runID string) (*RunWriter, error) {
	if !goodRunID.MatchString(runID) {
		return nil, fmt.Errorf("dataset: %q: %w", runID, errNoRunID)
	}
	dir := filepath.Join(d.dir, staging, runID)
	if err := os.RemoveAll(dir); err != nil {
		return nil, fmt.Errorf("dataset: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("dataset: %w", err)
	}
	w := &RunWriter{d: d, runID: runID, dir: dir}
	for _, t := range allTables() {
		w.tables = append(w.tables, t.appender(dir))
	}
	return w, nil
}

// WriteRun writes the tables of a run in one go.
func (d *Dataset) WriteRun(runID string, t Tables) error {
	w, err := d.Begin(runID)
	if err != nil {
		return err
	}
	if err := w.Append(t); err != nil {
		return errors.Join(err, w.Abort())
	}
	return w.Commit()
}

// A RunWriter takes the rows of one run, board by board, and makes them visible
// together. It is safe for concurrent use; the order in which the boards come does
// not matter to the bytes of the files, the order of one board's rows can. Boards
// in the order of their ids go straight into the files, others wait on disk: memory
// does not grow with the number of boards.
type RunWriter struct {
	d     *Dataset
	runID string
	dir   string

	mu     sync.Mutex
	tables []appender
	done   bool
}

// Append adds rows.
func (w *RunWriter) Append(t Tables) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return errors.New("dataset: the run is already written")
	}
	for _, a := range w.tables {
		if err := a.append(&t); err != nil {
			return fmt.Errorf("dataset: table %s: %w", a.name(), err)
		}
	}
	return nil
}

// Commit makes all rows visible. If it fails nothing has changed, or the next
// [OpenDataset] completes the work.
func (w *RunWriter) Commit() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return errors.New("dataset: the run is already written")
	}
	w.done = true
	if err := w.stage(); err != nil {
		return errors.Join(fmt.Errorf("dataset: %w", err), w.drop())
	}
	if err := w.d.mark(w.runID, w.written()); err != nil {
		return fmt.Errorf("dataset: %w", err)
	}
	if err := w.d.recover(); err != nil {
		return fmt.Errorf("dataset: %w", err)
	}
	return w.d.writeDocs()
}

// Abort drops the rows. After Commit it does nothing, so it can be deferred.
func (w *RunWriter) Abort() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return nil
	}
	w.done = true
	return w.drop()
}

// drop closes and removes what was written.
func (w *RunWriter) drop() error {
	var errs []error
	for _, a := range w.tables {
		errs = append(errs, a.abort())
	}
	return errors.Join(append(errs, os.RemoveAll(w.dir))...)
}

// written lists the tables that got rows.
func (w *RunWriter) written() []string {
	var names []string
	for _, a := range w.tables {
		if a.has() {
			names = append(names, a.name())
		}
	}
	return names
}

// stage completes the run's files, one after the other, in the staging folder. That of the
// runs table notes which others there are, see [Dataset.Missing].
func (w *RunWriter) stage() error {
	w.tables[0].note(tablesKey, strings.Join(w.written(), " "))
	for _, a := range w.tables {
		if err := a.finish(); err != nil {
			return fmt.Errorf("table %s: %w", a.name(), err)
		}
	}
	return syncDir(w.dir)
}

// mark declares a staged run complete: from here on it will become visible,
// whatever happens.
func (d *Dataset) mark(runID string, tables []string) error {
	path := filepath.Join(d.dir, staging, runID+commitMark)
	tmp := path + ".tmp"
	f, err := os.Create(tmp)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, strings.Join(tables, "\n"))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// recover moves complete runs into place and drops the others.
func (d *Dataset) recover() error {
	dir := filepath.Join(d.dir, staging)
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		runID, ok := strings.CutSuffix(e.Name(), commitMark)
		if !ok || !goodRunID.MatchString(runID) {
			continue
		}
		if err := d.publish(runID); err != nil {
			return err
		}
	}
	d.forget()
	return os.RemoveAll(dir)
}

// publish moves a complete run into place. It can be repeated after an
// interruption at any point: what is not in the staging folder any more has been
// moved. The runs table comes last, so a reader that joins on it sees whole runs.
func (d *Dataset) publish(runID string) error {
	mark := filepath.Join(d.dir, staging, runID+commitMark)
	list, err := os.ReadFile(mark)
	if err != nil {
		return err
	}
	has := strings.Fields(string(list))
	tables := TableNames()
	slices.Reverse(tables)
	for _, name := range tables {
		if err := d.place(name, runID, slices.Contains(has, name)); err != nil {
			return err
		}
	}
	return os.Remove(mark)
}

// place puts the staged file of one table where readers look for it, in place
// of an earlier one; with no file to come, it only takes the earlier one away.
func (d *Dataset) place(name, runID string, has bool) error {
	staged := filepath.Join(d.dir, staging, runID, name)
	final := filepath.Dir(d.file(name, runID))
	waiting, err := exists(staged)
	if err != nil || has && !waiting {
		return err
	}
	if err := os.RemoveAll(final); err != nil {
		return err
	}
	if !has {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(final), 0o755); err != nil {
		return err
	}
	if err := os.Rename(staged, final); err != nil {
		return err
	}
	return syncDir(filepath.Dir(final))
}
