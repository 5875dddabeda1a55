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
the runs whose captures or changelogs are missing. Nothing is changed. Exit code 1 if anything
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
	said, err := s.o.fetchedAndUnread(s.dataset)
	if err != nil {
		return err
	}
	if said != "" {
		fmt.Fprintln(o.env.stdout, o.withFlags(said))
	}
	lost, err := s.lostRuns()
	if err != nil {
		return err
	}
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
	case lost > 0:
		return fmt.Errorf("the captures of %s that the dataset tells of are not in the archive (was an older backup put in its place?): bring them back from a newer backup, or let `manualwatch rebuild` make everything again from what the archive holds, after which nothing tells of these runs any more", report.Number(lost, "run", "runs"))
	case len(unwritten) > 0:
		return fmt.Errorf("the changelogs of %s are not there: the next `manualwatch run`, or `manualwatch rebuild`, writes them", report.Number(len(unwritten), "run", "runs"))
	}
	return nil
}

// lostRuns names the captures that the dataset was read from and the archive does not hold,
// and counts their runs. What pruned runs told is in the archive.
func (s *session) lostRuns() (lost int, err error) {
	runs, err := s.archive.Runs()
	if err != nil {
		return 0, err
	}
	kept := map[string]bool{}
	for _, r := range runs {
		kept[r.ID] = r.Told != ""
	}
	seen, err := s.dataset.Observations("")
	if err != nil {
		return 0, err
	}
	last := ""
	for _, o := range seen {
		told, here := kept[o.RunID]
		if told || here && (o.Requests == 0 || s.archive.HasBoard(o.RunID, o.BoardID)) {
			continue
		}
		fmt.Fprintf(s.o.env.stdout, "missing: archive/captures/%s/%s.log\n", o.RunID, o.BoardID)
		if o.RunID != last {
			last = o.RunID
			lost++
		}
	}
	return lost, nil
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
