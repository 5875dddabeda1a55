package crawl

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
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
	// Notes is a folder for what was found in pages, so that those which did
	// not change are not parsed again; it may be emptied at any time. "" keeps
	// nothing between runs.
	Notes string
	// Backoff is the first wait before a failed request is tried again; 0 is
	// 500 ms.
	Backoff time.Duration
	// Wire answers all requests in place of the network, for tests; nil is the
	// network.
	Wire http.RoundTripper

	maxDelay time.Duration // tests: the longest Crawl-delay that is kept; 0 is maxCrawlDelay
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
	// Aliases maps further addresses of pages (redirected, other spellings that
	// links use) to the address in Captures that stands for them.
	Aliases map[string]string
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
	if err := checkContact(boards, opt); err != nil {
		return nil, err
	}
	if run.StartedAt.IsZero() {
		run.StartedAt = opt.now()
	}
	run.Kind = cmp.Or(run.Kind, "crawl")
	if err := ar.Begin(run); err != nil {
		return nil, err
	}
	past, err := ar.Runs()
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	e := newEngine(ar, run, boards, opt, stop)
	e.past = past
	defer e.close()
	results := make([]*Result, len(boards))
	errs := make([]error, len(boards))
	var wg sync.WaitGroup
	for i, b := range boards {
		wg.Go(func() { results[i], errs[i] = e.board(ctx, b) })
	}
	wg.Wait()
	finished := make([]Result, 0, len(boards))
	for _, r := range results {
		if r != nil {
			finished = append(finished, *r)
		}
	}
	if e.fatal != nil {
		return finished, e.fatal
	}
	if err := errors.Join(errs...); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return finished, err
	}
	run.FinishedAt = opt.now()
	return finished, ar.Finish(run)
}

// checkContact insists on an address that site owners can write to, as soon as
// real sites are visited.
func checkContact(boards []Board, opt Options) error {
	for _, b := range boards {
		if !b.AllowPrivate && opt.Contact == "" {
			return fmt.Errorf("a contact address is needed to visit real sites such as %s: set contact in the register or use --contact", b.ID)
		}
	}
	return nil
}

func (o *Options) now() time.Time {
	if o.Now == nil {
		return time.Now().UTC()
	}
	return o.Now().UTC()
}

func newEngine(ar *archive.Archive, run archive.Run, boards []Board, opt Options, stop context.CancelCauseFunc) *engine {
	e := &engine{
		ar: ar, run: run, log: opt.Log, now: opt.now, backoff: opt.Backoff, full: opt.Full, notes: opt.Notes,
		public: newWire(false), private: newWire(true), given: opt.Wire, hosts: map[string]*host{}, owners: map[string]string{},
		shared: map[string]bool{}, got: map[string]archive.Capture{}, asides: map[string]asides{},
		stop: stop, progress: opt.Progress, userAgent: userAgent(opt),
	}
	if e.log == nil {
		e.log = slog.New(slog.DiscardHandler)
	}
	if e.backoff <= 0 {
		e.backoff = 500 * time.Millisecond
	}
	if e.maxDelay = opt.maxDelay; e.maxDelay == 0 {
		e.maxDelay = maxCrawlDelay
	}
	jobs := opt.Jobs
	if jobs <= 0 {
		jobs = 8
	}
	e.work = make(chan struct{}, jobs)
	for i := range boards {
		for _, name := range boards[i].Scope() {
			if first, ok := e.owners[bareHost(name)]; !ok {
				e.owners[bareHost(name)] = boards[i].ID
			} else if first != boards[i].ID {
				e.shared[bareHost(name)] = true
			}
		}
		e.prepareHosts(&boards[i])
	}
	return e
}

// prepareHosts makes the queues of a board's start hosts before anything runs,
// so that the greatest delay of all boards holds from the first request.
func (e *engine) prepareHosts(b *Board) {
	for _, s := range append(append([]string{}, b.Start...), b.AmendmentPages()...) {
		if u, err := canonicalURL(nil, s); err == nil {
			e.host(u, b).slower(time.Duration(b.Delay))
		}
	}
}

func (e *engine) close() {
	e.public.CloseIdleConnections()
	e.private.CloseIdleConnections()
}

// userAgent names the program and whom to write to.
func userAgent(opt Options) string {
	version := cmp.Or(opt.Version, "0")
	ua := robotsToken + "/" + version
	if opt.Contact != "" {
		ua += " (+" + opt.Contact + ")"
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, ua)
}

// board visits one board, or returns what this run found out about it earlier.
func (e *engine) board(ctx context.Context, b Board) (*Result, error) {
	if o, err := e.ar.Outcome(e.run.ID, b.ID); err == nil {
		return recordedResult(e.ar, o)
	} else if !errors.Is(err, archive.ErrNotFound) {
		return nil, err
	}
	v, err := newVisit(e, b)
	if err != nil {
		return nil, err
	}
	v.ctx = ctx
	if err := e.archiveError(Describe(e.ar, e.run.ID, &b)); err != nil {
		return nil, err
	}
	if err := v.crawl(ctx); err != nil {
		return nil, err
	}
	if err := v.learnSeen(); err != nil {
		return nil, err
	}
	o := v.outcome()
	noted, done := v.notes, Progress{Board: b.ID, Done: v.done, Known: len(v.items), Bytes: v.bytes, Finished: true}
	*v = visit{} // it is as large as what comes next
	if err := noted.save(o.Complete); err != nil {
		e.log.Warn("links are read again the next night", "board", b.ID, "error", err)
	}
	*noted = notes{}
	all, err := e.ar.Log(e.run.ID, b.ID)
	if err != nil {
		return nil, err
	}
	addCounts(&o, all)
	if err := e.archiveError(e.ar.Conclude(o)); err != nil {
		return nil, err
	}
	e.tell(done)
	return resultOf(archive.Pages(all), o), nil
}

// recordedResult reads a board's result from the archive.
func recordedResult(ar *archive.Archive, o archive.Outcome) (*Result, error) {
	captures, err := ar.Captures(o.RunID, o.BoardID)
	if err != nil {
		return nil, err
	}
	return resultOf(captures, o), nil
}

func resultOf(captures []archive.Capture, o archive.Outcome) *Result {
	r := &Result{
		BoardID: o.BoardID, Captures: captures, Requests: o.Requests, NotModified: o.NotModified, Failed: o.Failed,
		Bytes: o.Bytes, Complete: o.Complete, Cause: o.Cause, Aliases: o.Aliases,
	}
	for _, f := range o.Findings {
		r.Findings = append(r.Findings, Finding(f))
	}
	return r
}
