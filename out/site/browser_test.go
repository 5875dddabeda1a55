package site

import (
	"context"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"manualwatch/out/report"
)

// browse opens a page in headless Chromium and returns the document after the
// script ran, and what the console said. It skips the test where no browser is.
func browse(t *testing.T, address string) (dom, console string) {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr", "--v=0",
		"--user-data-dir="+t.TempDir(), "--virtual-time-budget=2000", "--dump-dom", address)
	cmd.WaitDelay = 5 * time.Second
	var stderr strings.Builder
	cmd.Stderr = &stderr
	b, err := cmd.Output()
	if err != nil {
		t.Skipf("chromium: %v", err)
	}
	return string(b), stderr.String()
}

var counted = regexp.MustCompile(`<output[^>]*>(\d+)(?: of (\d+))? rows</output>`)

// rowsShown reads what the filter says it shows.
func rowsShown(t *testing.T, dom string) (shown, all int) {
	t.Helper()
	m := counted.FindStringSubmatch(dom)
	if m == nil {
		t.Fatal("the filter says nothing; did the script run?")
	}
	shown, _ = strconv.Atoi(m[1])
	if all = shown; m[2] != "" {
		all, _ = strconv.Atoi(m[2])
	}
	return shown, all
}

func TestFiltersInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	dir, _ := sample(t, report.Options{})
	abs, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		page, state string
		want        int
	}{
		{"changes/index.html", "", 8},
		{"changes/index.html", "#sig=practice", 2},
		{"changes/index.html", "#words=historical+abuse", 1},
		{"index.html", "#state=trouble", 2},
	} {
		dom, console := browse(t, "file://"+abs+"/"+c.page+c.state)
		if shown, _ := rowsShown(t, dom); shown != c.want {
			t.Errorf("%s%s shows %d rows, want %d", c.page, c.state, shown, c.want)
		}
		if i := strings.Index(console, "CONSOLE"); i >= 0 {
			t.Errorf("%s%s: the console says: %.300s", c.page, c.state, console[i:])
		}
	}
}
