package crawl

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"manualwatch/crawl/archive"
)

// A site is a web site in memory: pages by path and query.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string // "/a?b": HTML; "301 /b" redirects; "503" and the like answer so
	asked []string          // path and query, in order
	heads map[string]http.Header
	hook  func(w http.ResponseWriter, r *http.Request) bool // true: answered
}

func newSite(t *testing.T, pages map[string]string) *site {
	s := &site{pages: pages, heads: map[string]http.Header{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := r.URL.RequestURI()
	s.mu.Lock()
	s.asked = append(s.asked, key)
	s.heads[key] = r.Header.Clone()
	page, ok := s.pages[key]
	if !ok {
		page, ok = s.pages[r.URL.Path+"?*"]
		page = strings.ReplaceAll(page, "{N}", strconv.Itoa(len(s.asked)))
	}
	hook := s.hook
	s.mu.Unlock()
	if hook != nil && hook(w, r) {
		return
	}
	code, rest, _ := strings.Cut(page, " ")
	status, err := strconv.Atoi(code)
	switch {
	case !ok && s.pages["404"] != "":
		fmt.Fprint(w, s.pages["404"])
	case !ok:
		http.NotFound(w, r)
	case err == nil && rest != "":
		w.Header().Set("Location", rest)
		w.WriteHeader(status)
	case err == nil:
		w.WriteHeader(status)
	case strings.HasPrefix(page, "%PDF"):
		w.Header().Set("Content-Type", "application/pdf")
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(page))
	case strings.HasPrefix(page, "User-agent"):
		fmt.Fprint(w, page)
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Etag", fmt.Sprintf(`"%x"`, len(page)))
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(page))
	}
}

// taken returns what was asked for, sorted, without robots.txt, sitemap and the
// probe for missing pages.
func (s *site) taken() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.DeleteFunc(slices.Clone(s.asked), func(p string) bool {
		return p == "/robots.txt" || p == "/sitemap.xml" || strings.Contains(p, "manualwatch-")
	})
	s.asked = nil
	slices.Sort(out)
	return out
}

func openArchive(t testing.TB) *archive.Archive {
	t.Helper()
	ar, err := archive.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ar.Close() })
	return ar
}

func crawlSite(t testing.TB, ar *archive.Archive, id string, b Board) Result {
	t.Helper()
	return crawlNoting(t, ar, id, b, "")
}

// crawlNoting is crawlSite with a folder for notes.
func crawlNoting(t testing.TB, ar *archive.Archive, id string, b Board, notes string) Result {
	t.Helper()
	at := time.Date(2026, 1, 1, 2, 0, 0, 0, time.UTC)
	b.AllowPrivate = true
	rs, err := Run(context.Background(), ar, archive.Run{ID: id, StartedAt: at}, []Board{b}, Options{Now: func() time.Time { return at }, Backoff: time.Millisecond, Notes: notes})
	if err != nil {
		t.Fatal(err)
	}
	return rs[0]
}

func TestSecondNight(t *testing.T) {
	s := newSite(t, map[string]string{"/": htmlPage("Home", "/a", "/b"), "/a": htmlPage("A", "/c"), "/b": htmlPage("B"), "/c": htmlPage("C")})
	b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}}
	ar := openArchive(t)
	first := crawlSite(t, ar, "20260101T020000Z", b)
	for night := 2; night <= 9; night++ {
		r := crawlSite(t, ar, fmt.Sprintf("2026010%dT020000Z", night), b)
		want := 4
		if night == 8 {
			want = 0
		}
		if r.NotModified != want || !r.Complete || len(r.Captures) != len(first.Captures) {
			t.Errorf("night %d: %d not modified, want %d; %q", night, r.NotModified, want, r.Cause)
		}
		for i, c := range r.Captures {
			if c.SHA256 != first.Captures[i].SHA256 || c.Bytes == 0 || c.MediaType != "text/html" {
				t.Errorf("night %d: %+v", night, c)
			}
		}
	}
	if stats, err := ar.Verify(context.Background(), func(p archive.Problem) { t.Error(p) }); err != nil || stats.Runs != 9 {
		t.Error(stats, err)
	}
}

