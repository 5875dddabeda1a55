package out

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// A Filter narrows a reading by run and board; empty fields do not narrow.
type Filter struct {
	RunID   string
	BoardID string
}

// RunIDs lists the runs of the dataset, oldest first.
func (d *Dataset) RunIDs() ([]string, error) { return d.runsOf("runs") }

// Runs returns the rows of all runs, oldest first.
func (d *Dataset) Runs() ([]RunRow, error) { return readAll(d, runsTable(), Filter{}) }

// Observations returns the observations of one run (of all runs when runID is
// ""), oldest run first.
func (d *Dataset) Observations(runID string) ([]ObservationRow, error) {
	return readAll(d, observationsTable(), Filter{RunID: runID})
}

// Editions returns the editions of one board (of all boards when boardID is ""),
// oldest first.
func (d *Dataset) Editions(boardID string) ([]EditionRow, error) {
	rows, err := readAll(d, editionsTable(), Filter{BoardID: boardID})
	slices.SortStableFunc(rows, func(a, b EditionRow) int { return a.ObservedAt.Compare(b.ObservedAt) })
	return rows, err
}

// Sections returns the sections of an edition in order, with their texts.
func (d *Dataset) Sections(e EditionRow) ([]SectionRow, error) {
	rows, err := readAll(d, sectionsTable(), Filter{RunID: e.RunID, BoardID: e.BoardID})
	return slices.DeleteFunc(rows, func(r SectionRow) bool { return r.EditionID != e.EditionID }), err
}

// Amendments returns the amendments of an edition in order.
func (d *Dataset) Amendments(e EditionRow) ([]AmendmentRow, error) {
	rows, err := readAll(d, amendmentsTable(), Filter{RunID: e.RunID, BoardID: e.BoardID})
	return slices.DeleteFunc(rows, func(r AmendmentRow) bool { return r.EditionID != e.EditionID }), err
}

// References returns the documents that an edition cites.
func (d *Dataset) References(e EditionRow) ([]ReferenceRow, error) {
	rows, err := readAll(d, referencesTable(), Filter{RunID: e.RunID, BoardID: e.BoardID})
	return slices.DeleteFunc(rows, func(r ReferenceRow) bool { return r.EditionID != e.EditionID }), err
}

// Guides returns the guide entries of an edition.
func (d *Dataset) Guides(e EditionRow) ([]GuideRow, error) {
	rows, err := readAll(d, guidesTable(), Filter{RunID: e.RunID, BoardID: e.BoardID})
	return slices.DeleteFunc(rows, func(r GuideRow) bool { return r.EditionID != e.EditionID }), err
}

// Changes returns the changes of f, oldest run first.
func (d *Dataset) Changes(f Filter) ([]ChangeRow, error) {
	rows, err := readAll(d, changesTable(), f)
	for i := range rows {
		rows[i].Kind = kindRead(rows[i].Kind, rows[i].Reasons)
	}
	return rows, err
}

// Declarations returns the declarations of f, oldest run first.
func (d *Dataset) Declarations(f Filter) ([]DeclarationRow, error) {
	return readAll(d, declarationsTable(), f)
}

// Findings returns the findings of f, oldest run first.
func (d *Dataset) Findings(f Filter) ([]FindingRow, error) { return readAll(d, findingsTable(), f) }

// Captures returns the requests of f, oldest run first.
func (d *Dataset) Captures(f Filter) ([]CaptureRow, error) { return readAll(d, capturesTable(), f) }

// Told returns what a run that made no edition left in the dataset.
func (d *Dataset) Told(runID string) (t Tables, err error) {
	f := Filter{RunID: runID}
	if t.Runs, err = readAll(d, runsTable(), f); err != nil {
		return t, err
	}
	if t.Observations, err = d.Observations(runID); err != nil {
		return t, err
	}
	if t.Captures, err = d.Captures(f); err != nil {
		return t, err
	}
	t.Findings, err = d.Findings(f)
	return t, err
}

// Topics returns the alignment of f, oldest run first.
func (d *Dataset) Topics(f Filter) ([]TopicRow, error) { return readAll(d, topicsTable(), f) }

// EachCoverage calls do with each row of the coverage of f, oldest run first; the row
// is good only during the call.
func (d *Dataset) EachCoverage(f Filter, do func(*CoverageRow)) error {
	return eachRow(d, coverageTable(), f, func(rows []CoverageRow) error {
		for i := range rows {
			do(&rows[i])
		}
		return nil
	})
}

