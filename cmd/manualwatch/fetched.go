package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"manualwatch/crawl/archive"
	"manualwatch/normalise/wording"
	"manualwatch/out"
)

// fetchedAndUnread tells of what the archive holds and the dataset does not, "" if that is
// nothing: the newest run, so that nobody takes the state before it for that of tonight, or all
// runs, where an archive was moved or brought back without its dataset.
func (o *options) fetchedAndUnread(d *out.Dataset) (string, error) {
	a, err := archive.OpenToRead(filepath.Join(o.data, "archive"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer a.Close()
	runs, err := a.Runs()
	if err != nil || len(runs) == 0 {
		return "", err
	}
	read, err := d.RunIDs()
	if err != nil {
		return "", err
	}
	whole := 0
	for _, r := range runs {
		whole += wording.BoolInt(r.Complete)
	}
	newest := runs[len(runs)-1]
	switch {
	case len(read) == 0 && whole > 1:
		return fmt.Sprintf("the archive holds %d runs and the dataset none of them (was it moved, or brought back, without the dataset?): `manualwatch rebuild` reads them all", whole), nil
	case len(read) > 0 && slices.Max(read) >= newest.ID:
		return "", nil
	case newest.Complete:
		return fmt.Sprintf("run %s was fetched whole, and nothing of it is in here yet: it is being read, or the next `manualwatch run`, or `manualwatch rebuild`, reads it", newest.ID), nil
	}
	return fmt.Sprintf("run %s is under way, or was interrupted (then the next `manualwatch run` goes on with it if it comes within %d hours); nothing of it is in here yet", newest.ID, int(resumeWithin.Hours())), nil
}
