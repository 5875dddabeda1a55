package crawl

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"manualwatch/crawl/archive"
)

// TestParallel lets a board have several requests under way, and no more than it
// says; max_bytes is tested by TestBodies.
func TestParallel(t *testing.T) {
	for _, parallel := range []int{0, 1, 3} {
		want := max(1, parallel)
		pages := map[string]string{}
		var links []string
		for i := range 30 {
			links = append(links, fmt.Sprintf("/c%d", i))
			pages[links[i]] = htmlPage(links[i])
		}
		pages["/"] = htmlPage("Home", links...)
		s := newSite(t, pages)
		var mu sync.Mutex
		inside, most := 0, 0
		together := func() bool {
			mu.Lock()
			defer mu.Unlock()
			return most >= want
		}
		s.hook = func(_ http.ResponseWriter, r *http.Request) bool {
			mu.Lock()
			inside++
			most = max(most, inside)
			mu.Unlock()
			// A request waits for those beside it, which a busy machine may send late.
			for wait := 0; wait < 400 && r.URL.Path != "/" && !together(); wait++ {
				time.Sleep(5 * time.Millisecond)
			}
			time.Sleep(5 * time.Millisecond)
			mu.Lock()
			inside--
			mu.Unlock()
			return false
		}
		r := crawlSite(t, openArchive(t), "r", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}, Parallel: parallel})
		if most != want || len(r.Captures) != 31 {
			t.Errorf("parallel %d: %d requests at a time, %d captures", parallel, most, len(r.Captures))
		}
	}
}

// TestMaxPages stops at the board's limit, says so, and keeps what comes first.
func TestMaxPages(t *testing.T) {
	s := newSite(t, map[string]string{"/": htmlPage("Home", "/a", "/b", "/c"), "/a": htmlPage("A", "/d"), "/b": htmlPage("B"), "/c": htmlPage("C"), "/d": htmlPage("D")})
	r := crawlSite(t, openArchive(t), "r", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}, MaxPages: 3})
	if got := s.taken(); !slices.Equal(got, []string{"/", "/a", "/b"}) {
		t.Errorf("asked for %v", got)
	}
	if len(r.Findings) != 1 || r.Findings[0].Code != "page_limit" || !strings.Contains(r.Findings[0].Detail, "3 addresses") {
		t.Errorf("findings %v", r.Findings)
	}
	if r.Complete || !strings.Contains(r.Cause, "3 addresses") {
		t.Errorf("complete %v, cause %q", r.Complete, r.Cause)
	}
}

// TestMaxPagesBehindRedirect tells that the limit was reached, where the page that a start page
// leads to lies beyond it.
func TestMaxPagesBehindRedirect(t *testing.T) {
	s := newSite(t, map[string]string{"/": "302 /contents", "/contents": htmlPage("Contents", "/a"), "/a": htmlPage("A")})
	r := crawlSite(t, openArchive(t), "r", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}, MaxPages: 1})
	if r.Complete || !strings.Contains(r.Cause, "beyond the board's limit of addresses") || strings.Contains(r.Cause, "more than 10") {
		t.Errorf("complete %v, cause %q", r.Complete, r.Cause)
	}
}

// TestChains follows pages that lead only one further no more than so far, and a manual
// whose contents name as many numbered pages to its end.
func TestChains(t *testing.T) {
	const pages = chainBudget + 100
	numbered := func(i int) string { return fmt.Sprintf("/m/list/%d", i) }
	board := Board{ID: "one", Platform: "trix-online", Amendments: []string{}}
	site := map[string]string{"/m/": htmlPage("Contents", "/m/a", numbered(0)), "/m/a": htmlPage("A", "/m/b"), "/m/b": htmlPage("B")}
	var all []string
	for i := range pages {
		site[numbered(i)] = htmlPage(fmt.Sprintf("List %d", i), numbered(i+1))
		all = append(all, numbered(i))
	}
	site[numbered(pages)] = htmlPage("The last")
	trap := newSite(t, site)
	board.Start = []string{trap.URL + "/m/"}
	r := crawlSite(t, openArchive(t), "r", board)
	if n := len(trap.taken()); n != 3+1+chainBudget || !r.Complete {
		t.Errorf("%d addresses asked for, complete %v", n, r.Complete)
	}
	if len(r.Findings) != 1 || r.Findings[0].Code != "endless_addresses" || !strings.Contains(r.Findings[0].Detail, "/m/list/N, each found on the one before") {
		t.Errorf("findings %v", r.Findings)
	}
	site["/m/"] = htmlPage("Contents", all...)
	listed := newSite(t, site)
	board.Start = []string{listed.URL + "/m/"}
	r = crawlSite(t, openArchive(t), "r", board)
	if n := len(listed.taken()); n != pages+2 || len(r.Findings) > 0 {
		t.Errorf("%d of %d addresses asked for, findings %v", n, pages+2, r.Findings)
	}
}

