package crawl

import (
	"errors"

	"manualwatch/crawl/archive"
)

// Replay returns the results of a run from the archive's log alone, without any
// request: what Run returned when the run was made (a rebuild and a run that was
// killed after its crawl need them). Requests, NotModified, Failed, Bytes,
// Complete, Cause and Findings are those of the log. A board that the run did
// not visit gets a Result with Cause "not visited in this run".
func Replay(ar *archive.Archive, run archive.Run, boards []Board) ([]Result, error) {
	return nil, errors.New("crawl: Replay is not written yet (owner of package crawl: please write it, cmd's rebuild and import call it)")
}
