package out

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"
)

// CountRows returns the number of rows of a table over all runs, from the
// footers of its files.
func (d *Dataset) CountRows(table string) (int64, error) {
	return d.sumFiles(table, func(f *parquet.File) (int64, error) { return f.NumRows(), nil })
}

// ReadTable reads every value of a table over all runs and returns the number
// of rows; the error names the first file that is damaged.
func (d *Dataset) ReadTable(table string) (int64, error) {
	return d.sumFiles(table, func(f *parquet.File) (n int64, err error) {
		for _, g := range f.RowGroups() {
			rows, err := readGroup(g)
			n += rows
			if err != nil {
				return n, err
			}
		}
		if n != f.NumRows() {
			return n, fmt.Errorf("%d rows, the footer says %d", n, f.NumRows())
		}
		return n, nil
	})
}

// sumFiles adds up what count says of each file of a table.
func (d *Dataset) sumFiles(table string, count func(*parquet.File) (int64, error)) (int64, error) {
	runs, err := d.runsOf(table)
	if err != nil {
		return 0, err
	}
	var sum int64
	for _, run := range runs {
		path := d.file(table, run)
		n, err := withFile(path, count)
		sum += n
		if err != nil {
			return sum, fmt.Errorf("%s: %w", path, err)
		}
	}
	return sum, nil
}

func withFile(path string, do func(*parquet.File) (int64, error)) (int64, error) {
	osf, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer osf.Close()
	f, err := openParquet(osf)
	if err != nil {
		return 0, err
	}
	return do(f)
}

func readGroup(g parquet.RowGroup) (n int64, err error) {
	rows := g.Rows()
	defer func() { err = errors.Join(err, rows.Close()) }()
	batch := make([]parquet.Row, batchRows)
	for {
		k, err := rows.ReadRows(batch)
		n += int64(k)
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}