// TestBoardsOnOneHost lets three boards share a host: one polite stream, and no
// address asked for twice.
func TestBoardsOnOneHost(t *testing.T) {
	s := newSite(t, map[string]string{
		"/one/": htmlPage("One", "/one/a", "/files/shared.pdf"), "/two/": htmlPage("Two", "/two/a", "/files/shared.pdf"), "/three/": htmlPage("Three", "/files/shared.pdf"),
		"/one/a": htmlPage("A"), "/two/a": htmlPage("A"), "/files/shared.pdf": "%PDF-1.4",
	})
	var mu sync.Mutex
	var starts []time.Time
	inside, most := 0, 0
	s.hook = func(http.ResponseWriter, *http.Request) bool {
		mu.Lock()
		starts = append(starts, time.Now())
		inside++
		most = max(most, inside)
		mu.Unlock()
		time.Sleep(3 * time.Millisecond)
		mu.Lock()
		inside--
		mu.Unlock()
		return false
	}
	var boards []Board
	for _, name := range []string{"one", "two", "three"} {
		boards = append(boards, Board{ID: name, Platform: "trix-static", Start: []string{s.URL + "/" + name + "/"}, Amendments: []string{}, AllowPrivate: true, Delay: Duration(20 * time.Millisecond)})
	}
	rs, err := Run(context.Background(), openArchive(t), archive.Run{ID: "r"}, boards, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rs {
		if r.BoardID != boards[i].ID || !r.Complete || !slices.ContainsFunc(r.Captures, func(c archive.Capture) bool { return strings.HasSuffix(c.URL, ".pdf") && c.OK() }) {
			t.Errorf("%s: %q, %d captures", r.BoardID, r.Cause, len(r.Captures))
		}
	}
	if got := s.taken(); !slices.Equal(got, slices.Compact(slices.Clone(got))) {
		t.Errorf("asked for %v", got)
	}
	if most > 1 {
		t.Errorf("%d requests at a time", most)
	}
	if span, least := starts[len(starts)-1].Sub(starts[0]), time.Duration(len(starts)-1)*19*time.Millisecond; span < least {
		t.Errorf("%d requests in %v, want at least %v", len(starts), span, least)
	}
}

// TestCrawlDelay keeps the delay that robots.txt asks for, beginning with the
// request after robots.txt itself.
func TestCrawlDelay(t *testing.T) {
	s := newSite(t, map[string]string{"/robots.txt": "User-agent: *\nCrawl-delay: 0.1\n", "/": htmlPage("Home")})
	var mu sync.Mutex
	var starts []time.Time
	s.hook = func(http.ResponseWriter, *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		starts = append(starts, time.Now())
		return false
	}
	begin := time.Now() // a busy machine may see the first request late, but none early
	crawlSite(t, openArchive(t), "r", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}})
	if span, least := starts[len(starts)-1].Sub(begin), time.Duration(len(starts)-1)*100*time.Millisecond; len(starts) < 3 || span < least {
		t.Errorf("%d requests in %v, want at least %v", len(starts), span, least)
	}
}

// TestRefusedPage tells a page that was content and is now refused, which was not
// observed, from one that is gone, which was.
func TestRefusedPage(t *testing.T) {
	s := newSite(t, map[string]string{"/": htmlPage("Home", "/a", "/b", "/never"), "/a": htmlPage("A"), "/b": htmlPage("B"), "/never": "403"})
	b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}}
	ar := openArchive(t)
	for i, night := range []struct{ a, b, cause string }{
		{"", "", ""}, {"", "404", ""}, {"403", "404", "1 of 4 addresses could not be read: 1 × HTTP 403 Forbidden"}, {"302 https://elsewhere.example/", "404", "1 of 4 addresses could not be read: 1 × redirect to elsewhere.example, a host that the register does not name"},
	} {
		if night.a != "" {
			s.pages["/a"] = night.a
		}
		if night.b != "" {
			s.pages["/b"] = night.b
		}
		if r := crawlSite(t, ar, fmt.Sprintf("2026010%dT020000Z", i+1), b); r.Cause != night.cause {
			t.Errorf("night %d: cause %q, want %q", i+1, r.Cause, night.cause)
		}
	}
}

