package crawl

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/andybalholm/cascadia"
	"github.com/gocolly/colly/v2"

	"manualwatch/crawl/archive"
)

// defaultMaxPages bounds the addresses of one board and night.
const defaultMaxPages = 25000

// maxHops is how many redirects are followed one after another.
const maxHops = 10

// CodePageLimit is the code of the finding on a board whose limit of addresses was
// reached: the visit is not complete.
const CodePageLimit = "page_limit"

// A visit is one board's crawl. It goes level by level: all addresses of one
// level are fetched, in whatever order hosts and retries allow, before the next
// level is made from the links found, in the order of the pages they stand on.
// So what is fetched, and what is said of it, depends on the site alone.
type visit struct {
	ctx       context.Context // of the run; a collector's transport has no other way to it
	e         *engine
	board     Board
	scope     *scope
	collector *colly.Collector
	jar       http.CookieJar
	contents  cascadia.Matcher           // of the register; nil for none
	resumed   map[string]archive.Capture // what this run recorded in an earlier part
	earlier   earlier
	notes     *notes

	seen map[string]bool // addresses that were content in earlier runs, see learnSeen

	mu         sync.Mutex
	items      []*item // by number, in order of scheduling
	byURL      map[string]*item
	byLoose    map[string]*item      // by looseKey, the first of each
	byCase     map[string]*item      // by caseKey, the first of each
	cases      map[string]*caseSense // by host
	doubtful   []*item               // with a twin, not compared yet
	aliases    map[string]string
	next       map[string]*candidate
	redirected []*item
	choosers   []chooser // of the start and amendments pages
	budget     budget
	sessions   sessions
	findings   []Finding
	bytes      int64
	done       int
	secondTime bool
	endless    bool // a start page showed that the site's pages end without an end, see leavesEndsOut
	sitemapped bool
}

// An item is one address of the night.
type item struct {
	number   int
	url      string
	target   *url.URL // url, parsed
	role     role
	listed   int // index pages on the way here without a break; 0 if the page it was found on is none
	seed     bool
	listing  bool // an amendments page: it need not link to any chapter
	guess    bool // an amendments address by the platform's custom, which may not exist
	depth    int
	from     string
	title    string
	hops     int       // redirects that led here
	part     bool      // a further part of the list that it was found on
	turned   int       // further parts on the way here without a break
	chain    int       // addresses of its pattern on the way here without a break
	hop      bool      // known only as the target of a redirect
	twin     *item     // an older address that differs in letter case alone; nil for none
	tries    int       // attempts of this round
	attempts int       // attempts of the night
	wire     int64     // bytes received in all of them
	ready    time.Time // not to be tried before
	answer   *answer   // of the last attempt
	known    *page     // what an earlier night found in the bytes of answer; nil if it must be read
	slow     bool      // the last attempt was given up for slowness
	token    bool      // it holds a work token
	finished bool
	capture  archive.Capture
}

// A candidate is an address that a page of this level leads to.
type candidate struct {
	url   string
	title string
	from  *item
	place int // among the links of from
	role  role
	part  bool
	side  bool // in a bar at the side, where pages of any folder may stand
}

// turned counts the further parts on the way to a candidate.
func (c *candidate) turned() int {
	if !c.part {
		return 0
	}
	return c.from.turned + 1
}

func newVisit(e *engine, b Board) (*visit, error) {
	v := &visit{
		e: e, board: b, scope: newScope(&b), resumed: map[string]archive.Capture{},
		byURL: map[string]*item{}, byLoose: map[string]*item{}, byCase: map[string]*item{}, cases: map[string]*caseSense{}, aliases: map[string]string{}, next: map[string]*candidate{}, seen: map[string]bool{},
	}
	v.budget.used = map[string]int{}
	if b.Cookies {
		jar, err := cookiejar.New(nil)
		if err != nil {
			return nil, err
		}
		v.jar = jar
	}
	if text := b.Selectors["contents"]; text != "" {
		sel, err := cascadia.ParseGroup(text)
		if err != nil {
			return nil, fmt.Errorf("board %s: selector %q: %w", b.ID, text, err)
		}
		v.contents = sel
	}
	v.collector = newCollector(&transport{v})
	all, err := e.ar.Log(e.run.ID, b.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		if c.Role == archive.Page || c.Role == archive.Hop || c.Role == archive.Twin {
			v.resumed[c.URL] = c
		}
	}
	v.notes = openNotes(e.notes, b.ID)
	var sessions []string
	if v.earlier, sessions, err = e.earlier(b.ID); len(sessions) > 0 {
		v.sessions.believe(sessions)
	}
	return v, err
}

