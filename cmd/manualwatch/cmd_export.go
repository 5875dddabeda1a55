package main

import (
	"bufio"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"manualwatch/out"
)

func newExport(o *options) *cobra.Command {
	var table, format, run string
	c := &cobra.Command{
		Use:   "export --table T",
		Short: "Print a table as CSV or JSON lines",
		Long: `Print a table of the dataset to standard output as CSV or JSON lines, with column
names as in the Parquet files. In CSV a cell that a spreadsheet would take for a
formula gets an apostrophe in front.

Tables: ` + strings.Join(out.TableNames(), ", "),
		Example: `  manualwatch export --table changes --format csv > changes.csv
  manualwatch export --table sections --format jsonl --board norfolk --run 20261121T020000Z`,
		RunE: func(*cobra.Command, []string) error { return o.export(table, format, run) },
	}
	c.Flags().StringVar(&table, "table", "", "table to print")
	c.Flags().StringVar(&format, "format", "csv", "csv or jsonl")
	c.Flags().StringVar(&run, "run", "", "only this run")
	return c
}

func (o *options) export(table, format, run string) error {
	if !slices.Contains(out.TableNames(), table) {
		return usageError(fmt.Errorf("--table %q: want one of %s", table, strings.Join(out.TableNames(), ", ")))
	}
	if !slices.Contains(out.ExportFormats(), format) {
		return usageError(fmt.Errorf("--format %q: want %s", format, strings.Join(out.ExportFormats(), " or ")))
	}
	if len(o.only) > 1 {
		return usageError(fmt.Errorf("export takes one --board, or none for all"))
	}
	f := out.Filter{RunID: run}
	if len(o.only) == 1 {
		f.BoardID = o.only[0]
	}
	d, err := out.OpenToRead(filepath.Join(o.data, "dataset"))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(o.env.stdout)
	if err := d.Export(w, table, format, f); err != nil {
		return err
	}
	return w.Flush()
}
