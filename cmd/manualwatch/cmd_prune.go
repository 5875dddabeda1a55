package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/out/report"
)

func newPrune(o *options) *cobra.Command {
	var before string
	var really bool
	c := &cobra.Command{
		Use:   "prune --before DATE",
		Short: "Remove archived runs that no edition needs (dry run by default)",
		Long: `Remove the captures of runs before a date, and the bodies that only they refer
to. Whatever an edition was read from stays, and so do imports and each board's
latest run. What the runs told (their rows of the tables runs, observations,
captures and findings) is kept in the archive, so that a rebuild gives the same
dataset and changelogs. Without --really nothing is removed and only told.`,
		Example: `  manualwatch prune --before 2026-01-01
  manualwatch prune --before 2026-01-01 --really`,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.prune(cmd.Context(), before, really) },
	}
	c.Flags().StringVar(&before, "before", "", "date (2006-01-02 or RFC 3339)")
	c.Flags().BoolVar(&really, "really", false, "remove; without it, only tell")
	return c
}

func (o *options) prune(ctx context.Context, before string, really bool) error {
	if before == "" {
		return usageError(errors.New("say which runs: give --before DATE"))
	}
	t, err := parseTime(before)
	if err != nil {
		return usageError(fmt.Errorf("--before %q: %w", before, err))
	}
	open := o.openArchived
	if really {
		open = o.openExisting
	}
	s, err := open()
	if err != nil {
		return err
	}
	defer s.close()
	past, err := night.LoadPast(s.dataset)
	if err != nil {
		return err
	}
	runs, bodies, err := s.newNight(archiveRunAt(s.now()), s.dataset, past).Needed()
	if err != nil {
		return err
	}
	unread, err := s.unread()
	if err != nil {
		return err
	}
	runs = append(runs, unread...)
	p, err := s.archive.Prune(ctx, t, runs, bodies, s.toldBy, !really)
	if err != nil {
		return err
	}
	said := "would remove the captures of"
	if really {
		said = "removed the captures of"
	}
	fmt.Fprintf(o.env.stdout, "%s %s, and %s (%d bytes in all)\n", said, report.Number(len(p.Runs), "run", "runs"), report.Number(p.Blobs, "body", "bodies"), p.Bytes)
	for _, id := range p.Runs {
		fmt.Fprintf(o.env.stdout, "  %s\n", id)
	}
	return nil
}
