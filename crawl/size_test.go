package crawl

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	nethtml "golang.org/x/net/html"
)

// A bigSite serves size chapters, listed on one contents page, each with menus
// and some kilobytes of text.
type bigSite struct {
	size     int
	requests atomic.Int64
	twice    atomic.Int64
	full     atomic.Int64
	seen     sync.Map
}

func (s *bigSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.requests.Add(1)
	if _, loaded := s.seen.LoadOrStore(r.URL.RequestURI(), true); loaded {
		s.twice.Add(1)
	}
	etag := `"` + r.URL.Path + `"`
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	var b bytes.Buffer
	switch n, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/chapter/")); {
	case r.URL.Path == "/":
		b.WriteString("<!doctype html><title>Contents</title><h1>Contents</h1><div id=content><ul>")
		for i := range s.size {
			fmt.Fprintf(&b, "<li><a href=/chapter/%d>%d Chapter</a>", i, i)
		}
	case err == nil:
		s.chapter(&b, n)
	default:
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Etag", etag)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	s.full.Add(1)
	w.Write(b.Bytes())
}

func (s *bigSite) chapter(b *bytes.Buffer, n int) {
	fmt.Fprintf(b, "<!doctype html><title>Chapter %d</title><div id=nav><ul>", n)
	for i := range 60 {
		fmt.Fprintf(b, "<li><a href=\"/chapter/%d\">Chapter %d</a></li>", (n+i)%s.size, (n+i)%s.size)
	}
	fmt.Fprintf(b, "</ul></div><div id=content><h1>Chapter %d</h1>", n)
	for i := range 40 {
		fmt.Fprintf(b, "<h2 id=s%d>%d. Heading</h2><p>Practitioners must share the information of case %d within %d working days, as <a href=\"#s%d\">section %d</a> says.</p>", i, i, n*i, i, i, i)
	}
	b.WriteString("</div>")
}

// TestSizeOfNight crawls a large site: nothing is asked for twice, and neither
// memory nor goroutines grow with it. CRAWL_PAGES=20000 runs it at full size.
func TestSizeOfNight(t *testing.T) {
	size := 500
	if n, err := strconv.Atoi(os.Getenv("CRAWL_PAGES")); err == nil {
		size = n
	}
	s := &bigSite{size: size}
	server := httptest.NewServer(s)
	defer server.Close()
	ar := openArchive(t)
	b := Board{ID: "one", Platform: "trix-online", Start: []string{server.URL + "/"}, Amendments: []string{}}
	var most atomic.Int64
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				most.Store(max(most.Load(), int64(runtime.NumGoroutine())))
			}
		}
	}()
	for night := 1; night <= 2; night++ {
		before := s.full.Load()
		s.seen.Clear()
		begin, cpu := time.Now(), cpuTime()
		r := crawlSite(t, ar, fmt.Sprintf("2026010%dT020000Z", night), b)
		t.Logf("night %d: %d requests, %d full answers, %v, %v of CPU, peak memory %s", night, r.Requests, s.full.Load()-before, time.Since(begin).Round(time.Millisecond), cpuTime()-cpu, peakMemory())
		if !r.Complete || len(r.Captures) != size+1 {
			t.Errorf("%d captures, cause %q", len(r.Captures), r.Cause)
		}
	}
	close(stop)
	if n := s.twice.Load(); n > 0 {
		t.Errorf("%d addresses asked for twice", n)
	}
	if n := most.Load(); n > 60 {
		t.Errorf("%d goroutines at a time", n)
	}
}

func peakMemory() string {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(b)) {
		if v, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strings.TrimSpace(v)
		}
	}
	return "unknown"
}

// cpuTime is the CPU time of the process, server included.
func cpuTime() time.Duration {
	b, err := os.ReadFile("/proc/self/stat")
	f := strings.Fields(string(b))
	if err != nil || len(f) < 15 {
		return 0
	}
	user, _ := strconv.Atoi(f[13])
	system, _ := strconv.Atoi(f[14])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// BenchmarkCrawl and BenchmarkPlainLoop fetch the same pages: ours with archive,
// robots.txt, judging and link discovery, and a bare loop of GET, parse, and
// selection of links.
func BenchmarkCrawl(b *testing.B) {
	s := &bigSite{size: 2000}
	server := httptest.NewServer(s)
	defer server.Close()
	board := Board{ID: "one", Platform: "trix-online", Start: []string{server.URL + "/"}, Amendments: []string{}}
	var n int64
	cpu := cpuTime()
	defer func() { reportCPU(b, cpu, s.size) }()
	for b.Loop() {
		r := crawlSite(b, openArchive(b), "20260101T020000Z", board)
		n = r.Bytes
	}
	b.SetBytes(n)
}

func BenchmarkPlainLoop(b *testing.B) {
	s := &bigSite{size: 2000}
	server := httptest.NewServer(s)
	defer server.Close()
	links := cascadia.MustCompile("a[href]")
	var n int64
	cpu := cpuTime()
	defer func() { reportCPU(b, cpu, s.size) }()
	for b.Loop() {
		n = 0
		for i := range s.size {
			resp, err := http.Get(fmt.Sprintf("%s/chapter/%d", server.URL, i))
			if err != nil {
				b.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if err != nil {
				b.Fatal(err)
			}
			doc, err := nethtml.Parse(bytes.NewReader(body))
			if err != nil {
				b.Fatal(err)
			}
			for _, a := range cascadia.QueryAll(doc, links) {
				_ = attr(a, "href")
			}
			n += int64(len(body))
		}
	}
	b.SetBytes(n)
}

// reportCPU gives the CPU time of a page, the server's part included.
func reportCPU(b *testing.B, since time.Duration, pages int) {
	b.ReportMetric(float64(cpuTime()-since)/float64(time.Microsecond)/float64(b.N*pages), "µs-CPU/page")
}