// A mute lets through what it answers for; every other request is waited for in vain.
type mute struct {
	answers func(path string) bool
	mu      sync.Mutex
	asked   map[string]bool // chapters among these
}

func (m *mute) RoundTrip(r *http.Request) (*http.Response, error) {
	if m.answers(r.URL.Path) {
		return http.DefaultTransport.RoundTrip(r)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if strings.HasPrefix(r.URL.Path, "/chapter") {
		m.asked[r.URL.Path] = true
	}
	return nil, os.ErrDeadlineExceeded
}

// TestSilentHost leaves a host that answers for none of its pages after a few of them, and
// not one that answers for some.
func TestSilentHost(t *testing.T) {
	pages := map[string]string{}
	var links []string
	for i := range 40 {
		links = append(links, fmt.Sprintf("/chapter-%c%c", 'a'+i/4, 'a'+i%4))
		pages[links[i]] = htmlPage(links[i])
	}
	pages["/"] = htmlPage("Home", links...)
	s := newSite(t, pages)
	for _, test := range []struct {
		ending, cause string
		waited        int // pages
	}{
		{"none", "40 of 41 addresses could not be read", maxSilent},
		{"a", "30 of 41 addresses could not be read: 30 × no answer", 30},
	} {
		m := &mute{asked: map[string]bool{}, answers: func(path string) bool {
			return path == "/" || path == "/robots.txt" || strings.HasPrefix(path, "/chapter") && strings.HasSuffix(path, test.ending)
		}}
		b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}, AllowPrivate: true}
		rs, err := Run(context.Background(), openArchive(t), archive.Run{ID: "r"}, []Board{b}, Options{Backoff: time.Millisecond, Wire: m})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(m.asked); n != test.waited || rs[0].Complete || !strings.Contains(rs[0].Cause, test.cause) {
			t.Errorf("%d pages waited for, complete %v, cause %q", n, rs[0].Complete, rs[0].Cause)
		}
	}
}

// TestCookies carries cookies only for a board that asks for them.
func TestCookies(t *testing.T) {
	for _, asks := range []bool{true, false} {
		s := newSite(t, map[string]string{"/": htmlPage("Home", "/a"), "/a": htmlPage("A")})
		s.hook = func(w http.ResponseWriter, r *http.Request) bool {
			http.SetCookie(w, &http.Cookie{Name: "ticket", Value: "7"})
			return false
		}
		crawlSite(t, openArchive(t), "r", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}, Cookies: asks})
		want := ""
		if asks {
			want = "ticket=7"
		}
		if got := s.heads["/a"].Get("Cookie"); got != want {
			t.Errorf("cookies %v: sent %q, want %q", asks, got, want)
		}
	}
}

// TestNoProxy keeps a proxy of the environment out: it would connect to private
// addresses in our place.
func TestNoProxy(t *testing.T) {
	for _, private := range []bool{true, false} {
		wire := newWire(private)
		if wire.Proxy != nil {
			t.Errorf("private %v: a proxy may be used", private)
		}
	}
}

// TestRobotsOfADay asks for robots.txt once in a run, even one that was
// interrupted, but never relies on one that is a day old.
func TestRobotsOfADay(t *testing.T) {
	for _, test := range []struct {
		later time.Duration
		want  int
	}{{time.Hour, 1}, {25 * time.Hour, 2}} {
		s := newSite(t, map[string]string{"/": htmlPage("Home", "/a", "/b"), "/a": htmlPage("A"), "/b": htmlPage("B"), "/robots.txt": "User-agent: *\nDisallow: /x\n"})
		ctx, cancel := context.WithCancel(context.Background())
		fetched := 0
		s.hook = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/robots.txt" {
				fetched++
			} else if r.URL.Path == "/a" {
				cancel()
			}
			return false
		}
		at := time.Date(2026, 1, 1, 2, 0, 0, 0, time.UTC)
		ar := openArchive(t)
		run := archive.Run{ID: "20260101T020000Z", StartedAt: at}
		boards := []Board{{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}, AllowPrivate: true}}
		if _, err := Run(ctx, ar, run, boards, Options{Now: func() time.Time { return at }}); err == nil {
			t.Fatal("the run was not interrupted")
		}
		r, err := Run(context.Background(), ar, run, boards, Options{Now: func() time.Time { return at.Add(test.later) }})
		if err != nil || !r[0].Complete || fetched != test.want {
			t.Errorf("%v later: robots.txt asked for %d times, want %d; %v", test.later, fetched, test.want, err)
		}
	}
}
