package crawl

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"manualwatch/crawl/archive"
)

// Limits of the retries of one address.
const (
	maxAttempts = 4
	maxBackoff  = 30 * time.Second
)

// An engine makes the requests of one run, for all boards.
type engine struct {
	ar        *archive.Archive
	run       archive.Run
	past      []archive.Run // all runs of the archive when this one began
	log       *slog.Logger
	now       func() time.Time
	userAgent string
	backoff   time.Duration
	full      bool
	notes     string // folder of notes; "" for none
	maxDelay  time.Duration
	public    *http.Transport   // refuses private addresses
	private   *http.Transport   // allows them
	given     http.RoundTripper // answers in place of both; nil for none
	work      chan struct{}     // one token for each address that is fetched or read

	mu     sync.Mutex
	hosts  map[string]*host
	owners map[string]string          // bare host name -> first board that names it
	shared map[string]bool            // bare names of hosts that several boards name
	got    map[string]archive.Capture // successes of tonight on shared hosts, by address
	asides map[string]asides          // by board, what an earlier part of this run recorded
	recent map[string]archive.Capture // robots.txt of earlier runs that may still be relied on; nil before somebody asked
	fatal  error                      // the archive cannot be written to
	stop   context.CancelCauseFunc

	progressMu sync.Mutex
	progress   func(Progress)
}

func (e *engine) wire(private bool) http.RoundTripper {
	if e.given != nil {
		return e.given
	}
	if private {
		return e.private
	}
	return e.public
}

// archiveError notes that the archive failed, which ends the run: a crawl that
// cannot keep what it sees must not go on asking for it.
func (e *engine) archiveError(err error) error {
	if err == nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.fatal == nil {
		e.fatal = err
		e.stop(err)
	}
	return err
}

// host returns the queue of an address's server.
func (e *engine) host(u *url.URL, b *Board) *host {
	key := hostKey(u)
	e.mu.Lock()
	defer e.mu.Unlock()
	h := e.hosts[key]
	if h == nil {
		h = &host{key: key, slots: make(chan struct{}, max(1, min(b.Parallel, 8))), delay: time.Duration(b.Delay), robots: map[string]*robotsFile{}}
		e.hosts[key] = h
	}
	return h
}

// owner returns the board that a host's robots.txt is logged under: the first of
// the run that names the host, so that no timing decides.
func (e *engine) owner(u *url.URL, b *Board) string {
	if id, ok := e.owners[bareHost(u.Hostname())]; ok {
		return id
	}
	return b.ID
}

// record appends a capture to the log.
func (e *engine) record(c archive.Capture, board string) error {
	c.RunID, c.BoardID = e.run.ID, board
	return e.archiveError(e.ar.Append(c))
}

// paced makes one request in the host's turn, holding a work token only while
// the request is under way.
func (e *engine) paced(ctx context.Context, h *host, q ask) (*answer, error) {
	if err := h.acquire(ctx); err != nil {
		return nil, err
	}
	defer h.release()
	if err := e.begin(ctx); err != nil {
		return nil, err
	}
	defer e.done()
	a := e.request(ctx, q)
	return a, e.after(ctx, h, a)
}

// after keeps the host's peace after an answer.
func (e *engine) after(ctx context.Context, h *host, a *answer) error {
	if a.aborted {
		h.pause(settle * e.backoff)
	}
	if a.retryAfter > maxRetryAfter {
		h.leave(fmt.Sprintf("the site asked to come back only after %v", a.retryAfter))
	} else if a.retryAfter > 0 {
		h.pause(a.retryAfter)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.fatal
}

// known returns what another board of this run got from an address of a host that
// both name, so that no address is asked for twice in a run. It must be asked in
// the host's turn.
func (e *engine) known(u *url.URL) (archive.Capture, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	c, ok := e.got[u.String()]
	return c, ok
}

// keep remembers an answer for the other boards that name the host.
func (e *engine) keep(u *url.URL, c archive.Capture) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.shared[bareHost(u.Hostname())] && c.Error == "" {
		e.got[u.String()] = c
	}
}

func (e *engine) begin(ctx context.Context) error {
	select {
	case e.work <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (e *engine) done() { <-e.work }

// wait is the backoff after the n-th attempt: doubling, with half of it left to
// chance so that hosts do not see retries in step.
func (e *engine) wait(n int) time.Duration {
	d := min(e.backoff<<min(n-1, 10), maxBackoff)
	return d/2 + jitter(d/2)
}

func (e *engine) tell(p Progress) {
	if e.progress == nil {
		return
	}
	e.progressMu.Lock()
	defer e.progressMu.Unlock()
	e.progress(p)
}

func mustParse(canonical string) *url.URL {
	u, err := url.Parse(canonical)
	if err != nil {
		return &url.URL{} // unreachable: canonical addresses parse
	}
	return u
}

var errNotHTML = errors.New("not a web page")
