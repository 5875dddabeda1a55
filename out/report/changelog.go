// Package report tells in plain English what a run found: the Markdown
// changelogs and the Atom feeds.
package report

import (
	"errors"

	"manualwatch/out"
)

// Options bound what the reports show.
type Options struct {
	// QuoteWords is the most words of a manual's text quoted for one edit;
	// 0 takes the default of 60, below 0 quotes nothing.
	QuoteWords int
}

// WriteChangelogs writes the changelogs of one run under dataDir:
// changelogs/<run>.md, changelogs/<board>/<run>.md for each board that changed or
// was not observed, and, if the run is the newest, changelogs/latest.md.
// It reads the run from the dataset, so call it after Commit.
func WriteChangelogs(dataDir string, d *out.Dataset, runID string, boards []out.Board, o Options) error {
	return errors.ErrUnsupported
}

// WriteFeeds writes feed.xml and feeds/<board>.xml under dataDir.
func WriteFeeds(dataDir string, d *out.Dataset, boards []out.Board, o Options) error {
	return errors.ErrUnsupported
}
