package crawl

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"manualwatch/crawl/archive"
)

// A transport answers a collector's requests: from the archive where the answer
// is known, else from the wire. To the collector every page is "200 OK" in
// UTF-8, a 304 included, and everything that is no page is empty.
type transport struct{ v *visit }

// RoundTrip makes one attempt at the item that the request carries.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	n, err := strconv.Atoi(req.Header.Get(itemHeader))
	t.v.mu.Lock()
	if err != nil || n < 0 || n >= len(t.v.items) {
		t.v.mu.Unlock()
		return nil, errors.New("request of nobody") // unreachable unless the collector asks on its own
	}
	it := t.v.items[n]
	t.v.mu.Unlock()
	if err := t.v.fetch(t.v.ctx, it); err != nil {
		return nil, err
	}
	a := it.answer
	if a.Error != "" {
		return nil, errors.New(a.Error)
	}
	var body []byte
	if a.html != nil && it.known == nil {
		body = a.text()
	}
	return pageResponse(req, body), nil
}

// fetch makes one attempt at an item and sets its answer. It fails only when the
// run must end. On return the item may hold a work token.
func (v *visit) fetch(ctx context.Context, it *item) error {
	if c, ok := v.resumed[it.url]; ok && it.attempts == 0 {
		it.attempts, it.wire = c.Attempts, c.Wire
		if reusable(&c) {
			it.tries++
			return v.fromArchive(it, &answer{Capture: c})
		}
	}
	u := it.target
	h := v.e.host(u, &v.board)
	a := &answer{Capture: archive.Capture{URL: it.url, FinalURL: it.url, FetchedAt: v.e.now()}}
	if gone := h.left(); gone != "" {
		a.fail(gone, transient)
		it.answer, it.tries = a, maxAttempts
		return nil
	}
	robots, err := v.e.robotsFor(ctx, h, u, v)
	if err != nil {
		return err
	}
	target := u.EscapedPath()
	if u.RawQuery != "" {
		target += "?" + u.RawQuery
	}
	if !robots.allowed(target) {
		a.fail("robots.txt does not allow it", permanent)
		if robots.blocked != "" {
			a.fail(robots.blocked, transient)
		}
		it.answer, it.tries = a, maxAttempts
		return nil
	}
	return v.fetchWire(ctx, h, it)
}

// fetchWire asks the server.
func (v *visit) fetchWire(ctx context.Context, h *host, it *item) error {
	if err := h.acquire(ctx); err != nil {
		return err
	}
	if err := v.e.begin(ctx); err != nil {
		h.release()
		return err
	}
	it.token = true
	u := it.target
	if c, ok := v.e.known(u); ok {
		h.release()
		it.tries++
		c.Attempts, c.Wire = 0, 0
		return v.fromArchive(it, &answer{Capture: c})
	}
	q := ask{url: it.url, maxBytes: v.board.MaxBytes, private: v.board.AllowPrivate, jar: v.jar}
	if c, ok := v.earlier.validated(it.url); ok && v.e.ar.Has(c.SHA256) {
		q.earlier = &c
	}
	a := v.e.request(ctx, q)
	if why := v.lessThanThereIs(it, a); why != "" {
		a.fail(why, transient)
		a.once = true
	}
	v.e.keep(u, a.Capture)
	err := v.e.after(ctx, h, a)
	h.release()
	if err != nil {
		return err
	}
	it.tries++
	it.attempts++
	it.wire += a.Wire
	if it.attempts == 1 || !a.sick {
		h.note(a)
	}
	if a.Error != "" {
		v.e.log.Debug("request failed", "board", v.board.ID, "url", it.url, "error", a.Error, "attempt", it.attempts)
	}
	if a.NotModified {
		return v.fromArchive(it, a)
	}
	it.answer, it.known = a, v.recall(it, a)
	return nil
}

// reusable reports whether a capture of an earlier part of this run is an answer.
func reusable(c *archive.Capture) bool {
	return c.OK() || c.Location != "" || c.Permanent || c.SHA256 != ""
}

