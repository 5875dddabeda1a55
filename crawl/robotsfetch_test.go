package crawl

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"manualwatch/crawl/archive"
)

// TestRobotsAnswers fetches robots.txt in all the ways that servers answer.
func TestRobotsAnswers(t *testing.T) {
	long := "User-agent: *\nDisallow: /b\n" + strings.Repeat("# nothing\n", 60000) + "Disallow: /\n"
	other := newSite(t, map[string]string{"/rules": "User-agent: *\nDisallow: /b"})
	tests := []struct {
		name   string
		answer func(w http.ResponseWriter)
		want   []string // taken
	}{
		{"empty", func(w http.ResponseWriter) {}, []string{"/", "/a", "/b"}},
		{"not there", func(w http.ResponseWriter) { w.WriteHeader(404) }, []string{"/", "/a", "/b"}},
		{"not for us", func(w http.ResponseWriter) { w.WriteHeader(403) }, []string{"/", "/a", "/b"}},
		{"broken", func(w http.ResponseWriter) { w.WriteHeader(500) }, nil},
		{"busy", func(w http.ResponseWriter) { w.WriteHeader(429) }, nil},
		{"longer than anybody reads", func(w http.ResponseWriter) { fmt.Fprint(w, long) }, []string{"/", "/a"}},
		{"without end", func(w http.ResponseWriter) {
			for range 20 {
				fmt.Fprint(w, long)
			}
		}, []string{"/", "/a"}},
		{"on another host", func(w http.ResponseWriter) { w.Header().Set("Location", other.URL+"/rules"); w.WriteHeader(301) }, []string{"/", "/a"}},
		{"round and round", func(w http.ResponseWriter) { w.Header().Set("Location", "/robots2.txt"); w.WriteHeader(302) }, []string{"/", "/a", "/b"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t, map[string]string{"/": htmlPage("Home", "/a", "/b"), "/a": htmlPage("A"), "/b": htmlPage("B"), "/robots2.txt": "302 /robots3.txt", "/robots3.txt": "302 /robots2.txt"})
			s.hook = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/robots.txt" {
					test.answer(w)
				}
				return r.URL.Path == "/robots.txt"
			}
			crawlSite(t, openArchive(t), "r", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}})
			got := slices.DeleteFunc(s.taken(), func(p string) bool { return strings.HasPrefix(p, "/robots") })
			if !slices.Equal(got, test.want) {
				t.Errorf("asked for %v, want %v", got, test.want)
			}
		})
	}
}

// TestRobotsOnceADay asks for robots.txt once in a day, whatever runs there are and
// of which boards, and on every night although nights begin a little early or late.
func TestRobotsOnceADay(t *testing.T) {
	s := newSite(t, map[string]string{"/robots.txt": "User-agent: *\nDisallow: /private", "/": htmlPage("Home", "/a"), "/a": htmlPage("A")})
	asked := 0
	s.hook = func(_ http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/robots.txt" {
			asked++
		}
		return false
	}
	ar := openArchive(t)
	first := time.Date(2026, 1, 1, 2, 0, 0, 0, time.UTC)
	for i, night := range []struct {
		board string
		after time.Duration
		want  int
	}{{"one", 0, 1}, {"one", 10 * time.Minute, 0}, {"two", 8 * time.Hour, 0}, {"one", 24*time.Hour - 20*time.Minute, 1}, {"two", 25 * time.Hour, 0}, {"one", 48 * time.Hour, 1}} {
		asked = 0
		at := first.Add(night.after)
		b := Board{ID: night.board, Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}, AllowPrivate: true}
		run := archive.Run{ID: fmt.Sprint("run-", i), StartedAt: at}
		if _, err := Run(context.Background(), ar, run, []Board{b}, Options{Now: func() time.Time { return at }, Backoff: time.Millisecond}); err != nil {
			t.Fatal(err)
		}
		if asked != night.want {
			t.Errorf("run %d, %v after the first: robots.txt was asked for %d times, want %d", i, night.after, asked, night.want)
		}
	}
}
