package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/out"
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
	outputs  string // where everything for readers is written: the data folder, but for a rebuild
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
	if err := s.openFolders(); errors.Is(err, syscall.EROFS) {
		s.close()
		return nil, fmt.Errorf("the data folder %s is read-only, and this has to write to it", o.data)
	} else if err != nil {
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
// way at the same time. The archive, if it is there, names the boards that left the register.
func (o *options) openToRead() (*session, error) {
	s, err := o.prepare()
	if err != nil {
		return nil, err
	}
	if s.dataset, err = out.OpenToRead(filepath.Join(o.data, "dataset")); err != nil || o.has("archive") != nil {
		return s, err
	}
	if s.archive, err = archive.OpenToRead(filepath.Join(o.data, "archive")); err != nil {
		return nil, err
	}
	return s, s.findLeft()
}

// openArchived opens archive and dataset for a verb that only reads them: nothing is made,
// mended or removed, and the folder may be one that nobody can write to. A verb that writes
// must not be at work at the same time.
func (o *options) openArchived() (*session, error) {
	if err := o.has("archive"); err != nil {
		return nil, err
	}
	s, err := o.openToRead()
	if err != nil {
		return nil, err
	}
	unlock, err := o.lockData()
	switch {
	case err == nil:
		s.unlock = unlock
	case !errors.Is(err, syscall.EROFS) && !errors.Is(err, fs.ErrPermission):
		return nil, err
	}
	if err := s.openReader(); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
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
	s := &session{o: o, unlock: func() {}, outputs: o.data}
	var err error
	if s.now, err = o.time(); err != nil {
		return nil, err
	}
	if s.log, err = o.logger(o.env.stderr); err != nil {
		return nil, err
	}
	// What Go's own packages say goes the same way: they report, in words of the site's
	// choice, what a broken server sent.
	slog.SetDefault(s.log)
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
	err := settleOutputs(s.o.data)
	if err != nil {
		return err
	}
	if s.archive, err = archive.Open(filepath.Join(s.o.data, "archive")); err != nil {
		return err
	}
	if err = s.findLeft(); err != nil {
		return err
	}
	if err = s.openDataset(); err != nil {
		return err
	}
	return s.openReader()
}

// openReader prepares to read documents of the archive.
func (s *session) openReader() error {
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
func (o *options) incomplete(sum night.Summary) error {
	rows := sum.Incomplete()
	if len(rows) == 0 {
		return nil
	}
	err := fmt.Errorf("%w: %d of %d", errIncomplete, len(rows), len(sum.Observations))
	for _, r := range rows {
		err = fmt.Errorf("%w\n  %s: %s: %s", err, r.BoardID, r.Status, r.Cause)
	}
	return &exitError{exitIncomplete, fmt.Errorf("%w\nSee %s for what to do", err, o.withFlags("`manualwatch status`"))}
}

func isIncomplete(err error) bool { return errors.Is(err, errIncomplete) }
