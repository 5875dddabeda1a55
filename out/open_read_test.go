package out

import (
	"path/filepath"
	"testing"
)

// TestReaderLeavesAWriteAlone opens a dataset to read while a run is being
// written; the run must become visible as if nobody had looked.
func TestReaderLeavesAWriteAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dataset")
	if _, err := OpenToRead(dir); err != nil {
		t.Fatalf("a dataset that is not there yet: %v", err)
	}
	d, err := OpenDataset(dir)
	if err != nil {
		t.Fatal(err)
	}
	w, err := d.Begin("20260301T020000Z")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Append(Tables{Observations: []ObservationRow{{RunID: "20260301T020000Z", BoardID: "a", Status: StatusChanged}}}); err != nil {
		t.Fatal(err)
	}
	r, err := OpenToRead(dir)
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := r.Observations(""); err != nil || len(rows) != 0 {
		t.Errorf("before the commit: %d rows, %v; want none", len(rows), err)
	}
	if err := w.Append(Tables{Runs: []RunRow{{RunID: "20260301T020000Z"}}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	if rows, err := r.Observations(""); err != nil || len(rows) != 1 {
		t.Errorf("after the commit: %d rows, %v; want 1", len(rows), err)
	}
}
