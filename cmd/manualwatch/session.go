package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/out"
	"manualwatch/out/report"
	"manualwatch/out/site"
	"manualwatch/parse"
	"manualwatch/parse/docx"
	"manualwatch/parse/pdf"
)

// A session is an open data folder with the boards that a verb works on.
type session struct {
	o       *options
	reg     *crawl.Register
	boards  []crawl.Board
	left    []crawl.Board // of the archive, and in the register no more
	unknown []string      // ids of such boards of which the archive does not tell more

	leaveOut []string // ids of such boards that a rebuild leaves out
	now      func() time.Time
	log      *slog.Logger
	archive  *archive.Archive
	dataset  *out.Dataset
	reader   *night.Reader
	pdf      *pdf.Reader
	unlock   func()
	scratch  string // a folder to remove at the end, "" if none
}

// open opens the data folder for a verb that writes to it.
func (o *options) open() (*session, error) {
	s, err := o.prepare()
	if err != nil {
		return nil, err
	}
	if s.unlock, err = o.lockData(); err != nil {
		return nil, err
	}
	if err := s.openFolders(); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// openExisting opens the data folder for a verb that has no use for an empty one.
func (o *options) openExisting() (*session, error) {
	if err := o.has("archive"); err != nil {
		return nil, err
	}
	return o.open()
}

// has refuses a data folder that lacks what a run makes in it.
func (o *options) has(what string) error {
	if _, err := os.Stat(filepath.Join(o.data, what)); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("there is no %s in %s: give the folder of the nightly run with --data, or begin one with `manualwatch run`", what, o.data)
	}
	return nil
}

// openToRead opens the dataset for a verb that only reads it; a run may be under
// way at the same time.
func (o *options) openToRead() (*session, error) {
	s, err := o.prepare()
	if err != nil {
		return nil, err
	}
	s.dataset, err = out.OpenToRead(filepath.Join(o.data, "dataset"))
	return s, err
}

// openScratch opens an empty data folder that goes away with the session.
func (o *options) openScratch() (*session, error) {
	dir, err := os.MkdirTemp("", "manualwatch-")
	if err != nil {
		return nil, err
	}
	o.data = dir
	s, err := o.open()
	if err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	s.scratch = dir
	return s, nil
}

// prepare reads flags and register, before anything is touched on disk.
func (o *options) prepare() (*session, error) {
	s := &session{o: o, unlock: func() {}}
	var err error
	if s.now, err = o.time(); err != nil {
		return nil, err
	}
	if s.log, err = o.logger(o.env.stderr); err != nil {
		return nil, err
	}
	if _, err = o.bars(); err != nil {
		return nil, err
	}
	if o.jobs < 1 {
		return nil, usageError(fmt.Errorf("--jobs %d: want 1 or more", o.jobs))
	}
	if s.reg, s.boards, err = o.selected(); err != nil {
		return nil, err
	}
	for _, b := range s.boards {
		if err := parse.CompileSelectors(b.Selectors); err != nil {
			return nil, usageError(fmt.Errorf("board %s: %w", b.ID, err))
		}
	}
	return s, nil
}

func (s *session) openFolders() error {
	var err error
	if s.archive, err = archive.Open(filepath.Join(s.o.data, "archive")); err != nil {
		return err
	}
	if err = s.findLeft(); err != nil {
		return err
	}
	if err = s.openDataset(); err != nil {
		return err
	}
	exe, err := os.Executable()
	if err != nil {
		return err
	}
	limits := pdf.DefaultLimits()
	// The compiled second engine is kept with the data: a service may write nowhere else.
	limits.Cache = filepath.Join(s.o.data, ".cache", "pdfium")
	s.pdf = pdf.NewReader(exe, limits)
	s.reader = &night.Reader{Archive: s.archive, Jobs: min(s.o.jobs, runtime.GOMAXPROCS(0)), Formats: parse.Formats{
		parse.TypePDF:    s.pdf.Read,
		parse.TypePlaced: s.pdf.ReadPlaced,
		parse.TypeDOCX:   docx.Read,
		parse.TypeODT:    docx.ReadODT,
		parse.TypeDOC:    docx.ReadDOC,
	}}
	return nil
}

