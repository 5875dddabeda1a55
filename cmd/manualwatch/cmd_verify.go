package main

import (
	"context"
	"fmt"
	"slices"

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
the runs of which captures, tables or changelogs are missing. Nothing is changed. Exit code 1 if
anything is damaged or missing.`,
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
	stats, err := s.archive.Verify(ctx, o.nameProblem)
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
	gone, err := s.lostTables()
	if err != nil {
		return err
	}
	for _, name := range gone {
		fmt.Fprintf(o.env.stdout, "missing: dataset/%s\n", name)
	}
	unwritten, err := report.MissingChangelogs(o.data, s.dataset)
	if err != nil {
		return err
	}
	for _, file := range unwritten {
		fmt.Fprintf(o.env.stdout, "missing: %s\n", file)
	}
	switch {
	case stats.Problems > 0:
		return fmt.Errorf("the archive is damaged in %d places: bring the named files back from a backup; the next night fetches again what still stands on the sites of the bodies that are damaged or removed, but not what stood there in the past", stats.Problems)
	case broken > 0:
		return fmt.Errorf("%d tables are damaged: `manualwatch rebuild` makes them again from the archive", broken)
	case len(gone) > 0:
		return tablesLost(gone)
	case lost > 0:
		return fmt.Errorf("the captures of %s that the dataset tells of are not in the archive (was an older backup put in its place?): bring them back from a newer backup, or let `manualwatch rebuild` make everything again from what the archive holds, after which nothing tells of these runs any more", report.Number(lost, "run", "runs"))
	case len(unwritten) > 0:
		return fmt.Errorf("%s not there: the next `manualwatch run`, or `manualwatch rebuild`, writes what is missing", report.Number(len(unwritten), "changelog is", "changelogs are"))
	}
	return nil
}

// nameProblem prints what Verify found.
func (o *options) nameProblem(p archive.Problem) {
	what := "damaged"
	if p.Stray {
		what = "no part of the archive, and left alone"
	}
	fmt.Fprintf(o.env.stdout, "%s: archive/%s: %s\n", what, p.Path, p.Detail)
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

// lostTables names the tables of runs (table/run=ID) that were written and are not there:
// those that the dataset tells of, and all of a run that has a changelog and no tables.
func (s *session) lostTables() ([]string, error) {
	gone, err := s.dataset.Missing()
	if err != nil {
		return nil, err
	}
	told, err := report.WithoutTables(s.o.data, s.dataset)
	for _, id := range told {
		if name := "runs/run=" + id; !slices.Contains(gone, name) {
			gone = append(gone, name)
		}
	}
	return gone, err
}

func tablesLost(gone []string) error {
	return fmt.Errorf("the dataset lacks %s (such as %s), without which changes would be told again, or not at all: `manualwatch rebuild` makes them again from the archive", report.Number(len(gone), "table of a run", "tables of runs"), gone[0])
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
