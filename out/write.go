package out

import (
	"bytes"
	"encoding/gob"
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
	if err := os.MkdirAll(filepath.Join(dir, "spool"), 0o755); err != nil {
		return nil, fmt.Errorf("dataset: %w", err)
	}
	return &RunWriter{d: d, runID: runID, dir: dir, spool: newSpool(filepath.Join(dir, "spool"))}, nil
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
// not matter to the bytes of the files, the order of one board's rows can. Rows wait
// on disk, so memory does not grow with the number of boards.
type RunWriter struct {
	d     *Dataset
	runID string
	dir   string

	mu    sync.Mutex
	spool *spool
	done  bool
}

// Append adds rows.
func (w *RunWriter) Append(t Tables) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return errors.New("dataset: the run is already written")
	}
	for _, f := range allTables() {
		if err := f.spool(&t, w.spool); err != nil {
			return fmt.Errorf("dataset: table %s: %w", f.tableName(), err)
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
		return errors.Join(fmt.Errorf("dataset: %w", err), os.RemoveAll(w.dir))
	}
	if err := w.d.mark(w.runID, w.spool.tables()); err != nil {
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
	return errors.Join(w.spool.close(), os.RemoveAll(w.dir))
}

// stage writes the run's files, one after the other, into the staging folder.
func (w *RunWriter) stage() error {
	for _, t := range allTables() {
		if !w.spool.has(t.tableName()) {
			continue
		}
		dir := filepath.Join(w.dir, t.tableName())
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if err := t.write(filepath.Join(dir, "part-0.parquet"), w.spool); err != nil {
			return err
		}
		if err := syncDir(dir); err != nil {
			return err
		}
	}
	if err := w.spool.close(); err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(w.dir, "spool")); err != nil {
		return err
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

// A spool keeps rows on disk, in segments of one board each, until they can be
// written in order.
type spool struct {
	dir      string
	files    map[string]*os.File // by table
	ends     map[string]int64
	segments map[string][]segment
}

// A segment is a run of rows of one board in a spool file.
type segment struct {
	board string
	off   int64
	size  int64
}

func newSpool(dir string) *spool {
	return &spool{dir: dir, files: map[string]*os.File{}, ends: map[string]int64{}, segments: map[string][]segment{}}
}

func (s *spool) has(table string) bool { return len(s.segments[table]) > 0 }

// tables lists the tables that have rows.
func (s *spool) tables() []string {
	var names []string
	for _, name := range TableNames() {
		if s.has(name) {
			names = append(names, name)
		}
	}
	return names
}

// put appends rows (a slice of row structs) of one board.
func (s *spool) put(table, board string, rows any) error {
	f := s.files[table]
	if f == nil {
		var err error
		if f, err = os.Create(filepath.Join(s.dir, table)); err != nil {
			return err
		}
		s.files[table] = f
	}
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(rows); err != nil {
		return err
	}
	off := s.ends[table]
	if _, err := f.WriteAt(buf.Bytes(), off); err != nil {
		return err
	}
	s.ends[table] = off + int64(buf.Len())
	s.segments[table] = append(s.segments[table], segment{board: board, off: off, size: int64(buf.Len())})
	return nil
}

// each calls do with the segments of one board after the other, in the order of
// the boards' ids.
func (s *spool) each(table string, do func([]segment) error) error {
	all := slices.Clone(s.segments[table])
	slices.SortStableFunc(all, func(a, b segment) int { return strings.Compare(a.board, b.board) })
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].board == all[0].board {
			n++
		}
		if err := do(all[:n]); err != nil {
			return err
		}
		all = all[n:]
	}
	return nil
}

// readSegments reads rows back.
func readSegments[T any](s *spool, table string, segments []segment) ([]T, error) {
	var rows []T
	for _, seg := range segments {
		var part []T
		if err := gob.NewDecoder(io.NewSectionReader(s.files[table], seg.off, seg.size)).Decode(&part); err != nil {
			return nil, err
		}
		rows = append(rows, part...)
	}
	return rows, nil
}

func (s *spool) close() error {
	var errs []error
	for _, name := range TableNames() {
		if f := s.files[name]; f != nil {
			errs = append(errs, f.Close())
		}
	}
	clear(s.files)
	return errors.Join(errs...)
}