// openDataset opens the dataset; a rebuild may find one of another version,
// since it replaces it.
func (s *session) openDataset() (err error) {
	open := out.OpenDataset
	if s.o.rebuilding {
		open = out.OpenForRebuild
	}
	s.dataset, err = open(filepath.Join(s.o.data, "dataset"))
	return err
}

func (s *session) close() {
	if s.pdf != nil {
		s.pdf.Close()
	}
	s.unlock()
	if s.scratch != "" {
		os.RemoveAll(s.scratch)
	}
}

// defaultQuoteWords is how many words of a manual are quoted for one edit.
const defaultQuoteWords = 60

// nightOptions are the flags of a run.
type nightOptions struct {
	full       bool
	accept     bool // vouch for a manual that lost most of its chapters
	quoteWords int
}

// night crawls the boards, reads them and writes everything.
func (s *session) night(ctx context.Context, no nightOptions) (night.Summary, error) {
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
	sum, err := s.process(ctx, run, s.boards, results, w)
	w.wait()
	if err != nil {
		return night.Summary{}, err
	}
	if err := s.writeOutputs(run.ID, no); err != nil {
		return sum, err
	}
	return sum, incomplete(sum)
}

// A run that was killed is taken up again by the next one within this time.
const resumeWithin = 12 * time.Hour

// currentRun returns the run to make: a killed run of the same boards is gone on
// with (crawled tells that only its fetching was finished), otherwise a new one.
func (s *session) currentRun() (run archive.Run, crawled bool, err error) {
	now := s.now().UTC().Truncate(time.Second)
	run = archive.Run{ID: now.Format("20060102T150405Z"), StartedAt: now, Boards: ids(s.boards), ToolVersion: version, Kind: "crawl"}
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
		return r, r.Complete, nil
	}
	if err := checkClock(now, runs, run.Boards); err != nil {
		return run, false, err
	}
	done, err := s.dataset.RunIDs()
	if err != nil {
		return run, false, err
	}
	last := runs[len(runs)-1]
	age := now.Sub(last.StartedAt)
	if s.o.now != "" || slices.Contains(done, last.ID) || last.Kind != "crawl" || age < 0 || age > resumeWithin || !slices.Equal(last.Boards, run.Boards) {
		return run, false, nil
	}
	s.log.Info("going on with the run that was interrupted", "run", last.ID)
	return last, last.Complete, nil
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
				return fmt.Errorf("the time is taken to be %s, but %s was visited on %s already: check the clock or --now (what was saved in the past is taken by `manualwatch import`)",
					now.Format(time.RFC3339), b, r.StartedAt.Format(time.RFC3339))
			}
		}
	}
	return nil
}

func ids(boards []crawl.Board) []string {
	out := make([]string, len(boards))
	for i, b := range boards {
		out[i] = b.ID
	}
	return out
}

// fetch crawls the boards into the archive, or takes what is there.
func (s *session) fetch(ctx context.Context, run *archive.Run, crawled bool, no nightOptions, w watcher) ([]crawl.Result, error) {
	if crawled {
		return crawl.Replay(s.archive, *run, s.boards)
	}
	contact, err := s.o.contactFor(s.reg, s.boards)
	if err != nil {
		return nil, err
	}
	results, err := crawl.Run(ctx, s.archive, *run, s.boards, crawl.Options{Now: s.now, Contact: contact, Version: version,
		Jobs: s.o.jobs, Full: no.full, Log: s.log, Notes: filepath.Join(s.o.data, ".cache", "links"), Progress: w.crawled})
	if err != nil {
		return nil, err
	}
	return results, s.reload(run)
}

// reload takes what the archive noted of a run, so that a rebuild works from
// the same.
func (s *session) reload(run *archive.Run) error {
	runs, err := s.archive.Runs()
	if err != nil {
		return err
	}
	for _, r := range runs {
		if r.ID == run.ID {
			*run = r
		}
	}
	return nil
}

