package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestKilledRunGoesOn kills the real binary at moments spread over a run, runs it
// again and wants the tables of an undisturbed run. KILLS=50 tries more moments.
func TestKilledRunGoesOn(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and kills the binary")
	}
	exe := buildBinary(t)
	site := slowSite(t, 24, 4*time.Millisecond)
	register := writeRegister(t, site)
	start := time.Now()
	want := runToEnd(t, exe, register, t.TempDir())
	whole := time.Since(start)
	kills := 6
	fmt.Sscan(os.Getenv("KILLS"), &kills)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range kills {
		data := t.TempDir()
		after := time.Duration(random.Float64() * float64(whole))
		killAfter(t, exe, register, data, after)
		if d := cmp.Diff(want, runToEnd(t, exe, register, data)); d != "" {
			t.Errorf("kill %d after %v: other tables than an undisturbed run:\n%s", i, after, d)
		}
		if out, err := exec.Command(exe, "verify", "--boards", register, "--data", data).CombinedOutput(); err != nil {
			t.Errorf("kill %d: verify: %v\n%s", i, err, out)
		}
	}
}

// TestSecondRunIsRefused starts a second run on a data folder that is in use.
func TestSecondRunIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the binary")
	}
	exe := buildBinary(t)
	register, data := writeRegister(t, slowSite(t, 400, 20*time.Millisecond)), t.TempDir()
	first := exec.Command(exe, "run", "--boards", register, "--data", data)
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	defer first.Wait()
	defer first.Process.Kill()
	awaitCapture(t, data)
	out, err := exec.Command(exe, "run", "--boards", register, "--data", data).CombinedOutput()
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != exitFailed || !strings.Contains(string(out), "another manualwatch is at work") {
		t.Errorf("second run: %v\n%s", err, out)
	}
}

// TestInterruptEndsCleanly stops a run with SIGINT: it says so with exit code 1,
// and the next run ends with the tables of an undisturbed one.
func TestInterruptEndsCleanly(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the binary")
	}
	exe, data := buildBinary(t), t.TempDir()
	register := writeRegister(t, slowSite(t, 40, 20*time.Millisecond))
	want := runToEnd(t, exe, register, t.TempDir())
	c := exec.Command(exe, append([]string{"run", "--boards", register, "--data", data}, runArgs...)...)
	var said strings.Builder
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	awaitCapture(t, data)
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err := c.Wait()
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != exitFailed || !strings.Contains(said.String(), "interrupted; nothing is lost") {
		t.Errorf("interrupted run: %v\n%s", err, said.String())
	}
	if d := cmp.Diff(want, runToEnd(t, exe, register, data)); d != "" {
		t.Errorf("other tables than an undisturbed run:\n%s", d)
	}
}

// TestSameBytesEverywhere runs the demo and rebuilds it on one and on two
// processors: every table, changelog, feed and page must come out the same.
func TestSameBytesEverywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the binary")
	}
	exe, data := buildBinary(t), filepath.Join(t.TempDir(), "demo")
	if out, err := exec.Command(exe, "demo", "--data", data).CombinedOutput(); err != nil {
		t.Fatalf("demo: %v\n%s", err, out)
	}
	want := outputs(t, data)
	if len(want) < 50 {
		t.Fatalf("the demo wrote only %d files", len(want))
	}
	for _, procs := range []string{"1", "2"} {
		c := exec.Command(exe, "rebuild", "--data", data, "--boards", filepath.Join(data, "boards.toml"))
		c.Env = append(os.Environ(), "GOMAXPROCS="+procs)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("rebuild: %v\n%s", err, out)
		}
		got := outputs(t, data)
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("%s differs after a rebuild with GOMAXPROCS=%s", name, procs)
			}
		}
		if len(got) != len(want) {
			t.Errorf("GOMAXPROCS=%s: %d files, want %d", procs, len(got), len(want))
		}
	}
}

func buildBinary(t *testing.T) string {
	t.Helper()
	exe := filepath.Join(t.TempDir(), "manualwatch")
	if out, err := exec.Command("go", "build", "-o", exe, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return exe
}

// awaitCapture waits until a run has fetched something.
func awaitCapture(t *testing.T, data string) {
	t.Helper()
	for range 6000 {
		if logs, _ := filepath.Glob(filepath.Join(data, "archive", "captures", "*", "sample.log")); len(logs) > 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the run fetched nothing in half a minute")
}

// slowSite serves a manual of n chapters, each answer after a wait.
func slowSite(t *testing.T, n int, wait time.Duration) string {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(wait)
		var c int
		switch {
		case r.URL.Path == "/":
			fmt.Fprint(w, "<html><body><main><h1>Manual</h1><h2>1. Part</h2><ul>")
			for i := 1; i <= n; i++ {
				fmt.Fprintf(w, `<li><a href="/c%d.html">1.%d Chapter number %d</a></li>`, i, i, i)
			}
			fmt.Fprint(w, "</ul></main></body></html>")
		case scanned(r.URL.Path, &c):
			fmt.Fprintf(w, "<html><body><main><h1>1.%d Chapter number %d</h1><p>Words of chapter %d, which no other chapter has.</p></main></body></html>", c, c, c)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(srv.Close)
	return srv.URL
}

func scanned(path string, n *int) bool {
	_, err := fmt.Sscanf(path, "/c%d.html", n)
	return err == nil
}

func writeRegister(t *testing.T, site string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "boards.toml")
	text := fmt.Sprintf("[[board]]\nid = \"sample\"\nname = \"Sample\"\nnation = \"England\"\nplatform = \"generic\"\nstart = [\"%s/\"]\ndelay = \"0s\"\nallow_private = true\n", site)
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

var runArgs = []string{"--now", "2026-03-01T02:00:00Z", "--progress", "off"}

func killAfter(t *testing.T, exe, register, data string, after time.Duration) {
	t.Helper()
	c := exec.Command(exe, append([]string{"run", "--boards", register, "--data", data}, runArgs...)...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { c.Process.Kill() })
	c.Wait()
	timer.Stop()
}

// runToEnd runs one night and returns the bytes of its tables and changelogs by name.
func runToEnd(t *testing.T, exe, register, data string) map[string]string {
	t.Helper()
	if out, err := exec.Command(exe, append([]string{"run", "--boards", register, "--data", data}, runArgs...)...).CombinedOutput(); err != nil {
		t.Fatalf("run: %v\n%s", err, out)
	}
	return outputs(t, data)
}

// outputs returns every file of the data folder but the archive, by its name.
func outputs(t *testing.T, data string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(data, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "archive" || d.Name() == ".cache") {
			return filepath.SkipDir
		}
		if d.IsDir() || d.Name() == ".lock" {
			return nil
		}
		b, err := os.ReadFile(name)
		rel, _ := filepath.Rel(data, name)
		files[rel] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
