package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/crawl/archive"
	"manualwatch/normalise"
	"manualwatch/out"
	"manualwatch/out/report"
)

// night crawls the boards, reads them and writes everything.
func (s *session) night(ctx context.Context, no nightOptions) (night.Summary, error) {
	if gone, err := s.lostTables(); err != nil {
		return night.Summary{}, err
	} else if len(gone) > 0 {
		return night.Summary{}, tablesLost(gone)
	}
	if sum, told, err := s.toldLast(); err != nil || told {
		return s.finish(sum, no, err)
	}
	run, crawled, err := s.currentRun()
	if err != nil {
		return night.Summary{}, err
	}
	run.Accept = run.Accept || no.accept
	bars, _ := s.o.bars()
	w := newWatcher(bars, s.o.env.screen, s.log, len(s.boards))
	results, err := s.fetch(ctx, &run, crawled, no, w)
	if err != nil {
		w.wait()
		return night.Summary{}, err
	}
	var sum night.Summary
	if err = s.readFetched(ctx, run); err == nil {
		sum, err = s.process(ctx, run, s.boards, results, w)
	}
	w.wait()
	return s.finish(sum, no, err)
}

// finish writes everything for readers of a run whose tables are in place.
func (s *session) finish(sum night.Summary, no nightOptions, err error) (night.Summary, error) {
	if err != nil {
		return night.Summary{}, err
	}
	if err := s.writeOutputs(sum.Run.RunID, no); err != nil {
		return sum, err
	}
	return sum, s.o.incomplete(sum)
}

// A run that was killed is taken up again by the next one within this time.
const resumeWithin = 12 * time.Hour

// currentRun returns the run to make: a killed run of the same boards is gone on
// with (crawled tells that only its fetching was finished), otherwise a new one.
func (s *session) currentRun() (run archive.Run, crawled bool, err error) {
	now := s.now().UTC().Truncate(time.Second)
	run = archive.Run{ID: now.Format(normalise.RunIDLayout), StartedAt: now, Boards: ids(s.boards), ToolVersion: version, Kind: "crawl"}
	runs, err := s.archive.Runs()
	if err != nil || len(runs) == 0 {
		return run, false, err
	}
	for _, r := range runs {
		if r.ID != run.ID {
			continue
		}
		if r.Kind != "crawl" || !slices.Equal(r.Boards, run.Boards) {
			return run, false, usageError(fmt.Errorf("there is a run %s of other boards already: give --now another second", run.ID))
		}
		if err := checkClock(now, runs, run.Boards); err != nil {
			return run, false, err
		}
		return r, r.Complete, s.tellFinished(r.ID)
	}
	if err := checkClock(now, runs, run.Boards); err != nil {
		return run, false, err
	}
	done, err := s.dataset.RunIDs()
	if err != nil {
		return run, false, err
	}
	last := runs[len(runs)-1]
	if slices.Contains(done, last.ID) || !s.mayGoOn(last.Kind, last.StartedAt, last.Boards) {
		return run, false, nil
	}
	s.log.Info("going on with the run that was interrupted", "run", last.ID)
	return last, last.Complete, nil
}

// tellFinished says so where tonight is dated to the second like the last run, and that is
// finished: what it says was seen then.
func (s *session) tellFinished(run string) error {
	done, err := s.dataset.RunIDs()
	if slices.Contains(done, run) {
		s.log.Warn("this run was finished before: nothing is visited, its documents are written again", "run", run)
	}
	return err
}

// mayGoOn reports whether tonight may go on with a run rather than make one of its own.
func (s *session) mayGoOn(kind string, startedAt time.Time, boards []string) bool {
	age := s.now().Sub(startedAt)
	return s.o.now == "" && kind == "crawl" && age >= 0 && age <= resumeWithin && slices.Equal(boards, ids(s.boards))
}

// toldLast returns the last run if its tables are in place and its documents are not (it
// was killed, or the disk was full): these are all that is left to do of it.
func (s *session) toldLast() (sum night.Summary, told bool, err error) {
	runs, err := s.archive.Runs()
	if err != nil || len(runs) == 0 {
		return sum, false, err
	}
	last := runs[len(runs)-1]
	unwritten, err := report.Unwritten(s.o.data, s.dataset)
	if err != nil || !slices.Contains(unwritten, last.ID) || !s.mayGoOn(last.Kind, last.StartedAt, last.Boards) {
		return sum, false, err
	}
	s.log.Info("going on with the run that was interrupted", "run", last.ID)
	rows, err := s.dataset.Runs()
	if err != nil {
		return sum, false, err
	}
	sum.Run = rows[slices.IndexFunc(rows, func(r out.RunRow) bool { return r.RunID == last.ID })]
	sum.Observations, err = s.dataset.Observations(last.ID)
	return sum, true, err
}

// readFetched reads what earlier runs fetched and did not read (`manualwatch crawl`, or a
// run that was killed while it read), oldest first and each as a night of its own: a
// rebuild reads them too. What was read of a board is not gone back behind.
func (s *session) readFetched(ctx context.Context, tonight archive.Run) error {
	runs, err := s.archive.Runs()
	if err != nil {
		return err
	}
	fetched, err := s.fetchedOnly(runs, tonight)
	if err != nil || len(fetched) == 0 {
		return err
	}
	past, err := night.LoadPast(s.dataset)
	if err != nil {
		return err
	}
	past.Remember(s.textsFile())
	for _, run := range fetched {
		s.log.Info("reading what was fetched before", "run", run.ID)
		if err := s.rebuildRun(ctx, run, s.dataset, past); err != nil {
			return fmt.Errorf("run %s: %w", run.ID, err)
		}
	}
	s.keepTexts(past)
	return nil
}

// fetchedOnly returns the finished runs before tonight's that are in the archive alone and
// of whose boards none was read since.
func (s *session) fetchedOnly(runs []archive.Run, tonight archive.Run) ([]archive.Run, error) {
	done, err := s.dataset.RunIDs()
	if err != nil {
		return nil, err
	}
	readOn := map[string]time.Time{} // by board
	for _, r := range runs {
		for _, b := range r.Boards {
			if r.Kind == "crawl" && slices.Contains(done, r.ID) && r.StartedAt.After(readOn[b]) {
				readOn[b] = r.StartedAt
			}
		}
	}
	return slices.DeleteFunc(runs, func(r archive.Run) bool {
		since := func(b string) bool { return readOn[b].After(r.StartedAt) }
		return r.Kind != "crawl" || !r.Complete || r.Told != "" || !r.StartedAt.Before(tonight.StartedAt) ||
			slices.Contains(done, r.ID) || slices.ContainsFunc(r.Boards, since)
	}), nil
}

// checkClock refuses a visit that is dated before an earlier one to the same board:
// editions are told in the order of time, and a clock that was set back would have
// tonight's manual compared with nothing.
func checkClock(now time.Time, runs []archive.Run, boards []string) error {
	for _, r := range runs {
		if r.Kind != "crawl" || !r.StartedAt.After(now) {
			continue
		}
		for _, b := range boards {
			if slices.Contains(r.Boards, b) {
				return fmt.Errorf("the time is taken to be %s, but %s was visited on %s already: check the clock or --now (what was saved in the past is taken by `manualwatch import`). If the clock was wrong then and is right now, remove archive/captures/%s from the data folder, and what other runs are there of days to come, and run `manualwatch rebuild`",
					now.Format(time.RFC3339), b, r.StartedAt.Format(time.RFC3339), r.ID)
			}
		}
	}
	return nil
}
