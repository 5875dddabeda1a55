package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"manualwatch/out"
	"manualwatch/out/report"
	"manualwatch/out/site"
)

// writeOutputs makes everything for readers from the dataset. The changelogs of the run are
// written behind what spans all runs: where its changelog for all boards is, all is there.
// In the end come those that an earlier run could not write.
func (s *session) writeOutputs(runID string, no nightOptions) error {
	if err := s.writeIndexes(no); err != nil {
		return err
	}
	if err := s.writeChangelog(runID, no); err != nil {
		return err
	}
	late, err := report.Unwritten(s.outputs, s.dataset)
	if err != nil {
		return err
	}
	for _, id := range late {
		s.log.Info("writing the changelog that an earlier run could not write", "run", id)
		if err := s.writeChangelog(id, no); err != nil {
			return err
		}
	}
	return nil
}

// writeChangelog writes the changelogs of one run.
func (s *session) writeChangelog(runID string, no nightOptions) error {
	if err := report.WriteChangelogs(s.outputs, s.dataset, runID, s.outBoards(), report.Options{QuoteWords: no.quoteWords}); err != nil {
		return fmt.Errorf("changelogs: %w", err)
	}
	return nil
}

// writeIndexes writes what spans all runs: the feeds and the site.
func (s *session) writeIndexes(no nightOptions) error {
	if err := report.WriteFeeds(s.outputs, s.dataset, s.outBoards(), report.Options{QuoteWords: no.quoteWords}); err != nil {
		return fmt.Errorf("feeds: %w", err)
	}
	if err := report.WriteAcross(s.outputs, s.dataset, s.outBoards(), report.Options{QuoteWords: no.quoteWords}); err != nil {
		return err
	}
	return site.Write(s.outputs, s.dataset, s.outBoards(), report.Options{QuoteWords: no.quoteWords})
}

// Folders of a rebuild in the data folder: outputs that are being written, and those that
// are complete and are being put in the place of the old ones.
const (
	outputsBegun    = "outputs.new"
	outputsComplete = "outputs.complete"
)

// replaceOutputs makes everything for readers of the runs anew, beside the old, which it
// replaces when all is there: published changelogs are never missing for long, and are not
// lost where the rebuild is killed.
func (s *session) replaceOutputs(runs []string, no nightOptions) error {
	begun := filepath.Join(s.o.data, outputsBegun)
	if err := os.RemoveAll(begun); err != nil {
		return err
	}
	s.outputs = begun
	defer func() { s.outputs = s.o.data }()
	for _, id := range runs {
		if err := s.writeChangelog(id, no); err != nil {
			return err
		}
	}
	if err := s.writeIndexes(no); err != nil {
		return err
	}
	if err := os.Rename(begun, filepath.Join(s.o.data, outputsComplete)); err != nil {
		return err
	}
	return settleOutputs(s.o.data)
}

// settleOutputs puts the complete outputs of a rebuild in their places, also those of one
// that was killed while it did so.
func settleOutputs(data string) error {
	next := filepath.Join(data, outputsComplete)
	for _, name := range []string{"changelogs", "feeds", "feed.xml", "site"} {
		from, to := filepath.Join(next, name), filepath.Join(data, name)
		if _, err := os.Lstat(from); errors.Is(err, os.ErrNotExist) {
			continue // in its place
		} else if err != nil {
			return err
		}
		if err := replaceWhole(from, to, filepath.Join(next, "old-"+name)); err != nil {
			return err
		}
	}
	return os.RemoveAll(next)
}

// replaceWhole puts a file or folder in the place of another, which goes to old.
func replaceWhole(from, to, old string) error {
	if real := out.LinkEnd(to); real != to {
		return replaceLinked(from, real)
	}
	if err := os.RemoveAll(old); err != nil {
		return err
	}
	if err := os.Rename(to, old); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Rename(from, to)
}

// replaceLinked is replaceWhole where a link leads to what is replaced: the link stays, and
// the new comes by way of a copy, for it may lie on another disk. What was copied goes last,
// so that one that was killed begins anew.
func replaceLinked(from, to string) error {
	next, old := to+".new", to+".old"
	if err := os.RemoveAll(next); err != nil {
		return err
	}
	if err := copyWhole(from, next); err != nil {
		return err
	}
	if err := replaceWhole(next, to, old); err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(old), os.RemoveAll(from))
}

// copyWhole copies a file or folder.
func copyWhole(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return os.CopyFS(to, os.DirFS(from))
	}
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, info.Mode().Perm())
}