// process reads what a run fetched and writes its tables.
func (s *session) process(ctx context.Context, run archive.Run, boards []crawl.Board, results []crawl.Result, w watcher) (night.Summary, error) {
	past, err := night.LoadPast(s.dataset)
	if err != nil {
		return night.Summary{}, err
	}
	past.Remember(s.textsFile())
	n := s.newNight(run, s.dataset, past)
	n.Finished = func(board string, o out.ObservationRow) {
		w.read(board, o.Status)
		if o.Cause != "" {
			message := "board needs a look"
			if o.Status == out.StatusPartial {
				message = "board was read in part" // the next night may heal it
			}
			s.log.Warn(message, "board", board, "status", o.Status, "cause", o.Cause)
		}
	}
	sum, err := n.Process(ctx, boards, results)
	if err == nil {
		s.keepTexts(past)
	}
	return sum, err
}

// textsFile holds what comparisons of manuals know of texts: nothing that could not
// be read again.
func (s *session) textsFile() string { return filepath.Join(s.o.data, ".cache", "texts") }

func (s *session) keepTexts(past *night.Past) {
	if err := past.KeepTexts(); err != nil {
		s.log.Warn("the next comparison of manuals will read all texts again", "error", err)
	}
}

func (s *session) newNight(run archive.Run, d *out.Dataset, past *night.Past) *night.Night {
	return &night.Night{Archive: s.archive, Dataset: d, Past: past, Reader: s.reader, Run: run, Version: version, Now: s.now,
		TopicsFile: filepath.Join(s.o.data, "topics.toml")}
}

// writeOutputs makes everything for readers from the dataset.
func (s *session) writeOutputs(runID string, no nightOptions) error {
	if err := s.writeChangelog(runID, no); err != nil {
		return err
	}
	return s.writeIndexes(no)
}

// writeChangelog writes the changelogs of one run.
func (s *session) writeChangelog(runID string, no nightOptions) error {
	if err := report.WriteChangelogs(s.o.data, s.dataset, runID, s.outBoards(), report.Options{QuoteWords: no.quoteWords}); err != nil {
		return fmt.Errorf("changelogs: %w", err)
	}
	return nil
}

// writeIndexes writes what spans all runs: the feeds and the site.
func (s *session) writeIndexes(no nightOptions) error {
	if err := report.WriteFeeds(s.o.data, s.dataset, s.outBoards(), report.Options{QuoteWords: no.quoteWords}); err != nil {
		return fmt.Errorf("feeds: %w", err)
	}
	if err := report.WriteAcross(s.o.data, s.dataset, s.outBoards(), report.Options{QuoteWords: no.quoteWords}); err != nil {
		return err
	}
	return site.Write(s.o.data, s.dataset, s.outBoards(), report.Options{QuoteWords: no.quoteWords})
}

// clearOutputs removes what writeOutputs made, before a rebuild makes it again.
func (s *session) clearOutputs() error {
	for _, name := range []string{"changelogs", "feeds", "feed.xml", "site"} {
		if err := os.RemoveAll(filepath.Join(s.o.data, name)); err != nil {
			return err
		}
	}
	return nil
}

// outBoards is the whole register as the outputs want it, and the boards that left it.
func (s *session) outBoards() []out.Board {
	var boards []out.Board
	for _, b := range s.reg.Boards {
		boards = append(boards, outBoard(b))
	}
	for _, b := range s.left {
		o := outBoard(b)
		o.Left = true
		boards = append(boards, o)
	}
	return boards
}

func outBoard(b crawl.Board) out.Board {
	return out.Board{ID: b.ID, Name: b.Name, Nation: b.Nation, Areas: b.Areas, Platform: b.Platform, Start: b.Start, Licence: b.Licence}
}

// errIncomplete is wrapped by the error of a run that did not see every board whole.
var errIncomplete = errors.New("not every board was observed whole")

// incomplete returns exit code 3 with a line for each board that needs a look.
func incomplete(sum night.Summary) error {
	rows := sum.Incomplete()
	if len(rows) == 0 {
		return nil
	}
	err := fmt.Errorf("%w: %d of %d", errIncomplete, len(rows), len(sum.Observations))
	for _, o := range rows {
		err = fmt.Errorf("%w\n  %s: %s: %s", err, o.BoardID, o.Status, o.Cause)
	}
	return &exitError{exitIncomplete, fmt.Errorf("%w\nSee `manualwatch status` for what to do", err)}
}

func isIncomplete(err error) bool { return errors.Is(err, errIncomplete) }
