package crawl

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/crawl/archive"
)

// captured returns the paths of a result's content.
func captured(r Result) []string {
	var out []string
	for _, c := range r.Captures {
		if c.OK() {
			out = append(out, pathQuery(c.URL))
		}
	}
	return out
}

// TestLetterCase has two chapters whose addresses differ in letter case alone:
// where the server tells them apart, both belong to the manual.
func TestLetterCase(t *testing.T) {
	s := newSite(t, map[string]string{
		"/":                      htmlPage("Contents", "/Chapters/Neglect.html", "/chapters/neglect.html", "/chapters/a.html"),
		"/Chapters/Neglect.html": htmlPage("Neglect"), "/chapters/neglect.html": htmlPage("Neglect: guidance"),
		"/chapters/a.html": htmlPage("A", "/Chapters/B.html"), "/Chapters/B.html": htmlPage("B", "/chapters/b.html"), "/chapters/b.html": htmlPage("Another"),
	})
	b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}}
	ar := openArchive(t)
	want := []string{"/", "/Chapters/B.html", "/Chapters/Neglect.html", "/chapters/a.html", "/chapters/b.html", "/chapters/neglect.html"}
	for night := 1; night <= 2; night++ {
		r := crawlSite(t, ar, fmt.Sprintf("2026010%dT020000Z", night), b)
		if d := cmp.Diff(want, captured(r)); d != "" || len(r.Aliases) > 0 {
			t.Errorf("night %d (-want +got):\n%s\naliases %v", night, d, r.Aliases)
		}
		if d := cmp.Diff(want, s.taken()); d != "" {
			t.Errorf("night %d: asked for (-want +got):\n%s", night, d)
		}
	}
}

// TestNoLetterCase has a server that takes no notice of letter case: a page counts
// once, whatever is printed on it by the clock, and soon the server is believed.
func TestNoLetterCase(t *testing.T) {
	pages := map[string]string{}
	var links, others []string
	for i := range 20 {
		links = append(links, fmt.Sprintf("/chapters/c%d.aspx", i))
		others = append(others, fmt.Sprintf("/Chapters/C%d.aspx", i))
	}
	pages["/"] = htmlPage("Contents", append([]string{"/CHAPTERS/c3.aspx"}, links...)...)
	s := newSite(t, pages)
	visits := 0
	s.hook = func(w http.ResponseWriter, r *http.Request) bool {
		path := strings.ToLower(r.URL.Path)
		if !slices.Contains(links, path) {
			return false
		}
		s.mu.Lock()
		visits++
		fmt.Fprintf(w, "%s<p>Visitor %d</p>", htmlPage("Page "+path, others...), visits)
		s.mu.Unlock()
		return true
	}
	ar := openArchive(t)
	r := crawlSite(t, ar, "20260101T020000Z", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}})
	if got := captured(r); len(got) != 21 || !slices.Contains(got, "/CHAPTERS/c3.aspx") {
		t.Errorf("captured %v", got)
	}
	if got := s.taken(); len(got) > 21+3 {
		t.Errorf("asked for %v", got)
	}
	if len(r.Aliases) != 21 || r.Aliases[s.URL+"/Chapters/C7.aspx"] != s.URL+"/chapters/c7.aspx" || !r.Complete || len(r.Findings) > 0 {
		t.Errorf("aliases %v, cause %q, findings %v", r.Aliases, r.Cause, r.Findings)
	}
	again, err := Replay(ar, archive.Run{ID: "20260101T020000Z"}, []Board{{ID: "one"}})
	if err != nil || cmp.Diff(r.Captures, again[0].Captures) != "" || again[0].Requests != r.Requests {
		t.Errorf("replayed: %d captures, %d requests, want %d and %d; %v", len(again[0].Captures), again[0].Requests, len(r.Captures), r.Requests, err)
	}
}

// TestTwoIndexFiles has a splash page and a contents page in one folder.
func TestTwoIndexFiles(t *testing.T) {
	s := newSite(t, map[string]string{
		"/m/default.html": htmlPage("Welcome", "/m/index.html", "/m/"), "/m/index.html": htmlPage("Contents", "/m/a.html"), "/m/a.html": htmlPage("A"),
	})
	r := crawlSite(t, openArchive(t), "20260101T020000Z", Board{ID: "one", Platform: "trix-static", Start: []string{s.URL + "/m/default.html"}, Amendments: []string{}})
	if d := cmp.Diff([]string{"/m/a.html", "/m/default.html", "/m/index.html"}, captured(r)); d != "" {
		t.Errorf("captured (-want +got):\n%s", d)
	}
}

// TestCharsetOfUnchanged keeps the charset that only the header of the full
// answer named, on nights that bring a 304 without it.
func TestCharsetOfUnchanged(t *testing.T) {
	s := newSite(t, map[string]string{"/": htmlPage("Home", "/a")})
	s.hook = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/a" {
			return false
		}
		w.Header().Set("Etag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return true
		}
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-2")
		fmt.Fprint(w, htmlPage("\xb1"))
		return true
	}
	ar := openArchive(t)
	for night := 1; night <= 3; night++ {
		r := crawlSite(t, ar, fmt.Sprintf("2026010%dT020000Z", night), Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}})
		if c := r.Captures[1]; c.NotModified != (night > 1) || c.Header["Content-Type"] != "text/html; charset=iso-8859-2" || c.MediaType != "text/html" {
			t.Errorf("night %d: %+v", night, c)
		}
	}
}
