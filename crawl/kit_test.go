package crawl

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"manualwatch/crawl/archive"
)

// kitDir is where the modelled sites lie beside the repository; tests that need
// them are skipped without them.
const kitDir = "../../shared/sites"

// A kit is the running server of the modelled sites.
type kit struct {
	t    *testing.T
	port int
	log  string
}

type kitBoard struct {
	ID            string   `json:"id"`
	Name          string   `json:"name"`
	Platform      string   `json:"platform"`
	Address       string   `json:"address"`
	StartURLs     []string `json:"start_urls"`
	AmendmentURLs []string `json:"amendment_urls"`
	ExtraHosts    []string `json:"extra_hosts"`
}

func startKit(t *testing.T, args ...string) *kit {
	t.Helper()
	if _, err := os.Stat(kitDir); err != nil {
		t.Skip("no modelled sites beside the repository")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	k := &kit{t: t, port: port, log: filepath.Join(t.TempDir(), "access.jsonl")}
	cmd := exec.Command("python3", append([]string{filepath.Join(kitDir, "serve.py"), "--port", fmt.Sprint(port), "--log", k.log}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Skip("no Python: ", err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal("server did not start: ", err)
	}
	return k
}

func (k *kit) control(query string) []byte {
	k.t.Helper()
	resp, err := http.Get(fmt.Sprintf("http://127.0.0.1:%d/control/%s", k.port, query))
	if err != nil {
		k.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != 200 {
		k.t.Fatal(resp.Status, err, string(b))
	}
	return b
}

// boards returns the kit's boards as a register would name them.
func (k *kit) boards(ids ...string) []Board {
	var all []kitBoard
	if err := json.Unmarshal(k.control("boards"), &all); err != nil {
		k.t.Fatal(err)
	}
	var out []Board
	for _, b := range all {
		if len(ids) > 0 && !slices.Contains(ids, b.ID) {
			continue
		}
		r := Board{ID: b.ID, Name: b.Name, Platform: b.Platform, Start: b.StartURLs, Amendments: b.AmendmentURLs, AllowPrivate: true}
		for _, h := range b.ExtraHosts {
			r.Hosts = append(r.Hosts, mustParse(h).Hostname())
		}
		for _, a := range b.AmendmentURLs {
			if area := mustParse(a).Query().Get("b"); area != "" {
				r.Areas = append(r.Areas, strings.ToUpper(area[:1])+area[1:])
			}
		}
		out = append(out, r)
	}
	return out
}

type access struct {
	Host       string  `json:"host"`
	Path       string  `json:"path"`
	Status     int     `json:"status"`
	Concurrent int     `json:"concurrent"`
	Fault      string  `json:"fault"`
	Disallowed bool    `json:"robots_disallowed"`
	Cond       bool    `json:"conditional"`
	TS         float64 `json:"ts"`
}

// requests returns the server's log, emptied with every call.
func (k *kit) requests() []access {
	f, err := os.Open(k.log)
	if err != nil {
		k.t.Fatal(err)
	}
	defer f.Close()
	var out []access
	for d := json.NewDecoder(f); d.More(); {
		var a access
		if err := d.Decode(&a); err != nil {
			k.t.Fatal(err)
		}
		out = append(out, a)
	}
	os.Truncate(k.log, 0)
	return out
}

// truthURLs returns the addresses on the board's own hosts that a night's
// outline has, as path and query.
func (k *kit) truthURLs(board string, night int) []string {
	b, err := os.ReadFile(filepath.Join(kitDir, "dev", "truth", board+".json"))
	if err != nil {
		k.t.Fatal(err)
	}
	var truth struct {
		Nights []struct {
			Outline []struct {
				URL string `json:"url"`
			} `json:"outline"`
		} `json:"nights"`
	}
	if err := json.Unmarshal(b, &truth); err != nil {
		k.t.Fatal(err)
	}
	var out []string
	for _, r := range truth.Nights[night-1].Outline {
		u, _, _ := strings.Cut(r.URL, "#")
		u = strings.TrimPrefix(u, "host2:")
		if strings.HasPrefix(u, "/") {
			out = append(out, u)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func pathQuery(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.RequestURI()
}

func kitRun(t *testing.T, ar *archive.Archive, id string, boards []Board, opt Options) []Result {
	t.Helper()
	at := time.Date(2026, 1, 1, 2, 0, 0, 0, time.UTC)
	opt.Now = func() time.Time { return at }
	opt.maxDelay = 10 * time.Millisecond
	if testing.Verbose() {
		opt.Log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	rs, err := Run(context.Background(), ar, archive.Run{ID: id, StartedAt: at}, boards, opt)
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

// TestModelledSites crawls the modelled sites on two nights: every address of
// their outlines is fetched, once, and nothing that was not to be.
func TestModelledSites(t *testing.T) {
	k := startKit(t)
	ar, err := archive.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for night := 1; night <= 2; night++ {
		k.control(fmt.Sprintf("night?n=%d", night))
		boards := k.boards()
		results := kitRun(t, ar, fmt.Sprintf("2026010%dT020000Z", night), boards, Options{})
		log := k.requests()
		seen := map[string]int{}
		for _, a := range log {
			if a.Disallowed || a.Concurrent > 1 {
				t.Errorf("night %d: %s%s: disallowed %v, %d at a time", night, a.Host, a.Path, a.Disallowed, a.Concurrent)
			}
			if seen[a.Host+a.Path]++; seen[a.Host+a.Path] == 2 {
				t.Errorf("night %d: %s%s asked for twice", night, a.Host, a.Path)
			}
			if a.Status >= 400 && !strings.Contains(a.Path, "robots.txt") {
				t.Logf("night %d: %s%s: %d", night, a.Host, a.Path, a.Status)
			}
		}
		for _, r := range results {
			if !r.Complete {
				t.Errorf("night %d: %s: %s", night, r.BoardID, r.Cause)
			}
			got := map[string]bool{}
			for _, c := range r.Captures {
				if c.OK() {
					got[pathQuery(c.URL)] = true
				}
			}
			want := k.truthURLs(r.BoardID, night)
			for _, w := range want {
				if !got[w] {
					t.Errorf("night %d: %s: %s was not fetched", night, r.BoardID, w)
				}
				delete(got, w)
			}
			var rest []string
			for g := range got {
				rest = append(rest, g)
			}
			slices.Sort(rest)
			t.Logf("night %d: %s: %d requests, %d not modified, %d failed, %d wanted, besides %v; %v", night, r.BoardID, r.Requests, r.NotModified, r.Failed, len(want), rest, r.Findings)
		}
	}
}