// crawl fetches the whole manual.
func (v *visit) crawl(ctx context.Context) error {
	level := v.seeds()
	for len(level) > 0 {
		for part := level; len(part) > 0; part = v.addedToLevel() {
			if err := v.fetchAll(ctx, part); err != nil {
				return err
			}
		}
		if err := errors.Join(v.settleTwins(), v.dropSessions()); err != nil {
			return err
		}
		var err error
		if level, err = v.nextLevel(ctx); err != nil {
			return err
		}
	}
	return v.resolveRedirects()
}

// seeds are the start pages and the amendments pages of the register.
func (v *visit) seeds() []*item {
	var out []*item
	add := func(address string, listing, guess bool) {
		u, err := canonicalURL(nil, address)
		if err != nil {
			v.find(address, "bad_address", err.Error())
			return
		}
		if it := v.schedule(item{url: u.String(), role: indexRole, seed: true, listing: listing, guess: guess}); it != nil {
			out = append(out, it)
		}
	}
	for _, s := range v.board.Start {
		add(s, false, false)
	}
	for _, s := range v.board.AmendmentPages() {
		add(s, true, v.board.Amendments == nil)
	}
	return out
}

// schedule adds an item unless its address is known.
func (v *visit) schedule(it item) *item {
	if v.byURL[it.url] != nil {
		return nil
	}
	limit := cmp.Or(v.board.MaxPages, defaultMaxPages)
	if len(v.items) >= limit {
		v.findOnce(CodePageLimit, "the board's limit of "+count(limit, "address")+" was reached; further links were not followed")
		return nil
	}
	p := new(item)
	*p = it
	p.number = len(v.items)
	v.items = append(v.items, p)
	v.byURL[p.url] = p
	p.target = mustParse(p.url)
	loose := looseKey(p.url)
	if v.byLoose[loose] == nil {
		v.byLoose[loose] = p
	}
	if key := caseKey(loose); v.byCase[key] == nil {
		v.byCase[key] = p
	}
	return p
}

// fetchAll fetches items, each host's in its own worker.
func (v *visit) fetchAll(ctx context.Context, items []*item) error {
	queues := map[string][]*item{}
	var order []string
	for _, it := range items {
		key := hostKey(it.target)
		if queues[key] == nil {
			order = append(order, key)
		}
		queues[key] = append(queues[key], it)
	}
	workers := max(1, min(v.board.Parallel, 8))
	errs := make([]error, len(order)*workers)
	var wg sync.WaitGroup
	for i, key := range order {
		for w := range workers {
			wg.Go(func() { errs[i*workers+w] = v.work(ctx, share(queues[key], w, workers)) })
		}
	}
	wg.Wait()
	return errors.Join(errs...)
}

// share returns every n-th item, beginning with the w-th.
func share(items []*item, w, n int) []*item {
	if n == 1 {
		return items
	}
	var out []*item
	for i := w; i < len(items); i += n {
		out = append(out, items[i])
	}
	return out
}

// work fetches one host's items one after the other. An item that failed goes to
// the end of the queue and waits there, not in the way of the others.
func (v *visit) work(ctx context.Context, queue []*item) error {
	for len(queue) > 0 {
		i := slices.IndexFunc(queue, func(it *item) bool { return it.ready.IsZero() || !time.Now().Before(it.ready) })
		if i < 0 {
			soonest := slices.MinFunc(queue, func(a, b *item) int { return a.ready.Compare(b.ready) })
			if err := sleep(ctx, time.Until(soonest.ready)); err != nil {
				return err
			}
			continue
		}
		it := queue[i]
		queue = slices.Delete(queue, i, i+1)
		if err := v.serve(ctx, it); err != nil {
			return err
		}
		if !it.finished {
			queue = append(queue, it)
		}
	}
	return nil
}

