package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"manualwatch/crawl/archive"
	"manualwatch/out"
	"manualwatch/out/report"
)

func newVerify(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check the integrity of archive and dataset",
		Long: `Read every archived body against its SHA-256, every line of the capture log
against its checksum, and every table of the dataset, and name what is damaged, and
the runs whose changelogs are missing. Nothing is changed. Exit code 1 if anything
is damaged or missing.`,
		Example: `  manualwatch verify --data /var/lib/manualwatch`,
		RunE:    func(cmd *cobra.Command, _ []string) error { return o.verify(cmd.Context()) },
	}
}

func (o *options) verify(ctx context.Context) error {
	s, err := o.openArchived()
	if err != nil {
		return err
	}
	defer s.close()
	stats, err := s.archive.Verify(ctx, func(p archive.Problem) {
		fmt.Fprintf(o.env.stdout, "damaged: archive/%s: %s\n", p.Path, p.Detail)
	})
	if err != nil {
		return err
	}
	tables, rows, broken := s.verifyTables()
	fmt.Fprintf(o.env.stdout, "archive: %d runs, %d captures, %d bodies, %d bytes, %d damaged\n", stats.Runs, stats.Captures, stats.Blobs, stats.Bytes, stats.Problems)
	fmt.Fprintf(o.env.stdout, "dataset: %d tables, %d rows, %d damaged\n", tables, rows, broken)
	unwritten, err := report.Unwritten(o.data, s.dataset)
	if err != nil {
		return err
	}
	for _, id := range unwritten {
		fmt.Fprintf(o.env.stdout, "missing: changelogs/%s.md\n", id)
	}
	switch {
	case stats.Problems > 0:
		return fmt.Errorf("the archive is damaged in %d places: bring the named files back from a backup, or remove those below archive/blobs and the next night fetches again what still stands on the sites", stats.Problems)
	case broken > 0:
		return fmt.Errorf("%d tables are damaged: `manualwatch rebuild` makes them again from the archive", broken)
	case len(unwritten) > 0:
		return fmt.Errorf("the changelogs of %s are not there: the next `manualwatch run`, or `manualwatch rebuild`, writes them", report.Number(len(unwritten), "run", "runs"))
	}
	return nil
}

// verifyTables reads every table and names those that cannot be read.
func (s *session) verifyTables() (tables int, rows int64, broken int) {
	for _, name := range out.TableNames() {
		n, err := s.dataset.ReadTable(name)
		tables, rows = tables+1, rows+n
		if err != nil {
			broken++
			fmt.Fprintf(s.o.env.stdout, "damaged: dataset/%s: %v\n", name, err)
		}
	}
	return tables, rows, broken
}