// fromArchive completes an answer with the body that the archive holds, where it
// is a page.
func (v *visit) fromArchive(it *item, a *answer) error {
	it.answer = a
	if a.SHA256 == "" || a.Location != "" {
		return nil
	}
	if it.known = v.recall(it, a); it.known != nil {
		return nil
	}
	k := &pageKeeper{mediaType: a.MediaType}
	switch err := v.e.ar.CopyBody(k, a.SHA256); {
	case err == nil:
		a.html = k.buf.Bytes()
	case errors.Is(err, errNotHTML):
	default:
		a.fail("the archive's copy is damaged: "+err.Error(), transient)
		delete(v.earlier.success, it.url)
	}
	return nil
}

// A pageKeeper keeps a body if it is a web page, and refuses the rest of it if
// it is not.
type pageKeeper struct {
	buf       bytes.Buffer
	mediaType string
}

func (k *pageKeeper) Write(p []byte) (int, error) {
	if k.buf.Len() == 0 && !looksLikeHTML(p, k.mediaType) || k.buf.Len()+len(p) > maxHTML {
		return 0, errNotHTML
	}
	return k.buf.Write(p)
}

// judge finds out whether a fresh page is what was asked for.
func (v *visit) judge(ctx context.Context, it *item, p *page) error {
	a := it.answer
	body := a.text()
	if isBlank(p, body) && v.isNewlyBlank(it, a) {
		a.fail(blank, transient)
		return nil
	}
	if why := notContent(p, body); why != "" {
		a.fail(why+": "+headOf(p), why == "soft 404")
		a.Permanent = why == "soft 404" || why == passwordForm
		a.transient = false
		return nil
	}
	if it.token {
		it.token = false
		v.e.done()
	}
	n, err := v.notFoundPage(ctx, it)
	if err != nil {
		return err
	}
	if (!it.seed || it.guess) && n.isLike(p, body) {
		a.fail("soft 404: the page is the one that the site shows for addresses that do not exist", permanent)
	}
	return nil
}

// text returns the page in UTF-8.
func (a *answer) text() []byte {
	if a.utf8 == nil {
		a.utf8 = toUTF8(a.html, a.Header["Content-Type"])
	}
	return a.utf8
}

func headOf(p *page) string {
	if p.heading != "" {
		return strconv.Quote(p.heading)
	}
	return strconv.Quote(p.title)
}

// notFoundPage returns how the item's host answers for an address that cannot
// exist; it is asked once a run.
func (v *visit) notFoundPage(ctx context.Context, it *item) (*notFoundPage, error) {
	u := mustParse(it.url)
	h := v.e.host(u, &v.board)
	h.probeMu.Lock()
	defer h.probeMu.Unlock()
	if h.probe != nil {
		return h.probe, nil
	}
	folder := "/"
	if len(v.scope.prefixes) > 0 {
		folder = v.scope.prefixes[0]
	}
	to := *u
	to.RawQuery, to.RawPath = "", ""
	to.Path = probePath(folder, v.e.run.ID, h.key)
	a, err := v.askProbe(ctx, h, to.String())
	if err != nil {
		return nil, err
	}
	n := &notFoundPage{leadsTo: a.Location}
	if a.html != nil {
		p := newPage(a.URL)
		body := a.text()
		p.titles(body)
		n.title, n.heading, n.shingle = p.title, p.heading, shingles(body)
	}
	h.probe = n
	return n, nil
}

func (v *visit) askProbe(ctx context.Context, h *host, address string) (*answer, error) {
	u := mustParse(address)
	owner := v.e.owner(u, &v.board)
	c, ok, err := v.e.logged(owner, address, archive.Probe)
	if err != nil {
		return nil, err
	}
	if ok {
		it := &item{url: address}
		err := v.fromArchive(it, &answer{Capture: c})
		return it.answer, err
	}
	robots, err := v.e.robotsFor(ctx, h, u, v)
	if err != nil {
		return nil, err
	}
	if !robots.allowed(u.EscapedPath()) || h.left() != "" {
		return &answer{}, nil
	}
	a, err := v.e.paced(ctx, h, ask{url: address, maxBytes: maxHTML, private: v.board.AllowPrivate, jar: v.jar})
	if err != nil {
		return nil, err
	}
	a.Role = archive.Probe
	return a, v.e.record(a.Capture, owner)
}

// jitter returns a random time below d.
func jitter(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return rand.N(d)
}

func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case len(noun) > 1 && noun[len(noun)-1] == 's':
		return fmt.Sprintf("%d %ses", n, noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