// serve makes one attempt at an item and takes in what came of it.
func (v *visit) serve(ctx context.Context, it *item) error {
	p := newPage(it.url)
	p.contents = v.contentsOf(it)
	v.mu.Lock()
	it.answer, it.known = nil, nil
	v.mu.Unlock()
	collected := collect(v.collector, it.number, it.url, p)
	defer func() {
		if it.token {
			it.token = false
			v.e.done()
		}
	}()
	if it.answer == nil { // the collector did not like the address
		if err := v.fetch(ctx, it); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	v.e.mu.Lock()
	err := v.e.fatal
	v.e.mu.Unlock()
	if err != nil || it.answer == nil {
		return errors.Join(err, ctx.Err())
	}
	if it.known != nil {
		p = it.known
	} else if !collected && it.answer.html != nil {
		*p = *newPage(it.url)
		if err := scanLinks(p, it.answer.text()); err != nil {
			p.cut = true
			v.find(it.url, "links_unread", err.Error())
		}
	}
	defer it.answer.forget()
	return v.take(ctx, it, p)
}

// take decides whether the answer is final, and if so records and follows it.
func (v *visit) take(ctx context.Context, it *item, p *page) error {
	a := it.answer
	again := a.transient && !a.slow && !(a.once && it.tries >= 2) && it.tries < maxAttempts && v.hostOf(it).left() == ""
	if again && !v.secondTime {
		it.ready = time.Now().Add(v.e.wait(it.tries))
		return nil
	}
	if a.html != nil && a.Error == "" && !a.NotModified {
		if err := v.judge(ctx, it, p); err != nil {
			return err
		}
		if a.Error == "" {
			a.Location = p.leadsOn(it.url, a.text())
		}
	}
	it.finished = true
	it.capture = a.Capture
	it.capture.Attempts, it.capture.Wire = it.attempts, it.wire
	it.capture.From, it.capture.Depth, it.capture.Title = it.from, it.depth, it.title
	if it.capture.Role = archive.Page; it.hop && it.capture.Location != "" {
		it.capture.Role = archive.Hop
	}
	if it.capture.OK() && it.capture.Location == "" && it.known == nil && !p.cut {
		v.notes.add(v.noteKey(it, a), p)
	}
	it.answer, it.known, it.slow = nil, nil, a.slow
	if err := v.log(it.capture); err != nil {
		return err
	}
	if it.capture.Location == "" {
		it.capture.Header = nil // the log has it; thousands of them would be in memory
	}
	v.mu.Lock()
	v.done++
	v.bytes += it.capture.Bytes
	if it.capture.Location != "" {
		v.follow(it)
	} else if it.capture.OK() {
		v.harvest(it, p, a)
	}
	known, done, bytes := len(v.items), v.done, v.bytes
	v.mu.Unlock()
	v.e.tell(Progress{Board: v.board.ID, Done: done, Known: known, Bytes: bytes})
	return nil
}

// log records a capture, unless this run's earlier part recorded the same.
func (v *visit) log(c archive.Capture) error {
	if old, ok := v.resumed[c.URL]; ok && sameCapture(old, c) {
		return nil
	}
	return v.e.record(c, v.board.ID)
}

func sameCapture(a, b archive.Capture) bool {
	return a.SHA256 == b.SHA256 && a.Error == b.Error && a.Location == b.Location && a.FinalURL == b.FinalURL &&
		a.Status == b.Status && a.From == b.From && a.Depth == b.Depth && a.Title == b.Title && a.Attempts == b.Attempts && a.Role == b.Role
}

func (v *visit) hostOf(it *item) *host { return v.e.host(it.target, &v.board) }

// follow notes where a redirect leads. The target is fetched in the same level,
// by its own address and only once.
func (v *visit) follow(it *item) {
	to := it.capture.Location
	if it.hops >= maxHops || !v.mayRedirect(to) || v.byURL[to] != nil {
		return // resolveRedirects says what became of it
	}
	v.redirected = append(v.redirected, &item{
		url: to, role: it.role, seed: it.seed, listing: it.listing, listed: it.listed, guess: it.guess, depth: it.depth, from: it.from, title: it.title, hops: it.hops + 1, hop: true, number: it.number,
	})
}

// mayRedirect reports whether a redirect target belongs to the board's hosts.
func (v *visit) mayRedirect(to string) bool {
	u, err := url.Parse(to)
	if err != nil {
		return false
	}
	known, _ := v.scope.onHost(u)
	return known
}

// addedToLevel returns what must still be fetched before the level is complete:
// targets of redirects, and the start pages' views for the register's areas.
func (v *visit) addedToLevel() []*item {
	v.mu.Lock()
	defer v.mu.Unlock()
	pending := v.redirected
	v.redirected = nil
	slices.SortFunc(pending, func(a, b *item) int { return a.number - b.number })
	var out []*item
	for _, p := range pending {
		if it := v.schedule(*p); it != nil {
			out = append(out, it)
			if it.seed {
				v.scope.startsAt(it.target)
			}
		}
	}
	if len(out) == 0 {
		out = v.areaPages()
	}
	return out
}

// areaPages returns the start and amendments pages as shown for each area of the
// register, where they offer a choice of areas.
func (v *visit) areaPages() []*item {
	choosers := v.choosers
	v.choosers = nil
	slices.SortFunc(choosers, func(a, b chooser) int { return strings.Compare(a.action, b.action) })
	var out []*item
	for _, c := range choosers {
		for _, area := range v.board.Areas {
			for _, o := range c.options {
				if o.value == "" || slug(o.value) != slug(area) && slug(o.label) != slug(area) {
					continue
				}
				u, err := canonicalURL(nil, c.action+"?"+url.Values{c.parameter: {o.value}}.Encode())
				if err != nil {
					continue
				}
				if it := v.schedule(item{url: u.String(), role: indexRole, seed: true, guess: true, from: c.action, title: o.label}); it != nil {
					out = append(out, it)
				}
				break
			}
		}
	}
	return out
}

// slug writes a name as addresses do: lower-case words joined by hyphens.
func slug(name string) string {
	fields := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9')
	})
	return strings.Join(slices.DeleteFunc(fields, func(f string) bool { return f == "and" }), "-")
}

