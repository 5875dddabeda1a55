package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/out"
	"manualwatch/out/report"
)

func newRebuild(o *options) *cobra.Command {
	var no nightOptions
	var leaveOut []string
	var damaged bool
	c := &cobra.Command{
		Use:   "rebuild",
		Short: "Make everything after the archive again, for all runs",
		Long: `Read every run of the archive again with this version's parser and rules, and
write dataset, changelogs and feeds anew. The old dataset stays in place until the
new one is complete, and so do the old changelogs, feeds and site. Two rebuilds of one archive give the same bytes.

Boards that left the register are read as their last visit knew them; where the
archive does not tell (visits by earlier versions), rebuild refuses until their
entries are put back or --leave-out says that their past may go.

An archive that is damaged is refused: the new dataset would lack what the damaged
files hold, the chapters would get other ids, and the old dataset would be gone.
--despite-damage says that this is meant.`,
		Example: `  manualwatch rebuild --data /var/lib/manualwatch`,
		RunE:    func(cmd *cobra.Command, _ []string) error { return o.rebuild(cmd.Context(), no, leaveOut, damaged) },
	}
	c.Flags().IntVar(&no.quoteWords, "quote-words", defaultQuoteWords, "most words of a manual quoted for one edit; -1 quotes nothing")
	c.Flags().StringSliceVar(&leaveOut, "leave-out", nil, "boards outside the register whose past is not to be in the new dataset (comma-separated, repeatable)")
	c.Flags().BoolVar(&damaged, "despite-damage", false, "make what can be made of a damaged archive; what it lost is in the dataset no more")
	return c
}

func (o *options) rebuild(ctx context.Context, no nightOptions, leaveOut []string, despiteDamage bool) error {
	o.rebuilding = true
	s, err := o.openExisting()
	if err != nil {
		return err
	}
	defer s.close()
	runs, err := s.archive.Runs()
	if err != nil {
		return err
	}
	if err := s.rebuildLeft(leaveOut); err != nil {
		return err
	}
	if err := s.refuseDamage(ctx, despiteDamage); err != nil {
		return err
	}
	done, err := s.rebuildDataset(ctx, runs, despiteDamage)
	if err != nil {
		return err
	}
	if err := s.replaceOutputs(done, no); err != nil {
		return err
	}
	o.tell(fmt.Sprintf("rebuilt %d runs", len(done)), "rebuilt", "runs", len(done))
	return nil
}

// refuseDamage names what is damaged in the archive, and refuses to make the dataset again
// without it unless that is meant.
func (s *session) refuseDamage(ctx context.Context, meant bool) error {
	stats, err := s.archive.Verify(ctx, func(p archive.Problem) {
		if !p.Stray {
			s.log.Warn("the archive is damaged", "file", "archive/"+p.Path, "damage", p.Detail)
		}
	})
	if err != nil || stats.Problems == 0 || meant {
		return err
	}
	return fmt.Errorf("the archive is damaged in %s, and a dataset made of it would lack what they hold: the dataset is left as it is. Bring the files back from a backup (`manualwatch verify` names them), or let --despite-damage make what can be made", report.Number(stats.Problems, "place", "places"))
}

// rebuildDataset processes every finished run into a new dataset, oldest first; despite damage
// also without a pruned run of which nothing tells any more.
func (s *session) rebuildDataset(ctx context.Context, runs []archive.Run, despiteDamage bool) (done []string, err error) {
	past := night.NewPast()
	past.Remember(s.textsFile())
	err = s.dataset.Rebuild(func(d *out.Dataset) error {
		for _, run := range runs {
			if !run.Complete {
				s.log.Warn("run was never finished and is left out", "run", run.ID)
				continue
			}
			err := s.rebuildRun(ctx, run, d, past)
			if err != nil && despiteDamage && run.Told != "" {
				s.log.Warn("what the pruned run told is lost, and it is left out", "run", run.ID, "damage", err)
				continue
			}
			if err != nil {
				return fmt.Errorf("run %s: %w", run.ID, err)
			}
			done = append(done, run.ID)
		}
		return nil
	})
	if err == nil {
		s.keepTexts(past)
	}
	return done, err
}

func (s *session) rebuildRun(ctx context.Context, run archive.Run, d *out.Dataset, past *night.Past) error {
	if run.Told != "" {
		return s.retell(run, d, past)
	}
	boards := s.boardsOf(run)
	results, err := crawl.Replay(s.archive, run, boards)
	if err != nil {
		return err
	}
	sum, err := s.newNight(run, d, past).Process(ctx, boards, results)
	if err != nil {
		return err
	}
	s.log.Info("rebuilt", "run", run.ID, "boards", len(boards), "changes", sum.Run.Changes)
	return nil
}

// boardsOf returns the entries of the boards that a run visited.
func (s *session) boardsOf(run archive.Run) []crawl.Board {
	by := map[string]crawl.Board{}
	for _, b := range slices.Concat(s.reg.Boards, s.left) {
		by[b.ID] = b
	}
	var boards []crawl.Board
	for _, id := range run.Boards {
		b, ok := by[id]
		if !ok {
			s.log.Warn("board is not in the register, and is left out", "board", id, "run", run.ID)
			continue
		}
		boards = append(boards, b)
	}
	return boards
}
