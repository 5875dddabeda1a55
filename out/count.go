package out

import (
	"fmt"
	"os"

	"github.com/parquet-go/parquet-go"
)

// CountRows returns the number of rows of a table over all runs, from the
// footers of its files.
func (d *Dataset) CountRows(table string) (int64, error) {
	runs, err := d.runsOf(table)
	if err != nil {
		return 0, err
	}
	var n int64
	for _, run := range runs {
		rows, err := countFile(d.file(table, run))
		if err != nil {
			return 0, err
		}
		n += rows
	}
	return n, nil
}

func countFile(path string) (int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	p, err := parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	return p.NumRows(), nil
}
