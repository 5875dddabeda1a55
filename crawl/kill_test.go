package crawl

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/crawl/archive"
)

// TestMain lets the test binary crawl on its own, so that TestKilled has a
// process to kill, and serve a large site, so that memory and CPU of a crawl can
// be told from the server's.
func TestMain(m *testing.M) {
	if dir := os.Getenv("CRAWL_CHILD_ARCHIVE"); dir != "" {
		if err := crawlAsChild(dir, os.Getenv("CRAWL_CHILD_START")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if n, err := strconv.Atoi(os.Getenv("CRAWL_CHILD_PAGES")); err == nil {
		serveAsChild(n)
	}
	os.Exit(m.Run())
}

func crawlAsChild(dir, start string) error {
	ar, err := archive.Open(dir)
	if err != nil {
		return err
	}
	at := time.Date(2026, 1, 1, 2, 0, 0, 0, time.UTC)
	b := Board{ID: "one", Platform: "trix-online", Start: []string{start}, Amendments: []string{}, AllowPrivate: true}
	_, err = Run(context.Background(), ar, archive.Run{ID: "20260101T020000Z", StartedAt: at, Boards: []string{"one"}}, []Board{b},
		Options{Now: func() time.Time { return at }, Backoff: time.Millisecond})
	return err
}

// TestKilled kills the crawl at random moments until it gets through: nothing
// that was finished is asked for again, the archive is whole, and what it says is
// what an undisturbed run says.
func TestKilled(t *testing.T) {
	const size = 120
	pages := map[string]string{"/robots.txt": "User-agent: *\nDisallow: /private/\n", "/private/x": htmlPage("Private")}
	links := []string{"/old", "/missing", "/private/x"}
	for i := range size {
		links = append(links, fmt.Sprintf("/chapter/%d", i))
		pages[fmt.Sprintf("/chapter/%d", i)] = htmlPage(fmt.Sprint("Chapter ", i), fmt.Sprintf("/file/%d.pdf", i))
		pages[fmt.Sprintf("/file/%d.pdf", i)] = fmt.Sprint("%PDF-1.4 ", i)
	}
	pages["/"], pages["/old"] = htmlPage("Home", links...), "301 /chapter/3"
	s := newSite(t, pages)
	asked := make(chan struct{}, 1000)
	s.hook = func(http.ResponseWriter, *http.Request) bool {
		asked <- struct{}{}
		time.Sleep(time.Millisecond)
		return false
	}

	undisturbed := openArchive(t)
	at := time.Date(2026, 1, 1, 2, 0, 0, 0, time.UTC)
	b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}, AllowPrivate: true}
	run := archive.Run{ID: "20260101T020000Z", StartedAt: at, Boards: []string{"one"}}
	opt := Options{Now: func() time.Time { return at }, Backoff: time.Millisecond}
	want, err := Run(context.Background(), undisturbed, run, []Board{b}, opt)
	if err != nil {
		t.Fatal(err)
	}
	once := len(s.taken())
	for len(asked) > 0 {
		<-asked
	}

	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	kills := 0
	for ; kills < 200; kills++ {
		done := runAndKill(t, dir, s.URL+"/", asked, random.IntN(9), time.Duration(random.IntN(4000))*time.Microsecond)
		verifyArchive(t, dir)
		if done {
			break
		}
	}
	if extra := len(s.taken()) - once; extra > kills {
		t.Errorf("%d requests more than an undisturbed run, after %d kills", extra, kills)
	}
	ar, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ar.Captures(run.ID, "one")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want[0].Captures, got); d != "" {
		t.Errorf("captures differ from an undisturbed run (-want +got):\n%.3000s", d)
	}
	o, err := ar.Outcome(run.ID, "one")
	if err != nil || o.Requests != want[0].Requests || o.Bytes != want[0].Bytes || o.Failed != want[0].Failed {
		t.Errorf("outcome %+v, want %d requests, %d bytes, %d failed; %v", o, want[0].Requests, want[0].Bytes, want[0].Failed, err)
	}
	t.Logf("%d kills, %d captures", kills, len(got))
}

// runAndKill starts the crawl in a process of its own and kills it d after its
// n-th request, so that machines of any speed get on with it. It reports whether
// the crawl was done before.
func runAndKill(t *testing.T, dir, start string, asked <-chan struct{}, n int, d time.Duration) bool {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), "CRAWL_CHILD_ARCHIVE="+dir, "CRAWL_CHILD_START="+start)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for range n {
			select {
			case <-asked:
			case <-ended:
				return
			}
		}
		time.Sleep(d)
		cmd.Process.Kill()
	}()
	err = cmd.Wait()
	close(ended)
	<-stopped
	for len(asked) > 0 {
		<-asked
	}
	if err != nil && cmd.ProcessState.Exited() {
		t.Fatal(err)
	}
	return err == nil
}

func verifyArchive(t *testing.T, dir string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(dir, "blobs")); err != nil {
		return // killed before it began
	}
	ar, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer ar.Close()
	if _, err := ar.Verify(context.Background(), func(p archive.Problem) { t.Error(p) }); err != nil {
		t.Error(err)
	}
}
