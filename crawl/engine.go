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
	maxAttempts    = 4
	maxBackoff     = 30 * time.Second
	robotsAttempts = 3
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
	maxDelay  time.Duration
	public    *http.Transport // refuses private addresses
	private   *http.Transport // allows them
	work      chan struct{}   // one token for each address that is fetched or read

	mu     sync.Mutex
	hosts  map[string]*host
	owners map[string]string          // bare host name -> first board that names it
	shared map[string]bool            // bare names of hosts that several boards name
	got    map[string]archive.Capture // successes of tonight on shared hosts, by address
	fatal  error                      // the archive cannot be written to
	stop   context.CancelCauseFunc

	progressMu sync.Mutex
	progress   func(Progress)
}

func (e *engine) wire(private bool) http.RoundTripper {
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

// robotsFor returns the robots.txt of an address's server, fetched once a run, and
// again where the run takes longer than a day. A run never relies on what another
// was told: nights are a day apart, and rules that a site added since then hold
// from the first request.
func (e *engine) robotsFor(ctx context.Context, h *host, u *url.URL, v *visit) (*robotsFile, error) {
	h.robotsMu.Lock()
	defer h.robotsMu.Unlock()
	if r := h.robots[u.Scheme]; r != nil && time.Since(r.since) < robotsLife {
		return r, nil
	}
	address := u.Scheme + "://" + u.Host + "/robots.txt"
	a, err := e.fetchRobots(ctx, h, address, v)
	if err != nil {
		return nil, err
	}
	r := &robotsFile{since: time.Now()}
	switch {
	case a.SHA256 != "":
		body, err := e.ar.Body(a.SHA256)
		if err != nil {
			return nil, e.archiveError(err)
		}
		r = parseRobots(body, robotsToken)
		r.since = time.Now()
	case a.transient || a.Status >= 500:
		r.blocked = fmt.Sprintf("robots.txt of %s cannot be read (%s), so nothing may be fetched", h.key, a.Error)
	}
	h.slower(min(r.delay, e.maxDelay))
	h.robots[u.Scheme] = r
	return r, nil
}

// fetchRobots asks for robots.txt, with retries and up to five redirects. What
// an earlier part of the same run was told is not asked for again.
func (e *engine) fetchRobots(ctx context.Context, h *host, address string, v *visit) (*answer, error) {
	owner := e.owner(mustParse(address), &v.board)
	if c, ok, err := e.logged(owner, address, archive.Robots); err != nil || ok && v.e.now().Sub(c.FetchedAt) < robotsLife {
		return &answer{Capture: c}, err
	}
	at, hops, attempts, received := address, 0, 0, int64(0)
	for {
		a, err := e.paced(ctx, h, ask{url: at, maxBytes: 5 << 20, private: v.board.AllowPrivate})
		if err != nil {
			return nil, err
		}
		attempts++
		received += a.Wire
		again := a.transient && attempts-hops < robotsAttempts && a.retryAfter <= maxRetryAfter
		if again {
			if err := sleep(ctx, max(e.wait(attempts), a.retryAfter)); err != nil {
				return nil, err
			}
			continue
		}
		if a.Location != "" && hops < 5 && v.mayRedirect(a.Location) {
			hops, at = hops+1, a.Location
			if h = e.host(mustParse(at), &v.board); h == nil {
				return a, nil // unreachable: host always returns a queue
			}
			continue
		}
		c := a.Capture
		c.URL, c.Role, c.Attempts, c.Wire = address, archive.Robots, attempts, received
		return a, e.record(c, owner)
	}
}

// logged returns what this run recorded earlier of an address with a role, if
// that was an answer.
func (e *engine) logged(board, address string, r archive.Role) (archive.Capture, bool, error) {
	all, err := e.ar.Log(e.run.ID, board)
	if err != nil {
		return archive.Capture{}, false, e.archiveError(err)
	}
	for i := len(all) - 1; i >= 0; i-- {
		if c := all[i]; c.Role == r && c.URL == address && (c.SHA256 != "" || c.Permanent || c.Location != "") {
			return c, true, nil
		}
	}
	return archive.Capture{}, false, nil
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
