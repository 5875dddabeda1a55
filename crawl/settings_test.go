package crawl

import (
	"context"
	"fmt"
	"net/http"
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