func TestNotContent(t *testing.T) {
	menu := strings.Repeat(`<li><a href="/">Menu entry of the site</a></li>`, 30)
	tests := []struct{ name, page, want string }{
		{"soft 404 by words", htmlPage("Page not found"), "soft 404"},
		{"soft 404 of this site", strings.ReplaceAll(htmlPage("Our site", "/"), "Words", "The thing you want is at 12345, words"), "soft 404"},
		{"login", `<title>Log in</title><h1>Please sign in</h1><form><input type=password></form>`, "login page"},
		{"a forgotten password", `<title>Board | I forgot my password</title><h1>I forgot my password</h1><form><input name=user></form><form>Log in<input type=password></form>`, "password form"},
		{"a forgotten password, by the title", `<title>Board – Reset your password</title><form><input type=password></form>`, "password form"},
		{"a wall that also helps", `<title>Log in</title><h1>Log in</h1><form><input type=password></form><a href="/forgot">Forgot your password?</a>`, "login page"},
		{"maintenance", `<title>Manual</title><h1>The site is down for maintenance</h1>` + menu, "maintenance page"},
		{"browser check under another title", `<title>One more step</title><h2>Please complete the security check to access this site</h2>`, "browser check"},
		{"maintenance under the site's title", `<title>Board</title><p>Our website is undergoing essential maintenance.</p>`, "maintenance page"},
		{"a site builder's error", `<title>WordPress &rsaquo; Error</title><p>There has been a critical error on this website.</p>`, "error page"},
		{"a proxy's error", `<title>manual.example | 522: Connection timed out</title><h1><span>Connection timed out</span><span>Error code 522</span></h1><h2>What happened?</h2><p>The initial connection between the proxy and the origin web server timed out.</p>`, "error page"},
		{"a proxy's question", `<title>Robot Challenge Screen</title><h1>Checking the site connection security</h1>`, "browser check"},
		{"a firewall's refusal", `<html><head></head><body><iframe>Request unsuccessful. Incapsula incident ID: 12-34</iframe></body></html>`, "browser check"},
		{"for others only", `<title>Not available</title><h1>Not available in your region</h1><p>This website cannot be viewed from there.</p>`, "browser check"},
		{"an upgrade", `<title>Manual</title><h1>We are upgrading</h1><p>This site is being upgraded. Thank you for your patience.</p>`, "maintenance page"},
		{"an account that was not paid", `<title>Account Suspended</title><p>This Account has been suspended.</p>`, "error page"},
		{"a server without a site", `<title>Apache2 Ubuntu Default Page: It works</title><p>It works!</p>`, "error page"},
		{"a folder", `<title>Index of /</title><h1>Index of /</h1><ul><li><a href="b/">b/</a></li></ul>`, "error page"},
		{"a chapter on an upgrade", htmlPage("Records") + strings.Repeat("<p>Where the site is being upgraded, records must be kept on paper.</p>", 40), ""},
		{"an apology", `<title>Board</title><h1>Sorry</h1><p>The document you requested is not available right now.</p>`, "maintenance page"},
		{"a notice before a file", `<title>Library</title><h1>Your download will start shortly</h1><p>If it does not start, click here.</p>`, "maintenance page"},
		{"a chapter on errors", htmlPage("Error reporting") + strings.Repeat("<p>There has been a critical error on this website of the health trust, which must be reported.</p>", 40), ""},
		{"a short chapter", htmlPage("Neglect") + menu + `<p>This content has been removed while the service is under essential maintenance.</p>`, ""},
		{"browser check", `<title>Just a moment...</title><p>Checking</p>`, "browser check"},
		{"a chapter on passwords", htmlPage("Passwords and signing in"), ""},
		{"a long chapter", htmlPage("Maintenance") + strings.Repeat("<p>Scheduled maintenance of play areas must be recorded.</p>", 100), ""},
	}
	for _, test := range tests {
		s := newSite(t, map[string]string{"/": htmlPage("Home", "/a"), "/a": test.page, "404": strings.ReplaceAll(htmlPage("Our site", "/"), "Words", "The thing you want is at 99, words")})
		r := crawlSite(t, openArchive(t), "20260101T020000Z", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}})
		i := slices.IndexFunc(r.Captures, func(c archive.Capture) bool { return strings.HasSuffix(c.URL, "/a") })
		c := r.Captures[i]
		if !strings.HasPrefix(c.Error, test.want) || test.want == "" && c.Error != "" || c.SHA256 == "" {
			t.Errorf("%s: error %q, want %q", test.name, c.Error, test.want)
		}
	}
}

