package crawl

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
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
	sections int      // of a chapter, each of some 170 bytes
	seen     sync.Map // addresses asked for since the last look at /-/counts
	siteCounts
}

// siteCounts are requests, those for an address that was asked for before, and
// full answers.
type siteCounts struct{ requests, twice, full atomic.Int64 }

func (s *bigSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/-/counts" {
		fmt.Fprintln(w, s.requests.Swap(0), s.twice.Swap(0), s.full.Swap(0))
		s.seen.Clear()
		return
	}
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

// serveAsChild serves a large site until its standard input ends.
func serveAsChild(size int) {
	sections, _ := strconv.Atoi(os.Getenv("CRAWL_CHILD_SECTIONS"))
	server := httptest.NewServer(&bigSite{size: size, sections: sections})
	fmt.Println(server.URL)
	io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}

// startBigSite serves a large site from a process of its own.
func startBigSite(t testing.TB, size, sections int) (address string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), fmt.Sprint("CRAWL_CHILD_PAGES=", size), fmt.Sprint("CRAWL_CHILD_SECTIONS=", sections))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("the server did not start: ", err)
	}
	return strings.TrimSpace(line)
}

// counts returns what the server counted since the last call.
func counts(t testing.TB, address string) (requests, twice, full int) {
	t.Helper()
	resp, err := http.Get(address + "/-/counts")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := fmt.Fscan(resp.Body, &requests, &twice, &full); err != nil {
		t.Fatal(err)
	}
	return requests, twice, full
}

func (s *bigSite) chapter(b *bytes.Buffer, n int) {
	fmt.Fprintf(b, "<!doctype html><title>Chapter %d</title><div id=nav><ul>", n)
	for i := range 60 {
		fmt.Fprintf(b, "<li><a href=\"/chapter/%d\">Chapter %d</a></li>", (n+i)%s.size, (n+i)%s.size)
	}
	fmt.Fprintf(b, "</ul></div><div id=content><h1>Chapter %d</h1>", n)
	for i := range s.sections {
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
	address := startBigSite(t, size, shortChapter)
	ar, notes := openArchive(t), t.TempDir()
	b := bigBoard(address)
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
		begin, cpu := time.Now(), cpuTime()
		r := crawlNoting(t, ar, fmt.Sprintf("2026010%dT020000Z", night), b, notes)
		took, spent := time.Since(begin).Round(time.Millisecond), cpuTime()-cpu
		_, twice, full := counts(t, address)
		t.Logf("night %d: %d requests, %d full answers, %v, %v of CPU, peak memory %d MB", night, r.Requests, full, took, spent, peakMemory()>>20)
		if !r.Complete || len(r.Captures) != size+1 || twice > 0 || night == 2 && full > 0 {
			t.Errorf("%d captures, cause %q, %d addresses asked for twice, %d full answers", len(r.Captures), r.Cause, twice, full)
		}
	}
	close(stop)
	if n := most.Load(); n > 60 {
		t.Errorf("%d goroutines at a time", n)
	}
	if peak := peakMemory(); size >= 20000 && peak > 150<<20 {
		t.Errorf("peak memory %d bytes", peak)
	}
}

// peakMemory is the most memory that the process ever had, in bytes; 0 where the
// system does not tell.
func peakMemory() int64 {
	b, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(b)) {
		if v, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, _ := strconv.ParseInt(strings.Fields(v)[0], 10, 64)
			return kb << 10
		}
	}
	return 0
}

// cpuTime is the CPU time of the process, the kernel's work for it included.
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

// benchmarkPages is enough for what a night costs once to be little.
const benchmarkPages = 2000

// The lengths of chapters that are measured, in sections: pages of 9 kB with hardly
// more text than links, and of 42 kB, as real chapters are.
const shortChapter, longChapter = 40, 250

// benchmarkLengths runs a benchmark for both lengths of chapters.
func benchmarkLengths(b *testing.B, f func(b *testing.B, address string)) {
	b.Run("short", func(b *testing.B) { f(b, startBigSite(b, benchmarkPages, shortChapter)) })
	b.Run("long", func(b *testing.B) { f(b, startBigSite(b, benchmarkPages, longChapter)) })
}

// BenchmarkCrawl and BenchmarkPlainLoop fetch the same pages from a server in
// another process: ours with archive, robots.txt, judging and link discovery, and
// a bare loop of GET, parse, and selection of links. BenchmarkNothingNew is a
// night on which every page answers 304. The archive's disk is that of the
// system's temporary folder: set TMPDIR to a folder in memory to leave it out.
func BenchmarkCrawl(b *testing.B) {
	benchmarkLengths(b, func(b *testing.B, address string) {
		cpu := cpuTime()
		for b.Loop() {
			b.SetBytes(crawlNoting(b, openArchive(b), "20260101T020000Z", bigBoard(address), b.TempDir()).Bytes)
		}
		reportCPU(b, cpu)
	})
}

func BenchmarkNothingNew(b *testing.B) {
	benchmarkLengths(b, func(b *testing.B, address string) {
		ar, notes, n := openArchive(b), b.TempDir(), 0
		night := func() { crawlNoting(b, ar, fmt.Sprint("run-", n), bigBoard(address), notes); n++ }
		night()
		cpu := cpuTime()
		for b.Loop() {
			if n%fullEvery == 0 {
				b.StopTimer() // the seventh night asks for everything
				skipped := cpuTime()
				night()
				cpu += cpuTime() - skipped
				b.StartTimer()
			}
			night()
		}
		reportCPU(b, cpu)
	})
}

func bigBoard(address string) Board {
	return Board{ID: "one", Platform: "trix-online", Start: []string{address + "/"}, Amendments: []string{}}
}

func BenchmarkPlainLoop(b *testing.B) { benchmarkLengths(b, plainLoop) }

func plainLoop(b *testing.B, address string) {
	links := cascadia.MustCompile("a[href]")
	cpu := cpuTime()
	for b.Loop() {
		n := 0
		for i := range benchmarkPages {
			resp, err := http.Get(fmt.Sprintf("%s/chapter/%d", address, i))
			if err != nil {
				b.Fatal(err)
			}
			doc, err := nethtml.Parse(resp.Body)
			resp.Body.Close()
			if err != nil {
				b.Fatal(err)
			}
			n += len(cascadia.QueryAll(doc, links))
		}
		if n == 0 {
			b.Fatal("no links")
		}
	}
	reportCPU(b, cpu)
}

// reportCPU gives the CPU time of a page.
func reportCPU(b *testing.B, since time.Duration) {
	b.ReportMetric(float64(cpuTime()-since)/float64(time.Microsecond)/float64(b.N*benchmarkPages), "µs-CPU/page")
}
