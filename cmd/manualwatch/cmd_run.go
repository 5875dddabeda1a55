package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/normalise/wording"
	"manualwatch/out"
)

// verbs returns the commands in the order of the help text.
func verbs(o *options) []*cobra.Command {
	return []*cobra.Command{
		newRun(o), newDemo(o), newCrawl(o), newRebuild(o), newDiff(o), newReport(o), newHistory(o), newCompare(o), newTopics(o),
		newBoards(o), newStatus(o), newImport(o), newExport(o), newServe(o), newVerify(o), newPrune(o), newVersion(o),
	}
}

func newRun(o *options) *cobra.Command {
	var no nightOptions
	c := &cobra.Command{
		Use:   "run",
		Short: "The nightly job: crawl, read, compare, write everything",
		Long: `Crawl every selected board into the archive, read what was seen into editions,
find what changed since the edition before, and write the Parquet tables,
changelogs and feeds of this run.

An interrupted run loses nothing: the next run within 12 hours goes on with it.
Boards that could not be observed keep their last edition, are named in every
report, and make the exit code 3.`,
		Example: `  manualwatch run --contact you@example.org
  manualwatch run --boards boards.toml --data /var/lib/manualwatch --log json
  manualwatch run --board norfolk --board sheffield --full`,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.runNight(cmd.Context(), no) },
	}
	no.register(c)
	return c
}

func (no *nightOptions) register(c *cobra.Command) {
	c.Flags().BoolVar(&no.full, "full", false, "fetch everything anew, without conditional requests")
	c.Flags().BoolVar(&no.accept, "accept", false, "take the selected boards as they are tonight, even if most chapters are gone")
	c.Flags().IntVar(&no.quoteWords, "quote-words", defaultQuoteWords, "most words of a manual quoted for one edit; -1 quotes nothing")
}

func (o *options) runNight(ctx context.Context, no nightOptions) error {
	s, err := o.open()
	if err != nil {
		return err
	}
	defer s.close()
	sum, err := s.night(ctx, no)
	if err != nil && !isIncomplete(err) {
		return err
	}
	s.printSummary(sum)
	return err
}

// printSummary tells in two lines what the run gave and where to look.
func (s *session) printSummary(sum night.Summary) {
	part := 0
	for _, o := range sum.Observations {
		part += wording.BoolInt(o.Status == out.StatusPartial)
	}
	words := ""
	if part > 0 {
		words = fmt.Sprintf(" (%d in part)", part)
	}
	r, changelog := &sum.Run, fmt.Sprintf("%s/changelogs/%s.md", s.o.data, sum.Run.RunID)
	s.o.tell(fmt.Sprintf("run %s: %d of %d boards observed%s, %d changes\nread %s", r.RunID, r.BoardsObserved, r.BoardsSelected, words, r.Changes, changelog),
		"run finished", "run", r.RunID, "boards_observed", r.BoardsObserved, "boards_selected", r.BoardsSelected, "boards_in_part", part, "changes", r.Changes, "changelog", changelog)
}

func newCrawl(o *options) *cobra.Command {
	var no nightOptions
	c := &cobra.Command{
		Use:   "crawl",
		Short: "Fetch into the archive only",
		Long: `Fetch the selected boards into the archive and stop. A later run within 12 hours
goes on with it and reads what was fetched; a later one, or "rebuild", reads it as a
night of its own.`,
		Example: `  manualwatch crawl --board norfolk --contact you@example.org`,
		RunE:    func(cmd *cobra.Command, _ []string) error { return o.crawlOnly(cmd.Context(), no) },
	}
	c.Flags().BoolVar(&no.full, "full", false, "fetch everything anew, without conditional requests")
	return c
}

func (o *options) crawlOnly(ctx context.Context, no nightOptions) error {
	s, err := o.open()
	if err != nil {
		return err
	}
	defer s.close()
	run, crawled, err := s.currentRun()
	if err != nil {
		return err
	}
	bars, _ := o.bars()
	w := newWatcher(bars, o.env.screen, s.log, len(s.boards))
	results, err := s.fetch(ctx, &run, crawled, no, w)
	w.wait()
	if err != nil {
		return err
	}
	failed := 0
	for _, r := range results {
		fmt.Fprintf(o.env.stdout, "%s\t%d addresses\t%d requests\t%d not modified\t%d failed\t%s\n", r.BoardID, len(r.Captures), r.Requests, r.NotModified, r.Failed, r.Cause)
		if !r.Complete {
			failed++
		}
	}
	if failed > 0 {
		return &exitError{exitIncomplete, fmt.Errorf("%w: %d of %d", errIncomplete, failed, len(results))}
	}
	return nil
}
