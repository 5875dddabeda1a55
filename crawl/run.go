package crawl

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"manualwatch/crawl/archive"
)

// Options say how a crawl is run.
type Options struct {
	// Now gives the time that is recorded; nil is time.Now. Waiting always
	// uses real time.
	Now func() time.Time
	// Contact is given in the User-Agent. It may be empty only where every
	// board is AllowPrivate.
	Contact string
	Version string // of the program, for the User-Agent
	Jobs    int    // hosts visited at a time; 0 is 8
	Full    bool   // no conditional requests
	Log     *slog.Logger
	// Progress is called after each finished address, from one goroutine at a
	// time; nil is none.
	Progress func(Progress)
	// Backoff is the first wait before a failed request is tried again; 0 is
	// 500 ms.
	Backoff time.Duration
}

// Progress is how far one board is.
type Progress struct {
	Board       string
	Done, Known int   // addresses
	Bytes       int64 // received so far
	Finished    bool
}

// A Result is what a night's visit to one board gave.
type Result struct {
	BoardID string
	// Captures has one entry for each canonical address of the night, sorted
	// by address: successes, 304s with the hash of the earlier body, errors.
	Captures []archive.Capture
	// Requests counts what went over the wire, retries and robots.txt
	// included; NotModified and Failed count addresses.
	Requests, NotModified, Failed int
	Bytes                         int64 // of bodies received
	Complete                      bool
	Cause                         string // why it is not complete, in words
	Findings                      []Finding
}

// A Finding is a doubt of the crawl: an endless query space that was cut short,
// a document on a host outside the register, and the like.
type Finding struct {
	URL, Code, Detail string
}

// Run fetches the boards into the archive. Results come in the order of boards.
// A board that could not be observed is no error: its Result says so. When ctx
// ends, Run returns what is finished together with ctx.Err(); the next Run with
// the same run continues it.
func Run(ctx context.Context, ar *archive.Archive, run archive.Run, boards []Board, opt Options) ([]Result, error) {
	return nil, errors.New("not yet")
}
