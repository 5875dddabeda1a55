package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"manualwatch/crawl/archive"
	"manualwatch/out"
)

func newExport(o *options) *cobra.Command {
	var table, format, run string
	var w warcRequest
	c := &cobra.Command{
		Use:   "export --table T | --warc FILE",
		Short: "Print a table as CSV or JSON lines, or write the archive as WARC",
		Long: `With --warc, write the archived captures of the selected boards as a WARC 1.1
file, readable by web-archive tools ("import" reads WARC, too).

With --table, print a table of the dataset to standard output as CSV or JSON lines, with column
names as in the Parquet files. In CSV a cell that a spreadsheet would take for a
formula gets an apostrophe in front. A file of format csv-excel can be opened in
Excel with a double click: it begins with the byte order mark without which Excel
garbles quotation marks and dashes; other programs want csv.

Tables: ` + strings.Join(out.TableNames(), ", "),
		Example: `  manualwatch export --table changes --format csv > changes.csv
  manualwatch export --table changes --format csv-excel > for-excel.csv
  manualwatch export --table sections --format jsonl --board norfolk --run 20261121T020000Z
  manualwatch export --warc norfolk-2026.warc.gz --board norfolk --from 2026-01-01 --to 2026-12-31`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if w.file != "" {
				return o.exportWARC(cmd.Context(), w)
			}
			return o.export(table, format, run)
		},
	}
	c.Flags().StringVar(&table, "table", "", "table to print")
	c.Flags().StringVar(&format, "format", "csv", "csv, csv-excel (CSV that Excel opens) or jsonl")
	c.Flags().StringVar(&run, "run", "", "only this run")
	c.Flags().StringVar(&w.file, "warc", "", "write the archive to this WARC file")
	c.Flags().StringVar(&w.from, "from", "", "with --warc: first day")
	c.Flags().StringVar(&w.to, "to", "", "with --warc: last day")
	c.MarkFlagsMutuallyExclusive("table", "warc")
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
	if err := o.has("dataset"); err != nil {
		return err
	}
	d, err := out.OpenToRead(filepath.Join(o.data, "dataset"))
	if err != nil {
		return err
	}
	if err := o.holds(d, f); err != nil {
		return err
	}
	w := bufio.NewWriter(o.env.stdout)
	if err := d.Export(w, table, format, f); err != nil {
		return err
	}
	return w.Flush()
}

// holds refuses a run or a board that the data folder knows nothing of: a slip in a script
// must not look like a night without changes.
func (o *options) holds(d *out.Dataset, f out.Filter) error {
	runs, err := d.RunIDs()
	if err != nil {
		return err
	}
	if f.RunID != "" && !slices.Contains(runs, f.RunID) {
		return fmt.Errorf("there is no run %s in %s%s", f.RunID, o.data, newest(runs))
	}
	if f.BoardID == "" {
		return nil
	}
	seen, err := d.Observations("")
	if err != nil || slices.ContainsFunc(seen, func(r out.ObservationRow) bool { return r.BoardID == f.BoardID }) {
		return err
	}
	return fmt.Errorf("no run in %s visited board %s", o.data, f.BoardID)
}

// newest names the last of the runs.
func newest(runs []string) string {
	if len(runs) == 0 {
		return ": there is none yet"
	}
	return "; the newest is " + runs[len(runs)-1]
}

// A warcRequest is what the user wants of a WARC file.
type warcRequest struct{ file, from, to string }

func (o *options) exportWARC(ctx context.Context, w warcRequest) error {
	sel := archive.Selection{Boards: o.only, Software: "manualwatch " + version}
	var err error
	if w.from != "" {
		if sel.From, err = parseTime(w.from); err != nil {
			return usageError(fmt.Errorf("--from %q: %w", w.from, err))
		}
	}
	if w.to != "" {
		if sel.To, err = parseTime(w.to); err != nil {
			return usageError(fmt.Errorf("--to %q: %w", w.to, err))
		}
		sel.To = wholeDay(w.to, sel.To)
	}
	s, err := o.openArchived()
	if err != nil {
		return err
	}
	defer s.close()
	var records int
	err = writeWhole(w.file, func(f io.Writer) (err error) {
		records, err = s.archive.ExportWARC(ctx, f, sel)
		return err
	})
	if err != nil {
		return err
	}
	o.tell(fmt.Sprintf("wrote %d records to %s", records, w.file), "wrote records", "records", records, "file", w.file)
	return nil
}
