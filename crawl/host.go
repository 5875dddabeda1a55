package crawl

import (
	"cmp"
	"context"
	"net/url"
	"sync"
	"time"
)

// Limits of politeness.
const (
	maxCrawlDelay = time.Minute     // a longer Crawl-delay is taken as this
	maxRetryAfter = 5 * time.Minute // a longer Retry-After ends the host for the night
	// settle is the wait, in first backoffs, after a response that was given up
	// half way: the server may not have noticed yet.
	settle = 3
	// maxFailures is how many addresses in a row may fail at their first
	// attempt before the host is left for the night.
	maxFailures = 10
	// maxSilent is the same for addresses that were waited for in vain: each costs a
	// minute, of the queues of all boards on the host.
	maxSilent = 5
)

// A host is the queue of one server over all boards of a run: at most cap(slots)
// requests at a time, and delay between their starts.
type host struct {
	key   string // name, with the port if it is unusual
	slots chan struct{}

	mu       sync.Mutex
	delay    time.Duration
	last     time.Time // start of the latest request
	next     time.Time // earliest start of the next request
	failures int
	silent   int    // failures in a row that were waited for in vain
	gone     string // why the host was left for the night; "" while it is not

	robotsMu sync.Mutex
	robots   map[string]*robotsFile // by scheme

	probeMu sync.Mutex
	probe   *notFoundPage // what the host shows for an address that does not exist; nil before it was asked
}

// hostKey names the queue of an address.
func hostKey(u *url.URL) string {
	if p := u.Port(); p != "" && p != "80" && p != "443" {
		return u.Host
	}
	return u.Hostname()
}

// acquire waits for the host's turn. The caller must call h.release.
func (h *host) acquire(ctx context.Context) error {
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		h.mu.Lock()
		now := time.Now()
		wait := h.next.Sub(now)
		if wait <= 0 {
			h.last, h.next = now, now.Add(h.delay)
			h.mu.Unlock()
			return nil
		}
		h.mu.Unlock()
		if err := sleep(ctx, wait); err != nil {
			<-h.slots
			return err
		}
	}
}

func (h *host) release() { <-h.slots }

// pause lets no request start before d has passed.
func (h *host) pause(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if t := time.Now().Add(d); t.After(h.next) {
		h.next = t
	}
}

// slower raises the delay between requests, from the latest one on.
func (h *host) slower(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.delay = max(h.delay, d)
	if t := h.last.Add(h.delay); !h.last.IsZero() && t.After(h.next) {
		h.next = t
	}
}

// note records how an address fared at its first attempt.
func (h *host) note(a *answer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !a.sick {
		h.failures, h.silent = 0, 0
		return
	}
	h.failures++
	h.silent++
	if !a.silent {
		h.silent = 0
	}
	if (h.failures >= maxFailures || h.silent >= maxSilent) && h.gone == "" {
		h.gone = "the site was left for the night after " + count(h.failures, "failure") + " in a row, the last: " + a.Error
	}
}

// leave gives the host up for the night.
func (h *host) leave(reason string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.gone = cmp.Or(h.gone, reason)
}

// left returns why the host was given up, or "".
func (h *host) left() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.gone
}

// sleep waits or returns ctx's error.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leadsAstray reports whether the host redirects to the address whatever does not
// exist.
func (h *host) leadsAstray(address string) bool {
	h.probeMu.Lock()
	defer h.probeMu.Unlock()
	return h.probe != nil && h.probe.leadsTo == address
}