// TestForgottenPassword: the page for those who forgot their password, to which each page leads, is
// no part of the manual, which is observed whole; a chapter in whose place it stands was not observed.
func TestForgottenPassword(t *testing.T) {
	const form = `<html><title>I forgot my password</title><h1>I forgot my password</h1><form><input name=user></form><form>Log in<input type=password></form></html>`
	page := htmlPage("A") + `<p><a href="/m/forgot">I forgot my password</a></p>`
	s := newSite(t, map[string]string{"/m/": htmlPage("Contents", "/m/a", "/m/b", "/m/c", "/m/forgot"), "/m/a": page, "/m/b": page + "<p>B</p>", "/m/c": page + "<p>C</p>", "/m/forgot": form})
	ar, b := openArchive(t), Board{ID: "one", Platform: "generic", Start: []string{s.URL + "/m/"}}
	if r := crawlSite(t, ar, "20260101T020000Z", b); !r.Complete || r.Cause != "" {
		t.Errorf("complete %t, cause %q", r.Complete, r.Cause)
	}
	s.pages["/m/b"] = form
	if r := crawlSite(t, ar, "20260102T020000Z", b); r.Complete || !strings.Contains(r.Cause, passwordForm) {
		t.Errorf("in place of a chapter: complete %t, cause %q", r.Complete, r.Cause)
	}
}

// TestBodies sends bodies that cannot be trusted.
func TestBodies(t *testing.T) {
	bomb := gzipped(bytes.Repeat([]byte("a"), 8<<20))
	tests := []struct {
		name string
		hook func(w http.ResponseWriter)
		want string
	}{
		{"too large when decoded", func(w http.ResponseWriter) { w.Header().Set("Content-Encoding", "gzip"); w.Write(bomb) }, "body larger than the limit of 1048576 bytes"},
		{"too large by its own word", func(w http.ResponseWriter) { w.Header().Set("Content-Length", "99999999") }, "larger than the limit of 1048576 bytes"},
		{"cut gzip", func(w http.ResponseWriter) { w.Header().Set("Content-Encoding", "gzip"); w.Write(bomb[:len(bomb)/8]) }, "body ended early"},
		{"shorter than it says", func(w http.ResponseWriter) { w.Header().Set("Content-Length", "100"); w.Write([]byte("<html>")) }, "body ended early"},
		{"empty", func(w http.ResponseWriter) {}, "body cannot be read: empty body"},
		{"unknown coding", func(w http.ResponseWriter) { w.Header().Set("Content-Encoding", "rot13"); w.Write([]byte("x")) }, `unknown content coding: "rot13"`},
		{"server error", func(w http.ResponseWriter) { w.WriteHeader(500) }, "HTTP 500 Internal Server Error"},
	}
	for _, test := range tests {
		s := newSite(t, map[string]string{"/": htmlPage("Home", "/a", "/b"), "/b": htmlPage("B")})
		s.hook = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/a" {
				test.hook(w)
			}
			return r.URL.Path == "/a"
		}
		r := crawlSite(t, openArchive(t), "20260101T020000Z", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}, MaxBytes: 1 << 20})
		c := r.Captures[1]
		if c.Error != test.want || c.SHA256 != "" || r.Complete || !strings.Contains(r.Cause, "1 of 3 addresses could not be read: 1 × "+test.want) || !r.Captures[2].OK() {
			t.Errorf("%s: %+v, cause %q", test.name, c, r.Cause)
		}
	}
}
