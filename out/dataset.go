// Package out writes what people and analysts get: the Parquet dataset, and from
// it (in its sub-packages) the changelogs, the board paper, the site and the feeds.
//
//	Tables -> RunWriter -> dataset/<table>/run=<run_id>/part-0.parquet
//	dataset -> report (Markdown, Atom), paper (md, html, docx), site (html)
//
// All outputs for readers are made from the dataset, so that every sentence in
// them can be checked against a table.
//
// Layout of the dataset folder:
//
//	<table>/run=<run_id>/part-0.parquet   one file a table and run; none without rows. That of the
//	                                      runs table names the others of its run, see [Dataset.Missing]
//	.staging/<run_id>/...                 a run being written
//	.staging/<run_id>.commit              the run is complete and is being moved into place
//	README.md, views.sql                  generated documentation and DuckDB views
package out

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// ErrIncompatible is wrapped by the error of [OpenDataset] for a dataset of
// another schema version; `manualwatch rebuild` is the way out.
var ErrIncompatible = errors.New("dataset has another schema version")

// SchemaVersion is written into every file. It changes whenever a column
// changes its name, type or meaning.
const SchemaVersion = "1"

// A Dataset is the folder of tables that runs write to. Its methods may be
// called from several goroutines.
type Dataset struct {
	dir string

	mu    sync.Mutex
	spans map[string]boardSpans // by file
}

// OpenDataset opens or makes the dataset in dir (data/dataset). It finishes or
// undoes what an interrupted write left behind. The error wraps
// [ErrIncompatible] if the files have another schema version.
func OpenDataset(dir string) (*Dataset, error) {
	d, err := OpenForRebuild(dir)
	if err != nil {
		return nil, err
	}
	if err := d.checkSchema(); err != nil {
		return nil, err
	}
	return d, nil
}

// OpenForRebuild is [OpenDataset] without a look at the schema version; such a
// dataset is only good for [Dataset.Rebuild].
func OpenForRebuild(dir string) (*Dataset, error) {
	dir = LinkEnd(dir)
	if err := settleSwap(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("dataset: %w", err)
	}
	d := &Dataset{dir: dir, spans: map[string]boardSpans{}}
	if err := d.recover(); err != nil {
		return nil, fmt.Errorf("dataset: cannot finish an interrupted write: %w", err)
	}
	return d, nil
}

// Rebuild makes a new dataset beside d with fill and puts it in d's place once
// fill has returned nil; otherwise the old one stands.
func (d *Dataset) Rebuild(fill func(*Dataset) error) error {
	next := d.dir + ".new"
	if err := os.RemoveAll(next); err != nil {
		return fmt.Errorf("dataset: %w", err)
	}
	n, err := OpenDataset(next)
	if err != nil {
		return err
	}
	if err := fill(n); err != nil {
		return errors.Join(err, os.RemoveAll(next))
	}
	if err := d.swap(next); err != nil {
		return fmt.Errorf("dataset: %w", err)
	}
	d.forget()
	return nil
}

// swap puts a rebuilt dataset in d's place.
func (d *Dataset) swap(next string) error {
	if err := os.WriteFile(filepath.Join(next, completeMark), nil, 0o644); err != nil {
		return err
	}
	if err := syncDir(next); err != nil {
		return err
	}
	if err := os.Rename(d.dir, d.dir+".old"); err != nil {
		return err
	}
	return settleSwap(d.dir)
}

// completeMark is a file in a dataset that was rebuilt beside the old one and
// may take its place.
const completeMark = ".complete"

// settleSwap brings the three folders of a rebuild (dir, dir.new, dir.old) into
// the state that the rebuild had reached: the new dataset if it was complete,
// otherwise the old one.
func settleSwap(dir string) error {
	next, old := dir+".new", dir+".old"
	here, err := exists(dir)
	if err != nil {
		return fmt.Errorf("dataset: %w", err)
	}
	if !here {
		from := old
		if ok, err := exists(filepath.Join(next, completeMark)); err != nil {
			return fmt.Errorf("dataset: %w", err)
		} else if ok {
			from = next
		}
		if err := os.Rename(from, dir); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("dataset: %w", err)
		}
	}
	err = errors.Join(os.RemoveAll(next), os.RemoveAll(old), RemoveIfThere(filepath.Join(dir, completeMark)))
	if err != nil {
		return fmt.Errorf("dataset: %w", err)
	}
	return nil
}

// checkSchema looks at the newest file of each table.
func (d *Dataset) checkSchema() error {
	for _, t := range allTables() {
		runs, err := d.runsOf(t.tableName())
		if err != nil {
			return err
		}
		if len(runs) == 0 {
			continue
		}
		path := d.file(t.tableName(), runs[len(runs)-1])
		got, err := noteOf(path, schemaKey)
		if err != nil {
			return err
		}
		if got != SchemaVersion {
			return fmt.Errorf("%w: %s has %q, this version writes %q; run `manualwatch rebuild` to make the tables again from the archive", ErrIncompatible, path, got, SchemaVersion)
		}
	}
	return nil
}

// file returns the path of a table's file of one run.
func (d *Dataset) file(table, runID string) string {
	return filepath.Join(d.dir, table, "run="+runID, "part-0.parquet")
}

// runsOf lists the runs that have rows in table, oldest first.
func (d *Dataset) runsOf(table string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(d.dir, table)) // sorted by name
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("dataset: %w", err)
	}
	var runs []string
	for _, e := range entries {
		if id, ok := strings.CutPrefix(e.Name(), "run="); ok && e.IsDir() {
			runs = append(runs, id)
		}
	}
	return runs, nil
}

// forget drops what is remembered of the files.
func (d *Dataset) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	clear(d.spans)
}

func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// RemoveIfThere removes a file, which need not exist.
func RemoveIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