// resolveRedirects gives each redirected address the result of its final one.
func (v *visit) resolveRedirects() error {
	for _, it := range v.items {
		if it.capture.Location == "" {
			continue
		}
		v.resolve(it)
		if it.hop {
			continue
		}
		if err := v.log(it.capture); err != nil {
			return err
		}
	}
	return nil
}

func (v *visit) resolve(it *item) {
	c := &it.capture
	seen := map[string]bool{it.url: true}
	at := it
	c.Redirects = nil
	for at.capture.Location != "" {
		to := at.capture.Location
		if seen[to] || len(seen) > maxHops {
			c.Error = "redirect loop"
			return
		}
		seen[to] = true
		next := v.byURL[to]
		if next == nil {
			c.FinalURL, c.Permanent = to, true
			c.Error = "redirect to " + mustParse(to).Host + ", a host that the register does not name"
			if v.mayRedirect(to) {
				c.Error, c.Permanent = "more than 10 redirects", false
				if len(seen) <= maxHops {
					c.Error = "the page that it redirects to lies beyond the board's limit of addresses"
				}
			}
			return
		}
		if next.capture.Location != "" {
			c.Redirects = append(c.Redirects, to)
		}
		at = next
	}
	if h := v.hostOf(at); !at.seed && h.leadsAstray(at.url) {
		c.FinalURL, c.Permanent = at.url, true
		c.Error = "soft 404: redirect to the page that addresses that do not exist lead to"
		return
	}
	f := at.capture
	c.FinalURL, c.Status, c.MediaType, c.SHA256, c.Bytes = at.url, f.Status, f.MediaType, f.SHA256, f.Bytes
	c.NotModified, c.Error, c.Permanent = f.NotModified, f.Error, f.Permanent
	v.aliases[it.url] = at.url
}

func (v *visit) find(address, code, detail string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.note(address, code, detail)
}

// note adds a finding; the caller holds v.mu.
func (v *visit) note(address, code, detail string) {
	if len(v.findings) < 1000 {
		v.findings = append(v.findings, Finding{URL: address, Code: code, Detail: detail})
	}
}

// findOnce adds a finding unless one with the same code is there; the caller
// holds v.mu or is alone.
func (v *visit) findOnce(code, detail string) {
	if !slices.ContainsFunc(v.findings, func(f Finding) bool { return f.Code == code }) {
		v.note("", code, detail)
	}
}
