package crawl

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"manualwatch/crawl/archive"
)

const (
	robotsAttempts = 3
	// maxRobotsHops is how many redirects of a robots.txt are followed, to other
	// hosts too (RFC 9309, section 2.3.1.2).
	maxRobotsHops = 5
)

// robotsLife is how long a robots.txt may be relied on (RFC 9309, section 2.4).
const robotsLife = 24 * time.Hour

// robotsOtherRun is how long a run relies on what another was told. It is short of
// a day by more than timers are early or late, so that every night asks, and
// rules that a site added since the night before hold from the first request.
const robotsOtherRun = robotsLife - time.Hour

// robotsFor returns the robots.txt of an address's server, fetched once a day.
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
	r := &robotsFile{}
	switch {
	case a.SHA256 != "":
		body, err := e.ar.Body(a.SHA256)
		if err != nil {
			return nil, e.archiveError(err)
		}
		r = parseRobots(body, robotsToken)
	case a.transient && a.Status == 0:
		r.blocked = fmt.Sprintf("%s cannot be reached (%s)", h.key, a.Error)
	case a.transient || a.Status >= 500:
		r.blocked = fmt.Sprintf("robots.txt of %s cannot be read (%s), so nothing may be fetched", h.key, a.Error)
	}
	r.since = time.Now().Add(-max(0, e.now().Sub(a.FetchedAt)))
	h.slower(min(r.delay, e.maxDelay))
	h.robots[u.Scheme] = r
	return r, nil
}

// fetchRobots asks for robots.txt, with retries and up to five redirects. What an
// earlier part of the same run was told, or another run of the day, is not asked
// for again.
func (e *engine) fetchRobots(ctx context.Context, h *host, address string, v *visit) (*answer, error) {
	owner := e.owner(mustParse(address), &v.board)
	if c, ok, err := e.told(owner, address); err != nil || ok {
		return &answer{Capture: c}, err
	}
	at, hops, attempts, received := address, 0, 0, int64(0)
	for {
		a, err := e.paced(ctx, h, ask{url: at, maxBytes: maxRobots + 1, cut: true, private: v.board.AllowPrivate})
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
		if a.Location != "" && hops < maxRobotsHops {
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

// told returns what an earlier part of this run, or else another run of the day,
// was told at a server's robots.txt.
func (e *engine) told(owner, address string) (archive.Capture, bool, error) {
	c, ok, err := e.logged(owner, address, archive.Robots)
	if err != nil || ok && e.now().Sub(c.FetchedAt) < robotsLife {
		return c, ok, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.recent == nil {
		if e.recent, err = e.recentRobots(); err != nil {
			return c, false, err
		}
	}
	c, ok = e.recent[address]
	return c, ok && e.now().Sub(c.FetchedAt) < robotsOtherRun, nil
}

// recentRobots reads the answers at robots.txt that other runs of the day got,
// whatever boards they were of.
func (e *engine) recentRobots() (map[string]archive.Capture, error) {
	now := e.now()
	fresh := func(t time.Time) bool { return !t.After(now) && now.Sub(t) < robotsOtherRun }
	out := map[string]archive.Capture{}
	for _, r := range e.past {
		if r.ID == e.run.ID || r.Kind == "import" || now.Sub(r.StartedAt) > 2*robotsLife {
			continue
		}
		boards, err := e.ar.Boards(r.ID)
		if err != nil {
			return nil, err
		}
		for _, b := range boards {
			err := e.ar.EachCapture(r.ID, b, func(c *archive.Capture) {
				if c.Role == archive.Robots && answered(c) && fresh(c.FetchedAt) && (c.SHA256 == "" || e.ar.Has(c.SHA256)) {
					out[c.URL] = *c
				}
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// asides are answers that are no pages: of robots.txt, sitemaps, probes.
type asides map[aside]archive.Capture

type aside struct {
	role archive.Role
	url  string
}

// logged returns what an earlier part of this run recorded of an address with a
// role that is no page's, if that was an answer.
func (e *engine) logged(board, address string, r archive.Role) (archive.Capture, bool, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	known, ok := e.asides[board]
	if !ok {
		known = asides{}
		err := e.ar.EachCapture(e.run.ID, board, func(c *archive.Capture) {
			if (c.Role == archive.Robots || c.Role == archive.Sitemap || c.Role == archive.Probe) && answered(c) {
				known[aside{c.Role, c.URL}] = *c
			}
		})
		if err != nil {
			return archive.Capture{}, false, err
		}
		e.asides[board] = known
	}
	c, ok := known[aside{r, address}]
	return c, ok, nil
}

// answered reports whether a server said something that holds.
func answered(c *archive.Capture) bool {
	return c.SHA256 != "" || c.Permanent || c.Location != "" || c.Status == http.StatusOK && c.Error == "" // an empty robots.txt
}