// readAll reads the rows of a table that pass f, run after run.
func readAll[T any](d *Dataset, t *table[T], f Filter) ([]T, error) {
	var rows []T
	err := eachRow(d, t, f, func(r []T) error {
		rows = append(rows, r...)
		return nil
	})
	return rows, err
}

// eachRow calls do with batches of the rows that pass f, run after run. The
// batch is good only during the call, the values in it for ever.
func eachRow[T any](d *Dataset, t *table[T], f Filter, do func([]T) error) error {
	runs := []string{f.RunID}
	if f.RunID == "" {
		var err error
		if runs, err = d.runsOf(t.name); err != nil {
			return err
		}
	}
	for _, run := range runs {
		path := d.file(t.name, run)
		err := d.eachInFile(path, t.board != nil && f.BoardID != "", f.BoardID, func(file *parquet.File, from, to int64) error {
			return readRows(file, from, to, do)
		})
		if errors.Is(err, os.ErrNotExist) {
			continue // a run without rows in this table
		}
		if err != nil {
			return fmt.Errorf("dataset: %s: %w", path, err)
		}
	}
	return nil
}

// eachInFile opens a file and calls do with the rows to read of it.
func (d *Dataset) eachInFile(path string, narrow bool, board string, do func(f *parquet.File, from, to int64) error) error {
	osf, err := os.Open(path)
	if err != nil {
		return err
	}
	defer osf.Close()
	f, err := openParquet(osf)
	if err != nil {
		return err
	}
	if !narrow {
		return do(f, 0, f.NumRows())
	}
	spans, err := d.spansOf(path, f)
	if err != nil {
		return err
	}
	if s, ok := spans[board]; ok {
		return do(f, s.from, s.to)
	}
	return nil
}

func openParquet(f *os.File) (*parquet.File, error) {
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	// The page index is read, because without it a reader that looks for one
	// board goes through all boards before it.
	return parquet.OpenFile(f, st.Size(), parquet.SkipBloomFilters(true))
}

// readRows reads the rows from (included) to to (not included).
func readRows[T any](f *parquet.File, from, to int64, do func([]T) error) (err error) {
	r := parquet.NewGenericReader[T](f)
	defer func() { err = errors.Join(err, r.Close()) }()
	if err := r.SeekToRow(from); err != nil {
		return err
	}
	for from < to {
		batch := make([]T, min(batchRows, to-from))
		n, err := r.Read(batch)
		from += int64(n)
		if n > 0 {
			if err := do(batch[:n]); err != nil {
				return err
			}
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if n == 0 {
			return io.ErrUnexpectedEOF
		}
	}
	return nil
}

// boardSpans tells where a board's rows stand in a file; they stand together
// because the file is sorted by board.
type boardSpans map[string]rowSpan

// A rowSpan is rows from (included) to to (not included).
type rowSpan struct{ from, to int64 }

// spansOf reads the board column of a file, once.
func (d *Dataset) spansOf(path string, f *parquet.File) (boardSpans, error) {
	d.mu.Lock()
	spans, ok := d.spans[path]
	d.mu.Unlock()
	if ok {
		return spans, nil
	}
	spans, err := readSpans(f, true)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.spans[path] = spans
	return spans, nil
}

// readSpans finds the boards of a file; a table without boards is one span of
// the board "".
func readSpans(f *parquet.File, boards bool) (boardSpans, error) {
	spans := boardSpans{}
	if !boards {
		spans[""] = rowSpan{0, f.NumRows()}
		return spans, nil
	}
	row := int64(0)
	err := readRows(f, 0, f.NumRows(), func(batch []struct {
		BoardID string `parquet:"board_id"`
	}) error {
		for i := range batch {
			s, ok := spans[batch[i].BoardID]
			if !ok {
				s.from = row
			}
			row++
			s.to = row
			spans[batch[i].BoardID] = s
		}
		return nil
	})
	return spans, err
}

// noteOf returns what the description of a file says under a key, "" where it does not.
func noteOf(path, key string) (string, error) {
	osf, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("dataset: %w", err)
	}
	defer osf.Close()
	f, err := openParquet(osf)
	if err != nil {
		return "", fmt.Errorf("dataset: %s: %w", path, err)
	}
	v, _ := f.Lookup(key)
	return v, nil
}
